"""What the player is told of a module: the object in the page that `templates/runtime` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from builder.blocks.quiz import bank_of, rules_of
from builder.nodes import Container, Module, Question, plain_text, questions_of, walk
from builder.questions import QUESTIONS, interaction_of
from builder.questions.base import (
    MatchGaps,
    MatchOrder,
    MatchPairs,
    MatchSet,
    MatchText,
    ReachEnding,
    Scoring,
    SelfMarked,
    Unscored,
    WithinRange,
)

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def course(module: Module, strings: Mapping[str, str]) -> dict[str, Any]:
    """Give pages, questions, rules and words of a module as JSON values.

    Ids are the author's; `code` is a short form of each, for the saved state.
    """
    questions = questions_of(module)
    pages = codes([page.id for page in module.pages])
    asked = codes([question.id for question in questions])
    place = {question.id: page.id for page in module.pages for question in walk(page) if isinstance(question, Question)}
    completion = module.metadata.completion
    quizzes = _quizzes(module)
    return {
        "id": module.metadata.id or module.slug,
        "title": module.metadata.title,
        "language": module.metadata.language,
        "edition": module.metadata.version,
        "pages": [
            {"id": page.id, "code": pages[page.id], "title": one_line(plain_text(page.title), 250)}
            | ({"after": list(page.after)} if page.after else {})
            for page in module.pages
        ],
        "objectives": [{"id": objective.id, "text": objective.text} for objective in module.metadata.objectives],
        "completion": {
            "pages": completion.pages,
            "passMark": completion.pass_mark if questions else None,
            "onFail": completion.on_fail,
            "later": completion.later,
        },
        "questions": [_question(question, asked[question.id], place[question.id]) for question in questions],
        **({"quizzes": quizzes} if quizzes else {}),
        **({"sureness": _sureness(strings)} if any(question.confidence for question in questions) else {}),
        "source": module.source,
        "lines": {question.id: question.span.line for question in questions},
        "strings": dict(strings),
    }


def _sureness(strings: Mapping[str, str]) -> str:
    """Say in one line what the numbers 1 to 3 mean, for the records of how sure somebody was."""
    steps = (f"{number}: {strings.get(name, name)}" for number, name in enumerate(("unsure", "fairly_sure", "sure"), 1))
    return f"{strings.get('sure_ask', '')} {', '.join(steps)}".strip()


def _quizzes(module: Module) -> list[dict[str, Any]]:
    found = [
        (page, node)
        for page in module.pages
        for node in walk(page)
        if isinstance(node, Container) and node.kind == "quiz"
    ]
    code = codes([quiz.id for _, quiz in found])
    return [
        {
            "id": quiz.id,
            "code": code[quiz.id],
            "page": page.id,
            "title": one_line(plain_text(quiz.title), 250),
            "questions": [question.id for question in bank_of(quiz)],
            "draws": [{"from": list(draw.questions), "count": draw.count} for draw in rules.draws],
            "shuffle": rules.shuffle,
            "passMark": rules.pass_mark,
            "attempts": rules.attempts,
            "minutes": rules.minutes,
        }
        for page, quiz in found
        for rules in (rules_of(quiz),)
    ]


def _question(question: Question, code: str, page: str) -> dict[str, Any]:
    asked = interaction_of(question)
    typed: dict[str, Any] = {"room": asked.room} if asked.room else {}
    if not question.number and not QUESTIONS[question.kind].numbered:
        typed["numbered"] = False
    if question.confidence:
        typed["confidence"] = True
    return {
        "id": question.id,
        "code": code,
        "kind": question.kind,
        "page": page,
        "points": question.points,
        "attempts": attempts_kept(question.attempts, asked.scoring),
        "objectives": list(question.objectives),
        "shuffle": question.shuffle,
        "required": question.required,
        "hints": len(question.hints),
        "type": asked.type,
        "text": one_line(plain_text(question), 250),
        "scoring": scoring_object(asked.scoring),
        "labels": {key: one_line(label, 250) for key, label in asked.labels},
        **typed,
    }


def attempts_kept(attempts: int | None, scoring: Scoring) -> int | None:
    """Give the attempts as the player counts them: to set out in a story is one, so that the way is kept."""
    return attempts + 1 if attempts and isinstance(scoring, ReachEnding) else attempts


def scoring_object(scoring: Scoring) -> dict[str, Any]:
    """Give a scoring as `score.js` reads it."""
    match scoring:
        case MatchSet(keys=keys, correct=correct, partial=partial, several=free):
            several = free or len(correct) > 1
            return {"rule": "set", "keys": list(keys), "correct": list(correct), "several": several, "partial": partial}
        case MatchOrder(correct=correct, partial=partial):
            return {"rule": "order", "correct": list(correct), "partial": partial}
        case MatchPairs(sources=sources, targets=targets, correct=correct, partial=partial):
            return {
                "rule": "pairs", "sources": list(sources), "targets": list(targets), "correct": list(correct),
                "partial": partial,
            }  # fmt: skip
        case MatchText(accepted=accepted, case_sensitive=case_sensitive, options=options):
            offered = {"options": list(options)} if options else {}
            return {"rule": "text", "accepted": list(accepted), "caseSensitive": case_sensitive, **offered}
        case WithinRange(low=low, high=high, units=units):
            return {"rule": "range", "low": low, "high": high, **({"units": list(units)} if units else {})}
        case MatchGaps(gaps=gaps, partial=partial):
            return {"rule": "gaps", "gaps": [scoring_object(gap) for gap in gaps], "partial": partial}
        case SelfMarked(criteria=criteria):
            return {"rule": "self", "criteria": [{"key": key, "weight": weight} for key, weight in criteria]}
        case ReachEnding(sources=sources, targets=targets, ends=ends, correct=correct):
            return {
                "rule": "way", "sources": list(sources), "targets": list(targets), "correct": list(correct),
                "ends": [{"key": key, "worth": worth} for key, worth in ends],
            }  # fmt: skip
        case Unscored(sources=sources, targets=targets) if sources:
            return {"rule": "none", "sources": list(sources), "targets": list(targets)}
        case Unscored():
            return {"rule": "none"}
    assert_never(scoring)


def codes(ids: Iterable[str]) -> dict[str, str]:
    """Give each id a short code that depends on the id alone, so that it is the same in every edition.

    Three base-36 characters of a hash of the authored id. Where two ids of a module meet in three, both get more:
    only then may a later edition change a code, and only for those two.
    """
    whole = {identifier: _code(identifier) for identifier in ids}
    return {
        identifier: next(
            code[:length]
            for length in range(3, len(code) + 1)
            if sum(other.startswith(code[:length]) for other in whole.values()) == 1
        )
        for identifier, code in whole.items()
    }


def _code(identifier: str) -> str:
    value = int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:8], "big")
    code = ""
    for _ in range(12):
        value, digit = divmod(value, 36)
        code += _ALPHABET[digit]
    return code


def one_line(text: str, limit: int) -> str:
    """Cut a text to `limit` UTF-16 units in one line, at a word if that costs little."""
    line = " ".join(text.split())
    if len(line.encode("utf-16-le")) // 2 <= limit:
        return line
    kept = line.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    head, _, _ = kept.rpartition(" ")
    return (head if len(head) > limit * 0.8 else kept).rstrip() + "…"
