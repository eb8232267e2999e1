"""The one Jinja environment, and where the templates are. Only this file knows Jinja."""

from __future__ import annotations

import os
import sys
import traceback
from functools import lru_cache
from pathlib import Path

import jinja2

from builder.diagnostics import Diagnostic, error
from builder.nodes import Paragraph, plain_text
from builder.places import product_templates
from builder.render.charts import chart_svg
from builder.render.media import file_words, language_name, media_type
from builder.render.words import count, direction, fill, number_words, strings, written_number
from builder.source import Span

__all__ = ["broken_template", "environment", "product_templates", "strings"]


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """Make the environment for a chain of template folders, a project's own before the product's.

    Everything is escaped unless it is Markup, and a name that nobody gave is an error and no empty text.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_bytecode(),
    )
    made.globals.update(
        count=count, fill=fill, direction=direction, number_words=number_words, written_number=written_number
    )
    made.globals.update(
        chart_svg=chart_svg, file_words=file_words, language_name=language_name, media_type=media_type
    )  # fmt: skip
    made.filters["plain"] = plain_text
    made.tests["paragraph"] = lambda node: isinstance(node, Paragraph)
    return made


def _bytecode() -> jinja2.BytecodeCache | None:
    """Keep compiled templates in the user's cache folder, as Python keeps modules: compiling them costs 90 ms a run.

    Jinja compares each with its source, so an edited template is compiled anew. None where nothing may be kept.
    """
    if sys.dont_write_bytecode:
        return None
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = base / "coursewright" / f"jinja-{jinja2.__version__}-{sys.implementation.cache_tag}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK) or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
            return None
    except (OSError, RuntimeError):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder), "%s.jinja")


def broken_template(problem: Exception, folders: tuple[Path, ...]) -> Diagnostic | None:
    """Say where a template failed; None where the mistake is not in a template.

    Jinja names file and line itself for bad syntax; for what fails while it is filled in, the traceback does.
    """
    if isinstance(problem, jinja2.TemplateSyntaxError):
        return _at(problem.filename or "", problem.lineno, problem.message or "bad syntax", folders)
    if isinstance(problem, jinja2.TemplateNotFound):
        return None
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        found = _at(frame.filename, frame.lineno or 1, str(problem), folders)
        if found is not None:
            return found
    return None


def _at(file: str, line: int, words: str, folders: tuple[Path, ...]) -> Diagnostic | None:
    for folder in folders:
        if Path(file).is_relative_to(folder):
            span = Span(f"templates/{Path(file).relative_to(folder).as_posix()}", line)
            return error("broken-template", f"the template can't be used: {words}", span, "mend it, or take it away")
    return None
