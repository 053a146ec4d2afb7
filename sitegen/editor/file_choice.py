"""In which file a new record goes: where its author would look for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.core import urls
from sitegen.core.model import Actor, ActorKind, Archive, Claim, Note
from sitegen.editor import author_files
from sitegen.editor.api_types import Kind, RefusedError
from sitegen.editor.author_files import ContentFile
from sitegen.files.source_files import CONTENT

FOLDERS: Final = {Kind.CLAIM: "claims", Kind.NOTE: "notes", Kind.ACTOR: "actors"}
ID_WORDS: Final = 6
"""Words of a statement that make its id: enough to be told from others, and short enough to be typed."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a new record goes."""

    file: str
    there: ContentFile | None
    """The file as it is; None = it is to be made."""
    is_alone: bool = False
    """Whether the new file is to hold this record alone."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of a record before it has a place."""

    kind: Kind
    id: str
    article: str
    actor_kind: str = ActorKind.PERSON.value


def home(root: Path, archive: Archive, new: Newcomer) -> Home:
    """The file with most records of this kind about the article, or for actors of the same kind of actor.

    Where each record has a file of its own, so has this one. Without an example a list is begun that has the
    article's name.
    """
    beside = list(_beside(archive, new))
    for file, _ in sorted(Counter(beside).items(), key=lambda pair: (-pair[1], pair[0])):
        try:
            there = author_files.read(root, file)
        except RefusedError:
            continue
        if there.is_list:
            return Home(file, there)
    everywhere = [one.location.file for one in all_of(archive, new.kind)]
    if beside or (len(everywhere) > 1 and len(set(everywhere)) == len(everywhere)):
        return _file_of_its_own(root, new)
    return _list_of_its_own(root, new)


def free_id(archive: Archive, kind: Kind, words: str) -> str:
    """An id that no record of this kind has, from the words by which readers know the record."""
    base = urls.slug_or_hash(" ".join(words.split()[: None if kind is Kind.ACTOR else ID_WORDS]))
    taken = {urls.id_key(one.id) for one in all_of(archive, kind)}
    identifier, count = base, 1
    while urls.id_key(identifier) in taken:
        count += 1
        identifier = f"{base}-{count}"
    return identifier


def _beside(archive: Archive, new: Newcomer) -> Iterator[str]:
    """The files of the records next to which this one belongs, one for each record."""
    for one in all_of(archive, new.kind):
        if isinstance(one, Claim | Note):
            if any(passage.article == new.article for passage in one.passages):
                yield one.location.file
        elif one.kind.value == new.actor_kind:
            yield one.location.file


def all_of(archive: Archive, kind: Kind) -> Sequence[Claim | Note | Actor]:
    """The records of a kind."""
    if kind is Kind.CLAIM:
        return archive.claims
    return archive.notes if kind is Kind.NOTE else archive.actors


def _file_of_its_own(root: Path, new: Newcomer) -> Home:
    file = f"{CONTENT}/{FOLDERS[new.kind]}/{new.id}.yaml"
    count = 1
    while author_files.is_there(root, file):
        count += 1
        file = f"{CONTENT}/{FOLDERS[new.kind]}/{new.id}-{count}.yaml"
    return Home(file, None, is_alone=True)


def _list_of_its_own(root: Path, new: Newcomer) -> Home:
    name = urls.SECTION_OF_ACTOR[ActorKind(new.actor_kind)] if new.kind is Kind.ACTOR else new.article
    file = f"{CONTENT}/{FOLDERS[new.kind]}/{name}.yaml"
    if not author_files.is_there(root, file):
        return Home(file, None)
    try:
        there = author_files.read(root, file)
    except RefusedError:
        return _file_of_its_own(root, new)
    return Home(file, there) if there.is_list else _file_of_its_own(root, new)
