"""`not_mentions` that spoke of one of two records, and would unlink the words of the other once both are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.core.model import Archive, Article
from sitegen.editor.api_types import FormValue
from sitegen.editor.refactoring.archive_edit import ArchiveEdit
from sitegen.editor.refactoring.mention_counts import NamedPlace
from sitegen.editor.refactoring.seed_metadata import ARTICLE_ORDER, article_record


def drop_contradictions(edit: ArchiveEdit, archive: Archive, actor: str, lost: Iterable[NamedPlace]) -> bool:
    """Take out of articles' records that these words are not the actor: they were, of one of the two.

    Whether anything was taken out. Raises EditRefusedError.
    """
    words: dict[str, set[str]] = {}
    for place in lost:
        words.setdefault(place.article, set()).add(_plain(place.excerpt.words))
    dropped = [_drop(edit, one, actor, words[one.id]) for one in archive.articles if one.id in words]
    return any(dropped)


def _drop(edit: ArchiveEdit, article: Article, actor: str, words: set[str]) -> bool:
    found = article_record(edit, article)
    if found is None:
        return False
    content, record = found
    given = record.values.get("not_mentions")
    listed: Sequence[FormValue] = given if isinstance(given, list) else [given] if given else []
    kept = [one for one in listed if not _contradicts(one, actor, words)]
    if len(kept) == len(listed):
        return False
    edit.change(content.file, record.path, {"not_mentions": kept or None}, ARTICLE_ORDER)
    return True


def _contradicts(item: FormValue, actor: str, words: set[str]) -> bool:
    return isinstance(item, dict) and item.get("actor") == actor and _plain(str(item.get("text", ""))) in words


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
