"""Quizzes: what is asked, for how long, how often, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from built import Built
from hands import Hand, Mouse
from inspection import Inspection
from learner import Learner, right, wrong
from quizzes import SAID, bank, quiz
from server import Server
from stage import Stage, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page

Small = Callable[..., Built]
Open = Callable[..., Stage]
ByHand = Callable[[Built], tuple["Page", Hand]]

in_both = pytest.mark.parametrize("target", ["scorm12", "scorm2004"])
BANK = bank("bells", "bells", "money", "money")
DRAWN = quiz('draw="bells:1 money:1" shuffle pass_mark=60', BANK)
TIMED = quiz("time=6 pass_mark=60", bank("bells", "money"))
ANEW = f"""::: choice {{#several shuffle}}
Which shine?

- [x] Front lamp
  > Yes.
- [x] Rear lamp
  > Yes.
- [ ] Bell
  > No.
:::

::: order {{#steps}}
In which order?

1. Choose.
2. Invite.
3. Meet.
4. Thank.
{SAID}
::: text {{#word}}
What rings?

- bell
{SAID}
::: blanks {{#gaps}}
Complete it.

A [[bell]] [[(rings)|sings]].
{SAID}"""
BESIDE = f"::: text {{#early}}\nWho?\n\n- Ann\n{SAID}\n::: text {{#later attempts=3}}\nWhen?\n\n- May\n{SAID}"


class Taker(Learner):
    """A learner before the quiz."""

    @property
    def quiz(self) -> Locator:
        return self.frame.locator("#final")

    @property
    def asked(self) -> list[str]:
        """Ids of the questions on screen, as they stand."""
        ids: list[str] = self.quiz.locator(".question:visible").evaluate_all("all => all.map((one) => one.id)")
        return ids

    def take(self, *wrong_ones: str) -> None:
        """Answer all that is asked, right but for some."""
        for id in self.asked:
            question = next(one for one in self.course["questions"] if one["id"] == id)
            self.answer(question, wrong(question) if id in wrong_ones else right(question))

    def press(self, key: str) -> None:
        """Press a button of the quiz by its word."""
        self.hand.press(self.quiz.get_by_role("button", name=self.course["strings"][key]))

    @property
    def result(self) -> str:
        """What the end of the quiz says."""
        return " ".join(self.quiz.locator('[data-part="quiz-end"]').inner_text().split())

    def again(self) -> None:
        """Take the whole quiz again."""
        self.press("quiz_again")

    def can_go_on(self) -> bool:
        return self.quiz.get_by_role("button", name=self.course["strings"]["quiz_again"]).count() > 0


def seated(page: Page | Frame, built: Built, hand: Hand | None = None) -> Taker:
    taker = Taker(page, built.course, hand)
    taker.open("test")
    return taker


def test_what_is_drawn_stays_and_another_attempt_asks_the_others(
    small: Small, context: BrowserContext, server: Server
) -> None:
    built = small(DRAWN, "web")
    page = opened(context, server, built)
    taker = seated(page, built)
    assert taker.quiz.locator(".quiz-terms").inner_text() == "Questions asked: 2 of 4 · Pass mark: 60 %"
    first = taker.asked
    assert sorted(id.split("-")[0] for id in first) == ["bells", "money"]
    assert taker.result.startswith("0 of 2 answered")
    page.reload()
    settled(page)
    assert taker.asked == first
    taker.take()
    assert "Your result: 100 %" in taker.result
    taker.again()
    second = taker.asked
    assert sorted(first + second) == ["bells-1", "bells-2", "money-1", "money-2"], "nothing comes twice"
    assert page.evaluate("document.activeElement.id") == second[0]
    page.reload()
    settled(page)
    assert taker.asked == second
    taker.take()
    taker.again()
    assert sorted(taker.asked) == sorted(first), "from the beginning"


def test_draws_and_their_order_are_each_learners_own(small: Small, context: BrowserContext, server: Server) -> None:
    built = small(DRAWN, "web")
    seen = set()
    for _ in range(12):
        page = opened(context, server, built)
        seen.add(tuple(seated(page, built).asked))
        page.goto(server.url("/lms/host.html"))
        page.evaluate("localStorage.clear()")
        page.close()
    assert len(seen) > 1
    assert {id for asked in seen for id in asked} == {"bells-1", "bells-2", "money-1", "money-2"}


def bands(taker: Taker) -> list[str]:
    """Give what is said to the result."""
    return [words.strip() for words in taker.quiz.locator(".band:visible").all_inner_texts()]


def test_the_better_result_counts_and_has_its_band(small: Small, context: BrowserContext, server: Server) -> None:
    built = small(quiz("pass_mark=60 attempts=3", bank("bells", "money")), "web")
    page = opened(context, server, built)
    taker = seated(page, built)
    assert (taker.result, bands(taker)) == ("0 of 2 answered", []), "nothing is told before the end"
    taker.take("bells-1")
    assert "Your result: 50 % Not passed" in taker.result
    assert bands(taker) == ["Not bad."]
    assert taker.result.endswith("Your best result counts. 2 attempts left")
    taker.again()
    assert (taker.result, bands(taker)) == ("0 of 2 answered", [])
    taker.take("bells-1", "money-1")
    assert "Your result: 50 % Not passed" in taker.result, "the better of both"
    page.reload()
    settled(page)
    assert "Your result: 50 % Not passed" in taker.result
    assert taker.result.endswith("1 attempt left")
    taker.again()
    taker.take()
    assert "Your result: 100 % Passed" in taker.result
    assert bands(taker) == ["All of it."]
    assert not taker.can_go_on(), "the last attempt is spent"


def test_another_attempt_begins_anew_and_leaves_alone_what_is_beside_it(small: Small, by_hand: ByHand) -> None:
    built = small(quiz("", ANEW, BESIDE), "web")
    page, hand = by_hand(built)
    taker = seated(page, built, hand)
    asked = {question["id"]: question for question in built.course["questions"]}
    inner = [asked[id] for id in ("several", "steps", "word", "gaps")]
    arranged = "all => all.map((one) => one.dataset.key)"
    before = page.locator("#several .option").evaluate_all(arranged), taker.shown_answer(asked["steps"])
    assert taker.answer(asked["later"], ["June"]) == "wrong"
    taker.take("several", "gaps")
    taker.hand.write(page.locator("#early-entry"), "An")
    taker.hand.press(page.locator("#later").get_by_role("button", name=built.course["strings"]["try_again"]))
    taker.hand.write(page.locator("#later-entry"), "Ma")
    taker.again()
    assert [taker.verdict(question) for question in inner] == [""] * 4
    assert [taker.shown_answer(question) for question in inner] == [[], before[1], [""], ["", ""]]
    assert page.locator("#several .option").evaluate_all(arranged) == before[0]
    assert page.locator("#final .mark").count() == 0
    assert page.locator("#early-entry").input_value() == "An", "typed, and not yet given as an answer"
    assert page.locator("#later-entry").input_value() == "Ma", "the same where an answer is being changed"
    assert page.locator("#later-entry").is_enabled()
    taker.take()
    assert [taker.verdict(question) for question in inner] == ["right"] * 4
    assert "Your result: 100 %" in taker.result


# Time


def timed(context: BrowserContext, server: Server, built: Built, width: int = 0) -> tuple[Page, Taker]:
    """Sit down before a clock that the test moves on."""
    page = context.new_page()
    page.clock.install()
    page.close()
    page = opened(context, server, built, width)
    return page, seated(page, built)


def begin(taker: Taker, minutes: str) -> None:
    taker.hand.pick(taker.quiz.get_by_label(taker.course["strings"]["quiz_time"]), minutes)
    taker.press("quiz_begin")


def left(taker: Taker) -> int | None:
    """Give the seconds that are left as shown, if they are."""
    shown = "".join(taker.quiz.locator(".quiz-clock:visible").all_inner_texts())
    found = re.fullmatch(r"Time left: (\d+):(\d\d)", shown)
    return int(found[1]) * 60 + int(found[2]) if found else None


def near(seconds: int | None) -> object:
    """A time on the clock, which has not stood still meanwhile."""
    return pytest.approx(seconds, abs=5)


def said(taker: Taker) -> str:
    return taker.quiz.locator('[data-part="quiz-said"]').text_content() or ""


def test_time_is_chosen_runs_and_ends(small: Small, context: BrowserContext, server: Server) -> None:
    built = small(TIMED, "web")
    page, taker = timed(context, server, built)
    assert taker.asked == [], "nothing is asked before the quiz is begun"
    offered = taker.quiz.locator("option").all_inner_texts()
    assert offered == ["6 minutes", "9 minutes", "12 minutes", "18 minutes", "60 minutes", "No time limit"]
    begin(taker, "9")
    assert taker.asked == ["bells-1", "money-1"]
    assert page.evaluate("document.activeElement.id") == "bells-1"
    assert left(taker) == near(540)
    page.clock.run_for(230_000)
    assert said(taker) == ""
    page.clock.run_for(12_000)
    assert said(taker) == "Time left: 5:00", "once, five minutes before the end"
    taker.answer(built.course["questions"][0], ["true"])
    then = left(taker)
    page.reload()
    settled(page)
    assert left(taker) == near(then), "a break takes no time"
    taker.open("read")
    page.clock.run_for(120_000)
    taker.open("test")
    assert left(taker) == near(then), "neither does another page"
    page.clock.run_for(300_000)
    assert said(taker) == built.course["strings"]["quiz_over"]
    assert left(taker) is None
    assert "Your result: 50 % Not passed" in taker.result
    assert taker.verdict(built.course["questions"][0]) == "right"
    assert taker.is_done(built.course["questions"][1]), "what was open is given up"
    taker.again()
    assert left(taker) == near(540), "the time chosen is that of each attempt"
    taker.take()
    assert "Your result: 100 % Passed" in taker.result
    assert left(taker) is None


def test_without_a_limit_there_is_no_clock(small: Small, context: BrowserContext, server: Server) -> None:
    built = small(TIMED, "web")
    page, taker = timed(context, server, built)
    begin(taker, "0")
    page.clock.run_for(3_600_000)
    assert (left(taker), said(taker)) == (None, "")
    taker.take()
    assert "Your result: 100 % Passed" in taker.result


def test_a_timed_quiz_by_hand(small: Small, by_hand: ByHand) -> None:
    built = small(TIMED, "web")
    page, hand = by_hand(built)
    taker = seated(page, built, hand)
    begin(taker, "60")
    taker.take("money-1")
    assert "Your result: 50 %" in taker.result
    taker.again()
    taker.take()
    assert "Your result: 100 % Passed" in taker.result


# Results, records, other modes


PRINT = "window.print = () => (window.printed = document.documentElement.className)"


def test_results_by_objective_can_be_printed_alone(small: Small, context: BrowserContext, server: Server) -> None:
    context.add_init_script(PRINT)
    built = small(quiz("", BANK), "web")
    page = opened(context, server, built)
    taker = seated(page, built)
    taker.take("bells-2")
    taker.open("end")
    results = page.locator('[data-part="results"]')
    words = " ".join(results.inner_text().split())
    assert "Ring the bell Points: 1 of 2 Ask for a fee Points: 2 of 2" in words
    assert "75%" in words
    page.wait_for_function("[...document.styleSheets].some(sheet => /more/.test(sheet.href))")
    Mouse().press(results.get_by_role("button", name=built.course["strings"]["print_results"]))
    assert "print-results" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert results.is_visible()
    assert not page.locator(".page:visible").count(), "the results, and nothing else"
    assert not results.get_by_role("button").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#end").is_visible()


@in_both
def test_in_an_lms_the_best_attempt_is_the_score(small: Small, stage: Open, target: str) -> None:
    built = small(DRAWN, target)
    house = stage()
    taker = seated(house.launch(built), built)
    taker.take(*taker.asked[:1])
    taker.open("end")
    turn = house.leave()
    assert turn.problems == []
    assert (turn.raw, turn.status.split()[0]) == ("50", "incomplete"), "another attempt is left"
    taker = seated(house.launch(built), built)
    assert "Your result: 50 %" in taker.result
    taker.again()
    second = taker.asked
    taker.take()
    turn = house.leave()
    assert turn.problems == []
    assert turn.raw == "100"
    assert turn.status in ("passed", "completed / passed")
    assert [one["id"].replace("_", "-") for one in turn.interactions] == second
    taker = seated(house.launch(built), built)
    assert taker.asked == second
    taker.again()
    taker.take(*taker.asked)
    turn = house.leave()
    assert (turn.raw, turn.problems) == ("100", []), "a worse one lowers nothing"


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_in_review_it_waits_for_nothing(small: Small, stage: Open, mode: str) -> None:
    built = small(quiz("time=6 attempts=1 pass_mark=60", bank("bells", "money")), "scorm2004")
    house = stage()
    frame = house.launch(built, mode=mode, credit="no-credit")
    taker = seated(frame, built)
    assert taker.asked == ["bells-1", "money-1"]
    assert taker.quiz.get_by_role("button", name=built.course["strings"]["quiz_begin"]).count() == 0
    for _ in range(2):
        taker.take("bells-1")
        assert "Your result: 50 %" in taker.result
        taker.again()
    inspection = Inspection(house.page, frame)
    inspection.look(mode)
    assert inspection.found == [], "\n".join(inspection.found)
    turn = house.leave()
    assert (turn.problems, turn.interactions) == ([], [])


def test_without_script_all_of_the_bank_can_be_read(small: Small, unscripted: BrowserContext, server: Server) -> None:
    built = small(DRAWN, "web")
    page = opened(unscripted, server, built)
    assert page.locator("#final .question:visible").count() == 4
    page.locator(".band summary").first.click()
    assert page.get_by_text("Read again.").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_in_every_state(small: Small, context: BrowserContext, server: Server, width: int) -> None:
    built = small(quiz("time=6 pass_mark=60 attempts=2", bank("bells", "money")), "web")
    page, taker = timed(context, server, built, width)
    page.clock.resume()
    inspection = Inspection(page)
    inspection.look("to be begun")
    begin(taker, "6")
    inspection.look("begun")
    taker.answer(built.course["questions"][0], ["false"])
    inspection.look("half way")
    page.clock.run_for(361_000)
    inspection.look("time over")
    taker.again()
    inspection.look("again")
    taker.take()
    inspection.look("passed, no attempt left")
    taker.open("end")
    page.locator('[data-part="print"]').wait_for()
    inspection.look("results")
    assert inspection.found == [], "\n".join(inspection.found)
