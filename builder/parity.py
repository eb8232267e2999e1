"""The promise that every question and every block exists on every medium, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from builder.blocks import BLOCKS
from builder.forms import Forms
from builder.questions import QUESTIONS


def forms_by_kind() -> dict[str, Forms]:
    """Give the forms of every kind of question, then of every block."""
    questions = {name: row.forms for name, row in QUESTIONS.items()}
    return questions | {name: row.forms for name, row in BLOCKS.items()}


def matrix() -> Iterator[tuple[str, str, str]]:
    """Give rows of kind, surrounding and form; the kind stands in the first row of each only."""
    for name, forms in forms_by_kind().items():
        for place, item in enumerate(fields(Forms)):
            yield "" if place else name, item.name.replace("_", " "), getattr(forms, item.name)
