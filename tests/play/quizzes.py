"""Small modules with a quiz, as text: a bank with two tags, and what stands beside it on its page."""

from __future__ import annotations

HEADER = """---
title: Bells and money
summary: A quiz.
language: en
objectives:
  - id: bells
    text: Ring the bell
  - id: money
    text: Ask for a fee
completion: {pages: all, pass_mark: 60, attempts: 1}
---

## Read {#read}

The bell rings for money.

"""
BANDS = "::: band 0-49\nRead again.\n:::\n::: band 50-99\nNot bad.\n:::\n::: band 100-100\nAll of it.\n:::\n"
SAID = "\n::: feedback correct\nYes.\n:::\n::: feedback incorrect\nNo.\n:::\n:::\n"
LAST = "## End {#end}\n\nThat was it.\n"


def bank(*tags: str) -> str:
    """Write statements of which the right answer is "true", named `bells-1`, `bells-2` and so on by their tags."""
    written = []
    for number, tag in enumerate(tags):
        name = f"{tag}-{tags[:number].count(tag) + 1}"
        written.append(f"::: true-false {{#{name} answer=true tags={tag} objective={tag}}}\nIt is {name}.\n{SAID}")
    return "\n".join(written)


def quiz(options: str, questions: str, beside: str = "", last: str = LAST) -> str:
    """Write the module: a page to read, the page `test` with the quiz `final`, and a last one."""
    asked = f":::: quiz Final {{#final {options}}}\n{questions}{BANDS}::::\n"
    return f"{HEADER}## Test {{#test}}\n\n{beside}\n{asked}\n{last}"
