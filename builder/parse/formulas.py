"""Whether a TeX formula can be written as MathML: told while the author's line is known, not when a page is made."""

from __future__ import annotations

import re
from functools import cache

_UNKNOWN = re.compile(r"\\[A-Za-z]*")

_FAULTS = {
    "NoAvailableTokensError": "a brace or a part is missing",
    "ExtraLeftOrMissingRightError": "`\\left` and `\\right` are not in pairs",
    "MissingEndError": "`\\begin` has no `\\end`",
    "MissingSuperScriptOrSubscriptError": "nothing follows `^` or `_`",
    "DoubleSubscriptsError": "there are two subscripts in a row",
    "DoubleSuperscriptsError": "there are two superscripts in a row",
    "NumeratorNotFoundError": "the part above the fraction bar is missing",
    "DenominatorNotFoundError": "the part below the fraction bar is missing",
}


@cache
def fault_of(tex: str) -> str:
    """Say what is wrong with a formula, or give an empty text."""
    from latex2mathml.converter import convert_to_element  # 67 ms to import: only where there is a formula

    try:
        written = convert_to_element(tex)
    except Exception as fault:  # the library's own exceptions share no other base, and odd input raises plain ones
        return _FAULTS.get(type(fault).__name__, "it is not TeX as it is taken here")
    bare = re.sub(r"\\.", "", tex)
    if bare.count("{") != bare.count("}"):
        return "its braces are not in pairs"
    for element in written.iter():
        if element.get("href"):
            return "links inside formulas are not taken"
        if element.text and _UNKNOWN.fullmatch(element.text):
            return f"`{element.text}` is no command that is known here"
    return ""
