"""Charts as SVG, drawn when a module is built: the same drawing for the same numbers, readable in black and white.

Everything is drawn in the colour of the text; series are told apart by texture, dashes and shape of mark. On screen
the style sheet gives the first one the brand's colour. No ids: several charts may stand in one document.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from builder.blocks.charts import Chart, Series
from builder.nodes import plain_text
from builder.render.drawing import (
    DASHES,
    LINE,
    SMALL,
    WORD,
    fits,
    length,
    look_of,
    mark,
    short,
    stroke,
    text,
    texture,
    wrapped,
)
from builder.render.inlines import Rendering
from builder.render.words import fill, number_words

WIDTH = 320
"""Units across: about those of a phone, so that words are as large as the text's when it fills the screen."""


_WORDS = {"bar": "chart_bar", "line": "chart_line", "dot": "chart_dot"}
"""What each kind is called, as the name of a word of the interface."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Puts values on a stretch of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the place of a value."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def chart_svg(chart: Chart, rendering: Rendering) -> Markup:
    """Draw a chart with its text alternative."""

    def words(value: float) -> str:
        return _with_unit(value, chart.option("unit"), rendering)

    kind = chart.option("kind", "bar")
    key, top = _legend(chart.series, _line_sample if kind == "line" else _mark_sample if kind == "dot" else _swatch)
    drawn, height = _KINDS[kind](chart, top, words)
    told = str(escape(chart_words(chart, rendering)))
    box = f'viewBox="0 0 {WIDTH} {short(height)}" width="{WIDTH}" height="{short(height)}"'
    look = 'direction="ltr" font-family="Source Sans Pro, Coursewright Sans, sans-serif"'
    title = f"<title>{told}</title>" if rendering.medium == "print" else ""
    label = "" if title else f' aria-label="{told}"'
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    return Markup(f'<svg {namespace} role="img"{label} {box} {look} fill="currentColor">{title}{key}{drawn}</svg>')


def chart_words(chart: Chart, rendering: Rendering) -> str:
    """Say what a chart shows: of each series the least, the most and, along a line, where it goes."""
    strings, unit, kind = rendering.strings, chart.option("unit"), chart.option("kind", "bar")
    told = [f"{strings[_WORDS[kind]]}: {plain_text(chart.title).strip()}."]
    for one in chart.series:
        known = [(value, label) for value, label in zip(one.values, chart.labels, strict=False) if value is not None]
        if not known:
            continue
        low, high = min(known, key=lambda pair: pair[0]), max(known, key=lambda pair: pair[0])
        name = one.name or plain_text(chart.title).strip()
        if low[0] == high[0]:
            told.append(fill(strings["chart_same"], name=name, n=_with_unit(low[0], unit, rendering)))
            continue
        values = {"low": _with_unit(low[0], unit, rendering), "high": _with_unit(high[0], unit, rendering)}
        told.append(fill(strings["chart_range"], name=name, low_at=low[1], high_at=high[1], **values))
        if kind == "line":
            first, last = known[0][0], known[-1][0]
            way = "chart_up" if last > first else "chart_down" if last < first else "chart_even"
            ends = {"first": _with_unit(first, unit, rendering), "last": _with_unit(last, unit, rendering)}
            told.append(fill(strings[way], **ends))
    return " ".join(told)


def _with_unit(value: float, unit: str, rendering: Rendering) -> str:
    number = number_words(value, rendering.language).replace("-", "\u2212")
    if unit == "%":
        return fill(rendering.strings["percent"], n=number)
    return f"{number}\u00a0{unit}" if unit else number


def _bars(chart: Chart, top: float, words: Callable[[float], str]) -> tuple[str, float]:
    """Draw bars that lie: labels may be long, and phones are narrow. Values stand at their ends."""
    values = _values(chart)
    low, high = min(0.0, *values), max(0.0, *values)
    room = 1.1 * max(length(words(value), WORD) for value in values) + 8
    scale = Scale(low, high if high > low else low + 1, room if low < 0 else 1, WIDTH - (room if high > 0 else 1))
    thick = 18 if len(chart.series) == 1 else 14
    parts, y = [], top
    for row, label in enumerate(chart.labels):
        drawn, y = _label(label, y)
        parts.append(drawn)
        for index, one in enumerate(chart.series):
            value = one.values[row]
            if value is not None:
                left, right = sorted((scale.at(0), scale.at(value)))
                parts.append(texture(index, left, y, right - left, thick))
                side = -4 if value < 0 else 4
                place = scale.at(value) + side, y + thick / 2 + 4
                parts.append(text(words(value), *place, anchor="end" if value < 0 else "start", bold=True))
            y += thick + 3
        base = y - (thick + 3) * len(chart.series)
        parts.append(stroke(f"M{short(scale.at(0))} {short(base - 2)}V{short(y - 1)}", 1.5))
        y += 9
    return "".join(parts), y - 6


def _dots(chart: Chart, top: float, words: Callable[[float], str]) -> tuple[str, float]:
    """Draw marks on lines that share one scale."""
    ticks = _ticks(_values(chart))
    scale = _scale(ticks, words, 8)
    parts, y = [], top
    for row, label in enumerate(chart.labels):
        drawn, y = _label(label, y)
        crossings = "".join(f"M{short(scale.at(tick))} {short(y + 3)}v10" for tick in ticks)
        parts += [drawn, stroke(f"M{short(scale.start)} {short(y + 8)}H{short(scale.end)}{crossings}", 1, faint=True)]
        for index, one in enumerate(chart.series):
            value = one.values[row]
            if value is not None:
                parts.append(mark(index, scale.at(value), y + 8))
        y += 24
    for tick in ticks:
        parts.append(text(words(tick), scale.at(tick), y + 6, size=SMALL, anchor="middle"))
    return "".join(parts), y + 12


def _lines(chart: Chart, top: float, words: Callable[[float], str]) -> tuple[str, float]:
    """Draw lines over the rows; an empty cell leaves a gap."""
    ticks = _ticks(_values(chart))
    room = max(length(words(tick), SMALL) for tick in ticks) + 8
    bottom = top + 190
    scale = Scale(ticks[0], ticks[-1], bottom, top + 8)
    slot = (WIDTH - room) / len(chart.labels)
    places = [room + slot * (row + 0.5) for row in range(len(chart.labels))]
    parts = []
    for tick in ticks:
        parts.append(stroke(f"M{short(room)} {short(scale.at(tick))}H{WIDTH}", 1, faint=True))
        parts.append(text(words(tick), room - 5, scale.at(tick) + 4, size=SMALL, anchor="end"))
    for index, one in enumerate(chart.series):
        path, pen = "", "M"
        for x, value in zip(places, one.values, strict=False):
            path += "" if value is None else f"{pen}{short(x)} {short(scale.at(value))}"
            pen = "M" if value is None else "L"
        parts.append(stroke(path, 2, dashes=DASHES[index], look=look_of(index)))
        points = zip(places, one.values, strict=False)
        parts += [mark(index, x, scale.at(value)) for x, value in points if value is not None]
    drawn, lines = _labels_below(chart.labels, places, slot, bottom + 16)
    return "".join((*parts, drawn)), bottom + 8 + lines * 14


_KINDS: dict[str, Callable[[Chart, float, Callable[[float], str]], tuple[str, float]]] = {
    "bar": _bars,
    "dot": _dots,
    "line": _lines,
}


def _labels_below(labels: Sequence[str], places: Sequence[float], slot: float, y: float) -> tuple[str, int]:
    """Set labels under a line, as many as there is room for; the table has them all."""
    step = 1
    while step < len(labels) and not all(fits(label, slot * step, SMALL, 3) for label in labels[::step]):
        step += 1
    parts, most = [], 1
    for x, label in list(zip(places, labels, strict=True))[::step]:
        lines = wrapped(label, slot * step, SMALL)[:3]
        most = max(most, len(lines))
        wide = max(length(line, SMALL) for line in lines) / 2
        x = min(max(x, wide), WIDTH - wide)
        parts += [text(line, x, y + 14 * n, size=SMALL, anchor="middle") for n, line in enumerate(lines)]
    return "".join(parts), most


def _label(label: str, y: float) -> tuple[str, float]:
    """Set a row's label over its marks; give the place below it."""
    lines = wrapped(label, WIDTH, WORD)
    drawn = "".join(text(line, 0, y + 11 + LINE * number) for number, line in enumerate(lines))
    return drawn, y + LINE * len(lines) + 1


def _legend(series: Sequence[Series], sample: Callable[[int, float], str]) -> tuple[str, float]:
    """List what stands for which series, where there are several."""
    if len(series) < 2:
        return "", 0
    parts, y = [], 0.0
    for index, one in enumerate(series):
        parts.append(sample(index, y))
        for line in wrapped(one.name, WIDTH - 36, WORD):
            parts.append(text(line, 34, y + 11))
            y += LINE
        y += 3
    return "".join(parts), y + 8


def _swatch(index: int, y: float) -> str:
    return texture(index, 1, y + 1, 24, 11)


def _line_sample(index: int, y: float) -> str:
    return stroke(f"M0 {short(y + 7)}H26", 2, dashes=DASHES[index], look=look_of(index)) + mark(index, 13, y + 7)


def _mark_sample(index: int, y: float) -> str:
    return mark(index, 13, y + 7)


def _values(chart: Chart) -> list[float]:
    return [value for one in chart.series for value in one.values if value is not None] or [0.0]


def _scale(ticks: Sequence[float], words: Callable[[float], str], margin: float) -> Scale:
    before, after = (length(words(tick), SMALL) / 2 for tick in (ticks[0], ticks[-1]))
    return Scale(ticks[0], ticks[-1], max(margin, before), WIDTH - max(margin, after))


def _ticks(values: Sequence[float]) -> list[float]:
    """Give round numbers around the values, four to seven; from nought, unless that would crush what they differ in."""
    low, high = min(values), max(values)
    if low > 0 and (low < high * 0.5 or low == high):
        low = 0.0
    if high < 0 and (high > low * 0.5 or low == high):
        high = 0.0
    span = high - low or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= span / 5)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * number, 10) for number in range(first, max(last, first + 1) + 1)]
