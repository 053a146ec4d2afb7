"""What authors and sources write stays in its place in every page."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import get_args

import pytest
from selectolax.lexbor import LexborHTMLParser
from support import adversarial
from support.adversarial import PAYLOADS, Site
from support.adversarial_fields import FIXED, REFERENCES, every_field, model_of
from support.adversarial_html import SAFE_ADDRESS, elements, forget_markdown, is_parted, named, pages, plain, skeleton

from sitegen.content.schema import value_types
from sitegen.content.schema.record_models import KINDS
from sitegen.core.model import RawHtml


@pytest.fixture(scope="module", params=list(RawHtml))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The archive that is hostile in every field; its HTML shown, and kept."""
    return adversarial.site(tmp_path_factory.getbasetemp() / f"hostile-{request.param}", raw_html=request.param)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same with harmless words."""
    return adversarial.site(tmp_path_factory.getbasetemp() / "harmless", is_hostile=False)


def is_enum(kind: object) -> bool:
    return issubclass(get_args(kind)[0], Enum)


# --- the archive itself -----------------------------------------------------------------------------------------


def test_every_field_of_every_record_is_filled(site: Site) -> None:
    assert set(every_field()) - site.corpus.filled == set()


def test_every_field_that_lets_text_through_has_every_payload(site: Site) -> None:
    closed = [kind for kind, _ in FIXED]
    texts = {
        place
        for place, kind in every_field().items()
        if isinstance(kind, type(value_types.Words)) and not model_of(kind) and kind not in closed and not is_enum(kind)
    } - set(REFERENCES)
    turning = {"WrittenClaim.where", "WrittenNote.where", "WrittenWords.exact", "WrittenWords.from", "WrittenWords.to"}
    of_settings = {place for place in texts if place.startswith(("WrittenSite", "WrittenPublisher", "WrittenNav"))}
    filled = set(site.corpus.places)
    expected = {(place, name) for place in texts - of_settings - turning for name in PAYLOADS}
    assert expected - filled == set()
    assert {place for place, _ in filled} >= texts
    assert len(texts) > 50


def test_a_new_field_has_to_be_filled_too() -> None:
    class WithMore(KINDS["topic"]):  # type: ignore[misc,name-defined,valid-type]
        more: value_types.Name

    with pytest.raises(NotImplementedError, match=r"nothing fills WithMore\.more"):
        adversarial.Filler(adversarial.Corpus(), "script", PAYLOADS["script"]).record(WithMore)


def test_nothing_but_lost_passages_keeps_it_from_being_built(site: Site) -> None:
    errors = Counter(problem.code for problem in site.outcome.problems if problem.severity == "error")
    assert errors == {"quote-not-found": len(PAYLOADS)}
    assert site.outcome.is_done


# --- pages ------------------------------------------------------------------------------------------------------


def test_pages_have_the_elements_that_harmless_words_give_them(site: Site, twin: Site) -> None:
    found, expected = pages(site), pages(twin)
    whole = [path for path in found if not is_parted(path)]
    assert whole == [path for path in expected if not is_parted(path)]
    assert [path for path in whole if skeleton(found[path]) != skeleton(expected[path])] == []


def test_long_lists_have_the_elements_that_harmless_words_give_them(site: Site, twin: Site) -> None:
    assert of_parted_lists(site) == of_parted_lists(twin)


def of_parted_lists(site: Site) -> tuple[Counter[str], set[str]]:
    """Every element of the entries of long lists, and each kind of element that their pages have."""
    lists = [page for path, page in pages(site).items() if is_parted(path)]
    entries = [node for page in lists for entry in page.css(".entries > li") for _, node in elements(entry)]
    assert len(entries) > 500
    return Counter(f"{node.tag} {named(node)}" for node in entries), {line for page in lists for line in skeleton(page)}


def test_nothing_that_runs_or_is_fetched_from_elsewhere_is_in_any_page(site: Site) -> None:
    for path, page in pages(site).items():
        assert page.css("iframe, object, embed, base, form:not(#search), style, template, [style], [srcdoc]") == [], (
            path
        )
        assert page.css('script:not([src], [type="application/ld+json"])') == [], path
        attributes = [(key, value or "") for _, node in elements(page.root) for key, value in node.attributes.items()]
        assert [key for key, _ in attributes if key.startswith("on")] == [], path
        fetched = [value for key, value in attributes if key in ("src", "srcset", "data", "poster", "background")]
        assert [one for one in fetched if not one.startswith(("../", "./", "/archive/2024/"))] == [], path
        led = [value for key, value in attributes if key in ("href", "action", "cite", "xlink:href")]
        assert [one for one in led if not SAFE_ADDRESS.match(one)] == [], path


def occurrences(page: LexborHTMLParser) -> Iterator[tuple[int, str]]:
    """Where a text of a page has the first word of a field: its number, and the text from there on."""
    for node in page.root.traverse(include_text=True) if page.root else ():
        if node.tag == "-text":
            shown = plain(node.text_content or "")
            yield from ((int(match[1]), shown[match.start() :]) for match in re.finditer(r"\bw(\d+)q ", shown))


def test_words_are_shown_as_they_were_written(site: Site) -> None:
    """Templates, entities and escapes mean nothing in them; what is cut short ends in an ellipsis."""
    seen, kinds = set(), every_field()
    for path, page in pages(site).items():
        forget_markdown(page)
        for other in page.css("script, pre"):
            other.decompose()
        for number, rest in occurrences(page):
            written = plain(site.corpus.texts[number - 1])
            if kinds.get(site.corpus.places[number - 1][0]) == value_types.MarkdownText:
                continue
            same = len(os.path.commonprefix((written, rest)))  # noqa: RUF071 - characters are what is meant
            assert same in (len(written), len(rest)) or rest[same:].lstrip().startswith("…"), (path, written, rest)
            if same == len(written):
                seen.add(site.corpus.places[number - 1])
    whole = Counter(place for place, _ in seen)
    shown_whole = {place for place, times in whole.items() if times >= len(PAYLOADS) - 2}
    assert shown_whole >= {
        "WrittenActor.name", "WrittenActor.aliases", "WrittenActor.topics", "FrontMatter.title", "FrontMatter.authors",
        "FrontMatter.publisher", "FrontMatter.rights", "WrittenClaim.claim", "WrittenClaim.reviewed_by",
        "WrittenChange.why", "WrittenImage.credit", "WrittenNote.title", "WrittenPage.title",
        "WrittenRelation.relation",
        "WrittenRole.title", "WrittenSource.title", "WrittenSource.quote", "WrittenTopic.name", "WrittenTopic.parent",
        "WrittenVerdict.label", "WrittenVerdict.definition", "lost.quote",
    }  # fmt: skip
