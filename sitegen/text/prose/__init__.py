"""A seed → `Prose`: its blocks, the text a reader sees, and the map between them."""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.content.yaml_reader import may_have_front_matter
from sitegen.core import url_passwords
from sitegen.text.prose import markdown_seeds, plain_text
from sitegen.text.prose.html_text import (
    SuspectEncoding,
    clean_text,
    decode_seed,
    find_suspect_encoding,
    on_one_line,
    title_words,
)
from sitegen.text.prose.prose_builder import ProseBuilder
from sitegen.text.prose.prose_model import MarkupTag, Prose, ProsePart, SeedContext, TextRun

__all__ = ["MarkupTag", "Prose", "ProsePart", "SeedContext", "TextRun", "read_seed"]


def read_seed(seed: bytes, file: str, reading: SeedContext = SeedContext()) -> Prose:  # noqa: B008  (it is frozen)
    """The article that `seed` holds, as its reader sees it.

    `file` is the seed's path below the archive's root; a name that ends in `.md` makes it Markdown, with or without
    front matter, any other plain text. Bytes that are not UTF-8 become U+FFFD: the loader has reported them.
    Lines of the seed end as editors count them, by `\\n`, `\\r\\n` or `\\r`.
    Reports: dead-link, suspect-encoding, markup-as-text, password-in-url, template-call.
    """
    text = decode_seed(seed)
    is_markdown = file.lower().endswith(".md")
    first_line = 1
    if is_markdown and may_have_front_matter(text):
        text, first_line = markdown_seeds.without_front_matter(text)
    body, numbers = clean_text(text, first_line)
    draft = ProseBuilder(file, numbers)
    doubt = find_suspect_encoding(text, first_line)
    if doubt:
        draft.report(doubt.line, "suspect-encoding", *_doubted(doubt))
    for found in url_passwords.find(body):
        draft.report_at(body.count("\n", 0, found.start), *found.problem())
    title = on_one_line(reading.title)
    fallback = title_words(PurePosixPath(file).stem) or file
    if is_markdown:
        return markdown_seeds.read_markdown(body, draft, reading, title, fallback)
    return plain_text.read_plain_text(body, draft, title, fallback)


def _doubted(doubt: SuspectEncoding) -> tuple[str, str, str]:
    often = f", {doubt.times} times in all" if doubt.times > 1 else ""
    return (
        f'"{doubt.found}" looks like UTF-8 that was read as another encoding{often}',
        "nothing is repaired by guess: save the article again from its source, as UTF-8",
        "words look like UTF-8 that was read as another encoding",
    )
