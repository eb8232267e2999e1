"""A table of boxes: rows to answer, columns to choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Directive, Inline, Question, Table, plain_text
from builder.questions.base import KEYS, Interaction, MatchPairs, MatchSet, QuestionType
from builder.questions.match import Item
from builder.questions.rows import fits, same_names
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option

MOST_COLUMNS = 8
"""What a sheet of paper has room for."""

_BOXES = {"[x]": True, "[X]": True, "[ ]": False, "[]": False}

NAME_OF_ROW = 2
"""Columns of choices that the names of the rows take the room of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Question):
    """Rows and columns with what is right where they meet."""

    kind: ClassVar[str] = "matrix"

    corner: tuple[Inline, ...]
    """Heading of the rows' names."""
    rows: tuple[Item, ...]
    columns: tuple[Item, ...]
    several: bool
    """Not just one column is right in every row: check boxes."""
    correct: tuple[str, ...]
    """Column key of each row; where several may be right, the keys of the right cells."""

    @property
    def stacked(self) -> bool:
        """Whether each row is a block on every screen: the columns' names have no room beside each other."""
        names = [plain_text(column.children) for column in self.columns]
        return not fits((*names, *[""] * NAME_OF_ROW), 2)

    def cell(self, row: int, column: int) -> str:
        """Give the key of a cell where several may be right: by its place, line by line."""
        return KEYS[row * len(self.columns) + column]

    def is_right(self, row: int, column: int) -> bool:
        """Tell whether a cell is to be chosen."""
        if self.several:
            return self.cell(row, column) in self.correct
        return self.correct[row] == self.columns[column].key

    def right_in(self, row: int) -> tuple[Item, ...]:
        """Give the columns to be chosen in a row."""
        return tuple(item for at, item in enumerate(self.columns) if self.is_right(row, at))


def parse(directive: Directive, report: Report) -> Matrix | None:
    """Read the stem and the table: names of the columns above, names of the rows on the left, boxes between."""
    parts = take_apart(directive, report)
    stem, table = last_of(parts.stem, Table, report)
    if not isinstance(table, Table) or len(table.header) < 3 or len(table.rows) < 2:
        hint = "write a table: names of at least two columns above, of two rows on the left, `[x]` or `[ ]` between"
        no_answer(directive, "its rows and columns are not written as a table", hint, report)
        return None
    marks = [[_mark(cell, table, at, report) for cell in row[1:]] for at, row in enumerate(table.rows, 1)]
    rows = tuple(Item(KEYS[at % len(KEYS)], row[0]) for at, row in enumerate(table.rows))
    columns = tuple(Item(KEYS[at % len(KEYS)], cell) for at, cell in enumerate(table.header[1:]))
    for what, items, spans in (
        ("row", rows, table.row_spans[1:]),
        ("column", columns, table.row_spans[:1] * len(columns)),
    ):
        named = list(zip(items, spans, strict=True))
        same_names(named, f"{what}s", report)
        for number, (item, span) in enumerate(named, 1):
            if not plain_text(item.children).strip():
                message = f"{what} {number} has no name"
                report(error("empty-option", message, span, "write it in the first cell" if what == "row" else
                             "write it in the first line of the table"))  # fmt: skip
    several = any(sum(row) != 1 for row in marks)
    if _too_many(directive, table, several, report):
        return None
    if not any(any(row) for row in marks):
        no_answer(directive, "no box is marked as right", "mark the right ones with `[x]`", report)
    unused_option(directive, "shuffle", report)
    parts.stem = list(stem)
    fields = shared_fields(directive, parts, report)
    right = [(at, column) for at, row in enumerate(marks) for column, mark in enumerate(row) if mark]
    keys = tuple(KEYS[at * len(columns) + column] if several else columns[column].key for at, column in right)
    return Matrix(
        stem=stem, corner=table.header[0], rows=rows, columns=columns, several=several, correct=keys,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _mark(cell: tuple[Inline, ...], table: Table, row: int, report: Report) -> bool:
    written = plain_text(cell).strip()
    if written in _BOXES:
        return _BOXES[written]
    message = f"`{written}` is no box" if written else "a cell has no box"
    report(error("option-without-box", message, table.row_spans[row], "write `[x]` if it is right, `[ ]` if not"))
    return False


def _too_many(directive: Directive, table: Table, several: bool, report: Report) -> bool:
    rows, columns = len(table.rows), len(table.header) - 1
    if columns > MOST_COLUMNS:
        message, hint = f"more than {MOST_COLUMNS} columns", "turn the table, so that these are its rows"
    elif rows > len(KEYS):
        message, hint = f"more than {len(KEYS)} rows", "part the question in two"
    elif several and rows * columns > len(KEYS):
        message, hint = f"more than {len(KEYS)} check boxes", "part the question in two"
    else:
        return False
    report(error("too-many-options", message, directive.span, hint))
    return True


def interaction(question: Question) -> Interaction:
    """A `matching` interaction with one column for each row; else a `choice` of cells."""
    assert isinstance(question, Matrix)
    rows = [plain_text(row.children).strip() for row in question.rows]
    columns = [plain_text(column.children).strip() for column in question.columns]
    if question.several:
        cells = [(question.cell(at, to), f"{row}: {column}")
                 for at, row in enumerate(rows) for to, column in enumerate(columns)]  # fmt: skip
        keys = tuple(key for key, _ in cells)
        scoring = MatchSet(keys, question.correct, question.partial, several=True)
        return Interaction("choice", scoring, tuple(cells))
    labels = [(f"s.{row.key}", name) for row, name in zip(question.rows, rows, strict=True)]
    labels += [(f"t.{column.key}", name) for column, name in zip(question.columns, columns, strict=True)]
    sources, targets = (tuple(item.key for item in items) for items in (question.rows, question.columns))
    return Interaction("matching", MatchPairs(sources, targets, question.correct, question.partial), tuple(labels))


MATRIX = QuestionType(
    "matrix",
    "a table of boxes to choose in",
    parse,
    interaction,
    Forms(
        screen="table with radio buttons, or check boxes where several in a row are right; row by row on a phone",
        no_script="the same, and the answer folded below",
        paper="table with circles or boxes to tick",
        key="the table with the right ones ticked",
        keyboard="arrow keys choose in a row, Space ticks a check box",
        record="matching; choice where there are check boxes",
    ),
    styles=("kinds/rows",),
)
