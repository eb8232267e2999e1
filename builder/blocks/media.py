"""Films, sounds and files to take away: blocks whose content is a file of the module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.blocks.base import any_blocks, container
from builder.diagnostics import Report, error
from builder.names import file_name
from builder.nodes import Block, Container, Directive, Image, MediaTarget, plain_text

FILMS = {"mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "ogg": "video/ogg"}
"""Media types of what browsers play as a film, by ending."""

SOUNDS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "webm": "audio/webm",
}  # fmt: skip
"""Media types of what browsers play as a sound, by ending."""

_NO_FILE = MediaTarget("")
_STILLS = {"png": "", "jpg": "", "jpeg": "", "webp": "", "gif": "", "avif": "", "svg": ""}
_CAPTIONS = {"vtt": "text/vtt"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+:|//)")
_TRACK = re.compile(r"(?:(?P<language>[A-Za-z]{2,}(?:[-_][A-Za-z0-9]+)*):(?!//))?(?P<file>.+)")


@dataclass(frozen=True, slots=True)
class Track:
    """The captions of a film in one language."""

    language: str
    """As written; empty for the module's own."""
    file: MediaTarget


@dataclass(frozen=True, slots=True)
class Recording(Container):
    """A film or a sound; its blocks are the transcript."""

    source: MediaTarget = _NO_FILE
    poster: Image | None = None
    """The still that stands for a film until it plays, and on paper."""
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True, slots=True)
class Download(Container):
    """A file to take away; its blocks say what it is for."""

    file: MediaTarget = _NO_FILE


def video(directive: Directive, report: Report) -> Recording | None:
    """Read a film: it has captions, or is said to be silent."""
    box = container(frozenset({"src", "poster", "captions", "silent"}), _transcript)(directive, report)
    source = _named(directive, "src", FILMS, "save it as MP4 (H.264) or WebM", report)
    hint = "save the picture as JPEG, PNG, WebP or SVG"
    poster = _named(directive, "poster", _STILLS, hint, report) if directive.option("poster") else None
    still = Image(poster.name, "", decorative=True, span=directive.span) if poster else None
    silent = directive.option("silent")
    if silent not in ("", "true"):
        message = f"`silent={silent}`: is it so or not?"
        report(error("bad-option", message, directive.span, "write `silent` alone, or leave it out"))
    tracks = _tracks(directive, report)
    if not directive.option("captions") and not silent:
        hint = "add `captions=media/film.vtt`, or `silent` if nothing can be heard in it"
        report(error("missing-captions", "the video has no captions", directive.span, hint))
    if box is None or source is None:
        return None
    return Recording(
        box.kind, box.title, box.blocks, box.options, box.id, box.classes, box.span, source, still, tracks
    )  # fmt: skip


def audio(directive: Directive, report: Report) -> Recording | None:
    """Read a sound; its transcript is what those read who can't hear it."""
    box = container(frozenset({"src"}), _transcript)(directive, report)
    source = _named(directive, "src", SOUNDS, "save it as MP3, M4A, Ogg or WAV", report)
    if box is None or source is None:
        return None
    return Recording(box.kind, box.title, box.blocks, box.options, box.id, box.classes, box.span, source)


def download(directive: Directive, report: Report) -> Download | None:
    """Read a file to take away; a description is no must, a title is."""
    box = container(frozenset({"file"}), _described)(directive, report)
    file = _named(directive, "file", {}, "", report)
    if box is None or file is None:
        return None
    return Download(box.kind, box.title, box.blocks, box.options, box.id, box.classes, box.span, file)


def titled(directive: Directive, report: Report) -> None:
    """Report a block that has to be called something, and is not."""
    if not plain_text(directive.title).strip():
        hint = f"write what it is called on its line: `::: {directive.name} Title {{…}}`"
        report(error("untitled-block", f"`{directive.name}` has no title", directive.span, hint))


def _transcript(directive: Directive, report: Report) -> tuple[Block, ...]:
    titled(directive, report)
    if not directive.blocks:
        hint = "write what is said into the block, and what is to be seen or heard that matters"
        report(error("missing-transcript", f"the {directive.name} has no transcript", directive.span, hint))
        return ()
    return any_blocks(directive, report) or ()


def _described(directive: Directive, report: Report) -> tuple[Block, ...]:
    titled(directive, report)
    return (any_blocks(directive, report) or ()) if directive.blocks else ()


def _tracks(directive: Directive, report: Report) -> tuple[Track, ...]:
    tracks: dict[str, Track] = {}
    for written in directive.option("captions").split():
        found = _TRACK.fullmatch(written)
        assert found is not None  # `.+` takes whatever is not blank
        language = found["language"] or ""
        file = _file(found["file"], _CAPTIONS, "save the captions as WebVTT, with the ending `.vtt`", directive, report)
        if language.casefold() in tracks:
            message = "two files of captions are in the same language"
            hint = 'say which is in which: `captions="en:media/a.vtt de:media/b.vtt"`'
            report(error("bad-option", message, directive.span, hint))
        elif file is not None:
            tracks[language.casefold()] = Track(language, file)
    return tuple(tracks.values())


def _named(
    directive: Directive, option: str, kinds: Mapping[str, str], hint: str, report: Report
) -> MediaTarget | None:
    written = directive.option(option)
    if not written or written == "true":
        example = f"add `{option}=media/…` in braces at the end of the line"
        report(error("no-file", f"`{directive.name}` names no file", directive.span, example))
        return None
    return _file(written, kinds, hint, directive, report)


def _file(
    written: str, kinds: Mapping[str, str], hint: str, directive: Directive, report: Report
) -> MediaTarget | None:
    """Take a file by its written name, if it lies in the module's folder and has one of the endings given."""
    if _SCHEME.match(written):
        elsewhere = "copy the file into `media/`: packages load nothing from other hosts"
        report(error("remote-media", f"the file `{written}` lies on another host", directive.span, elsewhere))
        return None
    name = file_name(written)
    if name is None:
        inside = "copy the file into the module's `media/` folder and refer to it there"
        message = f"`{written}` lies outside the module's folder"
        report(error("outside-module", message, directive.span, inside))
        return None
    if kinds and PurePosixPath(name).suffix.lower().lstrip(".") not in kinds:
        report(error("media-type", f"`{name}` can't be shown here", directive.span, hint))
        return None
    return MediaTarget(name, directive.span)
