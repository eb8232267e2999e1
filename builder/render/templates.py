"""The one Jinja environment, and where the templates are. Only this file knows Jinja."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2

from builder.installed import product_templates
from builder.nodes import Paragraph, plain_text
from builder.render.words import count, direction, fill, number_words, strings

__all__ = ["environment", "product_templates", "strings"]


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
    )
    made.globals.update(count=count, fill=fill, direction=direction, number_words=number_words)
    made.filters["plain"] = plain_text
    made.tests["paragraph"] = lambda node: isinstance(node, Paragraph)
    return made
