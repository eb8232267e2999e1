"""axe-core on a page: what it finds in each state that a play brings the page into."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tools import npm_package

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
BY_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules whose result depends on the colour scheme."""

RUN = """(only) => axe.run(document, { runOnly: only, resultTypes: ['violations'] }).then((result) =>
  result.violations.map((one) => one.id + ': ' + one.help + '\\n' +
    one.nodes.slice(0, 3).map((node) => '    ' + node.target.join(' ') + '  ' + node.html.slice(0, 160) + '\\n    ' +
      node.failureSummary.replace(/\\s+/g, ' ')).join('\\n')))"""


@cache
def axe() -> str:
    return (npm_package("axe-core") / "axe.min.js").read_text(encoding="utf-8")


class Inspection:
    """Looks at states of a page and gathers what is wrong."""

    def __init__(self, page: Page, shown: Frame | None = None) -> None:
        """Bring axe onto the page, or into the frame of it that shows the course; nothing is fetched."""
        self.page = page
        self.shown = shown or page
        self.found: list[str] = []
        self.shown.evaluate(axe())

    def look(self, state: str) -> None:
        """Check what is shown, in the light by all rules and in the dark by those on colour."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            only: dict[str, Any] = {"type": "tag", "values": TAGS}
            if scheme == "dark":
                only = {"type": "rule", "values": BY_COLOUR}
            self.found += [f"{state}, {scheme}: {one}" for one in self.shown.evaluate(RUN, only)]
        if self.shown.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.found.append(f"{state}: is wider than the screen")
