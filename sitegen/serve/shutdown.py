"""Ending at once, whatever is still at work.

A thread cannot be left behind: where it is inside an extension when Python ends, the whole process may abort. So it is
made to end, with all that its own `finally` removes; and where it does not, the process exits all the same.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing import resource_tracker
from typing import Final

_EXIT_SECONDS: Final = 1.0
"""Seconds that what is at work has to end."""
_CLEANUP_SECONDS: Final = 0.3
"""Of these what a process has to remove what it made."""


def exit_timer() -> threading.Timer:
    """A timer to be started when the end begins: after `_EXIT_SECONDS` the process exits with 0, whatever it does."""
    timer = threading.Timer(_EXIT_SECONDS, os._exit, (0,))
    timer.daemon = True
    return timer


def block_interrupts() -> None:
    """Called in a thread, keeps Ctrl-C from the processes that it starts: each would print a traceback."""
    if hasattr(signal, "pthread_sigmask"):
        # It is started before the first of those processes, and then lets all interrupts through again.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def end_thread(thread: threading.Thread) -> None:
    """Raise SystemExit in a thread, take the processes away that it may wait for, and return when it has ended."""
    if thread.ident is None:  # it was never started
        return
    if thread.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
    processes = multiprocessing.active_children()
    for process in processes:
        process.terminate()
    last = time.monotonic() + _CLEANUP_SECONDS
    for process in processes:
        process.join(max(last - time.monotonic(), 0))
        process.kill()
    thread.join()
