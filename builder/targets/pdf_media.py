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
    from PIL import Image as Picture
    from weasyprint.urls import URLFetcher

BASE = "http://module.invalid/"

LARGEST = 1600
"""Pixels on the longer side of a photograph on paper: 250 to the inch across a page's text."""

_PHOTOGRAPHS = {".jpg", ".jpeg", ".webp", ".avif"}

_DEEP = {"I", "I;16", "I;16B", "F"}
"""Pillow's modes for more than 256 shades of grey; WeasyPrint takes their bytes for those of another picture."""


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
    if path.suffix.lower() == ".svg":
        return content, kind
    from PIL import Image as Picture

    with Picture.open(BytesIO(content)) as opened:
        if path.suffix.lower() in _PHOTOGRAPHS:
            return _photograph(content, opened)
        if opened.mode not in _DEEP:
            return content, kind
        written = BytesIO()
        opened.convert("I").point(lambda shade: shade / 256).convert("L").save(written, "PNG")
    return written.getvalue(), "image/png"


def _photograph(content: bytes, opened: Picture.Image) -> tuple[bytes, str]:
    """Give a photograph in the size and the colours that paper needs: red, green and blue, or grey."""
    from PIL import Image as Picture
    from PIL import ImageOps

    if max(opened.size) <= LARGEST and opened.format == "JPEG" and opened.mode != "CMYK":
        return content, "image/jpeg"  # embedded as it is, without loss
    if opened.mode != "CMYK":
        opened.draft("RGB", (LARGEST, LARGEST))  # a JPEG is decoded at a fraction of its size: fast, little memory
    picture = _in_rgb(ImageOps.exif_transpose(opened))
    picture.thumbnail((LARGEST, LARGEST), Picture.Resampling.LANCZOS)
    written = BytesIO()
    picture.save(written, "JPEG", quality=86, optimize=True)
    return written.getvalue(), "image/jpeg"


def _in_rgb(picture: Picture.Image) -> Picture.Image:
    """Give a picture in the colours of screens: those of a press can't be kept for good beside them (PDF/A)."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if picture.mode != "CMYK" or not profile:
        return picture.convert("RGB")
    try:
        made = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (OSError, ImageCms.PyCMSError):  # a profile that can't be read
        return picture.convert("RGB")
    return made or picture.convert("RGB")
