"""How an archive writes the words that stand beside names: also small, also as somebody's name, as a noun.

Of `Volgens Moss` nobody can tell without the language whether the first word is a given name. The archive's own texts
tell: it writes `volgens` elsewhere. Looked at are the seeds of what is published, as they stand: word by word between
blanks, so that an edit of one seed can be told from what all others say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from sitegen.core.model import WordUsage, WordUsageEvidence

SHORT: Final = 2
"""Words of at most so many letters may be a name by chance."""
_SHORT_WITH_SIGNS: Final = 5
_MOST: Final = 50
"""Seeds that are kept as evidence of a fact; after as many edits all seeds are read again."""
_AROUND: Final = "()[]{}“”„‟\"'‘’‚«»‹›*_¿¡#>"
_ARTICLES_WORDS: Final = """
das dem den der des die ein eine einem einen einer eines beim vom zum zur det en et
"""
_ARTICLES: Final = frozenset(_ARTICLES_WORDS.split())
"""Articles of the languages that write, or once wrote, every noun with a capital."""
_PARAGRAPH: Final = " ¶ "
_FEWEST_ARTICLES: Final = 4
_CAPITALS_BEHIND: Final = 0.4
"""The share of capitalized words behind articles from which a seed is of such a language: adjectives have no capital.
In English and in today's Danish they are a few in a hundred."""


class SeedFacts(NamedTuple):
    """What one seed is evidence of, each as lines: so it is kept, and very many take little memory."""

    beside: str
    """Words with a capital that stand beside another one."""
    facts: str
    """`word`: it is written small; `Word+`: a capital follows it in the middle of a sentence; `Word-`: it is a noun;
    `Wo=`: it is short, and stands there."""


class SeedContent(NamedTuple):
    """A seed as it is now."""

    seed: str
    text: str


class WordUsageCollector:
    """Gathers the word usage of an archive, one seed after the other."""

    def __init__(self) -> None:
        self._seeds: list[tuple[str, SeedFacts]] = []

    def add(self, seed: str, shown: SeedFacts) -> None:
        """Add a seed, by its path below `seeds/`."""
        self._seeds.append((seed, shown))

    def usage(self, names: Iterable[str] = ()) -> WordUsage:
        """The word usage, for capitalized words beside others and for `names` of one word."""
        found = set(filter(may_be_common, names))
        for _, shown in self._seeds:
            found.update(_lines(shown.beside))
        beside = tuple(sorted(found))
        seeds: dict[str, list[int]] = {fact: [] for word in beside for fact in _facts_of(word)}
        often: set[str] = set()
        rare = set(seeds)
        for seed, shown in self._seeds:
            key = _key(seed)
            for fact in rare.intersection(_lines(shown.facts)):
                seeds[fact].append(key)
                if len(seeds[fact]) > _MOST:
                    often.add(fact)
                    rare.discard(fact)
        kept = tuple((fact, () if fact in often else tuple(keys)) for fact, keys in seeds.items())
        return usage_from(WordUsageEvidence(beside, kept, tuple(sorted(often))))


def common_words(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Those of the names of some actors that are one word and may be a common one, each once and sorted."""
    return tuple(sorted({*filter(may_be_common, chain.from_iterable(names))}))


def may_be_common(name: str) -> bool:
    """Whether a name is one word with a capital, as any word has at the start of a sentence."""
    return name.isalpha() and name[0].isupper()


def updated_evidence(traces: WordUsageEvidence, edits: Iterable[SeedContent]) -> WordUsageEvidence | None:
    """The evidence after some seeds were edited; None if the usage may have changed, so that all seeds must be read."""
    known, often, count = set(traces.words), set(traces.often), traces.edits
    before = dict(traces.seeds)
    seeds = dict(before)
    for edit in edits:
        shown, key, count = facts_in(edit.text), _key(edit.seed), count + 1
        if not known.issuperset(_lines(shown.beside)):
            return None
        facts = set(_lines(shown.facts))
        for fact, some in before.items():
            if fact not in often and (key in some) != (fact in facts):
                others = tuple(one for one in seeds[fact] if one != key)
                seeds[fact] = (*others, key) if fact in facts else others
    is_other = any(bool(some) != bool(seeds[fact]) for fact, some in before.items())
    return None if is_other or count > _MOST else traces._replace(seeds=tuple(seeds.items()), edits=count)


def evidence_for(
    names: Iterable[str], traces: WordUsageEvidence, before: Iterable[str], seeds: Sequence[tuple[str, SeedFacts]]
) -> WordUsageEvidence:
    """The evidence for other names of one word than `before`; `seeds` are all that the collector would be given."""
    came, went = {*names}.difference(before), {*before}.difference(names)
    went -= {word for word in went if any(word in shown.beside and word in _lines(shown.beside) for _, shown in seeds)}
    words = tuple(sorted({*traces.words, *came} - went))
    known, often = dict(traces.seeds), {*traces.often}
    kept: dict[str, tuple[int, ...]] = {}
    for fact in dict.fromkeys(fact for word in words for fact in _facts_of(word)):
        if fact in known:
            kept[fact] = known[fact]
            continue
        some = [_key(seed) for seed, shown in seeds if fact in shown.facts and fact in _lines(shown.facts)]
        kept[fact] = tuple(some) if len(some) <= _MOST else ()
        if not kept[fact] and some:
            often.add(fact)
    return WordUsageEvidence(words, tuple(kept.items()), tuple(sorted(often & kept.keys())), traces.edits)


def usage_from(traces: WordUsageEvidence) -> WordUsage:
    """The word usage of an archive with this evidence."""
    found = {fact for fact, seeds in traces.seeds if seeds}.union(traces.often)
    small, named, nouns, short = (
        tuple(word for word in traces.words if _facts_of(word)[place] in found) for place in range(4)
    )
    return WordUsage(small, named, nouns, short, traces)


def _facts_of(word: str) -> tuple[str, str, str, str]:
    return word.lower(), f"{word}+", f"{word}-", f"{word}="


def facts_in(text: str) -> SeedFacts:
    """What the text of a seed, without the byte order mark, is evidence of."""
    words = text.replace("\r\n", "\n").replace("\n\n", _PARAGRAPH).split()
    beside: set[str] = set()
    facts = {word for word in set(words) if word.islower() and word[0].isalpha() and word[-1].isalpha()}
    nouns: list[str] = []
    for place, word in _capitalized_words(words):
        if len(word) <= _SHORT_WITH_SIGNS and len(bare := _bare(word)) <= SHORT:
            facts.add(f"{bare}=")
        before = words[place - 1] if place else ""
        if before.casefold() in _ARTICLES:
            nouns.append(f"{_bare(word)}-")
        following = words[place + 1].lstrip(_AROUND) if place + 1 < len(words) else ""
        if following[:1].isupper() and word[-1].isalpha():
            beside.update((word, _bare(following)))
            if before.islower() and before.isalpha():
                facts.add(f"{word}+")
    # Where there are fewer, no share of them is enough.
    if len(nouns) >= _FEWEST_ARTICLES and _capitalizes_nouns(words):
        facts.update(nouns)
    return SeedFacts("\n".join(beside), "\n".join(facts))


def same_facts(one: SeedFacts | None, other: SeedFacts | None) -> bool:
    """Whether two seeds are evidence of the same; their lines stand in any order, another one in each process."""
    if one is None or other is None:
        return one is other
    return all({*_lines(these)} == {*_lines(those)} for these, those in zip(one, other, strict=True))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


@lru_cache(maxsize=2)
def capitalizes_nouns(text: str) -> bool:
    """Whether a text is in a language that begins every noun with a capital."""
    return _capitalizes_nouns(text.split())


def _capitalizes_nouns(words: list[str]) -> bool:
    behind = [following for word, following in pairwise(words) if word in _ARTICLES]
    capitals = sum(word[0].isupper() for word in behind)
    return capitals >= max(_FEWEST_ARTICLES, _CAPITALS_BEHIND * len(behind))


def _capitalized_words(words: list[str]) -> Iterator[tuple[int, str]]:
    # Most begin with a small letter: those are passed by before anything else is asked.
    for place in [place for place, word in enumerate(words) if not word[0].islower()]:
        word = words[place]
        if word[0].isupper():
            yield place, word
        elif len(word) > 1 and word[0] in _AROUND and (bare := word.lstrip(_AROUND))[:1].isupper():
            yield place, bare


def _bare(word: str) -> str:
    return word.rstrip(f".,;:!?…{_AROUND}")


def _key(seed: str) -> int:
    return int.from_bytes(hashlib.blake2b(seed.encode(errors="surrogatepass"), digest_size=6).digest())
