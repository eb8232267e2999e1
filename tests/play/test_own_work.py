"""What a learner ticks and writes for own use: kept without a press of a button, found again, taken away as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Keyboard, Mouse
from inspection import Inspection
from server import Server
from stage import Stage, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame

Small = Callable[..., Built]
Open = Callable[..., Stage]

in_both = pytest.mark.parametrize("target", ["scorm12", "scorm2004"])

HEADER = """---
title: Own <work>
summary: Ticks and texts.
language: en
version: {version}
completion: {{attempts: 1}}
---

## Lists {{#lists}}

"""
ITEMS = ("The bell", "The *tables*", "The chairs")
FIELDS = ("Who", "When", "First step")
TYPED = "Żółć & <b>öü</b>\nsecond line"


PRINTER = """() => new MutationObserver((found) => {
  for (const node of found.flatMap((one) => Array.from(one.addedNodes))) {
    if (node.localName !== 'iframe') continue;
    const print = () => (window.printed = node.contentDocument.body.innerText);
    node.addEventListener('load', () => (node.contentWindow.print = print), true);
  }
}).observe(document.body, { childList: true })"""
"""Has what a frame would print noted instead."""


def own_work(items: tuple[str, ...] = ITEMS, fields: tuple[str, ...] = FIELDS, version: str = "1.0.0") -> str:
    """Write a module with one of each."""
    ticks = "".join(f"- [ ] {item}\n" for item in items)
    rows = "".join(f"| {field} | Advice on it |\n" for field in fields)
    return (
        HEADER.format(version=version)
        + f"::: checklist The day before {{#before}}\n{ticks}:::\n\n"
        + "## Thoughts {#thoughts}\n\n::: reflection Your network {#network}\nWhom do you know?\n:::\n\n"
        + f"::: plan My day {{#day room=300 required}}\nTake it home.\n\n| Field | Advice |\n| - | - |\n{rows}:::\n"
    )


def values(frame: Frame, name: str) -> list[str]:
    """Give what the fields of a form hold; a tick is `x`."""
    found: list[str] = frame.locator(f"#{name} [data-source]").evaluate_all(
        "all => all.map(one => one.type === 'checkbox' ? (one.checked ? 'x' : '') : one.value)"
    )
    return found


def saved_word(frame: Frame, name: str) -> None:
    """Wait until it says that all is saved."""
    frame.locator(f'#{name} [data-part="kept"]:not(.waiting)', has_text="Saved").wait_for()


@in_both
def test_by_mouse_kept_and_found_again(small: Small, stage: Open, target: str) -> None:
    built = small(own_work(), target)
    house = stage()
    frame = house.launch(built)
    assert frame.locator('#before [data-part="count"]').inner_text() == "0 of 3"
    Mouse().press(frame.locator("#before label", has_text="The chairs"))
    assert frame.locator('#before [data-part="count"]').inner_text() == "1 of 3"
    saved_word(frame, "before")
    frame.locator('[data-part="next"]').click()
    frame.locator("#network-text").fill(TYPED)
    frame.locator("#day-b").fill("In May")
    saved_word(frame, "network")
    assert house.turn().status.split()[0] == "incomplete", "a required plan is not begun while it is being typed"
    saved_word(frame, "day")
    assert house.turn().status.split()[0] == "completed"
    turn = house.leave()
    assert turn.problems == []
    assert turn.interactions == [], "what is for own use is not reported as an answer"
    again = house.launch(built, saved=turn.saved)
    assert values(again, "before") == ["", "", "x"]
    assert again.locator('#before [data-part="count"]').inner_text() == "1 of 3"
    assert values(again, "network") == [TYPED]
    assert values(again, "day") == ["", "In May", ""]
    assert again.locator('#day [data-part="kept"]').inner_text() == "", "nothing was saved in this visit yet"


@in_both
@pytest.mark.parametrize("way", ["leave", "remove"])
def test_the_last_letter_is_not_lost(small: Small, stage: Open, target: str, way: str) -> None:
    built = small(own_work(), target)
    house = stage()
    frame = house.launch(built)
    frame.locator('[data-part="next"]').click()
    frame.locator("#day-a").press_sequentially("To the last letter")
    turn = getattr(house, way)()
    assert turn.problems == []
    if way == "leave":
        assert turn.status.split()[0] == "completed", "the plan is begun"
    assert values(house.launch(built, saved=turn.saved), "day")[0] == "To the last letter"


@in_both
def test_by_keyboard_alone(small: Small, stage: Open, target: str) -> None:
    built = small(own_work(), target)
    house = stage()
    frame = house.launch(built)
    keyboard = Keyboard(house.page, frame)
    keyboard.reach(frame.locator("#before-b"))
    keyboard.key("Space")
    keyboard.press(frame.locator('[data-part="next"]'))
    keyboard.reach(frame.locator("#network-text"))
    house.page.keyboard.type("Ann, Jan")
    for field, text in (("a", "Designers"), ("b", "In May"), ("c", "Ask")):
        keyboard.key("Tab")
        assert frame.evaluate("document.activeElement.id") == f"day-{field}"
        house.page.keyboard.type(text)
    with house.page.expect_download() as download:
        keyboard.press(frame.get_by_role("button", name="Save as a file"))
    assert download.value.suggested_filename == "bike-check-notes.html"
    assert keyboard.lost == []
    again = house.launch(built, saved=house.leave().saved)
    assert values(again, "before") == ["", "x", ""]
    assert values(again, "network") == ["Ann, Jan"]
    assert values(again, "day") == ["Designers", "In May", "Ask"]


@in_both
def test_a_corrected_edition_finds_each_text_in_its_field(small: Small, stage: Open, target: str) -> None:
    house = stage()
    frame = house.launch(small(own_work(), target))
    Mouse().press(frame.locator("#before label", has_text="The chairs"))
    frame.locator('[data-part="next"]').click()
    frame.locator("#day-a").fill("Designers")
    frame.locator("#day-c").fill("Ask")
    turn = house.leave()
    items, fields = ("A table", "The chairs", "The bell"), ("First step", "Where", "Who")
    again = house.launch(small(own_work(items, fields, "1.1.0"), target), saved=turn.saved)
    assert values(again, "before") == ["", "x", ""]
    assert values(again, "day") == ["Ask", "", "Designers"]


def test_what_is_typed_before_the_session_opens_stays_below_what_was_kept(small: Small, stage: Open) -> None:
    built = small(own_work(), "scorm12")
    house = stage()
    frame = house.launch(built)
    frame.locator('[data-part="next"]').click()
    frame.locator("#network-text").fill("Ann")
    saved = house.leave().saved
    url = f"/packages/{built.name}/index.html"
    house.page.evaluate(
        "wish => host.launch(wish)",
        {"url": url, "lms": "strict", "version": "1.2", "store": "late", "saved": saved, "late": 1500},
    )
    early = house._frame(url)
    early.locator(".page:not([hidden])").first.wait_for()
    early.evaluate("document.getElementById('network-text').value = 'Jan'")
    early.locator("#before-a").check()
    settled(early)
    assert values(early, "network") == ["Ann\nJan"]
    assert values(early, "before")[0] == "x"
    turn = house.leave()
    assert values(house.launch(built, saved=turn.saved), "network") == ["Ann\nJan"]


def test_in_review_nothing_is_kept_and_nothing_is_said(small: Small, stage: Open) -> None:
    built = small(own_work(), "scorm2004")
    house = stage()
    frame = house.launch(built, mode="review", credit="no-credit")
    frame.locator("#before-a").check()
    frame.wait_for_timeout(300)
    assert frame.locator('#before [data-part="kept"]').inner_text() == ""
    assert not [call for call in house.leave().sent() if "suspend_data" in call]


def test_the_file_holds_all_texts_and_nothing_that_runs(
    small: Small, context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    page = opened(context, server, small(own_work(), "web"))
    page.locator("#before-c").check()
    page.locator('[data-part="next"]').click()
    page.locator("#network-text").fill(TYPED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / "notes.html"
    download.value.save_as(file)
    written = file.read_text(encoding="utf-8")
    assert written.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8">')
    assert "<script" not in written
    reader = context.new_page()
    reader.goto(file.as_uri())
    assert reader.title() == "Own <work> – My notes"
    assert [one.inner_text() for one in reader.locator("h2").all()] == ["Lists", "Thoughts"]
    text = reader.locator("body").inner_text()
    assert "☑ The chairs" in text.replace("\n", " ")
    assert "☐ The bell" in text.replace("\n", " ")
    assert reader.locator("#network .own").inner_text() == TYPED
    assert reader.locator("input, textarea, button").count() == 0


def test_the_same_goes_to_the_printer_without_a_window(small: Small, context: BrowserContext, server: Server) -> None:
    page = opened(context, server, small(own_work(), "web"))
    page.locator('[data-part="next"]').click()
    page.locator("#day-a").fill("Designers")
    page.evaluate(PRINTER)
    page.get_by_role("button", name="Print my notes").click()
    page.wait_for_function("window.printed")
    assert "Designers" in page.evaluate("window.printed")
    assert len(context.pages) == 1


def test_without_script_it_can_be_filled_in_and_says_that_it_is_not_kept(
    small: Small, unscripted: BrowserContext, server: Server
) -> None:
    built = small(own_work(), "web")
    page = opened(unscripted, server, built)
    page.locator("#before-a").check()
    page.locator("#day-a").fill("Designers")
    note = built.course["strings"]["keep_note"]
    assert page.get_by_text(note).count() == 3
    assert page.get_by_text(note).first.is_visible()
    assert not page.get_by_text(built.course["strings"]["keep_own"]).first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe(small: Small, context: BrowserContext, server: Server, width: int) -> None:
    page = opened(context, server, small(own_work(), "web"), width)
    inspection = Inspection(page)
    inspection.look("untouched")
    page.locator("#before-a").check()
    page.locator('#before [data-part="kept"]', has_text="Saved").wait_for()
    inspection.look("ticked")
    page.locator('[data-part="next"]').click()
    inspection.look("untyped")
    page.locator("#network-text").fill("Ann")
    page.locator('#network [data-part="kept"]', has_text="Saved").wait_for()
    inspection.look("typed")
    assert inspection.found == [], "\n".join(inspection.found)
