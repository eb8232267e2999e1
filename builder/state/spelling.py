"""How single things are spelt in a saved state: characters, numbers, shares, and options by a hash of their words.

Each function has its like in `templates/runtime/state.js`. JavaScript counts UTF-16 units, so texts are held as `units`
while they are taken apart: one character for each unit, halves of a pair included.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from builder.state.outline import QuestionOutline

WIDTH = 2
"""Units in the state for each that there is room for in a field for own words."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MILLION = 1_000_000
_TOKENS = 36 * 36


def units(text: str) -> str:
    """Spread a text so that each UTF-16 unit is one character."""
    if text.isascii():
        return text
    halves = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(halves[at] | halves[at + 1] << 8) for at in range(0, len(halves), 2))


def joined(text: str) -> str:
    """Put units together again; a half without its other stays one."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def cut(text: str, most: int) -> str:
    """Cut units to at most so many, no character in half."""
    return re.sub("[\ud800-\udbff]\\Z", "", text[:most])


def fit(text: str, room: int) -> str:
    """Cut units of own words to `room` of them, and to twice as many in the state.

    That is enough for every text in Latin letters, with its accents and stops; of others about half as many letters.
    """
    kept = cut(text, room)
    while (over := len(escape(kept)) - WIDTH * room) > 0:
        kept = cut(kept, len(kept) - -(-over // 6))
    return kept


def escape(text: str) -> str:
    """Write units: letters and digits as they are, a blank as `_`, any other as `*` base 36 `!`."""
    return re.sub("[^A-Za-z0-9]", lambda unit: "_" if unit[0] == " " else f"*{base36(ord(unit[0]))}!", text)


def unescape(text: str) -> str:
    """Read what `escape` wrote."""
    blanks = text.replace("_", " ")
    return re.sub(r"\*([0-9a-z]{1,4})!", lambda code: chr(int(code[1], 36) & 0xFFFF), blanks)


def base36(number: int) -> str:
    """Write a whole number from 0 on."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def whole(text: str | None, bound: int) -> int:
    """Read a whole number below `bound`; 0 for what is none."""
    return min(int(text, 36), bound - 1) if text and re.fullmatch("[0-9a-z]{1,8}", text) else 0


def rounded(value: float) -> int:
    """Round as JavaScript does: halves go up."""
    floor = math.floor(value)
    return floor + (value - floor >= 0.5)


def ratio(value: float) -> str:
    """Write a share: marks are shares of few parts, and as a ratio they come back exactly."""
    if value in (0, 1):
        return "1" if value else ""
    for parts in range(2, 101):
        share = rounded(value * parts)
        if share / parts == value:
            return f"{base36(share)}-{base36(parts)}"
    return f"{base36(math.floor(value * _MILLION))}-{base36(_MILLION)}"


def fraction(text: str) -> float:
    """Read what `ratio` wrote."""
    terms = text.split("-")
    if len(terms) != 2:
        return float(whole(terms[0], 2))
    below = whole(terms[1], 10 * _MILLION)
    return min(whole(terms[0], 10 * _MILLION) / below, 1.0) if below else 0.0


def hash32(text: str) -> int:
    """FNV-1a over the UTF-16 units of a text."""
    number = 2166136261
    for unit in units(text):
        number = (number ^ ord(unit)) * 16777619 & 0xFFFFFFFF
    return number


def tokens(question: QuestionOutline, side: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Give two characters for each key, from the words of its option; from the key where it has none.

    Options that meet in them all try others, never one before the other: in another order they would be taken for each
    other. Empty where nothing tells two apart.
    """
    labels = [question.labels.get(side + key) or key for key in keys]
    return _apart(tuple(label if labels.index(label) == at else keys[at] + label for at, label in enumerate(labels)))


@lru_cache(maxsize=1024)
def _apart(words: tuple[str, ...]) -> tuple[str, ...]:
    found = [-1] * len(words)
    for turn in range(99):
        if -1 not in found:
            break
        tried = [
            hash32("." * turn + word) % _TOKENS if token < 0 else token
            for word, token in zip(words, found, strict=True)
        ]
        found = [token if tried.count(token) == 1 else known for token, known in zip(tried, found, strict=True)]
    return tuple("" if token < 0 else base36(token).rjust(2, "0") for token in found)
