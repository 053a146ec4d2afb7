"""The page that lists what is in `data/`, and the way there."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from support.built_sites import Made, made
from support.multilingual_archive import mixed

WHOLE_NOTE = "id: all\ntitle: All of it\nbody: It explains.\narticle: en-bridge\n"


def listed(site: Made) -> dict[str, int]:
    """Each file that the page has, with the number of its records."""
    names, counts = site.words("data/", ".entries .statement"), site.words("data/", ".entries .meta")
    return {name: int(words.split()[0].replace(",", "")) for name, words in zip(names, counts, strict=True)}


def held(site: Made) -> dict[str, int]:
    """Each file that holds something, with the number of its records."""
    found = {}
    for path in (site.folder / "data").iterdir():
        if path.suffix == ".jsonl":
            found[path.name] = len(path.read_text(encoding="utf-8").split("\n")) - 1
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as table:
                found[path.name] = len(list(csv.DictReader(table)))
    return {name: count for name, count in found.items() if count}


def test_it_lists_each_file_that_holds_something_with_how_much(tmp_path: Path) -> None:
    files = {**mixed("en"), "content/notes/all.yaml": WHOLE_NOTE}
    del files["content/claims/lost.yaml"]
    for folder, given in (("mixed", files), ("seed", {"seeds/a.txt": "A bridge\n\nIt is open.\n"})):
        site = made(tmp_path / folder, given)
        assert site.told == []
        assert listed(site) == held(site)
        package = json.loads(site.text("data/datapackage.json"))
        assert [one["path"] for one in package["resources"]] == list(listed(site))
        links = [link.attributes["href"] for link in site.page("data/").css(".entries a, code + a")]
        assert links == [f"../data/{name}" for name in (*listed(site), "datapackage.json")]


def test_every_page_leads_to_it_from_its_foot(tmp_path: Path) -> None:
    site = made(tmp_path, {"seeds/a.txt": "A bridge\n\nIt is open.\n"})
    for path in site.folder.rglob("*.html"):
        url = path.relative_to(site.folder).as_posix().removesuffix("index.html")
        if url != "404.html":
            (link,) = [one for one in site.page(url).css("footer a") if one.text() == "Data"]
            assert link.attributes["href"] == f"{'../' * url.count('/') or './'}data/"
