"""The `{#id .class key=value flag}` syntax that blocks, headings, images and spans share."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(
    r"""\s*(?:
      \#(?P<id>[^\s{}"'=]+)
    | \.(?P<class>-?[A-Za-z_][\w-]*)
    | (?P<key>[A-Za-z_][\w-]*)(?:=(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s{}"']+)))?
    )(?=\s|\}|$)""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\}")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """Other parts in order; a bare word has the value `true`."""

    def option(self, name: str, default: str = "") -> str:
        """Give an option by name, the last one written."""
        return dict(self.options).get(name, default)


EMPTY = Attributes()


def merged(above: Attributes, below: Attributes) -> Attributes:
    """Join two sets of attributes; of two ids the one below counts."""
    return Attributes(below.id or above.id, above.classes + below.classes, above.options + below.options)


def parse_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read attributes that open with `{` at `start`: what they are and where they end, or None if they are none."""
    if not text.startswith("{", start):
        return None
    position, identifier, classes, options = start + 1, "", [], []
    while not (end := _END.match(text, position)):
        part = _PART.match(text, position)
        if not part:
            return None
        position = part.end()
        if part["id"]:
            identifier = part["id"]
        elif part["class"]:
            classes.append(part["class"])
        else:
            quoted = part["double"] if part["double"] is not None else part["single"]
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else part["bare"] or "true"
            options.append((part["key"], value))
    return Attributes(identifier, tuple(classes), tuple(options)), end.end()


def split_attributes(text: str) -> tuple[str, Attributes] | None:
    """Part a line into its text and the attributes at its end; None where a brace is there but not readable."""
    stripped = text.rstrip()
    if not stripped.endswith("}") or stripped.endswith("}}"):  # `{{ x }}` is text: content is never a template
        return stripped, EMPTY
    for start in (position for position, character in enumerate(stripped) if character == "{"):
        found = parse_attributes(stripped, start)
        if found and found[1] == len(stripped):
            return stripped[:start].rstrip(), found[0]
    return None
