"""The catalogue's `comparison`: which facts to set side by side, and reading them from the file that holds them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import yaml

from builder.catalogue import Catalogue, Column, Comparison, Row
from builder.diagnostics import Report, error, suggest, warning
from builder.parse.catalogue_values import Values
from builder.parse.quotes import marks_of
from builder.parse.yamlnodes import compose, span_of
from builder.source import Source

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml")
"""A file beside the catalogue: nothing of a folder in it."""

_RANGE = re.compile(r"(?<![\d-])(\d{1,4})-(\d{1,4})(?![\d-])")
"""`28-29`, and no date such as `2020-10-01`."""


def read_comparison(values: Values, node: yaml.Node) -> Comparison | None:
    """Read what is to be compared; the facts come later, from a file of their own. None where it can't be made."""
    found = values.group(
        node, "`comparison`", ("source", "items", "columns"), ("module", "kind", "title", "note")
    )  # fmt: skip
    if found is None:
        return None
    columns = [_column(values, one) for one in values.listed(found["columns"], "columns", 1)]
    texts = {name: values.text(one, name) for name, one in found.items() if name != "columns"}
    if texts["source"] and not _NAME.fullmatch(texts["source"]):
        hint = "put the file into `modules/`, and write its name alone: `source: facts.yaml`"
        values.wrong(found["source"], "`source` has to be a YAML file beside the catalogue", hint)
        return None
    shown = tuple(column for column in columns if column is not None)
    if not (shown and texts["source"] and texts["items"]):
        return None
    module, kind, title, note = (texts.get(name, "") for name in ("module", "kind", "title", "note"))
    spans = tuple((name, values.span(one)) for name, one in found.items())
    return Comparison(texts["source"], texts["items"], shown, module, kind, title, note, spans=spans)


def _column(values: Values, node: yaml.Node) -> Column | None:
    found = values.group(node, "a column of `comparison`", ("title", "path"), ("as",))
    if found is None:
        return None
    listed = found["path"].value if isinstance(found["path"], yaml.SequenceNode) else [found["path"]]
    paths = tuple(filter(None, (values.text(one, "path") for one in listed)))
    title, kind = values.text(found["title"], "title"), values.text(found.get("as"), "as")
    if kind not in ("", "strand"):
        values.wrong(found["as"], "`as` can only be `strand`", "leave it out where the values are no strands")
    return Column(title, paths, kind == "strand", values.span(found["path"])) if title and paths else None


def compared(
    comparison: Comparison, source: Source, catalogue: Catalogue, slugs: Collection[str], report: Report
) -> Comparison:
    """Give the comparison with the facts of its file; what it does not find there is reported."""
    root = compose(source, source.text, 1, report)
    if root is None:
        return comparison
    items = [one for one in _listed(_at(root, comparison.items)) if isinstance(one, yaml.MappingNode)]
    if not items:
        message = f"`{source.path}` has no list of items under `{comparison.items}`"
        names = [key.value for key, value in root.value if _listed(value)]
        hint = suggest(comparison.items, names, "lists in it")
        report(error("unknown-path", message, comparison.span("items"), hint))
        return comparison
    wanted = [(path, column.span) for column in comparison.columns for path in column.paths]
    for key, path in (("module", comparison.module), ("kind", comparison.kind)):
        wanted += [(path, comparison.span(key))] if path else []
    for path, span in wanted:
        if not any(_at(item, path) for item in items):
            message = f"nothing in `{source.path}` has the path `{path}`"
            hint = suggest(path, _paths(items), "paths in it")
            report(error("unknown-path", message, span or source.span(1), hint))
    facts = _Facts(source, catalogue, slugs, report)
    return replace(comparison, rows=tuple(facts.row(comparison, item) for item in items))


class _Facts:
    """Writes items as rows."""

    def __init__(self, source: Source, catalogue: Catalogue, slugs: Collection[str], report: Report) -> None:
        self.source, self.slugs, self.report = source, slugs, report
        self.strands, self.marks = dict(catalogue.strands), marks_of(catalogue.language)

    def row(self, comparison: Comparison, item: yaml.Node) -> Row:
        """Give what the columns ask for."""
        module = self._module(_at(item, comparison.module)) if comparison.module else ""
        kind = "; ".join(self._said(_at(item, comparison.kind))) if comparison.kind else ""
        return Row(module, kind, tuple(tuple(self._cell(column, item)) for column in comparison.columns))

    def _module(self, node: yaml.Node | None) -> str:
        slug = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if node is None or slug in self.slugs:
            return slug
        where, hint = span_of(self.source, node), suggest(slug, self.slugs, "modules")
        self.report(warning("unknown-module", f"there is no module `{slug}`", where, hint))
        return ""

    def _cell(self, column: Column, item: yaml.Node) -> Iterator[str]:
        for node in filter(None, (_at(item, path) for path in column.paths)):
            if not column.strand:
                yield from (text[:1].upper() + text[1:] for text in self._said(node))
            elif isinstance(node, yaml.ScalarNode) and node.value in self.strands:
                yield self.strands[node.value]
            else:
                where, hint = span_of(self.source, node), suggest(str(node.value), self.strands, "strands")
                self.report(error("unknown-strand", "the catalogue has no strand of this name", where, hint))

    def _said(self, node: yaml.Node | None) -> list[str]:
        """Write a value for readers: a text as one, a list as its entries, a group as `name: value` each."""
        if isinstance(node, yaml.SequenceNode):
            return [", ".join(self._said(one)) for one in node.value]
        if isinstance(node, yaml.MappingNode):
            return [_figure(str(key.value), ", ".join(self._said(value))) for key, value in node.value]
        return [self._set(str(node.value))] if node is not None else []

    def _set(self, text: str) -> str:
        """Set dashes, quotes and apostrophes as a printer does: facts are typed with what the keyboard has."""
        text = _RANGE.sub(r"\1–\2", " ".join(text.split()).replace(" - ", " – "))
        text = re.sub(r'"([^"]*)"', lambda found: self.marks[0] + found[1] + self.marks[1], text)
        return text.replace("'", "’")


def _figure(name: str, value: str) -> str:
    """Write one line of a group: a name may end in what its figure is, `_percent` or `_over`."""
    for end, form in (("_percent", "{}%"), ("_over", "> {}")):
        if name.endswith(end):
            name, value = name.removesuffix(end), form.format(value)
    return f"{name.replace('_', ' ')}: {value}"


def _at(node: yaml.Node, path: str) -> yaml.Node | None:
    """Follow a path; None where it ends too early, or in nothing."""
    found: yaml.Node | None = node
    for name in path.split("."):
        pairs = found.value if isinstance(found, yaml.MappingNode) else []
        found = next((value for key, value in pairs if key.value == name), None)
    return found if found is not None and found.value else None


def _listed(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _paths(items: Iterable[yaml.Node]) -> list[str]:
    return sorted({path for item in items for path in _paths_of(item)})


def _paths_of(node: yaml.Node) -> Iterator[str]:
    for key, value in node.value:
        yield key.value
        if isinstance(value, yaml.MappingNode):
            yield from (f"{key.value}.{path}" for path in _paths_of(value))
