"""The archive as readers see it: without drafts, and without a trace of them in what they do see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from sitegen.content.references import map_texts, without_references
from sitegen.content.visibility.hidden_records import HiddenRecords, has_hidden, is_shown, is_visible
from sitegen.content.visibility.record_links import LinkIndex, RecordKey
from sitegen.content.visibility.record_references import (
    ActorOrTopic,
    is_name_only,
    key_of,
    named_in_fields,
    withdrawal_reason,
)
from sitegen.core.model import (
    Actor,
    ActorId,
    Archive,
    Article,
    Claim,
    Markdown,
    Note,
    ProsePage,
    Status,
    Topic,
    TopicId,
)
from sitegen.core.problems import Location, Problems

_R = TypeVar("_R", Article, Claim, Note, ProsePage)
_Open = TypeVar("_Open", Actor, Topic)
_Any = TypeVar("_Any", Article, Claim, Note, Actor, Topic)


def without_hidden(archive: Archive, unseen: HiddenRecords, problems: Problems, *, drafts: bool) -> Archive:
    """Its visible records, as if the others had never been written; of withdrawn ones what their pages say.

    Actors and topics have a status in it. Of actors that readers do not see the names stay, in `unseen_actors`: their
    words in a text are nobody else's. Reports: only-in-drafts, draft-named, dead-link, link-ambiguous.
    """
    if not has_hidden(archive):
        return _with_topic_names(archive)
    seer = _HiddenRemover(archive, unseen, problems, drafts=drafts)
    records: tuple[Actor | Topic, ...] = (*archive.actors, *archive.topics)
    for record in records:
        seer.tell_hidden(record)
    footer = archive.site.footer
    seen = Archive(
        site=replace(archive.site, footer=seer.text(footer)) if footer else archive.site,
        articles=tuple(seer.article(one) for one in seer.kept(archive.articles)),
        actors=tuple(seer.actor(one) for one in archive.actors if one.id not in unseen.actors),
        topics=tuple(seer.topic(one) for one in archive.topics if one.id not in unseen.topics),
        claims=tuple(seer.claim(one) for one in seer.kept(archive.claims) if seer.is_shown(one)),
        notes=tuple(seer.note(one) for one in seer.kept(archive.notes)),
        pages=tuple(seer.page(one) for one in seer.kept(archive.pages)),
        media=archive.media,
        unseen_actors=tuple(seer.name(one) for one in archive.actors if one.id in unseen.actors),
        unseen_topics=tuple(seer.stone(one) for one in archive.topics if one.id in unseen.topics),
        habits=archive.habits,
    )
    return _with_topic_names(seen)


def _with_topic_names(seen: Archive) -> Archive:
    """With topics that are only named by the name that the first of the records gives that readers see."""
    if not any(topic.spellings for topic in seen.topics):
        return seen
    records: tuple[Article | Actor | Claim | Note | Topic, ...] = (
        *seen.articles,
        *seen.actors,
        *seen.claims,
        *seen.notes,
        *seen.topics,
    )
    shown = {one.location for one in records if one.status is not Status.WITHDRAWN}
    found = []
    for topic in seen.topics:
        first = next((one for one in topic.spellings if one.record in shown), None)
        name, place = (first.name, first.place) if first else (topic.name, topic.location)
        found.append(replace(topic, name=name, location=place, spellings=()) if topic.spellings else topic)
    return replace(seen, topics=tuple(found))


class _HiddenRemover:
    def __init__(self, archive: Archive, unseen: HiddenRecords, problems: Problems, *, drafts: bool) -> None:
        self._unseen, self._problems, self._drafts = unseen, problems, drafts
        self._links = LinkIndex(archive)
        self._because = dict(unseen.because)
        self._hidden = {
            *((one.kind.value, one.id) for one in archive.actors if one.id in unseen.actors),
            *(("topic", one.id) for one in archive.topics if one.id in unseen.topics),
            *(("claim", one.id) for one in archive.claims if not self._is_seen(one) or not self._has_speaker(one)),
            *(("note", one.id) for one in archive.notes if not self._is_seen(one)),
            *(("article", one.id) for one in archive.articles if not self._is_seen(one)),
        }

    def _is_seen(self, record: Article | Claim | Note | ProsePage) -> bool:
        return is_visible(record.status, drafts=self._drafts)

    def _has_speaker(self, claim: Claim) -> bool:
        return is_shown(claim, self._unseen.actors)

    def kept(self, records: tuple[_R, ...]) -> Iterator[_R]:
        """Those that have a page: withdrawn ones with what they say of themselves."""
        return (one for one in records if self._is_seen(one) or one.status is Status.WITHDRAWN)

    def is_shown(self, claim: Claim) -> bool:
        """Whether a claim keeps a speaker, if it has one. Reports: draft-named."""
        if claim.status is Status.WITHDRAWN or self._has_speaker(claim):
            return True
        message = f"readers do not see who says this, {_quoted(claim.speakers)}, so they do not see the claim either"
        hint = "publish the speaker, or give the claim `status: draft`"
        self._problems.add(claim.location, "draft-named", message, hint)
        return False

    def tell_hidden(self, record: Actor | Topic) -> None:
        """Report a record that readers do not see, though nobody said so; a topic that is only named has none."""
        place = self._because.get(key_of(record))
        if place is None or self._drafts or (isinstance(record, Topic) and is_name_only(record)):
            return
        where = f"only in what readers do not see ({_file(place)})"
        message = f'"{record.name}" is named {where}, so they do not see it'
        hint = (
            "write `status: published` to show it, `status: draft` to say that it waits, "
            "or `status: withdrawn` to keep an address that readers know"
        )
        cause = f"these records are named {where}, so they do not see them"
        self._problems.add(record.location, "only-in-drafts", message, hint, cause=cause)

    def text(self, text: Markdown | None) -> Markdown | None:
        """Without links to what readers do not see. Reports: dead-link, link-ambiguous."""
        return text and self.words(text)

    def words(self, text: Markdown) -> Markdown:
        """The same for a text that is there."""
        return self._links.without(text, self._is_hidden, self._problems)

    def _plain(self, words: str, record: Claim) -> str:
        return self.words(Markdown(words, record.location)).text

    def _is_hidden(self, key: RecordKey) -> bool:
        return tuple(key) in self._hidden

    def _is_named(self, named: ActorOrTopic) -> bool:
        return named.id not in (self._unseen.topics if named.is_topic else self._unseen.actors)

    def _tell_left_out(self, record: Article | Claim | Note | Actor | Topic) -> None:
        left = [one.id for one in dict.fromkeys(named_in_fields(record)) if not self._is_named(one)]
        if left:
            message = f"this names {_quoted(left)}, which readers do not see: for them it is left out"
            hint = "publish what is named, or take it out here"
            self._problems.add(record.location, "draft-named", message, hint)

    def article(self, one: Article) -> Article:
        """Reports: draft-named."""
        if one.status is Status.WITHDRAWN:
            return Article(
                one.id, one.location, one.seed, one.title, status=one.status, language=one.language,
                withdrawn=self.text(withdrawal_reason(one)), formerly=one.formerly,
            )  # fmt: skip
        # A pin of somebody hidden stays: it keeps its words from being taken for anybody else's.
        return self._without_hidden(one, keep=("mentions",))

    def claim(self, one: Claim) -> Claim:
        """Reports: draft-named."""
        if one.status is Status.WITHDRAWN:
            why = self.text(withdrawal_reason(one))
            return Claim(one.id, one.location, "", status=one.status, withdrawn=why, formerly=one.formerly)
        history = tuple(replace(change, why=self._plain(change.why, one)) for change in one.history)
        return replace(self._without_hidden(one), history=history)

    def note(self, one: Note) -> Note:
        """Reports: draft-named."""
        if one.status is Status.WITHDRAWN:
            why, nothing = self.text(one.withdrawn), Markdown("", one.location)
            return Note(one.id, one.location, "", nothing, status=one.status, withdrawn=why, formerly=one.formerly)
        return self._without_hidden(one)

    def page(self, one: ProsePage) -> ProsePage:
        """A prose page, or what its address says since it was withdrawn."""
        if one.status is Status.WITHDRAWN:
            return replace(one, body=Markdown("", one.location), summary="", withdrawn=self.text(one.withdrawn))
        return map_texts(one, self.words)

    def actor(self, one: Actor) -> Actor:
        """Reports: draft-named."""
        return replace(self._without_hidden(one), status=self._status(one))

    def topic(self, one: Topic) -> Topic:
        """Reports: draft-named."""
        return replace(self._without_hidden(one), status=self._status(one))

    def _without_hidden(self, one: _Any, keep: Collection[str] = ()) -> _Any:
        """A record without what it says of those that readers do not see. Reports: draft-named, dead-link."""
        self._tell_left_out(one)
        hidden = {ActorId: self._unseen.actors, TopicId: self._unseen.topics}
        return map_texts(without_references(one, hidden, keep), self.words)

    def _status(self, one: Actor | Topic) -> Status:
        return Status.DRAFT if key_of(one) in self._unseen.drafts else Status.PUBLISHED

    def name(self, one: Actor) -> Actor:
        """What stays of an actor that readers do not see."""
        left = Actor(one.id, one.location, one.name, one.kind, "", one.aliases, one.surnames)
        return self._with_stone(replace(left, is_pinned_only=one.is_pinned_only), one)

    def stone(self, one: Topic) -> Topic:
        """What stays of a topic that readers do not see."""
        return self._with_stone(Topic(one.id, "", one.location), one)

    def _with_stone(self, left: _Open, one: _Open) -> _Open:
        if one.status is not Status.WITHDRAWN:
            return replace(left, status=Status.DRAFT)
        return replace(left, status=one.status, withdrawn=self.text(one.withdrawn), formerly=one.formerly)


def _quoted(ids: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in ids)


def _file(place: Location) -> str:
    return str(Location(place.file, place.line))
