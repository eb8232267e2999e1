"""What a learner's work amounts to in the LMS, and how the player lives with LMSs as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bike import bike_check
from built import Built
from hands import Question, Response
from learner import Learner, right, wrong
from stage import Stage, Turn

Small = Callable[..., Built]
Open = Callable[..., Stage]

in_both = pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
FAILED = {"1.2": "failed", "2004": "completed / failed"}
SPENT = {"1.2": "incomplete", "2004": "incomplete / failed"}
PASSED = {"1.2": "passed", "2004": "completed / passed"}
OPEN = {"1.2": "incomplete", "2004": "incomplete / unknown"}


def first_right(count: int) -> Callable[[Question], Response]:
    """Answer so many questions right, the others wrong."""
    return lambda question: right(question) if int(question["id"][1:]) <= count else wrong(question)


def visit(house: Stage, built: Built, plan: Callable[[Question], Response | None], **wish: object) -> Turn:
    Learner(house.launch(built, **wish), built.course).work(plan)
    return house.leave()


@in_both
@pytest.mark.parametrize(
    ("mark", "count", "raw", "passes"),
    [
        ("60", 1, "33.33", False),
        ("60", 2, "66.67", True),
        ("66", 2, "66.67", True),
        ("67", 2, "66.67", False),
        ("67", 3, "100", True),
        ("60", 0, "0", False),
    ],
)
def test_score_is_exact(small: Small, stage: Open, target: str, mark: str, count: int, raw: str, passes: bool) -> None:
    built = small(bike_check(mark=mark), target)
    house = stage()
    learner = Learner(house.launch(built), built.course)
    learner.work(first_right(count))
    shown = learner.frame.locator('[data-part="figures"]').inner_text()
    assert f"{raw}%" in shown
    assert ("Not passed" in shown) is not passes
    turn = house.leave()
    assert (turn.problems, turn.refused()) == ([], [])
    assert turn.raw == raw
    assert (turn.get("score.min"), turn.get("score.max")) == ("0", "100")
    assert turn.status == (PASSED if passes else SPENT)[built.version]
    if built.version == "2004":
        assert abs(float(turn.get("score.scaled")) * 100 - float(raw)) < 0.006
        assert len(turn.get("score.scaled")) <= 9


@in_both
@pytest.mark.parametrize(("on_fail", "status"), [("failed", FAILED), ("incomplete", SPENT)])
def test_no_attempts_left(small: Small, stage: Open, target: str, on_fail: str, status: dict[str, str]) -> None:
    built = small(bike_check(attempts="2", on_fail=on_fail), target)
    house = stage()
    learner = Learner(house.launch(built), built.course)
    learner.work(wrong)
    assert house.turn().status == OPEN[built.version], "attempts are left"
    learner.work(wrong)
    assert all(learner.is_done(question) for question in built.course["questions"])
    turn = house.leave()
    assert turn.problems == []
    assert turn.status == status[built.version]
    turn = visit(house, built, wrong)
    assert turn.status == status[built.version], "nothing changes by coming back"


@in_both
def test_a_worse_visit_lowers_nothing(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(attempts="unlimited"), target)
    house = stage()
    assert visit(house, built, first_right(2)).status == PASSED[built.version]
    turn = visit(house, built, wrong)
    assert turn.status == PASSED[built.version]
    assert turn.raw == "66.67"


@in_both
def test_what_the_lms_has_is_not_lowered_when_the_state_is_lost(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(on_fail="failed"), target)
    house = stage()
    passed = visit(house, built, right)
    kept = {name: value for name, value in passed.saved.items() if name != "suspend_data"}
    turn = visit(stage(), built, wrong, saved=kept)
    assert turn.status == PASSED[built.version]
    assert turn.raw == "100"


@in_both
def test_another_edition_keeps_what_is_still_there(small: Small, stage: Open, target: str) -> None:
    first = small(bike_check(attempts="unlimited", questions=("q1", "q2")), target)
    second = small(bike_check(attempts="unlimited", questions=("q2", "q3"), version="2.0.0"), target, "second")
    house = stage()
    assert visit(house, first, lambda question: right(question) if question["id"] == "q2" else None).raw == ""
    learner = Learner(house.launch(second), second.course)
    learner.open("check")
    assert learner.frame.get_by_text(second.course["strings"]["updated_notice"]).is_visible()
    q2, q3 = second.course["questions"]
    assert learner.verdict(q2) == "right"
    assert learner.verdict(q3) == ""
    learner.work(right)
    turn = house.leave()
    assert turn.problems == []
    assert turn.status == PASSED[second.version]


@in_both
@pytest.mark.parametrize("depth", [1, 4, 7, 9])
def test_api_is_found_through_frames(small: Small, stage: Open, target: str, depth: int) -> None:
    built = small(bike_check(), target)
    house = stage()
    assert visit(house, built, right, depth=depth).status == PASSED[built.version]


@in_both
def test_api_is_found_past_foreign_frames(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    house = stage()
    foreign = house.server.foreign_host
    assert visit(house, built, right, depth=3, foreign=foreign).status == PASSED[built.version]


@in_both
def test_api_is_found_through_the_opener(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    house = stage()
    window = house.launch_window(built)
    Learner(window, built.course).work(right)
    assert house.turn().status == PASSED[built.version]
    with window.expect_event("close"):
        window.locator('[data-part="session"] button').click()
    turn = house.turn()
    assert turn.problems == []
    assert turn.sent()[-1].split()[0] in ("Finish", "Terminate")


@in_both
def test_api_that_comes_late_is_found(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    assert visit(stage(), built, right, late=900).status == PASSED[built.version]


@in_both
def test_exit_ends_the_session_once(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    house = stage()
    frame = house.launch(built)
    frame.locator('[data-part="session"] button').click()
    assert frame.get_by_text(built.course["strings"]["exited"]).is_visible()
    turn = house.leave()
    assert turn.problems == []
    assert [call for call in turn.sent() if call in ("Finish", "Terminate")] == turn.sent()[-1:]


@in_both
def test_without_interactions_status_and_score_arrive(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    turn = visit(stage(), built, right, quirks=["nointeractions", "noobjectives"])
    assert turn.problems == []
    assert turn.status == PASSED[built.version]
    assert turn.raw == "100"


@in_both
@pytest.mark.parametrize("quirk", ["commitnull", "commitfail"])
def test_learner_is_told_while_saving_fails(small: Small, stage: Open, target: str, quirk: str) -> None:
    built = small(bike_check(), target)
    words = built.course["strings"]
    house = stage()
    learner = Learner(house.launch(built), built.course)
    house.quirk(quirk, True)
    learner.open("check")
    learner.answer(built.course["questions"][0], ["b"])
    notice = learner.frame.get_by_role("status").filter(has_text=words["save_failed"])
    notice.wait_for()
    house.quirk(quirk, False)
    learner.hand.press(learner.frame.get_by_role("button", name=words["save_again"]))
    learner.frame.get_by_role("status").filter(has_text=words["saved"]).first.wait_for()
    turn = house.kill()
    assert [record["result"] for record in turn.saved["interactions"]] == ["correct"]


@in_both
@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_back_changes_nothing(small: Small, stage: Open, target: str, mode: str) -> None:
    built = small(bike_check(), target)
    house = stage()
    before = visit(house, built, right)
    frame = house.launch(built, mode=mode)
    learner = Learner(frame, built.course)
    assert frame.get_by_text(built.course["strings"]["review_notice"]).is_visible()
    learner.open("check")
    turn = house.leave()
    assert turn.problems == []
    assert not any(call.startswith("SetValue") for call in turn.sent())
    assert (turn.status, turn.raw) == (before.status, before.raw)


@in_both
@pytest.mark.parametrize(("width", "height"), [(320, 480), (1024, 5000), (800, 300)])
def test_odd_frames_can_be_used(small: Small, stage: Open, target: str, width: int, height: int) -> None:
    built = small(bike_check(), target)
    house = stage()
    frame = house.launch(built, width=width, height=height)
    assert frame.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    learner = Learner(frame, built.course)
    learner.turn()
    heading = frame.locator("#check-title")
    box = heading.bounding_box()
    assert box
    assert 0 <= box["y"] < 800, "in an over-tall frame the LMS's page scrolls along"
    for question in built.course["questions"]:
        learner.answer(question, wrong(question))
        box = learner.box(question).locator(".verdict").bounding_box()
        assert box
        assert -1 <= box["y"] < 800
    assert house.leave().problems == []


@in_both
def test_another_learner_sees_nothing_of_the_first(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    house = stage()
    visit(house, built, right)
    assert house.page.evaluate("localStorage.length + sessionStorage.length") == 0
    frame = stage().launch(built, student="learner-2")
    learner = Learner(frame, built.course)
    learner.open("check")
    assert [learner.verdict(question) for question in built.course["questions"]] == ["", "", ""]


@in_both
def test_nothing_waits_for_the_window_to_close(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    for name, content in built.files.items():
        if name.endswith((".js", ".html")):
            assert b"unload" not in content
    frame = stage().launch(built)
    heard = frame.evaluate("window.__heard")
    assert "pagehide" in heard
    assert "visibilitychange" in heard
    assert not {"unload", "beforeunload"}.intersection(heard)
    assert frame.evaluate("[window.onunload, window.onbeforeunload]") == [None, None]
