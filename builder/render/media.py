"""A module's own files in a package: their plain ASCII names, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from builder.blocks.media import FILMS, SOUNDS, Track
from builder.names import ascii_name
from builder.nodes import Image, MediaTarget, Module, walk
from builder.render.words import fill, number_words

_OWN_NAMES = (
    "ar=العربية be=Беларуская bg=Български ca=Català cs=Čeština cy=Cymraeg da=Dansk de=Deutsch el=Ελληνικά en=English "
    "es=Español et=Eesti eu=Euskara fa=فارسی fi=Suomi fr=Français ga=Gaeilge he=עברית hr=Hrvatski hu=Magyar "
    "hy=Հայերեն is=Íslenska it=Italiano ja=日本語 ka=ქართული ko=한국어 lt=Lietuvių lv=Latviešu mk=Македонски mt=Malti "
    "nb=Norsk nl=Nederlands nn=Nynorsk pl=Polski pt=Português ro=Română ru=Русский sk=Slovenčina sl=Slovenščina "
    "sq=Shqip sr=Српски sv=Svenska tr=Türkçe uk=Українська zh=中文"
)
_LANGUAGES = dict(pair.split("=") for pair in _OWN_NAMES.split())
"""Languages as they call themselves: who looks for captions knows that name."""


def media_addresses(module: Module) -> dict[str, str]:
    """Give each file that a module refers to its address in the package: `content/` and a plain ASCII name.

    A function of the sorted names alone, so that an edit elsewhere renames nothing.
    """
    named: set[str] = set()
    for node in walk(module.pages):
        match node:
            case Image(name=name) | MediaTarget(name=name):
                named.add(name)
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(named):
        path = PurePosixPath(name)
        stem, ending = ascii_name(path.stem), ascii_name(path.suffix.lstrip("."))
        ending = f".{ending}" if path.suffix else ""
        number, address = 2, f"content/{stem}{ending}"
        while address in taken:
            number, address = number + 1, f"content/{stem}-{number}{ending}"
        taken.add(address)
        addresses[name] = address
    return addresses


def weights_of(module: Module, names: Iterable[str]) -> dict[str, int]:
    """Give the size in bytes of the files that are there."""
    paths = ((name, module.folder / name) for name in names)
    return {name: path.stat().st_size for name, path in paths if path.is_file()}


def captions_of(module: Module, media: Mapping[str, str]) -> dict[str, str]:
    """Give the text of all captions by address."""
    tracks = (node.file.name for node in walk(module.pages) if isinstance(node, Track))
    paths = {media[name]: module.folder / name for name in tracks}
    return {address: path.read_text("utf-8-sig") for address, path in sorted(paths.items()) if path.is_file()}


def media_type(name: str, kind: str) -> str:
    """Give the media type of a `video` or an `audio` by its ending."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return (SOUNDS if kind == "audio" else FILMS).get(ending, "")


def language_name(tag: str) -> str:
    """Give a language's own name for itself, or its tag."""
    return _LANGUAGES.get(tag, _LANGUAGES.get(tag.partition("-")[0], tag))


def file_words(name: str, weight: int | None, strings: Mapping[str, str]) -> str:
    """Say what kind of file it is and how large: `CSV, 3 kB`; thousands of bytes, as file managers count."""
    kind = PurePosixPath(name).suffix.lstrip(".").upper()
    if weight is None:
        return kind
    unit, size = ("size_mb", weight / 1e6) if weight >= 999_500 else ("size_kb", max(weight / 1000, 1))
    rounded = round(size, 1) if unit == "size_mb" and size < 10 else round(size)
    return ", ".join(filter(None, (kind, fill(strings[unit], n=number_words(rounded, strings["words_language"])))))
