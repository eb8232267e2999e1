"""Learners play the project's own modules in every standard at both LMSs, from the first launch to the last."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from built import Built, pilot_slugs
from hands import Keyboard, Question, Response
from learner import Learner, asked, right, wrong
from stage import Stage, Turn

SLUGS = pilot_slugs()
TARGETS = ("scorm12", "scorm2004")
LMSS = ("strict", "scorm-again")

Pilot = Callable[[str, str], Built]
Open = Callable[[str], Stage]

everywhere = [
    pytest.mark.parametrize("lms", LMSS),
    pytest.mark.parametrize("target", TARGETS),
    pytest.mark.parametrize("slug", SLUGS),
]
PASSED = {"1.2": "passed", "2004": "completed / passed"}
INCOMPLETE = {"1.2": "incomplete", "2004": "incomplete / unknown"}


def for_all(test: Callable[..., None]) -> Callable[..., None]:
    for mark in everywhere:
        test = mark(test)
    return test


def taken(turn: Turn) -> None:
    """The LMS took every call and saw nothing odd."""
    assert turn.problems == [], "\n".join(turn.problems)
    assert turn.refused() == []


def fields_of(version: str, question: Question) -> set[str]:
    """The fields a record needs to be of use in a report."""
    common = {"id", "type", "result", "weighting", "latency"}
    own = {"student_response", "time"} if version == "1.2" else {"learner_response", "timestamp", "description"}
    scoring = question["scoring"]
    open_range = scoring["rule"] == "range" and scoring["low"] != scoring["high"] and version == "1.2"
    pattern = set() if scoring["rule"] in ("none", "self") or open_range else {"correct_responses.0.pattern"}
    return common | own | pattern


def recorded(turns: list[Turn], course: dict[str, Any]) -> None:
    """Every question has a whole record, and its last one is right."""
    records = [record for turn in turns for record in turn.interactions]
    for question in asked(course):
        wanted = re.sub(r"[^A-Za-z0-9_.]", "_", question["id"]) if turns[0].version == "2004" else question["id"]
        own = [record for record in records if record.get("id") == wanted]
        assert own, f"no record of {question['id']}"
        assert fields_of(turns[0].version, question) <= own[-1].keys()
        assert own[-1]["result"] == "correct"
        assert {f"objectives.{n}.id" for n in range(len(question["objectives"]))} <= own[-1].keys()


@for_all
def test_open_and_close_leaves_it_incomplete(pilot: Pilot, stage: Open, slug: str, target: str, lms: str) -> None:
    built = pilot(slug, target)
    house = stage(lms)
    house.launch(built, quirks=["moodle"])
    sent = house.turn().sent()
    if built.version == "1.2":
        first = ["SetValue cmi.core.lesson_status=incomplete", "SetValue cmi.core.exit=suspend"]
    else:
        first = ["SetValue cmi.completion_status=incomplete", "SetValue cmi.success_status=unknown",
                 "SetValue cmi.exit=suspend"]  # fmt: skip
    assert sent[: len(first) + 2] == ["Initialize", *first, "Commit"]
    turn = house.leave()
    taken(turn)
    assert turn.status == INCOMPLETE[built.version]
    assert turn.raw == ""
    assert turn.sent()[-1] == ("Finish" if built.version == "1.2" else "Terminate")
    assert not any("score" in call for call in turn.sent())


@for_all
def test_leaving_half_way_coming_back_and_passing(pilot: Pilot, stage: Open, slug: str, target: str, lms: str) -> None:
    built = pilot(slug, target)
    house = stage(lms)
    questions = asked(built.course)
    half = {question["id"]: wrong(question) if n % 3 == 0 else right(question)
            for n, question in enumerate(questions[: len(questions) // 2])}  # fmt: skip
    last = questions[len(half) - 1]["page"]

    learner = Learner(house.launch(built), built.course)
    verdicts = learner.work(lambda question: half.get(question["id"]), until=last)
    assert verdicts.keys() == half.keys()
    first = house.leave()
    taken(first)
    assert first.status == INCOMPLETE[built.version]
    assert first.raw == "", "no score before the quiz is judged"
    assert first.get("location") == last

    learner = Learner(house.launch(built), built.course)
    assert learner.page == last, "the learner is where they left"
    for question in questions:
        learner.open(question["page"])
        if question["id"] in half:
            assert learner.shown_answer(question) == half[question["id"]]
            assert learner.verdict(question) == verdicts[question["id"]]
        else:
            assert learner.verdict(question) == ""
    assert set(learner.work(right).values()) == {"right"}
    second = house.turn()
    assert second.status == PASSED[built.version], "told when it is known, not at the end"
    second = house.remove()
    taken(second)
    passed(second, built)
    recorded([first, second], built.course)

    learner = Learner(house.launch(built), built.course)
    assert all(learner.is_done(question) for question in questions)
    third = house.leave()
    taken(third)
    passed(third, built)
    assert third.interactions == []


def passed(turn: Turn, built: Built) -> None:
    """All right and all seen: so it stands in the store, whole and legal."""
    assert turn.status == PASSED[built.version]
    assert turn.raw == "100"
    assert turn.get("score.min") == "0"
    assert turn.get("score.max") == "100"
    assert turn.get("exit") == "suspend"
    assert turn.get("location") in {page["id"] for page in built.course["pages"]}
    if built.version == "2004":
        assert turn.get("score.scaled") == "1"
        assert turn.get("progress_measure") == "1"
        assert re.fullmatch(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?", turn.get("session_time"))
        assert turn.get("session_time") != "PT0S"
    else:
        assert re.fullmatch(r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?", turn.get("session_time"))
        assert re.search("[1-9]", turn.get("session_time"))
    assert 0 < len(turn.get("suspend_data")) <= {"1.2": 4096, "2004": 30000}[built.version]
    assert turn.get("suspend_data").isascii()
    ids = {objective["id"] for objective in turn.saved["objectives"]}
    assert len(ids) == len(built.course["objectives"])


@for_all
def test_all_wrong_is_no_pass_but_may_be_mended(pilot: Pilot, stage: Open, slug: str, target: str, lms: str) -> None:
    built = pilot(slug, target)
    assert built.course["completion"]["onFail"] == "incomplete"
    house = stage(lms)
    learner = Learner(house.launch(built), built.course)
    assert set(learner.work(wrong).values()) <= {"wrong", "partly", "kept"}
    turn = house.leave()
    taken(turn)
    assert turn.status == INCOMPLETE[built.version], "attempts are left"
    assert float(turn.raw) < built.course["completion"]["passMark"], "judged: every question was answered"
    assert all(record["result"] != "correct" for record in turn.interactions)

    learner = Learner(house.launch(built), built.course)
    assert set(learner.work(right).values()) == {"right"}
    turn = house.leave()
    taken(turn)
    passed(turn, built)


@for_all
def test_what_was_answered_before_a_kill_is_in_the_store(
    pilot: Pilot, stage: Open, slug: str, target: str, lms: str
) -> None:
    built = pilot(slug, target)
    house = stage(lms)
    first, second = asked(built.course)[:2]
    answers: dict[str, Response] = {first["id"]: right(first), second["id"]: wrong(second)}
    learner = Learner(house.launch(built), built.course)
    learner.work(lambda question: answers.get(question["id"]), until=second["page"])
    turn = house.kill()
    taken(turn)
    assert not any(call.startswith(("Finish", "Terminate")) for call in turn.sent())
    assert turn.status == INCOMPLETE[built.version]
    assert turn.get("exit") == "suspend"
    assert len(turn.interactions) == len(turn.saved["interactions"]) == 2

    learner = Learner(house.launch(built), built.course)
    assert learner.page == second["page"]
    for question in (first, second):
        learner.open(question["page"])
        assert learner.shown_answer(question) == answers[question["id"]]
    learner.work(right)
    turn = house.kill()
    taken(turn)
    assert turn.status == PASSED[built.version]
    assert turn.raw == "100"


@pytest.mark.parametrize("slug", SLUGS)
def test_keyboard_alone_is_enough(pilot: Pilot, stage: Open, slug: str) -> None:
    built = pilot(slug, "scorm2004")
    house = stage("strict")
    frame = house.launch(built)
    frame.locator("body").focus()
    hand = Keyboard(house.page, frame)
    learner = Learner(frame, built.course, hand)
    assert set(learner.work(wrong).values()) <= {"wrong", "partly", "kept"}
    assert set(learner.work(right).values()) == {"right"}
    assert hand.lost == [], "\n".join(hand.lost)
    turn = house.leave()
    taken(turn)
    passed(turn, built)
