"""The sweep: a secret in every place that can hold one, and none in any byte of the site."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from pathlib import Path

import pytest
from support.built_sites import made
from support.planted_secrets import Hidden, Secrets, swept

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f00010401005fe5c34b0000000049454e44ae426082"
)
STATUSES = ("draft", "review", "withdrawn")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def picture(secrets: Secrets) -> bytes:
    """A picture that tells whose it is, plainly and packed."""
    author = b"Author\0" + secrets.word("author of a picture").encode()
    comment = b"Comment\0\0" + zlib.compress(secrets.word("packed comment of a picture").encode())
    head, rest = PNG[:33], PNG[33:]
    return head + chunk(b"tEXt", author) + chunk(b"zTXt", comment) + rest


def published(secrets: Secrets, hidden: list[Hidden]) -> dict[str, str | bytes]:
    """What readers see, which refers to what they do not by every field that can."""
    ids = {kind: [one.ids[kind] for one in hidden] for kind in hidden[0].ids}
    links = " ".join(f"[[{one}]]" for kind, some in ids.items() if kind != "page" for one in some)
    word = secrets.word
    where = [{"article": "vote", "quote": "has not carried"}]
    where += [{"article": one, "quote": word("quote of a hidden article")} for one in ids["article"]]
    people = ids["person"]
    article = {
        "seed": "vote.md", "date": "2024-03-12", "actors": ["ana", *people], "topics": ["Bridge", *ids["topic"]],
        "mentions": [{"text": "engineer", "actor": people[0]}], "summary": f"On the vote. {links}",
    }  # fmt: skip
    claim = {
        "claim": "The bridge is closed.", "speaker": ["ana", *people], "about": ids["place"], "where": where,
        "reported_by": ids["organization"], "repeats": ids["claim"], "review": links,
        "topics": ids["topic"], "verdict": "disputed",
    }  # fmt: skip
    note = {"title": "On loads", "body": links, "actors": ["ana", *people], "topics": ids["topic"], "terms": ["load"]}
    ana = {
        "name": "Ana Reyes", "summary": links, "topics": ids["topic"], "image": {"file": "ana.png", "alt": "Ana"},
        "roles": [{"title": "Mayor", "of": one} for one in ids["organization"]],
        "related": [{"actor": one, "relation": "friend"} for one in people],
    }  # fmt: skip
    site = {
        "title": "Harbour", "base_url": "https://example.org/archive/", "footer": links, "media_metadata": "strip",
        "team": [{"id": "checker", "name": "Checker"}],
    }  # fmt: skip
    return {
        "content/site.yaml": f"# {word('comment in site.yaml')}\n{json.dumps(site)}\n",
        "content/articles/vote.yaml": f"# {word('comment in a record')}\n{json.dumps(article)}\n",
        "content/claims/closed.yaml": json.dumps(claim),
        "content/notes/loads.yaml": json.dumps(note),
        "content/actors/ana.yaml": json.dumps(ana),
        "content/topics/bridge.yaml": json.dumps({"name": "Bridge", "related": ids["topic"], "body": links}),
        "content/pages/about.md": f"---\n# {word('comment in a page')}\ntitle: About\n---\n{links}\n",
        "content/media/ana.png": picture(secrets),
        "seeds/vote.md": (
            f"---\n{word('foreign key of a seed')}: {word('foreign value of a seed')}\n# {word('comment in a seed')}\n"
            "---\n# Council votes\n\nMayor Ana Reyes said the bridge has not carried a load. The engineer left.\n"
        ),
    }


def passed_over(secrets: Secrets) -> dict[str, str | bytes]:
    """Files that are nobody's business."""
    names = (
        ".env", ".git/config", ".hg/hgrc", "notes.txt", "content/_plan.yaml", "content/actors/.hidden.yaml",
        "content/actors/ana.yaml~", "content/actors/ana.yaml.bak", "content/actors/_old/x.yaml", "content/desk/x.yaml",
        "content/media/_raw.png", "content/media/.DS_Store", "content/media/Thumbs.db", "content/media/desktop.ini",
        "content/media/unused.png", "content/media/2024/unused.psd", "seeds/_private.txt", "seeds/.hidden.md",
        "seeds/vote.md~", "seeds/vote.md.bak", "seeds/scan.docx", "templates/.hidden.html", "templates/static/.x.css",
        "templates/unused.html",
    )  # fmt: skip
    return {name: secrets.word(f"passed-over {name}") for name in names}


def themed(secrets: Secrets) -> dict[str, str | bytes]:
    """A theme of one's own, with remarks in it."""
    remark = secrets.word("remark in a template")
    return {"templates/page.html": f'{{# {remark} #}}{{% extends "sitegen:page.html" %}}'}


def links(root: Path, secrets: Secrets) -> None:
    """Links in each folder that is read, to what is private inside the archive and outside of it."""
    outside = root.parent / "outside.txt"
    outside.write_text(secrets.word("file outside of the archive"), encoding="utf-8")
    targets = (outside, root / ".env", root / ".git", root / "seeds/_private.txt", root / ".sitegen", root / "public")
    for number, target in enumerate(targets):
        (root / f"content/media/link{number}.png").symlink_to(target)
        (root / f"seeds/link{number}.txt").symlink_to(target)
        (root / f"content/actors/link{number}.yaml").symlink_to(target)


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Secrets:
    """Some of them in the environment already."""
    found = Secrets()
    for name in ("SECRET_TOKEN", "USER", "LOGNAME", "EMAIL", "HOSTNAME", "GIT_AUTHOR_NAME", "PAGEFIND_TITLE"):
        monkeypatch.setenv(name, found.word(f"environment {name}"))
    for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR"):
        folder = tmp_path / found.word(f"environment {name}")
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    return found


@pytest.mark.parametrize("raw_html", ["escape", "sanitize"])
def test_no_secret_of_an_archive_is_in_any_byte_of_its_site(tmp_path: Path, secrets: Secrets, raw_html: str) -> None:
    root = tmp_path / secrets.word("folder of the archive")
    hidden = [Hidden(secrets, status) for status in STATUSES]
    files = published(secrets, hidden) | passed_over(secrets) | themed(secrets)
    for one in hidden:
        files |= one.files()
    files["content/site.yaml"] = str(files["content/site.yaml"]).replace(
        '"title"', f'"raw_html": "{raw_html}", "title"'
    )
    # Where everything was shown before, in the same folder and with the same cache, nothing of it stays.
    before = made(root, files, drafts=True, search=True, keep_going=True)
    assert before.is_done, [one for one in before.told if ": error[" in one]
    assert any("draft" in place for places in swept(before.folder, secrets).values() for place in places)
    site = made(root, {}, search=True, keep_going=True)
    assert site.is_done, [one for one in site.told if ": error[" in one]
    assert swept(site.folder, secrets) == {}
    # What is to be seen is there.
    assert "Ana Reyes" in site.text("people/ana/index.html")
    assert len(secrets.places) > 200


def test_where_links_lead_is_in_no_byte_either(tmp_path: Path, secrets: Secrets) -> None:
    root = tmp_path / "archive"
    files = {name: text for name, text in passed_over(secrets).items() if not name.endswith(".docx")}
    first = made(root, {**files, "seeds/vote.txt": "Mayor Ana Reyes spoke."}, search=True)
    assert first.is_done, first.told
    links(root, secrets)
    second = made(root, {}, search=True)
    assert not second.is_done
    assert sum("[outside-link]" in one for one in second.told) == 18
    assert swept(second.folder, secrets) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"quixaaaa", b"QuixAAAA", b"%71uixaaaa", b"&#113;uixaaaa", b"\\u0071uixaaaa", "quixaaaa".encode("utf-16-le"),
        gzip.compress(b"quixaaaa", mtime=0),
        b"head" + zlib.compress(b"quixaaaa"), b"=" + base64.b64encode(b"words of quixaaaa"),
    ],
)  # fmt: skip
def test_a_secret_is_found_however_it_is_written(data: bytes, tmp_path: Path) -> None:
    secrets = Secrets()
    assert secrets.word("here") == "quixaaaa"
    (tmp_path / "file").write_bytes(data)
    assert swept(tmp_path, secrets) == {"file": ["here"]}


def test_a_secret_is_found_in_a_name_and_nothing_where_there_is_none(tmp_path: Path) -> None:
    secrets = Secrets()
    (tmp_path / secrets.word("name of a folder")).mkdir()
    (tmp_path / "file").write_bytes(b"quixzzzz is nobody's")
    assert swept(tmp_path, secrets) == {"quixaaaa": ["name of a folder"]}
