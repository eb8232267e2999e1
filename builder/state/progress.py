"""What a learner did, as a saved state has it: pages, answers, quizzes, status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a learner was of answers to a question: 1 unsure, 2 fairly sure, 3 sure; 0 where nothing was said."""

    first: int = 0
    """Of the first attempt."""
    right: bool = False
    """That was right; told only of one of which something was said."""
    last: int = 0
    """Of the last attempt."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner did at one question."""

    attempts: int = 0
    response: tuple[str, ...] = ()
    """Keys, or one text; of the last attempt."""
    fraction: float = 0.0
    """Share of the points of the best attempt."""
    last: float = 0.0
    """Share of the points of the last attempt."""
    hints: int = 0
    solved: bool = False
    """The solution was shown."""
    sure: Sureness | None = None
    """None where the learner never said."""
    done: bool = False
    """No further attempt: right, none left, or the solution was shown."""


@dataclass(frozen=True, slots=True)
class QuizProgress:
    """What a learner did at a quiz as a whole."""

    attempt: int = 1
    """Which attempt this is, from 1."""
    best: float = 0.0
    """Points of the best attempt that has ended."""
    seconds: int = 0
    """Time spent in this attempt."""
    minutes: int = 0
    """Time allowed; 0 for as long as one likes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a learner did in a module."""

    edition: str
    seed: int = 0
    place: str = ""
    """Id of a page."""
    visited: frozenset[str] = frozenset()
    questions: Mapping[str, Answer] = field(default_factory=dict)
    """By id."""
    quizzes: Mapping[str, QuizProgress] = field(default_factory=dict)
    """Those begun, by id."""
    completion: str = "incomplete"
    success: str = "unknown"
    score: float | None = None
    """Per cent as last reported; None while nothing is judged."""
