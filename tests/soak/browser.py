"""Random learners in Chromium: short visits through the real controls, at the tests' strict LMS.

python tests/soak/browser.py --standard 1.2|2004 [--learners N] [--seed S] [--one SEED]

The saved state is the memory of this soak: with each state the LMS holds goes what the learner saw when it was written,
and whoever comes back must see it again. Prints a line at the end; exit 1 where something was lost, with the seed and
the steps; 77 where there is no browser.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "play")]

from shelf import modules  # noqa: E402
from sitting import begin, offered  # noqa: E402
from told import quizzes, rank  # noqa: E402

from built import Built  # noqa: E402
from learner import Learner, right, wrong  # noqa: E402
from server import Server, serving  # noqa: E402
from stage import Stage, Turn, watched  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TARGETS = {"1.2": "scorm12", "2004": "scorm2004"}
LIMITS = {"1.2": 4096, "2004": 30000}
QUIRKS = ("", "moodle", "booleans", "numbers", "commitshy", "keepinteractions", "nointeractions")
TEXTS = ["7", "0,5", "a, b; c.d:e_f*g!h-i", "Põltsamaa – 5 €", "🙂 :)", "[,]", "{lang=en}x", "x" * 400]
NO_BROWSER = 77
Seen = dict[str, Any]
"""Place, verdicts and answers, as the page shows them."""


@dataclass
class Life:
    """One learner from the first launch to the last."""

    chance: random.Random
    stage: Stage
    editions: list[Built]
    trace: list[str] = field(default_factory=list)
    memory: dict[str, tuple[Seen, Built]] = field(default_factory=dict)
    """What was on screen when a state was committed, and in which edition."""
    visits: int = 0
    steps: int = 0
    status: str = ""
    score: float = 0
    offline: bool = False
    worked: bool = False
    """Whether an answer was given in this visit."""
    attempts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Attempt and best result of each quiz, by its code, as they were saved."""
    apart: bool = False
    """Whether the network was lost in the visit before: then the browser brings back more than the LMS had."""
    returns: int = 0
    """Times the learner came back to a state that was known."""

    def say(self, text: str) -> None:
        self.trace.append(text)

    def live(self) -> None:
        for visit in range(self.chance.choice([2, 2, 3])):
            built = self.editions[0] if not visit else self.chance.choice(self.editions)
            self._attend(built)

    def _attend(self, built: Built) -> None:
        quirks = [quirk for quirk in (self.chance.choice(QUIRKS),) if quirk]
        self.visits += 1
        self.worked = False
        self.say(f"+ visit {self.visits}: {built.name} {' '.join(quirks)}")
        before = self.stage.turn().saved.get("suspend_data", "") if self.visits > 1 else ""
        learner = Learner(self.stage.launch(built, quirks=quirks), built.course)
        if before in self.memory:
            self.returns += 1
            self._same(learner, built, *self.memory[before])
        self.apart = False
        self._look(learner, built)
        for _ in range(self.chance.randint(1, 5)):
            self.steps += 1
            act: Callable[[Learner, Built], None] = self.chance.choice(
                [self._turn, self._jump, *[self._answer] * 3, self._press, self._network, self._again, self._keep]
            )
            act(learner, built)
            self._look(learner, built)
        way = self.chance.choice(["leave", "leave", "remove", "kill", "exit"])
        self.say(f"- {way}")
        seen = self._seen(learner, built)
        if way == "exit":
            learner.hand.press(learner.frame.get_by_role("button", name=built.course["strings"]["exit"]).first)
        turn = getattr(self.stage, "leave" if way == "exit" else way)()
        self.offline = False
        if way != "kill":
            # What no Commit brought, the end of the session brings.
            self.memory.setdefault(turn.saved.get("suspend_data", ""), (seen, built))
        self._judge(turn)

    def _turn(self, learner: Learner, built: Built) -> None:
        self.say("  turn")
        if learner.page != built.course["pages"][-1]["id"]:
            learner.turn()

    def _jump(self, learner: Learner, built: Built) -> None:
        page = self.chance.choice(built.course["pages"])["id"]
        self.say(f"  to {page}")
        learner.open(page)

    def _answer(self, learner: Learner, built: Built) -> None:
        asked = [one for one in offered(learner) if not learner.is_done(one)]
        if not asked:
            return
        question = self.chance.choice(asked)
        response = self.chance.choice([right, wrong])(question)
        if question["scoring"]["rule"] in ("text", "none") and self.chance.random() < 0.5:
            response = [self.chance.choice(TEXTS)[: question.get("room", 1000)]]
        self.say(f"  answers {question['id']} {str(response)[:60]}")
        learner.open(question["page"])
        begin(learner, self.chance)
        assert learner.answer(question, response), "no verdict"
        self.worked = True

    def _press(self, learner: Learner, built: Built) -> None:
        words = built.course["strings"]
        names = (words["hint"], words["next_hint"], words["show_solution"])
        shown = [one for name in names for one in learner.frame.get_by_role("button", name=name, exact=True).all()]
        shown = [one for one in shown if one.is_visible()]
        if shown:
            self.say("  a hint or a solution")
            learner.hand.press(self.chance.choice(shown))

    def _again(self, learner: Learner, built: Built) -> None:
        """Work a quiz to its end, and take it another time where that is offered."""
        for quiz in built.course.get("quizzes", ()):
            learner.open(quiz["page"])
            begin(learner, self.chance)
            for question in offered(learner):
                if question["id"] in quiz["questions"] and not learner.is_done(question):
                    learner.answer(question, self.chance.choice([right, wrong])(question))
                    self.worked = True
                    self._look(learner, built)
            more = learner.frame.get_by_role("button", name=built.course["strings"]["quiz_again"])
            if more.count() and self.chance.random() < 0.7:
                self.say(f"  {quiz['id']} again")
                learner.hand.press(more.first)

    def _keep(self, learner: Learner, built: Built) -> None:
        """Write something for own use, and go on at once: nothing says that it has to be saved."""
        for plan in (one for one in built.course["questions"] if one["kind"] == "plan"):
            learner.open(plan["page"])
            # What is typed now is not in the state that is there.
            self._look(learner, built)
            field = self.chance.choice(learner.frame.locator(f"#{plan['id']} [data-source]").all())
            field.fill(self.chance.choice(TEXTS)[: plan["room"]])
            self.say(f"  writes into {plan['id']}")
            if self.chance.random() < 0.5:
                field.blur()
            else:
                # The page saves it when it goes, and the browser keeps it where the LMS is gone by then.
                self.apart = True

    def _network(self, learner: Learner, built: Built) -> None:
        lost = not self.offline
        self.say(f"  network {'lost' if lost else 'back'}")
        self.stage.quirk("commitfail", lost)
        self.offline = lost
        self.apart = True
        if not lost:
            learner.frame.evaluate("() => void dispatchEvent(new Event('online'))")

    def _seen(self, learner: Learner, built: Built) -> Seen:
        questions = {
            one["id"]: (learner.shown_answer(one), learner.verdict(one))
            for one in offered(learner)
            if learner.verdict(one)
        }
        drawn = learner.frame.locator(".quiz-body .question:not([hidden])").evaluate_all(
            "all => all.map(one => one.id)"
        )
        kept = learner.frame.locator("[data-keep] [data-source]").evaluate_all("all => all.map(one => one.value)")
        visited = learner.frame.locator("#menu a.visited").evaluate_all("all => all.map(one => one.dataset.page)")
        return {"page": learner.page, "questions": questions, "visited": visited, "drawn": drawn, "kept": kept}

    def _look(self, learner: Learner, built: Built) -> None:
        """Note what is on screen, with the state the LMS has now."""
        turn = self.stage.turn()
        state = turn.saved.get("suspend_data", "")
        if state:
            # A state that is there already was written before what is on screen now.
            self.memory.setdefault(state, (self._seen(learner, built), built))
        self._judge(turn)

    def _same(self, learner: Learner, built: Built, then: Seen, edition: Built) -> None:
        now = self._seen(learner, built)
        pages = {page["id"] for page in built.course["pages"]}
        if then["page"] in pages:
            assert now["page"] == then["page"], f"place {now['page']}, not {then['page']}"
        if edition is built and not self.apart:
            assert now["kept"] == then["kept"], f"kept are {now['kept']}, not {then['kept']}"
            assert now["drawn"] == then["drawn"], f"drawn are {now['drawn']}, not {then['drawn']}"
        lost = set(then["visited"]) & pages - set(now["visited"])
        assert not lost, f"pages no longer seen: {lost}"
        asked = {one["id"]: one for one in built.course["questions"]}
        for name, (answer, verdict) in then["questions"].items():
            if name not in asked:
                continue
            assert name in now["questions"], f"the answer to {name} is lost"
            assert now["questions"][name][1] == verdict, f"{name} was {verdict}, is {now['questions'][name][1]}"
            if edition is built:
                assert now["questions"][name][0] == answer, f"{name}: {now['questions'][name][0]}, not {answer}"

    def _judge(self, turn: Turn) -> None:
        assert not turn.problems, turn.problems
        lowered = any(now < was for was, now in zip(rank(self.status), rank(turn.status), strict=False))
        score = float(turn.raw or 0)
        # Only an answer brings a result that takes the place of an earlier one.
        replaces = self.editions[0].course["completion"]["later"] == "replace"
        if not (replaces and self.worked):
            assert not lowered, f"status lowered: {self.status} to {turn.status}"
            assert score >= self.score, f"score lowered: {self.score} to {score}"
        for code, now in quizzes(turn.saved.get("suspend_data", "")).items():
            was = self.attempts.get(code, (0, 0))
            assert now[0] >= was[0], f"attempt {now[0]} at a quiz after {was[0]}"
            assert now[1] >= was[1], f"best result of a quiz {now[1]} after {was[1]}"
            self.attempts[code] = now
        self.status, self.score = turn.status, score
        assert len(turn.saved.get("suspend_data", "")) <= LIMITS[turn.version], "state over the budget"
        verbs = [call["fn"].removeprefix("LMS") for call in turn.log]
        ends = [at for at, verb in enumerate(verbs) if verb in ("Finish", "Terminate")]
        assert verbs.count("Initialize") <= 1, "Initialize more than once"
        assert len(ends) <= 1, "Finish more than once"
        assert not ends or ends[0] == len(verbs) - 1, f"calls after Finish: {verbs[ends[0] + 1 :]}"


def soak(browser: Browser, server: Server, standard: str, seeds: list[int], folder: Path) -> int:
    """Let the learners live; gives the number of those who lost something."""
    begun = time.monotonic()
    choices = modules(TARGETS[standard], folder)
    broken = visits = steps = returns = 0
    for seed in seeds:
        chance = random.Random(seed)
        trace: list[str] = []
        try:
            with watched(browser, server) as (context, _):
                life = Life(chance, Stage(context, server), chance.choice(choices), trace)
                try:
                    life.live()
                finally:
                    visits, steps, returns = visits + life.visits, steps + life.steps, returns + life.returns
        except Exception as problem:
            broken += 1
            print(f"BROKEN {problem}\n  again: python tests/soak/browser.py --standard {standard} --one {seed}")
            print("\n".join(f"    {line}" for line in trace))
    done = f"{len(seeds)} learners, {visits} visits, {steps} steps, {returns} returns, {time.monotonic() - begun:.1f} s"
    print(f"{standard} Chromium: {done}, {broken} broken")
    return broken


def main() -> int:
    """Read the command line and soak."""
    wish = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    wish.add_argument("--standard", choices=TARGETS, default="1.2")
    wish.add_argument("--learners", type=int, default=50)
    wish.add_argument("--seed", type=int, default=1)
    wish.add_argument("--one", type=int)
    given = wish.parse_args()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None or importlib.util.find_spec("playwright") is None:
        print("Chromium or Python's playwright is missing")
        return NO_BROWSER
    from playwright.sync_api import sync_playwright

    seeds = [given.one] if given.one is not None else [given.seed * 100_000 + n for n in range(given.learners)]
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    with tempfile.TemporaryDirectory() as folder, serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            return int(soak(browser, server, given.standard, seeds, Path(folder)) > 0)
        finally:
            browser.close()


if __name__ == "__main__":
    sys.exit(main())
