"""A learner who works through a module with mouse or keyboard, knowing what its course object says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

Question = dict[str, Any]
"""A question of the course object."""
Response = list[str]
"""Keys or one text, as the player collects them."""
Plan = Callable[[Question], Response | None]
"""What to answer; None to leave a question alone."""


def right(question: Question) -> Response:
    """Give the right answer."""
    scoring = question["scoring"]
    match scoring["rule"]:
        case "text":
            return [scoring["accepted"][0]]
        case "range":
            return [f"{(scoring['low'] + scoring['high']) / 2:g}"]
        case "none":
            return ["a thought of my own"]
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
            return ["certainly not this"]
        case "range":
            return [f"{scoring['high'] + 1000:g}"]
    return ["a thought of my own"]


class Hand(Protocol):
    """How a learner works the controls."""

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""

    def enter(self, box: Locator, question: Question, response: Response) -> None:
        """Put a response into the controls of a question."""


class Mouse:
    """Points and clicks where the target is on screen; letters are typed."""

    def press(self, target: Locator) -> None:
        node = target.element_handle()
        trouble = ""
        for _ in range(3):
            x, y, trouble = node.evaluate(POINT)
            target.page.mouse.click(x, y)
            # The browser may scroll to an anchor between the look and the click.
            if not trouble and node.evaluate("() => window.__pressed"):
                return
        raise AssertionError(f"{target}: {trouble or 'no click arrives'}")

    def enter(self, box: Locator, question: Question, response: Response) -> None:
        match question["scoring"]["rule"]:
            case "set":
                before = checked(box)
                unwanted = before.difference(response) if question["scoring"]["several"] else set()
                for key in sorted(unwanted.union(set(response) - before)):
                    self.press(box.locator(f'.option[data-key="{key}"] .option-words'))
            case "order":
                for place, key in enumerate(response):
                    up = box.locator(f'[data-order] > [data-key="{key}"] .order-up')
                    for _ in range(entries(box).index(key) - place):
                        self.press(up)
            case "pairs":
                for select, key in zip(box.locator("select").all(), response, strict=True):
                    select.select_option(key)
            case _:
                box.locator('input[type="text"]').fill(response[0])


class Keyboard:
    """Tab, arrows, Space, Enter and letters, nothing else; looks where the focus is after each key."""

    def __init__(self, page: Page, frame: Frame) -> None:
        """Type into a page; `frame` shows the course."""
        self._page = page
        self._frame = frame
        self.lost: list[str] = []
        """Where the focus was lost or could not be seen."""

    def key(self, name: str, times: int = 1) -> None:
        """Press a key and look at the focus."""
        for _ in range(times):
            self._page.keyboard.press(name)
            # A turned page takes the focus one event later.
            trouble = self._frame.evaluate(FOCUS_TROUBLE) and self._frame.evaluate(f"{SETTLED}{FOCUS_TROUBLE})")
            if trouble:
                page = self._frame.evaluate("location.hash")
                self.lost.append(f"{page}, after {name}: {trouble}")

    def reach(self, target: Locator) -> None:
        """Press Tab until the focus is on the target; goes back with Shift+Tab where it is above."""
        way = target.evaluate(WAY)
        for _ in range(150):
            if not way:
                return
            self.key(way)
            if target.evaluate("node => document.activeElement === node"):
                return
        raise AssertionError(f"no Tab leads to {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.key("Enter")

    def enter(self, box: Locator, question: Question, response: Response) -> None:
        match question["scoring"]["rule"]:
            case "set" if question["scoring"]["several"]:
                for key in sorted(checked(box).symmetric_difference(response)):
                    self.reach(box.locator(f'input[value="{key}"]'))
                    self.key("Space")
            case "set":
                self._choose(box, response[0])
            case "order":
                for place, key in enumerate(response):
                    up = box.locator(f'[data-order] > [data-key="{key}"] .order-up')
                    steps = entries(box).index(key) - place
                    if steps:
                        self.reach(up)
                        self.key("Enter", steps)
            case "pairs":
                for select, key in zip(box.locator("select").all(), response, strict=True):
                    self.reach(select)
                    steps = select.evaluate(STEPS, key)
                    self.key("ArrowDown" if steps > 0 else "ArrowUp", abs(steps))
            case _:
                self.reach(box.locator('input[type="text"]'))
                self.key("Control+a")
                self._page.keyboard.type(response[0])

    def _choose(self, box: Locator, key: str) -> None:
        options = box.locator(".option input")
        if checked(box):
            self.reach(box.locator(".option input:checked"))
        else:
            self.reach(options.first)
            self.key("Space")
        for _ in range(options.count()):
            if checked(box) == {key}:
                return
            self.key("ArrowDown")
        raise AssertionError(f"no arrow leads to option {key}")


POINT = """node => {
  window.__pressed = false;
  node.addEventListener('click', () => (window.__pressed = true), { once: true, capture: true });
  node.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = node.getClientRects()[0];
  if (!box || !box.width || !box.height) return [0, 0, 'is not shown'];
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  if (!top) return [x, y, 'is out of sight'];
  let [across, down] = [x, y];
  for (let view = window; view.frameElement; view = view.parent) {
    across += view.frameElement.getBoundingClientRect().x;
    down += view.frameElement.getBoundingClientRect().y;
  }
  return [across, down, node.contains(top) ? '' : 'is covered by ' + top.outerHTML.slice(0, 80)];
}"""
"""Where to click on an element, in the whole page, and what is in the way. Foreign frames stand in the corner."""

SETTLED = "() => new Promise(resolve => setTimeout(resolve, 60)).then("
WAY = """node => {
  const here = document.activeElement;
  if (here === node) return '';
  const above = here !== document.body && node.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  return above ? 'Shift+Tab' : 'Tab';
}"""
"""Which key leads to an element, nothing where the focus is there already."""

STEPS = "(node, key) => [...node.options].findIndex(one => one.value === key) - node.selectedIndex"
"""How many arrows down lead to an option of a list."""

FOCUS_TROUBLE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return 'nothing has the focus';
  const name = here.localName + (here.id ? '#' + here.id : '') + (here.className ? '.' + here.className : '');
  const box = (here.closest('.option') || here).getBoundingClientRect();
  if (!box.width || !box.height) return name + ' has no size';
  const sight = box.bottom >= 0 && box.top <= innerHeight && box.right >= 0 && box.left <= innerWidth;
  if (!sight) return name + ' is out of sight';
  if (here.tabIndex < 0) return '';
  const ring = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return ring(here) || (here.closest('.option') && ring(here.closest('.option'))) ? '' : name + ' shows no focus ring';
}"""
"""Says what is wrong with the focus, or nothing. What takes the focus from script alone needs no ring: it is read."""


def checked(box: Locator) -> set[str]:
    """Give the keys of the options that are chosen."""
    return set(box.locator(".option input").evaluate_all("all => all.filter(one => one.checked).map(one => one.value)"))


def entries(box: Locator) -> list[str]:
    """Give the keys of a sequence in the order shown."""
    keys: list[str] = box.locator("[data-order] > *").evaluate_all("all => all.map(one => one.dataset.key)")
    return keys


class Learner:
    """Walks the pages of a module and answers what is asked."""

    def __init__(self, frame: Frame | Page, course: dict[str, Any], hand: Hand | None = None) -> None:
        """Sit down before a frame (or page) that shows a course."""
        self.frame = frame
        self.course = course
        self.hand = hand or Mouse()

    def box(self, question: Question) -> Locator:
        """Find a question on the page."""
        return self.frame.locator(f'[data-question="{question["id"]}"]')

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
        """Answer a question and give the verdict: `right`, `partly`, `wrong` or `kept`."""
        box = self.box(question)
        if self._retry(question).is_visible():
            self.hand.press(self._retry(question))
        self.hand.enter(box, question, response)
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
        match question["scoring"]["rule"]:
            case "set":
                return sorted(checked(box))
            case "order":
                return entries(box)
            case "pairs":
                return [select.input_value() for select in box.locator("select").all()]
        return [box.locator('input[type="text"]').input_value()]

    def is_done(self, question: Question) -> bool:
        """Tell whether a question takes no further answer."""
        locked: bool = self.box(question).locator("fieldset").evaluate("fields => fields.disabled")
        return locked and not self._retry(question).is_visible()

    def _retry(self, question: Question) -> Locator:
        return self.box(question).get_by_role("button", name=self.course["strings"]["try_again"])

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
            if page["id"] == until:
                break
        return verdicts

    def on_page(self, page: str) -> Iterable[Question]:
        """Give the questions of a page."""
        return [question for question in self.course["questions"] if question["page"] == page]
