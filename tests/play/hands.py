"""How a learner works the controls of a page: with the mouse, or with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

Question = dict[str, Any]
"""A question of the course object."""
Response = list[str]
"""Keys or one text, as the player collects them."""


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
