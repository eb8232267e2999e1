r"""Places in the text of a question that learners work on: `[[gaps]]` in `blanks`, `==marks==` in `highlight`.

Elsewhere both are text. Inside, a backslash keeps them text: `\[[`, `\==`.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import error, suggest
from builder.nodes import Inline, Slot, Text
from builder.parse.attributes import EMPTY, Attributes, parse_attributes
from builder.parse.lowering import Lowering
from builder.questions import PARTS, QUESTIONS

_OPENERS = {"blanks": "[[", "highlight": "=="}
"""How a place begins, by the kind of question."""


def slots_plugin(md: MarkdownIt) -> None:
    """Teach a parser gaps and marks, where the question around them knows what to do with them."""
    md.inline.ruler.before("link", "gap", _gap_rule)
    md.inline.ruler.before("link", "mark", _mark_rule)
    md.core.ruler.after("inline", "slots", _slots_rule)


def _slots_rule(state: StateCore) -> None:
    """Read anew the texts of questions that have such places: only here is it known where a text stands."""
    around: list[str] = []
    for token in state.tokens:
        if token.type in ("directive_open", "footnote_reference_open"):
            around.append(token.meta.get("name", "hint"))  # a footnote is told apart, as a hint is
        elif token.type in ("directive_close", "footnote_reference_close"):
            around.pop()
        elif token.type == "inline" and (opener := _opener(around)) and opener in token.content:
            state.env["slots"] = opener
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            del state.env["slots"]


def _opener(around: list[str]) -> str:
    nearest = next((name for name in reversed(around) if name in PARTS or name in QUESTIONS), "")
    return _OPENERS.get(nearest, "")


def _begins(state: StateInline, opener: str) -> bool:
    return state.env.get("slots") == opener and state.src.startswith(opener, state.pos)


def _gap_rule(state: StateInline, silent: bool) -> bool:
    if not _begins(state, "[["):
        return False
    start = end = state.pos + 2
    while end < state.posMax and not state.src.startswith("]]", end):
        if state.src.startswith("[[", end):
            end = state.posMax
        end += 2 if state.src[end : end + 1] == "\\" else 1
    if end >= state.posMax:
        return _unclosed(state, "[[", silent)
    if not silent:
        state.push("gap", "", 0).content = state.src[start:end]
    state.pos = end + 2
    return True


def _mark_rule(state: StateInline, silent: bool) -> bool:
    if not _begins(state, "==") or not state.src[state.pos + 2 : state.posMax].strip(" \n="):
        return False
    begin, start = state.pos, state.pos + 2
    if state.src[start] in " \n=":
        return False
    state.pos = start
    while state.pos < state.posMax and not state.src.startswith("==", state.pos):
        state.md.inline.skipToken(state)
    end, state.pos = state.pos, begin
    if end >= state.posMax:
        return _unclosed(state, "==", silent)
    attributes, stop = parse_attributes(state.src, end + 2) or (EMPTY, end + 2)
    if not silent:
        outer = state.posMax
        state.pos, state.posMax = start, end
        state.push("mark_open", "mark", 1).meta = {"attributes": attributes, "written": state.src[begin : end + 2]}
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = outer
    state.pos = stop
    return True


def _unclosed(state: StateInline, opener: str, silent: bool) -> bool:
    if not silent:
        state.push("unclosed", "", 0).content = opener
    state.pos += len(opener)
    return True


def gap(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    """Lower a gap: a slot with the text between the brackets as written, which its kind of question reads."""
    return [Slot("gap", (Text(node.content),), low.locate(f"[[{node.content}]]"))]


def mark(node: SyntaxTreeNode, children: tuple[Inline, ...], low: Lowering) -> list[Inline]:
    """Lower a mark: a slot `mark`, or `wrong` where it says so."""
    attributes: Attributes = node.meta["attributes"]
    span = low.locate(node.meta["written"])
    strange = [name for name, _ in attributes.options if name != "wrong"]
    strange += [f"#{attributes.id}"] if attributes.id else []
    for name in (*strange, *(f".{name}" for name in attributes.classes)):
        hint = suggest(name, ["wrong"], "a mark knows")
        low.report(error("unknown-option", f"a mark knows no option `{name}`", span, hint))
    return [Slot("wrong" if attributes.option("wrong") else "mark", children, span)]


def unclosed(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    """Report a place that has no end; what opened it is text."""
    span = low.locate(node.content)
    if node.content == "[[":
        hint = r"close it with `]]`, or write `\[[` if brackets are meant"
        low.report(error("unclosed-gap", "the gap is never closed", span, hint))
    else:
        hint = r"close it with `==`, or write `\==` if these signs are meant"
        low.report(error("unclosed-mark", "the mark is never closed", span, hint))
    return [Text(node.content)]
