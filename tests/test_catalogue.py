"""The catalogue page: what it is made from, what is told of mistakes, and that it links to what is there alone."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
import yaml

from builder.build import BuildResult, Order, State, build
from builder.catalogue import Row
from builder.diagnostics import Diagnostic
from builder.project import Project, load_project, read_module
from builder.render import Companion
from builder.targets import TARGETS
from builder.targets.base import Volume
from builder.targets.catalogue import CATALOGUE
from projects import ROOT, module, write

FACTS = """items:
- id: one
  name: The one
  what: a fair - two rooms
  strand: fairs
  sizes: {guests_over: 200, useful_percent: 80, days: 2}
  when: {start: 28-29 May, day: 2020-10-01}
- id: away
  name: Somebody's "other"
  strand: fairs
  notes: [first, {second: third}]
"""

CATALOGUE_TEXT = """title: Ours
strands: {fairs: Support at fairs}
comparison:
  source: facts.yaml
  items: items
  module: id
  kind: what
  columns:
  - {title: Name, path: name}
  - {title: Strand, path: strand, as: strand}
  - {title: Said, path: [what, sizes, when.start, notes]}
chooser:
  questions:
  - question: What is needed?
    answers:
    - answer: A fair
      modules:
        one: {weight: 3, reason: It is one.}
    - answer: Nothing
"""


def project_of(
    root: Path, catalogue: str = CATALOGUE_TEXT, facts: str | None = FACTS
) -> tuple[Project, list[Diagnostic]]:
    write(root, one=module("The <one>", header="strand: fairs\nduration: 50\n"), two=module("Two"))
    (root / "modules" / "catalogue.yaml").write_text(catalogue, encoding="utf-8")
    if facts is not None:
        (root / "modules" / "facts.yaml").write_text(facts, encoding="utf-8")
    found: list[Diagnostic] = []
    return load_project(root, found.append), found


def run(root: Path, *targets: str) -> BuildResult:
    return build(Order(root, root / "output", (), targets, 1, False), lambda *_: None, lambda _: None)


def states(result: BuildResult) -> dict[str, State]:
    return {outcome.name: outcome.state for outcome in result.outcomes}


def page_of(root: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((root / "output" / "catalogue.html").read_text(encoding="utf-8"))


def links(page: lxml.html.HtmlElement) -> set[str]:
    """Give the addresses of files that the page links to."""
    return {address for address in page.xpath("//a/@href") if not address.startswith("#")}


class TestFacts:
    def test_rows_are_written_for_readers(self, tmp_path: Path) -> None:
        project, found = project_of(tmp_path)
        assert project.catalogue.comparison is not None
        first, second = project.catalogue.comparison.rows
        said = ("A fair – two rooms", "Guests: > 200", "Useful: 80%", "Days: 2", "28–29 May")
        assert first == Row("one", "a fair – two rooms", (("The one",), ("Support at fairs",), said))
        assert second == Row("", "", (("Somebody’s “other”",), ("Support at fairs",), ("First", "Second: third")))
        assert [(one.slug, one.span.path, one.span.line, one.span.column) for one in found] == [
            ("unknown-module", "modules/facts.yaml", 8, 7)
        ]

    @pytest.mark.parametrize(
        ("before", "after", "slug", "path", "line", "hint"),
        [
            ("source: facts.yaml", "source: fact.yaml", "missing-facts", "catalogue", 4, "correct its name"),
            ("source: facts.yaml", "source: ../facts.yaml", "bad-value", "catalogue", 4, "its name alone"),
            ("items: items", "items: item", "unknown-path", "catalogue", 5, "`items`"),
            ("path: name}", "path: nam}", "unknown-path", "catalogue", 9, "did you mean `name`"),
            ("when.start", "when.stat", "unknown-path", "catalogue", 11, "`when.start`"),
            ("kind: what", "kind: whit", "unknown-path", "catalogue", 7, "`what`"),
            ("as: strand", "as: date", "bad-value", "catalogue", 10, "leave it out"),
            ("{title: Name, path: name}", "{title: Name}", "bad-value", "catalogue", 9, "`path:`"),
            ("{title: Name, path: name}", "{title: Name, path: name, wide: 3}", "unknown-key", "catalogue", 9, "path"),
            ("{fairs: Support at fairs}", "{shows: Shows}", "unknown-strand", "facts", 5, "shows"),
            ("        one: {", "        onw: {", "unknown-module", "catalogue", 18, "`one`"),
            ("weight: 3", "weight: 10", "bad-value", "catalogue", 18, "weight: 3"),
            ("weight: 3, ", "", "bad-value", "catalogue", 18, "`weight:`"),
            ("reason: It is one.", "reason: ''", "bad-value", "catalogue", 18, "in one line"),
            ("    - answer: Nothing\n", "", "bad-value", "catalogue", 16, "one to a line"),
            ("question: What", "ask: What", "bad-value", "catalogue", 14, "`question:`"),
        ],
    )  # fmt: skip
    def test_mistakes(
        self, tmp_path: Path, before: str, after: str, slug: str, path: str, line: int, hint: str
    ) -> None:
        assert before in CATALOGUE_TEXT
        _, found = project_of(tmp_path, CATALOGUE_TEXT.replace(before, after))
        said = {(one.slug, one.span.path, one.span.line): one.hint for one in found}
        assert hint in (said.get((slug, f"modules/{path}.yaml", line)) or ""), said


class TestPage:
    def test_what_it_says(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        assert states(run(tmp_path, "catalogue")) == {"catalogue": State.WRITTEN}
        page = page_of(tmp_path)
        assert page.xpath("//h1/text()") == ["Ours"]
        assert page.xpath("//article/@id") == ["module-one", "module-two"], "strands first, as the first module has one"
        assert page.xpath("//section[@class='strand']/h3/text()") == ["Support at fairs", "For all strands"]
        assert page.xpath("//*[@id='title-one']/text()") == ["The <one>"]
        assert page.xpath("//table[@id='compare']/tbody/tr/th/a/@href") == ["#module-one"]
        assert page.xpath("//table[@class='consider']//td//li")[0].text_content() == "The <one>: It is one."

    def test_places_on_the_page_are_there(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "catalogue")
        page = page_of(tmp_path)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {address[1:] for address in page.xpath("//a/@href") if address.startswith("#")} <= set(ids)
        assert {name for names in page.xpath("//@aria-labelledby") for name in names.split()} <= set(ids)
        assert set(page.xpath("//label/@for")) <= set(ids)

    def test_nothing_is_loaded(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "catalogue")
        text = (tmp_path / "output" / "catalogue.html").read_text(encoding="utf-8")
        assert not re.search(r"https?:|//[a-z]+\.|@import|<(script|img|iframe|link)[^>]* (src|href)=\"(?!data:,)", text)
        assert "url(" not in text, "fonts are those of the reader where no module lies beside the page"

    def test_fonts_are_those_of_a_module_beside_it(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "web", "catalogue")
        fonts = re.findall(r'url\("?([^")]*)', (tmp_path / "output" / "catalogue.html").read_text(encoding="utf-8"))
        assert len(fonts) == 5
        assert all((tmp_path / "output" / address).is_file() for address in fonts)

    def test_it_speaks_the_first_language(self, tmp_path: Path) -> None:
        project_of(tmp_path, CATALOGUE_TEXT + "languages: [de, en]\n")
        run(tmp_path, "catalogue")
        page = page_of(tmp_path)
        assert page.get("lang") == "de"
        assert page.xpath("//h2[@id='modules-title']/text()") == ["Module"]
        assert page.xpath("//*[@id='title-two']/@lang") == ["en"]

    def test_without_facts_and_questions(self, tmp_path: Path) -> None:
        project_of(tmp_path, "title: Ours\n", None)
        run(tmp_path, "catalogue")
        page = page_of(tmp_path)
        assert page.xpath("//section[@id='comparison' or @id='chooser']") == []
        assert page.xpath("//nav//a/@href") == ["#modules"]


class TestLinks:
    def test_they_lead_to_what_is_there(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "catalogue")
        assert links(page_of(tmp_path)) == set()
        result = run(tmp_path, "web", "scorm12", "catalogue")
        assert states(result)["catalogue"] is State.WRITTEN
        found = links(page_of(tmp_path))
        assert found == {f"{slug}{end}" for slug in ("one", "two")
                         for end in (".web/index.html", ".web.zip", ".scorm12.zip")}  # fmt: skip
        assert all((tmp_path / "output" / address).is_file() for address in found)

    def test_a_second_build_has_nothing_to_do(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "web", "catalogue")
        assert set(states(run(tmp_path, "web", "catalogue")).values()) == {State.UNCHANGED}

    def test_a_product_that_is_gone_is_not_linked_to(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "web", "scorm12", "catalogue")
        (tmp_path / "output" / "two.scorm12.zip").unlink()
        assert states(run(tmp_path, "catalogue")) == {"catalogue": State.WRITTEN}
        assert "two.scorm12.zip" not in links(page_of(tmp_path))
        assert "one.scorm12.zip" in links(page_of(tmp_path))

    def test_a_module_that_is_gone_is_gone(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "web", "catalogue")
        (tmp_path / "modules" / "one" / "module.md").unlink()
        assert states(run(tmp_path, "web", "catalogue"))["catalogue"] is State.WRITTEN
        assert links(page_of(tmp_path)) == {"two.web/index.html", "two.web.zip"}
        assert page_of(tmp_path).xpath("//*[@id='chooser']//td[@lang or li]") == []

    def test_facts_make_it_anew(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        run(tmp_path, "catalogue")
        facts = tmp_path / "modules" / "facts.yaml"
        facts.write_text(FACTS.replace("The one", "The first"), encoding="utf-8")
        assert states(run(tmp_path, "catalogue")) == {"catalogue": State.WRITTEN}
        assert "The first" in page_of(tmp_path).xpath("//table[@id='compare']")[0].text_content()

    def test_a_wrong_module_holds_it_back(self, tmp_path: Path) -> None:
        project_of(tmp_path)
        write(tmp_path, two=module("Two", "![](media/none.png)"))
        assert states(run(tmp_path, "catalogue")) == {"catalogue": State.HELD}

    def test_one_module_needs_no_catalogue(self, tmp_path: Path) -> None:
        write(tmp_path, one=module("One"))
        assert "catalogue" not in states(run(tmp_path))


@pytest.fixture(scope="module")
def project() -> Project:
    found: list[Diagnostic] = []
    project = load_project(ROOT, found.append)
    assert found == []
    return project


class TestPilots:
    """The catalogue of this project."""

    def test_every_pilot_is_compared(self, project: Project) -> None:
        assert project.catalogue.comparison is not None
        rows = project.catalogue.comparison.rows
        assert len(rows) == 10
        assert {row.module for row in rows} == set(project.slugs) - {"introduction"}
        assert all(cell for row in rows for cell in row.cells)

    def test_every_pilot_can_come_first(self, project: Project) -> None:
        assert project.catalogue.chooser is not None
        choices = [choice.answers for choice in project.catalogue.chooser.choices]
        assert len(choices) == 5
        first = set()
        for answers in itertools.product(*choices):
            weights: dict[str, int] = {}
            for one in (argument for answer in answers for argument in answer.arguments):
                weights[one.module] = weights.get(one.module, 0) + one.weight
            best = max(weights.values())
            if list(weights.values()).count(best) == 1:
                first.add(max(weights, key=lambda slug: weights[slug]))
        assert first == set(project.slugs) - {"introduction"}

    def test_figures_in_reasons_are_facts(self, project: Project) -> None:
        told = yaml.safe_load((ROOT / "modules" / "pilots.yaml").read_text(encoding="utf-8"))
        facts = {pilot["id"]: set(re.findall(r"\d+", str(pilot))) for pilot in told["pilots"]}
        assert project.catalogue.chooser is not None
        for choice in project.catalogue.chooser.choices:
            for one in (argument for answer in choice.answers for argument in answer.arguments):
                assert set(re.findall(r"\d+", one.reason.replace(",", ""))) <= facts[one.module], one.reason

    def test_the_handbook_is_linked_to_where_it_is(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        book = Volume(name="pdf-handbook", summary="", extension="pdf", stem="handbook", render=CATALOGUE.render)
        monkeypatch.setitem(TARGETS, "pdf-handbook", book)
        modules = tuple(one for slug in project.slugs if (one := read_module(project, slug, lambda _: None)))
        context = project.render_context({})
        for companions, wanted in (((), []), ((Companion("handbook.pdf", 2_000_000),), ["Handbook PDF, 2 MB"])):
            made = CATALOGUE.render(modules, replace(context, companions=companions), lambda _: None).files[0][1]
            assert isinstance(made, bytes)
            page = lxml.html.document_fromstring(made.decode())
            assert [item.text_content() for item in page.xpath("//li[@class='book'][a/@href='handbook.pdf']")] == wanted
