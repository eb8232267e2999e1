"""Without an LMS, and without script: the module is still there, all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bike import bike_check
from built import VERSIONS, Built, pilot_slugs
from learner import Learner, asked, right, wrong
from server import Server
from stage import settled, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

SLUGS = pilot_slugs()
Pilot = Callable[[str, str], Built]
Small = Callable[..., Built]


@pytest.mark.parametrize("source", ["file", "server"])
@pytest.mark.parametrize("target", VERSIONS)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_lms(
    pilot: Pilot, context: BrowserContext, server: Server, tmp_path: Path, slug: str, target: str, source: str
) -> None:
    built = pilot(slug, target)
    server.packages[built.name] = built.files
    address = built.unpack(tmp_path).as_uri() if source == "file" else server.url(f"/packages/{built.name}/index.html")
    words = built.course["strings"]
    page = context.new_page()
    page.goto(address)
    learner = Learner(settled(page), built.course)
    note = page.get_by_text(words["not_recorded"])
    assert note.count() == 1
    assert note.is_visible()
    first, second = built.course["questions"][:2]
    answers = {first["id"]: right(first), second["id"]: wrong(second)}
    learner.work(lambda question: answers.get(question["id"]), until=second["page"])

    page.goto("about:blank")
    page.goto(address)
    learner = Learner(settled(page), built.course)
    assert learner.page == second["page"]
    for question in (first, second):
        learner.open(question["page"])
        assert learner.shown_answer(question) == answers[question["id"]]
        assert learner.verdict(question)


def test_modules_of_one_origin_keep_apart(pilot: Pilot, small: Small, context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    for built in (small(bike_check(), "web"), *(pilot(slug, "web") for slug in SLUGS)):
        server.packages[built.name] = built.files
        page.goto(server.url(f"/packages/{built.name}/index.html"))
        learner = Learner(settled(page), built.course)
        assert learner.page == built.course["pages"][0]["id"]
        question = built.course["questions"][0]
        learner.open(question["page"])
        assert learner.verdict(question) == ""
        assert learner.answer(question, right(question)) == "right"


@pytest.mark.parametrize("slug", SLUGS)
def test_answers_can_be_cleared(pilot: Pilot, context: BrowserContext, server: Server, slug: str) -> None:
    built = pilot(slug, "web")
    server.packages[built.name] = built.files
    words = built.course["strings"]
    page = context.new_page()
    page.goto(server.url(f"/packages/{built.name}/index.html"))
    learner = Learner(settled(page), built.course)
    question = built.course["questions"][0]
    learner.work(lambda one: right(one) if one is question else None, until=question["page"])
    learner.hand.press(page.get_by_role("button", name=words["clear_answers"]))
    with page.expect_navigation():
        page.get_by_role("button", name=words["clear_confirm"]).click()
    settled(page)
    assert page.evaluate("localStorage.length") <= 1
    learner.open(question["page"])
    assert learner.verdict(question) == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_without_script_all_is_there(pilot: Pilot, browser: Browser, server: Server, slug: str) -> None:
    built = pilot(slug, "scorm12")
    server.packages[built.name] = built.files
    with watched(browser, server, java_script_enabled=False) as (context, _):
        page = context.new_page()
        page.goto(server.url(f"/packages/{built.name}/index.html"))
        for one in built.course["pages"]:
            section = page.locator(f'.page[data-page="{one["id"]}"]')
            assert section.is_visible()
            assert one["title"] in section.locator("h2").inner_text()
            for block in section.locator("> p, > ul > li, > table, > figure").all():
                assert block.is_visible()
        folded = page.locator(".question details.answers:has([data-solution], [data-feedback])")
        assert folded.count() == len(asked(built.course))
        for answers in folded.all():
            assert answers.get_attribute("open") is None
            assert answers.locator("summary").is_visible()
            assert not answers.locator("[data-solution]").is_visible()
        page.locator("details.answers summary").first.click()
        assert page.locator("details.answers [data-solution]").first.is_visible()
        for name in ("next", "menu-button"):
            assert not page.locator(f'[data-part="{name}"]').is_visible(), "no control that does nothing"


@pytest.mark.parametrize("slug", SLUGS)
def test_text_is_there_before_the_player(pilot: Pilot, browser: Browser, server: Server, slug: str) -> None:
    """Where the player can't be loaded, the module reads as without script."""
    built = pilot(slug, "scorm12")
    name = f"{built.name}-lame"
    server.packages[name] = {**built.files, "player/player.js": b""}
    with watched(browser, server) as (context, _):
        page = context.new_page()
        page.goto(server.url(f"/packages/{name}/index.html"))
        assert all(section.is_visible() for section in page.locator(".page").all())
