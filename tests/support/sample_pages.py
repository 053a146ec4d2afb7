"""One small record of each kind of page, made by hand, with every part that a template shows filled."""

from __future__ import annotations

from typing import Any, get_type_hints

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, AnnotationKind, Date, Excerpt, Tone
from sitegen.site.anchor_report import AnchorCounts
from sitegen.site.pages import page_records
from sitegen.site.pages.page_records import Block, Card, Frame, Link, Page, Pager, PagerSection, VerdictView
from sitegen.site.record_markdown import ROOT_MARK, Html

REYES = Link("Ana Reyes", "people/ana-reyes/")
COUNCIL = Link("Town Council", "organizations/town-council/")
BRIDGE = Link("Mill Bridge", "topics/mill-bridge/")
VOTE = Link("Council votes to close the old bridge", "articles/bridge-vote/")
DAY = Date("2024-03-12")

SUPPORTED = VerdictView("supported", "Supported", "The sources carry it.", Tone.POSITIVE, "disc", "5/5")
OVERTAKEN = VerdictView("overtaken", "Overtaken", "It was true when it was said.", Tone.MIXED, "half", "")
DISPUTED = VerdictView("disputed", "Disputed", "The sources disagree.", Tone.MIXED, "split", "")
OPINION = VerdictView("opinion", "Opinion", "A judgment.", Tone.NEUTRAL, "dotted", "")
CONTRADICTED = VerdictView(
    "contradicted", "Contradicted", "The sources speak against it.", Tone.NEGATIVE, "crossed", ""
)
SCALE = (SUPPORTED, OVERTAKEN, DISPUTED, OPINION, CONTRADICTED, None)

SITE = page_records.SiteView(
    title="The Harbour Archive",
    description="What was said about the Mill Bridge.",
    navigation=(
        page_records.NavLink("Articles", "articles/", is_absolute=False),
        page_records.NavLink("People", "people/", is_absolute=False),
        page_records.NavLink("The Harbour Letter", "https://example.org/", is_absolute=True),
    ),
    footer=Html("<p>Made by the <em>Harbour Letter</em>.</p>"),
    publisher=Link("The Harbour Letter", "https://example.org/"),
)


def frame(url: str, title: str, section: str = "", *crumbs: Link) -> Frame:
    """A frame in English."""
    return Frame(url, title, f"About {title}.", section, "en", crumbs)


def pager(url: str) -> Pager:
    """The first page of three."""
    later = (Link("12 Mar 2024", f"{url}from/bridge-vote/"), Link("undated", f"{url}from/first-count/"))
    return Pager("", "", "", later[0].url, (PagerSection("Entries", later),))


def later_pager(url: str) -> Pager:
    """The second page of three."""
    return Pager("12 Mar 2024 – 3 Feb 2024", url, url, f"{url}from/first-count/")


CORRECTED = Link("A statement.", "claims/no-safe-load/#change-2024-03-12")
CORRECTIONS = (
    page_records.CorrectionView("verdict", DAY, "claim", CORRECTED, OPINION, SUPPORTED, "The report is out."),
    page_records.CorrectionView("verdict", DAY, "claim", CORRECTED, None, SUPPORTED, is_draft=True),
    page_records.CorrectionView("words", DAY, "claim", CORRECTED, None, None, "It was said in March."),
    page_records.CorrectionView(
        "withdrawn", None, "note", Link("Withdrawn note", "notes/gone/"), None, None,
        reason=Html("<p>A <em>misprint</em>.</p>"),
    ),
)  # fmt: skip


def claim(number: int, verdict: VerdictView | None) -> page_records.ClaimItem:
    """A claim in a list."""
    return page_records.ClaimItem(
        f"claims/claim-{number}/",
        f"Statement number {number}.",
        (REYES, COUNCIL),
        DAY,
        verdict,
        (VOTE,),
        is_draft=False,
        topics=(BRIDGE,),
    )


CLAIMS = tuple(claim(number, verdict) for number, verdict in enumerate(SCALE, 1))
GROUPS = tuple(page_records.VerdictGroup(one.verdict, (one,)) for one in CLAIMS)
SHARES = tuple(page_records.VerdictShare(verdict, 1, 16.67) for verdict in SCALE)
NOTE = page_records.NoteItem(
    "notes/load-limit/", "What a load limit says", "The weight of one vehicle.", 2, is_draft=False
)
ARTICLE = page_records.ArticleItem(
    VOTE.url, VOTE.text, DAY, "The Harbour Letter", "The council closes the bridge.", ("2 people",), is_draft=True
)
YEARS = (page_records.YearGroup("2024", (ARTICLE,)), page_records.YearGroup("", (replace(ARTICLE, date=None),)))
ANA = page_records.ActorItem("people/ana-reyes/", "Ana Reyes", "Reyes, Ana", "Mayor, since 2021", "AR", 3, 2)
COMPANIONS = (
    page_records.Companion("Town Council", COUNCIL.url, ActorKind.ORGANIZATION, 2),
    page_records.Companion("Luis Reyes", "people/luis-reyes/", ActorKind.PERSON, 0),
)
TOPIC = page_records.TopicItem(
    BRIDGE.url,
    BRIDGE.text,
    "The bridge of 1911.",
    2,
    1,
    (page_records.TopicItem("topics/piers/", "Piers", "", 0, 0, ()),),
)
SOURCE = page_records.SourceView(
    "Annual report", "https://example.org/report.pdf", "River Authority", Date("2023-11"), DAY,
    "https://archive.example.org/report.pdf", "The limit is 3.5 tonnes.",
)  # fmt: skip
EXCERPT = Excerpt("Mayor ", "Ana Reyes", " closed the bridge.")
SENTENCE = (Link("Mayor ", ""), Link("Ana Reyes", f"{VOTE.url}#mention-Ana-Reyes"), Link(" closed the bridge.", ""))
PASSAGE = page_records.PassageView(VOTE, DAY, "The Harbour Letter", f"{VOTE.url}#claim-no-safe-load", EXCERPT, "")
LOST = page_records.PassageView(VOTE, None, "", VOTE.url, None, "has carried no load")
WHOLE = page_records.PassageView(VOTE, None, "", VOTE.url, None, "")

CLAIM_CARD = Card(
    AnnotationKind.CLAIM, "card.claim-no-safe-load", "claim-no-safe-load", 1, (REYES,),
    "The bridge has carried no safe load since 2009.", DISPUTED, "The report says so of one pier.",
    "claims/no-safe-load/", 2, is_draft=False,
)  # fmt: skip
NOTE_CARD = Card(
    AnnotationKind.NOTE, "card.note-load-limit", "note-load-limit", 2, (), "What a load limit says", None,
    "The weight of one vehicle.", "notes/load-limit/", 0, is_draft=True,
)  # fmt: skip
WHOLE_CARD = replace(NOTE_CARD, element_id="note-paper", target_id="", number=0, statement="About this paper")

PARAGRAPH = Html(
    '<p>Mayor <a class="name" id="mention-Ana-Reyes" href="../../people/ana-reyes/">Ana Reyes</a> said the bridge '
    '<mark class="claim" id="claim-no-safe-load" data-on="claim-no-safe-load">has not carried a </mark>'
    '<mark class="claim note" id="note-load-limit" data-on="claim-no-safe-load note-load-limit">safe load</mark>'
    '<a class="marker claim" id="marker.claim-no-safe-load" href="#card.claim-no-safe-load" aria-label="Claim 1"'
    ' data-n="1"></a>'
    '<a class="marker note" id="marker.note-load-limit" href="#card.note-load-limit" aria-label="Note 2"'
    ' data-n="2"></a>'
    " since 2009.</p>"
)
HEADING = Html('<h2 id="section-piers">The piers</h2>')

ARTICLE_PAGE = page_records.ArticlePage(
    frame=frame(VOTE.url, VOTE.text, "articles/", Link("Articles", "articles/")),
    headline=Html(VOTE.text),
    headline_cards=(),
    whole_cards=(WHOLE_CARD,),
    blocks=(
        Block(PARAGRAPH, (CLAIM_CARD, NOTE_CARD), is_dense=True),
        Block(HEADING, (), is_dense=False),
        Block(Html("<p>The western pier is from 1911.</p>"), (), is_dense=False),
    ),
    contents=(page_records.Contents(2, "section-piers", "The piers"),),
    date=DAY,
    publisher="The Harbour Letter",
    authors=("Mia Holt", "Per Lund"),
    url="https://example.org/bridge-vote",
    archived_url="https://archive.example.org/bridge-vote",
    rights="© The Harbour Letter",
    sha256="98bd36fffa16bea5" * 4,
    text_language="en",
    summary=Html("<p>The council closes the <em>bridge</em>.</p>"),
    topics=(BRIDGE,),
    counts=("2 people", "1 claim"),
    people=COMPANIONS[1:],
    organizations=COMPANIONS[:1],
    places=(),
    newer=Link("A second count", "articles/bridge-count/"),
    linked_from=(Link("A second count", "articles/bridge-count/"),),
    older=Link("The first count", "articles/first-count/"),
    citations=(
        page_records.Citation("In words", "Holt. “Council votes.”"),
        page_records.Citation("BibTeX", "@misc{bridge-vote}"),
    ),
)

ACTOR_PAGE = page_records.ActorPage(
    frame=frame("people/ana-reyes/", "Ana Reyes", "people/", Link("People", "people/")),
    kind=ActorKind.PERSON,
    name="Ana Reyes",
    one_line="Mayor, since 2021 · born 1961",
    aliases=("Mayor Reyes",),
    born=Date("1961-08-16"),
    died=Date("2031"),
    summary=Html("<p>Mayor since 2021.</p>"),
    body=Html(f'<p>She leads the <a href="{ROOT_MARK}organizations/town-council/">council</a>.</p>'),
    image=page_records.ImageView("media/reyes.jpg", "Ana Reyes at a desk", "P. Lund", "CC BY 4.0"),
    roles=(
        page_records.RoleView("Mayor", COUNCIL, "since 2021", Date("2021")),
        page_records.RoleView("Clerk", None, "2012–2020", Date("2012-03"), Date("2020-10-01")),
        page_records.RoleView("Teacher", None, ""),
    ),
    mention_count=1200,
    article_count=1,
    years=(
        page_records.MentionYear(
            "2024",
            (
                page_records.MentionGroup(
                    VOTE,
                    DAY,
                    "The Harbour Letter",
                    True,
                    (page_records.MentionView(EXCERPT, f"{VOTE.url}#mention-Ana-Reyes", SENTENCE),),
                ),
            ),
        ),
    ),
    about_articles=(ARTICLE,),
    shares=SHARES,
    claims_made=GROUPS,
    claims_about=CLAIMS,
    claims_reported=CLAIMS,
    notes=(NOTE,),
    companions=COMPANIONS,
    topics=(BRIDGE,),
    related=(page_records.RelatedActor("brother", Link("Luis Reyes", "people/luis-reyes/")),),
    same_as=("https://www.wikidata.org/wiki/Q1",),
    sources=(SOURCE,),
    pager=pager("people/ana-reyes/"),
)

TOPIC_PAGE = page_records.TopicPage(
    frame=frame(BRIDGE.url, BRIDGE.text, "topics/", Link("Topics", "topics/"), Link("Traffic", "topics/traffic/")),
    name=BRIDGE.text,
    summary=Html("<p>The bridge of 1911.</p>"),
    body=Html("<h2>Its piers</h2><p>There are three.</p>"),
    parent=Link("Traffic", "topics/traffic/"),
    children=(Link("Piers", "topics/piers/"),),
    related=(Link("Load limits", "topics/load-limits/"),),
    article_count=2,
    articles=YEARS,
    actors=COMPANIONS,
    claims=CLAIMS,
    shares=SHARES,
    notes=(NOTE,),
    timeline=(
        page_records.TimelineItem(Date("2023-11"), "claim", "Statement number 1.", "claims/claim-1/", ("Ana Reyes",)),
        page_records.TimelineItem(DAY, "article", VOTE.text, VOTE.url, is_draft=True),
    ),
    periods=(page_records.PeriodCount("Nov 2023", 0, 1), page_records.PeriodCount("Mar 2024", 1, 0)),
    pager=pager(BRIDGE.url),
)

CLAIM_PAGE = page_records.ClaimPage(
    frame=frame("claims/no-safe-load/", "The bridge has carried no safe load.", "claims/", Link("Claims", "claims/")),
    statement="The bridge has carried no safe load.",
    speakers=(REYES,),
    reported_by=(COUNCIL,),
    about=(Link("Mill Bridge", "places/mill-bridge/"),),
    date=DAY,
    verdict=SUPPORTED,
    review=Html("<p>The report says so.</p><h3>Of which pier</h3><p>Of the western one.</p>"),
    reviewed_by="Fact desk",
    reviewed=Date("2024-03-20"),
    passages=(PASSAGE, LOST, WHOLE),
    sources=(SOURCE, replace(SOURCE, url="", archived_url="", quote="")),
    related=(
        page_records.RelatedClaims("Repeats", CLAIMS[:1]),
        page_records.RelatedClaims("Contradicted by", CLAIMS[1:2]),
    ),
    history=(
        page_records.HistoryView(Date("2024-03-14"), OPINION, "The report was not out yet.", None, "change-2024-03-14"),
        page_records.HistoryView(DAY, CONTRADICTED, "It is out.", OPINION, "change-2024-03-12"),
        page_records.HistoryView(DAY, None, "Taken back.", None, "change-2024-03-12.2"),
    ),
    topics=(BRIDGE,),
    reviewer=page_records.NavLink("Fact desk", "https://example.org/desk", is_absolute=True),
    reviews=(
        page_records.ReviewView(
            "review-cem",
            OPINION,
            page_records.NavLink("Cem Aydin", "people/cem/", is_absolute=False),
            DAY,
            Html("<p>It <em>depends</em>.</p>"),
        ),
        page_records.ReviewView("review.unnamed", None, None, None, Html("")),
    ),
)

NOTE_PAGE = page_records.NotePage(
    frame=frame("notes/load-limit/", "What a load limit says", "notes/", Link("Notes", "notes/")),
    title="What a load limit says",
    body=Html("<p>The weight of <em>one</em> vehicle.</p>"),
    passages=(PASSAGE, WHOLE),
    passage_count=2,
    sources=(SOURCE,),
    actors=(COUNCIL,),
    topics=(BRIDGE,),
    pager=Pager("", "", "", ""),
    authors=(page_records.NavLink("Mia Holt", "", is_absolute=False),),
    certainty="medium",
)

LOST_TASK = page_records.Task(
    Link("The bridge has carried no safe load.", "claims/no-safe-load/"), ("claim", "not in"), (VOTE,),
    "content/claims/vote.yaml:4", lost="has carried no load", is_draft=True,
)  # fmt: skip
NAME_TASK = page_records.Task(
    Link("Reyes", f"{VOTE.url}#:~:text=Reyes"), ("12 times in 2 articles", "fits"),
    (REYES, Link("Luis Reyes", "people/luis-reyes/")),
    examples=(page_records.Example(VOTE, EXCERPT, f"{VOTE.url}#:~:text=Reyes", "content/articles/vote.yaml:1"),),
)  # fmt: skip

PERIODS = (
    page_records.PeriodCount("2022", 1, 0),
    page_records.PeriodCount("2023", 0, 0),
    page_records.PeriodCount("2024", 2, 6),
)

HOME_PAGE = page_records.HomePage(
    frame=Frame("", SITE.title, SITE.description, "", "en"),
    counts=(Link("2 articles", "articles/"), Link("1 person", "people/")),
    articles=(ARTICLE, ARTICLE),
    people=(ANA,),
    topics=(TOPIC,),
    shares=SHARES,
    periods=PERIODS,
)

PAGES: tuple[Page, ...] = (
    ARTICLE_PAGE,
    ACTOR_PAGE,
    TOPIC_PAGE,
    CLAIM_PAGE,
    NOTE_PAGE,
    page_records.TextPage(frame("about/", "About", "about/"), Html("<p>Who we are.</p>")),
    page_records.ArticlesPage(frame("articles/", "Articles", "articles/"), 2, YEARS, pager("articles/")),
    page_records.ActorsPage(
        frame("people/", "People", "people/"), ActorKind.PERSON, 2,
        (
            page_records.LetterGroup("R", (replace(ANA, image="media/reyes.jpg"),), "letter-R"),
            page_records.LetterGroup("#", (replace(ANA, mentions=0, one_line=""),), "letter-#"),
        ),
        (Link("R", "people/#letter-R"), Link("#", "people/#letter-%23")), True, (Link("Places", "places/"),),
        pager("people/"),
    ),
    page_records.TopicsPage(frame("topics/", "Topics", "topics/"), 2, (TOPIC,), pager("topics/")),
    page_records.ClaimsPage(
        frame("claims/", "Claims", "claims/"), 6, SHARES, verdict=None, is_of_one=False, claims=CLAIMS,
        pager=pager("claims/"),
    ),
    page_records.ScalePage(
        frame("verdicts/", "Verdicts", "claims/"), Html("<p>How we <em>judge</em>.</p>"),
        (
            page_records.ScaleStep("verdict-supported", SUPPORTED, 2, "claims/verdict/supported/"),
            page_records.ScaleStep("verdict-opinion", OPINION, 0, ""),
        ),
    ),
    page_records.CorrectionsPage(
        replace(frame("corrections/", "Corrections"), meta=page_records.Meta(feed="corrections/feed.xml")), 4,
        Html("<p>We mend what is <em>wrong</em>.</p>"),
        (page_records.CorrectionYear("2024", CORRECTIONS[:2]), page_records.CorrectionYear("", CORRECTIONS[2:])),
        pager("corrections/"),
    ),
    page_records.TimelinePage(
        frame("timeline/", "Timeline", "timeline/"), 2, PERIODS,
        (Link("2023", "timeline/#year-2023"), Link("2024", "timeline/#year-2024")),
        (
            page_records.TimelineYear("2023", "year-2023", 0, 1, TOPIC_PAGE.timeline[:1]),
            page_records.TimelineYear("2024", "year-2024", 1, 0, TOPIC_PAGE.timeline[1:]),
        ),
        pager("timeline/"),
    ),
    page_records.NotesPage(frame("notes/", "Notes", "notes/"), 1, (NOTE, replace(NOTE, places=0)), pager("notes/")),
    HOME_PAGE,
    page_records.SearchPage(
        frame("search/", "Search", "search/"), is_indexed=True,
        facets=(page_records.Facet("kind", "Kind", "Everything"), page_records.Facet("year", "Year", "Any year")),
        sections=SITE.navigation[:2],
    ),
    page_records.EditorsPage(
        frame("editors/", "For editors"),
        (
            page_records.TaskList("passages", "Lost and ambiguous passages", "Quote them anew.", 60, (LOST_TASK,)),
            page_records.TaskList("names", "Known names that are not linked", "Settle them.", 1, (NAME_TASK,)),
            page_records.TaskList("drafts", "Drafts", "Publish them.", 0, ()),
        ),
        (AnchorCounts("content/claims/vote.yaml", 1200, 3, 0, 1),), 60, AnchorCounts("", 1300, 3, 0, 1), 70,
    ),
    page_records.DataPage(
        frame("data/", "Data"),
        (page_records.DataFile("articles.jsonl", "data/articles.jsonl", "Each article.", 1200),),
        "data/datapackage.json",
    ),
    page_records.NotFoundPage(frame("404.html", "Page not found")),
    page_records.WithdrawnPage(
        frame("claims/gone/", "Withdrawn claim", "claims/"), "claim", Html("<p>A misprint.</p>"),
        DAY, Link("Corrections", "corrections/"),
    ),
    page_records.RedirectPage(replace(frame("people/a-reyes/", "Ana Reyes", "people/"), is_listed=False), REYES),
)  # fmt: skip
"""In the order of `sitegen.output.render.TEMPLATES`."""

EMPTY_PAGES: tuple[Page, ...] = (
    replace(
        ARTICLE_PAGE, whole_cards=(), blocks=(), contents=(), date=None, publisher="", authors=(), url="",
        archived_url="", rights="", summary=Html(""), topics=(), counts=(), people=(), organizations=(), newer=None,
        older=None,
    ),
    replace(
        ACTOR_PAGE, one_line="", aliases=(), born=None, died=None, summary=Html(""), body=Html(""), image=None,
        roles=(), mention_count=0, article_count=0, years=(), about_articles=(), shares=(), claims_made=(),
        claims_about=(), notes=(), companions=(), topics=(), related=(), same_as=(), sources=(),
        pager=Pager("", "", "", ""),
    ),
    replace(
        TOPIC_PAGE, summary=Html(""), body=Html(""), parent=None, children=(), related=(), article_count=0, articles=(),
        actors=(), claims=(), shares=(), notes=(), timeline=(), periods=(), pager=Pager("", "", "", ""),
    ),
    replace(
        CLAIM_PAGE, speakers=(), reported_by=(), about=(), date=None, verdict=None, review=Html(""), reviewed_by="",
        reviewed=None, passages=(), sources=(), related=(), history=(), topics=(),
    ),
    replace(NOTE_PAGE, body=Html(""), passages=(), passage_count=0, sources=(), actors=(), topics=()),
    replace(HOME_PAGE, counts=(), articles=(), people=(), topics=(), shares=(), periods=()),
)  # fmt: skip
"""The kinds of page that have much to leave out, with all of it left out."""


LATER_PAGES: tuple[Page, ...] = (
    page_records.ActorPage(
        replace(ACTOR_PAGE.frame, url="people/ana-reyes/mentions/from/bridge-vote/"), ActorKind.PERSON, "Ana Reyes",
        ACTOR_PAGE.years, (), (), (), (), (), later_pager("people/ana-reyes/"),
    ),
    page_records.ActorPage(
        replace(ACTOR_PAGE.frame, url="people/ana-reyes/notes/from/load-limit/"), ActorKind.PERSON, "Ana Reyes",
        (), (), (), (), (), (NOTE,), later_pager("people/ana-reyes/"),
    ),
    page_records.TopicPage(
        replace(TOPIC_PAGE.frame, url=f"{BRIDGE.url}articles/from/bridge-vote/"), BRIDGE.text, YEARS, (), (),
        later_pager(BRIDGE.url),
    ),
    page_records.NotePage(
        replace(NOTE_PAGE.frame, url="notes/load-limit/passages/from/bridge-vote/"), NOTE_PAGE.title, (PASSAGE,),
        later_pager("notes/load-limit/"),
    ),
    page_records.ArticlesPage(
        frame("articles/from/bridge-vote/", "Articles", "articles/"), None, YEARS, later_pager("articles/")
    ),
    page_records.ClaimsPage(
        frame("claims/from/no-safe-load/", "Claims", "claims/"), None, (), verdict=None, is_of_one=False,
        claims=CLAIMS, pager=later_pager("claims/"),
    ),
)  # fmt: skip
"""Later pages of lists, which have nothing but items."""


def filled_with(value: Any, words: str, hint: object = None) -> Any:
    """A record in which every plain text is these words."""
    if isinstance(value, FrozenRecord) and not isinstance(value, Date):
        hints = get_type_hints(type(value))
        changed = {name: filled_with(getattr(value, name), words, hints[name]) for name in hints}
        return replace(value, **changed)
    if isinstance(value, tuple):
        changed_items = [filled_with(one, words) for one in value]
        return type(value)(*changed_items) if hasattr(value, "_fields") else tuple(changed_items)
    is_plain = type(value) is str and hint is not Html and value != ""
    return words if is_plain else value
