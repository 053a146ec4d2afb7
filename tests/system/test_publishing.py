"""The recipes of docs/publishing.md, as they stand there: each server sends what it should, wherever the site is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.archives import VOTE, write
from support.documents import fenced
from support.web_servers import SERVERS, SUB_PATH, WebServer, free_port, listening, recipe, running

from sitegen.serve.guard import NO_FRAMING, SANDBOX

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Cli = Callable[..., subprocess.CompletedProcess[str]]

PAGES: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
MEDIA: Final = f"{SANDBOX}; {NO_FRAMING}"
NONE: Final = ""
ASK: Final = "no-cache"
KEEP: Final = "public, max-age=31536000"

ARCHIVE: Final = {
    "seeds/vote.txt": VOTE,
    "content/site.yaml": "title: Harbour\nmedia: all\naccept: [active-media]\n",
    "content/articles/vote.yaml": "seed: vote.txt\ndate: 2024-03-12\n",
    "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
    "content/claims/safe.yaml": "claim: The bridge is safe.\narticle: vote\nquote: the bridge is safe\n",
    "content/media/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>Plan</title></svg>\n',
    "content/media/saved/page.html": "<!DOCTYPE html><title>Saved</title><p>A page.</p>\n",
    "content/media/report.pdf": "%PDF-1.4\n%%EOF\n",
}

SENT: Final = [
    ("", r"text/html; charset=utf-8", PAGES, ASK),
    ("articles/vote/", r"text/html; charset=utf-8", PAGES, ASK),
    ("articles/vote/text.txt", r"text/plain; charset=utf-8", PAGES, ASK),
    ("data/articles.jsonl", r"application/jsonl", PAGES, ASK),
    ("data/mentions.csv", r"text/csv; charset=utf-8", PAGES, ASK),
    ("data/datapackage.json", r"application/json", PAGES, ASK),
    ("feed.xml", r"application/atom\+xml", PAGES, ASK),
    ("feed.json", r"application/json", PAGES, ASK),
    ("sitemap.xml", r"(text|application)/xml(; charset=utf-8)?", PAGES, ASK),
    ("static/css/base.css", r"text/css; charset=utf-8", PAGES, ASK),
    ("static/js/site.js", r"(text|application)/javascript; charset=utf-8", PAGES, ASK),
    ("static/icon.svg", r"image/svg\+xml", PAGES, ASK),
    ("static/fonts/newsreader-latin-wght-normal.woff2", r"font/woff2", PAGES, KEEP),
    ("search/pagefind/pagefind.js", r"(text|application)/javascript; charset=utf-8", PAGES, ASK),
    ("search/pagefind/en/wasm.en.pagefind", r"(application/octet-stream)?", PAGES, ASK),
    ("search/pagefind/en/index/*.pf_index", r"(application/octet-stream)?", PAGES, KEEP),
    ("search/pagefind/en/*.pf_meta", r"(application/octet-stream)?", PAGES, KEEP),
    ("search/pagefind/en/fragment/*.pf_fragment", r"(application/octet-stream)?", PAGES, KEEP),
    ("media/plan.svg", r"image/svg\+xml", MEDIA, ASK),
    ("media/saved/page.html", r"text/html; charset=utf-8", MEDIA, ASK),
    ("media/report.pdf", r"application/pdf", NONE, ASK),
]
"""Path, type, policy and caching of files of each kind."""
OTHER_SPELLINGS: Final = [
    "%6dedia/plan.svg", "media%2fplan.svg", "/media/plan.svg", "media//plan.svg", "./media/plan.svg",
    "static/../media/plan.svg", "media/%2e/plan.svg", "MEDIA/plan.svg", "media/saved/page.html/",
    "media/plan.svg/x.pdf",
]  # fmt: skip
"""Other ways to write the address of a file that is not sitegen's."""


@pytest.fixture(scope="module", params=[SUB_PATH, "/"], ids=["sub-path", "root"])
def www(request: pytest.FixtureRequest, run_cli: Cli) -> Iterator[tuple[Path, str]]:
    """The folder that a host shows, with a site in it, and at which path it is."""
    prefix = request.param
    # Whoever a server runs as has to reach it, and pytest's own folders are closed.
    folder = Path(tempfile.mkdtemp(prefix="sitegen-www-", dir="/tmp" if os.geteuid() == 0 else None))
    folder.chmod(0o755)
    try:
        root = write(folder / "archive", ARCHIVE)
        output = folder / f"www{prefix}"
        address = f"https://example.org{prefix}"
        done = run_cli("build", "--strict", "--root", root, "--output", output, "--base-url", address)
        assert done.returncode == 0, done.stderr
        write(folder / "www", {".well-known/here": "ours\n"})
        yield folder / "www", prefix
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, www: tuple[Path, str], need_tool: Callable[[str], Path]
) -> Iterator[WebServer]:
    program = need_tool(request.param)
    folder = Path(tempfile.mkdtemp(dir=www[0].parent))
    with running(program, folder, *www) as started:
        yield started


def site_of(www: tuple[Path, str]) -> Path:
    return Path(f"{www[0]}{www[1]}")


@pytest.mark.parametrize("sent", SENT, ids=[one[0] or "home" for one in SENT])
def test_a_file_is_sent_as_what_it_is_with_its_headers(
    server: WebServer, www: tuple[Path, str], sent: tuple[str, str, str, str]
) -> None:
    site, (path, kind, policy, caching) = site_of(www), sent
    file = next(site.glob(path or "index.html"))
    file = file / "index.html" if file.is_dir() else file
    answer = server.get(file.relative_to(site).as_posix() if "*" in path else path)
    assert (answer.status, answer.body) == (200, file.read_bytes())
    assert re.fullmatch(kind, answer.headers.get("content-type", "")), answer.headers.get("content-type")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers.get("content-security-policy", NONE) == policy
    assert answer.headers["cache-control"] == caching


@pytest.mark.parametrize("path", ["nowhere", "people/nobody/", "media/no.svg", "media/no.pdf", "data/no.jsonl"])
def test_what_is_not_there_is_told_on_a_page_of_the_site(server: WebServer, www: tuple[Path, str], path: str) -> None:
    answer = server.get(path)
    assert (answer.status, answer.body) == (404, (site_of(www) / "404.html").read_bytes())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == PAGES
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_all_that_the_page_for_what_is_not_there_loads_is_found(server: WebServer) -> None:
    page = LexborHTMLParser(server.get("no/such/page").body.decode())
    asked = [node.attributes.get("href") or node.attributes.get("src") for node in page.css("link[href], script[src]")]
    local = [urljoin(f"{server.prefix}no/such/page", str(one)) for one in asked if "example.org" not in str(one)]
    assert len(local) > 5
    assert [one for one in local if server.get_outside(one).status != 200] == []


@pytest.mark.parametrize("path", ["articles", "articles/vote"])
def test_a_folder_without_its_slash_leads_to_it(server: WebServer, path: str) -> None:
    answer = server.get(path)
    assert answer.status in (301, 302, 308)
    assert urljoin(f"http://127.0.0.1:{server.port}{server.prefix}{path}", answer.headers["location"]).endswith(
        f":{server.port}{server.prefix}{path}/"
    )


@pytest.mark.parametrize("path", [".sitegen-files", ".htaccess", "media/.htaccess", ".git/config"])
def test_hidden_files_are_not_there(server: WebServer, www: tuple[Path, str], path: str) -> None:
    answer = server.get(path)
    assert (answer.status, answer.body) == (404, (site_of(www) / "404.html").read_bytes())


def test_what_the_host_itself_has_to_show_is_there(server: WebServer) -> None:
    assert server.get_outside("/.well-known/here").body == b"ours\n"


@pytest.mark.parametrize("path", OTHER_SPELLINGS)
def test_no_other_spelling_of_its_address_brings_foreign_files_out_of_the_sandbox(server: WebServer, path: str) -> None:
    answer = server.get(path)
    assert answer.status != 200 or answer.headers["content-security-policy"] == MEDIA


@pytest.mark.parametrize("path", ["", "data/articles.jsonl", "media/plan.svg"])
def test_what_did_not_change_is_not_sent_again(server: WebServer, path: str) -> None:
    first = server.get(path).headers
    again = server.get(path, If_Modified_Since=first["last-modified"])
    assert (again.status, again.body) == (304, b"")


def test_the_search_works_in_a_browser(server: WebServer, chromium: Browser) -> None:
    """Its program is WebAssembly, which the policy has to let in, and no type of a file may keep it out."""
    tab, told = chromium.new_page(), []
    tab.on("console", lambda message: told.append(message.text))
    tab.goto(f"http://127.0.0.1:{server.port}{server.prefix}search/?q=bridge")
    tab.locator("#results h2").first.wait_for()
    assert told == []
    tab.close()


# --- hosts that cannot be run here ------------------------------------------------------------------------------------


def rules() -> list[tuple[str, dict[str, str]]]:
    """The rules of the file `_headers`: a pattern, and the headers for what it fits."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in fenced("publishing.md", "# _headers").splitlines()[1:]:
        if line.startswith("/"):
            found.append((line, {}))
        else:
            name, _, value = line.strip().partition(": ")
            found[-1][1][name.lower()] = value
    return found


def of_hosts(pattern: str) -> str:
    """The regular expression of a pattern: `*` is anything, `:name` one part of a path."""
    return re.sub(r":[a-z]+", "[^/]+", re.escape(pattern).replace(r"\*", ".*"))


@pytest.mark.parametrize("sent", [one for one in SENT if one[2] != NONE], ids=lambda one: one[0] or "home")
def test_the_headers_of_hosted_services_are_those_of_the_servers(sent: tuple[str, str, str, str]) -> None:
    path, kind, policy, caching = sent
    fitting = [headers for pattern, headers in rules() if re.fullmatch(of_hosts(pattern), f"/{path}")]
    of_netlify = {name: value for headers in fitting for name, value in headers.items()}
    assert of_netlify["content-security-policy"] == policy
    assert of_netlify["x-content-type-options"] == "nosniff"
    # What these hosts say by themselves is as good as `no-cache`; all but one small file is kept that can be.
    assert of_netlify.get("cache-control", ASK) == (ASK if path.endswith("meta") else caching)
    assert re.fullmatch(kind, of_netlify.get("content-type", kind)) or "content-type" not in of_netlify
    # Cloudflare sends all of them, one after the other: of what is not a policy there may be one alone.
    assert [
        name for name in of_netlify if sum(name in headers for headers in fitting) > 1 and "policy" not in name
    ] == []
    assert policy in [headers.get("content-security-policy") for headers in fitting]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/archive/", "/archive/index.html"),
        ("/archive/articles/vote/", "/archive/articles/vote/index.html"),
        ("/archive/articles/vote", "301 /archive/articles/vote/"),
        ("/archive/data/articles.jsonl", "/archive/data/articles.jsonl"),
    ],
)
def test_the_function_for_cloudfront_finds_the_pages(need_tool: Callable[[str], Path], asked: str, told: str) -> None:
    script = fenced("publishing.md", "// CloudFront") + (
        f'const answer = handler({{ request: {{ uri: "{asked}" }} }});\n'
        'console.log(answer.uri || answer.statusCode + " " + answer.headers.location.value);\n'
    )
    command = [str(need_tool("node")), "--input-type=commonjs", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{told}\n"


# --- a stick ----------------------------------------------------------------------------------------------------------


def test_on_a_stick_each_link_leads_to_a_file(reference: Path, tmp_path: Path) -> None:
    (tmp_path / "stick.py").write_text(fenced("publishing.md", "# stick.py"), encoding="utf-8")
    shutil.copytree(reference, tmp_path / "public")
    _, *arguments = fenced("publishing.md", "python3 stick.py").split()
    subprocess.run([sys.executable, *arguments], cwd=tmp_path, check=True)
    stick, dead, count = tmp_path / "stick", [], 0
    for path in stick.rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in page.css("a[href], link[href], script[src], img[src]"):
            address = str(node.attributes.get("href") or node.attributes.get("src"))
            if address.startswith(".") or not re.match(r"[a-z]+:|#|/", address):
                count += 1
                target = path.parent / unquote(re.split("[?#]", address)[0])
                dead += [] if target.is_file() else [(path, address)]
    assert count > 1000
    assert dead == []


def test_pythons_own_server_shows_a_site(reference: Path, tmp_path: Path) -> None:
    words = fenced("publishing.md", "python3 -m http.server")
    port = free_port()
    command = recipe(words, {"python3": sys.executable, "public": str(reference), "8000": str(port)}, "/").split()
    with listening(command, tmp_path, port) as server:
        assert server is not None
        assert server.get("articles/").body == (reference / "articles/index.html").read_bytes()
