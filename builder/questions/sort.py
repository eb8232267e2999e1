"""Things to put into groups, written as a nested list: each group with its members below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error
from builder.forms import Forms
from builder.nodes import Block, Directive, Inline, List, ListItem, Paragraph, Question, Quote, plain_text
from builder.questions.base import KEYS, Interaction, MatchPairs, QuestionType
from builder.questions.match import Item
from builder.questions.rows import fits, same_names
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option

MOST_GROUPS = 6
MOST_SIDE_BY_SIDE = 4
"""Groups to choose from by buttons; more are a list."""

BUTTON = 6
"""What a button takes in a row beside its words, in letters."""


@dataclass(frozen=True, slots=True)
class Member:
    """One thing to put into a group."""

    key: str
    blocks: tuple[Block, ...]
    feedback: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort(Question):
    """Members, each of one group."""

    kind: ClassVar[str] = "sort"

    groups: tuple[Item, ...]
    members: tuple[Member, ...]
    correct: tuple[str, ...]
    """Group key of each member, in the members' order."""

    @property
    def listed(self) -> bool:
        """Whether groups are chosen from a list: they are too many or too long to stand side by side."""
        names = [plain_text(group.children) for group in self.groups]
        return len(names) > MOST_SIDE_BY_SIDE or not fits(names, BUTTON)

    def members_of(self, group: Item) -> tuple[Member, ...]:
        """Give what belongs to a group."""
        return tuple(member for member, key in zip(self.members, self.correct, strict=True) if key == group.key)


def parse(directive: Directive, report: Report) -> Sort | None:
    """Read the stem and the nested list; a group without members is one that nothing belongs to."""
    parts = take_apart(directive, report)
    stem, listed = last_of(parts.stem, List, report)
    if not isinstance(listed, List) or not any(_lists(item) for item in listed.items):
        hint = "write each group as an item of a list, and its members as a list below it, indented"
        no_answer(directive, "it has nothing to sort", hint, report)
        return None
    if len(listed.items) > MOST_GROUPS:
        message = f"more than {MOST_GROUPS} groups"
        report(error("too-many-options", message, listed.items[MOST_GROUPS].span, "join some of them"))
        return None
    groups = tuple(Item(KEYS[at], _name(item, report)) for at, item in enumerate(listed.items))
    same_names([(group, item.span) for group, item in zip(groups, listed.items, strict=True)], "groups", report)
    found = [
        (member, group.key)
        for group, item in zip(groups, listed.items, strict=True)
        for inner in _lists(item)
        for member in inner.items
    ]
    if len(found) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} members", directive.span, "part the question in two"))
        return None
    if len(groups) < 2:
        no_answer(directive, "there is one group only", "write at least one more group", report)
    if len(found) < 2:
        no_answer(directive, "there is one member only", "write at least two members", report)
    unused_option(directive, "shuffle", report)
    parts.stem = list(stem)
    fields = shared_fields(directive, parts, report)
    members = tuple(_member(KEYS[at], item, report) for at, (item, _) in enumerate(found))
    return Sort(
        stem=stem, groups=groups, members=members, correct=tuple(key for _, key in found), **fields  # type: ignore[arg-type]
    )  # fmt: skip


def _lists(item: ListItem) -> list[List]:
    return [block for block in item.blocks if isinstance(block, List)]


def _name(item: ListItem, report: Report) -> tuple[Inline, ...]:
    match item.blocks:
        case (Paragraph(children=children), *rest) if plain_text(children).strip():
            if len(rest) > 1 or not all(isinstance(block, List) for block in rest):
                message = f"the group `{plain_text(children).strip()}` holds more than its name and one list"
                hint = "write its members as one list below its name; feedback stands under a member"
                report(error("bad-row", message, item.span, hint))
            return children
    report(error("empty-option", "the group has no name", item.span, "write its name first, then its members"))
    return ()


def _member(key: str, item: ListItem, report: Report) -> Member:
    quotes = [block for block in item.blocks if isinstance(block, Quote)]
    blocks = tuple(block for block in item.blocks if not isinstance(block, Quote))
    if not plain_text(blocks).strip():
        report(error("empty-option", "the member has no text", item.span, "write it after the hyphen"))
    if any(isinstance(block, List) for block in blocks):
        message = f"the member `{plain_text(blocks[:1]).strip()}` holds a list"
        report(error("bad-row", message, item.span, "groups have one list of members, and members none"))
    return Member(key, blocks, tuple(block for quote in quotes for block in quote.blocks))


def interaction(question: Question) -> Interaction:
    """A `matching` interaction; the response is a group key for each member."""
    assert isinstance(question, Sort)
    members = tuple(member.key for member in question.members)
    groups = tuple(group.key for group in question.groups)
    labels = [(f"s.{member.key}", plain_text(member.blocks)) for member in question.members]
    labels += [(f"t.{group.key}", plain_text(group.children)) for group in question.groups]
    return Interaction("matching", MatchPairs(members, groups, question.correct, question.partial), tuple(labels))


SORT = QuestionType(
    "sort",
    "things to put into groups",
    parse,
    interaction,
    Forms(
        screen="under each thing a button for every group, side by side; a drop-down where they are many or long",
        no_script="the same, and the answer folded below",
        paper="table of things and groups with boxes to tick",
        key="each group with what belongs to it, and what was said on each thing",
        keyboard="arrow keys choose a group, Tab goes on to the next thing",
        record="matching",
    ),
    styles=("kinds/rows",),
)
