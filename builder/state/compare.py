"""What learners in mid-course will notice when one build of a module replaces another, and what they will lose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from builder.state.answers import question_changes
from builder.state.changes import Change, Effect, alike
from builder.state.edition import Edition, open_edition
from builder.state.outline import PageOutline, QuestionOutline, QuizOutline
from builder.state.quizzes import quiz_changes

_Named = TypeVar("_Named", PageOutline, QuestionOutline, QuizOutline)

_SURE = 0.75
"""From here on two titles, questions or ids count as one that was renamed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two builds of a module, set side by side."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    """The gravest first, then in the order of the module."""

    @property
    def lost(self) -> bool:
        """Whether anything that learners did is lost: exit code 1."""
        return any(change.effect is Effect.LOST for change in self.changes)


def compare(old: Path | bytes, new: Path | bytes) -> Comparison:
    """Compare two packages, zip or folder, of any screen target; raises BuildError for what is no such package."""
    before, after = open_edition(old), open_edition(new)
    parts = (_named, _rules, _pages, _questions, _quizzes)
    found = [change for part in parts for change in part(before, after)]
    if (found or before.media != after.media) and before.outline.edition == after.outline.edition:
        words = f"the content changed, but both are edition {after.outline.edition}: learners are not told of it"
        hint = "raise `version:` in the header"
        found.append(Change(Effect.ADVICE, "edition-unchanged", after.outline.id, words, hint))
    found += _identity(before, after)
    order = list(Effect)
    return Comparison(before, after, tuple(sorted(found, key=lambda change: order.index(change.effect))))


def _identity(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = old.outline, new.outline
    if old.standard != new.standard:
        words = f"one is a package for {old.standard}, the other for {new.standard}: progress does not pass over"
        yield Change(Effect.LOST, "standard", after.id, words, "compare and replace packages of one kind")
    elif before.id != after.id or old.identity != new.identity:
        hint = f"write `id: {before.id}` in the header" if before.id != after.id else "publish it as the same course"
        where = "an LMS takes it for another course" if new.identity else "browsers keep progress under the id"
        words = f"the identifier was `{_name(old)}` and is `{_name(new)}`: {where}, and every learner begins anew"
        yield Change(Effect.LOST, "identity", after.id, words, hint)


def _named(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = old.outline, new.outline
    if before.title != after.title:
        yield Change(Effect.NOTICED, "title", after.id, f"the title was “{before.title}” and is “{after.title}”")
    if before.language != after.language:
        words = f"the language was {before.language} and is {after.language}"
        yield Change(Effect.NOTICED, "language", after.id, words)


def _name(edition: Edition) -> str:
    return edition.identity[0] if edition.identity else edition.outline.id


def _rules(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = old.outline.completion, new.outline.completion
    stays = "who has completed or passed keeps that"
    if after.later == "replace":
        stays += " until a later result takes its place"
    if before.pages != after.pages:
        words = "every page has to be seen now" if after.pages == "all" else "pages need not be seen any more"
        yield Change(Effect.NOTICED, "completion-pages", new.outline.id, f"{words}; {stays}")
    if before.pass_mark != after.pass_mark:
        marks = [f"{mark} %" if mark is not None else "none" for mark in (before.pass_mark, after.pass_mark)]
        words = f"the pass mark was {marks[0]} and is {marks[1]}; {stays}"
        if after.pass_mark is not None and before.pass_mark is not None and after.pass_mark < before.pass_mark:
            words += "; who has reached the new one passes at the next visit"
        yield Change(Effect.NOTICED, "pass-mark", new.outline.id, words)
    if before.on_fail != after.on_fail:
        words = f"who fails is `{after.on_fail}` and no longer `{before.on_fail}`; {stays}"
        yield Change(Effect.NOTICED, "on-fail", new.outline.id, words)
    if before.later != after.later:
        words = (
            "a later result takes the place of an earlier one now, also a lower one, once an answer was given and the"
            " quiz is over; till then what was reached stays"
            if after.later == "replace"
            else "what was reached stays from now on; a later result no longer takes its place where it is lower"
        )
        yield Change(Effect.NOTICED, "later", new.outline.id, words)
    known, current = dict(old.outline.objectives), dict(new.outline.objectives)
    for identifier in sorted(known.keys() - current.keys()):
        words = "the objective is gone; what an LMS has recorded for it stays there"
        yield Change(Effect.NOTICED, "objective-removed", identifier, words)


def _pages(old: Edition, new: Edition) -> Iterator[Change]:
    before = {page.id: page for page in old.outline.pages}
    after = {page.id: page for page in new.outline.pages}
    gone = [page for page in old.outline.pages if page.id not in after]
    come = [page for page in new.outline.pages if page.id not in before]
    for one, other in _renamed(gone, come, lambda one, other: _same_page(one, other, old, new)):
        gone.remove(one)
        come.remove(other)
        words = f"“{one.title}” looks like `{one.id}` of before: that it was seen is lost"
        yield Change(Effect.LOST, "page-id", other.id, words, f"write `{{#{one.id}}}` after its heading")
    yield from _misread(old.outline.pages, new.outline.pages, "page-misread", "that it was seen")
    for page in gone:
        words = f"“{page.title}” is gone; who stopped there begins at the first page"
        yield Change(Effect.NOTICED, "page-removed", page.id, words)
    for page in come:
        must = new.outline.completion.pages == "all"
        words = f"“{page.title}” is new; {'who has not completed yet' if must else 'nobody'} has to see it"
        yield Change(Effect.NOTICED, "page-added", page.id, words)
    both = [identifier for identifier in before if identifier in after]
    if both != [identifier for identifier in after if identifier in before]:
        yield Change(Effect.NOTICED, "pages-reordered", new.outline.id, "the pages stand in another order")
    for identifier in both:
        one, other = before[identifier], after[identifier]
        if one.code != other.code:
            words = "its short code is another, since an id beside it is new or gone: that it was seen is lost"
            yield Change(Effect.LOST, "page-code", identifier, words, "give the new page beside it another id")
        if one.title != other.title:
            yield Change(Effect.NOTICED, "page-title", identifier, f"“{one.title}” is now “{other.title}”")
        if one.after != other.after:
            first = ", ".join(f"`{id}`" for id in other.after)
            words = f"opens only after {first} now; till then it is closed, also to who has seen it; it stays seen"
            yield Change(Effect.NOTICED, "page-after", identifier, words if first else "opens at once now")
        if old.texts[identifier] != new.texts[identifier]:
            words = f"what stands on “{other.title}” changed; it stays seen"
            yield Change(Effect.NOTICED, "page-text", identifier, words)


def _questions(old: Edition, new: Edition) -> Iterator[Change]:
    before = {question.id: question for question in old.outline.questions}
    after = {question.id: question for question in new.outline.questions}
    gone = [question for question in old.outline.questions if question.id not in after]
    come = [question for question in new.outline.questions if question.id not in before]
    for one, other in _renamed(gone, come, _same_question):
        gone.remove(one)
        come.remove(other)
        words = f"looks like `{one.id}` of before: its answers and marks are lost"
        if not one.counts:
            words = f"looks like `{one.id}` of before: what learners answered, wrote or ticked there is lost"
        yield Change(Effect.LOST, "question-id", other.id, words, f"write `{{#{one.id}}}` on it")
    yield from _misread(old.outline.questions, new.outline.questions, "question-misread", "what was done there")
    for question in gone:
        words = f"“{question.text}” is gone, with its answers and points; a score or status once reached stays"
        if not question.counts:
            words = f"“{question.text}” is gone, with what learners answered, wrote or ticked there"
        yield Change(Effect.LOST, "question-removed", question.id, words)
    for question in come:
        words = f"“{question.text}” is new, and open to everybody"
        if question.counts:
            words += "; a score is told again once it is answered, and "
            words += "may be lower" if new.outline.completion.later == "replace" else "never a lower one"
        yield Change(Effect.NOTICED, "question-added", question.id, words)
    both = [identifier for identifier in before if identifier in after]
    if both != [identifier for identifier in after if identifier in before]:
        yield Change(Effect.NOTICED, "questions-reordered", new.outline.id, "the questions stand in another order")
    for identifier in both:
        yield from question_changes(before[identifier], after[identifier])


def _quizzes(old: Edition, new: Edition) -> Iterator[Change]:
    before = {quiz.id: quiz for quiz in old.outline.quizzes}
    after = {quiz.id: quiz for quiz in new.outline.quizzes}
    gone = [quiz for quiz in old.outline.quizzes if quiz.id not in after]
    come = [quiz for quiz in new.outline.quizzes if quiz.id not in before]
    pairs = _renamed(gone, come, lambda one, other: _shared(set(one.questions), set(other.questions)))
    for one, other in pairs:
        words = f"looks like `{one.id}` of before: attempts at the whole, the best of them and the time are lost"
        yield Change(Effect.LOST, "quiz-id", other.id, words, f"write `{{#{one.id}}}` on it")
    yield from _misread(old.outline.quizzes, new.outline.quizzes, "quiz-misread", "attempts and the best result")
    yield from quiz_changes(old.outline, new.outline, {one.id: other.id for one, other in pairs})


def _misread(old: Sequence[_Named], new: Sequence[_Named], slug: str, what: str) -> Iterator[Change]:
    """Find what is new and has the short code of something that is gone: saved states can't tell the two apart."""
    known, current = {one.id for one in old}, {one.id for one in new}
    for one in new:
        for other in old:
            if one.code == other.code and one.id not in known and other.id not in current:
                words = f"has by chance the short code of `{other.id}`, which is gone: {what} is taken for this one"
                yield Change(Effect.LOST, slug, one.id, words, "give it another id")


def _renamed(
    gone: Sequence[_Named], come: Sequence[_Named], likeness: Callable[[_Named, _Named], float]
) -> list[tuple[_Named, _Named]]:
    """Pair what is gone with what has come under another id, the surest first."""
    pairs = [(likeness(one, other), at, one, other) for at, one in enumerate(gone) for other in come]
    found: list[tuple[_Named, _Named]] = []
    for sure, _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        free = all(one is not known and other is not taken for known, taken in found)
        if sure >= _SURE and free:
            found.append((one, other))
    return found


def _same_page(one: PageOutline, other: PageOutline, old: Edition, new: Edition) -> float:
    """Go by the words of a page: titles that are much the same are often those of a series."""
    if one.title == other.title:
        return 1.0
    words, others = set(old.texts[one.id].split()), set(new.texts[other.id].split())
    return min(_shared(words, others) + 0.2 * alike(one.title, other.title), 0.99) if len(words) > 20 else 0.0


def _same_question(one: QuestionOutline, other: QuestionOutline) -> float:
    if one.kind != other.kind:
        return 0.0
    shared = _shared(set(one.labels.values()), set(other.labels.values()))
    answers = shared if one.labels else float(one.scoring == other.scoring)
    return (alike(one.text, other.text) + answers) / 2


def _shared(some: set[str], others: set[str]) -> float:
    return len(some & others) / max(1, len(some | others))


def as_text(comparison: Comparison) -> str:
    """Write a comparison for a terminal."""
    old, new = comparison.old.outline, comparison.new.outline
    lines = [f"{new.title}: edition {old.edition} replaced by {new.edition}"]
    for effect, title in _TITLES.items():
        found = [change for change in comparison.changes if change.effect is effect]
        if found:
            lines += ["", title]
        for change in found:
            lines.append(f"  {change.about}: {change.words} [{change.slug}]")
            lines += [f"    hint: {change.hint}"] if change.hint else []
    what = "Some of what learners did is lost" if comparison.lost else "Nothing that learners did is lost"
    never = "No status and no score that was reached is ever lowered"
    if new.completion.later == "replace":
        never += " but by a later result, as the header says (`later: replace`)"
    lines += ["", f"{what}. {never}."]
    return "\n".join(lines)


_TITLES = {Effect.LOST: "Lost", Effect.NOTICED: "Learners will notice", Effect.ADVICE: "For the author"}


def as_json(comparison: Comparison) -> dict[str, object]:
    """Give a comparison as JSON values."""
    return {
        "old": {"edition": comparison.old.outline.edition, "standard": comparison.old.standard},
        "new": {"edition": comparison.new.outline.edition, "standard": comparison.new.standard},
        "lost": comparison.lost,
        "changes": [
            {
                "effect": change.effect.value, "slug": change.slug, "about": change.about, "words": change.words,
                "hint": change.hint or None,
            }
            for change in comparison.changes
        ],
    }  # fmt: skip
