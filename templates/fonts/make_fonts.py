"""Make the fonts that travel in every package, from the whole fonts that two PyPI packages carry.

In: font-source-serif-pro 0.0.1 and font-source-sans-pro 0.0.1 (Adobe, SIL OFL 1.1), fontTools with brotli.
Out: one WOFF2 per style beside this file, the same bytes each time. Run it by hand when the alphabet below
grows: `python templates/fonts/make_fonts.py`; the results are committed, so a build never needs this script.

The families get names of their own because "Source" is a reserved font name (OFL 1.1, clause 3: a modified
version may not use it).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fontTools.misc.timeTools import timestampFromString
from fontTools.misc.transform import Transform
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent

STYLES = (
    ("font_source_serif_pro", "SourceSerifPro-Regular", "Coursewright Serif", "Regular", "serif-regular"),
    ("font_source_serif_pro", "SourceSerifPro-It", "Coursewright Serif", "Italic", "serif-italic"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold", "Coursewright Serif", "SemiBold", "serif-semibold"),
    ("font_source_sans_pro", "SourceSansPro-Regular", "Coursewright Sans", "Regular", "sans-regular"),
    ("font_source_sans_pro", "SourceSansPro-Semibold", "Coursewright Sans", "SemiBold", "sans-semibold"),
)
"""Package, whole font, new family, style, stem of the file made."""

LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "ȘșȚțǺǻǼǽǾǿẀẁẂẃẄẅẞỲỳ"
CYRILLIC = "".join(map(chr, (*range(0x401, 0x450), *range(0x451, 0x460)))) + "ЀѐЍѝҐґ\u0301"
SIGNS = (
    "\u2002\u2003\u2007\u2009\u200a\u200b\u200d\u202f\u2060\u2010\u2011‒–—―‘’‚“”„†‡•…‰′″‹›⁄€₽№™℮←↑→↓↖↗↘↙"
    "∂∆∏∑−∙√∞∫≈≠≤≥◊■□▲△▶▷▼▽◀◆●○☐☑✓✔✗⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⅓⅔⅛⅜⅝⅞"
)
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "tnum", "pnum", "lnum", "onum"]


def whole_font(package: str, name: str) -> TTFont:
    """Open the TrueType file of a font package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: pip install {package.replace('_', '-')}")
    return TTFont(Path(spec.origin).parent / "files" / f"{name}.ttf", recalcTimestamp=False)


def lend_slanted(italic: TTFont, upright: TTFont, characters: str) -> None:
    """Give `italic` the characters that only the upright font has, slanted by the italic's own angle.

    Source Serif's italic 1.007 has no Cyrillic; without this, emphasis in Russian falls out of the family.
    """
    glyphs, source, has = upright.getGlyphSet(), upright.getBestCmap(), italic.getBestCmap()
    slant = Transform().skew(x=-italic["post"].italicAngle * 3.141592653589793 / 180)
    for character in characters:
        code = ord(character)
        if code in has or code not in source:
            continue
        outline, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[source[code]].draw(outline)
        outline.replay(TransformPen(pen, slant))
        name = f"slanted{code:04X}"
        italic["glyf"][name] = pen.glyph()
        italic["hmtx"][name] = (upright["hmtx"][source[code]][0], 0)
        for table in italic["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    italic.setGlyphOrder(italic["glyf"].glyphOrder)
    for name in italic.getGlyphOrder():
        if name.startswith("slanted"):
            italic["glyf"][name].recalcBounds(italic["glyf"])
            italic["hmtx"][name] = (italic["hmtx"][name][0], getattr(italic["glyf"][name], "xMin", 0))


def rename(font: TTFont, family: str, style: str) -> None:
    """Put the new names in place of the reserved one; copyright and licence stay."""
    names = font["name"]
    regular = style in ("Regular", "Italic")
    postscript = f"{family}-{style}".replace(" ", "")
    new = {
        1: family if regular else f"{family} {style}",
        2: style if regular else "Regular",
        3: f"1.0;{postscript}",
        4: f"{family} {style}",
        6: postscript,
        16: family,
        17: style,
    }
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    for number, text in new.items():
        names.setName(text, number, 3, 1, 0x409)


def make(package: str, name: str, family: str, style: str, stem: str) -> Path:
    """Write one subset font and give its path."""
    font = whole_font(package, name)
    if style == "Italic":
        lend_slanted(font, whole_font(package, name.replace("-It", "-Regular")), CYRILLIC + SIGNS)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "STAT", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(text=LATIN + CYRILLIC + SIGNS)
    subsetter.subset(font)
    rename(font, family, style)
    font["head"].modified = font["head"].created = timestampFromString("Wed Jan  1 00:00:00 2020")
    font.flavor = "woff2"
    path = HERE / f"{stem}.woff2"
    font.save(path)
    return path


if __name__ == "__main__":
    for row in STYLES:
        made = make(*row)
        print(f"{made.name}: {made.stat().st_size:,} bytes")
