"""Every kind of question by mouse, touch and keyboard, after a break and in review: the rows of `kinds.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from builder.questions import QUESTIONS
from built import Built
from hands import Hand, Question
from inspection import Inspection
from kinds import PLAYS, Play
from learner import Learner
from stage import Stage, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

Small = Callable[..., Built]
Open = Callable[..., Stage]
ByHand = Callable[[Built], tuple["Page", Hand]]

every = pytest.mark.parametrize("play", PLAYS, ids=str)


def test_every_kind_is_played() -> None:
    assert {play.kind for play in PLAYS} == QUESTIONS.keys()
    assert len({str(play) for play in PLAYS}) == len(PLAYS)


def begun(page: Page, built: Built, hand: Hand | None = None) -> tuple[Learner, Question]:
    """Sit down before the one question there is."""
    return Learner(page, built.course, hand), built.course["questions"][0]


def shown_as_left(learner: Learner, question: Question, play: Play) -> None:
    step = play.steps[-1]
    assert learner.shown_answer(question) == sorted_as(question, step.response)
    assert learner.verdict(question) == step.verdict


def sorted_as(question: Question, response: list[str]) -> list[str]:
    """Give a response as it is read from the page: what is chosen of a set in the order of its keys."""
    return sorted(response) if question["scoring"]["rule"] == "set" else response


def take_steps(learner: Learner, question: Question, play: Play) -> None:
    for step in play.steps:
        assert learner.answer(question, step.response) == step.verdict, step
        assert learner.shown_answer(question) == sorted_as(question, step.response)
        if step.verdict:
            at = "document.activeElement.dataset.part"
            assert learner.frame.evaluate(at) == "feedback", "what is said takes the focus, so that it is read"


@every
def test_played_and_found_again(small: Small, by_hand: ByHand, play: Play) -> None:
    built = small(play.module(), "web")
    page, hand = by_hand(built)
    learner, question = begun(page, built, hand)
    take_steps(learner, question, play)
    page.reload()
    settled(page)
    shown_as_left(learner, question, play)


@every
def test_in_review_what_was_done_is_shown_and_may_be_tried_again(small: Small, stage: Open, play: Play) -> None:
    built = small(play.module("attempts=4" if play.judged else ""), "scorm2004")
    house = stage()
    learner, question = begun(house.launch(built), built)  # type: ignore[arg-type]
    take_steps(learner, question, play)
    saved = house.leave().saved
    frame = house.launch(built, saved=saved, mode="review", credit="no-credit")
    learner, question = begun(frame, built)  # type: ignore[arg-type]
    shown_as_left(learner, question, play)
    inspection = Inspection(house.page, frame)
    inspection.look("review")
    assert inspection.found == [], "\n".join(inspection.found)
    if play.judged:
        assert learner.answer(question, play.steps[0].response) == "wrong"
    turn = house.leave()
    assert turn.problems == []
    assert turn.interactions == []
    assert not [call for call in turn.sent() if "suspend_data" in call]
