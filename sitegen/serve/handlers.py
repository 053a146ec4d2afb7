"""The answers of the preview: files of the site, its own scripts, and the sockets of open pages."""

from __future__ import annotations

import html
import os
import re
from asyncio import Future
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeAlias

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.web import Application, HTTPError, StaticFileHandler
from tornado.websocket import WebSocketHandler

from sitegen.core.content_types import content_type
from sitegen.serve.built_pages import BuiltPages
from sitegen.serve.guard import GuardedHandler, NoPathHandler, PreviewState, is_loopback, is_own_host, is_same_origin

__all__ = [
    "BROWSER_FILES",
    "GuardedHandler",
    "HandlerRule",
    "PreviewState",
    "application",
    "is_loopback",
    "is_own_host",
    "reload_pages",
]

HandlerRule: TypeAlias = "tuple[str, type[GuardedHandler], dict[str, object]]"
"""The pattern of a path, the handler of its requests, and the arguments of that one's `initialize`."""

_BROWSER: Final = Path(__file__).with_name("browser")
BROWSER_FILES: Final = tuple(sorted(path.name for path in _BROWSER.iterdir() if path.suffix in (".css", ".js")))
"""The names below `/_sitegen/`: a path is looked up in this list, and never leads to the disk by itself."""

_MAX_MESSAGE: Final = 1 << 16
"""Bytes of a message on a socket: no page sends more than an address or a few words."""

_UNSANDBOXED: Final = frozenset({"application/pdf", "text/javascript"})
"""What does nothing to this site where it is opened by itself, and needs to be of it.

Safari shows no PDF that is of no site, and Chromium and Firefox have a place of their own for what it runs. A worker is
under the policy of its script.
"""


def application(state: PreviewState, handlers: Sequence[HandlerRule] = (), tags: bytes = b"") -> Application:
    """The application that answers requests; it reads `state` at each of them.

    `handlers` are asked before a file is looked for, and `tags` stand at the end of every page, behind the preview's.
    """
    LiveReloadHandler.watcher = _NullWatcher()  # type: ignore[no-untyped-call, assignment]
    LiveReloadHandler.live_css = True  # type: ignore[assignment]
    own: dict[str, object] = {"state": state}
    names = "|".join(map(re.escape, BROWSER_FILES))
    rules: list[HandlerRule] = [
        (r"/livereload", _ReloadSocket, own),
        (r"/livereload\.js", _ReloadScriptHandler, own),
        (r"/_sitegen/live", _NotificationSocket, own),
        (rf"/_sitegen/({names})", _BrowserFileHandler, own),
        *handlers,
        (r"/(.*)", _SiteFileHandler, {"state": state, "tags": tags, "pages": BuiltPages(state.output)}),
    ]
    return Application(
        rules,
        default_handler_class=NoPathHandler,
        default_handler_args=own,
        log_function=lambda _: None,
        websocket_max_message_size=_MAX_MESSAGE,
    )


def reload_pages(sheets: Iterable[str] = ()) -> None:
    """Let every open page load itself again, or only these style sheets, which are paths below the site's root."""
    for path in [f"/{sheet}" for sheet in sheets] or ["*"]:
        LiveReloadHandler.reload_waiters(path)  # type: ignore[no-untyped-call]


class _ReloadScriptHandler(GuardedHandler, LiveReloadJSHandler):
    pass


class _GuardedSocket(GuardedHandler, WebSocketHandler):
    def check_origin(self, origin: str) -> bool:
        return is_same_origin(origin, self.request.headers.get("Host", ""))

    def write_message(self, message: bytes | str | dict[str, Any], binary: bool = False) -> Future[None]:  # noqa: FBT001, FBT002
        """Send it; a page that closed meanwhile misses it, and that is no error."""
        sent = super().write_message(message, binary)
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())
        return sent


class _ReloadSocket(_GuardedSocket, LiveReloadHandler):
    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)  # type: ignore[no-untyped-call]
        except (ValueError, TypeError, AttributeError):  # not livereload's protocol
            self.close()


class _NotificationSocket(_GuardedSocket):
    def open(self, *_: str, **__: str) -> None:
        self.state.broadcaster.join(self)

    def on_close(self) -> None:
        self.state.broadcaster.leave(self)

    def on_message(self, message: str | bytes) -> None:
        """Pages have nothing to say here."""


class _BrowserFileHandler(GuardedHandler):
    def get(self, name: str) -> None:
        self.set_header("Content-Type", content_type(name))
        self.finish((_BROWSER / name).read_bytes())


class _SiteFileHandler(GuardedHandler, StaticFileHandler):
    """A file of the site as it was at one moment, however often it is replaced meanwhile.

    Status 404 for what is not there or hidden, 403 for what a link leads out of the site to, 206 and 416 for ranges
    (RFC 9110, 14), and never 304: nothing is to be kept by a browser.
    """

    content = b""
    is_page = False
    """Whether it is a page that a build made."""

    def initialize(  # type: ignore[override]  # Tornado's own arguments follow from ours
        self, state: PreviewState, tags: bytes = b"", pages: BuiltPages | None = None, **_: Any
    ) -> None:
        GuardedHandler.initialize(self, state)
        StaticFileHandler.initialize(self, str(state.output), "index.html")
        self.tags, self.pages = tags, pages or BuiltPages(state.output)

    def parse_url_path(self, url_path: str) -> str:
        if "\0" in url_path or _is_hidden(re.split(r"[/\\]", url_path)):
            raise HTTPError(404)
        return super().parse_url_path(url_path)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        is_folder = not self.path or self.path.endswith(os.sep)
        try:
            if is_folder and not Path(absolute_path).is_dir():
                raise HTTPError(404)
            path = super().validate_absolute_path(root, absolute_path)
            if path is not None:
                self.content = self._read(Path(path).resolve(), Path(root))
        except (OSError, ValueError):
            raise HTTPError(404) from None
        return path

    def _read(self, file: Path, root: Path) -> bytes:
        """A file, known by where it really is: not every Tornado looks where links lead."""
        if not file.is_relative_to(root):
            raise HTTPError(403)
        below = file.relative_to(root)
        if _is_hidden(below.parts):
            raise HTTPError(404)
        content = file.read_bytes()
        self.is_page = self.pages.has(below.as_posix())
        return self._with_tags(content) if self.is_page else content

    def get_content_size(self) -> int:
        return len(self.content)

    def get_content(  # type: ignore[override]  # of this request, not of the class
        self, abspath: str, start: int | None = None, end: int | None = None
    ) -> bytes:
        del abspath
        return self.content[start:end]

    def get_content_type(self) -> str:
        return content_type(Path(str(self.absolute_path)).name)

    def set_extra_headers(self, path: str) -> None:
        del path  # of a folder it is the folder's
        self.set_header("Cache-Control", "no-store")
        if self.is_page:
            self._set_page_headers()
        elif self.get_content_type().partition(";")[0] not in _UNSANDBOXED:
            self.set_sandbox_headers()

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
        page = self._error_page()
        self._set_page_headers()
        self.finish(self._with_tags(page))

    def _set_page_headers(self) -> None:
        self.set_page_headers()
        if not self.state.is_built:
            self.allow_own_scripts_only()

    def _error_page(self) -> bytes:
        """The site's own 404 page; before there is a site, why there is none, with status 503."""
        output = self.state.output
        if (self.state.is_waiting or self.state.failure) and not (output / "index.html").is_file():
            self.set_status(503)
            if self.state.is_waiting:
                return _plain_page("The site is being built", "This page shows it as soon as it is there.")
            return _plain_page("The archive has problems", self.state.failure)
        if self.pages.has("404.html"):
            with suppress(OSError):
                return (output / "404.html").read_bytes()
        return _plain_page("Not found", "There is no such page in this archive.")

    def _with_tags(self, page: bytes) -> bytes:
        """The page with the preview's scripts: before `</body>`, or at the end, where browsers take them too.

        The editor's, which hold the token of the run, are only in pages that a build of this run made or found right.
        """
        tags = (
            '<script src="/livereload.js" defer></script>'
            f'<script src="/_sitegen/preview.js" defer data-version="{self.state.broadcaster.version}"></script>'
        ).encode() + (self.tags if self.state.is_built else b"")
        place = page.lower().rfind(b"</body")
        return page + tags if place < 0 else page[:place] + tags + page[place:]


class _NullWatcher(Watcher):
    """livereload asks its watcher to look at files; ours does it."""

    def start(self, callback: object) -> bool:
        del callback
        return True


def _is_hidden(parts: Iterable[str]) -> bool:
    """Whether a path leads to what is not meant to be shown: the lists of a build, a `.git`, a `.htpasswd`."""
    return any(part.startswith(".") and part != ".well-known" for part in parts)


def _plain_page(title: str, words: str) -> bytes:
    head = (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=color-scheme content='light dark'>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
    )
    return f"{head}<title>{title}</title><h1>{title}</h1><pre>{html.escape(words)}</pre>\n".encode()
