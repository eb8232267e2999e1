"""YAML read as text with positions: no value is guessed at, nothing is run, every fault is a diagnostic.

PyYAML's resolver would read `no` as false, `12:30` as 750 and `010` as 8; here scalars stay what was written,
and the readers in `frontmatter.py` decide what a field may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from builder.diagnostics import Diagnostic, Report, error
from builder.source import Source, Span

_PLAIN_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ["str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge"]
)
_COLON = re.compile(r"^(?P<key>\s*(?:- )?[A-Za-z_][\w-]*:)[ ]+(?P<value>[^\s\"'\[{|>&*!#%@`][^#]*?:(?:\s.*|))$")


def compose(source: Source, text: str, first: int, report: Report) -> yaml.MappingNode | None:
    """Compose the mapping in `text`, whose first line is line `first` of the source."""
    lines = text.split("\n")
    tabs = [index for index, line in enumerate(lines) if re.match(r" *\t", line)]
    for index in tabs:
        message = f"line {first + index} starts with a tab"
        report(error("yaml-tab", message, source.span(first + index), "use blanks to indent"))
    colons = [] if tabs else list(_colons(source, lines, first))
    for span, hint in colons:
        report(error("yaml-colon", "a colon and a blank inside the value: it has to be put in quotes", span, hint))
    if tabs or colons:
        return None
    try:
        root = yaml.compose("\n" * (first - 1) + text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        report(_yaml_error(source, problem, first))
        return None
    except (ValueError, RecursionError) as problem:
        report(error("yaml-syntax", f"the header can't be read: {problem}", source.span(first)))
        return None
    if root is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [], None, None)
    if not isinstance(root, yaml.MappingNode):
        message = "this is no list of `key: value` lines"
        report(error("yaml-syntax", message, span_of(source, root), "put a blank after each colon: `title: My module`"))
        return None
    return root if _sound(source, root, report, []) else None


def _colons(source: Source, lines: list[str], first: int) -> Iterator[tuple[Span, str]]:
    block = -1
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (not line.strip() or indent > block):
            continue  # inside a `|` or `>` text
        block = indent if re.search(r":\s*[|>][+-]?\d*\s*$", line) else -1
        found = _COLON.match(line)
        if found:
            value = found["value"].strip().replace("\\", "\\\\").replace('"', '\\"')
            yield source.span(first + index, found.start("value") + 1), f'write `{found["key"].strip()} "{value}"`'


def _yaml_error(source: Source, problem: yaml.YAMLError, first: int) -> Diagnostic:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    span = source.span(mark.line + 1, mark.column + 1) if mark else source.span(first)
    what = getattr(problem, "problem", None) or "it is not YAML"
    hint = "put values with special characters in quotes, close every bracket and quote, and indent lists with blanks"
    return error("yaml-syntax", f"the header can't be read here: {what}", span, hint)


def span_of(source: Source, node: yaml.Node) -> Span:
    """Give where a YAML node begins."""
    mark = node.start_mark
    return source.span(mark.line + 1, mark.column + 1) if mark is not None else source.span(1)


def _sound(source: Source, node: yaml.Node, report: Report, above: list[yaml.Node]) -> bool:
    """Refuse tags that run code, aliases that hold themselves, and keys that stand twice."""
    if any(node is outer for outer in above):
        report(error("yaml-alias", "an alias that holds itself", span_of(source, node), "write the value out"))
        return False
    if node.tag not in _PLAIN_TAGS:
        message = f"the tag `{node.tag.replace('tag:yaml.org,2002:', '!!')}` is not taken"
        report(error("yaml-tag", message, span_of(source, node), "write the value plainly"))
        return False
    inner = [*above, node]
    if isinstance(node, yaml.SequenceNode):
        sound = [_sound(source, item, report, inner) for item in node.value]  # all are looked at
        return all(sound)
    if not isinstance(node, yaml.MappingNode):
        return True
    good = True
    seen: dict[str, Span] = {}
    for key, value in node.value:
        span = span_of(source, key)
        if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
            report(error("yaml-syntax", "a key has to be a word", span, "write `key: value`"))
            good = False
            continue
        if key.value in seen:
            message = f"`{key.value}` stands twice: in line {seen[key.value].line} and here"
            report(error("duplicate-key", message, span, "keep one of them"))
            good = False
        seen.setdefault(key.value, span)
        good = _sound(source, value, report, inner) and good
    return good
