"""What of a module bears on saved progress: read from the course object in its page, whichever edition that is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.blocks.quiz import Draw
from builder.nodes import Completion, Module
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
from builder.render.course import course

TEXT = 1000
"""UTF-16 units of a text kept where a question does not say what its field takes; as in `state.js`."""


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A page as the state knows it."""

    id: str
    code: str
    title: str
    after: tuple[str, ...] = ()
    """Ids of what has to be done before it opens."""


@dataclass(frozen=True, slots=True)
class QuestionOutline:
    """A question as the state and the scoring know it."""

    id: str
    code: str
    kind: str
    page: str
    points: float
    attempts: int | None
    hints: int
    required: bool
    text: str
    """Its words, cut to 250 UTF-16 units."""
    scoring: Scoring
    labels: Mapping[str, str]
    """Plain words of each key; of pairs with `s.` and `t.` before it."""
    room: int
    """Most UTF-16 units of a text typed."""
    numbered: bool = True
    """Whether it counts as a question among others; what is kept for own use does not."""
    confidence: bool = False
    """Whether it asks how sure the learner is."""

    @property
    def typed(self) -> bool:
        """Whether the response is a text and not keys."""
        by_key = isinstance(self.scoring, Unscored) and self.scoring.targets
        return not by_key and not isinstance(self.scoring, MatchSet | MatchOrder | MatchPairs | ReachEnding)

    @property
    def begins(self) -> int:
        """How many of the attempts counted are none: to set out in a story is kept as one."""
        return 1 if isinstance(self.scoring, ReachEnding) else 0

    @property
    def counts(self) -> bool:
        """Whether it adds to the score."""
        return not isinstance(self.scoring, Unscored) and self.points > 0

    def label(self, key: str) -> str:
        """Give the words of a key, or the key where it has none."""
        return self.labels.get(key) or key.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class QuizOutline:
    """A quiz as the state knows it."""

    id: str
    code: str
    page: str
    title: str
    questions: tuple[str, ...]
    """Ids of its bank."""
    pass_mark: int | None
    attempts: int | None
    minutes: int
    draws: tuple[Draw, ...]
    shuffle: bool = False

    @property
    def asked(self) -> int:
        """How many questions a learner is asked."""
        return sum(draw.count for draw in self.draws)


@dataclass(frozen=True, slots=True)
class Outline:
    """A module's pages, questions and rules, as one edition has them."""

    id: str
    title: str
    language: str
    edition: str
    pages: tuple[PageOutline, ...]
    questions: tuple[QuestionOutline, ...]
    objectives: tuple[tuple[str, str], ...]
    """Ids with their words."""
    completion: Completion
    quizzes: tuple[QuizOutline, ...] = ()


def outline_of(module: Module) -> Outline:
    """Give the outline of a module as it stands in its source."""
    return read_outline(course(module, {}))


def read_outline(written: object) -> Outline:
    """Read a course object; raises ValueError for what is none."""
    try:
        return _outline(written)  # type: ignore[arg-type]  # whatever it is, the next lines find out
    except (AttributeError, KeyError, TypeError) as problem:
        raise ValueError(f"this is no course object that Coursewright wrote: {problem!r}") from problem


def _outline(written: Mapping[str, Any]) -> Outline:
    rules = written["completion"]
    return Outline(
        id=str(written["id"]),
        title=str(written["title"]),
        language=str(written["language"]),
        edition=str(written["edition"]),
        pages=tuple(
            PageOutline(str(page["id"]), str(page["code"]), str(page["title"]), tuple(map(str, page.get("after", ()))))
            for page in written["pages"]
        ),
        questions=tuple(_question(question) for question in written["questions"]),
        objectives=tuple((str(objective["id"]), str(objective["text"])) for objective in written["objectives"]),
        completion=Completion(
            pages=rules["pages"],
            pass_mark=rules["passMark"],
            on_fail=rules["onFail"],
            # Builds from before there was a choice keep.
            later=rules.get("later", "keep"),
        ),
        quizzes=tuple(_quiz(quiz) for quiz in written.get("quizzes", ())),
    )


def _quiz(written: Mapping[str, Any]) -> QuizOutline:
    mark, attempts = written["passMark"], written["attempts"]
    draws = tuple(Draw(tuple(map(str, draw["from"])), int(draw["count"])) for draw in written["draws"])
    return QuizOutline(
        id=str(written["id"]),
        code=str(written["code"]),
        page=str(written["page"]),
        title=str(written["title"]),
        questions=tuple(map(str, written["questions"])),
        pass_mark=None if mark is None else int(mark),
        attempts=None if attempts is None else int(attempts),
        minutes=int(written["minutes"]),
        draws=draws,
        shuffle=bool(written["shuffle"]),
    )


def _question(written: Mapping[str, Any]) -> QuestionOutline:
    return QuestionOutline(
        id=str(written["id"]),
        code=str(written["code"]),
        kind=str(written["kind"]),
        page=str(written["page"]),
        points=float(written["points"]),
        attempts=None if written["attempts"] is None else int(written["attempts"]),
        hints=int(written["hints"]),
        required=bool(written["required"]),
        text=str(written["text"]),
        scoring=scoring_of(written["scoring"]),
        labels={str(key): str(words) for key, words in written["labels"].items()},
        room=int(written.get("room") or TEXT),
        numbered=bool(written.get("numbered", True)),
        confidence=bool(written.get("confidence", False)),
    )


def scoring_of(written: Mapping[str, Any]) -> Scoring:
    """Read a scoring as the course object has it; one that is not known is not scored."""
    match written:
        case {"rule": "set", "keys": keys, "correct": correct, "partial": partial}:
            several = len(correct) < 2 and bool(written.get("several"))
            return MatchSet(tuple(keys), tuple(correct), bool(partial), several)
        case {"rule": "order", "correct": correct, "partial": partial}:
            return MatchOrder(tuple(correct), bool(partial))
        case {"rule": "pairs", "sources": sources, "targets": targets, "correct": correct, "partial": partial}:
            return MatchPairs(tuple(sources), tuple(targets), tuple(correct), bool(partial))
        case {"rule": "text", "accepted": accepted, "caseSensitive": case_sensitive}:
            return MatchText(tuple(accepted), bool(case_sensitive), tuple(written.get("options", ())))
        case {"rule": "range", "low": low, "high": high}:
            return WithinRange(float(low), float(high), tuple(map(str, written.get("units", ()))))
        case {"rule": "gaps", "gaps": gaps, "partial": partial}:
            made = tuple(scoring_of(gap) for gap in gaps)
            return MatchGaps(tuple(gap for gap in made if isinstance(gap, MatchText | WithinRange)), bool(partial))
        case {"rule": "self", "criteria": criteria}:
            return SelfMarked(tuple((str(one["key"]), float(one["weight"])) for one in criteria))
        case {"rule": "way", "sources": sources, "targets": targets, "ends": ends, "correct": correct}:
            worth = tuple((str(one["key"]), int(one["worth"])) for one in ends)
            return ReachEnding(tuple(sources), tuple(targets), worth, tuple(correct))
        case {"rule": "none", "sources": sources, "targets": targets}:
            return Unscored(tuple(sources), tuple(targets))
    return Unscored()
