"""What a target makes: an ordered set of named files, and how it becomes one file on disk."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from builder.diagnostics import BuildError

Content = bytes | Path
"""A file's bytes, or the path of media to copy: video never sits in memory."""

STORED = frozenset(
    (
        ".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp",
        ".aac", ".flac", ".m4a", ".m4v", ".mp3", ".mp4", ".ogg", ".opus", ".webm",
        ".docx", ".epub", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".xlsx",
        ".7z", ".gz", ".woff", ".woff2", ".zip",
    )
)  # fmt: skip
"""File types that are packed already: deflating them again costs time and gains nothing."""

_NAME = re.compile(r"(?!.*(^|/)\.{1,2}(/|$))[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
"""Names that mean the same to every file system, web server and unzipper (no blank, `#`, `%`, `..`, or drive)."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold. No clock, file time or SOURCE_DATE_EPOCH has a say in it."""

_PLAIN_FILE = 0o100644 << 16
"""A regular file that all may read, as zip's external attributes hold it: never a link, whatever lay on the disk."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """The files of one product, in memory."""

    extension: str
    """`zip` for an archive of all files, or the extension of the single file."""
    files: tuple[tuple[str, Content], ...]
    """Names (ASCII, `/` separators, unique) with their content, sorted by name."""
    first: str = ""
    """The entry that must stand first in the archive, if any."""
    pages: int = 0
    """Printed pages, 0 for a screen product."""

    def names(self) -> tuple[str, ...]:
        """Give the names in archive order."""
        return tuple(name for name, _ in self.files)


def is_portable(name: str) -> bool:
    """Tell whether a file may be called so in a package."""
    return _NAME.fullmatch(name) is not None


def package(extension: str, files: Mapping[str, Content], *, first: str = "", pages: int = 0) -> Package:
    """Make a package.

    File names that could trouble an LMS, or that meet on a disk that takes `A` for `a`, are a mistake of the
    target, and so is a single-file product of several files: they raise ValueError.
    """
    folded: set[str] = set()
    for name in files:
        if not is_portable(name):
            raise ValueError(f"file name not fit for a package: {name!r}")
        if name.lower() in folded:
            raise ValueError(f"file name differs from another in capitals only: {name!r}")
        folded.add(name.lower())
    for name in files:
        if any(str(parent) in folded for parent in PurePosixPath(name.lower()).parents):
            raise ValueError(f"file name is that of another's folder: {name!r}")
    if first and first not in files:
        raise ValueError(f"the first entry is not among the files: {first!r}")
    if extension != "zip" and len(files) != 1:
        raise ValueError(f"a {extension} file has one content, not {len(files)}")
    ordered = sorted(files.items(), key=lambda item: (item[0] != first, item[0]))
    return Package(extension, tuple(ordered), first, pages)


def size_of(content: Content) -> int:
    """Give the size in bytes; raises BuildError where media can't be looked at."""
    if isinstance(content, bytes):
        return len(content)
    try:
        return content.stat().st_size
    except OSError as problem:
        raise BuildError(f"{content}: can't be read: {problem.strerror or problem}") from problem


def write_package(product: Package, destination: Path) -> None:
    """Write one file, whole or not at all; the same package always gives the same bytes.

    Zip entries are stored or deflated, 0644, with a fixed time stamp and in the package's order; Zip64 only where a
    file is larger than 2 GiB or there are more than 65,535. Raises BuildError where the disk refuses.
    """
    temporary: str | None = None
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".coursewright-", dir=destination.parent)
        with os.fdopen(descriptor, "w+b") as stream:
            if product.extension == "zip":
                _write_zip(product, stream)
            else:
                _copy(product.files[0][1], stream)
        os.chmod(temporary, 0o644)
        os.replace(temporary, destination)
        temporary = None
    except OSError as problem:
        raise _refused(destination, problem) from problem
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def write_folder(product: Package, destination: Path) -> None:
    """Write a package's files as a folder, to be opened as they are; a folder that was there is replaced.

    The files are written beside it first, so that a failure leaves the old folder alone. Raises BuildError where the
    disk refuses.
    """
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".coursewright-", dir=destination.parent) as beside:
            fresh = Path(beside, "fresh")
            for name, content in product.files:
                path = fresh / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as sink:
                    _copy(content, sink)
            if destination.exists():
                os.replace(destination, Path(beside, "former"))
            os.replace(fresh, destination)
    except OSError as problem:
        raise _refused(destination, problem) from problem


def _refused(destination: Path, problem: OSError) -> BuildError:
    """Word a refusal of the disk, with the file it is about where that is not the product itself."""
    about = problem.filename if isinstance(problem.filename, str) else ""
    where = "" if not about or Path(about).parent == destination.parent else f" ({about})"
    return BuildError(f"{destination}: can't be written: {problem.strerror or problem}{where}")


def _write_zip(product: Package, stream: IO[bytes]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in product.files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = _PLAIN_FILE
            entry.create_system = 3  # Unix, wherever it is built: the mode above is read only so
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in STORED else zipfile.ZIP_DEFLATED
            if isinstance(content, bytes):
                archive.writestr(entry, content, compresslevel=6)
            else:
                entry.file_size = size_of(content)  # told beforehand, it decides on Zip64
                with archive.open(entry, "w") as sink:
                    _copy(content, sink)


def _copy(content: Content, sink: IO[bytes]) -> None:
    if isinstance(content, bytes):
        sink.write(content)
        return
    with content.open("rb") as source:
        shutil.copyfileobj(source, sink, _BLOCK)
