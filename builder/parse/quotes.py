"""Typographic quotation marks and apostrophes in the language of the module; code and answer keys stay as written.

Nothing else is "improved": `(c)` stays `(c)`, and dashes are the author's.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines

MARKS = {
    "en": "“”‘’", "de": "„“‚‘", "da": "»«›‹", "et": "„“‚‘", "fi": "””’’", "lv": "„“‚‘", "lt": "„“‚‘", "pl": "„”«»",
    "sv": "””’’", "nb": "«»‘’", "nn": "«»‘’", "no": "«»‘’", "ru": "«»„“", "uk": "«»„“", "nl": "“”‘’",
}  # fmt: skip
"""Opening and closing, double then single, by language."""

KEYS_OF = frozenset({"text"})
"""Kinds whose lists hold what a learner has to type: their quotes are part of the answer."""


_LEFT_OUT = re.compile(r"(?<![^\W_])'(?:(n)'|(\d\ds))(?![^\W_])", re.IGNORECASE)
"""Marks before what is left out, which look as if they opened a quotation: Meet 'n' Match, the '90s."""


def marks_of(language: str) -> str:
    """Give the four marks of a language; a language whose custom is not known here keeps its straight ones."""
    return MARKS.get(language.partition("-")[0].lower(), "\"\"''")


def _apostrophes(found: re.Match[str]) -> str:
    return found[0].replace("'", "’")


def quotes_plugin(md: MarkdownIt, marks: str) -> None:
    """Turn straight marks into `marks`, after inlines have been read."""
    md.options["quotes"] = marks
    md.core.ruler.after("inline", "quotes", _quotes_rule)


def _quotes_rule(state: StateCore) -> None:
    kinds: list[str] = []
    lists = 0
    for token in state.tokens:
        if token.type == "directive_open":
            kinds.append(token.meta["name"])
        elif token.type == "directive_close":
            kinds.pop()
        elif token.type in ("bullet_list_open", "bullet_list_close"):
            lists += token.nesting
        elif token.type == "inline" and token.children and not (lists and kinds and kinds[-1] in KEYS_OF):
            for child in token.children:
                if child.type == "text":
                    child.content = _LEFT_OUT.sub(_apostrophes, child.content)
            process_inlines(token.children, state)
