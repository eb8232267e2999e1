"""Where a play takes place: a page of the browser with an LMS or without one, and all that goes wrong on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from built import Built
from server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, Request, Response

READY = '[data-part="session"] > *'
"""Stands in the page once the player's session is open."""

WATCH = """
window.__heard = [];
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
  window.__heard.push(type);
  return listen.call(this, type, ...rest);
};
"""


class Watch:
    """Notes what no play may cause: script errors, console errors, dialogs, requests astray."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        """Watch all pages of a context from now on."""
        self.found: list[str] = []
        self.asked: list[str] = []
        """Every address that was asked for, in order."""
        self._server = server
        context.on("console", self._console)
        context.on("weberror", lambda problem: self._note("script error", str(problem.error)))
        context.on("dialog", lambda dialog: (self._note("dialog", dialog.message), dialog.dismiss()))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note("console", message.text)

    def _note(self, kind: str, what: str) -> None:
        self.found.append(f"{kind}: {what}")

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)
        own = (f"http://{self._server.host}/", f"http://{self._server.foreign_host}/lms/")
        home = (*own, "file:", "data:", "about:", "blob:")
        if not request.url.startswith(home):
            self._note("request to another host", request.url)
            return
        if request.is_navigation_request():
            return
        folder = re.match(rf"http://{re.escape(self._server.host)}/packages/[^/]+/", request.frame.url)
        if folder and not request.url.startswith((folder[0], "data:", "blob:")):
            self._note("request that leaves the package", request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"http {response.status}", response.url)


Shown = TypeVar("Shown", "Frame", "Page")


def settled(shown: Shown) -> Shown:
    """Wait until a player has opened its session and nothing moves any more."""
    shown.wait_for_selector(READY, state="attached")
    shown.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => true)")
    return shown


def opened(context: BrowserContext, server: Server, built: Built, width: int = 0) -> Page:
    """Show a package without an LMS, on a screen so wide, or as the context's is."""
    server.packages[built.name] = built.files
    page = context.new_page()
    if width:
        page.set_viewport_size({"width": width, "height": 800})
    page.goto(server.url(f"/packages/{built.name}/index.html"))
    return settled(page) if page.locator("html.js").count() else page


@contextmanager
def watched(browser: Browser, server: Server, **options: Any) -> Iterator[tuple[BrowserContext, Watch]]:
    """Open a fresh profile; at the end nothing may have gone wrong in it."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    context.set_default_timeout(8000)
    context.add_init_script(WATCH)
    watch = Watch(context, server)
    try:
        yield context, watch
    finally:
        context.close()
    assert watch.found == [], "\n".join(watch.found)


@dataclass(frozen=True)
class Turn:
    """What an LMS has after a visit, or during it."""

    version: str
    saved: dict[str, Any]
    """Elements without `cmi.`; `interactions` and `objectives` as lists of records."""
    problems: list[str]
    log: list[dict[str, Any]]

    @property
    def status(self) -> str:
        """The 1.2 status, or the two of 2004 with a stroke between."""
        if self.version == "1.2":
            return str(self.saved.get("core.lesson_status"))
        return f"{self.saved.get('completion_status')} / {self.saved.get('success_status')}"

    @property
    def raw(self) -> str:
        """The score as sent, empty if none was."""
        return str(self.saved.get(self._core("score.raw"), ""))

    def get(self, name: str) -> str:
        """Give an element by its name in 2004; those of 1.2 are `core.` or called otherwise."""
        names = {"location": "lesson_location"} if self.version == "1.2" else {}
        return str(self.saved.get(self._core(names.get(name, name)), ""))

    def _core(self, name: str) -> str:
        return name if self.version == "2004" or name == "suspend_data" else f"core.{name}"

    @cached_property
    def interactions(self) -> list[dict[str, str]]:
        """The records of this visit, as sent: from the calls, since a store may keep those of earlier visits too."""
        records: dict[str, dict[str, str]] = {}
        for call in self.log:
            found = re.fullmatch(r"cmi\.interactions\.(\d+)\.(.+)", str(call["args"][0])) if call["args"] else None
            if found and call["fn"].endswith("SetValue"):
                records.setdefault(found[1], {})[found[2]] = call["args"][1]
        return list(records.values())

    def sent(self) -> list[str]:
        """Calls that change something, shortly: `SetValue cmi.exit=suspend`, `Commit`."""
        calls = [call for call in self.log if "Get" not in call["fn"]]
        return [" ".join([call["fn"].removeprefix("LMS"), "=".join(call["args"])]).strip() for call in calls]

    def refused(self) -> list[dict[str, Any]]:
        """Calls the LMS did not take.

        Error 403 of 2004 for what was never set is no refusal, nor is what the browser would not let an LMS send while
        the page went.
        """
        return [call for call in self.log if _is_refused(call)]


def _is_refused(call: dict[str, Any]) -> bool:
    if (
        call.get("dismissed")
        or call["fn"].endswith("GetLastError")
        or (call["fn"] == "GetValue" and call["err"] == "403")
    ):
        return False
    answers = call["fn"].endswith(("SetValue", "Commit", "Initialize", "Finish", "Terminate"))
    return bool(call["err"] != "0" or (answers and call["ret"] != "true"))


class Stage:
    """An LMS with a learner before it. Relaunching keeps what was committed."""

    def __init__(self, context: BrowserContext, server: Server, lms: str = "strict") -> None:
        """Open the LMS's page; `lms` is `strict` or `scorm-again`."""
        self.server = server
        self.lms = lms
        self.page: Page = context.new_page()
        self.page.goto(server.url("/lms/host.html"))
        self._version = ""

    def launch(self, built: Built, **wish: Any) -> Frame:
        """Launch a package and wait until its player has opened; `wish` goes to `host.launch`."""
        self._version = built.version
        self.server.packages[built.name] = built.files
        url = f"/packages/{built.name}/index.html"
        told = {"url": url, "lms": self.lms, "version": built.version, "store": f"{built.name}-{id(self)}", **wish}
        self.page.evaluate("wish => host.launch(wish)", told)
        frame = self._frame(url)
        return settled(frame)

    def launch_window(self, built: Built, **wish: Any) -> Page:
        """Launch in a window of its own, as many LMSs do."""
        self._version = built.version
        self.server.packages[built.name] = built.files
        url = f"/packages/{built.name}/index.html"
        with self.page.expect_popup() as popup:
            self.page.evaluate(
                "wish => host.launch(wish)",
                {"url": url, "lms": self.lms, "version": built.version, "opened": True, **wish},
            )
        return settled(popup.value)

    def _frame(self, url: str) -> Frame:
        for _ in range(200):
            for frame in self.page.frames:
                if frame.url.partition("#")[0] == self.server.url(url) and not frame.is_detached():
                    return frame
            self.page.wait_for_timeout(10)
        raise AssertionError(f"no frame shows {url}: {[frame.url for frame in self.page.frames]}")

    def leave(self) -> Turn:
        """Go to another page of the LMS."""
        self.page.evaluate("() => host.leave()")
        return self.turn()

    def remove(self) -> Turn:
        """Let the LMS take the frame away."""
        self.page.evaluate("() => host.remove()")
        return self.turn()

    def kill(self) -> Turn:
        """Cut the course off without a warning."""
        self.page.evaluate("() => host.kill()")
        return self.turn()

    def quirk(self, name: str, on: bool) -> None:
        """Switch a quirk of the strict LMS."""
        self.page.evaluate("([name, on]) => host.quirk(name, on)", [name, on])

    def turn(self) -> Turn:
        """Tell what the LMS has now."""
        told = self.page.evaluate("() => host.report()")
        return Turn(self._version, told["saved"], told["problems"], told["log"])
