"""What is timed is a sound archive, and the same one every time; and each edit is what it is called."""

from __future__ import annotations

import importlib
import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from csv import DictReader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3


@pytest.fixture
def benchmark_module(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """A module of the benchmarks, by its name."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module


@pytest.fixture
def corpus(benchmark_module: Callable[[str], ModuleType]) -> ModuleType:
    """The benchmark's articles."""
    return benchmark_module("corpus")


@pytest.fixture
def edits(benchmark_module: Callable[[str], ModuleType]) -> ModuleType:
    """The benchmark's edits."""
    return benchmark_module("edits")


@pytest.fixture
def site_files(benchmark_module: Callable[[str], ModuleType]) -> ModuleType:
    """How articles become files."""
    return benchmark_module("site_files")


def archive(site_files: ModuleType, site: Any) -> dict[str, str]:
    """The files of a whole archive."""
    return dict(site_files.archive_files(site, site.articles))


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    assert before.keys() <= after.keys()
    return sorted(path for path in after if before.get(path) != after[path])


def words(text: str) -> Counter[str]:
    return Counter(text.replace(".", " ").replace(",", " ").split())


def naming(site: Any, name: str) -> int:
    """How many articles have these words."""
    return sum(name in "\n".join(one.paragraphs) for one in site.articles)


def steps(edits: ModuleType, corpus: ModuleType, kind: str, count: int = 300) -> Iterator[tuple[Any, Any]]:
    """The site before and the edit after, of a kind, in each round; all other kinds are made between."""
    site = edits.prepared(corpus.corpus(count), ROUNDS)
    for number in range(1, ROUNDS + 1):
        for name, (_, make) in edits.KINDS.items():
            edit = make(site, number)
            if name == kind:
                yield site, edit
            site = edit.site


def test_the_archive_is_built_without_problems_and_shows_each_edit(
    edits: ModuleType,
    corpus: ModuleType,
    site_files: ModuleType,
    run_cli: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
) -> None:
    site, root = edits.prepared(corpus.corpus(20), 1), tmp_path / "archive"
    site_files.write(site_files.ARCHIVE, site, root)

    def build() -> tuple[int, list[object], int, int]:
        done = run_cli("build", "--json", "--no-search", "--root", root)
        told = json.loads(done.stdout)
        return done.returncode, told["problems"], told["stats"]["articles"], told["stats"]["passages"]

    assert build() == (0, [], 20, 60)
    made = {}
    for kind, (_, make) in edits.KINDS.items():
        made[kind] = edit = make(site, 1)
        assert edit.is_shown(root / "public") is (kind == "same")
        site_files.put(site_files.changes(site_files.ARCHIVE, edit.site, edit.articles, root), root)()
        site = edit.site
    assert build() == (0, [], 21, 60)
    assert [kind for kind, edit in made.items() if not edit.is_shown(root / "public")] == []
    with (root / "public/data/mentions.csv").open(encoding="utf-8", newline="") as file:
        mentions = list(DictReader(file))
    aliased = [one for one in mentions if one["text"] == edits.alias(1)]
    assert {one["actor"] for one in aliased} == {edits.RARE.id}
    assert len(aliased) == len({one["article"] for one in aliased}) == 3
    assert [one["article"] for one in mentions if one["actor"] == edits.newcomer(1).id] == ["a000001"]


def test_each_quote_stands_in_one_place_of_its_article(corpus: ModuleType, edits: ModuleType) -> None:
    articles = edits.prepared(corpus.corpus(60), ROUNDS).articles
    counts = [
        "\n\n".join([one.title, *one.paragraphs]).count(said.quote)
        for one in articles
        for said in (*one.claims, *one.notes)
    ]
    assert counts == [1] * 180


def test_every_second_claim_has_a_verdict_of_the_built_in_scale(corpus: ModuleType) -> None:
    from sitegen.content.schema.site_settings import DEFAULT_VERDICTS

    labels = {str(one.id): one.label for one in DEFAULT_VERDICTS}
    verdicts = [claim.verdict for one in corpus.corpus(20) for claim in one.claims]
    assert Counter(verdicts) == {"": 20, **dict.fromkeys(corpus.VERDICTS, 5)}
    assert {one: labels[one] for one in corpus.VERDICTS} == {one: one.capitalize() for one in corpus.VERDICTS}


def test_the_same_files_are_made_every_time(corpus: ModuleType, edits: ModuleType, site_files: ModuleType) -> None:
    one, other = (archive(site_files, edits.prepared(corpus.corpus(20), 2)) for _ in range(2))
    assert one == other
    assert len(one) == 2 + 20 * 3


def test_peers_get_a_page_of_each_article_claim_and_note(
    corpus: ModuleType, site_files: ModuleType, tmp_path: Path
) -> None:
    site = site_files.Site("A title", tuple(corpus.corpus(5)))
    for form, content in ((site_files.HUGO, "content"), (site_files.PELICAN, "content"), (site_files.ELEVENTY, "src")):
        site_files.write(form, site, tmp_path / form.name)
        written = sorted(file.parent.name for file in (tmp_path / form.name / content).glob("*/*.md"))
        assert written == ["articles"] * 5 + ["claims"] * 10 + ["notes"] * 5
        titled = [
            file.name for file in (tmp_path / form.name).rglob("*") if file.is_file() and "A title" in file.read_text()
        ]
        assert len(titled) == 1


FILES = {
    "same": [],
    "word": ["seeds/a000150.md"],
    "name": ["seeds/a000151.md"],
    "note": ["content/notes/a000152.yaml"],
    "verdict": ["content/claims/a000153.yaml"],
    "alias": ["content/actors/all.yaml"],
    "actor": ["content/actors/all.yaml"],
    "site": ["content/site.yaml"],
}


@pytest.mark.parametrize("kind", FILES)
def test_an_edit_changes_the_files_of_its_kind_alone(
    kind: str, edits: ModuleType, corpus: ModuleType, site_files: ModuleType
) -> None:
    for before, edit in steps(edits, corpus, kind):
        assert differing(archive(site_files, before), archive(site_files, edit.site)) == FILES[kind]


def test_a_new_article_has_a_file_of_its_own_and_an_old_date(
    edits: ModuleType, corpus: ModuleType, site_files: ModuleType
) -> None:
    for number, (before, edit) in enumerate(steps(edits, corpus, "article"), 1):
        name = f"late-{number}"
        assert differing(archive(site_files, before), archive(site_files, edit.site)) == [
            f"content/claims/{name}.yaml",
            f"content/notes/{name}.yaml",
            f"seeds/{name}.md",
        ]
        (one,) = edit.articles
        assert sum(other.date > one.date for other in before.articles) > 0.8 * len(before.articles)


@pytest.mark.parametrize("kind", ["word", "name"])
def test_one_word_is_another_and_its_sentence_names_somebody_or_nobody(
    kind: str, edits: ModuleType, corpus: ModuleType
) -> None:
    names = {part for one in corpus.corpus(300) for actor in one.actors for part in (actor.name, actor.short)}
    for number, (before, edit) in enumerate(steps(edits, corpus, kind), 1):
        (one,) = edit.articles
        old = next(other for other in before.articles if other.id == one.id)
        now, then = (words("\n".join(article.paragraphs)) for article in (one, old))
        assert (now - then, then - now) == ({edits.word(number): 1}, {edits.word(number - 1): 1})
        sentence = next(text for text in "\n".join(one.paragraphs).split(". ") if edits.word(number) in text)
        assert any(name in sentence for name in names) is (kind == "name")


def test_an_alias_stands_in_three_articles_that_name_its_bearer_and_in_no_other(
    edits: ModuleType, corpus: ModuleType
) -> None:
    for number, (before, edit) in enumerate(steps(edits, corpus, "alias"), 1):
        assert naming(edit.site, edits.alias(number)) == naming(edit.site, edits.RARE.name) == 3
        bearers = {one for article in edit.site.articles for one in article.actors if one.id == edits.RARE.id}
        assert [one.aliases for one in bearers] == [tuple(edits.alias(each) for each in range(1, number + 1))]
        assert edits.alias(number) not in {name for a in before.articles for one in a.actors for name in one.aliases}


@pytest.mark.parametrize(("count", "named"), [(100, 1), (300, 3), (1000, 10)])
def test_a_new_actor_is_named_in_one_of_a_hundred_articles(
    count: int, named: int, edits: ModuleType, corpus: ModuleType
) -> None:
    for number, (before, edit) in enumerate(steps(edits, corpus, "actor", count), 1):
        actor = edits.newcomer(number)
        assert naming(before, actor.name) == len(edit.articles) == named
        assert actor.id not in {one.id for article in before.articles for one in article.actors}
        assert edit.site.late[-1] == actor


def test_a_verdict_takes_the_place_of_another(edits: ModuleType, corpus: ModuleType) -> None:
    for before, edit in steps(edits, corpus, "verdict"):
        old = {claim.id: claim.verdict for one in before.articles for claim in one.claims}
        now = {claim.id: claim.verdict for one in edit.site.articles for claim in one.claims}
        ((_, then), (_, other)) = sorted({*old.items()} ^ {*now.items()}, key=lambda pair: pair not in old.items())
        assert {then, other} <= set(corpus.VERDICTS)
        assert then != other


def test_no_state_of_a_file_comes_twice(edits: ModuleType, corpus: ModuleType, site_files: ModuleType) -> None:
    site = edits.prepared(corpus.corpus(20), ROUNDS)
    known = {*archive(site_files, site).items()}
    for number in range(1, ROUNDS + 1):
        for kind, (_, make) in edits.KINDS.items():
            edit = make(site, number)
            new = {*archive(site_files, edit.site).items()} - {*archive(site_files, site).items()}
            assert bool(new) is (kind != "same")
            assert not new & known
            known, site = known | new, edit.site


def test_peers_change_the_files_that_they_have_for_it(
    edits: ModuleType, corpus: ModuleType, site_files: ModuleType, tmp_path: Path
) -> None:
    site, form = edits.prepared(corpus.corpus(300), 1), site_files.HUGO
    site_files.write(form, site, tmp_path / "site")
    made = {kind: make(site, 1) for kind, (_, make) in edits.KINDS.items()}
    counts = {
        kind: len(site_files.changes(form, one.site, one.articles, tmp_path / "site")) for kind, one in made.items()
    }
    both = {"note": 2, "verdict": 2}  # the page of the article has them, too
    assert counts == {"same": 0, "word": 1, "name": 1, **both, "alias": 0, "actor": 3, "article": 1, "site": 1}
