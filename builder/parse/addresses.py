"""Where links and pictures lead: addresses made symbolic, those that may not travel reported."""

from __future__ import annotations

import re
from urllib.parse import unquote

from builder.diagnostics import error
from builder.names import file_name
from builder.nodes import LinkTarget, MediaTarget, PageTarget, WebTarget
from builder.parse.lowering import Lowering

SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_MODULE_LINK = re.compile(r"(?:\.\./(?P<slug>[^/]+)/)?module(?:\.[A-Za-z-]+)?\.md(?:#(?P<id>.*))?$")


def link_target(address: str, low: Lowering) -> LinkTarget | None:
    """Make an address symbolic; one that may not travel is reported and gives None."""
    span = low.locate(address)
    if not address:
        low.report(
            error("empty-link", "the link leads nowhere", low.locate("]("), "write the address in the parentheses")
        )
        return None
    if address.startswith("#"):
        return PageTarget(unquote(address[1:]))
    if found := _MODULE_LINK.match(address):
        return PageTarget(unquote(found["id"] or ""), found["slug"])
    scheme = SCHEME.match(address)
    if scheme and scheme["scheme"].lower() in ("http", "https", "mailto", "tel"):
        return WebTarget(address)
    if (scheme and len(scheme["scheme"]) > 1) or address.startswith("//"):  # one letter is a Windows drive
        hint = "links may begin with https:, http:, mailto: or tel:, or name a file of the module"
        low.report(error("unsafe-link", f"the address `{address}` may not be used", span, hint))
        return None
    name = media_name(address, low)
    return MediaTarget(name, span) if name else None


def media_name(address: str, low: Lowering) -> str | None:
    """Decode a reference to a file of the module, once; one that leaves the module's folder is reported."""
    name = file_name(address)
    if name is None:
        hint = "copy the file into the module's `media/` folder and refer to it there"
        low.report(error("outside-module", f"`{address}` lies outside the module's folder", low.locate(address), hint))
        return None
    return name
