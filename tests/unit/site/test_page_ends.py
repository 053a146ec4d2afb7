"""Where the pages of long lists end: within bounds, and moved by nothing but what is near."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.site.pages.page_ends import least_on_page, most_on_page, page_starts

MOST_MOVED = 8
"""Pages that one record changes: 6 were the most of 2,160 edits of 1,000 and 10,000, 7 of 720 where it moves."""

KEYS = st.lists(st.integers(0, 999).map("item-{}".format), unique=True, max_size=120)


def pages(keys: list[str], per_page: int) -> dict[str, tuple[str, ...]]:
    """The items of each page by what it is known by: nothing, of the first, else its first item."""
    starts = page_starts(keys, per_page)
    found = [tuple(keys[start:stop]) for start, stop in pairwise([*starts, len(keys)])]
    return {page[0] if number else "": page for number, page in enumerate(found)}


def moved(before: list[str], after: list[str], per_page: int) -> int:
    """How many pages come, go or have other items."""
    old, new = pages(before, per_page), pages(after, per_page)
    return sum(1 for known in {*old, *new} if old.get(known) != new.get(known))


@given(KEYS, st.integers(1, 9))
def test_pages_are_the_list_in_its_order_and_none_too_long_or_too_short(keys: list[str], per_page: int) -> None:
    found = list(pages(keys, per_page).values())
    assert [key for page in found for key in page] == keys
    assert all(len(page) <= most_on_page(per_page) for page in found)
    assert len(found) == 1 or all(len(page) >= least_on_page(per_page) for page in found)


@given(st.integers(1, 100))
def test_a_list_that_fits_on_a_page_is_one(per_page: int) -> None:
    keys = [f"item-{number}" for number in range(most_on_page(per_page))]
    assert page_starts(keys, per_page) == [0]
    assert most_on_page(per_page) >= per_page
    assert page_starts([], per_page) == [0]


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(2, 1500), st.sampled_from([5, 20, 50]))
def test_one_item_that_comes_goes_or_moves_changes_few_pages(seed: int, length: int, per_page: int) -> None:
    chance = random.Random(seed)
    before = [f"item-{chance.randrange(10**9)}" for _ in range(length)]
    place = chance.randrange(length)
    with_one = [*before[:place], f"new-{seed}", *before[place:]]
    assert moved(before, with_one, per_page) <= MOST_MOVED
    assert moved(with_one, before, per_page) <= MOST_MOVED
    item = before[place]
    rest = [one for one in before if one != item]
    elsewhere = chance.randrange(len(rest) + 1)
    assert moved(before, [*rest[:elsewhere], item, *rest[elsewhere:]], per_page) <= 2 * MOST_MOVED


def test_as_many_new_items_as_a_page_has_change_the_first_pages_alone() -> None:
    keys = [f"item-{number}" for number in range(2000)]
    old = pages(keys, 50)
    new = pages([*(f"new-{number}" for number in range(50)), *keys], 50)
    kept = [known for known in old if old[known] == new.get(known)]
    assert len(kept) >= len(old) - 3


def test_pages_have_about_as_many_items_as_asked_for() -> None:
    starts = page_starts([f"item-{number}" for number in range(100_000)], 50)
    assert 45 <= 100_000 / len(starts) <= 55


@pytest.mark.parametrize("per_page", [2, 5, 50])
def test_a_page_begins_within_a_record_only_where_it_must(per_page: int) -> None:
    several = [f"record-{number}{end}" for number in range(400) for end in ("", "/2")]
    assert not any("/" in several[start] for start in page_starts(several, max(per_page, 4)))
    one = ["record", *(f"record/{number}" for number in range(2, 400))]
    found = pages(one, per_page)
    assert len(found) > 1
    assert all(len(page) <= most_on_page(per_page) for page in found.values())


def test_the_same_list_has_the_same_pages_for_ever() -> None:
    assert page_starts([f"item-{number}" for number in range(40)], 10) == [0, 7, 16, 21, 30]
