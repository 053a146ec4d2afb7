"""Registries of ids and files: what a reference leads to, or a problem with the nearest id as its hint."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from sitegen.content.loader.kept_files import ValuePath
from sitegen.content.loader.references import Origin
from sitegen.content.loader.written_lists import list_parts
from sitegen.core import urls
from sitegen.core.problems import Location, Problems
from sitegen.core.suggestions import Suggestions

ANOTHER_ID: Final = "give one of the two another id"


class IdRegistry:
    """The ids of one kind of record: those that are in the archive, and those whose records could not be used."""

    def __init__(self, kind: str) -> None:
        """`kind` as a message names it: `actor`."""
        self.kind = kind
        self._ids: dict[str, str] = {}
        self._places: dict[str, Location] = {}
        self._labels: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._former: dict[str, str] = {}
        self.is_complete = True
        """Whether all ids could be read; if not, unknown ones are not reported."""
        self._suggestions = Suggestions(self._labels)

    def claim_at(
        self, identifier: str, label: str, place: Location, problems: Problems, hint: str = ANOTHER_ID
    ) -> bool:
        """Register a record that gives its id at `place`; False if another record has it. Reports: duplicate-id."""
        key = urls.id_key(identifier)
        if key in self._places:
            other = self._ids[key]
            same = "" if other == identifier else f', which is the same id as "{other}",'
            message = f'the id "{identifier}"{same} is taken by the {self.kind} at {self._places[key]}'
            problems.add(place, "duplicate-id", message, hint)
            return False
        self._ids[key], self._places[key] = identifier, place
        self._left_out.discard(key)
        self._labels[identifier] = label
        return True

    def leave_out(self, identifier: str, *, is_free: bool = True) -> None:
        """Register the id of a record that cannot be used: references to it lead nowhere and are not reported."""
        if is_free:
            self._left_out.add(urls.id_key(identifier))

    def tolerate(self, identifier: object) -> None:
        """Register an id without a usable record, so that references to it are not reported as unknown.

        The same holds for the id that is proposed in place of a malformed one.
        """
        if not isinstance(identifier, str):
            return
        for one in (identifier, urls.slug(identifier)):
            if one and urls.id_key(one) not in self._ids:
                self._ids[urls.id_key(one)] = one
                self._left_out.add(urls.id_key(one))

    def remember(self, former: str, identifier: str) -> None:
        """Register an old id, for the hint where a reference still uses it."""
        self._former[urls.id_key(former)] = identifier

    def without(self, identifiers: Iterable[str]) -> IdRegistry:
        """The same before these ids were registered."""
        other = IdRegistry(self.kind)
        other._ids |= self._ids
        other._places |= self._places
        other._labels |= self._labels
        other._left_out |= self._left_out
        other._former |= self._former
        for one in identifiers:
            for known in (other._ids, other._places):
                known.pop(urls.id_key(one), None)
            other._labels.pop(one, None)
        return other

    def is_former(self, identifier: str) -> bool:
        """Whether it is an old id of a record."""
        return urls.id_key(identifier) in self._former

    def labels(self) -> frozenset[str]:
        """What the records are called."""
        return frozenset(self._labels.values())

    def has(self, identifier: str) -> bool:
        """Whether there is a record with this id, whether it can be used or not."""
        return urls.id_key(identifier) in self._ids

    def place_of(self, identifier: str) -> Location | None:
        """Where the record with this id gives it; None for an unknown one."""
        return self._places.get(urls.id_key(identifier))

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:
        """The id that a reference means; None, with a problem if there is no such record. Reports: unknown-id."""
        key = urls.id_key(written)
        if key in self._ids:
            return None if key in self._left_out else self._ids[key]
        if self.is_complete:
            message = f'there is no {self.kind} with the id "{written}"'
            code, message_and_hint = "unknown-id", (message, self._hint(written))
            if raw.is_in_seed(str(path[0])):
                code, message_and_hint = "unread-value", raw.unread(*message_and_hint)
            problems.add(raw.place(path), code, *message_and_hint)
        return None

    def _hint(self, written: str) -> str:
        former = self._former.get(urls.id_key(written))
        if former:
            return f'did you mean "{former}"? "{written}" is an old id of it'
        several = list_parts(written.replace(" ", ", ") if "," not in written else written)
        if len(several) > 1 and all(map(self.has, several)):
            return f"several are a list: [{', '.join(several)}]"
        near = self._suggestions.hint(written)
        if near:
            return near
        if len(self._labels) <= 12 and self._labels:
            return f"there are: {', '.join(sorted(self._labels))}"
        return f"write the id of the {self.kind}'s record, or add a record with this id"


def verdict_registry(ids: Sequence[tuple[str, str]], *, is_complete: bool) -> IdRegistry:
    """The registry of the scale of verdicts, from pairs of id and label."""
    registry = IdRegistry("verdict")
    registry.is_complete = is_complete
    for identifier, label in ids:
        registry.claim_at(identifier, label, Location("content/site.yaml"), Problems())
    return registry


class MediaRegistry:
    """The files below `content/media/`."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        self._suggestions = Suggestions({path: path for path in paths})
        self._by_name = {unicodedata.normalize("NFC", path): path for path in paths}

    def fingerprint(self) -> str:
        """A hash of all paths."""
        listed = "\0".join(self.paths).encode(errors="surrogatepass")
        return hashlib.sha256(listed).hexdigest()

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:
        """The file that is meant; None, with a problem, if it is not there. Reports: missing-media."""
        name = unicodedata.normalize("NFC", written)
        for tried in (name, name.removeprefix("./"), name.removeprefix("content/").removeprefix("media/")):
            if tried in self._by_name:
                return self._by_name[tried]
        hint = self._suggestions.hint(written)
        message = f'there is no file "{written}" in content/media/'
        problems.add(raw.place(path), "missing-media", message, hint or "put the file there, or mend its name")
        return None
