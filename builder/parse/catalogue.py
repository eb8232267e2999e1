"""The catalogue: what `modules/catalogue.yaml` says of all modules."""

from __future__ import annotations

import re
from typing import Any

import yaml

from builder.catalogue import Brand, Catalogue, Defaults
from builder.diagnostics import Report, error, suggest
from builder.parse.frontmatter import read_fields
from builder.parse.yamlnodes import compose, span_of
from builder.source import Source

KEYS = frozenset(
    ["title", "publisher", "languages", "strands", "order", "courses", "brand", "theme", "control_files", "defaults"]
)


def parse_catalogue(source: Source, report: Report) -> Catalogue:
    """Read the catalogue; what is wrong is reported, and the rest is taken."""
    node = compose(source, source.text, 1, report)
    if node is None:
        return Catalogue()
    values: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value
        if name not in KEYS:
            hint = suggest(name, KEYS, "known keys")
            report(error("unknown-key", f"`{name}` is no key of the catalogue", span_of(source, key), hint))
        elif name == "defaults" and isinstance(value, yaml.MappingNode):
            values["defaults"] = Defaults(read_fields(source, value, report))
        elif name == "strands":
            values["strands"] = tuple(_pairs(source, value, report))
        elif name in ("brand", "theme"):
            values["brand"] = _brand(source, value, report)
        elif name in ("languages", "order") and isinstance(value, yaml.SequenceNode):
            values[name] = tuple(str(item.value) for item in value.value)
        elif isinstance(value, yaml.ScalarNode) and name != "courses":
            values[name] = str(value.value)
        elif name != "courses":
            report(error("bad-value", f"`{name}` has another form", span_of(source, value), "see docs/authoring.md"))
    return Catalogue(**values)


def _pairs(source: Source, node: yaml.Node, report: Report) -> list[tuple[str, str]]:
    if not isinstance(node, yaml.MappingNode):
        report(
            error("bad-value", "this has to be a list of `id: title`", span_of(source, node), "write `events: Events`")
        )
        return []
    return [(str(key.value), str(value.value)) for key, value in node.value]


def _brand(source: Source, node: yaml.Node, report: Report) -> Brand:
    values: dict[str, str] = {}
    known = Brand.__dataclass_fields__
    for (name, colour), (_, written) in zip(_pairs(source, node, report), getattr(node, "value", []), strict=False):
        if name not in known:
            hint = suggest(name, known, "known keys")
            report(error("unknown-key", f"`{name}` is no key of `brand`", span_of(source, written), hint))
        elif not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            hint = 'write it in quotes with six digits: `"#af0045"`'
            report(error("bad-value", f"`{colour}` is no colour", span_of(source, written), hint))
        else:
            values[name] = colour.lower()
    return Brand(**values)
