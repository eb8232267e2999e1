"""A text of the learner's own and a model answer; with a rubric the learner marks it, else it is not scored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import ClassVar

from builder.diagnostics import Report, error, warning
from builder.forms import Forms
from builder.nodes import Block, Directive, Inline, Question, Table, plain_text
from builder.questions.base import Interaction, QuestionType, SelfMarked, Unscored
from builder.questions.own import lines_for, room_of
from builder.questions.shared import plain_number, shared_fields, take_apart, unused_option
from builder.source import Span

OPTIONS = frozenset({"words", "room"})
ROOM = 1000
"""UTF-16 units where the author says nothing."""
UNITS_OF_WORD = 7
"""Units that a word takes, its blank included."""
MOST_WORDS = 250
"""More do not fit into the largest field."""
WORDS_OF_LINE = 10
"""Words by hand on a line of paper."""
MOST_POINTS = 36
"""Points of all criteria: shares of so many are short to write in the saved state."""
MOST_CRITERIA = 12
"""More are no help to who marks a text of this length."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a good text does."""

    key: str
    children: tuple[Inline, ...]
    points: float
    remarks: tuple[tuple[Inline, ...], ...] = ()
    """Further cells of its row, one for each further heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay(Question):
    """A prompt, a field for a text, and what to compare it with."""

    kind: ClassVar[str] = "essay"

    words: int
    """Words to aim at; 0 where the author says nothing."""
    room: int
    model: tuple[Block, ...]
    headings: tuple[tuple[Inline, ...], ...] = ()
    """Of the rubric: criterion, points, and any further."""
    criteria: tuple[Criterion, ...] = ()
    """Empty where nothing is marked."""

    @property
    def lines(self) -> int:
        """Give the lines by hand that it has on paper."""
        return min(24, max(4, -(-self.words // WORDS_OF_LINE))) if self.words else lines_for(self.room)


def parse(directive: Directive, report: Report) -> Essay | None:
    """Read the prompt, `::: model` and, where it is to be marked, the table in `::: rubric`."""
    parts = take_apart(directive, report, frozenset({"model", "rubric"}))
    if parts.solution:
        hint = "write it into `::: model`: it is shown once something was written"
        report(error("misplaced-part", "an essay has a model answer and no solution", directive.span, hint))
    headings, criteria = _rubric(parts.own["rubric"], report) if "rubric" in parts.own else ((), ())
    words = _words(directive, report)
    room = _room(directive, words, report)
    for name in ("shuffle", "partial", "attempts", "confidence", *(() if "rubric" in parts.own else ("points",))):
        unused_option(directive, name, report, "an essay without a rubric" if name == "points" else "")
    for result in ("partial", "incorrect") if "rubric" not in parts.own else ():
        if result in parts.feedback:
            message = f"`feedback {result}` is never shown: an essay without a rubric is not judged"
            report(warning("idle-feedback", message, directive.span, "leave it out, or add a `::: rubric`"))
    fields = shared_fields(directive, parts, report, OPTIONS)
    fields |= {"attempts": None, "shuffle": False, "partial": False, "confidence": False}
    if not criteria:
        fields["points"] = 0
    elif not directive.option("points"):
        total = sum(criterion.points for criterion in criteria)
        fields["points"] = int(total) if total == int(total) else round(total, 6)
    model = tuple(block for block in parts.own["model"].blocks if not isinstance(block, Directive)) if (
        "model" in parts.own
    ) else ()  # fmt: skip
    if not model:
        message = f"essay `{directive.id}`: there is no model answer to compare a text with"
        hint = "write one into `::: model`; where thoughts are only kept, use `::: reflection`"
        report(error("no-model-answer", message, directive.span, hint))
        return None
    return Essay(
        stem=tuple(parts.stem), words=words, room=room, model=model, headings=headings, criteria=criteria,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _words(directive: Directive, report: Report) -> int:
    written = directive.option("words")
    if not written or (written.isascii() and written.isdecimal() and 1 <= int(written) <= MOST_WORDS):
        return int(written or 0)
    message = f"`words={written}` is no number from 1 to {MOST_WORDS}"
    report(error("bad-option", message, directive.span, "write how many words you expect: `words=80`"))
    return 0


def _room(directive: Directive, words: int, report: Report) -> int:
    """Read how many characters the field takes, and see that the words asked for fit in."""
    room = room_of(directive, ROOM, report)
    if words * UNITS_OF_WORD > room:
        enough = words * UNITS_OF_WORD * 3 // 2
        if not directive.option("room"):
            return min(enough, 2000)
        message = f"{words} words do not fit into `room={room}` characters"
        report(
            warning("short-room", message, directive.span, f"write `room={min(enough, 2000)}`, or ask for fewer words")
        )
    return room


def _rubric(block: Directive, report: Report) -> tuple[tuple[tuple[Inline, ...], ...], tuple[Criterion, ...]]:
    """Read the table: criterion, points, and whatever else helps to mark."""
    match block.blocks:
        case (Table() as table,) if len(table.header) >= 2 and table.rows:
            pass
        case _:
            hint = "write criteria and their points: `| Criterion | Points |`, and further columns if you like"
            report(error("bad-rubric", "a rubric is one table, with a row for each criterion", block.span, hint))
            return (), ()
    criteria: list[Criterion] = []
    for (name, worth, *remarks), span in zip(table.rows, table.row_spans[1:], strict=True):
        words = " ".join(plain_text(name).split())
        points = _points(plain_text(worth), span, report)
        if not words:
            report(error("bad-rubric", "the criterion has no words", span, "say what a good text does"))
        elif any(words.casefold() == _plain(other).casefold() for other in criteria):
            report(
                error("same-options", f"the criterion is there twice: {words}", span, "change or remove one of them")
            )
        else:
            key = _key(words, [other.key for other in criteria])
            criteria.append(Criterion(key, name, points, tuple(remarks)))
    if len(criteria) > MOST_CRITERIA:
        report(
            error(
                "too-many-options", f"more than {MOST_CRITERIA} criteria", block.span, "join those that belong together"
            )
        )
        return (), ()
    if sum(criterion.points for criterion in criteria) > MOST_POINTS:
        message = f"the criteria give more than {MOST_POINTS} points"
        report(error("bad-rubric", message, block.span, "give fewer; `points=` of the question weighs the whole"))
    return table.header, tuple(criteria)


def _points(written: str, span: Span, report: Report) -> float:
    value = plain_number(written)
    if value is not None and 0 < value <= MOST_POINTS and value == int(value):
        return int(value)
    message = f"`{written.strip()}` is no whole number of points from 1 to {MOST_POINTS}"
    report(error("bad-rubric", message, span, "write the points into the second column"))
    return 1


def _plain(criterion: Criterion) -> str:
    return " ".join(plain_text(criterion.children).split())


def _key(words: str, taken: Sequence[str]) -> str:
    """Make a short key of a criterion's words, so that it is found again wherever it stands in another edition."""
    made = (hashlib.sha256(f"{'.' * turn}{words}".encode()).hexdigest()[:3] for turn in count())
    return next(key for key in made if key not in taken)


def interaction(question: Question) -> Interaction:
    """A `long-fill-in` interaction; the response is the text, then the keys of the criteria that are met.

    An LMS is told those in an interaction of their own, `other`, as a long text is one text (SCORM 2004 4th
    Edition, RTE 4.2.9): see `templates/runtime/rules/self.js`.
    """
    assert isinstance(question, Essay)
    if not question.criteria:
        return Interaction("long-fill-in", Unscored(), room=question.room)
    scoring = SelfMarked(tuple((criterion.key, criterion.points) for criterion in question.criteria))
    labels = tuple((criterion.key, _plain(criterion)) for criterion in question.criteria)
    return Interaction("long-fill-in", scoring, labels, room=question.room)


ESSAY = QuestionType(
    "essay",
    "a text of one's own to compare with a model answer; not scored, or marked by the learner with a rubric",
    parse,
    interaction,
    Forms(
        screen="field that counts words; then the model answer, and the rubric with boxes to tick",
        no_script="field, and below it, folded, the model answer and the rubric",
        paper="lines to write on, and the rubric with boxes to tick",
        key="the model answer, and the rubric with its remarks",
        keyboard="typing; Space ticks what is met",
        record="long-fill-in (SCORM 1.2: fill-in), neutral without a rubric; the criteria met in a second one, other",
    ),
    scored=False,
    scripts=("rules/self", "rules/room", "kinds/essay", "kinds/room"),
    styles=("kinds/essay",),
)
