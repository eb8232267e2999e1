"""Finds a Chromium or Chrome on this machine and runs it without a window."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import BuildError

VARIABLE = "CHROMIUM"
_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome-browser",
    "microsoft-edge", "msedge",
)  # fmt: skip
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

_OPTIONS = (
    "--headless=new", "--disable-gpu", "--mute-audio", "--no-first-run", "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync", "--disable-component-update", "--disable-background-networking", "--disable-popup-blocking",
    # A window of its own puts the page that opened it behind, where timers slow down.
    "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-dev-shm-usage", "--window-size=1440,960",
    # No name is looked up: a strange package reaches nobody while it is tried without a person.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip


def find_browser() -> str:
    """Give the path of a browser; raises BuildError where there is none."""
    wanted = os.environ.get(VARIABLE)
    if wanted:
        if found := shutil.which(wanted):
            return found
        raise BuildError(f"{VARIABLE} names `{wanted}`, which is no program")
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if Path(place).is_file():
            return place
    raise BuildError(
        "scripted learners need Chromium, Chrome or Edge, and none was found; install one, or name it in the variable "
        f"{VARIABLE}"
    )


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that runs without a window."""

    process: subprocess.Popen[bytes]
    words: Path
    """File of what it says on standard error."""

    def check(self) -> None:
        """Raise BuildError where it has ended before its time."""
        if self.process.poll() is not None:
            lines = self.words.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            last = f": {lines[-1]}" if lines else ""
            raise BuildError(f"the browser has ended by itself with code {self.process.returncode}{last}")


@contextmanager
def running(address: str) -> Iterator[Browser]:
    """Run a browser on an address while the context lasts, with a profile of its own that is thrown away.

    Raises BuildError where there is none or it does not start.
    """
    path = find_browser()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with tempfile.TemporaryDirectory(prefix="coursewright-", ignore_cleanup_errors=True) as profile:
        options = [*_OPTIONS, *(["--no-sandbox"] if root else []), f"--user-data-dir={profile}", address]
        words = Path(profile, "stderr.txt")
        try:
            # A group of its own, since the program on the path may be a script around the browser.
            with words.open("wb") as sink:
                started = subprocess.Popen(
                    [path, *options],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=sink, start_new_session=True,
                )  # fmt: skip
        except OSError as problem:
            raise BuildError(f"{path}: the browser does not start: {problem.strerror or problem}") from problem
        try:
            yield Browser(started, words)
        finally:
            _stop(started)


def _stop(started: subprocess.Popen[bytes]) -> None:
    """End the browser and what it started."""
    if os.name == "nt":
        started.terminate()
    else:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(started.pid, number)
                started.wait(3)
            except (ProcessLookupError, PermissionError):
                break
            except subprocess.TimeoutExpired:
                continue
            break
    started.wait(10)
