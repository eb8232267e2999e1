"""Random modules and learners, and the player's core in Node to hold against the Python that mirrors it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from builder.questions.scoring import score
from builder.render.course import codes
from builder.state.codec import is_done, sureness
from builder.state.outline import Outline, QuestionOutline, read_outline
from builder.state.progress import Answer, Progress, QuizProgress, Sureness

DRIVER = Path(__file__).parent / "state" / "drive.js"
WORDS = ["bell", "brake", "lamp", "Tallinn", "Põltsamaa – 5 €", "Ярмарка", "🙂 :)", "", "same", "a, b; c.d:e_f*g!h-i"]
TEXTS = [*WORDS[:-3], "x", "15", "0,5", "!", "-", "!!-*_", "\x00\u2028\n", "힣" * 20, "half \ud83d", "🙂" * 40, "a  c"]
KINDS = [
    "choice", "several", "true-false", "text", "numeric", "match", "order", "essay", "blanks", "scale", "ticks",
    "marked", "fields", "way",
]  # fmt: skip


def player(jobs: Sequence[dict[str, Any]]) -> list[Any]:
    """Run jobs in one Node process; `state/drive.js` tells which there are."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is not on the path: these tests need Node 20 or newer", pytrace=False)
    run = subprocess.run([node, DRIVER], input=json.dumps(jobs), capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    results: list[Any] = json.loads(run.stdout)
    assert len(results) == len(jobs)
    return results


def progress_object(progress: Progress, outline: Outline) -> dict[str, Any]:
    """Give progress as the player holds it."""
    return {
        "edition": progress.edition,
        "seed": progress.seed,
        "place": progress.place,
        "visited": {page.id: True for page in outline.pages if page.id in progress.visited},
        "questions": {
            id: {
                "attempts": answer.attempts, "response": list(answer.response), "fraction": answer.fraction,
                "last": answer.last, "hints": answer.hints, "solved": answer.solved, "done": answer.done,
                **({"sure": int(sureness(answer.sure), 36)} if answer.sure else {}),
            }
            for id, answer in progress.questions.items()
        },
        "completion": progress.completion,
        "success": progress.success,
        "score": progress.score,
        **({"quizzes": {id: asdict(one) for id, one in progress.quizzes.items()}} if progress.quizzes else {}),
    }  # fmt: skip


def random_course(chance: random.Random, pages: int = 9, questions: int = 12) -> dict[str, Any]:
    """Make a course object with any kinds of questions, also such as no author could write."""
    names = [f"page-{chance.randrange(10**6)}" for _ in range(chance.randint(1, pages))]
    asked = [f"q{chance.randrange(10**6)}" for _ in range(chance.randrange(questions))]
    page_codes, question_codes = codes(dict.fromkeys(names)), codes(dict.fromkeys(asked))
    made = [random_question(chance, id, code, names) for id, code in question_codes.items()]
    quizzes = random_quizzes(chance, made)
    return {
        "id": "bike-check",
        "title": "Bike check",
        "language": "en",
        "edition": chance.choice(["1.0.0", "2", "2. Auflage – März", "🙂;,.:"]),
        "objectives": [],
        "pages": [{"id": id, "code": code, "title": id} for id, code in page_codes.items()],
        "completion": {
            "pages": chance.choice(["all", "none"]), "passMark": chance.choice([None, 60]), "onFail": "failed",
        },
        "questions": made,
        "strings": {},
        **({"quizzes": quizzes} if quizzes else {}),
    }  # fmt: skip


def random_quizzes(chance: random.Random, made: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put some of a module's questions into quizzes."""
    quizzes = []
    for number in range(chance.choice([0, 0, 1, 2])):
        bank = [question["id"] for question in made[number::2]]
        if bank:
            id = f"quiz-{chance.randrange(10**6)}"
            draws = [{"from": bank, "count": chance.randint(1, len(bank))}]
            quizzes.append({
                "id": id, "code": f"z{number}q", "page": made[0]["page"], "title": id, "questions": bank,
                "draws": draws,
                "shuffle": chance.random() < 0.5, "passMark": chance.choice([None, 60]),
                "attempts": chance.choice([None, 1, 3]), "minutes": chance.choice([0, 0, 10]),
            })  # fmt: skip
    return quizzes


def random_question(chance: random.Random, id: str, code: str, pages: Sequence[str]) -> dict[str, Any]:
    """Make a question of any kind."""
    kind = chance.choice(KINDS)
    keys = list("abcdefghijklmnopqrstuvwxyz0123456789"[: chance.choice([2, 3, 4, 6, 10, 36])])
    partial = chance.random() < 0.6
    labels = {key: chance.choice([*WORDS, f"option {key}"]) for key in keys if chance.random() < 0.9}
    scoring: dict[str, Any] = {"rule": "none"}
    room = {}
    if kind in ("choice", "several"):
        right = chance.sample(keys, 1 if kind == "choice" else chance.randint(2, len(keys)))
        scoring = {"rule": "set", "keys": keys, "correct": sorted(right), "partial": partial}
        scoring["several"] = kind == "several"
    elif kind == "true-false":
        labels = {}
        scoring = {"rule": "set", "keys": ["true", "false"], "correct": ["true"], "several": False, "partial": False}
    elif kind == "order":
        scoring = {"rule": "order", "correct": keys, "partial": partial}
    elif kind == "match":
        targets = list("abcdefghij"[: chance.randint(2, 10)])
        correct = [chance.choice(targets) for _ in keys]
        scoring = {"rule": "pairs", "sources": keys, "targets": targets, "correct": correct, "partial": partial}
        labels = {f"s.{key}": words for key, words in labels.items()}
        labels |= {f"t.{key}": chance.choice([*WORDS, f"target {key}"]) for key in targets}
    elif kind == "way":
        ends = [{"key": f"end{worth}", "worth": worth} for worth in chance.sample([0, 1, 33, 50, 67, 99], 2)]
        ends.append({"key": "good", "worth": 100})
        targets = [*keys, *(f"{key}~2" for key in keys[:2]), *(end["key"] for end in ends)]
        correct = ["good", *("" for _ in keys[1:])]
        scoring = {"rule": "way", "sources": keys, "targets": targets, "ends": ends, "correct": correct}
        labels = {}
    elif kind in ("scale", "ticks"):
        targets = ["x"] if kind == "ticks" else list("abcde")
        scoring = {"rule": "none", "sources": keys, "targets": targets}
        labels = {f"s.{key}": words for key, words in labels.items()} | {f"t.{key}": key for key in targets}
    elif kind == "blanks":
        gaps = [
            {"rule": "text", "accepted": ["bell"], "caseSensitive": False},
            {"rule": "text", "accepted": ["Tallinn"], "caseSensitive": False, "options": ["Tallinn", "Ярмарка", "x"]},
            {"rule": "range", "low": 14, "high": 16},
        ]
        scoring = {"rule": "gaps", "gaps": chance.choices(gaps, k=chance.randint(1, 10)), "partial": partial}
        room = {"room": 60}
    elif kind == "fields":
        scoring = {"rule": "none", "sources": keys, "targets": []}
        labels = {f"s.{key}": words for key, words in labels.items()}
        room = {"room": chance.choice([60, 250])}
    elif kind == "marked":
        scoring = {"rule": "self", "criteria": [{"key": key, "weight": chance.choice([1, 2])} for key in keys[:6]]}
        room = {"room": chance.choice([60, 250])}
    elif kind == "text":
        scoring = {"rule": "text", "accepted": ["Tallinn", "x"], "caseSensitive": False}
        room = {"room": chance.choice([7, 60, 250])}
    elif kind == "numeric":
        scoring = {"rule": "range", "low": 14, "high": 16}
        room = {"room": 30}
    return {
        "id": id, "code": code, "kind": kind, "page": chance.choice(list(pages)), "points": chance.choice([1, 2.5]),
        "attempts": chance.choice([None, 1, 2, 3, 40, 99]), "objectives": [], "shuffle": False, "required": False,
        "hints": chance.choice([0, 1, 3, 40]), "type": "choice", "text": f"What of {id}?", "scoring": scoring,
        "labels": labels, **room, **({"confidence": True} if chance.random() < 0.4 else {}),
    }  # fmt: skip


def random_response(chance: random.Random, written: dict[str, Any]) -> list[str]:
    """Answer a question as the player's page could: radio buttons give one key, a sequence all."""
    scoring = written["scoring"]
    if scoring["rule"] == "set":
        most = len(scoring["keys"]) if scoring["several"] else 1
        right = chance.random() < 0.2
        return list(scoring["correct"]) if right else chance.sample(scoring["keys"], chance.randint(1, most))
    if scoring["rule"] == "order":
        return chance.sample(scoring["correct"], len(scoring["correct"]))
    if scoring["rule"] == "pairs":
        if chance.random() < 0.2:
            return list(scoring["correct"])
        return [chance.choice(["", *scoring["targets"]]) for _ in scoring["sources"]]
    if "sources" in scoring and not scoring["targets"]:
        return [fitting(chance.choice(["", *TEXTS]), written["room"]) for _ in scoring["sources"]]
    if "sources" in scoring:
        return [chance.choice(["", *scoring["targets"]]) for _ in scoring["sources"]]
    if scoring["rule"] == "gaps":
        return [random_gap(chance, gap, written["room"]) for gap in scoring["gaps"]]
    ticked = [one["key"] for one in scoring.get("criteria", ()) if chance.random() < 0.5]
    return [fitting(chance.choice(TEXTS), written.get("room", 1000)), *ticked]


def random_gap(chance: random.Random, gap: dict[str, Any], room: int) -> str:
    """Fill a gap, or leave it open."""
    right = gap.get("accepted", ["15"])
    return fitting(chance.choice(["", *right, *gap.get("options", TEXTS)]), room)


def fitting(text: str, room: int) -> str:
    """Cut a text to the UTF-16 units that a field takes."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "replace")


def random_progress(chance: random.Random, course: dict[str, Any]) -> Progress:
    """Make what some learner did: each question attempted as often as it may be."""
    outline = read_outline(course)
    asked = {question.id: question for question in outline.questions}
    questions = {
        written["id"]: random_answer(chance, written, asked[written["id"]])
        for written in course["questions"]
        if chance.random() < 0.8
    }
    return Progress(
        edition=outline.edition,
        seed=chance.randrange(1, 36**4),
        place=chance.choice(outline.pages).id,
        visited=frozenset(page.id for page in outline.pages if chance.random() < 0.7),
        questions=questions,
        quizzes={
            quiz.id: QuizProgress(
                chance.randint(1, 4),
                chance.choice([0.0, 2.5, 7.25]),
                chance.randrange(5000),
                quiz.minutes * chance.choice([0, 1, 10]),
            )
            for quiz in outline.quizzes
            if chance.random() < 0.6
        },
        completion=chance.choice(["incomplete", "completed"]),
        success=chance.choice(["unknown", "failed", "passed"]),
        score=chance.choice([None, 0.0, 33.33, 66.67, 100.0, chance.randrange(10001) / 100])
        if any(question.counts for question in outline.questions)
        else None,
    )


def random_answer(chance: random.Random, written: dict[str, Any], question: QuestionOutline) -> Answer:
    """Attempt a question some times, with the marks the player would give."""
    answer = Answer(hints=chance.randint(0, question.hints), solved=chance.random() < 0.3)
    for _ in range(min(chance.choice([0, 1, 1, 2, 3, 40]), question.attempts or 40)):
        response = random_response(chance, written)
        last = score(question.scoring, response)
        if not any(part.strip() for part in response):
            continue
        best = max(answer.fraction, last)
        answer = Answer(answer.attempts + 1, tuple(response), best, last, answer.hints, answer.solved)
        if best == 1:
            break
    steps = range(1, 4)
    if question.confidence and answer.attempts and chance.random() < 0.7:
        first = chance.choice([0, *steps])
        sure = Sureness(first, first > 0 and chance.random() < 0.5, chance.choice([0, *steps] if first else steps))
        answer = replace(answer, sure=sure)
    extra = question.attempts is None and answer.attempts and chance.random() < 0.1
    attempts = answer.attempts + (chance.choice([1200, 5000]) if extra else 0)
    answer = replace(answer, attempts=attempts)
    return replace(answer, done=is_done(question, answer))


def broken(chance: random.Random, text: str) -> str:
    """Do to a text what an LMS or a curious learner might."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        unit = chr(chance.choice([chance.randrange(32, 127), chance.randrange(65536), 0x1F642, 0x2028, 10]))
        other = text[:at] + unit + text[at + 1 :]
        text = chance.choice([text[:at], text[at:], other, text + text[at:], unit + text, text.replace("1", unit)])
    return text
