"""What one record says that is made of two, key by key: the lists of both, and all that one of them alone says.

Where both say something else of what there can be one of, nobody can know which is right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, cast

from sitegen.content import schema
from sitegen.content.schema.record_models import KINDS as MODEL_OF
from sitegen.content.yaml_edit.plain_values import NewValue, canonical
from sitegen.content.yaml_reader import YamlValue
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, Status, Topic
from sitegen.core.problems import Location, Problem
from sitegen.editor.api_types import FormValue, FormValues
from sitegen.editor.refactoring.record_targets import RecordTarget
from sitegen.editor.refactoring.reference_rewriting import ReferenceRewriter, texts_in
from sitegen.editor.refactoring.renaming import with_former_ids

_OWN: Final = frozenset({"id", "name", "kind", "sort_name", "aliases", "surname", "formerly"})
"""Keys that are merged in a way of their own."""
_DEFAULTS: Final[Mapping[str, str]] = {"status": Status.PUBLISHED.value, "match": "names"}
"""What it says where a key is not given, if that is something."""
_SHOWN: Final = 60


class PreferredSide(StrEnum):
    """Which of two records is right where both say something else."""

    FROM = "from"
    INTO = "into"
    BOTH = "both"
    """Of a list: the items of both."""


class FieldChoice(FrozenRecord):
    """A key of which both records say something else."""

    key: str
    source: FormValue
    """What the record says that goes."""
    into: FormValue
    is_list: bool
    side: PreferredSide | None
    """Which is taken; None = nobody can know."""


class MergedRecord(FrozenRecord):
    """What the record is to say that stays."""

    changes: Mapping[str, NewValue | None]
    """The keys that say something else than they did; None = the key goes."""
    told: tuple[str, ...]
    """What was left out, and why."""
    clashes: tuple[Problem, ...]
    choices: tuple[FieldChoice, ...]
    """Where one side can be preferred."""


class RecordSide(FrozenRecord):
    """One of two records, as it is written."""

    target: RecordTarget
    values: FormValues
    places: Mapping[str, Location]
    """Where the value of each key stands."""
    location: Location

    def place(self, key: str) -> Location:
        """Where the value of a key stands; for one that is not given, where the record begins."""
        return self.places.get(key, self.location)


class RecordMerger:
    """Merges two records of one kind. `prefer` says by key, or by the empty text for all, which side is right."""

    def __init__(
        self, source: RecordSide, into: RecordSide, rewriter: ReferenceRewriter, prefer: Mapping[str, PreferredSide]
    ) -> None:
        self._rewriter = rewriter
        self._source, self._into, self._prefer = source, into, prefer
        self._model = MODEL_OF[into.target.kind]
        record = into.target.record
        self._own_names: set[object] = {record.id, record.name} if isinstance(record, Topic) else {record.id}
        self._changes: dict[str, NewValue | None] = {}
        self._told: list[str] = []
        self._clashes: list[Problem] = []
        self._choices: list[FieldChoice] = []

    def merge(self) -> MergedRecord:
        """Reports, in what it gives: fields-clash, with both values and their places."""
        for key in schema.keys_at(self._model, ()):
            if key in _OWN or (key not in self._source.values and key not in _DEFAULTS):
                continue
            if schema.is_list(self._model, (key,)):
                self._put(key, self._joined(key))
            else:
                self._one(key)
        self._names()
        former, own = [*self._source.target.record.formerly, self._source.target.id], self._into.target.id
        # What stands first is what feeds go on calling it.
        self._put("formerly", with_former_ids(self._into.values.get("formerly") or own, former, own))
        self._without_itself()
        self._keep_seen()
        return MergedRecord(self._changes, tuple(self._told), tuple(self._clashes), tuple(self._choices))

    def _put(self, key: str, value: FormValue | None) -> None:
        if canonical(cast("NewValue", value)) != canonical(cast("NewValue", self._into.values.get(key))):
            self._changes[key] = value

    def _joined(self, key: str) -> list[FormValue] | None:
        """A list: the items of both, or of the one that is preferred by its key."""
        own, theirs = _items(self._into.values.get(key)), _items(self._source.values.get(key))
        names, other_names = ({self._identity(key, one) for one in items} for items in (own, theirs))
        if not own or not theirs or names == other_names:
            return self._union(key, theirs)
        side = self._prefer.get(key, PreferredSide.BOTH)
        self._choices.append(FieldChoice(key, theirs, own, is_list=True, side=side))
        if side is PreferredSide.BOTH:
            return self._union(key, theirs)
        return theirs if side is PreferredSide.FROM else own

    def _union(self, key: str, more: Sequence[FormValue]) -> list[FormValue] | None:
        """The items of the record that stays, then those of the other that it has not."""
        kept = {self._identity(key, one): one for one in _items(self._into.values.get(key))}
        for one in more:
            kept.setdefault(self._identity(key, one), one)
        return list(kept.values()) or None

    def _identity(self, key: str, item: FormValue) -> str:
        """By which two items are the same: references by what they lead to."""
        named = next(texts_in(cast("YamlValue", {key: item}), self._model), None) if isinstance(item, str) else None
        if named and not named.use.is_markdown:
            return self._rewriter.meaning(named.use, named.words)
        return json.dumps(canonical(cast("YamlValue", item)), ensure_ascii=False)

    def _one(self, key: str) -> None:
        """A key of which there is one value."""
        theirs, own = self._source.values.get(key), self._into.values.get(key)
        if key == "parent" and self._own_names & {one for one in (theirs, own) if isinstance(one, str)}:
            return  # one stands above the other, which `_without_itself` mends
        default = _DEFAULTS.get(key)
        said, own_said = theirs or default or "", own or default or ""
        if own is None and (default is None or said == own_said):
            self._put(key, theirs)
        elif canonical(cast("NewValue", said)) != canonical(cast("NewValue", own_said)):
            self._clash(key, said, own_said)

    def _clash(self, key: str, theirs: FormValue, own: FormValue) -> None:
        side = self._prefer.get(key, self._prefer.get(""))
        side = None if side is PreferredSide.BOTH else side
        self._choices.append(FieldChoice(key, theirs, own, is_list=False, side=side))
        if side is None:
            message = f'{key} is "{_shown(own)}" here, and "{_shown(theirs)}" at {self._source.place(key)}'
            hint = f"say which is right: --prefer {key}=into is the first, --prefer {key}=from the other; or mend one"
            self._clashes.append(Problem(self._into.place(key), "fields-clash", message, hint))
        elif side is PreferredSide.FROM:
            self._put(key, self._source.values.get(key))

    def _names(self) -> None:
        """The name of the other is one more name; how an index has that name goes with it."""
        source, into = self._source.target.record, self._into.target.record
        if not isinstance(source, Actor) or not isinstance(into, Actor):
            name = str(self._source.values.get("name", ""))
            if name and name != str(self._into.values.get("name", "")):
                self._told.append(f"the name “{name}”: a topic has one name")
            return
        names = [name for name in (source.name, *source.aliases) if name != into.name]
        self._put("aliases", self._union("aliases", names))
        if sort_name := self._source.values.get("sort_name"):
            self._told.append(f"sort_name “{_shown(sort_name)}”: it is that of the name “{source.name}”")
        self._surnames(source, into)

    def _surnames(self, source: Actor, into: Actor) -> None:
        """Both are found by the surnames by which each was; where one never is, that is a question of its own."""
        is_off = [
            bool(_items(side.values.get("surname"))) and not actor.surnames
            for side, actor in ((self._source, source), (self._into, into))
        ]
        if any(is_off):
            self._one("surname")
            return
        both = tuple(dict.fromkeys((*into.surnames, *source.surnames)))
        if both != into.surnames:
            self._put("surname", [*both])

    def _without_itself(self) -> None:
        """Leave out what would say that a record is related to itself, or above itself."""
        own, names = self._into.target.id, self._own_names
        now = {**self._into.values, **self._changes}
        related = _items(cast("FormValue", now.get("related")))
        kept = [one for one in related if not names & {str(one), *_actor_of(one)}]
        if kept != related:
            self._changes["related"] = kept or None
            self._told.append("related: to itself")
        parent = self._into.values.get("parent")
        if isinstance(parent, str) and parent in names:
            other = self._source.values.get("parent")
            self._changes["parent"] = other if isinstance(other, str) and other not in names else None
            self._told.append("parent: itself")
        roles = _items(cast("FormValue", now.get("roles")))
        if any(isinstance(one, dict) and one.get("of") == own for one in roles):
            self._changes["roles"] = [_without_of(one, own) for one in roles]
            self._told.append("roles: `of` itself")

    def _keep_seen(self) -> None:
        """A record that readers see keeps its address only where they see the one that it goes into."""
        now = {**self._into.values, **self._changes}.get("status")
        if now == Status.DRAFT.value and self._source.values.get("status") != Status.DRAFT.value:
            message = f"readers do not see it, and {self._source.target.url(self._source.target.id)} is to lead to it"
            hint = "publish it, or say `status: draft` in the other one, too"
            self._clashes.append(Problem(self._into.place("status"), "fields-clash", message, hint))


def _items(value: FormValue | None) -> list[FormValue]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _actor_of(item: FormValue) -> tuple[str, ...]:
    return (str(item.get("actor", "")),) if isinstance(item, dict) else ()


def _without_of(role: FormValue, own: str) -> FormValue:
    is_own = isinstance(role, dict) and role.get("of") == own
    return {key: value for key, value in role.items() if key != "of"} if is_own and isinstance(role, dict) else role


def _shown(value: FormValue) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
