"""What many tests need: the command, a file server, a browser, the HTML checker."""

from __future__ import annotations

import gc
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.providers import Constants  # type: ignore[attr-defined]
from support import fork_server
from support.checkout import CHROMIUM_OPTIONS, ROOT, SOAK, TIMES, absent, find_tool
from support.static_server import served
from support.waiting import PATIENCE
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab


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


SELDOM: Final = (20_000, 20, 20)
"""How many new objects there are before cycles are looked for: at Python's own 700 that takes a tenth of all work."""


def pytest_configure(config: pytest.Config) -> None:
    """Let previews end by Ctrl-C even where a shell began the tests in the background, and told them to ignore it."""
    gc.set_threshold(*SELDOM)
    _begin_elsewhere(config)
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _begin_elsewhere(config: pytest.Config) -> None:
    """Let each process begin to collect with another folder: the first time each file is compiled by one of them, and
    read by the others, and not compiled by all at once."""
    worker = getattr(config, "workerinput", {}).get("workerid", "gw0").removeprefix("gw")
    if config.args == config.getini("testpaths"):
        first = int(worker) % len(LONGEST_FIRST)
        config.args = [str(ROOT / "tests" / name) for name in (*LONGEST_FIRST[first:], *LONGEST_FIRST[:first])]


LONGEST_FIRST: Final = ("browser", "system", "unit")
"""The folders of tests, those first whose files take longest: the short ones fill what time is left on a core."""
HOSTILE: Final = ("test_adversarial_pages_opened.py", "test_adversarial_pages.py", "test_adversarial_data.py")
"""Files that are about the same three archives, which take seconds to build: one process runs them all."""
ABOUT_THE_SOURCE: Final = ("test_architecture.py", "test_static.py", "test_steadiness.py", "test_vocabulary.py")
"""Files that look at the same syntax trees, which take seconds to parse: one process runs them all, too."""

SPREAD: Final = "test_slow_input.py"
"""A file of which each test takes seconds and nothing is shared: each goes to the process that is free first."""


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests by their folders, and mark those of `make soak`."""
    items.sort(key=_turn)
    for item in items:
        # Hypothesis marks its own.
        if item.get_closest_marker("hypothesis") or hasattr(getattr(item, "module", None), "TIMES"):
            item.add_marker(pytest.mark.soaked)


def _turn(item: pytest.Item) -> tuple[int, bool, bool, list[str]]:
    """Of files of units first the longest, then those that are about all of the source."""
    top, *more = item.path.relative_to(ROOT / "tests").parts
    return LONGEST_FIRST.index(top), more[-1] != SPREAD, len(more) > 1, more


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Give each process whole files, so that their tests share what is costly to make."""
    return Scheduling(config, log)


class Scheduling(LoadScopeScheduling):
    """Files in the order in which they were collected; of HOSTILE all together, of ABOUT_THE_SOURCE too, of SPREAD each
    test by itself."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.endswith(SPREAD):
            return nodeid
        return "hostile" if file.endswith(HOSTILE) else "source" if file.endswith(ABOUT_THE_SOURCE) else file


@pytest.fixture(scope="session")
def need_tool() -> Callable[[str], Path]:
    """Where a tool is: `chromium`, `firefox`, `MiniBrowser`, `vnu.jar`, `axe.js`, or any command; without it the test
    is skipped."""

    def need(tool: str) -> Path:
        path = find_tool(tool)
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


AXE = "asked => axe.run(document, asked).then(all => all.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
SCHEMES: Final = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
"""What axe is asked for. In the dark its rules of colours: nothing else is another one there (test_style_sheets.py)."""


@pytest.fixture
def faults(need_tool: Callable[[str], Path]) -> Callable[[Tab], list[object]]:
    """What axe finds fault with on an open page as it stands, in light and in dark; the policy has to be passed by."""
    axe = need_tool("axe.js")

    def found(tab: Tab) -> list[object]:
        if not tab.evaluate("'axe' in window"):
            tab.add_script_tag(path=axe)
        told: list[object] = []
        for scheme, asked in SCHEMES.items():
            # Without motion the colours are the other ones at once.
            tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            told += [(scheme, *fault) for fault in tab.evaluate(AXE, asked)]
        return told

    return found


@pytest.fixture
def check_html(need_tool: Callable[[str], Path]) -> Callable[..., str]:
    """What the Nu HTML checker has against the HTML files and style sheets of folders; empty where all are well."""
    # Compiled lightly, in one thread: it runs for seconds only, and beside other tests.
    java = [str(need_tool("java")), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", str(need_tool("vnu.jar"))]

    def check(*folders: Path) -> str:
        files = [path for folder in folders for ending in ("html", "css") for path in folder.rglob(f"*.{ending}")]
        options = ["--also-check-css", "--format", "gnu", *map(str, files)]
        return subprocess.run([*command, *options], capture_output=True, text=True, check=False).stderr

    return check


@pytest.fixture
def serve_folder() -> Iterator[Callable[..., str]]:
    """Serves folders until the test ends: `serve_folder(folder, "/sub/path/", {header: value})` gives the URL."""
    with ExitStack() as stack:
        yield lambda folder, prefix="/", headers=None: stack.enter_context(served(folder, prefix, headers))


@pytest.fixture(scope="session")
def run_cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `sitegen` in a process of its own: `run_cli("build", "--root", root, cwd=folder, env=surroundings)`."""

    def run(
        *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return fork_server.run([*fork_server.CLI, *map(str, args)], cwd=cwd, env=env)

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
