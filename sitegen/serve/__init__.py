"""The site while it is being written: every change in the sources is built, and shown in the open pages.

The browser's side is livereload's. Its own watcher and application are not used: they build on the event loop, drop
reloads, and answer any host and any origin. Sources are watched with watchfiles; where a file system gives no events
(some containers and network drives) `WATCHFILES_FORCE_POLLING=1` makes it look by itself.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import socket
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from sitegen.serve.requests import Shown, application, reload_pages
from sitegen.serve.watching import Changes

__all__ = ["Address", "Rebuilt", "serve"]

_PORTS_TRIED: Final = 20


@dataclass(frozen=True, slots=True)
class Address:
    """Where the preview listens."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 = any free one."""
    is_port_asked_for: bool = False
    """Whether the user named this very port; else the next free one will do."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of a build."""

    is_done: bool
    """Whether there is something new to show."""
    report: str = ""
    """The problems, or a line about the build, for the person at the terminal."""


Rebuild = Callable[[], Rebuilt]
Announce = Callable[[str], None]


def serve(root: Path, output: Path, address: Address, rebuild: Rebuild, announce: Announce) -> int:
    """Show the site in `output` until somebody ends it; the exit status: 0, or 1 where the port cannot be had.

    `rebuild` is called once at first and then after each burst of changes, in a thread of its own, never twice at a
    time; where it raises the server lives on. `announce` is given lines for the person who runs it.
    """
    _be_quiet()
    try:
        sockets = _listening(address)
    except OSError as error:
        announce(_why_not(address, error))
        return 1
    port = sockets[0].getsockname()[1]
    if port != address.port and address.port:
        announce(f"Port {address.port} is in use; taking the next free one, {port}.")
    preview = _Preview(root.resolve(), Shown(output.resolve(), address.host), rebuild, announce)
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(preview.run(sockets, f"http://{_named(address.host)}:{port}/"))
    return 0


class _Preview:
    """The server, and what it knows of the last build."""

    def __init__(self, root: Path, shown: Shown, rebuild: Rebuild, announce: Announce) -> None:
        self._root, self._shown = root, shown
        self._rebuild, self._announce = rebuild, announce

    async def run(self, sockets: list[socket.socket], url: str) -> None:
        """Serve until cancelled. The first request waits for the first build instead of being told "not found"."""
        _end_on_sigterm()
        server = HTTPServer(application(self._shown))
        changes = Changes(self._root, self._shown.output)
        async with asyncio.TaskGroup() as group:
            # Watching begins before the first build, so that no change falls between the two.
            group.create_task(changes.watch())
            await self._build()
            server.add_sockets(sockets)
            self._announce(f"Serving {url} (Ctrl-C ends it)")
            while True:
                await changes.some()
                await self._build()

    async def _build(self) -> None:
        rebuilt = await _in_thread(self._rebuilt)
        self._shown.failure = "" if rebuilt.is_done else rebuilt.report
        if rebuilt.report:
            self._announce(rebuilt.report)
        if rebuilt.is_done:
            reload_pages()

    def _rebuilt(self) -> Rebuilt:
        try:
            return self._rebuild()
        except Exception:  # a fault of ours: told, and survived
            return Rebuilt(is_done=False, report=traceback.format_exc().rstrip())


def _listening(address: Address) -> list[socket.socket]:
    """Sockets on the port, or on the next free one; raises OSError."""
    is_fixed = address.is_port_asked_for or not address.port
    last = address.port if is_fixed else min(address.port + _PORTS_TRIED, 65535)
    for port in range(address.port, last):
        try:
            return bind_sockets(port, address.host)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    return bind_sockets(last, address.host)


def _why_not(address: Address, error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f'error: "{address.host}" is no address of this machine; give another one with --host'
    if error.errno == errno.EADDRINUSE:
        return f"error: port {address.port} is in use; give another one with --port"
    reason = os.strerror(error.errno) if error.errno else str(error)
    return f"error: cannot listen on {address.host}, port {address.port}: {reason}; try another --host or --port"


def _named(host: str) -> str:
    """The host in a URL that this machine's browser can open."""
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 - the user's choice; every address of the machine
        return "localhost"
    return f"[{host}]" if ":" in host else host


async def _in_thread(function: Callable[[], Rebuilt]) -> Rebuilt:
    """The result of a function that takes long. Its thread is a daemon: ending the server does not wait for it."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Rebuilt] = loop.create_future()

    def give(value: Rebuilt) -> None:
        if not result.done():
            result.set_result(value)

    def run() -> None:
        value = function()
        with suppress(RuntimeError):  # the loop ended before the build
            loop.call_soon_threadsafe(give, value)

    threading.Thread(target=run, name="build", daemon=True).start()
    return await result


def _end_on_sigterm() -> None:
    task = asyncio.current_task()
    # Windows has no such signal for event loops, and outside the main thread there are none.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _be_quiet() -> None:
    """What the libraries log is about connections that closed; the person at the terminal writes articles."""
    for name in ("livereload", "tornado.access", "tornado.general", "watchfiles"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
