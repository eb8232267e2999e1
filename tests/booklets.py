"""Modules for the tests of paper, built in code: what an author could write, and what goes wrong in print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from builder.nodes import (
    Block,
    Code,
    CodeBlock,
    Container,
    Feedback,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    Math,
    Metadata,
    Module,
    Objective,
    Page,
    Paragraph,
    Question,
    Quote,
    Styled,
    Table,
    Text,
    WebTarget,
)
from builder.questions.choice import Choice, Option
from builder.questions.match import Item, Match
from builder.questions.numeric import Numeric
from builder.questions.order import Order, OrderItem
from builder.questions.text import TextEntry
from builder.questions.truefalse import TrueFalse

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 240"><rect width="480" height="240" fill="#69d7e6"/>'
    '<text x="40" y="120" font-family="Source Sans Pro, sans-serif" font-size="30">Three steps</text></svg>'
)

FILLER = "A day like this needs people who know a market, and a plan that leaves them time to talk about it. "


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def filler(count: int) -> tuple[Block, ...]:
    return tuple(paragraph(FILLER * 3) for _ in range(count))


def table(rows: Sequence[Sequence[str]], header: Sequence[str], **options: object) -> Table:
    made = Table(tuple(words(cell) for cell in header), tuple(tuple(words(c) for c in row) for row in rows), ())
    return replace(made, **options)  # type: ignore[arg-type]


def question_of_each_kind() -> tuple[Question, ...]:
    """One question of each kind; every right answer and every word of a key holds `zebrakey`."""
    solution = (paragraph("zebrakey: this is why."),)
    shared = {"solution": solution, "feedback": Feedback(correct=solution), "hints": ((paragraph("zebrakey hint"),),)}
    stem = (paragraph("Which part stops the bicycle?"),)
    options = tuple(
        Option(key, (paragraph(text),), right, (paragraph(f"zebrakey remark on {text}"),))
        for key, text, right in (("a", "OPTION-bell", False), ("b", "OPTION-brake", True), ("c", "OPTION-lamp", False))
    )
    both = tuple(replace(option, correct=option.key != "c") for option in options)
    items = tuple(Item(key, words(text)) for key, text in (("a", "PROMPT-lamp"), ("b", "PROMPT-bell")))
    partners = tuple(Item(key, words(text)) for key, text in (("a", "TARGET-light"), ("b", "TARGET-sound")))
    steps = tuple(
        OrderItem(key, (paragraph(text),))
        for key, text in zip("abc", ("STEP-check", "STEP-ride", "STEP-park"), strict=True)
    )
    return (
        Choice(id="one", stem=stem, options=options, several=False, number=1, **shared),  # type: ignore[arg-type]
        Choice(id="several", stem=stem, options=both, several=True, number=2, **shared),  # type: ignore[arg-type]
        TrueFalse(id="statement", stem=stem, answer=False, number=3, **shared),  # type: ignore[arg-type]
        TextEntry(id="word", stem=stem, accepted=("zebrakey", "zebrakeys"), number=4, **shared),  # type: ignore[arg-type]
        Numeric(id="number", stem=stem, answer="471147", low=471146, high=471148, unit="minutes", number=5, **shared),  # type: ignore[arg-type]
        Match(id="pairs", stem=stem, prompts=items, targets=partners, correct=("a", "b"), prompt_heading=words("Part"),
              target_heading=words("Use"), number=6, **shared),  # type: ignore[arg-type]
        Order(id="steps", stem=stem, items=steps, number=7, **shared),  # type: ignore[arg-type]
    )  # fmt: skip


def module_of(folder: Path, pages: Sequence[Page], **metadata: object) -> Module:
    """Put pages into a module of a folder."""
    base = Metadata(title="Check before a ride", language="en", summary="A short check.", strand="capacity",
                    objectives=(Objective("stop", "Check both brakes."),), authors=("Port authors",), duration=45,
                    licence="CC-BY-SA-4.0", publisher="Harbour Press", version="1.2.0")  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    return Module("check-ride", replace(base, **metadata), tuple(pages), "modules/check-ride/module.md", folder)  # type: ignore[arg-type]


def one_page(folder: Path, *blocks: Block, **metadata: object) -> Module:
    """Make a module of one page with these blocks."""
    return module_of(folder, [Page("only", words("The only page"), blocks)], **metadata)


def everything(folder: Path, **metadata: object) -> Module:
    """Make a module with a bit of everything an author can write."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    (folder / "media" / "steps.svg").write_text(PICTURE, encoding="utf-8")
    picture = Image("media/steps.svg", "Three steps in a row")
    rules = Link(WebTarget("https://example.org/very/long"), words("the rules"))
    loose = ListItem((paragraph("loose"), paragraph("second")))
    ornament = Image("media/steps.svg", "", decorative=True)
    nested = List(False, (ListItem((paragraph("inner"),)),))
    first = (
        paragraph(FILLER, FootnoteReference(1), " and ", rules, "."),
        paragraph("As they say: ", Styled("span", words("bon voyage"), language="fr"), ", ", Math("x^2"), ", ",
                  Styled("abbr", words("PLV"), title="personal light vehicle"), ", ", Code("brake --test"), "."),
        Figure(picture, words("What to do first."), 1, "figure-steps"),
        paragraph("An ornament ", ornament, " means nothing."),
        Heading(3, words("Lists and tables"), "lists"),
        List(False, (ListItem((paragraph("outer"), nested)), loose), tight=False),
        List(False, (ListItem((paragraph("done"),), True), ListItem((paragraph("to do"),), False))),
        table([["bell", "loud"], ["lamp", "bright"]], ["Part", "State"], caption=words("Parts."), number=1, id="parts"),
        Container("note", words("Mind the weather"), (paragraph("Wet brakes are slow."),)),
        Container("case", (), (paragraph("A workshop did this."),), (("source", "its report"),)),
        Container("details", words("More"), (paragraph("HIDDEN-BODY stands on paper."),)),
        Quote((paragraph("Quoted words."),)),
        CodeBlock("if brakes:\n    ride()\n", "python"),
    )  # fmt: skip
    notes = (Footnote(1, (paragraph("NOTE-TEXT of the first note."),)),)
    pages = [
        Page("start", words("Before you ride"), (*first, paragraph(FILLER * 60), *filler(2)), notes),
        Page("questions", words("Test yourself"), question_of_each_kind()),
        Page(
            "end", words("After the ride"), (*filler(4), Heading(3, words("Last words"), "last"), paragraph("The end."))
        ),
    ]
    return module_of(folder, pages, **metadata)
