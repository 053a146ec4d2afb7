"""Context notes: the page of each, and all of them A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.model import Note
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import Frame, Link, NotePage, NotesPage
from sitegen.site.pages.pagination import page_count, page_slice, pager
from sitegen.site.pages.views import Views, is_draft
from sitegen.site.pages.wording import counted
from sitegen.site.record_markdown import Html


def notes_pages(views: Views) -> Iterator[NotesPage]:
    """All context notes, A to Z."""
    site, url = views.index.archive.site, urls.section(urls.NOTES)
    notes = views.notes_by_title(views.index.notes.values())
    total = page_count(site.per_page, len(notes))
    for number in range(1, total + 1):
        frame = Frame(
            url=urls.numbered(url, number),
            title="Notes",
            description=f"{counted(len(notes), 'note')} on what a reader needs to know.",
            section=url,
            language=site.language,
        )
        shown = tuple(map(views.note_item, page_slice(notes, number, site.per_page)))
        yield NotesPage(frame, len(notes), shown, pager(url, number, total))


def note_pages(views: Views, note: Note) -> Iterator[NotePage]:
    """The pages of one note: as many as the list of what it explains takes."""
    locations = views.index.note_locations[note.id]
    site, url = views.index.archive.site, urls.note(note.id)
    total = page_count(site.per_page, len(locations))
    crumbs = (Link("Notes", urls.section(urls.NOTES)),)
    for number in range(1, total + 1):
        yield NotePage(
            frame=Frame(
                url=urls.numbered(url, number),
                title=note.title,
                description=views.markdown.lead(note.body),
                section=urls.section(urls.NOTES),
                language=site.language,
                crumbs=crumbs,
                is_draft=is_draft(note),
                meta=page_metadata.of_note(views, note, crumbs) if number == 1 else page_metadata.PLAIN,
            ),
            title=note.title,
            body=views.markdown.html(note.body) if number == 1 else Html(""),
            passages=tuple(views.passage(location) for location in page_slice(locations, number, site.per_page)),
            passage_count=len(locations),
            sources=views.sources(note.sources) if number == 1 else (),
            actors=views.actors(note.actors),
            topics=views.topics(note.topics),
            pager=pager(url, number, total),
        )
