"""The texts of an archive, and its own words: what its actors are called, and what stands in its other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.files import source_files
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.prose.article_links import index_articles
from sitegen.text.relocation.best_match import TextIndex
from sitegen.text.relocation.dictionaries import WordLists
from sitegen.text.relocation.equivalence import EquivalenceJudge
from sitegen.text.relocation.normalized_words import tokenize

if TYPE_CHECKING:
    from sitegen.core.model import Archive, Article, ArticleId

_LEAST: Final = 2
"""Letters of a part of a name that counts; an initial is in every word."""


class ArchiveTexts:
    """The words of one archive. The texts are read once somebody asks for a word in them."""

    def __init__(self, root: Path, archive: Archive) -> None:
        self._root: Final = root
        self._archive: Final = archive

    def _judge(self, article: Article) -> EquivalenceJudge:
        """What decides for this article whether words say the same."""
        language = article.language or self._archive.site.language
        return EquivalenceJudge(WordLists(language, lambda word: self._times_elsewhere(word, article)), self._names)

    def ground(self, article: Article) -> TextIndex:
        """The text of an article, ready for lost words to be looked for in it. Raises OSError."""
        seed, archive = f"seeds/{article.seed}", self._archive
        reading = prose.SeedContext(
            article.title, article.url, archive.site.raw_html, frozenset(archive.media), self._articles
        )
        text = prose.read_seed(source_files.read_bytes(self._root, seed), seed, reading)
        return TextIndex(SearchableText(text, seed, article.language or archive.site.language), self._judge(article))

    @cached_property
    def _articles(self) -> dict[str, ArticleId]:
        """What articles are called in links from one seed to another."""
        return index_articles(self._archive.articles, ())

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._words_of_names())

    def _words_of_names(self) -> Iterator[str]:
        for actor in (*self._archive.actors, *self._archive.unseen_actors):
            for name in (actor.name, *actor.aliases):
                yield from (word for token in tokenize(name) if len(word := token.text.casefold()) >= _LEAST)

    def _times_elsewhere(self, word: str, article: Article) -> int:
        """How often a word stands in the other articles of the same language."""
        language = article.language or self._archive.site.language
        others = (one for one in self._archive.articles if one.id != article.id)
        texts = (self._texts[one.id] for one in others if (one.language or self._archive.site.language) == language)
        pattern = re.compile(rf"\b{re.escape(word)}\b")
        return sum(len(pattern.findall(text)) for text in texts if word in text)

    @cached_property
    def _texts(self) -> dict[ArticleId, str]:
        found = {}
        for article in self._archive.articles:
            raw = source_files.read_bytes(self._root, f"seeds/{article.seed}")
            found[article.id] = raw.decode(errors="replace").casefold()
        return found
