"""The log for the help desk: opened by keys or address, read, copied, closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from bike import bike_check
from built import Built
from inspection import RUN, axe
from learner import Learner
from server import Server
from stage import Stage, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

Small = Callable[..., Built]
Open = Callable[..., Stage]

CHORD = "Control+Shift+F9"


@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_keys_open_it_and_it_tells_calls_answers_and_lines(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    words = built.course["strings"]
    house = stage()
    learner = Learner(house.launch(built), built.course)
    learner.open("check")
    learner.answer(built.course["questions"][0], ["b"])
    button = learner.box(built.course["questions"][1]).locator("button:visible").first
    button.focus()
    said = len(house.turn().log)
    house.page.keyboard.press(CHORD)
    dialog = learner.frame.get_by_role("dialog", name="Log of this visit")
    dialog.wait_for()
    assert len(house.turn().log) == said, "to look changes nothing"
    text = dialog.inner_text()
    line = built.course["lines"]["q1"]
    assert (
        f"Which part stops the bike? · Attempts: 1 · Your answer: brake · {words['points_of'].format(n=1, all=1)}"
        in text
    )
    assert f"modules/bike-check/module.md, line {line}" in text
    assert "SetValue(cmi.interactions.0.id = q1) (Question 1) → true" in text
    assert "Commit() → true" in text
    assert "learner-1" not in text
    assert "Muster" not in text
    assert learner.frame.evaluate("document.activeElement.localName") == "h2"
    house.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert button.evaluate("button => document.activeElement === button")
    assert house.leave().problems == []


@pytest.mark.parametrize("address", ["?log", "#log"])
def test_the_address_opens_it_without_an_lms(
    small: Small, context: BrowserContext, server: Server, address: str
) -> None:
    built = small(bike_check(), "web")
    server.packages[built.name] = built.files
    page = context.new_page()
    page.goto(server.url(f"/packages/{built.name}/index.html{address}"))
    dialog = settled(page).get_by_role("dialog")
    dialog.wait_for()
    assert "There is no LMS here" in dialog.inner_text()
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="detached")
    assert page.locator("main").is_visible()


@pytest.mark.parametrize("works", [True, False])
def test_one_button_copies_it_or_leaves_it_marked(
    small: Small, context: BrowserContext, server: Server, works: bool
) -> None:
    built = small(bike_check(), "web")
    server.packages[built.name] = built.files
    page = context.new_page()
    allowed = "true" if works else "false"
    page.add_init_script(
        "document.execCommand = () => { const box = document.querySelector('.log textarea');"
        f"window.copied = box.value.slice(box.selectionStart, box.selectionEnd); return {allowed}; }};"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    )
    page.goto(server.url(f"/packages/{built.name}/index.html?log"))
    dialog = settled(page).get_by_role("dialog")
    dialog.get_by_role("button", name="Copy for the help desk").click()
    dialog.get_by_role("status").filter(has_text="Copied." if works else "Ctrl+C").wait_for()
    copied = page.evaluate("window.copied")
    assert copied.startswith("Log of this visit\n")
    assert "suspend_data: 1;" in copied
    assert dialog.locator("textarea").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_used_by_everybody(
    small: Small, stage: Open, context: BrowserContext, width: int, scheme: str
) -> None:
    built = small(bike_check(), "scorm2004")
    house = stage()
    house.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    frame = house.launch(built, width=width, height=600)
    house.quirk("commitfail", True)
    Learner(frame, built.course).open("check")
    frame.evaluate("location.hash = '#log'")
    dialog = frame.get_by_role("dialog")
    dialog.wait_for()
    assert re.search(r"Refused: [12] of", dialog.inner_text())
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    assert dialog.evaluate("dialog => getComputedStyle(dialog).overflowY") == "auto", "its styles came"
    frame.evaluate(axe())
    found = frame.evaluate(RUN, {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found == []
