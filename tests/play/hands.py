"""How a learner works the controls of a page: with the mouse, or with the keyboard alone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

Question = dict[str, Any]
"""A question of the course object."""
Response = list[str]
"""Keys and texts, as the player collects them."""


class Hand(ABC):
    """How a learner works the controls. They tell what can be done with them, whatever kind the question is."""

    @abstractmethod
    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""

    @abstractmethod
    def write(self, field: Locator, text: str) -> None:
        """Put a text into a field, in the place of what is there."""

    @abstractmethod
    def pick(self, select: Locator, key: str) -> None:
        """Pick from a list."""

    @abstractmethod
    def choose(self, within: Locator, key: str) -> None:
        """Choose one of the radio buttons in an element."""

    @abstractmethod
    def tick(self, control: Locator) -> None:
        """Tick a box, or take the tick away."""

    @abstractmethod
    def raise_entry(self, box: Locator, key: str, steps: int) -> None:
        """Move an entry of a sequence up."""

    def enter(self, box: Locator, question: Question, response: Response) -> None:
        """Put a response into the controls of a question."""
        if question["scoring"]["rule"] == "order":
            for place, key in enumerate(response):
                steps = entries(box).index(key) - place
                if steps:
                    self.raise_entry(box, key, steps)
            return
        found = places(box, question)
        for place, value in zip(found, response, strict=False):
            if given(place) != value:
                self._give(place, value)
        ticks = response[len(found) :]
        if question["scoring"].get("several") is False:
            if ticks and checked(box) != set(ticks):
                # The first of its fieldsets: another may ask how sure somebody is.
                self.choose(box.locator("fieldset").first, ticks[0])
            return
        for key in sorted(checked(box).symmetric_difference(ticks)):
            self.tick(box.locator(f'input[value="{key}"]'))

    def _give(self, place: Locator, value: str) -> None:
        match place.evaluate("node => node.type || node.localName"):
            case "select-one":
                self.pick(place, value)
            case "text" | "textarea":
                self.write(place, value)
            case "checkbox":
                self.tick(place)
            case _:
                self.choose(place, value)


class Mouse(Hand):
    """Points and clicks where the target is on screen; letters are typed, and lists are the browser's own."""

    def press(self, target: Locator) -> None:
        node = target.element_handle()
        trouble = ""
        for _ in range(3):
            x, y, trouble = node.evaluate(POINT)
            self.hit(target, x, y)
            # The browser may scroll to an anchor between the look and the click.
            if not trouble and node.evaluate("() => window.__pressed"):
                return
        raise AssertionError(f"{target}: {trouble or 'no click arrives'}")

    def hit(self, target: Locator, x: float, y: float) -> None:
        """Click on a point of the page."""
        target.page.mouse.click(x, y)

    def write(self, field: Locator, text: str) -> None:
        self.press(field)
        field.fill(text)

    def pick(self, select: Locator, key: str) -> None:
        select.select_option(key)

    def choose(self, within: Locator, key: str) -> None:
        self.tick(within.locator(f'input[value="{key}"]'))

    def tick(self, control: Locator) -> None:
        # Anywhere on the words will do.
        self.press(control.locator(".."))

    def raise_entry(self, box: Locator, key: str, steps: int) -> None:
        for _ in range(steps):
            self.press(box.locator(f'[data-order] > [data-key="{key}"] .order-up'))


class Finger(Mouse):
    """The same on a touch screen."""

    def hit(self, target: Locator, x: float, y: float) -> None:
        """Tap on a point of the page."""
        target.page.touchscreen.tap(x, y)


class Keyboard(Hand):
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
            if target.evaluate(FOCUSED):
                return
        raise AssertionError(f"no Tab leads to {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.key("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.key("Control+a")
        self._page.keyboard.type(text)

    def pick(self, select: Locator, key: str) -> None:
        self.reach(select)
        steps = select.evaluate(STEPS, key)
        self.key("ArrowDown" if steps > 0 else "ArrowUp", abs(steps))

    def choose(self, within: Locator, key: str) -> None:
        radios = within.locator(".option input")
        if checked(within):
            self.reach(within.locator(".option input:checked"))
        else:
            self.reach(radios.first)
            self.key("Space")
        for _ in range(radios.count()):
            if checked(within) == {key}:
                return
            self.key("ArrowDown")
        raise AssertionError(f"no arrow leads to option {key}")

    def tick(self, control: Locator) -> None:
        fields = control.locator("xpath=ancestor::fieldset")
        words = fields.locator(".unit > input")
        if words.count():
            # Words of a text are one Tab stop; from there arrows lead on.
            self.reach(fields.locator('.unit > [tabindex="0"]'))
            for _ in range(words.count()):
                way = control.evaluate(WAY)
                if way:
                    self.key("ArrowRight" if way == "Tab" else "ArrowLeft")
        self.reach(control)
        self.key("Space")

    def raise_entry(self, box: Locator, key: str, steps: int) -> None:
        self.reach(box.locator(f'[data-order] > [data-key="{key}"] .order-up'))
        self.key("Enter", steps)


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

FOCUSED = "node => document.activeElement === node"
STEPS = "(node, key) => [...node.options].findIndex(one => one.value === key) - node.selectedIndex"
"""How many arrows down lead to an option of a list."""

FOCUS_TROUBLE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return 'nothing has the focus';
  const name = here.localName + (here.id ? '#' + here.id : '') + (here.className ? '.' + here.className : '');
  const around = here.closest('.option, .unit');
  const box = (around || here).getBoundingClientRect();
  if (!box.width || !box.height) return name + ' has no size';
  const sight = box.bottom >= 0 && box.top <= innerHeight && box.right >= 0 && box.left <= innerWidth;
  if (!sight) return name + ' is out of sight';
  if (here.tabIndex < 0) return '';
  const ring = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return ring(here) || (around && ring(around)) ? '' : name + ' shows no focus ring';
}"""
"""Says what is wrong with the focus, or nothing. What takes the focus from script alone needs no ring: it is read."""


GIVEN = """node => {
  if (node.type === 'checkbox') return node.checked ? node.value : '';
  const one = node.matches('input, select, textarea') ? node : node.querySelector(':checked');
  return one ? one.value : '';
}"""
CHECKED = """box => [...box.querySelectorAll(':is(.option, .unit) > :checked')].filter((one) => {
  const sure = one.closest('[data-part="sure"]');
  if (sure && !sure.contains(box)) return false;
  const place = one.closest('[data-source]');
  return !place || place.contains(box);
}).map((one) => one.value)"""


def places(box: Locator, question: Question) -> list[Locator]:
    """Find what takes one answer each, in the order of a response, however it is arranged on screen."""
    sources = question["scoring"].get("sources")
    if sources:
        return [box.locator(f'[data-source="{key}"]') for key in sources]
    return box.locator("[data-source]").all()


def given(place: Locator) -> str:
    """Read a place: what is written, picked or chosen there; a tick is its value."""
    value: str = place.evaluate(GIVEN)
    return value


def checked(box: Locator) -> set[str]:
    """Give the keys of the options that are chosen, apart from those in places of a question."""
    return set(box.evaluate(CHECKED))


def entries(box: Locator) -> list[str]:
    """Give the keys of a sequence in the order shown."""
    keys: list[str] = box.locator("[data-order] > *").evaluate_all("all => all.map(one => one.dataset.key)")
    return keys
