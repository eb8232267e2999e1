"""What the catalogue page lists: every module with what lies beside the page, by strand, and what to filter them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.nodes import Module, Objective
from builder.render import Companion, RenderContext
from builder.render.media import file_words
from builder.render.words import fill

_STEP = 15
"""Minutes between the durations one can ask for."""


@dataclass(frozen=True, slots=True)
class File:
    """A link to a product."""

    address: str
    label: str
    words: str
    """Its kind and size."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One module."""

    slug: str
    title: str
    language: str
    summary: str
    strand: str
    kind: str
    minutes: int
    audience: tuple[str, ...]
    objectives: tuple[Objective, ...]
    keywords: tuple[str, ...]
    page: str
    """Address of the module itself, to be read at once; empty where it was not built."""
    booklets: tuple[File, ...]
    packages: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The modules of a strand."""

    id: str
    """Of the strand; empty for modules of none."""
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One value to filter by."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to filter by; its name is that of the mark on a module, and stands in the address."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    """Options, under headings where these are not empty."""


def entries(modules: tuple[Module, ...], context: RenderContext, words: Mapping[str, str]) -> tuple[Entry, ...]:
    """Tell of every module, in the catalogue's order."""
    comparison = context.catalogue.comparison
    kinds = {row.module: row.kind for row in comparison.rows if row.module} if comparison else {}
    return tuple(_entry(module, kinds.get(module.slug, ""), context, words) for module in modules)


def _entry(module: Module, kind: str, context: RenderContext, words: Mapping[str, str]) -> Entry:
    metadata = module.metadata
    page, booklets, packages = _products(module.slug, context.companions, words)
    return Entry(
        module.slug, metadata.title, metadata.language, metadata.summary, metadata.strand, kind[:1].upper() + kind[1:],
        metadata.duration, metadata.audience, metadata.objectives, metadata.keywords, page, booklets, packages,
    )  # fmt: skip


def _products(
    slug: str, companions: tuple[Companion, ...], words: Mapping[str, str]
) -> tuple[str, tuple[File, ...], tuple[File, ...]]:
    """Give the address of the module's page, its booklets and its packages, as far as they lie beside the catalogue."""
    from builder.targets import TARGETS
    from builder.targets.base import Target

    there = {one.name: one for one in companions}
    page = ""
    booklets: list[File] = []
    packages: list[File] = []
    for target in TARGETS.values():
        if not isinstance(target, Target) or (one := there.get(target.file_name(slug))) is None:
            continue
        if one.folder and not page:
            page = f"{one.folder}/index.html"
        (booklets if target.extension == "pdf" else packages).append(_file(one, target.name, words))
    return page, tuple(booklets), tuple(packages)


def books(companions: tuple[Companion, ...], words: Mapping[str, str]) -> tuple[File, ...]:
    """Give the books of all modules together."""
    from builder.targets import TARGETS
    from builder.targets.base import Volume

    there = {one.name: one for one in companions}
    volumes = [target for target in TARGETS.values() if isinstance(target, Volume) and target.extension == "pdf"]
    return tuple(_file(there[name], one.name, words) for one in volumes if (name := one.file_name("")) in there)


def _file(one: Companion, target: str, words: Mapping[str, str]) -> File:
    label = words.get("product_" + target.replace("-", "_"), target.replace("-", " "))
    return File(one.name, label, file_words(PurePosixPath(one.name).name, one.size, words))


def grouped(listed: tuple[Entry, ...], context: RenderContext, words: Mapping[str, str]) -> tuple[Group, ...]:
    """Part modules by strand; those of none stand before the others if the first module is one, else behind."""
    found: dict[str, list[Entry]] = {strand: [] for strand, _ in context.strands}
    for entry in listed:
        found.setdefault(entry.strand, []).append(entry)
    if listed and not listed[0].strand:
        found = {"": found.pop("")} | found
    titled = [(strand, context.strand_title(strand), inside) for strand, inside in found.items() if inside]
    general = words["catalogue_general"] if len(titled) > 1 else ""
    return tuple(Group(strand, title if strand else general, tuple(inside)) for strand, title, inside in titled)


def filters(groups: tuple[Group, ...], words: Mapping[str, str]) -> tuple[Filter, ...]:
    """Give what tells modules apart: what has one value only does not."""
    listed = [entry for group in groups for entry in group.entries]
    strands = [Option(group.id, group.title) for group in groups if group.id]
    kinds = [Option(entry.kind, entry.kind) for entry in listed if entry.kind]
    steps = sorted({-(-entry.minutes // _STEP) * _STEP for entry in listed if entry.minutes})
    times = [Option(str(step), fill(words["catalogue_up_to"], n=step)) for step in steps]
    audiences = [Option(name, name) for entry in listed for name in entry.audience]
    plain = (
        ("strand", "catalogue_strand", strands),
        ("kind", "catalogue_kind", kinds),
        ("minutes", "duration", times),
        ("audience", "audience", audiences),
    )
    made = [Filter(name, words[key], (("", tuple(dict.fromkeys(options))),)) for name, key, options in plain]
    goals = tuple((entry.title, tuple(_goals(entry))) for entry in listed if entry.objectives)
    made.append(Filter("objective", words["catalogue_objective"], goals))
    return tuple(one for one in made if sum(len(options) for _, options in one.groups) > 1)


def _goals(entry: Entry) -> Iterator[Option]:
    for objective in entry.objectives:
        yield Option(f"{entry.slug}.{objective.id}", objective.text)
