"""How long the saved state of a module can get, proved from its source, and what is given up where that is too long.

The bound is no estimate: `worst` makes the learner who reaches it, and the sum is the length of that learner's state.
What an earlier edition may have left at the same questions (more attempts, longer shares) is added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, error, warning
from builder.nodes import Module, questions_of
from builder.source import Span
from builder.state.codec import decode, encode, heading, spell
from builder.state.outline import Outline, outline_of
from builder.state.progress import Progress
from builder.state.spelling import escape, units
from builder.state.worst import carried, record_units, worst

LIMITS = (("SCORM 1.2", 4096), ("SCORM 2004", 30000))
"""UTF-16 units that the player writes at most. SCORM 1.2: CMIString4096 (RTE 3.4.7). SCORM 2004 takes 64,000 (RTE 4th
Edition, 4.2.23), but Moodle sends all data of a closing page in one request, and browsers let it have 64 KiB."""

_NAMED = 3
"""How many of the costliest questions a message names."""


@dataclass(frozen=True, slots=True)
class QuestionCost:
    """What one question takes at most, in UTF-16 units."""

    id: str
    span: Span
    record: int
    """Attempts, hints, solution and marks."""
    response: int
    typed: bool
    """The response is a text that the learner types."""
    carried: int
    """What an earlier edition can have added."""

    @property
    def units(self) -> int:
        """All that it takes."""
        return self.record + self.response + self.carried


@dataclass(frozen=True, slots=True)
class Standing:
    """How the worst state stands to what one standard takes."""

    name: str
    limit: int
    units: int
    texts: tuple[str, ...] = ()
    """Questions whose typed texts would be given up, the first to go first."""
    responses: tuple[str, ...] = ()
    """Questions whose chosen answers would be given up after those; their marks stay."""
    pages: bool = False
    """Whether the pages seen would be given up next."""
    questions: tuple[str, ...] = ()
    """Questions of which nothing would be left, the last."""

    @property
    def fits(self) -> bool:
        """Whether nothing would ever be given up."""
        return self.units <= self.limit


@dataclass(frozen=True, slots=True)
class Budget:
    """The longest saved state of a module, by its parts, in UTF-16 units."""

    module: str
    head: int
    """Version, place, seed, status and score; never given up."""
    edition: int
    """The author's version; never given up either."""
    pages: int
    questions: tuple[QuestionCost, ...]
    punctuation: int
    """Separators, and where the quizzes stand."""
    earlier: int
    """What earlier editions can have left beyond that: longer marks, more attempts, a score."""
    standings: tuple[Standing, ...]

    @property
    def asked(self) -> int:
        """What all questions take together, as this edition asks them."""
        return sum(question.record + question.response for question in self.questions)

    @property
    def own(self) -> int:
        """Length of the longest state of a learner who knows this edition alone."""
        return self.head + self.edition + self.pages + self.asked + self.punctuation

    @property
    def units(self) -> int:
        """Length of the longest state there can be."""
        return self.own + self.earlier


def budget(module: Module) -> Budget:
    """Add up the longest saved state of a module."""
    outline = outline_of(module)
    own, most = worst(outline), carried(outline)
    edition = len(escape(units(outline.edition)))
    spans = {question.id: question.span for question in questions_of(module)}
    costs = []
    for question in outline.questions:
        answer = own.questions[question.id]
        now, then = record_units(question, answer), record_units(question, most.questions[question.id])
        response = len(spell(question, answer.response))
        span = spans[question.id]
        costs.append(QuestionCost(question.id, span, now - response, response, question.typed, then - now))
    pages = sum(len(page.code) + 1 for page in outline.pages)
    asked = sum(cost.record + cost.response for cost in costs)
    return Budget(
        module=module.slug,
        head=len(heading(own, outline)) - edition,
        edition=edition,
        pages=pages,
        questions=tuple(costs),
        punctuation=len(encode(own, outline)) - len(heading(own, outline)) - pages - asked,
        earlier=len(encode(most, outline)) - len(encode(own, outline)),
        standings=tuple(_standing(name, limit, outline, most) for name, limit in LIMITS),
    )


def _standing(name: str, limit: int, outline: Outline, most: Progress) -> Standing:
    length = len(encode(most, outline))
    if length <= limit:
        return Standing(name, limit, length)
    kept = decode(encode(most, outline, limit), outline)
    emptied = [
        (len(spell(question, most.questions[question.id].response)), question)
        for question in outline.questions
        if question.id not in kept.questions or not kept.questions[question.id].response
    ]
    emptied.sort(key=lambda pair: -pair[0])
    return Standing(
        name,
        limit,
        length,
        texts=tuple(question.id for _, question in emptied if question.typed),
        responses=tuple(question.id for _, question in emptied if not question.typed),
        pages=bool(most.visited) and not kept.visited,
        questions=tuple(question.id for question in outline.questions if question.id not in kept.questions),
    )


def budget_diagnostics(module: Module) -> Iterator[Diagnostic]:
    """Report what a standard could not take: for a module without other errors.

    An error where not even what is never given up would fit, or where SCORM 2004 would lose results; else a warning.
    """
    added = budget(module)
    fixed = added.head + added.edition
    if fixed > LIMITS[0][1]:
        message = f"version, status and place take {fixed:,} characters of a saved state, and {LIMITS[0][1]:,} are kept"
        yield error("state-too-long", message, module.metadata.span, "shorten `version:`")
        return
    for standing in added.standings:
        if standing.fits:
            continue
        costly = sorted(added.questions, key=lambda question: -question.units)[:_NAMED]
        named = ", ".join(f"`{question.id}` (line {question.span.line}: {question.units:,})" for question in costly)
        message = (
            f"{standing.name} keeps {standing.limit:,} characters of what a learner did, and this module can need "
            f"{standing.units:,}; most take {named or 'its pages'}"
        )
        span = costly[0].span if costly else module.metadata.span
        make = error if standing.questions and standing.name == LIMITS[-1][0] else warning
        yield make("state-too-long", message, span, f"{given_up(standing)}; {_advice(standing)}")


def given_up(standing: Standing) -> str:
    """Say in words what the player would give up in the worst case, in the order in which it goes."""
    steps = []
    if standing.texts:
        steps.append(f"the words typed at {_number(len(standing.texts), 'question')}")
    if standing.responses:
        steps.append(f"the answers chosen at {_number(len(standing.responses), 'question')}, not their marks")
    if standing.pages:
        steps.append("which pages were seen")
    if standing.questions:
        steps.append(f"the results of the last {_number(len(standing.questions), 'question')}")
    return f"at worst it gives up {', then '.join(steps)}" if steps else "nothing is ever given up"


def _advice(standing: Standing) -> str:
    if standing.pages or standing.questions:
        return "part the module in two"
    return "marks, status, score and place always stay, so part the module in two only if the answers have to stay too"


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def table(added: Budget, most: int = 5) -> str:
    """Write a budget as text: the sum by part, the costliest questions, and how it stands to each standard."""
    shown = sorted(added.questions, key=lambda question: -question.units)[:most]
    rows = [
        ("place, status, score", added.head + added.punctuation),
        ("version", added.edition),
        ("pages", added.pages),
        ("questions", added.asked),
        *((f"  {question.id}, line {question.span.line}", question.record + question.response) for question in shown),
        ("left by earlier editions", added.earlier),
        ("together", added.units),
    ]
    width = max(len(name) for name, _ in rows)
    lines = [f"{added.module}: the longest saved state, in UTF-16 units"]
    lines += [f"  {name.ljust(width)}  {units_of:>7,}" for name, units_of in rows]
    for standing in added.standings:
        verdict = "fits" if standing.fits else f"too long: {given_up(standing)}"
        lines.append(f"  of {standing.limit:,} in {standing.name}: {verdict}")
    return "\n".join(lines)


def as_json(added: Budget) -> dict[str, object]:
    """Give a budget as JSON values."""
    return {
        "module": added.module,
        "units": added.units,
        "parts": {
            "head": added.head + added.punctuation,
            "version": added.edition,
            "pages": added.pages,
            "questions": added.asked,
            "earlierEditions": added.earlier,
        },
        "questions": [
            {
                "id": question.id, "line": question.span.line, "record": question.record,
                "response": question.response, "typed": question.typed, "earlierEditions": question.carried,
            }
            for question in added.questions
        ],
        "standards": [
            {
                "name": one.name, "limit": one.limit, "fits": one.fits, "texts": one.texts, "responses": one.responses,
                "pages": one.pages, "questions": one.questions,
            }
            for one in added.standings
        ],
    }  # fmt: skip
