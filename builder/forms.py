"""The forms in which every kind of question and block is promised to exist, on whatever medium it is met.

A row of a table can't be made without them; `coursewright list --parity` prints them, and tests hold them to it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

STATIC = "none needed: there is nothing to operate"
NO_RECORD = "none: nothing is answered"
AS_PRINTED = "as printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What a kind is, in a few words each, in every surrounding it may be met in; none may be left out."""

    screen: str
    no_script: str
    """On screen where no script runs."""
    paper: str
    """With room to answer, where there is something to answer."""
    key: str
    """In the answer key."""
    epub: str = AS_PRINTED
    keyboard: str
    """How it is operated without a pointer (WCAG 2.1.1)."""
    record: str
    """What an LMS gets of it: interaction type of SCORM 1.2 and 2004."""

    def __post_init__(self) -> None:
        """Raise ValueError for a form that says nothing."""
        for item in fields(self):
            if not str(getattr(self, item.name)).strip():
                raise ValueError(f"a form is missing: {item.name}")
