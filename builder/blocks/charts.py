"""Charts: a table of numbers, read so that it can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.blocks.base import container
from builder.blocks.media import titled
from builder.diagnostics import Report, error, suggest
from builder.nodes import Block, Container, Directive, Table, plain_text
from builder.source import Span

KINDS = ("bar", "line", "dot")
MOST_SERIES, MOST_ROWS = 6, 40
"""As many series as can be told apart in black and white, and as many rows as one takes in."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|\d{1,3}(?: \d{3})+(?:[.,]\d+)?)")


@dataclass(frozen=True, slots=True)
class Series:
    """A column of numbers."""

    name: str
    values: tuple[float | None, ...]
    """By row; None for an empty cell."""


@dataclass(frozen=True, slots=True)
class Chart(Container):
    """A table and what is drawn of it; its only block is the table."""

    labels: tuple[str, ...] = ()
    """What each row stands for."""
    series: tuple[Series, ...] = ()


def chart(directive: Directive, report: Report) -> Chart | None:
    """Read a chart: one table, its first column the labels and all others numbers."""
    box = container(frozenset({"kind", "unit"}), _one_table)(directive, report)
    kind = directive.option("kind", "bar")
    if kind == "pie":
        hint = "write `kind=bar`: lengths are compared more easily than slices"
        report(error("chart-kind", "pies are not drawn", directive.span, hint))
    elif kind not in KINDS:
        report(error("chart-kind", f"there is no chart `{kind}`", directive.span, suggest(kind, KINDS, "charts")))
    titled(directive, report)
    if box is None:
        return None
    (table,) = box.blocks
    assert isinstance(table, Table)
    labels = tuple(plain_text(row[0]).strip() for row in table.rows)
    unit = directive.option("unit")
    series = tuple(_series(table, column, unit, report) for column in range(1, len(table.header)))
    _check_size(table, labels, series, report)
    return Chart(box.kind, box.title, box.blocks, box.options, box.id, box.classes, box.span, labels, series)


def _one_table(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    match directive.blocks:
        case (Table() as table,) if len(table.header) > 1 and table.rows:
            return (table,)
    hint = "write one table: labels in the first column, numbers in the others, a heading above each"
    report(error("chart-table", "`chart` holds one table with numbers and nothing else", directive.span, hint))
    return None


def _series(table: Table, column: int, unit: str, report: Report) -> Series:
    values = []
    for row, span in zip(table.rows, _spans(table), strict=False):
        written = plain_text(row[column]).strip() if column < len(row) else ""
        value = _number(written, unit)
        if written and value is None:
            hint = "write plain numbers, such as `12`, `-3,5` or `1 200`; leave the cell empty if there is none"
            report(error("chart-number", f"`{written}` is no number", span, hint))
        values.append(value)
    return Series(plain_text(table.header[column]).strip(), tuple(values))


def _spans(table: Table) -> Iterator[Span]:
    yield from table.row_spans[1:] or (table.span for _ in table.rows)


def _number(written: str, unit: str) -> float | None:
    """Read a number with a decimal point or comma; thousands may be parted by blanks, and the unit may follow."""
    plain = re.sub(r"\s", " ", written.replace("\u2212", "-"))
    for mark in filter(None, (unit, "%")):
        plain = plain.removesuffix(mark).strip()
    return float(plain.replace(" ", "").replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def _check_size(table: Table, labels: tuple[str, ...], series: tuple[Series, ...], report: Report) -> None:
    if not all(labels):
        message = "a row has no label"
        report(error("chart-table", message, table.span, "say in the first column what the numbers are of"))
    if len(series) > 1 and not all(one.name for one in series):
        message = "a column of numbers has no heading"
        report(error("chart-table", message, table.span, "say in the heading what the numbers are"))
    if len(series) > MOST_SERIES or len(labels) > MOST_ROWS:
        message = f"a chart shows up to {MOST_SERIES} columns and {MOST_ROWS} rows"
        report(error("chart-table", message, table.span, "show the most important ones, or make two charts"))
    for one in series:
        if all(value is None for value in one.values):
            message = f"the column `{one.name}` has no numbers"
            report(error("chart-table", message, table.span, "fill it, or leave it out"))
