"""Progress to the text that an LMS keeps, and back, as `templates/runtime/state.js` does it in the browser.

The header of that file tells the form. `tests/test_state.py` holds the two together: the same progress gives the same
text, character by character, and any text, however broken, the same progress.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from builder.questions.base import (
    MatchGaps,
    MatchOrder,
    MatchPairs,
    MatchSet,
    ReachEnding,
    Scoring,
    SelfMarked,
    Unscored,
)
from builder.state.outline import Outline, QuestionOutline
from builder.state.progress import Answer, Progress, QuizProgress, Sureness
from builder.state.spelling import (
    base36,
    cut,
    escape,
    fit,
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
SECONDS = 1_000_000
"""Most seconds of a quiz written."""
COMPLETION = ("incomplete", "completed")
SUCCESS = ("unknown", "failed", "passed")


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
    tail = _tail(progress, outline)
    length = len(head) + len(tail) + len(pages) + 1 + sum(map(len, marks)) + sum(map(len, responses)) + len(touched)
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
    return f"{head}{pages};{records}{tail}"


def _tail(progress: Progress, outline: Outline) -> str:
    """Write where the quizzes stand and how sure answers were, which is never given up either."""
    begun = [(quiz.code, progress.quizzes[quiz.id]) for quiz in outline.quizzes if quiz.id in progress.quizzes]
    told = ""
    for code, one in begun:
        record = (min(one.attempt, ATTEMPTS), rounded(one.best * 100), min(one.seconds, SECONDS), one.minutes)
        told += f"{code}:{'.'.join(map(base36, record))},"
    told += "".join(
        f"{question.code}.{sureness(answer.sure)},"
        for question in outline.questions
        if question.confidence and (answer := progress.questions.get(question.id)) and answer.sure
    )
    return f";{told}" if told else ""


def sureness(sure: Sureness) -> str:
    """Write in one character how sure a learner was."""
    return base36(4 * (sure.first + 3 * sure.right) + sure.last)


def _sureness(told: str) -> Sureness:
    first, last = divmod(int(told, 36), 4)
    return Sureness(first - 3, True, last) if first > 3 else Sureness(first, False, last)


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
    quizzes = {}
    for record in ended(parts[7]) if len(parts) > 7 else ():
        quiz = next((one for one in outline.quizzes if record.startswith(f"{one.code}:")), None)
        if said := re.fullmatch(r"([0-9A-Za-z_]+)\.([1-9a-r])", record):
            question = next((one for one in outline.questions if one.code == said[1] and one.confidence), None)
            if question and question.id in known and known[question.id].attempts:
                known[question.id] = replace(known[question.id], sure=_sureness(said[2]))
        if quiz:
            attempt, best, seconds, minutes = [*record[len(quiz.code) + 1 :].split("."), "", "", "", ""][:4]
            quizzes[quiz.id] = QuizProgress(
                max(1, _most(attempt, ATTEMPTS)), _most(best, 10**8) / 100, _most(seconds, SECONDS),
                _most(minutes, 10_000) if quiz.minutes else 0,
            )  # fmt: skip
    return Progress(
        edition=joined(unescape(parts[1])),
        seed=whole(parts[2], SEED + 1),
        place=next((page.id for page in outline.pages if page.code == parts[3]), ""),
        visited=frozenset(page.id for page in outline.pages if page.code in seen),
        questions=known,
        quizzes=quizzes,
        completion=_initial(COMPLETION, status[:1]),
        success=_initial(SUCCESS, status[1:2]),
        score=whole(scored[1], 10001) / 100 if scored else None,
    )


def ended(text: str) -> list[str]:
    """Part what is ended by commas; what lacks its comma was cut off."""
    return text.split(",")[:-1]


def _most(text: str, most: int) -> int:
    return min(int(text, 36), most) if re.fullmatch("[0-9a-z]{1,6}", text) else 0


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
        case (
            MatchPairs(sources=sources, targets=targets)
            | ReachEnding(sources=sources, targets=targets)
            | Unscored(sources=sources, targets=targets)
        ) if targets:
            made = [(source, target) for source, target in zip(sources, response, strict=False) if target]
            left = _written(question, "s.", sources, [source for source, _ in made])
            return left + "-" + _written(question, "t.", targets, [target for _, target in made])
    fields = _fields(question)
    # What is judged stays whole.
    kept_of = fit if isinstance(question.scoring, Unscored | SelfMarked) else cut
    texts = [escape(kept_of(units(text), question.room)) for text in response]
    if fields:
        texts = [
            field + text for field, text in zip(tokens(question, "s.", fields), texts, strict=False) if field and text
        ]
    kept = "-".join(texts)
    return kept and "!" + kept


def _read(question: QuestionOutline, text: str) -> tuple[str, ...]:
    if question.typed is not text.startswith("!"):
        return ()
    match question.scoring:
        case MatchSet() | MatchOrder():
            keys = tuple(dict.fromkeys(filter(None, _found(question, "", _keys(question), text))))
            whole_order = len(keys) == len(_keys(question))
            return keys if whole_order or isinstance(question.scoring, MatchSet) else ()
        case (
            MatchPairs(sources=sources, targets=targets)
            | ReachEnding(sources=sources, targets=targets)
            | Unscored(sources=sources, targets=targets)
        ) if targets:
            sides = [*text.split("-"), ""]
            left = _found(question, "s.", sources, sides[0])
            right = _found(question, "t.", targets, sides[1])
            partner = dict(reversed(list(zip(left, right, strict=False))))  # the first of two counts
            pairs = tuple(partner.get(source, "") for source in sources)
            return pairs if any(pairs) else ()
    texts = text[1:].split("-")
    if fields := _fields(question):
        found = {part[:2]: joined(unescape(part[2:])) for part in reversed(texts)}  # the first of two counts
        kept = tuple(found.get(field, "") if field else "" for field in tokens(question, "s.", fields))
        return kept if any(kept) else ()
    return _parts(question.scoring, [joined(unescape(part)) for part in texts])


def _parts(scoring: Scoring, texts: list[str]) -> tuple[str, ...]:
    """Leave what this edition has a place for: a text for each gap, or one, and the criteria that there are."""
    match scoring:
        case MatchGaps(gaps=gaps):
            return tuple(texts[: len(gaps)])
        case SelfMarked(criteria=criteria):
            keys = [key for key, _ in criteria]
            return (*texts[:1], *(part for part in texts[1 : len(keys) + 1] if part in keys))
    return tuple(texts[:1])


def _fields(question: QuestionOutline) -> tuple[str, ...]:
    """Give the fields of a form, each of which holds a text."""
    scoring = question.scoring
    return scoring.sources if isinstance(scoring, Unscored) and not scoring.targets else ()


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
