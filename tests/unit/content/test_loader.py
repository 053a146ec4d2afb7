"""Folders of files → an archive that is checked against itself."""

# ruff: noqa: E501 (a message stands in one line, as its reader sees it)

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.checkout import ROOT

from sitegen.content.loader import load
from sitegen.content.loader.person_names import sort_name, surnames
from sitegen.content.schema import DEFAULT_VERDICTS
from sitegen.content.yaml_reader import split_front_matter
from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    AnnotationTarget,
    Archive,
    Article,
    ArticleId,
    Claim,
    Date,
    ManualMention,
    Markdown,
    NavigationItem,
    NotMention,
    Publisher,
    Quote,
    Role,
    Site,
    Source,
    Status,
    Topic,
    TopicId,
    TopicSpelling,
    Withdrawal,
)
from sitegen.core.problems import Location, Problems

Files = Mapping[str, str | bytes]
Write = Callable[[Files], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files below a new archive's root."""

    def write(files: Files) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def loaded(root: Path) -> Archive:
    """The archive, in which nothing may be wrong."""
    problems = Problems()
    archive = load(root, problems)
    assert [str(problem) for problem in problems] == []
    assert archive is not None
    return archive


def told(root: Path) -> list[str]:
    """What is wrong, without the hints."""
    problems = Problems()
    load(root, problems)
    return [str(problem).split("\n")[0] for problem in problems]


def hints(root: Path) -> list[str]:
    problems = Problems()
    load(root, problems)
    return [problem.hint for problem in problems]


def read(root: Path) -> Archive:
    """The archive, whatever is wrong in it."""
    archive = load(root, Problems())
    assert archive
    return archive


def codes(root: Path) -> list[str]:
    problems = Problems()
    load(root, problems)
    return [problem.code for problem in problems]


SEED: Files = {"seeds/vote.txt": "The council voted.\n"}
ANA: Files = {"content/actors/ana.yaml": "name: Ana Reyes\n"}


# --- what is there, and what is read ---------------------------------------------------------------------------


def test_the_reference_archive_and_the_starter_have_no_problems() -> None:
    starters = [ROOT / "sitegen/content/starter" / kind for kind in ("newsroom", "edition", "classroom")]
    for root in (ROOT, *starters):
        archive = loaded(root)
        assert archive.articles != ()
        assert archive.actors != ()


def test_a_folder_without_seeds_and_content_is_no_archive(tmp_path: Path) -> None:
    problems = Problems()
    assert load(tmp_path, problems) is None
    assert [problem.code for problem in problems] == ["no-archive"]


def test_texts_alone_are_an_archive(write: Write) -> None:
    root = write({"seeds/b/Council Vote.txt": "x", "seeds/a.md": "# A\n"})
    assert loaded(root) == Archive(
        Site(verdicts=DEFAULT_VERDICTS),
        articles=(
            Article(ArticleId("a"), Location("seeds/a.md"), "a.md"),
            Article(ArticleId("council-vote"), Location("seeds/b/Council Vote.txt"), "b/Council Vote.txt"),
        ),
    )


def test_content_alone_is_an_archive(write: Write) -> None:
    assert [actor.id for actor in loaded(write(ANA)).actors] == ["ana"]


@pytest.mark.parametrize(
    "name", [".x.txt", "_x.txt", "x.txt~", "4913", ".#x.txt", "#x.txt#", "x.swp", "x.tmp", "x.bak"]
)
def test_hidden_and_temporary_files_are_passed_over(write: Write, name: str) -> None:
    root = write({**SEED, f"seeds/{name}": b"\xff", f"content/actors/{name}": b"\xff", f"content/{name}": b"\xff"})
    assert len(loaded(root).articles) == 1


def test_a_folder_is_read_whatever_number_it_is_called(write: Write) -> None:
    assert len(loaded(write({"seeds/2024/a.txt": "x", "seeds/4913/b.txt": "x"})).articles) == 2


def test_hidden_folders_are_passed_over(write: Write) -> None:
    root = write({**SEED, "seeds/_old/x.txt": b"\xff", "content/.git/x.yaml": "[", "content/actors/_x/y.yaml": "["})
    assert len(loaded(root).articles) == 1


def test_records_lie_in_folders_of_any_depth_and_may_end_in_yml(write: Write) -> None:
    root = write({"content/actors/a/b/ana.yml": "name: Ana", "content/actors/TOM.YAML": "name: Tom"})
    assert [actor.id for actor in loaded(root).actors] == ["ana", "tom"]


def test_media_are_listed_by_their_paths(write: Write) -> None:
    root = write({**SEED, "content/media/b/x.png": b"x", "content/media/a.png": b"x"})
    assert loaded(root).media == ("a.png", "b/x.png")


def test_files_that_nobody_reads_are_warned_of(write: Write) -> None:
    root = write({
        **SEED,
        "content/actor/ana.yaml": "name: Ana", "content/actors.yaml": "", "content/articles/x.md": "",
        "content/pages/x.html": "", "content/site.yml": "", "content/site.yaml": "", "seeds/x.docx": "",
    })  # fmt: skip
    assert told(root) == [
        'content/actor: warning[unknown-file]: there is no folder "actor" in content/',
        'content/actors.yaml: warning[unknown-file]: "actors.yaml" is not read',
        'content/articles/x.md: warning[unknown-file]: "x.md" is not read',
        'content/pages/x.html: warning[unknown-file]: "x.html" is not read',
        'content/site.yml: warning[unknown-file]: "site.yml" is not read',
        'seeds/x.docx: warning[unknown-file]: "x.docx" is no seed and is not read',
    ]
    assert hints(root)[:2] == [
        'did you mean "actors"?', "move it into content/actors/, or into another folder of records"
    ]  # fmt: skip


def test_a_link_that_leads_out_is_not_followed(
    write: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.txt").write_text("secret")
    write(SEED)
    (tmp_path / "seeds/leak.txt").symlink_to(outside / "x.txt")
    (tmp_path / "content").symlink_to(outside)
    (tmp_path / "seeds/folder").symlink_to("../..")
    assert told(tmp_path) == [
        'content: error[outside-link]: "content" is a link that leads out of the archive, and is not followed',
        'seeds/folder: error[outside-link]: "seeds/folder" is a link that leads out of the archive, and is not followed',
        'seeds/leak.txt: error[outside-link]: "seeds/leak.txt" is a link that leads out of the archive, and is not followed',
    ]  # fmt: skip


def test_links_within_the_archive_are_followed_but_not_in_circles(write: Write, tmp_path: Path) -> None:
    write({**SEED, "seeds/texts/b/more.txt": "x"})
    (tmp_path / "seeds/more").symlink_to("texts")
    (tmp_path / "seeds/texts/b/again").symlink_to("..")
    (tmp_path / "seeds/gone.txt").symlink_to("nowhere")
    problems = Problems()
    archive = load(tmp_path, problems)
    assert archive is not None
    assert [article.seed for article in archive.articles] == ["more/b/more.txt", "vote.txt"]
    assert [(problem.location.file, problem.code) for problem in problems] == [
        ("seeds/gone.txt", "unreadable-file"), ("seeds/more/b/again", "unreadable-file"),
        ("seeds/texts/b/again", "unreadable-file"), ("seeds/texts/b/more.txt", "duplicate-id"),
    ]  # fmt: skip


def test_what_is_no_file_is_never_opened(write: Write, tmp_path: Path) -> None:
    write(SEED)
    os.mkfifo(tmp_path / "seeds/pipe.txt")
    (tmp_path / "seeds/link.txt").symlink_to("pipe.txt")
    (tmp_path / "seeds/folder.txt").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket has to be short
        server.bind("seeds/socket.txt")
        os.chdir(here)
    assert told(tmp_path) == [
        'seeds/link.txt: error[unreadable-file]: "seeds/link.txt" cannot be read: it is a pipe, not a file',
        'seeds/pipe.txt: error[unreadable-file]: "seeds/pipe.txt" cannot be read: it is a pipe, not a file',
        'seeds/socket.txt: error[unreadable-file]: "seeds/socket.txt" cannot be read: it is a socket, not a file',
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_must_not_be_read_is_told(write: Write, tmp_path: Path) -> None:
    (write(SEED) / "seeds/vote.txt").chmod(0)
    assert told(tmp_path) == [
        'seeds/vote.txt: error[unreadable-file]: "seeds/vote.txt" cannot be read: Permission denied'
    ]


def test_a_name_that_is_not_utf8_is_told(write: Write, tmp_path: Path) -> None:
    write(SEED)
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/seeds/caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system has only UTF-8 names")
    assert codes(tmp_path) == ["unreadable-file"]


def test_what_is_not_utf8_is_told_with_its_place(write: Write) -> None:
    root = write({"seeds/a.txt": b"ab\n\xed", "content/actors/b.yaml": b"name: \xed", "content/pages/c.md": b"\xed"})
    assert told(root) == [
        "content/actors/b.yaml:1:7: error[not-utf8]: not UTF-8: byte 0xED at position 6",
        "content/pages/c.md:1:1: error[not-utf8]: not UTF-8: byte 0xED at position 0",
        "seeds/a.txt:2:1: error[not-utf8]: not UTF-8: byte 0xED at position 3",
    ]


def test_the_order_of_the_disk_makes_no_difference(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(
        {**SEED, "seeds/b.txt": "x", "seeds/c/d.txt": "x", **ANA, "content/actors/b.yaml": "- {id: ana, name: B}"}
    )
    problems, others = Problems(), Problems()
    archive, scandir = load(root, problems), os.scandir

    class Backwards:
        def __init__(self, path: str) -> None:
            with scandir(path) as entries:
                self._entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self._entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert load(root, others) == archive
    assert list(others) == list(problems)


# --- records and ids -------------------------------------------------------------------------------------------


def test_text_stays_text(write: Write) -> None:
    root = write({
        "content/actors/x.yaml": "- {id: 0123, name: No}\n- {id: off, name: 1984, aliases: [On, 12:30]}\n",
        "content/claims/c.yaml": "- {id: 007, claim: yes, speaker: 0123, verdict: false, topics: [404]}\n",
    })  # fmt: skip
    archive = loaded(root)
    assert [(actor.id, actor.name, actor.aliases) for actor in archive.actors] == [
        ("0123", "No", ()), ("off", "1984", ("On", "12:30"))
    ]  # fmt: skip
    (claim,) = archive.claims
    assert (claim.id, claim.claim, claim.speakers, claim.verdict, claim.topics) == (
        "007", "yes", ("0123",), "false", ("404",)
    )  # fmt: skip
    assert [(topic.id, topic.name) for topic in archive.topics] == [("404", "404")]


def test_an_empty_key_is_an_absent_one_and_an_empty_file_is_fine(write: Write) -> None:
    root = write({
        "content/actors/a.yaml": 'name: Ana\naliases:\nsummary: ""\nroles: []\nborn:\n',
        "content/actors/b.yaml": "", "content/actors/c.yaml": "# nothing yet\n", "content/site.yaml": "\n",
        "content/topics/d.yaml": "[]",
    })  # fmt: skip
    assert loaded(root).actors == (
        Actor(ActorId("a"), Location("content/actors/a.yaml", 1, 1), "Ana", sort_name="Ana"),
    )


def test_one_value_is_a_list_of_one(write: Write) -> None:
    text = "name: Police\naliases: NOPD\nsame_as: https://example.org/q\nsources: {title: Report}\nkind: organization\n"
    (actor,) = loaded(write({"content/actors/p.yaml": text})).actors
    report = Source("Report", location=Location("content/actors/p.yaml", 4, 10))
    assert (actor.aliases, actor.same_as, actor.sources) == (("NOPD",), ("https://example.org/q",), (report,))


def test_an_item_has_to_be_a_record_with_an_id(write: Write) -> None:
    root = write({"content/actors/a.yaml": "- name: Ana\n-\n- Tom\n- []\n", "content/actors/b.yaml": "Tom"})
    assert told(root) == [
        "content/actors/a.yaml:1:3: error[missing-key]: a record in a list needs an id",
        "content/actors/a.yaml:2:2: error[empty-item]: there is nothing in this item",
        'content/actors/a.yaml:3:3: error[wrong-type]: a record is asked for, and here is the text "Tom"',
        "content/actors/a.yaml:4:3: error[wrong-type]: a record is asked for, and here is a list",
        'content/actors/b.yaml:1:1: error[wrong-type]: a record is asked for, and here is the text "Tom"',
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Ana Reyes", 'write "ana-reyes"'),
        ("../../evil", 'write "evil"'),
        ("'%2e%2e%2fevil'", 'write "2e-2e-2fevil"'),
        ("a_b", 'write "a-b"'),
        ('"a\\0b"', 'write "ab"'),
        ("..", "an id is lower-case letters of any script, digits and hyphens"),
        ("é" * 101, "choose a shorter one"),
    ],
)
def test_what_cannot_be_an_id_is_refused_with_one_that_can(write: Write, written: str, hint: str) -> None:
    root = write({"content/actors/x.yaml": f"name: Ana\nid: {written}\n"})
    assert (codes(root), hints(root)) == (["bad-id"], [hint])
    problems = Problems()
    archive = load(root, problems)
    assert archive is not None
    assert archive.actors == ()
    assert next(iter(problems)).location == Location("content/actors/x.yaml", 2, 5)


def test_ids_may_be_of_any_script(write: Write) -> None:
    root = write({"content/actors/王小明.yaml": "name: 王小明", "content/actors/x.yaml": "- {id: e\u0301, name: É}"})
    assert [actor.id for actor in loaded(root).actors] == ["é", "王小明"]


def test_two_records_with_one_id_are_told_with_both_places(write: Write) -> None:
    root = write(
        {
            **ANA,
            "content/actors/x.yaml": "- {id: caf\u00e9, name: C}\n- {id: ana, name: A}\n- {id: cafe\u0301, name: D}\n",
        }
    )
    assert told(root) == [
        'content/actors/x.yaml:2:8: error[duplicate-id]: the id "ana" is taken by the actor at content/actors/ana.yaml:1:1',
        'content/actors/x.yaml:3:8: error[duplicate-id]: the id "café" is taken by the actor at content/actors/x.yaml:1:8',
    ]  # fmt: skip


def test_records_of_different_kinds_may_have_one_id(write: Write) -> None:
    loaded(write({**ANA, "content/topics/ana.yaml": "name: Ana", "content/claims/ana.yaml": "claim: x"}))


def test_every_mistake_of_a_record_is_told_at_its_place(write: Write) -> None:
    root = write({
        **SEED,
        "content/claims/c.yaml": (
            "- id: c\n  clam: x\n  speaker: [[x]]\n  status: Draft\n  date: 2017-13\n"
            "  quote: {exac: x}\n  article: vote\n  history: {date: x, verdict: true}\n"
            "  sources:\n    - title: x\n      url: javascript:alert(1)\n    -\n"
        ),
    })  # fmt: skip
    assert told(root) == [
        'content/claims/c.yaml:2:3: error[unknown-key]: there is no key "clam" here',
        'content/claims/c.yaml:3:13: error[wrong-type]: each item of "speaker" must be text, and this is a list',
        'content/claims/c.yaml:4:11: error[bad-value]: "Draft" is no status',
        'content/claims/c.yaml:5:9: error[bad-date]: "2017-13" is not in the calendar',
        'content/claims/c.yaml:6:11: error[unknown-key]: there is no key "exac" here',
        'content/claims/c.yaml:8:12: error[missing-key]: "why" is missing',
        'content/claims/c.yaml:8:19: error[bad-date]: "x" is not a date',
        'content/claims/c.yaml:11:12: error[bad-url]: "javascript:alert(1)" is no web address',
        "content/claims/c.yaml:12:6: error[empty-item]: there is nothing in this item",
    ]


def test_hints_name_what_is_near_and_what_there_is(write: Write) -> None:
    root = write({"content/topics/x.yaml": "name: X\nsumary: x\n", "content/actors/y.yaml": "name: Y\nkind: persn\n"})
    assert hints(root) == [
        'did you mean "person"? possible: person, organization, place',
        'did you mean "summary"? known here: id, name, summary, body, parent, related, formerly, noindex, status, withdrawn',
    ]


def test_a_missing_key_is_told_with_what_it_is_for(write: Write) -> None:
    root = write({"content/notes/x.yaml": "body: x\n"})
    assert told(root) == ['content/notes/x.yaml:1:1: error[missing-key]: "title" is missing']
    assert hints(root) == ["add `title: …`: What it explains."]


def test_a_record_stays_without_what_is_wrong_in_it(write: Write) -> None:
    problems = Problems()
    archive = load(write({"content/actors/x.yaml": "name: Ana Reyes\nborn: x\nroles: {title: Mayor}\n"}), problems)
    assert archive is not None
    (actor,) = archive.actors
    assert (actor.born, actor.roles, len(problems)) == (None, (Role("Mayor"),), 1)


def test_a_half_comment_is_warned_of(write: Write) -> None:
    root = write({**SEED, "content/claims/c.yaml": "claim: We are # one in care\narticle: vote # id\nquote: #1 pick\n"})
    assert told(root) == [
        'content/claims/c.yaml:1:8: warning[comment-in-text]: YAML takes "# one in care" for a comment, so only "We are" is read',
        'content/claims/c.yaml:3:7: warning[comment-in-text]: YAML takes "#1 pick" for a comment, so nothing is read',
    ]  # fmt: skip


def test_a_comment_that_stands_apart_is_none_of_a_text(write: Write) -> None:
    loaded(write({"content/claims/c.yaml": "claim: We are  # one in care\nreview: x\t# tab\ntopics: # none yet\n"}))


# --- references ------------------------------------------------------------------------------------------------


def test_an_unknown_id_is_told_with_the_nearest(write: Write) -> None:
    root = write({
        **SEED, "content/actors/x.yaml": "- {id: ana-reyes, name: Ana Reyes, formerly: a-reyes}\n- {id: tom, name: Tom}\n",
        "content/claims/c.yaml": (
            "claim: x\nspeaker: [ana-reyez, Ana Reyes, a-reyes]\nabout: xyz\narticle: vote.txt\nverdict: fals\nrepeats: q\n"
        ),
    })  # fmt: skip
    assert told(root) == [
        'content/claims/c.yaml:2:11: error[unknown-id]: there is no actor with the id "ana-reyez"',
        'content/claims/c.yaml:2:22: error[unknown-id]: there is no actor with the id "Ana Reyes"',
        'content/claims/c.yaml:2:33: error[unknown-id]: there is no actor with the id "a-reyes"',
        'content/claims/c.yaml:3:8: error[unknown-id]: there is no actor with the id "xyz"',
        'content/claims/c.yaml:4:10: error[unknown-id]: there is no article with the id "vote.txt"',
        'content/claims/c.yaml:5:10: error[unknown-id]: there is no verdict with the id "fals"',
        'content/claims/c.yaml:6:10: error[unknown-id]: there is no claim with the id "q"',
    ]
    assert hints(root) == [
        'did you mean "ana-reyes"?', 'did you mean "ana-reyes"?', 'did you mean "ana-reyes"? "a-reyes" is an old id of it',
        "there are: ana-reyes, tom", 'did you mean "vote"?', 'did you mean "false"?', "there are: c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        "name: Budget: x\nid: ana\n", "- name: 'x\n- id: ana\n", b"id: ana\nname: \xed\n", "id: ana\n", "nam: x\nid: ana\n",
        '- {id: ana, name: x}\n- {id: ana, name: y}\n', "id: ana\nname: [x]\n",
    ],
)  # fmt: skip
def test_a_reference_to_a_broken_record_is_no_second_mistake(write: Write, broken: str | bytes) -> None:
    root = write({"content/actors/x.yaml": broken, "content/claims/c.yaml": "claim: x\nspeaker: ana\n"})
    problems = Problems()
    load(root, problems)
    assert {problem.location.file for problem in problems} == {"content/actors/x.yaml"}


@pytest.mark.parametrize("broken", ["title: a: b\n", b"\xed", "verdicts: [{id: own}]\n", "- x\n"])
def test_a_verdict_of_settings_that_cannot_be_read_is_no_second_mistake(write: Write, broken: str | bytes) -> None:
    root = write({"content/site.yaml": broken, "content/claims/c.yaml": "claim: x\nverdict: own\n"})
    problems = Problems()
    load(root, problems)
    assert {problem.location.file for problem in problems} == {"content/site.yaml"}


def test_a_record_that_is_left_out_is_referred_to_by_nothing(write: Write) -> None:
    root = write({
        "seeds/a.txt": b"\xed", "content/actors/x.yaml": "- {id: ana}\n- {id: tom, name: Tom}\n",
        "content/claims/c.yaml": "claim: x\nspeaker: [ana, tom]\narticle: a\n",
    })  # fmt: skip
    problems = Problems()
    archive = load(root, problems)
    assert archive is not None
    assert archive.claims == (Claim("c", Location("content/claims/c.yaml", 1, 1), "x", speakers=(ActorId("tom"),)),)  # type: ignore[arg-type]


def test_references_know_no_case_and_no_decomposition(write: Write) -> None:
    root = write({"content/actors/é.yaml": "name: É", "content/claims/c.yaml": "claim: x\nspeaker: [E\u0301, é]\n"})
    assert loaded(root).claims[0].speakers == ("é",)


# --- articles --------------------------------------------------------------------------------------------------


def test_an_article_has_all_that_its_record_says(write: Write) -> None:
    sha256 = hashlib.sha256(b"Text.").hexdigest()
    root = write({
        **ANA, "seeds/2024/vote.txt": "Text.",
        "content/articles/bridge.yaml": f"""\
seed: 2024/vote.txt
title: Council votes
date: 2024-03-12T23:30:00Z
publisher: The Letter
authors: [Mia Holt, Per Lund]
url: https://example.org/x
archived_url: https://archive.example.org/x
rights: © The Letter
language: en-GB
topics: [Mill Bridge]
actors: ana
summary: A *vote*.
status: withdrawn
withdrawn: It was *wrong*.
sha256: {sha256.upper()}
mentions:
  - {{text: the mayor, actor: ana, occurrence: 2}}
not_mentions:
  - Mercury
  - {{text: Reyes, actor: ana}}
""",
        "content/site.yaml": "timezone: Europe/Lisbon\n",
    })  # fmt: skip
    file = "content/articles/bridge.yaml"
    assert loaded(root).articles == (
        Article(
            ArticleId("bridge"), Location(file, 1, 1), "2024/vote.txt", "Council votes", Date("2024-03-12T23:30:00+00:00"),
            "The Letter", ("Mia Holt", "Per Lund"), "https://example.org/x", "https://archive.example.org/x", "© The Letter",
            "en-GB", (TopicId("mill-bridge"),), (ActorId("ana"),), Markdown("A *vote*.", Location(file, 12, 10)),
            Status.WITHDRAWN, Withdrawal(Markdown("It was *wrong*.", Location(file, 14, 12))), sha256,
            (ManualMention("the mayor", ActorId("ana"), Location(file, 17, 12), 2),),
            (NotMention("Mercury", Location(file, 19, 5)), NotMention("Reyes", Location(file, 20, 12), ActorId("ana"))),
        ),
    )  # fmt: skip


def test_a_moment_is_told_in_its_own_zone_or_else_in_that_of_the_archive(write: Write) -> None:
    seeds = {
        "a": "2024-07-12T23:30Z",
        "b": "2024-07-12T23:30-06:00",
        "c": "2024-07-12 23:30",
        "d": "2024-07-12T23:30:00.5",
    }
    root = write({
        "content/site.yaml": "timezone: Europe/Lisbon",
        **{f"seeds/{name}.md": f"---\ndate: {date}\n---\n" for name, date in seeds.items()},
    })  # fmt: skip
    assert [one.date for one in loaded(root).articles] == [
        Date("2024-07-12T23:30:00+00:00"),
        Date("2024-07-12T23:30:00-06:00"),
        Date("2024-07-12T23:30:00+01:00"),
        Date("2024-07-12T23:30:00+01:00"),
    ]


def test_a_record_wins_over_front_matter_key_by_key(write: Write) -> None:
    root = write({
        "seeds/a.md": "---\ntitle: Front\nurl: /relative\npublisher: P\ndate: 2024\nlayout: post\n---\nBody\n",
        "content/articles/b.yaml": "seed: a.md\ntitle: Record\nurl: https://example.org\npublisher:\n",
    })  # fmt: skip
    problems = Problems()
    archive = load(root, problems)
    assert archive is not None
    (article,) = archive.articles
    assert (article.id, article.title, article.url, article.publisher, article.date) == (
        "b", "Record", "https://example.org", "P", Date("2024")
    )  # fmt: skip
    assert [str(problem).split("\n")[0] for problem in problems] == [
        'seeds/a.md:6:1: note[foreign-key]: the key "layout" is none of ours and is not read'
    ]


@pytest.mark.parametrize(
    ("files", "identifier"),
    [
        ({"seeds/Council Vote.txt": "x"}, "council-vote"),
        ({"seeds/a.md": "---\nid: own\n---\n"}, "own"),
        ({"seeds/a.md": "x", "content/articles/File Name.yaml": "seed: a.md"}, "file-name"),
        ({"seeds/a.md": "x", "content/articles/f.yaml": "- seed: a.md"}, "a"),
        ({"seeds/a.md": "---\nid: own\n---\n", "content/articles/f.yaml": "seed: a.md"}, "own"),
        ({"seeds/a.md": "---\nid: own\n---\n", "content/articles/f.yaml": "seed: a.md\nid: b"}, "b"),
    ],
)
def test_an_articles_id_is_given_or_the_name_of_a_file(write: Write, files: Files, identifier: str) -> None:
    assert [article.id for article in loaded(write(files)).articles] == [identifier]


def test_where_an_article_is_told_to_be(write: Write) -> None:
    root = write(
        {
            "seeds/a.txt": "x",
            "seeds/b.md": "---\ntitle: B\n---\n",
            "seeds/c.txt": "x",
            "content/articles/c.yaml": "seed: c.txt",
        }
    )
    assert [article.location for article in loaded(root).articles] == [
        Location("seeds/a.txt"), Location("seeds/b.md", 2, 1), Location("content/articles/c.yaml", 1, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "first_line"),
    [
        ("title: x", 'content/articles/x.yaml:1:1: error[missing-key]: "seed" is missing'),
        ("seed: vot.txt", 'content/articles/x.yaml:1:7: error[missing-seed]: there is no seed "vot.txt" in seeds/'),
        ("seed: seeds/vote.txt", 'content/articles/x.yaml:1:7: error[missing-seed]: there is no seed "seeds/vote.txt" in seeds/'),
        ("seed: ../content/x", 'content/articles/x.yaml:1:7: error[bad-value]: "../content/x" is no path below seeds/'),
        ("seed: a/../../x", 'content/articles/x.yaml:1:7: error[bad-value]: "a/../../x" is no path below seeds/'),
        ("seed: /etc/hostname", 'content/articles/x.yaml:1:7: error[bad-value]: "/etc/hostname" is no path below seeds/'),
        ("seed: 2024\\vote.txt", 'content/articles/x.yaml:1:7: error[bad-value]: "2024\\vote.txt" is no path below seeds/'),
        ("seed: vote.txt\nsha256: abc", 'content/articles/x.yaml:2:9: error[bad-value]: "abc" is no SHA-256'),
    ],
)  # fmt: skip
def test_a_record_needs_a_seed_that_is_there(write: Write, record: str, first_line: str) -> None:
    assert told(write({**SEED, "content/articles/x.yaml": record})) == [first_line]


def test_a_missing_seed_is_told_with_the_nearest(write: Write) -> None:
    assert hints(write({**SEED, "content/articles/x.yaml": "seed: vot.txt"})) == ['did you mean "vote.txt"?']


def test_a_seed_that_is_told_already_is_not_missing(write: Write, tmp_path: Path) -> None:
    write(
        {
            "seeds/a.docx": "x",
            "content/articles/x.yaml": "seed: a.docx",
            "content/claims/c.yaml": "claim: x\narticle: x",
        }
    )
    assert codes(tmp_path) == ["unknown-file"]


def test_a_changed_seed_is_told(write: Write) -> None:
    root = write({**SEED, "content/articles/x.yaml": f"seed: vote.txt\nsha256: {'0' * 64}\n"})
    actual = hashlib.sha256(b"The council voted.\n").hexdigest()
    assert told(root) == [
        f"content/articles/x.yaml:2:1: error[hash-mismatch]: the seed's bytes have another SHA-256, {actual}"
    ]


def test_two_records_of_one_seed_are_told_with_both_places(write: Write) -> None:
    root = write({**SEED, "content/articles/a.yaml": "seed: vote.txt", "content/articles/b.yaml": "seed: ./vote.txt"})
    assert told(root) == [
        'content/articles/b.yaml:1:7: error[duplicate-article]: "vote.txt" has a record already, at content/articles/a.yaml:1:1'
    ]  # fmt: skip


def test_seeds_of_one_name_are_told_with_both_places(write: Write) -> None:
    root = write({"seeds/a/x.txt": "x", "seeds/b/X.md": "x"})
    assert told(root) == ['seeds/b/X.md: error[duplicate-id]: the id "x" is taken by the article at seeds/a/x.txt']
    way_out = "write content/articles/b-x.yaml with `seed: b/X.md` and `id: b-x`, or what you like"
    assert hints(root) == [f"give one of the two another id: {way_out}"]
    write({"content/articles/b-x.yaml": "seed: b/X.md\nid: b-x\n"})
    assert [article.id for article in loaded(root).articles] == ["b-x", "x"]


IN_SEEDS = [
    ("titel: x", 'warning[misspelt-key]: there is no key "titel" here, so it is not read'),
    ("layout: post", 'note[foreign-key]: the key "layout" is none of ours and is not read'),
    ("author: x", 'note[foreign-key]: the key "author" is none of ours and is not read'),
    ("uid: 7", 'note[foreign-key]: the key "uid" is none of ours and is not read'),
    ("topic: x", 'note[foreign-key]: the key "topic" is none of ours and is not read'),
    ("date: in May", 'warning[unread-value]: "in May" is not a date, so it is not read'),
    ("language: e_n", 'warning[unread-value]: "e_n" is no language tag, so it is not read'),
    ("id: A B", 'warning[unread-value]: "A B" cannot be an id: lower-case letters, digits and hyphens only, so it is not read'),
    ("url: /old/path/", 'note[unread-value]: "url" is a path, as in another tool, and no web address, so it is not read'),
    ("url: old", 'warning[unread-value]: "old" is no web address, so it is not read'),
    ("publisher: {name: x}", 'warning[unread-value]: "publisher" must be text, and this is a mapping, so it is not read'),
    ("authors: [Ada, {name: x}]", 'warning[unread-value]: each item of "authors" must be text, and this is a mapping, so it is not read'),
    ("authors:\n- Ada\n-\n- Bob", 'note[unread-value]: an item of "authors" is empty and passed over'),
    ("actors: [nobody]", 'warning[unread-value]: there is no actor with the id "nobody", so it is not read'),
    ("seed: b.md", 'warning[unread-value]: this front matter stands in the seed "a.md", and says that it is about "b.md", so it is not read'),
    ("title: x\ntitle: y", 'warning[unread-value]: "title" is given twice, in line 2 and in line 3; the first is read'),
    ("status: publish", 'note[unread-value]: "status" says "publish", as in another tool, and readers see the article'),
]  # fmt: skip
RECORD_OF_A = {
    "titel": "title: T", "date": "date: 2024-05", "language": "language: en", "id": "id: a-b", "url": "url: https://a.org/",
    "publisher": "publisher: P", "authors": "authors: [Ada]", "actors": "actors: [ada]", "title": "title: T",
    "status": "status: published", "topic": "topics: [x]", "author": "authors: [Ada]", "uid": "id: a-b", "seed": "",
}  # fmt: skip


@pytest.mark.parametrize(("front", "line"), IN_SEEDS)
def test_nothing_in_front_matter_is_an_error_and_the_way_out_is_a_record(write: Write, front: str, line: str) -> None:
    root = write({"seeds/a.md": f"---\n{front}\n---\nBody\n"})
    assert [one.partition(": ")[2] for one in told(root)] == [line]
    way_out = "say it in content/articles/a.yaml, with `seed: a.md`"
    assert way_out in hints(root)[0] or "layout" in front
    assert [str(article.status) for article in read(root).articles] == ["published"]


@pytest.mark.parametrize("front", [front for front, _ in IN_SEEDS if "layout" not in front and "seed" not in front])
def test_what_a_record_says_is_not_told_of_a_seed(write: Write, front: str) -> None:
    key = front.partition(":")[0]
    record = f"seed: a.md\n{RECORD_OF_A[key]}\n"
    actor = {"content/actors/ada.yaml": "name: Ada Reyes\n"}
    assert told(write({**actor, "seeds/a.md": f"---\n{front}\n---\nBody\n", "content/articles/a.yaml": record})) == []


def test_of_a_list_in_front_matter_what_can_be_read_is_read(write: Write) -> None:
    root = write({"seeds/a.md": "---\nauthors:\n- Ada\n-\n- {name: x}\n- Bob\n---\nBody\n"})
    assert read(root).articles[0].authors == ("Ada", "Bob")


def test_what_is_told_of_many_seeds_has_a_remedy_for_all(write: Write) -> None:
    root = write({f"seeds/{name}.md": "---\nauthor: x\n---\nBody\n" for name in "ab"})
    problems = Problems()
    load(root, problems)
    remedy = 'did you mean "authors"? if so, say it in records in content/articles/, each with `seed: …`'
    assert {(problem.cause, problem.remedy) for problem in problems} == {('"author" is read in no seed', remedy)}


TABLES = [
    "+++\ntitle = 'The vote'\ndate = 2024-05-01\nauthors = ['Ada', 'Bob']\ntopics = [ \"R&D\" ]\n[params]\nx = 1\n+++\nBody\n",
    '{\n"title": "The vote", "date": "2024-05-01", "authors": ["Ada", "Bob"],\n"topics": "R&D", "params": {"x": 1.5}}\nBody\n',
    '+++\r\ntitle = """\\\r\n  The vote"""\r\ndate = 2024-05-01\r\n"authors" = ["Ada", "Bob"]\r\ntopics = ["R&D"]\r\nparams.x = true\r\n+++\r\nBody\r\n',
]  # fmt: skip


@pytest.mark.parametrize("seed", TABLES)
def test_front_matter_may_be_toml_or_json(write: Write, seed: str) -> None:
    root = write({"seeds/a.md": seed})
    article = read(root).articles[0]
    assert (article.title, article.date, article.authors) == ("The vote", Date("2024-05-01"), ("Ada", "Bob"))
    assert [one.split(": ", 1)[1] for one in told(root)] == [
        'note[foreign-key]: the key "params" is none of ours and is not read'
    ]


def test_what_is_told_of_toml_and_json_stands_where_its_key_does(write: Write) -> None:
    root = write({
        "seeds/a.md": "+++\nx = 1\ndate = 'in May'\n+++\n", "seeds/b.md": '{"x": "date",\n  "date": "in May"}\n',
    })  # fmt: skip
    found = [one.split(" ")[0] for one in told(root) if "unread" in one]
    assert found == ["seeds/a.md:3:1:", "seeds/b.md:2:3:"]


NO_TABLES = ["+++\nx = y\n+++\nBody", "+++\na = 1\na = 2\n+++\n", '{"a": 1, "a": 2}\n', '{"a": 1} b\n', '{"a": [}\n', f"+++\n{'a.' * 400}a = 1\n+++"]  # fmt: skip


@pytest.mark.parametrize("seed", NO_TABLES)
def test_toml_and_json_that_cannot_be_read_are_text_and_told(write: Write, seed: str) -> None:
    root = write({"seeds/a.md": seed})
    message = "what begins here looks like front matter in TOML or JSON and cannot be read, so readers see it"
    assert told(root) == [f"seeds/a.md:1:1: warning[unread-value]: {message}"]


@pytest.mark.parametrize("seed", ["+++ more\n", "{.note}\nWords", "{ a }", "{}\n", "+++\nWords\n+++\n", "{" * 30_000])  # fmt: skip
def test_text_that_begins_with_such_a_sign_is_text(write: Write, seed: str) -> None:
    assert told(write({"seeds/a.md": seed})) == []


RULES = [
    "---\n\nHe said: no.\n\n---\n", "---\n\nNote: this is long,\nand goes on.\n\n---\nMore: x\n", "---\n \nWords.\n---\n",
]  # fmt: skip


@pytest.mark.parametrize("seed", RULES)
def test_prose_between_two_rules_is_no_front_matter(write: Write, seed: str) -> None:
    root = write({"seeds/a.md": seed})
    assert (told(root), split_front_matter(seed)) == ([], (None, seed, 1))


def test_front_matter_may_begin_with_a_blank_line(write: Write) -> None:
    root = write({"seeds/a.md": "---\n\n# of a tool\ntitle: The vote\ntopics:\n- x\n\n---\nBody\n"})
    assert read(root).articles[0].title == "The vote"


BROKEN_FRONT = ["title: Budget: what changed", "\ttitle: x", "title: [x", "- a: b", "title: !!x y"]


@pytest.mark.parametrize("front", BROKEN_FRONT)
def test_front_matter_that_nobody_can_read_is_an_error_until_there_is_a_record(write: Write, front: str) -> None:
    seed = {"seeds/a.md": f"---\nlayout: x\n{front}\n---\nBody\n"}
    assert [one.split(" ")[1].partition("[")[0] for one in told(write(seed))] == ["error"]
    assert "write content/articles/a.yaml with `seed: a.md`" in hints(write(seed))[0]
    root = write({**seed, "content/articles/a.yaml": "seed: a.md\ntitle: T\n"})
    assert [one.split(" ")[1] for one in told(root)] == ["warning[unread-value]:"]
    assert told(root)[0].endswith(", so nothing of this front matter is read")
    assert [(article.title, str(article.status)) for article in read(root).articles] == [("T", "published")]


def test_what_another_tool_holds_back_stays_so_in_front_matter_that_nobody_can_read(write: Write) -> None:
    seed = "---\ntitle: Budget: what changed\ndraft: true\n---\nBody\n"
    root = write({"seeds/a.md": seed, "content/articles/a.yaml": "seed: a.md\ntitle: T\n"})
    assert [str(article.status) for article in read(root).articles] == ["draft"]


def test_entities_in_front_matter_are_the_characters_that_they_stand_for(write: Write) -> None:
    front = "title: The quay&#8217;s toll &ndash; a &amp;lt; b, R&D; &nosuch; &#x26;\nauthors: [J&ouml;rg]\ntopics: [R&amp;D]"
    article = loaded(write({"seeds/a.md": f"---\n{front}\n---\nBody\n"})).articles[0]
    assert (article.title, article.authors) == ("The quay’s toll – a &lt; b, R&D; &nosuch; &", ("Jörg",))
    assert article.topics == ("r-amp-d",)


def test_entities_in_a_record_are_what_its_author_typed(write: Write) -> None:
    root = write({"seeds/a.txt": "x", "content/articles/a.yaml": "seed: a.txt\ntitle: The &amp; sign\n"})
    assert loaded(root).articles[0].title == "The &amp; sign"


def test_a_key_of_another_tool_may_come_twice_in_a_seed(write: Write) -> None:
    root = write({"seeds/a.md": "---\nlayout: post\ntitle: x\nlayout: page\n---\nBody\n"})
    assert told(root) == ['seeds/a.md:2:1: note[foreign-key]: the key "layout" is none of ours and is not read']


def test_front_matter_that_is_never_closed_is_told(write: Write) -> None:
    root = write({"seeds/a.md": "---\ntitle: x\n\nBody\n"})
    assert told(root) == ["seeds/a.md:1:1: error[yaml-syntax]: the front matter that begins here is never closed"]


def test_a_plain_text_has_no_front_matter(write: Write) -> None:
    assert loaded(write({"seeds/a.txt": "---\nid: x\n---\n"})).articles[0].id == "a"


def test_a_byte_order_mark_hides_no_front_matter(write: Write) -> None:
    assert loaded(write({"seeds/a.md": "\ufeff---\r\ntitle: Budget\r\n---\r\nx"})).articles[0].title == "Budget"


# --- topics ----------------------------------------------------------------------------------------------------


def test_a_topic_that_is_only_named_comes_to_be(write: Write) -> None:
    root = write({"seeds/a.md": "---\ntopics: [Housing, C#]\n---\n", "seeds/b.md": "---\ntopics: housing\n---\n"})
    archive = loaded(root)
    spelt = (
        TopicSpelling(Location("seeds/a.md", 2, 1), "Housing", Location("seeds/a.md", 2, 10)),
        TopicSpelling(Location("seeds/b.md", 2, 1), "housing", Location("seeds/b.md", 2, 9)),
    )
    assert archive.topics == (
        Topic(TopicId("c"), "C#", Location("seeds/a.md", 2, 19)),
        Topic(TopicId("housing"), "Housing", Location("seeds/a.md", 2, 10), spellings=spelt),
    )
    assert [article.topics for article in archive.articles] == [("housing", "c"), ("housing",)]


def test_topics_are_meant_by_id_or_by_name(write: Write) -> None:
    root = write({
        "content/topics/x.yaml": "- {id: mb, name: Mill Bridge, parent: Traffic, related: [load limits, mb]}\n",
        "content/claims/c.yaml": "claim: x\ntopics: [mb, Mill Bridge, mill bridge, MB]\n",
    })  # fmt: skip
    archive = loaded(root)
    assert archive.claims[0].topics == ("mb",)
    assert [(topic.id, topic.parent, topic.related) for topic in archive.topics] == [
        ("load-limits", None, ()), ("mb", "traffic", ("load-limits",)), ("traffic", None, ())
    ]  # fmt: skip


def test_topics_whose_names_differ_in_more_than_case_never_become_one(write: Write) -> None:
    root = write({
        f"seeds/{place}.md": f"---\ntopics: ['{name}']\n---\n" for place, name in enumerate(["C", "C++", "c", "C#"])
    })  # fmt: skip
    assert told(root) == [
        f'seeds/{place}.md:2:10: warning[unread-value]: the topic "{name}" would have the address of the topic "C" at '
        "seeds/0.md:2:10, so it is not read"
        for place, name in ((1, "C++"), (3, "C#"))
    ]
    # With records of their own they are three, whatever the others are called.
    write({"content/topics/x.yaml": "- {id: cpp, name: C++}\n- {id: c-sharp, name: 'C#'}\n"})
    archive = loaded(root)
    assert [(topic.id, topic.name) for topic in archive.topics] == [("c", "C"), ("c-sharp", "C#"), ("cpp", "C++")]
    assert [article.topics for article in archive.articles] == [("c",), ("cpp",), ("c",), ("c-sharp",)]


def test_a_topic_is_not_meant_by_a_name_of_which_its_id_holds_a_part(write: Write) -> None:
    root = write({
        "content/topics/x.yaml": "- {id: c, name: The C language}\n- {id: a-b, name: A & B}\n",
        "content/claims/c.yaml": "claim: x\ntopics: [c, C, 'C++', A&B, a b, A + B]\n",
    })  # fmt: skip
    assert told(root) == [
        f'content/claims/c.yaml:2:{column}: error[duplicate-id]: the topic "{name}" would have the address of the topic '
        f'"{other}" at content/topics/x.yaml:{line}:8'
        for column, name, other, line in ((16, "C++", "c", 1), (33, "A + B", "a-b", 2))
    ]
    archive = load(root, Problems())
    assert archive is not None
    assert archive.claims[0].topics == ("c", "a-b")


def test_how_a_name_is_written_makes_no_other_topic(write: Write) -> None:
    ways = "Mill Bridge’s End, mill-bridge's end, MILL  BRIDGES END, “Mill Bridges‐End”"
    archive = loaded(write({"content/claims/c.yaml": f"claim: x\ntopics: [{ways}, R&D, R & D]\n"}))
    assert archive.claims[0].topics == ("mill-bridges-end", "r-d")


def test_a_circle_of_parents_is_cut_and_told_once(write: Write) -> None:
    root = write(
        {
            "content/topics/x.yaml": "- {id: a, name: A, parent: b}\n- {id: b, name: B, parent: C}\n- {id: c, name: C, parent: a}\n"
        }
    )
    assert told(root) == [
        'content/topics/x.yaml:1:28: error[circular-topic]: this topic stands below itself: "a" → "b" → "c" → "a"'
    ]
    archive = load(root, Problems())
    assert archive is not None
    assert [topic.parent for topic in archive.topics] == [None, "c", "a"]


def test_two_topics_of_one_name_are_told(write: Write) -> None:
    root = write({"content/topics/x.yaml": "- {id: a, name: Housing}\n- {id: b, name: housing}\n"})
    assert told(root) == [
        'content/topics/x.yaml:2:17: error[duplicate-id]: the name "housing" is taken by the topic "a" at content/topics/x.yaml:1:8'
    ]  # fmt: skip


# --- actors, claims, notes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "word", "sorted_as"),
    [
        ("Ana Reyes", "Reyes", "Reyes, Ana"),
        ("Sammy Davis, Jr.", "Davis", "Davis, Sammy, Jr."),
        ("Martin Luther King Jr.", "King", "King, Martin Luther, Jr."),
        ("Henry Louis Gates III", "Gates", "Gates, Henry Louis, III"),
        ("Ada Crane, Ph.D.", "Crane", "Crane, Ada, Ph.D."),
        ("Ludwig van Beethoven", "Beethoven", "Beethoven, Ludwig van"),
        ("Prince", "", "Prince"),
        ("Elizabeth II", "Elizabeth", "Elizabeth II"),
        ("Damasus I", "Damasus", "Damasus I"),
        ("Malcolm X", "X", "X, Malcolm"),
        ("Ann of Holt", "Ann", "Ann of Holt"),
        ("Ivan the Tall", "Ivan", "Ivan the Tall"),
        ("Voice on the Hill", "Hill", "Hill, Voice on the"),
        ("The Tall", "Tall", "Tall, The"),
        ("Ivan Petrov the Younger", "Petrov", "Petrov, Ivan the Younger"),
        ("John Clare, 2nd Earl of Hope", "Clare", "Clare, John, 2nd Earl of Hope"),
        ("Anna K.", "", "K., Anna"),
        ("王小明", "", "王小明"),
        ("김 대중", "", "김 대중"),
        ("Иван Петров", "Петров", "Петров, Иван"),
    ],
)
def test_a_persons_surname_is_the_last_word_of_the_name_without_suffix_and_byname(
    name: str, word: str, sorted_as: str
) -> None:
    assert surnames(name, ActorKind.PERSON) == ((word,) if word else ())
    assert sort_name(name, ActorKind.PERSON) == sorted_as


@pytest.mark.parametrize(
    ("name", "given", "sorted_as"),
    [
        ("Lucía Prado Beltrán", ["Prado"], "Prado Beltrán, Lucía"),
        ("Lucía Prado Beltrán", ["Prado Beltrán"], "Prado Beltrán, Lucía"),
        ("Lucía Prado Beltrán", ["Beltrán", "Prado Beltrán", "Prado"], "Prado Beltrán, Lucía"),
        ("Kiss Dóra", ["Kiss"], "Kiss, Dóra"),
        ("Kiss Dóra Anna", ["Kiss"], "Kiss, Dóra Anna"),
        ("Pieter van der Velde", ["van der Velde"], "van der Velde, Pieter"),
        ("Pieter van der Velde", ["Velde"], "Velde, Pieter van der"),
        ("Ole Lund Dahl, Jr.", ["Lund Dahl"], "Lund Dahl, Ole, Jr."),
        ("Ada Moss", ["Ada Moss"], "Moss, Ada"),
        ("Ada Moss", ["Mossy"], "Moss, Ada"),
        ("Ada Moss", ["false"], "Moss, Ada"),
        ("王 小明", ["王"], "王 小明"),
    ],
)
def test_a_name_is_sorted_by_the_surname_that_its_record_gives(name: str, given: list[str], sorted_as: str) -> None:
    assert sort_name(name, ActorKind.PERSON, given) == sorted_as


def test_only_persons_have_surnames_by_themselves(write: Write) -> None:
    root = write({
        "content/actors/x.yaml": "- {id: a, name: Town Council, kind: organization}\n- {id: b, name: Ana Reyes, surname: false}\n"
        "- {id: c, name: Julius No, surname: No}\n- {id: d, name: New York, kind: place, surname: York, sort_name: York}\n",
    })  # fmt: skip
    assert [(actor.surnames, actor.sort_name) for actor in loaded(root).actors] == [
        ((), "Town Council"), ((), "Reyes, Ana"), (("No",), "No, Julius"), (("York",), "York")
    ]  # fmt: skip


def test_a_picture_has_to_be_there(write: Write) -> None:
    root = write({
        "content/media/p/ana.jpg": b"x",
        "content/actors/x.yaml": "- {id: a, name: A, image: {file: p/ana.jpg, alt: Ana}}\n- {id: b, name: B, image: {file: ana.jpg, alt: x}}\n",
    })  # fmt: skip
    assert told(root) == [
        'content/actors/x.yaml:2:34: error[missing-media]: there is no file "ana.jpg" in content/media/'
    ]
    assert hints(root) == ['did you mean "p/ana.jpg"?']


def test_an_old_id_leads_to_one_record_only(write: Write) -> None:
    root = write({
        "content/actors/x.yaml": "- {id: a, name: A, formerly: [b, x, a]}\n- {id: b, name: B, formerly: [x]}\n"
        "- {id: c, name: C, kind: place, formerly: [x, a]}\n",
    })  # fmt: skip
    assert told(root) == [
        'content/actors/x.yaml:1:31: error[path-collision]: the old id "b" of "a" is that of "b" at content/actors/x.yaml:2:3',
        'content/actors/x.yaml:2:31: error[path-collision]: the old id "x" of "b" is that of "a" at content/actors/x.yaml:1:3, an old one, too',
    ]  # fmt: skip
    archive = load(root, Problems())
    assert archive is not None
    assert [actor.formerly for actor in archive.actors] == [("x",), (), ("x", "a")]


@pytest.mark.parametrize(
    ("kind", "needed"),
    [("articles", "seed: {id}.txt"), ("claims", "claim: x"), ("notes", "title: x, body: x"), ("topics", "name: {id}")],
)
def test_so_it_is_with_every_kind_of_record(write: Write, kind: str, needed: str) -> None:
    written = "".join(
        f"- {{id: {one}, {needed.format(id=one)}, formerly: [{old}]}}\n"
        for one, old in (("a", "b, x"), ("b", "x, y"), ("c", "'c', z"))
    )
    root = write({f"seeds/{one}.txt": "Words." for one in "abc"} | {f"content/{kind}/r.yaml": written})
    assert [line.partition("[")[2] for line in told(root)] == [
        f'path-collision]: the old id "b" of "a" is that of "b" at content/{kind}/r.yaml:2:3',
        f'path-collision]: the old id "x" of "b" is that of "a" at content/{kind}/r.yaml:1:3, an old one, too',
    ]
    archive = load(root, Problems())
    # By what stands first feeds go on calling it, be it its own.
    assert [one.formerly for one in getattr(archive, kind)] == [("x",), ("y",), ("c", "z")]


def test_an_old_id_of_a_prose_page_is_no_folder_of_a_build(write: Write) -> None:
    root = write(
        {
            "content/pages/a.md": "---\ntitle: A\nformerly: [people, b, us]\n---\nWords.\n",
            "content/pages/b.md": "---\ntitle: B\n---\nWords.\n",
        }
    )
    assert told(root) == [
        'content/pages/a.md:3:12: error[path-collision]: the old id "people" of "a" is that of a folder that a build makes itself',
        'content/pages/a.md:3:20: error[path-collision]: the old id "b" of "a" is that of "b" at content/pages/b.md:2:1',
    ]  # fmt: skip
    archive = load(root, Problems())
    assert archive is not None
    assert [page.formerly for page in archive.pages] == [("us",), ()]


def test_a_reference_by_an_old_id_is_told_the_new_one(write: Write) -> None:
    root = write(
        {
            "seeds/vote.txt": "Words.",
            "content/articles/vote.yaml": "seed: vote.txt\nid: vote\nformerly: ballot\n",
            "content/claims/c.yaml": "- {id: safe, claim: x, formerly: sound, article: ballot}\n- {id: d, claim: y, repeats: sound}\n",
        }
    )
    assert told(root) == [
        'content/claims/c.yaml:1:50: error[unknown-id]: there is no article with the id "ballot"',
        'content/claims/c.yaml:2:30: error[unknown-id]: there is no claim with the id "sound"',
    ]
    assert hints(root) == [
        'did you mean "vote"? "ballot" is an old id of it',
        'did you mean "safe"? "sound" is an old id of it',
    ]


FILE = "content/claims/c.yaml"


@pytest.mark.parametrize(
    ("written", "passages"),
    [
        ("quote: the words\narticle: vote", [Quote("the words", Location(FILE, 2, 8))]),
        ("quote: >\n  the words\n  go on\narticle: vote", [Quote("the words go on\n", Location(FILE, 3, 3))]),
        ("article: vote", [None]),
        ("quote: {exact: w, prefix: ' a ', suffix: b, occurrence: 2}\narticle: vote",
         [Quote("w", Location(FILE, 2, 16), " a ", "b", 2)]),
        ("quote: {from: w, to: x}\narticle: vote", [Quote("w", Location(FILE, 2, 15), until="x")]),
        ("where: {article: vote, quote: w}", [Quote("w", Location(FILE, 2, 31))]),
        ("where:\n  - {article: vote, quote: w}\n  - {article: vote}", [Quote("w", Location(FILE, 3, 28)), None]),
        ('quote: ""\narticle: vote', [Quote("", Location(FILE, 2, 8))]),
    ],
)  # fmt: skip
def test_passages_are_written_in_several_ways(write: Write, written: str, passages: list[Quote | None]) -> None:
    (claim,) = loaded(write({**SEED, FILE: f"claim: x\n{written}\n"})).claims
    assert [passage.quote for passage in claim.passages] == passages
    assert {passage.article for passage in claim.passages} == {"vote"}


@pytest.mark.parametrize(
    ("written", "first_line"),
    [
        ("quote: x", f"{FILE}:2:8: error[missing-key]: there is a quote, but no article in which it stands"),
        ("where: {article: vote}\nquote: x", f"{FILE}:2:8: error[bad-value]: passages are given twice: by `where` and by `article`"),
        ("article: vote\nquote: {exact: x, to: y}", f"{FILE}:3:8: error[bad-value]: a quote is either `exact` or `from` and `to`"),
        ("article: vote\nquote: {from: x}", f'{FILE}:3:8: error[missing-key]: the quote has no "to"'),
        ("article: vote\nquote: {prefix: x}", f'{FILE}:3:8: error[missing-key]: the quote has no "exact"'),
        ("article: vote\nquote: {exact: x, occurrence: 0}", f'{FILE}:3:31: error[bad-value]: "0" is no number from 1 up'),
        ("where: vote", f'{FILE}:2:8: error[wrong-type]: each item of "where" must be a mapping, and this is text'),
    ],
)  # fmt: skip
def test_a_passage_that_says_too_little_or_too_much_is_told(write: Write, written: str, first_line: str) -> None:
    assert told(write({**SEED, FILE: f"claim: x\n{written}\n"})) == [first_line]


def test_a_passage_may_be_in_a_draft(write: Write) -> None:
    root = write(
        {"seeds/a.md": "---\nstatus: draft\n---\n", "content/notes/n.yaml": "title: x\nbody: |\n  y\narticle: a\n"}
    )
    (note,) = loaded(root).notes
    assert note.passages == (AnnotationTarget(ArticleId("a"), Location("content/notes/n.yaml", 4, 10)),)
    assert note.body == Markdown("y\n", Location("content/notes/n.yaml", 3, 3))


# --- settings and prose pages ----------------------------------------------------------------------------------


def test_settings_are_read(write: Write) -> None:
    root = write({
        **SEED, "content/media/logo.png": b"x",
        "content/site.yaml": """\
title: The Archive
description: >
  All of
  it.
base_url: https://example.org/archive
language: pt-BR
timezone: Europe/Lisbon
publisher: {name: The Letter, url: https://example.org, logo: logo.png}
per_page: 20
link_mentions: all
raw_html: sanitize
navigation:
  - {label: Claims, url: claims/}
footer: Made by us.
verdicts:
  - {id: false, label: False, definition: No., tone: negative, rating: 1/5}
""",
    })  # fmt: skip
    site = loaded(root).site
    assert (site.title, site.description, site.base_url, site.language, site.timezone, site.per_page) == (
        "The Archive", "All of it.", "https://example.org/archive/", "pt-BR", "Europe/Lisbon", 20
    )  # fmt: skip
    assert site.publisher == Publisher("The Letter", "https://example.org", "logo.png")
    assert (site.link_mentions, site.raw_html) == ("all", "sanitize")
    assert site.navigation == (NavigationItem("Claims", "claims/"),)
    assert site.footer == Markdown("Made by us.", Location("content/site.yaml", 14, 9))
    assert [(step.id, step.label, step.tone, step.rating) for step in site.verdicts] == [
        ("false", "False", "negative", "1/5")
    ]


@pytest.mark.parametrize("status", ["published", "draft"])
def test_a_reason_for_a_withdrawal_is_refused_where_nothing_was_withdrawn(write: Write, status: str) -> None:
    root = write({
        **SEED, "content/notes/n.yaml": f"title: N\nbody: B\nstatus: {status}\nwithdrawn: It was wrong.\n",
    })  # fmt: skip
    problems = Problems()
    load(root, problems)
    (problem,) = problems
    assert str(problem) == (
        f"content/notes/n.yaml:4:12: error[bad-value]: this says why it was withdrawn, but its status is {status}\n"
        "  hint: add `status: withdrawn`, or take the reason out"
    )


@pytest.mark.parametrize(
    ("written", "first_line"),
    [
        ("per_page: 0", 'content/site.yaml:1:11: error[bad-value]: "0" is no number from 1 up'),
        ("per_page: ten", 'content/site.yaml:1:11: error[bad-value]: "ten" is no number from 1 up'),
        ("per_page: 10001", "content/site.yaml:1:11: error[bad-value]: 10001 entries are too many for one page"),
        ("language: english, please", 'content/site.yaml:1:11: error[bad-value]: "english, please" is no language tag'),
        ("base_url: example.org", 'content/site.yaml:1:11: error[bad-url]: "example.org" is no web address'),
        ("base_url: https://x.org/?a", 'content/site.yaml:1:11: error[bad-url]: "https://x.org/?a" has a ? or # in it'),
        ("timezone: Europe/Lisbn", 'content/site.yaml:1:11: error[bad-value]: "Europe/Lisbn" is no time zone'),
        ("timezone: ../x", 'content/site.yaml:1:11: error[bad-value]: "../x" is no time zone'),
        ("timezone: Europe", 'content/site.yaml:1:11: error[bad-value]: "Europe" is no time zone'),
        ("publisher: {name: x, logo: y.png}",
         'content/site.yaml:1:28: error[missing-media]: there is no file "y.png" in content/media/'),
        ("navigation: {label: x, url: 'javascript:x'}",
         'content/site.yaml:1:29: error[bad-url]: "javascript:x" leads nowhere'),
        ("navigation: {label: x, url: //evil.example}",
         'content/site.yaml:1:29: error[bad-url]: "//evil.example" leads nowhere'),
        ("navigation: {label: x, url: claims/../../elsewhere}",
         'content/site.yaml:1:29: error[bad-url]: "claims/../../elsewhere" leads nowhere'),
        ("verdicts: [{id: a, label: A, definition: a, tone: good}]",
         'content/site.yaml:1:51: error[bad-value]: "good" is no tone'),
        ("verdicts: [{id: a, label: A, definition: a, tone: mixed, rating: 6/5}]",
         'content/site.yaml:1:66: error[bad-value]: "6/5" is no rating'),
        ("- title: x", "content/site.yaml:1:1: error[wrong-type]: a record is asked for, and here is a list"),
        ("theme: dark", 'content/site.yaml:1:1: error[unknown-key]: there is no key "theme" here'),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_told_and_left_at_its_default(write: Write, written: str, first_line: str) -> None:
    root = write({**SEED, "content/site.yaml": written})
    assert told(root) == [first_line]
    archive = load(root, Problems())
    assert archive is not None
    assert archive.site.verdicts == DEFAULT_VERDICTS
    assert (archive.site.per_page, archive.site.timezone, archive.site.base_url) == (50, "UTC", "")


def test_a_prose_page_has_a_title_and_a_free_address(write: Write) -> None:
    root = write({
        **SEED, "content/pages/About us.md": "---\ntitle: About\nsummary: Who we are.\n---\n\nText.\n",
        "content/pages/people.md": "---\ntitle: x\n---\n", "content/pages/x.md": "Text.\n",
        "content/pages/y.md": "---\nid: about-us\ntitle: x\n---\n", "content/pages/z.md": "---\ntitle: x\nlayout: y\n---\n",
    })  # fmt: skip
    assert told(root) == [
        'content/pages/people.md:2:1: error[path-collision]: "people" is a folder that a build makes itself',
        "content/pages/x.md:1:1: error[missing-key]: a prose page needs a title",
        'content/pages/y.md:2:5: error[duplicate-id]: the id "about-us" is taken by the prose page at content/pages/About us.md:2:1',
        'content/pages/z.md:3:1: error[unknown-key]: there is no key "layout" here',
    ]  # fmt: skip
    archive = load(root, Problems())
    assert archive is not None
    page = archive.pages[0]
    assert (page.id, page.title, page.summary) == ("about-us", "About", "Who we are.")
    assert page.body == Markdown("\nText.\n", Location("content/pages/About us.md", 5, 1))


# --- nothing an author writes raises ---------------------------------------------------------------------------

KEYS = st.sampled_from(
    [
        "id", "name", "title", "claim", "speaker", "article", "quote", "where", "from", "to", "exact", "occurrence", "topics",
        "date", "verdict", "history", "sources", "url", "seed", "mentions", "text", "actor", "roles", "of", "image", "file",
        "alt", "parent", "related", "formerly", "kind", "status", "surname", "born", "per_page", "timezone", "base_url",
        "verdicts", "navigation", "label", "publisher", "language", "sha256", "nonsense",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "",
        "a",
        "b",
        "No",
        "2017",
        "2017-13",
        "x y",
        "https://x.org",
        "../x",
        "a.txt",
        "draft",
        "-1",
        "9999999999",
        "é",
        '"\\0"',
    ]
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, inner, max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=8,
)
RECORDS = st.lists(st.tuples(KEYS, VALUES), max_size=6).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDS, min_size=7, max_size=7))
def test_whatever_an_author_writes_gives_an_archive_and_problems(write: Write, texts: list[str]) -> None:
    names = ["actors/a", "articles/b", "claims/c", "notes/d", "topics/e", "site"]
    root = write({f"content/{name}.yaml": text for name, text in zip(names, texts, strict=False)})
    write({"seeds/a.txt": "x", "seeds/b.md": f"---\n{texts[6]}---\n", "content/pages/p.md": f"---\n{texts[6]}---\n"})
    problems = Problems()
    archive = load(root, problems)
    assert archive is not None
    assert all(
        problem.location.line and problem.location.column for problem in problems if problem.code != "duplicate-id"
    )
    ids = {actor.id for actor in archive.actors}
    assert {speaker for claim in archive.claims for speaker in claim.speakers} <= ids
    assert {topic.parent for topic in archive.topics} - {None} <= {topic.id for topic in archive.topics}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_whatever_bytes_there_are_give_an_archive_and_problems(write: Write, raw: bytes) -> None:
    names = ["content/actors/a.yaml", "content/site.yaml", "content/pages/p.md", "seeds/a.md", "seeds/b.txt"]
    assert load(write(dict.fromkeys(names, raw)), Problems()) is not None


# --- what is accepted ------------------------------------------------------------------------------------------


def test_warnings_are_accepted_by_their_codes(write: Write) -> None:
    root = write({**SEED, "seeds/scan.docx": "x", "content/site.yaml": "accept: unknown-file\n"})
    assert [line.split(" ")[1] for line in told(root)] == ["note[unknown-file]:"]


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("bad-id", '"bad-id" is an error, and errors cannot be accepted', "mend what it tells; "),
        ("dead-lnik", '"dead-lnik" is no code of a problem', 'did you mean "dead-link"? possible: active-media, '),
    ],
)
def test_only_what_is_no_error_can_be_accepted(write: Write, written: str, message: str, hint: str) -> None:
    root = write({**SEED, "content/site.yaml": f"accept: [dead-link, {written}]\n"})
    assert told(root) == [f"content/site.yaml:1:21: error[bad-value]: {message}"]
    assert hints(root)[0].startswith(hint)


@pytest.mark.parametrize(
    ("record", "warned"),
    [
        ("article: vote\nquote:\n", ['4:1: warning[empty-passage]: "quote" has nothing behind it, so the whole article is meant']),
        ("where:\n", ['3:1: warning[empty-passage]: "where" has nothing behind it']),
        ("where: []\n", ['3:1: warning[empty-passage]: "where" has nothing behind it']),
        ("article:\n", ['3:1: warning[empty-passage]: "article" has nothing behind it']),
        ("where:\n- article: vote\n  quote:\n", ['5:3: warning[empty-passage]: "quote" has nothing behind it, so the whole article is meant']),
        ("article: vote\nquote: {exact: }\n", ['4:8: error[missing-key]: the quote has no "exact"']),
        ("article: vote\n", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["claims", "notes"])
def test_a_key_of_a_passage_with_nothing_behind_it_is_told(
    write: Write, kind: str, record: str, warned: list[str]
) -> None:
    head = {"claims": "# C\nclaim: C.\n", "notes": "title: N\nbody: B.\n"}[kind]
    root = write({**SEED, f"content/{kind}/c.yaml": head + record})
    assert told(root) == [f"content/{kind}/c.yaml:{one}" for one in warned]


# --- what was meant --------------------------------------------------------------------------------------------


def test_who_uses_the_id_that_is_proposed_is_told_nothing(write: Write) -> None:
    root = write(
        {
            **SEED,
            "content/actors/people.yaml": "- {id: Ana Reyes, name: Ana Reyes}\n",
            "content/claims/c.yaml": "claim: x\nspeaker: ana-reyes\n",
        }
    )
    assert [line.split(" ")[1] for line in told(root)] == ["error[bad-id]:"]


def test_a_record_in_the_folder_of_another_kind_is_told_once(write: Write) -> None:
    root = write({**SEED, "content/actors/c.yaml": "id: c\nclaim: It is safe.\nspeaker: ana\nverdict: supported\n"})
    message = 'this looks like a claim, by its keys "id", "claim", "speaker", "verdict"'
    assert told(root) == [f"content/actors/c.yaml:1:1: error[unknown-key]: {message}"]
    assert hints(root) == ["move it to content/claims/"]


@pytest.mark.parametrize("text", ["name: A\nclaim: x\nspeaker: b\n", "name: A\ncolour: x\nsize: b\n", "claim: x\n"])
def test_keys_of_no_kind_or_of_several_are_told_one_by_one(write: Write, text: str) -> None:
    assert not [line for line in told(write({**SEED, "content/actors/c.yaml": text})) if "looks like" in line]


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("actors/a.yaml", "name: A\nimage: tom.jpg\n", "`image: {file: tom.jpg, alt: …}`"),
        ("actors/a.yaml", "name: A\nimage: 'a, b.jpg'\n", '`image: {file: "a, b.jpg", alt: …}`'),
        ("claims/c.yaml", "claim: A\nsources: https://example.org/x\n", "`{url: https://example.org/x, title: …}`"),
        ("claims/c.yaml", "claim: A\nsources: [The Letter]\n", "`{title: The Letter}`"),
        ("actors/a.yaml", "name: A\nroles: Mayor\n", "`{title: Mayor}`"),
    ],
)
def test_a_text_in_place_of_a_mapping_gets_a_line_to_paste(write: Write, file: str, text: str, line: str) -> None:
    (hint,) = hints(write({**SEED, f"content/{file}": text}))
    assert hint.startswith(f"write {line}; it has keys: ")


def test_a_picture_of_another_host_is_to_be_kept_first(write: Write) -> None:
    for address in ("https://example.org/a/tom.jpg", "http://example.org/tom.jpg?w=9"):
        (hint,) = hints(write({**SEED, "content/actors/a.yaml": f"name: A\nimage: {address}\n"}))
        assert hint.startswith(
            "put the picture into content/media/, then write `image: {file: tom.jpg, alt: …}`; it has"
        )


@pytest.mark.parametrize("zone", ["GMT+1", "UTC-05:00", "+02:00", "GMT 1", "utc+2"])
def test_a_distance_is_no_time_zone_and_no_other_one_is_meant_by_it(write: Write, zone: str) -> None:
    root = write({**SEED, "content/site.yaml": f"timezone: {zone}\n"})
    assert hints(root) == ["a zone is called by a place in it: write one such as Europe/Berlin, or UTC"]


def test_a_place_is_a_time_zone_with_its_continent(write: Write) -> None:
    assert hints(write({**SEED, "content/site.yaml": "timezone: Berlin\n"})) == ['did you mean "Europe/Berlin"?']


def test_where_nothing_is_near_nothing_is_guessed(write: Write) -> None:
    claim = {"content/claims/nobody-counted.yaml": "claim: x\n", "content/claims/d.yaml": "claim: y\n"}
    root = write({**SEED, **claim, "content/claims/e.yaml": "claim: z\nrepeats: bridge-count\n"})
    assert hints(root) == ["there are: d, e, nobody-counted"]


@pytest.mark.parametrize(
    "text",
    ["aliases:\n  -Tommy\n  -Tom", "aliases:\n  \u2013 Tommy\n  \u2013 Tom", "aliases:\n  \u2022 Tom", "topics: a, b, c",
     "aliases: Ana M. Reyes, Mayor Reyes", "surname: a; b; c", "surname: Reyes, Salmer\u00f3n", "aliases: Ana, Reyes Ana",
     "aliases: Ana, Reyes", "aliases: Annie, Anita", "aliases: Annie; Anita", "kind: place\naliases: Harbour; The Port",
     "aliases:\n  Ana\n  Reyes Ana", "aliases:\n  Annie\n  - Anita", "topics:\n  Roads\n  Bridges",
     "kind: place\naliases: NOLA, Crescent City, Big Easy"],
)  # fmt: skip
def test_a_list_that_is_one_text_is_told(write: Write, text: str) -> None:
    assert codes(write({**SEED, "content/actors/a.yaml": f"name: Ana Reyes\n{text}\n"})) == ["list-as-text"]


@pytest.mark.parametrize(
    "text",
    ["aliases: Reyes, Ana", "aliases: Ana Reyes, Jr.", 'aliases: ["Ana M. Reyes, Mayor Reyes"]', "topics: Roads, bridges",
     "kind: organization\naliases: Ministry of Health, Labour and Welfare", "aliases: [-Tommy]",
     "kind: organization\naliases: Ministry of Food, Farming, and Fisheries", "topics: Food, Farming, and Fisheries",
     "kind: place\naliases: Springfield, Illinois", "topics: Springfield, Illinois", "aliases: Ana Reyes, M. D.",
     "surname: Reyes\naliases: Reyes Salmer\u00f3n, Ana", "name: T\u00f3th Eszter\nsurname: T\u00f3th\naliases: T\u00f3th, Eszter",
     "aliases:\n  The one who was called so by everybody in all of the town, and by\n  her own family", "aliases: >\n  Ana\n  R."],
)  # fmt: skip
def test_what_may_be_one_text_is_not_told(write: Write, text: str) -> None:
    name = "" if text.startswith("name") else "name: Ana Reyes\n"
    assert codes(write({**SEED, "content/actors/a.yaml": f"{name}{text}\n"})) == []


def test_lists_of_all_records_are_looked_at(write: Write) -> None:
    files = {
        "content/articles/a.yaml": "seed: a.txt\nauthors: Mia Holt, Per Lund\nnot_mentions: Alas, poor Yorick\n",
        "content/notes/n.yaml": "title: N\nbody: B.\nterms: load limit, load limits\nauthor:\n  Mia Holt\n  Per Lund\n",
    }
    root = write({"seeds/a.txt": "A\n\nAlas, poor Yorick. A load limit, load limits.\n", **files})
    assert [one.partition(" warning")[0] for one in told(root)] == [
        "content/articles/a.yaml:2:10:", "content/notes/n.yaml:3:8:", "content/notes/n.yaml:5:3:"
    ]  # fmt: skip
    assert (
        hints(root)[0]
        == 'write `authors: [Mia Holt, Per Lund]`, or where one is meant, `authors: ["Mia Holt, Per Lund"]`'
    )
    assert (
        hints(root)[2]
        == "if they are several, put `- ` before each, `- Mia Holt`; if they are one, write it on one line"
    )


@pytest.mark.parametrize("text", ["topics: Mill Bridge, Traffic", "topics: Traffic; Roads"])
def test_a_topic_of_which_a_part_is_another_is_told_unless_it_has_a_record(write: Write, text: str) -> None:
    other = {"content/notes/n.yaml": "title: N\nbody: B.\ntopics: traffic\n"}
    root = write({**SEED, **other, "content/actors/a.yaml": f"name: Ana\n{text}\n"})
    assert codes(root) == ["list-as-text"]
    name = text.removeprefix("topics: ")
    if ";" not in name:
        assert hints(root) == [f"write `topics: [{name}]`; or, if it is one, give it a record in content/topics/"]
        assert codes(write({**SEED, **other, "content/topics/both.yaml": f"name: {name}\n"})) == []


def test_a_list_that_lost_a_bracket_is_written_out(write: Write) -> None:
    root = write({**SEED, "content/actors/a.yaml": "name: Ana Reyes\naliases: Annie, Mayor Reyes]\n"})
    assert hints(root)[0].startswith("write `aliases: [Annie, Mayor Reyes]`, or where one is meant")


def test_several_ids_in_one_text_are_told_as_such(write: Write) -> None:
    people = {"content/actors/p.yaml": "- {id: ana, name: Ana}\n- {id: tom, name: Tom}\n"}
    for text in ("ana, tom", "\n  ana\n  tom"):
        root = write({**SEED, **people, "content/claims/c.yaml": f"claim: C\nspeaker: {text}\n"})
        assert (codes(root), hints(root)) == (["unknown-id"], ["several are a list: [ana, tom]"])
