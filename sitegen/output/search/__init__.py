"""The search index: from the records to Pagefind's files below `search/pagefind/`.

What is indexed comes from the records, not from pages, so a theme cannot break the search. Making an index takes longer
than all else in a small build, and its files differ from run to run; so a fingerprint of all that went into it stands
beside it, and an index that was made of the same is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import icu

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

_SEGMENTED: Final = frozenset({"zh", "yue", "cmn", "ja"})
"""Languages written without spaces that the extended Pagefind cuts into words."""
_UNSEGMENTED: Final = frozenset({"th", "lo", "km", "my", "bo", "dz"})
"""Those that no Pagefind does."""


def write_search_index(views: Views, target: Target, problems: Problems, *, most: int = 0) -> SearchState:
    """Put an index of all that readers see into `target`, or keep the last one where nothing changed.

    An archive of more than `most` records gets none anew; 0 = there is no such limit.
    Reports: search-failed, and then there is no search; search-without-words.
    """
    documents = [search_html.record_html(record) for record in search_records(views)]
    if not documents:
        return SearchState.NONE
    try:
        state = _make_index(documents, views.index.site.language, target, most)
        if state is not SearchState.LEFT_OUT:
            _report_unsearchable(views, problems, is_extended=pagefind.is_extended(pagefind.find_pagefind()))
        return state
    except (PagefindError, OSError) as fault:
        problems.add(
            Location("search"),
            "search-failed",
            str(fault),
            "the site has no search; mend that and build again, or build with --no-search",
        )
    return SearchState.NONE


def leave_search_index(views: Views, target: Target, problems: Problems) -> bool:
    """Leave the index of the last build as it is, to be made anew once the pages are published; False: that cannot be.

    Reports: search-without-words.
    """
    try:
        is_extended = pagefind.is_extended(pagefind.find_pagefind())
    except (PagefindError, OSError):
        return False
    last, known = target.last(FINGERPRINT), _known_index(target)
    if last is None or known is None or not target.keep_all({**known.files, FINGERPRINT: _digest(last)}):
        return False
    _report_unsearchable(views, problems, is_extended=is_extended)
    return True


def _make_index(documents: list[bytes], language: str, target: Target, most: int) -> SearchState:
    found = pagefind.find_pagefind()
    fingerprint = _fingerprint(documents, pagefind.pagefind_version(found), language)
    if _is_kept(target, fingerprint):
        return SearchState.INDEXED
    if most and len(documents) > most:
        return SearchState.LEFT_OUT
    # All of it before any of it is put: a fault must not leave half an index.
    files = {f"{FOLDER}/{path}": data for path, data in pagefind.run_pagefind(found, documents, language)}
    for path, data in files.items():
        target.put(path, data)
    target.put(FINGERPRINT, _content(fingerprint, {path: _digest(data) for path, data in files.items()}))
    return SearchState.INDEXED


def _fingerprint(documents: Iterable[bytes], version: str, language: str) -> str:
    """The same for the same records, the same language and the same programs."""
    whole = hashlib.sha256("\0".join((__version__, version, language)).encode())
    for document in documents:
        whole.update(b"\0")
        whole.update(document)
    return whole.hexdigest()


def _is_kept(target: Target, fingerprint: str) -> bool:
    last, known = target.last(FINGERPRINT), _known_index(target)
    if last is None or known is None or known.made_of != fingerprint:
        return False
    return target.keep_all({**known.files, FINGERPRINT: _digest(last)})


class _KnownIndex(NamedTuple):
    """The index of the last build."""

    made_of: str
    files: dict[str, str]
    """Each with its SHA-256."""


def _known_index(target: Target) -> _KnownIndex | None:
    """None where there is none, or what is there is not as we wrote it: made anew."""
    try:
        known = json.loads(target.last(FINGERPRINT) or b"")
        return _KnownIndex(known["made_of"], {str(path): str(digest) for path, digest in known["files"].items()})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _content(fingerprint: str, files: Mapping[str, str]) -> bytes:
    known = {"made_of": fingerprint, "files": files}
    return (json.dumps(known, indent=1, sort_keys=True) + "\n").encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _report_unsearchable(views: Views, problems: Problems, *, is_extended: bool) -> None:
    """Report, once, of which languages no words can be found. Reports: search-without-words.

    There is one index, in the archive's language: words of another such language are not cut, whatever the program.
    """
    own = _primary(views.index.site.language)
    used = {own, *(_primary(entry.article.language) for entry in views.index.entries)}
    lost = {
        one for one in used if one in _UNSEGMENTED or (one in _SEGMENTED and not (is_extended and own in _SEGMENTED))
    }
    if not lost:
        return
    names = sorted(str(icu.Locale(one).getDisplayLanguage(icu.Locale("en"))) for one in lost)
    named = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    message = f"the search finds no words in {named}, which is written without spaces"
    if own in lost & _SEGMENTED:
        hint = "`pip install 'pagefind[extended]'` brings the program that cuts Chinese and Japanese into words"
    else:
        hint = "no Pagefind cuts it; `accept: search-without-words` in content/site.yaml says that you know"
    problems.add(Location("search"), "search-without-words", message, hint)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
