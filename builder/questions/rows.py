"""Reading what the kinds share that show rows of choices: names that are one line of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.diagnostics import Report, error
from builder.nodes import Inline, ListItem, Paragraph, plain_text
from builder.questions.match import Item
from builder.source import Span

IN_A_ROW = 72
"""Letters beside each other in a column of text, as small as choices are set."""

LONG = 30
"""Letters of a name that is none any more, but a sentence."""


def line_of(item: ListItem, report: Report, what: str) -> tuple[Inline, ...]:
    """Give the words of a list item that is one paragraph; anything beside it is reported."""
    match item.blocks:
        case (Paragraph(children=children),) if plain_text(children).strip():
            return children
        case (Paragraph(children=children), *_) if plain_text(children).strip():
            message = f"{what} holds more than one line of words"
            report(error("bad-row", message, item.span, "write its words alone"))
            return children
    report(error("empty-option", f"{what} has no text", item.span, "write its words first"))
    return ()


def fits(names: Sequence[str], taken: int = 0) -> bool:
    """Tell whether names can stand side by side: no word is broken, and none takes more than two lines or so.

    `taken` is what stands beside each, in letters.
    """
    word = max(len(word) for name in names for word in name.split() or [""])
    line = max(map(len, names))
    return line <= LONG and (word + taken) * len(names) <= IN_A_ROW and (line + taken) * len(names) <= 2 * IN_A_ROW


def same_names(items: Iterable[tuple[Item, Span]], what: str, report: Report) -> None:
    """Report names that read alike: nobody could tell them apart."""
    seen: set[str] = set()
    for item, span in items:
        name = " ".join(plain_text(item.children).split())
        if name and name.casefold() in seen:
            report(error("same-options", f"there are two {what} `{name}`", span, "change or join them"))
        seen.add(name.casefold())
