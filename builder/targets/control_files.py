"""Control files: schemas and the like that an author puts at a SCORM package's root, for LMSs that ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.diagnostics import BuildError
from builder.package import Content, is_portable

_JUNK = frozenset(["desktop.ini", "thumbs.db"])
"""What file managers leave behind, besides hidden files."""


def control_files(folder: Path | None, target: str, *, taken: Iterable[str]) -> dict[str, Content]:
    """Give the files of a folder by the names they get in the package.

    A folder inside it that is named like the target holds the files for that target alone. None are needed, and none
    come with the product: the licence of the IMS schemas leaves it to whoever has them. Raises BuildError where the
    folder is missing, a name is not portable, or the file would take the place of one of the package's own.
    """
    if folder is None:
        return {}
    start = folder / target if (folder / target).is_dir() else folder
    if not start.is_dir():
        raise BuildError(f"{folder}: the folder named by `control_files:` is not there")
    occupied = {name.lower() for name in taken}
    found: dict[str, Content] = {}
    for path in sorted(start.rglob("*")):
        name = path.relative_to(start).as_posix()
        if not path.is_file() or path.name.lower() in _JUNK or any(part[0] in ".~" for part in name.split("/")):
            continue
        if not path.resolve().is_relative_to(start.resolve()):
            raise BuildError(f"{path}: this control file is a link that leads out of its folder")
        if not is_portable(name):
            raise BuildError(f"{path}: rename this control file; use letters a-z, digits, `.`, `-` and `_`")
        if name.lower() in occupied:
            raise BuildError(f"{path}: this control file would replace the package's own `{name}`")
        found[name] = path
    return found
