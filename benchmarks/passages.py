"""Whether quotes are found where they belong in texts of other authors, and how fast.

`python benchmarks/passages.py`.
Nothing is drawn without a seed, so the counts are the same each time; the times are those of the machine.
"""

from __future__ import annotations

import itertools
import random
import re
import statistics
import time
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import texts

from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problems
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText, anchor_quote

HERE: Final = Location("content/notes/case.yaml", 1, 1)
Damage: TypeAlias = "Callable[[str], str]"
CONTEXT: Final = 32
"""Characters of prefix and suffix, as W3C annotations of this tool have them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that an editor chose, in an article as it is read."""

    article: str
    start: int
    end: int
    """Into the article's text, found by counting the characters that are no white space."""


def opposite_quotes(words: str) -> str:
    """Straight quotes made curly, whichever way they turn."""
    signs = itertools.cycle("“”")
    return re.sub('"', lambda _: next(signs), words).replace("'", "’")


def with_soft_hyphens(words: str) -> str:
    """A soft hyphen in each longer word."""
    return re.sub(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})", "\u00ad", words)


def other_dashes(words: str) -> str:
    """Each dash of another length."""
    return words.translate(str.maketrans({"-": "‐", "–": "-", "—": "–", "‐": "-"}))


DAMAGES: Final[dict[str, Damage]] = {
    "as it is": str,
    "straight quotes for curly": lambda words: words.translate(str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")),
    "curly quotes for straight": opposite_quotes,
    "straight quotes for guillemets": lambda words: words.translate(str.maketrans("«»‹›", "\"\"''")),
    "other dashes": other_dashes,
    "spaces collapsed": lambda words: " ".join(words.split()),
    "spaces doubled": lambda words: re.sub(r"\s", "  ", words),
    "spaces that do not break": lambda words: re.sub(r"\s", "\u00a0", words),
    "broken into lines": lambda words: re.sub(r"\s+", "\n", words),
    "soft hyphens dropped": lambda words: words.replace("\u00ad", ""),
    "soft hyphens added": with_soft_hyphens,
    "NFD": lambda words: unicodedata.normalize("NFD", words),
    "NFC": lambda words: unicodedata.normalize("NFC", words),
    "three dots for …": lambda words: words.replace("…", "..."),
    "… for three dots": lambda words: words.replace("...", "…"),
}
"""What people and programs do to words on the way from an article into a record."""


def all_together(words: str) -> str:
    """Words damaged in all these ways at once, in an order in which none undoes another."""
    names = ("straight quotes for guillemets", "straight quotes for curly", "three dots for …", "other dashes")
    for name in (*names, "soft hyphens added", "spaces doubled", "spaces that do not break", "NFD"):
        words = DAMAGES[name](words)
    return words


def edition() -> list[dict[str, object]]:
    """The articles of a scholarly edition, with notes on passages of them."""
    return texts.collection("schnitzler_interviews")


def targets(articles: list[dict[str, object]]) -> dict[str, SearchableText]:
    """Every article as a build reads it from a plain text, by its id."""
    return {
        str(one["id"]): SearchableText(
            prose.read_seed(str(one["text"]).encode(), f"seeds/{one['id']}.txt"), f"{one['id']}.txt"
        )
        for one in articles
    }


def passages(articles: list[dict[str, object]], found: dict[str, SearchableText]) -> Iterator[Passage]:
    """Every passage with a note, in the text as it is read."""
    for article in articles:
        given, read = str(article["text"]), found[str(article["id"])].prose.text
        places, ours = texts.solid(given), texts.solid(read)
        # Where a headline is cleaned of scrape marks it is shorter at its front.
        shift = len(ours) - len(places)
        for note in article["context_notes"]:  # type: ignore[attr-defined]
            if note["anchored"]:
                first, last = bisect_left(places, note["start"]), bisect_left(places, note["end"])
                yield Passage(str(article["id"]), ours[first + shift], ours[last + shift - 1] + 1)


def outcome(searchable: SearchableText, wanted: Passage, quote: Quote) -> str:
    """`right`, `wrong`, or the code of the problem that was told."""
    problems = Problems()
    found = anchor_quote(searchable, quote, problems)
    if found is None:
        return ", ".join(problem.code for problem in problems)
    return "right" if found == (wanted.start, wanted.end) else "wrong"


def quote_of(searchable: SearchableText, wanted: Passage, damage: Damage = str, context: int = CONTEXT) -> Quote:
    """The words of a passage, with so many characters around them, all damaged."""
    text = searchable.prose.text
    before, after = text[max(wanted.start - context, 0) : wanted.start], text[wanted.end : wanted.end + context]
    return Quote(damage(text[wanted.start : wanted.end]), HERE, damage(before), damage(after))


def count(damage: Damage, context: int = CONTEXT) -> Counter[str]:
    """What becomes of all passages of the edition."""
    articles = edition()
    found = targets(articles)
    return Counter(
        outcome(found[one.article], one, quote_of(found[one.article], one, damage, context))
        for one in passages(articles, found)
    )


def in_texts_with_soft_hyphens() -> Counter[str]:
    """The same where the articles have soft hyphens in their words, and the quotes none."""
    articles = edition()
    clean = targets(articles)
    outcomes: Counter[str] = Counter()
    for one in passages(articles, clean):
        text = clean[one.article].prose.text
        before, words, after = text[: one.start], text[one.start : one.end], text[one.end :]
        parts = [with_soft_hyphens(part) for part in (before, words, after)]
        searchable = SearchableText(prose.read_seed("".join(parts).encode(), f"seeds/{one.article}.txt"), one.article)
        start = len(parts[0])
        wanted = Passage(one.article, start, start + len(parts[1]))
        outcomes[outcome(searchable, wanted, quote_of(clean[one.article], one))] += 1
    return outcomes


def longest_speech() -> str:
    """The longest text there is."""
    (speech,) = texts.collection("longest_speech")
    return str(speech["text"])


def timed_quotes(text: str, times: int, seed: int = 4) -> dict[str, list[Quote]]:
    """Quotes of 5 to 40 words from a text, by what has to be done to find them."""
    pick = random.Random(seed)
    words = text.split(" ")
    chosen = []
    while len(chosen) < times:
        start = pick.randrange(len(words) - 40)
        chosen.append(" ".join(words[start : start + pick.randint(5, 40)]))
    frequent = [word for word, _ in Counter(re.findall(r"\w+", text)).most_common(times)]
    return {
        "as it stands": [Quote(one, HERE) for one in chosen],
        "after folding": [Quote(all_together(one), HERE) for one in chosen],
        "in several places": [Quote(word, HERE) for word in frequent],
        "not found, one letter wrong": [Quote(_with_a_slip(one), HERE) for one in chosen],
        "not found, nothing like it": [Quote(" ".join(_backwards(one)), HERE) for one in chosen],
    }


def _with_a_slip(words: str) -> str:
    middle = len(words) // 2
    return f"{words[:middle]}q{words[middle + 1 :]}"


def _backwards(words: str) -> list[str]:
    return [word[::-1] for word in reversed(words.split())]


def milliseconds(searchable: SearchableText, quote: Quote) -> float:
    """How long the processor takes to find a quote, or to tell why not."""
    begun = time.process_time()
    anchor_quote(searchable, quote, Problems())
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Print the figures."""
    print("Passages of the edition, with prefix and suffix")
    for name, damage in (*DAMAGES.items(), ("all together", all_together)):
        print(f"  {name:32}", _told(count(damage)))
    print(f"  {'soft hyphens in the text':32}", _told(in_texts_with_soft_hyphens()))
    print("The words alone")
    for name, damage in (("as it is", str), ("all together", all_together)):
        print(f"  {name:32}", _told(count(damage, context=0)))
    _print_times(longest_speech())


def _told(outcomes: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(outcomes.items()))


def _print_times(text: str) -> None:
    begun = time.perf_counter()
    searchable = SearchableText(prose.read_seed(text.encode(), "seeds/speech.txt"), "seeds/speech.txt")
    read = time.perf_counter()
    _ = searchable.normalized
    folded = time.perf_counter()
    print(f"One text of {len(text):,} characters, milliseconds")
    print(f"  read {(read - begun) * 1000:.1f}, folded {(folded - read) * 1000:.1f}; each once")
    for name, quotes in timed_quotes(searchable.prose.text, 100).items():
        taken = sorted(milliseconds(searchable, quote) for quote in quotes)
        print(f"  {name:32} median {statistics.median(taken):.2f}, most {taken[-1]:.2f}")


if __name__ == "__main__":
    main()
