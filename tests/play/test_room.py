"""Fields for own words take what the state has room for, and show that they take no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from built import Built
from stage import Stage

Small = Callable[..., Built]
Open = Callable[..., Stage]

TEXT = """---
title: Own words
language: en
completion: {pages: none}
---

## Words {#words}

::: reflection Yours {#yours room=40}
What do you think?
:::
"""

ESTONIAN = "Õhtul jäi üks tool tühjaks; küsi, miks."
EASTERN = "힣" * 40
FACES = "🙂" * 20


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(ESTONIAN, ESTONIAN), (EASTERN, EASTERN[:13]), (FACES, FACES[:6])],
    ids=["Latin", "Hangul", "pairs"],
)
def test_a_field_takes_what_comes_back(small: Small, stage: Open, typed: str, kept: str) -> None:
    built = small(TEXT, "scorm12")
    house = stage()
    field = house.launch(built).locator("#yours-text")
    field.press_sequentially(typed)
    assert field.input_value() == kept
    turn = house.leave()
    assert turn.problems == []
    assert house.launch(built, saved=turn.saved).locator("#yours-text").input_value() == kept
