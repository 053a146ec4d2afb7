"""Languages that are written without spaces, and whether the search finds words of them."""

from __future__ import annotations

from typing import Final

import icu

from sitegen.core.problems import Location, Problems
from sitegen.site.pages.views import Views

_CUT: Final = frozenset({"zh", "yue", "cmn", "ja"})
"""Those that the extended Pagefind cuts into words."""
_UNCUT: Final = frozenset({"th", "lo", "km", "my", "bo", "dz"})
"""Those that no Pagefind does."""


def report_unsearchable(views: Views, problems: Problems, *, is_extended: bool) -> None:
    """Report, once, of which languages no words can be found. Reports: search-without-words.

    There is one index, in the archive's language: words of another such language are not cut, whatever the program.
    """
    own = _primary(views.index.archive.site.language)
    used = {own, *(_primary(entry.article.language) for entry in views.index.entries)}
    lost = {one for one in used if one in _UNCUT or (one in _CUT and not (is_extended and own in _CUT))}
    if not lost:
        return
    names = sorted(str(icu.Locale(one).getDisplayLanguage(icu.Locale("en"))) for one in lost)
    named = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    message = f"the search finds no words in {named}, which is written without spaces"
    if own in lost & _CUT:
        hint = "`pip install 'pagefind[extended]'` brings the program that cuts Chinese and Japanese into words"
    else:
        hint = "no Pagefind cuts it; `accept: search-without-words` in content/site.yaml says that you know"
    problems.add(Location("search"), "search-without-words", message, hint)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
