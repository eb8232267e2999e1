"""Two checkers of HTML that know nothing of each other find no error in any page that is built."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bike import bike_check
from built import Built, pilot_slugs
from tools import TOOLS, npm_package, program

Pilot = Callable[[str, str], Built]
Small = Callable[..., Built]


@pytest.fixture(scope="module")
def pages(pilot: Pilot, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every module's page, and the start page of the output folder."""
    folder = tmp_path_factory.mktemp("pages")
    written = []
    for slug in pilot_slugs():
        page = folder / f"{slug}.html"
        page.write_bytes(pilot(slug, "scorm12").files["index.html"])
        written.append(page)
    return written


def test_nu_html_checker(pages: list[Path]) -> None:
    jar = npm_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    java = program("java", "default-jre-headless")
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", *map(str, pages)], capture_output=True, text=True, check=False
    )
    said = json.loads(done.stderr)["messages"]
    assert [f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}" for one in said] == []
    assert done.returncode == 0


def test_html_validate(pages: list[Path]) -> None:
    node = program("node", "nodejs")
    script = npm_package("html-validate") / "bin" / "html-validate.mjs"
    config = TOOLS / "htmlvalidate.json"
    done = subprocess.run(
        [node, str(script), "--config", str(config), "--formatter", "json", *map(str, pages)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    found = [
        f"{Path(file['filePath']).name}:{one['line']}: {one['ruleId']}: {one['message']}"
        for file in json.loads(done.stdout)
        for one in file["messages"]
    ]
    assert found == []
    assert done.returncode == 0
