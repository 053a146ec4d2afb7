"""Words that stand beside names without being names: of the languages in which archives are mostly written.

All in small letters. A word that is missing costs a mention, never a wrong one.
"""

from __future__ import annotations

from typing import Final

_TITLES: Final = """
admiral alderman ambassador archbishop baron baroness bishop brother captain cardinal chairman chairwoman chancellor
chief coach colonel commander commissioner congressman congresswoman constable corporal councillor councilman
councilwoman count countess dame delegate detective director direktor doctor doktor dom don doña dr duchess duke
earl emperor empress father frau freiherr fru fräulein frøken fürst general governor graf gräfin herr hofrat hr imam
inspector judge justice kaiser king könig lady lieutenant lord m madame mademoiselle major marshal mayor maître
minister miss mlle mme monsieur mother mr mrs ms mx officer pater pope premier president prince princess private
prof professor queen rabbi representative rev reverend saint secretary senator sergeant señor señora señorita sheikh
sheriff signor signora signorina sir sister st sultan tsar tsarina
"""
TITLES: Final = frozenset(_TITLES.split())
"""Forms of address and offices that go before a name, without a full stop."""

_DETERMINERS: Final = """
a an das dem den der des det die du ein eine einem einen einer eines el en et former gli her his i ihr ihre ihrem
ihren il its la las late le les leur lo los ma mein meine meinem meinen mes mon my notre our sa sein seine seinem
seinen ses son su sus that the their then this un una une unos unser unsere unserem unseren your
"""
DETERMINERS: Final = frozenset(_DETERMINERS.split())
"""Behind these a capitalised word is no given name but what somebody is: the Democrat Reyes, der Dichter Reyes."""

_OPENERS: Final = """
a aber after als also although an and are as at auch auf aus avec because before bei both but by can car chez comme
con could cuando da dans dass de did do does donc durch e either en et even for from für had has hat hatte have here
heute hier how however i if in is ist just later let lorsque mais may meanwhile med men might mit moreover must nach
neither ni nicht no noch nor not now nun nur o ob och oder of on once only or ou par para pero por pour på quand
said sans says según selon should si sin since so sous still sur that the then there these this those though thus
til to today tomorrow um und unless unter until von vor war was weil wenn were what when where which while who whom
whose why wie will wird with would wurde y yesterday yet zu zum zur über
"""
OPENERS: Final = frozenset(_OPENERS.split())
"""Words of the closed classes, which may begin a sentence before a name; any other may be somebody's given name."""

_DAYS: Final = """
monday tuesday wednesday thursday friday saturday sunday january february march july september october november december
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz juli oktober dezember
"""
DAYS: Final = frozenset(_DAYS.split())
"""Days and months written with a capital that are hardly anybody's given name: on Monday Reyes left."""


_FAMILIES_BEFORE: Final = """
brüder bröderna brødrene ehepaar eheleute famiglia famille familia família familie familien familjen fratelli frères
gebroeders gebrüder geschwister hermanos irmãos perhe rodzina rodina сім'я семья семьи братья сёстры сестры брати
"""
FAMILIES_BEFORE: Final = frozenset(_FAMILIES_BEFORE.split())
"""Behind these stands the surname of several people."""
_FAMILIES_BEHIND: Final = "brothers clan dynasty family households siblings sisters"
FAMILIES_BEHIND: Final = frozenset(_FAMILIES_BEHIND.split())


def is_title(word: str) -> bool:
    """Whether this word goes before a name without being a part of it."""
    return word.rstrip(".").casefold() in TITLES


def is_day(word: str) -> bool:
    """Whether this word tells when."""
    return word.casefold() in DAYS


def is_opener(word: str) -> bool:
    """Whether this word may begin a sentence before a name, being nobody's."""
    return word.casefold() in OPENERS
