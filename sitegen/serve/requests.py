"""The answers of the preview: files of the site, and livereload's script and socket."""

from __future__ import annotations

import html
import ipaddress
import mimetypes
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

_SCRIPT: Final = b'<script src="/livereload.js" defer></script>'
# The machine's own table of types is not asked: on Windows programs write into it.
_TYPES: Final = mimetypes.MimeTypes(filenames=())
for _type, _ending in (
    ("text/javascript", ".js"),
    ("text/javascript", ".mjs"),
    ("application/x-ndjson", ".jsonl"),
    ("application/wasm", ".wasm"),
    ("application/xml", ".xml"),
    ("font/woff2", ".woff2"),
    ("image/webp", ".webp"),
    ("image/avif", ".avif"),
    ("text/markdown", ".md"),
):
    _TYPES.add_type(_type, _ending)


@dataclass(slots=True)
class Shown:
    """What is shown, and where."""

    output: Path
    """The published folder, absolute."""
    host: str
    """The address that the server listens on."""
    failure: str = ""
    """The report of the last build, if it was not done."""


def application(shown: Shown) -> Application:
    """What answers requests; it reads `shown` anew each time."""
    LiveReloadHandler.watcher = _Idle()  # type: ignore[no-untyped-call, assignment]
    own = {"shown": shown}
    handlers = [(r"/livereload", _ReloadSocket, own), (r"/livereload\.js", _Script, own), (r"/(.*)", _File, own)]
    return Application(handlers, log_function=lambda _: None)


def reload_pages() -> None:
    """Let every open page load itself again."""
    LiveReloadHandler.reload_waiters("*")  # type: ignore[no-untyped-call]


class _Guarded(RequestHandler):
    """Answers only pages of this very site: another site's script must not read the archive through a browser."""

    shown: Shown

    def initialize(self, shown: Shown, **_: object) -> None:
        """Keep what the answer depends on."""
        self.shown = shown

    def prepare(self) -> None:
        """Refuse a foreign name (DNS rebinding) and a foreign page (a script elsewhere)."""
        host = self.request.headers.get("Host", "")
        origin = self.request.headers.get("Origin")
        if not is_own_host(host, self.shown.host):
            raise HTTPError(403, reason="Unknown host")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            raise HTTPError(403, reason="Foreign origin")

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        if not isinstance(error, HTTPError):
            super().log_exception(kind, error, trace)

    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(f"{status_code} {self._reason}\n")


class _Script(_Guarded, LiveReloadJSHandler):
    pass


class _ReloadSocket(_Guarded, LiveReloadHandler):
    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc.lower() == self.request.headers.get("Host", "").lower()

    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)  # type: ignore[no-untyped-call]
        except (ValueError, TypeError, AttributeError):  # not livereload's protocol
            self.close()


class _File(_Guarded, StaticFileHandler):
    """A file of the site as it was at one moment, however often it is replaced meanwhile."""

    content = b""

    def initialize(  # type: ignore[override]  # Tornado's own arguments follow from ours
        self, shown: Shown, **_: object
    ) -> None:
        _Guarded.initialize(self, shown)
        StaticFileHandler.initialize(self, str(shown.output), "index.html")

    def parse_url_path(self, url_path: str) -> str:
        if "\0" in url_path or url_path.startswith(".sitegen"):
            raise HTTPError(404)
        return super().parse_url_path(url_path)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        is_folder = not self.path or self.path.endswith(os.sep)
        try:
            if is_folder and not Path(absolute_path).is_dir():
                raise HTTPError(404)
            path = super().validate_absolute_path(root, absolute_path)
            if path is not None:
                self.content = _with_script(Path(path).read_bytes(), _content_type(path))
        except (OSError, ValueError):
            raise HTTPError(404) from None
        return path

    def get_content_size(self) -> int:
        return len(self.content)

    def get_content(  # type: ignore[override]  # of this request, not of the class
        self, abspath: str, start: int | None = None, end: int | None = None
    ) -> bytes:
        del abspath
        return self.content[start:end]

    def get_content_type(self) -> str:
        return _content_type(str(self.absolute_path))

    def set_extra_headers(self, path: str) -> None:
        del path
        self.set_header("Cache-Control", "no-store")

    def get_cache_time(self, path: str, modified: object, mime_type: str) -> int:
        del path, modified, mime_type
        return 0

    def compute_etag(self) -> None:
        return None

    def should_return_304(self) -> bool:
        return False

    def write_error(self, status_code: int, **options: object) -> None:
        if status_code != 404:
            super().write_error(status_code, **options)
            return
        page = self._page_instead()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(_with_script(page, "text/html"))

    def _page_instead(self) -> bytes:
        """The site's own page for what is not there; before there is a site, what keeps it from being built."""
        output = self.shown.output
        if self.shown.failure and not (output / "index.html").is_file():
            self.set_status(503)
            return _page("The archive has problems", self.shown.failure)
        try:
            return (output / "404.html").read_bytes()
        except OSError:
            return _page("Not found", "There is no such page in this archive.")


def is_own_host(host: str, listening_on: str) -> bool:
    """Whether a `Host` header names this server.

    A number is safe where the server listens on the network: only a name can be made to lead somewhere else.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if not name:
        return False
    if name in ("localhost", "127.0.0.1", "::1", listening_on.lower()) or name.endswith(".localhost"):
        return True
    return not _is_loopback(listening_on) and (_is_number(name) or name == socket.gethostname().lower())


class _Idle(Watcher):
    """livereload asks its watcher to look at files; ours does it."""

    def start(self, callback: object) -> bool:
        del callback
        return True


def _with_script(data: bytes, content_type: str) -> bytes:
    """The page with livereload's script: before `</body>`, or at the end, where browsers take it too."""
    if not content_type.startswith("text/html"):
        return data
    place = data.lower().rfind(b"</body")
    return data + _SCRIPT if place < 0 else data[:place] + _SCRIPT + data[place:]


def _content_type(path: str) -> str:
    kind, encoding = _TYPES.guess_type(path)
    if kind is None or encoding:
        return "application/octet-stream"
    is_text = kind.startswith("text/") or kind in ("application/json", "application/x-ndjson")
    return f"{kind}; charset=utf-8" if is_text else kind


def _page(title: str, words: str) -> bytes:
    shown = f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><h1>{title}</h1><pre>"
    return f"{shown}{html.escape(words)}</pre>\n".encode()


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
