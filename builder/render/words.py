"""Interface words: the strings of a language, their plural forms, and which way the language is written.

The words themselves are in `templates/strings/<tag>.json`; every file has the keys of `en.json`. Words with a
number have one key per plural category (`points_one points_few points_many points_other`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from builder.diagnostics import BuildError

_RELATED = {"no": "nb", "nn": "nb"}
"""Languages whose readers are served well by another file."""

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])


def strings(language: str, folders: tuple[Path, ...]) -> dict[str, str]:
    """Give the interface words for a language.

    The first of these that any template folder has: the exact tag (`pt-BR`), the base language (`pt`), a related
    one (`nb` for `nn`), English. Single keys of a project's own file go over the product's; a key that a file
    lacks comes from English. `words_language` tells which language was found.
    """
    return dict(_strings(language, folders))


@lru_cache(maxsize=64)
def _strings(language: str, folders: tuple[Path, ...]) -> Mapping[str, str]:
    base = language.partition("-")[0].lower()
    words = _read("en", folders)
    for tag in (language, base, _RELATED.get(base, "en")):
        found = _read(tag, folders)
        if found:
            return {**words, "words_language": tag, **found}
    return words


def _read(tag: str, folders: tuple[Path, ...]) -> dict[str, str]:
    words: dict[str, str] = {}
    for folder in reversed(folders):
        path = folder / "strings" / f"{tag}.json"
        if path.is_file():
            try:
                words |= json.loads(path.read_text(encoding="utf-8"))
            except ValueError as problem:
                raise BuildError(f"{path}: can't be read: {problem}") from problem
    return words


def fill(words: str, **values: object) -> str:
    """Put values into `{name}` places of an interface string."""
    for name, value in values.items():
        words = words.replace("{" + name + "}", str(value))
    return words


def count(words: Mapping[str, str], key: str, number: float) -> str:
    """Say a number of things: `count(strings, "points", 2)` gives "2 points", in the language's right form."""
    language = words["words_language"]
    return fill(words[f"{key}_{plural(number, language)}"], n=number_words(number, language))


def number_words(number: float, language: str) -> str:
    """Write a number as the language does: a decimal comma outside English."""
    text = f"{number:.10g}"
    return text if language.startswith("en") else text.replace(".", ",")


def written_number(text: str, language: str) -> str:
    """Write an author's plain number as the language does: the same digits, with its decimal mark."""
    return text.replace(",", ".") if language.startswith("en") else text.replace(".", ",")


def plural(number: float, language: str) -> str:
    """Give the plural category of a number: `one few many other` (CLDR 44 cardinal rules of the eleven languages).

    Latvian's `zero` (0, 10, 11-19 …) is filed under `many`, so that every file has the same four forms.
    """
    base = language.partition("-")[0]
    whole = number == int(number)
    last, two = int(number) % 10, int(number) % 100
    teens = 11 <= two <= 19
    if base == "lv":
        return "many" if whole and (last == 0 or teens) else "one" if last == 1 and two != 11 and whole else "other"
    if base == "lt":
        if not whole:
            return "many"
        return "other" if teens or last == 0 else "one" if last == 1 else "few"
    if base in ("pl", "ru", "uk"):
        if not whole:
            return "other"
        if (number == 1) if base == "pl" else (last == 1 and two != 11):
            return "one"
        return "few" if 2 <= last <= 4 and not 12 <= two <= 14 else "many"
    return "one" if number == 1 else "other"


def direction(language: str) -> str:
    """Give `rtl` or `ltr`, by the script subtag or else by the usual script of the language (IANA registry)."""
    subtags = language.lower().split("-")
    script = next((tag for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT else "ltr"
