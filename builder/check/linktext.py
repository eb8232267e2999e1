"""Checks of the words of links: read alone, as screen readers list them, they say where they lead (WCAG 2.4.4)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, warning
from builder.nodes import Link, Page, Paragraph, WebTarget, plain_text, walk

LONGEST_ADDRESS = 40
"""Letters of an address that can stand in a sentence."""

BARE = frozenset(
    [
        "here", "click here", "this", "this link", "more", "read more", "see here",
        "hier", "hier klicken", "klicken sie hier", "mehr", "weiterlesen", "dieser link",
        "her", "klik her", "klikk her", "læs mere", "les mer", "mere", "mer", "dette link", "denne lenken",
        "siin", "siit", "vajuta siia", "kliki siin", "loe edasi", "loe lähemalt",
        "tässä", "täällä", "tästä", "klikkaa tästä", "klikkaa tätä", "lue lisää", "lisää",
        "šeit", "spied šeit", "klikšķini šeit", "lasīt vairāk", "vairāk",
        "čia", "spauskite čia", "spausk čia", "daugiau", "skaityti daugiau",
        "tu", "tutaj", "kliknij tutaj", "kliknij tu", "więcej", "czytaj więcej",
        "här", "klicka här", "läs mer",
        "здесь", "тут", "нажмите здесь", "сюда", "подробнее", "далее", "читать далее",
    ]
)  # fmt: skip
"""Words that say nothing of where they lead, in the languages of the player."""


def link_texts(subject: Subject) -> Iterator[Diagnostic]:
    """Links say in words where they lead, and on one page the same words lead to one place."""
    noted: set[int] = set()
    led: dict[str, Link] = {}
    for node in subject.nodes:
        match node:
            case Page():
                led = {}
                noted = {id(inner) for note in node.footnotes for inner in walk(note) if isinstance(inner, Paragraph)}
            case Paragraph() if id(node) not in noted:
                yield from _addresses(node)
            case Link():
                yield from _words(node, led)


def _words(link: Link, led: dict[str, Link]) -> Iterator[Diagnostic]:
    written = " ".join(plain_text(link.children).split())
    words = written.strip(" .,:;!?…»›>→()[]\"'“”„").casefold()
    if words in BARE:
        hint = "let the link's words name what is there: `[programme of the day](…)`"
        yield warning("vague-link", f"`{written}` does not say where the link leads", link.span, hint)
    elif words:
        other = led.setdefault(words, link)
        if other.target != link.target:
            message = f"`{written}` leads to different places on this page"
            yield warning("same-link-text", message, link.span, "let the words tell the two apart")


def _addresses(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Look for addresses within sentences; alone in a paragraph or item, as in a list of sources, they may stand."""
    for child in paragraph.children:
        if not isinstance(child, Link) or not isinstance(child.target, WebTarget) or len(paragraph.children) == 1:
            continue
        text = plain_text(child.children).strip()
        if len(text) > LONGEST_ADDRESS and text.startswith(("http://", "https://", "www.")):
            message = f"an address of {len(text)} characters stands in the sentence, and is read out letter by letter"
            hint = f"put words in its place: `[what is there]({child.target.url[:30]}…)`"
            yield warning("long-address", message, child.span, hint)
