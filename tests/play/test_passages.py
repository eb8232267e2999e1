"""Texts to work on, by mouse and by keyboard: gaps where they stand, and words that are found in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from built import Built, build_text
from server import Server
from stage import opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

FEEDBACK = "\n::: feedback correct\nYes.\n:::\n::: feedback incorrect\nNo.\n:::\n:::\n"
TEXT = f"""---
title: Texts to work on
summary: Gaps and marks.
language: en
---

## Texts

::: blanks {{#report partial}}
Complete it.

It lasts [[15 ± 1]] minutes. A [[bell|gong]] rings, and [[ (everybody) | nobody ]] moves.
{FEEDBACK}
::: highlight {{#sold partial attempts=2}}
What is sold?

The ==coats== and *the ==oak chairs==* were there, and the bell was heard in the yard by everybody who had come, though
nobody knew what it was for, neither those at the tables nor those who stood outside and talked about the weather.

- oak chairs
  > By two people.
- bell
  > It is only rung.
{FEEDBACK}
::: highlight {{#checked of=sentences}}
What can be checked?

==Ten came.== It was *fine*.
{FEEDBACK}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_text(TEXT, "web", tmp_path_factory.mktemp("passages"), "passages")


def look(page: Page, question: str) -> str:
    return (page.locator(f"#{question} .verdict").get_attribute("class") or "").split()[-1]


def here(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('.unit')?.innerText || document.activeElement.name"))


@pytest.mark.parametrize("width", [1280, 360])
def test_by_mouse(built: Built, server: Server, context: BrowserContext, width: int) -> None:
    page = opened(context, server, built, width)
    page.get_by_label("Gap 1 of 3").fill("14,5")
    page.get_by_label("Gap 2 of 3").fill("lamp")
    page.get_by_label("Gap 3 of 3").select_option("everybody")
    page.locator("#report button[type=submit]").click()
    assert look(page, "report") == "partly"
    marked = page.locator("#report .gap").evaluate_all("all => all.map((one) => one.className)")
    assert marked == ["gap is-right", "gap is-wrong", "gap is-right"]

    for words in ("coats", "bell"):
        page.locator("#sold .unit", has_text=words).first.click()
    assert page.locator("#sold [data-part=chosen]").inner_text() == "Chosen: 2. To find: 2."
    page.locator("#sold button[type=submit]").click()
    assert "It is only rung." in page.locator("#sold [data-part=feedback]").inner_text()
    assert page.locator("#sold .passage [data-feedback]").count() == 0, "remarks do not tear the text apart"
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.reload()
    settled(page)
    assert page.get_by_label("Gap 1 of 3").input_value() == "14,5"
    assert page.get_by_label("Gap 3 of 3").input_value() == "everybody"
    assert page.locator("#sold :checked").evaluate_all("all => all.map((one) => one.value)") == ["2", "10"]


def test_by_keyboard(built: Built, server: Server, context: BrowserContext) -> None:
    page = opened(context, server, built, 360)
    page.locator("#report button[type=submit]").focus()
    page.keyboard.press("Enter")
    for keys in ("15", "Gong."):
        page.keyboard.type(keys)
        page.keyboard.press("Tab")
    page.keyboard.press("e")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert look(page, "report") == "right"

    page.keyboard.press("Tab")
    assert here(page) == "The", "one Tab stop, at the first word"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    below = here(page)
    page.keyboard.press("ArrowUp")
    assert here(page) == "coats" != below
    for key, words in (("End", "weather"), ("ArrowRight", "weather"), ("Home", "The"), ("ArrowLeft", "The")):
        page.keyboard.press(key)
        assert here(page) == words, key
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert here(page) == "oak chairs"
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert here(page) == "oak chairs", "and coming back leads to where one was"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert look(page, "sold") == "right"


def test_the_solution_is_shown_in_the_text(built: Built, server: Server, context: BrowserContext) -> None:
    page = opened(context, server, built, 1280)
    page.get_by_role("checkbox", name="yard").check()
    for last in (False, True):
        page.locator("#sold button[type=submit]").click()
        page.locator("#sold").get_by_role("button", name="Show solution" if last else "Try again").click()
    right = page.locator("#sold .unit.is-right").evaluate_all("all => all.map((one) => one.firstChild.value)")
    assert right == ["2", "5"]
    assert page.locator("#sold .unit.is-wrong").count() == 1


def test_without_script(built: Built, server: Server, unscripted: BrowserContext) -> None:
    page = opened(unscripted, server, built)
    page.get_by_role("checkbox", name="coats").check()
    page.get_by_label("Gap 2 of 3").fill("bell")
    assert not page.get_by_text("arrow keys").first.is_visible()
    page.locator("#report summary").click()
    assert page.locator("#report .right .filled").all_inner_texts() == ["15", "bell", "everybody"]
