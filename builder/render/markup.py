"""Writing elements and highlighted code as HTML that is also well-formed XML."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

_VOID = frozenset({"br", "hr", "img", "input"})


def element(name: str, content: str = "", **attributes: str | bool | None) -> Markup:
    """Write one element; `content` is HTML already. Attributes that are empty or False are left out.

    A trailing underscore is dropped from attribute names, other underscores become hyphens.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(key.rstrip("_") if value is True else value)}"'
        for key, value in attributes.items()
        if value not in (None, False, "")
    )
    if name in _VOID:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{content}</{name}>")


@cache
def highlighted(text: str, language: str) -> str:
    """Give code with its syntax marked by classes; plain where the language is not known."""
    from pygments import highlight  # 38 ms to import: only where there is code
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return str(escape(text))
    return str(highlight(text, lexer, HtmlFormatter(nowrap=True)))
