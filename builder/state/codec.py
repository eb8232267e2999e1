"""Progress to the text that an LMS keeps, and back, as `templates/runtime/state.js` does it in the browser.

The header of that file tells the form. `tests/test_state.py` holds the two together: the same progress gives the same
text, character by character, and any text, however broken, the same progress.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from builder.questions.base import MatchOrder, MatchPairs, MatchSet, Unscored
from builder.state.outline import Outline, QuestionOutline
from builder.state.spelling import (
    base36,
    cut,
    escape,
    fraction,
    joined,
    ratio,
    rounded,
    tokens,
    unescape,
    units,
    whole,
)

VERSION = "1"
ATTEMPTS = 1295
"""Most attempts written, two digits."""
SEED = 36**4 - 1
"""The highest seed."""
COMPLETION = ("incomplete", "completed")
SUCCESS = ("unknown", "failed", "passed")


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
    done: bool = False
    """No further attempt: right, none left, or the solution was shown."""


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
    completion: str = "incomplete"
    success: str = "unknown"
    score: float | None = None
    """Per cent as last reported; None while nothing is judged."""


def encode(progress: Progress, outline: Outline, limit: int | None = None) -> str:
    """Write progress as text of at most `limit` UTF-16 units.

    Where that is too long, first the longest free texts go, then the other responses, then the pages seen, then the
    last questions; never status, score and place.
    """
    most = limit or inf
    touched = [question for question in outline.questions if question.id in progress.questions]
    responses = [spell(question, progress.questions[question.id].response) for question in touched]
    marks = [mark(question.code, progress.questions[question.id]) for question in touched]
    pages = "".join(f"{page.code}," for page in outline.pages if page.id in progress.visited)
    head = heading(progress, outline)
    length = len(head) + len(pages) + 1 + sum(map(len, marks)) + sum(map(len, responses)) + len(touched)
    for at in sorted(range(len(touched)), key=lambda at: (not touched[at].typed, -len(responses[at]))):
        if length <= most:
            break
        length -= len(responses[at])
        responses[at] = ""
    if length > most:
        length -= len(pages)
        pages = ""
    while length > most and marks:
        length -= len(marks.pop()) + len(responses.pop()) + 1
    records = "".join(f"{text}{response}," for text, response in zip(marks, responses, strict=True))
    return f"{head}{pages};{records}"


def heading(progress: Progress, outline: Outline) -> str:
    """Write what is never given up: edition, seed, place, status, score."""
    place = next((page.code for page in outline.pages if page.id == progress.place), "")
    score = "" if progress.score is None else base36(rounded(progress.score * 100))
    status = progress.completion[0] + progress.success[0] + score
    return ";".join([VERSION, escape(units(progress.edition)), base36(progress.seed), place, status, ""])


def decode(text: str, outline: Outline) -> Progress:
    """Read what `encode` wrote, in this or another edition. Never raises: what makes no sense is left out."""
    parts = units(text).split(";")
    if parts[0] != VERSION or len(parts) < 6:
        return Progress(outline.edition)
    status = parts[4]
    scored = re.fullmatch("[^\n\r\u2028\u2029]{2}([0-9a-z]+)", status)
    seen = ended(parts[5])
    known = {}
    for record in ended(parts[6]) if len(parts) > 6 else ():
        question = next((one for one in outline.questions if record.startswith(f"{one.code}:")), None)
        if question:
            known[question.id] = _recall(question, record[len(question.code) + 1 :])
    return Progress(
        edition=joined(unescape(parts[1])),
        seed=whole(parts[2], SEED + 1),
        place=next((page.id for page in outline.pages if page.code == parts[3]), ""),
        visited=frozenset(page.id for page in outline.pages if page.code in seen),
        questions=known,
        completion=_initial(COMPLETION, status[:1]),
        success=_initial(SUCCESS, status[1:2]),
        score=whole(scored[1], 10001) / 100 if scored else None,
    )


def ended(text: str) -> list[str]:
    """Part what is ended by commas; what lacks its comma was cut off."""
    return text.split(",")[:-1]


def is_done(question: QuestionOutline, answer: Answer) -> bool:
    """Tell whether a question takes no further attempt."""
    used = question.attempts is not None and answer.attempts >= question.attempts
    return answer.solved or answer.fraction == 1 or used


def _initial(words: Sequence[str], letter: str) -> str:
    return next((word for word in words if letter and word[0] == letter), words[0])


def mark(code: str, answer: Answer) -> str:
    """Write what was reached at a question, without the response."""
    fields = [base36(min(answer.attempts, ATTEMPTS)), base36(answer.hints), "1" if answer.solved else ""]
    return f"{code}:" + ".".join([*fields, ratio(answer.fraction), ratio(answer.last), ""])


def _recall(question: QuestionOutline, record: str) -> Answer:
    fields = record.split(".")
    attempts, hints, solved, best, last = (*fields, "", "", "", "", "")[:5]
    tried = whole(attempts, 46656)
    reached = fraction(best) if tried else 0.0
    answer = Answer(
        attempts=tried,
        response=_read(question, ".".join(fields[5:])) if tried else (),
        fraction=reached,
        last=min(fraction(last) if tried else 0.0, reached),
        hints=min(whole(hints, 46656), question.hints),
        solved=solved == "1",
    )
    return replace(answer, done=is_done(question, answer))


def spell(question: QuestionOutline, response: Sequence[str]) -> str:
    """Write a response: keys by two characters each, a text as it is."""
    match question.scoring:
        case MatchSet() | MatchOrder():
            return _written(question, "", _keys(question), response)
        case MatchPairs(sources=sources, targets=targets) | Unscored(sources=sources, targets=targets) if sources:
            made = [(source, target) for source, target in zip(sources, response, strict=False) if target]
            left = _written(question, "s.", sources, [source for source, _ in made])
            return left + "-" + _written(question, "t.", targets, [target for _, target in made])
    kept = "-".join(escape(cut(units(text), question.room)) for text in response)
    return kept and "!" + kept


def _read(question: QuestionOutline, text: str) -> tuple[str, ...]:
    if question.typed is not text.startswith("!"):
        return ()
    match question.scoring:
        case MatchSet() | MatchOrder():
            keys = tuple(dict.fromkeys(filter(None, _found(question, "", _keys(question), text))))
            whole_order = len(keys) == len(_keys(question))
            return keys if whole_order or isinstance(question.scoring, MatchSet) else ()
        case MatchPairs(sources=sources, targets=targets) | Unscored(sources=sources, targets=targets) if sources:
            sides = [*text.split("-"), ""]
            left = _found(question, "s.", sources, sides[0])
            right = _found(question, "t.", targets, sides[1])
            partner = dict(reversed(list(zip(left, right, strict=False))))  # the first of two counts
            pairs = tuple(partner.get(source, "") for source in sources)
            return pairs if any(pairs) else ()
    return tuple(joined(unescape(part)) for part in text[1:].split("-"))


def _keys(question: QuestionOutline) -> tuple[str, ...]:
    scoring = question.scoring
    if isinstance(scoring, MatchSet):
        return scoring.keys
    return tuple(sorted(scoring.correct)) if isinstance(scoring, MatchOrder) else ()


def _written(question: QuestionOutline, side: str, keys: Sequence[str], chosen: Sequence[str]) -> str:
    token = dict(zip(keys, tokens(question, side, keys), strict=True))
    return "".join(token.get(key, "") for key in chosen)


def _found(question: QuestionOutline, side: str, keys: Sequence[str], text: str) -> list[str]:
    """Give the keys whose two characters stand in a text, empty for those that nothing has."""
    key = {token: key for key, token in zip(keys, tokens(question, side, keys), strict=True) if token}
    return [key.get(token, "") for token in re.findall("[0-9a-z]{2}", text)]
