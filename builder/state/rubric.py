"""Criteria by which learners mark their own text, in two editions: saved answers name those met by their words."""

from __future__ import annotations

from collections.abc import Iterator

from builder.questions.base import SelfMarked, Unscored
from builder.state.changes import Change, Effect, reworded
from builder.state.outline import QuestionOutline

_STAYS = "shares already earned stay as they are; later marking counts by the new points"


def rubric_changes(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    """Compare the criteria of a text in two editions, of which one may have none."""
    match old.scoring, new.scoring:
        case SelfMarked(), SelfMarked():
            yield from _criteria(old, new)
        case SelfMarked(), Unscored():
            words = "is not marked any more: ticks and points go; the text and a score or status once reached stay"
            yield Change(Effect.LOST, "rubric-removed", new.id, words)
        case Unscored(), SelfMarked():
            words = "has criteria now: texts stay, and count as 0 points until their writers mark them"
            yield Change(Effect.NOTICED, "rubric-added", new.id, words)


def _criteria(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    before, after = _points(old), _points(new)
    fresh = [key for key in after if key not in before]
    for key in before:
        words = old.label(key)
        if key in after and new.label(key) != words:
            told = f"ticks at “{words}” will be shown at “{new.label(key)}”, whose short form is the same"
            yield Change(Effect.LOST, "criterion-misread", new.id, told, "change its words a little")
        elif key not in after:
            close = max(fresh, key=lambda other: reworded(words, new.label(other)), default="")
            if close and reworded(words, new.label(close)) >= 0.6:
                fresh.remove(close)
                told = f"the criterion “{words}” is now “{new.label(close)}”: ticks there are lost; marks stay"
                yield Change(Effect.LOST, "criterion-reworded", new.id, told)
            else:
                told = f"the criterion “{words}” is gone: ticks there are lost; marks stay"
                yield Change(Effect.LOST, "criterion-removed", new.id, told)
    for key in fresh:
        told = f"the criterion “{new.label(key)}” is new, and not ticked; marks stay"
        yield Change(Effect.NOTICED, "criterion-added", new.id, told)
    for key in before:
        if key in after and before[key] != after[key]:
            told = f"“{new.label(key)}” gives {after[key]:g} instead of {before[key]:g}; {_STAYS}"
            yield Change(Effect.NOTICED, "criterion-points", new.id, told)


def _points(question: QuestionOutline) -> dict[str, float]:
    return dict(question.scoring.criteria) if isinstance(question.scoring, SelfMarked) else {}
