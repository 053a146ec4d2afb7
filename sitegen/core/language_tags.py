"""Language tags (BCP 47): which are known, which are the same, and from which side they are written.

Sources: CLDR, through ICU, for the languages, scripts and countries that it has; for all others the IANA Language
Subtag Registry, as the extra `languages` has it (langcodes).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sitegen.core import extras

# By primary language, or by script where the tag names one; the scripts are those of living languages.
_RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku-arab", "nqo", "ps", "rhg", "sd", "syr", "ug", "ur", "yi"}
    | {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script or else the language of a tag such as `ar` or `az-Arab`."""
    primary, *others = language.lower().replace("_", "-").split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return "rtl" if (scripts[0] if scripts else primary) in _RIGHT_TO_LEFT else "ltr"


def language_if_other(language: str, around: str) -> str:
    """The value of `lang` to write: empty where the language is unknown, or that of the element around."""
    return "" if language.casefold() == around.casefold() else language


def is_known(tag: str) -> bool:
    """Whether every part of a well-formed tag is registered: `German`, `gr`, `deu` and `en-UK` are not.

    Raises MissingExtraError where only the registry knows: for a language that CLDR lacks, or a variant (`de-1996`).
    """
    parts = tag.split("-")
    if all(_has_cldr(kind, part) for kind, part in zip(_kinds(parts), parts, strict=True)):
        return True
    if len(parts[0]) == 3 and len(_canonical(parts[0])) == 2:
        return False  # where there is a code of two letters, no other one is registered
    extras.require("languages")
    # Loading the registry takes as long as reading some hundred records.
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(tag, normalize=False).is_valid()
    except LanguageTagError:
        return False


def _kinds(parts: list[str]) -> list[str]:
    """What each part of a tag is by its place and length: language, script, country; empty for all else."""
    kinds = ["language"]
    for part in parts[1:]:
        is_script = len(part) == 4 and part.isalpha() and kinds == ["language"]
        is_country = len(part) == 2 and kinds[-1] in ("language", "script")
        kinds.append("script" if is_script else "country" if is_country else "")
    return kinds


def _has_cldr(kind: str, part: str) -> bool:
    import icu

    if kind == "language":
        # A code of two letters that has become another one, as `iw` has become `he`, is registered still.
        return part.lower() in _languages() or (len(part) == 2 and _canonical(part) in _languages() - {part.lower()})
    if kind == "country":
        return part.upper() in icu.Locale.getISOCountries()
    if kind == "script":
        named: str = icu.Locale(f"und_{part.title()}").getDisplayScript(icu.Locale("en"))
        return named != part.title()
    return False


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    import icu

    return frozenset(icu.Locale.getISOLanguages())


def _canonical(tag: str) -> str:
    """The tag as ICU writes it: `de` of `deu`, `he` of `iw`; itself where ICU cannot read it."""
    import icu

    try:
        return str(icu.Locale.forLanguageTag(tag).toLanguageTag())
    except icu.ICUError:
        return tag


def nearest(words: str) -> str:
    """The tag of a language that is called so in English or by itself, or whose country's code this is; else empty."""
    found = _by_name().get(words.casefold().replace("_", "-").strip())
    return found or _of_country(words) or _rewritten(words)


def _rewritten(words: str) -> str:
    """The shortest tag of what stands for one in another standard: `de` of `deu` or `ger`, `en-GB` of `en-UK`.

    Those that ICU does not rewrite (`ger`, `en-UK`) need the extra `languages`.
    """
    tag = words.replace("_", "-")
    canonical = _canonical(tag)
    if not extras.is_installed("languages"):
        return canonical if canonical.casefold() != tag.casefold() and is_known(canonical) else ""
    from langcodes import standardize_tag
    from langcodes.tag_parser import LanguageTagError

    try:
        tag = standardize_tag(tag)
    except LanguageTagError:
        return ""
    return tag if tag != "und" and is_known(tag) else ""


@lru_cache(maxsize=16)
def locale_of(tag: str) -> str:
    """The most exact locale that ICU has for a tag: `sr_Latn` of `sr-Latn-RS-x-a`, `de` of `de-1996`; else `en`.

    Of a language without data ICU takes letters and months of the system's, and they are not to hang on the machine.
    """
    import icu

    known, full = icu.Locale.getAvailableLocales(), icu.Locale.forLanguageTag(tag)
    language, script, country = full.getLanguage(), full.getScript(), full.getCountry()
    tried = [[language, script, country], [language, country], [language, script], [language]]
    names = ("_".join(part for part in parts if part) for parts in tried)
    return next((name for name in names if name in known), "en")


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    import icu

    named: dict[str, str] = {}
    english = icu.Locale("en")
    for code in icu.Locale.getISOLanguages():
        language = icu.Locale(code)
        for name in (language.getDisplayLanguage(english), language.getDisplayLanguage(language)):
            named.setdefault(name.casefold(), code)
    return named


def _of_country(code: str) -> str:
    """What is mostly spoken where this is the country's code: `ja` of `jp`."""
    import icu

    if len(code) != 2 or code.upper() not in icu.Locale.getISOCountries():
        return ""
    likely = icu.Locale.addLikelySubtags(icu.Locale("und", code.upper())).getLanguage()
    return "" if likely == "und" else str(likely)
