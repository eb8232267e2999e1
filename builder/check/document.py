"""Checks of structure and references: headings, links, media."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, suggest, warning
from builder.nodes import Container, Figure, Heading, Image, Link, MediaTarget, Module, PageTarget, plain_text, walk
from builder.source import Span


def headings(subject: Subject) -> Iterator[Diagnostic]:
    """Headings step down one level at a time (WCAG 1.3.1; PDF/UA-1 7.4.2 refuses a skipped level)."""
    for page in subject.module.pages:
        level = 2
        for node in walk(page.blocks):
            if isinstance(node, Heading):
                if node.level > level + 1:
                    message = f"the heading skips a level: {'#' * node.level} after {'#' * level}"
                    yield error("skipped-heading", message, node.span, f"write `{'#' * (level + 1)}`")
                level = node.level


def anchors(module: Module) -> frozenset[str]:
    """Give all ids of a module that a link may lead to."""
    return _anchors(module, walk(module.pages))


def _anchors(module: Module, nodes: Iterable[object]) -> frozenset[str]:
    return frozenset({page.id for page in module.pages} | _anchors_below(nodes))


def _anchors_below(nodes: Iterable[object]) -> set[str]:
    return {found for node in nodes if not isinstance(node, PageTarget) and (found := getattr(node, "id", ""))}


def links(subject: Subject) -> Iterator[Diagnostic]:
    """Links lead to pages, blocks and modules that exist."""
    own = _anchors(subject.module, subject.nodes)
    for node in subject.nodes:
        if not isinstance(node, Link) or not isinstance(node.target, PageTarget):
            continue
        target = node.target
        if target.module is not None and target.module not in subject.known_slugs:
            hint = suggest(target.module, subject.known_slugs, "modules")
            yield error("unknown-module", f"there is no module `{target.module}`", node.span, hint)
            continue
        other = subject.neighbours.get(target.module) if target.module is not None else None
        if target.module is not None and other is None:
            continue  # it could not be read, and says so itself
        known = anchors(other) if other is not None else own
        if target.id and target.id not in known:
            where = f"in module `{target.module}`" if target.module else "in this module"
            hint = suggest(target.id, known, "ids")
            yield error("unknown-anchor", f"there is no page or block `{target.id}` {where}", node.span, hint)


def hidden_targets(subject: Subject) -> Iterator[Diagnostic]:
    """Links lead to what is there in every medium, unless they stand in the same block for one medium themselves."""
    hidden: dict[str, str] = {}
    inside: dict[int, str] = {}
    for node in subject.nodes:
        where = _hidden_in(node)
        if where:
            below = tuple(walk(node))
            hidden.update(dict.fromkeys(_anchors_below(below), where))
            inside.update((id(link), where) for link in below if isinstance(link, Link))
    for node in subject.nodes:
        if isinstance(node, Link) and isinstance(node.target, PageTarget) and node.target.module is None:
            where = hidden.get(node.target.id, "")
            if where and inside.get(id(node)) != where:
                message = f"`{node.target.id}` stands in `{where}`, and this link does not"
                hint = "elsewhere the link leads nowhere: move the one or the other"
                yield warning("hidden-target", message, node.span, hint)


def _hidden_in(node: object) -> str:
    """Name a block that not every reader gets to see, as its author writes it."""
    if not isinstance(node, Container) or node.kind not in ("only", "facilitator"):
        return ""
    return f"only {node.option('medium')}" if node.kind == "only" else node.kind


def media(subject: Subject) -> Iterator[Diagnostic]:
    """Files a module refers to exist, spelt alike, inside its folder; links that leave it are refused."""
    for name, span in _references(subject.nodes):
        yield from _file(name, span, subject.module.folder)


def _references(nodes: Iterable[object]) -> Iterator[tuple[str, Span]]:
    for node in nodes:
        if isinstance(node, Image | MediaTarget):
            yield node.name, node.span


def _file(name: str, span: Span, folder: Path) -> Iterator[Diagnostic]:
    path, exact = folder, True
    for part in name.split("/"):
        names = _names(path)
        if part not in names:
            alike = [other for other in names if other.casefold() == part.casefold()]
            if not alike:
                near = difflib.get_close_matches(part, names, n=1, cutoff=0.6)
                hint = f"did you mean `{near[0]}`?" if near else f"put the file into the module's folder, as `{name}`"
                yield error("missing-media", f"the file `{name}` is not there", span, hint)
                return
            exact, part = False, alike[0]
        path /= part
    if not exact:
        found = path.relative_to(folder).as_posix()
        message = f"the file is called `{found}`, not `{name}`"
        yield error("media-case", message, span, "spell it alike: LMSs tell capital and small letters apart")
    elif not path.resolve().is_relative_to(folder.resolve()):
        message = f"`{name}` is a link to a file outside the module's folder"
        yield error("outside-module", message, span, "copy the file into the module's `media/` folder")
    elif not path.is_file():
        yield error("missing-media", f"`{name}` is no file", span, "name the file itself")


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def captions(subject: Subject) -> Iterator[Diagnostic]:
    """A figure's caption says more than its text alternative repeats."""
    for node in subject.nodes:
        if isinstance(node, Figure) and node.caption and _folded(plain_text(node.caption)) == _folded(node.image.alt):
            hint = "say in the alternative text what can be seen, in the caption what it means"
            yield warning("same-caption", "caption and alternative text say the same", node.span, hint)


def _folded(text: str) -> str:
    return text.strip(" .").casefold()
