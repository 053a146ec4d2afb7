"""Context notes: the page of each, and all of them A to Z."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.model import Note
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import Frame, Link, NotePage, NotesPage
from sitegen.site.pages.pagination import IsWanted, ListedItems, ListPage, every_page, list_pages, numbered_keys
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import LONGEST_MARK, counted, date_mark
from sitegen.text.sentences import shorten


def notes_units(views: Views, is_wanted: IsWanted = every_page) -> list[ListPage]:
    """The pages of the list of all notes."""
    url = urls.section(urls.NOTES)
    if not is_wanted(url):
        return []
    return list_pages("Notes", url, views.index.site.per_page, views.shared(url, lambda: _all_notes(views)))


def listed_notes(views: Views, notes: Iterable[Note], name: str = "", title: str = "") -> ListedItems:
    """Notes A to Z as a list of several pages."""
    in_order, language = views.notes_by_title(notes), views.index.site.language
    return ListedItems(
        name,
        title,
        in_order,
        keys=lambda: [note.id for note in in_order],
        mark=lambda note: shorten(note.title, language, LONGEST_MARK),
    )


def _all_notes(views: Views) -> ListedItems:
    return listed_notes(views, views.index.notes.values())


def notes_page(views: Views, at: ListPage) -> NotesPage:
    """A page of the list of all context notes, A to Z."""
    shared = views.shared if at.is_first else views.shared.unnoted
    listed = shared(at.list_url, lambda: _all_notes(views))
    if not at.is_first:
        views.index.log.note_all(("notes", note.id) for note in at.part(listed))
    count, pager = len(listed.items), at.pager(listed)
    what = f"{counted(count, 'note')} on what a reader needs to know." if at.is_first else at.described(pager)
    frame = Frame(
        url=at.url,
        title=at.title,
        description=what,
        section=at.list_url,
        language=views.index.site.language,
    )
    return NotesPage(frame, count if at.is_first else None, tuple(map(views.note_item, at.part(listed))), pager)


def note_units(views: Views, is_wanted: IsWanted = every_page) -> Iterator[tuple[Note, ListPage]]:
    """The pages of all notes: as many of each as the list of what it explains takes."""
    for note in (note for note in views.index.notes.values() if is_wanted(urls.note(note.id))):
        for at in units_of_note(views, note):
            yield note, at


def units_of_note(views: Views, note: Note) -> list[ListPage]:
    """The pages of one note."""
    per_page = views.index.site.per_page
    return list_pages(note.title, urls.note(note.id), per_page, _listed_places(views, note))


def _listed_places(views: Views, note: Note) -> ListedItems:
    """What a note explains, as a list of several pages."""
    places = views.index.note_locations[note.id]
    return ListedItems(
        "passages",
        "Passages",
        places,
        keys=lambda: numbered_keys(place.entry.article.id for place in places),
        mark=lambda place: date_mark(place.entry.article.date),
    )


def note_page(views: Views, note: Note, at: ListPage) -> NotePage:
    """A page of one note; the later ones have nothing but places that it explains."""
    listed = _listed_places(views, note)
    pager, crumbs = at.pager(listed), (Link("Notes", urls.section(urls.NOTES)),)
    frame = Frame(
        url=at.url,
        title=note.title,
        description=views.note_lead(note) if at.is_first else at.described(pager),
        section=urls.section(urls.NOTES),
        language=views.index.site.language,
        crumbs=crumbs,
        is_draft=is_draft(note),
        is_review=is_review(note),
        is_unlisted=note.is_unlisted,
        meta=page_metadata.of_note(views, note, crumbs) if at.is_first else page_metadata.PLAIN,
    )
    places = tuple(map(views.passage, at.part(listed)))
    page = NotePage(frame, note.title, places, pager, does_explain=note.body is not None)
    if not at.is_first:
        return page
    return replace(
        page,
        body=views.markdown.html(note.body),
        passage_count=len(listed.items),
        sources=views.sources(note.sources),
        authors=tuple(found for name in note.authors if (found := views.reviewer(name))),
        certainty=note.certainty.value if note.certainty else "",
        actors=views.actors(note.actors),
        topics=views.topics(note.topics),
    )
