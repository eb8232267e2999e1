"""Terms, films, downloads and charts on screen: by mouse, by keyboard, from a folder, and without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from built import ROOT, Built
from inspection import Inspection
from server import Server
from stage import settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

GALLERY = ROOT / "tests" / "gallery" / "modules" / "gallery" / "media"

TEXT = """---
title: Blocks with media
summary: What plays, opens and is taken away.
language: en
---

## Words {#words}

A [mentor]{term} meets a [designer]{term}.

::: glossary
Mentor
: Knows a market; see [the film](#film).

Designer
: Meets a [mentor]{term}.
:::

## Film {#film}

::: video One round {#round src=media/round.webm poster=media/round.svg captions="en:media/en.vtt de:media/de.vtt"}
Everybody moves one table on.
:::

::: audio Bells {#bells src=media/bells.mp3}
Three bells.
:::

::: download Plan {file=media/plan.csv}
:::

::: only print
Draw it.
:::

::: chart Talks by field {#talks unit=talks}
| Field     | Talks | Planned |
| --------- | ----: | ------: |
| Fashion   |    42 |      50 |
| Furniture |    27 |      20 |
:::
"""

Small = Callable[..., Built]


@pytest.fixture
def built(small: Small, tmp_path: Path) -> Built:
    """The module with its files, for the web."""
    (tmp_path / "media").mkdir()
    for name in ("round.webm", "round.svg", "bells.mp3", "plan.csv"):
        (tmp_path / "media" / name).write_bytes((GALLERY / name).read_bytes())
    for language, words in (("en", "The bell rings."), ("de", "Es läutet.")):
        text = f"WEBVTT\n\n00:00.000 --> 00:05.000\n{words}\n"
        (tmp_path / "media" / f"{language}.vtt").write_text(text, encoding="utf-8")
    return small(TEXT, "web", "media-blocks")


@pytest.fixture
def page(built: Built, context: BrowserContext, server: Server) -> Page:
    server.packages[built.name] = built.files
    page = context.new_page()
    page.goto(server.url(f"/packages/{built.name}/index.html"))
    return settled(page)


def term(page: Page, words: str) -> Locator:
    return page.locator("p > .term > a", has_text=words).first


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_a_term_opens_by_keyboard_and_keeps_the_focus(page: Page) -> None:
    mentor, note = term(page, "mentor"), page.locator(".term-note")
    mentor.focus()
    for key in ("Enter", "Space"):
        assert mentor.get_attribute("aria-expanded") == "false"
        page.keyboard.press(key)
        assert note.is_visible()
        assert "Knows a market" in note.inner_text()
        assert mentor.get_attribute("aria-expanded") == "true"
        assert focused(page) == "mentor"
        page.keyboard.press("Escape")
        assert note.count() == 0
        assert focused(page) == "mentor"
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.unseen[role=status]').textContent.includes('Knows a market')")
    page.keyboard.press("Tab")
    assert focused(page) == "the film", "what a note holds comes next"
    page.keyboard.press("Escape")
    assert focused(page) == "mentor"


def test_a_term_opens_by_mouse_and_closes_by_any_other_click(page: Page) -> None:
    note = page.locator(".term-note")
    term(page, "mentor").click()
    term(page, "designer").click()
    assert note.count() == 1
    assert "Meets a" in note.inner_text()
    note.locator(".term > a").click()
    assert "Knows a market" in note.inner_text(), "a term in a note takes its place"
    assert focused(page) == "designer"
    term(page, "designer").click()
    assert note.count() == 0
    term(page, "designer").click()
    page.locator("h2").first.click()
    assert note.count() == 0
    term(page, "mentor").click()
    note.get_by_text("the film").click()
    assert note.count() == 0
    assert page.locator("#film").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("height", [300, 800])
def test_a_note_stays_inside_the_window(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for words in ("mentor", "designer"):
        term(page, words).click()
        box = page.locator(".term-note").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_film_has_captions_and_stops_when_the_page_is_turned(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#film")
    # Two may not play at once, and none on a page that is not shown.
    state = page.evaluate(
        """async () => {
          const [film, sound] = ['video', 'audio'].map((name) => document.querySelector(name));
          film.muted = sound.muted = true;
          await film.play();
          await sound.play();
          const stopped = film.paused && !sound.paused;
          await film.play();
          const cues = Array.from(film.textTracks[0].cues, (cue) => cue.text);
          return [stopped, sound.paused, film.textTracks[0].mode, cues, film.textTracks[1].label];
        }"""
    )
    assert state == [True, True, "showing", ["The bell rings."], "Deutsch"]
    page.evaluate("location.hash = '#words'")
    page.wait_for_function("document.querySelector('video').paused")


def test_captions_are_there_when_the_page_is_opened_from_a_folder(
    built: Built, browser: Browser, tmp_path: Path
) -> None:
    # The browser says on its console that it may not read the file itself, so nothing watches here.
    page = browser.new_page()
    page.goto(built.unpack(tmp_path / "unpacked").as_uri() + "#film")
    settled(page)
    page.wait_for_function("document.querySelector('video').textTracks[0].cues?.length === 1")
    page.close()


def test_a_download_says_what_it_is_and_keeps_its_name(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#film")
    link = page.locator(".download-link")
    assert "CSV, 1 kB" in link.inner_text()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "plan.csv"


def test_a_chart_tells_what_it_shows(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#film")
    chart = page.get_by_role("img", name="Bar chart: Talks by field")
    assert "Talks: lowest 27" in str(chart.get_attribute("aria-label"))
    assert page.locator("#talks table").is_visible()
    assert page.get_by_text("Draw it.").count() == 0


def test_nothing_is_inaccessible(page: Page) -> None:
    inspection = Inspection(page)
    term(page, "mentor").click()
    inspection.look("a term open")
    page.evaluate("location.hash = '#film'")
    page.locator("#film").wait_for()
    inspection.look("media")
    assert inspection.found == [], "\n".join(inspection.found)


def test_without_script_terms_lead_to_the_glossary(built: Built, browser: Browser, server: Server) -> None:
    server.packages[built.name] = built.files
    page = browser.new_page(java_script_enabled=False)
    page.goto(server.url(f"/packages/{built.name}/index.html"))
    page.locator("p > .term > a", has_text="mentor").first.click()
    assert page.url.endswith("#term-mentor")
    assert page.locator("video").is_visible()
    page.locator("#round summary").click()
    assert page.get_by_text("Everybody moves one table on.").is_visible()
    page.close()
