"""The learner whose saved state is the longest there can be.

Worst is not the same as lazy or busy: a question answered rightly at last keeps two marks of one character and the
right response; one never answered rightly may keep two shares and every option chosen. What can happen together is
tried out, question by question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from builder.questions.base import (
    MatchGaps,
    MatchOrder,
    MatchPairs,
    MatchSet,
    MatchText,
    ReachEnding,
    SelfMarked,
    Unscored,
    WithinRange,
)
from builder.state.codec import ATTEMPTS, SECONDS, SEED, is_done, mark, spell
from builder.state.outline import Outline, QuestionOutline, QuizOutline
from builder.state.progress import Answer, Progress, QuizProgress, Sureness
from builder.state.spelling import WIDTH, escape, ratio, units

WIDEST = "힣"
"""A letter of the kind that takes six characters: `*`, four digits, `!`; as from U+B640 on, and halves of pairs."""

LONGEST_SHARE = 99 / 100
"""Of all shares that any question gives (parts of up to 36 keys, per cent of an ending) one of the longest to write."""

SURE = Sureness(3, True, 3)
"""However sure a learner is, it takes one character."""


def worst(outline: Outline) -> Progress:
    """Give the longest progress that this edition alone can lead to."""
    return _progress(outline, {question.id: worst_answer(question) for question in outline.questions})


def carried(outline: Outline) -> Progress:
    """Give the longest progress if an earlier edition had any marks, attempts and responses for the same questions."""
    made = _progress(outline, {question.id: carried_answer(question) for question in outline.questions})
    return replace(made, score=100.0)  # a score stays, though the quiz be gone


def _progress(outline: Outline, answers: dict[str, Answer]) -> Progress:
    counted = any(question.counts for question in outline.questions)
    return Progress(
        edition=outline.edition,
        seed=SEED,
        place=max(outline.pages, key=lambda page: len(page.code)).id if outline.pages else "",
        visited=frozenset(page.id for page in outline.pages),
        questions=answers,
        quizzes={quiz.id: _worst_quiz(quiz, outline) for quiz in outline.quizzes},
        completion="completed",
        success="passed",
        score=100.0 if counted else None,
    )


def _worst_quiz(quiz: QuizOutline, outline: Outline) -> QuizProgress:
    points = sum(question.points for question in outline.questions if question.id in quiz.questions)
    return QuizProgress(ATTEMPTS, points, SECONDS, quiz.minutes * 10)


def worst_answer(question: QuestionOutline) -> Answer:
    """Give what takes the most characters at a question: attempts, hints and solution used, and the longest end."""
    attempts = ATTEMPTS if question.attempts is None else question.attempts
    longest: dict[float, tuple[str, ...]] = {}
    for response, share in responses(question):
        if share not in longest or len(spell(question, response)) > len(spell(question, longest[share])):
            longest[share] = response
    ends = []
    for last, response in longest.items():
        # A right answer ends a question, so the best attempt before a wrong one was not right either.
        before = [share for share in longest if last <= share < 1] if attempts > 1 and last < 1 else [last]
        best = max(before, key=lambda share: len(ratio(share)))
        ends.append(Answer(attempts, response, best, last, question.hints, solved=True))
    found = max(ends, key=lambda answer: record_units(question, answer))
    return replace(found, done=is_done(question, found), sure=SURE if question.confidence else None)


def record_units(question: QuestionOutline, answer: Answer) -> int:
    """Give how much a question takes in the state, in UTF-16 units."""
    said = len(question.code) + 3 if question.confidence and answer.sure else 0
    return len(mark(question.code, answer)) + len(spell(question, answer.response)) + 1 + said


def carried_answer(question: QuestionOutline) -> Answer:
    """Give the longest answer that another edition can have left at a question."""
    response: tuple[str, ...]
    match question.scoring:
        case MatchSet(keys=keys) | MatchOrder(correct=keys):
            response = keys
        case (
            MatchPairs(sources=sources, targets=targets)
            | ReachEnding(sources=sources, targets=targets)
            | Unscored(sources=sources, targets=targets)
        ) if targets:
            response = tuple(targets[0] for _ in sources)
        case MatchGaps(gaps=gaps):
            response = (WIDEST * question.room,) * len(gaps)
        case Unscored(sources=sources) if sources:
            response = (_own_words(question),) * len(sources)
        case SelfMarked(criteria=criteria):
            response = (_own_words(question), *(key for key, _ in criteria))
        case Unscored():
            response = (_own_words(question),)
        case _:
            response = (WIDEST * question.room,)
    share = LONGEST_SHARE
    sure = SURE if question.confidence else None
    return Answer(ATTEMPTS, response, share, share, question.hints, solved=True, sure=sure, done=True)


def responses(question: QuestionOutline) -> Iterator[tuple[tuple[str, ...], float]]:
    """Give responses of every length and mark that the player takes, each with its share of the points."""
    match question.scoring:
        case MatchSet(keys=keys, correct=correct, partial=partial, several=several):
            wrong = tuple(key for key in keys if key not in correct)
            single = not several and len(correct) < 2
            for right, misses in [(1, 0), (0, 1)] if single else _chosen(len(correct), len(wrong)):
                if not correct[:right] + wrong[:misses]:
                    continue
                share = max(0, right - misses) / max(1, len(correct))
                whole = right == len(correct) and not misses
                yield correct[:right] + wrong[:misses], share if partial or whole else 0.0
        case MatchOrder(correct=keys, partial=partial):
            for right in _placed(len(keys)):
                moved = keys[right + 1 :] + keys[right : right + 1]
                share = right / max(1, len(keys))
                yield keys[:right] + moved, share if partial or share == 1 else 0.0
        case MatchPairs(sources=sources, targets=targets, correct=correct, partial=partial):
            for right in range(len(sources) + 1):
                others = tuple(next((one for one in targets if one != key), "") for key in correct[right:])
                share = right / max(1, len(sources))
                yield correct[:right] + others, share if partial or share == 1 else 0.0
        case MatchText() as scoring:
            yield (_widest(question, scoring),), 0.0
            yield (_widest_right(question, scoring),), 1.0
        case WithinRange():
            # The right number is digits, one character each, but for its sign and point.
            yield (WIDEST * question.room,), 0.0
        case MatchGaps(gaps=gaps, partial=partial):
            filled = tuple(_widest_right(question, gap) for gap in gaps)
            missed = tuple(_widest(question, gap) for gap in gaps)
            for right in range(len(gaps) + 1):
                share = right / max(1, len(gaps))
                yield filled[:right] + missed[right:], share if partial or share == 1 else 0.0
        case SelfMarked(criteria=criteria):
            text, weight = _own_words(question), sum(weight for _, weight in criteria)
            given: set[float] = set()
            # Of responses with the same share the one with the most criteria is the longest.
            for size in reversed(range(len(criteria) + 1)):
                for met in combinations(criteria, size):
                    share = sum(one for _, one in met) / weight if weight else 0.0
                    if share not in given:
                        given.add(share)
                        yield (text, *(key for key, _ in met)), share
        case ReachEnding(sources=sources, targets=targets, ends=ends):
            rest = targets[:1] * (len(sources) - 1)
            leading = {target.partition("~")[0]: target for target in targets}
            yield from (((leading[end], *rest), worth / 100) for end, worth in ends if end in leading)
            round_about = [target for name, target in leading.items() if name in sources]
            yield from (((target,) * len(sources), 0.0) for target in round_about[:1])
        case Unscored(sources=sources, targets=targets) if sources:
            yield tuple(targets[0] if targets else _own_words(question) for _ in sources), 0.0
        case _:
            yield (_own_words(question),), 0.0


def _own_words(question: QuestionOutline) -> str:
    """Stand for own words that take all they may: stops are four units each in the state, letters one."""
    most = WIDTH * question.room
    return "." * (most // 4) + "a" * (most % 4)


def _chosen(correct: int, wrong: int) -> Iterator[tuple[int, int]]:
    """Give how many right and wrong keys are chosen where most are, for each share: the rest is shorter and adds none.

    Nothing is earned by all keys, by all but one where none is wrong, or with part credit by as many right ones as
    there are wrong. A share is a lead of right ones over wrong: as many of both are chosen as the lead allows.
    """
    yield correct, wrong
    yield max(0, correct - 1), wrong
    yield min(correct, wrong), wrong
    for lead in range(1, correct + 1):
        misses = min(correct - lead, wrong)
        yield lead + misses, misses


def _placed(keys: int) -> Iterator[int]:
    """Give how many keys of a sequence can stand in their place: never all but one."""
    yield from (right for right in range(keys + 1) if right != keys - 1)


def _widest(question: QuestionOutline, gap: MatchText | WithinRange) -> str:
    """Stand for the longest text that can be given: what is offered, or whatever is typed."""
    if isinstance(gap, MatchText) and gap.options:
        return max(gap.options, key=lambda words: len(escape(units(words))))
    return WIDEST * question.room


def _widest_right(question: QuestionOutline, gap: MatchText | WithinRange) -> str:
    """Stand for the longest text that is right: folding joins at most two wide units to one of an accepted answer
    (U+2F800 and its like), and blanks, five characters each, may be doubled up to the room there is.
    """
    if isinstance(gap, WithinRange):
        # Digits, blanks around them, and a sign and a point of any form.
        return "\u3000" * question.room
    if gap.options:
        return max(gap.accepted, key=lambda words: len(escape(units(words))))
    wide = min(question.room, 2 * max(len(units(text)) for text in gap.accepted))
    return WIDEST * wide + "\u3000" * (question.room - wide)
