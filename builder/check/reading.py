"""Checks of how pages read: sentences that can be followed, pages that can be finished, sections that say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.base import Subject
from builder.check.prose import WORD, Prose
from builder.diagnostics import Diagnostic, warning
from builder.nodes import Container, Heading, plain_text
from builder.source import Span

LEAST_WORDS = 150
"""Words of text from which on a page, or the sections of a module, are judged."""

HARDEST, LONGEST = 60, 25
"""Readability index and words a sentence above which, both at once, a page is hard to read in any language.

LIX (Björnsson 1968) is words a sentence plus the per cent of words with more than six letters: over 60 is very hard.
Finnish, Estonian or German have many long words in plain text, so the sentences have to be long as well.
"""

LONG_WORD = 6
MOST_WORDS = 1200
"""Words on a page, about six minutes' reading."""

_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*([^\W_]))")
"""A stop, what closes with it, blanks, and the letter or digit that follows."""


def readability(subject: Subject) -> Iterator[Diagnostic]:
    """Pages of text have sentences that can be followed."""
    for prose in subject.prose:
        sentences = list(_sentences(prose))
        words = sum(len(found) for found, _, _ in sentences)
        if words < LEAST_WORDS:
            continue
        long = sum(len(word) > LONG_WORD for found, _, _ in sentences for word in found)
        average = words / len(sentences)
        index = average + 100 * long / words
        if index > HARDEST and average > LONGEST:
            found, text, span = max(sentences, key=lambda sentence: len(sentence[0]))
            begun = " ".join(text.split()[:8])
            message = (
                f"the page is hard to read: {average:.0f} words a sentence, readability index {index:.0f} "
                f"(above {HARDEST} is very hard); the longest has {len(found)} words: `{begun} …`"
            )
            yield warning("hard-to-read", message, span, "part the longest sentences, one thought to each")


def _sentences(prose: Prose) -> Iterator[tuple[list[str], str, Span]]:
    """Give the sentences of the page's paragraphs with their words; items of lists without a stop are none."""
    for passage in prose.passages:
        text = passage.text.strip()
        if passage.running and text.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", ":")):
            for part in _parted(text):
                if found := WORD.findall(part):
                    yield found, part, passage.span


def _parted(text: str) -> Iterator[str]:
    """Part a text behind stops; a small letter or a digit goes on with the sentence, as after `e.g.` and `No.`."""
    start = 0
    for stop in _END.finditer(text):
        if stop[1].isalpha() and not stop[1].islower():
            yield text[start : stop.end()]
            start = stop.end()
    yield text[start:]


def lengths(subject: Subject) -> Iterator[Diagnostic]:
    """A page is read in one go."""
    for prose in subject.prose:
        count = len(prose.words)
        if count > MOST_WORDS:
            message = f"the page has {count:,} words, more than {MOST_WORDS:,} are seldom read in one go"
            hint = "part it in two with another `##`"
            yield warning("long-page", message, prose.page.span, hint)


def sections(subject: Subject) -> Iterator[Diagnostic]:
    """Under each heading there is something: text, or a heading below it. A draft of headings is left in peace."""
    if sum(len(prose.words) for prose in subject.prose) < LEAST_WORDS:
        return
    for page in subject.module.pages:
        yield from _empty(page.blocks)
    for node in subject.nodes:
        if isinstance(node, Container):
            yield from _empty(node.blocks)


def _empty(blocks: tuple[object, ...]) -> Iterator[Diagnostic]:
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            message = f"nothing stands under the heading `{plain_text(block.children).strip()}`"
            yield warning("empty-section", message, block.span, "write its text, or take the heading out")
