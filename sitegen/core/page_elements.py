"""The ids of elements on the pages of claims and of their scale. These are for ever, as URLs are."""

from __future__ import annotations


def change_element(day: str, number: int) -> str:
    """The element of a change on a claim's page: `change-2024-03-20`, of the second of that day `change-2024-03-20.2`.

    `day` is a date without its time, as EDTF has it.
    """
    return f"change-{day}" if number == 1 else f"change-{day}.{number}"


def verdict_element(verdict_id: str) -> str:
    """The element of a step on the page of the scale."""
    return f"verdict-{verdict_id}"


def review_element(reviewer: str, number: int) -> str:
    """The element of a review beside the one that is shown as the verdict: `review-cem-aydin`, `review-cem-aydin.2`.

    `reviewer` is an id or made of a name; empty where nobody is named.
    """
    base = f"review-{reviewer}" if reviewer else "review.unnamed"
    return base if number == 1 else f"{base}.{number}"
