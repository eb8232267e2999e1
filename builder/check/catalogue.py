"""Checks of the catalogue against the modules that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from builder.catalogue import Catalogue
from builder.diagnostics import Diagnostic, suggest, warning
from builder.source import Span


def unknown_modules(catalogue: Catalogue, slugs: Collection[str]) -> Iterator[Diagnostic]:
    """Modules that the order and the chooser name are there; without them the rest holds."""
    named: list[tuple[str, Span | None]] = list(zip(catalogue.order, catalogue.order_spans, strict=True))
    if catalogue.chooser is not None:
        answers = (answer for choice in catalogue.chooser.choices for answer in choice.answers)
        named += ((argument.module, argument.span) for answer in answers for argument in answer.arguments)
    for slug, span in named:
        if slug not in slugs and span is not None:
            yield warning("unknown-module", f"there is no module `{slug}`", span, suggest(slug, slugs, "modules"))
