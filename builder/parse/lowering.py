"""What lowering one module needs to remember: its source, where reports go, numbers given so far, ids in use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Report, error
from builder.source import Source, Span


@dataclass(slots=True)
class Lowering:
    """The state of one run from tokens to nodes."""

    source: Source
    report: Report
    md: MarkdownIt
    attempts: int | None = None
    """Attempts a question gets when it says nothing."""
    confidence: bool = False
    """Whether a question asks how sure the learner is when it says nothing."""
    counts: dict[str, int] = field(default_factory=dict)
    """Numbers given so far, by what is counted."""
    ids: dict[str, Span] = field(default_factory=dict)
    """Ids in use with where they were given."""
    authored: set[str] = field(default_factory=set)
    """Ids the author wrote anywhere in the module: made ones give way to them."""
    terms: dict[str, str] = field(default_factory=dict)
    """Ids of the glossary's entries by folded term."""
    definitions: dict[str, SyntaxTreeNode] = field(default_factory=dict)
    """Footnote texts by label."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Footnote numbers by label."""
    marks: dict[str, int] = field(default_factory=dict)
    """How many marks point at a footnote, by label."""
    lines: tuple[int, int] = (1, 1)
    """First and last line (inclusive, from 1) of the block being read."""

    def count(self, what: str) -> int:
        """Give the next number of `what`, from 1."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def span(self, node: SyntaxTreeNode) -> Span:
        """Give the first character of a block."""
        if node.map is None:
            return self.source.span(self.lines[0])
        return self.source.locate(node.map[0] + 1, node.map[0] + 1, "")

    def locate(self, needle: str) -> Span:
        """Find a text in the block being read."""
        return self.source.locate(*self.lines, needle)

    @contextmanager
    def within(self, node: SyntaxTreeNode, since: int = 0) -> Iterator[None]:
        """Take `node`'s lines as the block being read, and those from line `since` on, where its attributes stand."""
        outer = self.lines
        if node.map is not None:
            first = node.map[0] + 1
            self.lines = (min(since, first) if since else first, max(first, node.map[1]))
        try:
            yield
        finally:
            self.lines = outer

    def claim(self, identifier: str, span: Span) -> str:
        """Take an id the author wrote; a second use, or one that is no fit id, is reported."""
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", identifier):
            hint = f"use letters, digits and hyphens, as in `{slugify(identifier)}`"
            self.report(error("bad-id", f"`{identifier}` can't be an id", span, hint))
            return self.free(slugify(identifier), span)
        if is_reserved(identifier):
            hint = f"choose another one, such as `{identifier}-page`"
            self.report(error("bad-id", f"the player uses the id `{identifier}` itself", span, hint))
            return self.free(identifier, span)
        first = self.ids.get(identifier)
        if first:
            message = f"the id `{identifier}` is used twice; it was given first in line {first.line}"
            self.report(error("duplicate-id", message, span, "give each page, block and question an id of its own"))
            return self.free(identifier, span)
        self.ids[identifier] = span
        return identifier

    def free(self, wanted: str, span: Span) -> str:
        """Take an id that nobody has, not the documents themselves either: a number or `part` is added where needed."""
        identifier, number = _own(wanted), 1
        while identifier in self.ids or identifier in self.authored:
            number += 1
            identifier = _own(f"{wanted}-{number}")
        self.ids[identifier] = span
        return identifier


def _own(identifier: str) -> str:
    if re.search(r"-(title|label|stem|todo|entry)$", identifier):  # what belongs to a page or a question ends so
        return f"{identifier}-part"
    return f"part-{identifier}" if is_reserved(identifier) else identifier


def is_reserved(identifier: str) -> bool:
    """Tell whether the documents use an id themselves: landmarks of the player, parts of the booklet, footnotes."""
    return identifier in _RESERVED or re.fullmatch(r"note(ref)?-\d+(-\d+)?", identifier) is not None


def slugify(text: str) -> str:
    """Make an ASCII id of a heading; letters without an ASCII form are written by the commonest transcription."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        return "part"
    return slug if slug[0].isalpha() else f"part-{slug}"


_RESERVED = frozenset(
    ["main", "menu", "course", "course-results", "answer-key", "contents-of-this-booklet", "credits-of-this-booklet"]
)
_CYRILLIC = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o "
    "п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia"
)
_LATIN = "ß=ss ø=o ł=l æ=ae đ=d ı=i þ=th œ=oe"
_LETTERS = str.maketrans(dict(pair.split("=") for pair in f"{_CYRILLIC} {_LATIN}".split(" ")))
