"""Records renamed and joined at random: all else is said as before, no address is lost, no seed is touched."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote, urljoin

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields
from support.archive_edits import Sources
from support.checkout import SOAK
from support.golden import tree

from sitegen.content import loader
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Archive
from sitegen.core.problems import Problems
from sitegen.editor import EditRefusedError, author_files
from sitegen.editor.refactoring import PreferredSide, plan_merge, plan_rename
from sitegen.editor.refactoring.record_targets import FOLDER_OF
from sitegen.engine import Options, build

KINDS = sorted(FOLDER_OF)
NEW = ("newly", "other", "ünlike", "x-1", "bridge-2")
_REFRESH = re.compile(r'http-equiv="refresh" content="0; *url=([^"]*)"')


def loaded(root: Path) -> tuple[Archive, Counter[str]]:
    problems = Problems()
    archive = loader.load(root, problems)
    assert archive is not None
    return archive, Counter(one.code for one in problems)


def said(value: Any, ids: Mapping[str, str]) -> Any:
    """What an archive says, places and old ids aside, with other ids in it."""
    if isinstance(value, FrozenRecord):
        kept = (one.name for one in fields(value) if one.name not in ("location", "formerly", "spellings"))
        return {name: said(getattr(value, name), {} if name == "terms" else ids) for name in kept}
    if isinstance(value, list | tuple):
        return [said(one, ids) for one in value]
    if isinstance(value, str):
        value = re.sub(r"\[\[[a-z]+:", "[[", value)  # a link gets a kind where it needs one
        for old, new in ids.items():
            value = re.sub(rf"(?<=\[\[){old}(?=[\]|])|^{old}$", new, value)
    return value


def by_id(listed: list[Any]) -> list[Any]:
    return sorted(listed, key=lambda one: str(one["id"]))


def same(before: Archive, after: Archive, ids: Mapping[str, str]) -> None:
    for folder in FOLDER_OF.values():
        assert by_id(said(getattr(after, folder), {})) == by_id(said(getattr(before, folder), ids))
    assert said(after.site, {}) == said(before.site, ids)


def addresses(site: Path) -> dict[str, str]:
    """Each address of a page, and where it leads in one hop at most."""
    found = {}
    for path in site.rglob("index.html"):
        url = path.parent.relative_to(site).as_posix() + "/"
        target = _REFRESH.search(path.read_text(encoding="utf-8"))
        found[url] = unquote(urljoin(f"https://x/{url}", target[1]).removeprefix("https://x/")) if target else url
    return found


def built(root: Path) -> dict[str, str]:
    outcome = build(Options(root, root / "public", drafts=True))
    assert outcome.is_done, [str(one) for one in outcome.problems]
    return addresses(root / "public")


def not_more_than(error: EditRefusedError, codes: set[str]) -> bool:
    """That it is refused for these reasons alone; nothing was changed."""
    assert {one.problem.code for one in error.problems} <= codes
    return False


def rename_one(root: Path, chance: Random) -> bool:
    before, problems = loaded(root)
    kind = chance.choice(KINDS)
    records = getattr(before, FOLDER_OF[kind])
    if not records:
        return False
    old, new = chance.choice(records).id, chance.choice(NEW)
    try:
        plan = plan_rename(root, f"{kind}:{old}", new)
    except EditRefusedError as error:
        return not_more_than(error, {"duplicate-id", "path-collision"})
    author_files.write_together(root, plan.changes)
    after, now = loaded(root)
    assert now <= problems
    if sum(one.id == old for folder in FOLDER_OF.values() for one in getattr(before, folder)) == 1:
        same(before, after, {old: new})  # which does not tell records of one id apart
    return True


def merge_two(root: Path, chance: Random) -> bool:
    before, problems = loaded(root)
    kind = chance.choice(["actor", "topic"])
    ids = [one.id for one in getattr(before, FOLDER_OF[kind])]
    if len(ids) < 2:
        return False
    source, into = chance.sample(ids, 2)
    side = chance.choice([*PreferredSide])
    try:
        plan = plan_merge(root, f"{kind}:{source}", into, {"": side})
    except EditRefusedError as error:
        return not_more_than(error, {"fields-clash", "circular-topic"})
    author_files.write_together(root, plan.changes)
    after, now = loaded(root)
    assert now <= problems
    assert source not in {one.id for one in getattr(after, FOLDER_OF[kind])}
    if found := plan.mentions:
        assert len(found.source) + len(found.into) + len(found.gained) == len(found.after) + len(found.lost)
    return True


@settings(max_examples=200 if SOAK else 12)
@given(chance=st.randoms(use_true_random=True))
def test_nothing_is_lost_however_records_are_renamed_and_joined(chance: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, data in Sources().layout().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        known, seeds = built(root), tree(root / "seeds")
        for _ in range(4):
            (rename_one if chance.random() < 0.7 else merge_two)(root, chance)
        assert tree(root / "seeds") == seeds
        now = built(root)
        # Those within a long list are ways to read on (docs/decisions/0035).
        lasting = {url for url in known if "/from/" not in url and "/page/" not in url}
        assert lasting - now.keys() == set()
        assert [url for url in lasting if now[now[url]] != now[url]] == []
