"""YAML read as text with positions: no value is guessed at, nothing is run, every fault is a diagnostic.

PyYAML's resolver would read `no` as false, `12:30` as 750 and `010` as 8; here scalars stay what was written,
and the readers in `frontmatter.py` decide what a field may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from builder.diagnostics import Diagnostic, Report, error, warning
from builder.source import Source, Span

_PLAIN_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ["str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge"]
)
_PLAINLY = {
    "mapping values are not allowed here": "a colon and a blank stand inside a value",
    "expected <block end>, but found '<scalar>'": "text follows where the value has ended already",
    "expected alphabetic or numeric character, but found '*'": "`*` at the start of a value has a meaning of its own",
    "found character '@' that cannot start any token": "a value can't begin with `@`",
    "found character '`' that cannot start any token": "a value can't begin with a back quote",
    "found character '%' that cannot start any token": "a value can't begin with `%`",
}
"""PyYAML's words for the commonest slips, said so that one need not know YAML."""

_KEY = re.compile(r"\s*(?:- )?(?P<key>[A-Za-z_][\w-]*:)\s+(?P<value>\S.*)$")
_COMMENT = re.compile(
    r"""\s*(?:-\ )?(?P<key>(?:title|summary|description|text):)\s+
    (?P<value>[^\s"'\[{|>&*!#%@`][^#]*?\s)(?P<comment>(?P<hash>\#).*)$""",
    re.VERBOSE,
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
    for index, line in enumerate(lines):
        cut = _COMMENT.match(line)
        if cut:
            message = f"`{cut['comment']}` is left out: ` #` begins a comment"
            hint = f"write `{cut['key']} {_quoted(cut['value'] + cut['comment'])}` if it belongs to the value"
            report(warning("yaml-comment", message, source.span(first + index, cut.start("hash") + 1), hint))
    if tabs or colons:
        return None
    try:
        root = yaml.compose("\n" * (first - 1) + text, Loader=yaml.SafeLoader)
        if root is None:
            return yaml.MappingNode("tag:yaml.org,2002:map", [], None, None)
        if not isinstance(root, yaml.MappingNode):
            report(_no_mapping(source, root))
            return None
        return root if _sound(source, root, report, []) else None
    except yaml.YAMLError as problem:
        report(_yaml_error(source, problem, first))
    except RecursionError:
        hint = "write values plainly, as in the examples"
        report(error("yaml-syntax", "the header can't be read: it is nested too deeply", source.span(first), hint))
    return None


def _no_mapping(source: Source, root: yaml.Node) -> Diagnostic:
    if isinstance(root, yaml.ScalarNode) and ":" not in root.value:
        message = "text stands where the header should be: `---` in the first line opens it"
        hint = "begin the file with `---`, `title: …` and `---`; rules between thoughts come below"
        return error("yaml-syntax", message, span_of(source, root), hint)
    hint = "put a blank after each colon: `title: My module`"
    return error("yaml-syntax", "this is no list of `key: value` lines", span_of(source, root), hint)


def _colons(source: Source, lines: list[str], first: int) -> Iterator[tuple[Span, str]]:
    block = -1
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (not line.strip() or indent > block):
            continue  # inside a `|` or `>` text
        block = indent if re.search(r":\s*[|>][+-]?\d*\s*$", line) else -1
        found = _COLON.match(line)
        if found:
            hint = f"write `{found['key'].strip()} {_quoted(found['value'].strip())}`"
            yield source.span(first + index, found.start("value") + 1), hint


def _quoted(value: str) -> str:
    """Write a value so that YAML takes it as it stands."""
    return f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"


def _yaml_error(source: Source, problem: yaml.YAMLError, first: int) -> Diagnostic:
    if isinstance(problem, yaml.reader.ReaderError):
        message = f"the header holds the character U+{int(problem.character):04X}, which can't be seen"
        where = source.locate(first, source.text.count("\n") + 1, chr(int(problem.character)))
        return error("yaml-syntax", message, where, "delete it")
    context = str(getattr(problem, "context", None) or "")
    mark = getattr(problem, "problem_mark", None)
    what = str(getattr(problem, "problem", None) or "it is not YAML")
    if "quoted scalar" in context and getattr(problem, "context_mark", None):
        mark, what = problem.context_mark, "the quote that opens here is never closed"  # type: ignore[attr-defined]
    if what.startswith("expected ',' or ") and getattr(problem, "context_mark", None):
        mark, what = problem.context_mark, "the bracket that opens here lacks a comma, or is never closed"  # type: ignore[attr-defined]
    what = _PLAINLY.get(what, what)
    if mark is None:
        mark = getattr(problem, "context_mark", None)
    span = _place(source, mark) if mark else source.span(first)
    whole = _KEY.match(source.line(span.line))
    hint = "put values with special characters in quotes, close every bracket and quote, and indent lists with blanks"
    if what == _PLAINLY["mapping values are not allowed here"]:
        hint = "put the whole value in quotes, from behind its key to its end"
    elif whole and "never closed" not in what:
        hint = f"if this is one text, put it in quotes: `{whole['key']} {_quoted(whole['value'].strip())}`"
    return error("yaml-syntax", f"the header can't be read here: {what}", span, hint)


def span_of(source: Source, node: yaml.Node) -> Span:
    """Give where a YAML node begins."""
    return _place(source, node.start_mark) if node.start_mark is not None else source.span(1)


def _place(source: Source, mark: yaml.Mark) -> Span:
    """Reckon a position from what was read so far: PyYAML's own lines end at U+2028 and U+0085 as well."""
    before = (mark.buffer or "")[: mark.pointer]
    line = before.count("\n") + 1
    last = source.line(line)
    return source.span(line, min(len(before) - before.rfind("\n"), len(last) + 1)) if last else source.span(line)


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
            report(_bad_key(source, key, span))
            good = False
            continue
        if key.value in seen:
            message = f"`{key.value}` stands twice: in line {seen[key.value].line} and here"
            report(error("duplicate-key", message, span, "keep one of them"))
            good = False
        seen.setdefault(key.value, span)
        good = _sound(source, value, report, inner) and good
    return good


def _bad_key(source: Source, key: yaml.Node, span: Span) -> Diagnostic:
    if isinstance(key, yaml.ScalarNode):
        return error("yaml-syntax", "`<<` takes nothing over here", span, "write the keys and values out")
    whole = _KEY.match(source.line(span.line))
    hint = f"write `{whole['key']} {_quoted(whole['value'].strip())}`" if whole else "write `key: value`"
    return error("yaml-syntax", "braces and brackets at the start of a value have a meaning of their own", span, hint)
