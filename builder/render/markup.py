"""Writing elements, formulae and highlighted code as HTML that is also well-formed XML."""

from __future__ import annotations

from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

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


_MATHML = frozenset(
    [
        "math", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
        "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup",
        "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none",
    ]
)  # fmt: skip
_MATHML_ATTRIBUTES = frozenset(
    [
        "accent", "accentunder", "bevelled", "columnalign", "columnlines", "columnspacing", "depth", "display",
        "displaystyle", "fence", "form", "height", "largeop", "linebreak", "linethickness", "lspace", "mathbackground",
        "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowlines",
        "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width", "xmlns",
    ]
)  # fmt: skip


@cache
def mathml(tex: str, display: bool) -> str:
    """Give a TeX formula as MathML with its text alternative; a formula that can't be read as its TeX.

    The library writes what an author typed as it stands, markup and `\\href` included: here it is written anew,
    from a list of elements and attributes, with every text escaped.
    """
    from latex2mathml.converter import convert_to_element  # 67 ms to import: only where there is a formula

    try:
        root = convert_to_element(tex, display="block" if display else "inline")
    except Exception:  # it has been reported when the module was read
        return str(element("code", escape(tex)))
    root.set("alttext", tex)
    return _mathml(root)


def _mathml(node: Element) -> str:
    kept = {name: value for name, value in node.items() if name in _MATHML_ATTRIBUTES or name == "alttext"}
    attributes = "".join(f' {name}="{escape(unescape(value))}"' for name, value in sorted(kept.items()))
    content = str(escape(unescape(node.text or ""))) + "".join(_mathml(child) for child in node)
    return f"<{node.tag}{attributes}>{content}</{node.tag}>" if node.tag in _MATHML else content


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
