"""What the plays share: one browser, one server, packages built once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from built import ROOT, Built, build_pilot, build_text
from hands import Finger, Hand, Keyboard, Mouse
from server import Server, serving
from stage import Stage, Watch, opened, watched
from tools import chromium, npm_package

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as served:
        yield served


ARGUMENTS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")
"""No sandbox, as tests often run as root; no name is looked up, so nothing can leave this machine."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def remembering(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps a page which was left, and shows it again as it was; else this is switched off for tests."""
    started = browser.browser_type.launch(
        executable_path=chromium(), args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield started
    started.close()


@pytest.fixture(scope="session")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Built]:
    """Build a module of the project for a target, once."""
    folder = tmp_path_factory.mktemp("pilots")
    made: dict[tuple[str, str], Built] = {}

    def build(slug: str, target: str) -> Built:
        if (slug, target) not in made:
            made[slug, target] = build_pilot(slug, target, folder)
        return made[slug, target]

    return build


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the whole project with its web products and catalogue, as the command line makes it."""
    folder = tmp_path_factory.mktemp("output")
    options = ["--project", str(ROOT), "--target", "web,catalogue", "--output", str(folder)]
    subprocess.run([sys.executable, "-m", "builder", "build", *options], check=True, capture_output=True, cwd=ROOT)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Built]:
    """Build a module from its text for a target."""

    def build(text: str, target: str, name: str = "bike-check") -> Built:
        return build_text(text, target, tmp_path, name)

    return build


@pytest.fixture
def watched_context(browser: Browser, server: Server) -> Iterator[tuple[BrowserContext, Watch]]:
    with watched(browser, server) as opened:
        yield opened


@pytest.fixture
def context(watched_context: tuple[BrowserContext, Watch]) -> BrowserContext:
    """A fresh profile of the browser; whatever goes wrong in it fails the test at its end."""
    return watched_context[0]


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A fresh profile on a small screen to be touched."""
    size = {"width": 360, "height": 740}
    with watched(browser, server, has_touch=True, is_mobile=True, viewport=size) as (context, _):
        yield context


@pytest.fixture(params=["mouse", "touch", "keyboard"])
def by_hand(request: pytest.FixtureRequest, server: Server) -> Iterator[Callable[[Built], tuple[Page, Hand]]]:
    """Show a package's page, to be worked by mouse, by touch on a phone, by keyboard alone: three runs of a test."""
    context: BrowserContext = request.getfixturevalue("phone" if request.param == "touch" else "context")
    keyboards: list[Keyboard] = []

    def show(built: Built) -> tuple[Page, Hand]:
        page = opened(context, server, built)
        if request.param == "keyboard":
            keyboards.append(Keyboard(page, page.main_frame))
            return page, keyboards[-1]
        return page, Finger() if request.param == "touch" else Mouse()

    yield show
    assert [trouble for keyboard in keyboards for trouble in keyboard.lost] == []


@pytest.fixture
def unscripted(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A profile of a browser that runs no script."""
    with watched(browser, server, java_script_enabled=False) as (context, _):
        yield context


@pytest.fixture
def watch(watched_context: tuple[BrowserContext, Watch]) -> Watch:
    return watched_context[1]


@pytest.fixture
def stage(context: BrowserContext, server: Server) -> Callable[[str], Stage]:
    """Open the page of an LMS: `strict` or `scorm-again`."""

    def open_lms(lms: str = "strict") -> Stage:
        if lms == "scorm-again":
            npm_package("scorm-again")
        return Stage(context, server, lms)

    return open_lms
