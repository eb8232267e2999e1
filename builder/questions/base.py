"""What every kind of question tells the rest of the program: how it is read, answered, reported and scored.

Question types are many, ways to score are few: a kind picks its scoring from a closed set (QTI's idea of
response processing), which `templates/runtime/score.js` knows as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.diagnostics import Report
from builder.forms import Forms
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
    several: bool = False
    """More than one may be chosen though one is right; where several are right it is so anyway."""


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
    options: tuple[str, ...] = ()
    """Words to choose from in a drop-down; empty where the text is typed."""


@dataclass(frozen=True, slots=True)
class WithinRange:
    """Right when the number lies between `low` and `high`, both included. The response is one text.

    A decimal comma and a decimal point are both read; anything that is no plain number is wrong.
    """

    low: float
    high: float
    units: tuple[str, ...] = ()
    """What may follow the number, compared after `fold_text`; without it the number is as right."""


@dataclass(frozen=True, slots=True)
class MatchGaps:
    """Right when every gap is. The response is one text per gap, empty for those left open.

    A drop-down gives its words, so that what was chosen is found again when others are added.
    """

    gaps: tuple[MatchText | WithinRange, ...]
    partial: bool = False
    """Part credit: share of gaps that are right."""


@dataclass(frozen=True, slots=True)
class SelfMarked:
    """Marked by the learner, a model answer beside the text. The response is the text, then the criteria met."""

    criteria: tuple[tuple[str, float], ...]
    """Key and weight of each; the share is the weight of those met in the weight of all."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """Kept and reported, never judged. The response is one text, or a target key per source where there are any.

    Sources without targets are fields: a text for each. In the saved state a text is told by the words of its field.
    """

    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReachEnding:
    """A story that branches: what the ending is worth that the way leads to. The response is a way per source.

    The first source is the beginning. A way is named after what it leads to; what follows a `~` tells several apart.
    """

    sources: tuple[str, ...]
    """Scenes that go on."""
    targets: tuple[str, ...]
    """Ways from any of them."""
    ends: tuple[tuple[str, int], ...]
    """Endings, with the per cent of the points that each is worth."""
    correct: tuple[str, ...]
    """A way to an ending of full worth, in source order; empty where it does not pass."""


Scoring = MatchSet | MatchOrder | MatchPairs | MatchText | WithinRange | MatchGaps | SelfMarked | Unscored | ReachEnding


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
    forms: Forms
    numbered: bool = True
    """Whether it counts as a question among others; what a learner keeps for own use does not."""
    pointed: bool = False
    """Whether it counts as a question as soon as its author gives it `points`."""
    titled: bool = False
    """Whether it may have a title on its line."""
    in_key: bool = True
    """Whether the answer key has an entry for it."""
    scored: bool = True
    """Whether answers can be right, so that attempts mean something."""
    scripts: tuple[str, ...] = ()
    """Files of `templates/runtime`, without their ending, that the player needs for this kind alone."""
    styles: tuple[str, ...] = ()
    """Files of `templates/styles`, without their ending, that pages need for this kind alone."""
