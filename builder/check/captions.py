"""Checks of films and sounds: files that are what their ending says, captions that a browser can show (WebVTT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.blocks.media import Recording
from builder.check.base import Subject
from builder.diagnostics import Diagnostic, error, warning
from builder.parse.languages import read_language
from builder.source import Span

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")
_LARGEST = 4 << 20
"""No captions are larger; what is, is another file."""

_HEADS = {
    "mp4": (4, b"ftyp"), "m4v": (4, b"ftyp"), "m4a": (4, b"ftyp"), "webm": (0, b"\x1aE\xdf\xa3"),
    "ogg": (0, b"OggS"), "ogv": (0, b"OggS"), "oga": (0, b"OggS"), "opus": (0, b"OggS"), "wav": (8, b"WAVE"),
}  # fmt: skip
"""Where a file of an ending has which bytes."""


def recordings(subject: Subject) -> Iterator[Diagnostic]:
    """Films and sounds are what their ending says, their captions well-formed and in languages that exist."""
    folder = subject.module.folder
    for node in subject.nodes:
        if not isinstance(node, Recording):
            continue
        if not _is_what_it_says(folder / node.source.name):
            message = f"`{node.source.name}` is no file of the kind that its ending says"
            yield error("media-content", message, node.span, "convert the file: to rename it is not enough")
        for track in node.tracks:
            if track.language:
                tag, note = read_language(track.language)
                if tag is None or tag != track.language:
                    message = f"the captions' language `{track.language}` is no language code"
                    yield error("unknown-language", message, node.span, note)
            beside = PurePosixPath(subject.module.source).parent / track.file.name
            yield from _captions(folder / track.file.name, str(beside))


def _is_what_it_says(path: Path) -> bool:
    """Tell by the first bytes of a file whether its ending fits; a missing one is reported elsewhere."""
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
    except OSError:
        return True
    ending = path.suffix.lower().lstrip(".")
    if ending == "mp3":  # with a tag before it, or beginning with a frame: eleven bits set
        return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] >= 0xE0)
    place, mark = _HEADS.get(ending, (0, b""))
    return head[place:].startswith(mark)


def _captions(path: Path, name: str) -> Iterator[Diagnostic]:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return
        content = path.read_bytes()
    except OSError:
        return  # the check of media says so
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        message = "the captions are not UTF-8 text"
        yield error("bad-captions", message, Span(name, line), "save them with the encoding UTF-8")
        return
    yield from captions_faults(text, name)


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words and when they are shown, in thousandths of a second."""

    line: int
    start: int
    end: int


def captions_faults(text: str, name: str) -> Iterator[Diagnostic]:
    """Say what is wrong with a WebVTT file (W3C WebVTT, section 4), at its own lines."""
    lines = re.split(r"\r\n|\r|\n", text)
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        message = "captions begin with a line `WEBVTT`"
        yield error("bad-captions", message, Span(name, 1), "write it as the first line, an empty line below it")
        return
    before: _Cue | None = None
    head = lines.index("") if "" in lines else len(lines)
    if any("-->" in line for line in lines[:head]):
        yield error("bad-captions", "an empty line is missing below `WEBVTT`", Span(name, 2), "add it")
    for first, block in _blocks(lines, head):
        cue, found = _cue(first, block, name)
        yield from found
        if cue is None:
            continue
        if before is not None and cue.start < before.start:
            message = "these words begin before those above"
            yield error("bad-captions", message, Span(name, cue.line), "put captions in the order of their times")
        elif before is not None and cue.start < before.end:
            message = "these words begin while those above are still shown"
            yield warning("caption-overlap", message, Span(name, cue.line), "let the ones above end earlier")
        before = cue
    if before is None and not any("-->" in line for line in lines):
        yield error("bad-captions", "the file has no captions", Span(name, 1), "add times and words")


def _blocks(lines: list[str], start: int) -> Iterator[tuple[int, list[str]]]:
    """Give what stands between empty lines from `start` on, with the number of its first line, from 1."""
    block: list[str] = []
    for number, line in enumerate([*lines[start:], ""], start + 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(first: int, block: list[str], name: str) -> tuple[_Cue | None, list[Diagnostic]]:
    """Read a block; None where it is none of captions, or its times can't be read."""
    if "-->" not in block[0] and (_ASIDE.match(block[0]) or not any("-->" in line for line in block)):
        if _ASIDE.match(block[0]):
            return None, []
        message = "words without times: they are never shown"
        return None, [error("bad-captions", message, Span(name, first), "write `00:01.000 --> 00:04.000` above them")]
    offset = 0 if "-->" in block[0] else 1
    line, words = first + offset, block[offset + 1 :]
    times = _TIMING.fullmatch(block[offset]) if "-->" in block[offset] else None
    if times is None:
        hint = "write minutes, seconds and thousandths with a full stop: `00:01.000 --> 00:04.500`"
        return None, [error("bad-captions", "these times can't be read", Span(name, line), hint)]
    cue = _Cue(line, _thousandths(times.groups()[:4]), _thousandths(times.groups()[4:]))
    found = []
    if cue.end <= cue.start:
        found.append(error("bad-captions", "the end is not after the beginning", Span(name, line), "correct the times"))
    if not "".join(words).strip():
        found.append(warning("empty-caption", "there are no words below these times", Span(name, line), "remove them"))
    if any("-->" in word for word in words):
        below = next(number for number, word in enumerate(words, line + 1) if "-->" in word)
        found.append(error("bad-captions", "an empty line is missing above these times", Span(name, below), "add it"))
    return cue, found


def _thousandths(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
