"""Where the checkers are that the tests call, and what to do where one is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
MODULES = TOOLS / "node_modules"


def npm_package(name: str) -> Path:
    """Give the folder of a package of `tests/tools/package.json`."""
    folder = MODULES / name
    if not (folder / "package.json").is_file():
        missing(f"npm's {name}", "run `npm ci --ignore-scripts` in tests/tools")
    return folder


def program(name: str, package: str) -> str:
    """Give the path of a program that Debian's `package` brings."""
    found = shutil.which(name)
    return found or missing(name, f"run `apt-get install {package}`")


def chromium() -> str:
    """Give the path of the browser; `CHROMIUM` names another one."""
    if importlib.util.find_spec("playwright") is None:
        missing("Python's playwright", "run `pip install -e .[dev]`")
    return os.environ.get("CHROMIUM") or program("chromium", "chromium")


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the test; fail it where all tests are to run."""
    if os.environ.get("CI") or os.environ.get("COURSEWRIGHT_ALL_TESTS"):
        pytest.fail(f"{what} is missing: {remedy}", pytrace=False)
    pytest.skip(f"{what} is missing: {remedy}")
