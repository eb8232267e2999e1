"""In which order answers are shown where no script shuffles them: without script and on paper."""

from __future__ import annotations

import hashlib

from builder.nodes import Question
from builder.questions import interaction_of
from builder.questions.base import MatchOrder, MatchPairs, MatchSet
from builder.questions.shared import plain_number
from builder.questions.sort import Sort


def order_of(question: Question) -> tuple[str, ...]:
    """Give the keys of a question in the order to show; the same for the same id, never the answer itself."""
    match interaction_of(question).scoring:
        case MatchOrder(correct=correct):
            return _other_than(correct, question.id)
        case MatchPairs(sources=sources) if isinstance(question, Sort):
            return _other_than(sources, question.id)  # as written, members of a group stand together
        case MatchPairs(targets=targets):
            return arranged(targets, question.id)
        case MatchSet(keys=keys):
            return arranged(keys, question.id) if question.shuffle else keys
    return ()


def offered(words: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """Give the words of a drop-down in the order to show: numbers rise, others are arranged."""
    numbers = {word: plain_number(word) for word in words}
    if all(number is not None for number in numbers.values()):
        return tuple(sorted(words, key=lambda word: numbers[word] or 0))
    return arranged(words, seed)


def arranged(keys: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """Arrange keys by a hash of seed and key: no clock and no random source has a say."""
    return tuple(sorted(keys, key=lambda key: hashlib.sha256(f"{seed}/{key}".encode()).digest()))


def _other_than(right: tuple[str, ...], seed: str) -> tuple[str, ...]:
    shown = arranged(right, seed)
    return (*shown[1:], shown[0]) if shown == right else shown
