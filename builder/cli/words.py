"""What the commands say, and how: lines, columns, JSON, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, as_text

MENDED, TO_MEND, REFUSED, STOPPED = 0, 1, 2, 130
"""Exit codes: nothing to mend; an author has something to mend; the command or the system would not; stopped."""


def code(found: Sequence[Diagnostic], strict: bool) -> int:
    """Give the exit code that diagnostics call for."""
    wrong = any(strict or one.severity is Severity.ERROR for one in found)
    return TO_MEND if wrong else MENDED


def verdict(found: Sequence[Diagnostic]) -> str:
    """Count errors and warnings in words."""
    errors = sum(one.severity is Severity.ERROR for one in found)
    counts = [number(n, word) for n, word in ((errors, "error"), (len(found) - errors, "warning")) if n]
    return ", ".join(counts) or "nothing to mend"


def number(number: int, word: str) -> str:
    """Count things in words."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def with_line(diagnostic: Diagnostic, root: Path) -> str:
    """Write a diagnostic with the line it points at."""
    from builder.source import read_source

    try:
        line = read_source(root / diagnostic.span.path, root).line(diagnostic.span.line)
    except (OSError, ValueError):
        line = ""
    return as_text(diagnostic, line)


def print_columns(rows: Sequence[tuple[str, ...]], right: tuple[int, ...] = ()) -> None:
    """Print rows in columns; those named in `right` are set to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        padded = [cell.rjust(width) if n in right else cell.ljust(width) for n, (cell, width) in enumerate(cells)]
        print("  ".join(padded).rstrip())


def print_json(value: object) -> None:
    """Print a value for another program."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def near(path: Path) -> str:
    """Name a path as somebody in the current folder would."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def say(words: str) -> None:
    """Tell the person at the terminal; standard output stays for what was asked for."""
    print(words, file=sys.stderr, flush=True)
