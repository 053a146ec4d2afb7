"""YAML that broke other tools, as whole small archives; more of it is in test_hard_input.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_sites import made
from support.incremental_archive import quick_builds

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


def test_a_name_that_yaml_takes_for_a_truth_value_is_a_name(tmp_path: Path) -> None:
    actors = "- {id: no, name: No}\n- {id: alias, name: The Light, kind: organization, aliases: [On, Yes]}\n"
    site = made(tmp_path, {"seeds/a.txt": "T\n\nIt was Yes, said No.", "content/actors/a.yaml": actors})
    short = 'warning[common-name]: "No" has two letters: where it stands as a word, it is linked to this actor'
    assert site.told == [f"content/actors/a.yaml:1:18: {short}"]
    assert [(one["id"], one["name"], one["aliases"]) for one in site.lines("actors")] == [
        ("alias", "The Light", ["On", "Yes"]),
        ("no", "No", []),
    ]
    assert site.words("people/no/", "h1") == ["No"]
    assert [node.text() for node in site.page("articles/a/").css(".text a.name")] == ["Yes", "No"]
    assert b"false</h1>" not in site.everything()


def test_a_colon_in_a_title_is_told_and_nothing_is_published(tmp_path: Path) -> None:
    site = made(tmp_path, {"seeds/a.md": "---\ntitle: Budget: what changed\n---\nText."})
    assert site.told == ["seeds/a.md:2:14: error[yaml-syntax]: there is a colon inside an unquoted value"]
    assert "in quotes" in site.hints[0]
    assert (site.is_done, site.folder.exists()) == (False, False)


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "\n\n"])
def test_a_file_that_holds_nothing_is_no_mistake(tmp_path: Path, text: str) -> None:
    kinds = ("actors", "articles", "claims", "notes", "topics")
    site = made(tmp_path, {"seeds/a.txt": "Words.", **{f"content/{kind}/x.yaml": text for kind in kinds}})
    assert (site.is_done, site.told) == (True, [])


def test_an_empty_key_is_an_empty_list_and_an_empty_item_is_told(tmp_path: Path) -> None:
    site = made(tmp_path, {"seeds/a.txt": "Words.", "content/actors/x.yaml": "name: Ana Reyes\naliases:\n"})
    assert (site.told, site.lines("actors")[0]["aliases"]) == ([], [])
    site = made(tmp_path, {"content/claims/x.yaml": "  -\n", "content/actors/x.yaml": "name: Ana\naliases:\n  -\n"})
    assert site.told == [
        "content/actors/x.yaml:3:4: error[empty-item]: there is nothing in this item",
        "content/claims/x.yaml:1:4: error[empty-item]: there is nothing in this item",
    ]


def test_a_byte_order_mark_hides_no_front_matter_and_is_in_no_output(tmp_path: Path) -> None:
    site = made(tmp_path, {
        "seeds/a.md": "\ufeff---\ntitle: Budget\n---\nText.",
        "content/actors/all.yaml": "\ufeff- {id: ana, name: Ana Reyes}\n",
    })  # fmt: skip
    assert (site.told, site.words("articles/a/", "h1"), site.words("people/ana/", "h1")) == (
        [],
        ["Budget"],
        ["Ana Reyes"],
    )
    assert site.words("articles/a/", ".text p") == ["Text."]
    assert "\ufeff".encode() not in site.everything()
