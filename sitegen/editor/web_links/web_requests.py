"""One request to a host of the web: its status, and why there is none. Nothing is followed, and little is read."""

from __future__ import annotations

import http.client
import socket
import ssl
from typing import Final, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sitegen.core import urls
from sitegen.core.version import __version__

AGENT: Final = f"sitegen/{__version__} (checks the links of an archive)"
MAX_BODY: Final = 1 << 20
"""Bytes that are read of an answer at most."""
_SAFE: Final = "/%:=&?~#+!$,;'@()*[]|"


class WebAnswer(NamedTuple):
    """What a host answered."""

    status: int
    """0 = there was no answer."""
    words: str
    """`Not Found`, `no answer in 10 s`."""
    location: str = ""
    """Where a redirect leads, as it says it."""
    is_gone: bool = False
    """Whether there is no such host, so that there can be no answer."""
    body: bytes = b""


def ask(url: str, method: str, timeout: float) -> WebAnswer:
    """Ask for an address of the web, once; `timeout` in seconds. Of a GET the body is read where it is JSON."""
    if not urls.is_web(url):
        return WebAnswer(0, "it is no address of the web")
    if "@" in urlsplit(url).netloc:
        return WebAnswer(0, "it is written with a name or a password, which nobody is told")
    try:
        address, headers = to_ascii(url), {"User-Agent": AGENT, "Accept": "*/*"}
        request = Request(address, headers=headers, method=method)  # noqa: S310 - only http and https come so far
        with _OPENER.open(request, timeout=timeout) as answer:
            is_json = method == "GET" and answer.headers.get_content_type() == "application/json"
            return WebAnswer(answer.status, answer.reason, body=answer.read(MAX_BODY) if is_json else b"")
    except HTTPError as error:
        with error:
            return WebAnswer(error.code, str(error.reason), error.headers.get("Location", ""))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _without_answer(error, timeout)


def to_ascii(url: str) -> str:
    """An address as it goes over the wire: RFC 3987, 3.1, with the host by IDNA. Raises ValueError for what is none."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return urlunsplit((parts.scheme, host, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


def _without_answer(error: Exception, timeout: float) -> WebAnswer:
    """Why there was none. But for a host that is not there, it may be otherwise tomorrow."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror):
        is_gone = cause.errno == socket.EAI_NONAME
        words = "no host of that name" if is_gone else "the name of the host could not be looked up"
        return WebAnswer(0, words, is_gone=is_gone)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return WebAnswer(0, f"its certificate is not trusted: {cause.verify_message}")
    if isinstance(cause, TimeoutError):
        return WebAnswer(0, f"no answer in {timeout:g} s")
    if isinstance(cause, ConnectionRefusedError):
        return WebAnswer(0, "nobody answers at that host")
    is_broken = isinstance(cause, OSError | http.client.HTTPException)
    return WebAnswer(0, "the host broke off" if is_broken else "it cannot be asked for")


class _NoRedirect(HTTPRedirectHandler):
    """Lets redirects be seen."""

    def redirect_request(self, *_: object) -> None:
        """Follows nothing."""


_OPENER: Final = build_opener(_NoRedirect)
