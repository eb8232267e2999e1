"""From the text of a module to its document: front matter, Markdown, blocks and questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from builder.catalogue import Defaults
from builder.diagnostics import Diagnostic, Report, Severity, error
from builder.nodes import Module
from builder.parse.catalogue import parse_catalogue
from builder.parse.frontmatter import metadata_of, parse_metadata, split_header
from builder.parse.markdown import parse_pages
from builder.parse.rules import INVISIBLE
from builder.source import Source

__all__ = ["parse_catalogue", "parse_module"]


def parse_module(source: Source, defaults: Defaults, report: Report) -> Module | None:
    """Read a module; None if nothing can be made of it.

    All that is wrong is reported in one run: a header that can't be read does not keep the text from being read.
    """
    failed = False

    def listening(diagnostic: Diagnostic) -> None:
        nonlocal failed
        failed = failed or diagnostic.severity is Severity.ERROR
        report(diagnostic)

    if not source.text.strip():
        hint = "write a header with a title, and pages that begin with `##`"
        report(error("empty-module", "the module has no content", source.span(1), hint))
        return None
    for found in INVISIBLE.finditer(source.text):
        line = source.text.count("\n", 0, found.start()) + 1
        column = found.start() - source.text.rfind("\n", 0, found.start())
        message = f"an invisible character U+{ord(found[0]):04X} that no document may hold"
        listening(error("invisible-character", message, source.span(line, column), "delete it and type the word anew"))
    source = replace(source, text=INVISIBLE.sub("\ufffd", source.text))
    header, body = split_header(source, listening)
    metadata = parse_metadata(source, header, defaults, listening) if header is not None else None
    for_reading = metadata or metadata_of({"title": "?"}, defaults, source)
    pages = parse_pages(source, body, for_reading, listening)
    if not pages and not failed:
        hint = "write at least one page: a line `## Title` and text below it"
        report(error("empty-module", "the module has no content", source.span(1), hint))
        return None
    if metadata is None or not pages:
        return None
    slug = PurePosixPath(source.path).parent.name
    return Module(slug, metadata, pages, source.path, source.folder)
