"""Marks a response in Python as `templates/runtime/score.js` does in the browser.

`tests/runtime/scoring.json` binds both. In go a `Scoring` and the response as the player collects it, out comes
the share of the points, 0 to 1.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import assert_never

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

_BLANKS = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
"""White space, spelt out, since `\\s` differs between JavaScript and Python."""
_SINGLE = re.compile("[`\u00b4\u02b9\u02bc\u2018-\u201b\u2032\u2035\u2039\u203a\uff07]")
_DOUBLE = re.compile("[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_FULL_STOP = re.compile(r"(?<=.)\.\Z")
_NUMBER = re.compile(r"([+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+))(.*)", re.DOTALL)
"""A plain number, and what follows it."""
_SLACK = 1e-9
"""Slack for bounds that are sums: 0.8 - 0.1 must let in 0.7."""


def score(scoring: Scoring, response: Sequence[str]) -> float:
    """Give the share of the points, from 0 to 1, that a response earns; a blank earns nothing."""
    if not any(_tidy(part) for part in response):
        return 0
    match scoring:
        case MatchSet():
            return _set(scoring, set(response))
        case MatchOrder():
            return _share(scoring, response) if len(response) == len(scoring.correct) else 0
        case MatchPairs():
            return _share(scoring, response)
        case MatchText():
            given = fold_text(response[0], scoring.case_sensitive)
            return float(any(fold_text(text, scoring.case_sensitive) == given for text in scoring.accepted))
        case WithinRange(low=low, high=high, units=units):
            number = read_number(response[0], units)
            return float(low - _slack(low) <= number <= high + _slack(high))
        case MatchGaps(gaps=gaps, partial=partial):
            right = sum(score(gap, [text]) == 1 for gap, text in zip(gaps, response, strict=False))
            return right / len(gaps) if partial or right == len(gaps) else 0
        case SelfMarked(criteria=criteria):
            weight = sum(weight for _, weight in criteria)
            return sum(weight for key, weight in criteria if key in response[1:]) / weight if weight else 0
        case ReachEnding():
            return _ending(scoring, response)
        case Unscored():
            return 0
    assert_never(scoring)


def fold_text(text: str, case_sensitive: bool = False) -> str:
    """Bring a text to the form in which answers are compared, as `MatchText` tells."""
    plain = _SINGLE.sub("'", _tidy(text))
    plain = _DASHES.sub("-", _DOUBLE.sub('"', plain))
    plain = _tidy(_FULL_STOP.sub("", plain))
    if case_sensitive:
        return plain
    # Upper case first: ß and SS meet, as do final and inner sigma.
    return unicodedata.normalize("NFC", plain.upper().lower())


def read_number(text: str, units: Sequence[str] = ()) -> float:
    """Read a plain number with decimal point or comma, one of the units behind it or none; NaN for anything else."""
    found = _NUMBER.fullmatch(_DASHES.sub("-", _tidy(text)))
    if not found or (found[2] and fold_text(found[2]) not in map(fold_text, units)):
        return math.nan
    return float(found[1].replace(",", "."))


def _set(scoring: MatchSet, chosen: set[str]) -> float:
    right = len(chosen.intersection(scoring.correct))
    wrong = len(chosen) - right
    if right == len(scoring.correct) and not wrong:
        return 1
    return max(0, right - wrong) / len(scoring.correct) if scoring.partial else 0


def _share(scoring: MatchOrder | MatchPairs, response: Sequence[str]) -> float:
    right = sum(given == key for given, key in zip(response, scoring.correct, strict=False))
    return right / len(scoring.correct) if scoring.partial or right == len(scoring.correct) else 0


def _ending(scoring: ReachEnding, response: Sequence[str]) -> float:
    """Follow the way from the beginning; one that ends nowhere, or goes round, is worth nothing."""
    ways, ends = dict(zip(scoring.sources, response, strict=False)), dict(scoring.ends)
    at = scoring.sources[0]
    for _ in scoring.sources:
        at = ways.get(at, "").partition("~")[0]
        if at in ends:
            return ends[at] / 100
    return 0


def _slack(bound: float) -> float:
    return _SLACK * max(1, abs(bound))


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
