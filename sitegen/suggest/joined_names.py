"""Two names that `of` joins, taken for one: `Nora Quill of the Pier Institute`.

They are two where an acronym stands for the second, or where both stand by themselves elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from sitegen.suggest.article_scan import ArticleScan, NameOccurrence
from sitegen.suggest.capitalized_runs import tail_place
from sitegen.suggest.spelling_distance import name_key


def separated(scans: Sequence[ArticleScan], kept: Sequence[list[NameOccurrence]]) -> list[list[NameOccurrence]]:
    """The occurrences of each article, joined names as two."""
    alone = {name_key(" ".join(one.words)) for one in _all(kept) if not tail_place(one.words)}
    meant = {name_key(one.stands_for) for one in _all(kept) if one.stands_for}
    return [
        [part for one in occurrences for part in _parts(scan.text, one, alone, meant)]
        for scan, occurrences in zip(scans, kept, strict=True)
    ]


def _all(kept: Iterable[list[NameOccurrence]]) -> Iterator[NameOccurrence]:
    for occurrences in kept:
        yield from occurrences


def _parts(
    text: str, occurrence: NameOccurrence, alone: Collection[str], meant: Collection[str]
) -> tuple[NameOccurrence, ...]:
    """An occurrence, or the two that it is."""
    place = tail_place(occurrence.words)
    if not place:
        return (occurrence,)
    head = occurrence.words[: occurrence.words.index("of")]
    tail = occurrence.words[place:]
    keys = name_key(" ".join(head)), name_key(" ".join(tail))
    if keys[1] not in meant and not (keys[0] in alone and keys[1] in alone):
        return (occurrence,)
    end = text.index(head[-1], _behind(text, occurrence.start, head[:-1])) + len(head[-1])
    start = text.index(tail[0], _behind(text, end, occurrence.words[len(head) : place]))
    before = occurrence.words[place - 1]
    return (
        occurrence._replace(end=end, words=head, is_attribute=True, is_label=False),
        occurrence._replace(start=start, words=tail, is_first=False, has_title=False, before=before),
    )


def _behind(text: str, start: int, words: Iterable[str]) -> int:
    """The place behind these words, which stand in this order from `start` on."""
    for word in words:
        start = text.index(word, start) + len(word)
    return start
