"""How well passages are found again after their articles were edited: real articles, random passages, known truth.

    python benchmarks/reanchor.py                       three runs of 1,000 passages, and what --accept does
    python benchmarks/reanchor.py --seeds 5 --errors    one run, with every passage that went wrong

Two of the five collections are too large for the repository: SITEGEN_DATA is the folder that they are in. README.md
beside this file tells what is counted as what.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import texts

from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problems
from sitegen.editor import reanchor
from sitegen.editor.reanchor import TextIndex
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText, anchor_quote

SETS = ("gum", "meantime", "wiki_fair", "wikinews_raw", "speeches")
HERE = Location("content/claims/case.yaml", 1, 1)
PASSAGES = 1000
PER_ARTICLE = 5
LONGEST_ARTICLE = 60_000
"""Characters; longer ones would only make the run slow."""
SHORTEST, LONGEST = 5, 40
FOREIGN = 40
"""More words than this (and than the passage has) put in at one place tear a passage in two."""


@dataclass(frozen=True)
class Rates:
    """How often an article is edited: edits per word, sentence or paragraph."""

    typo: float = 0.004
    word: float = 0.004
    """Changed, taken out or put in, a third each."""
    sentence_in: float = 0.03
    sentence_out: float = 0.04
    paragraph_out: float = 0.02
    paragraph_moved: float = 0.08


@dataclass
class Token:
    """A word of the article, by what it was at first."""

    text: str
    origin: int | None = None
    """Its number in the article as it was; None = put in."""
    survives: bool = True
    """False for another word in its place."""


Sentence = list[Token]
Paragraph = list[Sentence]


@dataclass
class Case:
    """A passage before the article was edited, and what became of it."""

    article: str
    quote: Quote
    start: int
    end: int
    """Words of the article as it was, half-open."""
    truth: tuple[int, int] | None = None
    """Words of the edited article; None = deleted."""
    is_touched: bool = False


@dataclass
class Tally:
    """What happened to the passages of one run."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    scored: list[tuple[float, bool, bool]] = field(default_factory=list)
    """Likeness, whether nothing else forbids it, whether it is right: for the curve."""
    seconds: list[float] = field(default_factory=list)


# --- the articles and their edits -----------------------------------------------------------------------------


def articles() -> list[tuple[str, list[Paragraph]]]:
    """All articles, by an id, as words."""
    found = []
    for name in SETS:
        short = (one for one in texts.collection(name) if len(one["text"]) <= LONGEST_ARTICLE)
        found += [(f"{name}/{one['id']}", paragraphs(one["text"])) for one in short]
    return [(name, text) for name, text in found if len(text) > 2 and len(list(tokens(text))) > 200]


def paragraphs(text: str) -> list[Paragraph]:
    """A text as paragraphs of sentences of words, each word with its number."""
    number, found = 0, []
    for block in re.split(r"\n\s*\n", text):
        paragraph: Paragraph = [[]]
        words = block.split()
        for place, word in enumerate(words):
            paragraph[-1].append(Token(word, number))
            number += 1
            follows = words[place + 1] if place + 1 < len(words) else ""
            if re.search(r"\w{3}[.!?][\"'”’)]*$", word) and follows[:1] and not follows[0].islower():
                paragraph.append([])
        if words:
            found.append(paragraph)
    return found


def tokens(text: Iterable[Paragraph]) -> Iterator[Token]:
    """All words in order."""
    return (token for paragraph in text for sentence in paragraph for token in sentence)


def as_seed(text: Sequence[Paragraph]) -> str:
    """The text as a .txt file."""
    blocks = (" ".join(token.text for sentence in paragraph for token in sentence) for paragraph in text)
    return "\n\n".join(blocks) + "\n"


def edited(text: list[Paragraph], rates: Rates, chance: random.Random, others: Sequence[Paragraph]) -> list[Paragraph]:
    """A copy of the text as editors leave it; new words and sentences are taken from other articles."""
    vocabulary = [token.text for token in tokens(others)]
    sentences = [sentence for paragraph in others for sentence in paragraph if len(sentence) > 4]
    copy = [[[edited_word(t, rates, chance) for t in sentence] for sentence in paragraph] for paragraph in text]
    copy = [[words_edited(s, rates, chance, vocabulary) for s in paragraph] for paragraph in copy]
    copy = [sentences_edited(paragraph, rates, chance, sentences) for paragraph in copy]
    kept = [paragraph for paragraph in copy if paragraph and chance.random() >= rates.paragraph_out]
    for _ in range(sum(chance.random() < rates.paragraph_moved for _ in kept)):
        paragraph = kept.pop(chance.randrange(len(kept)))
        kept.insert(chance.randrange(len(kept) + 1), paragraph)
    return kept


def edited_word(token: Token, rates: Rates, chance: random.Random) -> Token:
    """The word, or what a slip of the pen makes of it (or a correction: to us it is the same)."""
    letters = [place for place, character in enumerate(token.text) if character.isalpha()]
    if len(letters) < 4 or chance.random() >= rates.typo:
        return Token(token.text, token.origin)
    # One slip in ten is in the first letter.
    place = letters[0] if chance.random() < 0.1 else chance.choice(letters[1:])
    word, letter = token.text, token.text[place]
    kind = chance.choice(["drop", "double", "other", "swap"])
    if kind == "drop":
        made = word[:place] + word[place + 1 :]
    elif kind == "double":
        made = word[:place] + letter + word[place:]
    elif kind == "swap" and place + 1 < len(word):
        made = word[:place] + word[place + 1] + letter + word[place + 2 :]
    else:
        made = word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]
    return Token(made, token.origin)


def words_edited(sentence: Sentence, rates: Rates, chance: random.Random, vocabulary: Sequence[str]) -> Sentence:
    """The sentence with words changed, taken out and put in."""
    made: Sentence = []
    for token in sentence:
        if chance.random() >= rates.word:
            made.append(token)
            continue
        other = re.sub(r"^\W+|\W+$", "", chance.choice(vocabulary)) or "so"
        kind = chance.choice(["change", "out", "in"])
        if kind == "change":
            core = re.sub(r"^\W+|\W+$", "", token.text)
            text = token.text.replace(core, other) if core else other
            made.append(Token(text, token.origin, survives=text == token.text))
        elif kind == "in":
            made += [token, Token(other)]
    return made


def sentences_edited(
    paragraph: Paragraph, rates: Rates, chance: random.Random, sentences: Sequence[Sentence]
) -> Paragraph:
    """The paragraph with sentences taken out and put in."""
    made: Paragraph = []
    for sentence in paragraph:
        if chance.random() >= rates.sentence_out:
            made.append(sentence)
        if chance.random() < rates.sentence_in:
            made.append([Token(token.text) for token in chance.choice(sentences)])
    return [sentence for sentence in made if sentence]


# --- the passages and the truth -------------------------------------------------------------------------------


def target_of(seed: str) -> SearchableText:
    """A seed, ready for quotes to be found in it."""
    return SearchableText(prose.read_seed(seed.encode(), "seeds/case.txt"), "seeds/case.txt", "en")


def passages(name: str, text: list[Paragraph], count: int, chance: random.Random) -> list[Case]:
    """Random passages, quoted so that each is in one place."""
    words = [token.text for token in tokens(text)]
    searchable = target_of(as_seed(text))
    if searchable.prose.text.split() != words:
        return []
    found: list[Case] = []
    for _ in range(count * 3):
        length = chance.randint(SHORTEST, LONGEST)
        start = chance.randrange(len(words) - length)
        quote = unique(searchable, words, start, start + length)
        if quote is not None and len(found) < count:
            found.append(Case(name, quote, start, start + length))
    return found


def unique(searchable: SearchableText, words: list[str], start: int, end: int) -> Quote | None:
    """The words with as much before them as makes them one place; None where eight words do not."""
    for count in range(9):
        quote = Quote(" ".join(words[start:end]), HERE, " ".join(words[max(start - count, 0) : start]))
        found = anchor_quote(searchable, quote, Problems())
        if found is not None:
            return quote if place_in_words(searchable, *found) == (start, end) else None
    return None


def place_in_words(searchable: SearchableText, start: int, end: int) -> tuple[int, int]:
    """A stretch of the text in words; parts of words count as words."""
    text = searchable.prose.text
    is_inside = start > 0 and not text[start - 1].isspace() and not text[start].isspace()
    return len(text[:start].split()) - is_inside, len(text[:end].split())


def truth(case: Case, after: Sequence[Token]) -> tuple[int, int] | None:
    """The stretch that descended from the passage: words that survived, in order, none too far from the next.

    Of a passage that was torn it is the part with the most words; None if fewer than half of its words are in it.
    """
    length = case.end - case.start
    pieces: list[list[int]] = []
    last = -1
    for place, token in enumerate(after):
        if token.origin is None or not case.start <= token.origin < case.end:
            continue
        if not pieces or token.origin < last or place - pieces[-1][-1] - 1 > max(FOREIGN, length):
            pieces.append([])
        pieces[-1].append(place)
        last = token.origin
    alive = [sum(after[place].survives for place in piece) for piece in pieces]
    if not pieces or max(alive) * 2 < length:
        return None
    piece = pieces[alive.index(max(alive))]
    return piece[0], piece[-1] + 1


def is_right(found: tuple[int, int], wanted: tuple[int, int] | None) -> bool:
    """Whether both ends are right within a word."""
    return wanted is not None and all(abs(one - other) <= 1 for one, other in zip(found, wanted, strict=True))


# --- the measuring --------------------------------------------------------------------------------------------


def cases(seed: int, rates: Rates, count: int = PASSAGES) -> Iterator[tuple[SearchableText, list[Case]]]:
    """Edited articles with their passages: always the same ones for a seed."""
    chance = random.Random(seed)
    every = articles()
    chance.shuffle(every)
    left = count
    for number, (name, text) in enumerate(every):
        if left <= 0:
            return
        found = passages(name, text, min(PER_ARTICLE, left), chance)
        after = edited(text, rates, chance, every[number - 1][1])
        searchable = target_of(as_seed(after))
        tokens_after = list(tokens(after))
        if not found or searchable.prose.text.split() != [token.text for token in tokens_after]:
            continue
        for case in found:
            case.truth = truth(case, tokens_after)
        left -= len(found)
        yield searchable, found


def tally(seed: int, rates: Rates, ratio: float, count: int = PASSAGES) -> Tally:
    """One run."""
    result = Tally()
    for searchable, found in cases(seed, rates, count):
        ground = TextIndex(searchable)
        for case in found:
            judge(searchable, ground, case, ratio, result)
    return result


def judge(searchable: SearchableText, ground: TextIndex, case: Case, ratio: float, result: Tally) -> None:
    """Count what becomes of one passage."""
    problems = Problems()
    exact = anchor_quote(searchable, case.quote, problems)
    there = "there" if case.truth else "deleted"
    if exact:
        right = is_right(place_in_words(searchable, *exact), case.truth)
        result.counts[f"{there}: exact, {'right' if right else 'wrong'}"] += 1
        if not right:
            result.errors.append(described(searchable, case, None, "exact, wrong"))
        return
    if any(problem.code != "quote-not-found" for problem in problems):
        result.counts[f"{there}: ambiguous"] += 1
        return
    begun = time.perf_counter()
    move = reanchor.relocate(ground, case.quote)
    result.seconds.append(time.perf_counter() - begun)
    right = move is not None and is_right(place_in_words(searchable, move.start, move.end), case.truth)
    if move is not None and move.runner_up is None:
        result.scored.append((move.similarity, case.truth is not None, right))
    is_taken = move is not None and move.is_sure(ratio)
    is_shown = move is not None and move.runner_up is None and move.similarity >= ratio
    how = "taken" if is_taken else "shown" if is_shown else "doubtful"
    result.counts[f"{there}: {how}, {'right' if right else 'wrong'}" if case.truth else f"{there}: {how}"] += 1
    if (is_shown and not right) or (not is_shown and case.truth):
        result.errors.append(described(searchable, case, move, how))


def described(searchable: SearchableText, case: Case, move: reanchor.Relocation | None, label: str) -> str:
    """An error for a person to read."""
    words = searchable.prose.text.split()
    wanted = " ".join(words[case.truth[0] : case.truth[1]]) if case.truth else "(deleted)"
    found = f"{move.similarity:.2f}{' tie' if move.runner_up else ''}: {move.quote.exact}" if move else "nothing"
    quote = f"{case.quote.prefix} | {case.quote.exact}"
    return f"{label} {case.article}\n  quote: {quote}\n  truth: {wanted}\n  found: {found}"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--accept", type=float, default=reanchor.DEFAULT_RATIO)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    runs = [tally(seed, Rates(), given.accept) for seed in given.seeds]
    for seed, run in zip(given.seeds, runs, strict=True):
        print(f"seed {seed}: {summary(run)}")
    print(curve([one for run in runs for one in run.scored]))
    if given.errors:
        print("\n".join(error for run in runs for error in run.errors))


def summary(run: Tally) -> str:
    """The figures of one run."""
    counts = run.counts
    there = sum(count for label, count in counts.items() if label.startswith("there"))
    right = sum(counts[f"there: {how}, right"] for how in ("exact", "taken", "shown"))
    times = sorted(run.seconds)
    lines = [f"{there} still there, {right} right ({right / there:.1%}); {counts.total() - there} deleted"]
    lines += [f"  {label}: {count}" for label, count in sorted(counts.items())]
    lines.append(f"  search: median {times[len(times) // 2] * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms")
    return "\n".join(lines)


def curve(scored: Sequence[tuple[float, bool, bool]]) -> str:
    """What other ratios would show of the lost passages."""
    lines = ["--accept   right   wrong   deleted, moved elsewhere"]
    for ratio in (0.5, 0.6, 0.7, 0.75, 0.8, 0.82, 0.85, 0.9, 0.95):
        taken = [(there, right) for similarity, there, right in scored if similarity >= ratio]
        right = sum(right for _, right in taken)
        wrong = sum(there and not right for there, right in taken)
        elsewhere = sum(not there for there, _ in taken)
        lines.append(f"    {ratio:.2f}   {right:5d}   {wrong:5d}   {elsewhere:5d}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
