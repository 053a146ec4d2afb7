"""Who is answered: this machine's own pages and nobody else, with headers that keep it so in the browser.

Sources: Content Security Policy Level 3 (`frame-ancestors`, `sandbox`); the Fetch and HTML standards
(`Cross-Origin-Resource-Policy`, `Cross-Origin-Opener-Policy`); RFC 9110, 7.2 (`Host`); RFC 6454 (`Origin`).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from sitegen.serve.notifications import Broadcaster

NO_FRAMING: Final = "frame-ancestors 'none'"
SANDBOX: Final = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; media-src 'self'"
"""For documents that somebody else wrote, as docs/authoring.md tells it to hosts."""

COMMON_HEADERS: Final[Mapping[str, str]] = {
    # No other site can embed it, keep a hand on the window that shows it, or steer what is clicked in it.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": NO_FRAMING,
    "X-Frame-Options": "DENY",
    # It is what its type says, and no other site learns what is read here.
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""The headers of every answer."""


_NO_EMBEDDING: Final = "worker-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"


@dataclass(slots=True)
class PreviewState:
    """What the preview shows now; mutable, and read by the handlers at each request."""

    output: Path
    """The published folder, absolute."""
    host: str
    """The address that the server listens on."""
    failure: str = ""
    """The report of the last build, if it was not done."""
    is_waiting: bool = False
    """Whether the first build is not over yet."""
    is_built: bool = False
    """Whether a build of this run is done: until then what lies in the folder may have come with the archive."""
    broadcaster: Broadcaster = field(default_factory=Broadcaster)
    """Sends notifications to open pages."""
    saved: Callable[[str], None] = lambda _: None
    """To be called when a file was written here, by its path below the archive's root: it need not be noticed first."""


class GuardedHandler(RequestHandler):
    """Answers only pages of this very site: another site's script must not read the archive through a browser.

    All else is answered 403, and an error is one line of plain text.
    """

    state: PreviewState

    def initialize(self, state: PreviewState, **_: Any) -> None:
        """Keep what the answer depends on."""
        self.state = state

    def set_default_headers(self) -> None:
        """Of every answer, errors included."""
        for name, value in COMMON_HEADERS.items():
            self.set_header(name, value)

    def set_page_headers(self) -> None:
        """Headers of a page that a build made."""
        self.set_header("Content-Type", "text/html; charset=utf-8")

    def allow_own_scripts_only(self) -> None:
        """Header of a page that may be of an earlier build, or be called one: no script runs but the preview's own."""
        host = f"http://{self.request.headers.get('Host', '')}"
        own = f"script-src {host}/livereload.js {host}/_sitegen/"
        self.set_header("Content-Security-Policy", f"{own}; {_NO_EMBEDDING}; {NO_FRAMING}")

    def set_sandbox_headers(self) -> None:
        """Headers of what no build made: opened by itself it runs nothing, and has an opaque origin."""
        self.set_header("Content-Security-Policy", f"{SANDBOX}; {NO_FRAMING}")
        # A page that is of no site cannot have a group of its own: by the HTML standard the two together are an error.
        self.clear_header("Cross-Origin-Opener-Policy")

    def prepare(self) -> None:
        """Refuse a foreign name (DNS rebinding) and a foreign page (a script elsewhere). Raises HTTPError: 403."""
        host = self.request.headers.get("Host", "")
        origin = self.request.headers.get("Origin")
        if not is_own_host(host, self.state.host):
            raise HTTPError(403, reason="Unknown host")
        if origin is not None and not is_same_origin(origin, host):
            raise HTTPError(403, reason="Foreign origin")

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Log faults of ours, not requests that were refused."""
        if not isinstance(error, HTTPError):
            super().log_exception(kind, error, trace)

    def write_error(self, status_code: int, **_: object) -> None:
        """The status in words, and nothing of how it came about."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class NoPathHandler(GuardedHandler):
    """Answers 404 to whatever has no path: `*`, or the address of another server as of a proxy (RFC 9112, 3.2)."""

    def prepare(self) -> None:
        """Answer 404; 403 to foreigners as everywhere."""
        super().prepare()
        raise HTTPError(404)


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a page of this origin was sent by the server that a `Host` header names, which speaks plain HTTP."""
    return origin.lower() == f"http://{host.lower()}"


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
    return not is_loopback(listening_on) and (_is_ip_address(name) or name == socket.gethostname().lower())


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    return host.lower() == "localhost" or (_is_ip_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
