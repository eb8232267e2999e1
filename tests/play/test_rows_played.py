"""Rows of choices by mouse and by keyboard: whatever order they come in, each answer is that of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from built import Built, build_text
from server import Server
from stage import opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

TEXT = """---
title: Rows
summary: Rows of choices.
language: en
---

## Rows

::: sort {#buttons partial}
Whose work is it?

- Host
  - Invites
    > The host knows the group.
  - Rings
    > Somebody has to.
- Mentor
  - Advises
    > That is it.
  - Listens
    > First of all.
:::

::: sort {#listed}
When?

- January
  - Choose
    > First.
- February
  - Write
    > Then.
- March
- April
- May
  - Meet
    > At last.
:::

::: matrix {#circles}
When?

|  | Before | After |
| --- | --- | --- |
| Plan | [x] | [ ] |
| Thanks | [ ] | [x] |

::: feedback correct
Yes.
:::
::: feedback incorrect
No.
:::
:::

::: matrix {#boxes}
When?

|  | Before | After |
| --- | --- | --- |
| Plan | [x] | [x] |
| Balloons | [ ] | [ ] |

::: feedback correct
Yes.
:::
::: feedback incorrect
No.
:::
:::

::: scale {#rated from=1 to=5 low=No high=Yes}
Sure?
:::

::: scale {#stated}
How often?

1. Never
2. Always

- I write.
- I call.
:::
"""

RIGHT = {
    "buttons": ["buttons_a_a", "buttons_b_a", "buttons_c_b", "buttons_d_b"],
    "circles": ["circles_a_a", "circles_b_b"],
    "boxes": ["boxes_a_a", "boxes_a_b"],
    "rated": ["rated_a_4"],
    "stated": ["stated_a_2", "stated_b_1"],
}
"""Ids of the controls to choose."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_text(TEXT, "web", tmp_path_factory.mktemp("rows"), "rows")


def look(page: Page, question: str) -> str:
    return page.locator(f"#{question} .verdict").get_attribute("class") or ""


def submit(page: Page, question: str) -> None:
    page.locator(f"#{question} button[type=submit]").click()


@pytest.mark.parametrize("width", [1280, 360])
def test_by_mouse(built: Built, server: Server, context: BrowserContext, width: int) -> None:
    page = opened(context, server, built, width)
    for question, places in RIGHT.items():
        for place in places:
            page.locator(f"label[for={place}]").click(position={"x": 8, "y": 8})
        submit(page, question)
    for source, target in zip("abc", "abe", strict=True):
        page.locator(f"#listed [data-source={source}]").select_option(target)
    submit(page, "listed")
    verdicts = {question: look(page, question).split()[-1] for question in (*RIGHT, "listed")}
    assert verdicts == {
        **dict.fromkeys(["buttons", "listed", "circles", "boxes"], "right"),
        "rated": "kept",
        "stated": "kept",
    }
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.reload()
    settled(page)
    for question, places in RIGHT.items():
        checked = page.locator(f"#{question} input:checked").evaluate_all("all => all.map((one) => one.id).sort()")
        assert checked == places, question
    assert [page.locator(f"#listed [data-source={source}]").input_value() for source in "abc"] == ["a", "b", "e"]


def test_by_keyboard(built: Built, server: Server, context: BrowserContext) -> None:
    page = opened(context, server, built, 1280)
    submit(page, "buttons")
    assert page.evaluate("document.activeElement.matches('#buttons input')"), "the first control has the focus"
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "partly" in look(page, "buttons")
    marks = page.locator("#buttons .row > .mark").count()
    said = page.locator("#buttons .row > [data-feedback]").count()
    assert (marks, said) == (4, 4)
    page.locator("#rated_a_1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=built.course["strings"]["change_answer"]).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#rated input:checked").get_attribute("value") == "3"


def test_names_are_those_of_row_and_column(built: Built, server: Server, context: BrowserContext) -> None:
    page = opened(context, server, built, 360)
    assert page.get_by_role("radio", name="Thanks After", exact=True).count() == 1
    assert page.get_by_role("checkbox", name="Plan Before", exact=True).count() == 1
    group = page.get_by_role("radiogroup", name="Rings", exact=True)
    assert group.get_by_role("radio").evaluate_all("all => all.map((one) => one.labels[0].innerText)") == [
        "Host",
        "Mentor",
    ]
    assert page.get_by_role("radio", name="5 Yes", exact=True).count() == 1
