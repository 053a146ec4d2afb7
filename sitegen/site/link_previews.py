"""The first lines of every actor, topic, claim and note, for the cards that open beside links to them.

They are spread over files by their URLs, so that a page fetches a small file however large the archive is. What readers
do not see is in none: the index leaves it out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.model import Actor, Claim, Note, Topic
from sitegen.site.index import SiteIndex
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted
from sitegen.site.record_markdown import RecordMarkdown

LinkPreview = dict[str, str]
"""`kind` and `title`; where there is something to say `line`, `text`, `count`, `verdict` and its `tone`."""


def preview_files(index: SiteIndex, markdown: RecordMarkdown, digits: int) -> Iterator[tuple[str, bytes]]:
    """JSON objects from URL to preview, spread over files by the hash of the URL: paths below the output folder.

    `digits` is how many hexadecimal digits of it name a file, as in `urls.preview_digits`.
    """
    shards: defaultdict[str, dict[str, LinkPreview]] = defaultdict(dict)
    for url, preview in _previews(Views(index, markdown)):
        shards[urls.preview_file(url, digits)][url] = {key: value for key, value in preview.items() if value}
    for path, shown in sorted(shards.items()):
        text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield path, f"{text}\n".encode()


def _previews(views: Views) -> Iterator[tuple[str, LinkPreview]]:
    index = views.index
    for actor in index.actors.values():
        yield urls.actor(actor.kind, actor.id), _actor(views, actor)
    for topic in index.topics.values():
        yield urls.topic(topic.id), _topic(views, topic)
    for claim in index.claims.values():
        yield urls.claim(claim.id), _claim(views, claim)
    for note in index.notes.values():
        yield urls.note(note.id), _note(views, note)


def _actor(views: Views, actor: Actor) -> LinkPreview:
    mentions = views.index.mentions.get(actor.id, ())
    return {
        "kind": actor.kind.capitalize(),
        "title": actor.name,
        "line": views.one_line(actor, with_life=True),
        "text": views.markdown.lead(actor.summary or actor.body),
        "count": f"Named in {counted(len(mentions), 'article')}" if mentions else "",
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
    return {"kind": "Note", "title": note.title, "text": views.markdown.lead(note.body)}
