"""Names of a module's own files in a package: plain ASCII, in a folder of their own."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from unicodedata import normalize

from builder.nodes import Image, Link, MediaTarget, Module, walk

_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"})
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_IN_LATIN = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya e i yi ye g"
_TRANSCRIBED = str.maketrans(dict(zip(_CYRILLIC, _IN_LATIN.replace("_", "\0").split(), strict=True)))


def media_addresses(module: Module) -> dict[str, str]:
    """Give each file that a module refers to its address in the package: `content/` and a plain ASCII name.

    A function of the sorted names alone, so that an edit elsewhere renames nothing.
    """
    named: set[str] = set()
    for node in walk(module.pages):
        match node:
            case Image(name=name) | Link(target=MediaTarget(name=name)):
                named.add(name)
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(named):
        path = PurePosixPath(name)
        stem, ending = ascii_name(path.stem), ascii_name(path.suffix.lstrip("."))
        ending = f".{ending}" if path.suffix else ""
        number, address = 2, f"content/{stem}{ending}"
        while address in taken:
            number, address = number + 1, f"content/{stem}-{number}{ending}"
        taken.add(address)
        addresses[name] = address
    return addresses


def ascii_name(text: str) -> str:
    """Write a name with `a-z 0-9 -` only; what has no such letters is called `file`."""
    lower = normalize("NFC", text).lower().translate(_LATIN).translate(_TRANSCRIBED)
    plain = normalize("NFKD", lower).encode("ascii", "ignore").decode().replace("\0", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "file"
