"""Fields to fill in, laid over what a booklet prints to write in: lines, boxes, circles, gaps, empty cells.

Templates mark such a place with `data-field` (what it is) and tell its name, its label and, of things to choose one
from, its value. WeasyPrint's own forms draw boxes of their own and can't be named for PDF/UA, so the fields are made
here: while the tag tree is, `Fields.place` gives a marked box the widget of its field, which the engine then tags as
Form (ISO 14289-1, 7.18.4). Every state has an appearance: an empty field looks like the paper it lies on, and nothing
has to be drawn by the reader's program before it prints (`NeedAppearances` stays off, ISO 19005-3, 6.4.1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from builder.targets.pdf_field_font import RESOURCE, embedded

POINT = 72 / 96
"""Points in a CSS pixel."""

SIZE = 10
"""Of typed text, in points: twice as much of it goes into a form as by hand."""

_MULTILINE = 1 << 12
_RADIO = 1 << 15
_NO_SCROLL = 1 << 23
"""What would not be printed can't be typed."""

_SIGN = 0.7
"""Side of the empty box that is a character of the text, as a share of the type size."""

_SHORT = frozenset({"letter"})
"""Texts of a letter or a number, two at most."""

_CHOSEN = frozenset({"box", "dot", "ring", "task"})
"""What is ticked, and what its mark looks like: a cross, a full circle, a circle around."""


@dataclass(slots=True)
class Fields:
    """The fields of a document while it is written."""

    _fields: list[Any] = field(default_factory=list)
    """Field dictionaries in reading order."""
    _groups: dict[str, Any] = field(default_factory=dict)
    """Of what one is chosen from, or what is written in several places at once, by name."""
    _names: dict[str, int] = field(default_factory=dict)
    """How often each name was used."""
    _open: tuple[str, int, Any] | None = None
    """Name, page index and widget of lines to write on that may go on."""
    _looks: dict[tuple[str, float, float], Any] = field(default_factory=dict)
    """Appearance streams by mark and size: one for all fields that look alike."""

    def place(self, box: Any, pdf: Any, page: int) -> None:
        """Lay a field over a box, if it is marked as the place of one.

        Pages are counted from 0. Lines in a row are one field as far as they stand on one page, and the rest of them
        another, as a text does not flow from field to field.
        """
        html = box.element
        kind = "" if html is None or box.element_tag != html.tag else html.get("data-field", "")
        if not kind or _is_anonymous(box):
            return
        name = html.get("data-name", kind)
        area = _area(box, pdf, page, inset=2 if kind == "cell" else 0)
        if kind == "task":
            side, middle = box.style["font_size"] * _SIGN * POINT, (area[1] + area[3]) / 2
            area = [round(one, 2) for one in (area[0], middle - side / 2, area[0] + side, middle + side / 2)]
        if kind == "lines" and self._open and self._open[:2] == (name, page):
            self._open[2]["Rect"][1] = area[1]
            self._fit(pdf, self._open[2])
            return
        made = self._widget(kind, name, html.get, pdf, page, area)
        box.widget_annotation = made
        self._open = (name, page, made) if kind == "lines" else None

    def finish(self, pdf: Any) -> None:
        """Tell the document of its fields, and embed the font for them."""
        import pydyf

        if not self._fields:
            return
        fonts = pydyf.Dictionary({RESOURCE: embedded(pdf)})
        pdf.catalog["AcroForm"] = pydyf.Dictionary(
            {
                "Fields": pydyf.Array([made.reference for made in self._fields]),
                "DR": pydyf.Dictionary({"Font": fonts}),
                "DA": pydyf.String(f"/{RESOURCE} {SIZE} Tf 0 g"),
            }
        )

    def _widget(self, kind: str, name: str, told: Callable[..., Any], pdf: Any, page: int, area: list[float]) -> Any:
        import pydyf

        sheet = pdf.objects[pdf.pages["Kids"][3 * page]]
        widget = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "Rect": pydyf.Array(area),
                "P": sheet.reference,
                "F": 4,  # Print
                "TU": pydyf.String(told("data-label", "")),
                "Border": pydyf.Array([0, 0, 0]),
            }
        )
        pdf.add_object(widget)
        sheet.setdefault("Annots", pydyf.Array()).append(widget.reference)
        value = told("data-value", "")
        if value:
            group = self._group(name, told("data-of", ""), pdf, {"FT": "/Btn", "Ff": _RADIO, "V": "/Off"})
            widget["Parent"] = group.reference
            group["Kids"].append(widget.reference)
        elif kind == "everywhere":
            group = self._group(name, told("data-label", ""), pdf, _text(kind))
            widget["Parent"] = group.reference
            group["Kids"].append(widget.reference)
        else:
            widget["T"] = pydyf.String(self._own(name))
            widget.update(_text(kind) if kind not in _CHOSEN else {"FT": "/Btn", "V": "/Off"})
            self._fields.append(widget)
        if kind in _CHOSEN:
            self._tickable(pdf, widget, kind, value or "Yes")
        else:
            if kind == "lines":
                # What is typed does not keep to the printed lines: white covers them as soon as there is something.
                widget["MK"] = pydyf.Dictionary({"BG": pydyf.Array([1])})
            self._fit(pdf, widget)
        return widget

    def _group(self, name: str, label: str, pdf: Any, about: dict[str, Any]) -> Any:
        import pydyf

        if name not in self._groups:
            told = {"T": pydyf.String(self._own(name)), "TU": pydyf.String(label), "Kids": pydyf.Array()}
            self._groups[name] = group = pydyf.Dictionary({**about, **told})
            pdf.add_object(group)
            self._fields.append(group)
        return self._groups[name]

    def _own(self, name: str) -> str:
        """Give a name that no other field has. A full stop would part it in two (ISO 32000-1, 12.7.3.2)."""
        name = name.replace(".", "-")
        self._names[name] = times = self._names.get(name, 0) + 1
        return name if times == 1 else f"{name} ({times})"

    def _fit(self, pdf: Any, widget: Any) -> None:
        """Give a text field the look of what has nothing in it yet."""
        import pydyf

        widget["AP"] = pydyf.Dictionary({"N": self._look(pdf, "", widget["Rect"])})

    def _tickable(self, pdf: Any, widget: Any, mark: str, value: str) -> None:
        import pydyf

        looks = {value: self._look(pdf, mark, widget["Rect"]), "Off": self._look(pdf, "", widget["Rect"])}
        widget["AS"] = "/Off"
        widget["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary(looks)})

    def _look(self, pdf: Any, mark: str, area: list[float]) -> Any:
        import pydyf

        width, height = round(area[2] - area[0], 2), round(area[3] - area[1], 2)
        key = (mark, width, height)
        if key not in self._looks:
            drawn = _MARKS[mark](width, height)
            bounds = pydyf.Array([0, 0, width, height])
            extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": bounds, "Resources": pydyf.Dictionary()}
            self._looks[key] = pydyf.Stream([drawn.encode()], pydyf.Dictionary(extra))
            pdf.add_object(self._looks[key])
        return self._looks[key].reference


def _text(kind: str) -> dict[str, Any]:
    """Say what kind of text a field takes."""
    if kind in _SHORT:
        return {"FT": "/Tx", "MaxLen": 2, "Q": 1}
    return {"FT": "/Tx", "Ff": _MULTILINE | _NO_SCROLL} if kind in ("lines", "cell") else {"FT": "/Tx"}


def _area(box: Any, pdf: Any, page: int, *, inset: float) -> list[float]:
    """Give the inside of a box in points from the foot of its page, borders and `inset` pixels left out."""
    top_of_page = pdf.objects[pdf.pages["Kids"][3 * page]]["MediaBox"][3]
    left = box.border_box_x() + box.border_left_width + inset
    top = box.border_box_y() + box.border_top_width + inset
    right = box.border_box_x() + box.border_width() - box.border_right_width - inset
    bottom = box.border_box_y() + box.border_height() - box.border_bottom_width - inset
    area = (left * POINT, top_of_page - bottom * POINT, right * POINT, top_of_page - top * POINT)
    return [round(one, 2) for one in area]


def _cross(width: float, height: float) -> str:
    edge = min(width, height) * 0.16
    right, upper = round(width - edge, 2), round(height - edge, 2)
    edge = round(edge, 2)
    return f"q 1.2 w 1 J {edge} {edge} m {right} {upper} l {edge} {upper} m {right} {edge} l S Q"


def _dot(width: float, height: float) -> str:
    return f"q {_circle(width, height, 0.27)} f Q"


def _ring(width: float, height: float) -> str:
    return f"q 2 w {_circle(width, height, 0.44)} S Q"


def _circle(width: float, height: float, share: float) -> str:
    """Write a circle of four curves around the middle, its radius a share of the shorter side."""
    across, up, radius = width / 2, height / 2, share * min(width, height)
    bow = radius * 0.5523

    def at(x: float, y: float) -> str:
        return f"{across + x:.2f} {up + y:.2f}"

    return (
        f"{at(radius, 0)} m {at(radius, bow)} {at(bow, radius)} {at(0, radius)} c "
        f"{at(-bow, radius)} {at(-radius, bow)} {at(-radius, 0)} c "
        f"{at(-radius, -bow)} {at(-bow, -radius)} {at(0, -radius)} c "
        f"{at(bow, -radius)} {at(radius, -bow)} {at(radius, 0)} c"
    )


_MARKS: dict[str, Callable[[float, float], str]] = {
    "": lambda *_: "",
    "box": _cross,
    "task": _cross,
    "dot": _dot,
    "ring": _ring,
}
"""What a field looks like when it is ticked, and, without a name, when there is nothing in it."""


def _is_anonymous(box: Any) -> bool:
    from weasyprint.css import AnonymousStyle

    return isinstance(box.style, AnonymousStyle)
