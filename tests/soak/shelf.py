"""What is learnt in Chromium: the project's modules, and small ones for what those lack."""

from __future__ import annotations

from pathlib import Path

from bike import bike_check
from built import Built, build_pilot, build_text, pilot_slugs

_CHOICE = """::: choice {{#bank-{0} points=2}}
Which one is {0}?

- [ ] None
- [x] {0}
- [ ] More than {0}
:::
"""
BANK = "\n".join(_CHOICE.format(number) for number in range(1, 6))
QUIZ = f"""---
title: Two of five
summary: A quiz against time, drawn from a bank.
language: en
version: 1.0.0
completion: {{pages: all, pass_mark: 80, attempts: 1}}
---

## Read {{#read}}

Numbers are what they are.

## Test {{#test}}

:::: quiz Final {{#final draw=2 shuffle attempts=3 time=30}}
{BANK}
::::

## End {{#end}}

::: plan {{#take-home}}
Take it home.

| Field |
| - |
| Who |
| When |
:::
"""


def modules(target: str, folder: Path) -> list[list[Built]]:
    """Build them, each with its editions: the first is opened first."""

    def bike(name: str, text: str) -> Built:
        return build_text(text, target, folder, name)

    bikes = [
        bike("bike-1", bike_check(attempts="2")),
        bike("bike-2", bike_check(attempts="2", version="1.1.0", title="Bike check", mark="80")),
        bike("bike-3", bike_check(attempts="3", version="2.0.0", questions=("q3", "q1"))),
    ]
    # Other ids ask the same questions anew, so that a later result may be a lower one.
    asked = bike_check(attempts="1", on_fail="failed").replace("on_fail: failed", "on_fail: failed, later: replace")
    anew = [asked, *(asked.replace("#q", f"#again{n}-q").replace("1.0.0", f"{n}.0.0") for n in (2, 3))]
    later = [bike(f"later-{n}", text) for n, text in enumerate(anew, 1)]
    quizzes = [bike("quiz", QUIZ)]
    return [bikes, later, quizzes, quizzes, *([build_pilot(slug, target, folder)] for slug in pilot_slugs())]
