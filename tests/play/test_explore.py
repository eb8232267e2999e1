"""Blocks that a learner explores: by mouse, touch and keyboard, by links and search, without script and on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Keyboard, Mouse
from inspection import Inspection
from server import Server
from stage import opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

TEXT = """---
title: Exploring
summary: What unfolds.
language: {language}
---

## Folded {{#folded}}

Go to [the inner one](#deep), [the question](#ferry), [the bell](#on-the-bell) or [the seats](#seats).

::::: tabs Ways {{#ways}}
:::: tab By *train*
### Fast

Twenty minutes.
::::
:::: tab By boat {{#boat}}
The ferry.

::: true-false {{#ferry answer=true}}
It swims.

::: feedback correct
Yes.
:::
::: feedback incorrect
No.
:::
:::
::::
:::: tab On foot
::::: tabs
:::: tab Park
Under trees.
::::
:::: tab Street
Between [houses]{{#deep}}.
::::
:::::
::::
:::::

:::::: cards Words {{#words}}
::::: card The bell
It [ends]{{#on-the-bell}} each round.
:::::
::::: card ![A ring of chairs](media/seats-circle.svg)
Everybody sees everybody.
:::::
::::: card A mentor
Knows a market.

:::: cards
::: card Inner
First.
:::
::: card Other
Second.
:::
::::
:::::
::::::

## Pictures {{#pictures}}

::: timeline The year
- **March** The call.
- **12 September 2019** The day.
:::

::: gallery Ways to sit {{#seats}}
![Chairs in three lines](media/seats-rows.svg "Lines: *one* speaks.")

![A ring of chairs](media/seats-circle.svg "A ring.")

![Four tables](media/round.svg)
:::

::: hotspots The room {{#room}}
![A room from above](media/room.svg "On the day.")

- **Door** {{x=0 y=83}} Badges.
- **Window** {{x=38 y=3}} [Air]{{#air}}.
- **Coffee** {{x=100 y=89}} Between rounds.
:::

::: compare The hall {{#hall}}
- **Before** ![A dark hall](media/hall-before.svg)
- **On the day** ![A bright hall](media/hall-day.svg)
:::

::: compare {{#shapes}}
- **A ring** ![A ring of chairs](media/seats-circle.svg)
- **The room** ![A room](media/room.svg)
:::

::: compare {{#texts}}
- **Quick** Six minutes.
- **Slow** Two hours.
:::

::: figure {{#moves}}
![Four tables](media/round.svg "How all move.")

One table to the right.
:::
"""
WORDS = (
    "Twenty minutes.", "The ferry.", "Under trees.", "Between houses.", "It ends each round.", "Knows a market.",
    "The call.", "The day.", "Badges.", "Air.", "Between rounds.", "Six minutes.", "Two hours.",
)  # fmt: skip

Small = Callable[..., Built]
Make = Callable[..., Built]


@pytest.fixture
def make(small: Small) -> Make:
    """Build the module in a language, for the web."""
    return lambda language="en": small(TEXT.format(language=language), "web", f"explore-{language}")


@pytest.fixture
def page(make: Make, context: BrowserContext, server: Server) -> Page:
    return opened(context, server, make())


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name, exact=True)


def shown(page: Page) -> list[str]:
    """Give the words that can be seen, wherever they stand."""
    return [words for words in WORDS if page.get_by_text(words, exact=True).evaluate(SEEN)]


SEEN = "node => node.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })"


def test_tabs_by_mouse(page: Page) -> None:
    assert page.get_by_role("tablist", name="Ways").is_visible()
    assert page.get_by_role("tab").count() == 3, "those in a closed tab are closed too"
    assert shown(page) == ["Twenty minutes."]
    Mouse().press(tab(page, "By boat"))
    assert shown(page) == ["The ferry."]
    assert tab(page, "By boat").get_attribute("aria-selected") == "true"
    assert page.get_by_role("tabpanel", name="By boat").is_visible()
    Mouse().press(tab(page, "On foot"))
    assert shown(page) == ["Under trees."]
    assert page.get_by_role("tablist", name="Folded").is_visible(), "without a title, tabs are named by their page"


def test_tabs_by_keyboard(page: Page) -> None:
    keyboard = Keyboard(page, page.main_frame)
    keyboard.reach(tab(page, "By train"))
    focused = "document.activeElement.textContent"
    for key, name in (
        ("ArrowRight", "By boat"), ("End", "On foot"), ("ArrowRight", "By train"), ("ArrowLeft", "On foot"),
        ("Home", "By train"), ("ArrowRight", "By boat"),
    ):  # fmt: skip
        keyboard.key(key)
        assert page.evaluate(focused) == name
        assert tab(page, name).get_attribute("aria-selected") == "true"
    keyboard.key("Tab")
    assert page.evaluate("document.activeElement.id") == "boat", "Tab leads into the text, past the other titles"
    keyboard.key("Tab")
    assert page.evaluate("document.activeElement.name") == "ferry"
    keyboard.key("Shift+Tab", 2)
    assert page.evaluate(focused) == "By boat"
    assert keyboard.lost == []


def test_arrows_follow_the_direction_of_writing(make: Make, context: BrowserContext, server: Server) -> None:
    page = opened(context, server, make("ar"))
    tab(page, "By train").focus()
    page.keyboard.press("ArrowLeft")
    assert tab(page, "By boat").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowRight")
    assert tab(page, "By train").get_attribute("aria-selected") == "true"
    page.locator('[data-part="next"]').click()
    page.locator(".gallery-open").first.click()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".viewer[open] .viewer-place").inner_text().startswith("2"), "the next is on the left"
    page.keyboard.press("Escape")
    slider = page.locator("#hall .compare-slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert slider.input_value() == "51"
    dark, bright = page.locator("#hall img").all()
    box = bright.bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.9 * box["width"], box["y"] + 10)
    assert slider.input_value() == "10"
    assert "0px 0px 0px 90%" in dark.evaluate("node => getComputedStyle(node).clipPath").replace("calc(90%)", "90%")


OLDER = """Object.defineProperty(HTMLElement.prototype, 'hidden', {
  get() { return this.hasAttribute('hidden'); },
  set(value) { this.toggleAttribute('hidden', Boolean(value)); },
})"""
"""Makes `until-found` a plain `hidden`, as it is for browsers that don't know it."""


@pytest.mark.parametrize("older", [False, True])
def test_links_open_what_they_lead_to(make: Make, context: BrowserContext, server: Server, older: bool) -> None:
    if older:
        context.add_init_script(OLDER)
    page = opened(context, server, make())
    assert page.locator("#boat").evaluate("node => getComputedStyle(node).display") == ("none" if older else "block")
    page.get_by_role("link", name="the inner one").click()
    assert shown(page) == ["Between houses."]
    assert page.locator("#deep").evaluate(SIGHT)
    tab(page, "By train").click()
    page.get_by_role("link", name="the inner one").click()
    assert shown(page) == ["Between houses."], "the address has not changed, and it opens all the same"
    page.get_by_role("link", name="the question").click()
    assert page.locator("#ferry").evaluate(SIGHT)
    page.get_by_role("link", name="the bell").click()
    assert page.get_by_role("button", name="The bell").get_attribute("aria-expanded") == "true"
    page.go_back()
    page.go_back()
    page.wait_for_function("location.hash === '#deep'")
    assert "Between houses." in shown(page)
    page.evaluate("location.hash = '#air'")
    page.locator("#air").wait_for()
    assert page.get_by_role("button", name="2 Window").get_attribute("aria-expanded") == "true"


SIGHT = "node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize(("where", "words"), [("deep", "Between houses."), ("on-the-bell", "It ends each round.")])
def test_an_address_opens_what_it_leads_to(
    make: Make, context: BrowserContext, server: Server, where: str, words: str, older: bool
) -> None:
    if older:
        context.add_init_script(OLDER)
    built = make()
    server.packages[built.name] = built.files
    page = context.new_page()
    page.goto(server.url(f"/packages/{built.name}/index.html#{where}"))
    settled(page)
    assert words in shown(page)
    assert page.locator(f"#{where}").evaluate(SIGHT)


def test_the_search_of_the_browser_finds_and_opens(make: Make, context: BrowserContext, server: Server) -> None:
    built = make()
    server.packages[built.name] = built.files
    for words in ("Between houses.", "Knows a market."):
        page = context.new_page()
        page.goto(server.url(f"/packages/{built.name}/index.html#:~:text={words.replace(' ', '%20')}"))
        settled(page)
        page.get_by_text(words, exact=True).wait_for()
        assert words in shown(page)
    assert page.get_by_role("button", name="A mentor").get_attribute("aria-expanded") == "true"


def test_a_question_in_a_tab_can_be_answered(page: Page) -> None:
    tab(page, "By boat").click()
    box = page.locator("#ferry")
    box.locator(".option").first.click()
    box.get_by_role("button", name="Check answer").click()
    assert "Yes." in box.locator(".verdict").inner_text()


def test_cards_by_mouse_and_keyboard(page: Page) -> None:
    bell = page.get_by_role("button", name="The bell", exact=True)
    chairs = page.get_by_role("button", name="A ring of chairs")
    assert bell.get_attribute("aria-expanded") == chairs.get_attribute("aria-expanded") == "false"
    Mouse().press(bell)
    assert "It ends each round." in shown(page)
    keyboard = Keyboard(page, page.main_frame)
    keyboard.reach(chairs)
    keyboard.key("Space")
    assert chairs.get_attribute("aria-expanded") == "true"
    keyboard.key("Enter")
    assert chairs.get_attribute("aria-expanded") == "false"
    keyboard.press(page.get_by_role("button", name="Turn all cards").first)
    states = [one.get_attribute("aria-expanded") for one in page.locator(".card-turn").all()]
    assert states == ["true"] * 3 + ["false"] * 2, "one was open: all are opened first, inner ones are another deck"
    keyboard.key("Enter")
    assert "Knows a market." not in shown(page)
    assert keyboard.lost == []


def test_gallery_by_mouse_and_keyboard(page: Page) -> None:
    page.locator('[data-part="next"]').click()
    viewer = page.locator("#seats .viewer")
    Mouse().press(page.locator("#seats .gallery-open").nth(1))
    assert page.get_by_role("dialog", name="Ways to sit").is_visible()
    assert viewer.locator("img").get_attribute("alt") == "A ring of chairs"
    assert viewer.locator("figcaption").inner_text() == "Figure 2 A ring."
    page.mouse.click(5, 5)
    assert not viewer.is_visible(), "beside the picture"
    keyboard = Keyboard(page, page.main_frame)
    first = page.get_by_role("button", name="Chairs in three lines")
    keyboard.press(first)
    for key, place in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 1), ("ArrowLeft", 3), ("Enter", 1)):
        keyboard.key(key)
        assert viewer.locator(".viewer-place").inner_text() == f"{place} of 3"
    said = viewer.locator('[role="status"]')
    said.get_by_text("1 of 3: Chairs in three lines").wait_for(state="attached")
    for _ in range(6):
        keyboard.key("Tab")
        outside = "document.activeElement !== document.body && !document.activeElement.closest('.viewer')"
        assert not page.evaluate(outside), "the rest of the page waits"
    page.keyboard.press("Escape")
    assert not viewer.is_visible()
    assert first.evaluate("node => node === document.activeElement")


def test_hotspots_by_mouse_and_keyboard(page: Page) -> None:
    page.locator('[data-part="next"]').click()
    door, window, coffee = (page.get_by_role("button", name=name) for name in ("1 Door", "2 Window", "3 Coffee"))
    assert door.get_attribute("aria-expanded") == "true"
    Mouse().press(coffee)
    assert "Between rounds." in shown(page)
    assert "Badges." not in shown(page)
    keyboard = Keyboard(page, page.main_frame)
    keyboard.reach(window)
    keyboard.key("Space")
    assert "Air." in shown(page)
    keyboard.key("Enter")
    assert "Air." not in shown(page)
    assert keyboard.lost == []
    picture = page.locator("#room img").bounding_box()
    assert picture
    for mark in (door, window, coffee):
        box = mark.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert picture["x"] <= box["x"] + 1
        assert box["x"] + box["width"] <= picture["x"] + picture["width"] + 1


def test_compare_by_keyboard_and_mouse(page: Page) -> None:
    page.locator('[data-part="next"]').click()
    slider = page.get_by_role("slider", name="Before – On the day")
    assert page.locator(".compare-slider").count() == 1, "other shapes and texts stand side by side"
    keyboard = Keyboard(page, page.main_frame)
    keyboard.reach(slider)
    for key, value in (("ArrowRight", "51"), ("ArrowLeft", "50"), ("End", "100"), ("Home", "0")):
        keyboard.key(key)
        assert slider.input_value() == value
        assert slider.get_attribute("aria-valuetext") == f"Before: {value}%"
    assert keyboard.lost == []
    dark, bright = (page.get_by_role("img", name=name) for name in ("A dark hall", "A bright hall"))
    assert dark.bounding_box() == bright.bounding_box(), "one lies over the other"
    box = bright.bounding_box()
    assert box
    at = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.25 * box["width"], at)
    page.mouse.down()
    assert slider.input_value() == "25"
    page.mouse.move(box["x"] + 0.75 * box["width"], at + 300, steps=4)
    page.mouse.up()
    page.mouse.move(box["x"], at)
    assert slider.input_value() == "75"
    sides = page.locator("#texts li")
    left, right = (side.bounding_box() for side in sides.all())
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]


def test_all_of_it_by_touch(make: Make, phone: BrowserContext, server: Server) -> None:
    page = opened(phone, server, make())
    tab(page, "By boat").tap()
    assert shown(page) == ["The ferry."]
    page.get_by_role("button", name="The bell", exact=True).tap()
    assert "It ends each round." in shown(page)
    page.locator('[data-part="next"]').tap()
    page.locator(".gallery-open").nth(2).tap()
    page.locator(".viewer").get_by_role("button", name="Next").tap()
    assert page.locator(".viewer-place").inner_text() == "1 of 3"
    page.locator(".viewer").get_by_role("button", name="Close").tap()
    page.get_by_role("button", name="3 Coffee").tap()
    assert "Between rounds." in shown(page)
    bright = page.get_by_role("img", name="A bright hall")
    bright.scroll_into_view_if_needed()
    box = bright.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + 0.2 * box["width"], box["y"] + 0.5 * box["height"])
    assert abs(int(page.locator(".compare-slider").input_value()) - 20) <= 1
    assert bright.evaluate("node => getComputedStyle(node).touchAction") == "pan-y", "the page can be scrolled on it"


def test_without_script_all_of_it_stands_in_order(make: Make, unscripted: BrowserContext, server: Server) -> None:
    page = opened(unscripted, server, make())
    for words in WORDS:
        assert page.get_by_text(words, exact=True).is_visible(), words
    for title in ("By train", "By boat", "The bell", "Door"):
        assert page.get_by_text(title, exact=True).is_visible(), title
    assert page.locator("main").get_by_role("button").count() == 0, "nothing that does nothing"


def test_the_browser_prints_all_of_it(page: Page) -> None:
    page.wait_for_function("[...document.styleSheets].some(sheet => /more/.test(sheet.href))")
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    assert [words for words in WORDS if words not in shown(page)] == []
    assert page.locator(".tab-title", has_text="By boat").is_visible()
    for gone in (".tab-list", ".cards-tools", ".compare-slider"):
        assert not page.locator(gone).first.is_visible(), gone
    before, after = (page.get_by_role("img", name=name).bounding_box() for name in ("A dark hall", "A bright hall"))
    assert before
    assert after
    assert before["x"] + before["width"] < after["x"], "side by side"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe_in_every_state(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    inspection = Inspection(page)
    for name in ("By train", "By boat", "On foot", "Street"):
        tab(page, name).click()
        inspection.look(f"tab {name}")
    page.get_by_role("button", name="Turn all cards").first.click()
    page.wait_for_timeout(300)
    inspection.look("cards turned")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator('[data-part="next"]').click()
    page.evaluate("for (const one of document.images) one.loading = 'eager'")
    for mark in page.locator("button.place").all():
        mark.click()
        inspection.look("a place")
    page.locator("#moves summary").click()
    inspection.look("description open")
    page.locator(".gallery-open").first.click()
    inspection.look("picture large")
    page.keyboard.press("Escape")
    page.emulate_media(forced_colors="active")
    inspection.look("forced colours")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert inspection.found == [], "\n".join(inspection.found)
