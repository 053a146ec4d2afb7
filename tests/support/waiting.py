"""Waiting for what a test needs to be so. How many seconds something takes decides about no test."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 300.0
"""Seconds after which what is waited for will not come: the one deadline of all tests, far beyond any busy machine."""

_BOUND: Final = 9.0
"""How many times the work four times the input may take."""
_TRIES: Final = 3


def when(is_so: Callable[[], object]) -> None:
    """Return as soon as something is so; the test fails where it does not come to be so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.005)


def is_in_proportion(act: Callable[[int], object], size: int) -> bool:
    """Whether something takes work in proportion to the size of its input, not to the square of it.

    Four times the input takes about four times the work, and sixteen times where it grows with the square; the bound is
    between. How fast the machine is, and what else it does, is in both; of three tries one is enough, since what comes
    between by chance does not come thrice, and the square does.
    """
    return any(work(act, size) <= _BOUND * work(act, size // 4) for _ in range(_TRIES))


def work(act: Callable[..., object], *given: object) -> float:
    """Seconds of the processor that something takes: on a machine that is busy with something else the same."""
    gc.collect(1)  # what was just left behind; to look through all that the tests hold takes longer than most acts
    gc.disable()
    try:
        start = time.process_time()
        act(*given)
        return time.process_time() - start
    finally:
        gc.enable()
