"""How pages stand in the browser: no sideways scrolling, no jumping, few requests, few bytes."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
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
  return [...document.body.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > innerWidth + 0.5 &&
    node.checkVisibility() && !scrolls(node.parentElement)).map((node) => node.outerHTML.slice(0, 120));
}"""
"""What sticks out to the right where the page can be scrolled that way."""

SHIFTS = """window.__shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.__shifts.push([shift.value,
    shift.sources.map((source) => source.node ? (source.node.outerHTML || source.node.textContent).slice(0, 80) : '')]);
}).observe({ type: 'layout-shift', buffered: true });"""


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


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("target", ["scorm12", "web"])
@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_jumps_while_loading(
    pilot: Pilot, context: BrowserContext, server: Server, slug: str, target: str, width: int
) -> None:
    """On a cold and slow line, with fonts that come after the text."""
    built = pilot(slug, target)
    context.add_init_script(SHIFTS)
    house = Stage(context, server)
    house.page.set_viewport_size({"width": width, "height": 740})
    line = context.new_cdp_session(house.page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 60, "downloadThroughput": 400_000, "uploadThroughput": 400_000},
    )
    frame = house.launch(built)
    house.page.wait_for_timeout(300)
    shifts = frame.evaluate("window.__shifts")
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
    assert 3 <= len(asked) <= 8, asked


@pytest.mark.parametrize("target", ["scorm12", "scorm2004", "web"])
@pytest.mark.parametrize("slug", SLUGS)
def test_packages_are_small(pilot: Pilot, slug: str, target: str) -> None:
    built = pilot(slug, target)
    player = sum(len(gzip.compress(built.files[f"player/{name}"], mtime=0)) for name in ("player.js", "style.css"))
    assert player < 20_000
    with zipfile.ZipFile(io.BytesIO(built.archive)) as archive:
        text = sum(entry.compress_size for entry in archive.infolist() if not entry.filename.endswith(NOT_TEXT))
    assert text <= 60_000
