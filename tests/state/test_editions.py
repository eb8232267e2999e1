"""B034: states of an older edition in a newer one: what is gone is dropped, what was earned is never lowered."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from typing import Any

import pytest

from builder.render.course import course
from builder.state.codec import decode, encode
from builder.state.outline import read_outline
from editions import HERE, RANKS, STATES, module_of, state_of
from playing import player, progress_object, random_course, random_response

FIRST: dict[str, Any] = json.loads((HERE / "edition-1" / "course.json").read_text("utf-8"))
SECOND = course(module_of("edition-2"), {})
CASES = pytest.mark.parametrize("kept", STATES, ids=lambda kept: kept["about"])


def restored(kept: dict[str, Any], acts: list[list[Any]] | None = None) -> dict[str, Any]:
    """Open the second edition with what the LMS kept of the first."""
    (turn,) = player([{"op": "learn", "course": SECOND, "found": kept, "acts": acts or []}])
    assert isinstance(turn, dict)
    return turn


def test_codes_and_labels_of_the_first_edition_are_as_ever() -> None:
    """They key what LMSs hold; a change here would lose every learner's progress."""
    made = course(module_of("edition-1"), {})
    for question in made["questions"]:
        question["scoring"].pop("units", None)  # what may be typed after a number keys nothing, and came later
    assert [made[name] for name in ("id", "pages", "questions")] == [
        FIRST[name] for name in ("id", "pages", "questions")
    ]


@CASES
def test_the_first_edition_reads_its_own_states_to_the_last_character(kept: dict[str, Any]) -> None:
    outline = read_outline(FIRST)
    assert encode(decode(kept["state"], outline), outline) == kept["state"]
    assert player([{"op": "again", "text": kept["state"], "course": FIRST}]) == [kept["state"]]


@CASES
def test_both_languages_restore_the_same_in_the_second(kept: dict[str, Any]) -> None:
    outline = read_outline(SECOND)
    (theirs,) = player([{"op": "decode", "text": kept["state"], "course": SECOND}])
    assert progress_object(decode(kept["state"], outline), outline) == theirs


def test_known_ids_keep_their_state_and_new_ones_are_open() -> None:
    turn = restored(state_of("first question wrong"))
    shown = turn["shown"]
    assert turn["updated"] is True
    assert turn["place"] == "c"
    assert turn["progress"]["visited"] == {"a": True, "c": True}
    assert (shown["q1"]["response"], shown["q1"]["fraction"]) == (["c"], 0), "the bell, wherever it stands, and wrong"
    assert (shown["q3"]["response"], shown["q3"]["fraction"], shown["q3"]["done"]) == (["c"], 1, True)
    assert shown["q4"]["attempts"] == 0
    assert "q2" not in turn["progress"]["questions"]


def test_what_was_earned_stays_though_the_pass_mark_rose_and_there_is_more_to_do() -> None:
    kept = state_of("all right")
    turn = restored(kept, [["answer", "q4", ["a"], 1]])
    shown = turn["shown"]
    assert turn["progress"]["completion"] == "completed"
    assert turn["progress"]["success"] == "passed"
    assert turn["progress"]["score"] == 100
    assert {report["success"] for report in turn["reports"]} == {"passed"}
    assert {report["score"] for report in turn["reports"]} == {100}
    assert shown["parts"]["response"] == ["c"], "the lamp; the brake has other words now"
    assert shown["pairs"]["response"] == ["", "b", "c"]
    assert shown["steps"]["response"] == [], "an order of three is none of four"
    assert shown["word"]["response"] == ["tallinn"]
    assert shown["number"]["response"] == [], "a number is no option"
    assert all(shown[id]["fraction"] == 1 for id in ("q1", "q3", "parts", "pairs", "steps", "word", "number"))


def test_fewer_attempts_end_a_question_and_hints_stay_shown() -> None:
    shown = restored(state_of("some twice"))["shown"]
    assert (shown["q3"]["attempts"], shown["q3"]["attemptsLeft"], shown["q3"]["done"]) == (2, 0, True)
    assert shown["q1"]["hints"] == 1
    assert shown["word"]["response"] == ["Põltsamaa – 5 €"]


def test_a_place_that_is_gone_is_the_first_page() -> None:
    turn = restored(state_of("the page that goes"))
    assert turn["place"] == "a"
    assert turn["shown"]["number"]["solved"] is True
    assert (turn["shown"]["parts"]["fraction"], turn["shown"]["parts"]["response"]) == (0.5, [])


@CASES
def test_no_cut_and_no_byte_too_many_makes_the_new_edition_fail(kept: dict[str, Any]) -> None:
    text = kept["state"]
    texts = [text[:length] for length in range(len(text))] + [text + text, text.upper(), text.replace(";", ",")]
    found = player([{"op": "learn", "course": SECOND, "found": {**kept, "state": cut}} for cut in texts])
    for turn in found:
        assert RANKS[turn["progress"]["completion"]] >= RANKS[kept["completion"]]
        assert RANKS[turn["progress"]["success"]] >= RANKS[kept["success"]]
        assert (turn["progress"]["score"] or 0) >= 0
        for report in turn["reports"]:
            assert kept["score"] is None or report["score"] is None or report["score"] >= kept["score"]


def acts_of(chance: random.Random, written: dict[str, Any]) -> list[list[Any]]:
    acts: list[list[Any]] = [["visit", page["id"]] for page in written["pages"] if chance.random() < 0.8]
    for question in written["questions"]:
        acts += [["answer", question["id"], random_response(chance, question), 1]] * chance.randint(0, 2)
        acts += [["showSolution", question["id"]]] if chance.random() < 0.1 else []
    chance.shuffle(acts)
    return acts


def another(chance: random.Random, before: dict[str, Any]) -> dict[str, Any]:
    """Make another edition: what it has in common with the first stands in another order and has other terms."""
    after = random_course(chance)
    for kind in ("pages", "questions"):
        for one, other in zip(before[kind], after[kind], strict=False):
            if chance.random() < 0.7:
                other |= {name: one[name] for name in ("id", "code")}
            if kind == "questions" and chance.random() < 0.6:
                other |= {name: one[name] for name in ("kind", "scoring", "labels", "room") if name in one}
        chance.shuffle(after[kind])
    after["edition"] = "another"
    return after


def test_no_edition_lowers_a_status_or_a_score() -> None:
    """Random learners, each through three random editions; some LMSs forget the status in between."""
    chance = random.Random(8)
    editions = [[random_course(chance)] for _ in range(150)]
    for row in editions:
        row += [another(chance, row[0]), another(chance, row[0])]
    found: list[dict[str, Any]] = [{} for _ in editions]
    reached: list[list[dict[str, Any]]] = [[] for _ in editions]
    for visit in range(3):
        jobs = [
            {"op": "learn", "course": row[visit], "found": lms, "acts": acts_of(chance, row[visit])}
            for row, lms in zip(editions, found, strict=True)
        ]
        for at, turn in enumerate(player(jobs)):
            reached[at] += turn["reports"]
            last = turn["reports"][-1] if chance.random() < 0.7 else {}
            found[at] = {"state": turn["saved"]["state"], "place": turn["saved"]["place"], **last}
    for reports in reached:
        for earlier, later in pairwise(reports):
            assert RANKS[later["completion"]] >= RANKS[earlier["completion"]]
            assert RANKS[later["success"]] >= RANKS[earlier["success"]]
            assert earlier["score"] is None or later["score"] >= earlier["score"]
    assert any(reports[-1]["success"] == "passed" for reports in reached)
    assert any(reports[-1]["success"] == "failed" for reports in reached)
