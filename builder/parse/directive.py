"""The `:::` block rule for markdown-it: three or more colons and a name open a block, bare colons close the innermost.

The lines inside go back to the block parser, so what stands in a block keeps its true line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from builder.diagnostics import Report, error
from builder.parse.attributes import EMPTY, split_attributes
from builder.source import Source

_FENCE = re.compile(r":{3,}(?P<rest>.*)$")
_NAME = re.compile(r"(?P<name>[A-Za-z][\w-]*)(?:\s+|(?=\{)|$)(?P<title>.*)$")
_CODE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_OPEN_BRACE = re.compile(r"(?<!\{)\{[#.A-Za-z][^{}]*$")
"""Attributes whose closing brace is missing; `{{` is text."""
_PAGE = re.compile(r"##?(\s|$)")


def directive_plugin(md: MarkdownIt) -> None:
    """Teach a parser the `:::` blocks. `env` has to hold `source` and `report`."""
    md.block.ruler.before(
        "fence", "directive", _directive_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def _directive_rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    fence = _fence(state, first)
    if fence is None or state.sCount[first] - state.blkIndent >= 4:
        return False
    if silent:
        return True
    source: Source = state.env["source"]
    report: Report = state.env["report"]
    span = source.span(first + 1, state.bMarks[first] + state.tShift[first] - _line_start(state, first) + 1)
    state.line = first + 1
    if not fence:
        report(
            error(
                "stray-fence",
                "these colons close no block",
                span,
                "remove the line, or open a block with `::: name` above it",
            )
        )
        return True
    named = _NAME.match(fence)
    split = split_attributes(named["title"]) if named and not _OPEN_BRACE.search(named["title"]) else None
    if not named:
        hint = "after the colons comes the name of a block, as in `::: note`"
        report(error("bad-block-line", "this line opens no block", span, hint))
        return True
    if split is None:
        hint = "write them as `{#id .class key=value}` at the end of the line; quote values with blanks"
        report(error("bad-attributes", "what stands in braces can't be read", span, hint))
        split = named["title"].split("{")[0].rstrip(), EMPTY
    title, attributes = split
    end, closed = _end_of_block(state, first, last)
    if not closed:
        report(
            error(
                "unclosed-block",
                f"the block `{named['name']}` is never closed",
                span,
                "close it with a line of three colons `:::` where it ends",
            )
        )
    opening = state.push("directive_open", "", 1)
    opening.map = [first, end]
    opening.meta = {"name": named["name"], "title": title, "attributes": attributes, "span": span}
    outer_max, outer_parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = end, "directive"
    state.md.block.tokenize(state, first + 1, end)
    state.lineMax, state.parentType = outer_max, outer_parent
    state.push("directive_close", "", -1)
    state.line = end + 1 if closed else end
    return True


def _line_start(state: StateBlock, line: int) -> int:
    return state.src.rfind("\n", 0, state.bMarks[line]) + 1


def _fence(state: StateBlock, line: int) -> str | None:
    """Give what follows the colons of a fence line, or None if the line is none."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    match = _FENCE.match(text)
    return match["rest"].strip() if match else None


def _end_of_block(state: StateBlock, first: int, last: int) -> tuple[int, bool]:
    """Find the closing line of the block opened at `first`; a page heading ends an unclosed block as well."""
    depth = 1
    for line in _outside_code(state, first + 1, last):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, False
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if state.sCount[line] - state.blkIndent < 4 and _PAGE.match(text):
            return line, False
        fence = _fence(state, line)
        if fence is not None and state.sCount[line] - state.blkIndent < 4:
            depth += -1 if not fence else 1
            if depth == 0:
                return line, True
    return last, False


def _outside_code(state: StateBlock, first: int, last: int) -> Iterator[int]:
    """Give the lines that do not stand in fenced code."""
    marker = ""
    for line in range(first, last):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        code = _CODE.match(text) if state.sCount[line] - state.blkIndent < 4 or marker else None
        if marker:
            if code and code[1].startswith(marker) and not text[len(code[1]) :].strip():
                marker = ""
            continue
        if code:
            marker = code[1]
            continue
        yield line
