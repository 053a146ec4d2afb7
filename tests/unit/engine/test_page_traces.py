"""Traces of pages packed in memory are saved and read as records are, texts that are no text included."""

import pytest

from sitegen.core.model import Date
from sitegen.engine.cache.serialization import pack, unpack
from sitegen.engine.page_traces import PackedTraces, PageTrace
from sitegen.output.exports import SitemapEntry


def trace(url: str, media: str = "") -> PageTrace:
    address = SitemapEntry(url, Date("2024-05-01")) if url != "404/" else None
    names = (media,) if media else ()
    return PageTrace(
        url, "1 of 2", b"\0\0\0\1", (f"{url}index.html",), address, "top\0häuser", names, b"12345678", True
    )


PAGES = (trace("häuser/"), trace("404/"), trace("people/ana/"))


def packed(*pages: PageTrace) -> PackedTraces:
    found = PackedTraces()
    for page in pages:
        found.add(page)
    return found


def test_what_was_added_comes_back() -> None:
    traces = packed(*PAGES)
    traces.put_in_order([page.url for page in reversed(PAGES)])
    assert [traces[url] for url in traces] == [*reversed(PAGES)]
    assert [url for url, _ in traces.addresses()] == ["people/ana/", "häuser/"]


@pytest.mark.parametrize("media", ["", "f\udcff.png"])
@pytest.mark.parametrize("beside", ["", "f\udcff.png"])
def test_they_are_saved_as_records_are(media: str, beside: str) -> None:
    pages = [*PAGES, trace("claims/one/", media)]
    saved = pack((packed(*pages).listed(), beside))
    assert saved == pack((pages, beside))
    assert unpack(saved, tuple[list[PageTrace], str]) == (pages, beside)
