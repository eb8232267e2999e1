"""Questions answered by typing a word or a short text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.diagnostics import Report, error, warning
from builder.forms import Forms
from builder.nodes import Code, Directive, List, Paragraph, Question, Text, plain_text
from builder.questions.base import Interaction, MatchText, QuestionType
from builder.questions.shared import last_of, no_answer, shared_fields, take_apart, unused_option

OPTIONS = frozenset({"case"})
SHORTEST, LONGEST = 60, 250
"""Least and most room of a field in UTF-16 units: for a wrong answer too; and SCORM 1.2 takes responses of 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry(Question):
    """A question with a text field."""

    kind: ClassVar[str] = "text"

    accepted: tuple[str, ...]
    """Accepted answers as plain text, the best first."""
    case_sensitive: bool = False


def parse(directive: Directive, report: Report) -> TextEntry | None:
    """Read the stem and the list of accepted answers."""
    parts = take_apart(directive, report)
    stem, answers = last_of(parts.stem, List, report)
    accepted: list[str] = []
    if isinstance(answers, List):
        for item in answers.items:
            text = " ".join(plain_text(item.blocks).split())
            if not text:
                no_answer(directive, "an accepted answer is empty", "write it after the hyphen", report, item.span)
                continue
            if len(text) > 200:
                message = f"the accepted answer has {len(text)} characters, more than anybody types rightly"
                report(error("answer-too-long", message, item.span, "accept a word or a short phrase"))
            if not all(isinstance(b, Paragraph) and all(isinstance(c, Text) for c in b.children) for b in item.blocks):
                code = any(
                    isinstance(b, Paragraph) and any(isinstance(c, Code) for c in b.children) for b in item.blocks
                )
                message = f"the accepted answer is compared as plain text: {text}"
                marks = "the back quotes" if code else "the formatting"
                hint = rf"leave {marks} out; for the character itself write a backslash before it: `\*`"
                report(warning("markup-in-answer", message, item.span, hint))
            accepted.append(text)
    if not accepted:
        no_answer(directive, "no accepted answer is given", "list what is accepted: `- fifteen minutes`", report)
        return None
    case = directive.option("case")
    if case not in ("", "sensitive"):
        report(
            error(
                "bad-option", f"`case={case}` means nothing", directive.span, "write `case=sensitive`, or leave it out"
            )
        )
    for name in ("shuffle", "partial"):
        unused_option(directive, name, report)
    parts.stem = list(stem)
    fields = shared_fields(directive, parts, report, OPTIONS)
    return TextEntry(stem=stem, accepted=tuple(accepted), case_sensitive=case == "sensitive", **fields)  # type: ignore[arg-type]


def interaction(question: Question) -> Interaction:
    """A `fill-in` interaction; the response is the text, with room for more than twice the longest accepted one."""
    assert isinstance(question, TextEntry)
    longest = max(len(text.encode("utf-16-le")) // 2 for text in question.accepted)
    room = min(max(SHORTEST, 2 * longest + 10), LONGEST)
    return Interaction("fill-in", MatchText(question.accepted, question.case_sensitive), room=room)


TEXT = QuestionType(
    "text",
    "a word or short text to type",
    parse,
    interaction,
    Forms(
        screen="field for a word or a short text",
        no_script="the same, and the answer folded below",
        paper="line to write on",
        key="the answer, and what else is accepted",
        keyboard="typing",
        record="fill-in",
    ),
)
