"""Headers of the cells of a table in the tag tree (ISO 14289-1, 7.5): which cell is headed by which.

WeasyPrint 70 names a header for the first of the columns that it spans only, and tells no scope. Both are told here for
every table: a reader can go by the ids or by the scopes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_SCOPES = {"row": "/Row", "rowgroup": "/Row"}
"""Scopes by HTML's word; any other, and none, is that of a column."""


def tell_headers(wrapper: Any) -> None:
    """Write /Scope on the header cells of a laid out table, and /Headers on its data cells.

    An empty cell in the head, where a row of headings meets a column of them, becomes a header cell: as a data cell it
    would have to be headed itself, and by nothing.
    """
    import pydyf

    table = wrapper.get_wrapped_table() if wrapper.is_table_wrapper else None
    if table is None:
        return
    columns: dict[int, list[Any]] = {}
    data: list[tuple[Any, range, range]] = []
    rows: dict[int, list[Any]] = {}
    for cell, across, down in _grid(table):
        mark = cell.mark
        if mark["S"] == "/TD" and down.start == 0 and not _is_filled(cell.element):
            mark["S"] = "/TH"
        if mark["S"] == "/TD":
            data.append((mark, across, down))
            continue
        scope = _SCOPES.get(cell.element.get("scope", ""), "/Column")
        mark["A"]["Scope"] = scope
        mark["ID"] = mark.get("ID") or pydyf.String(f"{mark.number}-head")
        for place in across if scope == "/Column" else down:
            (columns if scope == "/Column" else rows).setdefault(place, []).append(mark["ID"])
    for mark, across, down in data:
        headers = [name for place in down for name in rows.get(place, ())]
        headers += [name for place in across for name in columns.get(place, ())]
        mark["A"].pop("Headers", None)
        if headers:
            mark["A"]["Headers"] = pydyf.Array(dict.fromkeys(headers))


def _grid(table: Any) -> Iterator[tuple[Any, range, range]]:
    """Give each cell with the columns and rows it covers, counted from 0."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(row for group in table.children for row in group.children):
        column = 0
        for cell in row.children:
            while (number, column) in taken:
                column += 1
            across, down = range(column, column + cell.colspan), range(number, number + cell.rowspan)
            taken.update((y, x) for y in down for x in across)
            if hasattr(cell, "mark"):
                yield cell, across, down


def _is_filled(html: Any) -> bool:
    return any(text.strip() for text in html.itertext()) or html.find(".//img") is not None
