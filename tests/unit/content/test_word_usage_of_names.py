"""Other names of one word are asked about by what is kept of all seeds, as if all were gathered once more."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.content.word_usage import WordUsageCollector, common_words, evidence_for, facts_in, usage_from
from sitegen.core.model import WordUsage

WORDS = ["May", "may", "Will", "will", "Holt", "der", "Reyes.", "MAY", "It", "it", "Cars", "cars", "«Will»"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=6)
NAMES = st.lists(st.sampled_from(["May", "Will", "MAY", "It", "Cars", "Ana Reyes", "Moss", "Holt"]), max_size=5)


def gathered(texts: Sequence[str], names: Sequence[str]) -> WordUsage:
    collector = WordUsageCollector()
    for number, text in enumerate(texts):
        collector.add(f"{number}.txt", facts_in(text))
    return collector.usage(names)


@given(TEXTS, NAMES, NAMES)
@example(["may Will"] * 60 + ["Will Holt"], ["Holt"], ["Will", "May"])
def test_usage_of_other_names_is_that_of_all_seeds(texts: list[str], before: list[str], now: list[str]) -> None:
    seeds = [(f"{number}.txt", facts_in(text)) for number, text in enumerate(texts)]
    found = evidence_for(common_words([now]), gathered(texts, before).evidence, common_words([before]), seeds)
    wanted = gathered(texts, now)
    assert usage_from(found) == wanted
    assert found == wanted.evidence
