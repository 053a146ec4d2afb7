"""What the head of a page tells machines: JSON-LD by schema.org, Open Graph, canonical links, citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser
from support.sample_archives import (
    DRAFT,
    HARBOUR,
    HERE,
    SEEDS,
    article,
    claim,
    graph_of,
    md,
    on,
    organization,
    pages_of,
    person,
    topic,
)

from sitegen.core import urls
from sitegen.core.model import (
    ActorKind,
    Archive,
    Claim,
    Date,
    HistoryEntry,
    Image,
    Publisher,
    Site,
    Tone,
    Verdict,
    VerdictId,
)
from sitegen.core.problems import Problems
from sitegen.output.render import Renderer
from sitegen.output.render.template_filters import ld, locale
from sitegen.site import linked_data, pages
from sitegen.site.index import SiteIndex
from sitegen.site.linked_data import ratings
from sitegen.site.linked_data.ratings import NumericRating
from sitegen.site.pages.page_records import Frame, Meta, TextPage
from sitegen.site.record_markdown import Html

BASE = "https://host.example/archive/"
THEME = Renderer()


def verdict(identifier: str, rating: str = "") -> Verdict:
    label = identifier.capitalize()
    return Verdict(VerdictId(identifier), label, f"It is {identifier}.", Tone.MIXED, rating)


SITE = Site(
    title="Harbour",
    base_url=BASE,
    publisher=Publisher("Fact Desk", "https://desk.example/", "logo.png"),
    verdicts=(verdict("true", "5/5"), verdict("shaky", "2/5"), verdict("opinion"), verdict("false", "1/5")),
)
PUBLISHER = {
    "@type": "Organization",
    "name": "Fact Desk",
    "url": "https://desk.example/",
    "logo": f"{BASE}media/logo.png",
}
ANA = person("ana", "Ana Reyes", same_as=("https://www.wikidata.org/wiki/Q1",))
COUNCIL = organization("council", "Town Council")
VOTE = article(
    "vote", "2024-03-12", url="https://letter.example/vote", publisher="The Letter", authors=("Mia Holt",),
    actors=("council",), topics=("bridge",),
)  # fmt: skip
VOTE_TEXT = "Council votes\n\nAna Reyes said the bridge is safe. Nobody agreed."
SHAKY = claim(
    "safe", on("vote", "the bridge is safe"), date="2024-03-12", speakers=("ana",), verdict="shaky",
    review=md("The report says so of one pier."), reviewed=Date("2024-03-20"),
)  # fmt: skip


def built(*claims: object, site: Site = SITE) -> SiteIndex:
    archive = Archive(site, (VOTE,), (ANA, COUNCIL), (topic("bridge"),), claims)  # type: ignore[arg-type]
    return graph_of(archive, {"vote": VOTE_TEXT})


def things(graph: SiteIndex, url: str) -> dict[str, dict[str, Any]]:
    """The things on a page, by their types."""
    whole = json.loads(pages_of(graph)[url].frame.meta.linked_data)
    assert whole.pop("@context") == "https://schema.org"
    return {thing["@type"]: thing for thing in whole.get("@graph", [whole])}


def head(graph: SiteIndex, url: str) -> LexborHTMLParser:
    """The page at `url`, with nothing below its head but a title."""
    frame = pages_of(graph)[url].frame
    view = pages.site_view(graph, pages.record_markdown_of(graph, Problems()), drafts=False)
    page = TextPage(frame, Html(""))
    return LexborHTMLParser(THEME.render(page, view, urls.to_root(url)).decode())


def content(tree: LexborHTMLParser, name: str) -> list[str | None]:
    return [node.attributes["content"] for node in tree.css(f'meta[name="{name}"], meta[property="{name}"]')]


def values(thing: object) -> Iterator[object]:
    """Every value in a thing, and itself."""
    yield thing
    for part in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from values(part)


# --- articles ---------------------------------------------------------------------------------------------------


def test_an_article_stays_its_publisher_s_and_is_a_part_of_the_archive() -> None:
    assert things(built(), "articles/vote/")["NewsArticle"] == {
        "@type": "NewsArticle",
        "headline": "Council votes",
        "description": "Ana Reyes said the bridge is safe. Nobody agreed.",
        "datePublished": "2024-03-12",
        "author": {"@type": "Person", "name": "Mia Holt"},
        "publisher": {"@type": "Organization", "name": "The Letter"},
        "url": "https://letter.example/vote",
        "mainEntityOfPage": f"{BASE}articles/vote/",
        "isPartOf": {"@type": "WebSite", "name": "Harbour", "url": BASE},
        "inLanguage": "en",
        "about": [
            {"@type": "Organization", "name": "Town Council", "url": f"{BASE}organizations/council/"},
            {"@type": "Thing", "name": "Bridge", "url": f"{BASE}topics/bridge/"},
        ],
        "mentions": {"@type": "Person", "name": "Ana Reyes", "url": f"{BASE}people/ana/"},
    }


def test_an_article_of_which_nothing_is_known_has_no_empty_property() -> None:
    archive = Archive(Site(), (article("a"),))
    assert things(graph_of(archive, {"a": "One line."}), "articles/a/")["NewsArticle"] == {
        "@type": "NewsArticle",
        "headline": "a",
        "description": "One line.",
        "isPartOf": {"@type": "WebSite", "name": "Archive"},
        "inLanguage": "en",
    }


def test_a_newsroom_that_signs_with_its_own_name_is_no_person() -> None:
    record = replace(VOTE, authors=("The Letter", "Mia Holt"))
    graph = graph_of(Archive(SITE, (record,), (ANA, COUNCIL), (topic("bridge"),)), {"vote": VOTE_TEXT})
    authors = things(graph, "articles/vote/")["NewsArticle"]["author"]
    assert [one["@type"] for one in authors] == ["Organization", "Person"]


# --- actors -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "folder", "born", "died"),
    [
        (ActorKind.PERSON, "people", "birthDate", "deathDate"),
        (ActorKind.ORGANIZATION, "organizations", "foundingDate", "dissolutionDate"),
        (ActorKind.PLACE, "places", None, None),
    ],
)
def test_an_actor_is_of_its_kind_and_the_same_as_elsewhere(
    kind: ActorKind, folder: str, born: str | None, died: str | None
) -> None:
    one = person(
        "x", "X Y", kind=kind, aliases=("Z",), summary=md("Who *that* is."), same_as=("https://w.example/1",),
        born=Date("1961"), died=Date("2031-02"),
        image=Image("x y.jpg", "X at a desk", HERE),
    )  # fmt: skip
    graph = graph_of(Archive(SITE, actors=(one,)))
    expected = {
        "@type": kind.value.capitalize(),
        "name": "X Y",
        "alternateName": "Z",
        "description": "Who that is.",
        "url": f"{BASE}{folder}/x/",
        "image": f"{BASE}media/x%20y.jpg",
        "sameAs": "https://w.example/1",
        born: "1961",
        died: "2031-02",
    }
    expected.pop(None, None)
    assert things(graph, f"{folder}/x/")[kind.value.capitalize()] == expected


# --- claims -----------------------------------------------------------------------------------------------------


def test_a_claim_with_a_number_is_reviewed_by_the_archive_and_said_by_its_speaker() -> None:
    found = things(built(SHAKY), "claims/safe/")
    assert list(found) == ["ClaimReview", "BreadcrumbList"]
    assert found["ClaimReview"] == {
        "@type": "ClaimReview",
        "@id": f"{BASE}claims/safe/#review",
        "url": f"{BASE}claims/safe/",
        "claimReviewed": "Statement safe.",
        "datePublished": "2024-03-20",
        "author": {
            "@type": "Organization",
            "name": "Fact Desk",
            "url": "https://desk.example/",
            "logo": f"{BASE}media/logo.png",
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "Shaky",
            "ratingExplanation": "It is shaky.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "@id": f"{BASE}claims/safe/#claim",
            "text": "Statement safe.",
            "url": f"{BASE}claims/safe/",
            "author": {
                "@type": "Person",
                "name": "Ana Reyes",
                "url": f"{BASE}people/ana/",
                "sameAs": ["https://www.wikidata.org/wiki/Q1"],
            },
            "datePublished": "2024-03-12",
            "appearance": [f"{BASE}articles/vote/", "https://letter.example/vote"],
            "firstAppearance": "https://letter.example/vote",
            "inLanguage": "en",
        },
        "reviewBody": "The report says so of one pier.",
        "inLanguage": "en",
    }


@pytest.mark.parametrize(
    ("reviewed_by", "author"),
    [
        ("Somebody Else", {"@type": "Person", "name": "Somebody Else"}),
        ("Town Council", {"@type": "Organization", "name": "Town Council", "url": f"{BASE}organizations/council/"}),
        ("Fact Desk", PUBLISHER),
        (
            "Ana Reyes",
            {
                "@type": "Person",
                "name": "Ana Reyes",
                "url": f"{BASE}people/ana/",
                "sameAs": "https://www.wikidata.org/wiki/Q1",
            },
        ),
    ],
)
def test_a_named_reviewer_is_the_author_of_the_review(reviewed_by: str, author: dict[str, str]) -> None:
    review = things(built(replace(SHAKY, reviewed_by=reviewed_by)), "claims/safe/")["ClaimReview"]
    assert review["author"] == author


def test_an_archive_without_a_publisher_reviews_in_its_own_name() -> None:
    review = things(built(SHAKY, site=replace(SITE, publisher=None)), "claims/safe/")["ClaimReview"]
    assert review["author"] == {"@type": "Organization", "name": "Harbour", "url": BASE}


def test_a_claim_without_a_verdict_has_no_review() -> None:
    found = things(built(replace(SHAKY, verdict=None)), "claims/safe/")
    assert list(found) == ["Claim", "BreadcrumbList"]
    assert "rating" not in json.dumps(found).lower()


def test_a_verdict_without_a_number_is_a_rating_in_words() -> None:
    review = things(built(replace(SHAKY, verdict=VerdictId("opinion"))), "claims/safe/")["ClaimReview"]
    (step,) = (one for one in SITE.verdicts if one.id == "opinion")
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": step.label,
        "ratingExplanation": step.definition,
    }


def test_a_review_tells_when_it_was_first_published_and_when_it_changed() -> None:
    history = (HistoryEntry(Date("2024-03-14"), "New.", None), HistoryEntry(Date("2024-04"), "More.", None))
    review = things(built(replace(SHAKY, history=history)), "claims/safe/")["ClaimReview"]
    assert (review["datePublished"], review["dateModified"]) == ("2024-03-14", "2024-04")


def test_a_claim_appeared_first_in_the_oldest_article_of_it_or_of_what_it_repeats() -> None:
    words = {"vote": "T\n\nIt is safe.", "old": "T\n\nIt is safe.", "undated": "T\n\nIt is safe."}
    articles = (replace(VOTE, title=""), article("old", "1999"), article("undated"))
    first = claim("first", on("old", "safe"))
    one = claim("safe", on("vote", "safe"), on("undated", "safe"), repeats=("first",))

    def shown(*claims: Claim) -> str | None:
        graph = graph_of(Archive(SITE, articles, (COUNCIL,), (topic("bridge"),), claims=claims), words)
        return things(graph, "claims/safe/")["Claim"].get("firstAppearance")

    assert shown(first, one) == f"{BASE}articles/old/"
    assert shown(replace(one, repeats=())) == "https://letter.example/vote"
    assert shown(claim("safe", on("undated", "safe"))) == f"{BASE}articles/undated/"
    assert shown(claim("safe", on("undated", "words of nobody"))) is None


def test_without_a_base_url_there_is_no_review_and_no_address_of_ours() -> None:
    found = things(built(SHAKY, site=replace(SITE, base_url="")), "claims/safe/")
    assert list(found) == ["Claim"]
    assert found["Claim"]["appearance"] == "https://letter.example/vote"
    assert "url" not in found["Claim"]


def test_what_an_article_says_in_its_own_voice_is_said_by_its_publisher() -> None:
    found = things(built(replace(SHAKY, speakers=(), verdict=None)), "claims/safe/")
    assert found["Claim"]["author"] == {"@type": "Organization", "name": "The Letter"}


def test_a_claim_whose_words_were_not_found_does_not_appear_in_the_article() -> None:
    found = things(built(replace(SHAKY, passages=(on("vote", "words of nobody"),))), "claims/safe/")
    assert "appearance" not in found["ClaimReview"]["itemReviewed"]


def test_every_address_of_ours_in_linked_data_is_absolute_and_a_page() -> None:
    graph = built(SHAKY)
    shown = pages_of(graph)
    for page in shown.values():
        if page.frame.meta.linked_data:
            for value in values(json.loads(page.frame.meta.linked_data)):
                if isinstance(value, str) and value.startswith(BASE) and "/media/" not in value:
                    assert urldefrag(value.removeprefix(BASE)).url in shown


def test_nothing_in_linked_data_is_empty() -> None:
    for graph in (built(SHAKY), graph_of(HARBOUR, SEEDS)):
        for page in pages_of(graph).values():
            if page.frame.meta.linked_data:
                found = list(values(json.loads(page.frame.meta.linked_data)))
                assert [one for one in found if one is None or one in ("", [], {})] == []


# --- numbers of verdicts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rating", "scale", "expected"),
    [
        ("2/5", ["1/5", "5/5"], NumericRating(2, 5, 1)),
        ("2", ["1", "4"], NumericRating(2, 4, 1)),
        ("0/5", ["5/5"], NumericRating(0, 5, 0)),
        ("3/5", ["0/5", "5/5"], NumericRating(3, 5, 0)),
        ("3", ["0", "10/10"], NumericRating(3, 3, 0)),
        ("2.5/5", [], NumericRating(2.5, 5, 1)),
        ("5.0/5", [], NumericRating(5, 5, 1)),
        ("", ["1/5"], None),
        ("1", [], None),
        ("0.5/1", [], NumericRating(0.5, 1, 0.5)),
    ],
)
def test_a_rating_is_a_number_between_the_ends_of_its_scale(
    rating: str, scale: list[str], expected: NumericRating | None
) -> None:
    step = verdict("x", rating)
    others = [verdict(f"step-{number}", other) for number, other in enumerate(scale)]
    assert ratings.rating_of(step, [step, *others]) == expected


def test_a_whole_number_is_written_without_a_point() -> None:
    rating = ratings.rating_of(verdict("x", "2.0/5"), [verdict("x", "2.0/5")])
    assert rating
    assert json.dumps([rating.value, rating.best, rating.worst]) == "[2, 5, 1]"


# --- the way down, the site -------------------------------------------------------------------------------------


def test_a_page_below_others_tells_the_way_down_to_it() -> None:
    graph = graph_of(replace(HARBOUR, site=replace(HARBOUR.site, base_url=BASE)), SEEDS)
    steps = things(graph, "topics/bridge/")["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in steps] == [
        (1, "Topics", f"{BASE}topics/"),
        (2, "Traffic", f"{BASE}topics/traffic/"),
        (3, "Bridge", f"{BASE}topics/bridge/"),
    ]


def test_the_first_page_is_the_site() -> None:
    assert things(built(), "")["WebSite"] == {
        "@type": "WebSite",
        "name": "Harbour",
        "url": BASE,
        "inLanguage": "en",
        "publisher": {
            "@type": "Organization",
            "name": "Fact Desk",
            "url": "https://desk.example/",
            "logo": f"{BASE}media/logo.png",
        },
    }


def test_no_thing_is_no_text() -> None:
    assert linked_data.to_json([{}, {}]) == ""


# --- hostile words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "He typed </script><b>bold</b> twice.",
        '"AT&T" paid <nothing>',
        "<!-- <script> ]]> &quot; \\u003c \u2028 \u2029",
        "{{ page }} \x0b \x10 ‘’ 中文 \U0001f600",
    ],
)
def test_words_in_linked_data_stay_data_and_stay_the_same(words: str) -> None:
    tree = head(built(replace(SHAKY, claim=words)), "claims/safe/")
    (script,) = tree.css('script[type="application/ld+json"]')
    assert json.loads(script.text())["@graph"][0]["claimReviewed"] == words
    assert not set(script.text()) & set("<>&\u2028\u2029")
    assert tree.css("b") == []


def test_linked_data_is_safe_in_a_script_whatever_it_is() -> None:
    assert ld("</script>&\u2028\u2029") == "\\u003c/script\\u003e\\u0026\\u2028\\u2029"


# --- the head ---------------------------------------------------------------------------------------------------


def test_a_page_tells_its_own_title_and_address_to_those_who_share_it() -> None:
    tree = head(built(SHAKY), "claims/safe/")
    names = ("og:title", "og:type", "og:site_name", "og:locale", "og:description", "og:url", "og:image", "og:image:alt")
    assert {name: content(tree, name) for name in names} == {
        "og:title": ["Statement safe."],
        "og:type": ["article"],
        "og:site_name": ["Harbour"],
        "og:locale": ["en"],
        "og:description": ["The report says so of one pier."],
        "og:url": [f"{BASE}claims/safe/"],
        "og:image": [f"{BASE}media/logo.png"],
        "og:image:alt": ["Fact Desk"],
    }
    assert [node.attributes["href"] for node in tree.css('link[rel="canonical"]')] == [f"{BASE}claims/safe/"]


def test_a_person_is_a_profile_with_the_own_picture_and_feed() -> None:
    ana = replace(ANA, image=Image("ana.jpg", "Ana at a desk", HERE))
    graph = graph_of(Archive(SITE, (VOTE,), (ana, COUNCIL), (topic("bridge"),)), {"vote": VOTE_TEXT})
    tree = head(graph, "people/ana/")
    assert content(tree, "og:type") == ["profile"]
    assert content(tree, "og:image") == [f"{BASE}media/ana.jpg"]
    assert content(tree, "og:image:alt") == ["Ana at a desk"]
    links = [(n.attributes["title"], n.attributes["href"]) for n in tree.css('link[rel="alternate"]')]
    assert links == [
        ("Harbour", "../../feed.xml"),
        ("Harbour", "../../feed.json"),
        ("Ana Reyes · Harbour", "../../people/ana/feed.xml"),
    ]


def test_without_a_base_url_nothing_in_the_head_is_absolute() -> None:
    graph = built(SHAKY, site=replace(SITE, base_url="", publisher=None))
    for url in ("", "people/ana/", "claims/safe/", "topics/bridge/"):
        tree = head(graph, url)
        assert tree.css('link[rel="canonical"], link[rel="alternate"]') == []
        assert content(tree, "og:title") != []
        assert content(tree, "og:url") == content(tree, "og:image") == []


@pytest.mark.parametrize("url", ["404.html", "people/l-holt/", "articles/gone/"])
def test_a_stand_in_has_no_canonical_address(url: str) -> None:
    graph = graph_of(replace(HARBOUR, site=replace(HARBOUR.site, base_url=BASE)), SEEDS)
    tree = head(graph, url)
    assert tree.css('link[rel="canonical"], script[type="application/ld+json"]') == []
    assert content(tree, "og:url") == []


def test_an_article_is_cited_as_its_publisher_s() -> None:
    tree = head(built(), "articles/vote/")
    fields = [(n.attributes["name"], n.attributes["content"]) for n in tree.css('meta[name^="citation_"]')]
    assert fields == [
        ("citation_title", "Council votes"),
        ("citation_author", "Mia Holt"),
        ("citation_publication_date", "2024/03/12"),
        ("citation_journal_title", "The Letter"),
        ("citation_publisher", "The Letter"),
        ("citation_language", "en"),
        ("citation_public_url", "https://letter.example/vote"),
        ("citation_fulltext_html_url", f"{BASE}articles/vote/"),
    ]


def test_an_article_of_which_nothing_is_known_is_cited_by_its_title() -> None:
    tree = head(graph_of(Archive(Site(), (article("a", "2017"),))), "articles/a/")
    fields = [(n.attributes["name"], n.attributes["content"]) for n in tree.css('meta[name^="citation_"]')]
    assert fields == [
        ("citation_title", "a"),
        ("citation_publication_date", "2017"),
        ("citation_language", "en"),
    ]


def test_no_words_in_the_head_break_out_of_it() -> None:
    words = "A & B's </title>\"'><svg onload=alert(1)>"
    record = replace(VOTE, authors=(words,), publisher=words, title=words)
    graph = graph_of(Archive(replace(SITE, title=words), (record,), (ANA, COUNCIL), (topic("bridge"),)), {})
    tree = head(graph, "articles/vote/")
    assert tree.css("svg, [onload]") == []
    assert content(tree, "og:title") == content(tree, "citation_author") == [words]


def test_the_second_page_of_a_list_is_itself_and_nothing_more() -> None:
    site = replace(SITE, per_page=1)
    text = "Vote\n\nAna Reyes came. Ana Reyes left."
    graph = graph_of(Archive(site, (VOTE,), (ANA, COUNCIL), (topic("bridge"),)), {"vote": text})
    frame = pages_of(graph)["people/ana/mentions/from/vote/2/"].frame
    assert frame.meta == Meta()
    tree = head(graph, "people/ana/mentions/from/vote/2/")
    assert [n.attributes["href"] for n in tree.css('link[rel="canonical"]')] == [
        f"{BASE}people/ana/mentions/from/vote/2/"
    ]


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "en"), ("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("es-419", "es_419")]
)
def test_a_locale_is_a_language_and_a_region(language: str, expected: str) -> None:
    assert locale(language) == expected


def test_a_frame_says_nothing_to_machines_that_it_was_not_given() -> None:
    assert Frame("x/", "X", "", "", "en").meta == Meta("website", None, "", (), "", None)


def test_drafts_are_named_in_no_linked_data_of_a_site_without_them() -> None:
    hidden = claim("secret", on("vote", "Nobody agreed"), status=DRAFT, speakers=("ana",))
    graph = built(SHAKY, hidden)
    assert all("secret" not in page.frame.meta.linked_data for page in pages_of(graph).values())


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(1, 10**9).map(lambda thousandths: ratings._number(f"{thousandths / 1000:.3f}"))
VALUES = st.recursive(
    WORDS | NUMBERS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)
)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=3))
def test_linked_data_is_written_as_json_is(thing: dict[str, object]) -> None:
    whole = {"@context": "https://schema.org", **thing}
    assert linked_data.to_json([thing]) == json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
