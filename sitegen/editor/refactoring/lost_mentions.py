"""`not_mentions` that spoke of one of two records, and would unlink the words of the other once both are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.core.model import Archive, Article
from sitegen.editor.api_types import FormValue
from sitegen.editor.refactoring.archive_edit import ArchiveEdit
from sitegen.editor.refactoring.mention_counts import NamedPlace
from sitegen.editor.refactoring.seed_metadata import ARTICLE_ORDER, article_record


def drop_contradictions(edit: ArchiveEdit, archive: Archive, actor: str, lost: Iterable[NamedPlace]) -> list[str]:
    """Take out of articles' records that these words are not the actor: they were, of one of the two.

    What was taken out, and of which file. Raises EditRefusedError.
    """
    words: dict[str, set[str]] = {}
    for place in lost:
        words.setdefault(place.article, set()).add(_plain(place.excerpt.words))
    return [told for one in archive.articles if one.id in words for told in _drop(edit, one, actor, words[one.id])]


def _drop(edit: ArchiveEdit, article: Article, actor: str, words: set[str]) -> list[str]:
    found = article_record(edit, article)
    if found is None:
        return []
    content, record = found
    given = record.values.get("not_mentions")
    listed: Sequence[FormValue] = given if isinstance(given, list) else [given] if given else []
    kept = [one for one in listed if not _contradicts(one, actor, words)]
    if len(kept) == len(listed):
        return []
    edit.change(content.file, record.path, {"not_mentions": kept or None}, ARTICLE_ORDER)
    gone = (one for one in listed if isinstance(one, dict) and _contradicts(one, actor, words))
    return [f"not_mentions “{one.get('text')}” of {content.file}: it told the two apart" for one in gone]


def _contradicts(item: FormValue, actor: str, words: set[str]) -> bool:
    return isinstance(item, dict) and item.get("actor") == actor and _plain(str(item.get("text", ""))) in words


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
