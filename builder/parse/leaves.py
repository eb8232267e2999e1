"""From block tokens to the nodes that hold no blocks: paragraphs, headings, figures, tables, code."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import error, suggest_option, warning
from builder.nodes import Block, CodeBlock, Figure, Heading, Image, Inline, MathBlock, Paragraph, Table, plain_text
from builder.parse.attributes import EMPTY, Attributes, merged
from builder.parse.formulas import fault_of
from builder.parse.inlines import language_of, lower_inlines, parse_inlines
from builder.parse.lowering import Lowering, slugify

_CLOSING_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})\s*$")
_DIAGRAMS = frozenset(["mermaid", "plantuml", "dot", "graphviz", "d2"])


def children_of(node: SyntaxTreeNode, low: Lowering) -> tuple[Inline, ...]:
    """Lower the text of a paragraph, a heading, a cell or a term."""
    return tuple(inline for child in node.children for inline in lower_inlines(child.children, low))


def check_options(attributes: Attributes, known: set[str], what: str, low: Lowering) -> None:
    """Report options that a block does not know, with the nearest it knows."""
    for name, _ in attributes.options:
        if name not in known:
            hint = suggest_option(name, known, attributes.options)
            if name in ("lang", "language"):
                hint = "put the words in a span: `[le mot]{lang=fr}`"
            low.report(error("unknown-option", f"{what} knows no option `{name}`", low.locate(name), hint))


def claimed(attributes: Attributes, low: Lowering) -> str:
    """Take the id that attributes give, if they give one."""
    return low.claim(attributes.id, low.locate(f"#{attributes.id}")) if attributes.id else ""


def paragraph(node: SyntaxTreeNode, attributes: Attributes, low: Lowering) -> Block | None:
    """Lower a paragraph; a picture that stands alone is a figure."""
    children = children_of(node, low)
    span = low.span(node)
    if len(children) == 1 and isinstance(children[0], Image):
        return _figure(node, children[0], attributes, low)
    check_options(attributes, {"lang"}, "a paragraph", low)
    if not children:
        return None
    identifier = claimed(attributes, low)
    return Paragraph(children, identifier, attributes.classes, language_of(attributes, low), span)


def _figure(node: SyntaxTreeNode, image: Image, attributes: Attributes, low: Lowering) -> Figure:
    (token,) = (child for child in node.children[0].children if child.type == "image")
    own: Attributes = token.meta.get("attributes", EMPTY)
    both = merged(attributes, Attributes(own.id, own.classes))
    check_options(attributes, set(), "a figure", low)
    caption = parse_inlines(str(token.attrs.get("title", "")), low)
    number = low.count("figure") if caption else 0
    return Figure(replace(image, classes=()), caption, number, claimed(both, low), both.classes, low.span(node))


def heading(node: SyntaxTreeNode, low: Lowering) -> Heading:
    """Lower a heading inside a page; one that would begin a page is reported."""
    level = int(node.tag[1])
    attributes: Attributes = node.meta.get("attributes", EMPTY)
    check_options(attributes, set(), "a heading", low)
    children = children_of(node, low)
    span = low.span(node)
    if level < 3:
        message = "a page can't begin inside a block, a list or a quotation"
        low.report(error("page-in-block", message, span, "end what stands around it first, or use `###`"))
    if not plain_text(children).strip():
        low.report(error("empty-heading", "the heading has no text", span, f"write it after `{'#' * level}`"))
    identifier = claimed(attributes, low) or low.free(slugify(plain_text(children)), span)
    return Heading(max(level, 3), children, identifier, attributes.classes, span)


def code(node: SyntaxTreeNode, low: Lowering) -> CodeBlock:
    """Lower code; a fence without an end is reported, since all that follows is code then."""
    span = low.span(node)
    if node.type == "fence" and node.map and not _is_closed(node, low):
        message = "the code fence is never closed: all that follows is code"
        low.report(error("unclosed-code", message, span, "put a line of the same marks where the code ends"))
    language = node.info.strip().split(" ")[0] if node.info else ""
    if language.lower() in _DIAGRAMS:
        hint = "draw it, save it as SVG in `media/`, and write `![what it shows](media/…)`"
        low.report(warning("diagram-code", f"`{language}` is not drawn: it is shown as code", span, hint))
    return CodeBlock(node.content, language, span)


def _is_closed(node: SyntaxTreeNode, low: Lowering) -> bool:
    assert node.map is not None
    closing = _CLOSING_FENCE.match(low.source.line(node.map[1]))
    return node.map[1] - node.map[0] > 1 and closing is not None and closing[1].startswith(node.markup)


def formula(node: SyntaxTreeNode, low: Lowering) -> MathBlock:
    """Lower a displayed formula."""
    tex = node.content.strip()
    fault = fault_of(tex)
    if fault:
        low.report(error("bad-formula", f"the formula can't be read: {fault}", low.span(node), "mend the formula"))
    return MathBlock(tex, low.span(node))


def table(node: SyntaxTreeNode, attributes: Attributes, low: Lowering) -> Table:
    """Lower a table with its caption."""
    check_options(attributes, {"caption"}, "a table", low)
    head = node.children[0].children[0]
    alignments = tuple(str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in head.children)
    body = node.children[1].children if len(node.children) > 1 else []
    rows, spans = [], []
    for row in (head, *body):
        with low.within(row):
            rows.append(tuple(children_of(cell, low) for cell in row.children))
            spans.append(low.span(row))
            _count_cells(row, len(alignments), low)
    caption = parse_inlines(attributes.option("caption"), low)
    number = low.count("table") if caption else 0
    identifier = claimed(attributes, low)
    return Table(
        rows[0], tuple(rows[1:]), alignments, caption, number, identifier, attributes.classes,
        tuple(spans), low.span(node),
    )  # fmt: skip


def _count_cells(row: SyntaxTreeNode, columns: int, low: Lowering) -> None:
    """Report a row whose last cells would be dropped, as GFM does in silence."""
    line = low.source.line(low.lines[0]).strip().strip(">").strip()
    cells = len(re.findall(r"(?<!\\)\|", line.removeprefix("|").removesuffix("|"))) + 1
    if cells > columns:
        hint = r"write `\|` for a bar that is text, in code as well"
        low.report(error("table-row-cells", f"the row has {cells} cells, the header {columns}", low.span(row), hint))
