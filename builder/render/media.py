"""Names of a module's own files in a package: plain ASCII, in a folder of their own."""

from __future__ import annotations

from pathlib import PurePosixPath

from builder.names import ascii_name
from builder.nodes import Image, Link, MediaTarget, Module, walk


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
