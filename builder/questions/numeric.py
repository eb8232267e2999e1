"""Questions answered with a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from builder.diagnostics import Report
from builder.nodes import Directive, Question
from builder.questions.base import Interaction, QuestionType, WithinRange
from builder.questions.shared import no_answer, plain_number, shared_fields, take_apart, unused_flag

OPTIONS = frozenset({"answer", "tolerance", "unit", "from", "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Question):
    """A question with a number field."""

    kind: ClassVar[str] = "numeric"

    answer: str
    """The answer as the author wrote it; empty where a range is asked for."""
    low: float
    high: float
    unit: str = ""


def parse(directive: Directive, report: Report) -> Numeric | None:
    """Read the stem and the answer: `answer=` with `tolerance=`, or `from=` and `to=`."""
    parts = take_apart(directive, report)
    bounds = _bounds(directive)
    if bounds is None:
        hint = "write `{answer=15 tolerance=1}` or `{from=10 to=20}`, with plain numbers"
        no_answer(directive, "its answer is no number", hint, report)
    for name in ("shuffle", "partial"):
        unused_flag(directive, name, report)
    fields = shared_fields(directive, parts, report, OPTIONS)
    if bounds is None:
        return None
    return Numeric(
        stem=tuple(parts.stem), answer=directive.option("answer"), low=bounds[0], high=bounds[1],
        unit=directive.option("unit"), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _bounds(directive: Directive) -> tuple[float, float] | None:
    """Give the inclusive range, reckoned in decimals: 0.5 ± 0.01 has to take 0.51 in."""
    answer, tolerance = directive.option("answer"), directive.option("tolerance", "0")
    low, high = directive.option("from"), directive.option("to")
    if answer and not low and not high:
        middle, around = _decimal(answer), _decimal(tolerance)
        if middle is None or around is None or around < 0:
            return None
        return float(middle - around), float(middle + around)
    first, last = _decimal(low), _decimal(high)
    if answer or first is None or last is None or first > last:
        return None
    return float(first), float(last)


def _decimal(text: str) -> Decimal | None:
    if plain_number(text) is None:
        return None
    return Decimal(text.strip().replace("\u2212", "-").replace(",", "."))


def interaction(question: Question) -> Interaction:
    """A `numeric` interaction; the response is the number as typed."""
    assert isinstance(question, Numeric)
    return Interaction("numeric", WithinRange(question.low, question.high))


NUMERIC = QuestionType("numeric", "a number, with tolerance or range", parse, interaction, options=OPTIONS)
