"""The driver: what is built again and what is not, whatever goes wrong, whoever else is at work."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.build import BuildResult, Order, State, build
from builder.build.folder import occupied
from builder.diagnostics import BuildError, Report, error, warning
from builder.nodes import Module
from builder.package import Package, package
from builder.render import RenderContext
from builder.source import Span
from builder.targets import TARGETS
from builder.targets.base import Target
from projects import ROOT, changed, contents, leavings, module, times, write

SCORM = ("scorm12",)


def run(root: Path, *targets: str, modules: tuple[str, ...] = (), jobs: int = 1, strict: bool = False) -> BuildResult:
    order = Order(root, root / "output", modules, targets or SCORM, jobs, strict)
    return build(order, lambda *_: None, lambda _: None)


def states(result: BuildResult) -> dict[str, State]:
    return {outcome.name: outcome.state for outcome in result.outcomes}


def said(result: BuildResult) -> list[tuple[str, str]]:
    return [(one.slug, one.span.path) for one in result.diagnostics]


def command(*arguments: str, root: Path, before: str = "") -> subprocess.Popen[str]:
    """Start the command line in a process of its own, after some lines of Python."""
    code = f"{before}\nimport sys\nfrom builder.cli import main\nsys.exit(main({list(arguments)!r}))"
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return write(tmp_path, one=module("One"), two=module("Two"))


class TestNothingTwice:
    def test_second_run_writes_nothing(self, two: Path) -> None:
        first = run(two, "scorm12", "web")
        assert set(states(first).values()) == {State.WRITTEN}
        before = times(two / "output")
        second = run(two, "scorm12", "web")
        assert set(states(second).values()) == {State.UNCHANGED}
        assert times(two / "output") == before

    def test_second_run_loads_no_library(self, two: Path) -> None:
        command("build", "--target", "scorm12", root=two).communicate()
        look = "import atexit, sys; atexit.register(lambda: print(*sys.modules))"
        again = command("build", "--target", "scorm12", root=two, before=look)
        out, _ = again.communicate()
        assert "unchanged" in out
        loaded = set(out.split())
        assert "builder.build.drive" in loaded
        heavy = {"weasyprint", "jinja2", "lxml", "yaml", "markdown_it", "builder.parse", "multiprocessing", "zipfile"}
        assert loaded & heavy == set()

    def test_one_picture_rebuilds_its_module_only(self, two: Path) -> None:
        run(two, "scorm12", "web")
        before = times(two / "output")
        picture = two / "modules" / "one" / "media" / "plan.svg"
        picture.write_text(picture.read_text().replace("90", "91"))
        run(two, "scorm12", "web")
        assert changed(before, times(two / "output")) == {"one.scorm12.zip", "one.web.zip", "one.web"}

    def test_a_time_alone_is_no_change(self, two: Path) -> None:
        run(two)
        os.utime(two / "modules" / "one" / "module.md")
        assert set(states(run(two)).values()) == {State.UNCHANGED}

    def test_a_changed_text_is_read_alone(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run(two)
        write(two, one=module("One", "Another sentence."))
        read: list[str] = []
        from builder import project

        genuine = project.read_module
        monkeypatch.setattr(project, "read_module", lambda p, slug, r: (read.append(slug), genuine(p, slug, r))[1])
        assert states(run(two)) == {"one.scorm12": State.WRITTEN, "two.scorm12": State.UNCHANGED}
        assert read == ["one"]

    @pytest.mark.parametrize("name", ["catalogue.yaml", "brand"])
    def test_what_all_share_rebuilds_all(self, two: Path, name: str) -> None:
        run(two)
        if name == "brand":
            (two / "templates" / "strings").mkdir(parents=True)
            (two / "templates" / "strings" / "en.json").write_text('{"next": "On we go"}')
        else:
            (two / "modules" / name).write_text("title: Other\n")
        assert set(states(run(two)).values()) == {State.WRITTEN}
        with zipfile.ZipFile(two / "output" / "one.scorm12.zip") as archive:
            assert (b"On we go" in archive.read("index.html")) == (name == "brand")

    @pytest.mark.parametrize("harm", ["removed", "emptied", "folder"])
    def test_a_harmed_product_is_made_again(self, two: Path, harm: str) -> None:
        run(two, "web")
        good = contents(two / "output")
        if harm == "removed":
            (two / "output" / "one.web.zip").unlink()
        elif harm == "emptied":
            (two / "output" / "one.web.zip").write_bytes(b"")
        else:
            (two / "output" / "one.web" / "player" / "player.js").unlink()
        assert states(run(two, "web")) == {"one.web": State.WRITTEN, "two.web": State.UNCHANGED}
        assert contents(two / "output") == good

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"form": 1}', '{"form": 1, "modules": 3}'])
    def test_a_damaged_record_costs_time_only(self, two: Path, text: str) -> None:
        run(two)
        good = contents(two / "output")
        (two / "output" / ".coursewright.json").write_text(text)
        assert set(states(run(two)).values()) == {State.WRITTEN}
        assert contents(two / "output") == good

    def test_products_of_a_module_that_is_gone_are_removed(self, two: Path) -> None:
        run(two, "scorm12", "web")
        (two / "output" / "two.scorm12.zip").write_bytes(b"somebody's own")
        (two / "modules" / "two" / "module.md").unlink()
        assert run(two, "scorm12", "web").removed == ("two.web.zip",)
        left = {path.name for path in (two / "output").iterdir()}
        assert {name for name in left if name.startswith("two")} == {"two.scorm12.zip"}


class TestMessages:
    def test_messages_of_a_skipped_module_are_said_again(self, tmp_path: Path) -> None:
        write(tmp_path, one=module(header="strand: nowhere\n").replace("summary: What it is for.\n", ""))
        first = run(tmp_path)
        assert [slug for slug, _ in said(first)] == ["no-summary"]
        second = run(tmp_path)
        assert set(states(second).values()) == {State.UNCHANGED}
        assert second.diagnostics == first.diagnostics

    def test_messages_of_rendering_are_said_again(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(TARGETS, "fake", fake(lambda report: report(warning("odd", "it is odd", Span("x", 1)))))
        first = run(two, "fake")
        second = run(two, "fake")
        assert set(states(second).values()) == {State.UNCHANGED}
        assert said(first) == said(second) == [("odd", "x")]

    def test_a_neighbour_hears_of_a_page_that_is_gone(self, tmp_path: Path) -> None:
        write(tmp_path, one=module("One", "See [there](../two/module.md#start)."), two=module("Two"))
        assert said(run(tmp_path)) == []
        write(tmp_path, two=module("Two").replace("#start", "#begin"))
        assert said(run(tmp_path)) == [("unknown-anchor", "modules/one/module.md")]
        assert said(run(tmp_path)) == [("unknown-anchor", "modules/one/module.md")]
        write(tmp_path, two=module("Two"))
        assert said(run(tmp_path)) == []

    def test_a_link_is_checked_in_a_module_read_alone(self, tmp_path: Path) -> None:
        write(tmp_path, one=module("One"), two=module("Two"))
        run(tmp_path)
        write(tmp_path, one=module("One", "See [there](../two/module.md#nowhere)."))
        assert said(run(tmp_path)) == [("unknown-anchor", "modules/one/module.md")]

    def test_an_identity_shared_stays_an_error(self, tmp_path: Path) -> None:
        write(tmp_path, one=module("One", header="id: same\n"), two=module("Two", header="id: same\n"))
        wrong = said(run(tmp_path))
        assert [slug for slug, _ in wrong] == ["shared-identity"]
        write(tmp_path, two=module("Two", "More.", header="id: same\n"))
        assert said(run(tmp_path)) == wrong


class TestMistakes:
    def test_one_bad_module_stops_no_other(self, tmp_path: Path) -> None:
        """Fault B141: an earlier good file stays, and each module's mistakes are told."""
        write(tmp_path, m1=module("One"), m2=module("Two"), m3=module("Three"))
        run(tmp_path)
        good = (tmp_path / "output" / "m2.scorm12.zip").read_bytes()
        write(tmp_path, m1=module("One again"), m2="---\ntitle: Bad: one\nlang: en\n---\n\n# Two\n")
        write(tmp_path, m3=module("Three", "![](media/none.png)"))
        result = run(tmp_path)
        wanted = {"m1.scorm12": State.WRITTEN, "m2.scorm12": State.HELD, "m3.scorm12": State.HELD}
        assert states(result) == wanted
        assert {path for _, path in said(result)} == {"modules/m2/module.md", "modules/m3/module.md"}
        assert (tmp_path / "output" / "m2.scorm12.zip").read_bytes() == good
        assert states(run(tmp_path)) == wanted | {"m1.scorm12": State.UNCHANGED}

    @pytest.mark.parametrize(
        "text", ["", "---\ntitle: A\nsummary: x\nlang: en\n---\n", "---\ntitle: A\nlang: en\n---\n\n<!-- to do -->\n"]
    )
    def test_b030_an_empty_module_makes_no_product(self, tmp_path: Path, text: str) -> None:
        write(tmp_path, one=text)
        result = run(tmp_path, "scorm12", "scorm2004", "web", "pdf")
        assert set(states(result).values()) == {State.HELD}
        assert "empty-module" in [slug for slug, _ in said(result)]
        assert changed({}, times(tmp_path / "output")) == set()

    def test_a_wrong_catalogue_holds_all_back(self, two: Path) -> None:
        (two / "modules" / "catalogue.yaml").write_text("brand:\n  accent: pink\n")
        result = run(two)
        assert set(states(result).values()) == {State.HELD}
        assert said(result) == [("bad-value", "modules/catalogue.yaml")]
        assert said(run(two)) == said(result)

    def test_control_files_that_are_missing_are_the_authors_to_mend(self, two: Path) -> None:
        (two / "modules" / "catalogue.yaml").write_text("control_files: schemas\n")
        result = run(two)
        assert set(states(result).values()) == {State.HELD}
        assert said(result) == said(run(two)) == [("control-files", "modules/catalogue.yaml")]
        assert result.failures == ()
        (two / "schemas").mkdir()
        assert set(states(run(two)).values()) == {State.WRITTEN}

    def test_strict_takes_a_warning_as_an_error(self, tmp_path: Path) -> None:
        write(tmp_path, one=module().replace("summary: What it is for.\n", ""))
        assert states(run(tmp_path, strict=True)) == {"one.scorm12": State.HELD}
        assert states(run(tmp_path)) == {"one.scorm12": State.WRITTEN}

    def test_what_rendering_finds_wrong_is_not_written(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(TARGETS, "fake", fake(lambda report: report(error("bad", "it is bad", Span("x", 1)))))
        assert set(states(run(two, "fake")).values()) == {State.HELD}
        assert not list((two / "output").glob("*.fake.*"))

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [("screen.html.j2", "<p>\n{% if %}", 2), ("blocks/callout.html.j2", "\n\n{{ nobody.gave_this }}", 3)],
    )
    def test_a_broken_template_is_named(self, tmp_path: Path, name: str, text: str, line: int) -> None:
        write(tmp_path, one=module(body="::: note\nText.\n:::"))
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        result = run(tmp_path)
        assert states(result) == {"one.scorm12": State.HELD}
        assert [(one.slug, one.span) for one in result.diagnostics] == [
            ("broken-template", Span(f"templates/{name}", line))
        ]

    def test_unknown_names_suggest_the_nearest(self, two: Path) -> None:
        with pytest.raises(BuildError, match=r"no module `ones`; did you mean `one`\?"):
            run(two, modules=("ones",))
        with pytest.raises(BuildError, match=r"no target `scrom12`; did you mean `scorm12`\?"):
            run(two, "scrom12")


class TestRefusals:
    def test_a_target_that_cannot_be_made_here_stops_no_other(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_: RenderContext) -> None:
            raise BuildError("a library is missing")

        monkeypatch.setitem(TARGETS, "fake", replace(fake(), prepare=refuse))
        result = run(two, "scorm12", "fake", jobs=2)
        assert result.failures == ("a library is missing",)
        assert [outcome.state for outcome in result.outcomes] == [State.WRITTEN, State.FAILED] * 2

    def test_output_that_is_a_file(self, two: Path) -> None:
        (two / "output").write_text("")
        with pytest.raises(BuildError, match="can't be made"):
            run(two)

    def test_a_full_disk_leaves_the_earlier_file(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run(two)
        good = contents(two / "output")
        write(two, one=module("Changed"))

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("builder.package._write_zip", full)
        result = run(two)
        assert states(result)["one.scorm12"] is State.FAILED
        assert "No space left" in result.failures[0]
        assert contents(two / "output") == good
        assert leavings(two / "output") == []

    def test_a_process_that_is_killed_is_told_in_words(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        here = os.getpid()
        dying = fake(lambda _: os._exit(9) if os.getpid() != here else None)
        monkeypatch.setitem(TARGETS, "fake", replace(dying, heavy=True))
        with pytest.raises(BuildError, match="memory"):
            run(two, "fake", jobs=2)


class TestInterruptions:
    def test_killed_while_writing(self, two: Path) -> None:
        """Fault B141: at the target's name there is nothing, and the next build clears up."""
        die = (
            "import builder.package as p, os, signal\n"
            "whole = p._write_zip\n"
            "def half(product, stream):\n"
            "    whole(product, stream); stream.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
            "p._write_zip = half\n"
        )
        killed = command("build", "--target", "scorm12", root=two, before=die)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL
        assert not list((two / "output").glob("*.zip"))
        assert leavings(two / "output"), "the kill came too early to show anything"
        assert set(states(run(two)).values()) == {State.WRITTEN}
        assert leavings(two / "output") == []

    @pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
    def test_stopped_while_writing(self, two: Path, kind: signal.Signals) -> None:
        stop = (
            "import builder.package as p, os, signal\n"
            # Ignored from the start where a shell runs the tests in the background.
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "def half(product, stream):\n"
            f"    stream.write(b'PK'); os.kill(os.getpid(), {int(kind)})\n"
            "p._write_zip = half\n"
        )
        stopped = command("build", "--target", "scorm12", root=two, before=stop)
        out, err = stopped.communicate()
        assert stopped.returncode == 130
        assert "Traceback" not in err
        assert "stopped" in err
        assert out == ""
        assert leavings(two / "output") == []
        assert not list((two / "output").glob("*.zip"))

    def test_processes_end_with_a_killed_parent(self, two: Path) -> None:
        """A lock or a half-written file that outlives the build would block the next one."""
        slow = (
            "import os, time\n"
            "from dataclasses import replace\n"
            "from builder.targets import TARGETS\n"
            "def render(*_):\n"
            "    os.write(1, b'rendering\\n'); time.sleep(60)\n"  # in one go: two processes do it at once
            "TARGETS['web'] = replace(TARGETS['web'], render=render, heavy=True)\n"
        )
        killed = command("build", "--target", "web", "--jobs", "2", root=two, before=slow)
        assert killed.stdout is not None
        assert killed.stdout.readline() == "rendering\n"
        killed.kill()
        killed.wait()
        start = time.monotonic()
        assert set(states(run(two)).values()) == {State.WRITTEN}
        assert time.monotonic() - start < 20
        killed.communicate()  # ends only when no process holds the other end

    def test_two_builds_take_turns(self, two: Path) -> None:
        with occupied(two / "output", lambda _: None):
            waiting = command("build", "--target", "scorm12", root=two)
            assert waiting.stderr is not None
            assert "waiting" in waiting.stderr.readline()
            assert not list((two / "output").glob("*.zip"))
        waiting.communicate()
        assert waiting.returncode == 0
        assert len(list((two / "output").glob("*.zip"))) == 2


class TestSameBytes:
    def test_any_number_of_processes(self, tmp_path: Path) -> None:
        texts = {"one": module("One"), "two": module("Two", "A letter no font has: \U00013080.")}
        results = []
        for jobs in ("1", "2"):
            root = write(tmp_path / jobs, **texts)
            ended = command("build", "--jobs", jobs, root=root)
            results.append((*ended.communicate(), ended.returncode, contents(root / "output")))
        assert results[0] == results[1]
        assert "missing-glyph" in results[0][1]
        assert {"one.pdf", "one.scorm12.zip", "one.scorm2004.zip", "one.web.zip"} <= set(results[0][3])

    @pytest.mark.parametrize("epoch", ["0", "1900000000"])
    def test_any_clock(self, two: Path, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Fault B017: a time before 1980 is no reason to stop."""
        run(two)
        good = contents(two / "output")
        for path in (two / "output").iterdir():
            path.unlink()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        os.utime(two / "modules" / "one" / "media" / "plan.svg", (0, 0))
        run(two)
        assert contents(two / "output") == good


def fake(act: Callable[[Report], object] = lambda _: None) -> Target:
    def render(made: Module, _: RenderContext, report: Report) -> Package:
        act(report)
        return package("txt", {"text.txt": made.slug.encode()})

    return Target(name="fake", summary="a text", extension="txt", render=render)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that a wheel unpacks to."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    source = folder / "source"
    source.mkdir()
    for name in ("builder", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md"):
        shutil.copy(ROOT / name, source)
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(source)], check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_a_wheel_has_every_template(wheel: Path) -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    packed = {path.relative_to(wheel / "builder").as_posix() for path in wheel.glob("builder/templates/**/*")}
    assert {name for name in there if not re.search(r"__pycache__|\.pyc$", name)} - packed == set()


def test_a_wheel_works_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(wheel), "PYTHONSAFEPATH": "1"}
    for arguments in (["new", "module", "first"], ["check", "--strict"], ["build", "--target", "scorm12"]):
        done = subprocess.run(
            [sys.executable, "-m", "builder", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "output" / "first.scorm12.zip").is_file()
