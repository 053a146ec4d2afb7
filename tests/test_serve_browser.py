"""The preview in a real browser: an open page shows a change by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from test_serve import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The policy that published pages carry: scripts and sockets of the site itself, nothing inline.
PAGE = (
    "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'self'; img-src data:\">"
    "<link rel=icon href='data:,'><title>Budget</title><p>{}</p>"
)


def test_an_open_page_shows_an_edit_by_itself(tmp_path: Path, chromium: Browser) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(PAGE.format("first"), encoding="utf-8")
    server = Server(tmp_path).started()
    page = chromium.new_page()
    faults: list[str] = []
    sent: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    page.goto(server.url + "a/")
    # The browser's second message says that it waits for changes.
    while len(sent) < 2:
        page.wait_for_timeout(20)
    (tmp_path / "seeds/a.txt").write_text(PAGE.format("second"), encoding="utf-8")
    page.get_by_text("second").wait_for()
    assert faults == []
    page.close()
    assert server.stop() == 0
