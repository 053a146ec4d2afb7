"""The preview's server: it watches, builds after each burst of changes, and lets open pages load again.

Reloading is livereload's. Its own watcher and application are not used: they build on the event loop, drop reloads, and
answer any host and any origin. What else pages are sent, above all what is wrong, goes through a socket of ours
(`notifications`). Builds run in a thread, so pages are answered meanwhile, from the last good site.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol

from tornado.httpserver import HTTPServer

from sitegen.core.frozen_record import FrozenRecord
from sitegen.output.publish.marker import is_marked
from sitegen.serve.address import ServerAddress, bind, bind_error, home_url, open_browser
from sitegen.serve.build_runner import BuildNotice, BuildRunner, DeferredWork, RunBuild, call_soon
from sitegen.serve.guard import PreviewState
from sitegen.serve.handlers import HandlerRule, application, reload_pages
from sitegen.serve.shutdown import exit_timer
from sitegen.serve.watch import SourceWatcher

_MAX_BODY: Final = 1 << 20
"""Bytes of a request's body, but for the editor's questions, which have a limit of their own."""
_MAX_HEADER: Final = 1 << 15
"""Bytes of a request's header."""

_ANSWER_SECONDS: Final = 0.05
"""Seconds that a page has to take in that something was saved, before a build may let it load itself again."""
_IDLE_SECONDS: Final = 1.0
"""Seconds without a change after which deferred work begins."""
_SLOW_BUILD_SECONDS: Final = 2.0
"""Seconds of the first build after which the terminal says that it takes a while."""


class ServerOptions(FrozenRecord):
    """What is shown, and how."""

    root: Path
    """The archive."""
    output: Path
    """The published folder."""
    address: ServerAddress
    is_polling: bool = False
    """Whether files are looked at again and again, instead of waiting for events of the file system."""
    opens_browser: bool = False
    is_editing: bool = False
    """Whether the editor is there for whoever can reach the preview."""


class PreviewExtension(Protocol):
    """What adds requests and tags to the preview: the editor."""

    def handlers(self, state: PreviewState) -> Sequence[HandlerRule]:
        """The handlers of its requests."""

    def tags(self) -> bytes:
        """HTML that every page needs for it."""

    def sources_changed(self, changed: frozenset[Path] | None) -> None:
        """Called when files of the archive changed: these, as absolute paths; None = not known which."""


Announce = Callable[[str], None]
"""Is given lines for the person at the terminal."""


def serve(
    options: ServerOptions,
    run_build: RunBuild,
    announce: Announce,
    extension: PreviewExtension | None = None,
    deferred: DeferredWork | None = None,
) -> int:
    """Show the site until somebody ends it; the exit status: 0, or 1 where the port cannot be had.

    `run_build` is called once at first and then after each burst of changes, in a thread of its own, never twice at a
    time; where it raises the server lives on. What it leaves is done by `deferred` once nothing changes any more, and
    cancelled where something does.
    """
    _silence_loggers()
    address = options.address
    try:
        sockets = bind(address)
    except OSError as error:
        announce(bind_error(address, error))
        return 1
    port = sockets[0].getsockname()[1]
    if port != address.port and address.port:
        announce(f"Port {address.port} is in use; taking the next free one, {port}.")
    builder = BuildRunner(options.root.resolve(), options.output.resolve(), run_build, deferred)
    server = _PreviewServer(options, builder, announce, extension if options.is_editing else None)
    try:
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(server.run(sockets, home_url(address.host, port)))
    finally:
        server.end()
    return 0


class _PreviewServer:
    """One run of the preview."""

    def __init__(
        self, options: ServerOptions, builder: BuildRunner, announce: Announce, extension: PreviewExtension | None
    ) -> None:
        root, output = options.root.resolve(), options.output.resolve()
        self._opens_browser = options.opens_browser
        self._print, self._extension = announce, extension
        self._state = PreviewState(output, options.address.host, is_waiting=True)
        self._builder = builder
        self._watcher = SourceWatcher(root, output, is_polling=options.is_polling)
        self._root, self._state.saved = root, self._note_saved
        self._exit_timer = exit_timer()

    async def run(self, sockets: list[socket.socket], url: str) -> None:
        """Serve until cancelled; during the first build what an earlier one left, or that there is nothing yet."""
        _cancel_on_sigterm()
        async with asyncio.TaskGroup() as group:
            try:
                group.create_task(self._watcher.watch())
                self._http_server().add_sockets(sockets)
                # So that no change falls between the two.
                await self._watcher.begun()
                await self._build_first(url)
                await self._build_on_change()
            except asyncio.CancelledError:
                self._exit_timer.start()
                raise

    def end(self) -> None:
        """End what is still at work."""
        self._builder.end()
        self._exit_timer.cancel()

    async def _build_on_change(self) -> NoReturn:
        while True:
            changed = await self._next_change()
            self._builder.note(changed)
            if self._extension:
                self._extension.sources_changed(changed)
            awaited = self._state.broadcaster.awaited(self._builder.unbuilt)
            notice = await self._builder.build()
            if notice.report.is_done:
                self._state.broadcaster.forget(awaited)
            self._report(notice)

    def _note_saved(self, file: str) -> None:
        """The editor saved a file, and the page that asked for it is about to be answered."""
        path = self._root / file
        self._state.broadcaster.await_build(path, file)
        asyncio.get_running_loop().call_later(_ANSWER_SECONDS, self._watcher.note_saved, path)

    async def _next_change(self) -> frozenset[Path] | None:
        """The files of the next burst of changes. Where none comes for a while, deferred work is done meanwhile."""
        change = asyncio.ensure_future(self._watcher.next_burst())
        try:
            await asyncio.wait({change}, timeout=_IDLE_SECONDS if self._builder.has_deferred else None)
            if not change.done():
                await self._run_deferred(change)
            return await change
        finally:
            change.cancel()

    async def _run_deferred(self, change: asyncio.Future[frozenset[Path] | None]) -> None:
        """Do the deferred work, unless something changes."""
        deferred = asyncio.ensure_future(self._builder.run_deferred())
        both: set[asyncio.Future[Any]] = {change, deferred}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not deferred.done():
            self._builder.cancel_deferred()
        notice = await deferred
        if notice:
            self._report(notice)

    def _announce(self, line: str) -> None:
        """A line on the terminal, which may be gone; a file's name may hold bytes that are no text."""
        with suppress(OSError):
            self._print(line.encode(errors="backslashreplace").decode())

    def _http_server(self) -> HTTPServer:
        extension = self._extension
        handlers, tags = (extension.handlers(self._state), extension.tags()) if extension else ((), b"")
        return HTTPServer(
            application(self._state, handlers, tags), max_body_size=_MAX_BODY, max_header_size=_MAX_HEADER
        )

    async def _build_first(self, url: str) -> None:
        building = asyncio.create_task(self._builder.build())
        await asyncio.wait({building}, timeout=_SLOW_BUILD_SECONDS)
        if not building.done():
            self._announce(self._while_building(url))
        if self._opens_browser:
            loop, line = asyncio.get_running_loop(), f"No browser could be opened; open {url} yourself."
            open_browser(url, lambda: call_soon(loop, partial(self._announce, line)))
        self._report(await building)
        self._announce(f"Serving {url} (Ctrl-C ends it)")

    def _while_building(self, url: str) -> str:
        """What to say where the first build takes long."""
        if is_marked(self._state.output):
            return f"{url} shows the site as it was built before; what has changed since follows with the first build."
        return f"The first build takes a while; {url} shows the site as soon as it is there."

    def _report(self, notice: BuildNotice) -> None:
        """Report a build in the terminal and to the open pages, which then load what changed."""
        report, sheets, state = notice.report, notice.style_sheets(), self._state
        state.is_waiting = False
        is_first = report.is_done and not state.is_built
        state.is_built |= report.is_done
        state.failure = "" if report.is_done else report.words
        if report.words:
            self._announce(report.words)
        state.broadcaster.send(notice.notification, "styles" if sheets else "pages" if notice.changed else "")
        if is_first:  # pages that were opened before have no editor
            reload_pages()
        elif notice.changed:
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
