"""Something to rate: points of a scale from least to most, and statements to place on it. Nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error, warning
from builder.forms import Forms
from builder.nodes import Block, Directive, Inline, List, Question, Text, plain_text
from builder.questions.base import KEYS, Interaction, QuestionType, Unscored
from builder.questions.match import Item
from builder.questions.rows import fits, line_of, same_names
from builder.questions.shared import Parts, shared_fields, unused_option

OPTIONS = frozenset({"from", "to", "low", "high"})
MOST_POINTS = 11

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Keys of points: their number, in one character as SCORM 1.2 wants it (RTE 3.4.7)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a scale."""

    key: str
    number: int
    children: tuple[Inline, ...] = ()
    """What it means; empty where only the ends of the scale have words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Question):
    """Statements, each to be given a point of the scale; without any, what is asked is rated itself."""

    kind: ClassVar[str] = "scale"

    scale: tuple[Point, ...]
    statements: tuple[Item, ...] = ()

    @property
    def worded(self) -> bool:
        """Whether every point has words, not the ends alone."""
        return all(point.children for point in self.scale)

    @property
    def side_by_side(self) -> bool:
        """Whether the points' words have room beside each other."""
        return fits([plain_text(point.children) for point in self.scale])


def parse(directive: Directive, report: Report) -> Scale | None:
    """Read what is asked, the points (a numbered list or options) and the statements (a bullet list)."""
    blocks = [block for block in directive.blocks if not isinstance(block, Directive)]
    for part in directive.blocks:
        if isinstance(part, Directive):
            message = f"`{part.name}` changes nothing for `scale`: no answer is right or wrong"
            report(warning("idle-part", message, part.span, "leave it out"))
    for name in ("points", "attempts", "objective", "shuffle", "partial", "confidence"):
        unused_option(directive, name, report)
    lists = {block.ordered: block for block in blocks if isinstance(block, List)}
    stem = _stem(blocks, tuple(lists.values()), report)
    points = _points(directive, lists.get(True), report)
    statements = _statements(directive, lists.get(False), report)
    fields = shared_fields(directive, Parts(stem=stem), report, OPTIONS)
    fields |= {"points": 0, "attempts": None, "objectives": (), "shuffle": False, "partial": False, "confidence": False}
    if not 2 <= len(points) <= MOST_POINTS or len(statements) > len(KEYS):
        return None
    return Scale(stem=tuple(stem), scale=points, statements=statements, **fields)  # type: ignore[arg-type]


def _stem(blocks: Sequence[Block], lists: Sequence[List], report: Report) -> list[Block]:
    """Give what is asked; text below the lists is reported, as it would be shown above them."""
    begun = False
    for block in blocks:
        if any(block is one for one in lists):
            begun = True
        elif begun and (span := getattr(block, "span", None)):
            hint = "put it before the lists"
            report(warning("text-after-answers", "this text is shown before the answers, not after", span, hint))
    return [block for block in blocks if not any(block is one for one in lists)]


def _points(directive: Directive, written: List | None, report: Report) -> tuple[Point, ...]:
    name = f"scale `{directive.id}`" if directive.id else "the scale"
    first, last = directive.option("from"), directive.option("to")
    if written is not None:
        for option in sorted(OPTIONS):
            unused_option(directive, option, report, "a scale whose points are a list")
        if written.start not in (0, 1):
            hint = "begin the list with `1.`, or with `0.`"
            report(error("bad-scale", f"{name} begins with {written.start}", written.span, hint))
            return ()
        words = [line_of(item, report, "the point") for item in written.items]
        points = tuple(Point(_DIGITS[at], at, line) for at, line in enumerate(words, written.start))
        spans = [item.span for item in written.items]
        same_names([(Item(p.key, p.children), span) for p, span in zip(points, spans, strict=True)], "points", report)
    elif first in ("0", "1") and last.isascii() and last.isdecimal() and len(last) < 3:
        numbers = range(int(first), int(last) + 1)
        low, high = directive.option("low"), directive.option("high")
        if not low or not high:
            hint = 'write `low="Not at all" high="Very much"`'
            report(warning("unnamed-ends", f"{name} does not say what its ends mean", directive.span, hint))
        ends = {numbers.start: low, numbers.stop - 1: high}
        points = tuple(
            Point(_DIGITS[at], at, (Text(ends[at]),) if ends.get(at) else ()) for at in numbers[: MOST_POINTS + 1]
        )
    else:
        hint = 'write them as a numbered list from least to most, or as `{from=1 to=5 low="…" high="…"}`'
        message = f"{name} has no points" if not first and not last else f"{name} can't go from `{first}` to `{last}`"
        report(error("bad-scale", message, directive.span, hint))
        return ()
    if not 2 <= len(points) <= MOST_POINTS:
        hint = f"a scale has 2 to {MOST_POINTS} points"
        count = f"more than {MOST_POINTS} points" if len(points) > MOST_POINTS else "less than two points"
        report(error("bad-scale", f"{name} has {count}", directive.span, hint))
    return points


def _statements(directive: Directive, written: List | None, report: Report) -> tuple[Item, ...]:
    if written is None:
        return ()
    if len(written.items) > len(KEYS):
        message = f"more than {len(KEYS)} statements"
        report(error("too-many-options", message, directive.span, "part the question in two"))
    items = [
        (Item(KEYS[at % len(KEYS)], line_of(item, report, "the statement")), item.span)
        for at, item in enumerate(written.items)
    ]
    same_names(items, "statements", report)
    return tuple(item for item, _ in items)


def interaction(question: Question) -> Interaction:
    """A `likert` interaction; with statements `matching`, the response being the key of a point for each."""
    assert isinstance(question, Scale)
    statements = question.statements or (Item(KEYS[0], (Text(plain_text(question.stem)),)),)
    labels = [(f"s.{item.key}", plain_text(item.children)) for item in statements]
    labels += [(f"t.{point.key}", f"{point.number} {plain_text(point.children)}".strip()) for point in question.scale]
    scoring = Unscored(tuple(item.key for item in statements), tuple(point.key for point in question.scale))
    return Interaction("matching" if question.statements else "likert", scoring, tuple(labels))


SCALE = QuestionType(
    "scale",
    "something to rate, not scored",
    parse,
    interaction,
    Forms(
        screen="a radio button for each point, side by side, with their words or those of the ends",
        no_script="the same",
        paper="numbered circles with their words or those of the ends",
        key="a line that says that no answer is the right one",
        keyboard="arrow keys choose a point, Tab goes on to the next statement",
        record="likert; matching where there are statements; the result is neutral",
    ),
    scored=False,
    styles=("kinds/rows",),
)
