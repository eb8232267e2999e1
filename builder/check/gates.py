"""Checks of pages that open after others: what they wait for is there, and every learner can get to it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.quiz import rules_of
from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, suggest, warning
from builder.nodes import Container, Page, Question, walk


def gates(subject: Subject) -> Iterator[Diagnostic]:
    """Every gate waits for something there is, and none stays shut whatever a learner does."""
    pages = subject.module.pages
    if not any(page.after for page in pages):
        return
    home: dict[str, Page] = {page.id: page for page in pages}
    quizzes: dict[str, Container] = {}
    drawn: dict[str, str] = {}
    for page in pages:
        for node in walk(page.blocks):
            if isinstance(node, Question) and node.number:
                home[node.id] = page
            elif isinstance(node, Container) and node.kind == "quiz":
                home[node.id] = page
                quizzes[node.id] = node
                draws = rules_of(node).draws
                drawn |= {one: node.id for draw in draws if draw.count < len(draw.questions) for one in draw.questions}
    for page in pages:
        for wanted in page.after:
            if wanted not in home:
                message = f"the page opens after `{wanted}`, and there is no page, question or quiz of that id"
                yield error("unknown-gate", message, page.span, suggest(wanted, home, "ids"))
            elif wanted in quizzes:
                yield from _one_way(page, quizzes[wanted])
            elif wanted in drawn:
                message = f"who is not asked `{wanted}` never gets to this page: it is drawn by chance"
                hint = f"let the page open after the quiz: `after={drawn[wanted]}`"
                yield error("locked-for-ever", message, page.span, hint)
    yield from _shut(pages, home)


def _one_way(page: Page, quiz: Container) -> Iterator[Diagnostic]:
    rules = rules_of(quiz)
    if rules.pass_mark and rules.attempts is not None:
        message = f"who fails the last attempt at `{quiz.id}` never gets to this page"
        hint = "leave `attempts` out at the quiz, or open the page after something else"
        yield warning("locked-for-ever", message, page.span, hint)


def _shut(pages: tuple[Page, ...], home: dict[str, Page]) -> Iterator[Diagnostic]:
    """Open what can be opened until nothing more does; what is left waits for itself."""
    opened: set[str] = set()
    waiting = list(pages)
    while ready := [page for page in waiting if all(home[one].id in opened for one in page.after if one in home)]:
        opened.update(page.id for page in ready)
        waiting = [page for page in waiting if page not in ready]
    for page in waiting:
        missing = ", ".join(f"`{one}`" for one in page.after if one in home and home[one].id not in opened)
        hint = "let it open after something on a page that is open before"
        yield error("never-opens", f"the page can never open: it waits for {missing}", page.span, hint)
