"""The page of an article: its text, the cards beside it, who and what is in it, and which cards are folded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.sample_archives import (
    DRAFT,
    HARBOUR,
    HERE,
    SCALE,
    SEEDS,
    article,
    claim,
    graph_of,
    harbour,
    md,
    note,
    on,
    organization,
    pages_of,
    person,
    topic,
)

from sitegen.core.model import Actor, ActorId, ActorKind, AnnotationKind, Archive, Date, Site, Source, Tone, TopicId
from sitegen.site.pages.margin import dense_blocks
from sitegen.site.pages.page_records import ArticlePage, Card, Companion, Contents, Link, VerdictView

SITE = Site(verdicts=SCALE)
FALSE = VerdictView(
    "false", "False", "The sources speak against it.", Tone.NEGATIVE, "crossed", "1/5", "verdicts/#verdict-false"
)


def page_of(archive: Archive, seed: str, *, drafts: bool = False) -> ArticlePage:
    """The page of the article `a`."""
    page = pages_of(graph_of(archive, {"a": seed}, drafts=drafts), drafts=drafts)["articles/a/"]
    assert isinstance(page, ArticlePage)
    return page


def cards(page: ArticlePage) -> list[list[tuple[str, int]]]:
    """The cards beside each block, each with its number."""
    return [[(card.element_id, card.number) for card in block.cards] for block in page.blocks]


def test_an_article_s_page_has_all_that_is_known_of_it() -> None:
    record = article(
        "a", "2024-03-12", publisher="The Letter", authors=("P. Lund", "A. B."), url="https://e.org/a",
        archived_url="https://w.org/a", rights="© Lund", language="pt", summary=md("In *short*."),
    )  # fmt: skip
    page = page_of(Archive(SITE, articles=(record,)), "O voto\n\nTexto.")
    assert (page.headline, [block.html for block in page.blocks]) == ("O voto", ["<p>Texto.</p>"])
    assert (page.date, page.publisher, page.authors) == (Date("2024-03-12"), "The Letter", ("P. Lund", "A. B."))
    assert (page.url, page.archived_url, page.rights) == ("https://e.org/a", "https://w.org/a", "© Lund")
    assert (page.frame.language, page.text_language, page.summary) == ("en", "pt", "<p>In <em>short</em>.</p>\n")
    assert (page.frame.title, page.frame.description) == ("O voto", "In short.")
    assert page.sha256 == page_of(Archive(SITE, articles=(article("a"),)), "O voto\n\nTexto.").sha256


def test_a_page_without_a_summary_is_described_by_its_first_words() -> None:
    page = page_of(Archive(SITE, articles=(article("a"),)), "The vote\n\nFirst\nwords.\n\nMore.")
    assert page.frame.description == "First words."


def test_articles_lead_to_the_newer_and_the_older_one() -> None:
    built = pages_of(harbour())
    vote = built["articles/vote/"]
    assert (vote.newer, vote.older) == (Link("Cars counted", "articles/count/"), Link("Old news", "articles/old/"))
    assert (built["articles/count/"].newer, built["articles/old/"].older) == (None, None)


def test_a_card_says_who_claims_what_and_how_it_holds_up() -> None:
    record = claim(
        "c", on("a", "safe"), speakers=("ana", "council"), verdict="false", review=md("It is *not*."),
        sources=(Source("S"), Source("T")),
    )  # fmt: skip
    actors = (person("ana", "Ana Reyes"), organization("council", "Council"))
    page = page_of(Archive(SITE, articles=(article("a"),), actors=actors, claims=(record,)), "T\n\nIt is safe.")
    assert page.blocks[0].cards == (
        Card(
            kind=AnnotationKind.CLAIM,
            element_id="card.claim-c",
            target_id="claim-c",
            number=1,
            speakers=(Link("Ana Reyes", "people/ana/"), Link("Council", "organizations/council/")),
            statement="Statement c.",
            verdict=FALSE,
            text="It is not.",
            url="claims/c/",
            sources=2,
            is_draft=False,
        ),
    )


def test_a_card_of_a_note_has_its_title_and_first_words() -> None:
    page = page_of(
        Archive(SITE, articles=(article("a"),), notes=(note("n", on("a", "safe"), status=DRAFT),)),
        "T\n\nIt is safe.",
        drafts=True,
    )
    (card,) = page.blocks[0].cards
    assert (card.kind, card.statement, card.text, card.verdict, card.speakers) == (
        AnnotationKind.NOTE,
        "On n",
        "What n is.",
        None,
        (),
    )
    assert (card.url, card.is_draft) == ("notes/n/", True)


def test_a_card_of_a_note_without_a_text_has_its_topics_at_each_of_its_passages() -> None:
    coded = note("n", on("a", "one"), on("a", "two"), body=None, topics=(TopicId("fear"), TopicId("rain")))
    told = note("m", on("a", "one"), topics=(TopicId("fear"),))
    archive = Archive(SITE, articles=(article("a"),), topics=(topic("fear"), topic("rain")), notes=(coded, told))
    both = (Link("Fear", "topics/fear/"), Link("Rain", "topics/rain/"))
    page = page_of(archive, "T\n\none\n\ntwo")
    found = [(card.url, card.text, card.topics, card.first) for block in page.blocks for card in block.cards]
    assert found == [
        ("notes/m/", "What m is.", (), None), ("notes/n/", "", both, None), ("notes/n/", "", both, None),
    ]  # fmt: skip


def test_cards_stand_beside_the_block_in_which_their_words_end_in_the_order_of_their_numbers() -> None:
    archive = Archive(
        SITE,
        articles=(article("a"),),
        claims=(claim("c", on("a", "two three")), claim("d", on("a", "Head")), claim("e", on("a", "three"))),
        notes=(note("n", on("a", "one two")), note("m", on("a", "four"), on("a", "one"))),
    )
    page = page_of(archive, "Head\n\none two\n\nthree\n\nfour")
    assert [(card.element_id, card.number) for card in page.headline_cards] == [("card.claim-d", 1)]
    assert cards(page) == [
        [("card.note-m.2", 2), ("card.note-n", 3)],
        [("card.claim-c", 4), ("card.claim-e", 5)],
        [("card.note-m", 6)],
    ]


def test_what_a_record_says_at_its_first_passage_it_does_not_say_again() -> None:
    archive = Archive(SITE, articles=(article("a"),), notes=(note("n", on("a", "one"), on("a", "two")),))
    page = page_of(archive, "T\n\none\n\ntwo")
    assert [[card.text for card in block.cards] for block in page.blocks] == [["What n is."], [""]]
    assert [[card.first for card in block.cards] for block in page.blocks] == [[None], [Link("1", "#card.note-n")]]


def test_annotations_of_the_whole_article_stand_above_it() -> None:
    archive = Archive(
        SITE,
        articles=(article("a"),),
        claims=(claim("c", on("a"), on("a", "one"), on("a")),),
        notes=(note("n", on("a"), on("a")),),
    )
    page = page_of(archive, "T\n\none")
    assert [(card.element_id, card.target_id, card.number) for card in page.whole_cards] == [
        ("claim-c.0", "", 0),
        ("note-n", "", 0),
    ]
    assert cards(page) == [[("card.claim-c", 1)]]
    built = pages_of(graph_of(archive, {"a": "T\n\none"}))
    assert [place.url for place in built["claims/c/"].passages] == ["articles/a/#claim-c.0", "articles/a/#claim-c"]
    assert [place.url for place in built["notes/n/"].passages] == ["articles/a/#note-n"]


def test_a_passage_that_was_not_found_has_no_card() -> None:
    page = pages_of(harbour())["articles/vote/"]
    assert [card.url for block in page.blocks for card in block.cards] == ["claims/safe/", "notes/tonnes/"]


def test_a_table_of_contents_is_there_from_three_headings_on() -> None:
    archive = Archive(SITE, articles=(replace(article("a"), seed="a.md"),))
    seed = "# T\n\n## One\n\nx\n\n### Two\n\ny\n\n"
    assert page_of(archive, seed).contents == ()
    assert page_of(archive, f"{seed}## One\n\nz").contents == (
        Contents(2, "section-one", "One"),
        Contents(3, "section-two", "Two"),
        Contents(2, "section-one-2", "One"),
    )


def test_who_is_in_an_article_is_listed_by_kind_with_the_number_of_mentions() -> None:
    harbour_place = Actor(ActorId("port"), HERE, "Old Port", ActorKind.PLACE, "Old Port")
    actors = (person("zoe", "Zoe Reyes"), person("ana", "Ana Holt"), organization("c", "The Council"), harbour_place)
    archive = Archive(SITE, articles=(article("a", actors=("c", "zoe")),), actors=actors)
    page = page_of(archive, "T\n\nZoe Reyes and Ana Holt met Zoe Reyes in Old Port.")
    assert page.people == (
        Companion("Ana Holt", "people/ana/", ActorKind.PERSON, 1),
        Companion("Zoe Reyes", "people/zoe/", ActorKind.PERSON, 2),
    )
    assert page.organizations == (Companion("The Council", "organizations/c/", ActorKind.ORGANIZATION, 0),)
    assert page.places == (Companion("Old Port", "places/port/", ActorKind.PLACE, 1),)
    assert page.counts == ("2 people", "1 organization", "1 place")


def test_what_an_article_has_is_counted_by_record() -> None:
    archive = replace(
        HARBOUR, claims=(*HARBOUR.claims, claim("two", on("vote"), on("vote", "Mayor"), on("vote", "left")))
    )
    page = pages_of(graph_of(archive, SEEDS))["articles/vote/"]
    assert page.counts == ("2 people", "1 organization", "2 claims", "1 note")


def card(statement: str = "Said.", text: str = "") -> Card:
    return Card(AnnotationKind.NOTE, "c", "t", 1, (), statement, None, text, "notes/n/", 0, is_draft=False)


LONG = card(text="word " * 44)
"""Seven lines or so."""


def paragraph(lines: int) -> str:
    return f"<p>{'x' * (62 * lines)}</p>"


def test_cards_that_fit_beside_their_block_stay_open() -> None:
    assert (
        dense_blocks([(paragraph(2), [card(), card()]), (paragraph(1), []), (paragraph(9), [LONG, LONG])])
        == [False] * 3
    )


def test_cards_that_would_push_the_next_ones_away_from_their_words_are_folded() -> None:
    assert dense_blocks([(paragraph(1), [LONG, LONG, LONG]), (paragraph(1), [card()])]) == [True, False]


def test_a_card_alone_stays_open_where_it_begins_beside_its_block() -> None:
    assert dense_blocks([(paragraph(1), [card(text="word " * 400)])]) == [False]


def test_a_card_that_would_begin_below_its_block_is_folded() -> None:
    assert dense_blocks([(paragraph(1), [card(text="word " * 400)]), (paragraph(1), [card()])]) == [False, True]


def test_cards_that_run_on_take_the_room_of_the_next() -> None:
    two = [LONG, card()]
    assert dense_blocks([(paragraph(1), two)]) == [False]
    assert dense_blocks([(paragraph(1), [card(text="word " * 200)]), (paragraph(9), two)]) == [False, True]


def test_room_that_a_long_block_leaves_is_used() -> None:
    assert dense_blocks([(paragraph(40), [LONG, LONG, LONG, LONG]), (paragraph(1), [card(), card()])]) == [False, False]


def test_markup_takes_no_room() -> None:
    marked = paragraph(1).replace("x", '<mark class="claim" data-on="claim-c">x</mark>')
    assert dense_blocks([(marked, [LONG, LONG, LONG])]) == [True]


@given(st.lists(st.tuples(st.integers(0, 20), st.lists(st.sampled_from([card(), LONG]), max_size=5)), max_size=6))
def test_a_block_without_cards_is_never_folded(blocks: list[tuple[int, list[Card]]]) -> None:
    folded = dense_blocks([(paragraph(lines), some) for lines, some in blocks])
    assert len(folded) == len(blocks)
    assert [some for is_dense, (_, some) in zip(folded, blocks, strict=True) if is_dense and not some] == []
