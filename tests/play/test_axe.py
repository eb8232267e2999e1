"""axe-core finds nothing on any page, in any state of its questions, in light, dark and forced colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from built import Built, pilot_slugs
from inspection import RUN, Inspection
from learner import Learner, right, wrong
from server import Server
from stage import opened

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

SLUGS = pilot_slugs()
Pilot = Callable[[str, str], Built]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_before_and_after_answering(
    pilot: Pilot, context: BrowserContext, server: Server, slug: str
) -> None:
    built = pilot(slug, "web")
    page = opened(context, server, built)
    learner = Learner(page, built.course)
    inspection = Inspection(page)
    for one in built.course["pages"]:
        learner.open(one["id"])
        inspection.look(f"{one['id']} before answering")
        questions = learner.on_page(one["id"])
        if not questions:
            continue
        for number, question in enumerate(questions):
            learner.answer(question, wrong(question) if number % 2 == 0 else right(question))
        inspection.look(f"{one['id']} answered wrong, right, …")
        for question in questions:
            if not learner.is_done(question):
                learner.answer(question, right(question))
        inspection.look(f"{one['id']} answered right")
    assert inspection.found == [], "\n".join(inspection.found)


@pytest.mark.parametrize("slug", SLUGS)
def test_small_screen_with_the_menu_open(pilot: Pilot, context: BrowserContext, server: Server, slug: str) -> None:
    built = pilot(slug, "web")
    page = opened(context, server, built)
    page.set_viewport_size({"width": 360, "height": 740})
    inspection = Inspection(page)
    inspection.look("menu closed")
    page.locator('[data-part="menu-button"]').click()
    assert page.locator("#menu").is_visible()
    inspection.look("menu open")
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()
    assert page.evaluate("document.activeElement.dataset.part") == "menu-button"
    for details in page.locator("details:visible").all():
        details.locator("summary").click()
    inspection.look("disclosures open")
    assert inspection.found == [], "\n".join(inspection.found)


@pytest.mark.parametrize("slug", SLUGS)
def test_forced_colours_keep_states_apart(pilot: Pilot, context: BrowserContext, server: Server, slug: str) -> None:
    built = pilot(slug, "web")
    page = opened(context, server, built)
    page.emulate_media(forced_colors="active")
    learner = Learner(page, built.course)
    inspection = Inspection(page)
    question = next(one for one in built.course["questions"] if one["scoring"]["rule"] == "set")
    learner.open(question["page"])
    for response, word in ((wrong(question), "incorrect"), (right(question), "correct")):
        learner.answer(question, response)
        verdict = learner.box(question).locator(".verdict")
        assert built.course["strings"][word] in verdict.inner_text(), "words say it, not colour"
        assert verdict.evaluate("box => parseFloat(getComputedStyle(box).borderTopWidth) > 0"), "a border, not a ground"
        chosen = learner.box(question).locator(".option:has(:checked)").first
        assert chosen.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"
        inspection.found += page.evaluate(RUN, {"type": "rule", "values": ["color-contrast"]})
    assert inspection.found == [], "\n".join(inspection.found)


@pytest.mark.parametrize("width", [360, 1280])
def test_start_page(context: BrowserContext, output: Path, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 740})
    page.goto((output / "index.html").as_uri())
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    inspection = Inspection(page)
    inspection.look("as opened")
    for details in page.locator("details:visible").all():
        details.locator("summary").first.click()
    inspection.look("disclosures open")
    assert inspection.found == [], "\n".join(inspection.found)


def test_axe_sees_what_is_wrong(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>A</h1><img src="data:,"><p style="color:#bbb">pale</p>')
    inspection = Inspection(page)
    inspection.look("bad page")
    assert {one.split(": ")[1] for one in inspection.found} >= {"image-alt", "color-contrast"}
