#!/usr/bin/env bash
# Sees to what pip and npm can't bring:   .ci/install-system.sh build   (what `make` needs)
#                                         .ci/install-system.sh test    (what `make test` needs as well)
# Looks for each thing itself, not for a package's name, so it is content on any system that has them. On Debian and
# Ubuntu, as root, it installs what is missing; else it prints the one command that does, and fails.
set -euo pipefail

purpose=${1:-build}
python=${PYTHON:-python3}
missing=()

has() { command -v "$1" >/dev/null 2>&1; }
python_can() { "$python" -c "$1" >/dev/null 2>&1; }
loads() { python_can "import ctypes; ctypes.CDLL('$1')"; }

if has "$python"; then
  # Debian has venv in a package of its own: without it `python3 -m venv` makes half an environment.
  python_can "import ensurepip, venv" || missing+=(python3-venv)
else
  missing+=(python3 python3-venv)
fi

# The layout engine of the PDF loads these (WeasyPrint); other systems than Linux name them otherwise.
if [ "$(uname -s)" = Linux ]; then
  loads libpango-1.0.so.0 || missing+=(libpango-1.0-0)
  loads libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
  loads libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
fi

if [ "$purpose" = test ]; then
  has chromium || [ -n "${CHROMIUM:-}" ] || missing+=(chromium)
  has pdftoppm || missing+=(poppler-utils)
  has java || missing+=(default-jre-headless)
  # The Node.js that drives the browser (playwright brings its own) loads it.
  [ "$(uname -s)" != Linux ] || loads libatomic.so.1 || missing+=(libatomic1)
fi

if [ ${#missing[@]} -gt 0 ]; then
  if ! has apt-get; then
    echo "Please install with your system's package manager what Debian calls: ${missing[*]}" >&2
    exit 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "Some system packages are missing. Run this, then make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing system packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install --yes -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if ! python_can "import sys; sys.exit(sys.version_info < (3, 11))"; then
  echo "Python 3.11 or newer is needed; this is $("$python" --version). Name another one: make PYTHON=python3.12" >&2
  exit 1
fi
