"""From block tokens to block nodes: everything but pages, which `markdown.py` cuts, and question kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from builder.blocks import BLOCKS, CALLOUTS
from builder.diagnostics import error, suggest, warning
from builder.nodes import (
    Block,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    Directive,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    List,
    ListItem,
    MathBlock,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
    plain_text,
)
from builder.parse.attributes import EMPTY, Attributes
from builder.parse.inlines import lower_inlines, parse_inlines, report_html
from builder.parse.lowering import Lowering, slugify
from builder.questions import PARTS, QUESTIONS

_TASK = re.compile(r"\[([ xX])\](\s+|$)")
_ALERT = re.compile(r"\[!([A-Za-z]+)\]\s*\n?")
_CLOSING_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})\s*$")


def lower_blocks(nodes: Sequence[SyntaxTreeNode], low: Lowering, inside: str = "") -> tuple[Block | Directive, ...]:
    """Lower a run of sibling blocks; `inside` is the question they stand in, whose parts are allowed there."""
    blocks: list[Block | Directive] = []
    attributes = EMPTY
    for node in nodes:
        if node.type == "attributes_line":
            attributes = _merged(attributes, node.meta["attributes"])
            continue
        with low.within(node):
            block = _block(node, attributes, low, inside)
        attributes = EMPTY
        if block is not None:
            blocks.append(block)
    return tuple(blocks)


def finished(blocks: Sequence[Block | Directive], low: Lowering) -> tuple[Block, ...]:
    """Leave out directives that found no place; each has been reported as such."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Directive):
            message = f"`{block.name}` stands outside a question"
            low.report(error("misplaced-part", message, block.span, "move it into the question it belongs to"))
        else:
            done.append(block)
    return tuple(done)


def _merged(above: Attributes, below: Attributes) -> Attributes:
    return Attributes(below.id or above.id, above.classes + below.classes, above.options + below.options)


def _block(node: SyntaxTreeNode, attributes: Attributes, low: Lowering, inside: str) -> Block | Directive | None:
    match node.type:
        case "paragraph":
            return _paragraph(node, attributes, low)
        case "heading":
            return _heading(node, low)
        case "bullet_list" | "ordered_list":
            return _list(node, attributes, low)
        case "blockquote":
            return _quote(node, low)
        case "fence" | "code_block":
            return _code(node, low)
        case "math_block":
            return MathBlock(node.content.strip(), low.span(node))
        case "table":
            return _table(node, attributes, low)
        case "hr":
            return ThematicBreak()
        case "dl":
            return _definitions(node, low)
        case "directive":
            return _directive(node, low, inside)
        case "html_block":
            if not re.fullmatch(r"\s*(<!--.*?-->\s*)+", node.content, re.DOTALL):
                report_html(node.content, low)
            return None
        case "footnote_reference":
            return None  # lowered at its first mark
    raise AssertionError(f"no node for block token {node.type}")


def _children(node: SyntaxTreeNode, low: Lowering) -> tuple[Inline, ...]:
    return tuple(inline for child in node.children for inline in lower_inlines(child.children, low))


def _known(attributes: Attributes, known: set[str], what: str, low: Lowering) -> None:
    for name, _ in attributes.options:
        if name not in known:
            span = low.source.locate(max(1, low.lines[0] - 1), low.lines[1], name)
            hint = suggest(name, known) if known else "leave it out"
            low.report(error("unknown-option", f"{what} knows no option `{name}`", span, hint))


def _claimed(attributes: Attributes, low: Lowering) -> str:
    if not attributes.id:
        return ""
    span = low.source.locate(max(1, low.lines[0] - 1), low.lines[0], f"#{attributes.id}")
    return low.claim(attributes.id, span)


def _paragraph(node: SyntaxTreeNode, attributes: Attributes, low: Lowering) -> Block | None:
    children = _children(node, low)
    span = low.span(node)
    if len(children) == 1 and isinstance(children[0], Image):
        return _figure(node, children[0], attributes, low)
    _known(attributes, {"lang"}, "a paragraph", low)
    if not children:
        return None
    identifier = _claimed(attributes, low)
    return Paragraph(children, identifier, attributes.classes, attributes.option("lang"), span)


def _figure(node: SyntaxTreeNode, image: Image, attributes: Attributes, low: Lowering) -> Figure:
    (token,) = (child for child in node.children[0].children if child.type == "image")
    own: Attributes = token.meta.get("attributes", EMPTY)
    merged = _merged(attributes, Attributes(own.id, own.classes))
    _known(attributes, set(), "a figure", low)
    caption = parse_inlines(str(token.attrs.get("title", "")), low)
    number = low.count("figure") if caption else 0
    return Figure(image, caption, number, _claimed(merged, low), merged.classes, low.span(node))


def _heading(node: SyntaxTreeNode, low: Lowering) -> Heading:
    level = int(node.tag[1])
    attributes: Attributes = node.meta.get("attributes", EMPTY)
    children = _children(node, low)
    span = low.span(node)
    if level < 3:
        message = "a page can't begin inside a block"
        low.report(error("page-in-block", message, span, "close the block with `:::` first, or use `###`"))
    identifier = _claimed(attributes, low) or low.free(slugify(plain_text(children)), span)
    return Heading(max(level, 3), children, identifier, attributes.classes, span)


def _list(node: SyntaxTreeNode, attributes: Attributes, low: Lowering) -> List:
    _known(attributes, set(), "a list", low)
    items = []
    tight = True
    for item in node.children:
        with low.within(item):
            blocks = finished(lower_blocks(item.children, low), low)
            items.append(_task(ListItem(blocks, None, low.span(item))))
        first = item.children[0] if item.children else None
        if first is not None and first.type == "paragraph" and not first.hidden:
            tight = False
    start = int(node.attrs.get("start", 1) or 0) if node.type == "ordered_list" else 1
    ordered = node.type == "ordered_list"
    return List(ordered, tuple(items), start, tight, _claimed(attributes, low), attributes.classes, low.span(node))


def _task(item: ListItem) -> ListItem:
    """Take the box of a task list off the item's text."""
    match item.blocks:
        case (Paragraph(children=(Text(text=text), *rest)) as paragraph, *others):
            box = _TASK.match(text)
            if box:
                left = text[box.end() :]
                children = ((Text(left),) if left else ()) + tuple(rest)
                first = (replace(paragraph, children=children),) if children else ()
                return ListItem((*first, *others), box[1] != " ", item.span)
    return item


def _quote(node: SyntaxTreeNode, low: Lowering) -> Block:
    blocks = finished(lower_blocks(node.children, low), low)
    match blocks:
        case (Paragraph(children=(Text(text=text), *rest)) as paragraph, *others) if alert := _ALERT.match(text):
            kind = alert[1].lower()
            if kind not in CALLOUTS:
                low.report(
                    error("unknown-block", f"there is no callout `{alert[1]}`", low.span(node), suggest(kind, CALLOUTS))
                )
            left = text[alert.end() :].lstrip("\n")
            tail = tuple(rest[1:]) if rest and not left and isinstance(rest[0], LineBreak) else tuple(rest)
            children = ((Text(left),) if left else ()) + tail
            first = (replace(paragraph, children=children),) if children else ()
            return Container(kind, (), (*first, *others), span=low.span(node))
    return Quote(blocks, low.span(node))


def _code(node: SyntaxTreeNode, low: Lowering) -> CodeBlock:
    span = low.span(node)
    if node.type == "fence" and node.map and not _CLOSING_FENCE.match(low.source.line(node.map[1])):
        message = "the code fence is never closed: all that follows is code"
        low.report(error("unclosed-code", message, span, "close it with a line of three backticks"))
    return CodeBlock(node.content, node.info.strip().split(" ")[0] if node.info else "", span)


def _table(node: SyntaxTreeNode, attributes: Attributes, low: Lowering) -> Table:
    _known(attributes, {"caption"}, "a table", low)
    head = node.children[0].children[0]
    alignments = tuple(str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in head.children)
    body = node.children[1].children if len(node.children) > 1 else []
    rows, spans = [], []
    for row in (head, *body):
        with low.within(row):
            rows.append(tuple(_children(cell, low) for cell in row.children))
            spans.append(low.span(row))
            _count_cells(row, len(alignments), low)
    caption = parse_inlines(attributes.option("caption"), low)
    number = low.count("table") if caption else 0
    identifier = _claimed(attributes, low)
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


def _definitions(node: SyntaxTreeNode, low: Lowering) -> DefinitionList:
    items: list[Definition] = []
    for child in node.children:
        with low.within(child):
            if child.type == "dt":
                items.append(Definition(_children(child, low), ()))
            else:
                blocks = finished(lower_blocks(child.children, low), low)
                items[-1] = replace(items[-1], definitions=(*items[-1].definitions, blocks))
    return DefinitionList(tuple(items), low.span(node))


def _directive(node: SyntaxTreeNode, low: Lowering, inside: str) -> Block | Directive | None:
    name, attributes, span = node.meta["name"], node.meta["attributes"], node.meta["span"]
    known = {*QUESTIONS, *BLOCKS, *(PARTS if inside else ())}
    if name not in known and name not in PARTS:
        low.report(error("unknown-block", f"there is no block `{name}`", span, suggest(name, known, "blocks")))
        lower_blocks(node.children, low, inside)
        return None
    identifier = attributes.id
    if identifier:
        identifier = low.claim(identifier, low.source.locate(span.line, span.line, f"#{identifier}"))
    title = parse_inlines(node.meta["title"], low)
    blocks = lower_blocks(node.children, low, name if name in QUESTIONS else "")
    directive = Directive(name, title, attributes.options, blocks, span, identifier, attributes.classes)
    if name in QUESTIONS:
        return _question(directive, low)
    if name in BLOCKS:
        whole = replace(directive, blocks=finished(blocks, low))
        return BLOCKS[name].parse(whole, low.report)
    return directive


def _question(directive: Directive, low: Lowering) -> Block | None:
    if low.attempts is not None and not directive.option("attempts"):
        directive = replace(directive, attributes=(*directive.attributes, ("attempts", str(low.attempts))))
    question = QUESTIONS[directive.name].parse(directive, low.report)
    return replace(question, number=low.count("question")) if question else None


def lower_note(label: str, low: Lowering) -> Footnote:
    """Lower the text of a footnote."""
    node = low.definitions[label]
    with low.within(node):
        blocks = finished(lower_blocks(node.children, low), low)
    return Footnote(low.numbers[label], blocks, low.marks[label])


def report_unused_notes(low: Lowering) -> None:
    """Report footnotes that nothing points at: their text would be lost."""
    for label, node in low.definitions.items():
        if label not in low.numbers:
            hint = f"add `[^{label}]` where it belongs, or remove it"
            low.report(warning("unused-footnote", f"nothing points at the footnote `{label}`", low.span(node), hint))
