"""The helpers of the tests do what they promise: a check that sees nothing would let everything pass."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
from support.waiting import is_in_proportion

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = '<!doctype html><html lang="en"><title>Home</title><h1>Home</h1><p id="x">{}</p></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "people").mkdir()
    (tmp_path / "people/index.html").write_text(PAGE.format("people"), encoding="utf-8")
    (tmp_path / "404.html").write_text(PAGE.format("lost"), encoding="utf-8")
    return tmp_path


def _status(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize("prefix", ["/", "/archive/2020/"])
def test_a_folder_is_served_under_its_sub_path(site: Path, serve_folder: Callable[..., str], prefix: str) -> None:
    url = serve_folder(site, prefix)
    assert url.endswith(prefix)
    assert _status(url + "people/") == (200, PAGE.format("people"))
    assert _status(url + "people") == (200, PAGE.format("people"))
    assert _status(url + "no/such/page/") == (404, PAGE.format("lost"))


def test_what_is_outside_the_sub_path_is_not_the_site(site: Path, serve_folder: Callable[..., str]) -> None:
    url = serve_folder(site, "/archive/")
    status, words = _status(url.replace("/archive/", "/people/"))
    assert status == 404
    assert "lost" not in words


def test_the_browser_runs_pages(site: Path, serve_folder: Callable[..., str], chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(serve_folder(site) + "people/")
    assert page.evaluate("document.getElementById('x').textContent") == "people"
    page.close()


@pytest.mark.slow
def test_the_html_checker_lets_good_pages_pass_and_tells_a_bad_one(
    site: Path, check_html: Callable[[Path], str]
) -> None:
    (site / "bad.html").write_text(PAGE.format('<b id="x">'), encoding="utf-8")
    (site / "bad.css").write_text("a { colour: red }", encoding="utf-8")
    told = check_html(site)
    assert "Duplicate ID" in told
    assert "colour" in told
    assert {words for words in ("404.html", "people/index.html", "bad.html", "bad.css") if words in told} == {
        "bad.html", "bad.css",
    }  # fmt: skip


def test_a_missing_tool_is_a_reason_to_skip_and_for_ci_to_fail(
    need_tool: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-tool is not installed"):
        need_tool("no-such-tool")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-tool is not installed"):
        need_tool("no-such-tool")


def test_the_command_runs(run_cli: Callable[..., CompletedProcess[str]]) -> None:
    done = run_cli("--help")
    assert (done.returncode, "build" in done.stdout, done.stderr) == (0, True, "")


def test_work_that_grows_with_the_square_of_its_input_is_seen() -> None:
    assert is_in_proportion(lambda size: sum(range(size)), 1_000_000)
    assert is_in_proportion(lambda size: [*pairwise(sorted(range(size), key=lambda one: one * 7 % size))], 100_000)
    assert not is_in_proportion(lambda size: sum(range(size * size)), 4_000)  # a few milliseconds are soon doubled
