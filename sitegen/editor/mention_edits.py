"""Words that name somebody: as an alias of an actor, or in this article alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.content import schema
from sitegen.content.loader.raw_record import stem_id
from sitegen.content.yaml_edit import record_edits
from sitegen.core import urls
from sitegen.core.model import Actor, Article, ManualMention, NotMention
from sitegen.editor import author_files, forms, planning
from sitegen.editor.api_types import FileChange, FormValue, FormValues, RecordKind, refusal
from sitegen.editor.article_view import ArticleView
from sitegen.editor.author_files import ContentFile, FileRecord
from sitegen.editor.planning import PlannedEdit
from sitegen.files.source_files import CONTENT

ARTICLE_ORDER: Final = tuple(schema.keys_at(schema.WrittenArticle, ()))
"""The keys of an article's record as an author would order them."""

WHOLE_WORDS_HINT: Final = "select whole words outside of code and addresses"
"""What to do where selected words name nobody."""


def plan_alias(root: Path, actor: Actor, words: str) -> PlannedEdit:
    """An actor with one more name. Raises EditRefusedError."""
    content = author_files.read(root, actor.location.file)
    record = content.record(actor.id)
    if record is None:
        raise refusal(content.file, f'there is no actor "{actor.id}" in this file any more')
    if words in (actor.name, *actor.aliases):
        raise refusal(content.file, f'"{words}" is a name of {actor.name} already', "let the words mean them only here")
    aliases = [*forms.listed(record.values.get("aliases")), words]
    value: FormValue = aliases if len(aliases) > 1 else words
    text = planning.edit_text(content, record.path, {"aliases": value}, forms.ORDER[RecordKind.ACTOR])
    change = FileChange(f"alias “{words}” of {actor.id} added", content.file, content.raw, text.encode())
    return planning.plan_of(change, actor.id)


def plan_mention(root: Path, view: ArticleView, words: str, actor: str) -> PlannedEdit:
    """The article's record with these words for an actor, wherever they stand. Raises EditRefusedError."""
    item: FormValues = {"text": words, "actor": actor}
    return _plan_item(root, view, "mentions", item, f"“{words}” named {actor} here")


def plan_not_mention(root: Path, view: ArticleView, words: str) -> PlannedEdit:
    """The article's record with these words for nobody. Raises EditRefusedError."""
    return _plan_item(root, view, "not_mentions", words, f"“{words}” names nobody here")


def _plan_item(root: Path, view: ArticleView, key: str, item: FormValue, label: str) -> PlannedEdit:
    article = view.article
    found = article_record(root, article)
    if found is None:
        return plan_article_record(root, article, {key: [*front_matter_items(article, key), item]}, label)
    content, record = found
    listed = forms.listed(record.values.get(key)) or ([] if key in record.values else front_matter_items(article, key))
    text = planning.edit_text(content, record.path, {key: [*listed, item]}, ARTICLE_ORDER)
    return planning.plan_of(FileChange(label, content.file, content.raw, text.encode()), record.id or article.id)


def article_record(root: Path, article: Article) -> tuple[ContentFile, FileRecord] | None:
    """The article's record in its file; None where there is none, or it is the front matter of a seed: seeds are
    evidence, and nothing is ever written into them. Raises EditRefusedError where its file cannot be read."""
    if not article.location.file.startswith(f"{CONTENT}/"):
        return None
    content = author_files.read(root, article.location.file)
    for one in content.records():
        seed = one.values.get("seed")
        if isinstance(seed, str) and urls.id_key(seed.strip()) == urls.id_key(article.seed):
            return content, one
    raise refusal(content.file, f'there is no record of "{article.seed}" in this file any more')


def plan_article_record(root: Path, article: Article, values: FormValues, label: str) -> PlannedEdit:
    """A new record of an article that has none below `content/`. Raises EditRefusedError."""
    file = f"{CONTENT}/articles/{article.id}.yaml"
    if author_files.exists(root, file):
        raise refusal(file, f'there is such a file, and it is not about "{article.seed}"')
    # A file that holds one record gives it its name.
    own: FormValues = {} if stem_id(file) == article.id else {"id": article.id}
    text = planning.require_text(record_edits.new_mapping({**own, "seed": article.seed, **values}), file)
    return planning.plan_of(FileChange(label, file, None, text.encode()), article.id)


def front_matter_items(article: Article, key: str) -> list[FormValue]:
    """What the seed's front matter says, which a record's key would hide."""
    given: tuple[ManualMention | NotMention, ...] = article.mentions if key == "mentions" else article.not_mentions
    return [_item_value(one) for one in given]


def _item_value(one: ManualMention | NotMention) -> FormValue:
    item: FormValues = {"text": one.text}
    if one.actor:
        item["actor"] = one.actor
    if isinstance(one, ManualMention) and one.occurrence:
        item["occurrence"] = str(one.occurrence)
    return item if len(item) > 1 else one.text
