"""What an LMS keeps of a learner, in the words of an administrator who found the string.

With the module, or the package that is in use, everything has its name; without, what the text itself tells.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from builder.nodes import Completion
from builder.questions.base import MatchGaps, MatchOrder, MatchPairs, ReachEnding, SelfMarked, Unscored
from builder.state.codec import ATTEMPTS, SEED, VERSION, decode, ended
from builder.state.outline import Outline, QuestionOutline
from builder.state.progress import Answer, Progress
from builder.state.spelling import fraction, joined, unescape, units, whole

_NOT_SHOWN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a learner may have typed and a terminal would obey."""


SURENESS = ("", "unsure", "fairly sure", "sure")
"""How sure a learner was, by its number."""


@dataclass(frozen=True, slots=True)
class Description:
    """A saved state, told."""

    lines: tuple[str, ...]
    """For a reader."""
    values: dict[str, Any]
    """The same as JSON values."""


def describe(text: str, outline: Outline | None = None) -> Description:
    """Tell what a saved state holds; raises ValueError for a text that Coursewright did not write."""
    state = text.strip().strip("\"'")
    parts = units(state).split(";")
    if not state:
        raise ValueError("the text is empty: the learner has not begun, or the LMS has lost it")
    if not re.fullmatch("[0-9a-z]{1,2}", parts[0]) or len(parts) < 2:
        raise ValueError("this is no saved state of Coursewright: it would begin with `1;`")
    if parts[0] != VERSION:
        raise ValueError(f"this state is of version {parts[0]}; this Coursewright reads version {VERSION}")
    if len(parts) < 6:
        raise ValueError("this state is cut off before its status ends; nothing can be told from it")
    whole_text = len(parts) in (7, 8) and all(not part or part.endswith(",") for part in parts[6:])
    values: dict[str, Any] = {"version": int(parts[0], 36), "units": len(units(state)), "cutOff": not whole_text}
    told = _known(state, parts, outline) if outline else _bare(parts)
    values |= told.values
    lines = [*told.lines, f"Length: {values['units']:,} UTF-16 units (SCORM 1.2 takes 4,096)"]
    if not whole_text:
        lines.append("The text is cut off at its end: what stood there is lost")
    return Description(tuple(_NOT_SHOWN.sub("\ufffd", line) for line in lines), values)


def _known(state: str, parts: list[str], outline: Outline) -> Description:
    progress = decode(state, outline)
    order = {page.id: at for at, page in enumerate(outline.pages, 1)}
    unseen = [page for page in outline.pages if page.id not in progress.visited]
    place = next((page for page in outline.pages if page.id == progress.place), None)
    codes = {page.code for page in outline.pages}
    asked = [question.code for question in outline.questions]
    strangers = [code for code in ended(parts[5]) if code not in codes]
    unknown = [code for record in ended((*parts, "")[6]) if (code := record.partition(":")[0]) not in asked and code]
    lines = [f"Module: {outline.title} ({outline.id}), edition {outline.edition}"]
    if progress.edition != outline.edition:
        lines.append(f"Saved by edition {progress.edition}, another than this")
    if place:
        lines.append(f"Left at: page {order[place.id]} of {len(order)}, “{place.title}” ({place.id})")
    else:
        gone = f"a page that this edition does not have ({parts[3]})"
        lines.append(f"Left at: {gone if parts[3] else 'nowhere'}")
    lines.append(f"Pages seen: {len(progress.visited)} of {len(order)}{_among([page.title for page in unseen])}")
    lines.append(_status(progress))
    values: dict[str, Any] = _shared(progress) | {
        "module": outline.id,
        "moduleEdition": outline.edition,
        "place": progress.place,
        "pagesSeen": [page.id for page in outline.pages if page.id in progress.visited],
        "pagesNotSeen": [page.id for page in unseen],
        "questions": [],
        "quizzes": [],
        "notInThisEdition": {"pages": strangers, "questions": unknown},
    }
    number = 0
    for question in outline.questions:
        answer = progress.questions.get(question.id)
        number += question.numbered
        lines += _question_lines(number, question, answer)
        values["questions"].append(_question_values(question, answer))
    for quiz in outline.quizzes:
        if begun := progress.quizzes.get(quiz.id):
            limit = f" of {begun.minutes} minutes" if begun.minutes else ""
            lines.append(f"Quiz {quiz.title or quiz.id}: attempt {begun.attempt}, {begun.seconds} seconds{limit}; "
                         f"best of the earlier ones: {begun.best:g} points")  # fmt: skip
            values["quizzes"].append({"id": quiz.id, **asdict(begun)})
    for what, codes_of in (("pages", strangers), ("questions", unknown)):
        if codes_of:
            lines.append(f"Of {what} that this edition does not have: {', '.join(codes_of)}")
    return Description(tuple(lines), values)


def _among(titles: list[str]) -> str:
    """Name the pages that are missing, unless they are many."""
    if not titles:
        return ""
    named = ", ".join(f"“{title}”" for title in titles[:5])
    return f"; not seen: {named}" + (f" and {len(titles) - 5} more" if len(titles) > 5 else "")


def _status(progress: Progress) -> str:
    score = "no score yet" if progress.score is None else f"score {progress.score:g} %"
    return f"Status: {progress.completion}, {progress.success}; {score}"


def _shared(progress: Progress) -> dict[str, Any]:
    return {
        "edition": progress.edition,
        "seed": progress.seed,
        "completion": progress.completion,
        "success": progress.success,
        "score": progress.score,
    }


def _question_lines(number: int, question: QuestionOutline, answer: Answer | None) -> list[str]:
    name = f"Question {number}" if question.numbered else question.kind.capitalize()
    head = f"{name}, {question.id}: {question.text}"
    if answer is None:
        return [head, "  not touched"]
    begins = question.begins
    limit = "" if question.attempts is None else f" of {question.attempts - begins}"
    tried = max(0, answer.attempts - begins)
    facts = [f"attempts: {tried}{'+' if answer.attempts >= ATTEMPTS else ''}{limit}"]
    if tried:
        facts.append(f"last: {_result(question, answer.last)}")
        facts.append(f"best: {_points(question, answer.fraction)}")
    if question.hints:
        facts.append(f"hints shown: {answer.hints} of {question.hints}")
    if answer.sure and answer.sure.last:
        facts.append(f"the learner was {SURENESS[answer.sure.last]}")
    if answer.solved:
        facts.append("solution shown")
    if not answer.done:
        facts.append("may be tried again")
    lines = [head, f"  {'; '.join(facts)}"] if question.numbered else [head]
    if answer.attempts:
        lines.append(f"  answer: {_words(question, answer.response) or 'not kept'}")
    return lines


def _result(question: QuestionOutline, share: float) -> str:
    if not question.counts:
        return "not judged"
    return "right" if share == 1 else "partly right" if share else "wrong"


def _points(question: QuestionOutline, share: float) -> str:
    return f"{round(share * question.points, 2):g} of {question.points:g} point{'' if question.points == 1 else 's'}"


def _question_values(question: QuestionOutline, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"id": question.id, "attempts": 0}
    return {
        "id": question.id,
        "attempts": max(0, answer.attempts - question.begins),
        "response": list(answer.response),
        "answer": _words(question, answer.response),
        "result": _result(question, answer.last) if answer.attempts else "",
        "last": answer.last,
        "best": answer.fraction,
        "points": round(answer.fraction * question.points, 4),
        "hints": answer.hints,
        "solutionShown": answer.solved,
        "done": answer.done,
        **({"sure": asdict(answer.sure)} if answer.sure else {}),
    }


def _words(question: QuestionOutline, response: tuple[str, ...]) -> str:
    """Tell a response by the words of its options; empty where there is none."""
    match question.scoring:
        case Unscored(sources=sources, targets=()) if sources:
            typed = zip(sources, response, strict=False)
            return "; ".join(f"{question.label(f's.{field}')}: “{text}”" for field, text in typed if text)
        case MatchPairs(sources=sources) | ReachEnding(sources=sources) | Unscored(sources=sources) if sources:
            pairs = zip(sources, response, strict=False)
            made = [f"{question.label(f's.{one}')} → {question.label(f't.{other}')}" for one, other in pairs if other]
            return "; ".join(made)
        case MatchOrder():
            return ", ".join(f"{place}. {question.label(key)}" for place, key in enumerate(response, 1))
        case MatchGaps():
            return "; ".join(f"({place}) “{text}”" for place, text in enumerate(response, 1))
        case SelfMarked():
            met = "; ".join(question.label(key) for key in response[1:])
            return "".join(f"“{text}”" for text in response[:1]) + (f" – met: {met}" if met else "")
    if question.typed:
        return "".join(f"“{text}”" for text in response)
    return "; ".join(question.label(key) for key in response)


def _bare(parts: list[str]) -> Description:
    """Tell what the text says by itself: codes stand for pages and questions, and options have no words."""
    alone = Outline("", "", "", "", (), (), (), Completion())
    progress = decode(";".join([*parts[:5], "", ""]), alone)
    pages, records = ended(parts[5]), ended((*parts, "")[6])
    values = _shared(progress) | {"place": parts[3], "pagesSeen": pages, "questions": []}
    lines = [
        f"Saved by edition {progress.edition}",
        f"Left at: the page with the code {parts[3] or '(none)'}",
        f"Pages seen: {len(pages)}",
        _status(progress),
        f"Questions touched: {len(records)}",
    ]
    for record in records:
        code, _, marks = record.partition(":")
        attempts, hints, solved, best, last, *response = [*marks.split("."), "", "", "", "", ""]
        text = response[0] if response else ""
        answer = f"“{joined(unescape(text[1:]))}”" if text.startswith("!") else text
        row = {
            "code": code, "attempts": whole(attempts, SEED), "hints": whole(hints, SEED),
            "solutionShown": solved == "1", "best": fraction(best), "last": fraction(last), "response": answer,
        }  # fmt: skip
        values["questions"].append(row)
        said = f"attempts: {row['attempts']}; last: {row['last']:.0%}; best: {row['best']:.0%}; hints: {row['hints']}"
        said += "; solution shown" if row["solutionShown"] else ""
        lines.append(f"  {code}: {said}; answer: {answer or 'none'}")
    lines.append("Name the module (--module) or the package (--package) to have names instead of codes")
    return Description(tuple(lines), values)
