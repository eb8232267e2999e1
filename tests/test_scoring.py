"""The one table of scoring cases, applied to Python; `tests/runtime/score.test.js` applies it to the player."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.questions.base import (
    MatchGaps,
    MatchOrder,
    MatchPairs,
    MatchSet,
    MatchText,
    ReachEnding,
    Scoring,
    SelfMarked,
    Unscored,
    WithinRange,
)
from builder.questions.scoring import fold_text, read_number, score

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "runtime" / "scoring.json").read_text("utf-8"))


def scoring_of(written: dict[str, Any]) -> Scoring:
    match written:
        case {"rule": "set", "keys": keys, "correct": correct, "partial": partial}:
            return MatchSet(tuple(keys), tuple(correct), partial)
        case {"rule": "order", "correct": correct, "partial": partial}:
            return MatchOrder(tuple(correct), partial)
        case {"rule": "pairs", "sources": sources, "targets": targets, "correct": correct, "partial": partial}:
            return MatchPairs(tuple(sources), tuple(targets), tuple(correct), partial)
        case {"rule": "text", "accepted": accepted, "caseSensitive": case_sensitive}:
            return MatchText(tuple(accepted), case_sensitive, tuple(written.get("options", ())))
        case {"rule": "range", "low": low, "high": high}:
            return WithinRange(low, high, tuple(written.get("units", ())))
        case {"rule": "gaps", "gaps": gaps, "partial": partial}:
            return MatchGaps(tuple(map(scoring_of, gaps)), partial)
        case {"rule": "self", "criteria": criteria}:
            return SelfMarked(tuple((one["key"], one["weight"]) for one in criteria))
        case {"rule": "way", "sources": sources, "targets": targets, "ends": ends, "correct": correct}:
            worth = tuple((one["key"], one["worth"]) for one in ends)
            return ReachEnding(tuple(sources), tuple(targets), worth, tuple(correct))
        case {"rule": "none"}:
            return Unscored()
    raise ValueError(written)


def test_the_table_covers_every_rule() -> None:
    assert len(CASES) >= 60
    rules = {case["scoring"]["rule"] for case in CASES}
    assert rules == {"set", "order", "pairs", "text", "range", "gaps", "self", "way", "none"}
    assert len({case["about"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_scoring(case: dict[str, Any]) -> None:
    fraction = score(scoring_of(case["scoring"]), case["response"])
    assert fraction == pytest.approx(case["fraction"], abs=1e-12)
    assert (fraction == 1) is case["correct"]


@settings(derandomize=True)
@given(st.text())
def test_a_folded_text_equals_what_was_typed(text: str) -> None:
    folded = fold_text(text)
    assert folded == folded.strip(" ")
    assert not set(folded) & set("‘’“”–—\u00a0\t\n")
    assert not text.strip() or not folded or score(MatchText((text,)), [text]) == 1


@settings(derandomize=True)
@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_a_plain_number_is_read_with_point_and_comma(number: float) -> None:
    written = f"{number:.7f}"
    assert read_number(written) == read_number(written.replace(".", ",")) == float(written)


@settings(derandomize=True)
@given(st.text(alphabet="0123456789.,-+e/x "))
def test_what_is_no_plain_number_is_never_in_a_range(text: str) -> None:
    number = read_number(text)
    assert math.isnan(number) or score(WithinRange(number, number), [text]) == 1
