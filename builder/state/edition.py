"""A built package as an edition of its module: its outline, the words of its pages, its identity to an LMS."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from builder.diagnostics import BuildError
from builder.state.outline import Outline, read_outline

ENTRY = "index.html"
MANIFEST = "imsmanifest.xml"

_COURSE = re.compile(r'<script\b[^>]*\bid="course"[^>]*>(.*?)</script>', re.DOTALL)
_BLOCK = 1 << 20
_LARGEST = 64 << 20
"""Bytes of a page or manifest that are read at most: a hostile zip may claim any size."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of a module."""

    name: str
    """Where it was found."""
    outline: Outline
    texts: dict[str, str]
    """All words of each page, by id."""
    media: dict[str, tuple[int, int]]
    """Size and CRC-32 of each of the author's files, by name: never read whole, as there may be videos."""
    standard: str
    """`SCORM 1.2`, `SCORM 2004` or `web`."""
    identity: tuple[str, ...]
    """Identifiers of the manifest, its organization, item and resource: what an LMS knows the course by."""


def open_edition(package: Path | bytes) -> Edition:
    """Read a package that Coursewright built, as a zip or an unpacked folder.

    Raises BuildError for what can't be read or was not built by Coursewright.
    """
    name = "package" if isinstance(package, bytes) else str(package)
    try:
        folder = isinstance(package, Path) and package.is_dir()
        files, media = _folder(Path(name)) if folder else _archive(package)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as problem:
        raise BuildError(f"{name}: can't be read as a package: {problem}") from problem
    page = files.get(ENTRY, b"").decode(errors="replace")
    found = _COURSE.search(page)
    if not found:
        raise BuildError(f"{name}: this is no package of Coursewright: {ENTRY} with the course in it is missing")
    try:
        outline = read_outline(json.loads(found[1]))
    except ValueError as problem:
        raise BuildError(f"{name}: {problem}") from problem
    standard, identity = _identity(files.get(MANIFEST), name)
    words = _Words()
    words.feed(page)
    texts = {page.id: " ".join(" ".join(words.pages.get(page.id, [])).split()) for page in outline.pages}
    return Edition(name, outline, texts, media, standard, identity)


_Files = tuple[dict[str, bytes], dict[str, tuple[int, int]]]
"""What is read, and size and CRC-32 of the author's files."""


def _folder(folder: Path) -> _Files:
    files = {name: (folder / name).read_bytes() for name in (ENTRY, MANIFEST) if (folder / name).is_file()}
    media = {}
    for path in sorted((folder / "content").rglob("*")):
        if path.is_file():
            checksum = 0
            with path.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    checksum = zlib.crc32(block, checksum)
            media[path.relative_to(folder).as_posix()] = (path.stat().st_size, checksum)
    return files, media


def _archive(package: Path | bytes) -> _Files:
    files, media = {}, {}
    with zipfile.ZipFile(io.BytesIO(package) if isinstance(package, bytes) else package) as archive:
        for entry in archive.infolist():
            if entry.filename in (ENTRY, MANIFEST):
                if entry.file_size > _LARGEST:
                    raise zipfile.BadZipFile(f"{entry.filename} is too large")
                files[entry.filename] = archive.read(entry)
            elif entry.filename.startswith("content/"):
                media[entry.filename] = (entry.file_size, entry.CRC)
    return files, media


def _identity(manifest: bytes | None, name: str) -> tuple[str, tuple[str, ...]]:
    if manifest is None:
        return "web", ()
    try:
        root = ElementTree.fromstring(manifest)
    except ElementTree.ParseError as problem:
        raise BuildError(f"{name}: {MANIFEST} can't be read: {problem}") from problem
    elements = {local: [one for one in root.iter() if one.tag.rpartition("}")[2] == local] for local in _NAMED}
    version = next((one.text or "" for one in elements["schemaversion"]), "")
    identity = [root.get("identifier", "")]
    for local in ("organization", "item", "resource"):
        identity += [one.get("identifier", "") for one in elements[local]]
    return ("SCORM 1.2" if version.strip() == "1.2" else "SCORM 2004"), tuple(identity)


_NAMED = ("schemaversion", "organization", "item", "resource")


class _Words(HTMLParser):
    """Collects the words of each `<section data-page>`, with the addresses of what it shows and links to."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, list[str]] = {}
        self._page: list[str] | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a page, and note what an element shows."""
        given = dict(attrs)
        if tag == "section":
            if given.get("data-page"):
                self._page = self.pages.setdefault(str(given["data-page"]), [])
                self._depth = 0
            self._depth += 1
        if self._page is not None:
            self._page += [value for name in ("src", "href", "alt", "poster") if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        """End a page with its own section, not with one inside it."""
        if tag == "section":
            self._depth -= 1
            if self._depth <= 0:
                self._page = None

    def handle_data(self, data: str) -> None:
        """Keep words that stand on a page."""
        if self._page is not None:
            self._page.append(data)
