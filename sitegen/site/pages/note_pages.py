"""Context notes: the page of each, and all of them A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.model import Note
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import Frame, Link, NotePage, NotesPage
from sitegen.site.pages.pagination import ListPage, list_pages
from sitegen.site.pages.views import Views, is_draft
from sitegen.site.pages.wording import counted
from sitegen.site.record_markdown import Html


def notes_units(views: Views) -> list[ListPage]:
    """The pages of the list of all notes."""
    return list_pages(urls.section(urls.NOTES), views.index.site.per_page, len(views.index.notes))


def notes_page(views: Views, at: ListPage) -> NotesPage:
    """A page of the list of all context notes, A to Z."""
    notes = views.shared(at.list_url, lambda: views.notes_by_title(views.index.notes.values()))
    frame = Frame(
        url=at.url,
        title="Notes",
        description=f"{counted(len(notes), 'note')} on what a reader needs to know.",
        section=at.list_url,
        language=views.index.site.language,
    )
    return NotesPage(frame, len(notes), tuple(map(views.note_item, at.part(notes))), at.pager)


def note_units(views: Views) -> Iterator[tuple[Note, ListPage]]:
    """The pages of all notes: as many of each as the list of what it explains takes."""
    for note in views.index.notes.values():
        places = len(views.index.note_locations[note.id])
        for at in list_pages(urls.note(note.id), views.index.site.per_page, places):
            yield note, at


def note_page(views: Views, note: Note, at: ListPage) -> NotePage:
    """A page of one note."""
    locations = views.index.note_locations[note.id]
    crumbs = (Link("Notes", urls.section(urls.NOTES)),)
    return NotePage(
        frame=Frame(
            url=at.url,
            title=note.title,
            description=views.markdown.lead(note.body),
            section=urls.section(urls.NOTES),
            language=views.index.site.language,
            crumbs=crumbs,
            is_draft=is_draft(note),
            meta=page_metadata.of_note(views, note, crumbs) if at.is_first else page_metadata.PLAIN,
        ),
        title=note.title,
        body=views.markdown.html(note.body) if at.is_first else Html(""),
        passages=tuple(map(views.passage, at.part(locations))),
        passage_count=len(locations),
        sources=views.sources(note.sources) if at.is_first else (),
        actors=views.actors(note.actors),
        topics=views.topics(note.topics),
        pager=at.pager,
    )
