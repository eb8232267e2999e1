"""axe-core finds nothing on any kind of question in any state, on small and large screens: the rows of `kinds.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from inspection import Inspection
from kinds import PLAYS, Play
from learner import Learner
from server import Server
from stage import opened

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

Small = Callable[..., Built]


@pytest.mark.parametrize("play", PLAYS, ids=str)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_in_every_state(small: Small, context: BrowserContext, server: Server, play: Play, width: int) -> None:
    built = small(play.module(), "web")
    page = opened(context, server, built, width)
    learner = Learner(page, built.course)
    question = built.course["questions"][0]
    inspection = Inspection(page)
    inspection.look("untouched")
    help_button = learner.box(question).get_by_role("button", name=built.course["strings"]["hint"], exact=True)
    if question["hints"]:
        help_button.click()
        assert learner.box(question).locator('[data-hint="1"]').is_visible()
        inspection.look("hint shown")
    for step in play.steps:
        learner.answer(question, step.response)
        inspection.look(f"answered {step.response}, {step.verdict}")
    assert inspection.found == [], "\n".join(inspection.found)


@pytest.mark.parametrize("play", [play for play in PLAYS if play.judged], ids=str)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_when_no_attempt_is_left(
    small: Small, context: BrowserContext, server: Server, play: Play, width: int
) -> None:
    built = small(play.module("attempts=1"), "web")
    page = opened(context, server, built, width)
    learner = Learner(page, built.course)
    question = built.course["questions"][0]
    learner.answer(question, play.steps[0].response)
    assert learner.is_done(question)
    inspection = Inspection(page)
    inspection.look("no attempt left")
    learner.box(question).get_by_role("button", name=built.course["strings"]["show_solution"]).click()
    assert learner.box(question).locator("[data-solution]").is_visible()
    inspection.look("solution shown")
    assert inspection.found == [], "\n".join(inspection.found)
