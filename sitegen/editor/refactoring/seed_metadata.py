"""What the front matter of seeds says of a record that gets another id.

A seed is never altered. So a record of `content/articles/` says it in its place: what stands there wins.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Final, cast

from sitegen.content import schema
from sitegen.content.loader.raw_record import stem_id
from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_reader import YamlValue, decode, parse_front_matter, split_front_matter
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Archive, Article, ArticleId, ManualMention, NotMention
from sitegen.core.problems import Problems
from sitegen.editor.api_types import FormValue, FormValues
from sitegen.editor.author_files import ContentFile, FileRecord, without_empty
from sitegen.editor.refactoring.archive_edit import ArchiveEdit
from sitegen.editor.refactoring.record_targets import seed_file
from sitegen.editor.refactoring.reference_rewriting import ReferenceRewriter, WrittenText, texts_in
from sitegen.files import source_files
from sitegen.files.source_files import CONTENT

ARTICLE_ORDER: Final = tuple(schema.keys_at(schema.WrittenArticle, ()))


class CarriedKeys(FrozenRecord):
    """Keys that a record of an article says now, since the front matter of its seed names the record by its old id."""

    seed: str
    """From the archive's root."""
    file: str
    """The file of the record, from the archive's root."""
    keys: tuple[str, ...]


def front_matter_changes(
    edit: ArchiveEdit, archive: Archive, rewriter: ReferenceRewriter, may_name: Callable[[str], bool]
) -> dict[ArticleId, FormValues]:
    """What records of articles have to say, since the front matter of the seed names somebody by an old id."""
    found: dict[ArticleId, FormValues] = {}
    for article in archive.articles:
        matter = _matter(edit, article)
        if not may_name(matter):
            continue
        record = article_record(edit, article)
        own = record[1].values if record else {}
        values = {key: value for key, value in _front_matter_of(edit, article).items() if key not in own}
        new = _new_values(article, values, rewriter)
        if new:
            found[article.id] = new
    return found


def say_of_article(edit: ArchiveEdit, article: Article, values: FormValues) -> str:
    """Let the article's record in `content/articles/` say this, or a new one; its file. Raises EditRefusedError."""
    found = article_record(edit, article)
    if found:
        content, record = found
        edit.change(content.file, record.path, values, ARTICLE_ORDER)
        return content.file
    identifier = str(values.get("id", article.id))
    file, count = f"{CONTENT}/articles/{identifier}.yaml", 1
    while not edit.is_free(file):
        count += 1
        file = f"{CONTENT}/articles/{identifier}-{count}.yaml"
    # A file that holds one record gives it its name, but for an id that the front matter of the seed gives.
    is_named = stem_id(file) == identifier and "id" not in _front_matter_of(edit, article)
    whole: FormValues = {**values, **({} if is_named else {"id": identifier}), "seed": article.seed}
    if is_named:
        whole.pop("id", None)
    edit.add(file, record_edits.new_mapping({key: whole[key] for key in ARTICLE_ORDER if key in whole}))
    return file


def article_record(edit: ArchiveEdit, article: Article) -> tuple[ContentFile, FileRecord] | None:
    """The article's record in `content/articles/`; None where it has none, or the front matter of its seed is it."""
    file = article.location.file
    if not file.startswith(f"{CONTENT}/"):
        return None
    content = edit.content(file)
    for one in content.records():
        seed = one.values.get("seed")
        if isinstance(seed, str) and _seed_key(seed) == _seed_key(article.seed):
            return content, one
    return None


def _seed_key(seed: str) -> str:
    return urls.id_key(posixpath.normpath(seed.strip()))


def _matter(edit: ArchiveEdit, article: Article) -> str:
    """The front matter of a seed as it stands; empty where it has none."""
    if not article.seed.lower().endswith(".md"):
        return ""
    raw = source_files.read_source(edit.root, seed_file(article), Problems())
    text = None if raw is None else decode(raw, seed_file(article), Problems())
    return split_front_matter(text)[0] or "" if text else ""


def _front_matter_of(edit: ArchiveEdit, article: Article) -> dict[str, YamlValue]:
    if not article.seed.lower().endswith(".md"):
        return {}
    raw = source_files.read_source(edit.root, seed_file(article), Problems())
    text = None if raw is None else decode(raw, seed_file(article), Problems())
    document = parse_front_matter(text, seed_file(article), Problems(), lambda _: True) if text else None
    return _mapping(document.value if document else None)


def _mapping(value: YamlValue) -> dict[str, YamlValue]:
    kept = without_empty(value)
    return kept if isinstance(kept, dict) else {}


def _new_values(article: Article, values: Mapping[str, YamlValue], rewriter: ReferenceRewriter) -> FormValues:
    """The keys that have to say something else, with what that is."""
    named = list(texts_in(dict(values), schema.FrontMatter))
    keys = dict.fromkeys(str(one.path[0]) for one in named if rewriter.rewrite(one))
    return {key: new for key in keys if (new := _new_value(key, article, values[key], rewriter))}


def _new_value(key: str, article: Article, value: YamlValue, rewriter: ReferenceRewriter) -> FormValue:
    """The value of a key as a record has it; what the seed says wrongly anyway, and is not read, is left out."""
    items: list[FormValue] = [one for one in _items(key, article, value) if one]
    new: dict[str, FormValue] = {}
    for number, item in enumerate(items):
        changed = _rewritten_item(key, item, rewriter)
        use = next((one.use for one in texts_in(_alone(key, item), schema.FrontMatter)), None)
        twin = (
            rewriter.meaning(use, changed) if use and isinstance(changed, str) and not use.is_markdown else str(number)
        )
        new.setdefault(twin, changed)
    listed = list(new.values())
    return listed[0] if len(listed) == 1 and isinstance(listed[0], str) else listed


def _items(key: str, article: Article, value: YamlValue) -> list[FormValue]:
    if key == "actors":
        return [*article.actors]
    if key in ("mentions", "not_mentions"):
        given: tuple[ManualMention | NotMention, ...] = article.mentions if key == "mentions" else article.not_mentions
        return [_mention_value(one) for one in given]
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, str)]


def _mention_value(one: ManualMention | NotMention) -> FormValue:
    item: FormValues = {"text": one.text}
    if one.actor:
        item["actor"] = one.actor
    if isinstance(one, ManualMention) and one.occurrence:
        item["occurrence"] = str(one.occurrence)
    return item if len(item) > 1 else one.text


def _rewritten_item(key: str, item: FormValue, rewriter: ReferenceRewriter) -> FormValue:
    found: list[WrittenText] = list(texts_in(_alone(key, item), schema.FrontMatter))
    if isinstance(item, str):
        rewrite = rewriter.rewrite(found[0]) if found else None
        return rewrite(item) if rewrite else item
    changed = dict(item) if isinstance(item, dict) else {}
    for one in found:
        rewrite = rewriter.rewrite(one)
        if rewrite:
            changed[str(one.path[-1])] = rewrite(one.words)
    return changed


def _alone(key: str, item: FormValue) -> YamlValue:
    return cast("YamlValue", {key: item})
