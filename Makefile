# make        installs Coursewright into .venv and builds every module into output/
# make test   everything that must hold: style, types, all tests
# make check  what is wrong in the modules, without building
# make soak   thousands of random learners; the tests have some of them
# make bench  how fast, against the tools named in tests/bench
# make clean  removes output/;  make distclean  removes what was installed as well

PYTHON ?= python3
export PYTHON
bin := .venv/bin
# The environment's own programs come first: the tests may have put a newer Node.js there.
export PATH := $(CURDIR)/$(bin):$(PATH)

.PHONY: all install build check test lint soak bench clean distclean
.DEFAULT_GOAL := all

all: build

install: .venv/.installed

build: install
	$(bin)/coursewright build

check: install
	$(bin)/coursewright check

test: lint
	COURSEWRIGHT_ALL_TESTS=1 $(bin)/pytest -n auto

lint: .venv/.installed-dev
	$(bin)/ruff check
	$(bin)/mypy

soak: .venv/.installed-dev
	COURSEWRIGHT_ALL_TESTS=1 SOAK=full $(bin)/pytest -n auto -rP tests/test_soak.py

bench: .venv/.installed-dev
	$(bin)/python tests/bench/bench.py
	$(bin)/python tests/bench/handbook.py

clean:
	rm -rf output build

distclean: clean
	rm -rf .venv *.egg-info tests/*/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Stamps: each step runs again only when its list of things to install has changed.
.venv/.installed: pyproject.toml setup.py .ci/install-system.sh
	bash .ci/install-system.sh build
	test -x $(bin)/pip || $(PYTHON) -m venv --clear .venv
	$(bin)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.installed-dev: .venv/.installed $(wildcard tests/*/package-lock.json) .ci/install-node.sh
	bash .ci/install-system.sh test
	$(bin)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	bash .ci/install-node.sh
	touch $@
