"""The editor loads the archive again after a change: what comes of it is what a first load gives."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from support import archives

from sitegen.editor.api_types import EditRefusedError
from sitegen.editor.refactoring import verified_load

FIRST: Final = {
    "seeds/count.md": "---\ntitle: The count\ntopics: [Bridges]\n---\nAna Reyes told it Moss.\n",
    "seeds/moss.txt": "Moss\n\nAna Reyes was there.\n",
    "content/actors/ana.yaml": "name: Ana Reyes\naliases: [Ax]\nformerly: [anna]\n",
    "content/actors/moss.yaml": "- {id: moss, name: Moss, kind: place}\n",
    "content/articles/moss.yaml": "seed: moss.txt\ndate: 2024-05-01\n",
    "content/claims/low.yaml": "claim: It was low.\nspeaker: ana\narticle: count\nquote: told it\nverdict: true\n",
    "content/notes/one.yaml": "- {id: one, title: One, body: 'See [[ana]].', article: moss, quote: was there}\n",
}
EDITS: Final[tuple[Mapping[str, str | None], ...]] = (
    {"content/claims/low.yaml": "claim: It was lower.\nspeaker: ana\narticle: count\nquote: told it\n"},
    {"content/claims/new.yaml": "claim: It was high.\nspeaker: anna\narticle: moss\nquote: was\n"},
    {"content/actors/ana.yaml": "id: anna\nname: Ana Reyes\n"},
    {"content/actors/ana.yaml": None},
    {"content/actors/ana.yaml": "name: [broken\n"},
    {"content/actors/moss.yaml": "- {id: moss, name: Moss, kind: place}\n- {id: ana, name: Another}\n"},
    {"content/articles/moss.yaml": "seed: moss.txt\ndate: 2023-05-01\nid: other\n"},
    {"content/notes/one.yaml": "- {id: one, title: One, body: 'See [[nobody]].', article: moss, quote: was there}\n"},
    {"seeds/count.md": "---\ntitle: A count\n---\nAna Reyes told it Moss.\n", "seeds/third.txt": "Third\n\nMoss.\n"},
    {"content/site.yaml": "timezone: Asia/Tokyo\naccept: [unknown-id]\n"},
)


PAIRS: Final = [*itertools.permutations(EDITS, 2)]


@pytest.mark.parametrize("edits", PAIRS, ids=map(str, range(len(PAIRS))))
def test_what_is_loaded_again_is_what_is_loaded_first(
    tmp_path: Path, edits: tuple[Mapping[str, str | None], ...]
) -> None:
    archives.write(tmp_path, FIRST)
    again = verified_load.load(tmp_path)
    for edit in edits:
        for file, text in edit.items():
            if text is None:
                (tmp_path / file).unlink(missing_ok=True)
            else:
                archives.write(tmp_path, {file: text})
        again, first = verified_load.load_again(tmp_path, again), verified_load.load(tmp_path)
        assert again.loaded.archive == first.loaded.archive
        assert sorted(map(str, again.problems)) == sorted(map(str, first.problems))
        assert again.loaded.kept.sources.keys() == first.loaded.kept.sources.keys()


def test_only_what_changed_is_parsed_again(tmp_path: Path) -> None:
    archives.write(tmp_path, FIRST)
    before = verified_load.load(tmp_path)
    archives.write(tmp_path, EDITS[0])  # type: ignore[arg-type]
    after = verified_load.load_again(tmp_path, before)
    same = {file for file in FIRST if after.loaded.kept.sources[file] is before.loaded.kept.sources[file]}
    assert {*FIRST} - same == {"content/claims/low.yaml"}


def test_an_archive_that_is_gone_is_refused(tmp_path: Path) -> None:
    archives.write(tmp_path / "a", FIRST)
    before = verified_load.load(tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "b")
    with pytest.raises(EditRefusedError):
        verified_load.load_again(tmp_path / "a", before)
