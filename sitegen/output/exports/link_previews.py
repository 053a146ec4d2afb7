"""The first lines of every actor, topic, claim and note, for the cards that open beside links to them.

They are spread over files by their URLs, so that a page fetches a small file however large the archive is. What readers
do not see is in none: the index leaves it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

import msgspec

from sitegen.core import urls
from sitegen.core.model import Actor, ActorId, Claim, ClaimId, Note, NoteId, Topic, TopicId
from sitegen.output.exports.export_groups import ExportGroup, ExportUnit, JoinedFile
from sitegen.site.index import NOT_NAMED, SiteIndex
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted

LinkPreview = dict[str, str]
"""`kind` and `title`; where there is something to say `line`, `text`, `count`, `verdict` and its `tone`."""
_ENCODER: Final = msgspec.json.Encoder(order="sorted")


class PreviewKey(NamedTuple):
    """A record that has a preview."""

    kind: Literal["actor", "topic", "claim", "note"]
    id: str


def preview_groups(views: Views, digits: int) -> Iterator[ExportGroup]:
    """The files of previews, JSON objects from URL to preview; a unit is a record by its URL, in the order of these.

    They are spread over the files by the hash of the URL. `digits` is how many hexadecimal digits of it name a file, as
    in `urls.preview_digits`.
    """
    shards: defaultdict[str, dict[str, PreviewKey]] = defaultdict(dict)
    for key in _preview_keys(views.index):
        url = _url(views.index, key)
        shards[urls.preview_file(url, digits)][url] = key
    for path, keys in sorted(shards.items()):
        yield preview_group(views, path, dict(sorted(keys.items())))


def preview_group(views: Views, path: str, keys: Mapping[str, PreviewKey]) -> ExportGroup:
    """The file of previews at a path, with these records by their URLs, which are in order."""

    def make(url: str) -> ExportUnit:
        return ExportUnit((preview_piece(views, url, keys[url]),))

    return ExportGroup(path, list(keys), make, (_file(path),))


def known_preview_group(views: Views, path: str, addresses: Sequence[str]) -> ExportGroup:
    """The same of records that are known by the URLs of their pages alone."""

    def make(url: str) -> ExportUnit:
        with views.index.log.apart():  # where a record was looked for it is not read
            key = _key_of(views.index, url)
        return ExportUnit((preview_piece(views, url, key),))

    return ExportGroup(path, addresses, make, (_file(path),))


def _file(path: str) -> JoinedFile:
    return JoinedFile(path, b"{", b",", b"}\n")


def _key_of(index: SiteIndex, url: str) -> PreviewKey:
    """The record whose page has a URL, which ends in its id. Raises KeyError where there is none."""
    name = unquote(url).split("/")[1]
    some = (
        PreviewKey("actor", name) if name in index.actors else None,
        PreviewKey("topic", name) if name in index.topics else None,
        PreviewKey("claim", name) if name in index.claims else None,
        PreviewKey("note", name) if name in index.notes else None,
    )
    for key in filter(None, some):
        if _url(index, key) == url:
            return key
    raise KeyError(url)


def preview_piece(views: Views, url: str, key: PreviewKey) -> bytes:
    """What a file of previews holds of a record: its URL, a colon, and an object with its keys in order."""
    shown = {name: value for name, value in _preview(views, key).items() if value}
    return _ENCODER.encode(url) + b":" + _ENCODER.encode(shown)


def _preview_keys(index: SiteIndex) -> Iterator[PreviewKey]:
    yield from (PreviewKey("actor", actor.id) for actor in index.actors.values())
    yield from (PreviewKey("topic", topic) for topic in index.topics)
    yield from (PreviewKey("claim", claim) for claim in index.claims)
    yield from (PreviewKey("note", note) for note in index.notes)


def _url(index: SiteIndex, key: PreviewKey) -> str:
    match key.kind:
        case "actor":
            return urls.actor(index.actors[ActorId(key.id)].kind, key.id)
        case "topic":
            return urls.topic(key.id)
        case "claim":
            return urls.claim(key.id)
        case "note":
            return urls.note(key.id)


def _preview(views: Views, key: PreviewKey) -> LinkPreview:
    match key.kind:
        case "actor":
            return _actor(views, views.index.actors[ActorId(key.id)])
        case "topic":
            return _topic(views, views.index.topics[TopicId(key.id)])
        case "claim":
            return _claim(views, views.index.claims[ClaimId(key.id)])
        case "note":
            return _note(views, views.index.notes[NoteId(key.id)])


def _actor(views: Views, actor: Actor) -> LinkPreview:
    articles = views.index.mention_counts.get(actor.id, NOT_NAMED).articles
    return {
        "kind": actor.kind.capitalize(),
        "title": actor.name,
        "line": views.one_line(actor, with_life=True),
        "text": views.markdown.lead(actor.summary or actor.body),
        "count": f"Named in {counted(articles, 'article')}" if articles else "",
    }


def _topic(views: Views, topic: Topic) -> LinkPreview:
    counts = (
        (len(views.index.topic_entries.get(topic.id, ())), "article"),
        (len(views.index.topic_claims.get(topic.id, ())), "claim"),
    )
    return {
        "kind": "Topic",
        "title": topic.name,
        "text": views.markdown.lead(topic.summary or topic.body),
        "count": ", ".join(counted(count, noun) for count, noun in counts if count),
    }


def _claim(views: Views, claim: Claim) -> LinkPreview:
    verdict = views.verdict(claim.verdict)
    speakers = ", ".join(views.beside(link.text) for link in views.actors(claim.speakers))
    return {
        "kind": f"Claim by {speakers or 'the article'}",
        "title": claim.claim,
        "verdict": verdict.label if verdict else "No verdict yet",
        "tone": verdict.tone.value if verdict else "",
        "text": views.markdown.lead(claim.review),
    }


def _note(views: Views, note: Note) -> LinkPreview:
    return {"kind": "Note", "title": note.title, "text": views.note_lead(note)}
