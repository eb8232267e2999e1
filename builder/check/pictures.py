"""Checks of the files that a module shows or links to: pictures do nothing but be seen, and are what they say they are.

An SVG file is a document: opened by itself in an LMS, a script in it acts as the learner who opened it. Pages show it
with `<img>`, where browsers run and load nothing, but nobody stops a learner from opening the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from builder.check.addresses import MOST_PIXELS
from builder.check.base import Subject
from builder.check.svg import Fault, svg_faults
from builder.diagnostics import Diagnostic, error, warning
from builder.nodes import Image, Link, MediaTarget
from builder.raster import raster_format, raster_size
from builder.source import Span

_LARGEST = 5_000_000
"""Bytes of the largest SVG file: what is larger holds photographs or a map, and is better saved as PNG or JPEG."""

_DOCUMENTS = frozenset(["htm", "html", "shtml", "xht", "xhtml", "xml", "xsl", "xslt"])
"""Endings of files that a browser opens as a document in which scripts may run. A `.js` it shows as text."""

_PACKED = b"\x1f\x8b"
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")


def pictures(subject: Subject) -> Iterator[Diagnostic]:
    """Pictures run nothing, load nothing and can be shown and printed; each file is looked at once."""
    first: dict[str, Span] = {}
    shown: set[str] = set()
    opened: dict[str, Span] = {}
    for node in subject.nodes:
        match node:
            case Image(name=name, span=span):
                first.setdefault(name, span)
                shown.add(name)
            case MediaTarget(name=name, span=span):
                first.setdefault(name, span)
            case Link(target=MediaTarget(name=name, span=span)):
                opened.setdefault(name, span)
    root, beside = subject.module.folder.resolve(), PurePosixPath(subject.module.source).parent
    for name, span in first.items():
        path = (root / name).resolve()
        ending = PurePosixPath(name).suffix.lower().lstrip(".")
        if not path.is_relative_to(root) or not path.is_file():
            continue  # the check of media says so
        try:
            if name in shown:
                yield from _picture(name, path, ending, span, beside)
            elif ending in ("svg", "svgz"):
                yield from _svg(name, path, span, beside)
            elif name in opened and ending in _DOCUMENTS:
                message = f"`{name}` is opened inside the LMS, and what runs in it acts as the learner"
                hint = "offer it with `::: download`, which saves it; or link to a PDF or a zip"
                yield warning("active-file", message, opened[name], hint)
        except OSError:
            continue  # building says so, with the reason


def _picture(name: str, path: Path, ending: str, span: Span, beside: PurePosixPath) -> Iterator[Diagnostic]:
    """Look at a file that is shown, by what is in it: browsers and the PDF engine don't trust endings either."""
    with path.open("rb") as stream:
        head = stream.read(256)
        stream.seek(0)
        known = raster_format(head)
        width, height = (raster_size(stream) if known else None) or (0, 0)
    if width * height > MOST_PIXELS:
        message = f"`{name}` has {width} × {height} pixels, more than {MOST_PIXELS // 1_000_000} millions"
        yield error("large-picture", message, span, "save it smaller: 4000 pixels on the longer side are plenty")
    if ending == "svg" and known:
        message = f"`{name}` is a {known} picture: browsers don't show it under this ending"
        yield error("media-content", message, span, f"call it `.{known.lower()}`")
    elif ending == "svg" or head.startswith(_PACKED):
        yield from _svg(name, path, span, beside)
    elif _MARKUP.match(head):
        message = f"`{name}` is no picture of the kind that its ending says"
        hint = "if it is an SVG, call it `.svg`; if a web page was saved in its place, save the picture itself"
        yield error("media-content", message, span, hint)


def _svg(name: str, path: Path, span: Span, beside: PurePosixPath) -> Iterator[Diagnostic]:
    if path.stat().st_size > _LARGEST:
        message = f"`{name}` is larger than {_LARGEST // 1_000_000} MB"
        yield error("broken-svg", message, span, "simplify it, or save it as PNG, if it holds photographs as JPEG")
        return
    content = path.read_bytes()
    if content.startswith(_PACKED):
        message = f"`{name}` is a compressed SVG, which an LMS delivers as if it were none"
        yield error("broken-svg", message, span, "save it as plain SVG")
        return
    for fault in svg_faults(content):
        yield _told(fault, str(beside / name), span)


def _told(fault: Fault, name: str, span: Span) -> Diagnostic:
    """Make a fault one of the place that refers to the file; its message names the line in the file for editors."""
    more = f" (and {fault.times - 1} more like it)" if fault.times > 1 else ""
    message, hint = f"{name}:{fault.line}:{fault.column}: {fault.words}{more}", fault.hint
    match fault.kind:
        case "broken":
            return error("broken-svg", message, span, hint)
        case "active":
            return error("active-svg", message, span, hint)
        case "outside":
            return error("svg-loads", message, span, hint)
        case "embedded":
            return error("svg-embeds", message, span, hint)
        case "link":
            return warning("svg-link", message, span, hint)
        case "words":
            return warning("svg-words", message, span, hint)
