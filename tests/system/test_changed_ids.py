"""`sitegen rename` and `merge`: what is printed, and that no address of the site before is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import unquote, urljoin

import pytest
from support.archives import write
from support.golden import tree

Cli = Callable[..., CompletedProcess[str]]

FILES = {
    "seeds/vote.md": "---\ntitle: T\nactors: [ana-reyes]\ndate: 2024-03-01\n---\nAna Reyes spoke. See [[count]].\n",
    "seeds/count.txt": "The count\n\nNobody counted, said Mia Holt. Ana Reyes agreed.\n",
    "content/site.yaml": "title: V\nbase_url: https://example.org/\nnavigation: {label: She, url: people/ana-reyes/}\n",
    "content/actors/people.yaml": "- {id: ana-reyes, name: Ana Reyes}\n- {id: mia-holt, name: Mia Holt}\n",
    "content/claims/safe.yaml": (
        "claim: It is safe.\nspeaker: ana-reyes\narticle: vote\nquote: Ana Reyes spoke\ntopics: Traffic jams\n"
        "review: As [[mia-holt]] knows, and [all](articles/vote/#claim-safe).\ndate: 2024-03-01\n"
    ),
    "content/notes/n.yaml": "title: N\narticle: count\nquote: Nobody counted\nbody: See [[safe]] and [[vote]].\n",
    "content/pages/about.md": "---\ntitle: About\n---\nAsk [[ana-reyes]].\n",
}  # fmt: skip
RENAMED = [
    ("person:ana-reyes", "ana-m-reyes"),
    ("vote", "the-vote"),
    ("article:count", "the-count"),
    ("safe", "it-is-safe"),
    ("note:n", "on-counts"),
    ("traffic-jams", "jams"),
    ("about", "who-we-are"),
]
_REFRESH = re.compile(r'http-equiv="refresh" content="0; *url=([^"]*)"')


def followed(site: Path, url: str) -> str:
    """The page to which an address leads in one hop at most."""
    html = (site / unquote(url) / "index.html").read_text(encoding="utf-8")
    found = _REFRESH.search(html)
    return unquote(urljoin(f"https://x/{url}", found[1]).removeprefix("https://x/")) if found else url


def pages(site: Path) -> list[str]:
    return sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", FILES)


def test_every_address_leads_on_once_everything_is_renamed(run_cli: Cli, root: Path) -> None:
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    site = root / "public"
    before, seeds = pages(site), tree(root / "seeds")
    fragments = {
        url: re.findall(r' id="((?:claim|note)-[^"]+)"', (site / url / "index.html").read_text()) for url in before
    }
    for words, new in RENAMED:
        done = run_cli("rename", words, new, "--root", root)
        assert (done.returncode, done.stderr) == (0, "")
    assert tree(root / "seeds") == seeds
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    assert {"people/ana-m-reyes/", "articles/the-vote/", "claims/it-is-safe/", "topics/jams/", "who-we-are/"} <= {
        *pages(site)
    }
    for url in before:
        target = followed(site, url)
        assert followed(site, target) == target
        html = (site / target / "index.html").read_text()
        assert [one for one in fragments[url] if f'id="{one}"' not in html] == []
    assert followed(site, "people/ana-reyes/") == "people/ana-m-reyes/"
    assert followed(site, "articles/count/") == "articles/the-count/"


def test_the_plan_is_shown_and_carried_out(run_cli: Cli, root: Path) -> None:
    plan = (
        "person ana-reyes is now ana: people/ana-reyes/ leads to people/ana/\n"
        "  content/actors/people.yaml\n"
        "  content/articles/vote.yaml is new: actors in place of the front matter of seeds/vote.md\n"
        "  content/claims/safe.yaml: 1 reference\n"
        "  content/pages/about.md: 1 reference\n"
        "  content/site.yaml: 1 reference\n"
        "5 files "
    )
    before = tree(root)
    shown = run_cli("rename", "ana-reyes", "ana", "--dry-run", "--root", root)
    assert (shown.returncode, shown.stdout) == (0, f"{plan}would be changed, with 3 references: nothing was written.\n")
    assert tree(root) == before
    done = run_cli("rename", "ana-reyes", "ana", "--root", root)
    assert (done.returncode, done.stdout) == (0, f"{plan}changed, with 3 references.\n")
    again = run_cli("rename", "ana-reyes", "ana", "--root", root)
    assert again.stdout == "person ana-reyes is now ana already, and nothing names it by the old id.\n"
    told = json.loads(run_cli("rename", "ana", "ana-reyes", "--json", "--root", root).stdout)
    assert (told["kind"], told["id"], told["new"], told["written"]) == ("actor", "ana", "ana-reyes", True)
    assert {"file": "content/claims/safe.yaml", "line": 2, "key": "speaker", "link": False} in told["references"]


def test_what_cannot_be_done_is_told(run_cli: Cli, root: Path) -> None:
    before = tree(root)
    done = run_cli("rename", "ana-reyes", "mia-holt", "--root", root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        'content/actors/people.yaml:2:3: error[duplicate-id]: the id "mia-holt" is taken by person mia-holt at '
        "content/actors/people.yaml:2:3\n"
        "  hint: if both are one, `sitegen merge actor:ana-reyes mia-holt` makes one of them\nNothing was written.\n"
    )
    assert run_cli("rename", "ana-reyes", "--root", root).returncode == 2
    told = json.loads(run_cli("rename", "x", "y", "--json", "--root", root).stdout)
    assert ([one["code"] for one in told["problems"]], told["written"]) == (["unknown-id"], False)
    assert tree(root) == before


TWINS = {
    "content/actors/people.yaml": (
        "- {id: ana-reyes, name: Ana Reyes, died: 2020}\n- {id: mia-holt, name: Mia Holt}\n"
        "- {id: a-reyes, name: Ann Reyes, formerly: [annie], died: 2021}\n"
    ),
    "content/topics/t.yaml": "- {id: traffic, name: Traffic, formerly: [cars]}\n",
    "content/notes/more.yaml": "title: M\narticle: count\ntopics: [traffic]\nactors: [a-reyes, ana-reyes]\nbody: W.\n",
    "seeds/more.md": "---\ndate: 2024-05-01\ntopics: [traffic]\n---\n# More\n\nAnn Reyes wrote. Reyes is gone.\n",
}  # fmt: skip


def feed_ids(site: Path) -> dict[str, str]:
    found = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("feed.xml")}
    return {path: re.findall("<id>([^<]*)</id>", text)[0] for path, text in found.items()}


def test_every_address_leads_on_once_two_are_one(run_cli: Cli, root: Path) -> None:
    write(root, TWINS)
    assert run_cli("build", "--root", root).returncode == 0
    site = root / "public"
    before, seeds, ids = pages(site), tree(root / "seeds"), feed_ids(site)
    for words in (("a-reyes", "ana-reyes", "--prefer", "died=into"), ("traffic-jams", "topic:traffic")):
        done = run_cli("merge", *words, "--root", root)
        assert (done.returncode, done.stderr) == (0, "")
    assert tree(root / "seeds") == seeds
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    for url in before:
        assert followed(site, followed(site, url)) == followed(site, url)
    assert {url: followed(site, url) for url in before if followed(site, url) != url} == {
        "people/annie/": "people/ana-reyes/", "people/a-reyes/": "people/ana-reyes/",
        "topics/traffic-jams/": "topics/traffic/", "topics/cars/": "topics/traffic/",
    }  # fmt: skip
    kept = {path: identifier for path, identifier in ids.items() if "a-reyes" not in path or "ana-reyes" in path}
    gone = {"people/annie/feed.xml", "topics/traffic-jams/feed.xml"}
    assert {path: feed_ids(site)[path] for path in kept if path not in gone} == {
        path: identifier for path, identifier in kept.items() if path not in gone
    }
    assert gone <= {*feed_ids(site)}


def test_a_merge_is_shown_and_refused_where_the_two_contradict_each_other(run_cli: Cli, root: Path) -> None:
    write(root, TWINS)
    before = tree(root)
    done = run_cli("merge", "a-reyes", "ana-reyes", "--root", root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        'content/actors/people.yaml:1:42: error[fields-clash]: died is "2020" here, and "2021" at '
        "content/actors/people.yaml:3:59\n  hint: say which is right: --prefer died=into is the first, "
        "--prefer died=from the other; or mend one\nNothing was written.\n"
    )
    assert run_cli("merge", "a-reyes", "ana-reyes", "--prefer", "x", "--root", root).returncode == 2
    shown = run_cli("merge", "a-reyes", "ana-reyes", "--prefer", "FROM", "--dry-run", "--root", root)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout == (
        "person a-reyes is now ana-reyes: people/annie/, people/a-reyes/ lead to people/ana-reyes/\n"
        "  died: 2021\n"
        '  aliases: ["Ann Reyes"]\n'
        '  formerly: ["ana-reyes", "annie", "a-reyes"]\n'
        "  what goes of content/actors/people.yaml:\n"
        "    - {id: a-reyes, name: Ann Reyes, formerly: [annie], died: 2021}\n"
        "\n  a-reyes is named 2 times in 1 article\n    Ann Reyes wrote. (more)\n    Reyes is gone. (more)\n"
        "\n  ana-reyes is named 2 times in 2 articles\n    Ana Reyes agreed. (count)\n    Ana Reyes spoke. (vote)\n"
        "\n  together they are named 4 times in 3 articles\n\n"
        "  content/actors/people.yaml\n"
        "  content/notes/more.yaml: 1 reference\n"
        "2 files would be changed, with 1 reference: nothing was written.\n"
    )
    assert tree(root) == before
    told = json.loads(run_cli("merge", "a-reyes", "ana-reyes", "--prefer", "into", "--json", "--root", root).stdout)
    assert [len(told["mentions"][key]) for key in ("from", "into", "gained", "after", "lost")] == [2, 2, 0, 4, 0]
    assert (told["from"], told["into"], told["written"]) == ("a-reyes", "ana-reyes", True)
