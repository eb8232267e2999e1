"""Pages that open after others, after a question, after a quiz; and those who never find one closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Hand
from inspection import Inspection
from learner import Learner, right, wrong
from quizzes import bank, quiz
from server import Server
from stage import Stage, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Page

Small = Callable[..., Built]
Open = Callable[..., Stage]
ByHand = Callable[[Built], tuple["Page", Hand]]

in_both = pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
LAST = """## Asked {#asked after="test"}

::: text {#word}
What rings?

- bell

::: feedback correct
Yes.
:::
::: feedback incorrect
No.
:::
:::

## Certificate {#certificate after="final word"}

### A word {#thanks}

Well done.

## Beyond {#beyond after="certificate"}

The rest.
"""
TEXT = quiz("pass_mark=60", bank("bells", "money"), last=LAST)
LATER = "opens later"


@pytest.fixture
def built(small: Small) -> Built:
    return small(TEXT, "web")


def waiting(page: Page | Frame) -> list[str]:
    """Give the pages that the list of pages says open later."""
    found: list[str] = page.locator("#menu a").evaluate_all(
        f"""all => all.filter((one) => one.textContent.includes('{LATER}')).map((one) => one.dataset.page)"""
    )
    return found


def gate(page: Page | Frame) -> list[str]:
    """Give what the page on screen waits for."""
    names: list[str] = page.locator(".page:visible .gate a").all_inner_texts()
    return names


def question(built: Built, id: str) -> dict[str, object]:
    found: dict[str, object] = next(one for one in built.course["questions"] if one["id"] == id)
    return found


def test_pages_open_as_work_is_done(built: Built, by_hand: ByHand) -> None:
    page, hand = by_hand(built)
    learner = Learner(page, built.course, hand)
    assert waiting(page) == ["asked", "certificate", "beyond"]
    learner.open("certificate")
    assert gate(page) == ["Final", "Question 3"]
    assert not page.get_by_text("Well done.").is_visible()
    assert "visited" not in (page.locator('#menu a[data-page="certificate"]').get_attribute("class") or "")

    learner.hand.press(page.locator(".page:visible .gate a").first)
    page.locator("#final").wait_for()
    assert learner.page == "test", "what a page waits for is a step away"
    assert waiting(page) == ["certificate", "beyond"]
    for id in ("bells-1", "money-1"):
        learner.answer(question(built, id), wrong(question(built, id)))
    assert waiting(page) == ["certificate", "beyond"], "a quiz with a mark has to be passed"
    for id in ("bells-1", "money-1"):
        if not learner.is_done(question(built, id)):
            learner.answer(question(built, id), right(question(built, id)))
    learner.hand.press(page.locator("#final").get_by_role("button", name=built.course["strings"]["quiz_again"]))
    for id in ("bells-1", "money-1"):
        learner.answer(question(built, id), right(question(built, id)))
    learner.open("certificate")
    assert gate(page) == ["Question 3"]

    learner.hand.press(page.locator(".page:visible .gate a").first)
    page.locator("#word").wait_for()
    assert learner.page == "asked"
    learner.answer(question(built, "word"), ["gong"])
    page.get_by_role("status").filter(has_text="Open now: Certificate").wait_for()
    assert waiting(page) == ["beyond"], "an answer is enough, right or wrong; and an open page is not a page seen"
    learner.turn()
    assert page.get_by_text("Well done.").is_visible()
    assert gate(page) == []
    assert waiting(page) == []
    page.reload()
    settled(page)
    assert page.get_by_text("Well done.").is_visible(), "open stays open"


def test_an_address_does_not_open_a_page(built: Built, context: BrowserContext, server: Server) -> None:
    page = opened(context, server, built)
    page.goto(server.url(f"/packages/{built.name}/index.html#thanks"))
    assert gate(page) == ["Final", "Question 3"]
    assert not page.get_by_text("Well done.").is_visible()
    page.reload()
    settled(page)
    assert gate(page) == ["Final", "Question 3"]
    Learner(page, built.course).open("read")
    assert waiting(page) == ["asked", "certificate", "beyond"], "and it was not seen"


@in_both
def test_a_closed_page_does_not_count_in_an_lms(small: Small, stage: Open, target: str) -> None:
    built = small(TEXT, target)
    house = stage()
    learner = Learner(house.launch(built), built.course)
    for id in ("beyond", "certificate", "asked", "test"):
        learner.open(id)
    for id in ("bells-1", "money-1"):
        learner.answer(question(built, id), ["true"])
    learner.open("asked")
    learner.answer(question(built, "word"), ["bell"])
    turn = house.leave()
    assert turn.problems == []
    assert turn.status.split()[0] == "incomplete", "two pages were shown while they were closed"
    learner = Learner(house.launch(built), built.course)
    learner.open("certificate")
    learner.open("beyond")
    assert gate(learner.frame) == []
    turn = house.leave()
    assert turn.problems == []
    assert turn.status in ("passed", "completed / passed")


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_nothing_is_closed_where_nothing_is_recorded(small: Small, stage: Open, mode: str) -> None:
    built = small(TEXT, "scorm2004")
    house = stage()
    frame = house.launch(built, mode=mode, credit="no-credit")
    assert waiting(frame) == []
    learner = Learner(frame, built.course)
    learner.open("certificate")
    assert gate(frame) == []
    assert frame.get_by_text("Well done.").is_visible()
    assert house.leave().problems == []


def test_nothing_is_closed_without_script(built: Built, unscripted: BrowserContext, server: Server) -> None:
    page = opened(unscripted, server, built)
    assert page.get_by_text("Well done.").is_visible()
    assert page.get_by_text(LATER).count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_closed_and_open(built: Built, context: BrowserContext, server: Server, width: int) -> None:
    page = opened(context, server, built, width)
    learner = Learner(page, built.course)
    inspection = Inspection(page)
    inspection.look("pages that open later are listed")
    if width == 360:
        page.locator('[data-part="menu-button"]').click()
        inspection.look("list open")
        page.keyboard.press("Escape")
    learner.open("certificate")
    inspection.look("closed")
    learner.open("test")
    for id in ("bells-1", "money-1"):
        learner.answer(question(built, id), ["true"])
    learner.open("asked")
    learner.answer(question(built, "word"), ["bell"])
    inspection.look("opened just now")
    learner.open("certificate")
    inspection.look("open")
    assert inspection.found == [], "\n".join(inspection.found)
