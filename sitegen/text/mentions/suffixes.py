"""What may be written onto a name behind it: after an apostrophe, the s of a genitive, cases, particles, a noun.

Offsets are of the normalized text. A rule that holds in some languages alone asks for the language of the text; of a
tag that is its language alone, `pt` of `pt-BR`. Only endings that make no other name of it count; where the end of the
name itself changes (`Annát`, `Virran`), it is not found.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.content.word_usage import capitalizes_nouns

_SUFFIXING_WORDS: Final = """
az crh et fi gag kaa kk ku lt lv pl tk tr tt uz
"""
SUFFIXING: Final = frozenset(_SUFFIXING_WORDS.split())
"""Put endings onto names behind an apostrophe: `Kennedy'ego`, `Ankara'da`."""
_ELIDING_WORDS: Final = """
an ast ca co frp fr fur gl it lb lij lmo nap oc pms pt rm sc scn vec wa
"""
ELIDING: Final = frozenset(_ELIDING_WORDS.split())
"""An apostrophe stands for the end of a small word: `d'Anna`, `dell'unione`."""
_GENITIVE_WORDS: Final = """
da de fo fy gsw lb li nb nds nl nn no sv
"""
GENITIVE: Final = frozenset(_GENITIVE_WORDS.split())
"""Put an s onto names without an apostrophe: `Annas`, `Wiens`."""
GERMAN: Final = frozenset(["de", "gsw", "lb", "nds"])
"""Write all nouns with a capital: `Merkel-Regierung`."""
_OTHER_ARABIC_WORDS: Final = """
az azb bal bqi ckb fa glk kk ks ku lrc mzn pa ps sd ug ur
"""
OTHER_ARABIC: Final = frozenset(_OTHER_ARABIC_WORDS.split())
"""In Arabic letters, but `and`, `to` and `in` are words by themselves."""
OTHER_HEBREW: Final = frozenset({"yi", "ji", "lad"})
"""The same in Hebrew letters."""
INFLECTING: Final = frozenset({"fi", "hu"})
"""Put endings of cases onto names, of which many stay as they are: `Kovácsnak`."""


_LETTERS: Final = re.compile(r"[^\W\d_]*")
_VOWELS: Final = frozenset("aeiouáàâäãåæéèêëíìîïıóòôöõøœúùûüāēīōū")

_CONTRACTED: Final = frozenset({"s", "d", "m", "ll", "re", "ve"})
"""`Holt's`, `Holt'll`, `Holt'd`: in any language."""
_NO_ENDINGS: Final = frozenset({"t", "n"})
"""`Don't`, `Rock'n Roll`; in Finnish and Estonian they are endings."""
_TAKES_NO_S: Final = frozenset("sxzßSXZẞ")

_DETERMINERS_WORDS: Final = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser diese dieses
diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem mein meine meinen meinem meiner meines sein
seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres im am
zum zur vom beim ins ans aufs fürs alle allen aller
"""
_DETERMINERS: Final = frozenset(_DETERMINERS_WORDS.split())
_NOUN: Final = re.compile(r"[A-ZÄÖÜ]\w{2,}(?:ungen|ung|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|ismus)")
_SURNAMES_LIKE_NOUNS: Final = frozenset({"Hartung", "Hornung"})


def is_ended_by_apostrophe(text: str, start: int, end: int, language: str) -> bool:
    """Whether the apostrophe at `end` leaves the words before it whole: `Işıl Diker'in`, but not `Don't`."""
    tail = _letters_at(text, end + 1)
    behind = text[end + 1 + len(tail) : end + 2 + len(tail)]
    if not tail:
        return not behind.isalnum()
    if behind == "'" or behind.isalnum():
        return False
    is_capitals = text[start:end].isupper() and tail.isupper()
    ending = tail.casefold() if is_capitals or tail == "S" else tail
    if not ending.islower() or ending[0] == "h" or (ending in _NO_ENDINGS and language not in {"et", "fi"}):
        return False
    if ending in _CONTRACTED or language in SUFFIXING:
        return True
    return not is_capitals and language not in ELIDING and _is_foreign_ending(_word_before(text, end), ending)


def _is_foreign_ending(word: str, ending: str) -> bool:
    """Whether this is an ending where the language has none: between two vowels (`Sana'a`) an apostrophe is a letter.

    So it is in Cyrillic, and most words that are short go on behind it: `Ma'mun`.
    """
    is_latin = max(ending) < "\u0250" and word[-1:] < "\u0250"
    return is_latin and len(word) > 3 and not (word[-1] in _VOWELS and ending[0] in _VOWELS)


def _is_genitive(text: str, start: int, end: int, language: str) -> bool:
    """Whether an s of the genitive stands at `end`, onto a name: `Annas`, `Wiens`, `MERKELS`.

    Not onto short names that end in a consonant: `Hans` is not Han's.
    """
    if language not in GENITIVE or text[end - 1] in _TAKES_NO_S:
        return False
    word = _word_before(text, end)
    is_long = len(word) > 3 or (len(word) == 3 and word[-1] in _VOWELS) or (len(word) > 1 and word.isupper())
    is_its = text[end] == "s" or (text[end] == "S" and text[start:end].isupper() and len(word) > 3)
    return is_long and is_its and not (text[end + 1 : end + 2].isalnum() or text[end + 1 : end + 2] in ("-", "'"))


def is_inflected(text: str, start: int, end: int, language: str) -> bool:
    """Whether an ending of its language stands at `end`, onto a name that stays as it is: `Annas`, `Kovácsnak`."""
    if not text[start].isupper():
        return False
    if text[end] in "sS" and _is_genitive(text, start, end, language):
        return True
    if language not in INFLECTING:
        return False
    ending = _letters_at(text, end)
    return is_case(_word_before(text, end), ending, language) and text[end + len(ending) : end + len(ending) + 1] != "-"


def is_before_noun(text: str, start: int, end: int, language: str) -> bool:
    """Whether behind the hyphen at `end` a German noun stands and no second surname.

    It is one behind a determiner (`die Merkel-Regierung`), where the text has the word behind one (`der Plan`, so
    `Merkel-Plan`), and by its ending. Of `der verstorbene Müller-Schmidt` only the last two would tell.
    """
    noun = _letters_at(text, end + 1)
    if (
        not noun
        or (language not in GERMAN and not capitalizes_nouns(text))
        or text[end + 1 + len(noun) : end + 2 + len(noun)] == "-"
    ):
        return False
    if _last_word(text, start).casefold() in _DETERMINERS:
        return True
    if _NOUN.fullmatch(noun) and noun not in _SURNAMES_LIKE_NOUNS:
        return True
    found = text.find(f" {noun}")
    return found >= 0 and any(_last_word(text, place + 1).casefold() in _DETERMINERS for place in _places(text, noun))


def _places(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(rf" {re.escape(word)}\b", text)]


def _last_word(text: str, start: int) -> str:
    """The word before the one that begins here, where a space alone is between them."""
    if not start or text[start - 1] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lstrip("\"'(")


def _letters_at(text: str, start: int) -> str:
    found = _LETTERS.match(text, start)
    return found[0] if found else ""


def _word_before(text: str, end: int) -> str:
    """The letters that end here."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


_CASE_VOWELS: Final = "aáeéiíoóöőuúüűyäåø"
_HUNGARIAN: Final = (
    "nak|nek|ban|ben|ba|be|ból|ből|ról|ről|tól|től|hoz|hez|höz|nál|nél|ra|re|ért|ig|ként|ék|éknak|éknek|éké|éhoz|éhez"
)
_HUNGARIAN_VOWEL: Final = re.compile(f"{_HUNGARIAN}|t|n|val|vel")
_HUNGARIAN_CONSONANT: Final = re.compile(f"{_HUNGARIAN}|t|ot|et|öt|at|on|en|ön|é")
_SONOROUS: Final = "jlnrszy"
"""Behind these the t of a Hungarian accusative needs no vowel."""
_CLITIC: Final = "(?:kin|kaan|kään|ko|kö|han|hän)?"
_FINNISH: Final = "n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|tta|ttä"
_FINNISH_VOWEL: Final = re.compile(f"(?:{_FINNISH}){_CLITIC}|kin|kaan|kään|ko|kö|a|ä")
_FINNISH_CONSONANT: Final = re.compile(f"i(?:{_FINNISH}|a|ä){_CLITIC}|iin{_CLITIC}")
_LEAST: Final = 4
"""Letters of a name on which an ending is none by chance."""


def is_case(word: str, ending: str, language: str) -> bool:
    """Whether these letters behind the last word of a name are an ending of the language that leaves it as it is."""
    if len(word) < _LEAST or not ending.islower():
        return False
    last = word[-1].casefold()
    if language == "hu":
        return _is_hungarian(last, ending)
    if language == "fi":
        return _is_finnish(last, ending)
    return False


def _is_hungarian(last: str, ending: str) -> bool:
    if last in _CASE_VOWELS:
        return last not in "ae" and _HUNGARIAN_VOWEL.fullmatch(ending) is not None
    if ending == "t":
        return last in _SONOROUS
    return _HUNGARIAN_CONSONANT.fullmatch(ending) is not None or ending in {f"{last}al", f"{last}el"}


def _is_finnish(last: str, ending: str) -> bool:
    if last not in _CASE_VOWELS:
        return _FINNISH_CONSONANT.fullmatch(ending) is not None
    if len(ending) == 1 and last == "i":
        return False  # Mari and Maria, Marin are three names
    return _FINNISH_VOWEL.fullmatch(ending) is not None or ending == f"{last}n"


_FIRST: Final = "가"
_LAST: Final = "힣"
_RUN: Final = re.compile(f"[{_FIRST}-{_LAST}]+")
_FINALS: Final = 28
"""Syllables that differ by their last consonant alone follow each other; the first of them has none."""
_RIEUL: Final = 8
"""Which of them ends in ㄹ: it is as a vowel before 로."""
_LONGEST: Final = 10
"""Syllables behind a name that can still be particles."""

_STYLED: Final = ("씨", "님", "군", "양", "옹", "들", "측", "네", "뿐")
"""What comes before the particles: of address, of number, of a party."""

_ANY: Final = (
    "의|도|만|만의|만이|만은|만을|만큼|만큼은|만큼이나|에|에는|에도|에만|에의|에서|에서는|에서도|에서의|에서만|에서부터|에서까지|에게|에게는|에게도|에게만|"
    "에게서|에게서도|에게로|께|께서|께서는|께서도|한테|한테는|한테도|한테서|더러|부터|부터는|부터의|부터도|까지|까지는|까지도|까지의|까지만|보다|보다는|보다도|"
    "처럼|처럼은|같이|마저|마저도|조차|조차도|조차도|마다|밖에|밖에는|하고|하고는|대로|커녕|"
    "입니다|입니까|이었다|이었고|이었던|이었으며|이에요"
)
_COPULA: Final = "다|라|라고|라고는|라는|라며|라면|라도|라서|며|면|고|지만|니까|자|든|든지|나|나마|란|랑|야말로"
_AFTER_CONSONANT: Final = re.compile(
    f"은|은커녕|이|을|과|과는|과도|과의|아|이야|이여|(?:으로|으로서|으로써|으로부터)(?:는|도|의|만)?|이(?:{_COPULA})|{_ANY}"
)
_RO: Final = "(?:로|로서|로써|로부터)(?:는|도|의|만)?"
_AFTER_VOWEL: Final = re.compile(
    f"는|는커녕|가|를|와|와는|와도|와의|야|여|{_RO}|{_COPULA}|였다|였고|였던|였으며|예요|{_ANY}"
)
_AFTER_RIEUL: Final = re.compile(f"{_AFTER_CONSONANT.pattern}|{_RO}")


def is_hangul(character: str) -> bool:
    """Whether this is a syllable of Hangul; empty is none."""
    return _FIRST <= character <= _LAST if character else False


def are_particles(text: str, start: int, end: int) -> bool:
    """Whether the syllables at `end` are particles, and such as go with the sound before them, to the end of the word.

    Behind other scripts the sound is not known. Behind one syllable alone they are not sure: `강가` is a river's bank,
    and 강 a surname.
    """
    run = _RUN.match(text, end)
    if not run or len(run[0]) > _LONGEST or text[run.end() : run.end() + 1].isalnum():
        return False
    if is_hangul(text[end - 1]):
        return end - start > 1 and _fit(text[end - 1], run[0])
    return any(_fit(sound, run[0]) for sound in ("가", "각", "갈"))


def _fit(before: str, rest: str) -> bool:
    sound = (ord(before) - ord(_FIRST)) % _FINALS
    allowed = _AFTER_RIEUL if sound == _RIEUL else _AFTER_CONSONANT if sound else _AFTER_VOWEL
    if allowed.fullmatch(rest):
        return True
    styled = rest[:1] in _STYLED
    return styled and (len(rest) == 1 or _fit(rest[0], rest[1:]))
