"""The pages that an edit is shown on, made ahead of the full build, and whether all links are sound with them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen.content.media.media_references import FOLDER, MediaReferences
from sitegen.core import urls
from sitegen.core.model import ArticleId
from sitegen.engine.article_cache import SharedContext
from sitegen.engine.edit_plan import MAX_EDITED
from sitegen.engine.live_site import LiveEdit, LiveSite
from sitegen.output.link_check import PageLinks
from sitegen.output.publish import marker
from sitegen.output.render import Renderer, TemplateProblem
from sitegen.site import pages
from sitegen.site.index import SiteIndex
from sitegen.site.pages import article_pages, claim_pages, note_pages
from sitegen.site.pages.page_records import Page
from sitegen.site.pages.views import Views


class MadePage(NamedTuple):
    """A page as it is, and as it is published."""

    url: str
    html: str
    before: str | None
    """None = there is none yet."""

    @property
    def path(self) -> str:
        """Of its file, below the output folder."""
        return urls.output_path(self.url)


class PageMaker:
    """Makes the pages of edits, as full builds make them."""

    def __init__(self, output: Path, shared: SharedContext, renderer: Renderer) -> None:
        self._output, self._shared, self._renderer = output, shared, renderer

    def pages(self, site: LiveSite, edit: LiveEdit, outputs: Container[str]) -> list[MadePage] | None:
        """The pages of the articles and records that an edit changed, with sound links; None where more is to be made.

        `outputs` are the files of the site. Raises OSError where one cannot be read.
        """
        scoped = edit.scoped
        is_longer = None in (*(one.before for one in scoped.claims), *(one.before for one in scoped.notes))
        if is_longer and self._is_other_view(site, edit):
            return None
        articles = _articles_shown(site.index, edit)
        if len(articles) > MAX_EDITED:
            return None
        try:
            made = [self._rendered(page, outputs) for page in _pages_of(site, edit, articles)]
        except TemplateProblem:
            return None
        is_sound = not len(edit.problems) and not any(page.url in self._shared.word_links for page in made)
        return made if is_sound and self._are_sound(made, edit, outputs) else None

    def _is_other_view(self, site: LiveSite, edit: LiveEdit) -> bool:
        """Whether every page shows something else, such as a section more."""
        pairs = ((site.index, site.markdown), (edit.site_index, edit.markdown))
        before, after = (pages.site_view(*pair, drafts=self._shared.drafts) for pair in pairs)
        return before != after

    def _rendered(self, page: Page, outputs: Container[str]) -> MadePage:
        url = page.frame.url
        html = self._renderer.html(page, self._shared.view, urls.to_root(url))
        path = urls.output_path(url)
        return MadePage(url, html, self._published(path) if path in outputs else None)

    def _published(self, path: str) -> str:
        return (self._output / path).read_bytes().decode()

    def _are_sound(self, made: Iterable[MadePage], edit: LiveEdit, outputs: Container[str]) -> bool:
        """Whether all links of the pages lead to what is there, and all that led into them still do."""
        before, after = self._links(), self._links()
        for page in made:
            after.add(page.url, page.html)
            if page.before is not None:
                before.add(page.url, page.before)
        ids, known = _element_ids(after), _element_ids(before)
        # Mentions are linked to from pages of actors, which are made anew when they are fewer.
        passing = {mention.element for one in edit.staged.values() for mention in one.before.annotated.mentions}
        is_sound = all(elements - passing <= ids[path] for path, elements in known.items())
        is_sound &= after.words.keys() == before.words.keys() and not len(after.problems)
        # A picture that no page names any more is not published any more, and one that is named for the first time is.
        is_sound &= before.media <= after.media and all(f"{FOLDER}{one}" in outputs for one in after.media)
        return is_sound and all(self._leads(link, ids, outputs) for link in after.links.keys() - before.links.keys())

    def _links(self) -> PageLinks:
        names = MediaReferences(self._shared.archive.media, self._shared.site.base_url)
        return PageLinks(self._shared.site_path, names)

    def _leads(self, link: tuple[str, str], ids: Mapping[str, set[str]], outputs: Container[str]) -> bool:
        """Whether a link leads to a file, and an element; of the index nobody knows what its files are called."""
        path, element = urls.output_path(link[0]), link[1]
        if path in ids:
            return not element or element in ids[path]
        if path not in outputs or path.startswith((f"{marker.VOLATILE_FOLDER}/", marker.NAME)):
            return False
        if not element:
            return True
        other = self._links()
        other.add(link[0], self._published(path))
        return element in _element_ids(other)[path]


def _articles_shown(before: SiteIndex, edit: LiveEdit) -> list[ArticleId]:
    """The articles that were processed again, and those on whose pages the changed records stand or stood."""
    found = {*edit.staged}
    for index in (before, edit.site_index):
        claims = (one for change in edit.scoped.claims for one in index.claim_locations.get(change.after.id, ()))
        notes = (one for change in edit.scoped.notes for one in index.note_locations.get(change.after.id, ()))
        found |= {one.entry.article.id for one in (*claims, *notes)}
    return sorted(found)


def _pages_of(site: LiveSite, edit: LiveEdit, articles: Iterable[ArticleId]) -> Iterator[Page]:
    views = Views(edit.site_index, edit.markdown)
    for article in articles:
        yield article_pages.article_page(views, site.updater.place(article))
    for claim in edit.scoped.claims:
        yield claim_pages.claim_page(views, claim.after)
    for note in edit.scoped.notes:
        for at in note_pages.units_of_note(views, note.after):
            yield note_pages.note_page(views, note.after, at)


def _element_ids(links: PageLinks) -> dict[str, set[str]]:
    """Of each page by its path."""
    return {page.path: set(page.ids.split("\0")) for page in links.pages}
