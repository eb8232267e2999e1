"""Values inside the catalogue's larger keys: groups of known keys, texts and lists, each fault with its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import yaml

from builder.diagnostics import Report, error, suggest
from builder.parse.rules import INVISIBLE
from builder.parse.yamlnodes import span_of
from builder.source import Source, Span


@dataclass(frozen=True, slots=True)
class Values:
    """Reads values of one file; what does not fit is reported and left out."""

    source: Source
    report: Report

    def span(self, node: yaml.Node) -> Span:
        """Tell where a value begins."""
        return span_of(self.source, node)

    def wrong(self, node: yaml.Node, message: str, hint: str) -> None:
        """Report a value that does not fit."""
        self.report(error("bad-value", message, self.span(node), hint))

    def group(
        self, node: yaml.Node, what: str, needed: Collection[str], more: Collection[str] = ()
    ) -> dict[str, yaml.Node] | None:
        """Give the values of a group by key; None where it is no group, or a key that it needs is missing."""
        example = ", ".join(f"`{name}:`" for name in needed)
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{what} has to be a group of keys", f"it needs {example}")
            return None
        known = [*needed, *more]
        for key, _ in node.value:
            if key.value not in known:
                hint = suggest(key.value, known, "known keys")
                self.report(error("unknown-key", f"`{key.value}` is no key of {what}", self.span(key), hint))
        found = {key.value: value for key, value in node.value if key.value in known}
        missing = [name for name in needed if name not in found]
        if missing:
            self.wrong(node, f"{what} lacks `{missing[0]}`", f"it needs {example}")
            return None
        return found

    def text(self, node: yaml.Node | None, name: str) -> str:
        """Give a text without line breaks; empty where there is none."""
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            hint = f"write `{name}: …` in one line, in quotes if it has a colon"
            self.wrong(node, f"`{name}` has to be a text", hint)
            return ""
        if INVISIBLE.search(node.value):
            self.wrong(node, f"`{name}` has to be a text without invisible characters", "type it anew")
            return ""
        return " ".join(node.value.split())

    def listed(self, node: yaml.Node, name: str, least: int) -> list[yaml.Node]:
        """Give the entries of a list; none where it is no list, or too short."""
        if not isinstance(node, yaml.SequenceNode) or len(node.value) < least:
            wanted = "a list" if least < 2 else f"a list of {least} or more"
            self.wrong(node, f"`{name}` has to be {wanted}", "write one to a line, each with `- ` before it")
            return []
        return list(node.value)
