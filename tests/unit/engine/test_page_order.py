"""Pages of lists that come and go, in the order in which a full build makes them."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.engine.page_order import pages_after
from sitegen.engine.page_traces import PageTrace

SITE = (
    "", "articles/", "people/a/", "people/a/mentions/from/x/", "people/b/", "claims/", "claims/from/k/",
    "claims/verdict/true/", "claims/k/", "data/", "people/old/", "people/a/page/2/", "claims/page/2/", "404.html",
)  # fmt: skip
LISTS = ("people/a/", "people/b/", "claims/verdict/true/", "claims/verdict/false/", "claims/")
SINGLE = frozenset({"", "data/", "people/old/", "404.html", "claims/k/", "people/c/"})


def page(url: str) -> PageTrace:
    first = "" if url in SINGLE else next((one for one in LISTS if url.startswith(one)), url)
    return PageTrace(url, "", b"", (url,), None, "", (), b"", is_sound=True, list_url=first)


def after(shown: Sequence[str], gone: frozenset[str] = frozenset()) -> list[str] | None:
    """The pages after lists were gone through that have just these pages now."""
    found = pages_after([page(url) for url in SITE], {url: page(url) for url in shown}, gone, shown)
    return None if found is None else [one.url for one in found]


def put(new: str, before: str) -> list[str]:
    place = SITE.index(before)
    return [*SITE[:place], new, *SITE[place:]]


def test_a_list_gets_a_page_behind_its_others() -> None:
    shown = ["people/a/", "people/a/mentions/from/x/", "people/a/mentions/from/y/", "people/a/page/2/"]
    assert after(shown) == put("people/a/mentions/from/y/", "people/b/")


def test_an_old_address_stands_among_those_of_all_lists() -> None:
    assert after(["people/b/", "people/b/page/2/"]) == put("people/b/page/2/", "claims/page/2/")
    assert after(["people/a/", "people/a/page/2/", "people/a/page/3/"]) == put("people/a/page/3/", "claims/page/2/")


def test_a_list_of_claims_that_begins_stands_where_it_does_among_all_of_them() -> None:
    claims = ["claims/", "claims/from/k/", "claims/verdict/false/", "claims/verdict/true/"]
    assert after(claims) == put("claims/verdict/false/", "claims/verdict/true/")


def test_pages_that_are_gone_are_left_out() -> None:
    gone = frozenset({"people/a/mentions/from/x/", "people/a/page/2/"})
    assert after(["people/a/"], gone) == [url for url in SITE if url not in gone]


def test_where_a_page_of_no_list_or_another_list_comes_it_is_not_certain() -> None:
    assert after(["people/a/", "people/c/"]) is None
    assert after(["people/a/", "people/new/"]) is None
