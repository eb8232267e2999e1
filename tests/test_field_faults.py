"""The page of field faults: what it names exists, and every number that is used anywhere is on it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from literate import cases
from projects import ROOT

PAGE = ROOT / "docs" / "field-faults.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (B\d{3}) \| (.+?) \| (.+) \|$", TEXT, re.MULTILINE)
SOURCE = re.compile(r"`(tests/[\w./-]+)`: ((?:`\w+`|“[^”]+”)(?:, (?:`\w+`|“[^”]+”))*)(?:; |$)")
NUMBER = re.compile(r"(?:\bB|_b)([01]\d\d)(?![0-9A-Za-z])")
KINDS = {".py", ".js", ".md", ".txt", ".css", ".j2", ".json"}


@cache
def names(path: Path) -> str:
    """Give the names of a file's tests or cases, one to a line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return "\n".join(case.name for case in cases(path))
    found = r"^ *def (test_\w+)\(" if path.suffix == ".py" else r"^ *test\(['`](.*)['`], "
    return "\n".join(re.findall(found, text, re.MULTILINE))


@pytest.mark.parametrize(("number", "shown"), [(number, shown) for number, _, shown in ROWS], ids=[r[0] for r in ROWS])
def test_what_the_page_names_exists(number: str, shown: str) -> None:
    assert SOURCE.sub("", shown) == "", f"{number}: this part can't be read"
    for file, listed in SOURCE.findall(shown):
        path = ROOT / file
        assert path.is_file(), f"{number}: {file}"
        for name in re.findall(r"[`“]([^`”]+)[`”]", listed):
            if path.suffix == ".js":
                assert name.replace("'", "\\'") in names(path), f"{number}: {file}: {name}"
            else:
                assert name in names(path).split("\n"), f"{number}: {file}: {name}"


def test_every_number_in_use_is_on_the_page() -> None:
    listed = [number for number, _, _ in ROWS]
    assert listed == sorted(set(listed)), "in order, each once"
    used: dict[str, str] = {}
    for folder in ("tests", "builder", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in KINDS or "node_modules" in path.parts:
                continue
            for digits in NUMBER.findall(path.read_text(encoding="utf-8")):
                used.setdefault(f"B{digits}", path.relative_to(ROOT).as_posix())
    assert len(used) > 60
    assert {number: path for number, path in used.items() if number not in listed} == {}


def test_what_is_not_covered_is_not_in_the_table() -> None:
    missing = re.findall(r"\*\*(B\d{3})\*\*", TEXT.partition("\n## Not yet\n")[2])
    assert missing
    assert not {number for number, _, _ in ROWS} & set(missing)
