"""Page breaks: boxes that are kept whole, but not at any price.

CSS knows boxes that may be cut and boxes that may not. A question, a case or a scene should stand whole on a page, but
a page that stays half empty for its sake costs the reader more than the cut. So `break-inside: avoid-page`, which to
CSS is the same as `avoid`, means in our style sheets: whole, unless more than a third of the page would be left empty.
Where such a box may be cut is told by the rules for what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LEEWAY = 80 * 96 / 25.4
"""Room that may stay empty for the sake of a box, in CSS pixels: 80 mm, a third of the text of an A4 page."""

HEADED = 22 * 96 / 25.4
"""What heading and caption take above a form, in CSS pixels; they go with it to the next page."""


@contextmanager
def yielding() -> Iterator[None]:
    """Lay out documents so inside the `with` block.

    WeasyPrint asks a box for its style when it finds that it doesn't fit, and has no hook there; so its function is
    wrapped for the time of the block, and `pyproject.toml` bounds the versions for which this was tried.
    """
    from weasyprint.layout import block

    plain = block.block_container_layout

    def adapted(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, page_is_empty: Any, *rest: Any, **named: Any
    ) -> Any:
        style = box.style
        room = context.page_bottom - bottom_space - box.position_y
        leeway = LEEWAY - HEADED if _is_form(box) else LEEWAY
        if page_is_empty or style["break_inside"] != "avoid-page" or room < leeway:
            return plain(context, box, bottom_space, skip_stack, page_is_empty, *rest, **named)
        style["break_inside"] = "auto"
        try:
            return plain(context, box, bottom_space, skip_stack, page_is_empty, *rest, **named)
        finally:
            style["break_inside"] = "avoid-page"

    block.block_container_layout = adapted
    try:
        yield
    finally:
        block.block_container_layout = plain


def _is_form(box: Any) -> bool:
    return box.element is not None and "worksheet" in box.element.get("class", "").split()
