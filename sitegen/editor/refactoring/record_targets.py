"""Which record somebody means by `actor:ana-reyes` or `ana-reyes`, and whether another id can be its."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from sitegen.content import schema
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorKind, Archive, Article, Claim, Note, ProsePage, Topic
from sitegen.core.problems import Location, Problem
from sitegen.core.suggestions import did_you_mean
from sitegen.editor.api_types import EditRefusedError, FieldProblem
from sitegen.files.source_files import CONTENT, SEEDS

AnyRecord: TypeAlias = "Actor | Article | Claim | Note | ProsePage | Topic"

FOLDER_OF: Final[Mapping[str, str]] = {
    "actor": "actors", "article": "articles", "claim": "claims", "note": "notes", "topic": "topics", "page": "pages"
}  # fmt: skip
"""Of each kind of record its folder in `content/`."""
_ACTOR_KINDS: Final = tuple(kind.value for kind in urls.SECTION_OF_ACTOR)
KINDS: Final = (*FOLDER_OF, *_ACTOR_KINDS)
"""What can stand before the colon."""


class RecordTarget(FrozenRecord):
    """A record whose id is to change."""

    kind: str
    """`actor`, `article`, `claim`, `note`, `topic` or `page`."""
    record: AnyRecord

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def file(self) -> str:
        """The file of its record in `content/`; empty where it has none: a topic that is only named, or a seed."""
        file, folder = self.record.location.file, f"{CONTENT}/{FOLDER_OF[self.kind]}/"
        return file if file.startswith(folder) else ""

    @property
    def sort(self) -> str:
        """What it is: its kind, or that of the actor."""
        return self.record.kind.value if isinstance(self.record, Actor) else self.kind

    def url(self, identifier: str) -> str:
        """The address of its page, were that its id."""
        return page_address(self.kind, identifier, self.record.kind if isinstance(self.record, Actor) else None)

    def __str__(self) -> str:
        return f"{self.sort} {self.id}"


def page_address(kind: str, identifier: str, actor_kind: ActorKind | None = None) -> str:
    """The address of the page of a record, from the site's root; `actor_kind` is that of an actor."""
    if actor_kind is not None:
        return urls.actor(actor_kind, identifier)
    address = {"article": urls.article, "claim": urls.claim, "note": urls.note, "topic": urls.topic}
    return address.get(kind, urls.prose_page)(identifier)


def records_of_kind(archive: Archive, kind: str) -> Sequence[AnyRecord]:
    """All records of a kind, or of a kind of actor."""
    if kind in _ACTOR_KINDS:
        return [actor for actor in archive.actors if actor.kind.value == kind]
    found: Sequence[AnyRecord] = getattr(archive, FOLDER_OF[kind])
    return found


def find_target(archive: Archive, words: str) -> RecordTarget:
    """The record of `KIND:ID`, where the kind may be left out if one kind alone has the id.

    Raises EditRefusedError: unknown-id, with the nearest id or the record that had this one; id-ambiguous.
    """
    kind, colon, identifier = words.partition(":")
    if not colon:
        kind, identifier = "", words
    elif kind not in KINDS:
        raise refused("unknown-id", f'there is no kind of record "{kind}"', f"kinds are {', '.join(KINDS)}")
    asked = (kind,) if kind else tuple(FOLDER_OF)
    found = [target for one in asked for target in _with_id(archive, one, identifier)]
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"write {' or '.join(f'{one.kind}:{one.id}' for one in found)}"
        raise refused("id-ambiguous", f'"{identifier}" is the id of {len(found)} records', hint)
    what = kind or "record"
    raise refused("unknown-id", f'there is no {what} with the id "{identifier}"', _nearest(archive, asked, identifier))


def former_owner(archive: Archive, words: str, now: str) -> RecordTarget | None:
    """The record that is called `now` and had the id of `words` once; None if there is none."""
    kind, colon, identifier = words.rpartition(":")
    asked = ((kind,) if kind in KINDS else ()) if colon else tuple(FOLDER_OF)
    found = [target for one in asked for target in _with_id(archive, one, now) if _had(target, identifier)]
    return found[0] if len(found) == 1 else None


def _had(target: RecordTarget, identifier: str) -> bool:
    return any(urls.id_key(old) == urls.id_key(identifier) for old in target.record.formerly)


def _with_id(archive: Archive, kind: str, identifier: str) -> Iterator[RecordTarget]:
    key = urls.id_key(identifier)
    for record in records_of_kind(archive, kind):
        if urls.id_key(record.id) == key:
            yield RecordTarget("actor" if isinstance(record, Actor) else kind, record)


def _nearest(archive: Archive, kinds: Sequence[str], identifier: str) -> str:
    records = [record for kind in kinds for record in records_of_kind(archive, kind)]
    key = urls.id_key(identifier)
    now = next((one.id for one in records if any(urls.id_key(old) == key for old in one.formerly)), "")
    if now:
        return f'it is an old id of "{now}"'
    return did_you_mean(identifier, {one.id: _label(one) for one in records})


def _label(record: AnyRecord) -> str:
    if isinstance(record, Actor | Topic):
        return record.name
    return record.claim if isinstance(record, Claim) else record.title


def check_free(archive: Archive, target: RecordTarget, new: str) -> str:
    """The new id in NFC.

    Raises EditRefusedError where it is none, or is somebody's: bad-id, duplicate-id, path-collision.
    """
    fault = schema.id_fault(new)
    if fault:
        raise refused("bad-id", *fault)
    new, key = schema.to_nfc(new), urls.id_key(new)
    if key == urls.id_key(target.id):
        same = "it has this id already" if new == target.id else f'"{new}" is the same id as "{target.id}"'
        raise refused("duplicate-id", same, "choose another one")
    if target.kind == "page" and key in urls.RESERVED:
        raise refused("path-collision", f'"{new}" is a folder that a build makes itself', "choose another id")
    for one in records_of_kind(archive, target.kind):
        if urls.id_key(one.id) == key:
            message = f'the id "{new}" is taken by {RecordTarget(target.kind, one)} at {one.location}'
            hint = f"if both are one, `sitegen merge {target.kind}:{target.id} {new}` makes one of them"
            is_mergeable = target.kind in ("actor", "topic")
            raise refused("duplicate-id", message, hint if is_mergeable else "choose another id", one.location)
    for one in records_of_kind(archive, target.sort):
        if one is not target.record and any(urls.id_key(old) == key for old in one.formerly):
            message = f'"{new}" is an old id of {RecordTarget(target.kind, one)} at {one.location}'
            hint = "its address leads there, and can lead to one record only: choose another id"
            raise refused("path-collision", message, hint, one.location)
    return new


def refused(code: str, message: str, hint: str = "", location: Location | None = None) -> EditRefusedError:
    """The error for what cannot be done; nothing was written."""
    return EditRefusedError(FieldProblem(Problem(location or Location(CONTENT), code, message, hint)))


def seed_file(article: Article) -> str:
    """The seed of an article, from the archive's root."""
    return f"{SEEDS}/{article.seed}"
