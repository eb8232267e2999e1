"""The start page of the output folder: every product to open, to download and to bring into an LMS.

It is one file that works from the disk, asks no server and keeps nothing. Its fonts are those of a web product beside
it. Rewritten only when something it says has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import Product, Record, digest, is_untouched
from builder.diagnostics import Severity

if TYPE_CHECKING:
    from builder.targets.base import Target, Volume

NAME = "index.html"

_MARK = '<meta name="coursewright" content="'
"""Stands in every start page of ours, before what it was made from; a page without it is somebody else's."""

_TEMPLATE = "output.html.j2"

_LONGEST_NAME = 20
"""Letters in the name of an LMS."""


@dataclass(frozen=True, slots=True)
class Row:
    """One product on the page."""

    target: Target | Volume
    product: Product
    size: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One module on the page."""

    slug: str
    title: str
    language: str
    summary: str
    errors: int
    """Errors that keep the products from being built anew."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """How to use one kind of product."""

    target: Target | Volume
    before: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """LMSs by name, with what to do there."""
    after: tuple[str, ...]


def renew(record: Record, output: Path, root: Path) -> Path | None:
    """Write the page if it says something old; give its path, or None where a page of somebody else's is in the way.

    Raises BuildError where the disk refuses.
    """
    path = output / NAME
    key = _key(record, output)
    if path.is_file():
        text = path.read_text(encoding="utf-8", errors="replace")
        if _MARK not in text:
            return None
        if f'{_MARK}{key}"' in text:
            return path
    from builder.package import package, write_package

    write_package(package("html", {NAME: _page(record, output, root, key).encode()}), path)
    return path


def _key(record: Record, output: Path) -> str:
    """Digest everything the page depends on."""
    said: list[str] = [record.shared, *record.order]
    for slug in record.order:
        module = record.modules[slug]
        said += [slug, module.title, module.language, module.summary, str(_errors(record, slug))]
    for name, job in sorted(record.jobs.items()):
        product, there = job.product, is_untouched(job.product, output)
        said += [name, product.name, str(product.size), str(product.pages), product.folder, str(there)]
    return digest(said)


def _errors(record: Record, slug: str) -> int:
    said = (*record.diagnostics, *record.modules[slug].diagnostics)
    return sum(one.severity is Severity.ERROR for one in said)


def _page(record: Record, output: Path, root: Path, key: str) -> str:
    from builder.diagnostics import Report
    from builder.project import load_project
    from builder.render.templates import environment
    from builder.render.theme import theme_css
    from builder.targets import TARGETS

    ignore: Report = lambda _: None  # noqa: E731 (what is wrong was said by the build)
    context = load_project(root, ignore).render_context({})
    entries = tuple(
        Entry(
            slug,
            record.modules[slug].title,
            record.modules[slug].language,
            record.modules[slug].summary,
            _errors(record, slug),
            tuple(_rows(record, slug, output)),
        )
        for slug in record.order
    )
    together = tuple(_rows(record, "", output))
    made = {row.target.name for row in (*together, *(row for entry in entries for row in entry.rows))}
    folders = [row.product.folder for entry in entries for row in entry.rows if row.product.folder]
    tokens = next(path for folder in context.templates if (path := folder / "styles" / "tokens.css").is_file())
    fonts = _with_fonts(tokens.read_text(encoding="utf-8"), folders[0] if folders else None)
    template = environment(context.templates).get_template(_TEMPLATE)
    return template.render(
        mark=f'{_MARK}{key}"/>',
        title=record.title,
        publisher=context.publisher,
        entries=entries,
        together=together,
        advice=[_advice(target) for target in TARGETS.values() if target.name in made],
        styles=theme_css(context.brand) + fonts,
    )


def _rows(record: Record, slug: str, output: Path) -> Iterator[Row]:
    """Give the products of a module; without one, those of all modules together."""
    from builder.targets import TARGETS
    from builder.targets.base import Volume

    for target in TARGETS.values():
        if isinstance(target, Volume) == bool(slug):
            continue
        job = record.jobs.get(f"{slug}.{target.name}" if slug else target.name)
        if job is not None and is_untouched(job.product, output):
            yield Row(target, job.product, size_words(job.product.size))


def _advice(target: Target | Volume) -> Advice:
    """Part the words on uploading: what holds everywhere, and what is for one LMS."""
    before: list[str] = []
    places: list[tuple[str, str]] = []
    after: list[str] = []
    for line in filter(None, map(str.strip, target.upload.split("\n"))):
        place, colon, words = line.partition(": ")
        if colon and len(place) <= _LONGEST_NAME:
            places.append((place, words[:1].upper() + words[1:]))
        else:
            (after if places else before).append(line)
    return Advice(target, tuple(before), tuple(places), tuple(after))


def _with_fonts(styles: str, folder: str | None) -> str:
    """Let the fonts be found in a web product; without one the fonts of the reader's system step in."""
    address = f"{folder}/player/fonts/" if folder else "data:,"
    return styles.replace('url("fonts/', f'url("{address}')


def size_words(size: int) -> str:
    """Write a size as people read it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 999_500 else f"{max(1, round(size / 1000))} kB"
