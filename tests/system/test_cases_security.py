"""Words and files that broke into other tools' sites, or out of them, as whole small archives."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.archives import write
from support.built_sites import Made, made
from support.golden import tree
from support.incremental_archive import quick_builds

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
BASE = "https://host.example/archive/"
SVG = "Rates </title><svg onload=alert(1)>"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def everywhere(words: str) -> dict[str, str]:
    """An archive that says this in every field which takes words."""
    text = json.dumps(words)
    return {
        "content/site.yaml": (
            f"title: {text}\ndescription: {text}\nbase_url: {BASE}\npublisher: {{name: {text}}}\nfooter: {text}\n"
            f"verdicts: [{{id: v, label: {text}, definition: {text}, tone: mixed, rating: 1/2}}]\n"
            f"navigation: [{{label: {text}, url: articles/}}]\n"
        ),
        "content/actors/e.yaml": (
            f"name: {text}\nsort_name: {text}\nsummary: {text}\nbody: {text}\nsources: [{{title: {text}}}]\n"
            f"roles: [{{title: {text}, from: 2001}}]\nrelated: [{{actor: f, relation: {text}}}]\n"
        ),
        "content/actors/f.yaml": "name: Fact Desk\nkind: organization\n",
        "content/claims/c.yaml": (
            f"claim: {text}\nspeaker: e\nreviewed_by: {text}\nverdict: v\narticle: a\nquote: Words\ntopics: {text}\n"
            f"review: {text}\nsources: [{{title: {text}, publisher: {text}, quote: {text}}}]\ndate: 2024\n"
            f"history: [{{date: 2024, verdict: v, why: {text}}}]\n"
        ),
        "content/notes/n.yaml": f"title: {text}\nbody: {text}\narticle: a\nquote: Words\n",
        "content/pages/p.md": f"---\ntitle: {text}\nsummary: {text}\n---\n{words}\n",
        "seeds/a.md": (
            f"---\ntitle: {text}\ndate: 2024\npublisher: {text}\nauthors: {text}\nrights: {text}\ntopics: {text}\n"
            f"summary: {text}\nactors: [e]\n---\nWords.\n"
        ),
        "seeds/b.txt": f"{words}\n\n{words}\n",
    }


def html_of(site: Made) -> dict[str, LexborHTMLParser]:
    """Every page, parsed."""
    pages = {path: data.decode() for path, data in tree(site.folder).items() if path.endswith(".html")}
    return {path: LexborHTMLParser(text) for path, text in pages.items()}


def test_words_that_look_like_markup_are_words_in_every_field_of_every_page(tmp_path: Path) -> None:
    """Those in the results of a search are in `test_search_page.py`."""
    site = made(tmp_path, everywhere(SVG))
    assert site.told == []
    pages = html_of(site)
    assert len(pages) > 15
    for path, page in pages.items():
        assert page.css("[onload]") == [], path
        assert page.css_first("title").text().endswith(SVG), path
    for url in ("articles/a/", "people/e/", "claims/c/", "notes/n/", "p/"):
        assert site.words(url, "h1") == [SVG], url
    shown = {node.attributes.get("content") for node in pages["articles/a/index.html"].css("meta")}
    assert SVG in shown
    feed = ElementTree.fromstring(site.text("feed.xml"))
    assert [one.text for one in feed.findall("a:entry/a:title", ATOM)] == [SVG]
    assert json.loads(site.text("feed.json"))["items"][0]["title"] == SVG
    assert site.linked_data("claims/c/")["ClaimReview"]["claimReviewed"] == SVG


HOLDINGS = "A & B <Holdings>"


@pytest.mark.parametrize("name", [HOLDINGS, "&amp; &lt;b&gt; &#60;", "\"quoted\" 'twice'"])
def test_a_name_is_escaped_once_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    site = made(tmp_path, {
        "content/site.yaml": f"base_url: {BASE}\n",
        "content/actors/e.yaml": f"name: {json.dumps(name)}\nkind: organization\n",
        "content/topics/t.yaml": f"name: {json.dumps(name)}\n",
        "content/articles/a.yaml": f"seed: a.md\ntitle: {json.dumps(name)}\n",
        "seeds/a.md": "---\ndate: 2024\nactors: e\ntopics: t\n---\nWords.\n",
    })  # fmt: skip
    assert site.told == []
    for url in ("organizations/e/", "topics/t/", "articles/a/"):
        assert site.words(url, "h1") == [name], url
    assert name in site.words("organizations/", "main")[0]
    assert ElementTree.fromstring(site.text("topics/t/feed.xml")).findtext("a:entry/a:title", "", ATOM) == name
    ElementTree.fromstring(site.text("sitemap.xml"))
    if name == HOLDINGS:
        assert "<h1><bdi>A &amp; B &lt;Holdings&gt;</bdi></h1>" in site.text("organizations/e/index.html")
        assert "<title>A &amp; B &lt;Holdings&gt;</title>" in site.text("topics/t/feed.xml")


SCRIPT_LINKS = (
    "[v](javascript:alert(1)) [w](JaVaScRiPt:alert(1)) <javascript:alert(1)> [x](data:text/html,<script>) "
    "[y](vbscript:x) ![i](javascript:alert(1))"
)


def test_no_link_that_runs_comes_out_of_markdown(tmp_path: Path) -> None:
    site = made(tmp_path, {
        "seeds/a.md": f"{SCRIPT_LINKS} [z](java&#10;script:alert(1))",
        "content/actors/e.yaml": f"name: E\nsummary: {json.dumps(SCRIPT_LINKS)}\nbody: {json.dumps(SCRIPT_LINKS)}\n",
        "content/pages/p.md": f"---\ntitle: P\n---\n{SCRIPT_LINKS}\n",
    })  # fmt: skip
    assert site.is_done
    for path, page in html_of(site).items():
        found = [node.attributes.get(name) or "" for name in ("href", "src") for node in page.css(f"[{name}]")]
        assert [one for one in found if "script:" in one.lower() or one.lower().startswith("data:")] == [], path


def test_an_address_that_runs_is_refused_in_every_field_that_takes_one(tmp_path: Path) -> None:
    script, data = "javascript:alert(1)", "data:text/html,<script>"
    site = made(tmp_path, {
        "seeds/a.md": f'---\nurl: {script}\narchived_url: "{data}"\n---\nW.',
        "content/actors/e.yaml": f"name: E\nsame_as: {script}\n",
        "content/site.yaml": f"navigation: [{{label: X, url: '{script}'}}]\npublisher: {{name: P, url: '{script}'}}\n",
        "content/claims/c.yaml": f"claim: C\nsources: [{{title: S, url: '{data}', archived_url: '{script}'}}]\n",
    })  # fmt: skip
    assert not site.is_done
    assert site.told == [
        f'content/actors/e.yaml:2:10: error[bad-url]: "{script}" is no web address',
        f'content/claims/c.yaml:2:27: error[bad-url]: "{data}" is no web address',
        f'content/claims/c.yaml:2:68: error[bad-url]: "{script}" is no web address',
        f'content/site.yaml:1:30: error[bad-url]: "{script}" leads nowhere',
        f'content/site.yaml:2:27: error[bad-url]: "{script}" is no web address',
        f'seeds/a.md:2:6: warning[unread-value]: "{script}" is no web address, so it is not read',
        f'seeds/a.md:3:15: warning[unread-value]: "{data}" is no web address, so it is not read',
    ]


@pytest.mark.parametrize(("name", "told"), [("a.md", "seeds/a.md:3: warning[markup-as-text]"), ("a.txt", "")])
def test_html_in_a_text_is_shown_and_runs_nowhere(tmp_path: Path, name: str, told: str) -> None:
    image, script = "<img src=x onerror=alert(1)>", "<script>alert(1)</script>"
    site = made(tmp_path, {f"seeds/{name}": f"A title\n\nBefore {image}\n\n{script}\n"})
    page = site.page("articles/a/")
    assert page.css("[onerror], main img, main script") == []
    assert site.words("articles/a/", ".text p")[-2:] == [f"Before {image}", script]
    assert "\n".join(line.rpartition(": ")[0] for line in site.told) == told


TEMPLATE = "Use {{ 7*7 }} and {% for x in y %} and {# note #}"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_looks_like_a_template_is_shown_as_it_stands(tmp_path: Path, name: str) -> None:
    claim = f"claim: {json.dumps(TEMPLATE)}\narticle: a\nquote: {json.dumps(TEMPLATE)}\n"
    site = made(tmp_path, {f"seeds/{name}": f"A title\n\n{TEMPLATE}\n", "content/claims/c.yaml": claim})
    assert [one for one in site.told if "note[template-call]" not in one] == []
    assert site.words("articles/a/", ".text p")[-1] == TEMPLATE
    assert "".join(node.text() for node in site.page("articles/a/").css("mark")) == TEMPLATE
    assert site.words("claims/c/", "h1") == [TEMPLATE]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_no_link_out_of_the_archive_is_followed_and_each_is_named(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text("Nobody may read this.", encoding="utf-8")
    links = {
        "seeds/leak.md": "outside/secret.md",
        "content/media/leak.svg": "outside/secret.md",
        "content/actors/leak": "outside",
        "templates/static/x": "outside",
    }
    for link, target in links.items():
        (tmp_path / "archive" / link).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "archive" / link).symlink_to(tmp_path / target)
    site = made(tmp_path / "archive", {"seeds/a.txt": "Words."})
    assert not site.is_done
    assert sorted(line.partition(": ")[0] for line in site.told) == sorted(links)
    assert {line.split(": ")[1] for line in site.told} == {"error[outside-link]"}


OUTSIDE = ["../../evil", "%2e%2e%2fevil", "/tmp/evil", "a\\0b", "..", "a/b"]
NEEDED = {
    "actors": "name: N",
    "articles": "seed: a.txt",
    "claims": "claim: C.",
    "notes": "title: T\nbody: B.",
    "topics": "name: N",
}


@pytest.mark.parametrize("identifier", OUTSIDE)
@pytest.mark.parametrize("kind", NEEDED)
def test_an_id_that_leads_out_of_the_site_is_refused(tmp_path: Path, kind: str, identifier: str) -> None:
    record = f'id: "{identifier}"\n{NEEDED[kind]}\n'
    root = write(tmp_path / "archive", {"seeds/a.txt": "Words.", f"content/{kind}/x.yaml": record})
    before = sorted(tmp_path.rglob("*"))
    site = made(root, {})
    assert [line.partition(": ")[2].partition(":")[0] for line in site.told] == ["error[bad-id]"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_tag_in_yaml_is_told_and_runs_nothing(tmp_path: Path) -> None:
    pwned = tmp_path / "pwned"
    tag = f"name: !!python/object/apply:os.system ['touch {pwned}']\n"
    site = made(tmp_path / "archive", {"seeds/a.txt": "Words.", "content/actors/x.yaml": tag})
    assert (site.is_done, pwned.exists()) == (False, False)
    (told,) = site.told
    assert told.startswith("content/actors/x.yaml:1:7: error[yaml-")


# --- entities in front matter


def test_entities_of_titles_are_words_and_never_markup(tmp_path: Path) -> None:
    front = (
        "title: '&lt;script&gt;canary(1)&lt;/script&gt; &quot;&#x3e;'\nauthors: '&lt;img src=x onerror=canary(1)&gt;'"
    )
    site = made(tmp_path, {"seeds/a.md": f"---\n{front}\n---\n\nWords.\n"})
    assert site.words("articles/a/", "h1") == ['<script>canary(1)</script> ">']
    assert site.page("articles/a/").css("img, script:not([src]):not([type])") == []
    assert "<script>canary" not in site.text("articles/a/index.html")
