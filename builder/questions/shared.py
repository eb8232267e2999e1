"""Reading what all kinds of questions share: options, hints, feedback, solution, stem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.diagnostics import Report, error, suggest, suggest_option, warning
from builder.nodes import Block, Directive, Feedback, plain_text
from builder.source import Span

PARTS = ("hint", "feedback", "solution", "model", "rubric")
"""Blocks that stand inside questions; the last two in an essay alone."""

OWN_PARTS = frozenset({"model", "rubric"})
"""Those of them that a kind has to ask for."""

OPTIONS = frozenset({"points", "objective", "attempts", "shuffle", "partial", "required", "confidence", "tags"})
"""Options every kind knows."""


@dataclass(slots=True)
class Parts:
    """A question's directive taken apart."""

    stem: list[Block] = field(default_factory=list)
    hints: list[tuple[Block, ...]] = field(default_factory=list)
    feedback: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    solution: tuple[Block, ...] = ()
    own: dict[str, Directive] = field(default_factory=dict)
    """Parts that this kind alone has, by name, as written."""

    def told(self) -> Feedback:
        """Give the feedback by result."""
        told = self.feedback
        return Feedback(told.get("correct", ()), told.get("partial", ()), told.get("incorrect", ()))


def take_apart(directive: Directive, report: Report, own: frozenset[str] = frozenset()) -> Parts:
    """Part a question's blocks into stem, hints, feedback and solution, and the parts of its `own` kind."""
    parts = Parts()
    for block in directive.blocks:
        if not isinstance(block, Directive):
            parts.stem.append(block)
            continue
        inner = tuple(inner for inner in block.blocks if not isinstance(inner, Directive))
        if not inner:
            report(
                error("empty-block", f"the block `{block.name}` is empty", block.span, "write its text, or remove it")
            )
        elif block.name == "hint":
            parts.hints.append(inner)
        elif block.name == "solution":
            parts.solution += inner
        elif block.name in OWN_PARTS:
            _own_part(block, own, parts, report)
        else:
            _feedback(block, inner, parts, report)
    return parts


def _own_part(block: Directive, own: frozenset[str], parts: Parts, report: Report) -> None:
    if block.name not in own:
        message = f"`{block.name}` has no place in this kind of question"
        report(error("misplaced-part", message, block.span, "an `essay` has one; others have `::: solution`"))
    elif block.name in parts.own:
        report(error("misplaced-part", f"there is a second `{block.name}`", block.span, "join the two"))
    else:
        parts.own[block.name] = block


def _feedback(block: Directive, inner: tuple[Block, ...], parts: Parts, report: Report) -> None:
    result = plain_text(block.title).strip()
    known = ("correct", "partial", "incorrect")
    if not result:
        hint = "write `::: feedback correct`, `::: feedback partial` or `::: feedback incorrect`"
        report(error("bad-feedback", "this feedback does not say for which result it is", block.span, hint))
    elif result not in known:
        hint = suggest(result, known, "write `::: feedback` and one of")
        report(error("bad-feedback", f"feedback is told by result, not by `{result}`", block.span, hint))
    elif result in parts.feedback:
        report(error("bad-feedback", f"there is a second `feedback {result}`", block.span, "join the two"))
    else:
        parts.feedback[result] = inner


def shared_fields(
    directive: Directive, parts: Parts, report: Report, own: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Read the options and parts every kind shares, as keyword arguments of its node."""
    known = OPTIONS | own
    for name, _ in directive.attributes:
        if name not in known:
            hint = suggest_option(name, known, directive.attributes)
            report(error("unknown-option", f"`{directive.name}` knows no option `{name}`", directive.span, hint))
    check_id(directive, report)
    if not plain_text(tuple(parts.stem)).strip():
        report(error("empty-question", "the question asks nothing", directive.span, "write the question first"))
    return {
        "id": directive.id,
        "points": points(directive, report),
        "objectives": tuple(directive.option("objective").replace(",", " ").split()),
        "attempts": attempts(directive, report),
        "shuffle": flag(directive, "shuffle", report),
        "partial": flag(directive, "partial", report),
        "required": flag(directive, "required", report),
        "confidence": flag(directive, "confidence", report),
        "tags": tuple(directive.option("tags").replace(",", " ").split()),
        "hints": tuple(parts.hints),
        "feedback": parts.told(),
        "solution": parts.solution,
        "span": directive.span,
    }


def check_id(directive: Directive, report: Report, what: str = "question") -> None:
    """Report an id that is missing or can't be kept."""
    if not directive.id:
        hint = f"write one after the name: `{{#first-{what}}}`; saved progress and reports are kept under it"
        report(error("question-id", f"the {what} has no id", directive.span, hint))
    elif not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", directive.id):
        hint = "use up to 60 lower-case letters, digits and hyphens, a letter first: LMSs keep results under it"
        report(error("question-id", f"`{directive.id}` can't be a {what}'s id", directive.span, hint))


def points(directive: Directive, report: Report) -> float:
    """Read the points, 1 if nothing is said; a decimal comma is read as well."""
    written = directive.option("points", "1")
    value = plain_number(written)
    if value is None or not 0 < value <= 1000:
        message = f"`points={written}` is no number above 0 and up to 1000"
        report(error("bad-option", message, directive.span, "write a number: `points=1`"))
        return 1
    return int(value) if value == int(value) else value


def plain_number(text: str) -> float | None:
    """Read digits with one decimal point or comma; None for anything else (`1e3`, `1/2`, `0x1F`, `NaN`)."""
    folded = text.strip().replace("\u2212", "-").replace(",", ".")
    return float(folded) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", folded) else None


def flag(directive: Directive, name: str, report: Report) -> bool:
    """Read an option that is there or not."""
    written = directive.option(name, "false")
    if written not in ("true", "false"):
        report(error("bad-option", f"`{name}={written}`: is it so or not?", directive.span, f"write `{name}` alone"))
    return written == "true"


def attempts(directive: Directive, report: Report) -> int | None:
    """Read how many attempts there are; None for as many as one likes."""
    written = directive.option("attempts", "unlimited")
    if written == "unlimited":
        return None
    if written.isdecimal() and 0 < int(written) < 100:
        return int(written)
    hint = "write a number from 1 to 99, or `unlimited`"
    report(error("bad-option", f"`attempts={written}` is no number of attempts", directive.span, hint))
    return None


def unused_option(directive: Directive, name: str, report: Report, where: str = "") -> None:
    """Report an option that would change nothing for this kind, or for this question of it."""
    if directive.option(name):
        message = f"`{name}` changes nothing for {where or f'`{directive.name}`'}"
        report(warning("idle-option", message, directive.span, "leave it out"))


def no_answer(directive: Directive, message: str, hint: str, report: Report, span: Span | None = None) -> None:
    """Report a question nobody can answer rightly."""
    name = f"question `{directive.id}`" if directive.id else "the question"
    report(error("no-right-answer", f"{name}: {message}", span or directive.span, hint))


def last_of(
    blocks: Sequence[Block], kind: type, report: Report | None = None
) -> tuple[tuple[Block, ...], Block | None]:
    """Part a stem from the last block of a kind, which holds the answers.

    Text below the answers is reported: it would be shown above them.
    """
    for index in range(len(blocks) - 1, -1, -1):
        if not isinstance(blocks[index], kind):
            continue
        if report and index + 1 < len(blocks):
            span = getattr(blocks[index + 1], "span", None)
            hint = "put it before the answers, or into `::: solution`"
            if span:
                report(warning("text-after-answers", "this text is shown before the answers, not after", span, hint))
        return (*blocks[:index], *blocks[index + 1 :]), blocks[index]
    return tuple(blocks), None
