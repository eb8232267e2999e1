r"""The small language of gaps, as it stands between `[[` and `]]`.

    word|also right         typed; the first is shown as the right one
    15      15 ± 1      14..16      typed, a number
    5 | (15) | 60           a drop-down, the right ones in parentheses

A backslash before a character takes its meaning away: `\|`, `\]`, `\(`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from builder.questions.base import MatchText, WithinRange
from builder.questions.scoring import fold_text
from builder.questions.shared import plain_number

LONGEST = 100
"""Most UTF-16 units of a word in a gap, and of what can be typed into it."""
WIDTHS = (4, 8, 12, 16, 24, 32)
"""Widths of fields in characters: few, so that a width does not tell the word."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BAR = re.compile(r"(?<!\\)\|")
_RANGE = re.compile(r"([^.]+(?:\.\d+)?)\s*\.\.\s*(.+)")
_AROUND = re.compile(r"(.+?)\s*(?:±|\+-|\+/-)\s*(.+)")

Fault = Callable[[str, str], None]
"""Is told what is wrong with a gap, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of a text."""

    key: str
    """Key of its slot."""
    scoring: MatchText | WithinRange
    answer: str = ""
    """What stands in it, as written; empty for a range of numbers."""

    @property
    def number(self) -> int:
        """Give its number in the text, from 1."""
        return int(self.key.rpartition("-")[2])

    @property
    def numeric(self) -> bool:
        """Whether a number is typed."""
        return isinstance(self.scoring, WithinRange)

    @property
    def options(self) -> tuple[str, ...]:
        """Give the words of a drop-down; none where something is typed."""
        return self.scoring.options if isinstance(self.scoring, MatchText) else ()

    @property
    def also(self) -> tuple[str, ...]:
        """Give what else is accepted, in words."""
        return self.scoring.accepted[1:] if isinstance(self.scoring, MatchText) else ()

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Give the lowest and highest number that is right, where these are two."""
        found = (self.scoring.low, self.scoring.high) if isinstance(self.scoring, WithinRange) else None
        return found if found and found[0] < found[1] else None

    @property
    def more(self) -> bool:
        """Whether anything but `answer` is accepted, and worth telling."""
        return bool(self.also or (self.bounds and self.answer))

    @property
    def width(self) -> int:
        """Give the characters that its field is wide."""
        if isinstance(self.scoring, MatchText):
            longest = max(map(units_of, (*self.scoring.accepted, *self.scoring.options)))
        else:
            longest = max(len(f"{bound:g}") for bound in (self.scoring.low, self.scoring.high)) + 1
        return next((width for width in WIDTHS if width > longest), WIDTHS[-1])


def units_of(text: str) -> int:
    """Give the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def read_gap(written: str, key: str, case_sensitive: bool, fault: Fault) -> Gap | None:
    """Read one gap; None where nothing can be made of it, once `fault` has been told."""
    parts = [part.strip() for part in _BAR.split(written)]
    empty = len(parts) - len([part for part in parts if part])
    if empty:
        what = "the gap is empty" if len(parts) == 1 else "an answer of the gap is empty"
        fault(what, "write what is right: `[[word]]`, `[[word|also right]]`")
        return None
    for part in parts:
        if units_of(_plain(part)) > LONGEST:
            fault(f"`{_plain(part)[:20]}…` has more than {LONGEST} characters", "ask for a word or a short phrase")
            return None
    if any(_in_parentheses(part) for part in parts):
        return _drop_down(parts, key, fault)
    if len(parts) > 1 and re.match(r"\s", written):
        hint = f"put the right one in parentheses: `[[ ({parts[0]}) | {parts[1]} ]]`; typed gaps have no blanks"
        fault(f"no word of the drop-down is right: {' | '.join(map(_plain, parts))}", hint)
        return None
    return _typed(parts, key, case_sensitive, fault)


def _plain(part: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", part).split())


def _in_parentheses(part: str) -> bool:
    """Tell whether a word stands in parentheses as a whole: `(a) or (b)` does not."""
    depth = 0
    for at, character in enumerate(_ESCAPED.sub("  ", part)):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at == len(part) - 1 > 1
    return False


def _drop_down(parts: list[str], key: str, fault: Fault) -> Gap | None:
    words = [_plain(part[1:-1] if _in_parentheses(part) else part) for part in parts]
    right = tuple(word for word, part in zip(words, parts, strict=True) if _in_parentheses(part))
    if not all(words):
        fault("an answer of the gap is empty", "write the word between the parentheses")
    elif len(words) == 1:
        hint = f"add wrong ones: `[[ ({words[0]}) | … ]]`; for parentheses that are typed write `[[\\({words[0]})]]`"
        fault(f"the drop-down offers one word only: {words[0]}", hint)
    elif len(right) == len(words):
        fault(f"every word of the drop-down is right: {' | '.join(words)}", "add a wrong one")
    elif twice := _twice(words, case_sensitive=True):
        fault(f"the drop-down offers `{twice}` twice", "change or remove one of them")
    else:
        return Gap(key, MatchText(right, True, tuple(words)), right[0])
    return None


def _typed(parts: list[str], key: str, case_sensitive: bool, fault: Fault) -> Gap | None:
    words = [_plain(part) for part in parts]
    numbers = [_number(word) for word in words]
    if any(isinstance(number, str) for number in numbers):
        fault(str(next(number for number in numbers if isinstance(number, str))),
              "write a number alone in its gap: `[[15]]`, `[[15 ± 1]]`, `[[14..16]]`")  # fmt: skip
        return None
    if len(words) == 1 and isinstance(numbers[0], WithinRange):
        answer = "" if ".." in words[0] else re.split(r"\s*[±+]", words[0].lstrip("+"))[0]
        return Gap(key, numbers[0], answer)
    if any(isinstance(number, WithinRange) and number.low < number.high for number in numbers):
        fault("a range of numbers has no answers beside it", "write it alone in its gap: `[[14..16]]`")
        return None
    if twice := _twice(words, case_sensitive):
        like = "dashes and a final full stop" if case_sensitive else "capitals, dashes and a final full stop"
        fault(f"the gap accepts `{twice}` twice: {like} make no difference", "leave one out")
        return None
    return Gap(key, MatchText(tuple(words), case_sensitive), words[0])


def _twice(words: list[str], case_sensitive: bool) -> str:
    folded = [fold_text(word, case_sensitive) for word in words]
    return next((word for at, word in enumerate(words) if folded[at] in folded[:at]), "")


def _number(word: str) -> WithinRange | str | None:
    """Read a number, one with a tolerance, or a range; None for any other text, a message for one that is nearly so.

    Reckoned in decimals, since 0.5 ± 0.01 has to take 0.51 in. `007` is a text.
    """
    if plain_number(word) is not None:
        exact = _decimal(word)
        return None if re.match(r"[+-]?0\d", word) else WithinRange(float(exact), float(exact))
    if (found := _RANGE.fullmatch(word)) and plain_number(found[1]) is not None:
        if plain_number(found[2]) is None:
            return f"`{word}` is no range of numbers"
        low, high = _decimal(found[1]), _decimal(found[2])
        if low > high:
            return f"the range ends at {found[2]}, before it begins at {found[1]}"
        return WithinRange(float(low), float(high))
    if (found := _AROUND.fullmatch(word)) and plain_number(found[1]) is not None:
        around = plain_number(found[2])
        if around is None or around < 0:
            return f"`{word}`: the tolerance is no plain number"
        middle, off = _decimal(found[1]), _decimal(found[2])
        return WithinRange(float(middle - off), float(middle + off))
    return None


def _decimal(text: str) -> Decimal:
    return Decimal(text.strip().replace("\u2212", "-").replace(",", "."))
