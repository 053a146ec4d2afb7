"""Where the page of a record is before and after a change, so that who reads it can go on there."""

from __future__ import annotations

from sitegen.core.model import Actor, ActorKind, Archive
from sitegen.editor import planning
from sitegen.editor.api_types import FilledForm, MovedPage, RecordKind
from sitegen.editor.file_choice import records_of
from sitegen.editor.refactoring.record_targets import page_address


def moved_by_form(archive: Archive, form: FilledForm, identifier: str) -> MovedPage | None:
    """What saving a form makes of a page: a new record has one, and that of an actor moves with its kind.

    `archive` is as it was before, `identifier` the record's id. None where every page stays where it is.
    """
    before = address_of(archive, form.kind, form.id) if form.id else ""
    after = page_address(form.kind, identifier, _actor_kind(archive, form))
    return None if before == after else MovedPage(before, after)


def moved_by_removal(archive: Archive, kind: RecordKind, identifier: str) -> MovedPage:
    """What becomes of the page of a record that is taken out."""
    return MovedPage(address_of(archive, kind, identifier), "")


def address_of(archive: Archive, kind: RecordKind, identifier: str) -> str:
    """The address of a record's page, from the site's root."""
    return page_address(kind, identifier, _known_kind(archive, kind, identifier))


def _actor_kind(archive: Archive, form: FilledForm) -> ActorKind | None:
    """What a form makes of an actor; what it does not say stays."""
    if form.kind is not RecordKind.ACTOR:
        return None
    if form.id and "kind" not in form.values:
        return _known_kind(archive, form.kind, form.id)
    return planning.actor_kind(form.values)


def _known_kind(archive: Archive, kind: RecordKind, identifier: str) -> ActorKind | None:
    found = next((one for one in records_of(archive, kind) if one.id == identifier), None)
    return found.kind if isinstance(found, Actor) else None
