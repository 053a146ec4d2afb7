"""Firefox and WebKit for the tests of this folder, one after the other, each started once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.static_server import served

from . import drivers
from .engine import FRAME, Engine

POLICY = {"Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"}
OpenIn = Callable[..., Engine]


@pytest.fixture(scope="session", params=["firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, need_tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A browser of each engine beside Chromium's."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "index.html").write_text(FRAME, encoding="utf-8")
    started = (
        drivers.firefox(need_tool, folder / "profile")
        if request.param == "firefox"
        else drivers.webkit(need_tool, folder / "log.txt")
    )
    with served(folder) as frame, started as driver:
        engine = Engine(request.param, driver, frame)
        engine.fit()
        yield engine


@pytest.fixture
def opened_in(engine: Engine, serve_folder: Callable[..., str]) -> OpenIn:
    """Opens pages under a sub-path and a policy: `opened_in(folder, "articles/vote/", 390)` gives the browser."""
    addresses: dict[Path, str] = {}

    def open_page(folder: Path, url: str = "", width: int = 1280) -> Engine:
        if folder not in addresses:
            addresses[folder] = serve_folder(folder, "/archive/2024/", POLICY)
        engine.open(addresses[folder] + url, width)
        return engine

    return open_page
