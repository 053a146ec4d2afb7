"""A record gets another id: what is written, what follows, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archives import problems, texts, write

from sitegen.editor import EditConflictError, EditRefusedError, author_files
from sitegen.editor.api_types import FileChange
from sitegen.editor.change_history import History
from sitegen.editor.refactoring import RenamePlan, plan_rename

FILES = {
    "seeds/vote.md": "---\ntitle: The vote\nactors: [ana-reyes, mia-holt]\n---\nAna Reyes spoke. See [[count]].\n",
    "seeds/count.txt": "The count\n\nNobody counted, said Mia Holt.\n",
    "content/actors/people.yaml": (
        "# Who is who.\r\n- id: ana-reyes   # the mayor\r\n  name: Ana Reyes\r\n"
        "  related:\r\n    - {actor: mia-holt, relation: 'sister'}\r\n"
        "- id: mia-holt\r\n  name: Mia Holt\r\n  related: {actor: \"ana-reyes\", relation: sister}\r\n"
        "  roles: [{title: aide, of: ana-reyes}]\r\n"
    ),
    "content/actors/council.yaml": "kind: organization\nname: Town Council\nformerly: [old-council]\n",
    "content/claims/safe.yaml": (
        "claim: It is safe.\nspeaker:\n  - ana-reyes  # said so\n  - mia-holt\n"
        "article: vote\nquote: Ana Reyes spoke\n"
        "review: >\n  As [[ana-reyes]] and [[actor:ana-reyes | she]] know, [[person:mia-holt]] does not;\n"
        "  see [her page](people/ana-reyes/) and [[ana-reyes-x]].\n"
    ),
    "content/topics/bridge.yaml": "name: The Bridge\n",
    "content/notes/n.yaml": "title: A note\ntopics: [bridge, The Bridge, traffic jams]\nactors: ana-reyes\nbody: W.\n",
    "content/pages/about.md": "---\r\ntitle: About\r\n---\r\n\r\nSee [[ana-reyes]], [all](/people/ana-reyes/#x).\r\n",
    "content/site.yaml": (
        "title: T\nnavigation:\n  - {label: She, url: people/ana-reyes/}\nfooter: By [[ana-reyes|her]].\n"
    ),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", FILES)


def rename(root: Path, words: str, new: str) -> RenamePlan:
    before = texts(root)
    plan = plan_rename(root, words, new)
    assert texts(root) == before
    author_files.write_together(root, plan.changes)
    assert problems(root) == []
    return plan


def test_all_that_names_an_actor_follows_and_nothing_else_changes(root: Path) -> None:
    plan = rename(root, "person:ana-reyes", "ana-m-reyes")
    expected = dict(FILES)
    for file in ("claims/safe.yaml", "notes/n.yaml", "pages/about.md", "site.yaml", "actors/people.yaml"):
        text = FILES[f"content/{file}"].replace("ana-reyes-x", "X")
        expected[f"content/{file}"] = text.replace("ana-reyes", "ana-m-reyes").replace("X", "ana-reyes-x")
    people, sister = expected["content/actors/people.yaml"], "relation: 'sister'}\r\n"
    expected["content/actors/people.yaml"] = people.replace(sister, f"{sister}  formerly: ana-reyes\r\n")
    expected["content/articles/vote.yaml"] = "seed: vote.md\nactors: [ana-m-reyes, mia-holt]\n"
    assert texts(root) == expected
    assert (plan.label, plan.old_url, plan.new_url) == (
        "person ana-reyes is now ana-m-reyes", "people/ana-reyes/", "people/ana-m-reyes/"
    )  # fmt: skip
    assert plan.changes[0].file == "content/actors/people.yaml"
    told = {(one.location.file, one.location.line, one.key, one.is_link) for one in plan.references}
    assert ("content/claims/safe.yaml", 3, "speaker", False) in told
    assert ("content/pages/about.md", 5, "", True) in told
    assert [(one.seed, one.file, one.keys) for one in plan.carried] == [
        ("seeds/vote.md", "content/articles/vote.yaml", ("actors",))
    ]


@pytest.mark.parametrize(
    ("words", "new", "file", "text"),
    [
        # The name of a file gives the id, and stays; the id before that leads on, too.
        ("council", "town-council", "content/actors/council.yaml",
         "id: town-council\nkind: organization\nname: Town Council\nformerly: [old-council, council]\n"),
        ("old-council", "", "", ""),
        # A topic that is named by its name goes on to be.
        ("topic:bridge", "mill-bridge", "content/notes/n.yaml",
         "title: A note\ntopics: [mill-bridge, The Bridge, traffic jams]\nactors: ana-reyes\nbody: W.\n"),
        ("topic:traffic-jams", "jams", "content/topics/jams.yaml", "name: traffic jams\nformerly: traffic-jams\n"),
        ("n", "note-1", "content/notes/n.yaml",
         "id: note-1\n" + FILES["content/notes/n.yaml"] + 'formerly: "n"\n'),
        ("page:about", "who-we-are", "content/pages/about.md",
         FILES["content/pages/about.md"].replace("title: About", "id: who-we-are\r\ntitle: About\r\nformerly: about")),
        # Of a seed without a record, and of one whose record is its front matter.
        ("count", "the-count", "content/articles/the-count.yaml", "seed: count.txt\nformerly: count\n"),
        ("article:vote", "the-vote", "content/articles/the-vote.yaml", "seed: vote.md\nformerly: vote\n"),
    ],
)  # fmt: skip
def test_where_the_new_id_is_written(root: Path, words: str, new: str, file: str, text: str) -> None:
    if new:
        rename(root, words, new)
        assert texts(root)[file] == text
        return
    with pytest.raises(EditRefusedError, match='there is no record with the id "old-council"'):
        plan_rename(root, words, "x")


def test_an_id_in_front_matter_is_overruled_by_a_record(root: Path) -> None:
    write(root, {"seeds/vote.md": "---\nid: ballot\nformerly: [poll]\ntitle: T\n---\nAna Reyes spoke.\n"})
    write(
        root,
        {"content/claims/safe.yaml": FILES["content/claims/safe.yaml"].replace("article: vote", "article: ballot")},
    )
    rename(root, "ballot", "vote")
    assert texts(root)["content/articles/vote.yaml"] == "id: vote\nseed: vote.md\nformerly: [poll, ballot]\n"
    assert "article: vote\n" in texts(root)["content/claims/safe.yaml"]


def test_a_link_gets_a_kind_where_the_new_id_is_that_of_another_kind(root: Path) -> None:
    write(root, {"content/notes/n.yaml": "title: N\nbody: Of [[bridge]], [[ana-reyes]] and [[note:n|this]].\n"})
    rename(root, "ana-reyes", "bridge")
    assert "body: Of [[topic:bridge]], [[person:bridge]] and [[note:n|this]].\n" in texts(root)["content/notes/n.yaml"]
    rename(root, "person:bridge", "ana")
    assert "body: Of [[topic:bridge]], [[person:ana]] and" in texts(root)["content/notes/n.yaml"]


def test_an_alias_of_yaml_follows_its_anchor_or_nothing_is_written(root: Path) -> None:
    shared = "- id: one\n  claim: One.\n  about: &who [ana-reyes]\n- id: two\n  claim: Two.\n  about: *who\n"
    write(root, {"content/claims/shared.yaml": shared})
    rename(root, "ana-reyes", "ana")
    assert texts(root)["content/claims/shared.yaml"] == shared.replace("ana-reyes", "ana")
    both = "- id: one\n  claim: &who ana\n- id: two\n  claim: Two.\n  about: *who\n"
    write(root, {"content/claims/shared.yaml": both})
    before = texts(root)
    with pytest.raises(EditRefusedError, match="cannot be changed without touching more") as caught:
        plan_rename(root, "ana", "ana-2")
    assert str(caught.value.problems[0].problem.location) == "content/claims/shared.yaml:2:10"
    assert texts(root) == before


def test_escapes_and_folded_lines_are_read_as_yaml_has_them(root: Path) -> None:
    body = 'title: N\nactors: ["\\u0061na-reyes"]\nbody: "Of [[ana-\\\n  reyes]]\\tand [[\\x61na-reyes|her]]."\n'
    write(root, {"content/notes/n.yaml": body})
    rename(root, "ana-reyes", "ana")
    assert texts(root)["content/notes/n.yaml"] == 'title: N\nactors: ["ana"]\nbody: "Of [[ana]]\\tand [[ana|her]]."\n'


REFUSED = [
    ("actor:nobody", "x", "unknown-id", 'there is no actor with the id "nobody"', ""),
    ("actor:ana-reys", "x", "unknown-id", 'there is no actor with the id "ana-reys"', 'did you mean "ana-reyes"?'),
    ("old-council", "x", "unknown-id", 'there is no record with the id "old-council"', 'it is an old id of "council"'),
    ("king:ana-reyes", "x", "unknown-id", 'there is no kind of record "king"', "kinds are actor, article, claim"),
    ("place:ana-reyes", "x", "unknown-id", 'there is no place with the id "ana-reyes"', ""),
    ("ana-reyes", "Ana Reyes", "bad-id", '"Ana Reyes" cannot be an id', 'write "ana-reyes"'),
    ("ana-reyes", "con", "bad-id", "on Windows no folder can be called so", ""),
    ("ana-reyes", "ana-reyes", "duplicate-id", "it has this id already", "choose another one"),
    ("ana-reyes", "mia-holt", "duplicate-id", '"mia-holt" is taken by person mia-holt', "sitegen merge actor:ana"),
    ("ana-reyes", "council", "duplicate-id", 'the id "council" is taken by organization council', ""),
    ("vote", "count", "duplicate-id", 'the id "count" is taken by article count', "choose another id"),
    ("page:about", "claims", "path-collision", '"claims" is a folder that a build makes itself', ""),
    ("place:mill", "old-mill", "path-collision", '"old-mill" is an old id of place dam', "can lead to one record only"),
    ("mill", "x", "id-ambiguous", '"mill" is the id of 2 records', "write actor:mill or topic:mill"),
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=[f"{one[0]} {one[1]}" for one in REFUSED])
def test_what_cannot_be_is_told_and_nothing_is_written(root: Path, case: tuple[str, ...]) -> None:
    words, new, code, message, hint = case
    places = "- {id: mill, kind: place, name: The Mill}\n- {id: dam, kind: place, name: The Dam, formerly: old-mill}\n"
    write(root, {"content/actors/places.yaml": places, "content/topics/mill.yaml": "name: Mills\n"})
    before = texts(root)
    with pytest.raises(EditRefusedError) as caught:
        plan_rename(root, words, new)
    assert texts(root) == before
    (told,) = caught.value.problems
    assert told.problem.code == code
    assert message in told.problem.message
    assert hint in told.problem.hint


def test_a_file_that_cannot_be_read_stands_in_the_way_where_it_may_name_the_record(root: Path) -> None:
    write(root, {"content/claims/broken.yaml": "claim: [mia-holt\n"})
    plan_rename(root, "n", "note-1")
    with pytest.raises(EditRefusedError) as caught:
        plan_rename(root, "mia-holt", "mia")
    assert {(one.problem.code, one.problem.location.file) for one in caught.value.problems} == {
        ("yaml-syntax", "content/claims/broken.yaml")
    }


def test_an_id_that_would_look_like_another_is_refused_with_what_a_check_would_say(root: Path) -> None:
    with pytest.raises(EditRefusedError) as caught:
        plan_rename(root, "mia-holt", "аna-reyes")  # the first letter is Cyrillic
    assert [one.problem.code for one in caught.value.problems] == ["look-alike"]


def test_a_page_whose_front_matter_is_toml_is_left_to_its_author(root: Path) -> None:
    write(root, {"content/pages/toml.md": '+++\ntitle = "T"\n+++\nSee [[ana-reyes]].\n'})
    with pytest.raises(EditRefusedError, match="front matter that is not YAML"):
        plan_rename(root, "page:toml", "x")
    rename(root, "ana-reyes", "ana")
    assert texts(root)["content/pages/toml.md"] == '+++\ntitle = "T"\n+++\nSee [[ana]].\n'


CODE = [
    ("`[[ana-reyes]]` and [[ana-reyes]].", "`[[ana-reyes]]` and [[NEW]]."),
    ("``a ` [[ana-reyes]]`` [[ana-reyes|x]]", "``a ` [[ana-reyes]]`` [[NEW|x]]"),
    ("A `b [[ana-reyes]]", "A `b [[NEW]]"),
    ("```md\n[[ana-reyes]]\n```\n\n[[ana-reyes]]", "```md\n[[ana-reyes]]\n```\n\n[[NEW]]"),
    ("~~~\n[[ana-reyes]]\n\n[[ana-reyes]]\n", "~~~\n[[ana-reyes]]\n\n[[ana-reyes]]\n"),
    ("A\n\n    [[ana-reyes]]\n\nB [[ana-reyes]]", "A\n\n    [[ana-reyes]]\n\nB [[NEW]]"),
    ("- A\n\n    [[ana-reyes]]", "- A\n\n    [[NEW]]"),
    ("> `x`\n> [[ana-reyes]]", "> `x`\n> [[NEW]]"),
    ("`[x](people/ana-reyes/)` [x](people/ana-reyes/)", "`[x](people/ana-reyes/)` [x](people/NEW/)"),
    ("| `a` | b |\n| - | - |\n| [[ana-reyes\\|x]] | `[[ana-reyes\\|x]]` |",
     "| `a` | b |\n| - | - |\n| [[NEW\\|x]] | `[[ana-reyes\\|x]]` |"),
]  # fmt: skip


def indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))


@pytest.mark.parametrize(("text", "expected"), CODE)
@pytest.mark.parametrize("is_page", [True, False])
def test_code_that_looks_like_a_link_is_none(tmp_path: Path, is_page: bool, text: str, expected: str) -> None:
    file = "content/pages/p.md" if is_page else "content/notes/n.yaml"
    head = "---\ntitle: P\n---\n\n" if is_page else "title: N\nbody: |  # a comment\n"
    written = (lambda words: f"{words}\n") if is_page else indented
    files = {"seeds/a.txt": "A", "content/actors/ana-reyes.yaml": "name: Ana Reyes\n", file: head + written(text)}
    root = write(tmp_path, files)
    author_files.write_together(root, plan_rename(root, "ana-reyes", "new-ana").changes)
    assert texts(root)[file] == head + written(expected.replace("NEW", "new-ana"))


def test_code_in_folded_lines_stays_too(tmp_path: Path) -> None:
    text = "title: N\nbody: >\n  See `[[ana-reyes]]` or\n  [[ana-reyes]].\n\n      [[ana-reyes]]\n"
    root = write(tmp_path, {"content/actors/ana-reyes.yaml": "name: Ana Reyes\n", "content/notes/n.yaml": text})
    author_files.write_together(root, plan_rename(root, "ana-reyes", "new-ana").changes)
    assert texts(root)["content/notes/n.yaml"] == text.replace("\n  [[ana-reyes]]", "\n  [[new-ana]]")


def test_what_was_broken_off_is_gone_on_with(root: Path) -> None:
    plan = plan_rename(root, "ana-reyes", "ana")
    author_files.write_together(root, plan.changes[:2])
    assert problems(root) != []
    rest = rename(root, "ana-reyes", "ana")
    assert [one.file for one in rest.changes] == [one.file for one in plan.changes[2:]]
    assert plan_rename(root, "ana-reyes", "ana").changes == ()


def test_a_record_that_is_called_as_before_again_keeps_its_first_address_first(root: Path) -> None:
    rename(root, "ana-reyes", "ana")
    rename(root, "ana", "ana-reyes")
    assert "formerly: [ana-reyes, ana]" in texts(root)["content/actors/people.yaml"]


def test_a_change_of_several_files_is_taken_back_as_one(root: Path) -> None:
    before, history = texts(root), History(root)
    plan = plan_rename(root, "ana-reyes", "ana")
    history.write_together(plan.changes)
    assert texts(root) != before
    assert history.last_label == "person ana-reyes is now ana"
    assert history.undo().label == "person ana-reyes is now ana: undone"
    assert texts(root) == before
    assert history.last_label == ""


def test_where_one_file_is_another_by_now_all_stay_as_they_are(root: Path) -> None:
    plan = plan_rename(root, "ana-reyes", "ana")
    write(root, {"content/site.yaml": "title: Other\n"})
    before = texts(root)
    with pytest.raises(EditConflictError) as caught:
        author_files.write_together(root, plan.changes)
    assert caught.value.file == "content/site.yaml"
    assert texts(root) == before


def test_where_a_file_changes_while_others_are_written_those_are_put_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_rename(root, "ana-reyes", "ana")
    one_by_one, written = author_files.write, list[str]()

    def write_and_meddle(root: Path, change: FileChange) -> None:
        one_by_one(root, change)
        written.append(change.file)
        if len(written) == 2:
            write(root, {"content/site.yaml": "title: Other\n"})

    monkeypatch.setattr(author_files, "write", write_and_meddle)
    before = {**texts(root), "content/site.yaml": "title: Other\n"}
    with pytest.raises(EditConflictError):
        author_files.write_together(root, plan.changes)
    assert len(written) > 4
    assert texts(root) == before
