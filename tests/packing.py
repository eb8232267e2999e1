"""Makes modules and packages for tests, and reads manifests back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from builder.catalogue import Defaults
from builder.check import check_modules
from builder.diagnostics import Diagnostic
from builder.nodes import Metadata, Module, Page, Paragraph, Text
from builder.package import Content, Package, write_package
from builder.parse import parse_module
from builder.render import RenderContext
from builder.render.templates import product_templates
from builder.source import read_source
from builder.targets.base import Target
from builder.targets.imscp import Profile, content_package
from builder.targets.scorm12 import PROFILE as SCORM12
from builder.targets.scorm2004 import EDITIONS

PROFILES = {"1.2": SCORM12, "2004 3rd Edition": EDITIONS["2004-3rd"], "2004 4th Edition": EDITIONS["2004-4th"]}
"""What manifests are made for, by `schemaversion`."""

CONTEXT = RenderContext((product_templates(),), publisher="Creative Ports")

SITE: dict[str, Content] = {
    "content/map.png": b"\x89PNG",
    "content/map-2.png": b"\x89PNG",
    "content/sheet.pdf": b"%PDF",
    "index.html": b"<!doctype html>",
    "player/fonts/serif.woff2": b"wOF2",
    "player/player.js": b"",
    "player/style.css": b"",
}
"""Stands for the files of a site where they don't matter."""


def module_of(slug: str = "bike-check", **metadata: object) -> Module:
    """Make a module of one page."""
    given = Metadata("Bike check", "en")
    page = Page("start", (Text("Start"),), (Paragraph((Text("Look at the brakes."),)),))
    return Module(slug, replace(given, **metadata), (page,), f"modules/{slug}/module.md")  # type: ignore[arg-type]


def read_module(folder: Path, root: Path) -> tuple[Module | None, list[Diagnostic]]:
    """Parse and check the module in a folder."""
    found: list[Diagnostic] = []
    module = parse_module(read_source(folder / "module.md", root), Defaults(), found.append)
    if module is not None:
        found += check_modules({module.slug: module}, frozenset({module.slug}), root)
    return module, found


def written_module(root: Path, slug: str, text: str, files: Mapping[str, bytes] | None = None) -> Module:
    """Write a module with its files below `root`, and read it; it has to be without fault."""
    folder = root / "modules" / slug
    for name, content in {"module.md": text.encode(), **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    module, found = read_module(folder, root)
    assert module is not None
    assert not found
    return module


def packed(module: Module, profile: Profile = SCORM12, context: RenderContext = CONTEXT) -> Package:
    """Package a module with the site that stands for any."""
    return content_package(module, context, ignore, files=SITE, profile=profile)


def ignore(_: Diagnostic) -> None:
    """Take a diagnostic that a test is not about."""


def archive(product: Package, folder: Path, name: str = "package.zip") -> zipfile.ZipFile:
    """Write a package and open it."""
    write_package(product, folder / name)
    return zipfile.ZipFile(io.BytesIO((folder / name).read_bytes()))


def rendered(target: Target, module: Module, context: RenderContext = CONTEXT) -> tuple[Package, list[Diagnostic]]:
    """Render a module for a target; also what was reported."""
    found: list[Diagnostic] = []
    return target.render(module, context, found.append), found


@dataclass(frozen=True)
class Manifest:
    """A manifest, read without knowing which SCORM it is of."""

    text: bytes
    root: etree._Element = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", etree.fromstring(self.text))

    def all(self, path: str) -> list[etree._Element]:
        """Find elements by local names: `organization/item/title`."""
        steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
        found = self.root.xpath(f"//{steps}")
        assert isinstance(found, list)
        return [element for element in found if isinstance(element, etree._Element)]

    def texts(self, path: str) -> list[str]:
        """Give the texts of elements, those of all below them joined."""
        return ["".join(str(part) for part in element.itertext()).strip() for element in self.all(path)]

    def text_of(self, name: str) -> str:
        """Give all the text of the elements of a name."""
        return "\n".join(self.texts(name))

    def identifiers(self) -> list[str]:
        return [value for element in self.root.iter() if (value := element.get("identifier")) is not None]

    def files(self) -> list[str]:
        """Give the names of the files it lists, decoded."""
        return [unquote(element.get("href") or "") for element in self.all("resource/file")]


def manifest_of(product: Package) -> Manifest:
    """Read the manifest of a package."""
    content = dict(product.files)["imsmanifest.xml"]
    assert isinstance(content, bytes)
    return Manifest(content)
