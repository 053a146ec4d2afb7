"""The search index: from the records to Pagefind's files below `search/pagefind/`, one index for each language.

What is indexed comes from the records, not from pages, so a theme cannot break the search. Pagefind cuts off endings by
the rules of one language, and an index has one; so each language has its own, and the search page asks all of them.
Making an index takes longer than all else in a small build, and its files differ from run to run; so a fingerprint of
all that went into each stands beside them, and an index that was made of the same is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sitegen.core.problems import Location, Problems
from sitegen.core.version import __version__
from sitegen.output.publish import Target
from sitegen.output.publish.marker import VOLATILE_FOLDER
from sitegen.output.search import pagefind, search_html
from sitegen.output.search.pagefind import PagefindError
from sitegen.output.search.search_records import SearchRecord, search_records
from sitegen.site.pages.search_page import SearchState
from sitegen.site.pages.views import Views

__all__ = ["FOLDER", "SearchRecord", "leave_search_index", "search_records", "write_search_index"]

FOLDER: Final = VOLATILE_FOLDER
FINGERPRINT: Final = f"{FOLDER}/fingerprint.json"
LANGUAGES: Final = f"{FOLDER}/languages.json"
"""For the search page: the languages that have an index, the archive's first."""
_PROGRAM: Final = f"{FOLDER}/pagefind.js"
"""The one for all indexes: each run of one Pagefind gives the same."""

_SHARED_RULES: Final = {"cmn": "zh", "yue": "zh", "wuu": "zh", "nb": "no", "nn": "no"}
"""Languages of which people type what they look for as in another."""


class _IndexInput(NamedTuple):
    """What one index is made of."""

    documents: list[bytes]
    made_of: str
    """The same for the same records, the same language and the same programs."""


class _LastIndexes(NamedTuple):
    """The indexes of the last build."""

    made_of: dict[str, str]
    """By language, as in `_IndexInput`."""
    files: dict[str, str]
    """Each with its SHA-256."""


def write_search_index(views: Views, target: Target, problems: Problems, *, most: int = 0) -> SearchState:
    """Put an index of all that readers see into `target`, or keep the last one where nothing changed.

    An archive of more than `most` records gets none anew; 0 = there is no such limit.
    Reports: search-failed, and then there is no search.
    """
    documents = _documents_by_language(search_records(views), views.index.site.language)
    if not documents:
        return SearchState.NONE
    try:
        return _make_indexes(documents, target, most)
    except (PagefindError, OSError) as fault:
        problems.add(
            Location("search"),
            "search-failed",
            str(fault),
            "the site has no search; mend that and build again, or build with --no-search",
        )
    return SearchState.NONE


def leave_search_index(target: Target) -> bool:
    """Keep the index of the last build, to be made anew once the pages are published; False: that cannot be."""
    try:
        pagefind.find_pagefind()
    except (PagefindError, OSError):
        return False
    last, known = target.last(FINGERPRINT), _known_indexes(target)
    return last is not None and known is not None and target.keep_all({**known.files, FINGERPRINT: _digest(last)})


def _documents_by_language(records: Iterable[SearchRecord], own: str) -> dict[str, list[bytes]]:
    """Documents by the language of their index; `own` is the archive's, which comes first, then by the alphabet."""
    found: dict[str, list[bytes]] = {}
    for record in records:
        found.setdefault(_index_language(record.language or own), []).append(search_html.record_html(record))
    return {language: found[language] for language in sorted(found, key=lambda one: (one != _index_language(own), one))}


def _index_language(tag: str) -> str:
    """The language of the index that a text in this one goes into: regions and scripts have one together."""
    primary = tag.partition("-")[0].lower()
    return _SHARED_RULES.get(primary, primary)


def _make_indexes(documents: Mapping[str, list[bytes]], target: Target, most: int) -> SearchState:
    program = pagefind.find_pagefind()
    version = pagefind.pagefind_version(program)
    sources = {one: _IndexInput(texts, _fingerprint(texts, version, one)) for one, texts in documents.items()}
    made_of, known = {one: source.made_of for one, source in sources.items()}, _known_indexes(target)
    if known and [*known.made_of.items()] == [*made_of.items()] and leave_search_index(target):
        return SearchState.INDEXED
    if most and sum(map(len, documents.values())) > most:
        return SearchState.LEFT_OUT
    kept = _keep_unchanged(known, made_of, target) if known else {}
    # All of it before any of it is put: a fault must not leave half an index.
    files = _made_files({one: source for one, source in sources.items() if not _is_of(one, kept)}, program)
    files = {path: data for path, data in files.items() if path not in kept} | {LANGUAGES: _json([*sources])}
    for path, data in files.items():
        target.put(path, data)
    digests = kept | {path: _digest(data) for path, data in files.items()}
    target.put(FINGERPRINT, _json({"made_of": made_of, "files": digests}))
    return SearchState.INDEXED


def _made_files(sources: Mapping[str, _IndexInput], program: str) -> dict[str, bytes]:
    """The files of the indexes of these languages, by their paths. Raises PagefindError, OSError."""
    files: dict[str, bytes] = {}
    for language, source in sources.items():
        made = pagefind.run_pagefind(program, source.documents, language)
        files |= {f"{FOLDER}/{language}/{path}": data for path, data in made}
        files[_PROGRAM] = files.pop(f"{FOLDER}/{language}/pagefind.js")
    return files


def _keep_unchanged(known: _LastIndexes, made_of: Mapping[str, str], target: Target) -> dict[str, str]:
    """Keep the indexes that are as they were, with the program that all of them need; none where one is damaged."""
    unchanged = [one for one, fingerprint in made_of.items() if known.made_of.get(one) == fingerprint]
    files = {path: digest for path, digest in known.files.items() if any(_is_below(one, path) for one in unchanged)}
    if not files or _PROGRAM not in known.files:
        return {}
    files[_PROGRAM] = known.files[_PROGRAM]
    return files if target.keep_all(files) else {}


def _is_of(language: str, files: Iterable[str]) -> bool:
    return any(_is_below(language, path) for path in files)


def _is_below(language: str, path: str) -> bool:
    return path.startswith(f"{FOLDER}/{language}/")


def _fingerprint(documents: Iterable[bytes], version: str, language: str) -> str:
    whole = hashlib.sha256("\0".join((__version__, version, language)).encode())
    for document in documents:
        whole.update(b"\0")
        whole.update(document)
    return whole.hexdigest()


def _known_indexes(target: Target) -> _LastIndexes | None:
    """None where there are none, or what is there is not as we wrote it: made anew."""
    try:
        known = json.loads(target.last(FINGERPRINT) or b"")
        made_of, files = ({str(key): str(value) for key, value in known[part].items()} for part in ("made_of", "files"))
        return _LastIndexes(made_of, files)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
