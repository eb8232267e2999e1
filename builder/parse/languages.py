"""Language codes: BCP 47 checked, common slips mended."""

from __future__ import annotations

import re

from builder.diagnostics import nearest

_CODES = frozenset(
    [
        "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bh", "bi", "bm",
        "bn", "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee",
        "el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu",
        "gv", "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is",
        "it", "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw",
        "ky", "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms",
        "mt", "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os",
        "pa", "pi", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk",
        "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl",
        "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi",
        "yo", "za", "zh", "zu",
    ]
)  # fmt: skip
"""ISO 639-1."""

_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "danish": "da", "dansk": "da", "estonian": "et", "eesti": "et",
    "finnish": "fi", "suomi": "fi", "latvian": "lv", "lithuanian": "lt", "polish": "pl", "polski": "pl",
    "swedish": "sv", "svenska": "sv", "norwegian": "nb", "norsk": "nb", "russian": "ru",
}  # fmt: skip
_TAG = re.compile(
    r"(?P<code>[a-z]{2,3})(?P<script>-[A-Z][a-z]{3})?(?P<region>-(?:[A-Z]{2}|\d{3}))?(?P<more>(?:-[a-z0-9]{5,8})*)"
)


def read_language(written: str) -> tuple[str | None, str | None]:
    """Give the BCP 47 tag meant, and a note where it was not written so; (None, hint) where none is."""
    plain = written.strip()
    if plain.lower() == "no":
        return "nb", "`no` is Norwegian of either kind; write `nb` (Bokmål) or `nn` (Nynorsk)"
    tidy = _tidied(plain)
    found = _TAG.fullmatch(tidy)
    if found and (found["code"] in _CODES or len(found["code"]) == 3):
        return tidy, None if tidy == plain else f"write `{tidy}`"
    near = _NAMES.get(plain.lower()) or _NAMES.get(nearest(plain, _NAMES) or "")
    if near:
        return None, f"did you mean `{near}`?"
    return None, "write a code such as en, de, da, et, fi, lv, lt, pl, sv, nb, ru"


def _tidied(text: str) -> str:
    """Write a tag by BCP 47's conventions of case, with hyphens."""
    parts = text.replace("_", "-").split("-")
    return "-".join(
        part.lower() if index == 0 or len(part) > 4 else part.title() if len(part) == 4 else part.upper()
        for index, part in enumerate(parts)
    )
