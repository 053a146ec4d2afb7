"""In which file a new record goes: where its author would look for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorKind, Archive, Article, Claim, Note, Topic
from sitegen.editor import author_files
from sitegen.editor.api_types import EditRefusedError, RecordKind
from sitegen.editor.author_files import ContentFile
from sitegen.files.source_files import CONTENT

FOLDERS: Final = {kind: f"{kind.value}s" for kind in RecordKind}
"""Of each kind its folder in `content/`."""
ID_WORDS: Final = 6
"""Words of a statement that make its id: enough to be told from others, and short enough to be typed."""


class TargetFile(FrozenRecord):
    """The file that a new record is written into."""

    file: str
    content: ContentFile | None
    """The file as it is; None = it is to be made."""
    is_alone: bool = False
    """Whether the new file is to hold this record alone."""


class NewRecordSpec(FrozenRecord):
    """What decides in which file a new record goes."""

    kind: RecordKind
    id: str
    article: str
    actor_kind: str = ActorKind.PERSON.value


def choose_file(root: Path, archive: Archive, new: NewRecordSpec) -> TargetFile:
    """The list with most records of this kind about the article, or for actors of the same kind of actor.

    Where each record has a file of its own, so has this one. Without an example a new list gets the article's name.
    Files that cannot be read are left out.
    """
    beside = list(_files_beside(archive, new))
    for file, _ in sorted(Counter(beside).items(), key=lambda pair: (-pair[1], pair[0])):
        try:
            content = author_files.read(root, file)
        except EditRefusedError:
            continue
        if content.is_list:
            return TargetFile(file, content)
    everywhere = [one.location.file for one in _placed(archive, new.kind)]
    if beside or new.kind is RecordKind.TOPIC or (len(everywhere) > 1 and len(set(everywhere)) == len(everywhere)):
        return _single_record_file(root, new)
    return _new_list_file(root, new)


def free_id(archive: Archive, kind: RecordKind, words: str) -> str:
    """An id that no record of this kind has, made of its words, of a statement the first `ID_WORDS`: `x`, `x-2` …"""
    base = urls.slug_or_hash(" ".join(words.split()[: None if kind is RecordKind.ACTOR else ID_WORDS]))
    taken = {urls.id_key(one.id) for one in records_of(archive, kind)}
    identifier, count = base, 1
    while urls.id_key(identifier) in taken:
        count += 1
        identifier = f"{base}-{count}"
    return identifier


def _files_beside(archive: Archive, new: NewRecordSpec) -> Iterator[str]:
    """The file of each record next to which this one belongs."""
    for one in _placed(archive, new.kind):
        if isinstance(one, Claim | Note):
            if any(passage.article == new.article for passage in one.passages):
                yield one.location.file
        elif not isinstance(one, Actor) or one.kind.value == new.actor_kind:
            yield one.location.file


def records_of(archive: Archive, kind: RecordKind) -> Sequence[Claim | Note | Actor | Topic | Article]:
    """The records of a kind; of topics also those that are only named."""
    found: Sequence[Claim | Note | Actor | Topic | Article] = getattr(archive, FOLDERS[kind])
    return found


def _placed(archive: Archive, kind: RecordKind) -> Iterator[Claim | Note | Actor | Topic | Article]:
    """The records of a kind that stand in its folder."""
    folder = f"{CONTENT}/{FOLDERS[kind]}/"
    return (one for one in records_of(archive, kind) if one.location.file.startswith(folder))


def _single_record_file(root: Path, new: NewRecordSpec) -> TargetFile:
    file = f"{CONTENT}/{FOLDERS[new.kind]}/{new.id}.yaml"
    count = 1
    while author_files.exists(root, file):
        count += 1
        file = f"{CONTENT}/{FOLDERS[new.kind]}/{new.id}-{count}.yaml"
    return TargetFile(file, None, is_alone=True)


def _new_list_file(root: Path, new: NewRecordSpec) -> TargetFile:
    name = urls.SECTION_OF_ACTOR[ActorKind(new.actor_kind)] if new.kind is RecordKind.ACTOR else new.article
    file = f"{CONTENT}/{FOLDERS[new.kind]}/{name}.yaml"
    if not author_files.exists(root, file):
        return TargetFile(file, None)
    try:
        content = author_files.read(root, file)
    except EditRefusedError:
        return _single_record_file(root, new)
    return TargetFile(file, content) if content.is_list else _single_record_file(root, new)
