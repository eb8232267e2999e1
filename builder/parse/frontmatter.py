"""The header of a module: YAML to typed metadata, every mistake with its line."""

from __future__ import annotations

import re
from typing import Any

import yaml

from builder.catalogue import Defaults
from builder.diagnostics import Report, error, suggest, warning
from builder.nodes import Completion, Metadata
from builder.parse.fields import FIELDS, Fields, Reader
from builder.parse.yamlnodes import compose, span_of
from builder.source import Source

ALIASES = {"description": "summary", "lang": "language", "license": "licence"}
"""Other spellings authors bring from elsewhere."""

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split_header(source: Source, report: Report) -> tuple[str | None, str]:
    """Part a source into header and body; empty lines stand in the header's place, so body lines are file lines."""
    if not _OPENING.match(source.text):
        if source.text.strip():
            hint = "begin the file with `---`, `title: …` and `---`"
            report(error("no-front-matter", "the module has no header", source.span(1), hint))
        return None, source.text
    start = source.text.index("\n") + 1
    closing = _CLOSING.search(source.text, start)
    if not closing:
        hint = "put `---` on a line of its own after the last `key: value`"
        report(error("unclosed-front-matter", "the header that begins here never ends", source.span(1), hint))
        return None, ""
    header, body = source.text[start : closing.start()], source.text[closing.end() :]
    return header, "\n" * source.text.count("\n", 0, closing.end()) + body


def read_fields(source: Source, node: yaml.MappingNode, report: Report) -> dict[str, Any]:
    """Read a mapping's known fields; unknown keys are reported with the nearest known one."""
    values: dict[str, Any] = {}
    seen: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = ALIASES.get(key.value, key.value)
        if name in seen:
            message = f"`{key.value}` says what `{seen[name].value}` in line {span_of(source, seen[name]).line} says"
            report(error("duplicate-key", message, span_of(source, key), "keep one of them"))
        seen.setdefault(name, key)
        reader = FIELDS.get(name)
        if reader is None:
            hint = suggest(key.value, {*FIELDS, *ALIASES}, "known keys")
            report(error("unknown-key", f"`{key.value}` is no key of the header", span_of(source, key), hint))
            continue
        read = reader(Reader(source, report, name), value)
        if read is not None:
            values[name] = read
    return values


def parse_metadata(source: Source, header: str, defaults: Defaults, report: Report) -> Metadata | None:
    """Read the header of a module over the catalogue's defaults; None if it can't serve."""
    node = compose(source, header, 2, report)
    if node is None:
        return None
    fields = read_fields(source, node, report)
    given = {ALIASES.get(key.value, key.value) for key, _ in node.value}
    if not fields.get("title"):
        if "title" not in given:
            hint = "add a line `title: Name of the module` between the two `---`"
            report(error("no-title", "the header gives no title", source.span(1), hint))
        return None
    if "language" not in defaults.fields | dict.fromkeys(given):
        hint = "add `language: en`, or the code of the language you write in"
        report(warning("no-language", "the header gives no language: it is taken for English", source.span(1), hint))
    return metadata_of(fields, defaults, source)


def metadata_of(fields: Fields, defaults: Defaults, source: Source) -> Metadata:
    """Put a module's own fields over the inherited ones; `completion` is inherited key by key."""
    merged = {**defaults.fields, **fields}
    completion = {**defaults.fields.get("completion", {}), **fields.get("completion", {})}
    merged["completion"] = Completion(**completion)
    merged.setdefault("language", "en")
    return Metadata(**merged, span=source.span(1))
