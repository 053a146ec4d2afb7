"""`noindex`: which pages ask search engines not to list them, and what a sitemap has then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.archives import write

Cli = Callable[..., CompletedProcess[str]]
ASKED = '<meta name="robots" content="noindex">'
RECORDS = {
    "articles": ("articles/a/", "content/articles/a.yaml", "seed: a.txt\ndate: 2024-01-01\n"),
    "people": ("people/ana/", "content/actors/ana.yaml", "name: Ana Reyes\n"),
    "topics": ("topics/t/", "content/topics/t.yaml", "name: T\n"),
    "claims": ("claims/c/", "content/claims/c.yaml", "claim: C.\narticle: a\nspeaker: ana\ntopics: t\n"),
    "notes": ("notes/n/", "content/notes/n.yaml", "title: N\narticle: a\nbody: W.\n"),
    "page": ("about/", "content/pages/about.md", "---\ntitle: About\n---\nWords.\n"),
}
SITE = "title: T\nbase_url: https://example.org/\n"


def archive(root: Path, unlisted: str = "", site: str = SITE) -> Path:
    files = {"seeds/a.txt": "A\n\nAna Reyes spoke.\n", "content/site.yaml": site}
    for kind, (_, path, text) in RECORDS.items():
        mark = "noindex: true\n" if kind == unlisted else ""
        files[path] = text.replace("---\n", f"---\n{mark}", 1) if path.endswith(".md") else mark + text
    return write(root, files)


def asking(root: Path) -> set[str]:
    """The addresses of pages that ask not to be listed, but for stand-ins."""
    pages = (root / "public").rglob("index.html")
    return {
        path.parent.relative_to(root / "public").as_posix() + "/"
        for path in pages
        if ASKED in path.read_text(encoding="utf-8")
    }


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_asks_for_itself_alone(run_cli: Cli, tmp_path: Path, kind: str) -> None:
    root = archive(tmp_path)
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    before = (root / "public/sitemap.xml").read_text(encoding="utf-8")
    assert asking(root) == set()
    archive(tmp_path, kind)
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    url = RECORDS[kind][0]
    assert asking(root) == {url}
    gone = [line for line in before.split("<url>") if f"<loc>https://example.org/{url}</loc>" in line]
    assert len(gone) == 1
    assert url not in (root / "public/sitemap.xml").read_text(encoding="utf-8")
    archive(tmp_path)
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    assert (root / "public/sitemap.xml").read_text(encoding="utf-8") == before


def test_a_site_asks_on_every_page_and_has_no_sitemap(run_cli: Cli, tmp_path: Path) -> None:
    root = archive(tmp_path, site=f"{SITE}noindex: yes\n")
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    pages = [path for path in (root / "public").rglob("*.html") if ASKED not in path.read_text(encoding="utf-8")]
    assert pages == []
    assert not (root / "public/sitemap.xml").exists()
    assert (root / "public/robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert (root / "public/feed.xml").exists()


def test_what_is_neither_yes_nor_no_is_told(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("check", "--root", archive(tmp_path, site=f"{SITE}noindex: maybe\n"))
    assert 'content/site.yaml:3:10: error[bad-value]: yes or no is asked for, and this is "maybe"' in done.stderr
    assert "hint: write true or false" in done.stderr
