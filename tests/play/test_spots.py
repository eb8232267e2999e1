"""Pictures to answer in: places of one picture, and options that are pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Finger, Hand, Keyboard, Mouse
from kinds import PLAYS
from learner import Learner
from server import Server
from stage import opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

Small = Callable[..., Built]
ByHand = Callable[[Built], tuple["Page", Hand]]

pointing = pytest.mark.parametrize("by_hand", ["mouse", "touch"], indirect=True)

TEXTS = {str(play): play.module() for play in PLAYS}


def looks(page: Page, key: str) -> set[str]:
    """Give how a place looks in the picture."""
    names = page.locator(f'[data-spot="{key}"]').get_attribute("class") or ""
    return {name.removeprefix("is-") for name in names.split() if name.startswith("is-")}


@pointing
def test_a_place_is_pressed_in_the_picture(small: Small, by_hand: ByHand) -> None:
    built = small(TEXTS["hotspot"], "web")
    page, hand = by_hand(built)
    learner = Learner(page, built.course, hand)
    question = built.course["questions"][0]
    place = page.locator('[data-spot="a"]')
    place.evaluate("node => node.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = page.evaluate("scrollY")
    hand.press(place)
    assert learner.shown_answer(question) == ["a"]
    page.wait_for_function("document.querySelector('[data-spot=\"a\"]').classList.contains('is-chosen')")
    assert page.evaluate("scrollY") == before, "the picture stays in sight"
    hand.press(learner.box(question).locator('button[type="submit"]'))
    assert learner.verdict(question) == "wrong"
    assert looks(page, "a") >= {"chosen", "wrong"}
    hand.press(learner.box(question).get_by_role("button", name=built.course["strings"]["try_again"]))
    hand.press(page.locator('[data-spot="b"]'))
    hand.press(learner.box(question).locator('button[type="submit"]'))
    assert learner.verdict(question) == "right"
    page.reload()
    settled(page)
    assert looks(page, "b") >= {"chosen", "right"}
    assert looks(page, "a") == set()


def test_a_place_lies_where_it_was_written(small: Small, context: BrowserContext, server: Server) -> None:
    page = opened(context, server, small(TEXTS["hotspot"], "web"))
    picture = page.locator(".spots img")
    page.wait_for_function("document.querySelector('.spots img').complete")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        whole, corner, round_ = (
            page.locator(one).bounding_box() for one in (".spots img", '[data-spot="a"]', '[data-spot="b"]')
        )
        assert whole and corner and round_  # noqa: PT018
        assert corner["x"] == pytest.approx(whole["x"], abs=1)
        assert corner["y"] == pytest.approx(whole["y"] + 0.7 * whole["height"], abs=1)
        assert corner["height"] == pytest.approx(0.25 * whole["height"], abs=1)
        assert round_["width"] == pytest.approx(0.16 * whole["width"], abs=1)
        assert round_["height"] == pytest.approx(round_["width"], abs=1)
        assert round_["y"] + round_["height"] / 2 == pytest.approx(whole["y"] + whole["height"] / 2, abs=1)
    assert picture.evaluate("node => node.naturalWidth > 0")


def test_places_show_where_the_keyboard_and_the_pointer_are(
    small: Small, context: BrowserContext, server: Server
) -> None:
    page = opened(context, server, small(TEXTS["hotspot-hidden"], "web"))
    clear = "node => getComputedStyle(node).opacity"
    assert [page.locator(f'[data-spot="{key}"]').evaluate(clear) for key in "abc"] == ["0", "0", "0"]
    keyboard = Keyboard(page, page.main_frame)
    for key in "ab":
        keyboard.reach(page.locator(f"#q-{key}"))
        page.wait_for_function(f"document.querySelector('[data-spot=\"{key}\"]').classList.contains('is-at')")
    assert looks(page, "a") == set(), "one at a time"
    assert [page.locator(f'[data-spot="{key}"]').evaluate(clear) for key in "abc"] == ["0", "1", "0"]
    page.locator('.option[data-key="c"]').hover()
    page.wait_for_function("document.querySelector('[data-spot=\"c\"]').classList.contains('is-at')")


@pointing
def test_a_picture_is_pressed(small: Small, by_hand: ByHand) -> None:
    built = small(TEXTS["choice-pictures"], "web")
    page, hand = by_hand(built)
    for name, key in (("Chairs in lines", "a"), ("Chairs around a place A ring", "b"), ("Chairs around tables", "c")):
        assert page.get_by_role("radio", name=name, exact=True).get_attribute("value") == key
        picture = page.locator(f'.option[data-key="{key}"] img')
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box
        assert isinstance(hand, Mouse)
        hand.hit(picture, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert Learner(page, built.course).shown_answer(built.course["questions"][0]) == [key]
    rows = "all => new Set(all.map((one) => one.getBoundingClientRect().top)).size"
    count = 2 if isinstance(hand, Finger) else 1
    assert page.locator(".option").evaluate_all(rows) == count, "two beside each other on a phone"
    assert page.locator(".option img").evaluate_all("all => all.every((one) => one.naturalWidth > 0)")
