"""Links from one seed to another lead to the archive's page, which says by which articles it is linked."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_sites import Made, clean, made
from support.golden import tree
from support.incremental_archive import quick_builds

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

VOTE = {
    "seeds/2024/Bridge Vote.txt": "Council votes\n\nIt voted.\n",
    "content/articles/vote.yaml": (
        "seed: 2024/Bridge Vote.txt\nurl: https://example.org/news/vote/\nformerly: [old-vote]\n"
    ),
}
LETTER = "seeds/2024/letter.md"


def built(root: Path, words: str, **files: str) -> Made:
    more = {
        path.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md"): text for path, text in files.items()
    }
    return made(root, {**VOTE, LETTER: f"# A letter\n\n{words}\n", **more})


def links(site: Made, url: str = "articles/letter/") -> list[tuple[str, str]]:
    """Where the links in an article's own words lead, and their words."""
    return [(str(node.attributes["href"]), node.text()) for node in site.page(url).css(".flow a[href]")]


CALLED = [
    "[it](Bridge%20Vote.txt)", "[it](<Bridge Vote.txt>)", "[it](./Bridge%20Vote.txt#part)",
    "[it](../2024/Bridge%20Vote)",
    "[it](/2024/Bridge%20Vote.txt)", "[it](/seeds/2024/Bridge%20Vote.txt?x)", "[it](Bridge%20Vote.html)",
    "[it](../articles/vote/)", "[it](/articles/vote/index.html)", "[it](../../articles/old-vote)",
    "[[vote|it]]", "[[Vote | it]]", "[[old-vote|it]]", "[[article:vote|it]]", "[[Bridge Vote|it]]",
    "[[2024/Bridge Vote.txt|it]]",
    "[[/2024/Bridge Vote#part|it]]", "[it](https://example.org/news/vote/)", "[it](http://www.Example.org:80/news/vote#x)",
    "<a href='//example.org/news/vote'>it</a>", "[it][1]\n\n[1]: https://example.org/news/vote",
]  # fmt: skip


@pytest.mark.parametrize("words", CALLED)
def test_whatever_an_article_is_called_a_link_leads_to_its_page(tmp_path: Path, words: str) -> None:
    site = built(tmp_path, words, content__site_yaml="raw_html: sanitize\n")
    assert (site.is_done, site.told) == (True, [])
    assert links(site) == [("../../articles/vote/", "it")]
    assert site.words("articles/vote/", ".linked-from li") == ["A letter"]
    assert str(site.one("articles/vote/", ".linked-from a").attributes["href"]) == "../../articles/letter/"


def test_brackets_alone_are_shown_as_what_they_call(tmp_path: Path) -> None:
    site = built(tmp_path, "See [[vote]], and [[Bridge Vote]].\n\n| a |\n|---|\n| [[vote\\|it]] |")
    assert [words for _, words in links(site)] == ["vote", "Bridge Vote", "it"]


@pytest.mark.parametrize(
    "words", ["[[nobody]]", "a[[0]][1]", "[[vote]](x", "![[vote]]", "`[[vote]]`", "[ [vote] ]", "\\[[vote]]"]
)
def test_brackets_that_call_no_article_stand_as_they_were_typed(tmp_path: Path, words: str) -> None:
    site = built(tmp_path, f"See {words} here.")
    assert site.words("articles/letter/", ".flow p") == [f"See {words.strip('`').replace(chr(92), '')} here."]
    assert links(site) == []


def test_what_leads_to_no_article_is_told_as_a_note(tmp_path: Path) -> None:
    site = built(tmp_path, "See [it](nothing.md), [that](../../Bridge%20Vote.txt), [more](https://example.org/news/).")
    assert [(where, words) for where, words in links(site)] == [("https://example.org/news/", "more")]
    assert site.told == [
        f'{LETTER}:3: note[dead-link]: the link "{href}" leads to no article here, and to no address on the web'
        for href in ("../../Bridge%20Vote.txt", "nothing.md")
    ]


def test_an_address_that_two_articles_have_calls_neither(tmp_path: Path) -> None:
    other = "---\nurl: https://example.org/news/vote\n---\n\nX\n"
    site = built(tmp_path, "[it](https://example.org/news/vote)", seeds__other_md=other)
    assert links(site) == [("https://example.org/news/vote", "it")]


def test_an_article_that_links_to_its_own_address_links_there(tmp_path: Path) -> None:
    site = made(tmp_path, {"seeds/a.md": "---\nurl: https://example.org/a\n---\n\n[it](https://example.org/a) [[a]]\n"})
    assert links(site, "articles/a/") == [("https://example.org/a", "it"), ("../../articles/a/", "a")]
    assert site.words("articles/a/", ".linked-from") == []


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_an_article_that_readers_do_not_see_is_linked_by_its_original_address_alone(
    tmp_path: Path, status: str
) -> None:
    words = "[one](Bridge%20Vote.txt), [[vote|two]] and [three](https://example.org/news/vote)."
    hidden = f"{VOTE['content/articles/vote.yaml']}status: {status}\n"
    site = built(tmp_path, words, content__articles__vote_yaml=hidden)
    assert site.words("articles/letter/", ".flow p") == ["one, two and three."]
    assert links(site) == [("https://example.org/news/vote", "three")]
    assert [one.partition(": ")[2] for one in site.told] == [
        f'note[dead-link]: the link "{href}" leads to an article that readers do not see'
        for href in ("Bridge%20Vote.txt", "vote")
    ]
    assert b'id="linked-from"' not in site.everything()


def test_a_draft_says_to_nobody_whom_it_links(tmp_path: Path) -> None:
    draft = "---\ntitle: Quux\nstatus: draft\n---\n\n[[vote]]\n"
    site = built(tmp_path, "Words.", seeds__plan_md=draft)
    assert b"quux" not in site.everything()
    site = made(tmp_path, {}, drafts=True)
    assert site.words("articles/vote/", ".linked-from li") == ["Quux"]


def test_the_words_of_a_seed_are_the_same_in_a_preview(tmp_path: Path) -> None:
    """Else a quote that is found with drafts would be lost without."""
    claim = "claim: So it is.\narticle: letter\nquote: see the vote\n"
    hidden = f"{VOTE['content/articles/vote.yaml']}status: draft\n"
    files = {"content__articles__vote_yaml": hidden, "content__claims__so_yaml": claim}
    assert built(tmp_path, "Please see [[vote|the vote]].", **files).is_done
    assert made(tmp_path, {}, drafts=True).is_done


STEPS: list[dict[str, str]] = [
    {LETTER: "# A letter\n\nSee nothing.\n"},
    {LETTER: "# A letter\n\nSee [[vote]], [[new|it]] and [it](https://example.org/x).\n"},
    {LETTER: "# A letter\n\nSee [[vote]], [[new|it]] and [it](https://example.org/x) anew.\n"},
    {"seeds/other.md": "# Other\n\n[w](2024/letter.md)\n"},
    {"seeds/other.md": "# Other, anew\n\n[w](2024/letter.md)\n"},
    {"seeds/new.txt": "A new one\n\nWords.\n"},
    {"content/articles/new.yaml": "seed: new.txt\nurl: https://example.org/x\n"},
    {"content/articles/new.yaml": "seed: new.txt\nurl: https://example.org/x\nstatus: draft\n"},
    {"content/articles/new.yaml": "seed: new.txt\nid: newer\nformerly: new\n"},
    {"content/articles/vote.yaml": "seed: 2024/Bridge Vote.txt\nstatus: withdrawn\n"},
    {"content/articles/vote.yaml": "seed: 2024/Bridge Vote.txt\nid: ballot\n"},
    {LETTER: "# A letter\n\nSee nothing.\n"},
]


def test_after_every_change_the_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    made(root, VOTE)
    for number, step in enumerate(STEPS):
        site = made(root, step)
        assert site.is_done, site.told
        assert tree(site.folder) == clean(tmp_path / f"clean-{number}", root), step
