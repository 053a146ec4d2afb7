"""The quotes of an archive, the texts they are looked for in, and what decides there whether words say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import AnnotationId, AnnotationKind
from sitegen.files import source_files
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.prose.article_links import index_articles
from sitegen.text.relocation.best_match import TextIndex
from sitegen.text.relocation.dictionaries import WordLists
from sitegen.text.relocation.equivalence import EquivalenceJudge
from sitegen.text.relocation.normalized_words import tokenize

if TYPE_CHECKING:
    from sitegen.core.model import Archive, Article, ArticleId, Quote

_BETWEEN: Final = " … "
"""Between the two ends of a long quote."""
_SHORTEST: Final = 2
"""Letters of a part of a name that counts; an initial is in every word."""


class AnnotationQuote(FrozenRecord):
    """A quote, and whose it is."""

    annotation: AnnotationId
    quote: Quote


def quotes_by_article(archive: Archive) -> dict[ArticleId, list[AnnotationQuote]]:
    """The quotes of all claims and notes, drafts included, of each article in the order of the records."""
    found: defaultdict[ArticleId, list[AnnotationQuote]] = defaultdict(list)
    for kind, records in ((AnnotationKind.CLAIM, archive.claims), (AnnotationKind.NOTE, archive.notes)):
        for record in records:
            for number, passage in enumerate(record.passages, 1):
                if passage.quote is not None:
                    found[passage.article].append(AnnotationQuote(AnnotationId(kind, record.id, number), passage.quote))
    return found


def quote_words(quote: Quote) -> str:
    """The words of a quote on one line; of one with `until` its two ends, with `…` between."""
    ends = [" ".join(part.split()) for part in (quote.exact, quote.until) if part]
    return _BETWEEN.join(ends)


class ArchiveTexts:
    """The texts of one archive, and how often words stand in them, which is counted once a word is asked for."""

    def __init__(self, root: Path, archive: Archive) -> None:
        self._root: Final = root
        self._archive: Final = archive

    def _judge(self, article: Article) -> EquivalenceJudge:
        """What decides for this article whether words say the same."""
        language = article.language or self._archive.site.language
        return EquivalenceJudge(WordLists(language, lambda word: self._times_elsewhere(word, article)), self._names)

    def index_of(self, article: Article) -> TextIndex:
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
        for actor in (*self._archive.actors, *self._archive.hidden_actors):
            for name in (actor.name, *actor.aliases):
                yield from (word for token in tokenize(name) if len(word := token.text.casefold()) >= _SHORTEST)

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
