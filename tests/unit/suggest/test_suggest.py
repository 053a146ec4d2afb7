"""Names that recur and belong to no actor, and actors that may be one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import yaml
from support.sample_archives import HERE, article, organization, person
from support.waiting import is_in_proportion

from benchmarks import texts
from sitegen.core.model import Actor, ActorKind, Archive, Date, NotMention, Relation, Site, Status
from sitegen.suggest import ActorSuggestions, inflection, read_articles, suggest
from sitegen.suggest.capitalized_runs import run_pattern, split_names
from sitegen.suggest.yaml_output import suggestions_as_yaml


def found(
    *texts: str, actors: Iterable[Actor] = (), least: int = 2, language: str = "en", **known: Any
) -> ActorSuggestions:
    """What is suggested from articles of these texts, called `a0`, `a1` …; `known` is in the record of each."""
    articles = tuple(article(f"a{number}", **known) for number in range(len(texts)))
    archive = Archive(Site(language=language), articles=articles, actors=tuple(actors))
    seeds = zip(articles, (f"Headline of it\n\n{text}\n".encode() for text in texts), strict=True)
    return suggest(archive, seeds, least=least)


def names(*texts: str, **given: object) -> list[tuple[str, int, int]]:
    """Names with their mentions and articles."""
    return [(one.name, one.mentions, len(one.articles)) for one in found(*texts, **given).names]  # type: ignore[arg-type]


def in_run(text: str) -> list[str]:
    """The names that are cut from the capitalised words of a text."""
    return [" ".join(one.words) for run in run_pattern().finditer(text) for one in split_names(run.group())]


def test_a_title_before_a_name_is_no_part_of_it_and_tells_a_person() -> None:
    texts = ["Then Doctor Mira Holt spoke.", "Later Doctor Mira Holt left with Alderman Tom Berg."] * 2
    suggested = found(*texts[:3], "On Friday Alderman Tom Berg voted.").names
    assert [(one.name, one.mentions, one.guess.sign) for one in suggested] == [
        ("Mira Holt", 3, "a title stands before it"),
        ("Tom Berg", 2, "a title stands before it"),
    ]


def test_a_surname_that_begins_a_sentence_is_counted_though_it_stands_nowhere_else() -> None:
    assert names("There was Mira Holt. Holt spoke.") == [("Mira Holt", 2, 1)]
    assert names("There was Mira Street. Street lamps shone, and the street was dark.") == []


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("then Ludwig van Beethoven left", ["Ludwig van Beethoven"]),
        ("then J. K. Rowling left", ["J. K. Rowling"]),
        ("then Jean-Luc O’Brien left", ["Jean-Luc O’Brien"]),
        ("then Valéry Giscard d’Estaing left", ["Valéry Giscard d’Estaing"]),
        ("the University of the Arts is old", ["University of the Arts"]),
        ("the Department of Health and Human Services said", ["Department of Health and Human Services"]),
        ("then Ana Reyes and Tom Halloran left", ["Ana Reyes", "Tom Halloran"]),
        ("then Marks & Holt closed", ["Marks & Holt"]),
        ("then Ana Reyes's house", ["Ana Reyes"]),
        ("then Mr. Reyes met Dr. Ana Holt", ["Reyes", "Ana Holt"]),
        ("then Foreign Minister Ana Reyes left", ["Ana Reyes"]),
        ("then Alderman Tom Berg and Doctor Mira Holt left", ["Tom Berg", "Mira Holt"]),
        ("then Doctor Who left", ["Doctor Who"]),
        ("then Bank of Harbour Governor Ana Reyes left", ["Bank of Harbour", "Ana Reyes"]),
        ("the President of France", ["France"]),
        ("on Monday Ana Reyes left in March", ["Ana Reyes"]),
        ("then Theresa May left", ["Theresa May"]),
        ("then The Ana Reyes Foundation closed", ["Ana Reyes Foundation"]),
        ("a London-based firm", []),
        ("a Ph.D. in law", []),
        ("I'm here, I've seen", []),
        ("of NASA and the U.S. Senate", ["NASA", "U.S. Senate"]),
        ("Ana\nReyes", ["Ana Reyes"]),
    ],
)
def test_capitalised_words_are_cut_into_names(text: str, cut: list[str]) -> None:
    assert in_run(text) == cut


def test_a_name_that_recurs_is_suggested_with_its_counts_and_sentences() -> None:
    one = found("We met Ana Reyes. It rained.", "Nobody saw Ana Reyes there.").names[0]
    assert (one.id, one.name, one.mentions, one.articles) == ("ana-reyes", "Ana Reyes", 2, ("a0", "a1"))
    sentences = [(example.article, example.excerpt.before, example.excerpt.words) for example in one.examples]
    assert sentences == [("a0", "We met ", "Ana Reyes"), ("a1", "Nobody saw ", "Ana Reyes")]


def test_a_name_that_stands_once_is_suggested_only_where_asked_for() -> None:
    assert names("We met Ana Reyes.") == []
    assert names("We met Ana Reyes.", least=1) == [("Ana Reyes", 1, 1)]


def test_names_of_more_articles_come_first_then_those_of_more_mentions() -> None:
    one = "We met Ana Reyes, Tom Holt, Tom Holt, Tom Holt, Mia Lund and Mia Lund."
    assert names(one, "We met Ana Reyes.") == [("Ana Reyes", 2, 2), ("Tom Holt", 3, 1), ("Mia Lund", 2, 1)]


def test_what_is_an_actors_is_not_suggested() -> None:
    text = "We met Ana Reyes. Later Reyes left with Spokeswoman Ana Reyes. We saw Reyes."
    assert names(text, text, actors=[person("ana", "Ana Reyes")]) == []


def test_a_surname_of_an_actor_whom_the_article_does_not_introduce_is_not_suggested() -> None:
    assert names("We saw Reyes.", "We met Reyes.", actors=[person("ana", "Ana Reyes")]) == []


def test_a_longer_name_with_an_actors_in_it_is_something_else() -> None:
    text = "We saw the Ana Reyes Foundation."
    assert names(text, text, actors=[person("ana", "Ana Reyes")]) == [("Ana Reyes Foundation", 2, 2)]


def test_a_longer_name_does_not_count_to_the_shorter_in_it() -> None:
    text = "We saw the Ana Reyes Foundation and Ana Reyes."
    assert names(text, text) == [("Ana Reyes", 2, 2), ("Ana Reyes Foundation", 2, 2)]


def test_a_surname_alone_counts_to_the_name_that_introduces_it_in_the_same_article() -> None:
    assert names("We met Ana Reyes. Later Reyes left, and we saw Reyes.", "We saw Reyes.") == [("Ana Reyes", 3, 1)]


def test_a_surname_of_two_people_counts_to_none() -> None:
    assert names("We met Ana Reyes and Luis Reyes. We saw Reyes.") == []


def test_a_word_that_a_sentence_begins_with_is_no_name_by_that() -> None:
    assert names("Bridges fell. Bridges rose. Bridges are safe.") == []


def test_a_word_that_begins_a_sentence_is_a_name_where_it_has_a_capital_within_one() -> None:
    assert names("Harbour slept. We saw Harbour.") == [("Harbour", 2, 1)]


def test_a_word_that_is_written_small_as_often_is_no_name() -> None:
    assert names("We saw the Council and the council. Then the Council met the council.") == []


def test_the_first_word_of_a_sentence_is_no_part_of_the_name_where_it_is_also_written_small() -> None:
    assert names("Suddenly Ana Reyes left, and suddenly we met Ana Reyes.") == [("Ana Reyes", 2, 1)]


@pytest.mark.parametrize("headline", ["MAYOR VISITS OLD BRIDGE", "Mayor Visits Oldest Bridge Today"])
def test_a_headline_in_capitals_is_no_evidence(headline: str) -> None:
    assert names(f"{headline}\n\nIt rained.", f"{headline}\n\nIt rained.") == []


def test_a_headline_counts_for_a_name_that_is_established() -> None:
    assert names("Ana Reyes\n\nWe met Ana Reyes.") == [("Ana Reyes", 2, 1)]


def test_days_months_and_nations_are_not_suggested() -> None:
    text = "On Monday in March a Swiss mayor met an Italian one, and all the Americans left."
    assert names(text, text) == []


def test_an_acronym_in_brackets_is_an_alias_of_the_name_before_it() -> None:
    one = found("The European Space Agency (ESA) met. Later ESA left.", "We saw ESA.").names
    assert [(name.name, name.aliases, name.mentions, name.guess.kind) for name in one] == [
        ("European Space Agency", ("ESA",), 4, ActorKind.ORGANIZATION)
    ]


def test_a_middle_initial_makes_no_other_name() -> None:
    one = found("We met Ana M. Reyes.", "We met Ana Reyes.", "We saw Ana Reyes.").names
    assert [(name.name, name.aliases, name.mentions) for name in one] == [("Ana Reyes", ("Ana M. Reyes",), 3)]


def test_accents_make_no_other_name() -> None:
    one = found("We met Ana Núñez.", "We met Ana Núñez.", "We saw Ana Nunez.").names
    assert [(name.name, name.aliases) for name in one] == [("Ana Núñez", ("Ana Nunez",))]


def test_code_and_refused_words_are_not_suggested() -> None:
    assert (
        names("We saw https://example.org/Ana and then Tom Holt, Tom Holt.", not_mentions=(_refused("Tom Holt"),)) == []
    )


def _refused(words: str) -> NotMention:
    return NotMention(words, HERE)


def test_withdrawn_articles_are_not_read_and_drafts_are() -> None:
    articles = (article("d", status=Status.DRAFT), article("p"), article("w", status=Status.WITHDRAWN))
    assert [one.id for one in read_articles(Archive(Site(), articles=articles))] == ["d", "p"]


def test_a_script_without_capitals_is_told() -> None:
    given = found("王小明走了。大家睡了。\n\n王小明走了。", "We met Ana Reyes.")
    assert (given.names, given.without_capitals) == ((), ("a0",))


def test_in_a_language_of_nouns_only_full_names_of_people_are_suggested() -> None:
    text = (
        "Gestern sah der Direktor das Theater und die Stadt. Dann kam Arthur Schnitzler, und Schnitzler sah die Stadt."
    )
    given = found(text, text, language="de")
    assert [(one.name, one.mentions) for one in given.names] == [("Arthur Schnitzler", 4)]
    assert given.of_nouns == ("a0", "a1")


def read_of_nouns(own: str, of_site: str) -> tuple[str, ...]:
    one = article("a0", language=own)
    return suggest(Archive(Site(language=of_site), articles=(one,)), [(one, b"Ana")]).of_nouns


def test_the_language_of_an_article_wins() -> None:
    assert read_of_nouns("de-AT", "en") == ("a0",)
    assert read_of_nouns("en", "de") == ()


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("We met Mayor Ana Reyes.", ActorKind.PERSON, "a title stands before it"),
        ("We met A. Reyes.", ActorKind.PERSON, "it has initials"),
        ("We met Ana Reyes. Then Reyes left.", ActorKind.PERSON, '"Reyes" stands alone later'),
        ("We saw Harbour University.", ActorKind.ORGANIZATION, '"University"'),
        ("We saw Reyes Inc. there", ActorKind.ORGANIZATION, '"Inc"'),
        ("We saw NATO there.", ActorKind.ORGANIZATION, "it is an acronym"),
        ("We live in Harbour.", ActorKind.PLACE, '"in" stands before it'),
        ("We saw Mill Bridge.", ActorKind.PLACE, '"Bridge"'),
        ("We saw Zorro there.", ActorKind.PERSON, ""),
    ],
)
def test_a_kind_is_guessed_where_plain_signs_tell_and_says_which(text: str, kind: ActorKind, sign: str) -> None:
    guess = found(text, text).names[0].guess
    assert (guess.kind, guess.sign) == (kind, sign)


def test_a_first_name_of_known_people_is_a_sign() -> None:
    guess = found("We met Ana Holt, Ana Holt.", actors=[person("ana", "Ana Reyes")]).names[0].guess
    assert (guess.kind, guess.sign) == (ActorKind.PERSON, '"Ana" is the first name of others')


def test_an_id_that_an_actor_has_gets_a_number() -> None:
    taken = organization("ana-reyes", "Something Else")
    assert [one.id for one in found("We met Ana Reyes, Ana Reyes.", actors=[taken]).names] == ["ana-reyes-2"]


def test_yaml_is_records_with_what_is_to_be_checked_as_comments() -> None:
    given = found("We met Mayor Ana Reyes. It rained.", "We saw Ana Reyes and Zorro, Zorro.")
    assert suggestions_as_yaml(given) == (
        "# Names that recur and belong to no actor. Look at each: delete those that are none, and check each kind.\n"
        "# Then save this below content/actors/, for example as content/actors/suggested.yaml.\n"
        "\n"
        "- id: ana-reyes\n"
        "  name: Ana Reyes\n"
        "  kind: person  # because a title stands before it\n"
        "  # mentions: 2, articles: 2\n"
        "  # a0: We met Mayor Ana Reyes.\n"
        "  # a1: We saw Ana Reyes and Zorro, Zorro.\n"
        "\n"
        "- id: zorro\n"
        "  name: Zorro\n"
        "  kind: person  # check: nothing tells what it is, and this is the default\n"
        "  # mentions: 2, articles: 1\n"
        "  # a1: We saw Ana Reyes and Zorro, Zorro.\n"
    )


def test_yaml_of_any_name_can_be_read() -> None:
    text = "We saw Marks & Holt, O’Brien, O'Hara, U.S. Steel and AT&T."
    given = found(text, text)
    read = yaml.safe_load(suggestions_as_yaml(given))
    assert [one["name"] for one in read] == [one.name for one in given.names]
    assert len(read) == 5


def test_yaml_without_suggestions_is_a_comment() -> None:
    assert suggestions_as_yaml(found("It rained.")) == "# No name recurs that belongs to no actor.\n"


def duplicates(*actors: Actor) -> list[tuple[tuple[str, ...], str]]:
    return [(tuple(actor.id for actor in one.actors), one.reason) for one in found(actors=actors).duplicates]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (person("a", "Ana Reyes"), person("b", "Ana Reyes"), "the same name"),
        (person("a", "Ana Núñez"), person("b", "ana nunez"), "the same name but for accents, capitals or marks"),
        (
            person("a", "Harbour"), organization("b", "Harbour"),
            "the same name, though the kinds differ (organization, person)",
        ),
        (
            person("a", "Ana Reyes"), person("b", "Ana Holt", aliases=("Ana Reyes",)),
            '"Ana Reyes" is the name of a and an alias of b',
        ),
        (
            person("a", "Ana Reyes", aliases=("The Mayor",)), person("b", "Tom Holt", aliases=("The Mayor",)),
            '"The Mayor" is an alias of each',
        ),
        (
            person("a", "Ana Reyes", same_as=("https://www.wikidata.org/wiki/Q1",)),
            person("b", "Tom Holt", same_as=("http://wikidata.org/wiki/Q1/",)),
            "same_as of each is wikidata.org/wiki/Q1",
        ),
        (person("a", "John Smith"), person("b", "J. Smith"), '"John Smith" and "J. Smith" may be one name, shortened'),
        (
            person("a", "John Smith"), person("b", "John A. Smith"),
            '"John Smith" and "John A. Smith" may be one name, shortened',
        ),
        (person("a", "Ana Reyes"), person("b", "Reyes Ana"), "the same words in another order"),
        (
            organization("a", "Harbour Council"), organization("b", "Harbor Council"),
            '"Harbour Council" and "Harbor Council" are spelled almost alike',
        ),
    ],
)  # fmt: skip
def test_actors_that_may_be_one_are_told_with_the_reason(one: Actor, other: Actor, reason: str) -> None:
    assert duplicates(one, other) == [(("a", "b"), reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("a", "John Smith"), person("b", "Jane Smith")),
        (person("a", "J. Smith"), person("b", "Kate Smith")),
        (person("a", "John A. Smith"), person("b", "John B. Smith")),
        (organization("a", "District 1"), organization("b", "District 2")),
        (person("a", "Pope Henry IV"), person("b", "Pope Henry VI")),
        (person("a", "Harbour Council"), organization("b", "Harbor Council")),
        (person("a", "John Smith", born=Date("1950")), person("b", "John Smith", born=Date("1980-02-01"))),
        (
            person("a", "John Smith", same_as=("https://www.wikidata.org/wiki/Q1",)),
            person("b", "John Smith", same_as=("https://www.wikidata.org/wiki/Q2",)),
        ),
        (person("a", "Luis Reyes", related=(Relation("b", "brother"),)), person("b", "Luisa Reyes")),  # type: ignore[arg-type]
    ],
)
def test_actors_that_are_surely_two_are_not_told(one: Actor, other: Actor) -> None:
    assert duplicates(one, other) == []


@pytest.mark.slow
def test_duplicates_among_many_actors_are_found_fast() -> None:
    letters = "abcdefghij"
    spelled = ["".join(letters[int(digit)] for digit in f"{number:04}") for number in range(10_000)]
    actors = [
        person(f"p{number}", f"Ana {word.title()} {word[::-1].title()}son") for number, word in enumerate(spelled)
    ]
    same = [person(f"s{number}", "Tom Holt", aliases=("The Mayor",)) for number in range(5_000)]
    pair = person("a", "Mia Lundqvist"), person("b", "Mia Lundquist")

    def look(size: int) -> None:
        told = duplicates(*actors[:size], *same[: size // 2], *pair)
        assert told[0][1] == '"The Mayor" is an alias of each'
        assert (("a", "b"), '"Mia Lundqvist" and "Mia Lundquist" are spelled almost alike') in told

    assert is_in_proportion(look, len(actors))


def test_suggestions_are_the_same_with_any_number_of_processes() -> None:
    archive = Archive(Site(), articles=tuple(article(f"a{number}") for number in range(120)))
    seeds = [(one, b"Title\n\nWe met Ana Reyes. Then Reyes left.\n") for one in archive.articles]
    assert suggest(archive, seeds, workers=2) == suggest(archive, seeds)


def test_german_texts_do_not_flood_an_editor_with_nouns() -> None:
    words = [one["text"] for one in texts.collection("schnitzler_interviews")]
    given = found(*words, language="de").names
    assert given[0].name == "Arthur Schnitzler"
    assert all(len(one.name.split()) > 1 for one in given)
    assert len(given) < 3 * len(words)


def test_two_names_joined_by_of_are_two_where_an_acronym_stands_for_the_second() -> None:
    text = (
        "Yesterday Nora Quill of the Pier Institute (PI) said so. Nora Quill added more. But Quill and the PI agreed."
    )
    suggested = found(text).names
    assert [(one.name, one.mentions, one.aliases, one.guess.kind) for one in suggested] == [
        ("Nora Quill", 3, (), ActorKind.PERSON),
        ("Pier Institute", 3, ("PI",), ActorKind.ORGANIZATION),
    ]
    assert [one.examples[0].excerpt.before for one in suggested] == ["Yesterday ", "Yesterday Nora Quill of the "]


def test_two_names_joined_by_of_are_two_where_both_stand_alone_elsewhere() -> None:
    text = "Then Nora Quill of the\nPier Institute spoke. So Nora Quill left, and at the Pier Institute it was dark."
    assert names(text) == [("Nora Quill", 2, 1), ("Pier Institute", 2, 1)]
    assert names("Then Nora Quill of Upper Holt spoke. So Nora Quill of Upper Holt left.") == [
        ("Nora Quill of Upper Holt", 2, 1)
    ]
    text = "Then the National Bank of Canada fell. In Canada the National Bank was the National Bank of Canada."
    assert ("National Bank of Canada", 2, 1) in names(text)


CASES = {
    "pl": (
        ["Wczoraj był tu Jan Kowalski i mówił.", "A potem widział Jana Kowalskiego, i z Janem Kowalskim był Kowalski."],
        ("Jan Kowalski", 4, ("Jana Kowalskiego", "Janem Kowalskim")),
    ),
    "cs": (
        ["Včera přišel Pavel Havel a mluvil.", "Pak viděli Pavla Havla, a šli s Pavlem Havlem, ale Havel mlčel."],
        ("Pavel Havel", 4, ("Pavla Havla", "Pavlem Havlem")),
    ),
    "ru": (
        ["Тут пришла Анна Каренина и сказала.", "А потом увидели Анну Каренину, и нет Анны Карениной."],
        ("Анна Каренина", 3, ("Анну Каренину", "Анны Карениной")),
    ),
    "fi": (
        ["Sitten tuli Aino Korhonen ja puhui.", "Myös nähtiin Aino Korhosen talo, ja puhuttiin Aino Korhosesta."],
        ("Aino Korhonen", 3, ("Aino Korhosen", "Aino Korhosesta")),
    ),
    "hu": (
        ["Akkor jött Kovács János és beszélt.", "Majd adták Kovács Jánosnak a könyvet, és hallották Kovács Jánostól."],
        ("Kovács János", 3, ("Kovács Jánosnak", "Kovács Jánostól")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", CASES)
def test_the_cases_of_a_name_are_one_name_and_its_aliases(language: str) -> None:
    texts, expected = CASES[language]
    texts = [f"Słowo dom. {text}" for text in texts]
    suggested = [(one.name, one.mentions, one.aliases) for one in found(*texts, language=language).names]
    assert expected in suggested
    words, _, aliases = expected
    assert not {*aliases} & {name for name, *_ in suggested}
    known = found(*texts, language=language, actors=[person("known", words)]).names
    assert not {one.name for one in known} & {words, *aliases}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("pl", "Maria Nowak", "Marian Nowak"), ("pl", "Adam Nowak", "Anna Nowak"), ("cs", "Jan Novák", "Jana Nováková"),
     ("en", "Ana Reyes", "Anu Reyes"), ("ru", "Иван Петров", "Пётр Иванов")],
)  # fmt: skip
def test_names_of_two_people_are_no_cases_of_one(language: str, one: str, other: str) -> None:
    assert not inflection.are_forms(one.split(), other.split(), language)


def test_jan_is_a_name_before_a_name_and_else_a_month() -> None:
    assert in_run("Jan Novák") == ["Jan Novák"]
    assert in_run("Jan") == in_run("Jan.") == []


def test_what_is_noted_side_by_side_is_no_name_where_every_noun_has_a_capital() -> None:
    """Most of the places of such a word are by itself, or at the other end of a name."""
    alone = [f"Wir waren mit {word} im Garten." for word in ("Mimi", "Vicki", "O.", "Lieder", "Tisch")] * 30
    pairs = ["Es war Tisch Mimi da.", "Da waren O. Lieder gut.", "Es kam Vicki Mimi heim.", "Da war Paula Schmidl gut."]
    assert [name for name, *_ in names(*alone, *pairs * 2, language="de")] == ["Paula Schmidl"]
    assert len(names(*pairs * 2, language="de")) == len(pairs)


def test_progress_tells_of_every_article() -> None:
    articles = tuple(article(f"a{number}") for number in range(120))
    seeds = [(one, b"Headline\n\nWords.\n") for one in articles]
    told: list[int] = []
    suggest(Archive(Site(), articles=articles), seeds, progress=told.append)
    assert told == [50, 100, 120]
