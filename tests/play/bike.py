"""A small module for cases of their own, as text: the bike check of the case log."""

from __future__ import annotations

_QUESTIONS = (
    ("q1", "Which part stops the bike?", ("bell", "*brake", "lamp")),
    ("q2", "What must be on at night?", ("*lamp", "bell", "rack")),
    ("q3", "Which tyre is safe?", ("flat", "cracked", "*firm")),
)


def bike_check(
    *,
    title: str = "Bike check before a ride",
    mark: str = "60",
    attempts: str = "1",
    on_fail: str = "incomplete",
    questions: tuple[str, ...] = ("q1", "q2", "q3"),
    version: str = "1.0.0",
) -> str:
    """Write the module: a page of reading, then a page with some of its three questions."""
    completion = f"{{pages: all, pass_mark: {mark}, attempts: {attempts}, on_fail: {on_fail}}}"
    asked = "".join(_question(*one) for one in _QUESTIONS if one[0] in questions)
    return f"""---
title: {title}
summary: A five minute check.
language: en
version: {version}
completion: {completion}
---

## Before you go {{#before}}

Look at the whole bike once.

## Check {{#check}}

Three parts matter.
{asked}"""


def _question(name: str, stem: str, options: tuple[str, ...]) -> str:
    lines = [f"- [{'x' if option.startswith('*') else ' '}] {option.removeprefix('*')}" for option in options]
    return f"\n::: choice {{#{name} points=1}}\n{stem}\n\n" + "\n".join(lines) + "\n:::\n"
