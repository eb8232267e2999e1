"""Names in SVG that do something: elements that run or embed, attributes that hold an address.

What drawing programs add under namespaces of their own does nothing in a browser and is not looked at.
"""

from __future__ import annotations

import re

from builder.check.addresses import plain

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
EVENTS = "http://www.w3.org/2001/xml-events"
BASE = "http://www.w3.org/XML/1998/namespace base"

_ACTIVE = frozenset(
    ["animation", "applet", "audio", "canvas", "embed", "frame", "handler", "iframe", "listener", "object", "prefetch",
     "video"]
)  # fmt: skip
"""Elements of SVG 1.2 Tiny and 2 that run or embed something."""

_HTML = (
    "a abbr address article aside b bdi bdo blockquote body br caption center cite code col colgroup data dd del dfn "
    "div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 head header hr html i img ins kbd li main mark nobr "
    "ol p pre q s samp section small span strike strong style sub sup table tbody td tfoot th thead time title tr tt u "
    "ul var wbr"
)
_WORDS = frozenset(_HTML.split())
"""Elements of HTML that a `foreignObject` may hold: words and how they look."""

ANIMATIONS = frozenset(["animate", "set", "animateColor", "animateMotion", "animateTransform"])
POINTERS = ANIMATIONS | {"a", "discard", "mpath", "textPath", "tref", "view"}
"""Elements whose `href` draws nothing again."""

ADDRESSES = frozenset(["href", "src", "background"])
LISTS = frozenset(["srcset", "imagesrcset", "ping", "attributionsrc"])
"""Attributes with several addresses: no drawing program writes one."""

PROSE = re.compile(r"content|id|class|title|alt|label|aria-.*|data-.*")
"""Attributes that are never taken for CSS: draw.io keeps its own file in `content`."""


def runs(space: str, tag: str) -> bool:
    """Tell whether an element runs or embeds something in a browser; those of drawing programs do nothing there."""
    plain_tag = tag.casefold()
    if plain_tag == "script" or space == EVENTS:
        return True
    return plain_tag not in _WORDS if space == XHTML else space in (SVG, "") and plain_tag in _ACTIVE


def is_link(address: str) -> bool:
    """Tell whether who follows an address gets to a page or a file, and nothing else is opened."""
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain(address), re.IGNORECASE)
    return scheme is None or scheme[1].lower() in ("http", "https", "mailto", "tel")
