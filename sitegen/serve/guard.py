"""Who is answered: this machine's own pages and nobody else, with headers that keep it so in the browser."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from sitegen.serve.news import News


@dataclass(slots=True)
class Shown:
    """What is shown, and where."""

    output: Path
    """The published folder, absolute."""
    host: str
    """The address that the server listens on."""
    failure: str = ""
    """The report of the last build, if it was not done."""
    is_waiting: bool = False
    """Whether the first build is not over yet."""
    news: News = field(default_factory=News)
    """What open pages are told."""


class Guarded(RequestHandler):
    """Answers only pages of this very site: another site's script must not read the archive through a browser."""

    shown: Shown

    def initialize(self, shown: Shown, **_: Any) -> None:
        """Keep what the answer depends on."""
        self.shown = shown

    def set_default_headers(self) -> None:
        """Of every answer, errors included: no other site may embed it, and it is what its type says."""
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    def be_page(self) -> None:
        """What is sent is a page: no other page may frame it, and so steer what is clicked."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")

    def prepare(self) -> None:
        """Refuse a foreign name (DNS rebinding) and a foreign page (a script elsewhere)."""
        host = self.request.headers.get("Host", "")
        origin = self.request.headers.get("Origin")
        if not is_own_host(host, self.shown.host):
            raise HTTPError(403, reason="Unknown host")
        if origin is not None and not is_same(origin, host):
            raise HTTPError(403, reason="Foreign origin")

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Tell of faults of ours, not of requests that were refused."""
        if not isinstance(error, HTTPError):
            super().log_exception(kind, error, trace)

    def write_error(self, status_code: int, **_: object) -> None:
        """The status in words, and nothing of how it came about."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Refused(Guarded):
    """Whatever has no path: `*`, or the address of another server as of a proxy."""

    def prepare(self) -> None:
        """There is nothing."""
        super().prepare()
        raise HTTPError(404)


def is_same(origin: str, host: str) -> bool:
    """Whether a page of this origin was sent by the server that a `Host` header names."""
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


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
    return not is_loopback(listening_on) and (_is_number(name) or name == socket.gethostname().lower())


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    return host.lower() == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
