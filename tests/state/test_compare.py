"""What a new edition does to learners in mid-course is told before it is published."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.catalogue import Defaults
from builder.diagnostics import BuildError
from builder.nodes import Module
from builder.package import write_folder, write_package
from builder.parse import parse_module
from builder.render.course import codes, course
from builder.source import Source
from builder.state.changes import Effect
from builder.state.codec import decode, encode
from builder.state.compare import Comparison, as_json, as_text, compare
from builder.state.outline import outline_of, read_outline
from builder.state.progress import Answer, Progress
from builder.targets.base import Target
from builder.targets.scorm12 import SCORM12
from builder.targets.scorm2004 import SCORM2004
from builder.targets.web import WEB
from editions import HERE, module_of
from packing import CONTEXT

ONE = (HERE / "edition-1" / "module.md").read_text("utf-8")
Compare = Callable[..., Comparison]


def read(text: str, slug: str = "two-versions") -> Module:
    module = parse_module(Source(f"modules/{slug}/module.md", text, HERE), Defaults(), lambda found: None)
    assert module is not None
    return Module(slug, module.metadata, module.pages, module.source, HERE)


def build(module: Module, path: Path, target: Target = SCORM12) -> Path:
    write_package(target.render(module, CONTEXT, lambda found: None), path)
    return path


@pytest.fixture
def comparing(tmp_path: Path) -> Compare:
    """Build an edition and another, and compare them."""

    def both(old: str | Module, new: str | Module, target: Target = SCORM12, other: Target | None = None) -> Comparison:
        modules = [read(one) if isinstance(one, str) else one for one in (old, new)]
        paths = [
            build(module, tmp_path / f"{name}.zip", kind)
            for name, module, kind in zip(("old", "new"), modules, (target, other or target), strict=True)
        ]
        return compare(*paths)

    return both


def edited(*edits: tuple[str, str], version: str = "1.1.0") -> str:
    text = ONE.replace("version: 1.0.0", f"version: {version}")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found(comparison: Comparison, *effects: Effect) -> dict[str, str]:
    chosen = [change for change in comparison.changes if change.effect in (effects or tuple(Effect))]
    return {f"{change.slug} {change.about}": f"{change.words} {change.hint}" for change in chosen}


@pytest.mark.parametrize("target", [SCORM12, SCORM2004, WEB], ids=lambda target: target.name)
def test_the_same_build_changes_nothing(comparing: Compare, target: Target) -> None:
    result = comparing(ONE, ONE, target)
    assert result.changes == ()
    assert not result.lost
    assert as_text(result).splitlines()[-1].startswith("Nothing that learners did is lost.")


def test_a_folder_and_a_zip_are_compared_alike(tmp_path: Path) -> None:
    write_folder(WEB.render(read(ONE), CONTEXT, lambda found: None), tmp_path / "site")
    archive = build(read(ONE), tmp_path / "site.zip", WEB)
    assert compare(tmp_path / "site", archive).changes == ()
    assert compare(archive.read_bytes(), tmp_path / "site").changes == ()


def test_a_spelling_corrected_in_the_text_loses_nothing(comparing: Compare) -> None:
    result = comparing(ONE, edited(("Text b", "Text b, corrected")))
    assert list(found(result)) == ["page-text b"]
    assert not result.lost


def test_the_same_version_with_other_content_is_told(comparing: Compare) -> None:
    result = comparing(ONE, edited(("Text b", "Text b, corrected"), version="1.0.0"))
    assert "edition-unchanged two-versions" in found(result, Effect.ADVICE)
    assert not result.lost


def test_the_fixtures(comparing: Compare) -> None:
    result = comparing(module_of("edition-1"), module_of("edition-2"))
    assert result.lost
    lost = found(result, Effect.LOST)
    assert list(lost) == [
        "question-removed q2", "option-removed parts", "option-reworded parts", "option-removed pairs",
        "option-added steps", "question-kind number",
    ]  # fmt: skip
    assert "“brake” is now “brake, front and rear”" in lost["option-reworded parts"]
    noticed = found(result, Effect.NOTICED)
    assert {"page-removed b", "page-added d", "question-added q4", "question-moved parts"} <= set(noticed)
    assert {"question-reworded q3", "attempts q3", "pass-mark two-versions", "right-answer word"} <= set(noticed)
    assert "questions-reordered two-versions" in noticed
    assert "80 %" in noticed["pass-mark two-versions"]
    assert "keeps that" in noticed["pass-mark two-versions"]
    assert "“Reval”: right before, and now wrong" in noticed["right-answer word"]
    assert "q1" not in {change.about for change in result.changes}, "options in another order change nothing"


def test_what_is_said_to_be_lost_is_lost_and_nothing_else() -> None:
    """The words of the comparison against the codec itself."""
    old, new = outline_of(module_of("edition-1")), outline_of(module_of("edition-2"))
    answers = {"q1": Answer(1, ("a",)), "parts": Answer(1, ("a", "c")), "steps": Answer(1, ("c", "b", "a"))}
    kept = decode(encode(Progress("1.0.0", questions=answers), old), new).questions
    assert {id: len(answer.response) for id, answer in kept.items()} == {"q1": 1, "parts": 1, "steps": 0}


def test_an_id_that_was_renamed_is_told_with_the_old_one(comparing: Compare) -> None:
    result = comparing(ONE, edited(("{#q2}", "{#night-lamp}"), ("## Part b {#b}", "## Part b {#second}")))
    lost = found(result, Effect.LOST)
    assert set(lost) == {"question-id night-lamp", "page-id second"}
    assert "write `{#q2}`" in lost["question-id night-lamp"]
    assert "write `{#b}`" in lost["page-id second"]


def test_an_identity_that_changed_begins_every_learner_anew(comparing: Compare) -> None:
    for target in (SCORM12, SCORM2004, WEB):
        result = comparing(ONE, read(edited(), slug="two-versions-2021"), target)
        lost = found(result, Effect.LOST)
        assert list(lost) == ["identity two-versions-2021"]
        assert "write `id: two-versions` in the header" in lost["identity two-versions-2021"]
    kept = read(edited(("language: en", "language: en\nid: two-versions")), slug="two-versions-2021")
    assert not comparing(ONE, kept).lost


def test_packages_of_two_standards_are_told_apart(comparing: Compare) -> None:
    assert list(found(comparing(ONE, ONE, SCORM12, SCORM2004))) == ["standard two-versions"]


@pytest.mark.parametrize(
    ("old", "new", "slug", "words"),
    [
        ("- [x] brake\n- [ ] lamp\n\n", "- [ ] brake\n- [x] lamp\n\n", "right-answer q1", "“brake”: right before"),
        ("{#q1 objective=safe}", "{#q1 objective=safe points=3}", "points q1", "worth 3 instead of 1"),
        ("{#q3 attempts=2}", "{#q3}", "attempts q3", "unlimited"),
        ("{#q3 attempts=2}", "{#q3 attempts=1}", "attempts q3", "has none left"),
        ("{#q1 objective=safe}", "{#q1 objective=safe required}", "required q1", "has completed stays so"),
        ("{#parts partial}", "{#parts}", "partial parts", "no points"),
        ("answer=15", "answer=20", "right-answer number", "“15”: right before, and now wrong; “20”: now right"),
        ("| Riga | Latvia |", "| Riga | Estonia |\n| | Latvia |", "right-answer pairs", "“Riga” – “Estonia”"),
        ("1. pump\n2. ride\n", "1. ride\n2. pump\n", "right-answer steps", "the right order is another"),
        ("pass_mark: 60", "pass_mark: 50", "pass-mark two-versions", "passes at the next visit"),
        ("pass_mark: 60", "pass_mark: 60\n  pages: none", "completion-pages two-versions", "need not be seen"),
        ("pass_mark: 60", "pass_mark: 60\n  on_fail: failed", "on-fail two-versions", "keeps that"),
        ("pass_mark: 60", "pass_mark: 60\n  later: replace", "later two-versions", "till then what was reached stays"),
        ("title: Two versions", "title: Two editions", "title two-versions", "Two editions"),
        ("## Part c {#c}", "## The end {#c}", "page-title c", "“The end”"),
        ("- [ ] rack", "- [ ] rack\n- [ ] pump", "option-added q2", "“pump” is new"),
    ],
)  # fmt: skip
def test_changes_that_learners_notice_and_that_lose_nothing(
    comparing: Compare, old: str, new: str, slug: str, words: str
) -> None:
    result = comparing(ONE, edited((old, new)))
    assert words in found(result, Effect.NOTICED)[slug]
    assert not result.lost, as_text(result)


def test_which_result_counts_is_told_in_all_that_is_said_of_it(comparing: Compare) -> None:
    replacing = [("pass_mark: 60", "pass_mark: 60\n  later: replace")]
    more = ("## Part c {#c}", "::: true-false {#new answer=true}\nIt rains.\n:::\n\n## Part c {#c}")
    lower = ("pass_mark: 60\n  later: replace", "pass_mark: 50\n  later: replace")
    keeps, replaces = edited(version="1.0.0"), edited(*replacing, version="1.0.0")
    to_replace = comparing(keeps, edited(*replacing, more))
    assert "may be lower" in found(to_replace)["question-added new"]
    assert "a later result takes the place of an earlier one now" in found(to_replace)["later two-versions"]
    assert as_text(to_replace).endswith("is ever lowered but by a later result, as the header says (`later: replace`).")
    to_keep = comparing(replaces, edited(more))
    assert "stays from now on" in found(to_keep)["later two-versions"]
    assert "never a lower one" in found(to_keep)["question-added new"]
    assert as_text(to_keep).endswith("No status and no score that was reached is ever lowered.")
    both = comparing(replaces, edited(*replacing, lower))
    assert not any(name.startswith("later ") for name in found(both))
    assert "keeps that until a later result takes its place" in found(both)["pass-mark two-versions"]
    assert not any(result.lost for result in (to_replace, to_keep, both))


def test_a_build_from_before_there_was_a_choice_keeps() -> None:
    written = course(read(ONE), {})
    assert read_outline(written).completion.later == "keep"
    del written["completion"]["later"]
    assert read_outline(written).completion.later == "keep"


def test_ids_that_would_be_taken_for_others_are_told(comparing: Compare) -> None:
    def twin(identifier: str) -> str:
        [code] = codes([identifier]).values()
        return next(f"n{n}" for n in range(10**6) if codes([f"n{n}"]) == {f"n{n}": code})

    question, page = twin("q2"), twin("b")
    asked = "::: choice {#q2}\nWhat must be on at night?\n\n- [x] lamp\n- [ ] bell\n- [ ] rack\n:::"
    other = f"::: true-false {{#{question} answer=true}}\nChildren may ride on the path.\n:::"
    new = edited((asked, other), ("## Part b {#b}", f"## Another {{#{page}}}"), ("Text b", "Not a word of it"))
    lost = found(comparing(ONE, new), Effect.LOST)
    assert "the short code of `q2`, which is gone" in lost[f"question-misread {question}"]
    assert "the short code of `b`, which is gone" in lost[f"page-misread {page}"]
    assert "question-removed q2" in lost


def test_options_that_would_be_taken_for_others_are_told(comparing: Compare) -> None:
    from builder.state.spelling import hash32

    words = [f"option {n}" for n in range(300)]
    one, other = next(
        (one, other) for one in words for other in words if one < other and hash32(one) % 1296 == hash32(other) % 1296
    )
    before, after = (edited(("- [ ] rack", f"- [ ] {text}")) for text in (one, other))
    lost = found(comparing(before, after), Effect.LOST)
    assert f"“{one}” will be shown as “{other}”" in lost["option-misread q2"]


def test_the_order_of_pages_and_json(comparing: Compare) -> None:
    head, _, rest = edited().partition("## Part a")
    b = rest.index("## Part b")
    c = rest.index("## Part c")
    result = comparing(ONE, head + rest[b:c] + "## Part a" + rest[:b] + rest[c:])
    assert "pages-reordered two-versions" in found(result, Effect.NOTICED)
    assert not result.lost
    values = json.loads(json.dumps(as_json(result)))
    assert values["lost"] is False
    assert values["old"] == {"edition": "1.0.0", "standard": "SCORM 1.2"}
    assert {"effect", "slug", "about", "words", "hint"} == set(values["changes"][0])


def test_what_is_no_package_of_ours_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("index.html", "<p>Somebody else's</p>")
    nothing = tmp_path / "nothing.zip"
    nothing.write_bytes(b"PK no zip")
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("index.html", '<script type="application/json" id="course">{"id":1}</script>')
    good = build(read(ONE), tmp_path / "good.zip")
    for path in (other, nothing, bad, tmp_path / "missing.zip"):
        with pytest.raises(BuildError, match=path.name):
            compare(path, good)
