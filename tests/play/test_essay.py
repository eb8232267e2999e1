"""Texts of one's own: first the text, then the model answer beside it, then marks by criteria; and back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Hand
from kinds import PLAYS
from learner import Learner
from server import Server
from stage import Stage, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page

Small = Callable[..., Built]
Open = Callable[..., Stage]
ByHand = Callable[[Built], tuple["Page", Hand]]

TEXTS = {str(play): play.module() for play in PLAYS}


class Writer(Learner):
    """A learner before an essay."""

    def press(self, key: str) -> None:
        """Press a button by its word."""
        self.hand.press(self.frame.get_by_role("button", name=self.course["strings"][key], exact=True))

    def write(self, text: str) -> None:
        self.hand.write(self.text, text)

    @property
    def text(self) -> Locator:
        return self.frame.locator("textarea")

    @property
    def shown(self) -> tuple[bool, bool]:
        """Whether the model answer and the criteria are on screen."""
        model, rubric = (self.frame.locator(f'[data-part="{name}"]') for name in ("model", "rubric"))
        return model.is_visible(), rubric.is_visible()


def seated(page: Page | Frame, built: Built, hand: Hand | None = None) -> Writer:
    return Writer(page, built.course, hand)


def test_written_compared_marked_and_changed(small: Small, by_hand: ByHand) -> None:
    built = small(TEXTS["essay-rubric"], "web")
    page, hand = by_hand(built)
    writer = seated(page, built, hand)
    question = built.course["questions"][0]
    words = built.course["strings"]
    assert writer.shown == (False, False)
    writer.press("essay_compare")
    assert page.locator('[data-part="feedback"]').inner_text() == words["answer_first"]
    assert writer.shown == (False, False), "nothing to compare yet"
    writer.write("Come in May, please")
    assert page.locator('[data-part="words"]').inner_text() == "Words: 4"
    writer.press("essay_compare")
    assert writer.shown == (True, True)
    assert writer.text.get_attribute("readonly") is not None, "what is being marked stays as it is"
    assert page.locator('[data-part="feedback"]').inner_text() == words["essay_mark"]

    writer.hand.tick(page.locator("#q-68d"))
    writer.press("essay_save")
    assert writer.verdict(question) == "kept"
    assert words["essay_marked"] in page.locator('[data-part="feedback"]').inner_text()
    assert "2 of 3" in page.locator('[data-part="feedback"]').inner_text()
    page.reload()
    settled(page)
    assert writer.shown_answer(question) == ["Come in May, please", "68d"]
    assert writer.shown == (True, True)

    writer.press("essay_change")
    assert writer.shown == (True, False), "a changed text is marked anew"
    assert page.evaluate("document.activeElement.localName") == "textarea"
    writer.write("Come on 12 May, since we need you")
    writer.press("essay_compare")
    assert writer.shown_answer(question) == ["Come on 12 May, since we need you"]
    for key in ("92e", "68d"):
        writer.hand.tick(page.locator(f"#q-{key}"))
    writer.press("essay_save")
    assert writer.verdict(question) == "right"
    assert writer.is_done(question)


def test_without_criteria_it_is_compared_and_kept(small: Small, context: BrowserContext, server: Server) -> None:
    built = small(TEXTS["essay"], "web")
    page = opened(context, server, built)
    writer = seated(page, built)
    writer.write("Come")
    writer.press("essay_compare")
    assert page.locator('[data-part="model"]').is_visible()
    assert "Send it." in page.locator('[data-part="feedback"]').inner_text()
    writer.press("essay_change")
    writer.write("Come soon")
    writer.press("essay_compare")
    page.reload()
    settled(page)
    assert writer.text.input_value() == "Come soon"
    assert page.locator('[data-part="model"]').is_visible()


@pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
def test_an_lms_gets_the_text_and_the_points(small: Small, stage: Open, target: str) -> None:
    built = small(TEXTS["essay-rubric"], target)
    house = stage()
    writer = seated(house.launch(built), built)
    question = built.course["questions"][0]
    writer.answer(question, ["Come in May"])
    assert house.turn().raw in ("", "0"), "no points before it is marked"
    writer.answer(question, ["Come in May", "68d"])
    turn = house.leave()
    assert turn.problems == []
    assert turn.raw == "66.67"
    field = "student_response" if target == "scorm12" else "learner_response"
    told = [one[field] for one in turn.interactions]
    assert any("Come in May" in one for one in told)
    assert any("Gives a reason" in one for one in told), "and by which criteria"


def test_without_script_the_model_is_folded(small: Small, unscripted: BrowserContext, server: Server) -> None:
    built = small(TEXTS["essay-rubric"], "web")
    page = opened(unscripted, server, built)
    page.locator("textarea").fill("Come")
    assert not page.get_by_text("Would you come?").is_visible()
    page.locator("#q summary").click()
    assert page.get_by_text("Would you come?").is_visible()
