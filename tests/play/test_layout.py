"""How pages stand in the browser: no sideways scrolling, no jumping, few requests, few bytes."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from built import Built, pilot_slugs
from learner import Learner, wrong
from server import Server
from stage import Stage, Watch, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

SLUGS = pilot_slugs()
Pilot = Callable[[str, str], Built]

NOT_TEXT = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg", ".woff2")

SIDEWAYS = """() => {
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const scrolls = (node) => node && node !== document.body &&
    (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  const sticksOut = (node) => node.getBoundingClientRect().right > innerWidth + 0.5 && node.checkVisibility();
  return [...document.body.querySelectorAll('*')].filter((node) => sticksOut(node) && !scrolls(node.parentElement))
    .map((node) => node.outerHTML.slice(0, 120));
}"""
"""What sticks out to the right where the page can be scrolled that way."""

SHIFTS = """window.__shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.__shifts.push([shift.startTime, shift.value,
    shift.sources.map((source) => source.node ? (source.node.outerHTML || source.node.textContent).slice(0, 80) : '')]);
}).observe({ type: 'layout-shift', buffered: true });"""

VISIBLE_SHIFTS = """() => {
  const [paint] = performance.getEntriesByName('first-paint');
  if (!paint) return 'nothing painted';
  return window.__shifts.filter(([time]) => time >= paint.startTime).map(([, ...shift]) => shift);
}"""
"""Size and victims of each shift; before the first paint there is nothing to be seen."""


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (768, 1024)])
@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_scrolls_sideways(
    pilot: Pilot, context: BrowserContext, server: Server, slug: str, width: int, height: int
) -> None:
    """320 × 256 is a window of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10)."""
    built = pilot(slug, "web")
    server.packages[built.name] = built.files
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(server.url(f"/packages/{built.name}/index.html"))
    learner = Learner(settled(page), built.course)
    found: list[str] = []
    for one in built.course["pages"]:
        learner.open(one["id"])
        found += [f"{one['id']}: {node}" for node in page.evaluate(SIDEWAYS)]
        for question in learner.on_page(one["id"]):
            learner.answer(question, wrong(question))
        found += [f"{one['id']}, answered: {node}" for node in page.evaluate(SIDEWAYS)]
    assert found == []


SLOW = {"offline": False, "latency": 60, "downloadThroughput": 400_000, "uploadThroughput": 400_000}
"""A middling phone: the fonts come well after the text."""


def shifts_of(
    context: BrowserContext, server: Server, built: Built, width: int, slow: bool
) -> list[tuple[float, list[str]]]:
    """Launch a package with an empty cache and give what moved after the first paint."""
    context.add_init_script(SHIFTS)
    house = Stage(context, server)
    house.page.set_viewport_size({"width": width, "height": 740})
    line = context.new_cdp_session(house.page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    if slow:
        line.send("Network.emulateNetworkConditions", SLOW)
    frame = house.launch(built)
    house.page.wait_for_timeout(200)
    shifts: list[tuple[float, list[str]]] = frame.evaluate(VISIBLE_SHIFTS)
    return shifts


slow_and_fast = pytest.mark.parametrize("slow", [False, True], ids=["fast", "slow"])
phone_and_desk = pytest.mark.parametrize("width", [360, 1280])


@slow_and_fast
@phone_and_desk
@pytest.mark.parametrize("slug", SLUGS)
def test_player_moves_nothing(
    pilot: Pilot, context: BrowserContext, server: Server, slug: str, width: int, slow: bool
) -> None:
    """What the player adds to the page has its place already; fonts are left out, as they are the next test's."""
    built = pilot(slug, "scorm12")
    style = re.sub(rb"@font-face ?{[^}]*}", b"", built.files["player/style.css"])
    plain = replace(built, name=f"{built.name}-plain", files={**built.files, "player/style.css": style})
    shifts = shifts_of(context, server, plain, width, slow)
    assert sum(value for value, _ in shifts) < 0.01, shifts


@slow_and_fast
@phone_and_desk
@pytest.mark.parametrize("slug", SLUGS)
def test_fonts_move_nothing(
    pilot: Pilot, context: BrowserContext, server: Server, slug: str, width: int, slow: bool
) -> None:
    """A font that comes late is left for the next page view (`font-display: optional`)."""
    shifts = shifts_of(context, server, pilot(slug, "scorm12"), width, slow)
    assert sum(value for value, _ in shifts) < 0.01, shifts


@pytest.mark.parametrize("slug", SLUGS)
def test_first_page_takes_few_requests(
    pilot: Pilot, context: BrowserContext, watch: Watch, server: Server, slug: str
) -> None:
    built = pilot(slug, "scorm12")
    house = Stage(context, server)
    house.launch(built)
    house.page.wait_for_timeout(300)
    asked = [url for url in watch.asked if f"/packages/{built.name}/" in url]
    own = [url for url in asked if "/content/" not in url]
    assert 3 <= len(own) <= 8, asked
    assert len(asked) - len(own) <= 2, "pictures of other pages wait until they are near"


@pytest.mark.parametrize("target", ["scorm12", "scorm2004", "web"])
@pytest.mark.parametrize("slug", SLUGS)
def test_packages_are_small(pilot: Pilot, slug: str, target: str) -> None:
    built = pilot(slug, target)
    player = sum(len(gzip.compress(built.files[f"player/{name}"], mtime=0)) for name in ("player.js", "style.css"))
    assert player < 25_000, "the bar for a player with its styles, compressed"
    with zipfile.ZipFile(io.BytesIO(built.archive)) as archive:
        files = [entry for entry in archive.infolist() if not entry.filename.endswith(NOT_TEXT)]
    # The words of a module may be as many as its author writes; what is added to them is counted.
    added = [entry for entry in files if entry.filename != "index.html" and not entry.filename.startswith("content/")]
    assert sum(entry.compress_size for entry in added) <= 38_000
