"""The longest saved state: no learner is above it, and one learner reaches it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product
from typing import Any

import pytest

from builder.questions.base import (
    KEYS,
    MatchGaps,
    MatchOrder,
    MatchPairs,
    MatchSet,
    MatchText,
    ReachEnding,
    SelfMarked,
    Unscored,
    WithinRange,
)
from builder.questions.scoring import score
from builder.render.course import course
from builder.state.budget import budget
from builder.state.codec import ATTEMPTS, decode, encode, heading, spell
from builder.state.outline import Outline, QuestionOutline, read_outline
from builder.state.progress import Answer, Sureness
from builder.state.spelling import escape, ratio, units
from builder.state.worst import (
    LONGEST_SHARE,
    WIDEST,
    carried,
    carried_answer,
    record_units,
    responses,
    worst,
    worst_answer,
)
from editions import read
from playing import KINDS, player, random_course, random_progress, random_question, random_response

EVERY_KIND = """## One {#one}

::: choice {#one-right}
Which?

- [x] bell
- [ ] brake
- [ ] lamp
:::

::: choice {#some-right partial attempts=12}
Which?

- [x] bell
- [x] brake
- [x] lamp
- [ ] pump
- [ ] rack
:::

::: choice {#all-or-nothing attempts=1}
Which?

- [x] bell
- [x] brake
- [ ] pump

::: hint
Think.
:::
:::

::: true-false {#sure answer=true attempts=40}
It is so.
:::

## Two {#two}

::: text {#word}
Where?

- Tallinn
:::

::: numeric {#number answer=15}
How many?
:::

::: match {#pairs partial}
Which?

| city | country |
|---|---|
| Tallinn | Estonia |
| Riga | Latvia |
| Vilnius | Lithuania |
| | Poland |
:::

::: order {#steps partial attempts=1}
In which order?

1. plan
2. invite
3. meet
4. follow up
5. report
6. rest
7. again
:::

::: scenario A week {#week points=2 attempts=3}
A week is left.

::: scene {#monday}
Whom do you ask?

- [All](#wide)
- [Some](#good)
:::

::: scene {#wide}
Too many.

- [Draw lots](#lots)
- [Choose](#good)
:::

::: scene {#good ending=good}
It fits.
:::

::: scene {#lots worth=37}
It nearly fits.
:::
:::

::: choice {#how-sure confidence}
Which?

- [x] bell
- [ ] brake
:::

::: order {#two-steps attempts=unlimited}
In which order?

1. plan
2. invite
:::
"""


def reaching(outline: Outline) -> list[list[Any]]:
    """Give what a learner does to reach the longest state: every method is one that the page calls."""
    acts: list[list[Any]] = []
    for question in outline.questions:
        wanted = worst(outline).questions[question.id]
        acts += [["hint", question.id]] * question.hints
        for response in attempts(question, wanted):
            acts += [["rate", question.id, 3], ["answer", question.id, response, 1]]
        acts.append(["showSolution", question.id])
    return acts + [["visit", page.id] for page in sorted(outline.pages, key=lambda page: len(page.code))]


def attempts(question: QuestionOutline, wanted: Answer) -> list[list[str]]:
    """Give the responses: the best one before the last, a wrong one where the last is right and ends the question."""
    before = [response for response, share in responses(question) if share == wanted.fraction < 1]
    wrong = [response for response, share in responses(question) if share < 1]
    allowed = question.attempts or ATTEMPTS
    return [list((before or wrong)[0])] * (allowed - 1) + [list(wanted.response)]


def test_a_learner_reaches_the_longest_state() -> None:
    module = read(EVERY_KIND)
    written = course(module, {})
    outline = read_outline(written)
    found = {"score": 100}
    job = {"op": "learn", "course": written, "found": found, "random": 0.9999999, "acts": reaching(outline)}
    (turn,) = player([job])
    own = budget(module).own
    assert len(turn["saved"]["state"]) == own == turn["longest"], turn["saved"]["state"]
    assert len(encode(worst(outline), outline)) == own


def test_a_learner_from_an_earlier_edition_reaches_what_was_added_for_them() -> None:
    module = read(EVERY_KIND)
    outline = read_outline(course(module, {}))
    state = encode(carried(outline), outline)
    assert len(state) == budget(module).units
    assert encode(decode(state, outline), outline) == state, "all of it is read, and written again"
    assert all(question.carried >= 0 for question in budget(module).questions)


def test_no_learner_is_above_the_longest_state() -> None:
    chance = random.Random(5)
    closest = 0.0
    for _ in range(300):
        written = random_course(chance)
        outline = read_outline(written)
        bound = len(encode(worst(outline), outline))
        for _ in range(5):
            length = len(encode(random_progress(chance, written), outline))
            assert length <= bound
            closest = max(closest, length / bound)
    assert closest > 0.8, "the bound is near what learners do"


def test_no_learner_of_two_editions_is_above_it() -> None:
    """Of the same ids another edition has made other questions, and the learner goes on there."""
    chance = random.Random(6)
    for _ in range(300):
        before, after = random_course(chance), random_course(chance)
        for one, other in zip(before["questions"], after["questions"], strict=False):
            other["id"], other["code"] = one["id"], one["code"]
            if chance.random() < 0.7:
                other["labels"] = one["labels"]
        for one, other in zip(before["pages"], after["pages"], strict=False):
            other["id"], other["code"] = one["id"], one["code"]
        old, new = read_outline(before), read_outline(after)
        found = decode(encode(random_progress(chance, before), old), new)
        found = replace(found, edition=new.edition)
        assert len(heading(found, new)) <= len(heading(carried(new), new))
        assert len(encode(found, new)) <= len(encode(carried(new), new))
        for question in new.questions:
            if question.id in found.questions:
                most = record_units(question, carried_answer(question))
                assert record_units(question, found.questions[question.id]) <= most
                assert record_units(question, worst_answer(question)) <= most


def all_responses(question: QuestionOutline) -> list[tuple[str, ...]]:
    match question.scoring:
        case MatchSet(keys=keys, correct=correct):
            most = len(keys) if len(correct) > 1 else 1
            return [chosen for size in range(1, most + 1) for chosen in combinations(keys, size)]
        case MatchOrder(correct=keys):
            return list(permutations(keys))
        case MatchPairs(sources=sources, targets=targets) | ReachEnding(sources=sources, targets=targets):
            return [given for given in product(("", *targets), repeat=len(sources)) if any(given)]
        case MatchGaps(gaps=gaps):
            return [given for given in product(*(("", *fillings(question, gap)) for gap in gaps)) if any(given)]
        case SelfMarked(criteria=criteria):
            keys = [key for key, _ in criteria]
            ticked = [chosen for size in range(len(keys) + 1) for chosen in combinations(keys, size)]
            return [(text, *chosen) for text in ("x", *full(question)) for chosen in ticked]
        case Unscored(sources=sources, targets=targets) if sources:
            offered = targets or ("x", full(question)[0])
            return [given for given in product(("", *offered), repeat=len(sources)) if any(given)]
        case Unscored():
            return [("x",), ("15",), *((text,) for text in full(question))]
    return [("x",), ("15",), ("Tallinn",), (WIDEST * question.room,)]


def full(question: QuestionOutline) -> tuple[str, ...]:
    """Give own words of every width that leave no room: of stops and letters, letters of the East, halves of pairs."""
    stops = "." * (question.room // 2) + "ab" * (question.room % 2)
    return (stops, WIDEST * question.room, "\ud83d" * question.room, "ä" * question.room)


def fillings(question: QuestionOutline, gap: MatchText | WithinRange) -> tuple[str, ...]:
    """Give what may stand in a gap: what is offered, or right and wrong texts of every length."""
    if isinstance(gap, MatchText) and gap.options:
        return gap.options
    right = "15" if isinstance(gap, WithinRange) else gap.accepted[0]
    return (right, right + "\u3000" * (question.room - len(right)), WIDEST * question.room)


def every_end(question: QuestionOutline) -> Iterator[Answer]:
    """Give all that can be left of a question, by trying all responses in all orders."""
    responses_of = all_responses(question)
    sure = Sureness(1, True, 2) if question.confidence else None
    ahead = [Answer(0, (), 0.0, 0.0, question.hints, True)]
    while ahead:
        here = ahead.pop()
        yield here
        if here.fraction == 1 or here.attempts >= (question.attempts or 0):
            continue
        tried = {(score(question.scoring, given), len(spell(question, given))): given for given in responses_of}
        for (share, _), given in tried.items():
            best = max(here.fraction, share)
            ahead.append(Answer(here.attempts + 1, given, best, share, here.hints, True, sure))


@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_of_all_that_can_be_left_of_a_question_none_is_longer_and_one_is_as_long(attempts: int) -> None:
    chance = random.Random(attempts)
    kinds = set()
    for _ in range(540 // attempts):
        written = random_question(chance, "q", "abc", ["p"])
        sizes = [len(value) for value in written["scoring"].values() if isinstance(value, list)]
        largest = {"set": 6, "gaps": 2, "self": 2, "none": 5, "way": 7}.get(written["scoring"]["rule"], 4)
        if max(sizes, default=0) > largest or written.get("room") == 7:  # no field of a built module is as short
            continue
        written["attempts"] = attempts
        (question,) = read_outline(random_course(chance) | {"questions": [written]}).questions
        most = record_units(question, worst_answer(question))
        assert max(record_units(question, answer) for answer in every_end(question)) == most, written
        kinds.add(question.kind)
    assert kinds == set(KINDS)


def test_no_share_of_any_question_is_longer_to_write() -> None:
    parts_of = (*range(1, len(KEYS) + 1), 100)  # keys, or per cent of an ending
    longest = max(len(ratio(right / parts)) for parts in parts_of for right in range(parts + 1))
    assert len(ratio(LONGEST_SHARE)) == longest
    assert max(map(len, (escape(units(chr(unit))) for unit in range(65536)))) == len(escape(units(WIDEST)))


def test_the_player_never_writes_more_than_a_connection_takes() -> None:
    chance = random.Random(7)
    jobs = []
    for _ in range(60):
        written = random_course(chance, questions=20)
        acts = [
            ["answer", question["id"], random_response(chance, question), 1]
            for question in written["questions"]
            for _ in range(3)
        ]
        acts += [["visit", page["id"]] for page in written["pages"]]
        chance.shuffle(acts)
        jobs.append({"op": "learn", "course": written, "acts": acts, "limit": chance.choice([120, 300, 1000])})
    for job, turn in zip(jobs, player(jobs), strict=True):
        assert turn["longest"] <= job["limit"]
        assert turn["longest"] <= len(encode(worst(read_outline(job["course"])), read_outline(job["course"])))


@pytest.mark.parametrize("accepted", ["a b", "힣" * 20, "\u4e3d" * 30, "ﬀ", "x" * 199, "é" * 120])
def test_no_right_text_is_longer_than_the_bound(accepted: str) -> None:
    outline = read_outline(course(read(f"## Start\n\n::: text {{#q}}\nWhat?\n\n- {accepted}\n:::\n"), {}))
    (question,) = outline.questions
    bound = len(encode(worst(outline), outline))
    wide = accepted.replace("\u4e3d", "\U0002f800").replace(" ", "\u3000" * (question.room - 2))
    progress = worst(outline)
    for text in (accepted, wide):
        kept = text.encode("utf-16-le")[: 2 * question.room].decode("utf-16-le")
        answered = {"q": Answer(3, (kept,), 1.0, 1.0, 0, True, True)}
        assert len(encode(replace(progress, questions=answered), outline)) <= bound
