"""How passages were found, counted by the files that hold them."""

from __future__ import annotations

from support.sample_archives import DRAFT, article, claim, graph_of, note, on

from sitegen.core.model import AnnotationTarget, Archive, ArticleId, Quote, Site
from sitegen.core.problems import Location
from sitegen.site import anchor_report
from sitegen.site.anchor_report import AnchorCounts

TEXT = "The vote\n\n“It is safe,” she said. He said no. She said no."


def quoted(file: str, words: str, **more: str) -> AnnotationTarget:
    place = Location(file, 3, 8)
    return AnnotationTarget(ArticleId("vote"), place, Quote(words, place, **more))  # type: ignore[arg-type]


def found(*records: object, drafts: bool = False) -> tuple[AnchorCounts, ...]:
    kinds = {
        name: tuple(one for one in records if type(one).__name__ == kind)
        for name, kind in (("claims", "Claim"), ("notes", "Note"))
    }
    archive = Archive(Site(), articles=(article("plan", status=DRAFT), article("vote")), **kinds)  # type: ignore[arg-type]
    entries = graph_of(archive, {"vote": TEXT, "plan": "The plan\n\nA bridge."}, drafts=drafts).entries
    return anchor_report.anchor_counts(archive, [entry.annotated for entry in entries], drafts=drafts)


def test_each_passage_is_counted_once_by_the_way_it_was_found() -> None:
    (counted,) = found(
        claim("exact", quoted("a.yaml", "She said")),
        claim("folded", quoted("a.yaml", '"It is safe,"')),
        claim("ambiguous", quoted("a.yaml", "no")),
        claim("lost", quoted("a.yaml", "no", prefix="They said")),
        claim("empty", quoted("a.yaml", " ")),
    )
    assert counted == AnchorCounts("a.yaml", exact=1, folded=1, ambiguous=1, lost=2)


def test_a_record_counts_for_every_file_and_passage_that_it_has() -> None:
    counted = found(
        note("n", quoted("b.yaml", "She said"), quoted("b.yaml", "He said")),
        claim("c", quoted("a.yaml", "no", suffix=". She")),
    )
    assert counted == (AnchorCounts("a.yaml", exact=1), AnchorCounts("b.yaml", exact=2))


def test_whole_articles_and_terms_are_no_passages() -> None:
    assert found(claim("whole", on("vote")), note("term", terms=("vote",))) == ()


def test_what_readers_do_not_see_is_not_counted() -> None:
    hidden = claim("hidden", quoted("a.yaml", "She said"), status=DRAFT)
    elsewhere = claim("elsewhere", on("plan", "A bridge"))
    assert found(hidden, elsewhere) == ()
    assert [one.exact for one in found(hidden, elsewhere, drafts=True)] == [1, 1]


def test_all_files_add_up() -> None:
    files = (AnchorCounts("a", 1, 2, 3, 4), AnchorCounts("b", 10, 20, 30, 40))
    assert anchor_report.total_counts(files) == AnchorCounts("", 11, 22, 33, 44)
    assert anchor_report.total_counts(()) == AnchorCounts()


def test_a_file_is_sound_where_all_its_passages_are_exact() -> None:
    assert AnchorCounts("a", exact=3).is_sound
    assert [AnchorCounts("a", **{way: 1}).is_sound for way in ("folded", "ambiguous", "lost")] == [False] * 3
