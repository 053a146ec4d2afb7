"""How far a record is: whether only a build with drafts shows it, and what it waits for."""

from __future__ import annotations

from sitegen.core.model import Actor, Article, Claim, Note, ProsePage, Status, Topic


def is_draft(record: Article | Claim | Note | ProsePage | Actor | Topic) -> bool:
    """Whether only a build with `--drafts` shows this."""
    return record.status is not None and record.status.is_unfinished


def is_review(record: Article | Claim | Note | ProsePage | Actor | Topic) -> bool:
    """Whether it is written, and waits for somebody who checks it."""
    return record.status is Status.REVIEW
