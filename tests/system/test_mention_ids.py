"""The elements of mentions: which place of its words each is, whoever else is named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.built_sites import Made, clean, made
from support.golden import tree

from sitegen.core import urls
from sitegen.core.model import Actor, ActorId, ActorKind, Article, ArticleId, ManualMention
from sitegen.core.problems import Location
from sitegen.text import mentions
from sitegen.text.article_stage import StageResult, StageSettings, annotate_article
from sitegen.text.mentions import NameIndex, TextParts, mention_ids
from sitegen.text.normalize import normalize_for_ids

HERE = Location("content/x.yaml", 1, 1)
ARTICLE = Article(ArticleId("x"), HERE, "x.txt")
OLD_ELEMENT = re.compile(r"(headline|mention)-[0-9]+")
ID = re.compile(r' id="([^"]*)"')


def elements(text: str, *words: str, headline: int = 0) -> list[str]:
    """Of every place of the words in a text that nobody looked for anything in, in reading order."""
    found = sorted(match.span() for one in words for match in re.finditer(re.escape(one), text))
    return list(
        map(urls.mention_element, mentions.count_occurrences(normalize_for_ids(text), TextParts(headline), found))
    )


def test_an_element_is_the_words_and_the_number_of_their_place_from_the_second_on() -> None:
    assert elements("Ana Reyes left. Ana Reyes came. Reyes, Ana Reyes.", "Ana Reyes") == [
        "mention-Ana-Reyes",
        "mention-Ana-Reyes.2",
        "mention-Ana-Reyes.3",
    ]


def test_every_place_of_the_words_is_counted_those_in_longer_names_too() -> None:
    text = "Ana Reyes left. Reyes came."
    assert elements(text, "Reyes") == ["mention-Reyes", "mention-Reyes.2"]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        # Only whole words are counted, and those of the same case.
        ("A house, us, USA and the US.", "US", ["mention-US.in", "mention-US"]),
        ("Cranes and crane, Crane.", "Crane", ["mention-Crane.in", "mention-Crane"]),
        # Scripts without spaces, and languages that write endings onto names.
        ("東京都知事は京都を訪れた。「京都」", "京都", ["mention-京都.in", "mention-京都.in.2", "mention-京都"]),
        ("김민수는 갔다. 김민수.", "김민수", ["mention-김민수.in", "mention-김민수"]),
        ("नेहरू और नेहरूवाद", "नेहरू", ["mention-नेहरू", "mention-नेहरू.in.2"]),
        # A letter with its accent is one, however it is written.
        ("Jose\u0301 and José", "José", ["mention-José.2"]),
        ("Jose\u0301 and Jos", "Jos", ["mention-Jos.in", "mention-Jos"]),
        # Spaces are hyphens, and whatever else stands there is told by a hash.
        ("C, C++ and C", "C++", ["mention-C~f1deb75fa21d"]),
        ("U.S. and U S", "U S", ["mention-U-S"]),
        ("O'Brien and O Brien", "O Brien", ["mention-O-Brien"]),
        # No name is taken for the number of a mention, as there were once.
        ("3 and 3", "3", ["mention-3.1", "mention-3.2"]),
        ("Area 51", "Area 51", ["mention-Area-51"]),
        ("٣", "٣", ["mention-٣.1"]),
    ],
)  # fmt: skip
def test_words_are_counted_as_they_stand(text: str, words: str, wanted: list[str]) -> None:
    assert elements(text, words) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"), ("C++", "C#"), ("A+", "A-"), ("O'Brien", "O Brien"), ("Jean-Luc", "Jean Luc"), ("U.S.", "US"),
        ("US", "us"), ("++", "+"), ("José", "Jose"), ("हिन्दी", "हन्द"), ("a" * 300, "a" * 299), ("x 1", "x"),
    ],
)  # fmt: skip
def test_words_that_differ_have_other_elements(one: str, other: str) -> None:
    places = [
        next(mentions.count_occurrences(normalize_for_ids(words), TextParts(), [(0, len(words))]))
        for words in (one, other)
    ]
    first, second = map(urls.mention_element, places)
    assert first != second
    assert max(map(len, (first.encode(), second.encode()))) <= len("mention-.in") + urls.MAX_ID_BYTES


@pytest.mark.parametrize("words", ["Ana  Reyes", "Ana\nReyes", "Ana\xa0Reyes", "A\xadna Rey\u200bes"])
def test_how_spaces_and_breaks_are_written_is_of_no_account(words: str) -> None:
    assert elements(f"{words} left. {words}.", words) == ["mention-Ana-Reyes", "mention-Ana-Reyes.2"]


def test_the_apostrophe_of_a_name_may_be_straight_or_curly() -> None:
    assert elements("O’Brien left.", "O’Brien") == elements("O'Brien left.", "O'Brien")


def test_headline_and_body_are_counted_each_by_itself() -> None:
    assert elements("Ana Reyes\n\nAna Reyes left. Ana Reyes", "Ana Reyes", headline=9) == [
        "headline-Ana-Reyes",
        "mention-Ana-Reyes",
        "mention-Ana-Reyes.2",
    ]


def test_of_places_that_overlap_the_first_counts() -> None:
    assert elements("Pago Pago Pago Pago", "Pago Pago") == ["mention-Pago-Pago", "mention-Pago-Pago.2"]


def test_the_elements_that_there_are_stay() -> None:
    # Whoever changes how a text is folded, what a word is or what an element looks like moves what others link to.
    text = (
        "St. Ives, Jean-Luc O’Brien, J. R. Moss, AT&T, l’Île, ﬁn, Ⅳ, İzmir, x_y, № 5, \u05e2\u05b2\u05d6, "
        + "Long" * 60
    )
    words = ["St. Ives", "Jean-Luc O’Brien", "J. R. Moss", "AT&T", "Île", "ﬁn", "Ⅳ", "İzmir", "x_y", "№ 5"]
    assert elements(text, *words, "\u05e2\u05b2\u05d6", "Long" * 60) == [
        "mention-St-Ives~d4770491908d",
        "mention-Jean-Luc-O-Brien~eaba568863e5",
        "mention-J-R-Moss~87c5f454a51b",
        "mention-AT-T~d1aff162effb",
        "mention-Île",
        "mention-ﬁn",
        "mention-Ⅳ",
        "mention-İzmir",
        "mention-x-y~f9068e8172f5",
        "mention-5~45bbf07697e8",
        "mention-\u05e2\u05b2\u05d6",
        f"mention-{('Long' * 60)[:187]}~b13bf1e097d0.in",
    ]


# --- through the article stage

WORDS = [
    "Ana",
    "Reyes",
    "Ana Reyes",
    "REYES",
    "Holt",
    "Holts",
    "O'Brien",
    "Brien",
    "C++",
    "C",
    "3",
    "京都",
    "東京",
    "Bell",
]
PIECES = st.sampled_from(
    [*WORDS, *WORDS, ". ", ", ", "\n\n", " and ", "’s ", "`Ana`", "-", "\u0301", "東", "İ", "Re\xadyes"]
)
TEXTS = st.lists(st.one_of(PIECES, st.just(" ")), max_size=24).map("".join)
NAMES = st.sets(st.sampled_from(WORDS), max_size=6)


def lexicon(some: Iterable[str]) -> tuple[NameIndex, list[Actor]]:
    kinds = {"Ana Reyes": ActorKind.PERSON, "Holt": ActorKind.PLACE}
    actors = [
        Actor(ActorId(f"a{WORDS.index(name)}"), HERE, name, kinds.get(name, ActorKind.ORGANIZATION))
        for name in sorted(some)
    ]
    return mentions.index_names(actors, ()), actors


@cache
def given_names(some: frozenset[str]) -> StageSettings:
    found, actors = lexicon(some)
    return StageSettings(found, {actor.id: f"people/{actor.id}/" for actor in actors})


def staged(
    text: str, some: Iterable[str], title: str = "Ana Reyes and Holt", pinned: Iterable[str] = ()
) -> StageResult:
    pins = tuple(ManualMention(word, ActorId(f"a{WORDS.index(word)}"), HERE) for word in sorted(pinned))
    setting = given_names(frozenset(some) | frozenset(pinned))
    return annotate_article(setting, replace(ARTICLE, title=title, mentions=pins), text.encode())


def by_place(one: StageResult) -> dict[tuple[int, int], str]:
    return {(mention.start, mention.end): mention.element for mention in one.annotated.mentions}


@given(TEXTS, NAMES, NAMES, NAMES)
@example("Ana Reyes. 3. Reyes", {"Ana Reyes"}, {"Ana Reyes", "3"}, set())
def test_the_element_of_a_mention_stays_when_others_are_added_found_or_removed(
    text: str, some: set[str], others: set[str], pinned: set[str]
) -> None:
    before, after = by_place(staged(text, some)), by_place(staged(text, others, pinned=pinned))
    assert {place: before[place] for place in before.keys() & after.keys()} == {
        place: after[place] for place in before.keys() & after.keys()
    }


@given(TEXTS, NAMES, NAMES)
def test_every_mention_has_an_element_of_its_own_on_the_page(text: str, some: set[str], pinned: set[str]) -> None:
    annotated, body, *_ = staged(text, some, pinned=pinned)
    wanted = [mention.element for mention in annotated.mentions]
    found = [element for block in (body.headline, *body.blocks) for element in ID.findall(block.html)]
    assert len(set(wanted)) == len(wanted)
    assert sorted(element for element in found if element.startswith(("mention-", "headline-"))) == sorted(wanted)
    assert not any(map(OLD_ELEMENT.fullmatch, wanted))


@given(TEXTS, TEXTS, NAMES)
def test_what_follows_a_mention_and_another_headline_leave_its_element(text: str, more: str, some: set[str]) -> None:
    first = [one.element for one in staged(f"{text}\n\nEnd.", some).annotated.mentions]
    longer = [one.element for one in staged(f"{text}\n\nEnd. {more}", some).annotated.mentions]
    retitled = [one.element for one in staged(f"{text}\n\nEnd.", some, title="Bell, Bell").annotated.mentions]
    shared = {*first} & {*longer}
    assert [one for one in first if one in shared] == [one for one in longer if one in shared]
    assert {one for one in first if one.startswith("mention-")} == {
        one for one in retitled if one.startswith("mention-")
    }


FEW = ["Ana", "Reyes", "Ana  Reyes", "Holt", "and", "C++"]
BLOCKS = st.lists(st.lists(st.sampled_from(FEW), max_size=4).map(" ".join), max_size=4)
FORMS = {"txt": "", "md": "# ", "md, with its own id": "## "}


def seeds_of(form: str, blocks: list[str], heading: int) -> tuple[str, str, list[str]]:
    """An article whose blocks each begin with a word of their own, its file's name, and what its title may be."""
    marked = [f"k{number} {words}".strip() for number, words in enumerate(blocks)]
    seed = list(marked)
    if form != "txt" and marked:
        at = heading % len(marked)
        seed[at] = f"{FORMS[form]}{seed[at]}"
    return "\n\n".join(seed), f"x.{form[:3].rstrip(',')}", ["", "Reyes, Holt, C", *marked]


def by_block(one: StageResult) -> dict[tuple[str, int], str]:
    """The element of each mention by the word that its block begins with, and how far behind that it stands."""
    text, found = one.body.text, dict[tuple[str, int], str]()
    for mention in one.annotated.mentions:
        begins = list(re.finditer(r"k[0-9]", text[: mention.start]))
        if begins:
            found[begins[-1][0], mention.start - begins[-1].start()] = mention.element
    return found


@given(st.sampled_from(sorted(FORMS)), BLOCKS, st.integers(0, 3))
@example("txt", ["Reyes", "Reyes"], 0)
@example("md", ["Reyes", "Holt", "Reyes"], 1)
def test_whatever_title_is_given_no_element_of_the_body_leads_elsewhere(
    form: str, blocks: list[str], heading: int
) -> None:
    seed, name, titles = seeds_of(form, blocks, heading)

    def under(title: str) -> dict[tuple[str, int], str]:
        job = (replace(ARTICLE, seed=name, title=title), seed.encode())
        found = by_block(annotate_article(given_names(frozenset({"Ana Reyes", "Reyes", "Holt", "C++"})), *job))
        assert len({*found.values()}) == len(found)
        return {place: element for place, element in found.items() if element.startswith("mention-")}

    for one, other in itertools.combinations(map(under, titles), 2):
        assert {place: one[place] for place in one.keys() & other.keys()} == {
            place: other[place] for place in one.keys() & other.keys()
        }
        places = {element: place for place, element in one.items()}
        assert {element: places.get(element, place) for place, element in other.items()} == {
            element: place for place, element in other.items()
        }


OLD = "Reyes wins\n\nReyes spoke, Reyes left."


@pytest.mark.parametrize("name", ["x.txt", "x.md"])
@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("", ["headline-Reyes", "mention-Reyes", "mention-Reyes.2"]),
        ("REYES WINS", ["headline-REYES", "mention-Reyes", "mention-Reyes.2"]),
        ("The vote of Reyes", ["headline-Reyes", "title-Reyes", "mention-Reyes", "mention-Reyes.2"]),
        ("The vote", ["title-Reyes", "mention-Reyes", "mention-Reyes.2"]),
    ],
)
def test_the_block_that_would_be_the_title_is_counted_by_itself(name: str, title: str, wanted: list[str]) -> None:
    seed = OLD if name == "x.txt" else f"# {OLD}"
    job = (replace(ARTICLE, seed=name, title=title), seed.encode())
    assert [
        one.element for one in annotate_article(given_names(frozenset({"Reyes"})), *job).annotated.mentions
    ] == wanted


@pytest.mark.parametrize(
    ("name", "seed"),
    [("x.md", "Reyes wins\n\n# Heading\n\nReyes left."), ("x.txt", "Reyes wins\nat last\n\nReyes left.")],
)
def test_a_block_of_the_body_that_becomes_the_headline_still_counts(name: str, seed: str) -> None:
    title = "Reyes wins at last" if name == "x.txt" else "Reyes wins"
    for given_title, wanted in (("", "mention-Reyes"), (title, "headline-Reyes")):
        job = (replace(ARTICLE, seed=name, title=given_title), seed.encode())
        found = [one.element for one in annotate_article(given_names(frozenset({"Reyes"})), *job).annotated.mentions]
        assert found == [wanted, "mention-Reyes.2"]


@given(TEXTS, NAMES)
def test_many_names_in_a_long_text_are_counted_as_few_are(text: str, some: set[str]) -> None:
    folded = normalize_for_ids(text)
    places = sorted({match.span() for one in some for match in re.finditer(re.escape(one), text)})
    with pytest.MonkeyPatch.context() as patch:
        few = list(mentions.count_occurrences(folded, TextParts(), places))
        patch.setattr(mention_ids, "MANY", -1)
        assert list(mentions.count_occurrences(folded, TextParts(), places)) == few


# --- in a site

SEED = "The vote\n\nSeven of nine agreed with Luis Holt. Then Ana Reyes left.\n\nReyes came back."
VOTE = {
    "seeds/vote.txt": SEED,
    "content/actors/ana.yaml": "name: Ana Reyes\n",
    "content/claims/c.yaml": "claim: She left.\narticle: vote\nquote: Ana Reyes left\n",
}


def identified(site: Made) -> dict[str, str]:
    """The words of each mention by its id, as a page tells them and `data/annotations.jsonl` does."""
    page = {node.attributes["id"]: node.text() for node in site.page("articles/vote/").css(".name[id]")}
    lines = [one for one in site.lines("annotations") if one["motivation"] == "identifying"]
    data = {unquote(one["id"].partition("#")[2]): one["target"]["selector"][0]["exact"] for one in lines}
    assert page == data
    return data


def test_links_to_mentions_and_their_ids_in_data_stay_when_actors_come_and_go(tmp_path: Path) -> None:
    first = identified(made(tmp_path, VOTE))
    assert first == {"mention-Ana-Reyes": "Ana Reyes", "mention-Reyes.2": "Reyes"}
    more = {"content/actors/x.yaml": "- {id: seven, name: Seven}\n- {id: luis, name: Luis Holt}\n"}
    assert identified(made(tmp_path, more)) == first | {"mention-Seven": "Seven", "mention-Luis-Holt": "Luis Holt"}
    (tmp_path / "content/actors/ana.yaml").unlink()
    left = identified(made(tmp_path, {}))
    assert left == {"mention-Seven": "Seven", "mention-Luis-Holt": "Luis Holt"}


HITS = ".mentions b.hit a"


def test_a_person_s_page_leads_to_the_words_where_an_edit_elsewhere_gave_them_another_number(tmp_path: Path) -> None:
    seed = f"The vote\n\n{'The bridge is closed. ' * 60}\n\nNobody spoke.\n\nAna Reyes left.\n\nReyes came back."
    site = made(tmp_path / "a", VOTE | {"seeds/vote.txt": seed})
    assert [node.attributes["href"] for node in site.page("people/ana/").css(HITS)] == [
        "../../articles/vote/#mention-Ana-Reyes",
        "../../articles/vote/#mention-Reyes.2",
    ]
    # Before her whole name her surname alone means nobody, and no sentence with a name in it has changed.
    site = made(tmp_path / "a", {"seeds/vote.txt": seed.replace("Nobody", "Reyes")})
    assert [node.attributes["href"] for node in site.page("people/ana/").css(HITS)] == [
        "../../articles/vote/#mention-Ana-Reyes",
        "../../articles/vote/#mention-Reyes.3",
    ]
    assert tree(site.folder) == clean(tmp_path / "b", tmp_path / "a")


def test_no_element_has_the_form_that_was_once_a_number_of_a_mention(tmp_path: Path) -> None:
    actors = "- {id: one, name: '1', kind: organization}\n- {id: two, name: '2', kind: organization}\n"
    site = made(tmp_path, {"seeds/vote.txt": "The vote\n\n2, 1, 2.", "content/actors/x.yaml": actors})
    assert list(identified(site)) == ["mention-2.1", "mention-1.1", "mention-2.2"]


def test_a_name_that_folding_finds_has_the_element_that_its_words_have_had_ever_since(tmp_path: Path) -> None:
    actors = (
        "- {id: david, name: דוד בן-ארי}\n"
        "- {id: trust, name: Keali'i Trust, kind: organization}\n"
        "- {id: office, name: Griffith Office, kind: organization}\n"
    )
    text = "The vote\n\nדוד בן־ארי אמר. The Kealiʻi Trust and the Griﬃth Oﬃce; the Griﬃth Oﬃce left."
    site = made(tmp_path, {"seeds/vote.txt": text, "content/actors/a.yaml": actors})
    assert identified(site) == {
        "mention-דוד-בן-ארי~ce462962d128": "דוד בן־ארי",
        "mention-Kealiʻi-Trust": "Kealiʻi Trust",
        "mention-Griﬃth-Oﬃce": "Griﬃth Oﬃce",
        "mention-Griﬃth-Oﬃce.2": "Griﬃth Oﬃce",
    }
