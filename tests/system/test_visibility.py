"""Who and what readers see: drafts give nobody away, and what is told of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields, replace
from support.archives import write
from support.built_sites import Made, clean, made
from support.golden import tree
from support.incremental_archive import differences, quick_builds
from support.sample_archives import SCALE, article, claim, md, note, organization, person, topic

from sitegen.content import visibility
from sitegen.content.visibility import VisibilityGraph
from sitegen.content.visibility.record_links import LinkIndex
from sitegen.content.visibility.record_references import named_by
from sitegen.core import model
from sitegen.core.frozen_record import is_record
from sitegen.core.model import (
    Actor,
    ActorId,
    Archive,
    Article,
    ArticleId,
    Claim,
    Note,
    ProsePage,
    Relation,
    Role,
    Site,
    Status,
    Topic,
    TopicId,
    Withdrawal,
)
from sitegen.core.problems import Location, Problems

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

DRAFT, PUBLISHED, WITHDRAWN = Status.DRAFT, Status.PUBLISHED, Status.WITHDRAWN
SITE = Site(verdicts=SCALE)

INVESTIGATION = {
    "content/site.yaml": "base_url: https://host.example/archive/\n",
    "seeds/vote.md": (
        "---\ntitle: The vote\ndate: 2024-03-12\ntopics: [bridge]\n---\nAna Reyes spoke. The minister was there.\n"
    ),
    "content/actors/ana.yaml": "name: Ana Reyes\nsummary: Mayor of Harbour.\n",
    "seeds/deal.md": (
        "# The quixdeal\n\nZelda Quixname met Quixworks Limited at Quixhaven. Zed Quixalias left. "
        "Ana Reyes did not know.\n"
    ),
    "content/articles/deal.yaml": (
        "seed: deal.md\nid: quixdeal\ndate: 2024-04-01\nstatus: draft\ntopics: [quixtopic, Quixbare]\n"
        "actors: [quixperson]\nsummary: About [[quixperson]].\n"
    ),
    "content/actors/all.yaml": (
        "- {id: quixperson, name: Zelda Quixname, aliases: [Zed Quixalias], summary: Quixsummary., body: Quixbody.,\n"
        "   roles: [{title: Quixrole, of: quixfirm, from: 2020}], related: [{actor: quixbrother, relation: Quixtie}],\n"
        "   image: {file: face.png, alt: Quixface}, sources: [{title: Quixsource}], topics: [quixtopic],\n"
        "   same_as: https://quixsame.example/, formerly: [quixold], born: 1971-02-03}\n"
        "- {id: quixfirm, name: Quixworks Limited, kind: organization}\n"
        "- {id: quixtown, name: Quixhaven, kind: place}\n"
        "- {id: quixbrother, name: Bert Quixkin}\n"
        "- {id: quixsister, name: Berta Quixsis, related: [{actor: quixperson, relation: Quixsister}]}\n"
    ),
    "content/topics/t.yaml": (
        "- {id: quixtopic, name: Quixsubject, summary: Quixlead., parent: quixabove, formerly: [quixwas]}\n"
        "- {id: quixabove, name: Quixwhole}\n"
    ),
    "content/claims/c.yaml": (
        "id: quixclaim\nclaim: Quixsaid.\nspeaker: quixperson\narticle: quixdeal\nquote: left\nstatus: draft\n"
    ),
}  # fmt: skip
"""A published article, and a draft that alone is about people and things whose every word begins with quix."""


def investigation(root: Path, files: dict[str, str] = INVESTIGATION, **options: object) -> Made:
    write(root, {"content/media/face.png": "no picture", **files})
    return made(root, {}, search=True, **options)


def test_a_draft_article_gives_nobody_away_of_whom_it_alone_speaks(tmp_path: Path) -> None:
    site = investigation(tmp_path / "a")
    assert site.is_done
    assert b"quix" not in site.everything()
    assert b"ana reyes" in site.everything()
    assert site.words("people/", ".lede") == ["1 person, from A to Z"]
    assert not any((site.folder / section).exists() for section in ("organizations", "places"))


def test_everybody_is_told_of_who_is_not_seen_once_and_where(tmp_path: Path) -> None:
    site = investigation(tmp_path)
    told = [one for one in site.told if "only-in-drafts" in one]
    assert len(told) == 6
    assert told[0] == (
        'content/actors/all.yaml:1:3: warning[only-in-drafts]: "Zelda Quixname" is named only in what readers '
        "do not see (content/articles/deal.yaml:1), so they do not see it"
    )


def test_who_says_that_it_is_a_draft_is_not_told(tmp_path: Path) -> None:
    files = dict(INVESTIGATION)
    for path in ("content/actors/all.yaml", "content/topics/t.yaml"):
        files[path] = files[path].replace("- {", "- {status: draft, ")
    site = investigation(tmp_path, files)
    assert (site.is_done, site.told, b"quix" in site.everything()) == (True, [], False)


def test_with_drafts_all_of_it_is_there_and_says_that_it_is_a_draft(tmp_path: Path) -> None:
    site = investigation(tmp_path, drafts=True)
    assert (site.is_done, site.told) == (True, [])
    for url in ("people/quixperson/", "organizations/quixfirm/", "places/quixtown/", "topics/quixtopic/"):
        assert site.words(url, "h1 .draft") == ["Draft"], url
        assert site.one(url, 'meta[name="robots"]').attributes["content"] == "noindex"
    assert site.page("people/ana/").css("h1 .draft") == []
    assert "quix" not in site.text("sitemap.xml").lower()
    assert "quix" not in site.text("feed.xml").lower()
    assert [task for task in site.words("editors/", "#drafts ~ * .statement, section .statement") if "Quixname" in task]


def test_publishing_an_article_shows_whom_it_names_as_a_clean_build_does(tmp_path: Path) -> None:
    root = tmp_path / "a"
    investigation(root)
    hidden = tree(root / "public")
    files = {
        path: INVESTIGATION[path].replace("status: draft", "status: published")
        for path in ("content/articles/deal.yaml", "content/claims/c.yaml")
    }
    site = made(root, files, search=True)
    assert site.told == []
    assert site.words("people/quixperson/", "h1") == ["Zelda Quixname"]
    assert differences(site.folder, clean_with_media(tmp_path / "b", root)) == ""
    investigation(root)
    assert differences(root / "public", hidden) == ""
    assert differences(root / "public", clean_with_media(tmp_path / "c", root)) == ""


def clean_with_media(folder: Path, root: Path) -> dict[str, bytes]:
    return clean(folder, root, search=True)


@pytest.mark.parametrize("text", ["Ana Reyes spoke to Zelda Quixname.\n", "Ana Reyes spoke to Zed Quixalias.\n"])
def test_words_that_come_into_a_published_text_show_whom_they_name(tmp_path: Path, text: str) -> None:
    """The way of an edit: only the words of one article changed, but somebody is seen now."""
    root = tmp_path / "a"
    write(root, {"content/media/face.png": "no picture"})
    made(root, INVESTIGATION)
    head = INVESTIGATION["seeds/vote.md"].rpartition("---\n")[0] + "---\n"
    site = made(root, {"seeds/vote.md": head + text})
    assert site.words("people/quixperson/", "h1") == ["Zelda Quixname"]
    assert (site.folder / "people/quixbrother").exists()
    assert differences(site.folder, clean(tmp_path / "b", root)) == ""
    again = made(root, {"seeds/vote.md": INVESTIGATION["seeds/vote.md"]})
    assert b"quix" not in again.everything()
    assert differences(again.folder, clean(tmp_path / "c", root)) == ""


PUBLIC = {
    "seeds/vote.md": "---\ntopics: bridge\n---\nAna Reyes spoke. Reyes went on. Carla Reyes was there, too.\n",
    "content/actors/ana.yaml": "name: Ana Reyes\ntopics: [mayors]\nroles: [{title: Mayor}]\n",
    "content/claims/c.yaml": "claim: It is so.\nspeaker: ana\narticle: vote\nquote: went on\n",
    "content/notes/n.yaml": "title: On it\nbody: She spoke.\narticle: vote\n",
}
SECRET = {
    "seeds/plan.txt": "The plan\n\nBert Reyes and Ana Reyes met Dora Reyes.\n",
    "content/articles/plan.yaml": "seed: plan.txt\nstatus: draft\ntopics: [plans]\nactors: [bert]\n",
    "content/actors/secret.yaml": (
        "- {id: bert, name: Bert Reyes}\n"
        "- {id: other, name: Ana Reyes, status: draft, formerly: [another]}\n"
        "- {id: dora, name: Dora Reyes, related: [{actor: bert, relation: sister}]}\n"
    ),
    "content/topics/t.yaml": "id: plans\nname: Plans\n",
    "content/notes/secret.yaml": "title: Of other\nbody: Words.\nactors: [other]\nstatus: draft\narticle: vote\n",
}


def test_a_site_is_the_same_as_if_what_is_hidden_had_not_been_written(tmp_path: Path) -> None:
    """Of two actors of one name one is a draft: readers' Ana Reyes is named as ever."""
    with_drafts = made(tmp_path / "a", PUBLIC | SECRET)
    without = made(tmp_path / "b", PUBLIC)
    assert [one for one in with_drafts.told if "name-ambiguous" in one] == []
    assert differences(with_drafts.folder, tree(without.folder)) == ""


def test_the_name_of_a_draft_leaves_no_part_of_it_to_others(tmp_path: Path) -> None:
    files = {
        "seeds/a.txt": "T\n\nAna Reyes spoke. Then Reyes Mills said no, and Reyes went.\n",
        "content/actors/ana.yaml": "name: Ana Reyes\n",
        "content/actors/mills.yaml": "name: Reyes Mills\nkind: organization\nstatus: draft\n",
    }
    site = made(tmp_path, files)
    starts = [row.split(",")[1:4] for row in site.text("data/mentions.csv").splitlines()[1:]]
    assert starts == [["3", "12", "Ana Reyes"], ["50", "55", "Reyes"]]


def test_words_that_are_pinned_to_a_draft_are_plain_and_nobody_elses(tmp_path: Path) -> None:
    files = {
        "seeds/a.md": (
            "---\nmentions:\n- {text: the mayor, actor: secret}\n- {text: Ana Reyes, actor: secret, occurrence: 2}\n"
            "---\nAna Reyes met the mayor. Ana Reyes left.\n"
        ),
        "content/actors/ana.yaml": "name: Ana Reyes\n",
        "content/actors/secret.yaml": "name: Somebody Else\nstatus: draft\n",
    }
    site = made(tmp_path, files)
    assert len(site.text("data/mentions.csv").splitlines()) == 2
    assert site.told == [
        'seeds/a.md:2:1: warning[draft-named]: this names "secret", which readers do not see: for them it is left out'
    ]
    assert b"secret" not in site.everything()


def test_a_claim_is_hidden_with_all_who_say_it(tmp_path: Path) -> None:
    files = {
        "seeds/a.txt": "T\n\nWords of theirs.\n",
        "content/actors/a.yaml": "- {id: ana, name: Ana Reyes}\n- {id: secret, name: Bert Holt, status: draft}\n",
        "content/claims/c.yaml": (
            "- {id: alone, claim: One., speaker: secret, article: a, quote: Words}\n"
            "- {id: two, claim: Two., speaker: [ana, secret], article: a, quote: theirs, repeats: alone}\n"
        ),
    }
    site = made(tmp_path, files)
    assert [(one["id"], one["speaker"], one["repeats"]) for one in site.lines("claims")] == [("two", ["ana"], [])]
    assert not (site.folder / "claims/alone").exists()
    assert [one.partition("warning")[2] for one in site.told] == [
        '[draft-named]: readers do not see who says this, "secret", so they do not see the claim either',
        '[draft-named]: this names "secret", which readers do not see: for them it is left out',
    ]
    assert b"secret" not in site.everything()
    assert b"bert" not in site.everything()


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[[secret]]", "…"),
        ("[[secret|a friend]]", "a friend"),
        ("[[person:secret|*him*]]", "\\*him\\*"),
        ("[[plan]]", "…"),
        ("[[quoted]] and [[noted|n]]", "… and n"),
        ("`[[secret]]`", "`…`"),
        ("[[ana]]", "[[ana]]"),
    ],
)
def test_a_link_to_a_draft_is_its_words_in_data_too(tmp_path: Path, link: str, shown: str) -> None:
    files = {
        "seeds/a.md": f"---\ndate: 2024\nsummary: S {link}.\n---\nWords of Ana Reyes.\n",
        "seeds/plan.md": "---\nstatus: draft\n---\nPlan.\n",
        "content/site.yaml": f"base_url: https://host.example/\nfooter: {json.dumps(f'F {link}.')}\n",
        "content/actors/ana.yaml": f"name: Ana Reyes\nsummary: {json.dumps(f'A {link}.')}\n",
        "content/actors/secret.yaml": "name: Bert Holt\nstatus: draft\n",
        "content/claims/c.yaml": (
            f"- {{id: c, claim: C., article: a, quote: Words, review: {json.dumps(f'C {link}.')}}}\n"
            "- {id: quoted, claim: Q., status: draft}\n"
        ),
        "content/notes/n.yaml": (
            f"- {{id: n, title: N, article: a, quote: Words, body: {json.dumps(f'N {link}.')}}}\n"
            "- {id: noted, title: Q, body: Q., status: draft}\n"
        ),
        "content/pages/p.md": f"---\ntitle: P\n---\nP {link}.\n",
    }
    site = made(tmp_path, files, search=True)
    assert site.is_done
    everything = site.everything()
    assert [word for word in (b"secret", b"bert holt", b"articles/plan") if word in everything] == []
    assert site.lines("actors")[0]["summary"] == f"A {shown}."
    assert site.lines("claims")[0]["review"] == f"C {shown}."
    assert site.lines("notes")[0]["body"] == f"N {shown}."
    if link == "[[ana]]":
        assert site.told == []
    else:
        assert {one.split("[", 1)[1].partition("]")[0] for one in site.told} == {"dead-link"}
        assert site.words("p/", "main p") == [f"P {shown.replace(chr(92), '').replace('`', '')}."]


def test_a_link_that_fits_a_draft_too_asks_which_is_meant(tmp_path: Path) -> None:
    files = {
        "seeds/a.txt": "T\n\nWords.\n",
        "content/actors/x.yaml": "name: Bert Holt\nstatus: draft\n",
        "content/notes/x.yaml": "title: X\nbody: See [[x]].\narticle: a\n",
    }
    site = made(tmp_path, files)
    assert not site.is_done
    assert site.told == ["content/notes/x.yaml:2:7: error[link-ambiguous]: [[x]] fits more than one record"]
    assert site.hints == ["write [[person:x]], [[note:x]]"]


GONE = {
    "seeds/a.txt": "T\n\nAna Reyes met Bert Holt of the Works.\n",
    "content/actors/a.yaml": (
        "- {id: ana, name: Ana Reyes}\n"
        "- {id: bert, name: Bert Holt, status: withdrawn, withdrawn: He **asked** us to., formerly: [albert],\n"
        "   summary: Secret words.}\n"
        "- {id: works, name: the Works, kind: organization, status: withdrawn}\n"
    ),
    "content/topics/t.yaml": "{id: gone, name: The scandal, status: withdrawn, withdrawn: It was none.}\n",
}


STONES = {".sitegen-files", "people/albert/index.html", "people/bert/index.html"}


@pytest.mark.parametrize("drafts", [False, True])
def test_what_was_withdrawn_keeps_its_address_and_nothing_else(tmp_path: Path, drafts: bool) -> None:
    site = made(tmp_path, GONE, drafts=drafts)
    assert site.is_done
    stones = {url: site.words(url, "main")[0] for url in ("people/bert/", "organizations/works/", "topics/gone/")}
    assert stones == {
        "people/bert/": "Withdrawn person This person was withdrawn. He asked us to. All people",
        "organizations/works/": "Withdrawn organization This organization was withdrawn. No reason was given. Archive",
        "topics/gone/": "Withdrawn topic This topic was withdrawn. It was none. Archive",
    }
    assert site.words("people/albert/", "title") == ["Withdrawn person · Archive"]
    holds = {path for path, data in tree(site.folder).items() if b"Bert Holt" in data or b"bert/" in data}
    # The words of the article, and what leads to the address in its place.
    assert holds >= {"articles/a/index.html", "data/articles.jsonl", "people/albert/index.html"}
    assert not any(b"people/bert/" in data for path, data in tree(site.folder).items() if path in holds - STONES)
    assert b"the scandal" not in site.everything()
    assert b"secret words" not in site.everything()


def test_a_reason_needs_the_status(tmp_path: Path) -> None:
    site = made(tmp_path, {"seeds/a.txt": "T", "content/actors/a.yaml": "name: Ana Reyes\nwithdrawn: Why.\n"})
    assert (
        site.told
        == ["content/actors/a.yaml:2:1: error[bad-value]: this says why it was withdrawn, but it has no status"]
        or "but it has no status" in site.told[0]
    )


# --- the rule


def hidden(archive: Archive, standing: dict[str, tuple[str, ...]] | None = None, *, drafts: bool = False) -> list[str]:
    """The ids of who and what readers do not see; `standing` are the names in the articles' texts."""
    texts = {ArticleId(key): tuple(map(ActorId, ids)) for key, ids in (standing or {}).items()}
    found = visibility.find_hidden(archive, texts, drafts=drafts)
    return sorted((*found.actors, *found.topics))


ANA, BERT = person("ana", "Ana Reyes"), person("bert", "Bert Holt")
SECRET_ARTICLE = article("x", status=DRAFT)


def related(one: Actor, *others: str) -> Actor:
    return replace(one, related=tuple(Relation(ActorId(other), "friend") for other in others))


def test_nobody_is_hidden_whom_nothing_names() -> None:
    archive = Archive(SITE, articles=(SECRET_ARTICLE,), actors=(related(ANA, "bert"), related(BERT, "ana")))
    assert hidden(archive) == []


def test_who_is_named_in_a_draft_alone_is_hidden_with_all_of_a_circle() -> None:
    archive = Archive(SITE, articles=(SECRET_ARTICLE,), actors=(related(ANA, "bert"), related(BERT, "ana")))
    assert hidden(archive, {"x": ("ana",)}) == ["ana", "bert"]


def test_a_name_in_a_published_text_shows_all_whom_it_leads_to() -> None:
    articles = (article("a"), SECRET_ARTICLE)
    archive = Archive(SITE, articles=articles, actors=(related(ANA, "bert"), BERT))
    assert hidden(archive, {"a": ("ana",), "x": ("ana", "bert")}) == []


def test_a_relation_hides_in_either_direction_and_other_fields_in_theirs() -> None:
    house = organization("house", "The House")
    member = person("m", "Mia Holt", roles=(Role("Member", ActorId("house")),))
    archive = Archive(SITE, articles=(SECRET_ARTICLE,), actors=(ANA, related(BERT, "ana"), house, member))
    assert hidden(archive, {"x": ("ana", "house")}) == ["ana", "bert"]


def test_a_relation_to_somebody_public_shows_nobody() -> None:
    archive = Archive(SITE, articles=(article("a"), SECRET_ARTICLE), actors=(ANA, related(BERT, "ana")))
    assert hidden(archive, {"a": ("ana",), "x": ("bert",)}) == ["bert"]


@pytest.mark.parametrize(
    ("status", "drafts", "expected"),
    [
        (PUBLISHED, False, ["bert"]),
        (DRAFT, False, ["ana", "bert"]),
        (DRAFT, True, []),
        (WITHDRAWN, False, ["ana", "bert"]),
        (WITHDRAWN, True, ["ana"]),
    ],
)
def test_a_status_settles_it(status: Status, drafts: bool, expected: list[str]) -> None:
    archive = Archive(SITE, articles=(SECRET_ARTICLE,), actors=(replace(ANA, status=status), BERT))
    assert hidden(archive, {"x": ("ana", "bert")}, drafts=drafts) == expected


def test_what_a_published_record_of_its_own_names_is_shown() -> None:
    ana = replace(related(ANA, "bert"), status=PUBLISHED, topics=(TopicId("t"),))
    archive = Archive(SITE, articles=(SECRET_ARTICLE,), actors=(ana, BERT), topics=(topic("t"),))
    assert hidden(archive, {"x": ("bert",)}) == []


def every_field() -> list[Archive]:
    """Archives that name the actor `ana` and the topic `t` in a draft, each by another field."""
    draft = {"status": DRAFT}
    link = md("[[ana]] [[t]]")
    return [
        Archive(SITE, articles=(article("x", actors=("ana",), topics=(TopicId("t"),), **draft),)),
        Archive(SITE, articles=(article("x", summary=link, **draft),)),
        Archive(SITE, claims=(claim("x", speakers=("ana",), topics=(TopicId("t"),), **draft),)),
        Archive(SITE, claims=(claim("x", reported_by=("ana",), review=md("[[t]]"), **draft),)),
        Archive(SITE, claims=(claim("x", about=("ana",), topics=(TopicId("t"),), **draft),)),
        Archive(SITE, notes=(note("x", actors=("ana",), topics=(TopicId("t"),), **draft),)),
        Archive(SITE, notes=(note("x", **draft, body=link),)),
        Archive(SITE, actors=(replace(related(BERT, "ana"), topics=(TopicId("t"),), status=DRAFT),)),
        Archive(SITE, actors=(replace(BERT, body=link, status=DRAFT),)),
        Archive(SITE, topics=(replace(topic("u"), parent=TopicId("t"), body=md("[[ana]]"), status=DRAFT),)),
        Archive(SITE, topics=(replace(topic("u"), related=(TopicId("t"),), summary=md("[[ana]]"), status=DRAFT),)),
    ]


@pytest.mark.parametrize("archive", every_field())
def test_every_field_of_a_draft_hides_and_every_field_of_a_published_record_shows(archive: Archive) -> None:
    whole = replace(archive, actors=(*archive.actors, ANA), topics=(*archive.topics, topic("t")))
    both: tuple[Actor | Topic, ...] = (*whole.actors, *whole.topics)
    drafts = {one.id for one in both if one.status}
    assert set(hidden(whole)) - drafts == {"ana", "t"}
    assert hidden(whole, drafts=True) == []
    assert visibility.find_hidden(whole, {}, drafts=True).drafts == {
        *(visibility.ActorOrTopic(isinstance(one, Topic), one.id) for one in both)
    }


def test_what_readers_are_told_of_a_withdrawn_record_counts_as_seen() -> None:
    gone = article("x", status=WITHDRAWN, actors=("bert",), withdrawn=Withdrawal(md("See [[ana]].")))
    assert hidden(Archive(SITE, articles=(gone,), actors=(ANA, BERT))) == ["bert"]


def test_the_footer_is_seen() -> None:
    draft = article("x", status=DRAFT, actors=("ana",))
    archive = Archive(replace(SITE, footer=md("By [[ana]].")), articles=(draft,), actors=(ANA,))
    assert hidden(archive) == []


def test_only_of_those_whom_nothing_shown_names_the_texts_of_drafts_are_asked() -> None:
    archive = Archive(SITE, articles=(article("a"), SECRET_ARTICLE), actors=(ANA, BERT))
    assert VisibilityGraph(archive, {ArticleId("a"): (ActorId("ana"),)}, drafts=False).undecided_actors() == (BERT,)


def test_of_a_hidden_actor_nothing_is_left_but_its_names() -> None:
    bert = replace(
        BERT, status=DRAFT, summary=md("Words."), aliases=("Bertie",), formerly=("b",), topics=(TopicId("t"),)
    )
    archive = Archive(SITE, actors=(ANA, bert), topics=(topic("t"),))
    visible = visibility.without_hidden(
        archive, visibility.find_hidden(archive, {}, drafts=False), Problems(), drafts=False
    )
    left = Actor(bert.id, bert.location, "Bert Holt", aliases=("Bertie",), surnames=bert.surnames, status=DRAFT)
    assert visible.hidden_actors == (left,)
    assert [one.id for one in visible.actors] == ["ana"]
    assert visible.topics == ()


@pytest.mark.parametrize(
    "files",
    [
        {"seeds/plan.md": "---\nstatus: draft\nnot_mentions: [{text: Quux, actor: zed}]\n---\nQuux was there.\n"},
        {
            "content/claims/c.yaml": "claim: x\narticle: vote\nstatus: draft\nverdict: unverified\n"
            'history: [{date: 2024-01-01, verdict: unverified, why: "See [[zed]]"}]\n'
        },
    ],
    ids=["refused words", "why a verdict changed"],
)
def test_a_draft_names_by_every_field_that_can(tmp_path: Path, files: dict[str, str]) -> None:
    site = made(
        tmp_path, {"seeds/vote.txt": "Words.", "content/actors/zed.yaml": "name: Zedrick Moss\n", **files}, search=True
    )
    assert site.is_done
    everything = site.everything()
    assert (b"zedrick" in everything, b"people/zed" in everything) == (False, False)
    assert [one.partition("[")[2].partition("]")[0] for one in site.told] == ["only-in-drafts"]


ZED = "name: Zedrick Moss\n"


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (ZED, "We met `Zedrick Moss` there."),
        (ZED, "Look:\n\n```\nZedrick Moss\n```\n"),
        (ZED, "[He](https://host.example/Zedrick_Moss) left."),
        (ZED, "[He](https://host.example/zedrick-moss?x=1) left."),
        (ZED, "[He](https://host.example/Zedrick%20Moss) left."),
        (ZED, "<!-- Zedrick Moss -->\n\nHe left."),
        (ZED, "Zedrick J. Moss left."),
        (ZED, "Zedrick James Arthur Moss left."),
        (ZED, "Moss, Zedrick: he left."),
        (ZED, "Zedrick left. So did all of the Moss family."),
        (ZED, "ZEDRICK P. MOSS left."),
        (ZED, "Zedr&shy;ick Moss left."),
        ("name: Zédrick Møss\naliases: [Zédrick Moss]\n", "[He](https://host.example/zedrick-moss) left."),
        (ZED + "match: pinned\n", "Zedrick Moss left."),
        (ZED + "aliases: [Quux]\nmatch: pinned\n", "Quux left."),
        (ZED + "aliases: [Quux]\n", "[He](https://quux.example/) left."),
        (ZED + "kind: place\n", "`Zedrick Moss` is far."),
        ("name: 山田太郎\n", "`京都山田太郎氏`"),
    ],
)
def test_a_name_stands_in_a_draft_wherever_it_stands(tmp_path: Path, record: str, text: str) -> None:
    files = {
        "content/actors/zed.yaml": record,
        "seeds/plan.md": f"---\ntitle: A plan\nstatus: draft\n---\n{text}\n",
        "seeds/vote.txt": "The vote\n\nWords.",
    }
    site = made(tmp_path, files, search=True)
    told = [one for one in site.told if "only-in-drafts" in one]
    assert (site.is_done, b"/zed/" in site.everything(), len(told)) == (True, False, 1)
    assert (b"zedrick" in site.everything(), "山田".encode() in site.everything()) == (False, False)


@pytest.mark.parametrize(
    ("record", "front", "text"),
    [
        ("name: Will May\n", "title: A plan", "It may rain, and he will go."),
        ("name: Zedrick Moss\n", "title: A plan", "Zedrick left. The moss grew."),
        ("name: Zedrick Moss\n", "title: A plan", "Zedrick Mossman left."),
        ("name: Apple\nkind: organization\n", "title: A plan", "An apple a day."),
        ("name: The Gazette\nkind: organization\n", "title: A plan\npublisher: The Gazette", "Words."),
        ("name: Ada Holt\n", "title: A plan\nauthors:\n- Ada Holt", "Words."),
    ],
)
def test_nobody_is_hidden_by_other_words_or_by_who_publishes(
    tmp_path: Path, record: str, front: str, text: str
) -> None:
    files = {
        "content/actors/zed.yaml": record,
        "seeds/plan.md": f"---\n{front}\nstatus: draft\n---\n{text}\n",
        "seeds/vote.txt": "The vote\n\nWords.",
    }
    site = made(tmp_path, files)
    assert (site.is_done, site.told) == (True, [])
    assert b"/zed/" in site.everything()


def test_with_drafts_it_is_told_whom_code_in_one_names(tmp_path: Path) -> None:
    files = {"content/actors/zed.yaml": ZED, "seeds/plan.md": "---\nstatus: draft\ntitle: A\n---\n`Zedrick Moss`\n"}
    site = made(tmp_path, files, drafts=True)
    assert site.words("people/zed/", "h1 .draft") == ["Draft"]


@pytest.mark.parametrize(
    "files",
    [
        {"seeds/a.md": "---\ntitle: A\nstatus: draft\ntopics: [HOUSING]\n---\nWords.\n"},
        {"seeds/a.md": "---\ntitle: A\ndraft: true\ntopics: [HOUSING]\n---\nWords.\n"},
        {"seeds/a.md": "---\ntitle: A\nstatus: withdrawn\ntopics: [HOUSING]\n---\nWords.\n"},
        {
            "seeds/a.md": "---\ntitle: A\nstatus: draft\nactors: [abe]\n---\nWords.\n",
            "content/actors/abe.yaml": "name: Abe Holt\ntopics: [HOUSING]\n",
        },
        {
            "content/actors/abe.yaml": "name: Abe Holt\nstatus: draft\n",
            "content/claims/a.yaml": "claim: C.\narticle: vote\nspeaker: abe\nverdict: unverified\ntopics: [HOUSING]\n",
        },
    ],
    ids=["draft", "held back", "withdrawn", "an actor of a draft", "a claim of a draft actor"],
)
def test_what_is_hidden_gives_no_topic_its_name(tmp_path: Path, files: dict[str, str]) -> None:
    shown = {
        "seeds/vote.txt": "The vote\n\nWords.",
        "content/notes/n.yaml": "title: N\nbody: B.\ntopics: [Housing]\nwhere: [{article: vote}]\n",
        "content/notes/o.yaml": "title: O\nbody: B.\ntopics: [housing]\nwhere: [{article: vote}]\n",
    }
    site = made(tmp_path, {**files, **shown})
    assert (site.is_done, site.words("topics/housing/", "h1")) == (True, ["Housing"]), site.told
    assert b">housing<" in site.everything()
    assert "HOUSING" not in "".join(data.decode(errors="replace") for data in tree(site.folder).values())


def test_of_two_that_are_seen_the_first_names_a_topic(tmp_path: Path) -> None:
    files = {
        f"seeds/{name}.md": f"---\ntitle: A\n{status}topics: [{topic}]\n---\nWords.\n"
        for name, status, topic in [("a", "status: draft\n", "HOUSING"), ("b", "", "Housing"), ("c", "", "housing")]
    }
    assert made(tmp_path / "a", files).words("topics/housing/", "h1") == ["Housing"]
    assert made(tmp_path / "b", files, drafts=True).words("topics/housing/", "h1") == ["HOUSING"]


def test_a_topic_is_named_anew_when_its_draft_is_published(tmp_path: Path) -> None:
    root = tmp_path / "a"
    draft = "---\ntitle: A\nstatus: draft\ntopics: [HOUSING]\n---\nWords.\n"
    made(root, {
        "content/site.yaml": "title: S\n", "seeds/a.md": draft,
        "seeds/b.md": "---\ntitle: B\ntopics: [Housing]\n---\nWords.\n",
    })  # fmt: skip
    site = made(root, {"seeds/a.md": draft.replace("status: draft\n", "")})
    assert site.words("topics/housing/", "h1") == ["HOUSING"]
    assert tree(site.folder) == clean(tmp_path / "clean", root)


def filled(kind: Any, path: str = "") -> Any:
    """A record of which every field has a value that tells where it stands: ids, links, and all that holds such."""
    values = {}
    for field in fields(kind):
        here, words = f"{path}{field.name}", set(re.findall(r"\w+", str(field.type)))
        inner = [one for name in words if is_record(one := getattr(model, name, None)) and name != "Markdown"]
        if words & {"ActorId", "TopicId"}:
            value: Any = f"{here}-t" if "TopicId" in words else f"{here}-a"
        elif "Markdown" in words:
            value = md(f"[[{here}-a]]")
        elif inner and "Location" not in words:
            value = filled(inner[0], f"{here}-")
        elif field.name == "why":
            value = f"[[{here}-a]]"
        elif not field.required:
            value = field.default
        else:
            value = Location("x.yaml", 1, 1) if "Location" in words else here
        values[field.name] = (value,) if words >= {"tuple"} and not isinstance(value, tuple) else value
    return kind(**values)


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (Article, {"actors-a", "mentions-actor-a", "not_mentions-actor-a", "topics-t", "summary-a"}),
        (
            Claim,
            {
                "speakers-a",
                "reported_by-a",
                "about-a",
                "topics-t",
                "review-a",
                "history-why-a",
                "passages-speakers-a",
                "reviews-review-a",
            },
        ),
        (Note, {"actors-a", "topics-t", "body-a", "passages-speakers-a"}),
        (ProsePage, {"body-a"}),
        (Actor, {"roles-of-a", "related-actor-a", "topics-t", "summary-a", "body-a"}),
        (Topic, {"parent-t", "related-t", "summary-a", "body-a"}),
    ],
)
def test_every_field_of_the_model_that_can_name_somebody_does(kind: type, named: set[str]) -> None:
    record = filled(kind)
    all_ids = set(re.findall(r"[a-z_-]+-[at]\b", repr(replace(record, withdrawn=None, id="x"))))
    assert all_ids == named, "a field came that names somebody"
    actors = tuple(person(one, one) for one in sorted(all_ids) if one.endswith("-a"))
    assert {one.id for one in named_by(record, LinkIndex(Archive(SITE, actors=actors)))} == named


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("| Who | What |\n| --- | --- |\n| [[zed\\|He]] | left |\n", "Who What He left"),
        ("> He said [[zed\n> |that he left]].\n", "He said that he left."),
        ("> He said [[\n> zed|that\n> he left]].\n", "He said that he left."),
        ("> > He said [[person:\n> > zed]].\n", "He said …."),
        ("- > He said [[person:\n  > zed]].\n", "He said …."),
    ],
)
def test_a_link_is_one_in_tables_and_over_lines_of_a_quotation(tmp_path: Path, body: str, words: str) -> None:
    files = {"seeds/vote.txt": "The vote\n\nWords.", "content/actors/zed.yaml": ZED}
    page = "---\ntitle: Plan\n{}---\n" + body
    hidden = made(tmp_path / "a", {**files, "content/pages/plan.md": page.format("status: draft\n")})
    assert (hidden.is_done, b"zedrick" in hidden.everything()) == (True, False)
    assert ["only-in-drafts" in one for one in hidden.told] == [True]
    shown = made(tmp_path / "b", {**files, "content/pages/plan.md": page.format("")})
    assert (shown.is_done, shown.told) == (True, [])
    assert shown.page("plan/").css_first('main a[href$="people/zed/"]') is not None
    files["content/actors/zed.yaml"] += "status: draft\n"
    left = made(tmp_path / "c", {**files, "content/pages/plan.md": page.format("")})
    assert (left.is_done, ["dead-link" in one for one in left.told]) == (True, [True]), left.told
    assert (b"zed<" in left.everything(), b"zedrick" in left.everything()) == (False, False)
    assert " ".join(left.page("plan/").css_first("main").text().split()).endswith(words)
