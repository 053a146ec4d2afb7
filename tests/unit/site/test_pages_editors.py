"""The page for editors: what is not done yet, and in which file."""

from __future__ import annotations

from urllib.parse import unquote

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
    on,
    organization,
    pages_of,
    person,
)

from sitegen.core.model import Archive, ArticleId, Excerpt, NotMention, ProsePage, Site, Source
from sitegen.core.problems import Location
from sitegen.site.anchor_report import AnchorCounts
from sitegen.site.pages.page_records import EditorsPage, Example, Link, Task, TaskList


def page_of(archive: Archive, seeds: dict[str, str]) -> EditorsPage:
    return pages_of(graph_of(archive, seeds, drafts=True), drafts=True)["editors/"]  # type: ignore[return-value]


def lists(archive: Archive, seeds: dict[str, str] = SEEDS) -> dict[str, TaskList]:
    return {one.element_id: one for one in page_of(archive, seeds).lists}


def named(tasks: TaskList) -> list[str]:
    return [task.what.text for task in tasks.tasks]


def test_only_a_build_with_drafts_has_the_page() -> None:
    assert "editors/" not in pages_of(harbour())
    page = page_of(HARBOUR, SEEDS)
    assert (page.frame.title, page.frame.is_draft, page.frame.is_listed) == ("For editors", True, False)


def test_every_list_tells_how_long_it_is() -> None:
    assert [(one.element_id, one.total) for one in page_of(HARBOUR, SEEDS).lists] == [
        ("passages", 1),
        ("names", 0),
        ("claims", 4),
        ("articles", 1),
        ("actors", 2),
        ("drafts", 3),
    ]


def test_a_lost_passage_leads_to_its_record_its_article_and_its_line() -> None:
    (task,) = lists(HARBOUR)["passages"].tasks
    assert task == Task(
        Link("Statement lost.", "claims/lost/"), ("claim", "not in"), (Link("Council votes", "articles/vote/"),),
        "content/x.yaml:1", lost="words that nobody wrote",
    )  # fmt: skip


def test_an_ambiguous_passage_says_so() -> None:
    archive = Archive(Site(), articles=(article("a"),), claims=(claim("c", on("a", "cars")),))
    (task,) = lists(archive, {"a": "T\n\nNo cars, no cars."})["passages"].tasks
    assert (task.facts, task.lost) == (("claim", "in several places of"), "cars")


def test_claims_say_what_they_lack() -> None:
    report = (Source("Report"),)
    archive = Archive(
        Site(verdicts=SCALE),
        claims=(
            claim("bare", date="2024"),
            claim("judged", verdict="true", date="2023"),
            claim("sourced", sources=report, date="2022", status=DRAFT),
            claim("whole", verdict="true", sources=report),
        ),
    )
    assert [(task.what, task.facts, task.is_draft) for task in lists(archive)["claims"].tasks] == [
        (Link("Statement bare.", "claims/bare/"), ("no verdict", "no sources"), False),
        (Link("Statement judged.", "claims/judged/"), ("no sources",), False),
        (Link("Statement sourced.", "claims/sourced/"), ("no verdict",), True),
    ]


def test_an_article_names_nobody_where_it_has_neither_mentions_nor_actors() -> None:
    archive = Archive(
        Site(),
        articles=(article("about", actors=("ana",)), article("by-name"), article("of-nobody", publisher="The Letter")),
        actors=(person("ana", "Ana Reyes"),),
    )
    found = lists(archive, {"by-name": "T\n\nAna Reyes.", "of-nobody": "No one\n\nNobody."})["articles"]
    assert found.tasks == (Task(Link("No one", "articles/of-nobody/"), ("The Letter",), (), "content/x.yaml:1"),)


def test_actors_that_are_named_once_or_never_are_listed_the_unnamed_first() -> None:
    archive = Archive(
        Site(),
        articles=(article("a", actors=("council",)),),
        actors=(
            person("ana", "Ana Reyes"),
            organization("council", "The Council"),
            person("luis", "Luis Holt"),
            organization("singer", "The Singer", is_pinned_only=True),
        ),
    )
    found = lists(archive, {"a": "T\n\nAna Reyes and Luis Holt came. Ana Reyes left."})["actors"]
    assert [(task.what.url, task.facts, task.links) for task in found.tasks] == [
        ("organizations/council/", ("organization", "listed under actors of 1 article", "never named"), ()),
        ("organizations/singer/", ("organization", "match: pinned", "never named"), ()),
        ("people/luis/", ("person", "named once in"), (Link("T", "articles/a/#mention-Luis-Holt"),)),
    ]


def test_drafts_of_every_kind_are_listed() -> None:
    soon = ProsePage("soon", Location("content/pages/soon.md", 2), "Soon", md("Words."), status=DRAFT)  # type: ignore[arg-type]
    found = lists(replace(HARBOUR, pages=(soon,)))["drafts"]
    assert [(task.what, task.facts, task.file) for task in found.tasks] == [
        (Link("The plan", "articles/plan/"), ("article",), "content/x.yaml:1"),
        (Link("Statement hidden.", "claims/hidden/"), ("claim",), "content/x.yaml:1"),
        (Link("On secret", "notes/secret/"), ("note",), "content/x.yaml:1"),
        (Link("Soon", "soon/"), ("page",), "content/pages/soon.md:2"),
    ]


def test_the_same_words_that_are_not_linked_are_one_entry_with_the_newest_articles() -> None:
    dates = {"a": "2021", "b": "2022", "c": "2023", "d": "2024"}
    archive = Archive(
        Site(), articles=tuple(article(name, date) for name, date in dates.items()), actors=(person("tom", "Tom Holt"),)
    )
    seeds = {name: f"Vote {name}\n\nOn that day Holt left. So Holt was out." for name in dates}
    (task,) = lists(archive, seeds)["names"].tasks
    url = "articles/d/#:~:text=On%20that%20day-,Holt,-left."
    assert task.what == Link("Holt", url)
    assert task.facts == ("8 times in 4 articles", "no full name before this surname of")
    assert task.links == (Link("Tom Holt", "people/tom/"),)
    assert [example.article.text for example in task.examples] == ["Vote d", "Vote c", "Vote b"]
    assert task.examples[0] == Example(
        Link("Vote d", "articles/d/"), Excerpt("On that day ", "Holt", " left."), url, "content/x.yaml:1"
    )


def test_what_is_undecided_comes_before_what_an_author_decided_and_the_most_frequent_first() -> None:
    archive = Archive(
        Site(),
        articles=(article("a", not_mentions=(NotMention("Mercury", HERE),)),),
        actors=(organization("mercury", "Mercury"), person("tom", "Tom Holt"), person("ana", "Ana Reyes")),
    )
    text = "T\n\nSo Reyes left. Then Holt left, and Holt laughed. Mercury, Mercury, Mercury!"
    assert named(lists(archive, {"a": text})["names"]) == ["Holt", "Reyes", "Mercury"]


def test_a_text_without_a_record_is_told_which_file_to_make() -> None:
    bare = replace(article("a"), id=ArticleId("a"), location=Location("seeds/a.txt"))
    (task,) = lists(Archive(Site(), articles=(bare,)), {"a": "T\n\nNobody."})["articles"].tasks
    assert task.file == "content/articles/a.yaml (new)"


def test_long_lists_are_cut_and_tell_how_long_they_are() -> None:
    archive = Archive(Site(per_page=3), actors=tuple(person(f"p{n}", f"Ana Reyes{n}") for n in range(5)))
    found = lists(archive)["actors"]
    assert (found.total, named(found)) == (5, ["Ana Reyes0", "Ana Reyes1", "Ana Reyes2"])


def test_files_with_other_than_exact_passages_are_shown_and_all_are_counted() -> None:
    page = page_of(HARBOUR, SEEDS)
    assert page.passages == (AnchorCounts("content/x.yaml", exact=5, lost=1),)
    assert (page.unsound, page.files, page.whole) == (1, 1, AnchorCounts(exact=5, lost=1))


def test_an_archive_in_which_all_is_well_has_a_page_that_says_so() -> None:
    page = page_of(Archive(Site()), {})
    assert [one.total for one in page.lists] == [0] * 6
    assert (page.passages, page.unsound, page.files, page.whole) == ((), 0, 0, AnchorCounts())


def test_a_text_fragment_is_escaped_as_text() -> None:
    archive = Archive(
        Site(), articles=(article("a"),), actors=(organization("x", "Ash-Holt & Son", is_pinned_only=True),)
    )
    (task,) = lists(archive, {"a": "T\n\nIt is Ash-Holt & Son, they say."})["names"].tasks
    assert task.what.url == "articles/a/#:~:text=It%20is-,Ash%2DHolt%20%26%20Son,-%2C%20they%20say."
    assert unquote(task.what.url).endswith("It is-,Ash-Holt & Son,-, they say.")
