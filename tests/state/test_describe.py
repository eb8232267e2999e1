"""What an administrator reads in a saved state, with the module at hand and without."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from builder.render.course import course
from builder.state.codec import encode
from builder.state.describe import describe
from builder.state.outline import outline_of, read_outline
from editions import STATES, module_of, state_of
from playing import broken, random_course, random_progress

FIRST, SECOND = (outline_of(module_of(name)) for name in ("edition-1", "edition-2"))


def told(about: str, edition: Any = FIRST) -> list[str]:
    return list(describe(state_of(about)["state"], edition).lines)


def test_a_state_is_told_by_the_words_of_the_module() -> None:
    lines = told("some twice")
    assert lines[:4] == [
        "Module: Two versions (two-versions), edition 1.0.0",
        "Left at: page 3 of 3, “Part c” (c)",
        "Pages seen: 3 of 3",
        "Status: incomplete, unknown; score 0 %",
    ]
    at = lines.index("Question 1, q1: Which part stops the bike?")
    assert lines[at + 1] == ("  attempts: 1; last: wrong; best: 0 of 1 point; hints shown: 1 of 1; may be tried again")
    assert lines[at + 2] == "  answer: lamp"
    assert "  attempts: 2 of 2; last: wrong; best: 0 of 1 point" in lines
    assert "  answer: flag; horn" in lines
    assert "  answer: Tallinn → Latvia; Riga → Estonia; Vilnius → Estonia" in lines
    assert "  answer: 1. ride, 2. rest, 3. pump" in lines
    assert "  answer: “Põltsamaa – 5 €”" in lines


def test_a_state_of_an_older_edition_says_so_and_what_it_lacks() -> None:
    lines = told("partly right", SECOND)
    assert "Saved by edition 1.0.0, another than this" in lines
    assert any(line.startswith("Left at: a page that this edition does not have") for line in lines)
    assert "Pages seen: 2 of 3; not seen: “Part d”" in lines
    assert any(line.startswith("Of questions that this edition does not have: ") for line in lines)
    assert "  attempts: 2; last: wrong; best: 0.5 of 1 point; may be tried again" in lines
    assert "  answer: not kept" in lines
    assert "  not touched" in lines
    assert "  attempts: 0; solution shown" in lines


def test_values_are_json_and_agree_with_the_lines() -> None:
    values = describe(state_of("all right")["state"], FIRST).values
    assert json.loads(json.dumps(values)) == values
    assert (values["completion"], values["success"], values["score"]) == ("completed", "passed", 100)
    assert [question["result"] for question in values["questions"]] == ["right"] * 8
    assert values["questions"][4]["answer"] == "Tallinn → Estonia; Riga → Latvia; Vilnius → Lithuania"


def test_without_the_module_the_text_tells_what_it_can() -> None:
    found = describe(state_of("some twice")["state"])
    assert found.lines[0] == "Saved by edition 1.0.0"
    assert "Pages seen: 3" in found.lines
    assert "Questions touched: 8" in found.lines
    assert any("answer: “Põltsamaa – 5 €”" in line for line in found.lines)
    assert "--module" in found.lines[-2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("{}", "no saved state of Coursewright"),
        ("viewed=1", "no saved state"),
        ("2;1;a", "version 2"),
        ("1;1.0;abc", "cut off before"),
    ],
)
def test_what_is_no_state_is_told(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        describe(text, FIRST)


def test_a_state_that_was_cut_off_is_told_of() -> None:
    text = state_of("all right")["state"]
    assert not describe(text, FIRST).values["cutOff"]
    for short in (text[:-1], text[:-20], text[:40]):
        found = describe(short, FIRST)
        assert found.values["cutOff"]
        assert found.lines[-1].startswith("The text is cut off")


def test_quotes_and_blanks_around_a_copied_text_do_no_harm() -> None:
    text = STATES[1]["state"]
    assert describe(f' "{text}"\n', FIRST) == describe(text, FIRST)


def test_what_a_learner_typed_commands_no_terminal() -> None:
    outline = outline_of(module_of("edition-1"))
    state = STATES[1]["state"] + "su2:1.0....!*r!*2j!2J*6bu!,"
    for known in (outline, None):
        text = "\n".join(describe(state, known).lines)
        assert "\x1b" not in text
        assert "2J" in text


def test_no_text_makes_it_fail() -> None:
    chance = random.Random(9)
    for _ in range(300):
        written = random_course(chance)
        outline = read_outline(written)
        text = encode(random_progress(chance, written), outline)
        assert len(describe(text, outline).values["questions"]) == len(outline.questions)
        for known in (outline, None):
            try:
                found = describe(broken(chance, text), known)
            except ValueError:
                continue
            assert all("\n" not in line for line in found.lines)
            json.dumps(found.values)


def test_the_course_of_a_source_is_that_of_its_build() -> None:
    assert outline_of(module_of("edition-2")) == read_outline(course(module_of("edition-2"), {"next": "Next"}))
