"""The files for machines after words of articles changed: lines of the published ones are replaced, the rest stays."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from sitegen.core.model import AnnotationKind, ArticleId
from sitegen.engine.article_cache import CacheEntry
from sitegen.engine.changes import FullBuildReason
from sitegen.engine.edit_plan import ArticleEdit, EditPlan
from sitegen.files.splicing import FilePiece, Stretch
from sitegen.output import exports
from sitegen.output.exports import ArticleLines
from sitegen.output.publish import FileContent

Moves: TypeAlias = "dict[tuple[int, int], tuple[int, int]]"
"""From where passages stood to where they stand, in code points of the text, half-open."""

_LINES_OF: Final = {AnnotationKind.CLAIM: "data/claims.jsonl", AnnotationKind.NOTE: "data/notes.jsonl"}


class EditedData(NamedTuple):
    """The files for machines that differ after an edit."""

    files: dict[str, FileContent]
    """By their paths below the output folder."""
    lengths: dict[ArticleId, tuple[int, ...]]
    """Bytes of the lines of each edited article in each of `exports.ARTICLE_FILES`."""
    lines: dict[str, dict[str, int]]
    """Of the files of claims and notes the lines that changed, by the ids of their records: how long they are now."""


NO_DATA: Final = EditedData({}, {}, {})


def make_data(plan: EditPlan, entries: Mapping[ArticleId, CacheEntry], output: Path) -> EditedData | FullBuildReason:
    """What a full build would make of the texts and of the lines in `data/`. Raises OSError."""
    data = _article_files(plan, entries, output)
    for edit in plan.edits:
        data.files.update(exports.text_files(edit.after.article, edit.body))
    for kind, path in _LINES_OF.items():
        moved = [(edit.article, _moves(edit, kind)) for edit in plan.edits]
        if any(moves is None for _, moves in moved):
            return FullBuildReason("passages that stood in one place stand in several")
        lines = _moved_lines(output / path, [(article, moves) for article, moves in moved if moves])
        if isinstance(lines, FullBuildReason):
            return lines
        if lines:
            data.files[path] = _pieces(output / path, dict(lines.values()))
            data.lines[path] = {record: len(new) for record, (_, new) in lines.items()}
    return data


def _article_files(plan: EditPlan, entries: Mapping[ArticleId, CacheEntry], output: Path) -> EditedData:
    """The files that are mostly made of articles, where their lines differ."""
    replaced: dict[str, dict[Stretch, bytes]] = {path: {} for path, *_ in exports.ARTICLE_FILES}
    stretches = _stretches(entries, {edit.article for edit in plan.edits})
    lengths: dict[ArticleId, tuple[int, ...]] = {}
    for edit in plan.edits:
        places = stretches[edit.article]
        old = ArticleLines(*(_bytes_at(output / path, place) for path, place in zip(replaced, places, strict=True)))
        new = exports.update_article_lines(old, edit.after.annotated, edit.body)
        lengths[edit.article] = tuple(map(len, new))
        for path, place, before, after in zip(replaced, places, old, new, strict=True):
            if before != after:
                replaced[path][place] = after
    return EditedData({path: _pieces(output / path, found) for path, found in replaced.items() if found}, lengths, {})


def _stretches(entries: Mapping[ArticleId, CacheEntry], wanted: Container[ArticleId]) -> dict[ArticleId, list[Stretch]]:
    """Where the lines of articles are in each of the files that have lines of all."""
    found: dict[ArticleId, list[Stretch]] = {}
    ends = [len(file.head) for file in exports.ARTICLE_FILES]
    for article, entry in entries.items():
        if article in wanted:
            found[article] = list(map(Stretch, ends, entry.lengths))
        ends = [end + length for end, length in zip(ends, entry.lengths, strict=True)]
    return found


def _bytes_at(path: Path, place: Stretch) -> bytes:
    with path.open("rb") as file:
        file.seek(place.start)
        return file.read(place.length)


def _pieces(path: Path, replaced: Mapping[Stretch, bytes]) -> list[FilePiece]:
    """A file with these stretches replaced."""
    pieces, done = list[FilePiece](), 0
    for place, new in sorted(replaced.items()):
        pieces += [Stretch(done, place.start - done), new]
        done = place.start + place.length
    return [*pieces, Stretch(done, path.stat().st_size - done)]


def _moved_lines(
    path: Path, articles: Sequence[tuple[ArticleId, Mapping[str, Moves]]]
) -> dict[str, tuple[Stretch, bytes]] | FullBuildReason:
    """The claims or notes of which passages moved: where the line of each is, and what it is now."""
    lines: dict[str, tuple[Stretch, bytes]] = {}
    data = path.read_bytes() if any(moves for _, moves in articles) else b""
    for article, moved in articles:
        for record, moves in moved.items():
            place = _line_of(record, data)
            if place is None:
                return FullBuildReason("a record has no line in data/")
            old = lines[record][1] if record in lines else data[place.start : place.start + place.length]
            lines[record] = place, exports.update_record_line(old, article, moves)
    return lines


def _line_of(record: str, data: bytes) -> Stretch | None:
    """Where the line of a claim or note is."""
    head = f'{{"id": {json.dumps(record, ensure_ascii=False)}, '.encode()
    start = 0 if data.startswith(head) else data.find(b"\n" + head) + 1
    return Stretch(start, data.index(b"\n", start) + 1 - start) if data.startswith(head, start) else None


def _moves(edit: ArticleEdit, kind: AnnotationKind) -> dict[str, Moves] | None:
    """The claims or notes of an article whose passages moved; None where two of one place moved apart."""
    found: dict[str, Moves] = {}
    for old, new in zip(edit.before.annotated.passages, edit.after.annotated.passages, strict=True):
        if old.span.annotation.kind is kind:
            moves = found.setdefault(old.span.annotation.id, {})
            place = old.span.start, old.span.end
            if moves.setdefault(place, (new.span.start, new.span.end)) != (new.span.start, new.span.end):
                return None
    return {record: moves for record, moves in found.items() if any(before != after for before, after in moves.items())}
