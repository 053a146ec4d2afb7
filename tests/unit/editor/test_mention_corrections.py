"""Names that are linked wrongly, put right in the preview: the files, and whom the words name afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archives import write

from sitegen.editor import EditorSession, EditRefusedError, MentionChange, MentionWay, Selection

VOTE = """\
Council votes

Ana Reyes and Luis Holt met at the bridge. Reyes left early.

Later Reyes wrote to Holt. Nobody answered.
"""
PEOPLE = "- {id: ana-reyes, name: Ana Reyes}\n- {id: luis-holt, name: Luis Holt}\n- {id: bea-reyes, name: Bea Reyes}\n"
RECORD = "content/articles/vote.yaml"
FIRST, SECOND = Selection("Reyes", "bridge. ", " left"), Selection("Reyes", "Later ", " wrote")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", {"seeds/vote.txt": VOTE, "content/actors/people.yaml": PEOPLE})


def text(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def say(root: Path, selection: Selection, way: MentionWay, actor: str = "", article: str = "vote") -> str:
    """The label of what is done."""
    return EditorSession(root).mention(MentionChange(article, selection, way, actor)).label


def named(root: Path, selection: Selection, article: str = "vote") -> tuple[str, ...]:
    return EditorSession(root).passage(article, selection).actors


def test_words_are_not_this_person_in_the_article(root: Path) -> None:
    assert named(root, FIRST) == ("ana-reyes",)
    assert say(root, FIRST, MentionWay.NOT, "ana-reyes") == "“Reyes” does not name ana-reyes in this article"
    assert text(root, RECORD) == "seed: vote.txt\nnot_mentions:\n  - text: Reyes\n    actor: ana-reyes\n"
    assert "ana-reyes" not in (*named(root, FIRST), *named(root, SECOND))
    assert named(root, Selection("Ana Reyes")) == ("ana-reyes",)


def test_words_are_nobody_in_the_article_or_in_any(root: Path) -> None:
    write(root, {"seeds/other.txt": "Other\n\nAna Reyes slept. Reyes woke.\n"})
    say(root, FIRST, MentionWay.NOBODY)
    assert text(root, RECORD) == "seed: vote.txt\nnot_mentions: Reyes\n"
    woke = Selection("Reyes", "slept. ", " woke")
    assert (named(root, FIRST), named(root, woke, "other")) == ((), ("ana-reyes",))
    say(root, woke, MentionWay.NOWHERE, article="other")
    assert text(root, "content/site.yaml") == "not_mentions: Reyes\n"
    assert named(root, woke, "other") == ()


def test_settings_keep_what_they_say_when_words_are_nobody(root: Path) -> None:
    write(root, {"content/site.yaml": "# Ours.\ntitle: The Post  # short\nnot_mentions: [Bridge]\n"})
    say(root, FIRST, MentionWay.NOWHERE)
    assert text(root, "content/site.yaml") == "# Ours.\ntitle: The Post  # short\nnot_mentions: [Bridge, Reyes]\n"


def test_part_of_a_name_stands_for_all_of_it(root: Path) -> None:
    say(root, Selection("Ana", "", " Reyes and"), MentionWay.NOBODY)
    assert text(root, RECORD) == "seed: vote.txt\nnot_mentions: Ana Reyes\n"


def test_somebody_else_is_meant_here_or_in_the_article(root: Path) -> None:
    say(root, SECOND, MentionWay.PIN, "bea-reyes")
    assert text(root, RECORD) == "seed: vote.txt\nmentions:\n  - text: Reyes\n    actor: bea-reyes\n    occurrence: 3\n"
    assert (named(root, FIRST), named(root, SECOND)) == (("ana-reyes",), ("bea-reyes",))
    say(root, FIRST, MentionWay.ARTICLE, "bea-reyes")
    assert (named(root, FIRST), named(root, SECOND)) == (("bea-reyes",), ("bea-reyes",))
    assert named(root, Selection("Ana Reyes")) == ("ana-reyes",)


def test_another_decision_takes_the_place_of_the_first(root: Path) -> None:
    write(root, {RECORD: "seed: vote.txt\nmentions:\n- {text: Reyes, actor: bea-reyes}  # hers\ntopics: [Traffic]\n"})
    say(root, SECOND, MentionWay.PIN, "luis-holt")
    assert (named(root, FIRST), named(root, SECOND)) == (("bea-reyes",), ("luis-holt",))
    say(root, SECOND, MentionWay.NOT, "luis-holt")
    assert "luis-holt" not in text(root, RECORD)
    say(root, FIRST, MentionWay.NOBODY)
    assert named(root, FIRST) == named(root, SECOND) == ()
    assert text(root, RECORD) == "seed: vote.txt\ntopics: [Traffic]\nnot_mentions: Reyes\n"


def test_what_would_not_come_to_pass_is_not_written(root: Path) -> None:
    before = sorted(root.rglob("*"))
    nobody, part = Selection("Nobody", "Holt. "), Selection("ridg")
    for selection, way, actor in (
        (nobody, MentionWay.NOT, "ana-reyes"),
        (nobody, MentionWay.PIN, "nobody-known"),
        (part, MentionWay.NOT, "bea-reyes"),
    ):
        with pytest.raises(EditRefusedError):
            say(root, selection, way, actor)
    assert sorted(root.rglob("*")) == before


def test_front_matter_of_a_seed_is_hidden_and_not_written_into(root: Path) -> None:
    seed = "---\ntitle: Two\nmentions: [{text: Holt, actor: bea-reyes}]\n---\nHolt and Ana Reyes met.\n"
    write(root, {"seeds/two.md": seed})
    with pytest.raises(EditRefusedError, match="front matter"):
        say(root, Selection("Holt"), MentionWay.NOBODY, article="two")
    say(root, Selection("Holt"), MentionWay.ARTICLE, "luis-holt", article="two")
    assert named(root, Selection("Holt"), "two") == ("luis-holt",)
    assert text(root, "seeds/two.md") == seed


def test_what_would_be_written_is_shown_first(root: Path) -> None:
    checked = EditorSession(root).check_mention(MentionChange("vote", FIRST, MentionWay.NOBODY))
    assert (checked.file, checked.yaml) == (RECORD, "seed: vote.txt\nnot_mentions: Reyes\n")
    assert not (root / RECORD).exists()
