"""Records changed by all their fields, removed where nobody names them, and pictures that are brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archives import write
from support.pictures import picture

from sitegen.content import loader, schema
from sitegen.core.problems import Problems
from sitegen.editor import (
    FORMS,
    EditorSession,
    EditRefusedError,
    FilledForm,
    FormValue,
    MovedPage,
    RecordKind,
    SaveResult,
    Selection,
)
from sitegen.editor.change_history import MAX_KEPT
from sitegen.editor.pictures import MAX_PICTURE
from sitegen.editor.refactoring import PreferredSide

PEOPLE = """\
# Who is who.
- id: ana-reyes
  name: Ana Reyes   # the mayor
  roles: {title: Mayor, of: harbour}

- {id: harbour, name: Harbour, kind: place}
"""
CLAIM = "id: safe\nclaim: It is safe.\nspeaker: ana-reyes\narticle: vote\nreview: See [[harbour]].\n"
TWO = "---\ntitle: Two\ndate: 2024-03-01\ntags: [x]\nauthors: Mia Holt\nurl: nowhere\n---\nHolt met Ana.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path / "archive",
        {
            "seeds/vote.txt": "Council votes\n\nAna Reyes said the bridge is safe.\n",
            "seeds/two.md": TWO,
            "content/actors/people.yaml": PEOPLE,
            "content/claims/safe.yaml": CLAIM,
            "content/articles/vote.yaml": "seed: vote.txt\ntopics: [Traffic]\n",
        },
    )


def text(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def save(root: Path, kind: RecordKind, identifier: str, **values: object) -> SaveResult:
    editor = EditorSession(root)
    version = editor.record(kind, identifier).version
    return editor.save(FilledForm(kind, "", identifier, values), version)  # type: ignore[arg-type]


def refused(root: Path, kind: RecordKind, identifier: str, **values: object) -> list[tuple[str, str]]:
    with pytest.raises(EditRefusedError) as caught:
        save(root, kind, identifier, **values)
    return [(one.field, one.problem.code) for one in caught.value.problems]


def sound(root: Path) -> bool:
    problems = Problems()
    loader.load(root, problems)
    return not any(str(one.severity) == "error" for one in problems)


def test_a_form_has_every_key_of_the_schema_but_what_selecting_words_says() -> None:
    elsewhere = {"claim": {"article", "quote", "where"}, "note": {"article", "quote", "where"}, "article": {"seed"}}
    for kind, fields in FORMS.items():
        keys = set(schema.keys_at(schema.KINDS[kind.value], ())) - elsewhere.get(kind.value, set())
        assert {one.name for one in fields} == keys
        assert all(one.label and one.help for one in fields)


def test_parts_of_a_record_are_written_in_the_authors_style(root: Path) -> None:
    (root / "content/media").mkdir()
    (root / "content/media/ana.png").write_bytes(picture("PNG"))
    shown = EditorSession(root).record(RecordKind.ACTOR, "ana-reyes").values
    assert shown["roles"] == [{"title": "Mayor", "of": "harbour"}]
    roles = [*shown["roles"], {"title": "Judge", "of": "", "from": "2025"}]
    image = {"file": "ana.png", "alt": "Ana  at her desk", "credit": ""}
    save(root, RecordKind.ACTOR, "ana-reyes", name="Ana Reyes", roles=roles, image=image)
    assert text(root, "content/actors/people.yaml") == PEOPLE.replace(
        "  roles: {title: Mayor, of: harbour}\n",
        "  roles:\n    - title: Mayor\n      of: harbour\n    - title: Judge\n      from: 2025\n"
        "  image:\n    file: ana.png\n    alt: Ana at her desk\n",
    )
    assert sound(root)


def test_what_is_wrong_in_a_part_is_told_there(root: Path) -> None:
    found = refused(
        root,
        RecordKind.ACTOR,
        "ana-reyes",
        roles=[{"title": "Mayor", "of": "nowhere"}, {"from": "soon"}],
        image={"file": "gone.png"},
        born="yesterday",
        related=[{"actor": "harbour", "relation": "home", "since": "2020"}],
    )
    assert sorted(found) == [
        ("born", "bad-date"),
        ("image.alt", "missing-key"),
        ("image.file", "missing-media"),
        ("related.0.since", "unknown-key"),
        ("roles.0.of", "unknown-id"),
        ("roles.1.from", "bad-date"),
        ("roles.1.title", "missing-key"),
    ]
    assert text(root, "content/actors/people.yaml") == PEOPLE


def test_what_only_the_whole_archive_can_tell_is_told_at_the_field(root: Path) -> None:
    write(root, {"content/topics/a.yaml": "name: A\n", "content/topics/b.yaml": "name: B\nparent: a\n"})
    assert refused(root, RecordKind.TOPIC, "a", name="A", parent="b") == [("parent", "circular-topic")]
    write(root, {"content/actors/bea.yaml": "name: Bea\n"})
    assert refused(root, RecordKind.ACTOR, "bea", formerly=["ana-reyes"]) == [("formerly", "path-collision")]
    assert text(root, "content/topics/a.yaml") == "name: A\n"


def test_a_topic_that_is_only_named_gets_a_record(root: Path) -> None:
    shown = EditorSession(root).record(RecordKind.TOPIC, "traffic")
    assert (shown.values, shown.file, shown.version) == ({"name": "Traffic"}, "", "")
    saved = save(root, RecordKind.TOPIC, "traffic", name="Traffic", summary="All that moves.")
    assert (saved.file, saved.line) == ("content/topics/traffic.yaml", 1)
    assert text(root, "content/topics/traffic.yaml") == "name: Traffic\nsummary: All that moves.\n"
    assert sound(root)


def test_an_article_says_in_its_record_what_its_seed_does_not(root: Path) -> None:
    save(root, RecordKind.ARTICLE, "vote", title="The vote", topics=["Traffic", "Bridges"])
    assert text(root, "content/articles/vote.yaml") == "seed: vote.txt\ntitle: The vote\ntopics: [Traffic, Bridges]\n"
    shown = EditorSession(root).record(RecordKind.ARTICLE, "two").values
    assert shown == {"title": "Two", "date": "2024-03-01", "authors": ["Mia Holt"]}
    save(root, RecordKind.ARTICLE, "two", **{**shown, "date": "2024-03-02"})
    assert text(root, "content/articles/two.yaml") == "seed: two.md\ndate: 2024-03-02\n"
    assert refused(root, RecordKind.ARTICLE, "two", title="", date="2024-03-02") == [("title", "not-written")]
    assert text(root, "seeds/two.md") == TWO


def test_who_is_named_elsewhere_is_not_removed_and_every_place_is_told(root: Path) -> None:
    editor = EditorSession(root)
    version = editor.record(RecordKind.ACTOR, "harbour").version
    with pytest.raises(EditRefusedError) as caught:
        editor.remove(RecordKind.ACTOR, "harbour", version)
    places = [(str(one.problem.location), one.problem.message) for one in caught.value.problems]
    assert places == [
        ("content/actors/people.yaml:4:29", "place harbour is named here (roles.of)"),
        ("content/claims/safe.yaml:5:9", "place harbour is named here (review)"),
    ]
    editor.remove(RecordKind.CLAIM, "safe", editor.record(RecordKind.CLAIM, "safe").version)
    assert not (root / "content/claims/safe.yaml").exists()
    editor.undo()
    assert text(root, "content/claims/safe.yaml") == CLAIM


def test_another_kind_of_actor_is_told_to_be_another_address(root: Path) -> None:
    form = FilledForm(RecordKind.ACTOR, "", "ana-reyes", {"kind": "organization"})
    [told] = EditorSession(root).check(form).problems
    assert (told.field, str(told.problem.severity)) == ("kind", "warning")


@pytest.mark.parametrize(
    ("name", "kind", "path"),
    [
        ("Ana Réyes (2024).JPG", "JPEG", "ana-reyes-2024.jpg"),
        ("../../../etc/passwd.png", "PNG", "passwd.png"),
        ("C:\\Users\\me\\con.png", "PNG", "x-con.png"),
        ("called-otherwise.exe", "WEBP", "called-otherwise.webp"),
        ("..", "GIF", "picture.gif"),
        ("橋.gif", "GIF", "picture.gif"),
        ("x" * 300 + ".png", "PNG", "x" * 60 + ".png"),
    ],
)
def test_a_picture_has_a_safe_name_and_the_ending_of_what_it_is(root: Path, name: str, kind: str, path: str) -> None:
    before = {one for one in root.rglob("*") if one.is_file()}
    data = picture(kind, mode="L" if kind == "GIF" else "RGB")
    found = EditorSession(root).add_picture(name, data)
    [new] = {one for one in root.rglob("*") if one.is_file()} - before
    assert new == root / "content/media" / found
    assert new.match(path)
    assert new.read_bytes() == data


def test_a_picture_is_never_put_over_another_and_can_be_taken_back(root: Path) -> None:
    editor, (one, other) = EditorSession(root), (picture("PNG"), picture("PNG", mode="L"))
    assert [editor.add_picture("a.png", data) for data in (one, other, one, other)] == [
        "a.png", "a-2.png", "a.png", "a-2.png",
    ]  # fmt: skip
    assert editor.add_picture("A.png", one) == "a.png"
    assert editor.undo().label == "picture a-2.png added: undone"
    assert [path.name for path in (root / "content/media").iterdir()] == ["a.png"]


def test_a_picture_goes_with_the_form_that_it_was_brought_in_for(root: Path) -> None:
    """It is taken out again with a form that is given up, and taken back with one that was saved."""
    editor, before = EditorSession(root), {path: path.read_bytes() for path in root.rglob("*.*")}
    names = [editor.add_picture(f"{one}.png", picture("PNG", mode=one)) for one in ("L", "RGB", "RGBA")]
    version = editor.record(RecordKind.ACTOR, "ana-reyes").version
    image: FormValue = {"file": "rgb.png", "alt": "Ana"}
    values: dict[str, FormValue] = {"name": "Ana Reyes", "image": image}
    editor.save(FilledForm(RecordKind.ACTOR, "", "ana-reyes", values, pictures=tuple(names[:2])), version)
    media = root / "content/media"
    assert sorted(path.name for path in media.iterdir()) == ["rgb.png", "rgba.png"]  # of the form one was not used
    assert editor.discard(["rgb.png", "rgba.png", "unknown.png"]).files == ("content/media/rgba.png",)
    assert [path.name for path in media.iterdir()] == ["rgb.png"]
    undone = editor.undo()
    assert (undone.label, undone.files) == (
        "actor ana-reyes changed: undone",
        ("content/actors/people.yaml", "content/media/rgb.png"),
    )
    assert {path: path.read_bytes() for path in root.rglob("*.*")} == before
    assert editor.undo_number == 0


@pytest.mark.parametrize("file", ["content/notes/n.yaml", "seeds/three.md", "content/media/mine.png"])
def test_a_picture_stays_that_others_use_or_changed(root: Path, file: str) -> None:
    editor = EditorSession(root)
    path = editor.add_picture("mine.png", picture("PNG"))
    write(root, {file: "title: N\nbody: '![It](../../media/mine.png)'\n"})
    assert editor.discard([path]).files == ()
    assert (root / "content/media/mine.png").exists()


def test_where_a_page_went_is_told_both_ways(root: Path) -> None:
    editor = EditorSession(root)
    renamed = editor.rename(RecordKind.ACTOR, "harbour", "port")
    assert (renamed.moved.before, renamed.moved.after) == ("places/harbour/", "places/port/")
    assert editor.undo().moved == MovedPage("places/port/", "places/harbour/")
    version = editor.record(RecordKind.ACTOR, "harbour").version
    values: dict[str, FormValue] = {"name": "Harbour", "kind": "organization"}
    moved = editor.save(FilledForm(RecordKind.ACTOR, "", "harbour", values), version).moved
    assert moved == MovedPage("places/harbour/", "organizations/harbour/")
    version = editor.record(RecordKind.ACTOR, "harbour").version
    assert editor.save(FilledForm(RecordKind.ACTOR, "", "harbour", {"name": "Port"}), version).moved is None
    version = editor.record(RecordKind.CLAIM, "safe").version
    assert editor.remove(RecordKind.CLAIM, "safe", version).moved == MovedPage("claims/safe/", "")
    assert editor.undo().moved == MovedPage("", "claims/safe/")
    added = editor.save(FilledForm(RecordKind.CLAIM, "vote", None, {"claim": "It is new."}, None))
    assert (added.moved, editor.undo().moved) == (
        MovedPage("", "claims/it-is-new/"), MovedPage("claims/it-is-new/", "")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.png", b"<html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.svg", b"<html/>"),
        ("a.jpg", b""),
        ("a.tif", picture("TIFF")),
        ("a.png", picture("PNG") + bytes(MAX_PICTURE)),
    ],
)
def test_what_is_no_picture_for_browsers_is_refused(root: Path, name: str, data: bytes) -> None:
    with pytest.raises(EditRefusedError) as caught:
        EditorSession(root).add_picture(name, data)
    assert [one.problem.code for one in caught.value.problems] == ["bad-value"]
    assert not (root / "content/media").exists()


def test_a_plain_drawing_is_a_picture(root: Path) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><circle r='4'/></svg>"
    assert EditorSession(root).add_picture("Dot.SVG", drawing) == "dot.svg"


def test_what_can_be_undone_takes_no_more_memory_than_it_may(root: Path) -> None:
    editor = EditorSession(root)
    for number in range(9):
        editor.add_picture(f"{number}.png", picture("PNG") + bytes(MAX_PICTURE - 4096) + bytes([number]))
    undone = 0
    while editor.undo_label:
        editor.undo()
        undone += 1
    assert undone == MAX_KEPT // MAX_PICTURE


def test_another_id_is_shown_before_it_is_given_and_taken_back_with_all_that_followed(root: Path) -> None:
    editor, before = EditorSession(root), {path: path.read_bytes() for path in root.rglob("*.yaml")}
    shown = editor.rename(RecordKind.ACTOR, "harbour", "port", is_dry=True)
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    done = editor.rename(RecordKind.ACTOR, "harbour", "port")
    assert (done.new_url, done.changes) == ("places/port/", shown.changes)
    assert "See [[port]]" in text(root, "content/claims/safe.yaml")
    assert "{id: port, name: Harbour, kind: place, formerly: harbour}" in text(root, "content/actors/people.yaml")
    editor.undo()
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_two_that_are_one_become_one_and_two_again(root: Path) -> None:
    write(root, {"content/actors/a.yaml": "name: A. Reyes\nborn: 1970\n", "seeds/x.txt": "X\n\nA. Reyes came.\n"})
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    editor = EditorSession(root)
    shown = editor.merge(RecordKind.ACTOR, "a", "ana-reyes", is_dry=True)
    assert shown.mentions
    assert (len(shown.mentions.source), len(shown.mentions.into), len(shown.mentions.after)) == (1, 1, 2)
    editor.merge(RecordKind.ACTOR, "a", "ana-reyes")
    assert not (root / "content/actors/a.yaml").exists()
    assert editor.passage("x", Selection("A. Reyes")).actors == ("ana-reyes",)
    write(root, {"content/actors/b.yaml": "name: B. Reyes\nborn: 1971\n"})
    editor.forget()
    with pytest.raises(EditRefusedError) as caught:
        editor.merge(RecordKind.ACTOR, "b", "ana-reyes")
    assert [one.problem.code for one in caught.value.problems] == ["fields-clash"]
    editor.merge(RecordKind.ACTOR, "b", "ana-reyes", {"": PreferredSide.INTO})
    assert "born: 1970" in text(root, "content/actors/people.yaml")
    editor.undo()
    editor.undo()
    (root / "content/actors/b.yaml").unlink()
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
