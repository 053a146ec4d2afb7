"""Words that may mean one actor or another, or be a part of a longer word: they name nobody, and it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.core.problems import Location
from sitegen.text.anchoring.quote_problems import pasteable
from sitegen.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.core.model import ActorId, Article
    from sitegen.core.problems import Problems
    from sitegen.text.anchoring import SearchableText
    from sitegen.text.mentions.name_index import NameIndex
    from sitegen.text.mentions.resolution import Resolution


def report_ambiguous(
    target: SearchableText, index: NameIndex, article: Article, doubts: Sequence[Resolution], problems: Problems
) -> None:
    """One warning for the same words, however often they come.

    Reports: name-ambiguous.
    """
    by_words: dict[str, list[Resolution]] = {}
    for match in doubts:
        words = normalize(target.prose.text[match.start : match.end]).text
        by_words.setdefault(words, []).append(match)
    is_from_seed = article.location.file == target.seed_file
    record = "the article's record" if is_from_seed else article.location.file
    for words, matches in by_words.items():
        actors = sorted({one.actor for match in matches for one in match.candidates})
        cause = _cause(index, words, actors)
        where = target.on_lines(match.start for match in matches)
        location = Location(target.seed_file, target.line_at(matches[0].start))
        problems.add(
            *(location, "name-ambiguous", f"{cause} {where}", _remedy(record, words, actors)),
            cause=cause,
            remedy=_remedy("each article's record", words, actors),
        )


def _cause(index: NameIndex, words: str, actors: Sequence[ActorId]) -> str:
    named = " and ".join(f"{index.labels[actor]} ({actor})" for actor in actors)
    if len(actors) > 1:
        return f'"{words}" fits {named}: it names nobody'
    return f'"{words}" may be {named} or a part of a longer word: it names nobody'


def _remedy(record: str, words: str, actors: Sequence[ActorId]) -> str:
    pin = f"mentions: [{{text: {pasteable(words)}, actor: {actors[0]}}}]"
    nobody = "it is nobody" if len(actors) > 1 else "it, or the longer word, is nobody"
    return f"say in {record} who it is, {pin}, or that {nobody}, not_mentions: [{pasteable(words)}]"
