"""Languages by how they write small words and endings onto names; of a tag its language alone, `pt` of `pt-BR`."""

from __future__ import annotations

from typing import Final

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
