"""The catalogue page in a browser: searched, filtered, compared and asked, by keyboard and without script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from builder.project import load_project, read_module
from builder.targets.catalogue import CATALOGUE
from built import ROOT
from inspection import Inspection

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ALL = 11


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The project's catalogue, with nothing beside it."""
    project = load_project(ROOT, lambda _: None)
    modules = tuple(one for slug in project.slugs if (one := read_module(project, slug, lambda _: None)))
    content = CATALOGUE.render(modules, project.render_context({}), lambda _: None).files[0][1]
    assert isinstance(content, bytes)
    path: Path = tmp_path_factory.mktemp("catalogue") / "catalogue.html"
    path.write_bytes(content)
    return path.as_uri()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def shown(page: Page) -> list[str]:
    """Give the slugs of the modules that can be seen."""
    return [
        one.removeprefix("module-")
        for one in page.locator(".module:visible").evaluate_all("all => all.map(one => one.id)")
    ]


def count(page: Page, number: int) -> None:
    """Wait until the number of modules is said."""
    page.wait_for_function(
        "words => document.getElementById('find-count').textContent.startsWith(words)",
        arg=f"Modules shown: {number} of {ALL}",
    )


def in_address(page: Page) -> dict[str, list[str]]:
    return parse_qs(page.evaluate("location.hash").removeprefix("#?"))


class TestFinding:
    def test_words_of_titles_summaries_objectives_and_keywords(self, page: Page) -> None:
        count(page, ALL)
        words = page.get_by_label("Search for words")
        for typed, slug in (
            ("baltic HOME", "baltic-home"),
            ("meet n match", "meet-n-match"),
            ("one page", "introduction"),
            ("curator\u2019s brief", "baltic-home"),
            ("bárcamp", "game-mixer-days"),
            ("furniture", "baltic-home"),
        ):
            words.fill(typed)
            assert slug in shown(page), typed
            assert len(shown(page)) < ALL, typed
        words.fill("furniture mentor")
        assert shown(page) == []
        count(page, 0)
        assert "Take away" in page.locator("#find-count").inner_text()
        assert page.locator(".strand:visible").count() == 0
        page.get_by_role("button", name="Clear").click()
        count(page, ALL)
        assert page.evaluate("document.activeElement.id") == "find-words"
        assert "?" not in page.evaluate("location.hash")

    def test_filters_narrow_one_another_and_stand_in_the_address(self, page: Page, context: BrowserContext) -> None:
        page.get_by_label("Strand", exact=True).select_option(label="Support during international events")
        events = shown(page)
        assert set(events) == {"baltic-home", "pitching", "mesh-festival", "meet-n-match", "melt-forum"}
        page.get_by_label("Search for words").fill("conference")
        both = shown(page)
        assert set(both) < set(events)
        assert in_address(page) == {"strand": ["events"], "words": ["conference"]}
        other = context.new_page()
        other.goto(page.url)
        assert shown(other) == both
        assert other.get_by_label("Search for words").input_value() == "conference"

    def test_kind_duration_and_audience(self, page: Page) -> None:
        page.get_by_label("Kind", exact=True).select_option("Free pick-and-choose online festival")
        assert shown(page) == ["mesh-festival"]
        page.get_by_label("Kind", exact=True).select_option("")
        page.get_by_label("Duration", exact=True).select_option("60")
        minutes = page.locator(".module:visible").evaluate_all("all => all.map(one => +one.dataset.minutes)")
        assert minutes
        assert max(minutes) <= 60
        assert len(minutes) < ALL
        page.get_by_label("For", exact=True).select_option("incubators")
        assert len(shown(page)) == len(minutes)

    def test_an_objective_is_shown_where_it_stands(self, page: Page) -> None:
        page.get_by_label("Objective", exact=True).select_option("pitching.judging")
        assert shown(page) == ["pitching"]
        assert "judging sheet" in page.locator("li.sought:visible").inner_text()

    def test_a_link_to_a_module_that_is_filtered_out(self, page: Page) -> None:
        page.get_by_label("Search for words").fill("furniture")
        page.locator("#compare").get_by_role("link", name="MESH Festival").click()
        assert page.locator("#module-mesh-festival").is_visible()
        assert page.evaluate("document.activeElement.id") == "module-mesh-festival"
        assert page.get_by_label("Search for words").input_value() == ""

    def test_an_address_with_what_is_no_longer_there(self, context: BrowserContext, address: str) -> None:
        page = context.new_page()
        page.goto(f"{address}#?strand=gone&answers=99.x&words=")
        count(page, ALL)
        assert page.locator("#proposal").is_hidden()


class TestChoosing:
    def test_by_keyboard(self, page: Page) -> None:
        groups = page.locator("#choose fieldset")
        assert groups.count() == 5
        groups.first.locator("input").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        proposal = page.locator("#proposal")
        assert proposal.is_visible()
        assert page.evaluate("document.activeElement.textContent") == "What fits your answers"
        assert proposal.locator("h4").first.inner_text() == "Export Speed Mentoring"
        assert 1 <= proposal.locator("h4").count() <= 3
        reasons = proposal.locator("li").first.locator("dt").all_inner_texts()
        assert reasons[0] == "Answers about a foreign market", "the answer that led there"
        assert "Export Speed Mentoring" in page.locator("#choose-status").text_content()
        assert in_address(page)["answers"] == ["4.2.2.."]

    def test_answers_in_the_address_are_those_of_somebody_else(self, context: BrowserContext, address: str) -> None:
        page = context.new_page()
        page.goto(f"{address}#?answers=5.1..1.3&words=game")
        assert page.locator("#proposal h4").all_inner_texts() == ["Game Mixer Days", "Baltic Home"]
        assert page.get_by_label("Search for words").input_value() == "game"
        page.locator("#choose fieldset").nth(1).get_by_label("Dozens with finished work").check()
        assert page.locator("#proposal h4").first.inner_text() == "Baltic Home", "a changed answer counts at once"
        page.locator("#proposal").get_by_role("link", name="Baltic Home").click()
        assert page.locator("#module-baltic-home").is_visible()
        page.get_by_role("button", name="Start again").click()
        page.locator("#proposal").wait_for(state="hidden")
        assert page.locator("#choose :checked").count() == 0

    def test_no_answer_and_answers_that_say_nothing(self, page: Page) -> None:
        show = page.get_by_role("button", name="Show what fits")
        show.click()
        assert page.locator("#choose-status").inner_text() == "Please give an answer first."
        assert page.evaluate("document.activeElement.name") == "choice-0"
        page.get_by_label("That is open").check()
        show.click()
        assert "no module yet" in page.locator("#choose-status").inner_text()
        assert page.locator("#proposal").is_hidden()


def test_sorting(page: Page) -> None:
    first = page.locator("#compare tbody th")
    before = first.all_inner_texts()
    head = page.locator("#compare thead th").first
    button = head.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert first.all_inner_texts() == sorted(before, key=str.lower)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert first.all_inner_texts() == sorted(before, key=str.lower, reverse=True)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert first.all_inner_texts() == before


def test_without_script(unscripted: BrowserContext, address: str) -> None:
    page = unscripted.new_page()
    page.goto(address)
    assert page.locator(".module:visible").count() == ALL
    for hidden in ("#find", "#choose", "#proposal"):
        assert page.locator(hidden).is_hidden()
    table = page.locator(".consider")
    assert table.is_visible()
    row = table.locator("tr", has_text="Nobody can say it yet")
    assert row.get_by_role("link").get_attribute("href") == "#module-abcd-scanning"
    page.locator("#module-pitching summary").first.click()
    assert page.locator("#module-pitching li").first.is_visible()


def test_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    for hidden in ("#find", "#choose", ".ways"):
        assert page.locator(hidden).is_hidden()
    assert page.locator(".consider").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".module li:visible").count() == page.locator(".module .about li").count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    inspection = Inspection(page)
    inspection.look("as opened")
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    page.get_by_label("Search for words").fill("mentor")
    page.locator("#choose input").first.check()
    page.get_by_role("button", name="Show what fits").click()
    page.locator("#compare thead button").first.click()
    inspection.look("in use")
    assert inspection.found == [], "\n".join(inspection.found)


def test_axe_without_script_and_with_forced_colours(page: Page) -> None:
    page.evaluate("document.documentElement.classList.remove('js')")
    inspection = Inspection(page)
    inspection.look("the table of the chooser")
    page.evaluate("document.documentElement.classList.add('js')")
    page.emulate_media(forced_colors="active")
    page.locator("#choose input").first.check()
    chosen = page.locator(".answer:has(:checked)")
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid", "a line, not a ground"
    assert inspection.found == [], "\n".join(inspection.found)


def test_targets_are_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    small = page.locator(
        "button:visible, select:visible, .field input:visible, .answer, summary:visible, a.button:visible"
    )
    assert (
        small.evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"
        )
        == []
    )
