"""From inline tokens to inline nodes: links made symbolic, the small set of inline HTML made typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import error, suggest, warning
from builder.nodes import (
    Code,
    FootnoteReference,
    Image,
    Inline,
    LineBreak,
    Link,
    LinkTarget,
    Math,
    MediaTarget,
    PageTarget,
    Styled,
    Text,
    WebTarget,
    plain_text,
)
from builder.parse.attributes import EMPTY, Attributes, parse_attributes
from builder.parse.lowering import Lowering

INLINE_HTML = frozenset(["kbd", "sub", "sup", "abbr", "cite", "q", "mark", "time", "ruby", "rt", "rp"])
"""Inline elements an author may write as HTML; `br` stands alone."""

HTML_HINTS = {
    "img": "write the picture as `![what it shows](media/picture.png)`",
    "iframe": "write a link to the video: `[Title of the video](https://…)`",
    "video": "write a link to the video: `[Title of the video](https://…)`",
    "script": "scripts are not taken over; the player brings what is needed",
    "details": "write `::: details Title`, the text, and `:::`",
    "a": "write the link as `[text](https://…)`",
    "b": "write `**bold**`",
    "strong": "write `**bold**`",
    "i": "write `*italic*`",
    "em": "write `*italic*`",
    "u": "underlined text looks like a link; write `*italic*`",
    "del": "write `~~struck~~`",
    "s": "write `~~struck~~`",
    "table": "write the table with `|` between the cells",
    "div": "write `::: note`, or another block, and close it with `:::`",
    "span": "write `[text]{.class lang=de}`",
    "hr": "write `---` on a line of its own",
    "p": "leave an empty line between paragraphs",
}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^>]*)>")
_UNPARSED = re.compile(r"!?\[[^\]]*\]\((?P<address>[^)]*\s[^)]*)\)")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_MODULE_LINK = re.compile(r"(?:\.\./(?P<slug>[^/]+)/)?module(?:\.[A-Za-z-]+)?\.md(?:#(?P<id>.*))?$")
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
    tree = SyntaxTreeNode(low.md.parseInline(text, {"source": low.source, "report": low.report}))
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
            return [Code(node.content)]
        case "math_inline" | "math_inline_double":
            return [Math(node.content.strip())]
        case "em" | "strong" | "s":
            return [Styled(_TAGS[node.type], lower_inlines(node.children, low))]
        case "span":
            return [_span(node.meta["attributes"], lower_inlines(node.children, low), low)]
        case "link":
            return _link(node, low)
        case "image":
            return _image(node, low)
        case "footnote_ref":
            return _footnote(node, low)
    raise AssertionError(f"no node for inline token {node.type}")


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
    known = {"lang", "title"} | ({"datetime"} if tag == "time" else set())
    for name, _ in attributes.options:
        if name not in known:
            low.report(
                error("unknown-option", f"a span knows no option `{name}`", low.locate(name), suggest(name, known))
            )
    identifier = low.claim(attributes.id, low.locate(f"#{attributes.id}")) if attributes.id else ""
    return Styled(tag, children, identifier, attributes.classes, attributes.option("lang"), attributes.option("title"))


def _link(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    address = str(node.attrs.get("href", ""))
    children = lower_inlines(node.children, low)
    span = low.locate(address)
    target = link_target(address, low)
    if target is None:
        return list(children)
    if not plain_text(children).strip() and not any(isinstance(child, Image) for child in children):
        low.report(error("empty-link", "the link has no text", span, "write what it leads to: `[text](address)`"))
    return [Link(target, children, str(node.attrs.get("title", "")), span)]


def link_target(address: str, low: Lowering) -> LinkTarget | None:
    """Make an address symbolic; one that may not travel is reported and gives None."""
    span = low.locate(address)
    if not address:
        low.report(
            error("empty-link", "the link leads nowhere", low.locate("]("), "write the address in the parentheses")
        )
        return None
    if address.startswith("#"):
        return PageTarget(unquote(address[1:]))
    if found := _MODULE_LINK.match(address):
        return PageTarget(unquote(found["id"] or ""), found["slug"])
    scheme = _SCHEME.match(address)
    if scheme and scheme["scheme"].lower() in ("http", "https", "mailto", "tel"):
        return WebTarget(address)
    if scheme or address.startswith("//"):
        hint = "links may begin with https:, http:, mailto: or tel:, or name a file of the module"
        low.report(error("unsafe-link", f"the address `{address}` may not be used", span, hint))
        return None
    name = media_name(address, low)
    return MediaTarget(name) if name else None


def media_name(address: str, low: Lowering) -> str | None:
    """Decode a reference to a file of the module, once; one that leaves the module's folder is reported."""
    name = unquote(address).replace("\\", "/")
    parts: list[str] = []
    for part in name.split("/"):
        if part == ".." and not parts:
            parts = [".."]
            break
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or parts[:1] == [".."] or not parts:
        hint = "copy the file into the module's `media/` folder and refer to it there"
        low.report(error("outside-module", f"`{address}` lies outside the module's folder", low.locate(address), hint))
        return None
    return "/".join(parts)


def _image(node: SyntaxTreeNode, low: Lowering) -> list[Inline]:
    address = str(node.attrs.get("src", ""))
    span = low.locate(address)
    attributes: Attributes = node.meta.get("attributes", EMPTY)
    for name, _ in attributes.options:
        if name != "decorative":
            hint = suggest(name, ["decorative"], "a picture knows")
            low.report(error("unknown-option", f"a picture knows no option `{name}`", low.locate(name), hint))
    if _SCHEME.match(address) or address.startswith("//"):
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
    tag = _TAG.match(content)
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
        stack.append((name, found[0] if found else EMPTY, []))


def report_html(content: str, low: Lowering) -> None:
    """Report HTML that is not taken over, and how to write it here."""
    tag = _TAG.search(content)
    name = tag["name"].lower() if tag else ""
    shown = f"<{name}>" if name else content.strip().splitlines()[0][:40]
    hint = HTML_HINTS.get(
        name, "write it in Markdown; `br kbd sub sup abbr cite q mark time ruby` are the HTML taken over"
    )
    if tag and tag["close"]:
        return  # its opening tag has been reported
    span = low.locate(f"<{tag['name']}") if tag else low.locate("<")
    low.report(error("raw-html", f"raw HTML `{shown}` is not taken over", span, hint))


def _joined(children: list[Inline]) -> list[Inline]:
    """Join neighbouring texts, so that equal content gives equal nodes."""
    joined: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + child.text)
        else:
            joined.append(child)
    return joined
