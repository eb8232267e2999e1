"""Small rules that markdown-it lacks: attributes after images, spans and headings, and lines of them before blocks."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from builder.parse.attributes import parse_attributes, split_attributes

_TAKES_ATTRIBUTES = ("image", "code_inline", "link_close")


def attributes_plugin(md: MarkdownIt) -> None:
    """Teach a parser `{…}` after images, links and headings, `[text]{…}` spans, and `{…}` lines before blocks."""
    md.inline.ruler.after("link", "span", _span_rule)
    md.inline.ruler.push("attributes", _inline_rule)
    md.block.ruler.before("fence", "attributes", _block_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.after("block", "attributes", _heading_rule)


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
