"""What a quiz's changes mean for learners in mid-course: what they are asked, what still counts, who has passed.

As `templates/runtime/rules/quizzes.js` has it: of a bank what was answered is drawn before all else, and what is not
drawn is neither shown nor counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.blocks.quiz import Draw
from builder.state.changes import Change, Effect, limited
from builder.state.outline import Outline, QuizOutline


def quiz_changes(old: Outline, new: Outline, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Compare the quizzes of two editions; `renamed` tells which id of now one of before looks to have."""
    before = {renamed.get(quiz.id, quiz.id): quiz for quiz in old.quizzes}
    after = {quiz.id: quiz for quiz in new.quizzes}
    for quiz in old.quizzes:
        if renamed.get(quiz.id, quiz.id) not in after:
            yield _removed(quiz, new)
    for quiz in new.quizzes:
        one = before.get(quiz.id)
        if one is None:
            yield from _added(old, quiz)
            yield from _lost_answers(old, new, quiz)
            continue
        if one.code != quiz.code and one.id == quiz.id:
            words = "its short code is another, since an id beside it is new or gone: attempts at the whole are lost"
            yield Change(Effect.LOST, "quiz-code", quiz.id, words, "give the new quiz beside it another id")
        yield from _lost_answers(old, new, quiz)
        yield from _bank(old, new, one, quiz)
        yield from _terms(one, quiz, any(quiz.id in page.after for page in new.pages))


def _removed(quiz: QuizOutline, new: Outline) -> Change:
    left = [one for one in quiz.questions if any(question.id == one for question in new.questions)]
    words = f"{_named(quiz)} is gone"
    if quiz.attempts != 1:
        words += ": which attempt at it learners are in, and the best of earlier ones, are lost"
    if left:
        words += f"; of its questions {len(left)} are asked one by one, all of them, and answers there stay"
    return Change(Effect.NOTICED if quiz.attempts == 1 else Effect.LOST, "quiz-removed", quiz.id, words)


def _added(old: Outline, quiz: QuizOutline) -> Iterator[Change]:
    known = [one for one in quiz.questions if any(question.id == one for question in old.questions)]
    words = f"{_named(quiz)} is new"
    if known:
        words += f", and has {len(known)} questions of before: answers there stay, as the first attempt at it"
    if quiz.minutes:
        words += "; the time runs from when a learner begins it"
    yield Change(Effect.NOTICED, "quiz-added", quiz.id, words)


def _lost_answers(old: Outline, new: Outline, quiz: QuizOutline) -> Iterator[Change]:
    """Tell of answers that somebody can have and that find no place in the draws of now."""
    over = [draw for draw in quiz.draws if _most(old, draw) > draw.count]
    drawn = {one for draw in quiz.draws for one in draw.questions}
    never = [one for one in quiz.questions if one not in drawn and _most(old, Draw((one,), 0))]
    for draw in over:
        words = (
            f"{draw.count} of {len(draw.questions)} questions are asked: where more of them were answered, some answers"
            " are no longer shown and count no more; a score or status once reached stays"
        )
        yield Change(Effect.LOST, "quiz-draw", quiz.id, words, f"draw {_most(old, draw)} or more")
    if never:
        words = f"{_listed(never)} will not be drawn any more: answers there are not shown and count no more"
        yield Change(Effect.LOST, "quiz-never-drawn", quiz.id, words, "give them one of the tags of `draw`")


def _most(old: Outline, draw: Draw) -> int:
    """Give how many of a draw's questions a learner of the edition before can have answered."""
    known = {question.id for question in old.questions} & set(draw.questions)
    banks = [one for quiz in old.quizzes for one in quiz.draws]
    in_quizzes = {one for quiz in old.quizzes for one in quiz.questions}
    return len(known - in_quizzes) + sum(min(bank.count, len(known & set(bank.questions))) for bank in banks)


def _bank(old: Outline, new: Outline, one: QuizOutline, quiz: QuizOutline) -> Iterator[Change]:
    known, current = ({question.id for question in outline.questions} for outline in (old, new))
    come = [id for id in quiz.questions if id not in one.questions]
    gone = [id for id in one.questions if id not in quiz.questions]
    if quiz.asked > one.asked:
        more = quiz.asked - one.asked
        words = f"asks {quiz.asked} questions instead of {one.asked}: who was through with it has {more} more to answer"
        yield Change(Effect.NOTICED, "quiz-count", quiz.id, words)
    elif quiz.asked < one.asked:
        words = f"asks {quiz.asked} questions instead of {one.asked}: who has answered as many is through with it"
        yield Change(Effect.NOTICED, "quiz-count", quiz.id, words)
    drawing = quiz.asked < len(quiz.questions)
    if moved := [id for id in come if id in known]:
        words = f"{_listed(moved)} belong{_s(moved)} to it now; answers there stay"
        yield Change(Effect.NOTICED, "quiz-bank", quiz.id, words)
    if moved := [id for id in gone if id in current]:
        words = f"{_listed(moved)} belong{_s(moved)} to it no more; answers there stay, and count by themselves"
        yield Change(Effect.NOTICED, "quiz-bank", quiz.id, words)
    if drawing and one.asked < len(one.questions) and _banks(one) != _banks(quiz):
        words = "its bank is another: what was answered stays; in place of an open question another may be asked"
        yield Change(Effect.NOTICED, "quiz-drawn", quiz.id, words)


def _banks(quiz: QuizOutline) -> set[tuple[frozenset[str], int]]:
    return {(frozenset(draw.questions), draw.count) for draw in quiz.draws}


def _terms(one: QuizOutline, quiz: QuizOutline, waited: bool) -> Iterator[Change]:
    if one.pass_mark != quiz.pass_mark:
        marks = [f"{mark} %" if mark is not None else "none" for mark in (one.pass_mark, quiz.pass_mark)]
        words = f"its pass mark was {marks[0]} and is {marks[1]}: "
        if (quiz.pass_mark or 0) > (one.pass_mark or 0):
            words += "who has less has not passed it any more"
            words += ", and pages that wait for it close" if waited else ""
        else:
            words += "who has reached that has passed it" if quiz.pass_mark else "who is through with it has passed it"
        yield Change(Effect.NOTICED, "quiz-pass-mark", quiz.id, words)
    if one.attempts != quiz.attempts:
        words = limited("attempts at the whole", one.attempts, quiz.attempts)
        yield Change(Effect.NOTICED, "quiz-attempts", quiz.id, words)
    if one.minutes != quiz.minutes:
        was, now = (f"{time} minutes" if time else "no limit" for time in (one.minutes, quiz.minutes))
        stays = "who has begun it keeps the time there was" if quiz.minutes else "who has begun it has no limit now"
        yield Change(Effect.NOTICED, "quiz-time", quiz.id, f"time: {now} instead of {was}; {stays}")
    if one.shuffle != quiz.shuffle:
        order = "in an order of each learner's own" if quiz.shuffle else "in the order of the source"
        yield Change(Effect.NOTICED, "quiz-shuffle", quiz.id, f"its questions stand {order} now; answers stay")


def _named(quiz: QuizOutline) -> str:
    return f"the quiz “{quiz.title}”" if quiz.title else "the quiz"


def _listed(ids: list[str]) -> str:
    return ", ".join(f"`{id}`" for id in ids)


def _s(ids: list[str]) -> str:
    return "s" if len(ids) == 1 else ""
