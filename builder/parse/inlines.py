"""From inline tokens to inline nodes: links made symbolic, the small set of inline HTML made typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import error, suggest, suggest_option, warning
from builder.nodes import (
    Code,
    FootnoteReference,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    Styled,
    Text,
    plain_text,
)
from builder.parse.addresses import SCHEME, link_target, media_name
from builder.parse.attributes import EMPTY, Attributes, parse_attributes
from builder.parse.formulas import fault_of
from builder.parse.html import INLINE_HTML, TAG, report_html
from builder.parse.languages import read_language
from builder.parse.lowering import Lowering
from builder.parse.rules import DEEPEST
from builder.parse.slots import gap, mark, unclosed
from builder.parse.terms import refer

_UNPARSED = re.compile(r"!?\[[^\[\]]*\]\((?P<address>[^()]*\s[^()]*)\)")
_TAGS = {"em": "em", "strong": "strong", "s": "s"}


def lower_inlines(nodes: Sequence[SyntaxTreeNode], low: Lowering) -> tuple[Inline, ...]:
    """Lower the children of an inline token, pairing inline HTML on the way."""
    stack: list[tuple[str, Attributes, list[Inline]]] = [("", EMPTY, [])]
    for node in nodes:
        if node.type == "html_inline":
            _html(node.content, stack, low)
        else:
            stack[-1][2].extend(_inline(node, low))
    while len(stack) > 1:
        name, _, children = stack.pop()
        low.report(error("raw-html", f"`<{name}>` is never closed", low.locate(f"<{name}"), f"add `</{name}>`"))
        stack[-1][2].extend(children)
    return tuple(_joined(stack[0][2]))


def parse_inlines(text: str, low: Lowering) -> tuple[Inline, ...]:
    """Read a text that an attribute or a title holds: captions, titles of blocks."""
    if not text:
        return ()
    env = {"source": low.source, "report": low.report, "line": low.lines[0] - 1}
    tree = SyntaxTreeNode(low.md.parseInline(text, env))
    return tuple(inline for child in tree.children for inline in lower_inlines(child.children, low))


def _inline(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    match node.type:
        case "text":
            return _text(node.content, low)
        case "softbreak":
            return [Text("\n")]
        case "hardbreak":
            return [LineBreak()]
        case "code_inline":
            _takes_none(node, "code", low)
            return [Code(node.content)]
        case "math_inline" | "math_inline_double":
            return _math(node.content.strip(), low)
        case "em" | "strong" | "s":
            return [Styled(_TAGS[node.type], lower_inlines(node.children, low))]
        case "span":
            return [_span(node.meta["attributes"], lower_inlines(node.children, low), low)]
        case "gap":
            return gap(node, low)
        case "mark":
            return mark(node, lower_inlines(node.children, low), low)
        case "unclosed":
            return unclosed(node, low)
        case "link":
            return _link(node, low)
        case "image":
            return _image(node, low)
        case "footnote_ref":
            return _footnote(node, low)
    raise AssertionError(f"no node for inline token {node.type}")


def _takes_none(node: SyntaxTreeNode, what: str, low: Lowering) -> None:
    """Report attributes behind an element that has no use for them: they would be gone from the text in silence."""
    if "attributes" in node.meta:
        hint = "leave the braces out, or put a backslash before `{` if they are text"
        low.report(error("idle-attributes", f"{what} takes no attributes", low.locate("{"), hint))


def _math(tex: str, low: Lowering) -> list[Inline]:
    fault = fault_of(tex)
    if fault:
        hint = r"mend the formula, or write `\$` if a dollar sign is meant"
        message = f"the formula `{' '.join(tex.split())}` can't be read: {fault}"
        low.report(error("bad-formula", message, low.locate(tex), hint))
    return [Math(tex)]


def _text(content: str, low: Lowering) -> list[Inline]:
    for found in _UNPARSED.finditer(content):
        whole, address = found[0], found["address"].strip()
        hint = f"put the address in angle brackets: `<{address}>`"
        low.report(warning("unparsed-link", f"`{whole}` is shown as text", low.locate(whole), hint))
    for found in re.finditer(r"\[\^([^\]\s]+)\]", content):
        low.report(
            error(
                "undefined-footnote",
                f"the footnote `{found[1]}` has no text",
                low.locate(found[0]),
                f"add a paragraph `[^{found[1]}]: the note`",
            )
        )
    return [Text(content)] if content else []


def _span(attributes: Attributes, children: tuple[Inline, ...], low: Lowering, tag: str = "span") -> Styled:
    known = {"lang", "title"} | ({"datetime"} if tag == "time" else {"term"} if tag == "span" else set())
    what = "a span" if tag == "span" else f"`<{tag}>`"
    for name, _ in attributes.options:
        if name not in known:
            hint = suggest_option(name, known, attributes.options, "known names")
            low.report(error("unknown-option", f"{what} knows no option `{name}`", low.locate(name), hint))
    identifier = low.claim(attributes.id, low.locate(f"#{attributes.id}")) if attributes.id else ""
    language, title, moment = language_of(attributes, low), attributes.option("title"), attributes.option("datetime")
    classes = attributes.classes
    if tag == "span" and (term := attributes.option("term")):
        children, classes = refer(term, children, low), ("term", *classes)
    return Styled(tag, children, identifier, classes, language, title, moment)


def language_of(attributes: Attributes, low: Lowering) -> str:
    """Read the language of a span or a paragraph as the header's is read: a wrong code makes a reader mispronounce."""
    written = attributes.option("lang")
    if not written:
        return ""
    tag, note = read_language(written)
    span = low.locate(f"lang={written}")
    if tag is None:
        low.report(error("unknown-language", f"`{written}` is no language code", span, note))
    elif note:
        low.report(warning("language-code", f"`{written}` is read as `{tag}`", span, note))
    return tag or ""


def _link(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    address = str(node.attrs.get("href", ""))
    _takes_none(node, "a link", low)
    children = lower_inlines(node.children, low)
    span = low.locate(address)
    target = link_target(address, low)
    if target is None:
        return list(children)
    if not plain_text(children).strip() and not any(isinstance(child, Image) for child in children):
        low.report(error("empty-link", "the link has no text", span, "write what it leads to: `[text](address)`"))
    return [Link(target, children, str(node.attrs.get("title", "")), span)]


def _image(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    address = str(node.attrs.get("src", ""))
    span = low.locate(address)
    attributes: Attributes = node.meta.get("attributes", EMPTY)
    for name, _ in attributes.options:
        if name != "decorative":
            hint = suggest(name, ["decorative"], "a picture knows")
            low.report(error("unknown-option", f"a picture knows no option `{name}`", low.locate(name), hint))
    if SCHEME.match(address) or address.startswith("//"):
        hint = "copy the picture into `media/`: packages load nothing from other hosts"
        low.report(error("remote-media", f"the picture `{address}` lies on another host", span, hint))
        return []
    file = media_name(address, low)
    if file is None:
        return []
    alt = plain_text(lower_inlines(node.children, low)).strip()
    decorative = attributes.option("decorative") == "true"
    if not alt and not decorative:
        hint = "describe what it shows: `![a bicycle chain](…)`; if it only decorates, add `{decorative}` after it"
        low.report(error("missing-alt-text", "the picture has no alternative text", span, hint))
    if alt and decorative:
        hint = "leave out the one or the other: what only decorates is passed over by screen readers"
        low.report(warning("decorative-alt", "the picture has an alternative text and is `{decorative}`", span, hint))
    return [Image(file, "" if decorative else alt, decorative, attributes.classes, span)]


def _footnote(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    label = node.meta["label"]
    if label not in low.definitions:
        hint = f"add a paragraph `[^{label}]: the note`"
        low.report(error("undefined-footnote", f"the footnote `{label}` has no text", low.locate(f"[^{label}]"), hint))
        return []
    if label not in low.numbers:
        low.numbers[label] = low.count("footnote")
    low.marks[label] = low.marks.get(label, 0) + 1
    return [FootnoteReference(low.numbers[label], low.marks[label])]


def _html(content: str, stack: list[tuple[str, Attributes, list[Inline]]], low: Lowering) -> None:
    if content.startswith("<!--"):
        return
    tag = TAG.match(content)
    name = tag["name"].lower() if tag else ""
    if not tag or (name not in INLINE_HTML and name != "br"):
        report_html(content, low)
        return
    if name == "br":
        stack[-1][2].append(LineBreak())
    elif tag["close"]:
        if stack[-1][0] != name:
            low.report(
                error("raw-html", f"`</{name}>` closes nothing", low.locate(content), f"add `<{name}>` before it")
            )
            return
        _, attributes, children = stack.pop()
        stack[-1][2].append(_span(attributes, tuple(_joined(children)), low, name))
    else:
        found = parse_attributes("{" + tag["rest"].strip().rstrip("/") + "}")
        if not found:
            report_html(content, low)
        if len(stack) > DEEPEST:
            message = f"this is nested deeper than {DEEPEST} levels"
            low.report(error("nested-too-deep", message, low.locate(content), "take it apart"))
            return
        stack.append((name, found[0] if found else EMPTY, []))


def _joined(children: list[Inline]) -> list[Inline]:
    """Join neighbouring texts, so that equal content gives equal nodes."""
    joined: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + child.text)
        else:
            joined.append(child)
    return joined
