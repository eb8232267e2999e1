"""A booklet as the tests look at it: its words by page, its tags, its conformance."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
from page import validate_pdf
from pikepdf import Array, Dictionary

from builder.diagnostics import Diagnostic
from builder.nodes import Module
from builder.package import Package
from builder.render import RenderContext
from builder.render.templates import product_templates
from builder.targets.base import Target, Volume
from builder.targets.pdf import PDF

CONTEXT = RenderContext((product_templates(),), strands=(("capacity", "Building capacity"),), catalogue_title="Rides")


class Booklet:
    """A PDF as the tests look at it."""

    def __init__(self, module: Module, context: RenderContext = CONTEXT, target: Target = PDF) -> None:
        self.said: list[Diagnostic] = []
        self._read(target.render(module, context, self.said.append))

    @classmethod
    def of_all(cls, modules: tuple[Module, ...], context: RenderContext, target: Volume) -> Booklet:
        """Print a volume."""
        made = cls.__new__(cls)
        made.said = []
        made._read(target.render(modules, context, made.said.append))
        return made

    def _read(self, package: Package) -> None:
        content = package.files[0][1]
        assert isinstance(content, bytes)
        self.package, self.content = package, content
        self._texts: dict[int, dict[int, str]] = {}
        self.reader = pypdf.PdfReader(io.BytesIO(content))
        self.pages = [page.extract_text() for page in self.reader.pages]
        self.pdf = pikepdf.open(io.BytesIO(content))

    def page_of(self, text: str) -> list[int]:
        """Give the numbers of the pages that hold a text."""
        return [number for number, words in enumerate(self.pages, 1) if text in words]

    def elements(self) -> Iterator[Any]:
        """Give every element of the tag tree, in reading order."""

        def below(node: Any) -> Iterator[Any]:
            for kid in node if isinstance(node, Array) else [node]:
                if isinstance(kid, Dictionary) and "/S" in kid:
                    yield kid
                    if "/K" in kid:
                        yield from below(kid.K)

        yield from below(self.pdf.Root.StructTreeRoot.K)

    def kinds(self) -> list[str]:
        return [str(element.S)[1:] for element in self.elements()]

    def text_of(self, element: Any) -> str:
        """Give the words of a tag's marked content, in the order of the tags."""
        found: list[tuple[int, int]] = []

        def collect(node: Any, page: Any) -> None:
            for kid in node if isinstance(node, Array) else [node]:
                if isinstance(kid, Dictionary):
                    if "/K" in kid:
                        collect(kid.K, kid.get("/Pg", page))
                else:
                    found.append((page.objgen[0], int(kid)))

        collect(element.K, element.Pg)
        return "".join(self._marked(page).get(number, "") for page, number in found)

    def _marked(self, page: int) -> dict[int, str]:
        if page not in self._texts:
            sheets = {sheet.indirect_reference.idnum: sheet for sheet in self.reader.pages}  # type: ignore[union-attr]
            self._texts[page] = marked_text(sheets[page])
        return self._texts[page]


def marked_text(page: pypdf.PageObject) -> dict[int, str]:
    """Give the words that each marked-content id of a page holds."""
    open_ids: list[int | None] = []
    parts: dict[int, str] = {}

    def before(operator: bytes, operands: Any, _matrix: Any, _text_matrix: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            open_ids.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == b"EMC" and open_ids:
            open_ids.pop()

    def keep(words: str, *_: Any) -> None:
        for number in open_ids:
            if number is not None:
                parts[number] = parts.get(number, "") + words

    page.extract_text(visitor_operand_before=before, visitor_text=keep)
    return parts


def conformant(booklet: Booklet, tmp_path: Path) -> list[str]:
    """Tell what keeps a file from being both PDF/UA-1 and PDF/A-2a."""
    file = tmp_path / "booklet.pdf"
    file.write_bytes(booklet.content)
    failed = (one for profile in ("ua1", "2a") for one in validate_pdf(str(file), profile=profile).failures)
    return [f"{failure.rule_id}: {failure.message}" for failure in failed]
