"""Whether addresses of pages elsewhere still lead there, asked politely: of a host one at a time, with pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from time import sleep as pause
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.editor.web_links.web_requests import WebAnswer, ask

MAX_HOPS: Final = 10
MAX_HOSTS: Final = 8
"""Hosts that are asked at the same time."""
_PERMANENT: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GONE: Final = frozenset({404, 410})
_WAIT: Final = frozenset({429, 503})
"""A host that says so is not asked again in this run."""


class AddressState(StrEnum):
    """What became of an address."""

    ALIVE = "alive"
    MOVED = "moved"
    """It leads elsewhere for good."""
    DEAD = "dead"
    UNSURE = "unsure"
    """It could not be found out: the host is too slow, wants to be left alone, or knows only browsers."""


class AddressCheck(FrozenRecord):
    """What a host answered."""

    url: str
    """As it was asked for, without its fragment."""
    state: AddressState
    reason: str = ""
    """`404 Not Found`, `no host of that name`; empty for one that is alive."""
    now: str = ""
    """Where one that moved leads."""


class AddressChecker:
    """Asks for addresses. `timeout` and `delay`, the time between two requests of one host, are in seconds."""

    def __init__(self, timeout: float = 10, delay: float = 1) -> None:
        self._timeout, self._delay = timeout, delay

    def check(
        self, addresses: Iterable[str], tell: Callable[[AddressCheck], None] | None = None
    ) -> Mapping[str, AddressCheck]:
        """Each address, without its fragment, with what became of it; each is asked for once.

        `tell` is told of each, once all of its host are known.
        """
        by_host: dict[str, list[str]] = {}
        for url in dict.fromkeys(urldefrag(one).url for one in addresses):
            by_host.setdefault(urlsplit(url).netloc.lower(), []).append(url)
        found = {}
        with ThreadPoolExecutor(MAX_HOSTS) as pool:
            for checks in pool.map(self._of_host, by_host.values()):
                for one in checks:
                    found[one.url] = one
                    if tell:
                        tell(one)
        return found

    def _of_host(self, listed: list[str]) -> list[AddressCheck]:
        return list(self._one_by_one(listed))

    def _one_by_one(self, listed: list[str]) -> Iterator[AddressCheck]:
        waits = ""
        for number, url in enumerate(listed):
            if waits:
                yield AddressCheck(url, AddressState.UNSURE, waits)
                continue
            if number:
                pause(self._delay)
            found = self._check(url)
            waits = found.reason if found.reason[:3] in map(str, _WAIT) else ""
            yield found

    def _check(self, url: str) -> AddressCheck:
        """What becomes of an address, followed at most `MAX_HOPS` times."""
        here, lasting, is_for_good = url, url, True
        for _ in range(MAX_HOPS):
            answer = self._ask(here)
            if answer.status not in _REDIRECTS:
                return self._judged(url, lasting, answer)
            here = urldefrag(urljoin(here, answer.location)).url
            if not urls.is_web(here):
                return AddressCheck(url, AddressState.UNSURE, "leads to no address of the web")
            is_for_good = is_for_good and answer.status in _PERMANENT
            lasting = here if is_for_good else lasting
        return AddressCheck(url, AddressState.UNSURE, f"leads on more than {MAX_HOPS} times")

    @staticmethod
    def _judged(url: str, now: str, answer: WebAnswer) -> AddressCheck:
        if 200 <= answer.status < 300:
            if now == url:
                return AddressCheck(url, AddressState.ALIVE)
            is_front = urlsplit(now).path in ("", "/") and urlsplit(url).path not in ("", "/")
            reason = "leads to the front page now, so the page may be gone" if is_front else "moved for good"
            return AddressCheck(url, AddressState.MOVED, reason, now)
        state = AddressState.DEAD if answer.is_gone or answer.status in _GONE else AddressState.UNSURE
        return AddressCheck(url, state, f"{answer.status or ''} {answer.words}".strip())

    def _ask(self, url: str) -> WebAnswer:
        """Asks for the head of a page, and for the page where a host may not know what that is: none of it is read."""
        answer = ask(url, "HEAD", self._timeout)
        if not answer.status or answer.status in _REDIRECTS | _WAIT or 200 <= answer.status < 300:
            return answer
        pause(self._delay)
        return ask(url, "GET", self._timeout)
