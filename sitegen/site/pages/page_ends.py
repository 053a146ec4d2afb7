"""Where the pages of a long list end: a record that comes, goes or moves changes only the pages around it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

_DIGEST = 8


def most_on_page(per_page: int) -> int:
    """How many items one page may have: a list of no more is not divided."""
    return per_page * 3 // 2


def least_on_page(per_page: int) -> int:
    """How many items each page of a divided list has at least."""
    return (per_page + 1) // 2


def page_starts(keys: Sequence[str], per_page: int) -> list[int]:
    """The places in a list at which its pages begin, in order, the first of them 0.

    `keys` has for each item what it is known by, however it changes: the path of its record's id, `mill-bridge`, and
    behind it the number among several items of one record, `mill-bridge/2`. Pages have `per_page` items on average.

    A part of the list that is too long for a page is divided before the item with the greatest hash, though not so near
    to an end that a page would be too short; its parts likewise. So an item that is put in or taken away moves no end
    but those whose hashes it comes before: other than in lists that are filled page by page, where all after it move.
    Within a record a page begins only where it must.

    Source: Seidel, Aragon, Randomized search trees, 1996 (the same tree from the same keys in whatever order they
    came); Muthitacharoen et al., A low-bandwidth network file system, 2001 (ends by contents within bounds).
    """
    most, least = most_on_page(per_page), least_on_page(per_page)
    starts, parts = [], [(0, len(keys))]
    ranks = [_rank(key) for key in keys] if len(keys) > most else []
    while parts:
        start, stop = parts.pop()
        if stop - start <= most:
            starts.append(start)
            continue
        middle = ranks[start + least : stop - least + 1]
        cut = start + least + middle.index(max(middle))
        parts += [(cut, stop), (start, cut)]
    return starts


def _rank(key: str) -> bytes:
    first_of_record = b"\0" if "/" in key else b"\1"
    return first_of_record + blake2b(key.encode(), digest_size=_DIGEST).digest()
