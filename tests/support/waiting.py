"""Waiting for what a test needs to be so. How many seconds something takes decides about no test."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 300.0
"""Seconds after which what is waited for will not come: the one deadline of all tests, far beyond any busy machine."""


def when(is_so: Callable[[], object]) -> None:
    """Return as soon as something is so; the test fails where it does not come to be so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.005)


def work(act: Callable[..., object], *given: object) -> float:
    """Seconds of the processor that something takes: on a machine that is busy with something else the same."""
    start = time.process_time()
    act(*given)
    return time.process_time() - start
