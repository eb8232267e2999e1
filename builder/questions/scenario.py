"""Stories that branch: scenes, each with choices that lead to others, until one of them is an ending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error, suggest, warning
from builder.forms import Forms
from builder.nodes import (
    Block,
    Container,
    Directive,
    Inline,
    Link,
    List,
    ListItem,
    PageTarget,
    Paragraph,
    Question,
    Quote,
    Text,
    plain_text,
    walk,
)
from builder.questions.base import Interaction, QuestionType, ReachEnding, Unscored
from builder.questions.own import own_fields, plain_blocks
from builder.questions.shared import attempts, points
from builder.questions.ways import best_way, check_worth, spread, worth_of
from builder.source import Span

ENDINGS = ("good", "mixed", "bad")
"""How a story may turn out; `true` where the author does not say."""
SCORED = frozenset({"points", "attempts", "objective", "tags"})
"""Options of a story that is scored: `points` makes it so."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to choose in a scene."""

    key: str
    """Name of the scene it leads to; with `~2`, `~3` where a scene has several ways there."""
    to: str
    children: tuple[Inline, ...]
    follows: tuple[Block, ...] = ()
    """What is told once it is chosen."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A step of the story."""

    name: str
    """The author's id. No other text can link to it: a scene is shown only when the story comes to it."""
    number: int
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    decisions: tuple[Decision, ...]
    ending: str
    """`good`, `mixed`, `bad` or `plain`; empty where the story goes on."""
    worth: int = 0
    """Per cent of the points that this ending gives, in a story that is scored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Question):
    """A story; its first scene is the beginning."""

    kind: ClassVar[str] = "scenario"

    scenes: tuple[Scene, ...]

    @property
    def best(self) -> tuple[tuple[Scene, Decision | None], ...]:
        """Give the shortest way to an ending of full worth, if there is one: each scene, and what is chosen there."""
        return best_way(self.scenes)

    def numbered(self, name: str) -> int:
        """Give the number of a scene."""
        return next((scene.number for scene in self.scenes if scene.name == name), 0)


def parse(directive: Directive, report: Report) -> Scenario | None:
    """Read what stands before the first scene, and the scenes."""
    blocks = plain_blocks(directive, report)
    found = [block for block in blocks if isinstance(block, Container) and block.kind == "scene"]
    if len(found) < 2:
        hint = "write blocks `::: scene Title {#name}` inside it, each with a list of links to others"
        report(error("empty-scenario", "the scenario has fewer than two scenes", directive.span, hint))
        return None
    stem = tuple(block for block in blocks if block not in found)
    before = blocks[: blocks.index(found[0])]
    for block in stem[len(before) :]:
        hint = "move it into a scene"
        report(
            warning("text-after-answers", "this text is shown before the first scene", _span(block, directive), hint)
        )
    names = [scene.id for scene in found]
    scored = bool(directive.option("points"))
    scenes = tuple(_scene(number, scene, names, scored, report) for number, scene in enumerate(found, 1))
    spans = {scene.name: block.span for scene, block in zip(scenes, found, strict=True)}
    _ways(scenes, spans, report)
    fields = own_fields(directive, stem, report, SCORED if scored else frozenset())
    if scored:
        check_worth(scenes, spans, directive, report)
        fields |= {
            "points": points(directive, report),
            "attempts": attempts(directive, report),
            "objectives": tuple(directive.option("objective").replace(",", " ").split()),
            "tags": tuple(directive.option("tags").replace(",", " ").split()),
        }
    return Scenario(scenes=scenes, **fields)  # type: ignore[arg-type]


def _span(block: Block, directive: Directive) -> Span:
    span = getattr(block, "span", None)
    return span if isinstance(span, Span) else directive.span


def _scene(number: int, block: Container, names: Sequence[str], scored: bool, report: Report) -> Scene:
    if not block.id:
        hint = "write one behind its title: `::: scene Title {#name}`; choices lead to it by that"
        report(error("scene-id", f"scene {number} has no id", block.span, hint))
    for inner in walk(block.blocks):
        if isinstance(inner, Question):
            hint = "put it before or after the scenario"
            message = f"`{inner.kind}` stands in a scene, and not every learner comes there"
            report(error("question-in-scene", message, inner.span, hint))
    body: tuple[Block, ...] = block.blocks
    decisions: tuple[Decision, ...] = ()
    worth, implied = worth_of(block, scored, report)
    ending = block.option("ending") or implied
    match body:
        case (*text, List() as last) if any(_chosen(item, ending, names) for item in last.items):
            body = tuple(text)
            decisions = _decisions(block, last, names, report)
    if ending and ending not in ("true", *ENDINGS):
        hint = suggest(ending, ENDINGS, "write `ending` alone, or one of")
        report(error("bad-option", f"a story can't end `{ending}`", block.span, hint))
    if ending and decisions:
        message = f"scene `{block.id}` is an ending and has choices"
        told = "ending" if block.option("ending") else "worth"
        report(error("scene-goes-on", message, block.span, f"leave out `{told}`, or the list of choices"))
    if not ending and not decisions:
        hint = "end it with a list of choices, `- [Ask first](#name)`; if the story ends here, write `ending`"
        report(warning("unmarked-ending", f"scene `{block.id}` has no choices", block.span, hint))
    kind = "" if decisions else ending if ending in ENDINGS else "plain"
    return Scene(block.id, number, block.title, body, decisions, kind, 0 if decisions else worth)


def _chosen(item: ListItem, ending: str, names: Sequence[str]) -> bool:
    """Tell whether an item is a choice: a link; at an ending, where a list may be of anything, one to a scene."""
    match _link(item):
        case Link(target=PageTarget(id=name)):
            return not ending or name in names
    return False


def _link(item: ListItem) -> Link | None:
    """Give the link that an item begins with, if there is nothing beside it."""
    match item.blocks:
        case (Paragraph(children=children), *_):
            rest = [child for child in children if not isinstance(child, Text) or child.text.strip()]
            match rest:
                case [Link(target=PageTarget(module=None)) as link]:
                    return link
    return None


def _decisions(block: Container, listed: List, names: Sequence[str], report: Report) -> tuple[Decision, ...]:
    made: list[Decision] = []
    seen: dict[str, int] = {}
    for number, item in enumerate(listed.items, 1):
        link = _link(item)
        if link is None:
            hint = "write it as a link and nothing else: `- [What is chosen](#name-of-a-scene)`"
            report(error("choice-without-scene", "this choice leads to no scene", item.span, hint))
            continue
        to = link.target.id if isinstance(link.target, PageTarget) else ""
        if to not in names or not to:
            hint = suggest(to, [name for name in names if name], "scenes")
            report(error("unknown-scene", f"there is no scene `{to}` in this scenario", link.span, hint))
            continue
        if to == block.id:
            hint = "let it lead to another scene; who wants to think again has `Back one step`"
            report(error("scene-to-itself", f"this choice leads back to its own scene `{to}`", link.span, hint))
        words = " ".join(plain_text(link.children).casefold().split())
        if words in seen:
            message = f"scene `{block.id}`: number {seen[words]} and number {number} say the same"
            report(error("same-options", message, item.span, "change or remove one of them"))
        seen.setdefault(words, number)
        quotes = [part for part in item.blocks[1:] if isinstance(part, Quote)]
        if len(quotes) < len(item.blocks) - 1:
            hint = "write what follows from the choice as a quote below it: `> …`"
            report(error("text-after-choice", "this text stands below a choice, and would be lost", item.span, hint))
        same = sum(decision.to == to for decision in made)
        follows = tuple(inner for quote in quotes for inner in quote.blocks)
        made.append(Decision(f"{to}~{same + 1}" if same else to, to, link.children, follows))
    return tuple(made)


def _ways(scenes: Sequence[Scene], spans: dict[str, Span], report: Report) -> None:
    """See that every scene can be come to, and that from every one there is a way to an ending."""
    ways = {scene.name: {decision.to for decision in scene.decisions} for scene in scenes}
    reached = spread([scenes[0].name], ways)
    back: dict[str, set[str]] = {name: set() for name in ways}
    for name, targets in ways.items():
        for target in targets:
            back[target].add(name)
    ends = spread([scene.name for scene in scenes if not scene.decisions], back)
    for scene in scenes:
        if scene.name and scene.name not in reached:
            hint = "let a choice lead to it, or remove it"
            message = f"no way leads from the first scene to `{scene.name}`"
            report(warning("unreachable-scene", message, spans[scene.name], hint))
        elif scene.name not in ends:
            hint = "let one of the choices lead to a scene with `ending`"
            message = f"from scene `{scene.name}` no way leads to an ending"
            report(error("no-way-out", message, spans[scene.name], hint))


def interaction(question: Question) -> Interaction:
    """A record of the way, in words; the response is for each scene the way that was taken from it.

    Scenes and ways are told by the author's names, so that a text may be reworded without losing where somebody is.
    """
    assert isinstance(question, Scenario)
    sources = tuple(scene.name for scene in question.scenes if scene.decisions)
    targets = dict.fromkeys(decision.key for scene in question.scenes for decision in scene.decisions)
    if not question.points or not sources:
        return Interaction("other", Unscored(sources, tuple(targets)))
    taken = {scene.name: decision.key for scene, decision in question.best if decision}
    ends = tuple((scene.name, scene.worth) for scene in question.scenes if not scene.decisions)
    correct = tuple(taken.get(name, "") for name in sources)
    return Interaction("other", ReachEnding(sources, tuple(targets), ends, correct))


SCENARIO = QuestionType(
    "scenario",
    "a story that branches by what is chosen",
    parse,
    interaction,
    Forms(
        screen="one scene at a time, choices, and the way so far with a step back",
        no_script="all scenes in order; choices are links to scenes, and what follows is folded",
        paper="numbered scenes; each choice says where to turn to",
        key="what follows from each choice, how each ending is meant and what it is worth, and the best way",
        keyboard="choices are links: Enter follows one; buttons go back and begin again",
        record="other (SCORM 1.2: fill-in): the choices in words at each ending; scored where it has points",
    ),
    numbered=False,
    pointed=True,
    titled=True,
    scripts=("kinds/scenario",),
    styles=("kinds/scenario",),
)
