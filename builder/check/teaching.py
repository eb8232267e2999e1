"""Checks of the lesson as a whole: what is promised is taught, in the time that is stated."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from builder.blocks.quiz import rules_of
from builder.check.base import Subject
from builder.check.prose import WORD
from builder.diagnostics import Diagnostic, warning
from builder.nodes import Container, Objective, Question, Text, walk

LEAST_WORDS = 150
"""Words of text from which on a module is judged: shorter ones are drafts, or questions alone."""

FINISHED = 400
"""Words of text from which on too little to do is no longer taken for a draft."""

TELLING, STEM = 5, 5
"""Letters from which on a word tells what a text is about, and how many of them are compared: endings differ."""

BESIDE_A_QUESTION = 20
"""Words of text on the page of a question that count as teaching what it asks."""

WORDS_A_MINUTE = 200
SLOWER = {"fi": 180, "et": 180, "lv": 180, "lt": 180, "pl": 180, "de": 180, "ru": 170}
"""Words a minute in languages with longer words."""

SECONDS = 45
LONGER = {
    "order": 90, "match": 90, "sort": 90, "matrix": 90, "blanks": 90, "highlight": 90, "scenario": 90,
    "essay": 180, "plan": 180, "reflection": 180,
}  # fmt: skip
"""Seconds to think of an answer and give it, beside the reading."""


def taught(subject: Subject) -> Iterator[Diagnostic]:
    """Each objective is spoken of: its words occur in the text, or text stands beside a question about it.

    Only what is clearly absent is told of. Words are compared by their beginnings, since most of the languages bend
    them.
    """
    if sum(len(prose.words) for prose in subject.prose) < LEAST_WORDS:
        return
    spoken = {stem for prose in subject.prose for stem in _stems(prose.words)}
    beside = {
        name
        for prose in subject.prose
        if len(prose.words) >= BESIDE_A_QUESTION
        for node in walk(prose.page.blocks)
        if isinstance(node, Question)
        for name in node.objectives
    }
    for objective in subject.module.metadata.objectives:
        if objective.id not in beside and _absent(objective, spoken):
            hint = "teach it before it is asked, or leave the objective out"
            message = f"no text speaks of `{objective.id}`, and none stands beside a question about it"
            yield warning("untaught-objective", message, objective.span, hint)


def _absent(objective: Objective, spoken: set[str]) -> bool:
    stems = _stems(WORD.findall(objective.text))
    return len(stems) > 1 and len(stems & spoken) < (2 if len(stems) > 4 else 1)


def _stems(words: list[str] | tuple[str, ...]) -> set[str]:
    return {normalize("NFC", word).casefold()[:STEM] for word in words if len(word) >= TELLING}


def duration(subject: Subject) -> Iterator[Diagnostic]:
    """The stated time is near what reading and answering take; films and sounds may take the rest of it."""
    metadata = subject.module.metadata
    words = sum(len(prose.words) for prose in subject.prose)
    if not metadata.duration or words < LEAST_WORDS:
        return
    asked = [node for node in subject.nodes if isinstance(node, Question)]
    shares = _shares(subject)
    seconds = sum(LONGER.get(one.kind, SECONDS) * shares.get(one.id, 1) for one in asked)
    words += round(sum(_length(one) * shares.get(one.id, 1) for one in asked))
    pace = SLOWER.get(metadata.language.partition("-")[0], WORDS_A_MINUTE)
    minutes = max(1, round(words / pace + seconds / 60))
    recorded = any(isinstance(node, Container) and node.kind in ("video", "audio") for node in subject.nodes)
    short = 2 * minutes < metadata.duration and words >= FINISHED and not recorded
    if short or minutes > 2 * metadata.duration:
        answers = round(sum(shares.get(one.id, 1) for one in asked))
        parts = f"{words:,} words at {pace} a minute" + (f", {answers} to answer" if answers else "")
        message = f"`duration: {metadata.duration}` is stated in minutes, and it takes about {minutes} ({parts})"
        hint = f"write `duration: {minutes}`, or change how much there is to do"
        yield warning("unlikely-duration", message, metadata.span, hint)


def _shares(subject: Subject) -> dict[str, float]:
    """Give how likely a question is drawn, for those that are."""
    quizzes = (node for node in subject.nodes if isinstance(node, Container) and node.kind == "quiz")
    draws = (draw for quiz in quizzes for draw in rules_of(quiz).draws)
    return {one: draw.count / len(draw.questions) for draw in draws for one in draw.questions}


def _length(question: Question) -> int:
    """Give the words of a question with its options, hints and what is said on answers: learners read most of them."""
    return sum(len(WORD.findall(node.text)) for node in walk(question) if isinstance(node, Text))
