"""What stands behind the text of the handbook: answer key, glossary, list of figures, index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from builder.nodes import Container, Figure, walk
from builder.render import RenderContext
from builder.render.html import render_inlines, render_question
from builder.render.templates import strings
from builder.render.words import fill
from builder.targets.pdf_book import Run
from builder.targets.pdf_editions import Entry, Licence, keyed, licence_of
from builder.targets.pdf_glossary import Term, joined
from builder.targets.pdf_index import Topic, indexed, topics_of, words_of
from builder.targets.pdf_parts import Leaf, Part
from builder.targets.pdf_places import made_unique, place_in


@dataclass(frozen=True, slots=True)
class Answers:
    """The answer key of a module."""

    leaf: Leaf
    entries: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The captioned figures of a module."""

    leaf: Leaf
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """All that is known before the pages are."""

    answers: tuple[Answers, ...]
    terms: tuple[Term, ...]
    moved: tuple[str, ...]
    """Ids of glossaries, and of pages that held nothing else: they now lead to the glossary of the book."""
    figures: tuple[Figures, ...]
    pilots: tuple[Topic, ...]
    organisers: tuple[Topic, ...]
    contents: tuple[Entry, ...]
    licences: tuple[tuple[Leaf, Licence], ...]

    @property
    def places(self) -> frozenset[str]:
        """Give all ids in it that links of the text may lead to."""
        return frozenset(place for term in self.terms for place in term.places) | frozenset(self.moved)

    def gathered(self, run: Run, chapters: Mapping[str, range]) -> dict[str, object]:
        """Give what depends on the pages of the text: numbers of figures, and the index."""
        first = run.before + 1
        read = sorted(number for pages in chapters.values() for number in pages)
        texts = {number: words_of(run.pages[number - first]._page_box) for number in read}
        places: dict[int, str] = {}
        for place, number in run.numbers.items():
            places.setdefault(number, place)
        return {
            "numbers": run.numbers,
            "pilots": tuple(indexed(self.pilots, texts, chapters, places)),
            "organisers": tuple(indexed(self.organisers, texts, chapters, places)),
        }


def back_of(parts: tuple[Part, ...], context: RenderContext) -> Back:
    """Gather what stands behind the text."""
    leaves = [leaf for part in parts for leaf in part.leaves]
    modules = [leaf.module for leaf in leaves]
    answers = tuple(answered for leaf in leaves if (answered := _answers(leaf)).entries)
    terms = joined([(leaf.slug, leaf.module.pages, leaf.rendering) for leaf in leaves])
    figures = tuple(listed for leaf in leaves if (listed := _figures(leaf)).entries)
    pilots, organisers = topics_of(modules, context.catalogue.comparison)
    words = strings(context.catalogue.language, context.templates)
    wanted = (("answer_key", answers), ("glossary", terms), ("figures", figures), ("index", pilots))
    contents = [Entry(f"back/{name}", Markup.escape(words[name])) for name, there in wanted if there]
    contents.append(Entry("back/credits", Markup.escape(words["credits"])))
    licences = tuple((leaf, licence_of(leaf.module.metadata)) for leaf in leaves)
    moved = tuple(place for leaf in leaves for place in _moved(leaf))
    return Back(answers, terms, moved, figures, pilots, organisers, tuple(contents), licences)


def _answers(leaf: Leaf) -> Answers:
    asked = keyed(leaf.module.pages) if leaf.rendering.metadata.answer_key == "appendix" else ()
    written = (render_question(question, leaf.rendering, key=True) for question in asked)
    return Answers(leaf, tuple(Markup(made_unique(answer, leaf.slug)) for answer in written))


def _figures(leaf: Leaf) -> Figures:
    label = leaf.rendering.strings["figure_n"]
    figures = (node for node in walk(leaf.module.pages) if isinstance(node, Figure) and node.caption and node.id)
    entries = (
        Entry(
            place_in(leaf.slug, figure.id),
            Markup("{}: {}").format(
                fill(label, n=figure.number), render_inlines(figure.caption, leaf.rendering).striptags()
            ),
        )
        for figure in figures
    )
    return Figures(leaf, tuple(entries))


def _moved(leaf: Leaf) -> tuple[str, ...]:
    kept = {section.id for section in leaf.sections}
    places = [page.id for page in leaf.module.pages if page.id not in kept]
    boxes = (node for node in walk(leaf.module.pages) if isinstance(node, Container) and node.kind == "glossary")
    return tuple(place_in(leaf.slug, place) for place in (*places, *(box.id for box in boxes if box.id)))
