"""Places in what is printed, and links to them, in HTML that our templates have written.

It is well-formed and its text is escaped, so a bare quotation mark stands around attributes alone: that is why
expressions can find them.
"""

from __future__ import annotations

import re

_PLACE = re.compile(r'(?<=\s)(id|aria-labelledby)="([^"]*)"')
_LINK = re.compile(r'(?<=\s)href="#([^"]*)"')
_ANCHOR = re.compile(r'<a\b[^>]*\shref="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

AWAY = "/"
"""Begins the address of a place in another module of the same book: `#/slug/place`."""


def without_dead_links(html: str, elsewhere: frozenset[str] = frozenset()) -> str:
    """Leave only the words of links to places that are neither in the document nor `elsewhere` in the book."""
    there = {match[2] for match in _PLACE.finditer(html)} | elsewhere
    return _ANCHOR.sub(lambda match: match[0] if match[1] in there else match[2], html)


def places_of(html: str) -> frozenset[str]:
    """Give the ids in a document."""
    return frozenset(match[2] for match in _PLACE.finditer(html) if match[1] == "id")


def place_in(slug: str, place: str) -> str:
    """Give the id that a place of a module has in a book of several; that of its beginning where `place` is empty.

    No id that an author can write, and none of ours, has a slash.
    """
    return f"{slug}/{place}"


def made_unique(html: str, slug: str) -> str:
    """Turn ids and links of a module into those of a book of several."""

    def link(match: re.Match[str]) -> str:
        target = match[1]
        return f'href="#{target[1:] if target.startswith(AWAY) else place_in(slug, target)}"'

    unique = _PLACE.sub(lambda match: f'{match[1]}="{place_in(slug, match[2])}"', html)
    return _LINK.sub(link, unique)
