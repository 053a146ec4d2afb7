"""Names that are known and not linked, on the page for editors: the same words once, the most frequent first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sitegen.core import urls
from sitegen.core.model import ActorId, Article, UnlinkedName, UnlinkedReason
from sitegen.core.problems import Location
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.pages.page_records import Example, Link, Task
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted
from sitegen.text.normalize import normalize

MOST_EXAMPLES: Final = 3
"""Articles that an entry shows: enough to see who is meant."""

_REASONS: Final = {
    UnlinkedReason.AMBIGUOUS: "fits",
    UnlinkedReason.NOT_INTRODUCED: "no full name before this surname of",
    UnlinkedReason.PINNED_ONLY: "only mentions link",
    UnlinkedReason.REFUSED: "not_mentions refuses",
}
"""Each goes on with the names of the actors."""
_DECIDED: Final = frozenset({UnlinkedReason.PINNED_ONLY, UnlinkedReason.REFUSED})
"""What an author wants so, and so stands last."""


@dataclass(slots=True)
class UnlinkedGroup:
    """The places of the same words that lead nowhere for the same reason."""

    words: str
    """As the newest article has them."""
    actors: tuple[ActorId, ...]
    """Whose names the words are."""
    why: UnlinkedReason
    count: int = 0
    """How many places there are."""
    first: dict[str, tuple[ArticleEntry, UnlinkedName]] = field(default_factory=dict)
    """The first place in each article, by the article's id; the newest article first."""

    def rank(self) -> tuple[bool, int, str, tuple[ActorId, ...]]:
        """Sort key: what is undecided first, then the most frequent."""
        return self.why in _DECIDED, -self.count, self.words, self.actors


def unlinked_groups(index: SiteIndex) -> list[UnlinkedGroup]:
    """All names that are not linked, a group for the same words, actors and reason; in the order of their ranks."""
    found: dict[tuple[str, tuple[ActorId, ...], UnlinkedReason], UnlinkedGroup] = {}
    for entry in index.entries:
        for one in entry.annotated.unlinked:
            words = one.excerpt.words
            key = normalize(words).text.casefold(), one.actors, one.why
            group = found.setdefault(key, UnlinkedGroup(" ".join(words.split()), one.actors, one.why))
            group.count += 1
            group.first.setdefault(entry.article.id, (entry, one))
    return sorted(found.values(), key=UnlinkedGroup.rank)


def unlinked_task(views: Views, group: UnlinkedGroup) -> Task:
    """A group as an entry of the editors' page, with its first examples."""
    examples = tuple(_example(views, *place) for place in list(group.first.values())[:MOST_EXAMPLES])
    often = f"{group.count:,} times" if group.count > 1 else "once"
    more = f" in {counted(len(group.first), 'article')}" if len(group.first) > 1 else ""
    return Task(
        what=Link(group.words, examples[0].url, examples[0].article.language),
        facts=(f"{often}{more}", _REASONS[group.why]),
        links=views.actors(group.actors),
        examples=examples,
    )


def article_record_file(article: Article) -> str:
    """The file of an article's record with its line; of a text seed the file that its record would be, with `(new)`."""
    if article.location.file.endswith(".txt"):
        return f"content/articles/{article.id}.yaml (new)"
    return str(Location(article.location.file, article.location.line))


def _example(views: Views, entry: ArticleEntry, place: UnlinkedName) -> Example:
    article = views.article(entry)
    return Example(
        article, place.excerpt, urls.with_words(article.url, place.excerpt), article_record_file(entry.article)
    )
