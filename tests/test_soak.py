"""Random learners and an LMS that fails them: nothing committed is lost, nothing reached is lowered (`tests/soak`).

What the LMS refused and the browser kept comes back; a later result replaces an earlier one only by the rule.

`make soak` runs the full number, the tests as a whole a small one. A failure prints the line that shows it again.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.play import PROFILES

HERE = Path(__file__).parent
SOAK = HERE / "soak"
STANDARDS = ("1.2", "2004")
FULL = os.environ.get("SOAK") == "full"
LEARNERS, AGAIN, BROWSER = (1000, 50, 50) if FULL else (50, 8, 6)
"""Learners for each standard: per profile of the strict LMS, at scorm-again, in Chromium."""
NO_BROWSER = 77
HOUR = 3600

Run = subprocess.CompletedProcess[str]


def run(*command: str | Path) -> Run:
    return subprocess.run(command, capture_output=True, text=True, timeout=HOUR, cwd=HERE.parent)


def node() -> str:
    path = shutil.which("node")
    if path is None:
        pytest.fail("node is not on the path: the soak needs Node 20 or newer", pytrace=False)
    return path


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of the player and the course objects of the project's modules."""
    file = tmp_path_factory.mktemp("soak") / "plan.json"
    told = run(sys.executable, SOAK / "modules.py")
    assert told.returncode == 0, told.stderr
    file.write_text(told.stdout, encoding="utf-8")
    return file


def soak(plan: Path, standard: str, *more: str) -> Run:
    return run(node(), SOAK / "soak.js", "--plan", plan, "--standard", standard, *more)


def held(done: Run, learners: int) -> None:
    """Nothing was broken, and it was not for want of learners who did something."""
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.search(r"(\d+) learners, (\d+) visits, (\d+) steps", done.stdout)
    assert counted is not None
    assert int(counted[1]) == learners
    assert int(counted[2]) >= 2 * learners
    assert int(counted[3]) >= 4 * learners


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("standard", STANDARDS)
def test_nothing_is_lost_at_the_strict_lms(plan: Path, standard: str, profile: str) -> None:
    # Other learners for each profile: most of what happens to them has nothing to do with it.
    seed = str(1 + PROFILES.index(profile))
    held(soak(plan, standard, "--profile", profile, "--learners", str(LEARNERS), "--seed", seed), LEARNERS)


@pytest.mark.parametrize("standard", STANDARDS)
def test_nothing_is_lost_at_an_lms_of_others(plan: Path, standard: str) -> None:
    if not (HERE / "runtime" / "node_modules" / "scorm-again").is_dir():
        pytest.fail("scorm-again is missing: run `npm ci --ignore-scripts` in tests/runtime", pytrace=False)
    held(soak(plan, standard, "--lms", "scorm-again", "--learners", str(AGAIN)), AGAIN)


@pytest.mark.parametrize("standard", STANDARDS)
def test_nothing_is_lost_in_chromium(standard: str) -> None:
    done = run(sys.executable, SOAK / "browser.py", "--standard", standard, "--learners", str(BROWSER))
    if done.returncode == NO_BROWSER:
        if os.environ.get("CI") or os.environ.get("COURSEWRIGHT_ALL_TESTS"):
            pytest.fail(done.stdout, pytrace=False)
        pytest.skip(done.stdout)
    held(done, BROWSER)


def test_planted_faults_are_caught(plan: Path) -> None:
    done = run(node(), SOAK / "self.js", "--plan", plan)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("caught by learner") >= 130


def test_a_seed_shows_the_same_again(plan: Path) -> None:
    lines = []
    for _ in range(2):
        one = (node(), SOAK / "soak.js", "--plan", plan, "--plant", "the last attempt replaces the best")
        found = run(*one, "--learners", "20")
        seed = re.search(r"--one (\d+)", found.stdout)
        assert seed is not None
        again = run(*one, "--one", seed[1])
        assert again.returncode == 1
        lines.append((seed[1], again.stdout.partition("\n")[0]))
        assert lines[-1][1] == found.stdout.partition("\n")[0]
    assert lines[0] == lines[1]
