"""What is wrong with a source, as a value: severity, slug, message, position and a way to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import Any

from builder.source import Span


class Severity(Enum):
    """How grave a diagnostic is: an error keeps its module from being built."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing an author can mend."""

    severity: Severity
    slug: str
    """Stable kebab-case name of the kind of mistake."""
    message: str
    span: Span
    hint: str | None = None
    """What to do about it, in the author's words."""


Report = Callable[[Diagnostic], None]
"""Takes a diagnostic; `list.append` is one."""


class BuildError(Exception):
    """The work itself failed (disk, missing folder, missing system library): exit code 2."""


def error(slug: str, message: str, span: Span, hint: str | None = None) -> Diagnostic:
    """Make a diagnostic that keeps the module from being built."""
    return Diagnostic(Severity.ERROR, slug, message, span, hint)


def warning(slug: str, message: str, span: Span, hint: str | None = None) -> Diagnostic:
    """Make a diagnostic that stops nothing unless `--strict` is given."""
    return Diagnostic(Severity.WARNING, slug, message, span, hint)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that looks most like `name`, if one is near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def suggest(name: str, known: Iterable[str], what: str = "known names") -> str:
    """Word the hint for an unknown name: the nearest known one, else all of them."""
    names = sorted(known)
    close = nearest(name, names)
    return f"did you mean `{close}`?" if close else f"{what}: {', '.join(names)}"


def suggest_option(name: str, known: Collection[str], options: Sequence[tuple[str, str]], what: str = "options") -> str:
    """Word the hint for an unknown option among those written: the end of a value that has no quotes looks like one."""
    for place, (key, value) in enumerate(options if not nearest(name, known) else ()):
        flags = takewhile(lambda other: other[1] == "true" and other[0] not in known, options[place + 1 :])
        behind = [word for word, _ in flags]
        # A number or a file's name is whole by itself.
        if key in known and value != "true" and value.isalpha() and name in behind:
            return f'a value of several words stands in quotes: `{key}="{" ".join((value, *behind))}"`'
    return suggest(name, known, what) if known else "leave it out"


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, line, column, then slug, each diagnostic once."""
    return sorted(set(diagnostics), key=lambda d: (d.span, d.slug, d.message))


def as_text(diagnostic: Diagnostic, line: str = "") -> str:
    """Write a diagnostic for a terminal; `line` is the source line it points at, if it is at hand."""
    span = diagnostic.span
    where = f"{span.path}:{span.line}:{span.column}"
    parts = [f"{where}: {diagnostic.severity.value}: {diagnostic.message} [{diagnostic.slug}]"]
    if line.strip():
        gutter = f"  {span.line} | "
        before = "".join("\t" if character == "\t" else " " for character in line[: span.column - 1])
        parts += [gutter + line, " " * (len(gutter) - 2) + "| " + before + "^"]
    if diagnostic.hint:
        parts.append(f"hint: {diagnostic.hint}")
    return "\n".join(parts)


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Give a diagnostic as a JSON object for editors and CI."""
    span = diagnostic.span
    return {
        "severity": diagnostic.severity.value,
        "slug": diagnostic.slug,
        "message": diagnostic.message,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "hint": diagnostic.hint,
    }
