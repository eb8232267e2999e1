"""Names that mean the same to every file system, address and LMS, and how other names are written so."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import unquote

LONGEST = 60
"""Characters in a module's name: with a folder and an ending it stays within what any disk or LMS takes."""

_MODULE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""A letter first, as in IMS identifiers (XML's NCName); no capitals, which half of all disks don't tell apart."""

_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"})
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_IN_LATIN = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya e i yi ye g"
_TRANSCRIBED = str.maketrans(dict(zip(_CYRILLIC, _IN_LATIN.replace("_", "\0").split(), strict=True)))


def ascii_name(text: str, nameless: str = "file") -> str:
    """Write a name with `a-z 0-9 -` only, at most 80 of them; what has no such letters is called `nameless`."""
    lower = normalize("NFC", text).lower().translate(_LATIN).translate(_TRANSCRIBED)
    plain = normalize("NFKD", lower).encode("ascii", "ignore").decode().replace("\0", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or nameless


def file_name(address: str) -> str | None:
    """Decode a reference to a file of a module, once: its path with `/` separators; None if it leaves the folder."""
    name = unquote(address).replace("\\", "/")
    parts: list[str] = []
    for part in name.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    outside = name.startswith("/") or re.match(r"[A-Za-z]:", name) or not parts
    return None if outside else "/".join(parts)


def module_name_fault(name: str) -> tuple[str, str] | None:
    """Say what is wrong with a module's name, and how it could be mended; None for one that can be used."""
    if _MODULE.fullmatch(name) and len(name) <= LONGEST:
        return None
    plain = ascii_name(name, "module")
    fitted = (plain if plain[0].isalpha() else f"module-{plain}")[:LONGEST].rstrip("-")
    rule = f"use small letters a-z, digits and single hyphens, a letter first, at most {LONGEST}"
    return f"`{name}` can't name a module", f"{rule}; try `{fitted}`"
