"""The article stage: one seed with its annotations and names → the woven article.

A pure function of what it is given, so it can be mapped over the articles in any process. It opens no file and knows
nothing of other articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sitegen.content.yaml_reader import is_unclosed, split_front_matter, visibility_metadata
from sitegen.core import urls
from sitegen.core.model import (
    ActorId,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    AnnotationQuote,
    Article,
    ArticleBody,
    ArticleId,
    LinkMentions,
    LostQuote,
    Mention,
    Passage,
    RawHtml,
    Span,
)
from sitegen.core.problems import Problems
from sitegen.text import mentions as names
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.annotated_html import Annotations, annotate_html
from sitegen.text.mentions import NameIndex
from sitegen.text.mentions.unlinked import AllNamesIndex, find_unlinked
from sitegen.text.prose import Prose
from sitegen.text.sentences import SentenceFinder


@dataclass(frozen=True, slots=True)
class StageSettings:
    """What is the same for every article of an archive."""

    lexicon: NameIndex
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
    articles: Mapping[str, ArticleId] = field(default_factory=dict)
    """To what links from one seed to another lead: what `prose.articles.called` gives."""


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """One article, with all that has to be found in it."""

    article: Article
    seed: bytes
    anchors: tuple[AnnotationQuote, ...] = ()


class StageResult(NamedTuple):
    """What the article stage gives."""

    woven: AnnotatedArticle
    body: ArticleBody
    asked: tuple[tuple[str, ArticleId], ...] = ()
    """What of `Setting.articles` decided how it reads."""


OPENING: Final = 1000
"""Characters of the body from which its opening is taken; more than a lead ever shows."""


def annotate_article(setting: StageSettings, job: ArticleInput) -> StageResult:
    """The article with its passages and names found and woven in.

    Reports: all that `prose`, `anchor` and `names` do.
    """
    article, file = job.article, f"seeds/{job.article.seed}"
    reading = prose.SeedContext(article.title, article.url, setting.raw_html, setting.media, setting.articles)
    text = prose.read_seed(job.seed, file, reading)
    target = SearchableText(text, file, article.language or setting.language)
    sentences = SentenceFinder(text.text, text.units, article.language or setting.language)
    problems = Problems(text.problems)
    passages, lost = _passages(target, setting.lexicon, job.anchors, sentences, problems)
    found = names.find_all_names(target, (setting.lexicon, setting.unseen), article, problems)
    mentions = _mentions(found.hits, target, setting.link_mentions, sentences)
    spans = [passage.span for passage in passages]
    headline, blocks = annotate_html(text, Annotations(spans, mentions, setting.pages))
    woven = AnnotatedArticle(
        article=article.id,
        title=text.title,
        opening=text.text[len(text.title) :].lstrip()[:OPENING].partition("\n\n")[0],
        mentions=mentions,
        passages=passages,
        lost=lost,
        problems=tuple(problems),
        unlinked=find_unlinked(target, setting.all_names, article, found.hits, sentences) if setting.all_names else (),
        standing=found.standing,
        nobody=found.nobody,
        links_to=text.links_to,
    )
    digest, front = hashlib.sha256(job.seed).hexdigest(), front_matter(job.seed, file)
    return StageResult(woven, ArticleBody(digest, text.text, headline, blocks, text.headings, front), text.asked)


def front_matter(seed: bytes, file: str) -> str:
    """The front matter of a seed as it stands; where it has none, what its head says of being shown; or empty."""
    text = seed.decode(errors="replace").removeprefix("\ufeff")
    is_markdown = file.lower().endswith(".md")
    matter = split_front_matter(text)[0] if is_markdown else None
    if matter is not None:
        return matter if text.startswith("---") else f"+++{matter}"
    fence = "---" if is_markdown and is_unclosed(text) else ""
    found = visibility_metadata(text, has_front_matter=is_markdown)
    return "\n".join((fence, *map(str, found.said))) if found.said else fence


def _passages(
    target: SearchableText,
    lexicon: NameIndex,
    anchors: Sequence[AnnotationQuote],
    sentences: SentenceFinder,
    problems: Problems,
) -> tuple[tuple[Passage, ...], tuple[LostQuote, ...]]:
    """What was found, in the order in which the passages end: there their markers stand; and what was not."""
    passages, lost = [], []
    for anchor in anchors:
        told = Problems()
        found = target.find(anchor.quote, told)
        problems.extend(told)
        lost += [LostQuote(anchor, problem.code) for problem in told]
        if found:
            target.tell_count(anchor.quote, found, problems)
            span = Span(found.start, found.end, anchor.annotation)
            passages.append(_passage(span, target, sentences, is_exact=found.is_exact))
    passages += _terms(target, lexicon, anchors, sentences)
    passages.sort(key=lambda one: (one.span.end, one.span.start, one.span.annotation))
    return tuple(passages), tuple(lost)


def _terms(
    target: SearchableText, lexicon: NameIndex, anchors: Iterable[AnnotationQuote], sentences: SentenceFinder
) -> Iterable[Passage]:
    """The first words that are a note's term, for the notes that have no passage of their own here."""
    placed = {anchor.annotation.id for anchor in anchors if anchor.annotation.kind is AnnotationKind.NOTE}
    for hit in names.find_terms(target, lexicon):
        if hit.note not in placed:
            span = Span(hit.start, hit.end, AnnotationId(AnnotationKind.NOTE, hit.note))
            yield _passage(span, target, sentences, is_exact=True)


def _passage(span: Span, target: SearchableText, sentences: SentenceFinder, *, is_exact: bool) -> Passage:
    words = target.prose.text[span.start : span.end]
    return Passage(span, words, sentences.excerpt(span.start, span.end), is_exact)


def _mentions(
    hits: Sequence[names.NameHit], target: SearchableText, link_mentions: LinkMentions, sentences: SentenceFinder
) -> tuple[Mention, ...]:
    linked: set[ActorId] = set()
    mentions, done = [], 0
    text = target.prose
    given = names.TextParts(len(text.title), text.seed_title, text.taken)
    places = names.count_occurrences(target.folded_for_ids, given, [(hit.start, hit.end) for hit in hits])
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
