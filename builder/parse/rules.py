"""Small rules that markdown-it lacks: attributes in braces, boxes of task lists, and limits of what can be shown."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from builder.diagnostics import error
from builder.parse.attributes import parse_attributes, split_attributes

DEEPEST = 40
"""How deeply blocks, or marks inside a paragraph, may be nested: recursion has an end, and so has a reader."""

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (2.2) has no room for."""

_BOX = re.compile(r"\[([ xX])\](\s+|$)")
_TAKES_ATTRIBUTES = ("image", "code_inline", "link_close")
_HOLDS_BLOCKS = frozenset(["blockquote_open", "list_item_open", "directive_open", "dd_open", "footnote_reference_open"])


def attributes_plugin(md: MarkdownIt) -> None:
    """Teach a parser `{…}` after images, links and headings, `[text]{…}` spans, and `{…}` lines before blocks."""
    md.inline.ruler.after("link", "span", _span_rule)
    md.inline.ruler.push("attributes", _inline_rule)
    md.block.ruler.before("fence", "attributes", _block_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.after("block", "attributes", _heading_rule)


def tasks_plugin(md: MarkdownIt) -> None:
    """Teach a parser the boxes of task lists; they are taken off before `[x]` could be read as a reference."""
    md.core.ruler.after("block", "tasks", _tasks_rule)


def limits_plugin(md: MarkdownIt) -> None:
    """Report what is nested too deeply, and put a mark for characters that entities smuggle in."""
    md.core.ruler.push("limits", _limits_rule)


def _span_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos, False)
    found = parse_attributes(state.src, end + 1) if end >= 0 else None
    if not found:
        return False
    attributes, stop = found
    if not silent:
        outer = state.posMax
        state.pos, state.posMax = start, end
        state.push("span_open", "span", 1).meta = {"attributes": attributes}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = outer
    state.pos = stop
    return True


def _inline_rule(state: StateInline, silent: bool) -> bool:
    if state.pending or not state.tokens or state.tokens[-1].type not in _TAKES_ATTRIBUTES:
        return False
    found = parse_attributes(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.tokens[-1]
        depth = 0
        for candidate in reversed(state.tokens):
            depth += candidate.nesting
            if depth == 0:
                token = candidate
                break
        token.meta = {**token.meta, "attributes": found[0]}
    state.pos = found[1]
    return True


def _block_rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    text = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]].rstrip()
    found = parse_attributes(text) if text.startswith("{") and state.sCount[first] - state.blkIndent < 4 else None
    if not found or found[1] != len(text):
        return False
    if not silent:
        token = state.push("attributes_line", "", 0)
        token.map, token.meta = [first, first + 1], {"attributes": found[0]}
        state.line = first + 1
    return True


def _heading_rule(state: StateCore) -> None:
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and inline.content.endswith("}"):
            split = split_attributes(inline.content)
            if split:
                inline.content, attributes = split
                opening.meta = {"attributes": attributes}


def _tasks_rule(state: StateCore) -> None:
    for item, opening, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and opening.type == "paragraph_open":
            box = _BOX.match(inline.content)
            if box:
                item.meta = {"checked": box[1] != " "}
                inline.content = inline.content[box.end() :]


def _limits_rule(state: StateCore) -> None:
    for token in state.tokens:
        _clean(token)
        if token.type in _HOLDS_BLOCKS and token.level >= DEEPEST - 1:
            _too_deep(state, token)
        if token.children and not _fits(token.children, 0):
            _too_deep(state, token)
            token.children = [Token("text", "", 0, content=token.content)]


def _fits(tokens: list[Token], depth: int) -> bool:
    for token in tokens:
        _clean(token)
        depth += token.nesting
        if depth > DEEPEST or not _fits(token.children or [], depth + 1):
            return False
    return True


def _clean(token: Token) -> None:
    token.content = INVISIBLE.sub("\ufffd", token.content)
    for name, value in token.attrs.items():
        token.attrs[name] = INVISIBLE.sub("\ufffd", value) if isinstance(value, str) else value


def _too_deep(state: StateCore, token: Token) -> None:
    line = state.env.get("line", 0) + (token.map[0] if token.map else 0) + 1
    message = f"this is nested deeper than {DEEPEST} levels"
    hint = "take it apart: readers lose their way far earlier"
    state.env["report"](error("nested-too-deep", message, state.env["source"].span(line), hint))
