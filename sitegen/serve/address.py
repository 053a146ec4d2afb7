"""Where the preview listens, and the way there for a browser."""

from __future__ import annotations

import errno
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from typing import Final

from tornado.netutil import bind_sockets

from sitegen.core.frozen_record import FrozenRecord

_PORTS_TRIED: Final = 20


class ServerAddress(FrozenRecord):
    """Where the preview listens."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 = any free one."""
    is_port_asked_for: bool = False
    """Whether the user named this very port; else the next free one will do."""


def bind(address: ServerAddress) -> list[socket.socket]:
    """Sockets on the port, or on the next free one; raises OSError."""
    is_fixed = address.is_port_asked_for or not address.port
    last = address.port if is_fixed else min(address.port + _PORTS_TRIED, 65535)
    for port in range(address.port, last):
        try:
            return bind_sockets(port, address.host)
        except UnicodeError as error:  # no name of a machine: too long a part of it, or an empty one
            raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    return bind_sockets(last, address.host)


def bind_error(address: ServerAddress, error: OSError) -> str:
    """A line about an address that cannot be had."""
    if isinstance(error, socket.gaierror):
        return f'error: "{address.host}" is no address of this machine; give another one with --host'
    if error.errno == errno.EADDRINUSE:
        return f"error: port {address.port} is in use; give another one with --port"
    reason = os.strerror(error.errno) if error.errno else str(error)
    return f"error: cannot listen on {address.host}, port {address.port}: {reason}; try another --host or --port"


def home_url(host: str, port: int) -> str:
    """The home page, as a browser of this machine can open it."""
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 - the user's choice; every address of the machine
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def open_browser(url: str, failed: Callable[[], None]) -> None:
    """Open the page without waiting, since some browsers hold on to who calls them; `failed` is called in a thread."""

    def run() -> None:
        try:
            is_open = webbrowser.open(url)
        except (webbrowser.Error, OSError):
            is_open = False
        if not is_open:
            failed()

    threading.Thread(target=run, name="browser", daemon=True).start()
