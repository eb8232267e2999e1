"""Questions answered by pointing at a place in a picture: its regions are a list of options that say where they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar

from builder.diagnostics import Report, error, suggest, warning
from builder.forms import Forms
from builder.nodes import Directive, Figure, List, ListItem, Paragraph, Question, Text, plain_text
from builder.questions.base import KEYS, Interaction, QuestionType
from builder.questions.choice import Option, of_options, read_option
from builder.questions.shared import last_of, no_answer, plain_number, shared_fields, take_apart, unused_option

OPTIONS = frozenset({"regions"})
_BRACES = re.compile(r"\s*\{([^{}]*)\}\s*\Z")
_HINT = "end its line with per cents of the picture: `{x=10 y=20 w=30 h=15}`, or for a circle `{x=50 y=50 r=8}`"


@dataclass(frozen=True, slots=True)
class Region:
    """A place in the picture, in per cent of its width and height."""

    x: float
    """Left edge; of a circle its middle."""
    y: float
    """Upper edge; of a circle its middle."""
    width: float
    """Of a circle its diameter, in per cent of the picture's width."""
    height: float
    """0 for a circle: what its diameter is in per cent of the height only the picture knows."""

    @property
    def round(self) -> bool:
        """Tell whether it is a circle."""
        return not self.height

    @property
    def left(self) -> float:
        """Give its left edge."""
        return _tidy(self.x - self.width / 2 if self.round else self.x)

    @property
    def style(self) -> str:
        """Place it in CSS; margins and padding in per cent go by the width, which makes a circle one."""
        side = f"left:{self.left:g}%;top:{self.y:g}%;width:{self.width:g}%"
        if self.round:
            return f"{side};margin-top:-{_tidy(self.width / 2):g}%;padding-bottom:{self.width:g}%"
        return f"{side};height:{self.height:g}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotspot(Question):
    """A picture with regions to choose from."""

    kind: ClassVar[str] = "hotspot"

    picture: Figure
    options: tuple[Option, ...]
    regions: tuple[Region, ...]
    """Where each option lies, in the same order."""
    several: bool
    """More than one region is right: check boxes."""
    hidden: bool = False
    """Regions are outlined in the picture only while they are pointed at or chosen."""


def parse(directive: Directive, report: Report) -> Hotspot | None:
    """Read stem, picture, and the task list of regions."""
    parts = take_apart(directive, report)
    stem, listed = last_of(parts.stem, List, report)
    stem, picture = last_of(stem, Figure)
    if not isinstance(picture, Figure):
        hint = "put one alone in a paragraph, before the list: `![A room with three tables](media/room.svg)`"
        no_answer(directive, "it has no picture", hint, report)
        return None
    if not isinstance(listed, List) or not any(item.checked is not None for item in listed.items):
        hint = "list the regions, each with where it lies: `- [x] By the door {x=5 y=40 w=10 h=30}`"
        no_answer(directive, "it has no regions", hint, report)
        return None
    if picture.image.decorative:
        hint = "describe what it shows, without the answer"
        report(error("missing-alt-text", "a picture that is asked about does not only decorate", picture.span, hint))
    if len(listed.items) < 2:
        no_answer(directive, "it has one region only", "add at least one more region", report)
    if len(listed.items) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} regions", directive.span, "part the question in two"))
        return None
    found = [_item(KEYS[index], item, report) for index, item in enumerate(listed.items)]
    made = [(option, region) for option, region in found if region]
    right = sum(option.correct for option, _ in found)
    if not right:
        no_answer(directive, "no region is marked as right", "mark the right one with `[x]`", report)
    _check_overlaps(made, directive, report)
    parts.stem = list(stem)
    unused_option(directive, "shuffle", report)
    if right < 2:
        unused_option(directive, "partial", report, "a picture with one right region")
    hidden = directive.option("regions")
    if hidden not in ("", "hidden"):
        hint = "write `regions=hidden`, or leave it out"
        report(error("bad-option", f"`regions={hidden}` means nothing", directive.span, hint))
    fields = shared_fields(directive, parts, report, OPTIONS)
    if len(made) < len(found):
        return None
    return Hotspot(
        stem=stem, picture=picture, options=tuple(option for option, _ in made),
        regions=tuple(region for _, region in made), several=right > 1, hidden=hidden == "hidden",
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _item(key: str, item: ListItem, report: Report) -> tuple[Option, Region | None]:
    """Read one item: box, name, place in braces at its end, quotations with feedback."""
    match item.blocks:
        case (Paragraph(children=(*before, Text(text=text))) as paragraph, *rest) if found := _BRACES.search(text):
            kept = text[: found.start()]
            named = replace(paragraph, children=(*before, *((Text(kept),) if kept else ())))
            option = read_option(key, replace(item, blocks=(named, *rest)), report)
            return option, _region(found[1], item, report)
    option = read_option(key, item, report)
    name = plain_text(option.blocks).strip()
    report(error("bad-region", f"`{name}` does not say where it lies", item.span, _HINT))
    return option, None


def _region(written: str, item: ListItem, report: Report) -> Region | None:
    values: dict[str, float] = {}
    for part in written.split():
        name, _, value = part.partition("=")
        number = plain_number(value)
        if name not in ("x", "y", "w", "h", "r"):
            hint = suggest(name, ("x", "y", "w", "h", "r"), "a region is told by")
            report(error("bad-region", f"a region knows no `{name}`", item.span, hint))
            return None
        if number is None or not 0 <= number <= 100 or (name in "whr" and not number):
            bounds = "above 0 and up to 100" if name in "whr" else "from 0 to 100"
            report(error("bad-region", f"`{part}` is no number {bounds}", item.span, _HINT))
            return None
        if name in values:
            report(error("bad-region", f"`{name}` is there twice", item.span, "leave one of them out"))
            return None
        values[name] = number
    if set(values) not in ({"x", "y", "w", "h"}, {"x", "y", "r"}):
        report(error("bad-region", f"`{{{written.strip()}}}` is neither a rectangle nor a circle", item.span, _HINT))
        return None
    circle = "r" in values
    region = Region(values["x"], values["y"], _tidy(2 * values["r"]) if circle else values["w"], values.get("h", 0))
    for side, start, end in _reach(region):
        if start < 0 or end > 100:
            message = f"the region leaves the picture: {side} it reaches from {start:g} to {end:g} %"
            report(error("bad-region", message, item.span, "keep it between 0 and 100"))
            return None
    return region


def _reach(region: Region) -> Iterator[tuple[str, float, float]]:
    """Give where a region begins and ends, across and down; of a circle down is told by its middle alone."""
    yield "across", region.left, _tidy(region.left + region.width)
    yield "down", region.y, _tidy(region.y + region.height)


def _check_overlaps(made: Sequence[tuple[Option, Region]], directive: Directive, report: Report) -> None:
    """Report regions that share a part of the picture, as far as that is known without its shape."""
    for (one, first), (other, second) in combinations(made, 2):
        meet = (
            (start < later_end and later_start < end) or start == later_start
            for (_, start, end), (_, later_start, later_end) in zip(_reach(first), _reach(second), strict=True)
        )
        if all(meet) and one.words and other.words:
            message = f"question `{directive.id}`: the regions `{one.words}` and `{other.words}` overlap"
            hint = "part them: where both lie, the later one is chosen"
            report(warning("overlapping-regions", message, directive.span, hint))


def _tidy(number: float) -> float:
    """Take off what sums of binary fractions leave behind: 0.1 + 0.2."""
    return round(number, 6)


def interaction(question: Question) -> Interaction:
    """A `choice` interaction; the response is the keys of the regions chosen."""
    assert isinstance(question, Hotspot)
    return of_options(question.options, question.partial)


HOTSPOT = QuestionType(
    "hotspot",
    "a place in a picture, also to be chosen from a list",
    parse,
    interaction,
    Forms(
        screen="picture with outlined regions to press, and the same as a list of radio buttons or check boxes",
        no_script="the same, and the answer folded below",
        paper="picture with lettered regions, and their list with boxes to tick",
        key="letters and names of the right regions, and what was said on each",
        keyboard="arrow keys choose from the list, Space ticks; the picture shows where that is",
        record="choice",
    ),
    scripts=("kinds/hotspot",),
    styles=("kinds/hotspot",),
)
