"""Checks of patterns by which a learner may answer without knowing: by length, by place, by wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, warning
from builder.nodes import Question, plain_text
from builder.questions.choice import Choice
from builder.questions.truefalse import TrueFalse

LEAST_CHOICES, LEAST_STATEMENTS = 6, 5
"""Fewer questions make no pattern."""

MOST = 0.8
"""Share of the questions from which on it is one."""

LONGER = 1.15
"""How much longer than each other option the right one has to be to stand out."""

NAMED = 8
"""Most questions to name in a message."""

ALL_OF_THEM = (
    "all of the above", "none of the above",
    "alle oben genannten", "alles oben genannte", "keine der genannten", "keines der genannten",
    "alle ovenstående", "ingen af ovenstående", "kõik eelnevad", "kõik ülaltoodud", "mitte ükski eelnevatest",
    "kaikki edellä mainitut", "kaikki yllä olevat", "ei mikään edellä mainituista",
    "visi iepriekš minētie", "viss iepriekš minētais", "neviens no iepriekš minētajiem",
    "visi išvardyti", "visi aukščiau išvardyti", "nė vienas iš išvardytų",
    "wszystkie powyższe", "żadne z powyższych", "alla ovanstående", "inget av ovanstående", "ingen av ovanstående",
    "alle de ovennevnte", "alle ovennevnte", "ingen av de ovennevnte", "ingen av ovennevnte",
    "все вышеперечисленное", "всё вышеперечисленное", "ничего из вышеперечисленного", "все перечисленное",
)  # fmt: skip
"""How options begin that speak of the others."""


def giveaways(subject: Subject) -> Iterator[Diagnostic]:
    """Right answers follow no pattern through the module, and no option speaks of the others."""
    questions = subject.questions
    one_right = [one for one in questions if isinstance(one, Choice) and _one_right(one)]
    yield from _lengths([one for one in one_right if not one.pictures])
    yield from _places([one for one in one_right if not one.shuffle])
    yield from _statements([one for one in questions if isinstance(one, TrueFalse)])
    found = [one for one in questions if isinstance(one, Choice) and any(map(_all_of_them, _texts(one)))]
    if found:
        message = f"an option speaks of all the others: {_names(found)}"
        hint = "it is guessed by knowing two, and names places when options are shuffled: let several be right instead"
        yield warning("all-of-the-above", message, found[0].span, hint)


def _one_right(question: Choice) -> bool:
    return sum(option.correct for option in question.options) == 1 and len(question.options) > 1


def _texts(question: Choice) -> list[str]:
    return [" ".join(plain_text(option.blocks).split()) for option in question.options]


def _all_of_them(text: str) -> bool:
    return text.casefold().startswith(ALL_OF_THEM)


def _pattern(questions: Sequence[Choice], shows: Callable[[Choice], bool]) -> list[Choice]:
    """Give the questions that show a pattern, if most of enough do."""
    found = [one for one in questions if shows(one)] if len(questions) >= LEAST_CHOICES else []
    return found if len(found) >= MOST * len(questions) else []


def _lengths(questions: Sequence[Choice]) -> Iterator[Diagnostic]:
    if found := _pattern(questions, _stands_out):
        message = f"the right option is the longest in {len(found)} of {len(questions)} questions: {_names(found)}"
        hint = "let some wrong ones be as long, and put what explains the right one into its feedback"
        yield warning("longest-is-right", message, found[0].span, hint)


def _stands_out(question: Choice) -> bool:
    lengths = list(map(len, _texts(question)))
    right = next(at for at, option in enumerate(question.options) if option.correct)
    return lengths[right] >= LONGER * max(length for at, length in enumerate(lengths) if at != right)


def _places(questions: Sequence[Choice]) -> Iterator[Diagnostic]:
    places = [next(at for at, option in enumerate(one.options) if option.correct) for one in questions]
    usual = max(set(places), key=places.count, default=0)
    pairs = dict(zip((one.id for one in questions), places, strict=True))
    if found := _pattern(questions, lambda one: pairs[one.id] == usual):
        message = f"option {usual + 1} is the right one in {len(found)} of {len(questions)} questions: {_names(found)}"
        hint = "add `shuffle` to the questions, or let the right ones change places"
        yield warning("same-place-is-right", message, found[0].span, hint)


def _statements(questions: Sequence[TrueFalse]) -> Iterator[Diagnostic]:
    if len(questions) >= LEAST_STATEMENTS and len({one.answer for one in questions}) == 1:
        what = "true" if questions[0].answer else "false"
        message = f"all {len(questions)} statements are {what}: {_names(questions)}"
        hint = "turn some of them round"
        yield warning("one-answer-is-right", message, questions[0].span, hint)


def _names(questions: Sequence[Question]) -> str:
    named = ", ".join(f"`{one.id}`" for one in questions[:NAMED])
    return f"{named} …" if len(questions) > NAMED else named
