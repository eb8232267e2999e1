"""A learner who works through a module with mouse or keyboard, knowing what its course object says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from hands import Hand, Mouse, Question, Response, checked, entries, given, places

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

Plan = Callable[[Question], Response | None]
"""What to answer; None to leave a question alone."""
OWN = ("checklist", "reflection", "plan")
"""Kinds that are kept by themselves, as they are filled in."""


def right(question: Question) -> Response:
    """Give the right answer."""
    scoring = question["scoring"]
    match scoring["rule"]:
        case "text":
            return [scoring["accepted"][0]]
        case "range":
            return [f"{(scoring['low'] + scoring['high']) / 2:g}"]
        case "gaps":
            return [one for gap in scoring["gaps"] for one in right({"scoring": gap})]
        case "self":
            return ["a thought of my own", *(one["key"] for one in scoring["criteria"])]
        case "none":
            return _own(scoring)
    return sorted(scoring["correct"]) if scoring["rule"] == "set" else list(scoring["correct"])


def wrong(question: Question) -> Response:
    """Give an answer that earns nothing."""
    scoring = question["scoring"]
    match scoring["rule"]:
        case "set":
            others = [key for key in scoring["keys"] if key not in scoring["correct"]]
            return sorted(others) if scoring["several"] and others else (others or scoring["correct"])[:1]
        case "order":
            return [*scoring["correct"][1:], scoring["correct"][0]]
        case "pairs":
            return [next(key for key in scoring["targets"] if key != partner) for partner in scoring["correct"]]
        case "text":
            others = [words for words in scoring.get("options", ()) if words not in scoring["accepted"]]
            return [*others, "certainly not this"][:1]
        case "range":
            return [f"{scoring['high'] + 1000:g}"]
        case "gaps":
            return [one for gap in scoring["gaps"] for one in wrong({"scoring": gap})]
        case "self":
            return ["a thought of my own"]
    return _own(scoring)


def _own(scoring: dict[str, Any]) -> Response:
    """Give an answer to what has no right one."""
    return [(scoring.get("targets") or ["a thought of my own"])[0] for _ in scoring.get("sources", ["text"])]


def asked(course: dict[str, Any]) -> list[Question]:
    """Give the questions that are asked, judged and recorded: what is kept for own use is none."""
    return [question for question in course["questions"] if question.get("numbered") is not False]


class Learner:
    """Walks the pages of a module and answers what is asked."""

    def __init__(self, frame: Frame | Page, course: dict[str, Any], hand: Hand | None = None) -> None:
        """Sit down before a frame (or page) that shows a course."""
        self.frame = frame
        self.course = course
        self.hand = hand or Mouse()

    def box(self, question: Question) -> Locator:
        """Find a question on the page."""
        return self.frame.locator(f"#{question['id']}")

    @property
    def page(self) -> str:
        """Id of the page shown; exactly one is."""
        shown: list[str] = self.frame.locator(".page").evaluate_all(
            "pages => pages.filter(page => page.checkVisibility()).map(page => page.dataset.page)"
        )
        assert len(shown) == 1, f"pages shown: {shown}"
        return shown[0]

    def turn(self) -> None:
        """Go to the next page."""
        ids = [page["id"] for page in self.course["pages"]]
        following = ids[ids.index(self.page) + 1]
        self.hand.press(self.frame.locator('[data-part="next"]'))
        self._arrive(following)

    def open(self, page: str) -> None:
        """Go to a page by the page list."""
        if self.page == page:
            return
        link = self.frame.locator(f'#menu a[data-page="{page}"]')
        if not link.is_visible():
            self.hand.press(self.frame.locator('[data-part="menu-button"]'))
        self.hand.press(link)
        self._arrive(page)

    def _arrive(self, page: str) -> None:
        self.frame.locator(f'.page[data-page="{page}"]').wait_for()
        assert self.page == page

    def answer(self, question: Question, response: Response) -> str:
        """Answer a question and give the verdict: `right`, `partly`, `wrong`, `kept`, or none on what nobody asked."""
        box = self.box(question)
        if question["kind"] == "scenario":
            for words in response:
                self.hand.press(box.locator(".scene-choice:visible", has_text=words))
            return ""
        if self._retry(question).is_visible():
            self.hand.press(self._retry(question))
        if question["scoring"]["rule"] == "self":
            return self._write(question, response)
        self.hand.enter(box, question, response)
        if question["kind"] in OWN:
            box.locator('[data-part="kept"]:not(.waiting)', has_text=self.course["strings"]["saved"]).wait_for()
            return ""
        self.hand.press(box.locator('button[type="submit"]'))
        return self.verdict(question)

    def _write(self, question: Question, response: Response) -> str:
        """Write a text of one's own, compare it, and tick the criteria that it meets."""
        box = self.box(question)
        self.hand.write(box.locator("textarea"), response[0])
        self.hand.press(box.locator('button[type="submit"]'))
        for key in response[1:]:
            self.hand.tick(box.locator(f'input[value="{key}"]'))
        if response[1:]:
            self.hand.press(box.locator('button[type="submit"]'))
        return self.verdict(question)

    def verdict(self, question: Question) -> str:
        """Give the verdict shown, empty if none is."""
        verdict = self.box(question).locator(".verdict")
        looks: list[str] = verdict.evaluate_all("all => all.flatMap(one => [...one.classList])")
        return next((look for look in ("right", "partly", "wrong", "kept") if look in looks), "")

    def shown_answer(self, question: Question) -> Response:
        """Read the answer that the controls show."""
        box = self.box(question)
        if question["kind"] == "scenario":
            return [words.strip() for words in box.locator(".scene-trail li").all_text_contents()]
        if question["scoring"]["rule"] == "order":
            return entries(box)
        return [given(place) for place in places(box, question)] + sorted(checked(box))

    def is_done(self, question: Question) -> bool:
        """Tell whether a question takes no further answer."""
        locked: bool = self.box(question).locator("fieldset").first.evaluate("fields => fields.disabled")
        return locked and not self._retry(question).is_visible()

    def _retry(self, question: Question) -> Locator:
        words = self.course["strings"]
        names = ("try_again", "change_answer", "essay_change")
        name = re.compile("|".join(re.escape(words[key]) for key in names if key in words))
        return self.box(question).get_by_role("button", name=name)

    def work(self, plan: Plan, until: str = "") -> dict[str, str]:
        """Read from the first page to the last (or to page `until`), answering by plan; gives the verdicts by id."""
        verdicts: dict[str, str] = {}
        self.open(self.course["pages"][0]["id"])
        for page in self.course["pages"]:
            if self.page != page["id"]:
                self.turn()
            assert self.page == page["id"]
            for question in self.on_page(page["id"]):
                response = plan(question)
                if response is not None and not self.is_done(question):
                    verdicts[question["id"]] = self.answer(question, response)
            self.read_stories(page["id"])
            if page["id"] == until:
                break
        return verdicts

    def on_page(self, page: str) -> Iterable[Question]:
        """Give the questions of a page."""
        return [question for question in asked(self.course) if question["page"] == page]

    def read_stories(self, page: str) -> None:
        """Go through the stories of a page that have to be read, to any end."""
        for question in self.course["questions"]:
            if question["page"] != page or question["kind"] != "scenario" or not question["required"]:
                continue
            box = self.box(question)
            while not box.locator(".scene-ending:visible").count():
                self.hand.press(box.locator(".scene-choice:visible").first)
