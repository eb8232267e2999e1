"""Rows of choices: sort, matrix and scale in the answer key, in their order, and side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.catalogue import Defaults
from builder.nodes import Module, questions_of
from builder.parse import parse_module
from builder.questions.matrix import Matrix
from builder.questions.rows import fits
from builder.questions.scale import Scale
from builder.questions.sort import Sort
from builder.render.arrange import order_of
from builder.render.html import render_question
from builder.source import Source
from literate import HEADER, rendering

SORT = """::: sort {{#{id}}}
Whose work?

- Host
  - Invites
    > The host knows the group.
  - Rings
    > Somebody has to.
- Mentor
  - Advises
    > That is it.
- Sponsor
:::
"""

MATRIX = """::: matrix {#when}
When?

|  | Before | After |
| --- | --- | --- |
| Plan | [x] | [ ] |
| Thanks | [ ] | [x] |
:::
"""

SCALE = """::: scale {#sure from=1 to=5 low=No high=Yes}
Sure?
:::
"""


def module_of(*questions: str) -> Module:
    text = HEADER + "## Page\n\n" + "\n".join(questions)
    module = parse_module(Source("modules/case/module.md", text, Path()), Defaults(), lambda _: None)
    assert module is not None
    return module


def key_of(*questions: str) -> list[str]:
    module = module_of(*questions)
    drawn = rendering(module, "print")
    return [str(render_question(question, drawn, key=True)) for question in questions_of(module)]


def test_the_key_puts_members_and_what_is_said_on_them_under_their_group() -> None:
    [key] = key_of(SORT.format(id="who"))
    words = ["Host", "Invites", "The host knows", "Rings", "Somebody has to", "Mentor", "Advises", "Sponsor", "–"]
    places = [key.index(f">{word}") for word in words]
    assert places == sorted(places)


def test_the_key_ticks_what_is_right() -> None:
    [key] = key_of(MATRIX)
    assert [row.count("✓") for row in key.split("<tr>")[1:]] == [0, 1, 1]
    assert key.count('<span class="option-box">✓</span></td><td><span class="option-box"></span>') == 1


def test_the_key_of_a_scale_says_that_there_is_none() -> None:
    [key] = key_of(SCALE)
    assert 'id="key-sure"' in key, "the question's number leads here"
    assert "There is no right answer." in key


@pytest.mark.parametrize("id", [f"s{number}" for number in range(60)])
def test_members_are_never_shown_as_they_were_written(id: str) -> None:
    [question] = questions_of(module_of(SORT.format(id=id)))
    assert isinstance(question, Sort)
    order = order_of(question)
    assert sorted(order) == ["a", "b", "c"]
    assert order != ("a", "b", "c")


def test_what_is_right_in_a_matrix() -> None:
    [question] = questions_of(module_of(MATRIX))
    assert isinstance(question, Matrix)
    assert [[question.is_right(row, column) for column in (0, 1)] for row in (0, 1)] == [[True, False], [False, True]]
    assert not question.several


def test_a_limit_of_attempts_does_not_close_a_scale() -> None:
    [question] = questions_of(
        module_of("::: scale {#s attempts=1 from=1 to=3 low=a high=b points=4 shuffle}\nHow?\n:::\n")
    )
    assert isinstance(question, Scale)
    assert (question.attempts, question.points, question.shuffle) == (None, 0, False)


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (["Never", "Rarely", "Sometimes", "Often", "Always"], True),
        (["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"], True),
        (["Unverhältnismäßig", "Gut", "Gut genug", "Sehr gut", "Ganz"], False),
        (["I could start tomorrow, and help others", "No"], False),
        (["Only when there is enough time", "Never", "Rarely", "Often", "Always"], False),
    ],
)
def test_names_stand_side_by_side_where_they_have_room(names: list[str], together: bool) -> None:
    assert fits(names) is together
