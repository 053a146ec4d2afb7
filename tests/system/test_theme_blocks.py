"""Blocks of the packaged theme: what an author's own `base.html` puts into them is on every page of a build."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes
from support.built_sites import Made, made
from support.checkout import ROOT

from sitegen.files.source_files import packaged_theme
from sitegen.output.render import TEMPLATES

THEME = packaged_theme()
REPLACED = {"main"}
"""What each kind of page fills with its own; docs/theming.md says so."""


def blocks_of(name: str) -> Iterator[nodes.Block]:
    """The blocks that a packaged template defines."""
    source = (THEME / name).read_text(encoding="utf-8")
    yield from Environment().parse(source).find_all(nodes.Block)


def calls_super(block: nodes.Block) -> bool:
    calls = block.find_all(nodes.Call)
    return any(isinstance(call.node, nodes.Name) and call.node.name == "super" for call in calls)


FRAME = sorted(block.name for block in blocks_of("base.html"))
KEPT = [name for name in FRAME if name not in REPLACED]

MARK = "[{block}:{{{{ page.__class__.__name__ }}}}]"
IN_EACH_BLOCK = {
    name: f"{{% block {name} %}}{{{{ super() }}}}{MARK.format(block=name)}{{% endblock %}}" for name in FRAME
}

SEEDS = {f"seeds/a{number}.txt": f"Title {number}\n\nAna Reyes spoke of bridge {number}.\n" for number in range(1, 7)}
RECORDS = {
    "content/site.yaml": "title: Blocks\nper_page: 2\nbase_url: https://example.org/blocks/\n",
    "content/articles/gone.yaml": "seed: a4.txt\nstatus: withdrawn\n",
    "content/articles/dated.yaml": "seed: a1.txt\ndate: 2024-01-02\ntopics: [traffic]\nsummary: In short.\n",
    "content/actors/all.yaml": (
        "- {id: ana, name: Ana Reyes, formerly: [a-reyes]}\n"
        "- {id: luis, name: Luis Holt}\n- {id: mia, name: Mia Berg}\n- {id: ivo, name: Ivo Lund}\n"
        "- {id: council, name: Town Council, kind: organization}\n- {id: harbour, name: Harbour, kind: place}\n"
    ),
    "content/topics/all.yaml": "".join(
        f"- {{id: {name}, name: {name}}}\n" for name in ("traffic", "piers", "trams", "cars")
    ),
    "content/claims/all.yaml": "".join(
        f"- {{id: c{number}, claim: Bridge {number} stands., article: a2, quote: bridge 2, topics: [traffic],"
        f" date: 2024-0{number}-01, verdict: 'true', status: {status}}}\n"
        for number, status in enumerate(("published", "published", "published", "draft", "withdrawn"), 1)
    ),
    "content/notes/all.yaml": "".join(
        f"- {{id: n{number}, title: Note {number}, body: Words., article: a3, quote: bridge 3}}\n"
        for number in range(1, 5)
    ),
    "content/pages/method.md": "---\ntitle: Method\n---\nHow it is done.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A site with every kind of page, some of several pages, whose archive puts a mark into each block."""
    frame = '{% extends "sitegen:base.html" %}' + "".join(IN_EACH_BLOCK.values())
    files = SEEDS | RECORDS | {"templates/base.html": frame}
    site = made(tmp_path_factory.mktemp("blocks"), files, drafts=True, search=True)
    assert site.is_done, site.told
    return site


@pytest.fixture(scope="module")
def marks(site: Made) -> dict[str, Counter[tuple[str, str]]]:
    """Of each page the blocks whose mark it has, and the kind of page."""
    found = re.compile(r"\[(\w+):(\w+)\]")
    pages = sorted(site.folder.rglob("*.html"))
    return {str(page.relative_to(site.folder)): Counter(found.findall(page.read_text("utf-8"))) for page in pages}


def test_the_site_has_every_kind_of_page_and_lists_of_several_pages(marks: dict[str, Counter[tuple[str, str]]]) -> None:
    assert {kind for found in marks.values() for _, kind in found} == {kind.__name__ for kind in TEMPLATES}
    assert {name.partition("/")[0] for name in marks if "/from/" in name} >= {
        "articles", "people", "topics", "claims", "notes", "timeline",
    }  # fmt: skip
    assert "claims/verdict/true/index.html" in marks


@pytest.mark.parametrize("block", KEPT)
def test_what_an_archive_s_own_frame_puts_into_a_block_is_on_every_page_once(
    marks: dict[str, Counter[tuple[str, str]]], block: str
) -> None:
    times = {name: sum(n for (where, _), n in found.items() if where == block) for name, found in marks.items()}
    assert {name: n for name, n in times.items() if n != 1} == {}


@pytest.mark.parametrize("name", sorted(path.name for path in THEME.glob("*.html")))
def test_a_packaged_template_keeps_what_stands_in_the_blocks_that_it_fills(name: str) -> None:
    source = (THEME / name).read_text(encoding="utf-8")
    if "{% extends" not in source:
        return
    assert [one.name for one in blocks_of(name) if one.name not in REPLACED and not calls_super(one)] == []
    assert {one.name for one in blocks_of(name)} <= set(FRAME)


def test_the_docs_say_of_each_block_whether_it_is_kept() -> None:
    text = (ROOT / "docs/theming.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (kept|replaced)\b", text, re.MULTILINE))
    assert rows == {name: "replaced" if name in REPLACED else "kept" for name in FRAME}
