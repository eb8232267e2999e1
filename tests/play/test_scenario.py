"""Stories that branch: played by mouse and keyboard, taken up again, corrected, and told to the LMS in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Hand, Keyboard, Mouse
from inspection import Inspection
from server import Server
from stage import Stage, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page

Small = Callable[..., Built]
Open = Callable[..., Stage]

in_both = pytest.mark.parametrize("target", ["scorm12", "scorm2004"])

STORY = """---
title: A story
summary: What follows from a call.
language: en
version: {version}
---

## The call {{#page}}

::: scenario The call {{#call required}}
Mentors have a week left.

{extra}::: scene Monday {{#monday}}
Your partner wants to open the day to *all*.

- [{wide}](#wide)
  > Two hundred answers come.
- [Ask *first*](#ask)
- [Wait](#friday)
  > The week goes by.
:::

::: scene Two hundred answers {{#wide}}
Nobody knows their fields.

- [Draw lots](#bad)
- [Think again](#monday)
  > It is Monday once more.
:::

::: scene {{#ask}}
They know furniture.

- [Call for furniture](#good)
  > Forty answers come.
- [Wait](#friday)
:::

::: scene Friday {{#friday}}
It is late.

- [Look back](#monday)
- [Call the day off](#bad)
:::

::: scene A day that fits {{#good ending=good}}
Every conversation finds its subject.
:::

::: scene An empty room {{#bad ending=bad}}
Nobody speaks.
:::
:::

## The end {{#last}}

That was it.
"""


def story(version: str = "1.0.0", wide: str = "Send it", extra: str = "") -> str:
    """Write the module; `extra` is a scene before the first."""
    return STORY.format(version=version, wide=wide, extra=extra)


def scene(shown: Frame | Page) -> str:
    """Give the scene on screen: there is one, never more."""
    found: list[str] = shown.locator(".scene:visible").evaluate_all("all => all.map(one => one.id)")
    assert len(found) == 1
    return found[0]


def choice(shown: Frame | Page, words: str) -> Locator:
    return shown.locator(".scene:visible .scene-choice", has_text=words)


def trail(shown: Frame | Page) -> list[str]:
    """Give the way so far."""
    told: list[str] = shown.locator(".scene-trail:not([hidden]) li").all_inner_texts()
    return told


def tool(shown: Frame | Page, built: Built, key: str) -> Locator:
    return shown.get_by_role("button", name=built.course["strings"][key])


def focused(shown: Frame | Page) -> str:
    """Give the scene whose heading has the focus."""
    found: str = shown.evaluate(
        "document.activeElement.matches('.scene-title') ? document.activeElement.parentElement.id : ''"
    )
    return found


@in_both
def test_by_mouse_to_an_ending(small: Small, stage: Open, target: str) -> None:
    built = small(story(), target)
    house, mouse = stage(), Mouse()
    frame = house.launch(built)
    assert scene(frame) == "monday"
    assert trail(frame) == []
    mouse.press(choice(frame, "Send it"))
    assert (scene(frame), focused(frame)) == ("wide", "wide")
    assert frame.locator("#wide > .scene-follows").inner_text() == "Two hundred answers come."
    assert "#wide" not in frame.url, "a choice is no turn of a page"
    mouse.press(choice(frame, "Think again"))
    assert (scene(frame), trail(frame)) == ("monday", []), "what lay between is no part of the way"
    assert frame.locator("#monday > .scene-follows").inner_text() == "It is Monday once more."
    mouse.press(choice(frame, "Ask first"))
    assert scene(frame) == "ask"
    assert frame.locator(".scene > .scene-follows:visible").count() == 0, "nothing was said of this choice"
    mouse.press(tool(frame, built, "scene_back"))
    assert (scene(frame), trail(frame), focused(frame)) == ("monday", [], "monday")
    mouse.press(choice(frame, "Ask first"))
    mouse.press(choice(frame, "Call for furniture"))
    assert (scene(frame), trail(frame)) == ("good", ["Ask first", "Call for furniture"])
    assert frame.locator("#good .mark.right").inner_text() == built.course["strings"]["ending_good"]
    mouse.press(tool(frame, built, "scene_again"))
    assert (scene(frame), trail(frame)) == ("monday", [])
    mouse.press(choice(frame, "Wait"))
    mouse.press(choice(frame, "Call the day off"))
    turn = house.leave()
    assert turn.problems == []
    kind = "fill-in" if target == "scorm12" else "other"
    field = "student_response" if target == "scorm12" else "learner_response"
    assert [(one["type"], one["result"], one[field]) for one in turn.interactions] == [
        (kind, "neutral", "Ask first; Call for furniture"),
        (kind, "neutral", "Wait; Call the day off"),
    ]


@in_both
def test_required_means_an_ending_and_the_way_is_found_again(small: Small, stage: Open, target: str) -> None:
    built = small(story(), target)
    house, mouse = stage(), Mouse()
    frame = house.launch(built)
    mouse.press(frame.locator('[data-part="next"]'))
    mouse.press(frame.locator('[data-part="back"]'))
    mouse.press(choice(frame, "Send it"))
    turn = house.leave()
    assert turn.status.split()[0] == "incomplete", "pages are seen, and the story is on its way"
    assert turn.interactions == []
    frame = house.launch(built, saved=turn.saved)
    assert (scene(frame), trail(frame)) == ("wide", ["Send it"])
    assert frame.locator("#wide > .scene-follows").is_visible()
    mouse.press(choice(frame, "Draw lots"))
    assert house.turn().status.split()[0] == "completed"
    mouse.press(tool(frame, built, "scene_again"))
    turn = house.leave()
    assert turn.status.split()[0] == "completed", "to begin again takes nothing away"
    frame = house.launch(built, saved=turn.saved)
    assert (scene(frame), trail(frame)) == ("monday", [])
    assert house.turn().status.split()[0] == "completed"


@in_both
def test_by_keyboard_alone(small: Small, stage: Open, target: str) -> None:
    built = small(story(), target)
    house = stage()
    frame = house.launch(built)
    keyboard = Keyboard(house.page, frame)
    keyboard.press(choice(frame, "Wait"))
    assert focused(frame) == "friday"
    keyboard.press(tool(frame, built, "scene_back"))
    assert focused(frame) == "monday"
    keyboard.press(choice(frame, "Ask first"))
    keyboard.press(choice(frame, "Call for furniture"))
    assert (scene(frame), focused(frame)) == ("good", "good")
    assert keyboard.lost == []


@in_both
def test_a_corrected_edition_finds_the_way_as_far_as_it_goes(small: Small, stage: Open, target: str) -> None:
    house, mouse = stage(), Mouse()
    frame = house.launch(small(story(), target))
    mouse.press(choice(frame, "Send it"))
    turn = house.leave()
    frame = house.launch(small(story("1.1.0", "Send the call at once"), target), saved=turn.saved)
    assert (scene(frame), trail(frame)) == ("wide", ["Send the call at once"]), "a choice may be reworded"
    extra = "::: scene Sunday {#sunday}\nIt rains.\n\n- [Sleep](#monday)\n:::\n\n"
    frame = house.launch(small(story("1.2.0", extra=extra), target), saved=turn.saved)
    assert (scene(frame), trail(frame)) == ("sunday", []), "the way begins elsewhere now"
    mouse.press(choice(frame, "Sleep"))
    assert scene(frame) == "monday", "what no longer hung together is forgotten"


def test_in_review_it_can_be_played_and_nothing_is_sent(small: Small, stage: Open) -> None:
    built = small(story(), "scorm2004")
    house, mouse = stage(), Mouse()
    frame = house.launch(built, mode="review", credit="no-credit")
    mouse.press(choice(frame, "Send it"))
    mouse.press(choice(frame, "Draw lots"))
    assert (scene(frame), trail(frame)) == ("bad", ["Send it", "Draw lots"])
    turn = house.leave()
    assert turn.interactions == []
    assert not [call for call in turn.sent() if "suspend_data" in call]


def test_without_script_all_scenes_can_be_read_and_links_lead_on(
    small: Small, unscripted: BrowserContext, server: Server
) -> None:
    page = opened(unscripted, server, small(story(), "web"))
    assert page.locator(".scene:visible").count() == 6
    page.locator("#monday .scene-choice", has_text="Ask first").click()
    assert page.url.endswith("#ask")
    follows = page.locator("#monday details").first
    follows.locator("summary").click()
    assert follows.locator(".scene-follows").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe(small: Small, context: BrowserContext, server: Server, width: int) -> None:
    page = opened(context, server, small(story(), "web"), width)
    inspection = Inspection(page)
    inspection.look("beginning")
    choice(page, "Send it").click()
    inspection.look("on the way")
    choice(page, "Draw lots").click()
    inspection.look("ending")
    assert inspection.found == [], "\n".join(inspection.found)


SCORED = "points=3 attempts=2"


def scored(options: str = SCORED) -> str:
    """Write the story as one that is scored; Friday's way out is worth a third."""
    return (
        story()
        .replace("{#call required}", f"{{#call {options}}}")
        .replace("- [Call the day off](#bad)\n", "- [Call the day off](#off)\n")
        .replace(
            "::: scene An empty room",
            "::: scene A quiet Friday {#off worth=33}\nNobody minds.\n:::\n\n::: scene An empty room",
        )
    )


def terms(shown: Frame | Page) -> str:
    told: str = shown.locator('#call [data-part="attempts"]').inner_text()
    return told


def best(shown: Frame | Page) -> str:
    told: str = shown.locator('#call [data-part="best"]').inner_text()
    return told


@in_both
def test_the_best_ending_counts(small: Small, stage: Open, target: str) -> None:
    built = small(scored(), target)
    house, mouse = stage(), Mouse()
    frame = house.launch(built)
    assert terms(frame) == "2 attempts left"
    mouse.press(frame.locator('[data-part="next"]'))
    mouse.press(frame.locator('[data-part="back"]'))
    mouse.press(choice(frame, "Wait"))
    assert terms(frame) == "2 attempts left", "on the way nothing is decided"
    assert not frame.locator('#call [data-part="best"]').is_visible()
    mouse.press(choice(frame, "Call the day off"))
    assert (scene(frame), focused(frame)) == ("off", "off")
    assert frame.locator("#off .scene-worth").inner_text() == "Points: 0.99 of 3"
    assert best(frame) == "Your best result counts. Points: 0.99 of 3"
    assert terms(frame) == "1 attempt left"
    turn = house.leave()
    assert turn.status.split()[0] == "incomplete"
    frame = house.launch(built, saved=turn.saved)
    assert (scene(frame), terms(frame)) == ("off", "1 attempt left")
    mouse.press(tool(frame, built, "scene_again"))
    mouse.press(choice(frame, "Send it"))
    mouse.press(choice(frame, "Draw lots"))
    assert best(frame) == "Your best result counts. Points: 0.99 of 3", "what is worse takes nothing away"
    assert terms(frame) == built.course["strings"]["attempts_none"]
    assert not tool(frame, built, "scene_again").is_visible()
    way = frame.locator(".scene-best li")
    assert way.all_inner_texts() == ["Monday: Ask first", "Scene 3: Call for furniture", "A day that fits"]
    turn = house.leave()
    assert turn.problems == []
    field = "student_response" if target == "scorm12" else "learner_response"
    wrong = "wrong" if target == "scorm12" else "incorrect"
    first, second = turn.interactions[-2:] if len(turn.interactions) > 1 else (None, turn.interactions[-1])
    assert (second["result"], second[field], second["weighting"]) == (wrong, "Send it; Draw lots", "3")
    assert second["correct_responses.0.pattern"] == "Ask first; Call for furniture"
    if first:
        assert (first["result"], first[field]) == ("0.33", "Wait; Call the day off")
    frame = house.launch(built, saved=turn.saved)
    assert frame.locator(".scene-best").is_visible(), "the best way is told once nothing more counts"
    assert house.turn().saved["core.score.raw" if target == "scorm12" else "score.raw"] == "33"


def test_scored_by_hand_to_the_full_score(small: Small, by_hand: Callable[[Built], tuple[Page, Hand]]) -> None:
    built = small(scored("points=3"), "web")
    page, hand = by_hand(built)
    hand.press(choice(page, "Ask first"))
    hand.press(tool(page, built, "scene_back"))
    hand.press(choice(page, "Ask first"))
    hand.press(choice(page, "Call for furniture"))
    assert best(page) == "Your best result counts. Points: 3 of 3"
    assert terms(page) == ""
    assert not tool(page, built, "scene_back").is_visible(), "it is decided"
    assert not page.locator(".scene-best").is_visible(), "it is the way above"
    page.wait_for_function("document.querySelector('#call [role=status]').textContent.includes('3 of 3')")
    page.reload()
    assert best(settled(page)) == "Your best result counts. Points: 3 of 3"


def test_an_ending_after_one_choice_is_an_answer(small: Small, stage: Open) -> None:
    scenes = "::: scene {#a}\nGo?\n\n- [Go](#b)\n- [Stay](#c)\n:::\n\n::: scene {#b ending=good}\nHere.\n:::\n\n"
    short = f"::: scenario Short {{#call %s}}\n{scenes}::: scene {{#c ending=bad}}\nThere.\n:::\n:::\n"
    for options in ("required", "points=1"):
        text = story().split("::: scenario")[0] + short % options + "\n## The end {#last}\n\nThat was it.\n"
        house = stage()
        frame = house.launch(small(text, "scorm2004"))
        Mouse().press(frame.locator('[data-part="next"]'))
        Mouse().press(frame.locator('[data-part="back"]'))
        assert house.turn().status.split()[0] == "incomplete"
        Mouse().press(choice(frame, "Go"))
        assert house.leave().status.split()[0] == "completed", options


def test_in_a_quiz_a_story_is_answered_by_its_ending(small: Small, context: BrowserContext, server: Server) -> None:
    bank = ":::: quiz Check {#check}\n" + scored("points=3").split("::: scenario")[1].split("## The end")[0]
    text = story().split("::: scenario")[0] + bank.replace("{#check}\n", "{#check}\n::: scenario", 1) + "::::\n"
    page = opened(context, server, small(text, "web"))
    answered = lambda: page.evaluate("document.querySelector('.quiz').innerText.includes('0 of 1 answered')")  # noqa: E731
    choice(page, "Ask first").click()
    assert answered()
    choice(page, "Call for furniture").click()
    assert not answered()


def test_axe_scored(small: Small, context: BrowserContext, server: Server) -> None:
    page = opened(context, server, small(scored("points=3 attempts=1"), "web"), 360)
    inspection = Inspection(page)
    inspection.look("beginning")
    choice(page, "Send it").click()
    choice(page, "Draw lots").click()
    inspection.look("ending")
    assert inspection.found == [], "\n".join(inspection.found)
