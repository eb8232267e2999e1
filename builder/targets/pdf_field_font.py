"""The font that is embedded for what is typed into a booklet: letters that its text may not have.

A subset as WeasyPrint makes it has the letters of the text alone. What is typed may be any name of Europe, so the
fields have a font of their own: Source Sans with all of Latin, Greek and Cyrillic that it knows, under the codes of its
glyphs and with a table back to Unicode (ISO 32000-1, 9.7 and 9.10.3), by which programs find the glyph of a letter.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from builder.targets.pdf_engine import font_files

RESOURCE = "Typed"
"""What the font is called in the form."""

_FAMILY = "Source Sans Pro"
_NAME = "CWTYPE+SourceSansPro-Regular"
"""A subset has six letters before its name (ISO 32000-1, 9.6.4)."""

_RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2044),
    (0x20A0, 0x20BF), (0x2190, 0x2193), (0x2212, 0x2265), (0x2713, 0x2717),
)  # fmt: skip
"""First and last code points: Latin, Greek, Cyrillic, punctuation, currencies, arrows, mathematical signs, ticks."""


@lru_cache(maxsize=1)
def _subset() -> tuple[bytes, dict[int, int], dict[int, int], tuple[int, ...], tuple[int, int, int]]:
    """Give the font file, code points by glyph, widths by glyph, bounds, and ascent, descent, height of capitals.

    Lengths are thousandths of the type size. Raises BuildError where the font package is missing.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    path = next(file for family, weight, style, file in font_files() if (family, weight, style) == _REGULAR)
    font = TTFont(path, recalcTimestamp=False)
    wanted = {code for first, last in _RANGES for code in range(first, last + 1)} & font.getBestCmap().keys()
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[], glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    order, scale = font.getReverseGlyphMap(), 1000 / font["head"].unitsPerEm
    codes: dict[int, int] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        codes.setdefault(order[glyph], code)
    widths = {order[glyph]: round(width * scale) for glyph, (width, _) in font["hmtx"].metrics.items()}
    head, metrics = font["head"], font["OS/2"]
    bounds = tuple(round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax))
    heights = (metrics.sTypoAscender, metrics.sTypoDescender, metrics.sCapHeight)
    written = io.BytesIO()
    font.save(written)
    ascent, descent, capitals = (round(height * scale) for height in heights)
    return written.getvalue(), codes, widths, bounds, (ascent, descent, capitals)


_REGULAR = (_FAMILY, 400, "normal")


def embedded(pdf: Any) -> Any:
    """Put the font into a document; give the reference to it."""
    import pydyf

    content, codes, widths, bounds, (ascent, descent, capitals) = _subset()

    def added(made: Any) -> Any:
        pdf.add_object(made)
        return made.reference

    file = added(pydyf.Stream([content], pydyf.Dictionary({"Subtype": "/OpenType"}), compress=True))
    about = {
        "Type": "/FontDescriptor", "FontName": f"/{_NAME}", "FontFamily": pydyf.String(_FAMILY), "Flags": 32,
        "FontBBox": pydyf.Array(bounds), "ItalicAngle": 0, "Ascent": ascent, "Descent": descent,
        "CapHeight": capitals, "StemV": 84, "FontFile3": file,
    }  # fmt: skip
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    glyphs = {
        "Type": "/Font", "Subtype": "/CIDFontType0", "BaseFont": f"/{_NAME}", "CIDSystemInfo": pydyf.Dictionary(system),
        "W": pydyf.Array([0, pydyf.Array([widths[glyph] for glyph in range(len(widths))])]),
        "FontDescriptor": added(pydyf.Dictionary(about)),
    }  # fmt: skip
    font = {
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": f"/{_NAME}", "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([added(pydyf.Dictionary(glyphs))]),
        "ToUnicode": added(pydyf.Stream([_to_unicode(codes)], compress=True)),
    }  # fmt: skip
    return added(pydyf.Dictionary(font))


def _to_unicode(codes: dict[int, int]) -> bytes:
    """Write the table from glyphs to Unicode, in runs of at most a hundred (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    pairs = sorted(codes.items())
    for start in range(0, len(pairs), 100):
        run = pairs[start : start + 100]
        lines += [f"{len(run)} beginbfchar", *(f"<{glyph:04x}> <{code:04x}>" for glyph, code in run), "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
