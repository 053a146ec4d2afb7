"""Names that broke other tools, as whole small archives: who is linked, and who is not."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.archives import write

from sitegen.engine import Options, build

Link = Callable[..., tuple[list[tuple[str, str]], list[str]]]


@pytest.fixture
def link(tmp_path: Path) -> Link:
    """Mentions (words, actor) in an article of this text, and what was told."""

    def link(text: str, actors: list[dict[str, object]], record: str = "", name: str = "a.txt") -> object:
        files = {f"seeds/{name}": text, "content/actors/all.yaml": json.dumps(actors)}
        if record:
            files["content/articles/a.yaml"] = f"seed: {name}\n{record}"
        outcome = build(Options(write(tmp_path, files), tmp_path / "public", search=False))
        with (tmp_path / "public/data/mentions.csv").open(encoding="utf-8", newline="") as file:
            found = [(row["text"], row["actor"]) for row in csv.DictReader(file)]
        return found, [str(problem).partition("\n")[0] for problem in outcome.problems]

    return link  # type: ignore[return-value]


def page(root: Path) -> LexborHTMLParser:
    return LexborHTMLParser((root / "public/articles/a/index.html").read_text(encoding="utf-8"))


def actor(identifier: str, name: str, *aliases: str, kind: str = "person") -> dict[str, object]:
    return {"id": identifier, "name": name, "aliases": list(aliases), "kind": kind}


def test_a_short_alias_is_no_part_of_a_longer_word(link: Link) -> None:
    assert link("Article 5 was partly drafted by Art.", [actor("art", "Art Lund", "Art")]) == ([("Art", "art")], [])


def test_a_foundation_and_its_namesake_are_two(link: Link) -> None:
    both = [actor("ana", "Ana Reyes"), actor("fund", "Ana Reyes Foundation", kind="organization")]
    found, told = link("The Ana Reyes Foundation thanked Ana Reyes.", both)
    assert (found, told) == ([("Ana Reyes Foundation", "fund"), ("Ana Reyes", "ana")], [])


def test_every_possessive_is_a_mention_and_stays_outside(link: Link) -> None:
    found, _ = link("Reyes's plan, Reyes’s plan, Reyes' plan.", [actor("reyes", "Reyes")])
    assert found == [("Reyes", "reyes")] * 3


def test_a_name_with_an_apostrophe_is_found_with_either_and_has_none_in_its_address(link: Link, tmp_path: Path) -> None:
    text = "O’Brien spoke. O'Brien’s aide agreed."
    found, told = link(text, [actor("cian-o-brien", "Cian O'Brien", "O'Brien")])
    assert (found, told) == ([("O’Brien", "cian-o-brien"), ("O'Brien", "cian-o-brien")], [])
    write(tmp_path, {"content/actors/O'Brien.yaml": "name: Mary O'Brien\n"})
    link(text, [])
    assert (tmp_path / "public/people/o-brien").is_dir() or (tmp_path / "public/people/obrien").is_dir()


def test_addresses_stay_as_they_are_and_a_link_holds_no_link(link: Link, tmp_path: Path) -> None:
    text = "# T\n\n[Mercer report](https://example.org/mercer) and <https://mercer.example.org>."
    found, _ = link(text, [actor("mercer", "Mercer")], name="a.md")
    assert found == [("Mercer", "mercer")]
    assert page(tmp_path).css("a a") == []
    links = [node.attributes["href"] for node in page(tmp_path).css(".text a")]
    assert links == ["https://example.org/mercer", "https://mercer.example.org"]


def test_code_names_nobody(link: Link, tmp_path: Path) -> None:
    text = "# T\n\n```\nMercer --help\n```\n\nSee `Mercer`."
    assert link(text, [actor("mercer", "Mercer")], name="a.md") == ([], [])
    assert [node.text(deep=True) for node in page(tmp_path).css(".text code")] == ["Mercer --help", "Mercer"]


def test_an_alias_of_two_names_nobody_until_the_article_says_whom(link: Link) -> None:
    cranes = [actor("ada", "Ada Crane", "Crane"), actor("john", "John Crane", "Crane")]
    found, (told,) = link("Crane declined.", cranes)
    assert found == []
    assert "name-ambiguous" in told
    assert all(word in told for word in ("seeds/a.txt:1", "Ada Crane (ada)", "John Crane (john)"))
    found, _ = link("Crane declined.", cranes, "mentions: [{text: Crane, actor: john}]\n")
    assert found == [("Crane", "john")]


def test_a_name_over_a_line_end_is_one_link(link: Link, tmp_path: Path) -> None:
    found, told = link("... the speech by Rosa\nHelena Prado was short.", [actor("rosa", "Rosa Helena Prado")])
    assert (found, told) == ([("Rosa Helena Prado", "rosa")], [])
    assert [node.text() for node in page(tmp_path).css(".text a.name")] == ["Rosa Helena Prado"]


def test_a_script_without_spaces_asks_for_no_boundary_and_others_do(link: Link) -> None:
    found, told = link("记者王小明报道了此事。The Article ended.", [actor("wang", "王小明"), actor("art", "Art")])
    assert (found, told) == ([("王小明", "wang")], [])


def test_a_dot_in_a_name_is_a_dot_and_may_be_its_end(link: Link) -> None:
    both = [actor("us", "United States", "U.S.", kind="organization"), actor("holt", "R. B. Holt")]
    found, told = link("In the U.S., R. B. Holt told us: RxB Holt is not me.", both)
    assert (found[:2], told) == ([("U.S.", "us"), ("R. B. Holt", "holt")], [])
    assert "us" not in [words for words, _ in found]
    assert "RxB Holt" not in [words for words, _ in found]


def test_a_double_surname_is_another_person(link: Link) -> None:
    assert link("Smith-Jones resigned; Smith stayed.", [actor("smith", "Smith")]) == ([("Smith", "smith")], [])


def test_of_two_surnames_the_longer_is_looked_for_first_and_the_index_goes_by_them(link: Link, tmp_path: Path) -> None:
    lucia = {"id": "lucia", "name": "Lucía Prado Beltrán", "surname": ["Prado", "Prado Beltrán"]}
    found, told = link("Lucía Prado Beltrán came. Prado spoke, and Prado Beltrán left.", [lucia])
    assert (found, told) == ([(words, "lucia") for words in ("Lucía Prado Beltrán", "Prado", "Prado Beltrán")], [])
    listed = LexborHTMLParser((tmp_path / "public/people/index.html").read_text(encoding="utf-8"))
    assert "Prado Beltrán, Lucía" in listed.body.text()
