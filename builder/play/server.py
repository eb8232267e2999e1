"""Serves one package and the page of the LMS to a browser on this machine, and to nobody else."""

from __future__ import annotations

import json
import posixpath
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from builder.diagnostics import BuildError
from builder.play.findings import Finding
from builder.play.manifest import MANIFEST
from builder.play.package import ScormPackage
from builder.play.types import type_of

LARGEST_REPORT = 256 << 20
_POSTS = ("/progress", "/report", "/failed", "/csp")

_POLICY = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; report-uri /csp"
"""Only reported, never enforced: an LMS would let these requests out."""


@dataclass
class Platform:
    """What is served, and what came in."""

    package: ScormPackage
    pages: Mapping[str, bytes]
    """The platform's own files by path, such as `/lms/lms.js`."""
    port: int = 0
    messages: SimpleQueue[tuple[str, Any]] = field(default_factory=SimpleQueue)
    """What the page sent: `progress`, `report` or `failed`, with its content."""
    _found: dict[tuple[str, str], Finding] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def address(self) -> str:
        """Where the page of the platform is."""
        return f"http://127.0.0.1:{self.port}/lms/"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found while the package was served, each once."""
        with self._lock:
            return tuple(self._found.values())

    def note(self, severity: str, rule: str, message: str, element: str) -> None:
        """Note a finding about a file or address."""
        with self._lock:
            self._found.setdefault((rule, element), Finding(severity, rule, message, element))

    def find(self, path: str) -> bytes | None:
        """Give what is at a path, None where there is nothing; notes what is amiss with it."""
        if not path.startswith("/package/"):
            return self.pages.get(path)
        name = path.removeprefix("/package/")
        try:
            content = self.package.read(name)
        except BuildError as problem:
            self.note("error", "damaged-file", str(problem), name)
            return None
        if content is None and not name.endswith("favicon.ico"):
            self.note("error", "file-not-found", "asked for while it was played, but not in the package", name)
        elif name not in self.package.manifest.files and name != MANIFEST:
            self.note("error", "unlisted-file-used", "an LMS that unpacks only listed files would not have it", name)
        return content


def about(package: ScormPackage) -> bytes:
    """Write what the page has to know of the package."""
    manifest = package.manifest
    items = [
        {
            "title": item.title or manifest.title,
            "href": item.href,
            "launchData": item.launch_data,
            "masteryScore": item.mastery_score,
            "passingScore": item.passing_score,
            "completionSetByContent": item.completion_by_content,
            "objectives": item.objectives,
        }
        for item in manifest.items
    ]
    known = {
        "title": manifest.title,
        "version": manifest.version,
        "edition": manifest.edition,
        "file": package.path.name,
    }
    return json.dumps({**known, "items": items}).encode()


def _handler(platform: Platform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "Coursewright"
        sys_version = ""
        timeout = 60

        def do_GET(self) -> None:
            self._get(body=True)

        def do_HEAD(self) -> None:
            self._get(body=False)

        def _get(self, *, body: bool) -> None:
            if not self._for_us():
                return self._answer(403, b"only for this machine", "text/plain")
            path = self.path.partition("?")[0].partition("#")[0]
            if path == "/":
                return self._answer(302, b"", "text/plain", {"Location": "/lms/"})
            wanted = unquote(path)
            # A browser takes dots out itself; what still has some was written by hand.
            if posixpath.normpath(wanted) != wanted.rstrip("/") or "\\" in wanted or "\0" in wanted:
                return self._answer(404, b"not found", "text/plain")
            content = platform.find("/lms/lms.html" if wanted == "/lms/" else wanted)
            if content is None:
                return self._answer(404, b"not found", "text/plain", body=body)
            more = {"Content-Security-Policy-Report-Only": _POLICY} if wanted.startswith("/package/") else {}
            span = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            if span and int(span[1]) < len(content):
                start, end = int(span[1]), min(int(span[2] or len(content)), len(content) - 1)
                more["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
                return self._answer(206, content[start : end + 1], type_of(wanted), more, body=body)
            return self._answer(200, content, type_of(wanted), more, body=body)

        def do_POST(self) -> None:
            if (
                not self._for_us()
                or urlsplit(self.headers.get("Origin", self._home())).netloc != urlsplit(self._home()).netloc
            ):
                return self._answer(403, b"only for this machine", "text/plain")
            size = self.headers.get("Content-Length", "")
            if self.path not in _POSTS or not size.isdecimal():
                return self._answer(404, b"not found", "text/plain")
            if int(size) > LARGEST_REPORT:
                self.close_connection = True
                return self._answer(413, b"too large", "text/plain")
            data = self.rfile.read(int(size))
            try:
                self._take(self.path[1:], data)
            except (ValueError, KeyError, TypeError):
                return self._answer(400, b"not understood", "text/plain")
            return self._answer(204, b"", "text/plain")

        def _take(self, kind: str, data: bytes) -> None:
            if kind == "csp":
                blocked = json.loads(data)["csp-report"]["blocked-uri"]
                if urlsplit(str(blocked)).scheme in ("http", "https", "ws", "wss"):
                    platform.note(
                        "warning", "foreign-request", "asks another server, which may be blocked or gone", str(blocked)
                    )
            else:
                platform.messages.put((kind, data.decode("utf-8", "replace") if kind == "failed" else json.loads(data)))

        def _home(self) -> str:
            return f"http://{self.headers.get('Host', '')}"

        def _for_us(self) -> bool:
            """Refuse other names for this machine: a page elsewhere could have its name lead here."""
            return self.headers.get("Host", "") in (f"127.0.0.1:{platform.port}", f"localhost:{platform.port}")

        def _answer(
            self, status: int, content: bytes, kind: str, more: Mapping[str, str] | None = None, *, body: bool = True
        ) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Cache-Control": "no-store", **(more or {})}.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body and content:
                try:
                    self.wfile.write(content)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the browser has left the page meanwhile

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: what is amiss becomes a finding."""

    return Handler


class _Web(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser hang up in the middle, which it does whenever a page is left; all else is a fault of ours."""
        problem = sys.exception()
        if not isinstance(problem, ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(package: ScormPackage, pages: Mapping[str, bytes], port: int = 0) -> Iterator[Platform]:
    """Serve while the context lasts; port 0 is any free one. Raises BuildError where the port is taken."""
    platform = Platform(package, {**pages, "/package.json": about(package)})
    try:
        web = _Web(("127.0.0.1", port), _handler(platform))
    except (OSError, OverflowError) as problem:
        raise BuildError(f"port {port} can't be used: {problem}; choose another with --port") from problem
    platform.port = web.server_address[1]
    thread = Thread(target=web.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        web.shutdown()
        web.server_close()
        thread.join()
