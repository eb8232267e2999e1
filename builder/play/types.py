"""Types of files as a web server names them; the machine's own table is not asked, so that all machines agree."""

from __future__ import annotations

from pathlib import PurePosixPath

_TYPES = {
    "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "css": "text/css",
    "js": "text/javascript", "mjs": "text/javascript", "json": "application/json", "map": "application/json",
    "xml": "text/xml", "xsd": "text/xml", "txt": "text/plain", "csv": "text/csv", "vtt": "text/vtt",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "flac": "audio/flac",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "mov": "video/quicktime",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
    "wasm": "application/wasm", "pdf": "application/pdf", "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "epub": "application/epub+zip",
}  # fmt: skip
_MARKED = ("text/javascript", "application/json")


def type_of(path: str) -> str:
    """Give the Content-Type of a file; texts of ours are UTF-8, those that mark their own encoding keep it."""
    kind = _TYPES.get(PurePosixPath(path).suffix[1:].lower(), "application/octet-stream")
    if path == "/lms/":
        kind = "text/html"
    return (
        f"{kind}; charset=utf-8" if kind in _MARKED or (path.startswith("/lms/") and kind.startswith("text/")) else kind
    )
