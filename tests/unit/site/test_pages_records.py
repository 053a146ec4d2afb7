"""The pages of topics, claims and notes: what each says, and that all of it leads somewhere."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from support.sample_archives import (
    HARBOUR,
    SCALE,
    SEEDS,
    article,
    claim,
    graph_of,
    harbour,
    md,
    note,
    on,
    pages_of,
    topic,
)

from sitegen.core.model import Archive, Date, Excerpt, HistoryEntry, Site, Status, Tone, TopicId, VerdictId, Withdrawal
from sitegen.site.index import verdict_changes
from sitegen.site.pages.page_records import HistoryView, Link, Page, PassageView, TimelineItem, VerdictView

SITE = Site(verdicts=SCALE)
ANA = Link("Ana Reyes", "people/ana/")
VOTE = Link("Council votes", "articles/vote/")
TRUE = VerdictView("true", "True", "The sources carry it.", Tone.POSITIVE, "disc", "5/5", "verdicts/#verdict-true")
FALSE = VerdictView(
    "false", "False", "The sources speak against it.", Tone.NEGATIVE, "crossed", "1/5", "verdicts/#verdict-false"
)


def of(built: dict[str, Page], url: str) -> Any:
    """A page, of whatever kind."""
    return built[url]


HARBOUR_PAGES = pages_of(harbour())


def test_a_topic_s_page_has_its_articles_actors_claims_notes_and_sub_topics() -> None:
    page = of(HARBOUR_PAGES, "topics/traffic/")
    assert [item.url for year in page.articles for item in year.articles] == ["articles/vote/"]
    assert [(one.name, one.articles) for one in page.actors] == [
        ("Luis Holt", 1),
        ("Ana Reyes", 1),
        ("Town Council", 1),
    ]
    assert [item.url for item in page.claims] == ["claims/counted/"]
    assert [item.url for item in page.notes] == ["notes/cars/"]
    assert (page.children, page.parent) == ((Link("Bridge", "topics/bridge/"),), None)
    assert (page.summary, page.frame.description) == ("<p>What drives.</p>\n", "What drives.")


def test_a_topic_leads_up_to_every_topic_above_it() -> None:
    topics = (topic("a", parent="b", related=("d", "c")), topic("b", parent="c"), topic("c"), topic("d"))
    page = of(pages_of(graph_of(Archive(SITE, topics=topics))), "topics/a/")
    assert page.parent == Link("B", "topics/b/")
    assert page.frame.crumbs == (Link("Topics", "topics/"), Link("C", "topics/c/"), Link("B", "topics/b/"))
    assert page.related == (Link("C", "topics/c/"), Link("D", "topics/d/"))


def test_a_topic_s_timeline_is_oldest_first() -> None:
    shown = [(one.date, one.kind, one.text, one.url) for one in of(HARBOUR_PAGES, "topics/bridge/").timeline]
    assert shown == [
        (Date("2024-03-12"), "article", "Council votes", "articles/vote/"),
        (Date("2024-03-12"), "claim", "Statement safe.", "claims/safe/"),
        (Date("2024-03-14"), "article", "Cars counted", "articles/count/"),
    ]
    assert isinstance(of(HARBOUR_PAGES, "topics/bridge/").timeline[0], TimelineItem)


def test_a_claim_s_page_has_who_said_what_where_and_how_it_holds_up() -> None:
    page = of(HARBOUR_PAGES, "claims/safe/")
    assert (page.statement, page.speakers, page.verdict) == ("Statement safe.", (ANA,), FALSE)
    assert (page.about, page.date) == ((Link("Town Council", "organizations/council/"),), Date("2024-03-12"))
    assert page.topics == (Link("Bridge", "topics/bridge/"),)
    assert page.passages == (
        PassageView(
            article=VOTE,
            date=Date("2024-03-12"),
            publisher="",
            url="articles/vote/#claim-safe",
            excerpt=Excerpt("Mayor Ana Reyes said ", "the bridge is safe", " for three tonnes."),
            lost="",
        ),
    )


def test_a_note_without_a_text_is_shown_by_its_topics_and_its_words() -> None:
    tied = (TopicId("fear"),)
    coding = note("n", on("a", "no such words"), on("a", "left"), body=None, topics=tied)
    notes = (coding, note("m", on("a", "left"), topics=tied))
    archive = Archive(SITE, articles=(article("a"),), topics=(topic("fear"),), notes=notes)
    index = graph_of(archive, {"a": "T\n\nAna left. It rained."})
    pages = pages_of(index)
    told, coded = of(pages, "topics/fear/").notes
    fear = (Link("Fear", "topics/fear/"),)
    assert (told.lead, told.topics, told.marked) == ("What m is.", (), None)
    assert (coded.lead, coded.topics, coded.marked.excerpt) == ("", fear, Excerpt("Ana ", "left", "."))
    page = of(pages, "notes/n/")
    assert (page.body, page.topics, page.does_explain, page.frame.description) == ("", fear, False, "Fear")
    assert of(pages, "notes/m/").does_explain


def test_a_claim_s_page_shows_its_ties_from_its_own_end() -> None:
    counted, safe, lost = (of(HARBOUR_PAGES, f"claims/{name}/") for name in ("counted", "safe", "lost"))
    assert [(one.label, [(item.statement, item.verdict) for item in one.claims]) for one in counted.related] == [
        ("Repeats", [("Statement safe.", FALSE)]),
        ("Contradicted by", [("Statement safe.", FALSE)]),
    ]
    assert [(one.label, [(item.statement, item.verdict) for item in one.claims]) for one in safe.related] == [
        ("Repeated by", [("Statement counted.", TRUE)]),
        ("Contradicts", [("Statement counted.", TRUE)]),
    ]
    assert lost.related == ()


def test_a_passage_that_was_not_found_is_shown_with_its_words() -> None:
    (place,) = of(HARBOUR_PAGES, "claims/lost/").passages
    assert (place.lost, place.excerpt, place.url) == ("words that nobody wrote", None, "articles/vote/")


def test_a_claim_s_history_is_oldest_first_and_its_reasons_are_text() -> None:
    history = (
        HistoryEntry(Date("2021"), "A report *came*.", VerdictId("false")),
        HistoryEntry(Date("2020-05"), "New."),
    )
    record = claim("c", review=md("# Why\n\nSo."), reviewed_by="Desk", reviewed=Date("2022"), history=history)
    page = of(pages_of(graph_of(Archive(SITE, claims=(record,)))), "claims/c/")
    assert page.history == (
        HistoryView(Date("2020-05"), None, "New.", None, "change-2020-05"),
        HistoryView(Date("2021"), FALSE, "A report *came*.", None, "change-2021"),
    )
    assert (page.review, page.reviewed_by, page.reviewed) == ("<h3>Why</h3>\n<p>So.</p>\n", "Desk", Date("2022"))


def changes(verdict: str, reviewed: str, *history: HistoryEntry) -> list[tuple[str, str, str | None, str | None]]:
    record = claim("c", verdict=VerdictId(verdict), reviewed=Date(reviewed) if reviewed else None, history=history)
    return [(one.kind.value, one.element_id, one.before, one.now) for one in verdict_changes(record)]


def test_a_change_has_the_verdict_before_it_and_the_one_from_then_on() -> None:
    first = HistoryEntry(Date("2020-01-01"), "First.", VerdictId("true"))
    words = HistoryEntry(Date("2020-01-01"), "A slip.")
    again = HistoryEntry(Date("2020-02-01"), "Looked at again.", VerdictId("true"))
    other = HistoryEntry(Date("2020-03-01"), "It was not so.", VerdictId("false"))
    assert changes("false", "2020-03-01", other, again, first, words) == [
        ("first", "change-2020-01-01", None, "true"),
        ("words", "change-2020-01-01.2", "true", "true"),
        ("same", "change-2020-02-01", "true", "true"),
        ("verdict", "change-2020-03-01", "true", "false"),
    ]


def test_a_verdict_that_stands_since_a_later_review_is_a_change_of_that_day() -> None:
    first = HistoryEntry(Date("2020-01-01"), "First.", VerdictId("true"))
    assert changes("false", "2020-05-01", first)[1:] == [("verdict", "change-2020-05-01", "true", "false")]
    assert changes("false", "2019-05-01", first)[1:] == changes("false", "", first)[1:] == []


def test_a_first_entry_is_a_change_where_it_says_from_what_or_came_after_the_review() -> None:
    said = HistoryEntry(Date("2020-01-01"), "New.", VerdictId("true"), VerdictId("false"))
    bare = HistoryEntry(Date("2020-01-01"), "New.", VerdictId("true"))
    assert changes("true", "", said) == [("verdict", "change-2020-01-01", "false", "true")]
    assert changes("true", "2019-12-31", bare) == [("verdict", "change-2020-01-01", None, "true")]
    assert changes("true", "2020-01-01", bare) == [("first", "change-2020-01-01", None, "true")]


def test_corrections_are_newest_first_and_what_was_withdrawn_is_called_what_its_author_says() -> None:
    entry = HistoryEntry(Date("2020-03-01"), "It was not so.", VerdictId("false"), VerdictId("true"))
    gone = Withdrawal(md("She did not say it."), Date("2020-04-01"), "On the mayor")
    archive = Archive(
        SITE,
        claims=(
            claim("c", verdict=VerdictId("false"), history=(entry,)),
            claim("gone", status=Status.WITHDRAWN, withdrawn=gone),
            claim("lost", status=Status.WITHDRAWN),
        ),
    )
    found = pages_of(graph_of(archive))
    page = of(found, "corrections/")
    shown = [(one.kind, one.date, one.what.text, one.what.url) for year in page.years for one in year.corrections]
    assert shown == [
        ("withdrawn", Date("2020-04-01"), "On the mayor", "claims/gone/"),
        ("verdict", Date("2020-03-01"), "Statement c.", "claims/c/#change-2020-03-01"),
        ("withdrawn", None, "Withdrawn claim", "claims/lost/"),
    ]
    changed = page.years[0].corrections[1]
    assert (changed.before, changed.verdict) == (TRUE, FALSE)
    assert of(found, "claims/gone/").frame.title == "On the mayor"
    steps = {step.verdict.id: (step.count, step.url) for step in of(found, "verdicts/").steps}
    assert (steps["false"], steps["true"]) == ((1, "claims/verdict/false/"), (0, ""))


def test_verdicts_that_read_like_yes_and_no_are_verdicts() -> None:
    archive = Archive(SITE, claims=(claim("a", verdict="false"), claim("b", verdict="true")))
    built = pages_of(graph_of(archive))
    assert [of(built, url).verdict for url in ("claims/a/", "claims/b/")] == [FALSE, TRUE]
    assert [(share.verdict, share.count) for share in of(built, "claims/").shares] == [(TRUE, 1), (FALSE, 1)]


def test_a_disputed_verdict_has_a_shape_of_its_own() -> None:
    page = of(pages_of(graph_of(Archive(SITE, claims=(claim("a", verdict="disputed"),)))), "claims/a/")
    assert page.verdict == VerdictView(
        "disputed", "Disputed", "The sources disagree.", Tone.MIXED, "split", "", "verdicts/#verdict-disputed"
    )


def test_a_note_s_page_has_every_place_it_explains() -> None:
    page = of(HARBOUR_PAGES, "notes/cars/")
    assert [(place.url, place.excerpt) for place in page.passages] == [
        ("articles/count/#note-cars", Excerpt("", "Cars", " counted")),
        ("articles/old/#note-cars", Excerpt("Some ", "cars", " passed.")),
    ]
    assert (page.title, page.body, page.passage_count) == ("On cars", "<p>What cars is.</p>\n", 2)
    assert (page.actors, page.topics) == (
        (Link("Town Council", "organizations/council/"),),
        (Link("Traffic", "topics/traffic/"),),
    )


def test_a_place_that_is_a_whole_article_leads_to_its_card() -> None:
    words, whole = of(HARBOUR_PAGES, "notes/tonnes/").passages
    assert (words.url, whole.url, whole.excerpt, whole.lost) == (
        "articles/vote/#note-tonnes",
        "articles/count/#note-tonnes",
        None,
        "",
    )


def test_a_list_of_notes_says_how_many_places_each_explains() -> None:
    items = of(HARBOUR_PAGES, "notes/").notes
    assert [(item.title, item.lead, item.places) for item in items] == [
        ("On cars", "What cars is.", 2),
        ("On tonnes", "What tonnes is.", 2),
    ]


def test_a_record_without_articles_has_a_page() -> None:
    built = pages_of(graph_of(replace(HARBOUR, articles=()), SEEDS))
    assert (of(built, "claims/safe/").passages, of(built, "notes/cars/").passages) == ((), ())
    assert (of(built, "people/ana/").years, of(built, "topics/bridge/").articles) == ((), ())


def test_a_claim_about_a_whole_article_names_the_article_once() -> None:
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a"), on("a", "b")),), notes=(note("n"),))
    built = pages_of(graph_of(archive, {"a": "T\n\na b c"}))
    (item,) = of(built, "claims/").claims
    assert item.articles == (Link("T", "articles/a/"),)
