"""The site of a module alone: opens from a folder by double click or from any web server, and needs no LMS."""

from __future__ import annotations

from builder.diagnostics import Report
from builder.nodes import Module
from builder.package import Package, package
from builder.render import RenderContext
from builder.render.site import prepare, site
from builder.targets.base import Target
from builder.targets.imscp import ENTRY


def render(module: Module, context: RenderContext, report: Report) -> Package:
    """Make the site of a module; progress stays in the browser."""
    return package("zip", site(module, context, report, connection="local"), first=ENTRY)


WEB = Target(
    name="web",
    summary="the module as a web page of its own, without an LMS",
    extension="zip",
    render=render,
    prepare=prepare,
    unpacked=True,
    upload=(
        "To read it here, open index.html in the folder of the same name with a double click. To pass it on, send the "
        "zip, to be unpacked before it is opened, or put the folder on any web server; nothing has to be installed or "
        "set. Progress is kept in the reader's own browser, and results are sent to nobody."
    ),
)
