"""The index of articles that are kept elsewhere is that of the articles themselves, table by table and row by row."""

from __future__ import annotations

from typing import Any

import pytest
from support.sample_archives import harbour, with_base

from sitegen.core.model import ArticleId
from sitegen.core.problems import Problems
from sitegen.output import exports
from sitegen.site import pages
from sitegen.site.index import ArticleEntry, SiteIndex, index_of
from sitegen.site.index.stored_articles import StoredSource, outline_of, stored_entry
from sitegen.site.index.table_makers import TABLES
from sitegen.site.pages.views import Views


@pytest.fixture(scope="module")
def built() -> SiteIndex:
    return harbour()


def stored(built: SiteIndex, read: set[ArticleId]) -> SiteIndex:
    """The same index, of outlines; the articles that are read go to `read`."""
    whole = {entry.article.id: entry.annotated for entry in built.in_order}
    outlines = {name: outline_of(annotated) for name, annotated in whole.items()}

    def reader(name: ArticleId) -> Any:
        read.add(name)
        return whole[name]

    entries = [stored_entry(entry.article, outlines[entry.article.id], reader) for entry in built.in_order]
    return index_of(StoredSource(built.whole, entries, built.bodies, drafts=False))


def plain(value: Any) -> Any:
    """A value in which articles are their ids."""
    if isinstance(value, ArticleEntry):
        return value.article.id
    if hasattr(value, "__struct_fields__"):
        return [type(value), *(plain(getattr(value, name)) for name in value.__struct_fields__)]
    return [plain(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_that_of_the_articles_themselves(built: SiteIndex, table: str) -> None:
    found, wanted = getattr(stored(built, set()), table), getattr(built, table)
    assert len(wanted) == len(found)
    assert [*wanted] == [*found]
    assert {key: plain(found[key]) for key in found} == {key: plain(row) for key, row in wanted.items()}
    assert found.get("no-such-id", "nothing") == "nothing"


def test_articles_are_read_for_no_more_than_what_is_asked_of_them(built: SiteIndex) -> None:
    read = set[ArticleId]()
    index = stored(built, read)
    for table in ("mention_counts", "annotation_counts", "co_mentions", "topic_actors", "linked_from", "claims_made"):
        assert dict(getattr(index, table).items()) is not None
    assert [entry.annotated.title for entry in index.in_order]
    assert not read
    actor = next(iter(index.mentions))
    assert all(one.count for one in index.mentions[actor])
    assert not read
    assert {one.entry.article.id for one in index.mentions[actor] if one.mentions} == read
    assert read < {entry.article.id for entry in index.in_order}


def test_a_preview_is_found_by_the_address_of_its_page(built: SiteIndex) -> None:
    index = with_base(built, "https://example.org/")
    views = Views(index, pages.record_markdown_of(index, Problems()))
    for group in exports.preview_groups(views, 1):
        known = exports.known_preview_group(views, group.name, group.keys)
        assert [known.make(key) for key in known.keys] == [group.make(key) for key in group.keys]
        assert known.joined == group.joined
