"""The command line: what it answers, where it says it, and how it ends."""

from __future__ import annotations

import errno
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder import __version__
from builder.cli import main
from builder.questions import QUESTIONS
from builder.targets import TARGETS
from projects import ROOT, module, times, write

WARNED = module().replace("summary: What it is for.\n", "")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def two(here: Path) -> Path:
    return write(here, one=module("One"), two=module("Two"))


Captured = pytest.CaptureFixture[str]


class TestNew:
    def test_a_new_module_passes_every_check(self, here: Path, capsys: Captured) -> None:
        assert main(["new", "module", "speed-mentoring"]) == 0
        out, err = capsys.readouterr()
        assert out.splitlines() == [
            "modules/speed-mentoring/module.md",
            "modules/speed-mentoring/media/steps.svg",
            "modules/catalogue.yaml",
        ]
        assert "coursewright check speed-mentoring" in err
        assert main(["check", "--strict"]) == 0
        assert capsys.readouterr().out == "1 module checked: nothing to mend\n"

    def test_a_new_module_can_be_built(self, here: Path) -> None:
        assert main(["new", "module", "first", "--title", 'He said "no": twice', "--language", "de"]) == 0
        assert main(["build", "--strict", "--target", "scorm12", "--target", "web"]) == 0
        assert 'lang="de"' in (here / "output" / "first.web" / "index.html").read_text()

    @pytest.mark.parametrize(
        ("slug", "fitted"),
        [
            ("Fire Safety!", "fire-safety"),
            ("../x", "x"),
            ("7-steps", "module-7-steps"),
            ("Łódź ist größer", "lodz-ist-grosser"),
            ("日本", "module"),
            ("", "module"),
            ("9" * 70, "module-" + "9" * 53),
        ],
    )
    def test_a_name_that_cannot_be_is_refused_with_one_that_can(
        self, here: Path, capsys: Captured, slug: str, fitted: str
    ) -> None:
        assert main(["new", "module", slug]) == 2
        assert f"try `{fitted}`" in capsys.readouterr().err
        assert not list(here.iterdir())

    def test_a_language_that_is_none_is_refused(self, here: Path, capsys: Captured) -> None:
        assert main(["new", "module", "first", "--language", "german"]) == 2
        assert "did you mean `de`?" in capsys.readouterr().err
        assert not list(here.iterdir())

    def test_a_title_is_taken_as_it_is(self, here: Path, capsys: Captured) -> None:
        assert main(["new", "module", "first", "--title", "Fill in {language}\udcff", "--language", "de"]) == 0
        assert main(["check", "--strict"]) == 0
        assert main(["list"]) == 0
        assert "Fill in {language}?" in capsys.readouterr().out

    def test_a_disk_that_refuses_leaves_no_half_of_a_module(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(shutil, "copyfileobj", full)  # what copies the picture, after the text
        assert main(["new", "module", "first"]) == 2
        assert "first: can't be written: No space left" in capsys.readouterr().err
        assert not list((here / "modules").iterdir())

    def test_what_is_there_is_left_alone(self, two: Path, capsys: Captured) -> None:
        before = times(two)
        assert main(["new", "module", "one"]) == 2
        assert "is there already" in capsys.readouterr().err
        assert times(two) == before


class TestCheck:
    def test_messages_and_codes(self, here: Path, capsys: Captured) -> None:
        write(here, one=module(body="![](media/plan.svg)"), two=WARNED, three=module())
        assert main(["check"]) == 1
        out, err = capsys.readouterr()
        assert err == ""
        assert re.search(r"^modules/one/module\.md:11:\d+: error: .* \[missing-alt-text\]\n  11 \| !\[\]", out, re.M)
        assert out.endswith("3 modules checked: 1 error, 1 warning\n")
        assert main(["check", "two"]) == 0
        assert main(["check", "two", "--strict"]) == 1
        assert main(["check", "three", "--strict"]) == 0

    def test_json(self, here: Path, capsys: Captured) -> None:
        write(here, one=WARNED, two=module())
        assert main(["check", "--format", "json"]) == 0
        out, err = capsys.readouterr()
        told = json.loads(out)
        assert told["modules"] == ["one", "two"]
        assert [(one["severity"], one["slug"], one["path"], one["line"]) for one in told["diagnostics"]] == [
            ("warning", "no-summary", "modules/one/module.md", 1)
        ]
        assert err == ""

    def test_a_module_can_be_named_by_its_path(self, two: Path, capsys: Captured) -> None:
        assert main(["check", "modules/one/", "./modules/two/module.md"]) == 0
        assert capsys.readouterr().out.startswith("2 modules")

    def test_from_a_folder_inside(self, two: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        monkeypatch.chdir(two / "modules" / "one" / "media")
        assert main(["check"]) == 0
        assert capsys.readouterr().out.startswith("2 modules")

    def test_check_writes_nothing(self, two: Path) -> None:
        before = times(two)
        assert main(["check"]) == 0
        assert times(two) == before

    def test_a_module_that_cannot_be_decoded(self, two: Path, capsys: Captured) -> None:
        (two / "modules" / "two" / "module.md").write_bytes("---\ntitle: Über\n---\n".encode("latin-1"))
        assert main(["check"]) == 1
        assert "modules/two/module.md:2:1: error: the file is not written in UTF-8" in capsys.readouterr().out

    @pytest.mark.parametrize("name", ["Fire_Safety", "7-steps", "a#b c", "日本"])
    def test_a_folder_that_cannot_name_a_module(self, two: Path, capsys: Captured, name: str) -> None:
        (two / "modules" / "two").rename(two / "modules" / name)
        assert main(["build", "--target", "web,scorm12"]) == 1
        out, err = capsys.readouterr()
        assert f"modules/{name}/module.md:1:1: error: `{name}` can't name a module [module-name]" in err
        assert "2 of 4 products ready" in out, "its neighbour is built"

    def test_folders_that_are_no_modules(self, two: Path, capsys: Captured) -> None:
        (two / "modules" / "one" / "module.md").rename(two / "modules" / "one" / "text.md")
        (two / "modules" / "two").rename(two / "modules" / ".two")
        write(two, three=module())
        for command in (["check"], ["build", "--target", "web"]):
            assert main(command) == 0
            said = "".join(capsys.readouterr())
            assert "modules/one:1:1: warning: the folder holds no `module.md`" in said
            assert ".two" not in said

    def test_a_project_without_a_module(self, two: Path, capsys: Captured) -> None:
        for name in ("one", "two"):
            (two / "modules" / name / "module.md").unlink()
        assert main(["check"]) == 2
        assert "no folder in it holds a `module.md`; begin a module" in capsys.readouterr().err

    def test_a_fault_of_the_program_is_not_the_authors(
        self, two: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        monkeypatch.setattr("builder.build.survey.digest", None)
        assert main(["check"]) == 2, "1 is what an author has to mend"
        err = capsys.readouterr().err
        assert err.startswith("Traceback")
        assert "This is a fault of Coursewright" in err

    def test_an_order_that_names_no_module(self, two: Path, capsys: Captured) -> None:
        (two / "modules" / "catalogue.yaml").write_text("order:\n- two\n- on\n")
        assert main(["check"]) == 0
        out = capsys.readouterr().out
        assert "modules/catalogue.yaml:3:3: warning: there is no module `on` [unknown-module]" in out
        assert "hint: did you mean `one`?" in out

    def test_a_catalogue_that_cannot_be_decoded(self, two: Path, capsys: Captured) -> None:
        (two / "modules" / "catalogue.yaml").write_bytes("title: A\npublisher: Über\n".encode("latin-1"))
        assert main(["check"]) == 1
        assert "modules/catalogue.yaml:2:1: error: the file is not written in UTF-8" in capsys.readouterr().out

    def test_a_catalogue_that_cannot_be_read(self, two: Path, capsys: Captured) -> None:
        (two / "modules" / "catalogue.yaml").mkdir()
        for command in ("check", "build", "list"):
            assert main([command]) == 2
            assert re.fullmatch(r"coursewright: \S+/catalogue\.yaml: can't be read: .+\n", capsys.readouterr().err)

    def test_a_folder_that_cannot_be_read_is_not_taken_for_gone(
        self, two: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        def closed(folder: Path) -> list[str]:
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))

        assert main(["build", "--target", "web"]) == 0
        monkeypatch.setattr("builder.places.os.listdir", closed)
        assert main(["build", "--target", "web"]) == 2
        assert "modules/one: can't be read: Permission denied" in capsys.readouterr().err
        assert (two / "output" / "one.web.zip").is_file()


class TestBuild:
    def test_table_and_progress(self, two: Path, capsys: Captured) -> None:
        assert main(["build", "--target", "scorm12,web", "--jobs", "1"]) == 0
        out, err = capsys.readouterr()
        assert err.splitlines() == [
            "one.scorm12.zip: written", "one.web.zip: written", "two.scorm12.zip: written", "two.web.zip: written",
        ]  # fmt: skip
        assert re.search(r"^one\.scorm12\.zip +\d+ kB +written$", out, re.M)
        assert "4 of 4 products ready in output/: nothing to mend" in out
        assert "output/index.html" in out

    def test_pages_of_a_pdf(self, here: Path, capsys: Captured) -> None:
        write(here, one=module())
        assert main(["build", "--target", "pdf"]) == 0
        assert re.search(r"^one\.pdf +\d+ kB  \d pages  written$", capsys.readouterr().out, re.M)

    def test_one_bad_module(self, here: Path, capsys: Captured) -> None:
        write(here, one=module(), two=module(body="::: nonsense\nText.\n:::"))
        assert main(["build", "--target", "scorm12"]) == 1
        out, err = capsys.readouterr()
        assert "modules/two/module.md:11:" in err
        assert re.search(r"^two\.scorm12 +not built$", out, re.M)
        assert "1 of 2 products ready in output/: 1 error" in out
        assert "Traceback" not in out + err

    def test_b080_a_missing_picture_ends_with_1_and_no_package(self, here: Path, capsys: Captured) -> None:
        write(here, one=module(body="![A chain.](media/chian.png)"))
        assert main(["build"]) == 1
        out, err = capsys.readouterr()
        assert re.search(r"^modules/one/module\.md:11:\d+: error: .*media/chian\.png.* \[missing-media\]$", err, re.M)
        assert not list((here / "output").glob("one.*"))
        assert "Traceback" not in out + err

    def test_json(self, here: Path, capsys: Captured) -> None:
        write(here, one=WARNED)
        assert main(["build", "--target", "web", "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert [one["slug"] for one in told["diagnostics"]] == ["no-summary"]
        (product,) = told["products"]
        assert (product["file"], product["folder"], product["state"]) == ("one.web.zip", "one.web", "written")
        assert product["bytes"] == (here / "output" / "one.web.zip").stat().st_size

    def test_another_output_folder(self, two: Path) -> None:
        assert main(["build", "one", "--target", "web", "--output", "somewhere/else"]) == 0
        assert (two / "somewhere" / "else" / "one.web" / "index.html").is_file()
        assert not (two / "output").exists()

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["build", "ones"], "there is no module `ones`; did you mean `one`?"),
            (["build", "--target", "scrom12"], "there is no target `scrom12`; did you mean `scorm12`?"),
            (["build", "--output", "modules/one/out"], "products can't lie among the sources"),
            (["build", "--project", "modules"], "there is no folder `modules/` in it"),
            (["check", "xyz"], "there is no module `xyz`; there are: one, two"),
        ],
    )
    def test_what_it_will_not_have(self, two: Path, capsys: Captured, arguments: list[str], words: str) -> None:
        assert main(arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert words in err

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["biuld"], "there is no `biuld`; did you mean `build`?"),
            (["build", "--jobs", "0"], "`0` is no number of processes; give 1 or more"),
            (["check", "--format", "xml"], "there is no `xml`; there are: text, json"),
            ([], "COMMAND"),
        ],
    )
    def test_wrong_usage(self, two: Path, capsys: Captured, arguments: list[str], words: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        err = capsys.readouterr().err
        assert words in err
        assert "Traceback" not in err

    def test_without_a_project(self, here: Path, capsys: Captured) -> None:
        assert main(["build"]) == 2
        assert "no folder `modules/` here or above" in capsys.readouterr().err

    @pytest.mark.parametrize("command", ["check", "build"])
    def test_without_a_module(self, here: Path, capsys: Captured, command: str) -> None:
        (here / "modules").mkdir()
        assert main([command]) == 2
        assert "coursewright new module" in capsys.readouterr().err

    def test_a_disk_that_refuses(self, two: Path, capsys: Captured) -> None:
        (two / "output").write_text("a file")
        assert main(["build"]) == 2
        assert capsys.readouterr().err.startswith("coursewright: ")


class TestList:
    def test_modules(self, two: Path, capsys: Captured) -> None:
        write(two, three="no header")
        assert main(["list"]) == 0
        assert [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()] == [
            "one One en 1 page 1 question",
            "three can't be read; see: coursewright check three",
            "two Two en 1 page 1 question",
        ]

    @pytest.mark.parametrize(("kind", "table"), [("targets", TARGETS), ("questions", QUESTIONS)])
    def test_tables(self, here: Path, capsys: Captured, kind: str, table: dict[str, object]) -> None:
        assert main(["list", f"--{kind}"]) == 0
        assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(table)


def test_version(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"coursewright {__version__}\n"


def test_a_reader_who_stops_reading(two: Path) -> None:
    write(two, three=module(body="![](media/plan.svg)\n\n" * 2000))
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from builder.cli import main; sys.exit(main(['check']))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=two, stdout=-1, stderr=-1, text=True) as checking:
        assert checking.stdout is not None
        assert checking.stderr is not None
        checking.stdout.readline()
        checking.stdout.close()
        assert checking.stderr.read() == ""


class Addresses(HTMLParser):
    """Gives what a page points at, and which ids it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = re.findall(r'url\("([^"]*)"\)', text)
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


class TestStartPage:
    def test_everything_it_points_at_is_there(self, two: Path) -> None:
        assert main(["build", "--target", "scorm12,web"]) == 0
        page = Addresses((two / "output" / "index.html").read_text())
        files = {"one.scorm12.zip", "one.web.zip", "one.web/index.html", "two.web/index.html"}
        assert files <= set(page.found)
        for address in page.found:
            place = address.removeprefix("#") in page.ids if address.startswith("#") else None
            assert place or address == "data:," or (two / "output" / address).is_file(), address
        assert len(page.ids) == len(set(page.ids))

    def test_it_tells_how_to_upload_what_is_there(self, two: Path) -> None:
        assert main(["build", "--target", "scorm12"]) == 0
        text = (two / "output" / "index.html").read_text()
        assert "<dt>Moodle</dt>" in text
        assert TARGETS["pdf"].upload not in text

    def test_it_keeps_nothing_and_asks_nobody(self, two: Path) -> None:
        assert main(["build", "--target", "web"]) == 0
        text = (two / "output" / "index.html").read_text()
        assert not re.search(r"https?:|<script|localStorage|@import", text)
        assert len(text) < 30_000

    def test_words_of_authors_are_words(self, here: Path) -> None:
        write(here, one=module('"<b>Bold</b> & more"').replace("for.", "for <i>all</i>."))
        assert main(["build", "--target", "web"]) == 0
        text = (here / "output" / "index.html").read_text()
        assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in text
        assert "<i>" not in text

    def test_it_says_when_files_are_of_an_earlier_build(self, two: Path) -> None:
        assert main(["build", "--target", "scorm12"]) == 0
        write(two, two="---\ntitle: Two\n---\n")
        assert main(["build", "--target", "scorm12"]) == 1
        text = (two / "output" / "index.html").read_text()
        assert text.count("from an earlier build") == 1
        assert "coursewright check two" in text

    def test_a_page_of_somebody_else_stays(self, two: Path, capsys: Captured) -> None:
        (two / "public").mkdir()
        (two / "public" / "index.html").write_text("<p>Our club</p>")
        assert main(["build", "--target", "web", "--output", "public"]) == 0
        assert (two / "public" / "index.html").read_text() == "<p>Our club</p>"
        assert "Open " not in capsys.readouterr().out

    def test_it_is_made_again_when_lost(self, two: Path) -> None:
        assert main(["build", "--target", "web"]) == 0
        text = (two / "output" / "index.html").read_text()
        (two / "output" / "index.html").unlink()
        assert main(["build", "--target", "web"]) == 0
        assert (two / "output" / "index.html").read_text() == text
