"""The longest state of texts that are marked: what is tried is enough, and it is quick where a text is long."""

from __future__ import annotations

import random
from time import process_time

from builder.questions.base import KEYS, MatchSet
from builder.questions.highlight import MOST
from builder.state import spelling
from builder.state.outline import QuestionOutline
from builder.state.worst import record_units, responses, worst_answer

WORDS = {
    "en": "the a bell rings and every brand moves one table on while mentors stay where they are until eleven o'clock",
    "de": "die eine Glocke läutet und jede Marke rückt einen Tisch weiter während alle bleiben wo sie sind bis elf",
}


def marked(
    chance: random.Random, units: int, right: int, language: str = "en", attempts: int | None = None
) -> QuestionOutline:
    keys = tuple(str(number) for number in range(1, units + 1))
    correct = tuple(sorted(chance.sample(keys, right), key=int))
    scoring = MatchSet(keys, correct, chance.random() < 0.5, chance.random() < 0.7)
    labels = {key: chance.choice(WORDS[language].split()) for key in keys}
    return QuestionOutline("q", "abc", "highlight", "p", 1, attempts, 0, False, "", scoring, labels, 1000)


def every_number(question: QuestionOutline) -> dict[float, int]:
    """Give the most that can be chosen for each share, by trying all numbers of right and wrong keys."""
    scoring = question.scoring
    assert isinstance(scoring, MatchSet)
    most: dict[float, int] = {}
    wrong = len(scoring.keys) - len(scoring.correct)
    several = scoring.several or len(scoring.correct) > 1
    for right in range(len(scoring.correct) + 1):
        for misses in range(wrong + 1):
            if right + misses and (several or right + misses == 1):
                share = max(0, right - misses) / max(1, len(scoring.correct))
                whole = right == len(scoring.correct) and not misses
                share = share if scoring.partial or whole else 0.0
                most[share] = max(most.get(share, 0), right + misses)
    return most


def test_for_each_share_the_most_that_can_be_chosen_is_tried() -> None:
    chance = random.Random(8)
    for _ in range(600):
        units = chance.randint(2, 9)
        question = marked(chance, units, chance.randint(1, units), attempts=chance.choice([1, 2, None]))
        tried: dict[float, int] = {}
        for response, share in responses(question):
            assert len(set(response)) == len(response)
            tried[share] = max(tried.get(share, 0), len(response))
        assert tried == every_number(question), question


def test_a_text_as_long_as_may_be_takes_no_time() -> None:
    chance = random.Random(9)
    start = process_time()
    for language in WORDS:
        for right in (1, 10, len(KEYS)):
            question = marked(chance, MOST, right, language)
            assert record_units(question, worst_answer(question)) <= 2 * MOST + 40
    assert process_time() - start < 3


def test_each_of_many_words_has_two_characters_of_its_own() -> None:
    chance = random.Random(10)
    for language in WORDS:
        for _ in range(20):
            question = marked(chance, MOST, 10, language)
            assert isinstance(question.scoring, MatchSet)
            found = spelling.tokens(question, "", question.scoring.keys)
            assert len(set(found)) == MOST
            assert {len(token) for token in found} == {2}
