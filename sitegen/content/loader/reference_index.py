"""All that references can lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.content import schema
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import Path, RawRecord
from sitegen.content.loader.topics import TopicRegistry
from sitegen.core.model import ActorId
from sitegen.core.problems import Problems
from sitegen.core.suggestions import Suggestions


class MediaRegistry:
    """The files below `content/media/`."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        self._suggestions = Suggestions({path: path for path in paths})
        self._by_name = {schema.to_nfc(path): path for path in paths}

    def find(self, written: str, entry: RawRecord, path: Path, problems: Problems) -> str | None:
        """The file that is meant; None, with a problem, if it is not there. Reports: missing-media."""
        name = schema.to_nfc(written)
        for tried in (name, name.removeprefix("./"), name.removeprefix("content/").removeprefix("media/")):
            if tried in self._by_name:
                return self._by_name[tried]
        hint = self._suggestions.hint(written)
        message = f'there is no file "{written}" in content/media/'
        problems.add(entry.place(path), "missing-media", message, hint or "put the file there, or mend its name")
        return None


@dataclass(frozen=True, slots=True)
class ReferenceIndex:
    """What there is to refer to."""

    actors: IdRegistry
    articles: IdRegistry
    claims: IdRegistry
    verdicts: IdRegistry
    topics: TopicRegistry
    media: MediaRegistry
    problems: Problems

    def actor(self, written: str, entry: RawRecord, path: Path) -> ActorId | None:
        """The actor that is meant; None, with a problem, if there is none. Reports: unknown-id."""
        found = self.actors.find(written, entry, path, self.problems)
        return None if found is None else ActorId(found)

    def actors_of(self, written: Sequence[str], entry: RawRecord, key: str) -> tuple[ActorId, ...]:
        """The actors that a list names, each once. Reports: unknown-id."""
        return tuple(map(ActorId, self.actors.find_all(written, entry, key, self.problems)))
