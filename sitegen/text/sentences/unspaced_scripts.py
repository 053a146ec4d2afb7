"""Sentences of scripts without blanks: what goes on behind a closing mark, and Thai, which has no full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

TAGS: Final = frozenset(("ja", "zh", "yue", "wuu"))

_KANA_GO_ON: Final = re.compile(
    r"[、，,;；：:—―…・]|って|など|なんて|という|とか|を|"
    r"と(?!ころ|にかく|もあれ|うとう|きどき|つぜん|りあえず|なり)|に(?!もかかわらず|わかに|もかか)|は(?!い|じめ)|が(?![、っ])|"
    r"へ(?!え)|の(?![ちどんろ])|で(?![もはす])|も(?![うしちとはっ])|から|まで|より|だ(?![がかけっ])|や(?![がっはめ])|か(?![つれのえなみさしけすせた])"
)
"""Particles behind a closing bracket, not the conjunctions and pronouns that begin like them."""
_KANA_SAID: Final = re.compile(
    r"[^。！？、「」]{0,14}?(?:言った|いった|答えた|尋ねた|聞いた|訊いた|叫んだ|つぶやいた|呟いた|笑った|話した|囁いた|怒鳴った)[。、]"
)
_KANA_AFTER_SHOUT: Final = re.compile(r"と(?!ころ|にかく|もあれ|うとう|きどき|つぜん|りあえず)|って")
_SAY: Final = "说|說|道|问|問|喊|叫|答|嚷|吼|想|写|寫|笑|骂|罵|叹|嘆|补充|補充|低语|低語|嘀咕"
_HANZI_GO_ON: Final = re.compile(
    r"[、，,;；：:—…]|[的地得了着与與和及或并並而但却卻又也就便则則再]|然后|然後|接着|接著|随后|隨後|随即|之后|之後|之类|之類|这样|這樣|"
    r"一[声聲词詞句]|"
    rf"[^。！？，、；：“”「」\s]{{0,10}}?(?:{_SAY})[道着著了]?[。，：！？]"
)
"""What goes on with the sentence of a quotation: a conjunction, or who said it."""
_HANZI_ENDS: Final = frozenset("了的吗嗎呢吧啊来來去")
_KANA_ENDS: Final = frozenset("ただるいすんねよ")

_THAI_END: Final = re.compile(r"(?:ครับ|ค่ะ|คะ|จ้ะ|จ้า|นะ|เจ้าค่ะ|ขอรับ)[)”\"]*[ \u00a0]+(?=\S)")
"""Particles of courtesy, the last word of what is said."""
_THAI_OPENER: Final = re.compile(
    r"[ \u00a0]+(?=ต่อมา|หลังจากนั้น|จากนั้น|ดังนั้น|อย่างไรก็ตาม|นอกจากนี้|ในที่สุด|ทั้งนี้|อนึ่ง|วันรุ่งขึ้น|ขณะเดียวกัน)"
)

_THAI_SUBJECT: Final = re.compile(
    r"[ \u00a0]+(?=(?:พวกเขา|พวกเรา|พวกเธอ|เขา|เธอ|เรา(?!ะ)|ดิฉัน|ฉัน|ผม(?!ของ)|หนู|มัน(?!ฝรั่ง)|"
    r"ไม่มี|วันนี้|เมื่อวาน|พรุ่งนี้|นี่คือ|นั่นคือ|นี่เป็น|นั่นเป็น))"
)
"""A pronoun, or another word that tells of what or when a new sentence is."""
_THAI_GOES_ON: Final = re.compile(
    r"(?:และ|หรือ|แต่|ว่า|ที่|ซึ่ง|อัน|เพราะ|เมื่อ|ถ้า|หาก|ให้|กับ|แก่|ของ|โดย|จน|เพื่อ|คือ|เป็น|ได้แก่|เช่น|,|:|“|\")$"
)
_THAI_CLAUSE: Final = re.compile(r"เมื่อ|ถ้า|หาก|แม้|เพราะ|เนื่องจาก|ก่อน|หลัง|ตอน|ขณะ|ระหว่าง|พอ|ครั้น|ตั้งแต่|นอกจาก|สำหรับ|ตาม|ใน")
"""What begins a clause or a phrase of time: the sentence itself comes behind its blank."""
_THAI_SENTENCE: Final = 12
"""Code points; what is shorter is a form of address or part of a list."""


def goes_on(tag: str, text: str, match: re.Match[str]) -> bool:
    """Whether what follows a mark and its closing brackets belongs to the sentence still."""
    is_closed = match["close"] != ""
    if tag == "ja":
        if is_closed:
            return bool(_KANA_GO_ON.match(text, match.end()) or _KANA_SAID.match(text, match.end()))
        return match["mark"][-1] in "！？" and _KANA_AFTER_SHOUT.match(text, match.end()) is not None
    if tag in TAGS and is_closed:
        return match["close"][-1] not in "）)]］" and _HANZI_GO_ON.match(text, match.end()) is not None
    return False


def ends_with_dots(text: str, match: re.Match[str]) -> bool:
    """Whether dots are the end: what goes on is the rule, so only behind a last word or before a quotation."""
    before = text[match.start() - 1 : match.start()]
    if match["close"]:
        return False
    return match["open"] != "" or before in _HANZI_ENDS or before in _KANA_ENDS


def thai_starts(text: str, starts: Sequence[int], end: int) -> list[int]:
    """More starts: Thai sentences end with a blank, as clauses do; so only where a word tells it."""
    first = starts[0]
    found = {match.end() for match in _THAI_OPENER.finditer(text, first, end) if match.start() > first}
    # The first such word of all may end a form of address.
    polite = (match for match in _THAI_END.finditer(text, first, end) if " " in text[first : match.start()])
    found |= {match.end() for match in polite if match.end() < end}
    known = sorted({*starts, *found})
    for match in _THAI_SUBJECT.finditer(text, first, end):
        start = max((one for one in known if one <= match.start()), default=first)
        if match.end() not in found and _is_thai_sentence(text[start : match.start()]):
            found.add(match.end())
            known = sorted({*known, match.end()})
    return known


def _is_thai_sentence(words: str) -> bool:
    is_clause = _THAI_CLAUSE.match(words) and len(words.split()) == 1
    return len(words) >= _THAI_SENTENCE and not is_clause and not _THAI_GOES_ON.search(words)
