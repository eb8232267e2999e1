"""The files that all screen targets share: the page, its styles, the player, fonts and the module's own files.

A target adds its manifest and chooses the connection; it changes nothing of what is made here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from builder.blocks import BLOCKS
from builder.blocks.base import BlockType
from builder.diagnostics import BuildError, Report
from builder.nodes import Container, Footnote, Module, Page, Question, questions_of, walk
from builder.package import Content
from builder.questions import QUESTIONS, interaction_of
from builder.questions.base import QuestionType, ReachEnding
from builder.render import Links, RenderContext
from builder.render.course import course
from builder.render.html import Rendering, render_blocks, render_inlines, render_notes
from builder.render.media import captions_of, media_addresses, weights_of
from builder.render.minified import all_minified, minified
from builder.render.pictures import picture_size
from builder.render.templates import environment
from builder.render.theme import theme_css
from builder.render.words import strings

STYLES = ("tokens", "content", "screen")
BEFORE = ("score", "state", "lms/local")
"""Scripts before the connection. An LMS build has the local one too: without an LMS it runs stand-alone."""
SCORM = ("lms/scorm", "lms/values")
"""What the connections to an LMS share, before the standard's own script."""
AFTER = ("results", "session", "page/elements")
LAST = ("page/questions", "page/saving", "player")
"""Between these and what comes before stands what only some modules use: see `parts_of`."""
MORE = ("extra/clearing", "extra/copies", "extra/dragging", "extra/ending", "extra/figures", "extra/notes")
"""What the first page does without: the player loads it when one of these is needed, and `log` when it is asked for."""
LATER_OF = {"extra/notes": "kinds/keeping", "extra/dragging": "page/ordering"}
"""Of these, what serves one part alone: left out where a module does not have it."""


def prepare(context: RenderContext) -> None:
    """Make the scripts and styles, which all modules share.

    Raises `BuildError` for a template that cannot be used.
    """
    all_minified(context.templates)


def site(
    module: Module,
    context: RenderContext,
    report: Report,
    *,
    connection: str,
    parameters: tuple[tuple[str, str], ...] = (),
) -> dict[str, Content]:
    """Make the files of a module for the screen, by name.

    `connection` is a file of `templates/runtime/lms`; `parameters` go to it in the course object.
    """
    media = media_addresses(module)
    scripts, styles = parts_of(module)
    files: dict[str, Content] = {
        "index.html": _page(module, context, media, scripts, dict(parameters)).encode(),
        "player/style.css": (theme_css(context.brand) + _styles(context.templates, (*STYLES, *styles))).encode(),
        "player/player.js": _script(context.templates, connection, scripts).encode(),
    }
    more = tuple(name for name in MORE if LATER_OF.get(name, name) in (name, *scripts))
    files["player/more.js"] = _joined(context.templates, more).encode()
    files["player/log.js"] = _joined(context.templates, ("extra/log",)).encode()
    files["player/more.css"] = _styles(context.templates, ("more",)).encode()
    captions = captions_of(module, media)
    if captions and connection == "local":  # opened from a folder, a page may read scripts and no other files
        files["player/captions.js"] = f"globalThis.coursewright.captions={script_json(captions)};\n".encode()
    for path in _fonts(context.templates):
        files[f"player/fonts/{path.name}"] = path
    for name, address in media.items():
        files[address] = module.folder / name
    return files


def _page(
    module: Module,
    context: RenderContext,
    media: Mapping[str, str],
    scripts: tuple[str, ...],
    parameters: dict[str, str],
) -> str:
    metadata = module.metadata
    words = strings(metadata.language, context.templates)
    jinja = environment(context.templates)
    notes: dict[int, Footnote] = {note.number: note for page in module.pages for note in page.footnotes}
    sizes = {name: size for name in media if (size := picture_size(module.folder / name))}
    rendering = Rendering(
        "screen", Links(media), metadata.language, words, jinja, metadata, notes, sizes=sizes,
        weights=weights_of(module, media),
    )  # fmt: skip
    spoken = _spoken(context.templates, scripts)
    told = course(module, words)
    told["strings"] = {key: text for key, text in words.items() if _said(key, spoken)}
    if parameters:
        told["parameters"] = parameters
    return jinja.get_template("screen.html.j2").render(
        metadata=metadata,
        pages=module.pages,
        strings=words,
        strand=context.strand_title(metadata.strand) if metadata.strand else "",
        publisher=metadata.publisher or context.publisher,
        credits=_credits(module, context, words),
        rated=tuple(question for question in questions_of(module) if question.confidence),
        body=lambda page: _body(page, rendering),
        inlines=lambda inlines: render_inlines(inlines, rendering),
        course=script_json(told),
    )


def _body(page: Page, rendering: Rendering) -> Markup:
    body = render_blocks(page.blocks, rendering)
    if page.footnotes:
        notes = render_notes(page.footnotes, rendering)
        title = rendering.strings["footnotes"]
        body += Markup('\n<section class="footnotes" role="doc-endnotes" aria-label="{}">\n').format(title)
        body += Markup("<ol>{}</ol>\n</section>").format(notes)
    return body


def _credits(module: Module, context: RenderContext, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    metadata = module.metadata
    rows = (
        (words["authors"], ", ".join(metadata.authors)),
        (words["publisher"], metadata.publisher or context.publisher),
        (words["licence"], metadata.licence),
        (words["version"], metadata.version + (f", {metadata.date}" if metadata.date else "")),
    )
    return tuple((name, value) for name, value in rows if value)


def script_json(value: Mapping[str, Any]) -> Markup:
    """Write JSON that can stand in a script element: no `</script>`, no `<!--`, no line separators (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def parts_of(module: Module) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the scripts and styles that the module's kinds of questions and blocks need beside the common ones.

    In the order of the tables, each once: a module pays for what it uses.
    """
    used = {node.kind for node in walk(module.pages) if isinstance(node, Question | Container)}
    asked = questions_of(module)
    rows: list[QuestionType | BlockType] = [row for name, row in QUESTIONS.items() if name in used]
    rows += [row for name, row in BLOCKS.items() if name in used]
    scripts = dict.fromkeys(script for row in rows for script in row.scripts)
    if any(page.after for page in module.pages):
        scripts["kinds/gates"] = None
    styles = dict.fromkeys(style for row in rows for style in row.styles)
    if any(isinstance(interaction_of(question).scoring, ReachEnding) for question in asked):
        scripts["rules/ways"] = None
    if any(question.confidence for question in asked):
        # The last of the scripts: what it says of an attempt comes after all else that is recorded of it.
        scripts["rules/confidence"] = styles["kinds/confidence"] = None
    return tuple(scripts), tuple(styles)


def _styles(folders: tuple[Path, ...], names: tuple[str, ...]) -> str:
    return minified(folders, *(f"styles/{name}.css" for name in names))


def _script(folders: tuple[Path, ...], connection: str, parts: tuple[str, ...] = ()) -> str:
    own = {"local": (), "scorm12": (*SCORM, "lms/scorm12"), "scorm2004": (*SCORM, "lms/scorm2004")}
    return _joined(folders, (*BEFORE, *own.get(connection, (f"lms/{connection}",)), *AFTER, *parts, *LAST))


@lru_cache(maxsize=64)
def _spoken(folders: tuple[Path, ...], parts: tuple[str, ...]) -> frozenset[str]:
    """Give all words of a module's scripts: what the player says is among them, by its key or the stem of it."""
    text = _script(folders, "local", parts) + _joined(folders, (*MORE, "extra/log", *SCORM))
    return frozenset(re.findall("[a-z][a-z0-9_]*[a-z0-9]", text))


def _said(key: str, spoken: frozenset[str]) -> bool:
    """Tell whether scripts may say a text: `attempts_left_one` is asked for as `attempts_left`."""
    return key in spoken or key.rpartition("_")[0] in spoken


def _joined(folders: tuple[Path, ...], names: tuple[str, ...]) -> str:
    return minified(folders, *(f"runtime/{name}.js" for name in names))


def _fonts(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    found = {path.name: path for folder in reversed(folders) for path in (folder / "fonts").glob("*.woff2")}
    licence = _found(folders, "fonts/OFL.txt")
    return (*(found[name] for name in sorted(found)), licence)


def _found(folders: tuple[Path, ...], name: str) -> Path:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise BuildError(f"{name}: no template folder has it")
