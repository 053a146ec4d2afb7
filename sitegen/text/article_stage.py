"""The article stage: one seed with its annotations and names → the annotated article.

A pure function of what it is given, so it can be mapped over the articles in any process. It opens no file and knows
nothing of other articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from sitegen.content.yaml_reader import is_unclosed, split_front_matter, visibility_metadata
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    ActorId,
    AnchorRequest,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Article,
    ArticleBody,
    ArticleId,
    LinkMentions,
    Mention,
    Passage,
    RawHtml,
    Span,
    UnanchoredQuote,
)
from sitegen.core.problems import Problems
from sitegen.text import mentions as names
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText, anchor_quote, is_exact, report_count_only
from sitegen.text.annotated_html import Annotations, annotate_html
from sitegen.text.mentions import NameIndex
from sitegen.text.mentions.multi_pattern_search import searched_texts
from sitegen.text.mentions.ngram_filter import UNKNOWN, ngrams_of
from sitegen.text.mentions.unlinked import AllNamesIndex, find_unlinked
from sitegen.text.prose import Prose
from sitegen.text.sentences import SentenceFinder, shorten


class StageSettings(FrozenRecord):
    """What is the same for every article of an archive."""

    names: NameIndex
    pages: Mapping[ActorId, str]
    """The URL of each actor's page from the site's root."""
    language: str = ""
    """Of articles that tell none, BCP 47: sentences end in each language in their own way."""
    raw_html: RawHtml = RawHtml.ESCAPE
    link_mentions: LinkMentions = LinkMentions.FIRST
    media: frozenset[str] = frozenset()
    """Paths below `content/media/`."""
    all_names: AllNamesIndex | None = None
    """For telling editors which names are not linked; None = nobody asks."""
    unseen: NameIndex | None = None
    """The names of those whom readers do not see; None where there are none."""
    articles: Mapping[str, ArticleId] = msgspec.field(default_factory=dict)
    """To what links from one seed to another lead: what `prose.article_links.index_articles` gives."""


class StageResult(NamedTuple):
    """What the article stage gives."""

    annotated: AnnotatedArticle
    body: ArticleBody
    asked: tuple[tuple[str, ArticleId], ...] = ()
    """What of `StageSettings.articles` decided how it reads."""
    ngrams: bytes = UNKNOWN
    """What tells of most words that they do not stand in its text (`mentions.ngram_filter`)."""


_OPENING: Final = 1000
"""Characters of the body from which its lead is taken; more than that ever shows."""


def annotate_article(
    settings: StageSettings, article: Article, seed: bytes, quotes: Sequence[AnchorRequest] = ()
) -> StageResult:
    """The article with its passages and names found, and annotated HTML of its text.

    `quotes` are all that point at it. Spans are code points of the text as a reader sees it, half-open.
    Reports: all that `prose.read_seed`, `anchoring.anchor_quote` and `mentions.find_all_names` do.
    """
    file, language = f"seeds/{article.seed}", article.language or settings.language
    context = prose.SeedContext(article.title, article.url, settings.raw_html, settings.media, settings.articles)
    text = prose.read_seed(seed, file, context)
    searchable = SearchableText(text, file, language)
    sentences = SentenceFinder(text.text, text.units, language)
    problems = Problems(text.problems)
    passages, lost = _passages(searchable, settings.names, quotes, sentences, problems)
    found = names.find_all_names(searchable, (settings.names, settings.unseen), article, problems)
    mentions = _mentions(found.hits, searchable, settings.link_mentions, sentences)
    spans = [passage.span for passage in passages]
    headline, blocks = annotate_html(text, Annotations(spans, mentions, settings.pages))
    all_names = settings.all_names
    annotated = AnnotatedArticle(
        article=article.id,
        title=text.title,
        lead=_lead(text, language),
        mentions=mentions,
        passages=passages,
        lost=lost,
        problems=tuple(problems),
        unlinked=find_unlinked(searchable, all_names, article, found.hits, sentences) if all_names else (),
        possible_actors=found.possible_actors,
        ignored_words=found.ignored_words,
        links_to=text.links_to,
    )
    digest = hashlib.sha256(seed).hexdigest()
    body = ArticleBody(digest, text.text, headline, blocks, text.headings, front_matter(seed, file))
    return StageResult(annotated, body, text.asked, ngrams_of(searched_texts(searchable.normalized.text)))


def _lead(text: Prose, language: str) -> str:
    opening = text.text[len(text.title) :].lstrip()[:_OPENING].partition("\n\n")[0]
    return shorten(" ".join(opening.split()), language)


def front_matter(seed: bytes, file: str) -> str:
    """The front matter of a seed as it stands; where it has none, what its head says of being shown; or empty."""
    text = seed.decode(errors="replace").removeprefix("\ufeff")
    is_markdown = file.lower().endswith(".md")
    matter = split_front_matter(text)[0] if is_markdown else None
    if matter is not None:
        return matter if text.startswith("---") else f"+++{matter}"
    fence = "---" if is_markdown and is_unclosed(text) else ""
    found = visibility_metadata(text, has_front_matter=is_markdown)
    return "\n".join((fence, *map(str, found.entries))) if found.entries else fence


def _passages(
    text: SearchableText,
    index: NameIndex,
    quotes: Sequence[AnchorRequest],
    sentences: SentenceFinder,
    problems: Problems,
) -> tuple[tuple[Passage, ...], tuple[UnanchoredQuote, ...]]:
    """What was found, in the order in which the passages end: there their markers stand; and what was not."""
    passages: list[Passage] = []
    lost: list[UnanchoredQuote] = []
    for one in quotes:
        reported = Problems()
        place = anchor_quote(text, one.quote, reported)
        problems.extend(reported)
        lost += [UnanchoredQuote(one, problem.code) for problem in reported]
        if place:
            report_count_only(text, one.quote, place[0], problems)
            words = text.prose.text[slice(*place)]
            passages.append(
                Passage(Span(*place, one.annotation), words, sentences.excerpt(*place), is_exact(words, one.quote))
            )
    passages += _terms(text, index, quotes, sentences)
    passages.sort(key=lambda one: (one.span.end, one.span.start, one.span.annotation))
    return tuple(passages), tuple(lost)


def _terms(
    text: SearchableText, index: NameIndex, quotes: Iterable[AnchorRequest], sentences: SentenceFinder
) -> Iterable[Passage]:
    """The first words that are a note's term, for the notes that have no passage of their own here."""
    placed = {one.annotation.id for one in quotes if one.annotation.kind is AnnotationKind.NOTE}
    for hit in names.find_terms(text, index):
        if hit.note not in placed:
            span = Span(hit.start, hit.end, AnnotationId(AnnotationKind.NOTE, hit.note))
            words, excerpt = text.prose.text[hit.start : hit.end], sentences.excerpt(hit.start, hit.end)
            yield Passage(span, words, excerpt, is_exact=True)


def _mentions(
    hits: Sequence[names.NameHit], searchable: SearchableText, link_mentions: LinkMentions, sentences: SentenceFinder
) -> tuple[Mention, ...]:
    linked: set[ActorId] = set()
    mentions, done = [], 0
    text = searchable.prose
    given = names.TextParts(len(text.title), text.seed_title, text.taken)
    places = names.count_occurrences(searchable.normalized_for_ids, given, [(hit.start, hit.end) for hit in hits])
    for hit, place in zip(hits, places, strict=True):
        # Inside a longer name it is that name's words that lead somewhere.
        can_be_link = done <= hit.start and _can_be_link(hit, text)
        is_link = can_be_link and (link_mentions is LinkMentions.ALL or hit.actor not in linked)
        done = max(done, hit.end)
        if is_link:
            linked.add(hit.actor)
        excerpt = sentences.excerpt(hit.start, hit.end)
        mentions.append(Mention(urls.mention_element(place), hit.start, hit.end, hit.actor, hit.how, excerpt, is_link))
    return tuple(mentions)


def _can_be_link(hit: names.NameHit, text: Prose) -> bool:
    """The headline has no links of ours, nor have the words of the seed's own links."""
    in_headline = hit.start < len(text.title)
    return not in_headline and not any(start < hit.end and hit.start < end for start, end in text.links)
