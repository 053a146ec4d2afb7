"""Whose name it is: generations, names of one word, initials, small words in capitals, the archive's habits."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.archives import write

from sitegen.content import word_usage
from sitegen.content.word_usage import SeedContent, WordUsageCollector, facts_in
from sitegen.engine import Options, build
from sitegen.text.mentions import name_forms, name_parts

Person = str | dict[str, object]
Linked = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def linked(tmp_path: Path) -> Linked:
    """Mentions (words, actor) in an article of this text; actors by name alone, `others` are articles beside it."""

    def linked(text: str, *people: Person, others: tuple[str, ...] = (), record: str = "") -> list[tuple[str, str]]:
        given = [
            {"id": f"p{n}", "name": one} if isinstance(one, str) else {"id": f"p{n}", **one}
            for n, one in enumerate(people)
        ]
        files = {"seeds/a.txt": text, "content/actors/all.yaml": json.dumps(given)}
        files |= {f"seeds/other-{n}.txt": other for n, other in enumerate(others)}
        if record:
            files["content/articles/a.yaml"] = f"seed: a.txt\n{record}"
        build(Options(write(tmp_path, files), tmp_path / "public", search=False))
        with (tmp_path / "public/data/mentions.csv").open(encoding="utf-8", newline="") as file:
            return [(row["text"], row["actor"]) for row in csv.DictReader(file) if row["article"] == "a"]

    return linked


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lindqvist Jr. came.",
        "Rosa Lindqvist, Jr., came.",
        "Rosa Lindqvist Sr came.",
        "Rosa Lindqvist III came.",
        "Rosa Lindqvist, II, came.",
        "Rosa Lindqvist neto chegou.",
        "Rosa Lindqvist fils est venue.",
        "Rosa Lindqvist, père.",
        "Rosa Lindqvist (jun.) kam.",
        "Rosa Lindqvist die Jüngere kam.",
        "Rosa Lindqvist the Elder came.",
        "The news.\n\nROSA LINDQVIST JR. WINS",
    ],
)
def test_another_generation_is_another_person(linked: Linked, text: str) -> None:
    assert linked(text, "Rosa Lindqvist") == []


def test_what_follows_a_comma_and_is_no_suffix_leaves_the_name(linked: Linked) -> None:
    text = "Rosa Lindqvist, senior adviser, met Rosa Lindqvist, Sr. Prado, and Rosa Lindqvist, père de deux enfants."
    assert linked(text, "Rosa Lindqvist") == [("Rosa Lindqvist", "p0")] * 3


@pytest.mark.parametrize(
    "written", ["Rosa Lindqvist Jr.", "Rosa Lindqvist, Jr", "Rosa Lindqvist junior", "ROSA LINDQVIST JR."]
)
def test_a_generation_is_written_in_several_ways(linked: Linked, written: str) -> None:
    assert linked(f"The news. We saw {written} here", "Rosa Lindqvist, Jr.") == [(written, "p0")]


def test_without_the_suffix_somebody_else_is_meant_until_the_article_names_the_younger(linked: Linked) -> None:
    text = (
        "Rosa Lindqvist left. Rosa Lindqvist III stayed. Then Rosa Lindqvist spoke, and Lindqvist III, and Lindqvist."
    )
    assert linked(text, "Rosa Lindqvist III") == [
        (words, "p0") for words in ("Rosa Lindqvist III", "Rosa Lindqvist", "Lindqvist III", "Lindqvist")
    ]


def test_father_and_son_are_two(linked: Linked) -> None:
    text = "João Prado met João Prado Filho. JOÃO PRADO FILHO left."
    assert linked(text, "João Prado", "João Prado Filho") == [
        ("João Prado", "p0"), ("João Prado Filho", "p1"), ("JOÃO PRADO FILHO", "p1")
    ]  # fmt: skip


def test_a_declared_suffix_is_the_actor(linked: Linked) -> None:
    assert linked("Otto Brandt jun. came.", {"name": "Otto Brandt", "aliases": ["Otto Brandt jun."]}) == [
        ("Otto Brandt jun.", "p0")
    ]


def test_where_a_younger_one_came_first_the_surname_is_his(linked: Linked) -> None:
    text = "Otto Brandt IV was arrested. His uncle is Otto Brandt. Later Brandt was freed."
    assert linked(text, "Otto Brandt") == [("Otto Brandt", "p0")]


@pytest.mark.parametrize(
    "text",
    [
        "Lucy Sombra spoke.",
        "Mr Sombra Vale came.",
        "They met Sombra Vale.",
        "A letter of Zoë Sombra came.",
        "Sombra IV ruled.",
    ],
)
def test_a_name_of_one_word_inside_a_longer_one_is_nobody(linked: Linked, text: str) -> None:
    assert linked(text, "Sombra") == []


@pytest.mark.parametrize(
    "text", ["The acrobat Sombra fell.", "Mrs Sombra fell.", "Sombra, Vale and Reed.", "Sombra’s act"]
)
def test_a_name_of_one_word_that_stands_alone_is_the_person(linked: Linked, text: str) -> None:
    assert linked(text, "Sombra") == [("Sombra", "p0")]


def test_in_capitals_a_name_of_one_word_counts_where_the_article_names_the_person(linked: Linked) -> None:
    assert linked("LUCY SOMBRA WINS\n\nThe prize went north.", "Sombra") == []
    assert linked("SOMBRA WINS\n\nThe prize went to Sombra.", "Sombra") == [("SOMBRA", "p0"), ("Sombra", "p0")]
    assert linked("SOMBRA\n\nThe prize went north.", "Sombra") == [("SOMBRA", "p0")]


@pytest.mark.parametrize("name", ["K. L. Duarte", "K.L. Duarte", "K L Duarte", "KL Duarte", "K.-L. Duarte"])
@pytest.mark.parametrize("written", ["K. L. Duarte", "K.L. Duarte", "K L Duarte", "KL Duarte"])
def test_blanks_and_full_stops_between_initials_do_not_count(linked: Linked, name: str, written: str) -> None:
    if name == "K L Duarte":
        name = "K. L. Duarte"  # single letters without a full stop are too much else to be taken for initials
    assert linked(f"We met {written} there.", name) == [(written, "p0")]


def test_roman_numbers_and_short_given_names_are_no_initials() -> None:
    assert list(name_forms.written_variants("Al Duarte")) == ["Al Duarte"]
    assert list(name_forms.written_variants("Olaf II")) == ["Olaf II"]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("They frank Reyes a letter.", "Frank Reyes", []),
        ("Do not rose Holm now.", "Rose Holm", []),
        ("News\n\nDR. FRANK REYES SPOKE", "Frank Reyes", [("FRANK REYES", "p0")]),
        ("Frank REYES spoke.", "Frank Reyes", [("Frank REYES", "p0")]),
    ],
)
def test_a_given_name_in_small_letters_is_a_word(
    linked: Linked, text: str, name: str, found: list[tuple[str, str]]
) -> None:
    assert linked(text, name) == found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("FIONA MacTAGGART", "Fiona MacTaggart"),
        ("FIONA MACTAGGART", "Fiona MacTaggart"),
        ("JURIAAN de WITTE", "Juriaan de Witte"),
        ("JURIAAN DE WITTE", "Juriaan de Witte"),
        ("Paolo d’ANGELI", "Paolo d’Angeli"),
        ("EWAN McRAE", "Ewan McRae"),
    ],
)
def test_small_letters_stay_in_capitals(linked: Linked, written: str, name: str) -> None:
    assert linked(f"News\n\nToday {written} wins", name) == [(written, "p0")]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Juriaan de Witte came. De Witte left.", "Juriaan de Witte", ["Juriaan de Witte", "Witte"]),
        ("Eva ter Horst came. Later Ter Horst left.", "Eva ter Horst", ["Eva ter Horst", "Horst"]),
        ("Robert Di Marco came. Later Di Marco left.", "Robert Di Marco", ["Robert Di Marco", "Marco"]),
        ("Eva ter Horst came. Tom Horst left. Later Tom ter Horst left.", "Eva ter Horst", ["Eva ter Horst"]),
        ("Eva Ter Horst came. E. ter Horst left.", "Eva ter Horst", ["Eva Ter Horst", "E. ter Horst"]),
    ],
)
def test_small_words_of_a_surname_may_have_a_capital(linked: Linked, text: str, name: str, found: list[str]) -> None:
    assert [words for words, _ in linked(text, name)] == found


def test_a_surname_that_begins_with_a_small_word_may_begin_a_sentence(linked: Linked) -> None:
    witte = {"name": "Juriaan de Witte", "surname": "de Witte"}
    text = "Juriaan de Witte came. De Witte left; “De Witte is late” was said of de Witte."
    assert [words for words, _ in linked(text, witte)] == ["Juriaan de Witte", "De Witte", "De Witte", "de Witte"]


FIRST_WORDS = {
    "Wbrew": "On działał wbrew radzie.",
    "Gezien": "Zij hebben het gezien in de stad.",
    "Nonostante": "Ha vinto nonostante la pioggia.",
    "Через": "Он пришёл через час.",
    "Etter": "De kom etter en time.",
    "Ex-teacher": "She was an ex-teacher then.",
    "Regarding": "He wrote regarding the bridge.",
}


@pytest.mark.parametrize("first", FIRST_WORDS)
def test_a_first_word_that_the_archive_writes_small_is_no_given_name(linked: Linked, first: str) -> None:
    text = f"Ada Mokri came.\n\n{first} Mokri left."
    assert linked(text, "Ada Mokri") == [("Ada Mokri", "p0")]
    assert linked(text, "Ada Mokri", others=(FIRST_WORDS[first],)) == [("Ada Mokri", "p0"), ("Mokri", "p0")]


def test_a_first_word_is_a_given_name_where_an_actor_or_a_text_has_it_as_one(linked: Linked) -> None:
    text, small = "Ada Mokri came.\n\nGrant Mokri left.", "They grant it."
    assert linked(text, "Ada Mokri", "Grant Lee", others=(small,)) == [("Ada Mokri", "p0")]
    assert linked(text, "Ada Mokri", others=(small, "We saw Grant Hill there.")) == [("Ada Mokri", "p0")]


def test_a_noun_before_a_surname_is_told_by_its_article_where_nouns_have_capitals(linked: Linked) -> None:
    text = "Ada Mokri kam. Gestern traf Zeugin Mokri ein."
    other = "Die Zeugin sah das Haus und den Hof, und die Richter sahen eine Spur am Tor."
    assert linked(text, "Ada Mokri") == [("Ada Mokri", "p0")]
    assert linked(text, "Ada Mokri", others=(other,)) == [("Ada Mokri", "p0"), ("Mokri", "p0")]


def test_a_common_word_is_known_by_the_whole_archive(linked: Linked) -> None:
    harbour = {"name": "Harbour", "kind": "place"}
    text = "The Harbour Cup was won in Harbour."
    assert linked(text, harbour) == [("Harbour", "p0"), ("Harbour", "p0")]
    assert linked(text, harbour, others=("Ships lay in the harbour there.",)) == [("Harbour", "p0")]


def test_drafts_say_nothing_of_how_the_archive_writes(linked: Linked, tmp_path: Path) -> None:
    write(tmp_path, {"content/articles/o.yaml": "seed: other-0.txt\nstatus: draft\n"})
    text = "Ada Mokri came.\n\nGezien Mokri left."
    assert linked(text, "Ada Mokri", others=(FIRST_WORDS["Gezien"],)) == [("Ada Mokri", "p0")]


def test_an_edit_that_changes_no_habit_is_told_from_one_that_does() -> None:
    seeds = {"a": "Gezien Mokri left.", "b": "Het is gezien, zij is gezien daar.", "c": "Ook hier gezien daar."}
    gatherer = WordUsageCollector()
    for seed, text in seeds.items():
        gatherer.add(seed, facts_in(text))
    whole = gatherer.usage()
    assert (whole.small, whole.named, whole.nouns) == (("Gezien",), (), ())

    without_b = word_usage.updated_evidence(whole.evidence, [SeedContent("b", "Niets.")])
    assert without_b is not None
    assert word_usage.updated_evidence(without_b, [SeedContent("c", "Niets.")]) is None
    assert (
        word_usage.updated_evidence(without_b, [SeedContent("c", "Niets."), SeedContent("b", seeds["b"])]) is not None
    )
    assert word_usage.updated_evidence(whole.evidence, [SeedContent("b", "Volgens Mokri is het gezien daar.")]) is None


def test_habits_that_many_seeds_show_end_by_no_few_edits() -> None:
    gatherer = WordUsageCollector()
    gatherer.add("first", facts_in("Gezien Mokri left."))
    for n in range(60):
        gatherer.add(f"{n}", facts_in("Het is gezien daar."))
    traces = gatherer.usage().evidence
    for n in range(50):
        found = word_usage.updated_evidence(traces, [SeedContent(f"{n}", "Niets.")])
        assert found is not None
        traces = found
    assert word_usage.updated_evidence(traces, [SeedContent("51", "Niets.")]) is None


def test_an_article_is_woven_again_where_another_one_tells_of_its_first_word(tmp_path: Path) -> None:
    seeds = {"seeds/a.txt": "Ada Mokri came.\n\nGezien Mokri left.", "seeds/b.txt": "Het is gezien daar."}
    root = write(tmp_path, {**seeds, "content/actors/ada.yaml": "name: Ada Mokri\n"})
    for text in (
        "Het is gezien daar.",
        "Het is zo, en het is zo.",
        "Nu is het gezien daar.",
        "Nu is het gezien daar, ja.",
    ):
        write(root, {"seeds/b.txt": text})
        build(Options(root, root / "public", search=False))
        build(Options(write(tmp_path / "clean", {
            **seeds, "seeds/b.txt": text, "content/actors/ada.yaml": "name: Ada Mokri\n",
        }), tmp_path / "clean/public", search=False))  # fmt: skip
        one, other = (base / "public/data/mentions.csv" for base in (root, tmp_path / "clean"))
        assert one.read_bytes() == other.read_bytes()
        assert (b"\na,24,29,Mokri" in one.read_bytes()) == ("gezien" in text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Rosa Lindqvist, Jr.", ("Rosa Lindqvist", "junior")),
        ("Olaf II", ("Olaf", "2")),
        ("João Prado Neto", ("João Prado", "neto")),
        ("Neto", ("Neto", "")),
        ("Rosa Lindqvist", ("Rosa Lindqvist", "")),
    ],
)
def test_a_name_has_its_generation_last(name: str, parts: tuple[str, str]) -> None:
    assert name_parts.split_generation(name) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Mokri came. Mokri Lane was closed.", ["Ada Mokri"]),
        ("Ada Mokri came. They saw the Mokri Plan.", ["Ada Mokri", "Mokri"]),
        ("Ada Mokri came. Mrs Mokri Monday said so.", ["Ada Mokri", "Mokri"]),
        ("Ada Mokri came. The Mokri family left.", ["Ada Mokri"]),
        ("Ada Mokri kam. Familie Mokri ging.", ["Ada Mokri"]),
        ("Ada Mokri came. Mr Mokri saw a mokri.", ["Ada Mokri", "Mokri"]),
    ],
)
def test_a_surname_that_begins_a_longer_name_or_is_a_family_s_is_not_the_person(
    linked: Linked, text: str, found: list[str]
) -> None:
    assert [words for words, _ in linked(text, "Ada Mokri")] == found


def test_a_surname_given_with_its_small_words_counts_without_them(linked: Linked) -> None:
    witte = {"name": "Juriaan de Witte", "surname": "de Witte"}
    assert [words for words, _ in linked("Juriaan de Witte came. Mr Witte left.", witte)] == [
        "Juriaan de Witte",
        "Witte",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jon Lund sat. Kai Lund left. Ida Lund came. Then Lund sang.", True),
        ("Ida Lund sat. Kai Lund left. It rained. Jon Lund came. Mr Lund sang.", True),
        ("Kai Lund left. Jon Lund sat. Ida Lund came. Then Lund sang.", False),
        ("Jon Lund sat\n\nKai Lund left. Ida Lund came. Then Lund sang.", True),
    ],
)
def test_a_stranger_between_two_of_a_surname_makes_neither_surer(
    linked: Linked, tmp_path: Path, text: str, told: bool
) -> None:
    assert sorted(linked(text, "Jon Lund", "Ida Lund")) == [("Ida Lund", "p1"), ("Jon Lund", "p0")]
    problems = build(Options(tmp_path, tmp_path / "again", search=False)).problems
    assert [one.code for one in problems if one.code == "name-ambiguous"] == ["name-ambiguous"] * told


MONTHS = {
    "en": [
        "It was on 7 June 1958.", "It was in June 2011.", "Since June 9, all is well.", "In June, 2011, it was.",
        "In June it rained.", "The 3rd of June came.", "By mid-June it was.", "From April to June it rained.",
        "In April and June 2011 it rained.", "By 3-5 June it was.", "Until early June it was.", "IN JUNE 2011",
    ],
    "de": ["Es war am 7. Juni.", "Es war seit Juni so.", "Anfang Juni war es.", "Es war Juni 2011."],
    "nl": ["Het was op 7 Juni.", "Sinds Juni is het zo."],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in MONTHS.items() for text in texts])
def test_a_month_beside_a_number_or_behind_such_words_is_nobody(linked: Linked, language: str, text: str) -> None:
    record = f"language: {language}\nactors: [p0]\n"
    assert linked(f"The news here.\n\n{text}", "Ida June", record=record) == []
    assert linked(f"The news here.\n\n{text}", {"name": "June", "kind": "organization"}, record=record) == []


def test_a_month_is_one_of_the_article_s_language(linked: Linked) -> None:
    text = "Ida Mai came. In Mai we trust."
    assert [words for words, _ in linked(text, "Ida Mai", record="language: en")] == ["Ida Mai", "Mai"]
    text = "Ida Mai kam. Das war im Mai."
    assert [words for words, _ in linked(text, "Ida Mai", record="language: de")] == ["Ida Mai"]
    assert [words for words, _ in linked(text, "Ida Mai", record="language: en")] == ["Ida Mai", "Mai"]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs June, 60, left.",
        "Mr June 2011 left.",
        "In 2011, June left.",
        "At noon June left 20 of us.",
        "June’s 7 left.",
    ],
)
def test_whoever_is_called_as_a_month_is_found_elsewhere(linked: Linked, text: str) -> None:
    found = linked(f"Ida June came. {text}", "Ida June", record="language: en")
    assert [words for words, _ in found] == ["Ida June", "June"]


def test_a_day_of_the_week_is_nobody_where_it_is_a_date(linked: Linked) -> None:
    text = "Ida Friday came. Last Friday, on Friday 7 June, it rained, and Friday left."
    assert [words for words, _ in linked(text, "Ida Friday", record="language: en")] == ["Ida Friday", "Friday"]


NORLAND = [{"name": "Norland", "kind": "place"}, {"name": "Wharf", "kind": "organization"}, "Kai Lund"]


@pytest.mark.parametrize(
    "text", ["Jon Norland Jr. left.", "Jon Wharf III left.", "Then Kai Norland left.", "Kai Wharf left."]
)
def test_a_place_or_body_inside_a_stranger_s_name_is_not_meant(linked: Linked, text: str) -> None:
    assert linked(f"It was so. {text}", *NORLAND) == []


def test_a_place_or_body_beside_other_words_is_meant(linked: Linked) -> None:
    text = "To Kai, Norland is home. Then Norland and Old Wharf, and in Norland Kai Lund left."
    assert [words for words, _ in linked(text, *NORLAND)] == ["Norland", "Norland", "Wharf", "Norland", "Kai Lund"]


@pytest.mark.parametrize("text", ["B. K. Lund", "B.K. Lund", "W. K. M. Lund", "W.K.M. Lund", "W K M Lund", "B.M. Lund"])
def test_other_initials_are_somebody_else_s(linked: Linked, text: str) -> None:
    assert linked(f"We saw {text} here.", "K. M. Lund", record="actors: [p0]") == []


def test_own_initials_are_the_person_s(linked: Linked) -> None:
    text = "A K M Lund book by K.M. Lund, of the U.S. Lund left."
    assert [words for words, _ in linked(text, "K. M. Lund")] == ["K M Lund", "K.M. Lund", "Lund"]


@pytest.mark.parametrize("text", ["Ida “Lund” Berg", "Ida (Lund) Berg", "Kai “Ida” Lund"])
def test_a_nickname_is_nobody_s_surname_or_given_name(linked: Linked, text: str) -> None:
    assert linked(f"We saw {text} here.", "Ida Lund") == []
    assert [words for words, _ in linked("We saw [Ida] Lund here.", "Ida Lund")] == ["Ida] Lund"]


def test_a_hyphen_between_two_places_leaves_both(linked: Linked) -> None:
    places = [{"name": name, "kind": "place"} for name in ("Norland", "Sudland")]
    text = "A Norland-Sudland border, but Norland-Vale and Old-Sudland, and Norland-Sudland-Vale."
    assert linked(text, *places) == [("Norland", "p0"), ("Sudland", "p1")]
    assert linked(text, "Norland", {"name": "Sudland", "kind": "place"}) == []


@pytest.mark.parametrize(
    ("outer", "found"),
    [("Norland 1994", True), ("Norland’s Old Gate", True), ("central Norland", True), ("trip to Norland", True),
     ("Norland Herald", False), ("North Norland", False)],
)  # fmt: skip
def test_which_places_a_longer_name_tells(linked: Linked, outer: str, found: bool) -> None:
    given = [{"name": "Norland", "kind": "place"}, {"name": outer, "kind": "organization"}]
    assert (("Norland", "p0") in linked(f"They spoke of {outer} there.", *given)) is found


def test_words_that_are_nobody_in_any_article(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "seeds/a.txt": "Mokri Street is long, wrote Mokri. The Mokri Streets are longer.",
        "seeds/b.txt": "In Mokri Street stood Mokri.",
        "content/actors/mokri.yaml": "name: Mokri\nkind: place\n",
        "content/site.yaml": "title: T\nnot_mentions: [Mokri Street, Mokri Lane]\n",
        "content/articles/b.yaml": "seed: b.txt\nmentions: [{text: Mokri Street, actor: mokri}]\n",
    })  # fmt: skip
    mentions = root / "public/data/mentions.csv"

    def told() -> list[str]:
        return [str(one).partition("\n")[0] for one in build(Options(root, root / "public", search=False)).problems]

    unmet = 'content/site.yaml:2:30: warning[not-mention-not-found]: no article has the words "Mokri Lane"'
    assert told() == [unmet]
    found = [line.split(",") for line in mentions.read_text(encoding="utf-8").splitlines()[1:]]
    assert [(row[0], row[3]) for row in found] == [
        ("a", "Mokri"),
        ("a", "Mokri"),
        ("b", "Mokri Street"),
        ("b", "Mokri"),
    ]
    assert found[0][1] == "31"
    write(root, {"seeds/a.txt": "Mokri Lane is long, wrote Mokri."})
    assert told() == []
    write(root, {"content/site.yaml": "title: T\n", "seeds/b.txt": "In Mokri Street stood Mokri there."})
    assert told() == []
    assert b"\na,3,8,Mokri," in mentions.read_bytes()


SMALL = ("They cut a blur of it, and dark it was.", "Es war ein Tag, und sie fanden das nun schon dort.")
"""What other articles write small."""
ONE_WORD = [
    ("Blur", "Blur is what we saw.", []),
    ("Blur", "He heard Blur once. Blur sang.", ["Blur", "Blur"]),
    ("Blur", "Blur sang. He heard Blur once.", ["Blur"]),
    ("Blur", "Blur in the hall\n\nHe heard Blur once.", ["Blur", "Blur"]),
    ("Blur", "A Blur on TV\n\nThere was none.", []),
    ("Blur", "The news\n\nA BLUR AND NO END\n\nNo more.", []),
    ("Blur", "The news\n\nBlur\n\nNo more.", ["Blur"]),
    ("Nun", "Nun kam er. „Nun!“, rief sie.", []),
    ("Nun", "Sie kaufte bei Nun ein. Nun kam er.", ["Nun", "Nun"]),
    ("Ü", "Ü war da.", []),
    ("Ü", "Er mag Ü sehr.", ["Ü"]),
    ("Quartz", "Quartz is what we saw.", ["Quartz"]),
]


@pytest.mark.parametrize(("name", "text", "found"), ONE_WORD)
def test_a_name_that_is_a_common_word_begins_no_sentence(
    linked: Linked, name: str, text: str, found: list[str]
) -> None:
    band = {"name": name, "kind": "organization"}
    assert [words for words, _ in linked(text, band, others=SMALL)] == found


def test_a_common_name_begins_a_sentence_where_the_article_declares_or_named_its_actor(linked: Linked) -> None:
    agency = {"name": "Norland Roads Agency", "aliases": ["It", "Roads"], "kind": "organization"}
    text = "The Norland Roads Agency came. It left. Roads were wet."
    others = (*SMALL, "The roads were long and dark.")
    whole, later = ("Norland Roads Agency", "p0"), ("Roads", "p0")
    assert linked(text, agency, others=others) == [whole, later]
    assert linked(text, agency, others=others, record="actors: [p0]") == [whole, ("It", "p0"), later]
    pin = "mentions: [{text: It, actor: p0, occurrence: 1}]"
    pinned = linked(f"{text} It came.", agency, others=others, record=pin)
    assert pinned == [whole, ("It", "p0"), later, ("It", "p0")]


def test_short_and_common_names_are_told_where_they_stand(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "seeds/a.txt": "Er sah das und das, und es war un beau jour, who knows. Ab und O!",
        "content/actors/all.yaml": """\
- {id: a, name: Roads Agency, aliases: [Es, EU, UN, WHO, Ab, Das]}
- {id: b, name: O}
- {id: c, name: Jour, match: pinned}
- {id: d, name: Beau}
- {id: e, name: 李, aliases: [王明, Quartz, Beau Jour, Ut]}
""",
    })  # fmt: skip

    def told() -> list[str]:
        return [str(one).partition("\n")[0] for one in build(Options(root, root / "public", search=False)).problems]

    def common(place: str, words: str, severity: str = "warning") -> str:
        return (
            f"content/actors/all.yaml:{place}: {severity}[common-name]: texts of the archive also write "
            f'"{words.lower()}": where "{words}" stands in a sentence, it is linked to this actor'
        )

    def short(place: str, words: str, letters: str) -> str:
        linked = "where it stands as a word, it is linked to this actor"
        return f'content/actors/all.yaml:{place}: warning[common-name]: "{words}" has {letters}: {linked}'

    first = [common("1:41", "Es"), common("1:49", "UN", "note"), short("1:58", "Ab", "two letters")]
    last = [short("2:17", "O", "one letter"), common("4:17", "Beau")]
    assert told() == [*first, common("1:62", "Das"), *last]
    write(root, {"seeds/a.txt": "Er sah, und es war un beau jour, who knows. Ab und O!"})
    assert told() == [*first, *last]


def test_an_article_is_woven_again_where_another_one_tells_that_a_name_is_a_common_word(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "seeds/a.txt": "The news\n\nNUN IST ES SO\n\nNun kam er, und er blieb.",
        "seeds/b.txt": "Es ist nun so.",
        "content/actors/nun.yaml": "name: Nun\nkind: organization\n",
    })  # fmt: skip
    mentions = root / "public/data/mentions.csv"

    def found() -> list[str]:
        build(Options(root, root / "public", search=False))
        return [line.split(",")[3] for line in mentions.read_text(encoding="utf-8").splitlines()[1:]]

    assert found() == []
    write(root, {"seeds/b.txt": "Es ist so."})
    assert found() == ["NUN", "Nun"]
    write(root, {"seeds/b.txt": "Es ist nun so."})
    assert found() == []
