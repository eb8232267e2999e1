"""How sure learners were, and stories that are scored: what a state tells of them, and what editions do to them."""

from __future__ import annotations

from test_compare_kinds import restored, told, written

from builder.state.budget import budget
from builder.state.codec import encode
from builder.state.describe import describe
from builder.state.outline import read_outline
from builder.state.progress import Answer, Progress, Sureness
from editions import read

CHOICE = "::: choice {#q%s}\nWhich?\n\n- [x] bell\n  > Yes.\n- [ ] brake\n  > No.\n:::\n"
STORY = """::: scenario A week {#q%s}
A week is left.

::: scene {#monday}
Whom do you ask?

- [All](#wide)
- [Some](#good)
:::

::: scene {#wide%s}
Too many.
:::

::: scene {#good ending=good}
It fits.
:::
:::
"""
UNSCORED = STORY % ("", " ending=bad")
SCORED = STORY % (" points=2 attempts=2", " worth=40")


def test_a_question_that_asks_how_sure_somebody_is_now_or_no_more() -> None:
    asks, plain = CHOICE % " confidence", CHOICE % ""
    ((effect, slug, words),) = told(plain, asks)
    assert (effect, slug) == ("noticed", "confidence")
    assert words.startswith("asks how sure")
    assert [change[1] for change in told(asks, plain)] == ["confidence"]
    assert told(asks, asks) == []
    acts = [["rate", "q", 3], ["answer", "q", ["b"], 1]]
    turn = restored(asks, asks, acts)
    assert turn["shown"]["q"]["sure"] == 15
    turn = restored(asks, plain, acts)
    assert "sure" not in turn["shown"]["q"]
    assert turn["shown"]["q"]["response"] == ["b"]


def test_a_story_that_is_scored_now_or_no_more_keeps_the_way() -> None:
    changes = told(UNSCORED, SCORED)
    assert ("noticed", "endings-scored") in [change[:2] for change in changes]
    assert not [change for change in changes if change[0] == "lost"], changes
    assert ("noticed", "endings-unscored") in [change[:2] for change in told(SCORED, UNSCORED)]
    turn = restored(UNSCORED, SCORED, [["keep", "q", ["wide"]], ["answer", "q", ["wide"], 1]])
    assert turn["shown"]["q"]["response"] == ["wide"]
    assert turn["shown"]["q"]["fraction"] == 0


def test_the_worth_of_an_ending_and_the_attempts_are_told_as_the_author_wrote_them() -> None:
    ((effect, slug, words),) = told(SCORED, SCORED.replace("worth=40", "worth=60"))
    assert (effect, slug) == ("noticed", "ending-worth")
    assert words.startswith("the ending `wide` is worth 60 % of the points instead of 40 %")
    ((_, slug, words),) = told(SCORED, SCORED.replace("attempts=2", "attempts=3"))
    assert (slug, words.partition(";")[0]) == ("attempts", "attempts: 3 now")


def test_an_administrator_reads_how_sure_and_how_often() -> None:
    outline = read_outline(written(CHOICE % " confidence"))
    state = encode(Progress("1", questions={"q": Answer(1, ("b",), sure=Sureness(3, False, 3))}), outline)
    description = describe(state, outline)
    assert any("the learner was sure" in line for line in description.lines)
    assert description.values["questions"][0]["sure"] == {"first": 3, "right": False, "last": 3}
    assert description.values["cutOff"] is False
    story = read_outline(written(SCORED))
    state = encode(Progress("1", questions={"q": Answer(2, ("wide",), 0.4, 0.4)}), story)
    description = describe(state, story)
    assert any(
        line.startswith("  attempts: 1 of 2; last: partly right; best: 0.8 of 2 points") for line in description.lines
    )
    assert description.values["questions"][0]["attempts"] == 1


def test_what_it_takes_in_the_state_is_counted() -> None:
    plain, asks = budget(read(CHOICE % "")), budget(read(CHOICE % " confidence"))
    assert asks.units - plain.units == len(";1cr.f,")
