"""The output folder while a build works in it: one build at a time, and no leavings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.diagnostics import BuildError

_LEAVINGS = ".coursewright-*"
"""Names of files and folders that are being written (`builder/package.py`)."""


@contextmanager
def occupied(output: Path, notice: Callable[[str], None]) -> Iterator[int]:
    """Keep other builds out of the folder inside the `with` block; give the descriptor that holds the lock, or -1.

    What a killed build left half-written is removed before, what a stopped one leaves is removed after. The system
    takes the lock back however the process ends. Raises BuildError where the folder can't be made.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise BuildError(f"{output}: can't be made: {problem.strerror or problem}") from problem
    lock = _locked(output, notice)
    try:
        if lock >= 0:
            sweep(output)
        yield lock
    except BaseException:
        sweep(output)
        raise
    finally:
        if lock >= 0:
            os.close(lock)


def _locked(output: Path, notice: Callable[[str], None]) -> int:
    try:
        import fcntl
    except ImportError:  # Windows: files still appear whole, only two builds at once may do work twice
        return -1
    lock = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        notice(f"another build is writing to {output}: waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:  # some network file systems know no locks
        os.close(lock)
        return -1
    return lock


def sweep(output: Path) -> None:
    """Remove what was being written when a build ended early."""
    for path in output.glob(_LEAVINGS):
        remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
