"""The configured Markdown parser, and how its tree is cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.diagnostics import Report, error, warning
from builder.nodes import Inline, Metadata, Page, Text, plain_text
from builder.parse.attributes import EMPTY, Attributes
from builder.parse.blocks import finished, lower_blocks, lower_notes, report_unused_notes
from builder.parse.directive import directive_plugin
from builder.parse.inlines import lower_inlines
from builder.parse.leaves import check_options
from builder.parse.lowering import Lowering, slugify
from builder.parse.quotes import marks_of, quotes_plugin
from builder.parse.rules import DEEPEST, attributes_plugin, limits_plugin, tasks_plugin
from builder.parse.slots import slots_plugin
from builder.parse.terms import find_terms
from builder.source import Source


class _Parser(MarkdownIt):
    """Keeps addresses as written: what may be linked to is decided, and reported, when links are lowered."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True


@cache
def parser(marks: str) -> MarkdownIt:
    """Give the parser for a language's quotation marks: CommonMark, tables, strikethrough, notes, maths, our blocks."""
    md = _Parser("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(deflist_plugin)
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
    md.use(attributes_plugin)
    md.use(tasks_plugin)
    md.use(directive_plugin)
    md.use(limits_plugin)
    md.use(quotes_plugin, marks)
    md.use(slots_plugin)
    return md


def parse_pages(source: Source, body: str, metadata: Metadata, report: Report) -> tuple[Page, ...]:
    """Read the text below the front matter; `body` has empty lines in its place, so lines are those of the file."""
    md = parser(marks_of(metadata.language))
    tree = SyntaxTreeNode(md.parse(body, {"source": source, "report": report}))
    low = Lowering(source, report, md, metadata.completion.attempts, metadata.confidence)
    _look_ahead(tree, low)
    pages: list[Page] = []
    for heading, nodes in _cut(tree.children):
        page = _page(heading, nodes, metadata, low, first=not pages)
        if page is not None:
            pages.append(page)
    report_unused_notes(low)
    return with_references(tuple(pages), low)


def _look_ahead(tree: SyntaxTreeNode, low: Lowering) -> None:
    """Find what may be written below the place that needs it: footnotes' texts, terms and the author's ids."""
    glossaries: list[SyntaxTreeNode] = []
    for node in tree.walk(include_self=False):
        attributes = node.meta.get("attributes")
        if attributes and attributes.id:
            low.authored.add(attributes.id)
        if node.type == "directive" and node.meta["name"] == "glossary":
            glossaries.append(node)
        if node.type != "footnote_reference":
            continue
        label = node.meta["label"]
        if label in low.definitions:
            message = f"the footnote `{label}` has a second text"
            low.report(error("duplicate-footnote", message, low.span(node), "give it another label, or remove it"))
        low.definitions.setdefault(label, node)
    find_terms(glossaries, low)


def _cut(nodes: Sequence[SyntaxTreeNode]) -> list[tuple[SyntaxTreeNode | None, list[SyntaxTreeNode]]]:
    """Part the blocks at headings of level 1 and 2."""
    parts: list[tuple[SyntaxTreeNode | None, list[SyntaxTreeNode]]] = [(None, [])]
    for node in nodes:
        if node.type == "heading" and node.tag in ("h1", "h2"):
            parts.append((node, []))
        else:
            parts[-1][1].append(node)
    return parts


def _page(
    heading: SyntaxTreeNode | None, nodes: list[SyntaxTreeNode], metadata: Metadata, low: Lowering, *, first: bool
) -> Page | None:
    title: tuple[Inline, ...] = (Text(metadata.title),)
    attributes: Attributes = EMPTY
    span = low.source.span(1)
    seen = set(low.numbers)
    if heading is not None:
        with low.within(heading):
            title = tuple(inline for child in heading.children for inline in lower_inlines(child.children, low))
            span = low.span(heading)
            attributes = heading.meta.get("attributes", EMPTY)
            check_options(attributes, {"after"}, "a page", low)
        _check_top(heading, plain_text(title), metadata, low)
        if not plain_text(title).strip():
            low.report(error("empty-heading", "the page has no title", span, "write it after `##`"))
            title = (Text(metadata.title),)
    identifier = (
        low.claim(attributes.id, low.source.locate(span.line, span.line, f"#{attributes.id}"))
        if attributes.id
        else low.free(slugify(plain_text(title)), span)
        if heading is not None
        else "start"
    )
    blocks = finished(lower_blocks(nodes, low), low)
    if not blocks and (heading is None or heading.tag == "h1"):
        low.ids.pop(identifier, None)
        return None
    if heading is None:
        low.ids.setdefault(identifier, span)
    if not nodes:
        low.report(warning("empty-page", "the page has no content", span, "write its text, or remove the heading"))
    after = tuple(dict(attributes.options).get("after", "").replace(",", " ").split())
    return Page(identifier, title, blocks, lower_notes(seen, low), after, span)


def _check_top(heading: SyntaxTreeNode, title: str, metadata: Metadata, low: Lowering) -> None:
    """Allow one `#`, at the top: each module has one title, and pages begin with `##`."""
    if heading.tag != "h1":
        low.counts["page"] = low.counts.get("page", 0) + 1
        return
    if low.count("top") > 1 or low.counts.get("page"):
        hint = f"write `## {title}`, which begins a page"
        low.report(
            error("second-title", "`#` is the module's title and may stand once, at the top", low.span(heading), hint)
        )


def with_references(pages: tuple[Page, ...], low: Lowering) -> tuple[Page, ...]:
    """Give notes the number of marks that point at them, once all pages have been read."""
    counts = {low.numbers[label]: count for label, count in low.marks.items()}
    return tuple(
        replace(page, footnotes=tuple(replace(note, references=counts[note.number]) for note in page.footnotes))
        for page in pages
    )
