"""Quizzes: questions that belong together, asked from a bank, with attempts, time and a mark of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.blocks.base import any_blocks
from builder.diagnostics import Report, error, warning
from builder.nodes import Block, Container, Directive, Question, plain_text, walk

OPTIONS = frozenset({"draw", "shuffle", "pass_mark", "attempts", "time"})
_BY_TAG = re.compile(r"([a-z][a-z0-9-]*):(\d{1,3})")
_BAND = re.compile(r"(\d{1,3})\s*[-\u2013]\s*(\d{1,3})\s*%?")


@dataclass(frozen=True, slots=True)
class Draw:
    """So many questions out of some."""

    questions: tuple[str, ...]
    """Ids, in the order of the source."""
    count: int


@dataclass(frozen=True, slots=True)
class QuizRules:
    """What a quiz asks of a learner."""

    draws: tuple[Draw, ...]
    shuffle: bool = False
    pass_mark: int | None = None
    """Per cent of the points, or None where any result will do."""
    attempts: int | None = None
    """Attempts at the whole quiz, or None for any number."""
    minutes: int = 0
    """Time allowed; 0 for as long as one likes."""

    @property
    def asked(self) -> int:
        """Give how many questions a learner is asked."""
        return sum(draw.count for draw in self.draws)


def bank_of(quiz: Container) -> tuple[Question, ...]:
    """Give the questions of a quiz; what is kept for own use is none."""
    return tuple(node for node in walk(quiz.blocks) if isinstance(node, Question) and node.number)


def rules_of(quiz: Container) -> QuizRules:
    """Read the rules of a quiz that was parsed; what was wrong in them has been reported and counts as not written."""
    bank = bank_of(quiz)
    draws = tuple(_draws(quiz.option("draw"), bank)) or (Draw(tuple(one.id for one in bank), len(bank)),)
    return QuizRules(
        draws,
        quiz.option("shuffle") == "true",
        _whole(quiz.option("pass_mark"), 0, 100),
        _whole(quiz.option("attempts"), 1, 99),
        _whole(quiz.option("time"), 1, 600) or 0,
    )


def _draws(written: str, bank: tuple[Question, ...]) -> Iterator[Draw]:
    if written.isdecimal():
        yield Draw(tuple(question.id for question in bank), min(int(written), len(bank)))
        return
    for part in written.replace(",", " ").split():
        match = _BY_TAG.fullmatch(part)
        tagged = tuple(question.id for question in bank if match and match[1] in question.tags)
        if match and tagged:
            yield Draw(tagged, min(int(match[2]), len(tagged)))


def _whole(written: str, low: int, high: int) -> int | None:
    return int(written) if written.isdecimal() and low <= int(written) <= high else None


def quiz(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let blocks with questions pass, and see that what the options promise can be kept."""
    blocks = any_blocks(directive, report)
    if blocks is None:
        return None
    made = Container("quiz", (), blocks, tuple(item for item in directive.attributes if item[0] in OPTIONS))
    bank = bank_of(made)
    if not directive.id:
        hint = "write one after the title: `::: quiz Final check {#final}`; what was reached is kept under it"
        report(error("quiz-id", "the quiz has no id", directive.span, hint))
    if not bank:
        hint = "put the questions between the lines of colons, with more colons around than inside"
        report(error("empty-quiz", "the quiz has no question", directive.span, hint))
        return None
    for inner in walk(blocks):
        if isinstance(inner, Container) and inner.kind == "quiz":
            report(error("misplaced-part", "a quiz stands in a quiz", inner.span, "close the outer one first"))
    _check_numbers(directive, report)
    _check_draw(directive, bank, report)
    _check_bands(blocks, report)
    return blocks


def _check_numbers(directive: Directive, report: Report) -> None:
    bounds = {"pass_mark": (0, 100, "per cent"), "attempts": (1, 99, "attempts"), "time": (1, 600, "minutes")}
    for name, (low, high, unit) in bounds.items():
        written = directive.option(name)
        nothing = name == "attempts" and written == "unlimited"
        if written and not nothing and _whole(written, low, high) is None:
            hint = f"write a number from {low} to {high}: `{name}={max(low, 10)}`"
            report(error("bad-option", f"`{name}={written}` is no number of {unit}", directive.span, hint))
    if directive.option("shuffle", "false") not in ("true", "false"):
        message = f"`shuffle={directive.option('shuffle')}`: is it so or not?"
        report(error("bad-option", message, directive.span, "write `shuffle` alone"))


def _check_draw(directive: Directive, bank: tuple[Question, ...], report: Report) -> None:
    written = directive.option("draw")
    if not written:
        return
    wanted: list[tuple[str, int, tuple[Question, ...]]] = []
    if written.isdecimal():
        wanted.append(("in the quiz", int(written), bank))
    else:
        seen: set[str] = set()
        for part in written.replace(",", " ").split():
            match = _BY_TAG.fullmatch(part)
            if match is None:
                hint = 'write how many, `draw=5`, or how many with each tag, `draw="planning:2 roles:3"`'
                report(error("bad-option", f"`draw={written}` can't be read", directive.span, hint))
                return
            tagged = tuple(question for question in bank if match[1] in question.tags)
            if shared := sorted(question.id for question in tagged if question.id in seen):
                message = f"`{shared[0]}` has two tags that are drawn: it could be asked twice"
                report(error("bad-draw", message, directive.span, "draw each question by one tag only"))
            seen.update(question.id for question in tagged)
            wanted.append((f"tagged `{match[1]}`", int(match[2]), tagged))
        if left := [question.id for question in bank if question.id not in seen]:
            message = f"`{left[0]}` is never drawn: it has no tag of `draw`"
            report(warning("never-drawn", message, directive.span, "give it one of the tags, or take it out"))
    for where, count, questions in wanted:
        if not 0 < count <= len(questions):
            message = f"{count} questions are drawn, and there are {len(questions)} {where}"
            report(error("bad-draw", message, directive.span, "draw fewer, or add questions"))
        elif count == len(questions) and written.isdecimal():
            report(warning("idle-option", "`draw` takes all there are", directive.span, "leave it out"))
        if len({question.points for question in questions}) > 1 and count < len(questions):
            message = f"questions {where} give different points: the full score would depend on the draw"
            report(error("bad-draw", message, directive.span, "give all of them the same points"))
        if needed := [question.id for question in questions if question.required and count < len(questions)]:
            message = f"`{needed[0]}` is required and may not be drawn"
            report(error("bad-draw", message, directive.span, "leave `required` out, or draw all"))


def band_bounds(band: Container) -> tuple[int, int]:
    """Give the lowest and highest per cent a band of scores is for."""
    match = _BAND.fullmatch(plain_text(band.title).strip())
    return (int(match[1]), int(match[2])) if match else (0, 0)


def band(directive: Directive, report: Report) -> tuple[Block, ...] | None:
    """Let any Markdown pass under a title such as `80-100`."""
    match = _BAND.fullmatch(plain_text(directive.title).strip())
    if match is None or not int(match[1]) <= int(match[2]) <= 100:
        hint = "write the per cent it is for: `::: band 80-100`"
        report(error("bad-band", "the band does not say for which score it is", directive.span, hint))
        return None
    return any_blocks(directive, report)


def _check_bands(blocks: tuple[Block, ...], report: Report) -> None:
    bands = [block for block in blocks if isinstance(block, Container) and block.kind == "band"]
    taken: dict[int, Container] = {}
    for one in bands:
        low, high = band_bounds(one)
        if other := next((taken[score] for score in range(low, high + 1) if score in taken), None):
            first, last = band_bounds(other)
            message = f"the band {low}-{high} meets the band {first}-{last}"
            report(error("bad-band", message, one.span, "let one begin where the other has ended"))
        taken.update(dict.fromkeys(range(low, high + 1), one))
    if bands and (missing := next((score for score in range(101) if score not in taken), None)) is not None:
        message = f"no band is for {missing} per cent"
        report(warning("bad-band", message, bands[0].span, "let the bands cover 0-100"))
