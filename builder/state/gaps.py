"""Gaps that changed between two editions: saved answers have a text for each by its place, so places have to stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.questions.base import MatchGaps, MatchText, WithinRange
from builder.questions.scoring import fold_text
from builder.state.changes import Change, Effect
from builder.state.outline import QuestionOutline

_Gap = MatchText | WithinRange
_AFTER = "put new gaps behind the others, or give the question a new id"


def gap_changes(old: QuestionOutline, new: QuestionOutline) -> Iterator[Change]:
    """Compare the gaps of a question that has some in both editions."""
    if not (isinstance(old.scoring, MatchGaps) and isinstance(new.scoring, MatchGaps)):
        return
    before, after = old.scoring.gaps, new.scoring.gaps
    partner = _partners(before, after)
    yield from _cut(new.id, before, after, partner)
    yield from _displaced(new.id, before, after, partner)
    for at, gap in enumerate(after):
        if at not in partner.values():
            where = "empty in answers of before" if at >= len(before) else f"gap {at + 1} now"
            yield Change(Effect.NOTICED, "gap-added", new.id, f"the gap {_name(gap)} is new, and {where}; marks stay")
    for at, to in partner.items():
        if at == to:
            yield from _offered(new.id, to, before[at], after[to])
        yield from _accepted(new.id, to, before[at], after[to])


def _cut(about: str, before: Sequence[_Gap], after: Sequence[_Gap], partner: dict[int, int]) -> Iterator[Change]:
    for at, gap in enumerate(before):
        if at not in partner:
            words = f"the gap {_name(gap)} is gone: {_shown(at, after)}; marks stay"
            hint = "take out gaps at the end only, or give the question a new id" if at < len(after) else ""
            yield Change(Effect.LOST, "gap-removed", about, words, hint)


def _displaced(about: str, before: Sequence[_Gap], after: Sequence[_Gap], partner: dict[int, int]) -> Iterator[Change]:
    """Tell of gaps that both editions have, in other places: what was filled in stays in the old ones."""
    moved = [f"{_name(before[at])} was gap {at + 1} and is gap {to + 1}" for at, to in partner.items() if at != to]
    if moved:
        words = f"{', '.join(moved)}: what was filled in stays in the old places, and stands in other gaps; marks stay"
        yield Change(Effect.LOST, "gaps-moved", about, words, _AFTER)


def _shown(at: int, after: Sequence[_Gap]) -> str:
    other = f"stands in the gap {_name(after[at])}" if at < len(after) else "is no longer shown"
    return f"what was filled in {other}"


def _offered(about: str, at: int, old: _Gap, new: _Gap) -> Iterator[Change]:
    """Tell of drop-downs that no longer have what was chosen, or written, in a gap."""
    had, has = _options(old), _options(new)
    if not has:
        return
    if not had:
        words = f"gap {at + 1} is a drop-down now: what was typed is shown where it is one of its words; marks stay"
        yield Change(Effect.LOST, "gap-offers", about, words)
    for word in had:
        if word not in has:
            words = f"“{word}” can't be chosen in gap {at + 1} any more: where it was, the gap is empty; marks stay"
            yield Change(Effect.LOST, "option-removed", about, words)
    for word in has if had else ():
        if word not in had:
            yield Change(Effect.NOTICED, "option-added", about, f"“{word}” can be chosen in gap {at + 1}, and is new")


def _accepted(about: str, at: int, old: _Gap, new: _Gap) -> Iterator[Change]:
    gone = [words for words in _right(old) if words not in _right(new)]
    come = [words for words in _right(new) if words not in _right(old)]
    if gone or come:
        parts = [f"{', '.join(gone)}: right before, and now wrong"] if gone else []
        parts += [f"{', '.join(come)}: now right"] if come else []
        stays = "marks already given stay as they are; later attempts count by the new key"
        words = f"gap {at + 1}: {'; '.join(parts)}; {stays}"
        yield Change(Effect.NOTICED, "right-answer", about, words, "give it a new id if it has to be asked anew")


def _options(gap: _Gap) -> tuple[str, ...]:
    return gap.options if isinstance(gap, MatchText) else ()


def _right(gap: _Gap) -> list[str]:
    """Give what is right, as it is judged and told."""
    if isinstance(gap, WithinRange):
        return [_name(gap)]
    if gap.case_sensitive and not gap.options:
        return [f"“{words}” with these capitals" for words in gap.accepted]
    return [f"“{words}”" for words in gap.accepted]


def _name(gap: _Gap) -> str:
    if isinstance(gap, MatchText):
        return f"“{gap.accepted[0]}”"
    return f"“{gap.low:g}”" if gap.low == gap.high else f"“{gap.low:g} to {gap.high:g}”"


def _partners(before: Sequence[_Gap], after: Sequence[_Gap]) -> dict[int, int]:
    """Find each gap of before among those of now: by what is right, then by the place beside one that was found."""
    sure = [(_likeness(old, new), at, to) for at, old in enumerate(before) for to, new in enumerate(after)]
    partner: dict[int, int] = {}
    for likeness, at, to in sorted(sure, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if likeness > 0 and at not in partner and to not in partner.values():
            partner[at] = to
    for at in range(len(before)):
        beside = partner.get(at - 1, -1) + 1
        free = at not in partner and beside < len(after) and beside not in partner.values()
        if free and _agrees(at, partner, beside):
            partner[at] = beside
    return dict(sorted(partner.items()))


def _agrees(at: int, partner: dict[int, int], to: int) -> bool:
    """Tell whether the next gap that was found is as far away as before: else this is another, not the same changed."""
    following = min((other for other in partner if other > at), default=None)
    return following is None or partner[following] - to == following - at


def _likeness(old: _Gap, new: _Gap) -> float:
    if isinstance(old, MatchText) and isinstance(new, MatchText):
        return max(_shared(old.accepted, new.accepted), 0.9 * _shared(old.options, new.options))
    if isinstance(old, WithinRange) and isinstance(new, WithinRange):
        if (old.low, old.high) == (new.low, new.high):
            return 1.0
        return 0.5 if old.low <= new.high and new.low <= old.high else 0.0
    return 0.0


def _shared(some: Sequence[str], others: Sequence[str]) -> float:
    one, other = ({fold_text(words, False) for words in each} for each in (some, others))
    return len(one & other) / max(1, len(one | other))
