"""How fast the builder is, as ratios of CPU time within one run: `make bench`.

Prints each measurement with its goal. Absolute times differ from machine to machine; the ratios should not. CPU time is
that of the whole tree of processes, each figure the median of several runs in turn. What is built are ten chapters of
about a thousand words, made of the pages of the repository's modules.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGER = ROOT / "tests" / "tools" / "node_modules" / "@liascript" / "simple-scorm-packager"
CHAPTERS = 10

PACK = """
const Module = require('module');
const load = Module._load;
Module._load = (name, ...rest) => {
  const made = load(name, ...rest);
  // The packager calls archiver as a function, which the newest archiver is no longer.
  return name === 'archiver' && typeof made !== 'function' ? (kind, options) => new made.ZipArchive(options) : made;
};
const [, , packagerPath, sink, ...sources] = process.argv;
const packager = require(packagerPath);
sources.forEach((source, n) => packager({
  version: '1.2', organization: 'Bench', title: 'Module ' + n, language: 'en', source, startingPage: 'index.html',
  package: { version: '1.0.0', zip: true, outputFolder: sink, date: '2024-01-01', filename: 'm' + n + '.zip' },
}));
"""
"""Packs folders of ready HTML in one process of Node."""

PLAIN = """
import sys, weasyprint
for source, sink in zip(sys.argv[1::2], sys.argv[2::2]):
    weasyprint.HTML(source).write_pdf(sink, pdf_variant="pdf/ua-1")
"""
"""The layout engine alone: one process, the same documents as it gets from us, nothing of ours around it."""


YARDSTICK = """
import re, sys, zipfile
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
for source, sink in zip(sys.argv[1::2], sys.argv[2::2]):
    with open(source + "/module.md", encoding="utf-8") as text:
        page = "<!doctype html><meta charset=utf-8><title>x</title>" + parser.render(text.read().split("---", 2)[2])
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("index.html", page)
        for name in sorted(set(re.findall(r"media/[\\w.-]+", page))):
            archive.write(source + "/" + name, name)
"""
"""The least code that makes a zip of each module; it checks nothing, and its quizzes are lists."""


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of all its processes."""
    wall: float


@dataclass(frozen=True)
class Goal:
    """A ratio that is to stay below a limit."""

    what: str
    one: str
    other: str
    limit: float
    wall: bool = False


GOALS = (
    Goal("SCORM 1.2 against simple-scorm-packager, which is given ready HTML", "scorm", "packager", 0.5),
    Goal("check against the least code that makes SCORM packages", "check", "yardstick", 3),
    Goal("nothing changed against all anew", "nothing changed", "all", 0.06),
    Goal("one module changed against all anew", "one changed", "all", 0.5),
    Goal("one module changed, SCORM 1.2 alone, against all anew", "one changed, scorm", "all", 0.08),
    Goal("PDF against plain WeasyPrint, both in one process", "pdf, one process", "weasyprint", 1.2),
    Goal("PDF in two processes against plain WeasyPrint in one, wall", "pdf", "weasyprint", 0.75, wall=True),
)


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command; give what it and its children took. What it says is shown where it fails."""
    # As on a user's machine: Python may keep what it compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"PYTHONPATH": str(ROOT)}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)[:200]}\n{done.stdout}{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.perf_counter() - start)


@dataclass(frozen=True)
class Bench:
    """A copy of the project and the ways to work on it."""

    root: Path

    @property
    def modules(self) -> list[Path]:
        """Give the folders of the modules."""
        return sorted(path.parent for path in self.root.glob("modules/*/module.md"))

    def build(self, *arguments: str, cold: bool = False) -> Cost:
        """Build, `cold` with nothing there."""
        if cold:
            shutil.rmtree(self.root / "output", ignore_errors=True)
        return cost([sys.executable, "-m", "builder", "build", *arguments], self.root)

    def changed(self, *arguments: str) -> Cost:
        """Build with a sentence more in one module."""
        with (self.modules[0] / "module.md").open("a", encoding="utf-8") as text:
            text.write("\nOne more sentence.\n")
        return self.build(*arguments)

    def least(self) -> Cost:
        """Let the yardstick make its packages."""
        pairs = [name for module in self.modules for name in (str(module), f"{module}.least.zip")]
        took = cost([sys.executable, "-c", YARDSTICK, *pairs], self.root)
        for path in self.root.glob("modules/*.least.zip"):
            path.unlink()
        return took

    def packed(self) -> Cost:
        """Let the packager of npm pack what the web target made; it writes into what it packs."""
        folder = self.root / "packed"
        shutil.rmtree(folder, ignore_errors=True)
        for module in self.modules:
            shutil.copytree(self.root / "output" / f"{module.name}.web", folder / module.name)
        script = self.root / "pack.js"
        script.write_text(PACK, encoding="utf-8")
        sources = [str(folder / module.name) for module in self.modules]
        took = cost(["node", str(script), str(PACKAGER), str(folder), *sources], self.root)
        if len(list(folder.glob("*.zip"))) != len(sources):
            raise SystemExit("the packager of npm has packed nothing")
        return took

    def printed(self) -> Cost:
        """Let WeasyPrint alone set what our PDF is set from."""
        pages = [str(path) for path in sorted((self.root / "plain").glob("*.html"))]
        pairs = [name for page in pages for name in (page, f"{page}.pdf")]
        return cost([sys.executable, "-c", PLAIN, *pairs], self.root)

    def prepare_plain(self) -> None:
        """Write each module's text for paper as a file of its own, with the same style sheet and the same fonts."""
        sys.path.insert(0, str(ROOT))
        from builder.build import read_all
        from builder.project import load_project
        from builder.targets import pdf, pdf_engine

        (self.root / "plain").mkdir()
        context = load_project(self.root, lambda _: None).render_context({})
        faces = "".join(
            f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};src:url('{file.as_uri()}')}}"
            for family, weight, style, file in pdf_engine.font_files()
        )
        sheet = pdf_engine.find(context.templates, "styles/print.css").read_text(encoding="utf-8")
        css = faces + pdf_engine._settings(context.brand, "A4") + sheet
        for _, module in read_all(self.root):
            assert module is not None
            html = pdf.text(module, context, pdf.rendering_of(module, context)).replace("media-of-module/", "")
            head = f"<base href='{module.folder.as_uri()}/'/><style>{css}</style></head>"
            html = html.replace("</head>", head, 1)
            (self.root / "plain" / f"{module.slug}.html").write_text(html, encoding="utf-8")


def measure(bench: Bench, runs: int) -> Mapping[str, list[Cost]]:
    """Do everything in turn, several times over."""
    ways: dict[str, Callable[[], Cost]] = {
        "yardstick": bench.least,
        "check": lambda: cost([sys.executable, "-m", "builder", "check"], bench.root),
        "scorm": lambda: bench.build("--target", "scorm12", cold=True),
        "one changed, scorm": lambda: bench.changed("--target", "scorm12"),
        "pdf, one process": lambda: bench.build("--target", "pdf", "--jobs", "1", cold=True),
        "pdf": lambda: bench.build("--target", "pdf", "--jobs", "2", cold=True),
        "weasyprint": bench.printed,
        "all": lambda: bench.build("--jobs", "2", cold=True),
        "nothing changed": lambda: bench.build("--jobs", "2"),
        "one changed": lambda: bench.changed("--jobs", "2"),
    }
    if (PACKAGER / "package.json").is_file() and shutil.which("node"):
        ways["packager"] = bench.packed
    bench.prepare_plain()
    taken: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            taken[name].append(way())
    return taken


def write_chapters(root: Path) -> None:
    """Make a module of each page of the repository's modules, as many as are wanted."""
    pages = []
    for source in sorted(ROOT.glob("modules/*/module.md")):
        head, *bodies = re.split(r"^(?=## )", source.read_text(encoding="utf-8"), flags=re.MULTILINE)
        header = re.split(r"^(?=# )", head, flags=re.MULTILINE)[0]
        notes = re.findall(r"^\[\^.*$", "\n".join(bodies), re.MULTILINE)
        pages += [(source.parent, header, body, notes) for body in bodies]
    for number, (folder, header, body, notes) in enumerate(pages[:CHAPTERS]):
        made = root / "modules" / f"chapter-{number}"
        shutil.copytree(folder / "media", made / "media")
        # Links to pages that are now another module lead nowhere; notes are told beside their mark or not at all.
        body = re.sub(r"\[([^\]]*)\]\((?:#|\.\./)[^)]*\)", r"\1", body)
        body += "".join(f"\n{note}\n" for note in notes if note not in body and note.partition(":")[0] in body)
        (made / "module.md").write_text(header + body, encoding="utf-8")
    shutil.copy(ROOT / "modules" / "catalogue.yaml", root / "modules")


def main() -> None:
    """Measure, and print measurements and ratios."""
    parser = argparse.ArgumentParser(description="Measure the builder against other tools.")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured (default: 3)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        write_chapters(bench.root)
        taken = measure(bench, asked.runs)
        print(f"{len(bench.modules)} chapters, {os.cpu_count()} processors, medians of {asked.runs}\n")
    middle = {
        name: Cost(statistics.median(one.cpu for one in costs), statistics.median(one.wall for one in costs))
        for name, costs in taken.items()
    }
    for name, one in middle.items():
        print(f"{name:<18}  {one.cpu:6.2f} s CPU  {one.wall:6.2f} s wall")
    print()
    for goal in GOALS:
        if goal.one in middle and goal.other in middle:
            one, other = middle[goal.one], middle[goal.other]
            ratio = one.wall / other.wall if goal.wall else one.cpu / other.cpu
            print(f"{ratio:5.2f}  (goal {goal.limit:g}{'' if ratio <= goal.limit else ', MISSED'})  {goal.what}")


if __name__ == "__main__":
    main()
