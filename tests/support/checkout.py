"""Where this checkout is, what is installed beside it, and how much is tried."""

from __future__ import annotations

import functools
import os
import shutil
from pathlib import Path
from typing import Final, NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
NPM = ROOT / ".cache/npm/node_modules"
UNPACKED: Final = (ROOT / ".cache/debian/usr/sbin", ROOT / ".cache/debian/usr/bin")
"""Where tools/apt-unpack puts programs that are not installed."""


COMMANDS = {
    # Without menus and tabs of its own a browser opens pages in a third of the time.
    "chromium": ("chromium-headless-shell", "chromium", "chromium-browser"),
    "firefox": ("firefox-esr", "firefox"),
}
"""Tools whose command has several names; the first that is there is taken."""
MINI_BROWSERS = ("usr/lib/*/webkit2gtk-4.*/MiniBrowser", "usr/libexec/webkit2gtk-4.*/MiniBrowser")
"""Where systems have WebKitGTK's small browser, which no path leads to."""
CHROMIUM_OPTIONS = (
    "--no-sandbox",  # Chromium refuses to run as root with it
    "--disable-gpu",
    # Nothing but the pages under test is asked for over the network.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SOAK: Final = int(os.environ.get("SITEGEN_SOAK", "0"))
"""How many times as much is tried as in `make test`, and always something else (`make soak`); 0 = `make test`."""
TIMES: Final = max(1, SOAK)


def absent(reason: str) -> NoReturn:
    """Skip the test, and say why; where CI is "true" everything has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@functools.cache
def find_tool(tool: str) -> Path | None:
    files = {"vnu.jar": NPM / "vnu-jar/build/dist/vnu.jar", "axe.js": NPM / "axe-core/axe.min.js"}
    if tool in files:
        return files[tool] if files[tool].is_file() else None
    if tool == "MiniBrowser":
        return next((path for pattern in MINI_BROWSERS for path in sorted(Path("/").glob(pattern))), None)
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", *map(str, UNPACKED)])
    return next((Path(path) for name in COMMANDS.get(tool, (tool,)) if (path := shutil.which(name, path=places))), None)
