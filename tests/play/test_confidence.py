"""How sure learners say they are: asked beside the answer, answered with a line, kept, told to the LMS, added up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Hand
from inspection import Inspection
from learner import Learner
from server import Server
from stage import Stage, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page

Small = Callable[..., Built]
Open = Callable[..., Stage]
ByHand = Callable[[Built], tuple["Page", Hand]]

MODULE = """---
title: Bike check
summary: To be played.
language: en
confidence: true
---

## Asked {#asked}

::: true-false {#bell answer=true attempts=3}
A bike has a bell.
:::

::: choice {#brake}
Which of these stops it?

- [x] The brake
- [ ] The bell
:::

::: text {#lamp confidence=false}
What lights the way?

- lamp
:::

## The end {#end}

That was it.
"""
STEPS = ("unsure", "fairly_sure", "sure")


class Rater(Learner):
    """A learner who says how sure the answers are."""

    def sure(self, id: str) -> Locator:
        return self.frame.locator(f'#{id} [data-part="sure"]')

    def rate(self, id: str, step: int) -> None:
        self.hand.choose(self.sure(id), str(step))

    def told(self, id: str) -> list[str]:
        """Give the line that follows from answer and sureness, if there is one."""
        lines: list[str] = self.frame.locator(f"#{id} .verdict .sure-said").all_inner_texts()
        return lines

    def asked(self, id: str) -> dict[str, object]:
        return next(question for question in self.course["questions"] if question["id"] == id)

    def summary(self) -> tuple[list[str], list[str]]:
        """Give the figures on the last page, and where to read again."""
        box = self.frame.locator(".sure-sum")
        box.wait_for()  # the results are loaded when they are needed
        rows = [
            f"{row.locator('dt').inner_text()}: {row.locator('dd').inner_text()}"
            for row in box.locator("dl > div:visible").all()
        ]
        return rows, box.locator("a:visible").all_inner_texts()


def seated(page: Page | Frame, built: Built, hand: Hand | None = None) -> Rater:
    return Rater(page, built.course, hand)


def test_said_answered_and_asked_anew(small: Small, by_hand: ByHand) -> None:
    built = small(MODULE, "web")
    page, hand = by_hand(built)
    learner, words = seated(page, built, hand), built.course["strings"]
    assert learner.sure("lamp").count() == 0
    learner.rate("bell", 3)
    assert learner.answer(learner.asked("bell"), ["false"]) == "wrong"
    assert learner.told("bell") == [words["sure_wrong"]]
    read_out = page.locator('#bell [data-part="status"]', has_text=words["sure_wrong"])
    read_out.wait_for(state="attached")
    assert learner.sure("bell").locator("input").first.is_disabled()
    learner.hand.press(page.get_by_role("button", name=words["try_again"]))
    assert learner.sure("bell").locator("input").first.is_enabled()
    assert learner.sure("bell").locator(":checked").count() == 0, "another attempt is asked anew"
    learner.rate("bell", 1)
    assert learner.answer(learner.asked("bell"), ["true"]) == "right"
    assert learner.told("bell") == [words["unsure_right"]]
    assert learner.answer(learner.asked("brake"), ["a"]) == "right", "it need not be said"
    assert learner.told("brake") == []
    assert not learner.sure("brake").is_visible()
    page.reload()
    settled(page)
    assert learner.told("bell") == [words["unsure_right"]]
    assert learner.sure("bell").locator(":checked").get_attribute("value") == "1"


@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_told_kept_and_added_up(small: Small, stage: Open, target: str) -> None:
    built = small(MODULE, target)
    house = stage()
    learner = seated(house.launch(built), built)
    learner.rate("bell", 3)
    learner.answer(learner.asked("bell"), ["false"])
    learner.hand.press(learner.frame.get_by_role("button", name=built.course["strings"]["try_again"]))
    learner.rate("bell", 2)
    learner.answer(learner.asked("bell"), ["true"])
    learner.rate("brake", 3)
    learner.answer(learner.asked("brake"), ["a"])
    learner.answer(learner.asked("lamp"), ["lamp"])
    turn = house.leave()
    assert turn.problems == []
    field = "student_response" if target == "scorm12" else "learner_response"
    wrong = "wrong" if target == "scorm12" else "incorrect"
    told = [(one["id"], one["type"], one[field], one["result"], one["weighting"]) for one in turn.interactions]
    brake, lamp = (one[2] for one in told if one[0] in ("brake", "lamp"))
    truth = [one[2] for one in told if one[0] == "bell"]
    assert told == [
        ("bell", "true-false", truth[0], wrong, "1"), ("bell.confidence", "likert", "3", "neutral", "0"),
        ("bell", "true-false", truth[1], "correct", "1"), ("bell.confidence", "likert", "2", "neutral", "0"),
        ("brake", "choice", brake, "correct", "1"), ("brake.confidence", "likert", "3", "neutral", "0"),
        ("lamp", "fill-in", lamp, "correct", "1"),
    ]  # fmt: skip
    if target == "scorm2004":
        said = "How sure are you? 1: Unsure, 2: Fairly sure, 3: Sure"
        assert {one["description"] for one in turn.interactions if "confidence" in one["id"]} == {said}
    learner = seated(house.launch(built, saved=turn.saved), built)
    assert learner.told("bell") == [built.course["strings"]["fairly_sure_right"]]
    learner.hand.press(learner.frame.locator('[data-part="next"]'))
    assert learner.summary() == (["Sure: 1 of 2 right"], ["Question 1"]), "the first try of each is what tells"
    assert house.turn().saved["score.raw" if target == "scorm2004" else "core.score.raw"] == "100"
    learner.hand.press(learner.frame.locator(".sure-sum a:visible"))
    learner.frame.locator("#bell").wait_for()


def test_without_script_it_can_be_ticked_as_on_paper(small: Small, unscripted: BrowserContext, server: Server) -> None:
    page = opened(unscripted, server, small(MODULE, "web"))
    page.locator("#bell").get_by_label("Fairly sure").check()
    assert page.get_by_role("group", name="How sure are you?").count() == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_axe(small: Small, context: BrowserContext, server: Server, width: int) -> None:
    built = small(MODULE, "web")
    page = opened(context, server, built, width)
    inspection = Inspection(page)
    inspection.look("asked")
    learner = seated(page, built)
    learner.rate("bell", 3)
    learner.answer(learner.asked("bell"), ["false"])
    inspection.look("answered")
    learner.hand.press(page.locator('[data-part="next"]'))
    inspection.look("added up")
    assert inspection.found == [], "\n".join(inspection.found)
