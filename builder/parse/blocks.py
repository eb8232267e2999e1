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
    Definition,
    DefinitionList,
    Directive,
    Footnote,
    Inline,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Quote,
    Text,
    ThematicBreak,
    plain_text,
)
from builder.parse.attributes import EMPTY, Attributes, merged
from builder.parse.html import report_html
from builder.parse.inlines import parse_inlines
from builder.parse.leaves import check_options, children_of, claimed, code, formula, heading, paragraph, table
from builder.parse.lowering import Lowering
from builder.questions import PARTS, QUESTIONS

_ALERT = re.compile(r"\[!([A-Za-z]+)\][ \t]*")
_TAKES_ATTRIBUTES = frozenset(["paragraph", "bullet_list", "ordered_list", "table"])
_ELSEWHERE = {
    "heading": "write them at the end of the heading's own line: `### Title {#id}`",
    "directive": "write them at the end of the block's own line: `::: note Title {#id}`",
}


def lower_blocks(nodes: Sequence[SyntaxTreeNode], low: Lowering, inside: str = "") -> tuple[Block | Directive, ...]:
    """Lower a run of sibling blocks; `inside` is the question or block they stand in directly."""
    blocks: list[Block | Directive] = []
    attributes, since = EMPTY, 0
    for node in nodes:
        if node.type == "attributes_line":
            attributes = merged(attributes, node.meta["attributes"])
            since = since or (node.map[0] + 1 if node.map else 0)
            continue
        with low.within(node, since):
            if since and node.type not in _TAKES_ATTRIBUTES:
                hint = _ELSEWHERE.get(node.type, "leave them out")
                low.report(error("idle-attributes", "these attributes mean nothing here", low.source.span(since), hint))
                attributes = EMPTY
            block = _block(node, attributes, low, inside)
        attributes, since = EMPTY, 0
        if block is not None:
            blocks.append(block)
    if since:
        hint = "put them on the line before the table, list, picture or paragraph they belong to"
        low.report(error("idle-attributes", "no block follows these attributes", low.source.span(since), hint))
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


def _block(node: SyntaxTreeNode, attributes: Attributes, low: Lowering, inside: str) -> Block | Directive | None:
    match node.type:
        case "paragraph":
            return paragraph(node, attributes, low)
        case "heading":
            return heading(node, low)
        case "bullet_list" | "ordered_list":
            return _list(node, attributes, low)
        case "blockquote":
            return _quote(node, low)
        case "fence" | "code_block":
            return code(node, low)
        case "math_block":
            return formula(node, low)
        case "table":
            return table(node, attributes, low)
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


def _list(node: SyntaxTreeNode, attributes: Attributes, low: Lowering) -> List:
    check_options(attributes, set(), "a list", low)
    identifier = claimed(attributes, low)
    items = []
    tight = True
    for item in node.children:
        with low.within(item):
            blocks = finished(lower_blocks(item.children, low), low)
            items.append(ListItem(blocks, item.meta.get("checked"), low.span(item)))
        first = item.children[0] if item.children else None
        if first is not None and first.type == "paragraph" and not first.hidden:
            tight = False
    ordered = node.type == "ordered_list"
    start = int(node.attrs.get("start", 1)) if ordered else 1
    return List(ordered, tuple(items), start, tight, identifier, attributes.classes, low.span(node))


def _quote(node: SyntaxTreeNode, low: Lowering) -> Block | None:
    blocks = finished(lower_blocks(node.children, low), low)
    match blocks:
        case (Paragraph(children=(Text(text=text), *rest)) as paragraph, *others) if alert := _ALERT.match(text):
            kind = alert[1].lower()
            if kind not in CALLOUTS:
                hint = suggest(kind, CALLOUTS, "callouts")
                low.report(error("unknown-block", f"there is no callout `{alert[1]}`", low.span(node), hint))
                return None
            title, body = _first_line((Text(text[alert.end() :]), *rest))
            first = (replace(paragraph, children=body),) if body else ()
            directive = Directive(kind, title, (), (*first, *others), low.span(node))
            return BLOCKS[kind].parse(directive, low.report)
    return Quote(blocks, low.span(node))


def _first_line(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Part a paragraph at its first line end: what stands behind `[!NOTE]` is the title."""
    for index, inline in enumerate(inlines):
        if isinstance(inline, LineBreak):
            return _trimmed(inlines[:index]), inlines[index + 1 :]
        if isinstance(inline, Text) and "\n" in inline.text:
            before, _, after = inline.text.partition("\n")
            return _trimmed((*inlines[:index], Text(before))), _trimmed((Text(after), *inlines[index + 1 :]))
    return _trimmed(inlines), ()


def _trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(inline for inline in inlines if not isinstance(inline, Text) or inline.text.strip())


def _definitions(node: SyntaxTreeNode, low: Lowering) -> DefinitionList:
    items: list[Definition] = []
    for child in node.children:
        with low.within(child):
            if child.type == "dt":
                items.append(Definition(children_of(child, low), (), child.meta.get("entry", "")))
            else:
                blocks = finished(lower_blocks(child.children, low), low)
                items[-1] = replace(items[-1], definitions=(*items[-1].definitions, blocks))
    return DefinitionList(tuple(items), low.span(node))


def _directive(node: SyntaxTreeNode, low: Lowering, inside: str) -> Block | Directive | None:
    name, attributes, span = node.meta["name"], node.meta["attributes"], node.meta["span"]
    known = {*QUESTIONS, *BLOCKS, *(PARTS if inside in QUESTIONS else ())}
    if name not in known and name not in PARTS:
        low.report(error("unknown-block", f"there is no block `{name}`", span, suggest(name, known, "blocks")))
        lower_blocks(node.children, low, inside)
        return None
    identifier = attributes.id
    if identifier:
        identifier = low.claim(identifier, low.source.locate(span.line, span.line, f"#{identifier}"))
    title = parse_inlines(node.meta["title"], low)
    untitled = name in QUESTIONS and not QUESTIONS[name].titled
    if title and (untitled or (name in PARTS and name != "feedback")):
        message = f"`{plain_text(title).strip()}` stands on the line of `{name}`, which has no title"
        low.report(error("bad-block-line", message, span, "write it on the next line"))
    if name in PARTS:
        check_options(attributes, set(), f"`{name}`", low)
    homes = BLOCKS[name].inside if name in BLOCKS else ()
    if homes and inside not in homes:
        where = " or ".join(f"`{home}`" for home in homes)
        low.report(error("misplaced-part", f"`{name}` stands in {where} only", span, "move it there"))
    blocks = lower_blocks(node.children, low, name)
    directive = Directive(name, title, attributes.options, blocks, span, identifier, attributes.classes)
    if name in QUESTIONS:
        return _question(directive, low)
    if name in BLOCKS:
        whole = replace(directive, blocks=finished(blocks, low))
        return BLOCKS[name].parse(whole, low.report)
    return directive


def _question(directive: Directive, low: Lowering) -> Block | None:
    row = QUESTIONS[directive.name]
    counts = row.numbered or (row.pointed and directive.option("points"))
    if counts and row.scored:
        inherited = {"attempts": "" if low.attempts is None else str(low.attempts)}
        if row.numbered and low.confidence:
            inherited["confidence"] = "true"
        missing = [(name, value) for name, value in inherited.items() if value and not directive.option(name)]
        directive = replace(directive, attributes=(*directive.attributes, *missing))
    question = row.parse(directive, low.report)
    if question is None or not counts:
        return question
    return replace(question, number=low.count("question"))


def lower_notes(numbered: set[str], low: Lowering) -> tuple[Footnote, ...]:
    """Lower the footnotes whose first mark came after those `numbered`, and those that these refer to in turn."""
    notes: list[Footnote] = []
    done = set(numbered)
    while waiting := [label for label in low.numbers if label not in done]:
        for label in waiting:
            done.add(label)
            node = low.definitions[label]
            with low.within(node):
                blocks = finished(lower_blocks(node.children, low), low)
            notes.append(Footnote(low.numbers[label], blocks, low.marks[label]))
    return tuple(notes)


def report_unused_notes(low: Lowering) -> None:
    """Report footnotes that nothing points at: their text would be lost."""
    for label, node in low.definitions.items():
        if label not in low.numbers:
            hint = f"add `[^{label}]` where it belongs, or remove it"
            low.report(warning("unused-footnote", f"nothing points at the footnote `{label}`", low.span(node), hint))
