"""What every kind of question tells the rest of the program: how it is read, answered, reported and scored.

Question types are many, ways to score are few: a kind picks its scoring from a closed set (QTI's idea of
response processing), which `templates/runtime/score.js` knows as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.diagnostics import Report
from builder.nodes import Directive, Question

KEYS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""Keys of options by position. One character each, as SCORM 1.2 wants of choice identifiers (RTE 3.4.7)."""


@dataclass(frozen=True, slots=True)
class MatchSet:
    """Right when exactly the correct keys are chosen. The response is the chosen keys, in any order."""

    keys: tuple[str, ...]
    correct: tuple[str, ...]
    partial: bool = False
    """Part credit: (right choices - wrong choices) / correct, not below 0."""


@dataclass(frozen=True, slots=True)
class MatchOrder:
    """Right when the keys stand in the correct order. The response is all keys, in the learner's order."""

    correct: tuple[str, ...]
    partial: bool = False
    """Part credit: share of keys that stand in their place."""


@dataclass(frozen=True, slots=True)
class MatchPairs:
    """Right when every source has its target. The response is one target key per source, in source order."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    correct: tuple[str, ...]
    """Target key of each source, in source order."""
    partial: bool = False
    """Part credit: share of sources with the right target."""


@dataclass(frozen=True, slots=True)
class MatchText:
    """Right when the text equals an accepted one. The response is one text.

    Compared after `fold_text`: Unicode NFC, white space runs as one blank, typographic quotes, apostrophes and
    dashes as their plain forms, a final full stop left off, and case folded unless `case_sensitive`.
    """

    accepted: tuple[str, ...]
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class WithinRange:
    """Right when the number lies between `low` and `high`, both included. The response is one text.

    A decimal comma and a decimal point are both read; anything that is no plain number is wrong.
    """

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Unscored:
    """Kept and reported, never judged."""


Scoring = MatchSet | MatchOrder | MatchPairs | MatchText | WithinRange | Unscored


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a question asks of an LMS and of the player."""

    type: str
    """Interaction type in SCORM's terms: `choice true-false fill-in numeric matching sequencing` …"""
    scoring: Scoring
    labels: tuple[tuple[str, str], ...] = ()
    """Plain words of each key, for readable reports."""
    room: int = 0
    """Most UTF-16 units that can be typed, so that the saved state has a bound; 0 where nothing is typed."""


@dataclass(frozen=True, slots=True)
class QuestionType:
    """One row of the table of question kinds."""

    name: str
    """The kind: name of the block, the file, the template and the case file."""
    summary: str
    parse: Callable[[Directive, Report], Question | None]
    """Makes the node from a directive; reports what is wrong and gives None if nothing can be made of it."""
    interaction: Callable[[Question], Interaction]
