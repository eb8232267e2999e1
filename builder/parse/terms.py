"""Terms of the glossary: its entries are found before the text is read, so that references to them can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import error, suggest
from builder.nodes import Inline, Link, PageTarget, plain_text
from builder.parse.lowering import Lowering, slugify


def find_terms(blocks: Iterable[SyntaxTreeNode], low: Lowering) -> None:
    """Give every entry of the `glossary` blocks an id, and note it by its term; a term explained twice is reported."""
    for term in (term for block in blocks for term in _terms(block)):
        with low.within(term):
            words, span = _words(term), low.span(term)
        key = _folded(words)
        if key in low.terms:
            message = f"the term `{words}` is explained twice, first in line {low.ids[low.terms[key]].line}"
            low.report(error("duplicate-term", message, span, "bring both explanations together in one place"))
            continue
        low.terms[key] = low.free(f"term-{slugify(words)}", span)
        term.meta["entry"] = low.terms[key]


def refer(written: str, children: tuple[Inline, ...], low: Lowering) -> tuple[Inline, ...]:
    """Link words to the entry of their term: `written` if it says which, else the words themselves."""
    words = plain_text(children)
    term = words if written == "true" else written
    entry = low.terms.get(_folded(term))
    if entry is not None:
        return (Link(PageTarget(entry), children, span=low.locate(f"[{words}]{{")),)
    hint = "explain it in a block `::: glossary`: the term on one line, `: what it means` on the next"
    if low.terms:
        hint = suggest(_folded(term), low.terms, "terms")
    low.report(error("unknown-term", f"the glossary has no term `{term}`", low.locate(f"[{words}]{{"), hint))
    return children


def _terms(block: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for list_ in block.children:
        if list_.type == "dl":
            yield from (child for child in list_.children if child.type == "dt")


def _words(node: SyntaxTreeNode) -> str:
    """Give the words of a term as they will read, before it is lowered."""
    plain = {"text": None, "code_inline": None, "math_inline": None, "softbreak": " "}
    parts = [plain[child.type] or child.content for child in node.walk() if child.type in plain]
    return " ".join("".join(parts).split())


def _folded(words: str) -> str:
    """Make of a term what it is known by: case, blanks and the kind of apostrophe make no difference."""
    return " ".join(re.sub("[’ʼ]", "'", normalize("NFC", words)).casefold().split())
