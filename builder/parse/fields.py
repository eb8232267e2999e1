"""The fields of a header: how each is read, and what is said when it does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from builder.diagnostics import Report, error, suggest, warning
from builder.nodes import Objective
from builder.parse.languages import read_language
from builder.parse.rules import INVISIBLE
from builder.parse.yamlnodes import span_of
from builder.source import Source

Fields = dict[str, Any]
"""Values by name of the `Metadata` field; `completion` as a mapping of its own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reading function is told beside the value."""

    source: Source
    report: Report
    name: str
    """The key being read."""

    def wrong(self, node: yaml.Node, wanted: str, example: str) -> None:
        """Report a value that does not fit."""
        message = f"`{self.name}` has to be {wanted}"
        self.report(error("bad-value", message, span_of(self.source, node), f"write `{self.name}: {example}`"))


ReadField = Callable[[Reader, yaml.Node], Any]


def _text(example: str) -> ReadField:
    def read(reader: Reader, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            reader.wrong(node, "a text", example)
            return None
        if INVISIBLE.search(node.value):
            reader.wrong(node, "a text without invisible characters", example)
            return None
        return " ".join(node.value.split())

    return read


def _list(example: str) -> ReadField:
    def read(reader: Reader, node: yaml.Node) -> tuple[str, ...] | None:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return (" ".join(node.value.split()),)
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            reader.wrong(node, "a list of texts", example)
            return None
        return tuple(" ".join(item.value.split()) for item in node.value if item.value.strip())

    return read


def _one_of(*words: str) -> ReadField:
    def read(reader: Reader, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.value in words:
            return str(node.value)
        hint = suggest(node.value if isinstance(node, yaml.ScalarNode) else "", words, "write one of")
        message = f"`{reader.name}` has to be one of: {', '.join(words)}"
        reader.report(error("bad-value", message, span_of(reader.source, node), hint))
        return None

    return read


def _flag(reader: Reader, node: yaml.Node) -> bool | None:
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    if written in ("true", "false"):
        return bool(written == "true")
    reader.wrong(node, "true or false", "true")
    return None


def _minutes(reader: Reader, node: yaml.Node) -> int | None:
    """Minutes as a number, or hours and minutes as `h:mm` or `h:mm:ss`."""
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    clock = re.fullmatch(r"(\d+):([0-5]\d)(?::([0-5]\d))?", written)
    if clock:
        return int(clock[1]) * 60 + int(clock[2]) + (1 if clock[3] and int(clock[3]) >= 30 else 0)
    minutes = re.fullmatch(r"(\d+)(?:\s*min(?:utes)?)?", written)
    if minutes and 0 < int(minutes[1]) <= 6000:
        return int(minutes[1])
    reader.wrong(node, "a number of minutes, or h:mm", "45")
    return None


def _language(reader: Reader, node: yaml.Node) -> str | None:
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    span = span_of(reader.source, node)
    if not written.strip():
        reader.wrong(node, "the code of a language", "en")
        return None
    tag, note = read_language(written)
    if tag is None:
        reader.report(error("unknown-language", f"`{written}` is no language code", span, note))
    elif note:
        reader.report(warning("language-code", f"`{written}` is read as `{tag}`", span, note))
    return tag


def _objectives(reader: Reader, node: yaml.Node) -> tuple[Objective, ...] | None:
    example = "[{id: target-group, text: Define a target group.}]"
    if not isinstance(node, yaml.SequenceNode):
        reader.wrong(node, "a list of objectives", example)
        return None
    found: list[Objective] = []
    for item in node.value:
        span = span_of(reader.source, item)
        pairs = item.value if isinstance(item, yaml.MappingNode) else []
        parts = {key.value: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}
        if not parts.get("id") or not parts.get("text"):
            hint = "write `- id: target-group` and below it `  text: Define a target group.`"
            reader.report(error("bad-value", "an objective has to have an id and a text", span, hint))
            continue
        for name in sorted(parts.keys() - {"id", "text"}):
            hint = suggest(name, ["id", "text"])
            reader.report(error("unknown-key", f"`{name}` is no key of an objective", span, hint))
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", parts["id"]):
            hint = "use lower-case letters, digits and hyphens, a letter first"
            reader.report(error("bad-id", f"`{parts['id']}` can't be an objective's id", span, hint))
            continue
        if any(objective.id == parts["id"] for objective in found):
            reader.report(
                error("duplicate-id", f"the objective `{parts['id']}` stands twice", span, "keep one of them")
            )
            continue
        found.append(Objective(parts["id"], " ".join(parts["text"].split()), span))
    return tuple(found)


def _whole(low: int, high: int, example: int, *words: str) -> ReadField:
    def read(reader: Reader, node: yaml.Node) -> int | str | None:
        written = node.value if isinstance(node, yaml.ScalarNode) else ""
        if written in words:
            return str(written)
        if re.fullmatch(r"\d{1,4}", written) and low <= int(written) <= high:
            return int(written)
        also = f" or {' or '.join(words)}" if words else ""
        reader.wrong(node, f"a whole number from {low} to {high}{also}", str(example))
        return None

    return read


_COMPLETION: dict[str, ReadField] = {
    "pages": _one_of("all", "none"),
    "pass_mark": _whole(0, 100, 80, "none"),
    "attempts": _whole(1, 99, 2, "unlimited"),
    "on_fail": _one_of("incomplete", "failed"),
    "later": _one_of("keep", "replace"),
}


def _completion(reader: Reader, node: yaml.Node) -> dict[str, Any] | None:
    """A mapping of `pages`, `pass_mark`, `attempts`, `on_fail`, `later`; `none` and `unlimited` become None."""
    if not isinstance(node, yaml.MappingNode):
        reader.wrong(node, "a group of keys", "{pages: all, pass_mark: 80}")
        return None
    found: dict[str, Any] = {}
    for key, value in node.value:
        read = _COMPLETION.get(key.value)
        if read is None:
            span = span_of(reader.source, key)
            hint = suggest(key.value, _COMPLETION, "known keys")
            reader.report(error("unknown-key", f"`{key.value}` is no key of `completion`", span, hint))
            continue
        result = read(Reader(reader.source, reader.report, key.value), value)
        if result is not None:
            nothing = result == "unlimited" or (result == "none" and key.value == "pass_mark")
            found[key.value] = None if nothing else result
    return found


def _date(reader: Reader, node: yaml.Node) -> str | None:
    written = node.value if isinstance(node, yaml.ScalarNode) else ""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            return date.fromisoformat(written).isoformat()
    except ValueError:
        pass  # the 31st of a month that has none
    reader.wrong(node, "a date that exists, as year-month-day", "2021-12-31")
    return None


def _identifier(reader: Reader, node: yaml.Node) -> str | None:
    written = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if written:
        return str(written)
    reader.wrong(node, "a name", "export-speed-mentoring")
    return None


FIELDS: dict[str, ReadField] = {
    "title": _text("Export Speed Mentoring"),
    "summary": _text("What a learner gains."),
    "language": _language,
    "id": _identifier,
    "version": _text("1.0.0"),
    "date": _date,
    "pilot": _text("export-speed-mentoring"),
    "strand": _text("capacity"),
    "duration": _minutes,
    "audience": _list("[incubators, public authorities]"),
    "objectives": _objectives,
    "completion": _completion,
    "confidence": _flag,
    "authors": _list("[Name One, Name Two]"),
    "publisher": _text("Creative Ports"),
    "licence": _text("CC-BY-SA-4.0"),
    "keywords": _list("[mentoring, export]"),
    "standard": _one_of("2004-4th", "2004-3rd"),
    "paper": _one_of("A4", "Letter"),
    "answer_key": _one_of("appendix", "own", "none"),
    "fillable": _flag,
}
"""Every key of a header with its reader; the names are those of `Metadata`."""
