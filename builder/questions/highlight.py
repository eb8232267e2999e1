"""Texts in which something has to be found: words, sentences or marked places are chosen where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from builder.diagnostics import Report, error, suggest, warning
from builder.forms import Forms
from builder.nodes import Block, Directive, Inline, List, Question, Quote, Slot, plain_text
from builder.questions.base import KEYS, Interaction, MatchSet, QuestionType
from builder.questions.marks import by_sentences, by_words, cut, words_in
from builder.questions.passage import misplaced_slots, parted, rebuilt, repeated, slots_of
from builder.questions.shared import no_answer, shared_fields, take_apart, unused_option

OPTIONS = frozenset({"of"})
WAYS = ("words", "sentences", "marked")
"""What can be chosen; `marked`: what the author marked as right or wrong, and nothing else."""
MOST = 150
"""Most units: more are no help to learn by, and the saved state has two characters for each."""
MOST_UNITS = 4000
"""What SCORM 2004 promises to keep of a response of the type `other` (RTE 4th Edition, 4.2.9.2)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be chosen; its words are those of the slot with its key."""

    key: str
    words: str
    correct: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What a learner is told who chose one of these."""

    keys: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight(Question):
    """A question whose passage is marked by learners."""

    kind: ClassVar[str] = "highlight"

    of: str
    units: tuple[Unit, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def right(self) -> tuple[Unit, ...]:
        """Give what has to be found."""
        return tuple(unit for unit in self.units if unit.correct)

    @property
    def places(self) -> dict[str, tuple[Inline, ...]]:
        """Give the text of each unit by its key."""
        return {slot.key: slot.children for slot in slots_of(self.passage)}

    @property
    def again(self) -> tuple[Block, ...]:
        """Give the passage as it may stand a second time."""
        return repeated(self.passage)

    def remarks_on(self) -> Iterator[tuple[Unit, tuple[Block, ...]]]:
        """Give each unit that something is said on, with what it is."""
        for remark in self.remarks:
            yield from ((unit, remark.blocks) for unit in self.units if unit.key in remark.keys)


def parse(directive: Directive, report: Report) -> Highlight | None:
    """Read the text with its marks, and the list of remarks below it."""
    parts = take_apart(directive, report)
    of = directive.option("of", "words")
    if of not in WAYS:
        hint = suggest(of, WAYS, "write `of=` and one of")
        report(error("bad-option", f"`of={of}`: nothing is chosen by that", directive.span, hint))
        of = "words"
    body, said = _remarks_apart(parts.stem)
    stem, marked = parted(body)
    misplaced_slots(marked, "a mark", report, directive.span)
    unused_option(directive, "shuffle", report)
    cutter = {"words": by_words, "sentences": by_sentences(report)}.get(of)
    passage, units = _numbered(cut(marked, cutter) if cutter else marked)
    right = sum(unit.correct for unit in units)
    if not right:
        hint = "mark what is to be found: `==these words==`"
        no_answer(directive, "nothing in its text is marked as right", hint, report)
        return None
    if right < 2:
        unused_option(directive, "partial", report, "a text with one right place")
    if right == len(units):
        hint = "mark wrong ones as well: `==words=={wrong}`" if of == "marked" else "leave some of the text unmarked"
        message = f"question `{directive.id}`: all that can be chosen is right"
        report(warning("all-right", message, directive.span, hint))
    fits = _fits(directive, units, right, of, report)
    for unit, slot in zip(units, slots_of(passage), strict=True):
        if not unit.words:
            report(error("empty-mark", "the mark holds no word", slot.span, "mark a word, or remove it"))
    fields = shared_fields(directive, parts, report, OPTIONS)
    if not fits:
        return None
    return Highlight(
        stem=stem, passage=passage, of=of, units=units, remarks=_remarks(said, units, report), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _numbered(marked: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Unit, ...]]:
    """Give the slots of a text their keys, which are their places in it."""
    units: list[Unit] = []

    def named(node: object) -> tuple[object, ...] | None:
        if not isinstance(node, Slot):
            return None
        children = rebuilt(node.children, lambda inner: inner.children if isinstance(inner, Slot) else None)
        units.append(Unit(str(len(units) + 1), words_in(children), node.key == "mark"))
        return (replace(node, key=units[-1].key, children=children),)

    return rebuilt(marked, named), tuple(units)


def _fits(directive: Directive, units: tuple[Unit, ...], right: int, of: str, report: Report) -> bool:
    """Report a text that is too long to be marked."""
    if len(units) > MOST:
        hint = "shorten the text, or ask for whole sentences: `of=sentences`"
        message = f"{len(units)} {of if of != 'marked' else 'marks'} can be chosen, more than {MOST}"
        report(error("too-many-options", message, directive.span, hint))
    elif right > len(KEYS):
        message = f"{right} places are right, more than {len(KEYS)}"
        report(error("too-many-options", message, directive.span, "part the question in two"))
    elif sum(min(len(unit.words), 240) + 3 for unit in units) > MOST_UNITS:
        message = f"the text is longer than the {MOST_UNITS:,} characters that LMSs keep of an answer"
        report(error("too-many-options", message, directive.span, "shorten it"))
    else:
        return True
    return False


def _remarks_apart(blocks: list[Block]) -> tuple[list[Block], List | None]:
    """Part a text from the list of remarks at its end: each item of it has a quotation."""
    last = blocks[-1] if blocks else None
    if isinstance(last, List) and all(any(isinstance(block, Quote) for block in item.blocks) for item in last.items):
        return blocks[:-1], last
    return blocks, None


def _remarks(said: List | None, units: tuple[Unit, ...], report: Report) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    for item in said.items if said else ():
        text = tuple(block for block in item.blocks if not isinstance(block, Quote))
        told = tuple(inner for block in item.blocks if isinstance(block, Quote) for inner in block.blocks)
        words = " ".join(plain_text(text).split())
        keys = tuple(unit.key for unit in units if unit.words.casefold() == words.casefold())
        if not keys:
            hint = suggest(words, [unit.words for unit in units], "what can be chosen is")
            report(error("unknown-mark", f"the text has nothing to choose that reads `{words}`", item.span, hint))
        elif any(keys == remark.keys for remark in remarks):
            report(error("same-options", f"there is a second remark on `{words}`", item.span, "join the two"))
        else:
            remarks.append(Remark(keys, told))
    return tuple(remarks)


def interaction(question: Question) -> Interaction:
    """An `other` interaction, since a choice of SCORM 1.2 has at most 36 options; the response is the keys chosen."""
    assert isinstance(question, Highlight)
    keys = tuple(unit.key for unit in question.units)
    correct = tuple(unit.key for unit in question.right)
    labels = tuple((unit.key, unit.words) for unit in question.units)
    return Interaction("other", MatchSet(keys, correct, question.partial, several=True), labels)


HIGHLIGHT = QuestionType(
    "highlight",
    "words to find in a text",
    parse,
    interaction,
    Forms(
        screen="the text, each word of it a box to tick",
        no_script="the same, with a Tab stop for each, and the answer folded below",
        paper="the text, to be underlined in",
        key="the text with what is right underlined, and its words",
        keyboard="arrow keys move from word to word and from line to line, Space marks",
        record="other, told in words; fill-in in SCORM 1.2",
    ),
    scripts=("kinds/highlight",),
    styles=("kinds/passage",),
)
