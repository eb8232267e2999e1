"""Checks of questions: objectives assessed, feedback given, answers that can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, suggest, warning
from builder.nodes import Question, plain_text
from builder.questions.choice import Choice
from builder.questions.match import Match
from builder.questions.order import Order


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
        if isinstance(question, Choice) and all(option.feedback for option in question.options):
            continue
        if told.correct and told.incorrect:
            continue
        name = f"question `{question.id}`"
        if isinstance(question, Choice):
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
        if isinstance(question, Choice) and len(question.options) > 1 and all(o.correct for o in question.options):
            message = f"question `{question.id}`: every option is right"
            yield warning("all-right", message, question.span, "add a wrong option, or ask otherwise")


def _things(question: Question) -> list[str]:
    """Give the words a learner has to tell apart; targets of pairs are one where they read alike."""
    match question:
        case Choice(options=options):
            return [plain_text(option.blocks) for option in options]
        case Match(prompts=prompts):
            return [plain_text(prompt.children) for prompt in prompts]
        case Order(items=items):
            return [plain_text(item.blocks) for item in items]
    return []


def hidden_answers(subject: Subject) -> Iterator[Diagnostic]:
    """A solution exists where attempts end before the answer is found."""
    for question in subject.questions:
        if question.attempts is not None and not question.solution and not _told(question):
            hint = "add `::: solution` with the answer and why"
            message = f"question `{question.id}` ends after {question.attempts} attempts without a solution"
            yield warning("missing-solution", message, question.span, hint)


def _told(question: Question) -> bool:
    return isinstance(question, Choice) and all(option.feedback for option in question.options)
