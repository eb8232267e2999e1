"""What an LMS was told, read without the player."""

from __future__ import annotations

import re

RANKS = ["not attempted", "unknown", "incomplete", "failed", "completed", "passed"]


def rank(status: str) -> list[int]:
    """Give how far each part of a status reaches."""
    return [RANKS.index(part) if part in RANKS else 0 for part in status.split(" / ")]


def quizzes(state: str) -> dict[str, tuple[int, int]]:
    """Give the attempt at each quiz and its best result in hundredths, by its code, from a saved state."""
    records = ",".join(state.split(";")[7:])
    found = re.findall(r"(\w+):(\w+)\.(\w+)\.\w+\.\w+,", records)
    return {code: (int(attempt, 36), int(best, 36)) for code, attempt, best in found}
