"""The catalogue: one page to find a module in, by words, by filters, by comparing the pilots, by five questions.

It is one file that works from the disk, asks no server and keeps nothing. It links to the products that lie beside it,
and its fonts are those of a module's web product there; without one, those of the reader's system step in.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from builder.catalogue import Chooser
from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package, package
from builder.render import RenderContext
from builder.render.minified import minified
from builder.render.site import prepare, script_json
from builder.render.templates import environment, strings
from builder.render.theme import theme_css
from builder.targets.base import Volume
from builder.targets.catalogue_listing import books, entries, filters, grouped

NAME = "catalogue.html"
_TEMPLATE = "catalogue.html.j2"
_STYLES = ("tokens", "catalogue", "catalogue_compare")
_SCRIPTS = ("catalogue/address", "catalogue/find", "catalogue/choose", "catalogue/sort")
_FONT = re.compile(r"@font-face\{[^}]*url\(fonts/[^}]*\}")
"""A font of ours; where there is none the next of the list is taken."""
_SPOKEN = ("catalogue_shown", "catalogue_none", "catalogue_proposed", "catalogue_no_proposal", "answer_first")
"""Keys of the words that the scripts say."""


def render(modules: tuple[Module, ...], context: RenderContext, _: Report) -> Package:
    """Make the page."""
    catalogue = context.catalogue
    words = strings(catalogue.language, context.templates)
    listed = entries(modules, context, words)
    groups = grouped(listed, context, words)
    titles = {entry.slug: entry.title for entry in listed}
    folders = [one.folder for one in context.companions if one.folder]
    page = environment(context.templates).get_template(_TEMPLATE).render(
        catalogue=catalogue,
        language=catalogue.language,
        strings=words,
        groups=groups,
        filters=filters(groups, words),
        titles=titles,
        books=books(context.companions, words),
        comparison=catalogue.comparison if catalogue.comparison and catalogue.comparison.rows else None,
        chooser=catalogue.chooser,
        styles=_styles(context.templates, theme_css(context.brand), folders[0] if folders else ""),
        script=_script(context.templates),
        told=script_json(_told(catalogue.chooser, titles) | {"words": {key: words[key] for key in _SPOKEN}}),
    )  # fmt: skip
    return package("html", {NAME: page.encode()})


def _told(chooser: Chooser | None, titles: dict[str, str]) -> dict[str, Any]:
    """Give what the scripts need of the chooser: per question and answer the modules with weight and reason."""
    choices = chooser.choices if chooser else ()
    return {
        "modules": titles,
        "choices": [
            [
                [[one.module, one.weight, one.reason] for one in answer.arguments if one.module in titles]
                for answer in choice.answers
            ]
            for choice in choices
        ],
    }


def _styles(folders: tuple[Path, ...], theme: str, beside: str) -> str:
    text = theme + minified(folders, *(f"styles/{name}.css" for name in _STYLES))
    return text.replace("url(fonts/", f"url({beside}/player/fonts/") if beside else _FONT.sub("", text)


def _script(folders: tuple[Path, ...]) -> str:
    return minified(folders, *(f"runtime/{name}.js" for name in _SCRIPTS))


CATALOGUE = Volume(
    name="catalogue",
    summary="a page to find a module in: search, filters, a comparison and a chooser",
    extension="html",
    stem="catalogue",
    render=render,
    prepare=prepare,
    last=True,
    upload=(
        "Open it with a double click, or put it on a web server together with the products beside it: it links to "
        "those that are there. It asks no server for anything and keeps nothing."
    ),
)
