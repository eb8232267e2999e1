"""Faults that authors of such courses met in the field, where files on disk matter; those of text alone are cases.

The number in a name is that of the fault in docs/field-faults.md.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from builder.catalogue import Brand
from builder.check import check_modules
from builder.diagnostics import Diagnostic, Severity, as_text
from builder.nodes import CodeBlock, Module, Page, Table, Text, plain_text, walk
from builder.parse import parse_catalogue
from builder.project import Project, load_project, read_module
from builder.questions import interaction_of
from builder.questions.scoring import score
from builder.render.html import render_blocks
from builder.source import Source, read_source
from literate import rendering

HEADER = "---\ntitle: Bike check\ndescription: A five minute check\nlang: en\n---\n\n"
FEEDBACK = "\n::: feedback correct\nYes.\n:::\n::: feedback incorrect\nNo.\n:::\n"


def project_of(root: Path, **modules: bytes | str) -> tuple[Project, list[Diagnostic]]:
    """Write modules to disk and open the project."""
    for slug, text in modules.items():
        folder = root / "modules" / slug.replace("_", "-")
        folder.mkdir(parents=True)
        (folder / "module.md").write_bytes(text.encode() if isinstance(text, str) else text)
    found: list[Diagnostic] = []
    return load_project(root, found.append), found


def read_all(project: Project) -> tuple[dict[str, Module], list[Diagnostic]]:
    """Read and check every module as the program does."""
    found: list[Diagnostic] = []
    read = {slug: read_module(project, slug, found.append) for slug in project.slugs}
    modules = {slug: module for slug, module in read.items() if module is not None}
    found += check_modules(modules, frozenset(project.slugs), project.root, project.catalogue)
    return modules, found


def slugs(found: list[Diagnostic]) -> list[str]:
    return [one.slug for one in found]


def screen(module: Module) -> str:
    drawn = rendering(module, "screen")
    return "\n".join(str(render_blocks(page.blocks, drawn)) for page in module.pages)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("mark", ["\ufeff", ""], ids=["BOM", "no BOM"])
def test_b114_byte_order_mark_and_line_ends(tmp_path: Path, mark: str, end: str) -> None:
    text = "---\ntitle: Größe prüfen\ndescription: Kurz\nlang: de\n---\n\n# Größe\n\n"
    text += "| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    text += "```\nline 1\nline 2\n```\n\n::: nte\nx\n:::\n"
    project, _ = project_of(tmp_path, brakes=(mark + text).replace("\n", end).encode())
    modules, found = read_all(project)
    assert [(one.span.line, one.span.column, one.slug) for one in found] == [(18, 1, "unknown-block")]
    module = modules["brakes"]
    assert module.metadata.title == "Größe prüfen"
    assert next(node for node in walk(module.pages) if isinstance(node, CodeBlock)).text == "line 1\nline 2\n"
    assert any(isinstance(node, Table) for node in walk(module.pages))
    assert not {"\ufeff", "\r"} & set(screen(module))


def test_b003_markup_in_the_title_is_text(tmp_path: Path) -> None:
    header = "---\ntitle: 'Health & Safety: \"Stop\" <now> isn''t hard'\n"
    header += "description: 'R&D > \"talk\" & <i>more</i>'\nlang: en\n"
    project, _ = project_of(tmp_path, safety=header + "---\n\n# Start & finish\n\nText with AT&T, 3 < 5 and 7 > 2.\n")
    modules, found = read_all(project)
    assert found == []
    metadata = modules["safety"].metadata
    assert metadata.title == 'Health & Safety: "Stop" <now> isn\'t hard'
    assert metadata.summary == 'R&D > "talk" & <i>more</i>'
    root = etree.fromstring(f"<root>{screen(modules['safety'])}</root>")
    assert "".join(root.itertext()) == "Text with AT&T, 3 < 5 and 7 > 2."


def test_b013_letter_case_is_told_with_both_spellings(tmp_path: Path) -> None:
    project, _ = project_of(tmp_path, plan=HEADER + "# Plan\n\n![Plan of it](img/Plan.png)\n")
    (tmp_path / "modules/plan/img").mkdir()
    (tmp_path / "modules/plan/img/plan.PNG").write_bytes(b"x")
    _, found = read_all(project)
    assert slugs(found) == ["media-case"]
    assert "img/plan.PNG" in found[0].message
    assert "img/Plan.png" in found[0].message
    assert found[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "reference",
    ["![x](../secret.txt)", "![x](../../../../etc/hostname)", "[x](/etc/hostname)", "![x](%2e%2e/secret.txt)",
     "![x](media/..%2f..%2fsecret.txt)", "[x](..\\\\secret.txt)", "![x](file:///etc/hostname)"],
)  # fmt: skip
def test_b019_nothing_outside_the_module_is_named(tmp_path: Path, reference: str) -> None:
    project, _ = project_of(tmp_path, paths=HEADER + f"# Paths\n\n{reference}\n")
    (tmp_path / "modules/secret.txt").write_text("CANARY")
    modules, found = read_all(project)
    assert slugs(found)
    assert set(slugs(found)) <= {"outside-module", "unsafe-link", "remote-media"}
    assert found[0].span.line == 9
    assert "paths" not in modules or "secret" not in screen(modules["paths"])


def test_b021_symbolic_links(tmp_path: Path) -> None:
    body = "# Links\n\n![Outside](out.png)\n\n![Inside](in.png)\n\n![Folder](far/x.png)\n"
    project, _ = project_of(tmp_path, links=HEADER + body)
    folder = tmp_path / "modules/links"
    (tmp_path / "x.png").write_bytes(b"x")
    (folder / "b.png").write_bytes(b"x")
    os.symlink(tmp_path / "x.png", folder / "out.png")
    os.symlink("b.png", folder / "in.png")
    os.symlink(tmp_path, folder / "far")
    _, found = read_all(project)
    assert [(one.slug, one.span.line) for one in found] == [("outside-module", 9), ("outside-module", 13)]


def test_b080_missing_files_are_errors_with_line(tmp_path: Path) -> None:
    project, _ = project_of(tmp_path, one=HEADER + "# One\n\n![Chain](img/chian.png)\n\n[Handout](files/none.pdf)\n")
    (tmp_path / "modules/one/img").mkdir()
    (tmp_path / "modules/one/img/chain.png").write_bytes(b"x")
    _, found = read_all(project)
    assert [(one.slug, one.span.line) for one in found] == [("missing-media", 9), ("missing-media", 11)]
    assert found[0].hint == "did you mean `chain.png`?"
    assert "modules/one/module.md:9:10: error: the file `img/chian.png`" in as_text(found[0])


@pytest.mark.parametrize(
    ("typed", "right"), [("0,5", 1), (".5", 1), ("0.50", 1), ("0,51", 1), ("0.49", 1), ("0.511", 0), ("1/2", 0)]
)
def test_b095_decimal_comma_and_inclusive_tolerance(tmp_path: Path, typed: str, right: int) -> None:
    question = "::: numeric {#n1 answer=0.5 tolerance=0.01}\nWie viel?\n" + FEEDBACK + ":::\n"
    project, _ = project_of(tmp_path, zahlen=HEADER + "# Zahlen\n\n" + question)
    modules, found = read_all(project)
    assert found == []
    (asked,) = (node for node in walk(modules["zahlen"].pages) if hasattr(node, "low"))
    assert score(interaction_of(asked).scoring, [typed]) == right  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "typed"),
    [("**Paris**", "Paris"), ("`ls -l`", "ls -l"), ("5 &lt; 6", "5 < 6"), ("AT&T", "AT&T"), ("12:30", "12:30"),
     ("snake_case_name", "snake_case_name"), ("2\\*3\\*4", "2*3*4"), ("don't", "don’t"), ("Paris.", "paris"),
     ("010", "010")],
)  # fmt: skip
def test_b101_b111_b093_answers_are_plain_text(tmp_path: Path, key: str, typed: str) -> None:
    project, _ = project_of(tmp_path, one=HEADER + f"# One\n\n::: text {{#f1}}\nType.\n\n- {key}\n{FEEDBACK}:::\n")
    modules, found = read_all(project)
    assert set(slugs(found)) <= {"markup-in-answer"}
    (asked,) = (node for node in walk(modules["one"].pages) if hasattr(node, "accepted"))
    assert score(interaction_of(asked).scoring, [typed]) == 1  # type: ignore[arg-type]


def test_b107_one_bad_header_does_not_hide_other_modules(tmp_path: Path) -> None:
    bad = "---\ntitle: Brakes: how to check them\n---\n\n# Brakes\n\nText\n"
    project, _ = project_of(tmp_path, bad=bad, good=HEADER + "# Good\n\nText.\n")
    modules, found = read_all(project)
    assert list(modules) == ["good"]
    assert slugs(found) == ["yaml-colon"]
    assert found[0].hint == 'write `title: "Brakes: how to check them"`'


def test_b109_norwegian(tmp_path: Path) -> None:
    for word in ("no", "NO", "No"):
        project, _ = project_of(tmp_path / word, s=f"---\ntitle: S\nsummary: x\nlang: {word}\n---\n\n# B\n\nTekst\n")
        modules, _ = read_all(project)
        assert modules["s"].metadata.language == "nb"


def test_b111_numbers_and_times_are_what_was_written(tmp_path: Path) -> None:
    text = "---\ntitle: Times\ndescription: Departure 12:30\nlang: en\n"
    text += "duration: 1:20:00\nid: 010\nversion: 1_000\n---\n\nText\n"
    project, _ = project_of(tmp_path, times=text)
    metadata = read_all(project)[0]["times"].metadata
    assert (metadata.duration, metadata.id, metadata.version) == (80, "010", "1_000")
    assert metadata.summary == "Departure 12:30"


def test_b117_rules_lose_nothing(tmp_path: Path) -> None:
    body = "# One\n\nBefore.\n\n---\n\nnote: this is text\n\n---\n\nAfter.\n\nHeading by underline\n---\n\nEnd.\n"
    project, _ = project_of(tmp_path, rules=HEADER + body)
    modules, found = read_all(project)
    assert found == []
    pages = modules["rules"].pages
    assert [plain_text(page.title) for page in pages] == ["One", "Heading by underline"]
    words = plain_text(tuple(block for page in pages for block in page.blocks))
    assert words == "Before. note: this is text After. End."


def test_b119_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = '---\ntitle: One\ndescription: !!python/object/apply:os.system ["touch PWNED"]\nlang: en\n---\n\n# One\n'
    project, _ = project_of(tmp_path, one=text)
    assert slugs(read_all(project)[1])[0] == "yaml-tag"
    assert not (tmp_path / "PWNED").exists()


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    project, _ = project_of(tmp_path, one=HEADER.encode() + "# Größe\n\nText\n".encode("latin-1"))
    modules, found = read_all(project)
    assert modules == {}
    assert [(one.slug, one.span.line) for one in found] == [("not-utf8", 7)]


def test_links_between_modules_are_checked(tmp_path: Path) -> None:
    link = "# A\n\n[right](../b/module.md#there) [wrong](../b/module.md#nowhere) [none](../c/module.md)\n"
    project, _ = project_of(tmp_path, a=HEADER + link, b=HEADER.replace("Bike", "Other") + "## There\n\nText.\n")
    _, found = read_all(project)
    assert [(one.slug, one.span.column) for one in found] == [("unknown-anchor", 39), ("unknown-module", 70)]


def test_two_modules_never_share_an_identity(tmp_path: Path) -> None:
    text = "---\ntitle: A\nsummary: x\nlang: en\nid: same\n---\n\nText.\n"
    project, _ = project_of(tmp_path, a=text, b=text.replace("same", "Same"))
    _, found = read_all(project)
    assert slugs(found) == ["shared-identity"]


CATALOGUE = """\
title: Our modules
publisher: Creative Ports
languages: [en, de]
strands:
  events: Support during events
order: [b, a]
brand:
  accent: "#123ABC"
defaults:
  licence: CC-BY-SA-4.0
  completion: {pass_mark: 60, attempts: 2}
"""


def test_the_catalogue_is_inherited_key_by_key(tmp_path: Path) -> None:
    own = "---\ntitle: A\nsummary: x\nlang: en\nstrand: event\ncompletion: {pass_mark: none}\n---\n\nText.\n"
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules/catalogue.yaml").write_text(CATALOGUE)
    project, found = project_of(tmp_path, a=own, b=HEADER + "Text.\n")
    assert found == []
    assert project.slugs == ("b", "a")
    assert project.catalogue.brand == Brand(accent="#123abc")
    modules, found = read_all(project)
    assert [(one.slug, one.hint) for one in found] == [("unknown-strand", "did you mean `events`?")]
    completion = modules["a"].metadata.completion
    assert (completion.pass_mark, completion.attempts) == (None, 2)
    assert modules["a"].metadata.licence == "CC-BY-SA-4.0"


@pytest.mark.parametrize(("language", "wrong"), [("en", []), ("de-AT", []), ("pl", ["unlisted-language"])])
def test_the_catalogue_says_which_languages_there_are(tmp_path: Path, language: str, wrong: list[str]) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules/catalogue.yaml").write_text("languages: [en, de]\n")
    project, _ = project_of(tmp_path, a=f"---\ntitle: A\nsummary: x\nlanguage: {language}\n---\n\nText.\n")
    assert slugs(read_all(project)[1]) == wrong


@pytest.mark.parametrize(
    ("text", "line", "slug"),
    [
        ("titel: X\n", 1, "unknown-key"),
        ("title: [X]\n", 1, "bad-value"),
        ("order: a\n", 1, "bad-value"),
        ("languages: {a: b}\n", 1, "bad-value"),
        ("languages:\n- en\n- german\n", 3, "unknown-language"),
        ("strands: [a, b]\n", 1, "bad-value"),
        ("strands:\n  a: [b]\n", 2, "bad-value"),
        ("defaults: none\n", 1, "bad-value"),
        ("defaults:\n  colour: red\n", 2, "unknown-key"),
        ("brand:\n  accent: red\n", 2, "bad-value"),
        ("brand:\n  colour: '#123456'\n", 2, "unknown-key"),
        ("title: A: b\n", 1, "yaml-colon"),
        ("title: A\ntitle: B\n", 2, "duplicate-key"),
    ],
)
def test_mistakes_in_the_catalogue(text: str, line: int, slug: str) -> None:
    found: list[Diagnostic] = []
    parse_catalogue(Source("modules/catalogue.yaml", text), found.append)
    assert [(one.span.line, one.slug) for one in found] == [(line, slug)]


def test_colours_that_can_not_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules/catalogue.yaml").write_text('brand:\n  accent: "#ffff00"\n')
    _, found = project_of(tmp_path, a=HEADER + "Text.\n")
    assert set(slugs(found)) == {"brand-contrast"}


@pytest.mark.parametrize("name", ["schemas", "../schemas", "/usr", "note.txt", "away", '"\\0"'])
def test_control_files_are_a_folder_of_the_project(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    (root / "modules").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (root / "note.txt").write_text("a file")
    (root / "away").symlink_to(tmp_path / "schemas")
    catalogue = root / "modules/catalogue.yaml"
    catalogue.write_text(f"title: Ours\ncontrol_files: {name}\n")
    project, found = project_of(root, a=HEADER + "Text.\n")
    assert [(one.slug, one.severity, one.span.line, one.span.column) for one in found] == [
        ("control-files", Severity.ERROR, 2, 16)
    ]
    assert project.render_context({}).control_files is None
    catalogue.write_text("control_files: in/schemas\n")
    (root / "in/schemas").mkdir(parents=True)
    project = load_project(root, lambda one: pytest.fail(one.message))
    assert project.render_context({}).control_files == root / "in/schemas"


def test_an_empty_catalogue_is_one(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("# nothing yet\n")
    found: list[Diagnostic] = []
    parse_catalogue(read_source(tmp_path / "catalogue.yaml", tmp_path), found.append)
    assert found == []


def test_long_modules_are_read_in_time_that_grows_with_them(tmp_path: Path) -> None:
    pages = "\n\n".join(f"## Page {number}\n\nText *x* and [link](#page-{number})." for number in range(2000))
    project, _ = project_of(tmp_path, long=HEADER + pages + "\n")
    modules, found = read_all(project)
    assert found == []
    last: Page = modules["long"].pages[-1]
    assert last.title == (Text("Page 1999"),)
