"""Checks of the module's name, and of the header against the catalogue and the rest of the module."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, suggest, warning
from builder.names import module_name_fault
from builder.nodes import Container


def module_name(subject: Subject) -> Iterator[Diagnostic]:
    """The folder's name is part of file names, addresses and identifiers, and the same in all of them."""
    fault = module_name_fault(subject.module.slug)
    if fault:
        message, hint = fault
        yield error("module-name", message, subject.module.metadata.span, f"rename its folder: {hint}")


def strand(subject: Subject) -> Iterator[Diagnostic]:
    """The strand is one the catalogue names, if it names any."""
    metadata, known = subject.module.metadata, dict(subject.catalogue.strands)
    if metadata.strand and known and metadata.strand not in known:
        hint = suggest(metadata.strand, known, "strands")
        yield error("unknown-strand", f"there is no strand `{metadata.strand}`", metadata.span, hint)


def language(subject: Subject) -> Iterator[Diagnostic]:
    """The language is one the catalogue names, if it names any: `de` stands for `de-AT` as well."""
    metadata, known = subject.module.metadata, subject.catalogue.languages
    if known and not {metadata.language, metadata.language.partition("-")[0]} & set(known):
        message = f"`{metadata.language}` is none of the catalogue's languages: {', '.join(known)}"
        hint = "correct `language:` here, or add it to `languages:` in the catalogue"
        yield warning("unlisted-language", message, metadata.span, hint)


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
    for node in subject.nodes:
        if isinstance(node, Container) and node.kind == "objectives" and not node.blocks:
            hint = "list them in the header, or write a list into the block"
            message = "the block `objectives` is empty, and so is the header's list"
            yield error("no-objectives", message, node.span, hint)
