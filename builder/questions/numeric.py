"""Questions answered with a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Directive, Question
from builder.questions.base import Interaction, QuestionType, WithinRange
from builder.questions.shared import no_answer, plain_number, shared_fields, take_apart, unused_option

OPTIONS = frozenset({"answer", "tolerance", "unit", "units", "from", "to"})
ROOM = 30
"""Characters the field takes at least: a long number with blanks and a unit."""
NUMBER = 15
"""Characters of them that are kept for the number where a unit is long."""
LONGEST = 40
"""Most characters of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Question):
    """A question with a number field."""

    kind: ClassVar[str] = "numeric"

    answer: str
    """The answer as the author wrote it; empty where a range is asked for."""
    low: float
    high: float
    unit: str = ""
    """Shown beside the field."""
    units: tuple[str, ...] = ()
    """What else may be typed after the number."""


def parse(directive: Directive, report: Report) -> Numeric | None:
    """Read the stem and the answer: `answer=` with `tolerance=`, or `from=` and `to=`."""
    parts = take_apart(directive, report)
    bounds = _bounds(directive)
    if isinstance(bounds, str):
        hint = "write `{answer=15 tolerance=1}` or `{from=10 to=20}`, with plain numbers"
        no_answer(directive, bounds, hint, report)
    if not directive.option("answer"):
        unused_option(directive, "tolerance", report, "a range")
    for name in ("shuffle", "partial"):
        unused_option(directive, name, report)
    units = _units(directive, report)
    fields = shared_fields(directive, parts, report, OPTIONS)
    if isinstance(bounds, str):
        return None
    return Numeric(
        stem=tuple(parts.stem), answer=directive.option("answer"), low=bounds[0], high=bounds[1],
        unit=directive.option("unit"), units=units, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _units(directive: Directive, report: Report) -> tuple[str, ...]:
    """Read what may be typed for the unit: `units="min|minutes"`."""
    written = directive.option("units")
    units = tuple(unit.strip() for unit in written.split("|")) if written else ()
    for unit in (directive.option("unit"), *units):
        if len(unit) > LONGEST:
            message = f"the unit `{unit}` has {len(unit)} characters, more than anybody types"
            report(error("bad-option", message, directive.span, "write it short, and explain it in the question"))
        elif re.match(r"[0-9.,]", unit):
            message = f"the unit `{unit}` begins like a number, so that nobody can tell it from one"
            report(error("bad-option", message, directive.span, "begin it with a letter or a sign"))
    if "" in units:
        hint = 'part them by one bar each: `units="min|minutes"`'
        report(error("bad-option", f"`units={written}`: a unit is empty", directive.span, hint))
    return tuple(unit for unit in dict.fromkeys(units) if unit and unit != directive.option("unit"))


def _bounds(directive: Directive) -> tuple[float, float] | str:
    """Give the inclusive range, reckoned in decimals since 0.5 ± 0.01 has to take 0.51 in; or what is wrong."""
    numbers: dict[str, Decimal] = {}
    for name in ("answer", "tolerance", "from", "to"):
        written = directive.option(name)
        if written:
            number = _decimal(written)
            if number is None:
                return f"`{name}={written}` is no plain number"
            numbers[name] = number
    if "answer" in numbers and ("from" in numbers or "to" in numbers):
        return "it has both an answer and a range"
    if "answer" in numbers:
        around = numbers.get("tolerance", Decimal(0))
        if around < 0:
            return "its tolerance is below 0"
        return float(numbers["answer"] - around), float(numbers["answer"] + around)
    if "from" not in numbers or "to" not in numbers:
        return "it does not say which number is right"
    if numbers["from"] > numbers["to"]:
        return f"its range ends at {directive.option('to')}, before it begins at {directive.option('from')}"
    return float(numbers["from"]), float(numbers["to"])


def _decimal(text: str) -> Decimal | None:
    if plain_number(text) is None:
        return None
    return Decimal(text.strip().replace("\u2212", "-").replace(",", "."))


def interaction(question: Question) -> Interaction:
    """A `numeric` interaction; the response is the number as typed, with its unit or without."""
    assert isinstance(question, Numeric)
    units = (*((question.unit,) if question.unit else ()), *question.units)
    room = max(ROOM, NUMBER + max((len(unit.encode("utf-16-le")) // 2 for unit in units), default=0))
    return Interaction("numeric", WithinRange(question.low, question.high, units), room=room)


NUMERIC = QuestionType(
    "numeric",
    "a number, with tolerance or range",
    parse,
    interaction,
    Forms(
        screen="field for a number, its unit beside it; the unit may be typed as well",
        no_script="the same, and the answer folded below",
        paper="box to write in, its unit beside it",
        key="the number, and the range that is accepted",
        keyboard="typing",
        record="numeric",
    ),
)
