"""Addresses: ids from words, URLs, output paths, element ids, and which links are safe."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.core import urls
from sitegen.core.model import ActorKind, AnnotationId, AnnotationKind, Excerpt

BASE = "https://host.test/archive/2020/"
WORDS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aÉ-'’\u0301\u0345Σς王Ꭰ ")))
IDS = WORDS.map(urls.slug_or_hash)


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("Council meets", "council-meets"),
        ("Housing", "housing"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("C#: what now?", "c-what-now"),
        ("  --a -- b--  ", "a-b"),
        ("Zoë Lund", "zoë-lund"),
        ("Zoe\u0308 Lund", "zoë-lund"),
        ("Straße", "strasse"),
        ("王小明", "王小明"),
        ("Иван Петров", "иван-петров"),
        ("हिन्दी", "हिन्दी"),
        ("١٢", "١٢"),
        ("ᎠᏂ", "ꭰꮒ"),
        ("../../evil", "evil"),
        ("%2e%2e%2fevil", "2e-2e-2fevil"),
        ("a\0b", "a-b"),
        ("!!!", ""),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_a_slug_is_letters_of_any_script_digits_and_single_hyphens(words: str, identifier: str) -> None:
    assert urls.slug(words) == identifier


@given(WORDS)
@example("e'\u0301")
@example("Ꭰ")
@example("\u0301-\u0301")
def test_a_slug_is_an_id_and_its_own_slug(words: str) -> None:
    identifier = urls.slug_or_hash(words)
    assert urls.is_id(identifier)
    assert urls.slug(identifier) == identifier
    assert unicodedata.normalize("NFC", identifier) == identifier
    assert len(identifier.encode()) <= urls.MAX_ID_BYTES


@given(WORDS)
def test_two_spellings_of_one_id_have_one_key(words: str) -> None:
    decomposed = unicodedata.normalize("NFD", words)
    assert urls.id_key(decomposed) == urls.id_key(words)
    assert urls.id_key(urls.id_key(words)) == urls.id_key(words)


def test_ids_that_differ_in_case_alone_are_the_same() -> None:
    assert urls.id_key("HOUSING") == urls.id_key("housing")
    assert urls.id_key("STRASSE") == urls.id_key("straße")
    assert urls.id_key("housing") != urls.id_key("houses")


def test_words_without_a_letter_get_names_that_differ_and_stay() -> None:
    assert [urls.slug_or_hash(words) for words in ("!!!", "???", "!!!")] == [
        "x-e84c538e7fe2",
        "x-a03b221c6c6e",
        "x-e84c538e7fe2",
    ]


def test_long_titles_that_differ_at_their_ends_get_short_ids_that_differ() -> None:
    one, other = urls.slug("é" * 300 + "a"), urls.slug("é" * 300 + "b")
    assert (one[:93], len(one.encode())) == ("é" * 93, 199)
    assert one != other


@pytest.mark.parametrize("text", ["a", "0123", "zoë-lund", "王小明", "a--b", "हिन्दी"])
def test_lower_case_letters_digits_and_hyphens_are_an_id(text: str) -> None:
    assert urls.is_id(text)


@pytest.mark.parametrize(
    "text", ["", "-", "A", "a b", "a_b", "a.b", "../x", "%2e%2e", "/tmp/x", "a\0b", "a\n", "c#", "\u0301", "a\u200b"]
)
def test_anything_else_is_none(text: str) -> None:
    assert not urls.is_id(text)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "index.html"),
        ("404.html", "404.html"),
        (urls.article("bridge-vote"), "articles/bridge-vote/index.html"),
        (urls.actor(ActorKind.PERSON, "zoë-lund"), "people/zoë-lund/index.html"),
        (urls.actor(ActorKind.ORGANIZATION, "王"), "organizations/王/index.html"),
        (urls.actor(ActorKind.PLACE, "x"), "places/x/index.html"),
        (urls.topic("x"), "topics/x/index.html"),
        (urls.claim("x"), "claims/x/index.html"),
        (urls.note("x"), "notes/x/index.html"),
        (urls.prose_page("about"), "about/index.html"),
        (urls.section("people"), "people/index.html"),
        (urls.continued(urls.topic("x"), "notes", "y/2"), "topics/x/notes/from/y/2/index.html"),
        (urls.continued(urls.section("notes"), "", "ü"), "notes/from/ü/index.html"),
        (urls.file_url("media/a b#ü.png"), "media/a b#ü.png"),
    ],
)
def test_a_url_leads_to_one_file(url: str, path: str) -> None:
    assert urls.output_path(url) == path


def test_letters_beyond_ascii_are_encoded_once() -> None:
    assert urls.actor(ActorKind.PERSON, "zoë-lund") == "people/zo%C3%AB-lund/"
    assert urls.with_fragment("articles/x/", "claim-zoë.2") == "articles/x/#claim-zo%C3%AB.2"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("", "", "Ash%2DHolt"),
        ("He and his old friend ", " left them there.", "his%20old%20friend-,Ash%2DHolt,-left%20them%20there."),
        ("“", ", they say", "%E2%80%9C-,Ash%2DHolt,-%2C%20they%20say"),
        ("…friend ", " left…", "Ash%2DHolt"),
    ],
)
def test_words_are_found_between_their_neighbours(before: str, after: str, text: str) -> None:
    assert urls.with_words("articles/x/", Excerpt(before, "Ash-Holt", after)) == f"articles/x/#:~:text={text}"


@given(IDS, IDS, IDS)
def test_every_output_path_is_inside_and_no_other_id_s(one: str, other: str, first: str) -> None:
    later = [urls.continued(urls.topic(identifier), "notes", first) for identifier in (one, other)]
    paths = [urls.output_path(url) for url in later]
    assert (paths[0] == paths[1]) == (one == other)
    for path in map(PurePosixPath, paths):
        assert (path.parts[0], path.name) == ("topics", "index.html")
        assert not {"..", ".", "/"} & set(path.parts)
        assert all(len(part.encode()) <= 255 for part in path.parts)


@given(st.lists(IDS, max_size=4))
def test_the_way_to_the_root_leads_from_any_page_to_the_root(folders: list[str]) -> None:
    url = "".join(map(urls.section, folders))
    assert urljoin(BASE + url, urls.to_root(url)) == BASE


def test_no_folder_of_a_build_can_be_a_prose_page() -> None:
    folders = {"articles", "people", "organizations", "places", "topics", "claims", "notes"}
    assert folders | {"data", "editors", "media", "page", "search", "static", "timeline"} == urls.RESERVED


def test_the_elements_of_an_annotation_are_told_apart() -> None:
    first, second = (AnnotationId(AnnotationKind.CLAIM, "safe", number) for number in (1, 2))
    note = AnnotationId(AnnotationKind.NOTE, "safe")
    named = [urls.annotation_element, urls.card_element, urls.marker_element]
    assert [[element(one) for element in named] for one in (first, second, note)] == [
        ["claim-safe", "card.claim-safe", "marker.claim-safe"],
        ["claim-safe.2", "card.claim-safe.2", "marker.claim-safe.2"],
        ["note-safe", "card.note-safe", "marker.note-safe"],
    ]


def test_headings_of_equal_words_get_elements_of_their_own() -> None:
    taken: dict[str, int] = {}
    words = ["The vote", "The vote", "The vote 2", "The vote", "…"]
    assert [urls.heading_element(one, taken) for one in words] == [
        "section-the-vote",
        "section-the-vote-2",
        "section-the-vote-2-2",
        "section-the-vote-3",
        "section-x-b4935894c8ce",
    ]
    assert len(taken) == 5


@pytest.mark.parametrize(
    "url", ["https://e.org/x", "HTTP://e.org", "mailto:a@e.org", "tel:+1", "../x", "x#y", "", "//e.org", "#x", "?q=a:b"]
)
def test_a_link_may_lead_to_the_web_to_a_mailbox_and_within_the_site(url: str) -> None:
    assert urls.is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " \tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/hostname",
        "blob:x",
        "http://[",
    ],
)
def test_a_link_may_never_lead_to_what_runs(url: str) -> None:
    assert not urls.is_safe(url)


@pytest.mark.parametrize(
    ("url", "is_web"),
    [
        ("https://e.org/x", True),
        ("HTTPS://E.ORG", True),
        ("http://e.org:8000/?q#f", True),
        ("https://", False),
        ("https://:80/", False),
        ("//e.org/x", False),
        ("e.org/x", False),
        ("mailto:a@e.org", False),
        ("javascript://e.org/%0aalert(1)", False),
        ("https://e.org/a b", False),
        ("https://e.org/\n", False),
        ("http://[", False),
        ("https://e.org:99999/", False),
        ("https://e.org:x/", False),
        ("https://[2001:db8::1]:80/", True),
    ],
)
def test_the_web_is_http_with_a_host(url: str, is_web: bool) -> None:
    assert urls.is_web(url) == is_web


@pytest.mark.parametrize(
    "url", ["", ".", "claims/", "/claims/", "notes/#note-x", "search/?q=a:b", "topics/über/", "a..b/"]
)
def test_a_path_of_this_site_leads_to_one_of_its_pages(url: str) -> None:
    assert urls.is_inside(url)


@pytest.mark.parametrize(
    "url",
    [
        "..", "../x", "/../x", "claims/../../x", "%2e%2e/x", ".%2E/x", "//x.example", "/\\x.example", "\\x", "..\\x",
        "https:x", "mailto:a@b.example", "javascript:x", "a b/", "a\nb/",
        "\x01//x.example",
    ],
)  # fmt: skip
def test_what_climbs_out_of_the_site_or_has_a_scheme_is_no_path_of_it(url: str) -> None:
    assert not urls.is_inside(url)
