"""The layout engine, made ready once per process: WeasyPrint, the product's fonts, the parsed style sheets.

WeasyPrint costs half a second to import and needs system libraries, so it is imported here, when a PDF is wanted,
and nowhere at the top of a file: checks and SCORM builds run where it can't be loaded.
"""

from __future__ import annotations

import gc
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from builder.diagnostics import BuildError
from builder.render import Brand, RenderContext
from builder.render.theme import mix, readable
from builder.targets.pdf_breaks import yielding
from builder.targets.pdf_media import BASE
from builder.targets.pdf_mirror import mirrored

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

SYSTEM_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""Debian packages that WeasyPrint 70 loads and that no wheel brings."""

PAPERS = {"A4": ("210mm", "297mm"), "Letter": ("8.5in", "11in")}
"""Width and height by name."""

_FROM_THE_RIGHT = re.compile(r'<html\b[^>]*\sdir="rtl"')

_FACES = (
    ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro"),
    ("Source Sans Pro", "font_source_sans_pro", "SourceSansPro"),
)
_STYLES = (
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Semibold", 600, "normal"),
    ("SemiboldIt", 600, "italic"),
    ("Bold", 700, "normal"),
)
_MONO = ("latin", "latin-ext", "cyrillic")
"""Parts of Source Code Pro. Each is a family of its own, as parts of one family print wrong glyphs in WeasyPrint."""
_SCRIPTS = (
    ("IBM Plex Sans Arabic", 400, "arabic-regular"),
    ("IBM Plex Sans Arabic", 600, "arabic-bold"),
    ("Noto Sans Hebrew", 400, "hebrew-regular"),
    ("Noto Sans Hebrew", 700, "hebrew-bold"),
    ("Noto Emoji", 400, "emoji"),
)
"""What steps in where Source Serif and Source Sans have no letter or sign; no style needs to name it."""


def font_files() -> tuple[tuple[str, int, str, Path], ...]:
    """Give family, weight, style and file of every face from the font packages.

    Raises BuildError where a package is missing: a system font must never step in unnoticed.
    """
    found = []
    for family, package, stem in _FACES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise BuildError(f"the fonts are missing; install them: pip install {package.replace('_', '-')}")
        folder = Path(spec.origin).parent / "files"
        for name, weight, style in _STYLES:
            found.append((family, weight, style, folder / f"{stem}-{name}.otf"))
    return tuple(found)


@contextmanager
def _own_fonts_only(configuration: Path) -> Iterator[None]:
    """Let fontconfig read `configuration` instead of the system's while a font set is made."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def load() -> None:
    """Import the engine, so that a parent process can do it before it forks.

    Raises BuildError with the one command to run where a system library is missing.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the system has no fonts is no matter: ours come with the product
            import weasyprint  # noqa: F401
    except OSError as problem:
        name = str(problem).partition(":")[0].removeprefix("cannot load library ").strip("' ")
        raise BuildError(
            f"the PDF engine needs a system library ({name}); run: apt-get install --yes {SYSTEM_LIBRARIES}"
        ) from problem


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for cycles rarely inside the block, and once after it.

    A layout makes some hundred thousand long-lived objects; looking through them again and again costs a fifth of
    the time and frees nothing. Once per booklet keeps memory level: some 20 MB more at the peak for 26 pages.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.collect()


@lru_cache(maxsize=4)
def fonts(templates: tuple[Path, ...]) -> FontConfiguration:
    """Make the font set: the product's faces and no other, so that every machine prints the same."""
    load()
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    with _own_fonts_only(find(templates, "print/fonts.conf")):
        made = FontConfiguration()
    faces = [
        f'font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: url("{file.as_uri()}")'
        for family, weight, style, file in font_files()
    ]
    for part in _MONO:
        file = find(templates, f"print/fonts/mono-{part}.woff2")
        faces.append(f'font-family: "Mono {part}"; src: url("{file.as_uri()}")')
    for family, weight, stem in _SCRIPTS:
        file = find(templates, f"print/fonts/{stem}.ttf")
        faces.append(f'font-family: "{family}"; font-weight: {weight}; src: url("{file.as_uri()}")')
    rules = "\n".join(f"@font-face {{ {face} }}" for face in faces)
    CSS(string=rules, font_config=made, url_fetcher=URLFetcher(allowed_protocols=["file"]))
    # A font set keeps copies of its files in a temporary folder. Its own clean-up comes too late when the
    # interpreter ends and not at all when a worker does; this one is run by the process that made the set.
    Finalize(None, _drop_copies, args=(made,), exitpriority=0)
    return made


def _drop_copies(made: FontConfiguration) -> None:
    folder, made._folder = made._folder, None
    if folder is not None:
        rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=8)
def stylesheet(templates: tuple[Path, ...], brand: Brand, paper: str, direction: str = "ltr") -> CSS:
    """Parse the style sheet for a brand, a paper size and a direction of writing, once."""
    from weasyprint import CSS

    parts = {path.name: path for folder in reversed(templates) for path in (folder / "styles" / "paper").glob("*.css")}
    files = [find(templates, "styles/print.css"), *(parts[name] for name in sorted(parts))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    if direction == "rtl":
        text = mirrored(text)
    return CSS(string=f"{_settings(brand, paper)}\n{text}", font_config=fonts(templates))


def prepare(context: RenderContext) -> None:
    """Load the engine, the fonts and the style sheet, so that processes forked from this one have them already.

    Raises BuildError where the engine or the fonts are missing.
    """
    load()
    for paper in PAPERS:
        stylesheet(context.templates, context.brand, paper)
    gc.collect()
    gc.freeze()  # what is loaded stays: workers need not look through it, nor get copies of it by touching it


@dataclass(frozen=True, slots=True)
class Press:
    """The engine set up for one document."""

    context: RenderContext
    paper: str
    fetcher: URLFetcher

    def lay_out(self, html: str, *, first: int) -> Document:
        """Lay out a document whose first page has the number `first`."""
        from weasyprint import CSS, HTML

        templates = self.context.templates
        numbering = CSS(string=f"@page :first {{ counter-reset: page {first} }}") if first > 1 else None
        direction = "rtl" if _FROM_THE_RIGHT.search(html) else "ltr"
        styles = stylesheet(templates, self.context.brand, self.paper, direction)
        sheets = [styles, *([numbering] if numbering else [])]
        source = HTML(string=html, base_url=BASE, url_fetcher=self.fetcher)
        with yielding():
            return source.render(font_config=fonts(templates), stylesheets=sheets)


def _settings(brand: Brand, paper: str) -> str:
    """Write what differs between catalogues and papers: page size, and the brand's colours made fit for paper."""
    colours = {
        "accent": readable(brand.accent, "#ffffff", 4.5),
        "bright": brand.accent_bright,
        "second": brand.contrast,
        "second-dark": readable(mix("#000000", brand.contrast, 0.45), "#ffffff", 4.5),
    }
    written = "; ".join(f"--{name}: {value}" for name, value in colours.items())
    width, height = PAPERS.get(paper, PAPERS["A4"])
    return f"@page {{ size: {width} {height} }}\n:root {{ {written} }}\n.cover {{ height: {height} }}"


def find(templates: tuple[Path, ...], name: str) -> Path:
    """Find a file in the template folders, a project's own first. Raises BuildError where none has it."""
    for folder in templates:
        if (folder / name).is_file():
            return folder / name
    raise BuildError(f"template missing: {name}")
