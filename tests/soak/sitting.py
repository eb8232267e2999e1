"""How a learner meets a quiz on the page: what it asks, and that it has to be begun."""

from __future__ import annotations

from random import Random
from typing import Any

from learner import Learner


def offered(learner: Learner) -> list[dict[str, Any]]:
    """Give the questions that are answered, of a bank what was drawn."""
    asked = [one for one in learner.course["questions"] if one.get("numbered", True)]
    return [one for one in asked if learner.box(one).get_attribute("hidden") is None]


def begin(learner: Learner, chance: Random) -> None:
    """Begin the quizzes of the page that wait, in as much time as the learner wants."""
    if not learner.course.get("quizzes"):
        return
    for start in learner.frame.get_by_role("button", name=learner.course["strings"]["quiz_begin"]).all():
        if start.is_visible():
            minutes = start.locator("xpath=..").locator("select")
            choices = minutes.locator("option").evaluate_all("all => all.map(one => one.value)")
            minutes.select_option(chance.choice(choices))
            learner.hand.press(start)
