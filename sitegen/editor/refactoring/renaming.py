"""A record gets another id: its old address leads on, and all references in the author's files follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from sitegen.content import schema
from sitegen.content.schema.record_models import KINDS as MODEL_OF
from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_reader import front_matter_span
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Archive, Article, ArticleId, Topic
from sitegen.editor.api_types import FileChange, FormValue, FormValues, MovedPage, refusal
from sitegen.editor.author_files import ContentFile, FileRecord
from sitegen.editor.refactoring import seed_metadata, verified_load
from sitegen.editor.refactoring.archive_edit import CANNOT_EDIT, ArchiveEdit
from sitegen.editor.refactoring.record_targets import (
    FOLDER_OF,
    RecordTarget,
    check_free,
    find_target,
    former_owner,
    seed_file,
)
from sitegen.editor.refactoring.reference_edits import ReferenceEdit, ReferenceEditor
from sitegen.editor.refactoring.reference_rewriting import IdChange, ReferenceRewriter
from sitegen.editor.refactoring.seed_metadata import CarriedKeys
from sitegen.editor.refactoring.verified_load import CheckedArchive
from sitegen.files.source_files import CONTENT

_OWN: Final = frozenset({"id", "formerly"})
_BY_HAND: Final = "its front matter is TOML or JSON: write the new id into it, and the old one into `formerly`"


class RenamePlan(FrozenRecord):
    """What is to be written so that a record has another id; nothing is yet."""

    label: str
    """`person ana-reyes is now ana-m-reyes`."""
    target: RecordTarget
    """The record as it is."""
    new: str
    changes: tuple[FileChange, ...]
    """For `file_transaction.write_together` and `History.write_together`, the record's own file first."""
    references: tuple[ReferenceEdit, ...]
    carried: tuple[CarriedKeys, ...]
    """What records of articles say in place of the front matter of their seeds."""

    @property
    def old_url(self) -> str:
        """The address that leads on, from the site's root."""
        return self.target.url(self.target.id)

    @property
    def new_url(self) -> str:
        """Where it leads."""
        return self.target.url(self.new)

    @property
    def moved(self) -> MovedPage:
        """The page of the record, and where it is then."""
        return MovedPage(self.old_url, self.new_url)


def plan_rename(root: Path, words: str, new: str, known: CheckedArchive | None = None) -> RenamePlan:
    """The record of `words` (`actor:ana-reyes`, or `ana-reyes` where one kind alone has that id) with the id `new`.

    Its record gives the new id, and `formerly` the old one. References in fields, `[[links]]` and paths of pages follow
    in records, prose pages and settings. Seeds stay as they are: their links lead on by `formerly`, and what their
    front matter says is said by a record of `content/articles/` instead. A topic or an article without a record gets
    one. An id that comes from the name of a file is written into the file: no file is renamed, since others may have it
    open, and its history is told by its name.

    `known` is the archive as it is now, if it was loaded already (`verified_load.load`). Where the record has the new
    id already, as after a process that was killed, what still names it by the old one is changed.
    Raises EditRefusedError: unknown-id, id-ambiguous, bad-id, duplicate-id, path-collision, not-written, what is wrong
    in a file that may name the record, and every problem that the archive would have afterwards and has not now.
    """
    known = known or verified_load.load(root)
    done = former_owner(known.loaded.archive, words, new)
    archive = _before(known.loaded.archive, done, words) if done else known.loaded.archive
    target = find_target(archive, words)
    new = schema.to_nfc(new) if done else check_free(archive, target, new)
    edit = ArchiveEdit(root)
    rewriter = ReferenceRewriter(archive, IdChange(target, new))
    may_name = may_name_any(target, new)
    references = ReferenceEditor(edit, verified_load.files_of(root), rewriter, may_name).rewrite_all()
    said = seed_metadata.front_matter_changes(edit, archive, rewriter, may_name)
    if not done:
        _give_id(edit, target, new, said)
    carried = tuple(say_in_records(edit, archive, said))
    label = f"{target} is now {new}"
    changes = edit.changes(label, target.file)
    verified_load.check(root, known, changes)
    return RenamePlan(label, target, new, changes, tuple(references), carried)


def may_name_any(target: RecordTarget, new: str) -> Callable[[str], bool]:
    """Says of the text of a file whether something in it may have to change, without reading it as YAML.

    Topics are named in many spellings. A link with the new id may need a kind, once a second record has that id.
    """
    keys = urls.id_key(target.id), urls.id_key(new)

    def may_name(text: str) -> bool:
        return target.kind == "topic" or "\\" in text or any(key in urls.id_key(text) for key in keys)

    return may_name


def say_in_records(edit: ArchiveEdit, archive: Archive, said: Mapping[ArticleId, FormValues]) -> Iterator[CarriedKeys]:
    """Let records of articles say this; which keys they say now in place of front matter. Raises EditRefusedError."""
    for article in archive.articles:
        if values := said.get(article.id):
            file = seed_metadata.say_of_article(edit, article, values)
            if keys := tuple(key for key in values if key not in _OWN):
                yield CarriedKeys(seed_file(article), file, keys)


def with_former_ids(written: FormValue | None, more: Iterable[str], own: str) -> FormValue:
    """The value of `formerly` with more ids at its end, each once; a record's own comes first or not at all."""
    given = written if isinstance(written, list) else [written] if written else []
    kept: dict[str, FormValue] = {}
    for number, one in enumerate((*given, *more)):
        if isinstance(one, str) and (number == 0 or urls.id_key(one) != urls.id_key(own)):
            kept.setdefault(urls.id_key(one), one)
    listed = list(kept.values())
    return listed if len(listed) != 1 else listed[0]


def _before(archive: Archive, done: RecordTarget, words: str) -> Archive:
    """The archive in which a record that was renamed already has its old id."""
    folder, old = FOLDER_OF[done.kind], words.rpartition(":")[2]
    records = (replace(one, id=old) if one is done.record else one for one in getattr(archive, folder))
    return replace(archive, **{folder: tuple(records)})


def _give_id(edit: ArchiveEdit, target: RecordTarget, new: str, said: dict[ArticleId, FormValues]) -> None:
    record = target.record
    values: FormValues = {"id": new, "formerly": with_former_ids([*record.formerly], [target.id], new)}
    if isinstance(record, Article):
        found = seed_metadata.article_record(edit, record)
        if found is None:
            said[record.id] = {**said.get(record.id, {}), **values}
            return
        _change_record(edit, target, *found, values)
    elif isinstance(record, Topic) and not target.file:
        edit.add(f"{CONTENT}/topics/{new}.yaml", record_edits.new_mapping({"name": record.name, "formerly": target.id}))
    elif target.kind == "page":
        _change_page(edit, target, values)
    else:
        content = edit.content(target.file)
        placed = content.record(target.id)
        if placed is None:
            raise refusal(target.file, f"there is no {target} in this file any more", "try again")
        _change_record(edit, target, content, placed, values)


def _change_record(
    edit: ArchiveEdit, target: RecordTarget, content: ContentFile, placed: FileRecord, values: FormValues
) -> None:
    """Give a record its new id; of its own `formerly` all stays, also what a load could not use."""
    if "formerly" in placed.values:
        values["formerly"] = with_former_ids(placed.values["formerly"], [target.id], str(values["id"]))
    edit.change(content.file, placed.path, values, schema.keys_at(MODEL_OF[target.kind], ()))


def _change_page(edit: ArchiveEdit, target: RecordTarget, values: FormValues) -> None:
    text = edit.text(target.file)
    span = front_matter_span(text)
    if span is None:
        raise refusal(target.file, "the id of this page stands in front matter that is not YAML", _BY_HAND)
    matter = text[slice(*span)]
    order = schema.keys_at(MODEL_OF["page"], ())
    edited = record_edits.change(matter, target.file, (), values, order)
    if edited is None:
        raise refusal(target.file, CANNOT_EDIT)
    edit.put(target.file, text[: span[0]] + edited + text[span[1] :])
