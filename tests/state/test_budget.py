"""A module whose saved state could grow too long is told of, with what would be given up."""

from __future__ import annotations

from builder.diagnostics import Severity
from builder.nodes import Module
from builder.render.course import course
from builder.state.budget import LIMITS, as_json, budget, budget_diagnostics, table
from editions import read
from playing import player


def sixty(kind: str = "choice") -> str:
    """B031: 120 parts, a question with six options and three attempts after each second one."""
    parts = []
    for n in range(1, 121):
        parts.append(f"## Part {n}: a heading that is not short at all\n\nText of part {n}.\n\n")
        if n % 2 == 0 and kind == "choice":
            options = "".join(f"- [{'x' if o < 3 else ' '}] option {o} of part {n}\n" for o in range(6))
            parts.append(f"::: choice {{#question-about-part-{n:03d} partial}}\nWhat of part {n}?\n\n{options}:::\n\n")
        elif n % 2 == 0:
            parts.append(f"::: text {{#question-about-part-{n:03d}}}\nWhat of part {n}?\n\n- nothing\n:::\n\n")
    return "".join(parts)


def test_limits_are_those_of_the_connections() -> None:
    (found,) = player([{"op": "limits", "course": course(read(sixty()), {})}])
    assert [found["scorm12"], found["scorm2004"]] == [limit for _, limit in LIMITS]


def test_120_pages_and_60_questions_fit() -> None:
    """B031."""
    module = read(sixty())
    added = budget(module)
    assert added.units < 4096 * 0.75
    assert all(standing.fits for standing in added.standings)
    assert not list(budget_diagnostics(module))
    assert f"{added.units:,}" in table(added)
    assert added.units == sum(as_json(added)["parts"].values())  # type: ignore[attr-defined]


def test_texts_that_do_not_fit_are_told_with_the_lines_that_cost_most() -> None:
    module = read(sixty("text"))
    (found,) = budget_diagnostics(module)
    assert (found.severity, found.slug) == (Severity.WARNING, "state-too-long")
    assert "SCORM 1.2 keeps 4,096" in found.message
    costly = max(budget(module).questions, key=lambda question: question.units)
    assert found.span == costly.span
    assert f"`{costly.id}` (line {costly.span.line}: {costly.units})" in found.message
    assert found.hint is not None
    assert "words typed at" in found.hint
    assert "results" not in found.hint
    standing = budget(module).standings[0]
    assert standing.texts
    assert (standing.responses, standing.pages, standing.questions) == ((), False, ())


def large(questions: int, options: int) -> Module:
    asked = "".join(
        f"::: choice {{#q{n}}}\nWhich?\n\n"
        + "".join(f"- [{' ' if o else 'x'}] option {o}\n" if o != 1 else "- [x] option 1\n" for o in range(options))
        + ":::\n\n"
        for n in range(questions)
    )
    return read("## Start\n\n" + asked)


def test_what_is_given_up_goes_in_the_order_in_which_the_player_gives_it_up() -> None:
    first, second = budget(large(300, 6)).standings
    assert first.questions
    assert first.responses
    assert first.pages
    assert second.fits
    (told,) = budget_diagnostics(large(300, 6))
    assert told.severity is Severity.WARNING
    steps = "the answers chosen at 300 questions, not their marks, then which pages were seen, then the results"
    assert steps in str(told.hint)


def test_results_that_even_scorm_2004_would_lose_are_an_error() -> None:
    found = list(budget_diagnostics(large(1800, 4)))
    assert [one.severity for one in found] == [Severity.WARNING, Severity.ERROR]


def test_a_version_that_leaves_no_place_for_the_status_is_an_error() -> None:
    (found,) = budget_diagnostics(read("## Start\n\nText.\n", version="ü" * 1100))
    assert found.severity is Severity.ERROR
    assert found.hint == "shorten `version:`"
