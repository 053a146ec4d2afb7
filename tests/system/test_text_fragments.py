"""Links to words of an own page, `#:~:text=`: told where a browser would not find the words, never where it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_sites import Made, clean, made
from support.golden import tree
from support.text_fragments import CLAIM, FOUND, SEED, fragment

from sitegen.output.link_check.text_fragments import PageWords, text_directives

FILES = {"seeds/a.md": SEED, "content/claims/c.yaml": CLAIM}

MISSING = [
    "Cafe is", "safe, said", "won't open - ever", "rent controlled", "flats. Second", "Second,flats", "left right",
    "one line", "x-,bridge", "5.4 percent", "4 percent", "percen", "a,b,c,d,e", "-,x", "nowhere", "bridge is,-far", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> PageWords:
    return PageWords(made(tmp_path_factory.mktemp("site"), FILES).text("articles/a/index.html"))


def has(page: PageWords, words: str) -> bool:
    ((_, wanted),) = text_directives(fragment(words))
    return wanted is not None and page.has(wanted)


@pytest.mark.parametrize("words", FOUND)
def test_words_that_a_browser_finds_count_as_found(page: PageWords, words: str) -> None:
    assert has(page, words)


@pytest.mark.parametrize("words", MISSING)
def test_words_that_no_browser_finds_are_missing(page: PageWords, words: str) -> None:
    assert not has(page, words)


def test_what_nobody_sees_is_not_found_and_what_stands_in_a_line_is() -> None:
    page = PageWords(
        "<head><title>Title</title></head><body><script>var words</script><p>One <span hidden>secret <b>x</b></span>two"
        "<br>three <mark>fo</mark>ur</p><textarea>typed</textarea>"
    )
    found = [words for words in ("Title", "var", "secret", "One two", "two three", "four", "typed") if has(page, words)]
    assert found == ["One two", "four"]
    assert not has(PageWords(""), "x")


def test_other_directives_and_several_are_read() -> None:
    assert [written for written, _ in text_directives("text=a%20b&text=c%2Cd,e&selector=x&text")] == [
        "a b",
        "c,d,e",
        "",
    ]


def told(site: Made) -> list[str]:
    return [one for one in site.told if "dead-link" in one]


def missing(page: str, target: str, words: str) -> str:
    return f'{page}index.html: warning[dead-link]: the page links to words of "{target}" that are not there: "{words}"'


def test_links_from_all_that_authors_write_are_told_with_the_words(tmp_path: Path) -> None:
    links = {
        "seeds/b.md": "# B\n\n[x](a.md#:~:text=unsafe), [w](a.md#:~:text=safe) and [y](#:~:text=and%20y&text=gone).\n",
        "content/notes/n.yaml": (
            "title: N\nbody: '[one](articles/a/#:~:text=the%20first%20mayor) [two](articles/a/#:~:text=a%20last)'\n"
        ),
        "content/pages/p.md": (
            "---\ntitle: P\n---\n[three](articles/a/#:~:text=percent&text=per%20cent) [four](#:~:text=three)\n"
        ),
    }
    assert told(made(tmp_path, {**FILES, **links})) == [
        missing("articles/b/", "articles/a/", "safe"),
        missing("articles/b/", "articles/b/", "gone"),
        missing("notes/n/", "articles/a/", "a last"),
        missing("p/", "articles/a/", "per cent"),
    ]


def test_an_edit_that_takes_the_words_away_is_told_and_gives_the_site_of_a_clean_build(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    page = "---\ntitle: P\n---\n[three](articles/a/#:~:text=Second%20paragraph)\n"
    assert told(made(root, {**FILES, "content/pages/p.md": page})) == []
    later = made(root, {"seeds/a.md": SEED.replace("Second paragraph", "Other part")})
    assert told(later) == [missing("p/", "articles/a/", "Second paragraph")]
    assert tree(later.folder) == clean(tmp_path / "clean", root)
    assert told(made(root, {})) == told(later)
    mended = made(root, {"seeds/a.md": SEED.replace("Second paragraph", "A second paragraph")})
    assert told(mended) == []


def test_a_link_that_comes_with_an_edit_is_looked_at(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    made(root, {**FILES, "seeds/b.md": "# B\n\nWords.\n\nOther words.\n"})
    later = made(root, {"seeds/b.md": "# B\n\nWords.\n\nOther [words](#:~:text=nowhere).\n"})
    assert told(later) == [missing("articles/b/", "articles/b/", "nowhere")]
    assert tree(later.folder) == clean(tmp_path / "clean", root)
