"""What the layout engine may read: pictures of the modules and what is handed over in memory, nothing else.

Every address begins with `http://module.invalid/`, a name that can't exist (RFC 2606): an address that got through by
mistake leads nowhere and gives no path of the machine away.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from builder.nodes import Image, Module, walk

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

BASE = "http://module.invalid/"

LARGEST = 1600
"""Pixels on the longer side of a photograph on paper: 250 to the inch across a page's text."""

_PHOTOGRAPHS = {".jpg", ".jpeg", ".webp", ".avif"}


def picture_addresses(module: Module) -> dict[str, str]:
    """Give the address of every picture that is shown, by its name."""
    names = {node.name for node in walk(module.pages) if isinstance(node, Image)}
    return {name: quote(f"{module.slug}/{name}") for name in sorted(names)}


_EMBEDDED = re.compile(r"data:image/(png|jpe?g|gif|webp)[;,]", re.IGNORECASE)


def fetcher(modules: Sequence[Module], made: Mapping[str, bytes]) -> URLFetcher:
    """Give the function through which the engine reads; `made` holds SVG pictures by name that were made here.

    A refused address raises ValueError inside, which the engine reports as a warning that names the address.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    shown = {
        BASE + address: (module.folder.resolve(), name)
        for module in modules
        for name, address in picture_addresses(module).items()
    }

    class ModuleFetcher(URLFetcher):  # type: ignore[misc]
        """Reads what the modules show."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            """Give the content of an address that is allowed."""
            if _EMBEDDED.match(url):  # in a picture of the module: the check of pictures has looked at it
                return super().fetch(url, headers)
            plain = url.partition("#")[0]
            if plain.removeprefix(BASE) in made:
                return URLFetcherResponse(url, made[plain.removeprefix(BASE)], {"Content-Type": "image/svg+xml"})
            found = shown.get(plain) or shown.get(BASE + quote(unquote(plain.removeprefix(BASE))))
            if found is None:
                raise ValueError("only pictures of the module are printed")
            root, name = found
            path = (root / name).resolve()
            if not path.is_relative_to(root):
                raise ValueError("the picture is outside of the module's folder")
            content, kind = _content(path, path.stat().st_mtime_ns)
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return ModuleFetcher()


@lru_cache(maxsize=32)
def _content(path: Path, _changed: int) -> tuple[bytes, str]:
    """Read a picture; a photograph larger than paper can show is made smaller, as a book of them must stay mailable."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = path.read_bytes()
    if path.suffix.lower() not in _PHOTOGRAPHS:
        return content, kind
    from PIL import Image as Picture
    from PIL import ImageOps

    with Picture.open(BytesIO(content)) as opened:
        if max(opened.size) <= LARGEST and opened.format == "JPEG":
            return content, kind  # embedded as it is, without loss
        opened.draft("RGB", (LARGEST, LARGEST))  # a JPEG is decoded at a fraction of its size: fast, little memory
        picture = ImageOps.exif_transpose(opened).convert("RGB")
        picture.thumbnail((LARGEST, LARGEST), Picture.Resampling.LANCZOS)
        written = BytesIO()
        picture.save(written, "JPEG", quality=86, optimize=True)
    return written.getvalue(), "image/jpeg"
