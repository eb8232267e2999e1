"""Runs the tests of the product's own LMS (`tests/lms/*.test.js`); its names in Python and in the page agree."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDER = HERE / "lms"


def node() -> str:
    path = shutil.which("node")
    if path is None:
        pytest.fail("node is not on the path: the tests of the LMS need Node 20 or newer", pytrace=False)
    return path


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.test.js")), ids=lambda path: path.name)
def test_lms(file: Path) -> None:
    run = subprocess.run([node(), "--test", file.name], cwd=FOLDER, capture_output=True, text=True, timeout=120)
    passed = re.search(r"^# pass (\d+)", run.stdout, re.MULTILINE)
    assert run.returncode == 0, run.stdout + run.stderr
    assert passed is not None
    assert int(passed[1]) > 0, "no test was run"


def test_names_are_those_of_the_page() -> None:
    from builder.play import PROFILES, SCRIPTS

    templates = HERE.parent / "templates" / "lms"
    profiles = (templates / "profiles.js").read_text(encoding="utf-8")
    scripts = (templates / "learner.js").read_text(encoding="utf-8").partition("lms.scripts = [")[2]
    assert tuple(re.findall(r"\bname: '(\w+)', title", profiles)) == PROFILES
    assert tuple(re.findall(r"\bname: '(\w+)', title", scripts)) == SCRIPTS


def test_every_script_of_the_page_is_loaded_and_served() -> None:
    from builder.play.play import _PAGES

    templates = HERE.parent / "templates" / "lms"
    page = (templates / "lms.html").read_text(encoding="utf-8")
    scripts = {path.name for path in templates.glob("*.js")}
    assert set(re.findall(r'src="/lms/([\w.]+)"', page)) == scripts
    assert scripts | {"lms.html", "frame.html"} == set(_PAGES)
    for path in templates.glob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path.name


def test_every_finding_is_explained() -> None:
    root = HERE.parent
    scripts = "".join(path.read_text(encoding="utf-8") for path in (root / "templates" / "lms").glob("*.js"))
    programs = "".join(path.read_text(encoding="utf-8") for path in (root / "builder" / "play").glob("*.py"))
    rules = set(
        re.findall(r"(?:found\('(?:error|warning|note)', |fail\([^'\n]*?, |refuse\(|note\()'([a-z-]+)'", scripts)
    )
    rules |= set(re.findall(r"(?:wrong\(|check\([^\n]*?, )'([a-z-]+)', ['(]", scripts))
    rules |= set(re.findall(r'(?:Finding|note)\(\s*"(?:error|warning)", "([a-z-]+)"', programs))
    assert len(rules) > 50
    words = (root / "docs" / "record.md").read_text(encoding="utf-8").partition("| finding |")[2]
    known = set(re.findall(r"`([a-z-]+)`", words))
    families = {
        f"{verb}-{when}"
        for verb in ("initialize", "set", "get", "commit", "finish")
        for when in ("early", "late", "twice")
    }
    unexplained = sorted(rules - families - known)
    assert not unexplained
