"""What an archive has to bear in ten years: records that are renamed, or taken back, or not there yet."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from support.built_sites import Made, clean, made
from support.golden import tree
from support.incremental_archive import differences, quick_builds

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

BASE = "https://example.org/archive/"
SITE = {"content/site.yaml": f"title: Harbour\nbase_url: {BASE}\n"}


# --- records that are renamed -----------------------------------------------------------------------------------


def renamed(actor: str, topic: str, *old: str) -> dict[str, str]:
    """An archive in which the only actor and topic go by these ids, and had others before."""
    formerly = f"formerly: [{', '.join(old)}]\n"
    return {
        **SITE,
        "seeds/vote.md": f"---\ndate: 2024-03-12\ntopics: {topic}\n---\nMayor Ana Reyes said so.\n",
        "content/actors/all.yaml": f"id: {actor}\nname: Ana Reyes\n{formerly}",
        "content/topics/all.yaml": f"id: {topic}\nname: The bridge\n{formerly}",
    }


def hop(site: Made, url: str) -> list[str]:
    """Where a page that stands for another leads: by refreshing at once, by its canonical address, by its only link."""
    refresh = (site.one(url, 'meta[http-equiv="refresh"]').attributes["content"] or "").removeprefix("0; url=")
    nodes = (site.one(url, 'link[rel="canonical"]'), site.one(url, "main a"))
    addresses = (refresh, *(node.attributes["href"] or "" for node in nodes))
    return [urljoin(BASE + url, address).removeprefix(BASE) for address in addresses]


def test_from_every_id_that_a_record_ever_had_one_hop_leads_to_it(tmp_path: Path) -> None:
    old: tuple[str, ...] = ()
    for name in ("a", "b", "c", "a"):  # and back to its first id
        site = made(tmp_path / "archive", renamed(name, name, *old))
        assert (site.is_done, site.told) == (True, [])
        assert differences(site.folder, clean(tmp_path / f"after-{len(old)}", tmp_path / "archive")) == ""
        assert site.words(f"people/{name}/", "h1") == ["Ana Reyes"]
        for former in {*old} - {name}:
            assert hop(site, f"people/{former}/") == [f"people/{name}/"] * 3
            assert hop(site, f"topics/{former}/") == [f"topics/{name}/"] * 3
        old = (*old, name)
    pages = {path for path in tree(site.folder) if path.startswith("people/") and path.endswith(".html")}
    assert pages == {f"people/{one}index.html" for one in ("", "a/", "b/", "c/")}


def test_whoever_reads_a_feed_gets_it_at_the_old_address_too(tmp_path: Path) -> None:
    before = made(tmp_path / "before", renamed("a", "a"))
    site = made(tmp_path / "after", renamed("c", "c", "b", "a"))
    for section in ("people", "topics"):
        new = site.text(f"{section}/c/feed.xml")
        assert f'rel="self" type="application/atom+xml" href="{BASE}{section}/c/feed.xml"' in new
        assert site.text(f"{section}/a/feed.xml") == site.text(f"{section}/b/feed.xml") == new
        assert (before.folder / f"{section}/a/feed.xml").is_file()


def test_every_kind_of_record_can_have_another_id(tmp_path: Path) -> None:
    records = {
        "articles": "seed: vote.txt\n",
        "claims": "claim: She said so.\ndate: 2024-03-12\ntopics: bridge\narticle: {article}\nquote: said\n",
        "notes": "title: So\nbody: In this way.\nterms: so\n",
        "pages": "title: About\n",
    }

    def archive(name: str, *old: str) -> dict[str, str]:
        files = {f"content/{kind}/x.yaml": text.format(article=name) for kind, text in records.items()}
        files = {path: f"id: {name}\n{text}formerly: [{', '.join(old)}]\n" for path, text in files.items()}
        page = f"---\n{files.pop('content/pages/x.yaml')}---\nWords.\n"
        return {**SITE, **files, "seeds/vote.txt": "Mayor Ana Reyes said so.\n", "content/pages/x.md": page,
                "content/topics/bridge.yaml": "name: Bridge\n"}  # fmt: skip

    before = made(tmp_path, archive("a"))
    assert (before.is_done, before.told) == (True, [])
    first = before.text("topics/bridge/feed.xml")
    assert f"<id>{BASE}claims/a/</id>" in first
    after = made(tmp_path, archive("c", "a", "b"))
    assert (after.is_done, after.told) == (True, [])
    for section in ("articles/", "claims/", "notes/", ""):
        for old in ("a", "b"):
            assert hop(after, f"{section}{old}/") == [f"{section}c/"] * 3
    # Whoever has read the feed is not shown the claim again, and finds it where it is now.
    entry = after.text("topics/bridge/feed.xml")
    assert f"<id>{BASE}claims/a/</id>" in entry
    assert f'href="{BASE}claims/c/"' in entry
    # A link to the words of an article goes on leading beside them.
    page = "articles/c/"
    for element in ("claim-a", "claim-b", "note-a", "note-b"):
        assert after.one(page, f'.card.{element.partition("-")[0]} [id="{element}"]').tag == "span"
    assert differences(after.folder, clean(tmp_path / "clean", tmp_path)) == ""


def test_the_old_addresses_of_what_was_taken_back_say_so_and_those_of_drafts_are_in_no_file(tmp_path: Path) -> None:
    def note(name: str, status: str) -> str:
        return f"id: {name}\ntitle: Quix {name}\nbody: x\nformerly: {name}-quondam\nstatus: {status}\n"

    site = made(tmp_path, {
        "seeds/vote.txt": "Words.",
        "content/notes/gone.yaml": note("gone", "withdrawn"),
        "content/notes/plan.yaml": note("plan", "draft"),
    })  # fmt: skip
    assert hop(site, "notes/gone-quondam/") == ["notes/gone/"] * 3
    assert site.words("notes/gone-quondam/", "h1") == site.words("notes/gone/", "h1") == ["Withdrawn note"]
    assert not [path for path, data in tree(site.folder).items() if "plan-quondam" in path or b"plan-quondam" in data]
    assert not (site.folder / "notes/plan").exists()


def test_ids_that_lead_to_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    circle = (
        "- {{id: a, name: {0} A, formerly: b}}\n"
        "- {{id: b, name: {0} B, formerly: [c]}}\n"
        "- {{id: c, name: {0} C, formerly: a}}\n"
    )
    site = made(tmp_path, {
        "seeds/vote.txt": "Words.",
        "content/actors/x.yaml": circle.format("Actor"),
        "content/topics/x.yaml": circle.format("Topic"),
    })  # fmt: skip
    assert not site.is_done
    assert site.told == [
        f'content/{kind}/x.yaml:{line}:{column}: error[path-collision]: '
        f'the old id "{old}" of "{own}" is that of "{old}" at content/{kind}/x.yaml:{place}:3'
        for kind in ("actors", "topics")
        for line, column, own, old, place in ((1, 36, "a", "b", 2), (2, 37, "b", "c", 3), (3, 36, "c", "a", 1))
    ]  # fmt: skip


def test_an_old_id_that_another_record_takes_is_told_until_the_author_decides(tmp_path: Path) -> None:
    first = made(
        tmp_path, {"seeds/vote.txt": "Ana Reyes.", "content/actors/c.yaml": "name: Ana Reyes\nformerly: [b, a]\n"}
    )
    before = tree(first.folder)
    taken = made(tmp_path, {"content/actors/a.yaml": "name: Tom Halloran\n"})
    (told,) = taken.told
    assert told == (
        'content/actors/c.yaml:2:15: error[path-collision]: the old id "a" of "c" is that of "a" '
        "at content/actors/a.yaml:1:1"
    )
    assert tree(taken.folder) == before
    decided = made(tmp_path, {"content/actors/c.yaml": "name: Ana Reyes\nformerly: [b]\n"})
    assert decided.told == []
    assert decided.words("people/a/", "h1") == ["Tom Halloran"]
    assert decided.words("people/b/", "main a") == ["Ana Reyes"]


def test_who_still_uses_an_old_id_is_told_the_new_one_at_every_place(tmp_path: Path) -> None:
    site = made(tmp_path, {
        "seeds/one.md": "---\ntopics: [Old Bridge, a]\n---\nWords.",
        "seeds/two.md": "---\ntopics: old-bridge\nactors: a\n---\nWords.",
        "content/topics/bridge.yaml": "name: The bridge\nformerly: old-bridge\n",
        "content/actors/c.yaml": "name: Ana Reyes\nformerly: [b, a]\n",
    })  # fmt: skip
    assert site.told == [
        'seeds/one.md:2:10: warning[unread-value]: there is no topic with the id "old-bridge", so it is not read',
        'seeds/two.md:2:9: warning[unread-value]: there is no topic with the id "old-bridge", so it is not read',
        'seeds/two.md:3:9: warning[unread-value]: there is no actor with the id "a", so it is not read',
    ]
    assert site.hints == [
        (
            "say it in content/articles/one.yaml, with `seed: one.md`; "
            'did you mean "bridge"? "old-bridge" is an old id of it'
        ),
        (
            "say it in content/articles/two.yaml, with `seed: two.md`; "
            'did you mean "bridge"? "old-bridge" is an old id of it'
        ),
        'say it in content/articles/two.yaml, with `seed: two.md`; did you mean "c"? "a" is an old id of it',
    ]


def test_a_topic_that_kept_its_name_is_meant_by_it_whatever_its_id(tmp_path: Path) -> None:
    site = made(tmp_path, {
        "seeds/one.md": "---\ntopics: [Mill Bridge, mill-bridge]\n---\nWords.",
        "content/topics/bridge.yaml": "name: Mill Bridge\nformerly: mill-bridge\n",
    })  # fmt: skip
    assert (site.told, site.lines("articles")[0]["topics"]) == ([], ["bridge"])


# --- what was taken back, and what is not there yet -------------------------------------------------------------

SECRETS = (
    "quixpublisher", "quixauthor", "quixurl", "quixarchive", "quixrights", "quixtopic", "quixheading", "quixopening",
    "quixquoted", "quixnoted", "quixmayor", "quixlast", "quixsummary", "quixstatement", "quixreview", "quixdesk",
    "quixsource", "quixabout", "quixhistory", "quixexplained", "quixbody", "quixhandbook",
)  # fmt: skip
"""Words that only the article `gone` and its records hold: of each field, of the text, of what others quote of it."""


def secret(status: str, reason: str = "") -> dict[str, str]:
    """An archive with an article, a claim and a note of this status, which other records are tied to."""
    why = f', withdrawn: "{reason}"' if reason else ""
    return {
        **SITE,
        "seeds/vote.md": "---\ndate: 2024-03-12\ntopics: bridge\n---\nMayor Ana Reyes said the bridge is safe.\n",
        "seeds/gone.md": (
            "# The lost letter\n\nQuixopening words of Ana Reyes. Quixquoted words, quixnoted words.\n\n"
            "## Quixheading\n\nThe Quixmayor left at quixlast.\n"
        ),
        "content/articles/gone.yaml": (
            "seed: gone.md\ntitle: The lost letter\ndate: 2024-03-13\npublisher: Quixpublisher\nauthors: Quixauthor\n"
            "url: https://quixurl.example/\narchived_url: https://quixarchive.example/\nrights: Quixrights\n"
            f"topics: [bridge, Quixtopic]\nmentions: {{text: Quixmayor, actor: ana}}\n"
            f"summary: Quixsummary.\nstatus: {status}\n{why.removeprefix(', ')}\n"
        ),
        "content/actors/ana.yaml": "name: Ana Reyes\n",
        "content/claims/all.yaml": (
            "- {id: stays, claim: The bridge is safe., speaker: ana, topics: bridge, date: 2024-03-12,\n"
            "   where: [{article: vote, quote: the bridge is safe}, {article: gone, quote: Quixquoted words}]}\n"
            "- {id: taken, claim: Quixstatement., speaker: ana, article: vote, quote: Ana Reyes, verdict: disputed,\n"
            "   review: Quixreview., reviewed_by: Quixdesk, topics: [bridge, Quixabout], date: 2024-03-12,\n"
            f"   sources: [{{title: Quixsource}}], contradicts: stays, history: {{date: 2024, why: Quixhistory.}},\n"
            f"   status: {status}{why}}}\n"
        ),
        "content/notes/all.yaml": (
            "- {id: stays, title: On letters, body: They get lost.,\n"
            "   where: [{article: vote}, {article: gone, quote: quixnoted}]}\n"
            "- {id: taken, title: Quixexplained, body: Quixbody., article: vote, quote: safe, terms: [Mayor],\n"
            f"   sources: [{{title: Quixhandbook}}], status: {status}{why}}}\n"
        ),
    }  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that was built with everything in it, so that the next build could count on that."""
    site = made(tmp_path / "archive", secret("published"), search=True)
    everything = site.everything()
    assert (site.told, [word for word in SECRETS if word.encode() not in everything]) == ([], [])
    return tmp_path / "archive"


@pytest.mark.parametrize("drafts", [False, True])
def test_no_word_of_what_was_withdrawn_is_left_anywhere(archive: Path, tmp_path: Path, drafts: bool) -> None:
    files = secret("withdrawn", "It was **invented**.")
    site = made(archive, files, search=True, drafts=drafts)
    assert (site.is_done, site.told) == (True, [])
    assert b"quix" not in site.everything()
    assert differences(site.folder, clean(tmp_path / "clean", archive, search=True, drafts=drafts)) == ""


def test_what_was_withdrawn_keeps_its_address_and_says_why(archive: Path) -> None:
    site = made(archive, secret("withdrawn", "It was **invented**."))
    stones = {url: site.words(url, "main")[0] for url in ("articles/gone/", "claims/taken/", "notes/taken/")}
    assert stones == {
        "articles/gone/": "The lost letter This article was withdrawn. It was invented. All articles · Corrections",
        "claims/taken/": "Withdrawn claim This claim was withdrawn. It was invented. All claims · Corrections",
        "notes/taken/": "Withdrawn note This note was withdrawn. It was invented. All notes · Corrections",
    }
    for url in stones:
        assert site.one(url, 'meta[name="robots"]').attributes["content"] == "noindex"
        assert site.page(url).css('link[rel="canonical"], script[type="application/ld+json"]') == []


def test_nothing_but_the_corrections_leads_to_what_was_withdrawn(archive: Path) -> None:
    site = made(archive, secret("withdrawn", "It was invented."))
    told = {"articles/gone", "claims/taken", "notes/taken"}
    for words in (*told, "claim-taken", "note-taken", "The lost letter"):
        holds = {path for path, data in tree(site.folder).items() if words.encode() in data}
        own = {"articles/gone/index.html"} if words == "The lost letter" else set()
        by_corrections = {"corrections/index.html"} if own or words in told else set()
        assert holds - {".sitegen-files"} == own | by_corrections


def test_what_spoke_of_a_withdrawn_article_too_speaks_of_the_others_alone(archive: Path) -> None:
    site = made(archive, secret("withdrawn"))
    claims = {claim["id"]: claim for claim in site.lines("claims")}
    assert [(one["article"], one["text"]) for one in claims["stays"]["passages"]] == [("vote", "the bridge is safe")]
    assert claims["stays"]["contradicts"] == []
    assert [one["article"] for one in site.lines("notes")[0]["passages"]] == ["vote"]
    assert (list(claims), [note["id"] for note in site.lines("notes")]) == (["stays"], ["stays"])


def test_no_word_of_a_draft_is_anywhere_unless_it_is_asked_for(archive: Path, tmp_path: Path) -> None:
    site = made(archive, secret("draft"), search=True, drafts=True)
    assert [word for word in SECRETS if word.encode() not in site.everything()] == []
    site = made(archive, {}, search=True)
    assert (site.is_done, site.told) == (True, [])
    everything = site.everything()
    assert [word for word in (b"quix", b"lost letter", b"articles/gone", b"/taken") if word in everything] == []
    assert differences(site.folder, clean(tmp_path / "clean", archive, search=True)) == ""


def test_what_was_withdrawn_can_come_back(archive: Path) -> None:
    before = tree(archive / "public")
    made(archive, secret("withdrawn"), search=True)
    assert differences(made(archive, secret("published"), search=True).folder, before) == ""
