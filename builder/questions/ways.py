"""What the endings of a scored story are worth, and the way to the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Report, error, warning
from builder.nodes import Container, Directive
from builder.source import Span

if TYPE_CHECKING:
    from builder.questions.scenario import Decision, Scene

FULL = 100
"""Per cent of the points."""
WORTH = {"good": FULL, "mixed": 50, "bad": 0}
"""Per cent of the points that an ending gives where its author does not say."""
MOST = 24
"""Ways that are listed: a story with more of them is a net, and no list of them helps anybody."""


def worth_of(block: Container, scored: bool, report: Report) -> tuple[int, str]:
    """Read what an ending is worth, and how it is meant where that alone tells: `worth=100` is a good end."""
    written, ending = block.option("worth"), block.option("ending")
    if not written:
        if scored and ending and ending not in WORTH:
            message = f"ending `{block.id}` does not say what it is worth"
            hint = "write `worth=50`, per cent of the points; or `ending=good`, which is worth 100"
            report(error("ending-without-worth", message, block.span, hint))
        return WORTH.get(ending, 0), ""
    if not scored:
        message = f"`worth` of scene `{block.id}` changes nothing: this scenario has no points"
        report(
            warning("idle-option", message, block.span, "write `points=1` behind the scenario's id, or leave it out")
        )
    worth = int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else FULL + 1
    if worth > FULL:
        hint = "write per cent of the points: `worth=50`"
        report(error("bad-option", f"`worth={written}` is no whole number from 0 to 100", block.span, hint))
        worth = 0
    meant = next((name for name, share in WORTH.items() if share == worth), "mixed")
    return worth, meant if scored else ""


def check_worth(scenes: Sequence[Scene], spans: Mapping[str, Span], directive: Directive, report: Report) -> None:
    """See that the full score can be reached, and that not every ending gives it."""
    ends = [scene for scene in scenes if not scene.decisions]
    if not ends:
        return  # no way leads out, which has been told
    if not any(scene.worth == FULL for scene in ends):
        best = max(ends, key=lambda scene: scene.worth)
        hint = "write `ending=good` or `worth=100` at the best one"
        report(error("no-full-score", "no ending is worth all the points", spans.get(best.name, directive.span), hint))
    elif not best_way(scenes):
        best = next(scene for scene in ends if scene.worth == FULL)
        hint = "let a choice lead there"
        message = f"no way leads to `{best.name}`, which alone is worth all the points"
        report(error("no-full-score", message, spans.get(best.name, directive.span), hint))
    elif all(scene.worth == FULL for scene in ends):
        hint = "add an ending that is worth less, or leave `points` out"
        report(warning("all-right", f"scenario `{directive.id}`: every ending is right", directive.span, hint))


def best_way(scenes: Sequence[Scene]) -> tuple[tuple[Scene, Decision | None], ...]:
    """Give the shortest way to an ending of full worth, scenes with what is chosen there; empty if there is none."""
    named = {scene.name: scene for scene in scenes}
    ahead: list[tuple[tuple[Scene, Decision | None], ...]] = [((scenes[0], None),)]
    seen = {scenes[0].name}
    for way in ahead:  # grows as it is read: the nearest scenes come first
        *before, (scene, _) = way
        if not scene.decisions and scene.worth == FULL:
            return way
        for decision in scene.decisions:
            if decision.to not in seen:
                seen.add(decision.to)
                ahead.append((*before, (scene, decision), (named[decision.to], None)))
    return ()


def ways_through(scenes: Sequence[Scene]) -> tuple[tuple[Scene, ...], ...]:
    """Give every way from the first scene to an ending that comes to no scene twice, by length; none if too many."""
    named = {scene.name: scene for scene in scenes}
    ahead: list[tuple[Scene, ...]] = [(scenes[0],)]
    ended: list[tuple[Scene, ...]] = []
    for way in ahead:  # grows as it is read
        if len(ahead) > MOST * len(scenes) or len(ended) > MOST:
            return ()
        if not way[-1].decisions:
            ended.append(way)
        for name in dict.fromkeys(decision.to for decision in way[-1].decisions):
            if named[name] not in way:
                ahead.append((*way, named[name]))
    return tuple(ended)


def spread(start: Iterable[str], ways: Mapping[str, set[str]]) -> set[str]:
    """Give all that can be come to."""
    known: set[str] = set()
    ahead = list(start)
    while ahead:
        name = ahead.pop()
        if name not in known:
            known.add(name)
            ahead.extend(ways[name])
    return known
