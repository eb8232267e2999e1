"""Opens a SCORM package, ours or anybody's, as an LMS does at upload, and as if it were sent by an enemy."""

from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING

from builder.diagnostics import BuildError
from builder.play.findings import Finding
from builder.play.manifest import MANIFEST, Manifest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 2 << 30
"""Bytes that all files together may unpack to."""
LARGEST_MANIFEST = 16 << 20
MOST_FILES = 20_000
_RATIO = 1000
"""How much smaller than its content an entry of more than a megabyte may be: deflate reaches 1,030 at best."""
_CONTROL = (".xsd", ".dtd")


class ScormPackage:
    """A package opened for reading; files are read when they are asked for, by any thread."""

    def __init__(
        self, path: Path, archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], manifest: Manifest
    ) -> None:
        self.path = path
        self.manifest = manifest
        self._archive = archive
        self._names = names
        self._lock = Lock()
        self.findings: tuple[Finding, ...] = (*manifest.findings, *_listed(manifest, names))
        """What can be said without playing it."""

    @property
    def names(self) -> frozenset[str]:
        """Names of all files, exactly as they are written."""
        return frozenset(self._names)

    def read(self, name: str) -> bytes | None:
        """Give a file's content, None where there is no such file; capitals count, as on an LMS's server.

        Raises BuildError where the archive is damaged there.
        """
        entry = self._names.get(name)
        if entry is None:
            return None
        with self._lock:
            return _read(self._archive, entry)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()


@dataclass(frozen=True, slots=True)
class _Bad:
    """Why an entry can't be taken."""

    why: str


def open_package(path: Path) -> ScormPackage:
    """Open a package; raises BuildError where it can't be read, is unsafe to unpack, or is no SCORM package."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as problem:
        raise BuildError(f"{path}: there is no such file") from problem
    except OSError as problem:
        raise BuildError(f"{path}: can't be read: {problem.strerror or problem}") from problem
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as problem:
        raise BuildError(f"{path}: this is no zip file, so no SCORM package ({problem})") from problem
    try:
        names = _names(archive)
        manifest = read_manifest(_manifest(archive, names))
    except BuildError as problem:
        archive.close()
        raise BuildError(f"{path}: {problem}") from problem
    return ScormPackage(path, archive, names, manifest)


def _names(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Give the files by name; raises BuildError for what no careful LMS would unpack."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise BuildError(f"{len(entries)} files are more than the {MOST_FILES} that are taken")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST:
        raise BuildError(f"it would unpack to {total} bytes; {LARGEST} are taken")
    names: dict[str, zipfile.ZipInfo] = {}
    folded: dict[str, str] = {}
    for entry in entries:
        if bad := _bad(entry):
            raise BuildError(f"`{entry.filename}` {bad.why}: the package is not safe to unpack")
        if entry.is_dir():
            continue
        if entry.filename in names:
            raise BuildError(f"`{entry.filename}` is in it twice")
        other = folded.setdefault(entry.filename.casefold(), entry.filename)
        if other != entry.filename:
            raise BuildError(f"`{entry.filename}` and `{other}` differ in capitals only: one would replace the other")
        names[entry.filename] = entry
    return names


def _bad(entry: zipfile.ZipInfo) -> _Bad | None:
    # `orig_filename` is what stands in the archive, before Python mends backslashes and cuts at a null.
    name = entry.orig_filename
    steps = PurePosixPath(name).parts
    if "\0" in name or "\\" in name:
        return _Bad("has a name with a backslash or a null")
    if name.startswith("/") or ".." in steps or (steps and ":" in steps[0]):
        return _Bad("leads out of the package")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _Bad("is a link")
    if entry.flag_bits & 0x1:
        return _Bad("is encrypted")
    if entry.file_size > 1 << 20 and entry.file_size > _RATIO * max(entry.compress_size, 1):
        return _Bad("is a bomb: it grows more than a thousandfold")
    return None


def _manifest(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> bytes:
    entry = names.get(MANIFEST)
    if entry is None:
        near = sorted(name for name in names if name.casefold().endswith(MANIFEST))
        if near:
            raise BuildError(f"`{near[0]}` is not at the root: zip the content of its folder, not the folder")
        if "cmi5.xml" in names:
            raise BuildError("this is a cmi5 package, not a SCORM package")
        raise BuildError(f"there is no {MANIFEST} in it: this is no SCORM package")
    if entry.file_size > LARGEST_MANIFEST:
        raise BuildError(f"{MANIFEST} is larger than {LARGEST_MANIFEST} bytes")
    return _read(archive, entry)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as problem:
        raise BuildError(f"`{entry.filename}` can't be unpacked: {problem}") from problem


def _listed(manifest: Manifest, names: dict[str, zipfile.ZipInfo]) -> Iterator[Finding]:
    """Compare the files listed with the files there."""
    for item in manifest.items:
        if item.file not in names:
            yield Finding("error", "no-start-page", "the start page is not in the package", item.title, item.file)
    folded = {name.casefold(): name for name in names}
    starts = {item.file for item in manifest.items}
    for name in sorted(manifest.files - names.keys() - starts):
        near = folded.get(name.casefold())
        words = f"the file is called `{near}`: most servers mind capitals" if near else "listed, but not in the package"
        yield Finding("error", "missing-file", words, name)
    for name in sorted(names.keys() - manifest.files):
        if name != MANIFEST and not name.lower().endswith(_CONTROL):
            yield Finding("warning", "unlisted-file", "in the package, but listed by no resource", name)
