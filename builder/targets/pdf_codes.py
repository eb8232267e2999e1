"""QR codes on paper, with the address beneath: from what is printed to the same place in the web build.

A chapter with questions or a learner's own work has one at its end, and a film or a recording has one of its own. There
are none where the catalogue names no address of the web build, and none in answer keys.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from builder.nodes import Container, Page, Question, walk
from builder.render.html import Rendering
from builder.render.inlines import Online
from builder.targets.web import WEB

QUIET = 4
"""Modules that stay white around a code (ISO/IEC 18004, 6.3.8)."""


def leading_online(rendering: Rendering, address: str, slug: str, page: Page) -> Rendering:
    """Give the rendering for a page of a module, whose web build lies in a folder of its own at an address."""
    if not address:
        return rendering
    folder = WEB.file_name(slug).removesuffix(f".{WEB.extension}")
    return replace(rendering, online=Online(f"{address}{folder}/", page.id, drawn))


def code_after(page: Page, rendering: Rendering) -> Markup:
    """Write the code that ends a chapter; nothing where there is nothing to be done on the page."""
    if rendering.online is None or not _asks(page, rendering.left_out):
        return Markup("")
    template = rendering.environment.get_template("print/online.html.j2")
    words = rendering.strings["online_activities"]
    return Markup("\n" + template.module.code(rendering.online, rendering.strings, words))  # type: ignore[attr-defined]


def _asks(page: Page, left_out: frozenset[str]) -> bool:
    """Tell whether there is something to answer, tick or write that is printed."""
    hidden = {
        id(inner)
        for box in walk(page.blocks)
        if isinstance(box, Container) and (box.kind in left_out or box.option("medium", "print") != "print")
        for inner in walk(box.blocks)
    }
    return any(isinstance(node, Question) and id(node) not in hidden for node in walk(page.blocks))


@lru_cache(maxsize=512)
def drawn(address: str, words: str) -> Markup:
    """Draw the code of an address as SVG; `words` say what it is to those who don't see it.

    A seventh of it may be unreadable (level M): a stain, or the fold of a sheet.
    """
    import segno

    made = segno.make_qr(address, error="m", boost_error=False)
    side = made.symbol_size(border=QUIET)[0]
    squares = [
        f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z" for y, row in enumerate(made.matrix) for x, width in _runs(row)
    ]
    opening = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><title>{}</title>'
    return Markup(opening + '<path d="{}"/></svg>').format(side, side, words, "".join(squares))


def _runs(row: bytearray | tuple[int, ...]) -> list[tuple[int, int]]:
    """Give where dark squares begin in a row, and how many follow each other."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
