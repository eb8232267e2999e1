"""Plays a package: serves it to a person's browser, or lets scripted learners play it and reports."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from builder.diagnostics import BuildError, suggest
from builder.places import product_templates
from builder.play.browser import find_browser, running
from builder.play.names import PROFILES, SCRIPTS
from builder.play.package import ScormPackage, open_package
from builder.play.report import Report, run_of, write_report
from builder.play.server import Platform, serving

Say = Callable[[str], None]
"""Takes a line about what goes on."""

PATIENCE = 90.0
"""Seconds that one scripted learner may take, with the browser's start."""

_PAGES = (
    "forms.js", "model.js", "records.js", "endings.js", "strict.js", "profiles.js", "stage.js", "hand.js", "expect.js",
    "checks.js", "learner.js", "lms.js", "lms.html", "frame.html",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What to play, and how."""

    package: Path
    profiles: tuple[str, ...] = ("strict",)
    """For a person, the first is chosen when the page opens."""
    scripts: tuple[str, ...] = ()
    """Learners to play; none: a person plays."""
    report: Path | None = None
    """Folder for the report of scripted learners."""
    port: int = 0
    open_browser: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it."""

    report: Report
    files: tuple[Path, ...] = ()
    """What was written, the page to read first."""

    @property
    def green(self) -> bool:
        """Tell whether nothing grave was found."""
        return self.report.green


def play(order: Order, say: Say, until: Event | None = None) -> Result:
    """Play a package.

    Without scripts this serves until `until` is set (or, in a terminal, until the user stops it, which is
    KeyboardInterrupt). Raises BuildError for an unknown name, a file that is no SCORM package, a port in use, or a
    browser that is not there or does not answer.
    """
    for names, known, what in ((order.profiles, PROFILES, "profile"), (order.scripts, SCRIPTS, "script")):
        for name in names:
            if name not in known:
                raise BuildError(f"there is no {what} `{name}`; {suggest(name, known, f'{what}s')}")
    if order.scripts:
        find_browser()  # before anything else is done
    package = open_package(order.package)
    try:
        templates = product_templates()
        with serving(package, _pages(templates), order.port) as platform:
            if not order.scripts:
                return _by_hand(order, platform, say, until or Event())
            report = _by_script(order, platform, say)
        files = write_report(report, order.report, templates) if order.report else ()
        return Result(report, files)
    finally:
        package.close()


def _pages(templates: Path) -> dict[str, bytes]:
    """Gather the platform's own files by path."""
    from builder.render import Brand
    from builder.render.theme import theme_css

    pages = {f"/lms/{name}": (templates / "lms" / name).read_bytes() for name in _PAGES}
    styles = [(templates / "styles" / "tokens.css"), (templates / "lms" / "lms.css")]
    sheet = theme_css(Brand()) + "\n".join(path.read_text(encoding="utf-8") for path in styles)
    pages["/lms/style.css"] = sheet.encode()
    for font in (templates / "fonts").glob("*.woff2"):
        pages[f"/lms/fonts/{font.name}"] = font.read_bytes()
    return pages


def _by_hand(order: Order, platform: Platform, say: Say, until: Event) -> Result:
    address = f"{platform.address}?{urlencode({'profile': order.profiles[0]})}" if order.profiles else platform.address
    for one in platform.package.findings:
        say(f"{one.severity}: {one.message} ({one.element}{' ' if one.value else ''}{one.value})")
    say(f"The package is at {address} (this machine only). Stop with Ctrl+C.")
    if order.open_browser and not webbrowser.open(address):
        say("No browser could be opened; open the address yourself.")
    while not until.wait(0.5):
        pass
    return Result(Report(platform.package, (*platform.package.findings, *platform.findings), ()))


def _by_script(order: Order, platform: Platform, say: Say) -> Report:
    wish = {"profiles": ",".join(order.profiles), "scripts": ",".join(order.scripts)}
    with running(f"{platform.address}?{urlencode(wish)}") as browser:
        last = monotonic()
        while True:
            try:
                kind, told = platform.messages.get(timeout=0.5)
            except Empty:
                browser.check()
                if monotonic() - last > PATIENCE:
                    raise BuildError(f"nothing was heard from the browser for {PATIENCE:.0f} seconds") from None
                continue
            last = monotonic()
            if kind == "failed":
                raise BuildError(f"the page of the platform failed: {told}")
            if kind == "report":
                return _report(platform, told)
            say(_progress(platform.package, told))


def _report(platform: Platform, told: Mapping[str, Any]) -> Report:
    try:
        runs: Sequence[Mapping[str, Any]] = told["runs"]
        return Report(
            platform.package,
            (*platform.package.findings, *platform.findings),
            tuple(run_of(run) for run in runs),
            tuple(told["profiles"]),
            tuple(told["scripts"]),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise BuildError(f"the page of the platform sent a report that can't be read: {problem!r}") from problem


def _progress(package: ScormPackage, told: Mapping[str, Any]) -> str:
    part = f", {package.manifest.items[told['item']].title}" if len(package.manifest.items) > 1 else ""
    errors = int(told["errors"])
    verdict = "green" if not errors else f"{errors} error{'s' if errors > 1 else ''}"
    return f"{told['profile']}, {told['script']}{part}: {verdict} in {told['seconds']:.1f} s"
