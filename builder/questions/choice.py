"""Questions answered by choosing: one `[x]` gives radio buttons, several give check boxes; words or pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error, warning
from builder.forms import Forms
from builder.nodes import (
    Block,
    Directive,
    Figure,
    Image,
    Inline,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Question,
    Quote,
    Text,
    plain_text,
)
from builder.questions.base import KEYS, Interaction, MatchSet, QuestionType
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option

TELLING = 5
"""Letters from which on a word can give an answer away; shorter ones are in every sentence."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    key: str
    blocks: tuple[Block, ...]
    correct: bool
    feedback: tuple[Block, ...] = ()

    @property
    def picture(self) -> Image | None:
        """Give its picture, if it is one picture with nothing before it."""
        match self.blocks:
            case (Figure(image=image),) | (Paragraph(children=(Image() as image, *_)),):
                return image
        return None

    @property
    def caption(self) -> tuple[Inline, ...]:
        """Give the words that follow its picture."""
        match self.blocks:
            case (Figure(caption=caption),):
                return caption
            case (Paragraph(children=(Image(), *rest)),):
                return _begun(rest)
        return ()

    @property
    def words(self) -> str:
        """Give what it is called where no picture can be shown: its caption, or what stands for the picture."""
        if self.picture:
            return plain_text(self.caption).strip() or self.picture.alt
        return plain_text(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """A question with options."""

    kind: ClassVar[str] = "choice"

    options: tuple[Option, ...]
    several: bool
    """More than one option is right: check boxes."""
    pictures: bool = False
    """Each option is a picture, with or without a caption: cards side by side."""


def parse(directive: Directive, report: Report) -> Choice | None:
    """Read stem, task list and feedback quotes."""
    parts = take_apart(directive, report)
    stem, options = last_of(parts.stem, List, report)
    if not isinstance(options, List) or not any(item.checked is not None for item in options.items):
        hint = "write the options as a list: `- [x] right` and `- [ ] wrong`"
        no_answer(directive, "it has no options", hint, report)
        return None
    if len(options.items) < 2:
        no_answer(directive, "it has one option only", "add at least one more option", report)
    if len(options.items) > len(KEYS):
        report(error("too-many-options", f"more than {len(KEYS)} options", directive.span, "part the question in two"))
        return None
    made = tuple(read_option(KEYS[index], item, report) for index, item in enumerate(options.items))
    right = sum(option.correct for option in made)
    if not right:
        no_answer(directive, "no option is marked as right", "mark the right one with `[x]`", report)
    pictures = all(option.picture for option in made)
    if pictures:
        _check_pictures(stem, made, options.items, report)
    parts.stem = list(stem)
    if right < 2:
        unused_option(directive, "partial", report, "a choice with one right option")
    fields = shared_fields(directive, parts, report)
    return Choice(stem=stem, options=made, several=right > 1, pictures=pictures, **fields)  # type: ignore[arg-type]


def read_option(key: str, item: ListItem, report: Report) -> Option:
    """Read one item of a task list: what is chosen, and in quotations what is said to who chose it."""
    if item.checked is None:
        hint = "begin it with `[ ]`, or `[x]` if it is right"
        report(error("option-without-box", "the option has no box", item.span, hint))
    quotes = [block for block in item.blocks if isinstance(block, Quote)]
    text = tuple(block for block in item.blocks if not isinstance(block, Quote))
    if not plain_text(text).strip():
        report(error("empty-option", "the option has no text", item.span, "write it after the box"))
    feedback = tuple(block for quote in quotes for block in quote.blocks)
    return Option(key, text, bool(item.checked), feedback)


def _check_pictures(
    stem: Sequence[Block], options: Sequence[Option], items: Sequence[ListItem], report: Report
) -> None:
    """Report numbered captions, which no card shows, and what stands for a picture and gives the answer away."""
    for option, item in zip(options, items, strict=True):
        if isinstance(option.blocks[0], Figure) and option.caption:
            message = "a caption in quotes makes a numbered figure, and the number is not shown here"
            hint = "write the caption behind the picture: `- [ ] ![…](media/a.svg) Caption`"
            report(warning("numbered-option", message, item.span, hint))
    asked = _telling(plain_text(stem[-1])) if stem else frozenset()
    others = frozenset(word for one in options if not one.correct for word in _telling(_alt(one)))
    right = [(_telling(_alt(one)), item) for one, item in zip(options, items, strict=True) if one.correct]
    given = asked.intersection(*(words for words, _ in right)) - others
    if given and right and others:
        message = f"what stands for the right picture says what the question asks for: `{min(given)}`"
        hint = "tell what is to be seen and not what it is called; name it in the feedback"
        report(warning("telling-alt-text", message, right[0][1].span, hint))


def _alt(option: Option) -> str:
    return option.picture.alt if option.picture else ""


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) >= TELLING)


def _begun(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Leave out the blank or line break between a picture and its caption."""
    match inlines:
        case [LineBreak(), *rest]:
            return _begun(rest)
        case [Text(text=text), *rest]:
            return (Text(text.lstrip()), *rest) if text.strip() else _begun(rest)
    return tuple(inlines)


def interaction(question: Question) -> Interaction:
    """A `choice` interaction; the response is the keys chosen."""
    assert isinstance(question, Choice)
    return of_options(question.options, question.partial)


def of_options(options: Sequence[Option], partial: bool) -> Interaction:
    """Give the interaction of any question whose options are chosen, wherever they stand on the page."""
    keys = tuple(option.key for option in options)
    correct = tuple(option.key for option in options if option.correct)
    labels = tuple((option.key, option.words) for option in options)
    return Interaction("choice", MatchSet(keys, correct, partial), labels)


CHOICE = QuestionType(
    "choice",
    "one right option, or several; words or pictures",
    parse,
    interaction,
    Forms(
        screen="radio buttons, or check boxes where several are right; pictures as cards side by side",
        no_script="the same, and the answer folded below",
        paper="options with letters and boxes to tick; pictures side by side",
        key="letters and words of the right options, and what was said on each",
        keyboard="arrow keys choose a radio button, Space a check box",
        record="choice",
    ),
    styles=("kinds/choice",),
)
