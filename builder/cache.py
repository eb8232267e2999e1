"""What was built from what: fingerprints of sources and jobs, and the record of them beside the products.

Folders go in, digests come out; nothing here reads a module or imports a library, so a build with nothing to do
costs no more than reading its files. Lost or damaged, the record is begun anew: it can cost time, never correctness.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from builder.diagnostics import BuildError, Diagnostic, Severity
from builder.source import Span

NAME = ".coursewright.json"
"""The record's name in the output folder: hidden, since no author has a use for it."""

_FORM = 3
"""Raised when the record's form changes."""

_DROPPINGS = re.compile(r"\.DS_Store|Thumbs\.db|.*~|\..*\.sw.|__pycache__|.*\.pyc")
"""What editors, desktops and Python leave behind."""


@dataclass(frozen=True, slots=True)
class Product:
    """One thing a job wrote."""

    name: str
    """File in the output folder."""
    size: int
    """Bytes of the file."""
    pages: int
    """Printed pages, 0 for a screen product."""
    folder: str = ""
    """Folder beside it with the same files unpacked, if there is one."""
    seal: tuple[int, int] | None = None
    """What the disk said when it was written; another answer means that another hand was there."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """How a job ended that wrote its product."""

    fingerprint: str
    product: Product
    diagnostics: tuple[Diagnostic, ...] = ()
    """What rendering had to say; said again when the job is skipped."""


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """What reading and checking a module gave."""

    digest: str
    """Of its folder."""
    title: str
    language: str
    summary: str
    outline: str
    """Digest of all that other modules' messages and products can depend on; empty if it can't be read."""
    spared: tuple[str, ...] = ()
    """Targets that are made of it when they are named, or where their product lies already."""
    void: tuple[str, ...] = ()
    """Targets that it has nothing for."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Record:
    """Everything known from earlier builds into one output folder."""

    shared: str = ""
    """Digest of what all modules share, from which the rest was made."""
    control_files: str = ""
    """The catalogue's folder of control files."""
    title: str = ""
    order: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    """Of each module."""
    volumes: tuple[str, ...] = ()
    """Of all modules together."""
    last: tuple[str, ...] = ()
    """Those of them that tell of the other products."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Those of the catalogue."""
    modules: dict[str, ModuleRecord] = field(default_factory=dict)
    jobs: dict[str, JobRecord] = field(default_factory=dict)
    """By name: `<slug>.<target>`, or the target alone where it is of all modules."""


def digest(parts: Iterable[str | bytes]) -> str:
    """Digest texts so that where one ends and the next begins counts."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        octets = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        made.update(len(octets).to_bytes(8, "big"))
        made.update(octets)
    return made.hexdigest()


def folder_digest(folder: Path) -> str:
    """Digest names and contents of all files below a folder; raises BuildError where one can't be read."""
    made = hashlib.blake2b(digest_size=20)
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _DROPPINGS.fullmatch(name))
        for name in sorted(files):
            if not _DROPPINGS.fullmatch(name):
                path = Path(where, name)
                made.update(f"\0{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
                made.update(_file_digest(path))
    return made.hexdigest()


def _file_digest(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "blake2b").digest()
    except OSError as problem:
        if path.is_symlink():
            return b"leads nowhere"  # the check of media says so to the author
        raise BuildError(f"{path}: can't be read: {problem.strerror or problem}") from problem


def seal(path: Path, folder: Path | None = None) -> tuple[int, int] | None:
    """Ask the disk what a product looks like: its time in nanoseconds, and the bytes in it and its folder.

    None where a part of it is missing.
    """
    try:
        state = path.stat()
        size = state.st_size
        if folder is not None:
            for where, _, files in os.walk(folder):
                size += sum(os.stat(os.path.join(where, name)).st_size for name in files)
            if not (folder / "index.html").is_file():
                return None
    except OSError:
        return None
    return state.st_mtime_ns, size


def is_untouched(product: Product, output: Path) -> bool:
    """Tell whether a product is still there as it was written."""
    folder = output / product.folder if product.folder else None
    return product.seal is not None and seal(output / product.name, folder) == product.seal


def load(output: Path) -> Record:
    """Read the record of an output folder; an empty one if there is none that can be used."""
    try:
        told = json.loads((output / NAME).read_text(encoding="utf-8"))
        if told.pop("form") != _FORM:
            return Record()
        told["diagnostics"] = _diagnostics(told["diagnostics"])
        for name in ("order", "targets", "volumes", "last"):
            told[name] = tuple(told[name])
        for slug, values in told["modules"].items():
            lists = {name: tuple(values[name]) for name in ("spared", "void")}
            said = _diagnostics(values["diagnostics"])
            told["modules"][slug] = ModuleRecord(**values | lists | {"diagnostics": said})
        for name, values in told["jobs"].items():
            made = values["product"]
            product = Product(**made | {"seal": tuple(made["seal"])})
            told["jobs"][name] = JobRecord(values["fingerprint"], product, _diagnostics(values["diagnostics"]))
        return Record(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Record()


def save(record: Record, output: Path) -> None:
    """Write the record, whole or not at all; raises BuildError where the disk refuses."""
    from builder.package import package, write_package

    text = json.dumps({"form": _FORM} | asdict(record), separators=(",", ":"), default=_plain)
    write_package(package("json", {"record.json": text.encode("ascii")}), output / NAME)


def _plain(value: object) -> object:
    if isinstance(value, Severity):
        return value.value
    raise TypeError(f"{value!r} has no place in the record")


def _diagnostics(told: list[dict[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(Severity(one["severity"]), one["slug"], one["message"], Span(**one["span"]), one["hint"])
        for one in told
    )
