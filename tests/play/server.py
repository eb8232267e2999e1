"""A web server for the plays: packages as an LMS serves them, the LMS's own pages, and a store for commits."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

HERE = Path(__file__).parent
FOLDERS = {
    "/lms/strict-lms.js": HERE.parent / "runtime" / "lms" / "strict-lms.js",
    "/lms/": HERE / "lms",
    "/tools/": HERE.parent / "tools" / "node_modules",
}
TYPES = {".js": "text/javascript", ".html": "text/html; charset=utf-8", ".woff2": "font/woff2"}


@dataclass
class Server:
    """What is served, and what came in."""

    port: int = 0
    packages: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    """Files of each package by its name; served under `/packages/<name>/`."""
    commits: dict[str, list[bytes]] = field(default_factory=dict)
    """The commits to each store, by its address."""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def foreign_host(self) -> str:
        """The same server by another name: another origin to a browser."""
        return f"localhost:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def find(self, path: str) -> bytes | None:
        """Give what is at a path, None where nothing is."""
        if path.startswith("/packages/"):
            name, _, file = path.removeprefix("/packages/").partition("/")
            return self.packages.get(name, {}).get(file)
        for start, place in FOLDERS.items():
            if path.startswith(start):
                file = place / path.removeprefix(start) if start.endswith("/") else place
                return file.read_bytes() if file.is_file() else None
        return None


def _handler(served: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/commit/"):
                commits = served.commits.get(path, [])
                last = commits[-1] if commits else b""
                return self._answer(200 if commits else 204, last, "application/json", len(commits))
            body = served.find(path)
            kind = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
            return self._answer(404 if body is None else 200, body or b"", kind)

        def do_POST(self) -> None:
            commits = served.commits.setdefault(self.path, [])
            commits.append(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(200, json.dumps({"result": True, "errorCode": 0}).encode(), "application/json")

        def _answer(self, status: int, body: bytes, kind: str, count: int = 0) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("X-Count", str(count))
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if body:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: what was asked for is watched in the browser."""

    return Handler


@contextmanager
def serving() -> Iterator[Server]:
    """Serve while the context lasts, on any free port of this machine."""
    served = Server()
    web = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    web.daemon_threads = True
    served.port = web.server_address[1]
    thread = Thread(target=web.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        web.shutdown()
        web.server_close()
        thread.join()
