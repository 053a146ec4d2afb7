"""What the preview's editor writes: files compared as an author would find them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from support.archives import write

from sitegen.content import loader
from sitegen.core.problems import Problems
from sitegen.editor import (
    EditConflictError,
    EditorSession,
    EditRefusedError,
    FilledForm,
    MentionChange,
    MentionWay,
    RecordKind,
    Selection,
)
from sitegen.editor.forms import FORMS, MODELS, ORDER

VOTE = """\
Council votes

Mayor Ana Reyes said the bridge is safe. Nobody agreed. The vote was close.

Reyes went home. A second vote, said Holt, is to follow.
"""
ACTORS = """\
# Who is who.
- id: ana-reyes
  name: Ana Reyes   # the mayor
  aliases: [the mayor]

- id: mia-holt
  name: Mia Holt
"""
CLAIMS = """\
# Claims of this article.
- id: safe
  claim: The bridge is safe.
  speaker: ana-reyes
  article: vote
  quote: the bridge is safe   # her words
  verdict: disputed
  review: >
    It carries trams, and
    has done so since 2009.

# A second one.
- id: close
  claim: 'The vote was close.'
  article: vote
  quote: The vote was close
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path / "archive",
        {"seeds/vote.txt": VOTE, "content/actors/people.yaml": ACTORS, "content/claims/vote.yaml": CLAIMS},
    )


def text(root: Path, file: str) -> str:
    return (root / file).read_bytes().decode()


def tree(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def claim(**values: object) -> FilledForm:
    return FilledForm(RecordKind.CLAIM, "vote", None, values, Selection("Nobody agreed", "safe. ", ". The vote"))  # type: ignore[arg-type]


def changed(identifier: str, **values: object) -> FilledForm:
    return FilledForm(RecordKind.CLAIM, "vote", identifier, values)  # type: ignore[arg-type]


def version(editor: EditorSession, identifier: str) -> str:
    return next(one.version for one in editor.overview("vote").records if one.id == identifier)


def reasons(caught: pytest.ExceptionInfo[EditRefusedError]) -> list[tuple[str, str, str]]:
    return [(one.field, one.problem.code, one.problem.message) for one in caught.value.problems]


def test_a_new_claim_goes_where_the_others_of_its_article_are(root: Path) -> None:
    source = {"title": "Minutes", "url": "https://example.org/m", "publisher": "", "date": "2024-03"}
    saved = EditorSession(root).save(
        claim(claim="Nobody agreed with  the mayor.", speaker=["mia-holt"], verdict="supported", sources=[source])
    )
    assert text(root, "content/claims/vote.yaml") == CLAIMS + (
        "\n"
        "- id: nobody-agreed-with-the-mayor\n"
        "  claim: Nobody agreed with the mayor.\n"
        "  speaker: mia-holt\n"
        "  article: vote\n"
        "  quote: Nobody agreed\n"
        "  verdict: supported\n"
        "  sources:\n"
        "    - title: Minutes\n"
        "      url: https://example.org/m\n"
        "      date: 2024-03\n"
    )
    assert (saved.label, saved.file, saved.line) == (
        "claim nobody-agreed-with-the-mayor added",
        "content/claims/vote.yaml",
        18,
    )
    problems = Problems()
    loader.load(root, problems)
    assert [str(one) for one in problems] == []


def test_the_first_note_of_an_article_begins_a_list_of_its_own(root: Path) -> None:
    draft = FilledForm(
        RecordKind.NOTE, "vote", None, {"title": "The vote", "body": "It took place twice."}, Selection("second vote")
    )
    assert EditorSession(root).save(draft).file == "content/notes/vote.yaml"
    assert text(root, "content/notes/vote.yaml") == (
        "- id: the-vote\n  title: The vote\n  article: vote\n  quote: second vote\n  body: It took place twice.\n"
    )


def test_where_each_record_has_a_file_of_its_own_so_has_a_new_one(root: Path) -> None:
    write(root, {"content/notes/one.yaml": "title: One\nbody: A.\narticle: vote\nquote: Nobody agreed\n"})
    saved = EditorSession(root).save(
        FilledForm(RecordKind.NOTE, "vote", None, {"title": "Two", "body": "B."}, Selection("went home"))
    )
    assert (saved.file, text(root, saved.file)) == (
        "content/notes/two.yaml",
        "title: Two\narticle: vote\nquote: went home\nbody: B.\n",
    )


def test_an_id_that_is_taken_gets_a_number(root: Path) -> None:
    assert EditorSession(root).check(claim(claim="Safe")).id == "safe-2"


def test_a_changed_claim_keeps_all_that_its_author_wrote_beside(root: Path) -> None:
    editor = EditorSession(root)
    values = {**editor.overview("vote").records[1].values, "verdict": "false"}
    assert editor.overview("vote").records[1].id == "safe"
    editor.save(changed("safe", **values), version(editor, "safe"))
    assert text(root, "content/claims/vote.yaml") == CLAIMS.replace("verdict: disputed", 'verdict: "false"')


def test_other_words_can_be_chosen_for_a_claim(root: Path) -> None:
    editor = EditorSession(root)
    draft = FilledForm(RecordKind.CLAIM, "vote", "close", {}, Selection("vote", "A second ", ", said"))
    editor.save(draft, version(editor, "close"))
    expected = CLAIMS.replace("quote: The vote was close\n", "quote:\n    exact: vote\n    prefix: second\n")
    assert text(root, "content/claims/vote.yaml") == expected


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_keeps_its_line_ends_and_its_byte_order_mark(root: Path, ending: str) -> None:
    written = ("\ufeff" + CLAIMS).replace("\n", ending)
    write(root, {"content/claims/vote.yaml": written})
    editor = EditorSession(root)
    editor.save(changed("safe", verdict="opinion"), version(editor, "safe"))
    editor.save(claim(claim="Nobody agreed."))
    added = "\n- id: nobody-agreed\n  claim: Nobody agreed.\n  article: vote\n  quote: Nobody agreed\n"
    expected = written.replace("disputed", "opinion") + added.replace("\n", ending)
    assert text(root, "content/claims/vote.yaml") == expected
    editor.remove(RecordKind.CLAIM, "nobody-agreed", version(editor, "nobody-agreed"))
    assert text(root, "content/claims/vote.yaml") == written.replace("disputed", "opinion")


def test_an_empty_field_takes_its_key_away(root: Path) -> None:
    editor = EditorSession(root)
    editor.save(changed("safe", verdict="", speaker=[]), version(editor, "safe"))
    assert text(root, "content/claims/vote.yaml") == CLAIMS.replace("  speaker: ana-reyes\n", "").replace(
        "  verdict: disputed\n", ""
    )


def test_the_id_of_a_record_stays(root: Path) -> None:
    editor = EditorSession(root)
    with pytest.raises(EditRefusedError) as caught:
        editor.save(changed("safe", id="sound"), version(editor, "safe"))
    assert reasons(caught) == [("id", "bad-id", "the id of a record makes its address, and stays as it is")]


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(root: Path) -> None:
    before = tree(root)
    with pytest.raises(EditRefusedError) as caught:
        EditorSession(root).save(
            claim(
                speaker=["ana-reyez"],
                verdict="disputd",
                date="yesterday",
                review="See [[nobody-here]].",
                id="Not An Id",
                sources=[{"url": "javascript:alert(1)", "title": "X"}],
            )
        )
    assert sorted(reasons(caught)) == [
        ("claim", "missing-key", '"claim" is missing'),
        ("date", "bad-date", '"yesterday" is not a date'),
        ("id", "bad-id", '"Not An Id" cannot be an id: lower-case letters, digits and hyphens only'),
        ("review", "unknown-id", "[[nobody-here]] leads to no record"),
        ("sources.0.url", "bad-url", '"javascript:alert(1)" is no web address'),
        ("speaker", "unknown-id", 'there is no actor with the id "ana-reyez"'),
        ("verdict", "unknown-id", 'there is no verdict with the id "disputd"'),
    ]
    assert tree(root) == before


def test_a_new_topic_may_not_have_the_address_of_another(root: Path) -> None:
    editor = EditorSession(root)
    editor.save(claim(claim="X.", id="x", topics=["R&D", "Traffic"]))
    with pytest.raises(EditRefusedError) as caught:
        editor.save(claim(claim="Y.", id="y", topics=["R+D", "R & D", "r-d", "traffic", "Tolls"]))
    assert reasons(caught) == [
        ("topics", "duplicate-id", 'the topic "R+D" would have the address of the topic "r-d"'),
    ]


@pytest.mark.parametrize("identifier", ["../../evil", "%2e%2e%2fevil", "/tmp/evil", "a\0b", "..", "con/x"])
def test_no_id_leads_out_of_its_folder(root: Path, identifier: str) -> None:
    before = tree(root.parent)
    with pytest.raises(EditRefusedError):
        EditorSession(root).save(claim(claim="X.", id=identifier))
    with pytest.raises(EditRefusedError):
        EditorSession(root).save(
            FilledForm(RecordKind.NOTE, identifier, None, {"title": "T", "body": "B"}, Selection("Nobody agreed"))
        )
    assert tree(root.parent) == before


def test_a_removed_claim_is_given_back_as_yaml(root: Path) -> None:
    editor = EditorSession(root)
    removed = editor.remove(RecordKind.CLAIM, "close", version(editor, "close"))
    kept, taken = CLAIMS[: CLAIMS.index("\n# A second one.")], CLAIMS[CLAIMS.index("# A second one.") :]
    assert text(root, "content/claims/vote.yaml") == kept
    assert (removed.label, removed.yaml) == ("claim close removed", taken)


def test_the_last_record_of_a_file_takes_the_file_with_it(root: Path) -> None:
    write(root, {"content/claims/alone.yaml": "claim: Nobody agreed.\narticle: vote\nquote: Nobody agreed\n"})
    editor = EditorSession(root)
    editor.remove(RecordKind.CLAIM, "alone", version(editor, "alone"))
    assert not (root / "content/claims/alone.yaml").exists()
    editor.undo()
    assert text(root, "content/claims/alone.yaml") == "claim: Nobody agreed.\narticle: vote\nquote: Nobody agreed\n"


def test_only_the_change_that_is_meant_is_taken_back(root: Path) -> None:
    editor = EditorSession(root)
    editor.remove(RecordKind.CLAIM, "close", version(editor, "close"))
    first, after = editor.undo_number, text(root, "content/claims/vote.yaml")
    editor.save(FilledForm(RecordKind.CLAIM, "vote", None, {"claim": "It is new."}, None))
    assert editor.undo_number > first
    with pytest.raises(EditRefusedError, match="this is not what was done last"):
        editor.undo(first)
    editor.undo(editor.undo_number)
    assert (editor.undo_number, text(root, "content/claims/vote.yaml")) == (first, after)
    editor.undo(first)
    assert editor.undo_number == 0


def test_every_change_can_be_taken_back_to_the_byte(root: Path) -> None:
    editor, before = EditorSession(root), tree(root)
    editor.save(claim(claim="Nobody agreed."))
    editor.mention(MentionChange("vote", Selection("Holt", "said "), MentionWay.ALIAS, "mia-holt"))
    editor.mention(MentionChange("vote", Selection("Reyes", "\n\n", " went home"), MentionWay.PIN, "ana-reyes"))
    editor.remove(RecordKind.CLAIM, "safe", version(editor, "safe"))
    editor.save(FilledForm(RecordKind.ACTOR, "vote", None, {"name": "Council", "kind": "organization"}))
    assert editor.undo_label == "actor council added"
    for _ in range(5):
        editor.undo()
    assert (tree(root), editor.undo_label) == (before, "")


def test_the_archive_is_read_again_where_more_than_the_words_of_seeds_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {"seeds/two.md": "---\ntitle: Two\n---\nWords.\n"})
    editor, read = EditorSession(root), []
    monkeypatch.setattr(loader, "load_known", lambda *given, load=loader.load_known: read.append(given) or load(*given))

    def title_after(*changed: str) -> tuple[str, int]:
        editor.forget({root.resolve() / path for path in changed})
        return editor.overview("two").title, len(read)

    assert title_after("seeds/two.md") == ("Two", 1)
    write(root, {"seeds/vote.txt": VOTE + "\nMore.\n", "seeds/two.md": "---\ntitle: Two\n---\nOther words.\n"})
    assert title_after("seeds/vote.txt", "seeds/two.md") == ("Two", 1)
    write(root, {"seeds/two.md": "---\ntitle: Second\n---\nOther words.\n"})
    assert title_after("seeds/two.md") == ("Second", 2)
    write(root, {"content/claims/vote.yaml": CLAIMS})
    assert title_after("content/claims/vote.yaml") == ("Second", 3)
    write(root, {"seeds/third.txt": "Third\n\nWords.\n"})
    assert title_after("seeds/third.txt") == ("Second", 4)


def test_a_new_alias_stands_behind_the_others(root: Path) -> None:
    saved = EditorSession(root).mention(MentionChange("vote", Selection("Holt", "said "), MentionWay.ALIAS, "mia-holt"))
    assert text(root, "content/actors/people.yaml") == ACTORS + "  aliases: Holt\n"
    assert saved.label == "alias “Holt” of mia-holt added"
    EditorSession(root).mention(MentionChange("vote", Selection("Mayor", "", " Ana"), MentionWay.ALIAS, "ana-reyes"))
    assert "  name: Ana Reyes   # the mayor\n  aliases: [the mayor, Mayor]\n" in text(
        root, "content/actors/people.yaml"
    )


def test_a_new_actor_goes_by_the_selected_words(root: Path) -> None:
    editor = EditorSession(root)
    written = editor.check(
        FilledForm(RecordKind.ACTOR, "vote", None, {"name": "The Honourable M. Holt"}, Selection("second vote"))
    )
    assert written.yaml == "- id: the-honourable-m-holt\n  name: The Honourable M. Holt\n  aliases: second vote\n"
    by_surname = editor.check(
        FilledForm(RecordKind.ACTOR, "vote", None, {"name": "Jo Holt"}, Selection("Holt", "said "))
    )
    assert by_surname.yaml == "- id: jo-holt\n  name: Jo Holt\n"


def test_words_can_name_somebody_in_one_place_only(root: Path) -> None:
    editor = EditorSession(root)
    editor.mention(MentionChange("vote", Selection("Reyes", "\n\n", " went home"), MentionWay.PIN, "ana-reyes"))
    expected = "seed: vote.txt\nmentions:\n  - text: Reyes\n    actor: ana-reyes\n    occurrence: 2\n"
    assert text(root, "content/articles/vote.yaml") == expected
    editor.mention(MentionChange("vote", Selection("Holt", "said "), MentionWay.PIN, "mia-holt"))
    assert text(root, "content/articles/vote.yaml") == expected + "  - text: Holt\n    actor: mia-holt\n"


def test_front_matter_is_never_written_into(root: Path) -> None:
    seed = "---\ntitle: Two\nmentions: [{text: Holt, actor: mia-holt}]\n---\nHolt and Ana met.\n"
    write(root, {"seeds/two.md": seed})
    EditorSession(root).mention(MentionChange("two", Selection("Ana"), MentionWay.PIN, "ana-reyes"))
    assert text(root, "seeds/two.md") == seed
    assert text(root, "content/articles/two.yaml") == (
        "seed: two.md\nmentions:\n  - text: Holt\n    actor: mia-holt\n  - text: Ana\n    actor: ana-reyes\n"
    )


def test_a_file_that_somebody_else_changed_is_not_written_over(root: Path) -> None:
    editor = EditorSession(root)
    seen = version(editor, "safe")
    theirs = CLAIMS.replace("verdict: disputed", "verdict: supported")
    write(root, {"content/claims/vote.yaml": theirs})
    draft = changed("safe", verdict="false")
    with pytest.raises(EditConflictError) as caught:
        editor.save(draft, seen)
    assert text(root, "content/claims/vote.yaml") == theirs
    assert 'verdict: "false"' in caught.value.mine
    assert "verdict: supported" in caught.value.theirs
    editor.save(draft, caught.value.version)
    assert text(root, "content/claims/vote.yaml") == CLAIMS.replace("verdict: disputed", 'verdict: "false"')


def test_nothing_is_taken_back_over_a_change_of_somebody_else(root: Path) -> None:
    editor = EditorSession(root)
    editor.save(claim(claim="Nobody agreed."))
    theirs = text(root, "content/claims/vote.yaml") + "# Mine.\n"
    write(root, {"content/claims/vote.yaml": theirs})
    with pytest.raises(EditConflictError) as caught:
        editor.undo()
    assert text(root, "content/claims/vote.yaml") == theirs
    assert (caught.value.mine, caught.value.theirs) == (CLAIMS, theirs)


def test_a_removal_minds_the_version_too(root: Path) -> None:
    editor, before = EditorSession(root), tree(root)
    with pytest.raises(EditConflictError):
        editor.remove(RecordKind.CLAIM, "safe", "another")
    assert tree(root) == before


def test_a_link_out_of_content_is_not_written_through(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / "content/notes").symlink_to(outside)
    with pytest.raises(EditRefusedError) as caught:
        EditorSession(root).save(
            FilledForm(RecordKind.NOTE, "vote", None, {"title": "T", "body": "B"}, Selection("Nobody agreed"))
        )
    assert [one.problem.code for one in caught.value.problems] == ["not-written"]
    assert list(outside.iterdir()) == []


def test_what_a_link_out_of_content_leads_to_is_not_read(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("password: [not for others\n", encoding="utf-8")
    (root / "content/notes").mkdir()
    (root / "content/notes/vote.yaml").symlink_to(outside)
    editor = EditorSession(root)
    draft = FilledForm(RecordKind.NOTE, "vote", None, {"title": "T", "body": "B"}, Selection("Nobody agreed"))
    assert editor.save(draft).file == "content/notes/t.yaml"
    assert outside.read_text(encoding="utf-8") == "password: [not for others\n"


def test_selected_words_come_with_what_stands_on_them(root: Path) -> None:
    found = EditorSession(root).passage("vote", Selection("Mayor Ana Reyes said the bridge"))
    assert (found.words, found.on, found.actors) == ("Mayor Ana Reyes said the bridge", ("claim:safe",), ("ana-reyes",))


def test_a_lost_passage_can_be_moved_to_where_its_words_went(root: Path) -> None:
    write(root, {"seeds/vote.txt": VOTE.replace("the bridge is safe", "the old bridge is safe")})
    editor = EditorSession(root)
    lost = editor.suggestions("vote")[0]
    assert (lost.title, lost.words) == ("The words of claim safe are not found", "the bridge is safe")
    assert [choice.label for choice in lost.choices] == ["Quote “the old bridge is safe” instead"]
    editor.accept("vote", lost.key, "move")
    assert "exact: the old bridge is safe" in text(root, "content/claims/vote.yaml")
    assert "not found" not in editor.suggestions("vote")[0].title


def test_who_is_meant_by_a_name_without_a_link_is_settled_with_a_click(root: Path) -> None:
    editor = EditorSession(root)
    found = next(one for one in editor.suggestions("vote") if one.title == "“Holt” is not linked")
    assert [choice.label for choice in found.choices] == ["Mia Holt", "Nobody"]
    editor.accept("vote", found.key, "mia-holt")
    assert (
        text(root, "content/articles/vote.yaml") == "seed: vote.txt\nmentions:\n  - text: Holt\n    actor: mia-holt\n"
    )
    assert found.key not in [one.key for one in editor.suggestions("vote")]


def test_a_name_that_recurs_becomes_an_actor_or_nobody_with_a_click(root: Path) -> None:
    write(
        root,
        {"seeds/news.txt": "News\n\nHe met Bob Crane there. She met Bob Crane in Port Ellen; Port Ellen is far.\n"},
    )
    editor = EditorSession(root)
    crane, ellen = editor.suggestions("news")
    assert (crane.title, crane.detail) == ("“Bob Crane” is no actor yet", "Named 2 times in this article.")
    assert [choice.label for choice in crane.choices] == ["Add person", "Add organization", "Add place", "Nobody"]
    editor.accept("news", crane.key, "person")
    assert text(root, "content/actors/people.yaml") == ACTORS + "\n- id: bob-crane\n  name: Bob Crane\n"
    editor.accept("news", ellen.key, "nobody")
    assert text(root, "content/articles/news.yaml") == "seed: news.txt\nnot_mentions: Port Ellen\n"
    assert editor.suggestions("news") == []


def test_a_suggestion_that_does_not_stand_any_more_is_not_done(root: Path) -> None:
    before = tree(root)
    with pytest.raises(EditRefusedError):
        EditorSession(root).accept("vote", "0" * 16, "mia-holt")
    assert tree(root) == before


def test_a_link_to_what_readers_do_not_see_is_told_and_the_record_is_written(root: Path) -> None:
    people = root / "content/actors/people.yaml"
    people.write_text(f"{ACTORS}\n- {{id: nora-fell, name: Nora Fell, status: draft}}\n", encoding="utf-8")
    wanted = claim(claim="X.", id="x", review="See [[nora-fell]] and [[ana-reyes]].")
    told = EditorSession(root).check(wanted).problems
    assert [(one.field, one.problem.code) for one in told] == [("review", "dead-link")]
    EditorSession(root).save(wanted)
    assert "See [[nora-fell]]" in (root / "content/claims/vote.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", FORMS)
def test_every_key_of_a_record_has_its_place_among_the_others(kind: RecordKind) -> None:
    keys = {info.alias or name for name, info in MODELS[kind].model_fields.items()}
    assert set(ORDER[kind]) == keys
    assert {field.name for field in FORMS[kind]} <= keys
