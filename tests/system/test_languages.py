"""Languages in pages: words of an article say theirs wherever they stand, names are kept apart, no line jumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from support.archives import write
from support.built_sites import Made, clean, made
from support.golden import tree
from support.multilingual_archive import TEXTS, Text, mixed

from sitegen.core import language_tags
from sitegen.core.language_tags import direction, language_if_other
from sitegen.text.prose.html_text import isolate_beside

FIRST_STRONG, END = "\u2068", "\u2069"


@pytest.fixture(scope="module", params=["en", "ar"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Made]:
    """The language of a mixed archive, and its site with the page for editors."""
    root = tmp_path_factory.mktemp("mixed")
    return request.param, made(root, mixed(request.param), keep_going=True, drafts=True)


def pages(site: Made) -> Iterator[tuple[str, LexborHTMLParser]]:
    for path in sorted(site.folder.rglob("*.html")):
        yield path.relative_to(site.folder).as_posix(), LexborHTMLParser(path.read_text(encoding="utf-8"))


def text_nodes(parser: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """What readers see, each piece with the element that it is in; not what is copied for programs."""
    assert parser.body
    for node in parser.body.traverse(include_text=True):
        piece = (node.text_content or "").strip() if node.tag == "-text" else ""
        places = list(around(node))
        if piece and not any(one.tag in ("script", "svg") or is_for_programs(one) for one in places):
            yield places[1], piece


def is_for_programs(node: LexborNode) -> bool:
    """BibTeX and CSL-JSON."""
    return node.tag == "pre" and not node.css("bdi")


def around(node: LexborNode) -> Iterator[LexborNode]:
    """The element and all that it is in."""
    inside: LexborNode | None = node
    while inside is not None:
        yield inside
        inside = inside.parent


def nearest(node: LexborNode, attribute: str) -> str:
    return next(one.attributes[attribute] or "" for one in around(node) if attribute in (one.attributes or {}))


def of_unknown_language(text: Text) -> tuple[str, ...]:
    return text.person, text.publisher, text.role, text.source, text.quote


def words_of(text: Text) -> tuple[str, ...]:
    return text.title, text.heading, text.said, text.named


def is_of_an_article(piece: str, text: Text) -> bool:
    """Whether it can be nothing but words of this article: its sentences are cut where names and passages begin."""
    is_name = any(piece in other or other in piece for other in of_unknown_language(text))
    has_letters = sum(map(str.isalpha, piece)) > 3 and piece != "Harbour Works (HW)"
    return has_letters and not is_name and any(piece in words for words in words_of(text))


def test_words_of_an_article_say_their_language_and_run_its_way_on_every_page(site: tuple[str, Made]) -> None:
    _, built = site
    assert built.is_done
    seen: dict[str, set[str]] = {}
    for path, parser in pages(built):
        for node, piece in text_nodes(parser):
            for key, text in TEXTS.items():
                if is_of_an_article(piece, text):
                    assert (nearest(node, "lang"), nearest(node, "dir")) == (
                        text.language, direction(text.language),
                    ), (path, piece)  # fmt: skip
                    seen.setdefault(key, set()).add(path.partition("/")[0])
    kinds = {"articles", "claims", "index.html", "notes", "organizations", "people", "timeline", "topics"}
    with_works = {key for key, text in TEXTS.items() if "Harbour Works" in text.named}
    for key in TEXTS:
        assert seen[key] >= (kinds if key in with_works else kinds - {"organizations"}), key
    assert "editors" in seen["ar-bridge"]


def test_no_page_says_of_a_part_what_it_says_of_itself(site: tuple[str, Made]) -> None:
    own, built = site
    for path, parser in pages(built):
        assert [node.attributes["lang"] for node in parser.css("html")] == [own], path
        assert not [node.html for node in parser.css("html [lang]") if node.attributes["lang"] == own], path


def test_names_and_all_words_of_unknown_language_are_kept_apart(site: tuple[str, Made]) -> None:
    _, built = site
    unknown = {words for text in TEXTS.values() for words in of_unknown_language(text)} | {"Harbour Works (HW)"}
    in_texts = {"text", "hit"}
    seen = set()
    for path, parser in pages(built):
        for node, piece in text_nodes(parser):
            places = list(around(node))
            if any(in_texts & set((one.attributes.get("class") or "").split()) for one in places if one.attributes):
                continue  # a sentence of an article
            for words in unknown & {piece}:
                assert any(one.tag == "bdi" or "dir" in one.attributes for one in places if one.tag != "html"), (
                    path, words,
                )  # fmt: skip
                seen.add(words)
    assert seen == unknown


def test_what_the_head_of_a_page_tells_says_its_language_too(site: tuple[str, Made]) -> None:
    own, built = site
    for key, text in TEXTS.items():
        said = {} if text.language == own else {"lang": text.language, "dir": direction(text.language)}
        for url in (f"articles/{key}/", f"articles/old-{key}/"):
            head = built.page(url)
            for selector in ("title", 'meta[property="og:title"]'):
                (node,) = head.css(selector)
                assert {name: node.attributes[name] for name in ("lang", "dir") if name in node.attributes} == said, url
            (place,) = head.css('meta[property="og:locale"]')
            assert place.attributes["content"] == text.language
        (lead,) = built.page(f"articles/{key}/").css('meta[name="description"]')
        assert ("lang" in lead.attributes) == bool(said)
    assert built.one("articles/gone/", "h1").attributes == {"lang": "fr", "dir": "ltr"}


def test_a_summary_is_in_the_language_of_the_archive(tmp_path: Path) -> None:
    record = "seed: a.txt\nlanguage: fr\nsummary: A bridge.\ndate: 2024\n"
    files = {"seeds/a.txt": "Le pont\n\nIl est ouvert.\n", "content/articles/a.yaml": record}
    files["content/site.yaml"] = "base_url: https://example.org/\n"
    built = made(tmp_path, files)
    assert "lang" not in built.one("articles/", ".lead").attributes
    assert "lang" not in built.one("articles/a/", 'meta[name="description"]').attributes
    assert '<div lang="en" dir="ltr"><p>A bridge.</p></div>' in unescape(built.text("feed.xml"))


def test_feeds_say_the_language_of_each_entry_and_of_its_words(site: tuple[str, Made]) -> None:
    own, built = site
    entry = r'<entry xml:lang="(\w+)">\n<title>([^<]*)</title>.*?<content[^>]*>([^<]*)<'
    entries = re.findall(entry, built.text("feed.xml"), re.DOTALL)
    assert len(entries) == len(TEXTS)
    for language, title, content in entries:
        (text,) = (text for text in TEXTS.values() if text.title == title)
        assert language == text.language
        attributes = "" if language == own else f' lang="{language}" dir="{direction(language)}"'
        assert unescape(content) == f"<p{attributes}>{text.said}</p>"


@pytest.mark.parametrize("written", ["content/articles/fr-bridge.yaml", "seeds/fr-bridge.md"])
def test_a_change_of_language_reaches_all_other_pages(tmp_path: Path, written: str) -> None:
    root = write(tmp_path / "root", mixed("en"))
    if written.startswith("seeds"):
        record, seed = root / "content/articles/fr-bridge.yaml", root / written
        seed.write_text(f"---\n{record.read_text().partition(chr(10))[2]}---\n{seed.read_text()}")
        record.unlink()
    assert made(root, {}, keep_going=True).is_done
    path = root / written
    path.write_text(path.read_text(encoding="utf-8").replace("language: fr", "language: he"), encoding="utf-8")
    built = made(root, {}, keep_going=True)
    assert 'lang="he"' in built.text("people/p-fr-bridge/index.html")
    assert tree(built.folder) == clean(tmp_path / "clean", root, keep_going=True)


@pytest.mark.parametrize(
    ("words", "language", "shown"),
    [
        ("Mayor", "en", "Mayor"),
        ("Maire é", "en", "Maire é"),
        ("مهندس", "en", f"{FIRST_STRONG}مهندس{END}"),
        ("Mayor", "ar", f"{FIRST_STRONG}Mayor{END}"),
        ("مهندس", "ar", "مهندس"),
        ("2010", "ar", "2010"),
        ("a\u202eb", "en", f"{FIRST_STRONG}a\u202eb{END}"),
    ],
)
def test_a_piece_of_a_plain_line_is_isolated_where_it_runs_against_it(words: str, language: str, shown: str) -> None:
    assert isolate_beside(words, language) == shown


def test_a_language_need_not_be_said_again_in_other_letters() -> None:
    assert [language_if_other(*pair) for pair in (("EN", "en"), ("", "en"), ("en-GB", "en"), ("ar", "en"))] == [
        "", "", "en-GB", "ar",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("German", 'did you mean "de"?'),
        ("Deutsch", 'did you mean "de"?'),
        ("العربية", 'did you mean "ar"?'),
        ("gr", 'did you mean "el"?'),
        ("jp", 'did you mean "ja"?'),
        ("en_US", 'did you mean "en-US"?'),
        ("deu", 'did you mean "de"?'),
        ("ger", 'did you mean "de"?'),
        ("en-UK", 'did you mean "en-GB"?'),
        ("Latinish", "write one such as en, de or pt-BR"),
        ("en-Latin-x", "write one such as en, de or pt-BR"),
    ],
)
@pytest.mark.parametrize("file", ["content/site.yaml", "content/articles/a.yaml"])
def test_a_language_that_is_none_is_told_with_the_one_that_was_meant(
    tmp_path: Path, file: str, written: str, hint: str
) -> None:
    seed = "seed: a.txt\n" if "articles" in file else ""
    built = made(tmp_path, {"seeds/a.txt": "A\n\nB.\n", file: f"{seed}language: {written}\n"})
    assert not built.is_done
    assert built.told[0].endswith(f'error[bad-value]: "{written}" is no language tag')
    assert built.hints == [hint]


@pytest.mark.parametrize(
    "tag", ["en", "EN-gb", "zh-Hant-TW", "de-DE-1996", "sgn", "und", "mul", "cmn", "x-own", "tlh", "ca-valencia"]
)
def test_each_registered_tag_is_a_language(tag: str) -> None:
    assert language_tags.is_known(tag)
