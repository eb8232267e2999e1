"""Interface words: the same keys everywhere, the right plural, the right direction."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.render.words import count, direction, fill, plural, strings, written_number

FOLDER = Path(__file__).resolve().parents[1] / "templates"
LANGUAGES = sorted(path.stem for path in (FOLDER / "strings").glob("*.json"))


def words_of(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((FOLDER / "strings" / f"{language}.json").read_text(encoding="utf-8"))
    return words


def test_the_eleven_languages_are_there() -> None:
    assert LANGUAGES == ["da", "de", "en", "et", "fi", "lt", "lv", "nb", "pl", "ru", "sv"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_places(language: str) -> None:
    english, words = words_of("en"), words_of(language)
    assert list(words) == list(english)
    assert words["words_language"] == language
    for key, text in words.items():
        assert text == text.strip() != "", key
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_every_key_is_used() -> None:
    read = [path for kind in ("*.j2", "*.js") for path in FOLDER.rglob(kind)]
    read += (FOLDER.parent / "builder").rglob("*.py")
    used = "\n".join(path.read_text(encoding="utf-8") for path in read)
    built = (
        "points", "attempts_left", "minutes", "log_error", "unsure", "fairly_sure", "sure", "product", "product_pdf",
    )  # fmt: skip
    unused = [
        key for key in words_of("en") if not re.search(rf"\b{key}\b", used) and key.rpartition("_")[0] not in built
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "other", 1: "one", 2: "other", 1.5: "other"}),
        ("pl", {1: "one", 2: "few", 5: "many", 12: "many", 22: "few", 21: "many", 0.5: "other"}),
        ("ru", {1: "one", 3: "few", 5: "many", 11: "many", 21: "one", 0.5: "other"}),
        ("lt", {1: "one", 2: "few", 10: "other", 11: "other", 21: "one", 0: "other", 0.5: "many"}),
        ("lv", {0: "many", 1: "one", 2: "other", 10: "many", 11: "many", 21: "one"}),
        ("fi", {1: "one", 2: "other"}),
    ],
)
def test_plural_categories_are_those_of_cldr(language: str, forms: dict[float, str]) -> None:
    assert {number: plural(number, language) for number in forms} == forms


def test_a_number_of_things_is_said_in_the_right_form() -> None:
    polish = strings("pl", (FOLDER,))
    assert [count(polish, "points", n) for n in (1, 2, 5, 0.5)] == ["1 punkt", "2 punkty", "5 punktów", "0,5 punktu"]
    assert count(strings("en-GB", (FOLDER,)), "points", 1.5) == "1.5 points"


def test_fill_leaves_unknown_places_alone() -> None:
    assert fill("{n} of {all}", n=1) == "1 of {all}"


@pytest.mark.parametrize(
    ("asked", "found"), [("de", "de"), ("de-AT", "de"), ("no", "nb"), ("nn-NO", "nb"), ("ar", "en"), ("PL", "pl")]
)
def test_a_language_falls_back_to_its_base_then_english(asked: str, found: str) -> None:
    assert strings(asked, (FOLDER,))["words_language"] == found


def test_a_projects_own_words_go_over_the_products(tmp_path: Path) -> None:
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings" / "de.json").write_text('{"next": "Vorwärts"}', encoding="utf-8")
    words = strings("de", (tmp_path, FOLDER))
    assert (words["next"], words["back"]) == ("Vorwärts", "Zurück")


@pytest.mark.parametrize(
    ("language", "way"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("uk", "ltr")],
)
def test_direction_follows_script_then_language(language: str, way: str) -> None:
    assert direction(language) == way


def test_a_plain_number_has_the_languages_decimal_mark() -> None:
    languages = ("de", "en", "nb", "en-GB")
    assert [written_number("0.50", language) for language in languages] == ["0,50", "0.50", "0,50", "0.50"]
    assert [written_number("-3,5", language) for language in ("lt", "en")] == ["-3,5", "-3.5"]
