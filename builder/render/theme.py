"""The brand as CSS custom properties, fitted so that every pair of text and ground can be read.

A catalogue gives three colours; the page needs seven, in light and dark. Where a colour has too little contrast
with its ground (WCAG 2.2, 1.4.3 and 1.4.11) it is darkened or lightened in its own hue until it has enough.
"""

from __future__ import annotations

import re

from builder.render import Brand

LIGHT, LIGHT_SOFT, DARK, DARK_SOFT = "#ffffff", "#f6f3f4", "#17161a", "#222026"
"""Grounds, as `tokens.css` has them."""

TEXT, SHAPE = 4.5, 3.0
"""Contrast that text and that shapes with a meaning need."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def theme_css(brand: Brand) -> str:
    """Write the brand's custom properties, light and dark."""
    light = {
        "accent": readable(brand.accent, LIGHT_SOFT, TEXT),
        "accent-large": readable(brand.accent_bright, LIGHT, SHAPE),
        "second": brand.contrast,
    }
    dark = {
        "accent": readable(brand.accent_bright, DARK_SOFT, TEXT + 1),
        "accent-large": readable(brand.accent_bright, DARK, SHAPE),
    }
    for values in (light, dark):
        values["on-accent"] = max((LIGHT, DARK), key=lambda text: contrast(text, values["accent"]))
    return (
        f":root{{{_declarations(light)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_declarations(dark)}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str, ratio: float) -> str:
    """Give `colour`, or the nearest to it on the way to black or white that has `ratio` with `ground`."""
    end = "#000000" if _luminance(ground) > 0.18 else "#ffffff"
    for share in range(0, 101, 2):
        fitted = mix(end, colour, share / 100)
        if contrast(fitted, ground) >= ratio:
            return fitted
    return end


def mix(one: str, other: str, share: float) -> str:
    """Mix two colours: `share` of `one`, the rest of `other`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def unreadable(brand: Brand) -> tuple[str, ...]:
    """Tell in words which colours of a brand are no `#rrggbb`, or had to be changed to be read on white."""
    found = []
    for name in ("accent", "accent_bright", "contrast"):
        value = getattr(brand, name)
        if not _HEX.fullmatch(value):
            found.append(f"`{name}: {value}` is no colour of the form `#rrggbb`")
    if not found and contrast(brand.accent, LIGHT_SOFT) < TEXT:
        used = readable(brand.accent, LIGHT_SOFT, TEXT)
        ratio = contrast(brand.accent, LIGHT_SOFT)
        found.append(
            f"`accent: {brand.accent}` has a contrast of {ratio:.1f} on the page, {used} is used (4.5 is needed)"
        )
    return tuple(found)


def _declarations(values: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 255 / 12.92 if channel / 255 <= 0.04045 else ((channel / 255 + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
