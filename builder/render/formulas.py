"""Formulas: as MathML for browsers, and set with plain HTML for paper, whose engine lays out no MathML.

Both are written from the elements the library makes, by a list of what is known, and with every text escaped: the
library itself writes what an author typed as it stands, tags and `\\href` included.
"""

from __future__ import annotations

from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from markupsafe import escape

from builder.render.markup import element

_ELEMENTS = frozenset(
    ["math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
     "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
     "mtext", "mtr", "munder", "munderover", "none"]
)  # fmt: skip
_ATTRIBUTES = frozenset(
    ["accent", "accentunder", "alttext", "bevelled", "columnalign", "columnlines", "columnspacing", "depth", "display",
     "displaystyle", "fence", "form", "height", "largeop", "linebreak", "linethickness", "lspace", "mathbackground",
     "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowlines",
     "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width", "xmlns"]
)  # fmt: skip
_SPACED = frozenset("=<>≤≥≠≈≡∈∉⊂⊆→←⇒⇔↔+−-±×⋅·÷∪∩∧∨∣∼∝")
"""Operators with a thin space on both sides, when they stand between two things."""


def _tree(tex: str, display: bool) -> Element | None:
    from latex2mathml.converter import convert_to_element  # 67 ms to import: only where there is a formula

    try:
        return convert_to_element(tex, display="block" if display else "inline")
    except Exception:  # what can't be read has been reported with its line when the module was read
        return None


@cache
def mathml(tex: str, display: bool) -> str:
    """Give a TeX formula as MathML with its text alternative; a formula that can't be read as its TeX."""
    root = _tree(tex, display)
    if root is None:
        return str(element("code", escape(tex)))
    root.set("alttext", tex)
    return _mathml(root)


def _mathml(node: Element) -> str:
    kept = {name: value for name, value in node.items() if name in _ATTRIBUTES}
    attributes = "".join(f' {name}="{escape(unescape(value))}"' for name, value in sorted(kept.items()))
    content = str(escape(_words(node))) + "".join(_mathml(child) for child in node)
    return f"<{node.tag}{attributes}>{content}</{node.tag}>" if node.tag in _ELEMENTS else content


@cache
def set_in_html(tex: str, display: bool) -> str:
    """Set a TeX formula in one line with italics, superscripts and subscripts; fractions with a slash."""
    root = _tree(tex, display)
    return str(element("code", escape(tex))) if root is None else _line(list(root))


def _words(node: Element) -> str:
    return unescape(node.text or "")


def _line(nodes: list[Element]) -> str:
    written = ""
    for index, node in enumerate(nodes):
        sign = _words(node)
        between = node.tag == "mo" and sign in _SPACED and 0 < index < len(nodes) - 1
        follows = index > 0 and nodes[index - 1].tag == "mfrac" and node.tag != "mo"
        written += f"\u2009{escape(sign)}\u2009" if between else ("\u2009" if follows else "") + _set(node)
    return written


def _set(node: Element) -> str:
    parts = list(node)
    match node.tag, parts:
        case "mi", _:
            single = len(_words(node)) == 1 and _words(node).isalpha() and node.get("mathvariant") != "normal"
            return f"<i>{escape(_words(node))}</i>" if single else str(escape(_words(node)))
        case "msup", [base, above]:
            return f"{_grouped(base)}<sup>{_set(above)}</sup>"
        case "msub" | "munder", [base, below]:
            return f"{_grouped(base)}<sub>{_set(below)}</sub>"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{_grouped(base)}<sub>{_set(below)}</sub><sup>{_set(above)}</sup>"
        case "mover", [base, above]:
            return f"{_grouped(base)}<sup>{_set(above)}</sup>"
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√({_line(parts)})"
        case "mroot", [base, degree]:
            return f"<sup>{_set(degree)}</sup>√({_set(base)})"
        case "mtable", _:
            return "; ".join(_line(list(row)) for row in parts)
        case "mtd", _:
            return f"{_line(parts)} "
        case "mphantom", _:
            return ""
        case "mspace", _:
            return " "
    return str(escape(_words(node))) + _line(parts)


def _grouped(node: Element) -> str:
    """Put parentheses around what is more than one thing, as a line needs them."""
    while node.tag in ("mrow", "mstyle") and len(node) == 1:
        node = node[0]
    return f"({_set(node)})" if node.tag in ("mrow", "mfrac", "mstyle") and len(node) > 1 else _set(node)
