"""Editions on paper: who gets what, under the same numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from booklets import FILLER, filler, module_of, one_page, paragraph, question_of_each_kind, table, words
from builder.build import Order, State, build
from builder.catalogue import Defaults
from builder.diagnostics import Diagnostic
from builder.nodes import (
    Container,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Module,
    Page,
    PageTarget,
    Question,
    questions_of,
)
from builder.parse import parse_module
from builder.project import load_project, read_module
from builder.questions.scenario import Scenario
from builder.questions.ways import ways_through
from builder.render import RenderContext
from builder.source import Source
from builder.targets import TARGETS
from builder.targets.base import Target, Use
from builder.targets.pdf_editions import LEARNER, Edition
from builder.targets.pdf_facilitator import FACILITATOR, PDF_FACILITATOR
from builder.targets.pdf_key import KEY, PDF_KEY
from builder.targets.pdf_session import session_of
from builder.targets.pdf_worksheets import PDF_WORKSHEETS, WORKSHEETS
from laid_out import faults, laid_out, parts, where
from printed import CONTEXT, Booklet, conformant
from projects import ROOT, module, write

GALLERY = Path(__file__).parent / "gallery"
EDITIONS = {edition.name: edition for edition in (LEARNER, FACILITATOR, WORKSHEETS, KEY)}


def read(root: Path, slug: str) -> tuple[Module, RenderContext]:
    found: list[Diagnostic] = []
    project = load_project(root, found.append)
    made = read_module(project, slug, found.append)
    assert made is not None, found
    return made, project.render_context({slug: made})


def note(title: str, minutes: int | None = None, text: str = "Do this.") -> Container:
    options = (("minutes", str(minutes)),) if minutes else ()
    return Container("facilitator", words(title), (paragraph(text),), options)


def told(booklet: Booklet) -> str:
    return " ".join(" ".join(booklet.pages).split())


def aloud(booklet: Booklet) -> str:
    """Give the words in the order of the tags."""
    sections = [booklet.text_of(element) for element in booklet.elements() if str(element.S) == "/Sect"]
    return " ".join(" ".join(sections).split())


# All of them


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize(("root", "slug"), [(GALLERY, "gallery"), (ROOT, "export-speed-mentoring")])
def test_every_edition_conforms_and_is_well_set(root: Path, slug: str, edition: Edition, tmp_path: Path) -> None:
    made, context = read(root, slug)
    target = TARGETS[edition.name]
    assert isinstance(target, Target)
    booklet = Booklet(made, context, target)
    assert booklet.said == []
    assert conformant(booklet, tmp_path) == []
    assert faults(laid_out(made, context, edition)) == []


@pytest.mark.parametrize("name", ["pdf-facilitator", "pdf-worksheets", "pdf-key"])
def test_numbers_are_those_of_the_booklet(name: str) -> None:
    made, context = read(GALLERY, "gallery")
    target = TARGETS[name]
    assert isinstance(target, Target)
    booklet, learner = Booklet(made, context, target), Booklet(made, context)
    asked = {f"Question {one.number}" for one in questions_of(made) if one.number}
    assert labels(booklet) == labels(learner) == asked
    numbered = chapters(learner)
    assert chapters(booklet).items() <= numbered.items()
    assert len(numbered) == len(made.pages)


def labels(booklet: Booklet) -> set[str]:
    return set(re.findall(r"Question \d+(?!\d)", aloud(booklet)))


def chapters(booklet: Booklet) -> dict[str, str]:
    """Give the number before each title."""
    heads = [booklet.text_of(element).strip() for element in booklet.elements() if str(element.S) == "/H2"]
    return {found[2]: found[1] for head in heads if (found := re.fullmatch(r"(\d+)\s*(.+)", head))}


def test_only_the_facilitators_edition_has_what_facilitators_are_told(tmp_path: Path) -> None:
    made = one_page(tmp_path, note("NOTE-TITLE", 20, "NOTE-BODY"), *question_of_each_kind())
    for name, target in TARGETS.items():
        if isinstance(target, Target) and target.extension == "pdf":
            assert ("NOTE-BODY" in told(Booklet(made, CONTEXT, target))) == (name == "pdf-facilitator"), name


# Facilitators


def test_answers_stand_below_their_questions(tmp_path: Path) -> None:
    questions = question_of_each_kind()
    booklet = Booklet(one_page(tmp_path, *questions), CONTEXT, PDF_FACILITATOR)
    text = aloud(booklet)
    assert not booklet.page_of("Answer key")
    places = [match.start() for match in re.finditer(r"Question \d", text)]
    assert len(places) == len(questions), "none has an entry at the end"
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        assert text.find("Answer", start, end) > 0
        assert text.find("zebrakey: this is why", start, end) > text.find("Answer", start, end)
        assert text.find("zebrakey hint", start, end) > 0


def answered(tmp_path: Path, before: int, question: Question) -> tuple[list[int], list[int], list[Any]]:
    """Lay out text and a question; give the pages of its stem and of its answer, and all of them."""
    pages = laid_out(one_page(tmp_path, *filler(before), question), CONTEXT, FACILITATOR)
    return where(pages, "Which part"), where(pages, "Answer"), pages


def test_an_answer_may_follow_on_the_next_page_where_lines_to_write_on_are_left_out(tmp_path: Path) -> None:
    asked = replace(question_of_each_kind()[3], solution=(paragraph(FILLER * 3), paragraph(FILLER * 5)))
    assert asked.kind == "text"
    places = [answered(tmp_path, before, asked) for before in range(1, 14)]
    assert any(stem[0] < answer[0] for stem, answer, _ in places)
    assert not [fault for _, _, pages in places for fault in faults(pages)]


def test_the_last_line_of_an_answer_is_not_alone_on_a_page(tmp_path: Path) -> None:
    cut = 0
    base = replace(question_of_each_kind()[0], objectives=("stop",))
    for lines in range(2, 10):
        asked = replace(base, solution=(paragraph(FILLER * 2), *(paragraph("Short.") for _ in range(lines))))
        _, answer, pages = answered(tmp_path, 4, asked)
        marking = where(pages, "Marking")
        cut += answer[0] < marking[0]
        alone = [text for box in parts(pages[marking[0] - 1]) if (text := str(getattr(box, "text", "")).strip())]
        assert not alone[0].startswith("Marking"), f"with {lines} lines"
    assert cut, "no answer was cut: make it longer"


def test_marking_tells_objectives_part_credit_and_what_learners_are_told(tmp_path: Path) -> None:
    asked = replace(question_of_each_kind()[1], objectives=("stop",), partial=True, points=2)
    asked = replace(asked, feedback=replace(asked.feedback, incorrect=(paragraph("SAID-IF-WRONG"),)))
    text = told(Booklet(one_page(tmp_path, asked), CONTEXT, PDF_FACILITATOR))
    marking = text[text.index("Marking:") :]
    assert "2 points. A partly right answer counts in part." in marking
    assert "Check both brakes." in marking
    assert "Not right SAID-IF-WRONG" in text


def test_the_plan_adds_up_and_names_pages(tmp_path: Path) -> None:
    pages = [
        Page("one", words("One"), (*filler(1), note("Begin", 15), note("Talk", 20))),
        Page("two", words("Two"), (*filler(30), note("Look around"), List(False, (ListItem((note("Deep", 5),)),)))),
    ]
    booklet = Booklet(module_of(tmp_path, pages), CONTEXT, PDF_FACILITATOR)
    (number,) = booklet.page_of("All activities")
    plan = " ".join(booklet.pages[number - 1].split())
    assert "All activities: 40 minutes" in plan
    for title, minutes in (("Begin", "15"), ("Talk", "20"), ("Look around", "–"), ("Deep", "5")):
        found = re.search(rf"{title} {minutes} (\d+)", plan)
        assert found is not None, title
        assert title in booklet.pages[int(found[1]) - 1]
    assert conformant(booklet, tmp_path) == []


def test_a_note_on_the_whole_session_is_not_added(tmp_path: Path) -> None:
    blocks = (note("The workshop", 60), note("Begin", 20), note("Talk", 25), note("End", 10))
    session = session_of(one_page(tmp_path, *blocks))
    assert [one.whole for one in session.activities] == [True, False, False, False]
    assert session.minutes == 55
    two = session_of(one_page(tmp_path, note("Begin", 20), note("Talk", 20)))
    assert two.minutes == 40


def test_a_module_without_notes_has_no_plan(tmp_path: Path) -> None:
    booklet = Booklet(one_page(tmp_path, *filler(1)), CONTEXT, PDF_FACILITATOR)
    assert not booklet.page_of("Session plan")
    assert len(booklet.pages) == 3


def test_all_ways_through_a_story_are_listed() -> None:
    made, context = read(GALLERY, "gallery")
    text = told(Booklet(made, context, PDF_FACILITATOR))
    for story in (one for one in questions_of(made) if isinstance(one, Scenario)):
        ways = ways_through(story.scenes)
        assert len(set(ways)) == len(ways) > 1
        for way in ways:
            assert way[0] is story.scenes[0]
            assert not way[-1].decisions
            assert all(any(one.to == after.name for one in here.decisions) for here, after in pairwise(way))
            assert " → ".join(str(scene.number) for scene in way) in text


# Worksheets


def test_worksheets_hold_what_is_done_and_what_it_refers_to(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    figure = Figure(Image("media/plan.svg", "A plan"), words("REFERRED-FIGURE"), 1, "plan")
    other = Figure(Image("media/plan.svg", "A plan"), words("OTHER-FIGURE"), 2, "other")
    asked = question_of_each_kind()[2]
    see = Link(PageTarget("plan"), words("the plan"))
    away = Link(PageTarget("prose"), words("what stood there"))
    stem = (paragraph("Look at ", see, ", and at ", away, FootnoteReference(1), "."),)
    form = table([["", ""]], ["Who", "FORM-HEAD"], classes=("worksheet",), caption=words("FORM"), number=1)
    case = Container("case", words("CASE"), (paragraph("CASE-TEXT"), replace(asked, id="cased", number=2)))
    drawn = replace(asked, id="quizzed", number=3)
    quiz = Container("quiz", words("QUIZ"), (paragraph("QUIZ-TEXT"), drawn), (), "final")
    first = replace(asked, stem=stem, number=1)
    pages = [
        Page("prose", words("PROSE-PAGE"), filler(2)),
        Page("first", words("FIRST"), (figure, other, paragraph("SOME-TEXT"), first, case),
             (Footnote(1, (paragraph("NOTE-TEXT"),)),)),
        Page("second", words("SECOND"), (Heading(3, words("SUBHEADING"), "head"), form,
             List(False, (ListItem((paragraph("ITEM-TEXT"), quiz)),)))),
    ]  # fmt: skip
    booklet = Booklet(module_of(tmp_path, pages), CONTEXT, PDF_WORKSHEETS)
    text = told(booklet)
    assert booklet.said == []
    for there in ("REFERRED-FIGURE", "CASE-TEXT", "FORM-HEAD", "QUIZ", "Look at the plan, and at what stood there."):
        assert there in text, there
    left_out = "OTHER-FIGURE SOME-TEXT ITEM-TEXT QUIZ-TEXT SUBHEADING NOTE-TEXT PROSE-PAGE zebrakey"
    for missing in left_out.split():
        assert missing not in text, missing
    assert text.index("REFERRED-FIGURE") < text.index("Look at")
    assert [text.count(label) for label in ("Question 1", "Question 2", "Question 3")] == [1, 1, 1]
    assert chapters(booklet) == {"FIRST": "2", "SECOND": "3"}, "numbered as in the booklet"
    for title in ("FIRST", "SECOND"):
        begins = next(number for number in booklet.page_of(title) if number > 2)
        assert re.search(r"Name\s+Date", booklet.pages[begins - 1])
    assert conformant(booklet, tmp_path) == []


def test_a_module_without_tasks_has_no_worksheets_and_no_key(tmp_path: Path) -> None:
    made = one_page(tmp_path, *filler(1))
    assert [target.use(made) for target in (PDF_WORKSHEETS, PDF_KEY, PDF_FACILITATOR)] == [
        Use.NEVER, Use.NEVER, Use.ALWAYS,
    ]  # fmt: skip


# The key


def test_a_key_of_its_own_leaves_the_booklet_without_answers(tmp_path: Path) -> None:
    header = "---\ntitle: T\nsummary: S.\nlanguage: en\nanswer_key: own\n---\n\n## Page\n\n"
    question = "::: true-false {#q answer=true}\nIt is.\n\n::: solution\nzebrakey\n:::\n:::\n"
    made = parse_module(Source("modules/t/module.md", header + question, tmp_path), Defaults(), lambda _: None)
    assert made is not None
    assert PDF_KEY.use(made) is Use.ALWAYS
    assert PDF_KEY.use(replace(made, metadata=replace(made.metadata, answer_key="appendix"))) is Use.NAMED
    booklet, key = Booklet(made), Booklet(made, CONTEXT, PDF_KEY)
    assert "zebrakey" not in told(booklet)
    assert not [a for page in booklet.pdf.pages for a in page.get("/Annots", []) if "key" in str(a.get("/Dest", ""))]
    assert "zebrakey" in told(key)
    assert "It is." not in told(key)
    assert key.reader.metadata is not None
    assert key.reader.metadata.title == "T – Answer key"
    assert booklet.said == key.said == []


def made_by(root: Path, *targets: str) -> dict[str, State]:
    order = Order(root, root / "output", targets=targets)
    outcomes = build(order, lambda *_: None, lambda _: None).outcomes
    return {outcome.name: outcome.state for outcome in outcomes if "key" in outcome.target}


def test_the_key_is_made_for_those_who_want_one_and_kept_where_it_lies(tmp_path: Path) -> None:
    write(tmp_path, one=module(), two=module(header="answer_key: own\n"), three=module().partition(":::")[0])
    assert made_by(tmp_path, "pdf-key") == {"one.pdf-key": State.WRITTEN, "two.pdf-key": State.WRITTEN}
    (tmp_path / "output" / "one.key.pdf").unlink()
    everything = [name for name in TARGETS if name in ("scorm12", "pdf-key")]
    assert made_by(tmp_path, *everything)["one.pdf-key"] is State.WRITTEN
    assert (tmp_path / "output" / "one.key.pdf").is_file()


@pytest.fixture
def few_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in TARGETS if name != "pdf-key"]:
        monkeypatch.delitem(TARGETS, name)


@pytest.mark.usefixtures("few_targets")
def test_what_is_made_by_default(tmp_path: Path) -> None:
    write(tmp_path, one=module(), two=module(header="answer_key: own\n"))
    assert made_by(tmp_path) == {"two.pdf-key": State.WRITTEN}
    assert made_by(tmp_path, "pdf-key")["one.pdf-key"] is State.WRITTEN
    assert made_by(tmp_path) == {"one.pdf-key": State.UNCHANGED, "two.pdf-key": State.UNCHANGED}
    write(tmp_path, one=module(title="Another"))
    assert made_by(tmp_path)["one.pdf-key"] is State.WRITTEN, "kept up to date, as it lies there"
    write(tmp_path, one=module().partition(":::")[0])
    assert "one.pdf-key" not in made_by(tmp_path)
    assert not (tmp_path / "output" / "one.key.pdf").exists(), "there is nothing to answer any more"
