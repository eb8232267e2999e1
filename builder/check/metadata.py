"""Checks of the header against the catalogue and the rest of the module."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, suggest, warning
from builder.nodes import Container, walk


def catalogue(subject: Subject) -> Iterator[Diagnostic]:
    """The strand is one the catalogue names."""
    metadata = subject.module.metadata
    if metadata.strand and subject.strands and metadata.strand not in subject.strands:
        hint = suggest(metadata.strand, subject.strands, "strands")
        yield error("unknown-strand", f"there is no strand `{metadata.strand}`", metadata.span, hint)


def summary(subject: Subject) -> Iterator[Diagnostic]:
    """A module says what it is for: LMSs show it, and the PDF's cover does."""
    metadata = subject.module.metadata
    if not metadata.summary:
        hint = "add `summary:` with one or two sentences to the header"
        yield warning("no-summary", "the module has no summary", metadata.span, hint)


def generated_objectives(subject: Subject) -> Iterator[Diagnostic]:
    """An empty `objectives` block has something to be filled with."""
    if subject.module.metadata.objectives:
        return
    for node in walk(subject.module.pages):
        if isinstance(node, Container) and node.kind == "objectives" and not node.blocks:
            hint = "list them in the header, or write a list into the block"
            message = "the block `objectives` is empty, and so is the header's list"
            yield error("no-objectives", message, node.span, hint)
