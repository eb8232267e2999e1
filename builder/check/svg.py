"""What is wrong with an SVG picture that is packed, opened by itself in an LMS, and printed.

A picture is drawn and does nothing: it runs nothing, loads nothing, and what print would miss is told. The parser is
expat, which the PDF engine reads with: it tells lines, and it is stopped where a DOCTYPE declares anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import unquote
from xml.parsers import expat

from builder.check.addresses import Verdict, judge, loads, plain
from builder.check.growth import DEEPEST, MOST_DRAWN, Growth
from builder.check.svgnames import (
    ADDRESSES,
    ANIMATIONS,
    BASE,
    EVENTS,
    LISTS,
    POINTERS,
    PROSE,
    SVG,
    XLINK,
    is_link,
    runs,
)

_ENCODINGS = re.compile(r"utf-?8|utf-?16|(us-)?ascii|iso-8859-\d+|latin1|windows-125\d", re.IGNORECASE)
"""In these, what reads as ASCII is ASCII. In others, such as ISO-2022-JP, browsers could read what is not seen here."""

_OWN_DTD = re.compile(r"https?://www\.w3\.org/")

Kind = Literal["broken", "active", "outside", "embedded", "link", "words"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it is first."""

    kind: Kind
    words: str
    hint: str
    line: int
    column: int
    times: int = 1
    """How often it is there, or something that is mended alike."""


_TOLD = 4
"""Faults that are told one by one if they are mended alike."""


_PLAIN = "save it as plain SVG, without what the drawing program keeps for itself, or as PNG"
_REMOVE = "remove it: pictures are drawn and run nothing; or save the picture as PNG"
_EMBED = "embed the picture in the drawing (Inkscape: Extensions, Images, Embed), or draw it there"
_STYLE = "write the styles into the file; turn text in fonts of its own into paths"
_HINTS = {
    Verdict.SCRIPT: _REMOVE,
    Verdict.DATA: "embed PNG, JPEG, GIF or WebP, and fonts in styles alone",
    Verdict.LARGE: "embed it with fewer pixels",
}
_KINDS: dict[Verdict, Kind] = {Verdict.SCRIPT: "active", Verdict.DATA: "embedded", Verdict.LARGE: "embedded"}


def svg_faults(content: bytes) -> tuple[Fault, ...]:
    """Give what is wrong with an SVG file, each thing once, in the order of their lines."""
    reader = _Reader()
    reader.read(content)
    return tuple(sorted(reader.found.values(), key=lambda fault: (fault.line, fault.column)))


class _Stop(Exception):  # noqa: N818 - it is none of the author's errors: it stops the parser
    """Raised where reading on is of no use, or dangerous."""


@dataclass(slots=True)
class _Open:
    """An element that has begun."""

    number: int
    tag: str
    style: list[str]
    line: int = 0
    """Where the text in it begins."""


class _Reader:
    """Looks at a picture piece by piece, as expat reads it."""

    def __init__(self) -> None:
        self.found: dict[str, Fault] = {}
        """What is wrong, by its wording."""
        self._growth = Growth()
        self._uses: dict[int, tuple[int, int]] = {}
        self._open: list[_Open] = []
        self._foreign = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, content: bytes) -> None:
        """Read a file from beginning to end, or to where it can't be read."""
        try:
            self._parser.Parse(content, True)
        except _Stop:
            return
        except expat.ExpatError as problem:
            message = f"it is not well-formed: {expat.ErrorString(problem.code)}"
            hint = "browsers show nothing of it: save it anew, or mend what is there"
            self._note("broken", message, hint, (problem.lineno, problem.offset + 1))
            return
        except (LookupError, ValueError):
            self._note("broken", "its encoding can't be read", "save it with the encoding UTF-8", (1, 1))
            return
        drawn, depth, circle = self._growth.measure()
        if circle is not None:
            self._note("broken", "this draws itself, without end", "let it refer to something else", self._uses[circle])
        elif drawn > MOST_DRAWN:
            message = f"it draws more than {MOST_DRAWN} parts, counting what is used again"
            self._note("broken", message, "simplify it, or save it as PNG", (1, 1))
        elif depth > DEEPEST:
            self._deep((1, 1))

    def _deep(self, place: tuple[int, int] | None = None) -> None:
        message = f"elements stand in elements, more than {DEEPEST} levels deep"
        self._note("broken", message, "ungroup what needs no group, or save it as PNG", place)

    def _note(self, kind: Kind, words: str, hint: str, place: tuple[int, int] | None = None) -> None:
        """Note a fault where the parser is. Equal ones count as one, and so does the rest of many mended alike."""
        line, column = place or (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        alike = [fault for fault in self.found.values() if fault.hint == hint]
        before = self.found.get(words) or (alike[-1] if len(alike) >= _TOLD else None)
        if before is None:
            self.found[words] = Fault(kind, words, hint, line, column)
        else:
            self.found[before.words] = replace(before, times=before.times + 1)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and not _ENCODINGS.fullmatch(encoding):
            self._note("broken", f"its encoding is `{_short(encoding)}`", "save it with the encoding UTF-8")
            raise _Stop

    def _doctype(self, name: str, system: str | None, public: str | None, own: int) -> None:
        """Let a reference to SVG's own DTD pass, which nobody loads; nothing may be declared (XML 1.0, 2.8)."""
        if own:
            self._note("broken", "its DOCTYPE declares entities or other things of its own", _PLAIN)
            raise _Stop
        if system and not _OWN_DTD.match(system):
            self._note("outside", f"its DOCTYPE leads to `{_short(system)}`", "remove the line `<!DOCTYPE …>`")

    def _entity(self, name: str, parameter: bool) -> None:
        self._note("broken", f"the entity `&{name};` is not known", "write the character itself")

    def _instruction(self, target: str, data: str) -> None:
        if target.casefold() == "xml-stylesheet":
            self._note("outside", "`<?xml-stylesheet …?>` loads a style sheet", _STYLE)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self._open and name != f"{SVG} svg":
            what = "it has no `xmlns`" if tag == "svg" and not space else f"its first element is `<{_short(tag)}>`"
            hint = f'an SVG file begins with `<svg xmlns="{SVG}" …>`'
            self._note("broken", f"it is no SVG: {what}", hint)
            raise _Stop
        if len(self._open) >= DEEPEST:
            self._deep()
            raise _Stop
        if runs(space, tag):
            self._note("active", f"`<{_short(tag)}>` is no part of a picture", _REMOVE)
        parent = self._open[-1].number if self._open else None
        number = self._growth.add(parent, tag, attributes.get("id", ""))
        self._open.append(_Open(number, tag, []))
        self._foreign += tag == "foreignObject"
        for attribute, value in attributes.items():
            self._attribute(space, tag, attribute, value)

    def _attribute(self, space: str, tag: str, attribute: str, value: str) -> None:
        within, _, name = attribute.rpartition(" ")
        if within == EVENTS or (not within and name.casefold().startswith("on")):
            self._note("active", f"the attribute `{_short(name)}` runs a script", _REMOVE)
        elif attribute == BASE:
            if plain(value):
                self._note("outside", f"`xml:base` leads to `{_short(value)}`", "remove the attribute")
        elif (within == XLINK and name == "href") or (not within and name.casefold() in ADDRESSES):
            self._address(space, tag, value)
        elif not within and name.casefold() in LISTS and plain(value):
            self._note("outside", f"`{_short(name)}` leads to `{_short(value)}`", "remove the attribute")
        elif not within and name == "attributeName" and tag in ANIMATIONS:
            animated = value.strip().rpartition(":")[2].casefold()
            if animated in ADDRESSES or animated.startswith("on"):
                self._note("active", f"`<{tag}>` changes `{_short(value)}`", _REMOVE)
        elif not within and ("(" in value or "\\" in value or "@" in value) and not PROSE.fullmatch(name):
            self._css(value, f"`{_short(name)}`", None)

    def _address(self, space: str, tag: str, value: str) -> None:
        verdict = judge(value)
        words = f"`<{_short(tag)}>` leads to `{_short(value)}`"
        if verdict is Verdict.OUTSIDE and tag == "a":
            hint = "remove it, and set the link in the text: in a picture on a page it can't be followed"
            self._note("link" if is_link(value) else "outside", words, hint)
        elif verdict is Verdict.OUTSIDE:
            self._note("outside", words, _EMBED)
        elif verdict is not Verdict.INSIDE:
            self._note(_KINDS[verdict], words, _HINTS[verdict])
        elif space == SVG and tag not in POINTERS:
            self._use(value)

    def _css(self, text: str, where: str, start: int | None) -> None:
        """Look at styles in an attribute, or in an element whose text begins at line `start`."""
        for below, address in loads(text):
            verdict = judge(address, font=True)
            if verdict is Verdict.INSIDE:
                if start is None:
                    self._use(address)
                continue
            place = None if start is None else (start + below, 1)
            words = f"{where} loads `{_short(address)}`"
            self._note(_KINDS.get(verdict, "outside"), words, _HINTS.get(verdict, _STYLE), place)

    def _use(self, address: str) -> None:
        """Keep what an element draws beside what stands in it."""
        name = plain(address)
        if name.startswith("#"):
            number = self._open[-1].number
            self._growth.use(number, unquote(name[1:]))
            self._uses.setdefault(number, (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1))

    def _text(self, text: str) -> None:
        here = self._open[-1]
        if here.tag == "style":
            here.line = here.line or self._parser.CurrentLineNumber
            here.style.append(text)
        elif self._foreign and here.tag not in ("title", "desc") and text.strip():
            message = "words in `<foreignObject>` are missing in print, or cut short"
            hint = "draw them as text: turn off HTML labels (Mermaid), formatted text and word wrap (draw.io)"
            self._note("words", message, hint)

    def _end(self, name: str) -> None:
        here = self._open.pop()
        self._foreign -= here.tag == "foreignObject"
        if here.style:
            self._css("".join(here.style), "`<style>`", here.line)


def _short(text: str) -> str:
    """Shorten what is shown of a file in a message, to one line without marks of Markdown."""
    one = " ".join(plain(text).replace("`", "'").split())
    return one if len(one) <= 60 else one[:59] + "…"
