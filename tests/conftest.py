"""What many tests need: the command, a file server, a browser, the HTML checker, the large collections of texts."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.providers import Constants
from waiting import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
NPM = ROOT / ".cache/npm/node_modules"

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

# A machine that is busy with something else must not make a property fail; and what is red once is red again: the same
# inputs are drawn every time, and none are remembered that only one folder knows.
COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("sitegen", COMMON, derandomize=True, database=None)
settings.register_profile("soak", COMMON, max_examples=100 * TIMES)
settings.load_profile("soak" if SOAK else "sitegen")
if not SOAK:
    # It also draws constants of whatever of ours is loaded at the moment, derandomized or not: what a test is given
    # would hang on which tests ran before it, and on every line of the rest. There is no setting against it.
    providers._get_local_constants = Constants


def pytest_configure() -> None:
    """Let previews end by Ctrl-C even where a shell began the tests in the background, and told them to ignore it."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser or a preview, which tools/run-tests runs apart, and those of `make soak`."""
    for item in items:
        # Hypothesis marks its own.
        if item.get_closest_marker("hypothesis") or hasattr(getattr(item, "module", None), "TIMES"):
            item.add_marker(pytest.mark.soaked)
        if {"chromium", "engine"} & set(getattr(item, "fixturenames", ())) or item.path.name.startswith("test_serve"):
            item.add_marker(pytest.mark.apart)


def absent(reason: str) -> NoReturn:
    """Skip the test, and say why; where CI is "true" everything has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def assert_golden(path: Path, text: str) -> None:
    """Whether `text` is what the file holds; with SITEGEN_ACCEPT=1 (`make accept`) it is written there instead."""
    if os.environ.get("SITEGEN_ACCEPT"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path; Pagefind's excepted, which differ from run to run."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if "search/pagefind/" not in name}


@functools.cache
def _found(tool: str) -> Path | None:
    files = {"vnu.jar": NPM / "vnu-jar/build/dist/vnu.jar", "axe.js": NPM / "axe-core/axe.min.js"}
    if tool in files:
        return files[tool] if files[tool].is_file() else None
    if tool == "MiniBrowser":
        return next((path for pattern in MINI_BROWSERS for path in sorted(Path("/").glob(pattern))), None)
    return next((Path(path) for name in COMMANDS.get(tool, (tool,)) if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def need_tool() -> Callable[[str], Path]:
    """Where a tool is: `chromium`, `firefox`, `MiniBrowser`, `vnu.jar`, `axe.js`, or any command; without it the test
    is skipped."""

    def need(tool: str) -> Path:
        path = _found(tool)
        if path is None:
            absent(f"{tool} is not installed (see tools/system-packages)")
        return path

    return need


# Not for the whole session: while it is open Playwright keeps an event loop running, and no other test could have one.
@pytest.fixture(scope="module")
def chromium(need_tool: Callable[[str], Path]) -> Iterator[Browser]:
    """A headless browser; each test makes a context of its own in it."""
    path = need_tool("chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(executable_path=str(path), args=list(CHROMIUM_OPTIONS))
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE * 1000))
        yield browser
        browser.close()


@pytest.fixture
def check_html(need_tool: Callable[[str], Path]) -> Callable[..., str]:
    """What the Nu HTML checker has against the HTML files of a folder; empty where all are well.

    `check_html(folder, "css")` is about the style sheets.
    """
    # Compiled lightly, in one thread: it runs for seconds only, and beside other tests.
    java = [str(need_tool("java")), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", str(need_tool("vnu.jar"))]

    def check(folder: Path, kind: str = "html") -> str:
        wanted = ["--also-check-css"] if kind == "css" else []
        options = [*wanted, f"--skip-non-{kind}", "--format", "gnu", str(folder)]
        return subprocess.run([*command, *options], capture_output=True, text=True, check=False).stderr

    return check


class _StaticHandler(SimpleHTTPRequestHandler):
    """A plain static host, with the site at a sub-path of it."""

    prefix = "/"
    more_headers: Mapping[str, str] = {}
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self._is_within():
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._is_within():
            super().do_HEAD()

    def end_headers(self) -> None:
        for name, value in self.more_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def _is_within(self) -> bool:
        if not self.path.startswith(self.prefix):
            self.send_error(404, explain="outside the site's sub-path")
            return False
        self.path = self.path[len(self.prefix) - 1 :]
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or explain or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_head(self):  # type: ignore[no-untyped-def]
        # The base class redirects a folder to its own path, which has lost the sub-path.
        if Path(self.translate_path(self.path)).is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(301)
            self.send_header("Location", self.prefix[:-1] + self.path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, prefix: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The URL of a folder on a static file server; `prefix` is a sub-path such as `/archive/2020/`.

    Every answer has `headers`, too.
    """
    kind = type("Handler", (_StaticHandler,), {"prefix": prefix, "more_headers": headers or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def serve_folder() -> Iterator[Callable[..., str]]:
    """Serves folders until the test ends: `serve_folder(folder, "/sub/path/", {header: value})` gives the URL."""
    with ExitStack() as stack:
        yield lambda folder, prefix="/", headers=None: stack.enter_context(served(folder, prefix, headers))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Large collections of real texts, which are not part of the repository."""
    folder = Path(os.environ.get("SITEGEN_DATA", ROOT.parent / "shared/data"))
    if not folder.is_dir():
        pytest.skip("no collection of texts: set SITEGEN_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def run_cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `sitegen` in a process of its own: `run_cli("build", "--root", root)`."""

    def run(*args: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from sitegen.cli import main; main()", *map(str, args)]
        given = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": PATIENCE, **options}
        return subprocess.run(command, check=False, **given)  # type: ignore[call-overload, no-any-return]

    return run


@pytest.fixture(scope="session")
def reference(
    run_cli: Callable[..., subprocess.CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site of the reference archive, from a strict build."""
    output = tmp_path_factory.mktemp("reference") / "public"
    done = run_cli("build", "--strict", "--root", ROOT, "--output", output)
    assert (done.returncode, done.stderr) == (0, "")
    return output
