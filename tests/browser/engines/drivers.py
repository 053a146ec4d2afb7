"""Firefox and WebKit, driven over WebDriver: each in a process of its own, with an empty profile and no way outside.

Selenium speaks to both. WebKit has a driver of its own; Firefox is spoken to over Marionette, the protocol that
geckodriver translates WebDriver to (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html), since
Debian has no geckodriver. docs/decisions/0015 says why it is done so.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from selenium.webdriver.firefox.options import Options as FirefoxOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService
from support.waiting import PATIENCE, when

GRACE: Final = 10.0
"""Seconds in which a browser may end by itself; how it ends decides about no test."""

NOWHERE: Final = "127.0.0.1"
CLOSED_PORT: Final = 9
"""Stands for every host but this one: nothing is asked for over the network."""

FIREFOX_SETTINGS: Final[Mapping[str, object]] = {
    "marionette.port": 0,  # a free one, which is then written into the profile
    "remote.prefs.recommended": True,
    "network.proxy.type": 1,
    "network.proxy.http": NOWHERE,
    "network.proxy.http_port": CLOSED_PORT,
    "network.proxy.ssl": NOWHERE,
    "network.proxy.ssl_port": CLOSED_PORT,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "ui.prefersReducedMotion": 1,
    "ui.primaryPointerCapabilities": 6,  # a mouse, fine and able to hover; a screen that is not there has none
    "ui.allPointerCapabilities": 6,
}

MARIONETTE: Final = {
    Command.NEW_SESSION: "WebDriver:NewSession",
    Command.GET: "WebDriver:Navigate",
    Command.REFRESH: "WebDriver:Refresh",
    Command.GO_BACK: "WebDriver:Back",
    Command.GET_CURRENT_URL: "WebDriver:GetCurrentURL",
    Command.W3C_EXECUTE_SCRIPT: "WebDriver:ExecuteScript",
    Command.W3C_EXECUTE_SCRIPT_ASYNC: "WebDriver:ExecuteAsyncScript",
    Command.SET_TIMEOUTS: "WebDriver:SetTimeouts",
    Command.FIND_ELEMENT: "WebDriver:FindElement",
    Command.SWITCH_TO_FRAME: "WebDriver:SwitchToFrame",
    Command.W3C_ACTIONS: "WebDriver:PerformActions",
    Command.W3C_CLEAR_ACTIONS: "WebDriver:ReleaseActions",
    Command.GET_WINDOW_RECT: "WebDriver:GetWindowRect",
    Command.SET_WINDOW_RECT: "WebDriver:SetWindowRect",
    Command.SCREENSHOT: "WebDriver:TakeScreenshot",
    Command.QUIT: "Marionette:Quit",
}
"""What the tests ask of a browser, in WebDriver's words and in Marionette's."""

GIVEN: Final[Mapping[str, Mapping[str, object]]] = {
    Command.NEW_SESSION: {},
    Command.QUIT: {},
    Command.SCREENSHOT: {"full": False},
}
"""Where it is not what Selenium gives."""


class Marionette:
    """Selenium's commands over Marionette: stands in for selenium.webdriver.remote.remote_connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._count = 0
        self._read()  # which protocol it speaks

    def execute(self, command: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """What Selenium expects of a command: `value`, and a `status` where it failed."""
        self._count += 1
        given = GIVEN.get(command, params)
        message = json.dumps([0, self._count, MARIONETTE[command], given]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, count, error, result = self._read()
        assert count == self._count
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        is_wrapped = isinstance(result, dict) and set(result) == {"value"}
        return {"value": result["value"] if is_wrapped else result}

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _read(self) -> Any:
        """The next message, a JSON value after its length in bytes."""
        digits = b""
        while (byte := self._stream.read(1)) != b":":
            assert byte, "Firefox has ended"
            digits += byte
        return json.loads(self._stream.read(int(digits)))


@contextmanager
def firefox(need_tool: Callable[[str], Path], profile: Path) -> Iterator[WebDriver]:
    """A headless Firefox with an empty profile in this folder."""
    program = need_tool("firefox")
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX_SETTINGS.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    # It refuses to run as root in somebody else's home.
    environment = {**os.environ, "HOME": str(profile), "MOZ_HEADLESS": "1", "MOZ_CRASHREPORTER_DISABLE": "1"}
    command = [program, "--marionette", "--no-remote", "--profile", profile]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, **quiet)  # type: ignore[call-overload]
    try:
        port = _becomes(lambda: _number_in(profile / "MarionetteActivePort"), process)
        driver = WebDriver(Marionette(port), options=FirefoxOptions())  # type: ignore[arg-type]
        with driver:
            yield driver
    finally:
        _end(process)


@contextmanager
def webkit(need_tool: Callable[[str], Path], log: Path) -> Iterator[WebDriver]:
    """WebKitGTK's small browser on a screen that nobody sees; what it says is in the log."""
    options = WebKitOptions()
    options.binary_location = str(need_tool("MiniBrowser"))
    options.add_argument("--automation")
    program = str(need_tool("WebKitWebDriver"))
    with _screen(str(need_tool("Xvfb"))) as display:
        environment = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        # The path is given, or Selenium would look for a driver by itself, and download one.
        service = WebKitService(program, log_path=str(log), env=environment)
        service.start()
        try:
            connection = RemoteConnection(client_config=ClientConfig(service.service_url))
            with WebDriver(connection, options=options) as driver:
                yield driver
        finally:
            service.stop()


@contextmanager
def _screen(program: str) -> Iterator[str]:
    """An X server without a screen; the name of its display."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        _end(process)


def _number_in(path: Path) -> int:
    text = path.read_text(encoding="ascii") if path.exists() else ""
    return int(text) if text.isdigit() else 0


def _becomes(look: Callable[[], int], process: subprocess.Popen[bytes]) -> int:
    def is_there() -> int:
        assert process.poll() is None, "the browser has ended"
        return look()

    when(is_there)
    return look()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
