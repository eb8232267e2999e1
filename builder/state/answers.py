"""What a question's changes mean for learners who are half-way: their answers, their marks, and what is left to try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
from builder.state.changes import Change, Effect, limited, reworded
from builder.state.gaps import gap_changes
from builder.state.outline import QuestionOutline
from builder.state.rubric import rubric_changes
from builder.state.spelling import tokens
from builder.state.ways import way_changes


def question_changes(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    """Compare a question that both editions have."""
    if old.code != new.code:
        words = "its short code is another, since an id beside it is new or gone: attempts and marks are lost"
        yield Change(Effect.LOST, "question-code", new.id, words, "give the new question beside it another id")
    if _kind(old) != _kind(new):
        words = f"was of the kind {old.kind} and is of the kind {new.kind}: {_left(old, new)}{_marks(old)}"
        yield Change(Effect.LOST, "question-kind", new.id, words, "give it a new id if it has to be asked anew")
        stays = ""
    else:
        parts = (_options, gap_changes, rubric_changes, way_changes, _right, _room)
        found = [change for part in parts for change in part(old, new)]
        yield from found
        stays = "" if any(change.effect is Effect.LOST for change in found) else "; answers stay"
    if old.text != new.text:
        words = f"“{old.text}” is now “{new.text}”{stays}"
        yield Change(Effect.NOTICED, "question-reworded", new.id, words)
    if old.page != new.page:
        yield Change(Effect.NOTICED, "question-moved", new.id, f"moved from the page {old.page} to {new.page}")
    if old.points != new.points:
        words = f"is worth {new.points:g} instead of {old.points:g}: shares that were earned count by the new number"
        yield Change(Effect.NOTICED, "points", new.id, words)
    yield from _terms(old, new)


def _kind(question: QuestionOutline) -> str:
    """Give what an answer is made of; texts are texts, whatever judges them."""
    if isinstance(question.scoring, ReachEnding):
        return Unscored.__name__  # the way is kept alike, whether its ending counts or not
    if not question.typed:
        return type(question.scoring).__name__
    if isinstance(question.scoring, MatchGaps):
        return "gaps"
    return "fields" if any(keys for _, keys in _sides(question)) else "text"


def _left(old: QuestionOutline, new: QuestionOutline) -> str:
    """Tell what is seen of answers after a change of kind: texts of gaps and single ones are read by each other."""
    kinds = {_kind(old), _kind(new)}
    if kinds == {"gaps", "text"}:
        few = "the first text" if _kind(old) == "gaps" else "the text, in the first gap,"
        return f"of answers {few} alone is shown"
    return "what was written there is lost" if not old.counts and old.typed else "answers are no longer shown"


def _marks(question: QuestionOutline) -> str:
    return "; marks stay" if question.counts else ""


def _room(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    """A field that takes less cuts what was written, as soon as it is saved again."""
    if old.typed and new.room < old.room and not isinstance(new.scoring, WithinRange):
        words = f"takes {new.room} characters instead of {old.room}: longer texts are cut at the next visit"
        yield Change(Effect.LOST, "room", new.id, words, f"leave it at {old.room}")


def _terms(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    before, after = (one.attempts and one.attempts - one.begins for one in (old, new))
    if before != after:
        words = limited("attempts", before, after)
        words += ", unless it was solved" if words.endswith("go on") else ""
        yield Change(Effect.NOTICED, "attempts", new.id, words)
    if old.required != new.required:
        words = "has to be answered now to complete the module" if new.required else "need not be answered any more"
        yield Change(Effect.NOTICED, "required", new.id, words + "; who has completed stays so")
    if old.confidence != new.confidence:
        words = "asks how sure learners are" if new.confidence else "does not ask any more how sure learners are"
        stays = "answers given before have nothing to say of it" if new.confidence else "what was said goes; marks stay"
        yield Change(Effect.NOTICED, "confidence", new.id, f"{words}; {stays}")


def _sides(question: QuestionOutline) -> Iterator[tuple[str, tuple[str, ...]]]:
    match question.scoring:
        case MatchSet(keys=keys):
            yield "", keys
        case MatchOrder(correct=keys):
            yield "", tuple(sorted(keys))
        case (
            MatchPairs(sources=sources, targets=targets)
            | ReachEnding(sources=sources, targets=targets)
            | Unscored(sources=sources, targets=targets)
        ):
            yield "s.", sources
            yield "t.", targets


def _spelt(question: QuestionOutline, side: str, keys: Sequence[str]) -> dict[str, str]:
    """Give the words of each option by the two characters that saved answers have for it."""
    return {token: question.label(side + key) for key, token in zip(keys, tokens(question, side, keys), strict=True)}


def _options(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    """Answers name options by their words: what is reworded or gone is not found again."""
    before = {token: words for side, keys in _sides(old) for token, words in _side(old, side, keys)}
    after = {token: words for side, keys in _sides(new) for token, words in _side(new, side, keys)}
    fresh = [words for token, words in after.items() if token not in before]
    sequence = isinstance(new.scoring, MatchOrder)
    effect = _effect(new)
    for token, words in before.items():
        if after.get(token) == words:
            continue
        if token in after:
            named = f"what was written at “{words}”" if new.typed else f"answers that named “{words}”"
            told = f"{named} will be shown as “{after[token]}”, whose short form is the same"
            yield Change(Effect.LOST, "option-misread", new.id, told, f"change the words “{after[token]}” a little")
            continue
        close = max(fresh, key=lambda other: reworded(words, other), default="")
        if close and reworded(words, close) >= 0.6:
            fresh.remove(close)
            told = f"“{words}” is now “{close}”: {effect}{_marks(old)}"
            yield Change(Effect.LOST, "option-reworded", new.id, told)
        else:
            yield Change(Effect.LOST, "option-removed", new.id, f"“{words}” is gone: {effect}{_marks(old)}")
    for words in fresh:
        if sequence and len(after) != len(before):
            told = f"“{words}” is new: answers lack it, and are shown as not kept; marks stay"
            yield Change(Effect.LOST, "option-added", new.id, told)
        else:
            yield Change(Effect.NOTICED, "option-added", new.id, f"“{words}” is new")


def _effect(question: QuestionOutline) -> str:
    """Tell what becomes of an answer whose option, field or item is not found again."""
    if isinstance(question.scoring, MatchOrder):
        return "all answers are shown as not kept"
    match question.kind:
        case "plan":
            return "what was written there is lost"
        case "checklist":
            return "ticks there are lost"
        case "scenario":
            return "who went that way stands before it again"
    return "answers that named it no longer show it"


def _side(question: QuestionOutline, side: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    for token, words in _spelt(question, side, keys).items():
        yield side + token, words


def _right(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    both = _words(old) & _words(new)
    before, after = _key(old, both), _key(new, both)
    stays = "marks already given stay as they are; later attempts count by the new key"
    hint = "give it a new id if it has to be asked anew"
    if before != after and _judged(old) and _judged(new):
        if isinstance(new.scoring, MatchOrder):
            told = "the right order is another"
        else:
            gone = [_said(item) for item in before.items() if item not in after.items()]
            come = [_said(item) for item in after.items() if item not in before.items()]
            parts = [f"{', '.join(gone)}: right before, and now wrong"] if gone else []
            parts += [f"{', '.join(come)}: now right"] if come else []
            told = "; ".join(parts)
        yield Change(Effect.NOTICED, "right-answer", new.id, f"{told}; {stays}", hint)
    partial = [getattr(one.scoring, "partial", False) for one in (old, new)]
    if partial[0] != partial[1]:
        told = "partly right answers get part of the points" if partial[1] else "partly right answers get no points"
        yield Change(Effect.NOTICED, "partial", new.id, f"{told} from now on; {stays}")


def _judged(question: QuestionOutline) -> bool:
    return not isinstance(question.scoring, Unscored | SelfMarked | ReachEnding)


def _words(question: QuestionOutline) -> set[str]:
    return {question.label(side + key) for side, keys in _sides(question) for key in keys}


def _key(question: QuestionOutline, both: set[str]) -> Mapping[str, str]:
    """Give what is right, in words; of options only those that both editions have."""
    match question.scoring:
        case MatchSet(correct=correct):
            return {words: "" for key in correct if (words := question.label(key)) in both}
        case MatchOrder(correct=correct):
            kept = [words for key in correct if (words := question.label(key)) in both]
            return {str(place): words for place, words in enumerate(kept)}
        case MatchPairs(sources=sources, correct=correct):
            pairs = zip(sources, correct, strict=False)
            named = [(question.label(f"s.{source}"), question.label(f"t.{target}")) for source, target in pairs]
            return {source: target for source, target in named if source in both and target in both}
        case MatchText(accepted=accepted, case_sensitive=case_sensitive):
            return dict.fromkeys(accepted, "with these capitals" if case_sensitive else "")
        case WithinRange(low=low, high=high):
            return {f"{low:g}" if low == high else f"{low:g} to {high:g}": ""}
    return {}


def _said(item: tuple[str, str]) -> str:
    return f"“{item[0]}”" + (f" – “{item[1]}”" if item[1] else "")
