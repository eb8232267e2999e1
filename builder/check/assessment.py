"""Checks of questions: objectives assessed, feedback given, answers that can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, suggest, warning
from builder.nodes import Question, plain_text
from builder.questions.choice import Choice
from builder.questions.essay import Essay
from builder.questions.highlight import Highlight
from builder.questions.hotspot import Hotspot
from builder.questions.match import Match
from builder.questions.matrix import Matrix
from builder.questions.order import Order
from builder.questions.scenario import Scenario
from builder.questions.sort import Sort


def objectives(subject: Subject) -> Iterator[Diagnostic]:
    """Questions name objectives that exist, and each objective is assessed."""
    metadata = subject.module.metadata
    known = {objective.id for objective in metadata.objectives}
    assessed: set[str] = set()
    questions = subject.questions
    for question in questions:
        assessed.update(question.objectives)
        for name in question.objectives:
            if name not in known:
                hint = suggest(name, known, "objectives") if known else "list it under `objectives:` in the header"
                yield error("unknown-objective", f"there is no objective `{name}`", question.span, hint)
    if not questions:
        return
    for objective in metadata.objectives:
        if objective.id not in assessed:
            hint = f"add `objective={objective.id}` to a question that shows it"
            yield warning("unassessed-objective", f"no question assesses `{objective.id}`", objective.span, hint)


def feedback(subject: Subject) -> Iterator[Diagnostic]:
    """A learner is told why: every option has feedback, or every result has."""
    for question in subject.questions:
        told = question.feedback
        if not question.points or _told(question):
            continue
        if told.correct and told.incorrect:
            continue
        name = f"question `{question.id}`"
        if isinstance(question, Choice | Hotspot):
            without = [str(number) for number, option in enumerate(question.options, 1) if not option.feedback]
            message = f"{name} gives no feedback on option {', '.join(without)}"
            yield warning("missing-feedback", message, question.span, "add a quote `> …` under each option")
        else:
            missing = " or ".join(r for r, t in (("correct", told.correct), ("incorrect", told.incorrect)) if not t)
            message = f"{name} gives no feedback when the answer is {missing}"
            hint = "add `::: feedback correct` and `::: feedback incorrect`"
            yield warning("missing-feedback", message, question.span, hint)


def options(subject: Subject) -> Iterator[Diagnostic]:
    """What is to be chosen, matched or ordered can be told apart, and not all options are right."""
    for question in subject.questions:
        seen: dict[str, str] = {}
        for number, words in enumerate(_things(question), 1):
            text = " ".join(words.casefold().split())
            if text in seen and text:
                message = f"question `{question.id}`: number {seen[text]} and number {number} say the same"
                yield error("same-options", message, question.span, "change or remove one of them")
            seen.setdefault(text, str(number))
        chosen = question.options if isinstance(question, Choice | Hotspot) else ()
        if len(chosen) > 1 and all(option.correct for option in chosen):
            message = f"question `{question.id}`: every option is right"
            yield warning("all-right", message, question.span, "add a wrong option, or ask otherwise")
        if isinstance(question, Matrix) and len(question.correct) == len(question.rows) * len(question.columns):
            message = f"question `{question.id}`: every box is right"
            yield warning("all-right", message, question.span, "add a row with a wrong one, or ask otherwise")
        if isinstance(question, Sort) and len(set(question.correct)) == 1:
            message = f"question `{question.id}`: all members belong to one group"
            yield warning("all-right", message, question.span, "add a member of another group")


def _things(question: Question) -> list[str]:
    """Give the words a learner has to tell apart; targets of pairs are one where they read alike."""
    match question:
        case Choice(options=options) | Hotspot(options=options):
            return [plain_text(option.blocks) for option in options]
        case Match(prompts=prompts):
            return [plain_text(prompt.children) for prompt in prompts]
        case Order(items=items):
            return [plain_text(item.blocks) for item in items]
        case Sort(members=members):
            return [plain_text(member.blocks) for member in members]
    return []


def hidden_answers(subject: Subject) -> Iterator[Diagnostic]:
    """A solution exists where attempts end before the answer is found."""
    for question in subject.questions:
        if question.attempts is not None and not question.solution and not _told(question):
            hint = "add `::: solution` with the answer and why"
            message = f"question `{question.id}` ends after {question.attempts} attempts without a solution"
            yield warning("missing-solution", message, question.span, hint)


def _told(question: Question) -> bool:
    """Tell whether all that can be chosen or placed has feedback of its own, or a model answer or an ending says it."""
    match question:
        case Choice(options=entries) | Hotspot(options=entries) | Sort(members=entries):
            return all(entry.feedback for entry in entries)
        case Highlight(units=units, remarks=remarks):
            return {unit.key for unit in units} <= {key for remark in remarks for key in remark.keys}
        case Essay() | Scenario():
            return True
    return False
