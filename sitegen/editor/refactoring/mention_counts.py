"""Where two actors are named, and where the one is that is made of them: counted by the article stage itself."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from sitegen.core.model import Actor, ActorId, AnnotatedArticle, Archive, Article, ArticleId, Excerpt, Status
from sitegen.core.problems import Problem, Problems
from sitegen.editor.refactoring.record_targets import seed_file
from sitegen.engine import article_processor
from sitegen.files import source_files
from sitegen.text.article_stage import StageSettings, annotate_article

_NO_LETTER: Final = re.compile(r"[^\w]|_", re.ASCII)


class NamedPlace(NamedTuple):
    """Words of an article that name one of the two."""

    article: ArticleId
    start: int
    """Code points into the text, half-open."""
    end: int
    actor: ActorId
    excerpt: Excerpt


class MentionComparison(NamedTuple):
    """The mentions of two actors before, and those of one of them afterwards: `source` and `into` and what is gained
    are what is lost and `after`."""

    source: tuple[NamedPlace, ...]
    into: tuple[NamedPlace, ...]
    after: tuple[NamedPlace, ...]

    @property
    def gained(self) -> tuple[NamedPlace, ...]:
        """Words that named neither, often since they might have been either."""
        before = {one[:3] for one in (*self.source, *self.into)}
        return tuple(one for one in self.after if one[:3] not in before)

    @property
    def lost(self) -> tuple[NamedPlace, ...]:
        """Words that named one of the two, and name nobody then, or somebody else."""
        now = {one[:3] for one in self.after}
        return tuple(one for one in (*self.source, *self.into) if one[:3] not in now)


class CountedMentions(NamedTuple):
    """The mentions of some actors, and what the article stage reports of the articles that may name them."""

    places: tuple[NamedPlace, ...]
    problems: Mapping[ArticleId, tuple[Problem, ...]]


class MentionCounter:
    """Finds the mentions of two actors of an archive."""

    def __init__(self, root: Path, actors: Collection[Actor]) -> None:
        self._root = root
        self._words = frozenset(word for actor in actors for word in _words_of(actor))

    def count(self, archive: Archive, actors: Collection[str]) -> CountedMentions:
        """The mentions of these actors, drafts included, by article and place; withdrawn articles are left out.

        Reports, in what it gives: what `annotate_article` does of names.
        """
        settings = article_processor.stage_settings(article_processor.names_only(archive, drafts=True), drafts=False)
        settings = replace(settings, articles=article_processor.article_links(archive, drafts=True))
        places, problems = list[NamedPlace](), {}
        for article in archive.articles:
            annotated = None if article.status is Status.WITHDRAWN else self._annotated(article, settings, actors)
            if annotated:
                named = (one for one in annotated.mentions if one.actor in actors)
                places += [NamedPlace(article.id, one.start, one.end, one.actor, one.excerpt) for one in named]
                problems[article.id] = annotated.problems
        return CountedMentions(tuple(places), problems)

    def _annotated(self, article: Article, settings: StageSettings, actors: Collection[str]) -> AnnotatedArticle | None:
        """An article that may name them; None for any other."""
        seed = source_files.read_source(self._root, seed_file(article), Problems())
        pinned = {*article.actors, *(one.actor for one in article.mentions)}
        if seed is None or not (pinned.intersection(actors) or self._may_name(article, seed)):
            return None
        return annotate_article(settings, article, seed).annotated

    def _may_name(self, article: Article, seed: bytes) -> bool:
        """Whether one of the words of their names is in a text, however it is marked up; most texts have none."""
        text = _bare(html.unescape(f"{article.title} {seed.decode(errors='replace')}"))
        return any(word in text for word in self._words)


def _words_of(actor: Actor) -> Iterator[str]:
    """Of each name its longest word, in the bare letters in which texts are looked through."""
    for name in (actor.name, *actor.aliases, *actor.surnames):
        yield max(map(_bare, name.split() or [""]), key=len)


def _bare(text: str) -> str:
    """A text without marks, spaces and punctuation, in small letters: whatever stands between letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if plain.isascii():
        return _NO_LETTER.sub("", plain)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")
