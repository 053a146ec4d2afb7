"""Words that name somebody: as an alias of an actor, or in this article alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.content.loader.raw_record import stem_id
from sitegen.content.yaml_edit import record_edits
from sitegen.core import urls
from sitegen.core.model import Actor, Article, ManualMention, NotMention
from sitegen.editor import author_files, composition, forms
from sitegen.editor.api_types import Change, Kind, Value, Values
from sitegen.editor.article_view import Reading
from sitegen.editor.author_files import ContentFile, Placed
from sitegen.editor.composition import Composed, refused
from sitegen.files.source_files import CONTENT
from sitegen.text.mentions import manual_mentions

_ORDER: Final = (
    *("id", "seed", "title", "date", "publisher", "authors", "url", "archived_url", "rights", "language", "topics"),
    *("actors", "summary", "status", "withdrawn", "sha256", "mentions", "not_mentions"),
)

_WHOLE: Final = "select whole words outside of code and addresses"


def alias(root: Path, actor: Actor, words: str) -> Composed:
    """An actor with one more name. Raises RefusedError."""
    there = author_files.read(root, actor.location.file)
    record = there.record(actor.id)
    if record is None:
        raise refused(there.file, f'there is no actor "{actor.id}" in this file any more')
    if words in (actor.name, *actor.aliases):
        raise refused(there.file, f'"{words}" is a name of {actor.name} already', "let the words mean them only here")
    aliases = [*_listed(record.values.get("aliases")), words]
    value: Value = aliases if len(aliases) > 1 else words
    text = composition.changed_text(there, record.path, {"aliases": value}, forms.ORDER[Kind.ACTOR])
    change = Change(f"alias “{words}” of {actor.id} added", there.file, there.raw, text.encode())
    return composition.composed(change, actor.id)


def pin(root: Path, reading: Reading, words: str, actor: str, place: tuple[int, int] | None = None) -> Composed:
    """The article's record with these words for an actor: at this place of the text, or wherever they stand.

    Raises RefusedError.
    """
    item: Values = {"text": words, "actor": actor}
    if place is not None:
        places = manual_mentions.places(reading.target, words)
        if place not in places:
            raise refused(reading.file, "these words name nobody: they are a part of a word, or stand in code", _WHOLE)
        if len(places) > 1:
            item["occurrence"] = str(places.index(place) + 1)
    return _with_item(root, reading, "mentions", item, f"“{words}” named {actor} here")


def refuse(root: Path, reading: Reading, words: str) -> Composed:
    """The article's record with these words for nobody. Raises RefusedError."""
    return _with_item(root, reading, "not_mentions", words, f"“{words}” names nobody here")


def _with_item(root: Path, reading: Reading, key: str, item: Value, label: str) -> Composed:
    article = reading.article
    found = record_of(root, article)
    if found is None:
        return _new_record(root, article, {key: [*_inherited(article, key), item]}, label)
    there, record = found
    listed = _listed(record.values.get(key)) or ([] if key in record.values else _inherited(article, key))
    text = composition.changed_text(there, record.path, {key: [*listed, item]}, _ORDER)
    return composition.composed(Change(label, there.file, there.raw, text.encode()), record.id or article.id)


def record_of(root: Path, article: Article) -> tuple[ContentFile, Placed] | None:
    """The article's record in its file; None where there is none, or it is the front matter of a seed: seeds are
    evidence, and nothing is ever written into them. Raises RefusedError where its file cannot be read."""
    if not article.location.file.startswith(f"{CONTENT}/"):
        return None
    there = author_files.read(root, article.location.file)
    for one in there.records():
        seed = one.values.get("seed")
        if isinstance(seed, str) and urls.id_key(seed.strip()) == urls.id_key(article.seed):
            return there, one
    raise refused(there.file, f'there is no record of "{article.seed}" in this file any more')


def _new_record(root: Path, article: Article, values: Values, label: str) -> Composed:
    file = f"{CONTENT}/articles/{article.id}.yaml"
    if author_files.is_there(root, file):
        raise refused(file, f'there is such a file, and it is not about "{article.seed}"')
    # A file that holds one record gives it its name.
    own: Values = {} if stem_id(file) == article.id else {"id": article.id}
    text = composition.writable(record_edits.new_mapping({**own, "seed": article.seed, **values}), file)
    return composition.composed(Change(label, file, None, text.encode()), article.id)


def _inherited(article: Article, key: str) -> list[Value]:
    """What the seed's front matter says, which a record's key would hide."""
    given: tuple[ManualMention | NotMention, ...] = article.mentions if key == "mentions" else article.not_mentions
    return [_item(one) for one in given]


def _item(one: ManualMention | NotMention) -> Value:
    item: Values = {"text": one.text}
    if one.actor:
        item["actor"] = one.actor
    if isinstance(one, ManualMention) and one.occurrence:
        item["occurrence"] = str(one.occurrence)
    return item if len(item) > 1 else one.text


def _listed(value: Value | None) -> list[Value]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
