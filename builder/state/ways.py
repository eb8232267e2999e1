"""Stories that branch, in two editions: whether their endings count, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator

from builder.questions.base import ReachEnding, Unscored
from builder.state.changes import Change, Effect
from builder.state.outline import QuestionOutline


def way_changes(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    """Compare what the endings of a story give; its ways are compared as options are."""
    match old.scoring, new.scoring:
        case ReachEnding(ends=before), ReachEnding(ends=after):
            known = dict(before)
            for ending, worth in after:
                if known.get(ending, worth) != worth:
                    words = f"the ending `{ending}` is worth {worth} % of the points instead of {known[ending]} %"
                    stays = "marks already given stay as they are; later endings count by the new worth"
                    yield Change(Effect.NOTICED, "ending-worth", new.id, f"{words}; {stays}")
        case Unscored(), ReachEnding():
            words = "its endings give points now: who has reached one has 0 until they reach another"
            yield Change(Effect.NOTICED, "endings-scored", new.id, words)
        case ReachEnding(), Unscored():
            words = "its endings give no points any more; a score or status once reached stays"
            yield Change(Effect.NOTICED, "endings-unscored", new.id, words)
