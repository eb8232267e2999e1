"""The tag tree of a PDF: what WeasyPrint 70 leaves out or gets wrong for PDF/UA-1 (ISO 14289-1), put right.

WeasyPrint makes one structure element per box. While it does, `tagging` looks at each element beside its box and

- names what it calls NonStruct or Span though PDF has a name for it (ISO 32000-1, 14.8.4): notes and their marks,
  code, quotations, contents, formulae;
- writes /Lang where a part is in another language;
- tells what a link does (/Contents, 7.18.5 of ISO 14289-1) and lets it print;
- makes one element again of what a page break cut in two;
- tells which cells of a table head which (in pdf_tables);
- lets no heading skip a level, as one does whose own heading is left out on paper;
- takes running heads, page numbers and pictures without meaning out of the tree.

`tidy` then marks the last kind as artifacts in the pages' content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from builder.targets.pdf_fields import Fields
from builder.targets.pdf_tables import tell_headers

_NAMES = {
    "code": "Code",
    "q": "Quote",
    "aside": "Div",
    "header": "Div",
    "footer": "Div",
    "figure": "Div",
    "nav": "Sect",
}
"""Structure types by HTML element, where WeasyPrint says NonStruct."""

_ROLES = {
    "footnote": "Note",
    "contents-list": "TOC",
    "contents-entry": "TOCI",
    "contents-target": "Reference",
    "math": "Formula",
}
"""Structure types by class."""

_CUT = {
    *("P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "LBody", "BlockQuote", "Note", "Code"),
    *("Part", "Art", "Sect", "Div", "NonStruct", "Span"),
}
"""Structure types that are joined again after a page break. Not tables: their head is repeated."""

_WHOLE = {f"/{kind}" for kind in ("P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "BlockQuote")}
"""Structure types that a box made within one must not have again."""


@dataclass(slots=True)
class Tagging:
    """What is learned of a document while its tag tree is made."""

    language: str
    artifacts: dict[int, set[int]] = field(default_factory=dict)
    """Marked-content ids that mean nothing, by page index."""
    _first: dict[tuple[int, str, str], tuple[int, Any]] = field(default_factory=dict)
    """Page index and structure element of the first part of a box, by HTML element, its part and structure type."""
    _tables: int = 0
    _notes: int = 0
    _level: int = 0
    """Of the heading before."""
    _depth: int = 0
    """Levels by which headings of the document stand deeper than they are written: in a book of several, modules do."""
    _elements: list[Any] = field(default_factory=list)
    """Keeps HTML elements alive, as `_first` knows them by address."""

    def enter(self, box: Any, nums: dict[int, Any]) -> set[int]:
        """Note what was there before the elements of `box` are made."""
        self._tables += _part(box) == "table"
        if _part(box) == "html":
            self._depth = int(box.element.get("data-depth", "0"))
        if box.link_annotation is not None and _part(box) != "a":
            box.link_annotation = None  # the link's own box has one already; each box inside it would add another
        return set(nums)

    def leave(
        self, box: Any, made: list[Any], *, pdf: Any, page: int, nums: dict[int, Any], before: set[int]
    ) -> list[Any]:
        """Adapt the elements made of `box`; give those that stay in the tree."""
        if _is_decoration(box):
            meaningless = set(nums) - before
            self.artifacts.setdefault(page, set()).update(meaningless)
            for number in meaningless:
                nums[number] = "null"  # the parent tree is an array by id: the place has to stay
            return []
        if _part(box) in ("", "html", "body"):
            return made  # they make no element of their own
        for element in made:
            if element["S"] == "/L":
                self._drop_spaces(element, pdf, page, nums)
        kept = [element for element in made if not self._joined(box, element, pdf, page)]
        for element in kept:
            _with_body(element, pdf)
            self._adapt(box, element)
            if element["S"] == "/Table":
                tell_headers(box)
        self._tables -= _part(box) == "table"
        return kept

    def _adapt(self, box: Any, element: Any) -> None:
        import pydyf

        html = box.element
        if html is None:
            return
        part = _part(box)
        if box.link_annotation is not None:
            box.link_annotation["Contents"] = pydyf.String(link_text(html))
            box.link_annotation["F"] = 4  # Print: an annotation without it may vanish from paper
        if part == "a::after":
            element["S"] = "/Span"
        if part.endswith("::footnote-call"):
            element["S"] = "/Reference"
        if _is_anonymous(box) and element["S"] in _WHOLE:
            element["S"] = "/NonStruct"  # a box around lines beside something placed: part of the heading, not another
        if _is_anonymous(box) or part != html.tag:
            return
        if re.fullmatch("/H[1-6]", element["S"]):
            self._level = min(int(element["S"][2]) + self._depth, self._level + 1, 6)
            element["S"] = f"/H{self._level}"  # ISO 14289-1, 7.4.2
        self._name(html, part, element)
        language = html.get("lang")
        if language and language != self.language:
            element["Lang"] = pydyf.String(language)

    def _name(self, html: Any, part: str, element: Any) -> None:
        import pydyf

        if element["S"] == "/NonStruct" and part in _NAMES:
            element["S"] = f"/{_NAMES[part]}"
        for name in html.get("class", "").split():
            if name in _ROLES and element["S"] in ("/Span", "/Div", "/NonStruct"):
                element["S"] = f"/{_ROLES[name]}"
        if element["S"] == "/Note":
            self._notes += 1
            element["ID"] = pydyf.String(f"note-{self._notes}")  # ISO 14289-1, 7.9: unique
        if element["S"] == "/Formula":
            element["Alt"] = pydyf.String("".join(html.itertext()))

    def _drop_spaces(self, item: Any, pdf: Any, page: int, nums: dict[int, Any]) -> None:
        """Take out the spaces between items that stand side by side: a list holds items (ISO 32000-1, table 336)."""
        for kid in [kid for kid in item["K"] if isinstance(kid, (bytes, str))]:
            element = pdf.objects[int(kid.split()[0])]
            if element["S"] == "/Span":
                item["K"].remove(kid)
                self.artifacts.setdefault(page, set()).update(element["K"])
                nums.update(dict.fromkeys(element["K"], "null"))

    def _joined(self, box: Any, element: Any, pdf: Any, page: int) -> bool:
        """Tell whether `element` continues one on an earlier page, and move its kids there if so."""
        kind = element["S"].lstrip("/")
        if self._tables or kind not in _CUT or box.element is None or _is_anonymous(box):
            return False
        key = (id(box.element), _part(box), kind)
        if key not in self._first:
            self._first[key] = (page, element)
            self._elements.append(box.element)
            return False
        began, first = self._first[key]
        if began == page:
            return False
        for kid in element["K"]:
            if not isinstance(kid, (bytes, str)):
                return False  # marked content of its own, whose page is the element's
        for kid in element["K"]:
            pdf.objects[int(kid.split()[0])]["P"] = first.reference
            first["K"].append(kid)
        _with_body(first, pdf)
        return True


def _with_body(item: Any, pdf: Any) -> None:
    """Put what is no label in a list item into its body (ISO 32000-1, table 333); WeasyPrint leaves paragraphs bare."""
    import pydyf

    if item["S"] != "/LI":
        return
    kids = [(kid, pdf.objects[int(kid.split()[0])]) for kid in item["K"] if isinstance(kid, (bytes, str))]
    labels = [kid for kid, element in kids if element.get("S") == "/Lbl"]
    bodies = [element for _, element in kids if element.get("S") == "/LBody"]
    if len(kids) == len(labels) + len(bodies) < 3:
        return  # as it should be: one of each at most
    if not all(isinstance(kid, (bytes, str)) for element in (item, *bodies) for kid in element["K"]):
        return  # content of its own can't be moved, as its page is the element's
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    for kid, element in kids:
        for part in element["K"] if element in bodies else [] if kid in labels else [kid]:
            pdf.objects[int(part.split()[0])]["P"] = body.reference
            body["K"].append(part)
    item["K"] = pydyf.Array([*labels, body.reference])


def _part(box: Any) -> str:
    return str(getattr(box, "element_tag", "") or "")


def _is_anonymous(box: Any) -> bool:
    from weasyprint.css import AnonymousStyle

    return isinstance(box.style, AnonymousStyle)


def _is_decoration(box: Any) -> bool:
    """Tell running heads and pictures without meaning."""
    from weasyprint.formatting_structure.boxes import MarginBox

    if isinstance(box, MarginBox):
        return True
    html = box.element
    return html is not None and (html.get("aria-hidden") == "true" or (html.tag == "img" and not html.get("alt")))


def link_text(html: Any) -> str:
    """Say where a link leads: its words, and the address where they are not the address."""
    words = " ".join("".join(html.itertext()).split())
    title, href = html.get("title", ""), html.get("href", "")
    told = title or words or href
    return told if href.startswith("#") or href == told else f"{told} ({href.removeprefix('mailto:')})"


@contextmanager
def tagging(language: str, fields: Fields | None = None) -> Iterator[Tagging]:
    """Adapt the tag tree of the document written inside the `with` block; `fields` are laid over it, if there are any.

    WeasyPrint offers no hook here, so its function is wrapped for the time of the block; `pyproject.toml` bounds
    the versions for which this was tried, and the tests look at the trees.
    """
    from weasyprint.pdf import tags

    state = Tagging(language)
    plain = tags._build_box_tree

    def adapted(
        box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, marks: Any
    ) -> Iterator[Any]:
        inner = getattr(box, "_box", box) if type(box).__name__ == "AbsolutePlaceholder" else box
        before = state.enter(inner, nums)
        if fields is not None:
            fields.place(inner, pdf, page_number)
        made = list(plain(inner, parent, pdf, page_number, nums, annotations, marks))
        yield from state.leave(inner, made, pdf=pdf, page=page_number, nums=nums, before=before)

    tags._build_box_tree = adapted
    try:
        yield state
    finally:
        tags._build_box_tree = plain


def tidy(pdf: Any, artifacts: dict[int, set[int]]) -> None:
    """Take links from the pages that are not in the tag tree; mark what means nothing as artifacts.

    `artifacts` gives ids of marked content by page index (ISO 32000-1, 14.8.2.2).
    """
    sheets = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    for sheet in sheets:
        if "Annots" in sheet:
            kept = [kid for kid in sheet["Annots"] if "StructParent" in pdf.objects[int(kid.split()[0])]]
            sheet["Annots"][:] = kept
    for page, numbers in artifacts.items():
        sheet = sheets[page]
        content = pdf.objects[int(sheet["Contents"].split()[0])].stream
        for index, operator in enumerate(content):
            if operator == b"BDC" and content[index - 1].get("MCID") in numbers:
                content[index - 2 : index + 1] = ["/Artifact", b"", b"BMC"]
