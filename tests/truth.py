"""What modules say of the project and its pilots, held against the facts that they name (`modules/<slug>/facts.yaml`).

The facts are `modules/pilots.yaml` and `modules/project.yaml`; a path names one: `pilots.baltic-home.figures.exhibits`,
`project.name`, `pilots.pitching.lessons.0`, `cross_cutting_lessons.2`. A module's list says which of its words rest on
which facts, and which names it has made up. What is advice needs no facts, as long as it does not speak of the pilot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

import yaml

from builder.nodes import Container, Image, Inline, Module, Table, plain_text

TOLD = frozenset({"case", "voice"})
"""Blocks that speak of the pilot with every word; others do where their title says so."""

WORDS = dict(
    zip(
        [
            *("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
            *(
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
                "twenty",
                "thirty",
                "forty",
                "fifty",
            ),
        ],
        [*range(3, 21), 30, 40, 50],
        strict=True,
    )
)
"""Numbers that people write in words; one and two are words like others."""

_NUMBER = re.compile(rf"\d{{1,2}}:\d\d|\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“\"'(]*[A-Z0-9])")
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")
_CODE = re.compile(r"[A-Z]{1,2}(?:-\d)?")
"""Letters that mark rows and places in drawings and tables."""

_OPENS = re.compile(r"(?:^(?:\d+\s)?|[.!?:|(/→•…]|[—–=]\s|(?:^|\s)[\"'(\[])\s*[\"'(\[]*$")
"""What stands before a word that is written with a capital wherever it comes from."""

PLAIN = frozenset(
    [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
        *("PDF", "CSV", "Mr", "Ms", "GDPR", "SMS", "USB"),
    ]
)
"""Words written with a capital that say nothing of anybody."""


@dataclass(frozen=True)
class Saying:
    """Words of a module, and the facts they rest on."""

    text: str
    facts: tuple[str, ...]
    sum: str = ""
    """How a number follows from numbers of the facts: `22 * 4`; times of day count as minutes: `12:05 - 11:05`."""


@dataclass(frozen=True)
class Line:
    """One run of words in a module; of a table, one row."""

    text: str
    told: bool
    """Stands in a block that speaks of the pilot."""


@cache
def facts(folder: Path) -> dict[str, object]:
    """Read the facts: pilots by their ids, and all else by its own keys."""
    pilots = yaml.safe_load((folder / "pilots.yaml").read_text(encoding="utf-8"))
    project = yaml.safe_load((folder / "project.yaml").read_text(encoding="utf-8"))
    return {**project, **pilots, "pilots": {pilot["id"]: pilot for pilot in pilots["pilots"]}}


def at(known: object, path: str) -> object:
    """Give what stands at a path. Raises KeyError where there is nothing."""
    for step in path.split("."):
        parts = dict(enumerate(known)) if isinstance(known, list) else known
        if not isinstance(parts, dict):
            raise KeyError(path)
        known = {str(key): part for key, part in parts.items()}[step]
    return known


def words_of(known: object) -> str:
    """Give all words of a fact and of the names of its parts."""
    if isinstance(known, dict):
        return " ".join(f"{str(key).replace('_', ' ')} {words_of(value)}" for key, value in known.items())
    return " ".join(map(words_of, known)) if isinstance(known, list) else str(known)


def counts_of(known: object) -> Iterator[float]:
    """Give how many there are of what a fact lists, at every depth."""
    if isinstance(known, dict | list):
        yield float(len(known))
        for part in known.values() if isinstance(known, dict) else known:
            yield from counts_of(part)


def numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the numbers of a text with the places where they begin and end."""
    for found in _NUMBER.finditer(text):
        yield found[0], found.start(), found.end()


def value(number: str) -> float | str:
    """Give what a number amounts to; a time of day is itself."""
    if ":" in number:
        return number.zfill(5)
    return float(WORDS.get(number.lower(), 0) or number.replace(",", "").rstrip("."))


def lines(module: Module) -> Iterator[Line]:
    """Give every run of words of a module."""
    data = module.metadata
    yield from (Line(text, False) for text in (data.summary, *(one.text for one in data.objectives)) if text)
    for page in module.pages:
        yield from _lines(page, False)


def _lines(node: object, told: bool) -> Iterator[Line]:
    if isinstance(node, tuple):
        if node and all(isinstance(part, Inline) for part in node):
            yield Line(flat(plain_text(node)), told)
        for part in node:
            yield from _lines(part, told)
    elif isinstance(node, Table):
        yield Line(flat(plain_text(node.caption)), told)
        for row in (node.header, *node.rows):
            yield Line(flat(" | ".join(plain_text(cell).strip() for cell in row)), told)
    elif isinstance(node, Image):
        yield Line(flat(node.alt), told)
    elif is_dataclass(node) and not isinstance(node, type):
        if isinstance(node, Container) and (source := node.option("source")):
            yield Line(flat(source), True)
        told = told or (isinstance(node, Container) and (node.kind in TOLD or _speaks(plain_text(node.title))))
        for part in fields(node):
            if part.name not in ("span", "row_spans", "folder"):
                yield from _lines(getattr(node, part.name), told)


def _speaks(title: str) -> bool:
    return title.startswith("The pilot")


def flat(text: str) -> str:
    """Write blanks and quotes in one way."""
    return " ".join(text.replace("\u00a0", " ").translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'}).split())


def sentences(text: str) -> list[str]:
    """Part a line into its sentences."""
    return _SENTENCE.split(text)


def names(text: str) -> Iterator[str]:
    """Give words written with a capital where none has to be."""
    for found in _NAME.finditer(text):
        if not _OPENS.search(text[: found.start()]) and not _CODE.fullmatch(found[0]):
            yield found[0]
