"""Two checkers of HTML that know nothing of each other find no error in any page that is built."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from built import pilot_slugs
from tools import TOOLS, npm_package, program

XML_FORM = "Trailing slash on void elements has no effect"
"""What vnu says of `<br/>`: pages are written so that they are XML as well, with every attribute quoted."""


@pytest.fixture(scope="module")
def pages(output: Path) -> list[Path]:
    """The start page of the output folder, the catalogue, and every module's page: the same in all targets."""
    return [
        output / "index.html",
        output / "catalogue.html",
        *(output / f"{slug}.web" / "index.html" for slug in pilot_slugs()),
    ]


def test_nu_html_checker(pages: list[Path]) -> None:
    jar = npm_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    java = program("java", "default-jre-headless")
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", *map(str, pages)], capture_output=True, text=True, check=False
    )
    said = [one for one in json.loads(done.stderr)["messages"] if not one["message"].startswith(XML_FORM)]
    assert [f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in said] == []
    assert done.returncode == 0


def test_html_validate(pages: list[Path], tmp_path: Path) -> None:
    node = program("node", "nodejs")
    script = npm_package("html-validate") / "bin" / "html-validate.mjs"
    config = TOOLS / "htmlvalidate.mjs"
    report = tmp_path / "report.json"
    done = subprocess.run(
        [node, str(script), "--config", str(config), "--formatter", f"json={report}", *map(str, pages)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert report.is_file(), done.stderr
    said = [(file["filePath"], one) for file in json.loads(report.read_text("utf-8")) for one in file["messages"]]
    assert [f"{path}:{one['line']}: {one['ruleId']}: {one['message']}" for path, one in said] == []
    assert done.returncode == 0
