"""The archive as readers see it: without hidden records, and without a trace of them in the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from sitegen.content.reference_fields import map_texts, without_references
from sitegen.content.visibility.hidden_records import HiddenRecords, has_hidden, is_shown, is_visible
from sitegen.content.visibility.record_links import LinkIndex, RecordKey
from sitegen.content.visibility.record_references import (
    ActorOrTopic,
    Record,
    is_name_only,
    key_of,
    named_in_fields,
    withdrawal_of,
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
    Withdrawal,
)
from sitegen.core.problems import Location, Problem, Problems

_R = TypeVar("_R", Article, Claim, Note, ProsePage)
_Open = TypeVar("_Open", Actor, Topic)
_Any = TypeVar("_Any", Article, Claim, Note, Actor, Topic)


class ToldActorOrTopic(NamedTuple):
    """One that is hidden by those who name it, as its author is told."""

    name: str
    location: Location
    because: Location
    """Of the first hidden record that leads to it."""


def without_hidden(archive: Archive, hidden: HiddenRecords, problems: Problems, *, drafts: bool) -> Archive:
    """The visible records, as if the others had never been written; of withdrawn ones what their pages say.

    Actors and topics have a status in it. Of actors that readers do not see the names stay, in `hidden_actors`: their
    words in a text are nobody else's. Reports: only-in-drafts, draft-named, dead-link, link-ambiguous.
    """
    if not has_hidden(archive):
        return _with_topic_names(archive)
    remover = _remover_of(archive, hidden, problems, drafts=drafts)
    if not drafts:
        problems.extend(map(hidden_problem, told_of(archive, hidden)))
    footer = archive.site.footer
    seen = Archive(
        site=replace(archive.site, footer=remover.text(footer)) if footer else archive.site,
        articles=tuple(remover.article(one) for one in remover.kept(archive.articles)),
        actors=tuple(remover.actor(one) for one in archive.actors if one.id not in hidden.actors),
        topics=tuple(remover.topic(one) for one in archive.topics if one.id not in hidden.topics),
        claims=tuple(remover.claim(one) for one in remover.kept(archive.claims) if remover.is_shown(one)),
        notes=tuple(remover.note(one) for one in remover.kept(archive.notes)),
        pages=tuple(remover.page(one) for one in remover.kept(archive.pages)),
        media=archive.media,
        hidden_actors=tuple(remover.hidden_actor(one) for one in archive.actors if one.id in hidden.actors),
        hidden_topics=tuple(remover.hidden_topic(one) for one in archive.topics if one.id in hidden.topics),
        word_usage=archive.word_usage,
    )
    return _with_topic_names(seen)


def _with_topic_names(seen: Archive) -> Archive:
    """The archive with each topic that has no record named as the first visible record spells it."""
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


def hidden_keys(archive: Archive, hidden: HiddenRecords, *, drafts: bool) -> set[RecordKey]:
    """The records to which no link leads."""

    def is_seen(record: Article | Claim | Note) -> bool:
        is_hidden = isinstance(record, Claim) and not is_shown(record, hidden.actors)
        return is_visible(record.status, drafts=drafts) and not is_hidden

    return {
        *(RecordKey(one.kind.value, one.id) for one in archive.actors if one.id in hidden.actors),
        *(RecordKey("topic", one.id) for one in archive.topics if one.id in hidden.topics),
        *(RecordKey("claim", one.id) for one in archive.claims if not is_seen(one)),
        *(RecordKey("note", one.id) for one in archive.notes if not is_seen(one)),
        *(RecordKey("article", one.id) for one in archive.articles if not is_seen(one)),
    }


def _remover_of(archive: Archive, hidden: HiddenRecords, problems: Problems, *, drafts: bool) -> HiddenRemover:
    keys = hidden_keys(archive, hidden, drafts=drafts)
    return HiddenRemover(LinkIndex(archive), hidden, keys.__contains__, problems, drafts=drafts)


def told_of(archive: Archive, hidden: HiddenRecords) -> Iterator[ToldActorOrTopic]:
    """Those that are hidden by those who name them, but no topic without a record."""
    because = dict(hidden.because)
    records: tuple[Actor | Topic, ...] = (*archive.actors, *archive.topics)
    for one in records if because else ():
        place = because.get(key_of(one))
        if place and not (isinstance(one, Topic) and is_name_only(one)):
            yield ToldActorOrTopic(one.name, one.location, place)


def hidden_problem(one: ToldActorOrTopic) -> Problem:
    """The warning that an actor or a topic is hidden by those who name it."""
    where = f"only in what readers do not see ({_file(one.because)})"
    hint = (
        "write `status: published` to show it, `status: draft` to say that it waits, "
        "or `status: withdrawn` to keep an address that readers know"
    )
    message = f'"{one.name}" is named {where}, so they do not see it'
    cause = f"these records are named {where}, so they do not see them"
    return Problem(one.location, "only-in-drafts", message, hint, cause)


class HiddenRemover:
    """Makes of records what readers see of them."""

    def __init__(
        self,
        links: LinkIndex,
        hidden: HiddenRecords,
        is_hidden: Callable[[RecordKey], bool],
        problems: Problems,
        *,
        drafts: bool,
    ) -> None:
        """`is_hidden`: whether a record is among `hidden_keys`."""
        self._hidden_records, self._problems, self._drafts = hidden, problems, drafts
        self._links, self._is_hidden = links, is_hidden

    def _is_seen(self, record: Article | Claim | Note | ProsePage) -> bool:
        return is_visible(record.status, drafts=self._drafts)

    def kept(self, records: Iterable[_R]) -> Iterator[_R]:
        """Those that have a page: the visible, and the withdrawn, whose pages say why."""
        return filter(self._is_kept, records)

    def _is_kept(self, record: Article | Claim | Note | ProsePage) -> bool:
        return self._is_seen(record) or record.status is Status.WITHDRAWN

    def is_shown(self, claim: Claim) -> bool:
        """Whether a claim keeps a speaker, if it has one. Reports: draft-named."""
        if claim.status is Status.WITHDRAWN or is_shown(claim, self._hidden_records.actors):
            return True
        message = f"readers do not see who says this, {_quoted(claim.speakers)}, so they do not see the claim either"
        hint = "publish the speaker, or give the claim `status: draft`"
        self._problems.add(claim.location, "draft-named", message, hint)
        return False

    def seen(self, record: Record) -> Record | None:
        """What readers see of a record; None = nothing. Of hidden actors and topics what stays of them.

        Reports: draft-named, dead-link, link-ambiguous.
        """
        if isinstance(record, Actor):
            return self.hidden_actor(record) if record.id in self._hidden_records.actors else self.actor(record)
        if isinstance(record, Topic):
            return self.hidden_topic(record) if record.id in self._hidden_records.topics else self.topic(record)
        if not self._is_kept(record):
            return None
        if isinstance(record, Claim):
            return self.claim(record) if self.is_shown(record) else None
        if isinstance(record, Article):
            return self.article(record)
        return self.note(record) if isinstance(record, Note) else self.page(record)

    def text(self, text: Markdown | None) -> Markdown | None:
        """The text without links to hidden records; None for None. Reports: dead-link, link-ambiguous."""
        return text and self.words(text)

    def _withdrawal(self, record: Record) -> Withdrawal | None:
        """What is said of a withdrawn record, without links to hidden ones. Reports: dead-link, link-ambiguous."""
        said = withdrawal_of(record)
        return said and replace(said, why=self.text(said.why))

    def words(self, text: Markdown) -> Markdown:
        """The text without links to hidden records. Reports: dead-link, link-ambiguous."""
        return self._links.without(text, self._is_hidden, self._problems)

    def _plain(self, words: str, record: Claim) -> str:
        return self.words(Markdown(words, record.location)).text

    def _is_named(self, named: ActorOrTopic) -> bool:
        return named.id not in (self._hidden_records.topics if named.is_topic else self._hidden_records.actors)

    def _report_left_out(self, record: Article | Claim | Note | Actor | Topic) -> None:
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
                withdrawn=self._withdrawal(one), formerly=one.formerly,
            )  # fmt: skip
        # A pin of somebody hidden stays: it keeps its words from being taken for anybody else's.
        return self._without_hidden(one, keep=("mentions",))

    def claim(self, one: Claim) -> Claim:
        """Reports: draft-named."""
        if one.status is Status.WITHDRAWN:
            said = self._withdrawal(one)
            return Claim(one.id, one.location, "", status=one.status, withdrawn=said, formerly=one.formerly)
        history = tuple(replace(change, why=self._plain(change.why, one)) for change in one.history)
        # Of whom readers do not see nobody else has said it.
        passages = tuple(place for place in one.passages if is_shown(place, self._hidden_records.actors))
        return replace(self._without_hidden(replace(one, passages=passages)), history=history)

    def note(self, one: Note) -> Note:
        """Reports: draft-named."""
        if one.status is Status.WITHDRAWN:
            said, nothing = self._withdrawal(one), Markdown("", one.location)
            return Note(one.id, one.location, "", nothing, status=one.status, withdrawn=said, formerly=one.formerly)
        return self._without_hidden(one)

    def page(self, one: ProsePage) -> ProsePage:
        """A prose page, or what its address says since it was withdrawn."""
        if one.status is Status.WITHDRAWN:
            return replace(one, body=Markdown("", one.location), summary="", withdrawn=self._withdrawal(one))
        return map_texts(one, self.words)

    def actor(self, one: Actor) -> Actor:
        """Reports: draft-named."""
        return replace(self._without_hidden(one), status=self._status(one))

    def topic(self, one: Topic) -> Topic:
        """Reports: draft-named."""
        return replace(self._without_hidden(one), status=self._status(one))

    def _without_hidden(self, one: _Any, keep: Collection[str] = ()) -> _Any:
        """A record without references and links to hidden ones. Reports: draft-named, dead-link, link-ambiguous."""
        self._report_left_out(one)
        hidden = {ActorId: self._hidden_records.actors, TopicId: self._hidden_records.topics}
        return map_texts(without_references(one, hidden, keep), self.words)

    def _status(self, one: Actor | Topic) -> Status:
        return Status.DRAFT if key_of(one) in self._hidden_records.drafts else Status.PUBLISHED

    def hidden_actor(self, one: Actor) -> Actor:
        """What stays of a hidden actor: the names, so that their words in a text are nobody else's."""
        left = Actor(one.id, one.location, one.name, one.kind, "", one.aliases, one.surnames)
        return self._with_reason(replace(left, is_pinned_only=one.is_pinned_only), one)

    def hidden_topic(self, one: Topic) -> Topic:
        """What stays of a hidden topic: its id, and if it was withdrawn why."""
        return self._with_reason(Topic(one.id, "", one.location), one)

    def _with_reason(self, left: _Open, one: _Open) -> _Open:
        if one.status is not Status.WITHDRAWN:
            return replace(left, status=Status.DRAFT)
        return replace(left, status=one.status, withdrawn=self._withdrawal(one), formerly=one.formerly)


def _quoted(ids: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in ids)


def _file(place: Location) -> str:
    return str(Location(place.file, place.line))
