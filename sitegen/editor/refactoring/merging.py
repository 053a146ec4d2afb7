"""Two records that are one become one: names, old ids, lists and references of both; every old address leads on."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from sitegen.content import schema
from sitegen.content.schema.record_models import KINDS as MODEL_OF
from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_edit.key_lines import key_lines
from sitegen.content.yaml_edit.plain_values import canonical
from sitegen.content.yaml_reader import parse
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, Archive, ArticleId, Topic
from sitegen.core.problems import Problem, Problems, Severity
from sitegen.editor.api_types import EditRefusedError, FieldProblem, FileChange, FormValues, MovedPage, refusal
from sitegen.editor.author_files import FileRecord
from sitegen.editor.refactoring import seed_metadata, verified_load
from sitegen.editor.refactoring.archive_edit import ArchiveEdit
from sitegen.editor.refactoring.lost_mentions import drop_contradictions
from sitegen.editor.refactoring.mention_counts import MentionComparison, MentionCounter
from sitegen.editor.refactoring.merged_fields import MergedRecord, PreferredSide, RecordMerger, RecordSide
from sitegen.editor.refactoring.record_targets import (
    FOLDER_OF,
    RecordTarget,
    find_target,
    former_owner,
    refused,
)
from sitegen.editor.refactoring.reference_edits import ReferenceEdit, ReferenceEditor
from sitegen.editor.refactoring.reference_rewriting import IdChange, ReferenceRewriter
from sitegen.editor.refactoring.renaming import may_name_any, say_in_records
from sitegen.editor.refactoring.seed_metadata import CarriedKeys
from sitegen.editor.refactoring.verified_load import CheckedArchive
from sitegen.files.source_files import CONTENT

_NOT_ONE: Final[Mapping[str, tuple[str, str]]] = {
    "article": ("an article is its seed, and two seeds are two texts", "withdraw one of them"),
    "claim": (
        "each claim has its own passages, verdict and history, and its addresses on the pages of articles are counted",
        "let one of them say `repeats` with the id of the other, or withdraw it",
    ),
    "note": ("the addresses of a note's passages on the pages of articles are counted", "withdraw one of them"),
    "page": ("two pages are two texts", "put the words of one into the other, and withdraw it"),
}
"""Kinds of which two cannot become one: why, and what to do instead."""


class FieldsClashError(EditRefusedError):
    """Both records say something else, and nobody said which is right: `merged` has the choices."""

    def __init__(self, merged: MergedRecord) -> None:
        super().__init__(*map(FieldProblem, merged.clashes))
        self.merged = merged


class MergePlan(FrozenRecord):
    """What is to be written so that two records are one; nothing is yet."""

    label: str
    """`person a-reyes is now ana-reyes`."""
    source: RecordTarget
    """The record that goes."""
    into: RecordTarget
    """The record that stays, as it is now."""
    merged: MergedRecord
    """What it is to say, what of the other is left out, and why."""
    removed: str
    """The record that goes as it stands in its file; empty where it has none."""
    changes: tuple[FileChange, ...]
    """As `RenamePlan.changes`."""
    references: tuple[ReferenceEdit, ...]
    carried: tuple[CarriedKeys, ...]
    mentions: MentionComparison | None
    """Of two actors."""
    warnings: tuple[Problem, ...] = ()
    """What a build will tell of names in texts that it does not tell now."""

    @property
    def old_urls(self) -> tuple[str, ...]:
        """The addresses that lead to the record that stays, from the site's root."""
        record = self.source.record
        return tuple(self.source.url(one) for one in (*record.formerly, record.id))

    @property
    def moved(self) -> MovedPage:
        """The page of the record that goes, and the one to which it leads."""
        return MovedPage(self.source.url(self.source.id), self.into.url(self.into.id))


def plan_merge(
    root: Path,
    source: str,
    into: str,
    prefer: Mapping[str, PreferredSide] | None = None,
    known: CheckedArchive | None = None,
) -> MergePlan:
    """The record of `source` (`actor:a-reyes`, or `a-reyes` where one kind alone has that id) as a part of `into`.

    Actors of one kind, or topics. The record `into` keeps its id and name, and gets the names of `source` as `aliases`,
    its ids as `formerly`, and the items of its lists; a key that it has not is taken over. References follow as in
    `plan_rename`, each once. The record `source` goes.

    `prefer` says which side is right where both say something else, by key or for all by the empty text; of a list by
    its key alone, since else it is both. `known` is the archive as it is now, if it was loaded already. After a process
    that was killed the same call goes on.
    Raises EditRefusedError: as `plan_rename`, and FieldsClashError: fields-clash with each key of which nobody can know
    which is right.
    """
    known = known or verified_load.load(root)
    archive, pair = _pair_of(known.loaded.archive, source, into)
    return _Merge(root, known, archive, pair).plan(prefer or {})


class _Merge:
    """One merge of two records, `pair` being the one that goes and the one that stays."""

    def __init__(
        self, root: Path, known: CheckedArchive, archive: Archive, pair: tuple[RecordTarget, RecordTarget]
    ) -> None:
        self._root, self._known, self._archive = root, known, archive
        self._source, self._into = pair
        self._edit = ArchiveEdit(root)
        self._warnings: list[Problem] = []

    def plan(self, prefer: Mapping[str, PreferredSide]) -> MergePlan:
        """The plan. Raises EditRefusedError."""
        edit, source, into = self._edit, self._source, self._into
        topic = into.record if isinstance(into.record, Topic) else None
        rewriter = ReferenceRewriter(self._archive, IdChange(source, into.id, topic))
        may_name = may_name_any(source, into.id)
        editor = ReferenceEditor(edit, verified_load.files_of(self._root), rewriter, may_name)
        references = editor.rewrite_all()
        said = seed_metadata.front_matter_changes(edit, self._archive, rewriter, may_name)
        sides = self._side(source), self._side(into)
        merged = RecordMerger(*sides, rewriter, prefer).merge()
        if merged.clashes:
            raise FieldsClashError(merged)
        self._write(merged)
        removed = self._remove()
        carried = tuple(say_in_records(edit, self._archive, said))
        label = f"{source} is now {into.id}"
        comparison, apart = self._compared(label)
        merged = replace(merged, told=(*merged.told, *apart, *editor.lost_comments))
        changes = edit.changes(label, into.file)
        verified_load.check(self._root, self._known, changes)
        made = MergePlan(label, source, into, merged, removed, changes, tuple(references), carried, comparison)
        return replace(made, warnings=tuple(self._warnings))

    def _side(self, target: RecordTarget) -> RecordSide:
        """A record as it is to be; of a topic without one its name."""
        placed = self._placed(target)
        if placed is None:
            name = target.record.name if isinstance(target.record, Actor | Topic) else ""
            return RecordSide(target, {"name": name}, {}, target.record.location)
        document = parse(self._edit.text(target.file).removeprefix("\ufeff"), target.file, Problems())
        keys = placed.values if document else {}
        places = {key: document.place((*placed.path, key)) for key in keys if document}
        return RecordSide(target, placed.values, places, target.record.location)

    def _placed(self, target: RecordTarget) -> FileRecord | None:
        return self._edit.content(target.file).record(target.id) if target.file else None

    def _write(self, merged: MergedRecord) -> None:
        """Let the record that stays say this; what the other one alone says is written as it stands there."""
        into, placed = self._into, self._placed(self._into)
        taken = self._taken_over(merged, placed.values if placed else {})
        self._change(merged, placed)
        for key, lines in taken.items():
            self._edit.write_as(
                into.file or f"{CONTENT}/topics/{into.id}.yaml", placed.path if placed else (), key, lines
            )

    def _taken_over(self, merged: MergedRecord, own: FormValues) -> dict[str, list[str]]:
        """The lines of keys that come from the other record as they are."""
        placed = self._placed(self._source)
        if placed is None:
            return {}
        text, file = self._edit.text(self._source.file), self._source.file
        same = [
            key
            for key, value in merged.changes.items()
            if key not in own and value is not None and canonical(value) == canonical(placed.values.get(key))
        ]
        return {key: key_lines(text, file, placed.path, key) for key in same}

    def _change(self, merged: MergedRecord, placed: FileRecord | None) -> None:
        into = self._into
        if placed is not None:
            order = schema.keys_at(MODEL_OF[into.kind], ())
            self._edit.change(into.file, placed.path, merged.changes, order)
        elif isinstance(into.record, Topic):
            values = {"name": into.record.name, **{key: one for key, one in merged.changes.items() if one is not None}}
            self._edit.add(f"{CONTENT}/topics/{into.id}.yaml", record_edits.new_mapping(values))
        else:
            raise refusal(into.file, f"there is no {into} in this file any more", "try again")

    def _remove(self) -> str:
        placed = self._placed(self._source)
        return self._edit.remove(self._source.file, placed.path) if placed is not None else ""

    def _compared(self, label: str) -> tuple[MentionComparison | None, list[str]]:
        """Where both are named, and where the one will be; and what went from `not_mentions`: it told the two apart."""
        source, into = self._source.record, self._into.record
        if not isinstance(source, Actor) or not isinstance(into, Actor):
            return None, []
        before = self._known.loaded.archive
        counter = MentionCounter(self._root, [source, into])
        named, told = counter.count(before, {source.id, into.id})
        own = tuple(one for one in named if one.actor == source.id), tuple(one for one in named if one.actor == into.id)
        then = verified_load.check(self._root, self._known, self._edit.changes(label, self._into.file))
        after = counter.count(then, {into.id})
        comparison = MentionComparison(*own, after.places)
        apart = drop_contradictions(self._edit, then, into.id, comparison.lost)
        if apart:
            then = verified_load.check(self._root, self._known, self._edit.changes(label, self._into.file))
            after = counter.count(then, {into.id})
            comparison = comparison._replace(after=after.places)
        self._tell(told, after.problems, before.site.accept)
        return comparison, apart

    def _tell(
        self,
        before: Mapping[ArticleId, Sequence[Problem]],
        then: Mapping[ArticleId, Sequence[Problem]],
        accepted: Container[str],
    ) -> None:
        """Keep what a build will tell of the texts that it does not tell now. Raises EditRefusedError for errors."""
        new = [
            one
            for article, problems in then.items()
            for one in verified_load.new_problems(before.get(article, ()), problems)
            if one.code not in accepted
        ]
        if errors := [one for one in new if one.severity is Severity.ERROR]:
            raise EditRefusedError(*map(FieldProblem, errors))
        self._warnings = new


def _pair_of(archive: Archive, source: str, into: str) -> tuple[Archive, tuple[RecordTarget, RecordTarget]]:
    """The two records, and the archive in which both are. Raises EditRefusedError where they cannot become one."""
    kind = source.partition(":")[0] if ":" in source else ""
    words = into if ":" in into or not kind else f"{kind}:{into}"
    done = former_owner(archive, source, into.rpartition(":")[2])
    if done and not _has(archive, done.kind, source.rpartition(":")[2]):
        # What was broken off: the record that went is in the archive once more, with nothing but its id.
        gone: Any = replace(done.record, id=source.rpartition(":")[2], formerly=())
        folder = FOLDER_OF[done.kind]
        archive = replace(archive, **{folder: (*getattr(archive, folder), gone)})
        return archive, (RecordTarget(done.kind, gone), done)
    one = find_target(archive, source)
    other = find_target(archive, words if ":" in words else f"{one.kind}:{into}")
    if one.kind in _NOT_ONE or other.kind in _NOT_ONE:
        kind = one.kind if one.kind in _NOT_ONE else other.kind
        why, instead = _NOT_ONE[kind]
        raise refused("not-written", f"two {FOLDER_OF[kind]} cannot become one: {why}", instead, one.record.location)
    if one.sort != other.sort:
        message = f"{one} at {one.record.location} is no {other.sort}, as {other.id} is"
        hint = "addresses lead on within one kind alone: mend `kind` of one of the two first, if it is wrong"
        raise refused("fields-clash", message, hint, other.record.location)
    if one.record is other.record:
        raise refused(
            "duplicate-id", f'"{source}" and "{into}" are one record', "name the other one", one.record.location
        )
    return archive, (one, other)


def _has(archive: Archive, kind: str, identifier: str) -> bool:
    key = urls.id_key(identifier)
    return any(urls.id_key(one.id) == key for one in getattr(archive, FOLDER_OF[kind]))
