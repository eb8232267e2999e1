"""Windows of the learner: which are closed, two of one attempt, and what is kept while the LMS is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from bike import bike_check
from built import Built
from learner import Learner, right
from server import Server
from stage import Stage, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Small = Callable[..., Built]
Open = Callable[..., Stage]

in_both = pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
EXIT = '[data-part="session"] button'


@in_both
@pytest.mark.parametrize("depth", [0, 2])
def test_b065_exit_in_a_frame_ends_the_session_and_closes_nothing(
    small: Small, stage: Open, target: str, depth: int
) -> None:
    built = small(bike_check(), target)
    house = stage()
    frame = house.launch(built, depth=depth)
    frame.evaluate("void (window.close = () => { throw new Error('closed') })")
    address = house.page.url
    frame.locator(EXIT).click()
    frame.get_by_text(built.course["strings"]["exited"]).wait_for()
    turn = house.turn()
    assert turn.sent()[-1].split()[0] in ("Finish", "Terminate")
    assert not house.page.is_closed()
    assert house.page.url == address


@in_both
def test_b065_a_window_of_its_own_is_closed_after_the_session_has_ended(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    house = stage()
    window = house.launch_window(built)
    button = window.locator(EXIT)
    assert button.is_visible()
    with window.expect_event("close"):
        # The window may be gone before a click of its own could say that it is done.
        button.evaluate("button => setTimeout(() => button.click())")
    turn = house.turn()
    assert turn.problems == []
    assert turn.sent()[-1].split()[0] in ("Finish", "Terminate")
    assert not house.page.is_closed()


@in_both
def test_the_older_of_two_windows_says_so_and_is_silent(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    older, newer = stage(), stage()
    first = Learner(older.launch(built), built.course)
    first.open("check")
    frame = newer.launch(built, saved=older.turn().saved)
    note = first.frame.get_by_role("heading", name=built.course["strings"]["elsewhere"])
    note.wait_for()
    assert first.frame.locator("form:visible").count() == 0, "nothing can be done here that would not count"
    said = len(older.turn().log)
    turn = older.leave()
    assert len(turn.log) == said
    assert not {"Finish", "Terminate"}.intersection(turn.sent())
    second = Learner(frame, built.course)
    second.work(right)
    assert newer.leave().status in ("passed", "completed / passed")


@in_both
def test_what_the_lms_did_not_take_is_back_at_the_next_visit(small: Small, stage: Open, target: str) -> None:
    built = small(bike_check(), target)
    words = built.course["strings"]
    house = stage()
    learner = Learner(house.launch(built), built.course)
    learner.open("check")
    house.quirk("commitfail", True)
    learner.answer(built.course["questions"][0], ["b"])
    assert house.page.evaluate("Object.keys(localStorage).length") == 1
    house.kill()
    frame = house.launch(built)
    frame.get_by_role("status").filter(has_text=words["restored"]).wait_for()
    again = Learner(frame, built.course)
    again.open("check")
    assert again.verdict(built.course["questions"][0]) == "right"
    assert house.page.evaluate("localStorage.length") == 0, "the LMS has it now"
    again.work(right)
    turn = house.leave()
    assert turn.problems == []
    assert turn.status in ("passed", "completed / passed")


@in_both
@pytest.mark.parametrize("take", [True, False])
def test_a_copy_of_another_attempt_is_offered(small: Small, stage: Open, target: str, take: bool) -> None:
    built = small(bike_check(), target)
    words = built.course["strings"]
    house = stage()
    learner = Learner(house.launch(built), built.course)
    learner.open("check")
    house.quirk("commitfail", True)
    learner.answer(built.course["questions"][0], ["b"])
    house.kill()
    frame = stage().launch(built)  # an LMS that has nothing of the learner
    frame.get_by_role("status").filter(has_text=words["copy_offer"]).wait_for()
    frame.get_by_role("button", name=words["copy_take" if take else "copy_drop"]).click()
    again = Learner(frame, built.course)
    again.open("check")
    assert again.verdict(built.course["questions"][0]) == ("right" if take else "")
    assert frame.evaluate("localStorage.length") == 0
    assert frame.evaluate("document.activeElement !== null")


@in_both
def test_b044_a_page_that_comes_back_from_the_browsers_cache_goes_on(
    small: Small, remembering: Browser, server: Server, target: str
) -> None:
    built = small(bike_check(), target)
    with watched(remembering, server) as (context, _):
        house = Stage(context, server)
        learner = Learner(house.launch(built), built.course)
        learner.open("check")
        house.page.evaluate("addEventListener('pageshow', event => (window.shown = event.persisted))")
        house.page.goto(server.url("/lms/host.html?elsewhere"))
        # No event of loading comes, as nothing is loaded.
        house.page.evaluate("history.back()")
        house.page.wait_for_function("window.shown !== undefined")
        assert house.page.evaluate("window.shown") is True, "it is the same page"
        turn = house.turn()
        assert not {"Finish", "Terminate"}.intersection(turn.sent())
        assert turn.saved["suspend_data"], "what there was is saved: such a page may be thrown away without a word"
        # The browser's driver knows of no frame in a page that came back.
        course = "document.querySelector('iframe').contentDocument"
        house.page.evaluate(f"{course}.querySelector('nav a[data-page]').click()")
        first = built.course["pages"][0]["id"]
        assert house.turn().get("location") == first
        turn = house.leave()
        assert [line for line in turn.sent() if line in ("Finish", "Terminate")] == [turn.sent()[-1]]
        assert turn.problems == []
