"""The site while it is being written: every change in the sources is built, and shown in the open pages.

Reloading is livereload's. Its own watcher and application are not used: they build on the event loop, drop reloads, and
answer any host and any origin. What else pages are told, above all what is wrong, goes through a socket of ours
(`news`). Builds run in a thread, so pages are answered meanwhile, from the last good site.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol

from tornado.httpserver import HTTPServer

from sitegen.serve.address import ServerAddress, bind, bind_error, home_url, open_browser
from sitegen.serve.build_runner import BuildNotice, BuildReport, BuildRunner, DeferredWork, RunBuild, call_soon
from sitegen.serve.guard import PreviewState, is_loopback
from sitegen.serve.handlers import HandlerRule, application, reload_pages
from sitegen.serve.shutdown import exit_timer
from sitegen.serve.watch import SourceWatcher

__all__ = ["BuildReport", "DeferredWork", "PreviewExtension", "ServerAddress", "ServerOptions", "is_loopback", "serve"]

_MAX_BODY: Final = 1 << 20
_MAX_HEADER: Final = 1 << 15

_IDLE_SECONDS: Final = 1.0
"""Seconds without a change after which there is time for what builds have left."""
_SLOW_BUILD_SECONDS: Final = 2.0
"""Seconds after which who waits for the first build is told so."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What is to be shown, and how."""

    root: Path
    """The archive."""
    output: Path
    """The published folder."""
    address: ServerAddress
    is_polling: bool = False
    """Whether files are looked at again and again, instead of waiting for the file system to tell."""
    opens_browser: bool = False
    is_editing: bool = False
    """Whether the editor is there for who can reach the preview."""


class PreviewExtension(Protocol):
    """What lets readers of the preview change the archive."""

    def handlers(self, shown: PreviewState) -> Sequence[HandlerRule]:
        """What answers its requests."""

    def tags(self) -> bytes:
        """What every page needs for it."""

    def sources_changed(self, changed: frozenset[Path] | None) -> None:
        """Is told that files of the archive are others now: these, as absolute paths; None = not known which."""


Announce = Callable[[str], None]


def serve(
    showing: ServerOptions,
    rebuild: RunBuild,
    announce: Announce,
    editor: PreviewExtension | None = None,
    later: DeferredWork | None = None,
) -> int:
    """Show the site until somebody ends it; the exit status: 0, or 1 where the port cannot be had.

    `rebuild` is called once at first and then after each burst of changes, in a thread of its own, never twice at a
    time; where it raises the server lives on. What it leaves is done by `later` once nothing changes any more, and
    ended where something does. `announce` is given lines for the person who runs it.
    """
    _silence_loggers()
    address = showing.address
    try:
        sockets = bind(address)
    except OSError as error:
        announce(bind_error(address, error))
        return 1
    port = sockets[0].getsockname()[1]
    if port != address.port and address.port:
        announce(f"Port {address.port} is in use; taking the next free one, {port}.")
    root, folder = showing.root.resolve(), showing.output.resolve()
    builder = BuildRunner(root, folder, rebuild, later)
    preview = _PreviewServer(showing, builder, announce, editor if showing.is_editing else None)
    try:
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(preview.run(sockets, home_url(address.host, port)))
    finally:
        preview.end()
    return 0


class _PreviewServer:
    """The server, and what it shows."""

    def __init__(
        self, showing: ServerOptions, builder: BuildRunner, announce: Announce, editor: PreviewExtension | None
    ) -> None:
        root, folder = showing.root.resolve(), showing.output.resolve()
        self._showing, self._told, self._editor = showing, announce, editor
        self._shown = PreviewState(folder, showing.address.host, is_waiting=True)
        self._builder = builder
        self._changes = SourceWatcher(root, folder, is_polling=showing.is_polling)
        self._deadline = exit_timer()

    async def run(self, sockets: list[socket.socket], url: str) -> None:
        """Serve until cancelled; during the first build what an earlier one left, or that there is nothing yet."""
        _cancel_on_sigterm()
        async with asyncio.TaskGroup() as group:
            try:
                group.create_task(self._changes.watch())
                self._server().add_sockets(sockets)
                # So that no change falls between the two.
                await self._changes.begun()
                await self._build_first(url)
                await self._build_on_change()
            except asyncio.CancelledError:
                self._deadline.start()
                raise

    def end(self) -> None:
        """End what is still at work."""
        self._builder.end()
        self._deadline.cancel()

    async def _build_on_change(self) -> NoReturn:
        while True:
            changed = await self._changed()
            self._builder.note(changed)
            if self._editor:
                self._editor.sources_changed(changed)
            await self._build()

    async def _changed(self) -> frozenset[Path] | None:
        """What changed next. Where nothing does for a while, what was left is done meanwhile."""
        change = asyncio.ensure_future(self._changes.some())
        try:
            await asyncio.wait({change}, timeout=_IDLE_SECONDS if self._builder.is_behind else None)
            if not change.done():
                await self._catch_up(change)
            return await change
        finally:
            change.cancel()

    async def _catch_up(self, change: asyncio.Future[frozenset[Path] | None]) -> None:
        """Do what was left, unless something changes."""
        catching_up = asyncio.ensure_future(self._builder.catch_up())
        both: set[asyncio.Future[Any]] = {change, catching_up}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not catching_up.done():
            self._builder.hasten()
        built = await catching_up
        if built:
            self._tell(built)

    def _announce(self, line: str) -> None:
        """Tell the terminal, which may be gone; a name of a file may hold what is no text."""
        with suppress(OSError):
            self._told(line.encode(errors="backslashreplace").decode())

    def _server(self) -> HTTPServer:
        handlers, tags = (self._editor.handlers(self._shown), self._editor.tags()) if self._editor else ((), b"")
        answering = application(self._shown, handlers, tags)
        return HTTPServer(answering, max_body_size=_MAX_BODY, max_header_size=_MAX_HEADER)

    async def _build_first(self, url: str) -> None:
        building = asyncio.create_task(self._build())
        await asyncio.wait({building}, timeout=_SLOW_BUILD_SECONDS)
        if not building.done():
            self._announce(f"The first build takes a while; {url} shows the site as soon as it is there.")
        if self._showing.opens_browser:
            loop, line = asyncio.get_running_loop(), f"No browser could be opened; open {url} yourself."
            open_browser(url, lambda: call_soon(loop, partial(self._announce, line)))
        await building
        self._announce(f"Serving {url} (Ctrl-C ends it)")

    async def _build(self) -> None:
        self._tell(await self._builder.build())

    def _tell(self, built: BuildNotice) -> None:
        rebuilt, sheets = built.rebuilt, built.sheets()
        self._shown.is_waiting = False
        is_first = rebuilt.is_done and not self._shown.is_built
        self._shown.is_built |= rebuilt.is_done
        self._shown.failure = "" if rebuilt.is_done else rebuilt.report
        if rebuilt.report:
            self._announce(rebuilt.report)
        self._shown.news.tell(built.report, "styles" if sheets else "pages" if built.changed else "")
        if is_first:  # pages that were opened before have no editor
            reload_pages()
        elif built.changed:
            reload_pages(sheets)


def _cancel_on_sigterm() -> None:
    task = asyncio.current_task()
    # Windows has no such signal for event loops, and outside the main thread there are none.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _silence_loggers() -> None:
    """What the libraries log is about connections that closed; the person at the terminal writes articles."""
    for name in ("livereload", "tornado.access", "tornado.general", "watchfiles"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
