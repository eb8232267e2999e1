"""The plan of a session, gathered from the notes for facilitators: what is done, how long it takes, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.nodes import Container, Inline, Module, rewritten, walk


@dataclass(frozen=True, slots=True)
class Activity:
    """One note for facilitators."""

    id: str
    title: tuple[Inline, ...]
    chapter: int
    minutes: int
    """0 where the note does not say."""
    after: int
    """Minutes from the beginning to its end."""
    whole: bool = False
    """Whether it speaks of the whole session: its minutes are those of the others."""


@dataclass(frozen=True, slots=True)
class Session:
    """All that a facilitator is told to do."""

    module: Module
    """With an id for every note."""
    activities: tuple[Activity, ...]

    @property
    def minutes(self) -> int:
        """Give the minutes that all activities take."""
        return self.activities[-1].after if self.activities else 0


def session_of(module: Module) -> Session:
    """Gather the notes for facilitators."""
    numbers = iter(range(1, 1 << 30))

    def named(node: object) -> object:
        if isinstance(node, Container) and node.kind == "facilitator" and not node.id:
            return replace(node, id=f"session/{next(numbers)}")  # no author's id has a slash
        return node

    told = replace(module, pages=rewritten(module.pages, named))
    return Session(told, tuple(_activities(told)))


def _activities(module: Module) -> Iterator[Activity]:
    notes = [
        (number, node, int(node.option("minutes") or 0) if node.option("minutes").isdecimal() else 0)
        for number, page in enumerate(module.pages, 1)
        for node in walk(page)
        if isinstance(node, Container) and node.kind == "facilitator"
    ]
    total, after = sum(minutes for _, _, minutes in notes), 0
    for at, (number, node, minutes) in enumerate(notes):
        # Who plans a workshop in a note of its own, before the others, may write its whole length there.
        whole = at == 0 and len(notes) > 2 and minutes * 2 >= total
        after += 0 if whole else minutes
        yield Activity(node.id, node.title, number, minutes, after, whole)
