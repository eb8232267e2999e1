"""Where a text came from: the text of one source file, and positions in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A position in a source file, as editors show it."""

    path: str
    """Path relative to the project root, with `/` separators."""
    line: int
    """Line, counted from 1."""
    column: int = 1
    """Character in the line, counted from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one source file."""

    path: str
    """Path relative to the project root, with `/` separators."""
    text: str
    """The whole text: no byte-order mark, line ends are `\\n`."""
    folder: Path = field(default=Path(), compare=False)
    """The folder that relative references start from."""

    def line(self, number: int) -> str:
        """Give line `number` (from 1) without its end, or an empty text past the end."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def span(self, line: int, column: int = 1) -> Span:
        """Make a span in this file."""
        return Span(self.path, line, column)

    def locate(self, first: int, last: int, needle: str) -> Span:
        """Find `needle` in lines `first` to `last` (inclusive).

        The exact position is given only where the text stands there once; otherwise the first
        character of the first line that is not blank: never a guess.
        """
        found: list[Span] = []
        lines = _lines(self.text)
        for number in range(first, min(last, len(lines)) + 1):
            line, start = lines[number - 1], 0
            while needle and (column := line.find(needle, start)) >= 0:
                found.append(self.span(number, column + 1))
                start = column + len(needle)
        if len(found) == 1:
            return found[0]
        line = self.line(first)
        return self.span(first, len(line) - len(line.lstrip()) + 1)


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[str, ...]:
    """Part a text into lines; kept, since every span of a long module asks for them."""
    return tuple(text.split("\n"))


def read_source(path: Path, root: Path) -> Source:
    """Read a UTF-8 source file below `root`.

    A byte-order mark and Windows line ends are taken off, as Notepad writes both.
    Raises OSError where the file can't be read, UnicodeDecodeError where it is not UTF-8.
    """
    text = path.read_bytes().decode("utf-8-sig")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path.relative_to(root).as_posix(), text, path.parent)
