"""Runs the player's own tests (`tests/runtime/*.test.js`) from pytest, so that one command tests all."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parent / "runtime"
OLDEST = 20
"""Major version of Node whose test runner is needed."""


@pytest.fixture(scope="module")
def node() -> str:
    """Give the path of a Node that is new enough and has what the tests need, or say what is missing."""
    path = shutil.which("node")
    if path is None:
        pytest.fail(f"node is not on the path: the player's tests need Node {OLDEST} or newer", pytrace=False)
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").split(".")[0]) < OLDEST:
        pytest.fail(f"node {version.strip()} is too old: the player's tests need {OLDEST} or newer", pytrace=False)
    if not (RUNTIME / "node_modules" / "scorm-again").is_dir():
        pytest.fail("scorm-again is missing: run `npm ci --ignore-scripts` in tests/runtime", pytrace=False)
    return path


@pytest.mark.parametrize("file", sorted(RUNTIME.glob("*.test.js")), ids=lambda path: path.name)
def test_player(node: str, file: Path) -> None:
    run = subprocess.run([node, "--test", file.name], cwd=RUNTIME, capture_output=True, text=True, timeout=120)
    passed = re.search(r"^# pass (\d+)", run.stdout, re.MULTILINE)
    assert run.returncode == 0, run.stdout + run.stderr
    assert passed is not None
    assert int(passed[1]) > 0, "no test was run"


def test_every_ring_is_there() -> None:
    names = {path.name.removesuffix(".test.js") for path in RUNTIME.glob("*.test.js")}
    assert names >= {"score", "state", "status", "session", "records", "connect", "scorm-again", "source"}
