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
VTT = {
    "headless": "1\n00:00:01,000 --> 00:00:02,000\nMade for discs.\n",
    "joined": "WEBVTT\n00:01.000 --> 00:02.000\nToo close.\n",
    "silent": "WEBVTT\n\nNOTE nothing yet\n",
    "many": (
        "\ufeffWEBVTT - the talk\nKind: captions\n\nSTYLE\n::cue { color: white }\n\nNOTE\nchecked twice\n\n"
        "first\n00:01.000 --> 00:04.000 line:0\nOne.\n\n00:03.000 --> 00:05.000\nTwo.\n\n00:02.000 --> 00:06.000\n"
        "Three.\n\n00:07.000 --> 00:07.000\nFour.\n\n00:08.000 --> 00:09.000\n\n00:00:10,000 --> 00:00:11,000\n"
        "Six.\n\nSeven, never shown.\n\n00:12.000 --> 00:13.000\nEight.\n00:13.000 --> 00:14.000\nNine.\n"
    ),
}
"""Captions with what can be wrong in them."""


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module folder with the files that cases refer to."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "media").mkdir()
    (folder / "media" / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    (folder / "media" / "a b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "media" / "sheet.csv").write_text("a,b\n")
    (folder / "media" / "talk.mp4").write_bytes(b"\0\0\0\x18ftypisom\0\0\0\0")
    (folder / "media" / "talk.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\0")
    (folder / "media" / "renamed.mp4").write_bytes(b"RIFF\x10\0\0\0AVI LIST")
    (folder / "media" / "talk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.500\nGood morning.\n")
    (folder / "media" / "latin.vtt").write_bytes("WEBVTT\n\n00:00.000 --> 00:01.000\nGrüße\n".encode("latin-1"))
    for name, text in VTT.items():
        (folder / "media" / f"{name}.vtt").write_text(text)
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
