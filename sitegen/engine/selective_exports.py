"""The files for machines that an edit of a few records and texts concerns: units that read a changed row."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from sitegen.engine.changes import FullBuildReason
from sitegen.engine.export_traces import GroupTrace
from sitegen.engine.export_writer import ExportWriter, GroupEdit
from sitegen.engine.page_selection import ChangedRows
from sitegen.engine.page_traces import KnownSite, RowNumbers
from sitegen.engine.piece_tables import PieceTable
from sitegen.engine.selective_pages import MadePages
from sitegen.output import exports
from sitegen.output.exports import ArticleLines, ExportGroup
from sitegen.output.publish import Target
from sitegen.site.index.read_log import WHOLE_ARCHIVE
from sitegen.site.pages.views import Views


class SelectiveExporter:
    """Makes again the units of the last build's groups that an edit concerns; no unit comes or goes."""

    def __init__(self, known: KnownSite, views: Views, writer: ExportWriter) -> None:
        self._known, self._views, self._writer = known, views, writer

    def write(
        self, rows: ChangedRows, numbers: RowNumbers, pages: MadePages
    ) -> dict[str, GroupTrace] | FullBuildReason:
        """Of each group what is to be kept of it, its files in the target; `pages` are those of the edit."""
        hit = numbers.of((*rows.of_exports, WHOLE_ARCHIVE))
        moved = self._moved(pages)
        sitemaps = {one.name: one for one in self._sitemaps(pages)} if moved else {}
        if moved and sitemaps.keys() != set(filter(_is_sitemap, self._known.trace.exports)):
            return FullBuildReason("there are other sitemaps")
        groups: dict[str, ExportGroup] = {}
        found = dict(self._known.trace.exports)
        for name, before in self._resized():
            stale = not hit.isdisjoint(array("I", before.reads))
            if not stale and name not in sitemaps:
                found[name] = before
                continue
            group = sitemaps.get(name) or self._group(name, before, groups)
            if group is None:
                return FullBuildReason("a file for machines came or went")
            self._writer.amend(group, GroupEdit(before, hit, moved if name in sitemaps else ()))
            found[name] = after = self._writer.traces[name]
            if (after.files, after.media) != (before.files, before.media):
                return FullBuildReason("a file for machines came or went")
        return found

    def _resized(self) -> Iterator[tuple[str, GroupTrace]]:
        """The groups as they are published: edits of words alone changed the lengths of some pieces."""
        longer = self._known.articles.lines
        for name, trace in self._known.trace.exports.items():
            yield name, trace._replace(pieces=trace.pieces.resized(longer.get(name, {})))

    def _moved(self, pages: MadePages) -> frozenset[str]:
        """The pages of which the sitemap says something else."""
        before = {page.url: page.address for page in self._known.trace.pages}
        moved = {url for url, page in pages.traces.items() if page.address != before.get(url)}
        return frozenset(moved.union(page.url for page in pages.gone if page.address))

    def _sitemaps(self, pages: MadePages) -> Iterator[ExportGroup]:
        every = [page.address for page in pages.site if page.address]
        yield from exports.sitemap_groups(self._views.index.site, every)

    def _group(self, name: str, before: GroupTrace, groups: dict[str, ExportGroup]) -> ExportGroup | None:
        """The group of that name; None where it is none of now, or has other units."""
        if name.startswith("data/previews/"):
            return self._preview_group(name, before)
        if not groups:
            some = exports.export_groups(self._views, drafts=self._known.articles.shared.drafts)
            groups.update((group.name, group) for group in some)
        found = groups.get(name)
        return found if found and list(found.keys) == before.pieces.names() else None

    def _preview_group(self, path: str, before: GroupTrace) -> ExportGroup:
        return exports.known_preview_group(self._views, path, before.pieces.names())


def _is_sitemap(name: str) -> bool:
    """Whether a group is a sitemap, or the index of several."""
    return name.startswith(("sitemap", "index of sitemaps"))


def put_article_lines(known: KnownSite, made: Mapping[str, ArticleLines], target: Target) -> None:
    """Put the lines of the articles that were made again into the files with those of all."""
    entries = known.articles.entries
    columns = zip(*(one.lengths for one in entries.values()), strict=True)
    table = PieceTable.of(list(entries), [array("I", column) for column in columns])
    _, spliced = table.updated(exports.ARTICLE_FILES, made)
    for file, pieces in zip(exports.ARTICLE_FILES, spliced, strict=True):
        target.splice(file.path, pieces)
