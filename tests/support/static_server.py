"""A plain static host, as sites are published on."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


class _StaticHandler(SimpleHTTPRequestHandler):
    """A plain static host, with the site at a sub-path of it."""

    prefix = "/"
    more_headers: Mapping[str, str] = {}
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self._is_within():
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._is_within():
            super().do_HEAD()

    def end_headers(self) -> None:
        for name, value in self.more_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def _is_within(self) -> bool:
        if not self.path.startswith(self.prefix):
            self.send_error(404, explain="outside the site's sub-path")
            return False
        self.path = self.path[len(self.prefix) - 1 :]
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or explain or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_head(self):  # type: ignore[no-untyped-def]
        # The base class redirects a folder to its own path, which has lost the sub-path.
        if Path(self.translate_path(self.path)).is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(301)
            self.send_header("Location", self.prefix[:-1] + self.path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, prefix: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The URL of a folder on a static file server; `prefix` is a sub-path such as `/archive/2020/`.

    Every answer has `headers`, too.
    """
    kind = type("Handler", (_StaticHandler,), {"prefix": prefix, "more_headers": headers or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
