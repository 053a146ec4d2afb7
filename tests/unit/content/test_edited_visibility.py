"""What is kept of who is seen is enough: where an edit is said to change nobody's being seen, it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from support.checkout import TIMES
from support.sample_archives import SCALE, article, claim, md, note, person, topic

from sitegen.content import visibility
from sitegen.content.visibility import EditedVisibility, HiddenRecords, KeptVisibility
from sitegen.core.model import (
    Actor,
    ActorId,
    Archive,
    ArticleId,
    Markdown,
    Relation,
    Role,
    Site,
    Status,
    TopicId,
    Withdrawal,
)
from sitegen.core.problems import Location, Problem, Problems

DRAFT, PUBLISHED, WITHDRAWN = Status.DRAFT, Status.PUBLISHED, Status.WITHDRAWN
ACTORS = ("ana", "bert", "cleo", "dan", "eve", "fay")
TOPICS = ("rain", "salt", "tin")
ARTICLES, CLAIMS, NOTES = ("p", "q", "r"), ("c1", "c2", "c3", "c4"), ("n1", "n2", "n3")
OPEN = (None, None, None, None, DRAFT, PUBLISHED, WITHDRAWN)
OWN = (PUBLISHED, PUBLISHED, PUBLISHED, DRAFT, WITHDRAWN)
Texts = dict[ArticleId, tuple[ActorId, ...]]


class Written(NamedTuple):
    """An archive as it was written, and whose names stand in its texts."""

    archive: Archive
    texts: Texts

    def hidden(self, *, drafts: bool) -> HiddenRecords:
        return visibility.find_hidden(self.archive, self.texts, drafts=drafts)

    def seen(self, *, drafts: bool) -> tuple[Archive, set[Problem]]:
        problems = Problems()
        return visibility.without_hidden(self.archive, self.hidden(drafts=drafts), problems, drafts=drafts), {*problems}

    def kept(self, *, drafts: bool) -> KeptVisibility:
        graphs = visibility.graphs_of(self.archive, self.texts, drafts=drafts)
        hidden, (seen, _) = visibility.hidden_in(graphs), self.seen(drafts=drafts)
        return visibility.kept_visibility(self.archive, seen, hidden, graphs, drafts=drafts)


def some(chance: Random, names: Sequence[str], most: int = 2) -> tuple[Any, ...]:
    return tuple(chance.sample(names, chance.choice((0, 0, 1, most))))


def words(chance: Random) -> Markdown:
    """Links, at a place of their own."""
    links = " ".join(f"[[{one}]]" for one in some(chance, (*ACTORS, *TOPICS, *CLAIMS, *NOTES)))
    return Markdown(links, Location("content/x.yaml", chance.randrange(1, 10**9)))


FIELDS: dict[str, Callable[[Random], Any]] = {
    "related": lambda chance: tuple(Relation(ActorId(one), "friend") for one in some(chance, ACTORS)),
    "roles": lambda chance: tuple(Role("clerk", ActorId(one)) for one in some(chance, ACTORS, 1)),
    "summary": words,
    "body": words,
    "review": words,
    "topics": lambda chance: some(chance, TOPICS),
    "parent": lambda chance: chance.choice((None, *map(TopicId, TOPICS))),
    "speakers": lambda chance: some(chance, ACTORS),
    "about": lambda chance: some(chance, ACTORS),
    "actors": lambda chance: some(chance, ACTORS),
}
KINDS: dict[str, tuple[str, ...]] = {
    "actors": ("related", "roles", "summary", "topics"),
    "topics": ("summary", "parent"),
    "articles": ("actors", "topics", "summary"),
    "claims": ("speakers", "about", "topics", "review"),
    "notes": ("actors", "topics", "body"),
}


def placed(record: Any, kind: str, line: int) -> Any:
    return replace(record, location=Location(f"content/{kind}/all.yaml", line))


def start(chance: Random) -> Written:
    made: dict[str, Any] = {
        "actors": [person(one, one.title(), status=chance.choice(OPEN)) for one in ACTORS],
        "topics": [topic(one, status=chance.choice(OPEN), summary=md("")) for one in TOPICS],
        "articles": [article(one, status=chance.choice(OWN)) for one in ARTICLES],
        "claims": [claim(one, status=chance.choice(OWN)) for one in CLAIMS],
        "notes": [note(one, status=chance.choice(OWN) if one != NOTES[0] else DRAFT) for one in NOTES],
    }
    for kind, records in made.items():
        for number, one in enumerate(records):
            given = {field: FIELDS[field](chance) for field in KINDS[kind]}
            if one.status is WITHDRAWN:
                given["withdrawn"] = Withdrawal(why=words(chance))
            records[number] = placed(replace(one, **given), kind, 10 * number + 1)
    texts = {ArticleId(one): some(chance, ACTORS) for one in ARTICLES}
    given_records: dict[str, Any] = {kind: tuple(of_kind) for kind, of_kind in made.items()}
    return Written(Archive(Site(verdicts=SCALE), **given_records), texts)


def edited(chance: Random, before: Written) -> tuple[Written, list[tuple[Any, Any]]]:
    """The archive after an edit of one file, and all pairs of its records: those below what was edited move down."""
    kind, at, line = chance.choice([*KINDS]), chance.randrange(3), chance.choice((0, 0, 1))
    records = list(getattr(before.archive, kind))
    field, texts = chance.choice(KINDS[kind]), dict(before.texts)
    records[at] = replace(records[at], **{field: FIELDS[field](chance)})
    if kind == "articles" and chance.random() < 0.7:
        texts[records[at].id] = some(chance, ACTORS)
    records[at + 1 :] = [placed(one, kind, one.location.line + line) for one in records[at + 1 :]]
    pairs = list(zip(getattr(before.archive, kind), records, strict=True))
    return Written(replace(before.archive, **{kind: tuple(records)}), texts), pairs


def of_one(archive: Archive, record: Any) -> Any:
    every: tuple[Any, ...] = (*archive.actors, *archive.topics, *archive.articles, *archive.claims, *archive.notes)
    return next((one for one in (*every, *archive.hidden_actors, *archive.hidden_topics) if one.id == record.id), None)


@pytest.mark.parametrize("drafts", [False, True], ids=["without drafts", "with drafts"])
def test_what_is_said_of_an_edit_is_what_the_whole_archive_says(drafts: bool) -> None:
    chance, settled, ways = Random(0), 0, set[bool]()
    for _ in range(25 * TIMES):
        before = start(chance)
        kept, (was, told) = before.kept(drafts=drafts), before.seen(drafts=drafts)
        for _ in range(8):
            after, pairs = edited(chance, before)
            edit = EditedVisibility(was, kept, drafts=drafts)
            seen = [edit.put(*pair, _names(pair, before, after)) for pair in pairs]
            now, told_now = after.seen(drafts=drafts)
            ways.add(edit.is_settled)
            if edit.is_settled:
                settled += 1
                assert before.hidden(drafts=drafts)._replace(because=()) == after.hidden(drafts=drafts)._replace(
                    because=()
                )
                assert [one.before for one in seen] == [of_one(was, record) for record, _ in pairs]
                assert [one.after for one in seen] == [of_one(now, record) for _, record in pairs]
                gone, came = map(set, edit.problems())
                assert gone <= told
                assert (told - gone) | came == told_now
                kept = edit.kept_after()
            else:
                kept = after.kept(drafts=drafts)
            before, was, told = after, now, told_now
    assert ways == {True, False}
    assert settled > 60 * TIMES


def _names(pair: tuple[Any, Any], before: Written, after: Written) -> tuple[tuple[ActorId, ...], ...]:
    return (before.texts.get(pair[0].id, ()), after.texts.get(pair[1].id, ()))


def archive_of(*actors: Actor) -> Archive:
    shown = claim("c1", speakers=(ActorId("ana"),))
    waits = claim("c2", speakers=(ActorId("ana"), ActorId("bert")), status=DRAFT)
    return Archive(Site(verdicts=SCALE), actors=actors, claims=(shown, waits))


def test_a_draft_may_name_whom_all_see_and_a_published_claim_nobody_hidden() -> None:
    actors = person("ana", "Ana Reyes"), person("bert", "Bert Holt"), person("cleo", "Cleo Moss")
    written = Written(archive_of(*actors), {})
    (seen, _), kept = written.seen(drafts=False), written.kept(drafts=False)
    assert [one.id for one in seen.hidden_actors] == ["bert"]
    shown, waits = written.archive.claims

    def is_settled(before: Any, **changes: object) -> bool:
        edit = EditedVisibility(seen, kept, drafts=False)
        edit.put(before, replace(before, **changes))
        return edit.is_settled

    assert is_settled(waits, speakers=(ActorId("bert"),))
    assert is_settled(waits, about=(ActorId("ana"),))
    assert not is_settled(waits, speakers=(ActorId("ana"),)), "nothing hides Bert Holt any more"
    assert not is_settled(waits, about=(ActorId("cleo"),)), "named in a draft alone"
    assert is_settled(shown, about=(ActorId("cleo"),))
    assert not is_settled(shown, about=(ActorId("bert"),)), "he is seen by that"
    assert not is_settled(shown, speakers=(ActorId("cleo"),)), "the last one that names Ana Reyes"
