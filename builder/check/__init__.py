"""The table of checks: what is said of a document once it has been read. Adding one is a function and a row here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.catalogue import Catalogue
from builder.check.assessment import feedback, hidden_answers, objectives, options
from builder.check.base import Check, Subject
from builder.check.captions import recordings
from builder.check.document import captions, headings, hidden_targets, links, media
from builder.check.gates import gates
from builder.check.giveaways import giveaways
from builder.check.linktext import link_texts
from builder.check.metadata import generated_objectives, language, module_name, strand, summary
from builder.check.pictures import pictures
from builder.check.prose import prose_of
from builder.check.reading import lengths, readability, sections
from builder.check.scores import accepted, marks
from builder.check.teaching import duration, taught
from builder.diagnostics import Diagnostic, error
from builder.nodes import Module, walk

CHECKS: dict[str, Check] = {
    "module name": module_name,
    "headings": headings,
    "sections": sections,
    "links": links,
    "link texts": link_texts,
    "media": media,
    "pictures": pictures,
    "captions": captions,
    "recordings": recordings,
    "hidden targets": hidden_targets,
    "gates": gates,
    "objectives": objectives,
    "taught": taught,
    "feedback": feedback,
    "options": options,
    "accepted answers": accepted,
    "giveaways": giveaways,
    "marks": marks,
    "solutions": hidden_answers,
    "duration": duration,
    "readability": readability,
    "page lengths": lengths,
    "strand": strand,
    "language": language,
    "summary": summary,
    "generated objectives": generated_objectives,
}


def check_modules(
    modules: Mapping[str, Module],
    known_slugs: frozenset[str],
    root: Path,
    catalogue: Catalogue | None = None,
    only: frozenset[str] | None = None,
) -> Iterator[Diagnostic]:
    """Run every check over the modules, by slug; `only` names those to speak of, the rest are there to be linked to."""
    yield from _identities(modules)
    for slug, module in modules.items():
        if only is not None and slug not in only:
            continue
        nodes = tuple(walk(module.pages))
        subject = Subject(module, modules, known_slugs, root, catalogue or Catalogue(), nodes, prose_of(module))
        for check in CHECKS.values():
            yield from check(subject)


def _identities(modules: Mapping[str, Module]) -> Iterator[Diagnostic]:
    """Two modules never share an identity: their results would overwrite each other."""
    seen: dict[str, Module] = {}
    for module in modules.values():
        identity = (module.metadata.id or module.slug).casefold()
        if identity in seen:
            message = f"the id `{identity}` is that of {seen[identity].source} as well"
            yield error("shared-identity", message, module.metadata.span, "give each module an `id:` of its own")
        seen.setdefault(identity, module)
