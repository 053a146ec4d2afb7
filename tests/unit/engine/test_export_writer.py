"""Files for machines after an edit: units are made again that read what changed, and the files are a clean build's."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.media.media_references import MediaReferences
from sitegen.core.problems import Problems
from sitegen.engine.cache import DamagedError, pack, unpack
from sitegen.engine.export_traces import GroupTrace
from sitegen.engine.export_writer import ExportWriter, GroupEdit
from sitegen.engine.page_traces import RowNumbers
from sitegen.output.exports import ExportGroup, ExportUnit, JoinedFile
from sitegen.output.publish import open_output
from sitegen.site.index.read_log import ReadLog, RecordedTable

Words = Mapping[str, str]
ROWS = "abcdef"


class Site:
    """A site of two groups, whose units read rows of one table: their own, and the one before it."""

    def __init__(self, root: Path) -> None:
        self.root, self.made = root, set[str]()
        self.numbers = RowNumbers()
        self.known: dict[str, GroupTrace] = {}

    def groups(self, table: Mapping[str, str]) -> list[ExportGroup]:
        keys = [key for key in ROWS if key in table]

        def line(key: str) -> ExportUnit:
            self.made.add(key)
            return ExportUnit((f"{key}: {table[key]} {table.get(chr(ord(key) - 1), '')}\n".encode(),))

        def own(key: str) -> ExportUnit:
            self.made.add(key)
            text = table[key]
            return ExportUnit(files=((f"own/{key}.txt", f"media/{text}.png".encode()),) if text else ())

        return [
            ExportGroup("lines", keys, line, (JoinedFile("lines", b"head\n", b";", b"tail\n"),)),
            ExportGroup("own", keys, own),
        ]

    def build(self, words: Words, changed: set[str] | None) -> tuple[set[str], ExportWriter]:
        """Publish it; `changed`: the rows that differ, None = all is made. The units that were made."""
        self.made, log = set(), ReadLog()
        table: RecordedTable[str, str] = RecordedTable("words", words, log)
        names = MediaReferences([f"{word}.png" for word in ("x", "yy")], "")
        with open_output(self.root, self.root / "site", Problems()) as target:
            assert target is not None
            writer = ExportWriter(target, log, self.numbers, names)
            for group in self.groups(table):
                if changed is None:
                    writer.put(group)
                else:
                    hit = self.numbers.of(("words", row) for row in changed)
                    before = unpack(pack(self.known[group.name]), GroupTrace)
                    writer.amend(group, GroupEdit(before, hit))
            target.put("index.html", b"home")
            assert target.commit() is not None
        self.known = writer.traces
        return self.made, writer

    def files(self) -> dict[str, bytes]:
        top = self.root / "site"
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def reads(site: Site, name: str) -> dict[str, set[str]]:
    """The rows that each unit of a group reads, as is known of it."""
    rows, trace = list(site.numbers.numbers), site.known[name]
    numbers = iter(array("I", trace.reads))
    counts = zip(trace.pieces.names(), array("I", trace.counts), strict=True)
    return {key: {rows[next(numbers)][1] for _ in range(count)} for key, count in counts}


WORDS = st.dictionaries(st.sampled_from(ROWS), st.sampled_from(["", "x", "yy", "zzz"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4))
def test_after_any_edits_files_and_what_is_known_are_those_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, states: list[Words]
) -> None:
    site = Site(tmp_path_factory.mktemp("edited"))
    site.build(states[0], None)
    for before, now in pairwise(states):
        changed = {key for key in ROWS if before.get(key) != now.get(key)}
        made, writer = site.build(now, changed)
        assert made <= {key for key in now if {key, chr(ord(key) - 1)} & changed}
        clean = Site(tmp_path_factory.mktemp("clean"))
        _, cleanly = clean.build(now, None)
        assert site.files() == clean.files()
        assert sorted(writer.paths) == sorted(cleanly.paths)
        assert writer.media() == cleanly.media()
        for name, trace in clean.known.items():
            assert site.known[name][0] == trace[0]
            assert site.known[name][3:] == trace[3:]
            assert reads(site, name) == reads(clean, name)


def test_an_edit_that_concerns_nothing_makes_and_writes_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.build({"a": "x", "b": "yy"}, None)
    before = {path: path.stat().st_ino for path in (tmp_path / "site").rglob("*")}
    assert site.build({"a": "x", "b": "yy"}, {"f"})[0] == set()
    assert {path: path.stat().st_ino for path in (tmp_path / "site").rglob("*")} == before


def test_a_file_that_was_cut_is_not_spliced_from(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.build({"a": "x", "b": "yy", "c": "zzz"}, None)
    (tmp_path / "site/lines").write_bytes(b"head\n")
    with pytest.raises(DamagedError, match="not as it was"):
        site.build({"a": "x", "b": "yy", "c": "x"}, {"c"})
