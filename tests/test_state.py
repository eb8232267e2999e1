"""The saved state in Python and in the player: the same text for the same progress, the same progress for any text."""

from __future__ import annotations

import random
from typing import Any

import pytest

from builder.state.codec import ATTEMPTS, decode, encode
from builder.state.outline import Outline, read_outline
from builder.state.progress import Answer, Progress
from playing import broken, player, progress_object, random_course, random_progress

ROUNDS = 400
ODD = [
    "", "null", "undefined", "1", "1;;;;;;", "1;;;;;", "2;1.0;x;y;cp;;", '{"visited":[1]}', ";;;;;;;;;", "constructor",
    "1;;;;__;__proto__,;a:", "1;*1ekf!;zzzzzzzzz;abc;\n\ncp5;;", "1;*zzzz!;zzzz;;cp7ps;;", "1;a;1;;cpzzzzzzzzz;;",
    "1;a;1;;cp-;;", "1;\ud83d;1;;\U0001f642cp;;", "1;a;1;;ip\U0001f6421;;",
]  # fmt: skip


@pytest.fixture(scope="module")
def learners() -> list[tuple[dict[str, Any], Outline, Progress]]:
    """Give modules with what some learner did in each."""
    chance = random.Random(1)
    made = []
    for _ in range(ROUNDS):
        course = random_course(chance)
        made.append((course, read_outline(course), random_progress(chance, course)))
    return made


def test_both_write_the_same(learners: list[tuple[dict[str, Any], Outline, Progress]]) -> None:
    chance = random.Random(2)
    limits = [chance.choice([None, 30, 60, 100, 200, 400, 4096]) for _ in learners]
    written = [encode(progress, outline, limit) for (_, outline, progress), limit in zip(learners, limits, strict=True)]
    jobs = [
        {"op": "encode", "progress": progress_object(progress, outline), "course": course, "limit": limit}
        for (course, outline, progress), limit in zip(learners, limits, strict=True)
    ]
    assert player(jobs) == written
    assert all(text.isascii() and text.isprintable() and " " not in text for text in written)
    assert sum(map(len, written)) > 20_000, "the learners did something"


def test_both_read_the_same(learners: list[tuple[dict[str, Any], Outline, Progress]]) -> None:
    chance = random.Random(3)
    cases = [(course, outline, encode(progress, outline)) for course, outline, progress in learners]
    cases += [(course, outline, broken(chance, text)) for course, outline, text in cases for _ in range(3)]
    cases += [(course, outline, odd) for course, outline, _ in learners[:5] for odd in ODD]
    # The state of another module, or of another edition of which little is left.
    cases += [(course, outline, cases[-1 - at][2]) for at, (course, outline, _) in enumerate(learners)]
    found = player([{"op": "decode", "text": text, "course": course} for course, _, text in cases])
    again = player([{"op": "again", "text": text, "course": course, "limit": 300} for course, _, text in cases])
    for (_, outline, text), theirs, rewritten in zip(cases, found, again, strict=True):
        ours = decode(text, outline)
        assert progress_object(ours, outline) == theirs, ascii(text)
        assert encode(ours, outline, 300) == rewritten, ascii(text)


def test_what_is_written_comes_back(learners: list[tuple[dict[str, Any], Outline, Progress]]) -> None:
    for _, outline, progress in learners:
        found = decode(encode(progress, outline), outline)
        assert (found.place, found.visited, found.score) == (progress.place, progress.visited, progress.score)
        assert (found.edition, found.completion) == (outline.edition, progress.completion)
        assert found.success == progress.success
        assert found.questions.keys() == progress.questions.keys()
        for question in outline.questions:
            if question.id not in progress.questions:
                continue
            now, then = found.questions[question.id], progress.questions[question.id]
            assert (now.fraction, now.last) == (then.fraction, then.last)
            assert (now.hints, now.solved) == (then.hints, then.solved)
            assert now.attempts == min(then.attempts, ATTEMPTS)
            if question.kind in ("choice", "several", "true-false"):
                assert set(now.response) == set(then.response)
            elif question.kind in ("match", "order"):
                assert now.response == then.response


def twins(*words: str) -> dict[str, Any]:
    """Make a choice with these options, in this order."""
    keys = list("abcdefgh"[: len(words)])
    scoring = {"rule": "set", "keys": keys, "correct": keys[:1], "several": False, "partial": False}
    course = random_course(random.Random(4), questions=1)
    course["questions"] = [
        {
            "id": "q", "code": "q00", "kind": "choice", "page": "p", "points": 1, "attempts": None, "hints": 0,
            "required": False, "objectives": [], "shuffle": False, "type": "choice", "text": "?", "scoring": scoring,
            "labels": dict(zip(keys, words, strict=True)),
        }
    ]  # fmt: skip
    return course


def test_options_that_meet_in_their_characters_are_told_apart_in_any_order() -> None:
    """ "option 14" and "option 43" have the same two characters: the order of the options must not decide."""
    from builder.state.spelling import hash32

    words = [f"option {n}" for n in range(200)]
    first = next(
        (one, other) for one in words for other in words if one < other and hash32(one) % 1296 == hash32(other) % 1296
    )
    before, after = twins(*first, "third"), twins("new", *reversed(first))
    state = encode(Progress("1", questions={"q": Answer(1, ("a",))}), read_outline(before))
    found = decode(state, read_outline(after)).questions["q"].response
    assert [after["questions"][0]["labels"][key] for key in found] == [first[0]]
    cut = twins("new", first[1])
    assert decode(state, read_outline(cut)).questions["q"].response == (), "never taken for the one that is left"
    theirs = player([{"op": "decode", "text": state, "course": course} for course in (after, cut)])
    assert [one["questions"]["q"]["response"] for one in theirs] == [list(found), []]


def test_a_question_that_changed_its_kind_shows_nothing_of_the_old_answer() -> None:
    choice = twins("ta", "ll")
    text = twins("ta", "ll")
    text["questions"][0] |= {"kind": "text", "scoring": {"rule": "text", "accepted": ["tall"], "caseSensitive": False}}
    typed = encode(Progress("1", questions={"q": Answer(1, ("tallinn",), 1.0, 1.0)}), read_outline(text))
    chosen = encode(Progress("1", questions={"q": Answer(1, ("a",), 1.0, 1.0)}), read_outline(choice))
    for state, course in ((typed, choice), (chosen, text)):
        (theirs,) = player([{"op": "decode", "text": state, "course": course}])
        ours = decode(state, read_outline(course)).questions["q"]
        assert ours.response == () == tuple(theirs["questions"]["q"]["response"])
        assert (ours.attempts, ours.fraction) == (1, 1.0), "what was earned stays"


def test_no_number_of_attempts_makes_the_state_longer_than_two_digits() -> None:
    outline = read_outline(twins("a", "b"))
    texts = [encode(Progress("1", questions={"q": Answer(attempts, ("a",))}), outline) for attempts in (1295, 10**9)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("written", [None, 1, "x", [], {}, {"id": "a"}, {"id": "a", "pages": [1]}])
def test_what_is_no_course_object_is_told(written: object) -> None:
    with pytest.raises(ValueError, match="no course object"):
        read_outline(written)
