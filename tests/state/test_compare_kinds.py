"""What a new edition does to gaps, rubrics, own work and quizzes is told, and is what the player does with answers."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from test_compare import build, found, read

from builder.catalogue import Defaults
from builder.diagnostics import Diagnostic
from builder.parse import parse_module
from builder.render.course import course
from builder.source import Source
from builder.state.changes import Effect
from builder.state.compare import Comparison, compare
from builder.targets.web import WEB
from playing import player

HEADER = "---\ntitle: A module\nsummary: About it.\nlanguage: en\nversion: {}\n---\n\n## A {{#a}}\n\n"
SAID = "\n\n::: feedback correct\nYes.\n:::\n::: feedback incorrect\nNo.\n:::\n:::\n"
GAPS = "::: blanks {#q}\nFill in.\n\n%s" + SAID
ESSAY = "::: essay {#q room=%s}\nWrite an invitation.\n\n::: model\nCome and see.\n:::\n%s:::\n"
RUBRIC = "::: rubric\n| Criterion | Points |\n| --- | --- |\n%s\n:::\n"
PLAN = "::: plan My day {#q%s}\nThink of it.\n\n| Field |\n| --- |\n%s\n:::\n"
CHECKLIST = "::: checklist Before you go {#q}\nSee to these.\n\n%s\n:::\n"


def written(body: str, version: str = "1.0.0") -> dict[str, Any]:
    """Give the course object of a module; every mistake in it is one of the test."""
    mistakes: list[Diagnostic] = []
    source = Source("modules/m/module.md", HEADER.format(version) + body, Path())
    module = parse_module(source, Defaults(), mistakes.append)
    assert module is not None
    assert not [one for one in mistakes if one.severity.value == "error"], mistakes
    return course(module, {})


def packed(about: dict[str, Any]) -> bytes:
    """Put a course object into the least that is taken for a package."""
    page = f'<script type="application/json" id="course">{json.dumps(about)}</script>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("index.html", page)
    return held.getvalue()


def compared(old: str, new: str) -> Comparison:
    return compare(packed(written(old)), packed(written(new, "1.1.0")))


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(change.effect.value, change.slug, change.words) for change in compared(old, new).changes]


def restored(old: str, new: str, acts: list[list[Any]], **found: Any) -> dict[str, Any]:
    """Do something in the old edition, and open the new one with what was saved."""
    before, after = written(old), written(new, "1.1.0")
    (first,) = player([{"op": "learn", "course": before, "found": {}, "acts": acts, **found}])
    state = {"state": first["saved"]["state"], **first["reports"][-1]}
    (turn,) = player([{"op": "learn", "course": after, "found": state, "acts": []}])
    assert isinstance(turn, dict)
    return turn


def shown(old: str, new: str, *response: str) -> list[str]:
    """What the new edition shows of an answer that was given in the old one, and saves again."""
    turn = restored(old, new, [["answer", "q", list(response), 1]])
    (again,) = player([{"op": "learn", "course": written(new, "1.1.0"), "found": turn["saved"], "acts": []}])
    return list(again["shown"]["q"]["response"])


def kept(old: str, new: str, *response: str) -> list[str]:
    turn = restored(old, new, [["keep", "q", list(response)]])
    return list(turn["shown"]["q"]["response"])


# Gaps

BELL, TIME, HOST = "the [[bell|gong]] rings", "after [[15]] minutes", "says [[ (the host) | the mentor | nobody ]]"


def told_of_gaps(old: str, new: str) -> list[tuple[str, str, str]]:
    """Leave out that the words around the gaps are others."""
    return [change for change in told(old, new) if change[1] != "question-reworded"]


def gaps(*parts: str) -> str:
    return GAPS % ", ".join(parts)


def test_gaps_that_are_the_same_change_nothing() -> None:
    assert told_of_gaps(gaps(BELL, TIME, HOST), gaps(BELL, TIME, HOST)) == []
    ((effect, slug, words),) = told(gaps(BELL, TIME), gaps("once more " + BELL, TIME))
    assert (effect, slug) == ("noticed", "question-reworded")
    assert words.endswith("; answers stay")


def test_a_gap_added_at_the_end_loses_nothing() -> None:
    assert told_of_gaps(gaps(BELL, TIME), gaps(BELL, TIME, HOST)) == [
        ("noticed", "gap-added", "the gap “the host” is new, and empty in answers of before; marks stay")
    ]
    assert shown(gaps(BELL, TIME), gaps(BELL, TIME, HOST), "bell", "15") == ["bell", "15"]


def test_a_gap_added_before_others_puts_old_texts_into_other_gaps() -> None:
    changes = told_of_gaps(gaps(BELL, HOST), gaps(BELL, TIME, HOST))
    assert [change[:2] for change in changes] == [("lost", "gaps-moved"), ("noticed", "gap-added")]
    assert changes[0][2].startswith("“the host” was gap 2 and is gap 3: what was filled in stays in the old places")
    assert changes[1][2] == "the gap “15” is new, and gap 2 now; marks stay"
    assert not any("answers stay" in words for _, _, words in told(gaps(BELL, HOST), gaps(BELL, TIME, HOST)))
    assert shown(gaps(BELL, HOST), gaps(BELL, TIME, HOST), "bell", "the host") == ["bell", "the host"]


def test_a_gap_taken_out_at_the_end_and_before_others() -> None:
    assert told_of_gaps(gaps(BELL, TIME), gaps(BELL)) == [
        ("lost", "gap-removed", "the gap “15” is gone: what was filled in is no longer shown; marks stay")
    ]
    assert shown(gaps(BELL, TIME), gaps(BELL), "bell", "15") == ["bell"]
    changes = told_of_gaps(gaps(BELL, TIME, HOST), gaps(BELL, HOST))
    assert [change[:2] for change in changes] == [("lost", "gap-removed"), ("lost", "gaps-moved")]
    assert "what was filled in stands in the gap “the host”" in changes[0][2]
    assert shown(gaps(BELL, TIME, HOST), gaps(BELL, HOST), "bell", "15", "the host") == ["bell", "15"]


def test_gaps_in_another_order() -> None:
    ((effect, slug, words),) = told_of_gaps(gaps(BELL, TIME), gaps(TIME, BELL))
    assert (effect, slug) == ("lost", "gaps-moved")
    assert words.startswith("“bell” was gap 1 and is gap 2, “15” was gap 2 and is gap 1")
    assert shown(gaps(BELL, TIME), gaps(TIME, BELL), "bell", "15") == ["bell", "15"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[[bell|gong]]", "[[bell]]", "gap 1: “gong”: right before, and now wrong"),
        ("[[bell]]", "[[bell|gong]]", "gap 1: “gong”: now right"),
        ("[[bell]]", "[[whistle]]", "gap 1: “bell”: right before, and now wrong; “whistle”: now right"),
        ("[[15]]", "[[14..16]]", "gap 1: “15”: right before, and now wrong; “14 to 16”: now right"),
        ("[[15]]", "[[fifteen]]", "gap 1: “15”: right before, and now wrong; “fifteen”: now right"),
        ("[[ (a) | b ]]", "[[ a | (b) ]]", "gap 1: “a”: right before, and now wrong; “b”: now right"),
    ],
)
def test_what_is_right_in_a_gap(old: str, new: str, words: str) -> None:
    ((effect, slug, said),) = told_of_gaps(gaps(old, TIME + "!"), gaps(new, TIME + "!"))
    assert (effect, slug) == ("noticed", "right-answer")
    assert said.startswith(words)
    turn = restored(gaps(old, TIME), gaps(new, TIME), [["answer", "q", ["bell", "15"], 1]])
    answer = [["answer", "q", ["bell", "15"], 1]]
    (before,) = player([{"op": "learn", "course": written(gaps(old, TIME)), "acts": answer}])
    assert turn["shown"]["q"]["fraction"] == before["shown"]["q"]["fraction"], "marks stay"


def test_capitals_that_count_now() -> None:
    ((_, slug, words),) = told_of_gaps(gaps(BELL), gaps(BELL).replace("{#q}", "{#q case=sensitive}"))
    assert slug == "right-answer"
    assert "“bell” with these capitals" in words


def test_words_of_a_drop_down() -> None:
    less = HOST.replace(" | nobody", "")
    assert told_of_gaps(gaps(HOST), gaps(less)) == [
        ("lost", "option-removed",
         "“nobody” can't be chosen in gap 1 any more: where it was, the gap is empty; marks stay"),
    ]  # fmt: skip
    assert told_of_gaps(gaps(less), gaps(HOST)) == [
        ("noticed", "option-added", "“nobody” can be chosen in gap 1, and is new")
    ]
    changes = told_of_gaps(gaps("[[the host]]"), gaps(HOST))
    assert changes[0][:2] == ("lost", "gap-offers")
    assert told_of_gaps(gaps(HOST), gaps("[[the host]]")) == [], "what was chosen can be typed"


def test_a_gap_that_took_the_place_of_another_is_told_as_both() -> None:
    slugs = {change[1] for change in told_of_gaps(gaps(BELL, TIME, HOST), gaps(TIME, HOST, BELL))}
    assert slugs == {"gaps-moved"}


def test_gaps_that_became_one_text_and_the_other_way_round() -> None:
    text = "::: text {#q}\nFill in.\n\n- bell" + SAID
    for old, new, response, left, words in (
        (gaps(BELL, TIME), text, ["bell", "15"], ["bell"], "the first text alone is shown"),
        (text, gaps(BELL, TIME), ["bell"], ["bell"], "in the first gap, alone is shown"),
    ):
        ((effect, slug, said),) = [change for change in told(old, new) if change[1] == "question-kind"]
        assert (effect, slug) == ("lost", "question-kind")
        assert words in said
        assert shown(old, new, *response) == left


# Essays

ROWS = {"a": "| says when | 1 |", "b": "| says where, in one sentence | 2 |", "c": "| gives a reason | 1 |"}


def essay(*rows: str, room: int = 400, points: str = "") -> str:
    table = RUBRIC % "\n".join(ROWS.get(row, row) for row in rows) if rows else ""
    return (ESSAY % (room, table)).replace("{#q ", f"{{#q {points}")


def keys(body: str) -> dict[str, str]:
    (question,) = written(body)["questions"]
    return {words: key for key, words in question["labels"].items()}


def test_criteria_in_another_order_change_nothing() -> None:
    assert told(essay("a", "b"), essay("b", "a")) == []


def test_a_criterion_added_reworded_and_taken_out() -> None:
    ((effect, slug, _),) = told(essay("a"), essay("a", "b", points="points=1 "))
    assert (effect, slug) == ("noticed", "criterion-added")
    old = essay("a", "b", points="points=3 ")
    new = essay("a", "| says where, in one short sentence | 2 |", points="points=3 ")
    assert told(old, new) == [
        ("lost", "criterion-reworded",
         "the criterion “says where, in one sentence” is now “says where, in one short sentence”: ticks there are lost;"
         " marks stay"),
    ]  # fmt: skip
    met = keys(old)
    ticked = ["Come.", met["says when"], met["says where, in one sentence"]]
    assert shown(old, new, *ticked) == ["Come.", met["says when"]]
    assert restored(old, new, [["answer", "q", ticked, 1]])["shown"]["q"]["fraction"] == 1, "marks stay"
    ((effect, slug, _),) = told(essay("a", "b", points="points=3 "), essay("a", points="points=3 "))
    assert (effect, slug) == ("lost", "criterion-removed")


def test_points_of_a_criterion() -> None:
    old = essay("a", "b", points="points=3 ")
    new = essay("a", "| says where, in one sentence | 5 |", points="points=3 ")
    ((effect, slug, words),) = told(old, new)
    assert (effect, slug) == ("noticed", "criterion-points")
    assert words.startswith("“says where, in one sentence” gives 5 instead of 2; shares already earned stay")
    answer = [["answer", "q", ["Come.", keys(old)["says when"]], 1]]
    assert restored(old, new, answer)["shown"]["q"]["fraction"] == pytest.approx(1 / 3)


def test_a_rubric_that_came_or_went() -> None:
    changes = told(essay("a"), essay())
    assert ("lost", "rubric-removed") in [change[:2] for change in changes]
    assert not [change for change in changes if change[1] == "right-answer"]
    assert shown(essay("a"), essay(), "Come.", keys(essay("a"))["says when"]) == ["Come."]
    changes = told(essay(), essay("a"))
    assert [change[:2] for change in changes if change[0] == "lost"] == []
    assert ("noticed", "rubric-added") in [change[:2] for change in changes]
    turn = restored(essay(), essay("a"), [["answer", "q", ["Come."], 1]])
    question = turn["shown"]["q"]
    assert (question["response"], question["fraction"], question["done"]) == (["Come."], 0, False)
    assert turn["summary"]["percent"] == 0, "counts, and nothing is earned yet"


def test_a_field_that_takes_less_cuts_what_was_written() -> None:
    ((effect, slug, words),) = told(essay(room=400), essay(room=100))
    assert (effect, slug) == ("lost", "room")
    assert words == "takes 100 characters instead of 400: longer texts are cut at the next visit"
    assert shown(essay(room=400), essay(room=100), "x" * 300) == ["x" * 100]
    assert told(essay(room=100), essay(room=400)) == []


# Own work


def test_fields_of_a_plan() -> None:
    old = PLAN % ("", "| When |\n| Where we meet |")
    assert told(old, PLAN % ("", "| Where we meet |\n| When |")) == []
    assert told(old, PLAN % ("", "| When |\n| Where we meet |\n| Who |")) == [
        ("noticed", "option-added", "“Who” is new")
    ]
    reworded = PLAN % ("", "| When |\n| Where we all meet |")
    ((effect, slug, words),) = told(old, reworded)
    assert (effect, slug) == ("lost", "option-reworded")
    assert words == "“Where we meet” is now “Where we all meet”: what was written there is lost"
    assert kept(old, reworded, "At noon", "In the hall") == ["At noon", ""]
    ((effect, slug, words),) = told(old, PLAN % ("", "| When |"))
    assert (effect, slug) == ("lost", "option-removed")
    assert words == "“Where we meet” is gone: what was written there is lost"
    assert kept(old, PLAN % ("", "| When |"), "", "In the hall") == []
    ((effect, slug, _),) = told(PLAN % (" room=300", "| When |\n| Where |"), PLAN % (" room=80", "| When |\n| Where |"))
    assert (effect, slug) == ("lost", "room")


def test_items_of_a_checklist() -> None:
    old = CHECKLIST % "- [ ] Open the room\n- [ ] Print the list"
    assert told(old, CHECKLIST % "- [ ] Print the list\n- [ ] Open the room") == []
    ((effect, slug, words),) = told(old, CHECKLIST % "- [ ] Open the room")
    assert (effect, slug, words) == ("lost", "option-removed", "“Print the list” is gone: ticks there are lost")
    turn = restored(old, CHECKLIST % "- [ ] Open the room", [["keep", "q", tick(old, 1)]])
    assert turn["shown"]["q"]["response"] == []


def tick(body: str, *at: int) -> list[str]:
    """Tick items of a checklist, by their place."""
    scoring = written(body)["questions"][0]["scoring"]
    return [scoring["targets"][0] if place in at else "" for place in range(len(scoring["sources"]))]


def test_own_work_that_is_gone_has_no_points() -> None:
    after = "Text.\n"
    (words,) = [words for effect, _, words in told(PLAN % ("", "| When |\n| Where |"), after) if effect == "lost"]
    assert words.endswith("is gone, with what learners answered, wrote or ticked there")


def test_a_plan_that_became_a_reflection_loses_what_was_written() -> None:
    reflection = "::: reflection My day {#q}\nThink of it.\n:::\n"
    changes = told(PLAN % ("", "| When |\n| Where |"), reflection)
    assert ("lost", "question-kind") in [change[:2] for change in changes]
    assert "what was written there is lost" in {slug: words for _, slug, words in changes}["question-kind"]


# Quizzes


def bank(*ids: str) -> str:
    said = SAID.removesuffix(":::\n").strip()
    asked = "::: true-false {#%s answer=true%s}\nIt is %s.\n\n%s\n:::\n\n"
    return "".join(asked % (id, TAGS.get(id, ""), id, said) for id in ids)


TAGS: dict[str, str] = {}


def quiz(*ids: str, options: str = "", title: str = "Check") -> str:
    return f"::::: quiz {title} {{#final {options}}}\nAnswer.\n\n{bank(*ids)}\n:::::\n"


def slugs(old: str, new: str) -> dict[str, tuple[str, str]]:
    return {change[1]: (change[0], change[2]) for change in told(old, new)}


def right(*ids: str) -> list[list[Any]]:
    return [["answer", id, ["true"], 1] for id in ids]


def test_a_quiz_that_is_the_same_and_one_with_another_title() -> None:
    assert told(quiz("x", "y"), quiz("x", "y")) == []
    assert told(quiz("x", "y"), quiz("x", "y", title="Final check")) == [], "the title is one of the words of its page"


def test_a_quiz_taken_away() -> None:
    changes = slugs(quiz("x", "y"), bank("x", "y"))
    assert changes.keys() == {"quiz-removed"}
    assert changes["quiz-removed"][0] == "lost"
    assert "the best of earlier ones, are lost; of its questions 2 are asked one by one" in changes["quiz-removed"][1]
    twice = [*right("x", "y"), ["again", "final"], ["answer", "x", ["false"], 1]]
    turn = restored(quiz("x", "y"), bank("x", "y"), twice)
    assert turn["summary"]["earned"] == 0, "the best attempt is forgotten"
    assert turn["progress"]["score"] == 100, "and the score that was reached is not"
    once = slugs(quiz("x", "y", options="attempts=1"), bank("x", "y"))
    assert once["quiz-removed"][0] == "noticed", "of a single attempt nothing is lost: its answers stay"
    turn = restored(quiz("x", "y", options="attempts=1"), bank("x", "y"), right("x", "y"))
    assert turn["summary"]["earned"] == 2


def test_a_quiz_around_questions_that_there_were() -> None:
    changes = slugs(bank("x", "y"), quiz("x", "y"))
    assert {slug: effect for slug, (effect, _) in changes.items()} == {"quiz-added": "noticed"}
    assert "has 2 questions of before: answers there stay, as the first attempt at it" in changes["quiz-added"][1]
    turn = restored(bank("x", "y"), quiz("x", "y"), right("x", "y"))
    assert (turn["quizzes"]["final"]["attempt"], turn["quizzes"]["final"]["earned"]) == (1, 2)
    fewer = slugs(bank("x", "y", "z"), quiz("x", "y", "z", options="draw=2"))
    assert fewer["quiz-draw"][0] == "lost"
    turn = restored(bank("x", "y", "z"), quiz("x", "y", "z", options="draw=2"), right("x", "y", "z"))
    assert len(turn["quizzes"]["final"]["drawn"]) == 2
    assert turn["summary"]["earned"] == 2, "the third answer counts no more"


def test_a_bank_that_grew_and_draws_more() -> None:
    changes = slugs(quiz("w", "x", "y", options="draw=2"), quiz("w", "x", "y", "z", options="draw=2"))
    effects = {slug: effect for slug, (effect, _) in changes.items()}
    assert effects == {"question-added": "noticed", "quiz-drawn": "noticed"}
    old = quiz("w", "x", "y", options="draw=2")
    for seed in (0.1, 0.3, 0.7, 0.9):
        (first,) = player([{"op": "learn", "course": written(old), "random": seed}])
        drawn = first["quizzes"]["final"]["drawn"]
        turn = restored(old, quiz("w", "x", "y", "z", options="draw=2"), right(drawn[0]), random=seed)
        assert drawn[0] in turn["quizzes"]["final"]["drawn"], "what was answered stays"
    more = slugs(old, quiz("w", "x", "y", "z", options="draw=3"))
    words = "asks 3 questions instead of 2: who was through with it has 1 more to answer"
    assert more["quiz-count"] == ("noticed", words)
    assert "quiz-draw" not in more
    turn = restored(old, quiz("w", "x", "y", "z", options="draw=3"), right(*drawn), random=seed)
    assert turn["quizzes"]["final"]["done"] is False


def test_a_bank_that_draws_fewer_lets_answers_go() -> None:
    old, new = quiz("w", "x", "y", "z", options="draw=3"), quiz("w", "x", "y", "z", options="draw=2")
    changes = slugs(old, new)
    assert changes["quiz-draw"][0] == "lost"
    assert changes["quiz-draw"][1].startswith("2 of 4 questions are asked: where more of them were answered")
    (first,) = player([{"op": "learn", "course": written(old)}])
    turn = restored(old, new, right(*first["quizzes"]["final"]["drawn"]))
    assert turn["summary"]["earned"] == 2
    assert turn["progress"]["score"] == 100


def test_draws_by_tag_lose_only_what_finds_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for id, tag in zip("wxyz", "aabb", strict=True):
        monkeypatch.setitem(TAGS, id, f" tags={tag}")
    tagged = quiz(*"wxyz", options='draw="a:1 b:1"')
    assert "quiz-draw" in slugs(quiz(*"wxyz", options="draw=2"), tagged), "both may have been of one tag"
    assert "quiz-draw" not in slugs(tagged, quiz(*"wxyz", options="draw=2"))
    assert "quiz-drawn" in slugs(tagged, quiz(*"wxyz", options="draw=2"))
    monkeypatch.setitem(TAGS, "z", "")
    changes = slugs(tagged, quiz(*"wxyz", options='draw="a:1 b:1"'))
    assert changes["quiz-never-drawn"][0] == "lost"
    assert "`z` will not be drawn any more" in changes["quiz-never-drawn"][1]


def test_questions_that_come_into_a_quiz_or_leave_it() -> None:
    changes = slugs(quiz("x", "y") + bank("z"), quiz("x", "y", "z"))
    assert changes["quiz-bank"] == ("noticed", "`z` belongs to it now; answers there stay")
    assert "quiz-draw" not in changes
    changes = slugs(quiz("x", "y", "z"), quiz("x", "y") + bank("z"))
    assert changes["quiz-bank"] == ("noticed", "`z` belongs to it no more; answers there stay, and count by themselves")
    assert changes["quiz-count"][1] == "asks 2 questions instead of 3: who has answered as many is through with it"
    cut = slugs(quiz("x", "y", "z"), quiz("x", "y"))
    assert {slug: effect for slug, (effect, _) in cut.items()} == {"question-removed": "lost", "quiz-count": "noticed"}


@pytest.mark.parametrize(
    ("old", "new", "slug", "words"),
    [
        ("pass_mark=50", "pass_mark=60", "quiz-pass-mark", "50 % and is 60 %: who has less has not passed it any more"),
        ("", "pass_mark=60", "quiz-pass-mark", "was none and is 60 %: who has less has not passed it any more"),
        ("pass_mark=60", "pass_mark=50", "quiz-pass-mark", "was 60 % and is 50 %: who has reached that has passed it"),
        ("pass_mark=60", "", "quiz-pass-mark", "was 60 % and is none: who is through with it has passed it"),
        ("attempts=3", "attempts=2", "quiz-attempts", "2 now; who used as many has none left"),
        ("", "attempts=2", "quiz-attempts", "2 now; who used as many has none left"),
        ("attempts=2", "attempts=3", "quiz-attempts", "3 now; who had none left may go on"),
        ("attempts=2", "", "quiz-attempts", "unlimited now; who had none left may go on"),
        ("time=10", "time=5", "quiz-time", "5 minutes instead of 10 minutes; who has begun it keeps the time"),
        ("", "time=5", "quiz-time", "5 minutes instead of no limit; who has begun it keeps the time there was"),
        ("time=10", "", "quiz-time", "no limit instead of 10 minutes; who has begun it has no limit now"),
        ("", "shuffle", "quiz-shuffle", "in an order of each learner's own now; answers stay"),
        ("shuffle", "", "quiz-shuffle", "in the order of the source now; answers stay"),
    ],
)
def test_terms_of_a_quiz(old: str, new: str, slug: str, words: str) -> None:
    changes = slugs(quiz("x", "y", options=old), quiz("x", "y", options=new))
    assert {one: effect for one, (effect, _) in changes.items()} == {slug: "noticed"}
    assert words in changes[slug][1]


def test_terms_of_a_quiz_are_those_of_the_player() -> None:
    half = [*right("x"), ["answer", "y", ["false"], 1]]
    turn = restored(quiz("x", "y", options="pass_mark=50"), quiz("x", "y", options="pass_mark=60"), half)
    assert turn["quizzes"]["final"]["passed"] is False
    turn = restored(quiz("x", "y", options="pass_mark=60"), quiz("x", "y", options="pass_mark=50"), half)
    assert turn["quizzes"]["final"]["passed"] is True
    twice = [*half, ["again", "final"], *half]
    turn = restored(quiz("x", "y", options="attempts=3"), quiz("x", "y", options="attempts=2"), twice)
    assert turn["quizzes"]["final"]["left"] == 0
    begun = [["begin", "final", 10], *right("x")]
    turn = restored(quiz("x", "y", options="time=10"), quiz("x", "y", options="time=5"), begun)
    assert turn["quizzes"]["final"]["minutes"] == 10
    turn = restored(quiz("x", "y", options="time=10"), quiz("x", "y"), begun)
    assert turn["quizzes"]["final"]["minutes"] == 0


def test_a_page_that_waits_for_a_quiz() -> None:
    last = "\n## The end {#end%s}\n\nGood.\n"
    closed = last % ' after="final"'
    changes = slugs(quiz("x", "y", options="pass_mark=50") + closed, quiz("x", "y", options="pass_mark=60") + closed)
    assert changes["quiz-pass-mark"][1].endswith("has not passed it any more, and pages that wait for it close")
    changes = slugs(quiz("x", "y") + last % "", quiz("x", "y") + closed)
    assert changes["page-after"][1].startswith("opens only after `final` now; till then it is closed")
    changes = slugs(quiz("x", "y") + closed, quiz("x", "y") + last % "")
    assert changes["page-after"] == ("noticed", "opens at once now")


def test_a_quiz_under_another_id() -> None:
    other = quiz("x", "y").replace("#final ", "#last ")
    result = compared(quiz("x", "y"), other)
    assert found(result, Effect.LOST)["quiz-id last"].endswith("write `{#final}` on it")
    turn = restored(quiz("x", "y"), other, [*right("x", "y"), ["again", "final"]])
    assert turn["quizzes"]["last"]["attempt"] == 1


def test_a_real_package_tells_of_its_quiz(tmp_path: Any) -> None:
    text = HEADER.format("1.0.0")
    paths = [
        build(read(text + quiz("x", "y", "z", options=options)), tmp_path / f"{options[-1]}.zip", WEB)
        for options in ("draw=2", "draw=1")
    ]
    assert "quiz-draw final" in found(compare(*paths), Effect.LOST)
