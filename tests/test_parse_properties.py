"""Whatever an author writes: reading never fails, positions lie in the file, and what is shown is well-formed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.catalogue import Defaults
from builder.check import check_modules
from builder.diagnostics import Diagnostic
from builder.nodes import Image, Link, Module, walk
from builder.parse import parse_catalogue, parse_module
from builder.render.course import course
from builder.render.html import render_blocks, render_inlines, render_notes
from builder.source import Source, Span
from literate import HEADER, rendering

PIECES = [
    "## Page", "## Page {#page}", "### Heading", "# Title", "Title\n---", "---", "***", "", "", "", "text", "  text",
    "::: note Title {#n .c}", "::: choice {#q1}", "::: text {#q2}", "::: numeric {#q3 answer=1}", "::: order {#q4}",
    "::: match {#q5}", "::: true-false {#q6 answer=true}", "::: steps", "::: schedule", "::: objectives", "::: hint",
    "::: feedback correct", "::: solution", "::: facilitator {minutes=5}", ":::", "::::", ":::", "::: details", ":::",
    "- [x] right", "- [ ] wrong", "  > feedback", "- item", "1. one", "2. two", "   more", "> quote", "> > deep",
    "> [!NOTE] Title", "> text", "| a | b |", "| --- | :-: |", "| 1 | 2 |", "| | x |", "```python", "```", "~~~",
    "    code", "$$", "x^2", "[^a]: note", "Term", ": definition", '{#id .class caption="x $y$ [^a]"}', "{lang=fr}",
    "<div>", "</div>", "<!-- c -->", "<!--", "<kbd>", "[ref]: https://example.org", "[x]: y",
]  # fmt: skip
INLINE = [
    "*", "**", "_", "`", "``", "~~", "[", "]", "](#page)", "](https://e.org)", "![", "](media/plan.svg)",
    "{decorative}", "{lang=fr}", "{#i .c}", "[^a]", "$", "$$", "x_1", "\\frac{1}{2}", "\\text{<b>&}", "\\",
    "<kbd>", "</kbd>", "<br>", "<sub>", "</sub>",
    '<abbr title="&">', "</abbr>", "&amp;", "&#12;", "&lt;script&gt;", "<script>", "word", " ",
    "\u2028",
    "é", "漢", "שלום", "\x0c", "\x07", "\ufffe", "\ufeff", "😀", "|", "\\|", "{{ x }}", "</p>", "]]>", "'", '"',
]  # fmt: skip
KEYS = [
    "title: A", "title:", "lang: no", "summary: a: b", "completion: {pages: all", "objectives:", "  - id: a",
    "    text: b", "keywords: [a, b", "- x", "\t- y", "? z", "&a [*a]", "a: &a {b: *a}", "<<: *a", 'title: "\\a"',
    "date: 2021-02-31", "duration: 99999999999999999999", "version: !!python/name:os.system", "...", "# comment",
    "x: |", "  y: z",
]  # fmt: skip

lines = st.one_of(
    st.sampled_from(PIECES),
    st.lists(st.sampled_from(INLINE), max_size=8).map("".join),
    st.text(max_size=12),
)
bodies = st.lists(lines, max_size=30).map("\n".join)
relaxed = settings(
    max_examples=250, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def read(text: str) -> tuple[Source, Module | None, list[Diagnostic]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as every source is read
    source = Source("modules/case/module.md", text, Path("/nowhere"))
    found: list[Diagnostic] = []
    module = parse_module(source, Defaults(), found.append)
    if module is not None:
        found += check_modules({module.slug: module}, frozenset({module.slug}), Path("/nowhere"))
    return source, module, found


def shown(module: Module, medium: str) -> str:
    """Write a module's pages inside one root element."""
    drawn = rendering(module, medium)
    parts = []
    for page in module.pages:
        parts += [render_inlines(page.title, drawn), render_blocks(page.blocks, drawn)]
        if medium == "screen":
            parts.append(render_notes(page.footnotes, drawn))
    return "<root>" + "\n".join(parts) + "</root>"


def check(text: str) -> None:
    source, module, found = read(text)
    for diagnostic in found:
        inside(source, diagnostic.span)
        assert diagnostic.message
        assert "\n" not in diagnostic.message
    if module is None:
        assert found, "a module that can't be read says why"
        return
    for node in walk(module.pages):
        span = getattr(node, "span", None)
        if isinstance(span, Span) and isinstance(node, (Link, Image)):
            inside(source, span)
    for medium in ("screen", "print"):
        root = etree.fromstring(shown(module, medium))
        assert not root.xpath("//script | //@onclick | //@onerror | //iframe")
        for address in root.xpath("//@href"):
            assert not str(address).lower().startswith(("javascript:", "data:", "file:", "//"))
    if not found:
        course(module, {})


def inside(source: Source, span: Span) -> None:
    lines = source.text.split("\n")
    assert span.path == source.path
    assert 1 <= span.line <= len(lines)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1


@relaxed
@given(bodies)
@example("> " * 300 + "deep")
@example("*" * 500 + "a" + "*" * 500)
@example("<sub>" * 300 + "x" + "</sub>" * 300)
@example("![" * 300 + "x" + "](media/plan.svg)" * 300)
@example("[" * 500 + "x" + "]{.a}" * 500)
@example("\n".join("  " * depth + "- item" for depth in range(60)))
@example("::: note\n" * 60 + "x\n" + ":::\n" * 60)
@example("### Note\n\n### Note\n\n### Note 1\n\n[^a]: x\n\nx[^a]")
@example("$\\text{</math><script>alert(1)</script>}$ $\\href{javascript:alert(1)}{x}$")
def test_any_body(body: str) -> None:
    check(HEADER + "\n## Page\n\n" + body)


@relaxed
@given(st.text(max_size=200))
@example("---\n---\n")
@example("---\ntitle: \x00\n---\n\ntext")
@example("---\ntitle: '\n---\n")
def test_any_text(text: str) -> None:
    check(text)


@relaxed
@given(st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=20)), max_size=10).map("\n".join))
@example("[" * 3000)
@example("a: " + "{b: " * 900)
def test_any_header(header: str) -> None:
    check(f"---\n{header}\n---\n\n## Page\n\nText.\n")
    found: list[Diagnostic] = []
    source = Source("modules/catalogue.yaml", header.replace("\r", "\n"))
    parse_catalogue(source, found.append)
    for diagnostic in found:
        inside(source, diagnostic.span)


@relaxed
@given(bodies)
def test_equal_text_gives_equal_documents(body: str) -> None:
    text = HEADER + "\n## Page\n\n" + body
    _, first, found = read(text)
    _, second, again = read(text)
    assert first == second
    assert found == again
    if first is not None and second is not None:
        assert shown(first, "screen") == shown(second, "screen")


@pytest.mark.parametrize("seed", range(8))
def test_ids_are_given_once(seed: int) -> None:
    dice = random.Random(seed)
    headings = ["## Page", "### Note", "### Note 1", "### Menu", "## Page title", "### Main"]
    heads = [dice.choice(headings) for _ in range(30)]
    text = HEADER + "\n## Page\n\nx[^a]\n\n" + "\n\nText.\n\n".join(heads) + "\n\nText.\n\n[^a]: note\n"
    _, module, _ = read(text)
    assert module is not None
    root = etree.fromstring(shown(module, "screen"))
    ids = [str(one) for one in root.xpath("//@id")] + [page.id for page in module.pages]
    ids += [f"{page.id}-title" for page in module.pages] + ["main", "menu", "course"]
    assert len(ids) == len(set(ids))
