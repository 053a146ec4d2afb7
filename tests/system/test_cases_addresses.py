"""Addresses that broke other tools, on a plain file server below a sub-path; more are in test_hard_input.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.built_sites import Made, made
from support.incremental_archive import quick_builds
from support.waiting import PATIENCE

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
PREFIX = "/archive/2020/"
BASE = f"https://host.example{PREFIX}"
LETTERS = "a" * 299


def answer(url: str) -> tuple[int, str]:
    """Status and text of what a server gives."""
    try:
        with urlopen(url, timeout=PATIENCE) as found:
            return found.status, found.read().decode(errors="replace")
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A site below a sub-path, with names that are hard to put into an address."""
    return made(
        tmp_path_factory.mktemp("nested"),
        {
            "content/site.yaml": f"title: Nested\nbase_url: {BASE}\nper_page: 1\n",
            "content/media/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "content/actors/zoë-lund.yaml": "name: Zoë Lund\nformerly: [zoë]\nimage: {file: map.svg, alt: A map}\n",
            "content/claims/c.yaml": "claim: C.\nspeaker: zoë-lund\narticle: a\nquote: Words\n",
            "content/pages/about.md": "---\ntitle: About\n---\n[[zoë-lund]] ![map](media/map.svg) [all](articles/)\n",
            "seeds/a.md": "---\ndate: 2024-03-12\ntopics: ['C#: what now?', housing]\n---\nWords of Zoë Lund.",
            "seeds/b.md": "---\ndate: 2024-03-13\ntopics: housing\n---\nZoë Lund again.",
        },
        search=True,
    )


def test_names_of_actors_in_any_script_or_of_signs_alone_have_paths_that_stay(tmp_path: Path) -> None:
    actors = {f"content/actors/{name}.yaml": f'name: "{name}"\n' for name in ("王小明", "Иван Петров", "!!!")}
    site = made(tmp_path, {"seeds/a.txt": "Words.", **actors})
    assert site.told == []
    people = sorted(path.name for path in (site.folder / "people").iterdir() if path.is_dir())
    assert people == ["x-e84c538e7fe2", "иван-петров", "王小明"]


def test_long_titles_that_differ_at_their_end_are_two_pages_of_short_names(tmp_path: Path) -> None:
    names = [f"{LETTERS[:240]}{end}" for end in "xy"]  # of files: their system has the limit itself
    titles = [f"{LETTERS}{end}" for end in "xy"]
    seeds = {f"seeds/{name}.md": f"---\ntitle: {title}\n---\nWords." for name, title in zip(names, titles, strict=True)}
    site = made(tmp_path, seeds)
    assert (site.told, [one["title"] for one in site.lines("articles")]) == ([], titles)
    folders = [path.name for path in (site.folder / "articles").iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert max(len(part.encode()) for path in site.folder.rglob("*") for part in path.parts) <= 255
    assert {site.words(f"articles/{folder}/", "h1")[0] for folder in folders} == set(titles)


def test_a_name_of_signs_that_mean_something_in_an_address_is_served(
    nested: Made, serve_folder: Callable[..., str]
) -> None:
    (topic,) = (one for one in nested.lines("topics") if one["name"] == "C#: what now?")
    assert topic["id"] == "c-what-now"
    link = nested.one("articles/a/", 'main a[href*="c-what"]').attributes["href"] or ""
    status, page = answer(urljoin(f"{serve_folder(nested.folder, PREFIX)}articles/a/", link))
    assert (status, LexborHTMLParser(page).css_first("h1").text()) == (200, "C#: what now?")


def test_letters_beyond_ascii_are_a_file_as_they_are_and_encoded_once_in_a_link(nested: Made) -> None:
    assert (nested.folder / "people/zoë-lund/index.html").is_file()
    assert nested.one("articles/a/", ".text a.name").attributes["href"] == "../../people/zo%C3%AB-lund/"
    texts = {path: path.read_text(encoding="utf-8") for path in nested.folder.rglob("*") if path.suffix in KINDS}
    assert [path for path, text in texts.items() if "%25" in text] == []
    assert [path.name for path in nested.folder.rglob("*") if "%" in path.name] == []
    assert f"<loc>{BASE}people/{quote('zoë-lund')}/</loc>" in nested.text("sitemap.xml")


KINDS = {".html", ".xml", ".json", ".jsonl"}


def test_below_a_sub_path_every_link_and_file_is_found_and_none_leaves_it(nested: Made) -> None:
    wanted: set[tuple[str, str]] = set()
    for file in sorted(path.relative_to(nested.folder).as_posix() for path in nested.folder.rglob("*.html")):
        here = BASE + quote(file.removesuffix("index.html"))
        for node in LexborHTMLParser(nested.text(file)).css("[href], [src]"):
            url = urljoin(here, node.attributes.get("href") or node.attributes.get("src"))
            if urlsplit(url).netloc == "host.example":
                wanted.add((file, unquote(urlsplit(url).path)))
    assert len({path for _, path in wanted}) > 40
    assert [(file, path) for file, path in wanted if not path.startswith(PREFIX) or path.count(PREFIX) > 1] == []
    assert [(file, path) for file, path in wanted if not on_disk(nested, path.removeprefix(PREFIX)).is_file()] == []


def on_disk(site: Made, path: str) -> Path:
    """The file that a plain server gives."""
    return site.folder / (f"{path}index.html" if not path or path.endswith("/") else path)


@pytest.mark.parametrize("depth", ["no", "no/such/page/", "articles/a/no/such/page/at/all"])
def test_the_page_for_lost_addresses_has_its_look_at_any_depth(
    nested: Made, serve_folder: Callable[..., str], depth: str
) -> None:
    start = serve_folder(nested.folder, PREFIX)
    status, page = answer(start + depth)
    assert (status, LexborHTMLParser(page).css_first("h1").text()) == (404, "Page not found")
    parts = LexborHTMLParser(page).css('link[rel=stylesheet], link[rel=icon], script[src], a[href]:not([href^="#"])')
    urls = {urljoin(start + depth, one.attributes.get("href") or one.attributes.get("src")) for one in parts}
    assert len(urls) > 8
    assert [url for url in urls if not url.startswith(start) or answer(url)[0] != 200] == []


def test_the_files_of_the_search_and_what_it_finds_are_below_the_sub_path(
    nested: Made, serve_folder: Callable[..., str]
) -> None:
    """`test_search_page.py` follows a result in a browser."""
    start = serve_folder(nested.folder, PREFIX)
    search = nested.one("people/zoë-lund/", 'nav a[href$="search/"]').attributes["href"] or ""
    page = urljoin(f"{start}people/zo%C3%AB-lund/", search)
    assert page == f"{start}search/"
    files = ("pagefind.js", "languages.json", "en/pagefind-entry.json")
    assert [answer(urljoin(page, f"pagefind/{name}"))[0] for name in files] == [200, 200, 200]
    found = set(re.findall(rb'"id": ?"((?:articles|people)/[^"#]*)', nested.everything()))
    assert {unquote(url.decode()) for url in found} >= {"articles/a/", "articles/b/", "people/zoë-lund/"}
    assert [url for url in found if answer(start + url.decode())[0] != 200] == []


def test_a_page_renamed_round_a_circle_is_one_page_and_each_old_address_one_hop_away(tmp_path: Path) -> None:
    site = made(tmp_path, {"seeds/x.txt": "Words.", "content/topics/t.yaml": "id: a\nname: T\nformerly: [a, b, c]\n"})
    assert site.told == []
    assert site.words("topics/a/", "h1") == ["T"]
    for old in ("b", "c"):
        refresh = site.one(f"topics/{old}/", 'meta[http-equiv="refresh"]').attributes["content"]
        assert refresh == "0; url=../../topics/a/"
