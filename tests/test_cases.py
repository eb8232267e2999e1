"""Every literate case gives what it says; the author's reference is made of cases as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.blocks import BLOCKS
from builder.questions import QUESTIONS
from literate import RESULTS, Case, cases, read, rendering, update

HERE = Path(__file__).parent
ROOT = HERE.parent
FILES = sorted((HERE / "cases").rglob("*.md"))
REFERENCE = ROOT / "docs" / "authoring.md"
CASES = [case for path in FILES for case in cases(path)]
EXAMPLES = list(cases(REFERENCE))


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module folder with the files that cases refer to."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "media").mkdir()
    (folder / "media" / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    (folder / "media" / "a b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "media" / "sheet.csv").write_text("a,b\n")
    return folder


@pytest.mark.parametrize("case", [*CASES, *EXAMPLES], ids=lambda case: case.id)
def test_case(case: Case, media: Path, request: pytest.FixtureRequest) -> None:
    results = {kind: RESULTS[kind](case, media) for kind in case.expected}
    if request.config.getoption("--update-golden"):
        update(case.path, {(case.module, kind): text for kind, text in results.items()})
        return
    for kind, text in results.items():
        assert text == case.expected[kind], f"{case.id}: {kind}"
    if "diagnostics" not in case.expected:
        _, found, _ = read(case, media)
        assert not found, f"{case.id}: {[(d.span.line, d.slug, d.message) for d in found]}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case_says_something(case: Case) -> None:
    assert case.expected, f"{case.id}: a case without an expected result can't fail"


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.id)
def test_example_of_the_reference_renders_everywhere(case: Case, media: Path) -> None:
    from builder.render.html import render_blocks

    module, found, _ = read(case, media)
    if module is None:
        assert "diagnostics" in case.expected, f"{case.id}: {found}"
        return
    for medium in ("screen", "print"):
        for page in module.pages:
            assert render_blocks(page.blocks, rendering(module, medium))


def test_every_slug_has_a_case() -> None:
    used: set[str] = set()
    for path in (ROOT / "builder").rglob("*.py"):
        used.update(re.findall(r"""(?:error|warning)\(\s*"([a-z0-9-]+)",""", path.read_text(encoding="utf-8")))
    shown = {slug for case in [*CASES, *EXAMPLES] for slug in re.findall(r"\[([a-z0-9-]+)\]$", case.expected.get(
        "diagnostics", ""), re.MULTILINE)}  # fmt: skip
    elsewhere = set((HERE / "cases" / "slugs-elsewhere.txt").read_text(encoding="utf-8").split())
    assert used - shown - elsewhere == set()
    assert elsewhere - used == set(), "no longer in the code"


def test_every_question_kind_and_block_is_in_the_reference() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    shown = set(re.findall(r"^:{3,}\s*([a-z-]+)", text, re.MULTILINE))
    assert {*QUESTIONS, *BLOCKS} - shown == set()


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_every_question_kind_has_its_case_file(kind: str) -> None:
    assert (HERE / "cases" / "questions" / f"{kind}.md").is_file()
