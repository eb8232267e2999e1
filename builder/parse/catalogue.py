"""The catalogue: what `modules/catalogue.yaml` says of all modules."""

from __future__ import annotations

import re
from typing import Any

import yaml

from builder.catalogue import Brand, Catalogue, Defaults
from builder.diagnostics import Report, error, suggest
from builder.parse.catalogue_chooser import read_chooser
from builder.parse.catalogue_comparison import read_comparison
from builder.parse.catalogue_values import Values
from builder.parse.frontmatter import read_fields
from builder.parse.languages import read_language
from builder.parse.yamlnodes import compose, span_of
from builder.source import Source

KEYS = frozenset(
    (
        "title", "summary", "publisher", "languages", "strands", "order", "brand", "control_files", "defaults",
        "comparison", "chooser", "address",
    )
)  # fmt: skip


_FOLDER = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?"
)
"""An address as it is printed and put into a code: other letters are written as browsers copy them, with `%`."""


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
        elif name == "defaults":
            if isinstance(value, yaml.MappingNode):
                values[name] = Defaults(read_fields(source, value, report))
            else:
                _wrong(source, name, value, "a group of header keys", "language: en", report)
        elif name == "strands":
            values[name] = tuple(_pairs(source, value, report))
        elif name == "brand":
            values[name] = _brand(source, value, report)
            accents = (colour for part, colour in getattr(value, "value", ()) if part.value == "accent")
            values["brand_span"] = span_of(source, next(accents, value))
        elif name == "address":
            values[name] = _address(source, value, report)
        elif name == "comparison":
            values[name] = read_comparison(Values(source, report), value)
        elif name == "chooser":
            values[name] = read_chooser(Values(source, report), value)
        elif name in ("languages", "order"):
            if isinstance(value, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in value.value):
                values |= _languages(source, value, report) if name == "languages" else _order(source, value)
            else:
                _wrong(source, name, value, "a list", "[one, two]", report)
        elif isinstance(value, yaml.ScalarNode):
            values[name] = " ".join(str(value.value).split())
            if name == "control_files":
                values["control_files_span"] = span_of(source, value)
        else:
            _wrong(source, name, value, "a text", "Creative Ports", report)
    return Catalogue(**values)


def _address(source: Source, node: yaml.Node, report: Report) -> str:
    """Read the address of the web builds: a folder on the web, so without a query and without a place in a page."""
    written = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if not _FOLDER.fullmatch(written):
        what = f"`{written}` is no address of a folder on the web" if written else "`address` has to be an address"
        hint = "write the folder that the web builds are in: `address: https://example.org/courses/`"
        report(error("bad-value", what, span_of(source, node), hint))
        return ""
    return written.rstrip("/") + "/"


def _wrong(source: Source, name: str, node: yaml.Node, wanted: str, example: str, report: Report) -> None:
    message = f"`{name}` has to be {wanted}"
    report(error("bad-value", message, span_of(source, node), f"write `{name}: {example}`"))


def _languages(source: Source, node: yaml.SequenceNode, report: Report) -> dict[str, Any]:
    tags: list[str] = []
    for item in node.value:
        tag, note = read_language(item.value)
        if tag is None:
            report(error("unknown-language", f"`{item.value}` is no language code", span_of(source, item), note))
        else:
            tags.append(tag)
    return {"languages": tuple(tags)}


def _order(source: Source, node: yaml.SequenceNode) -> dict[str, Any]:
    slugs = tuple(str(item.value) for item in node.value)
    return {"order": slugs, "order_spans": tuple(span_of(source, item) for item in node.value)}


def _pairs(source: Source, node: yaml.Node, report: Report) -> list[tuple[str, str]]:
    if not isinstance(node, yaml.MappingNode) or not all(isinstance(v, yaml.ScalarNode) for _, v in node.value):
        hint = "write one to a line, each as `name: value`"
        report(error("bad-value", "this has to be a group of `name: value` lines", span_of(source, node), hint))
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
