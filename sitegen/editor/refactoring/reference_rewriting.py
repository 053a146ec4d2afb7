"""What a reference has to say once records have other ids: in fields, in links, in the paths of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from sitegen.content import schema
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.kept_files import RecordOrigin
from sitegen.content.loader.references import Origin
from sitegen.content.loader.topics import TopicRegistry, topic_name_key
from sitegen.content.schema.record_models import KINDS as MODEL_OF
from sitegen.content.visibility.record_links import RecordKey
from sitegen.content.yaml_reader import KeyPath, YamlValue
from sitegen.core import urls
from sitegen.core.model import Archive, RawHtml, ReferenceKind, Topic
from sitegen.core.problems import Location, Problems
from sitegen.editor.refactoring.link_rewriting import LinkRewriter
from sitegen.editor.refactoring.record_targets import FOLDER_OF, RecordTarget, records_of_kind
from sitegen.files.source_files import CONTENT

_KIND_OF_FOLDER: Final[Mapping[str, str]] = {folder: kind for kind, folder in FOLDER_OF.items()}
_MENU: Final = ("navigation", "url")


class TextUse(NamedTuple):
    """What a text of a record is for, as far as ids go."""

    reference: ReferenceKind | None = None
    is_markdown: bool = False
    is_path: bool = False


class WrittenText(NamedTuple):
    """A text of a record that may name others."""

    path: KeyPath
    words: str
    use: TextUse


class IdChange(NamedTuple):
    """One record that is to be known by another id, be it its own or that of the record it goes into."""

    target: RecordTarget
    new: str
    into: Topic | None = None
    """The topic that it goes into, which then is meant by its name, too; None for any other change."""


class ReferenceRewriter:
    """Finds the texts that name a record, and what they have to say instead."""

    def __init__(self, archive: Archive, change: IdChange) -> None:
        self._change, target = change, change.target
        self._key = urls.id_key(target.id)
        self._topics = _TopicMeaning(archive) if target.kind == "topic" else None
        now = {RecordKey(target.sort, target.id): RecordKey(target.sort, change.new)}
        paths = {target.url(target.id): target.url(change.new)}
        allows_html = archive.site.raw_html is RawHtml.SANITIZE
        renamed = now if target.kind != "page" else {}
        self.links = LinkRewriter(_link_keys(archive), renamed, paths, allows_html=allows_html)

    def rewrite(self, written: WrittenText) -> Callable[[str], str] | None:
        """The function that makes of a text what it has to say; None where it can stay as it is."""
        change = self._function(written.use)
        return change if change is not None and change(written.words) != written.words else None

    def meaning(self, use: TextUse, written: str) -> str:
        """By which two references of one kind are the same: what they lead to."""
        name = " ".join(written.split())
        is_topic = use.reference is ReferenceKind.TOPIC and self._topics
        return (self._topics.of(name) if is_topic and self._topics else None) or urls.id_key(name)

    def _function(self, use: TextUse) -> Callable[[str], str] | None:
        if use.is_markdown:
            return self.links.text
        if use.is_path:
            return self.links.path
        if use.reference is None or use.reference.value != self._change.target.kind:
            return None
        return self._topic if self._topics else self._id

    def _id(self, written: str) -> str:
        return self._change.new if urls.id_key(" ".join(written.split())) == self._key else written

    def _topic(self, written: str) -> str:
        """A topic may be meant by its name, which a renamed one keeps."""
        name = " ".join(written.split())
        topic = self._change.target.record
        if not self._topics or not isinstance(topic, Topic) or self._topics.of(name) != topic.id:
            return written
        is_by_name = urls.id_key(name) != self._key and topic_name_key(name) == topic_name_key(topic.name)
        if self._change.into is None:
            return written if is_by_name else self._change.new
        return self._change.into.name if is_by_name else self._change.new


def texts_in(value: YamlValue, model: type[schema.Written]) -> Iterator[WrittenText]:
    """The texts of a file's records that may name others, in their order; `model` is that of one record."""
    records = enumerate(value) if isinstance(value, list) else [(None, value)]
    for number, record in records:
        yield from _texts_below(record, () if number is None else (number,), (), model)


def model_of(file: str) -> type[schema.Written] | None:
    """The model of the records in a YAML file of `content/`; None for a file of another kind."""
    folder = file.removeprefix(f"{CONTENT}/").partition("/")[0]
    kind = _KIND_OF_FOLDER.get(folder)
    if kind:
        return MODEL_OF[kind]
    return schema.WrittenSite if folder in ("site.yaml", "site.yml") else None


def _texts_below(
    value: YamlValue, path: KeyPath, keys: tuple[str, ...], model: type[schema.Written]
) -> Iterator[WrittenText]:
    if isinstance(value, str):
        use = _use_at(model, keys)
        if use is not None:
            yield WrittenText(path, value, use)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts_below(item, (*path, number), keys, model)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts_below(inner, (*path, key), (*keys, key), model)


@cache
def _use_at(model: type[schema.Written], keys: tuple[str, ...]) -> TextUse | None:
    """What the text below these keys of a record is for; None where it names nobody."""
    if model is schema.WrittenSite and keys == _MENU:
        return TextUse(is_path=True)
    if schema.is_markdown(model, keys):
        return TextUse(is_markdown=True)
    found = schema.reference_at(model, keys)
    return TextUse(found) if found else None


def _link_keys(archive: Archive) -> Iterator[RecordKey]:
    """All that `[[id]]` can mean."""
    yield from (RecordKey(actor.kind.value, actor.id) for actor in archive.actors)
    for kind in ("topic", "claim", "note", "article"):
        yield from (RecordKey(kind, record.id) for record in records_of_kind(archive, kind))


class _RecordedTopic(NamedTuple):
    id: str
    name: str
    formerly: tuple[str, ...]
    origin: Origin


class _TopicMeaning:
    """Which topic words mean, as a load has it."""

    def __init__(self, archive: Archive) -> None:
        registry, self._nobody = IdRegistry("topic"), Problems()
        self._nowhere = RecordOrigin(Location(""), (), _pass)
        recorded = [topic for topic in archive.topics if topic.location.file.startswith(f"{CONTENT}/topics/")]
        for topic in recorded:
            registry.claim_at(topic.id, topic.name, topic.location, self._nobody)
        records = [_RecordedTopic(one.id, one.name, one.formerly, self._nowhere) for one in recorded]
        self._registry = TopicRegistry(records, registry, self._nobody)

    def of(self, written: str) -> str | None:
        """The id of the topic; None where that is an error."""
        return self._registry.find(written, self._nowhere, ("",), self._nobody)


def _pass() -> None:
    """Nobody asks where these topics stand."""
