"""What may change between two editions, and how much two texts have in common."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum


class Effect(Enum):
    """What a change means for a learner in mid-course, the gravest first."""

    LOST = "lost"
    """Something that learners did is gone."""
    NOTICED = "noticed"
    """It looks or counts otherwise; nothing is lost."""
    ADVICE = "advice"
    """Learners lose and notice nothing, but the author should know."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two editions."""

    effect: Effect
    slug: str
    """Stable kebab-case name of the kind of change."""
    about: str
    """Id of the page, question or module."""
    words: str
    hint: str = ""


def alike(one: str, other: str) -> float:
    """Tell how much two texts have in common, from 0 to 1."""
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def reworded(one: str, other: str) -> float:
    """Tell how likely an option was reworded: more often than not words are added."""
    longer, shorter = sorted((one.casefold(), other.casefold()), key=len, reverse=True)
    return max(alike(one, other), 0.8 if shorter in longer else 0.0)


def limited(what: str, before: int | None, after: int | None) -> str:
    """Tell of a limit that changed, None for no limit; what learners may do who had used it up."""
    if after is not None and (before is None or after < before):
        return f"{what}: {after} now; who used as many has none left"
    return f"{what}: {after or 'unlimited'} now; who had none left may go on"
