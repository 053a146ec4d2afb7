"""Whether a name stands for itself, where no spaces or capitals tell, or is a part of another: 京都 in 東京都 is none.

Where words are cut at its ends, it is itself. Where they are not, it is tried what would be left over: of 東京都
around 京都 a lone 東, which is no word, so it is no 京都; of 王明和平时 behind 王明 what may be a word, so either may
be meant. Where that is not known, nobody is named, and a problem is reported. In Arabic and Hebrew a surname beside a
given name is a part of another name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from sitegen.text.characters import is_without_spaces
from sitegen.text.mentions.proclitics import follows_article, is_ancestor, is_short_part
from sitegen.text.mentions.whole_words import SegmentedRun, segment
from sitegen.text.word_lists import GIVEN_NAMES

if TYPE_CHECKING:
    from sitegen.core.model import ActorId
    from sitegen.text.anchoring import SearchableText


class Wholeness(Enum):
    """How sure it is that letters are words of their own."""

    WORD = auto()
    DOUBTFUL = auto()
    """They may be, and may be a part of a longer word or name."""
    PART = auto()
    """They are a part of a longer word."""


class NameRole(Enum):
    """Whose name the letters are: it tells what may be written behind them."""

    PERSON = auto()
    PART_OF_PERSON = auto()
    """A surname, or what somebody is called."""
    PLACE = auto()
    OTHER = auto()


_NEAR: Final = 12
"""Letters of which it is asked whether they are words when the name is taken out."""
_SURE: Final = 3
"""Han and kana from which on a name is hardly the chance meeting of two words, or the beginning of another one."""
_SURE_ELSEWHERE: Final = 5
"""The same in Thai and the like, where a syllable has several letters."""
_SHARED: Final = "\u2e80"
"""The scripts of China and Japan begin here, those of the south before."""
_HAN: Final = "\u3400"
_DOTS: Final = "・·‧•=＝゠"

_WORDS: Final = """
的 了 在 是 和 與 与 及 或 而 也 都 又 就 才 不 没 沒 有 无 無 为 為 被 把 将 將 对 對 从 從 向 往
到 给 給 让 讓 使 由 以 于 於 因 但 并 並 则 則 却 還 还 再 很 最 更 太 已 曾 正 要 会 會 能 可 想
说 說 曰 称 稱 问 問 答 去 来 來 回 见 見 看 听 聽 写 寫 做 作 用 该 該 此 这 這 那 其 他 她 它 我
你 您 之 者 所 吗 嗎 呢 吧 啊 等 时 時 后 後 前 同 跟 请 請 叫 笑 哭 走 跑 坐 站 住 吃 喝 买 買 卖
賣 死 指 认 認 表 宣 批 支 当 當 赢 贏 输 輸 は が を に で と へ も や の か ね よ な さ し て た
だ ら 氏 様 君 殿 卿
"""
_ALONE: Final = frozenset(_WORDS.split())
"""Letters that are words by themselves beside a name in Chinese and Japanese; any other is a piece of a word."""

_TITLE_WORDS: Final = """
さん ちゃん くん さま 首相 総理 大臣 知事 市長 町長 村長 区長 議員 議長 社長 会長 部長 課長 局長
長官 委員 教授 先生 博士 選手 監督 容疑 被告 記者 代表 大統領 総裁 理事 弁護士 医師 警部 夫妻 夫人
家 先生 女士 小姐 太太 夫人 市长 市長 省长 省長 县长 縣長 总统 總統 主席 总理 總理 部长 部長 局长
局長 校长 校長 院长 院長 主任 教授 博士 医生 醫生 律师 律師 记者 記者 经理 經理 董事 书记 書記 委员
委員 议员 議員 将军 將軍 老师 老師 同志 法官 大使 导演 導演
"""
_TITLES: Final = frozenset(_TITLE_WORDS.split())
"""What somebody is, written behind the name."""
_KINDS_OF_PLACES: Final = frozenset("市县縣省都府州国國区區郡町村镇鎮乡鄉")
"""What a place is, written behind its name: 高雄市 is the place 高雄."""


OF_PEOPLE: Final = frozenset({NameRole.PERSON, NameRole.PART_OF_PERSON})
_MADE_BEFORE: Final = frozenset("東西南北东大小新旧舊老上下")
"""With one of these before it, it is another place or body: 南京都, 大石桥."""
_MADE_BEHIND: Final = frozenset("人語语話话業业界系派式型版生製制")
"""With one of these behind it, it is no longer the name: 京都人, 银行业."""


def wholeness(text: str, start: int, end: int, role: NameRole) -> Wholeness:
    """How the stretch from `start` to `end` of a normalized text stands among the letters around it."""
    if role in OF_PEOPLE and _is_in_foreign_name(text, start, end):
        return Wholeness.PART
    cut = SegmentedRun(text, start, end)
    if not (cut.before or cut.behind):
        return Wholeness.WORD
    if cut.begins and cut.ends:
        return _as_words(cut, role)
    if role is NameRole.PLACE and cut.begins and cut.next in _KINDS_OF_PLACES:
        return Wholeness.WORD
    if cut.is_inside:
        return Wholeness.PART
    return _across_words(cut)


def may_stand_alone(searchable: SearchableText, start: int, end: int) -> bool:
    """Whether a stretch of an article's text is no part of a longer word of a script without spaces."""
    if not is_without_spaces(searchable.prose.text[start]):
        return True
    place = searchable.normalized.indexes_of(start, end)
    return wholeness(searchable.normalized.text, *place, NameRole.OTHER) is not Wholeness.PART


def _as_words(cut: SegmentedRun, role: NameRole) -> Wholeness:
    """Of a name that begins and ends where words do: a letter may still make another word or name of it."""
    if cut.words[0] < _SHARED:
        is_short = role in OF_PEOPLE and len(cut.words) < _SURE_ELSEWHERE - 1 and cut.behind
        return Wholeness.DOUBTFUL if is_short else Wholeness.WORD
    if role not in OF_PEOPLE:
        is_part = cut.previous in _MADE_BEFORE or cut.next in _MADE_BEHIND
        return Wholeness.PART if is_part and _is_han(cut.words[0]) else Wholeness.WORD
    if cut.next in _TITLES or not (_is_han(cut.words[0]) and _is_han(cut.words[-1])):
        return Wholeness.WORD
    if role is NameRole.PERSON:
        return Wholeness.DOUBTFUL if _may_be_longer_name(cut) else Wholeness.WORD
    if not _is_han(cut.next[:1]) or cut.next in _ALONE:
        return Wholeness.WORD
    return Wholeness.DOUBTFUL if len(cut.words) > 1 else Wholeness.PART


def _may_be_longer_name(cut: SegmentedRun) -> bool:
    """Whether another person's name may begin with this one or, where it is short, end with it.

    A surname has one letter or two, and so have the given names behind it: 王小明强 is none, 欧阳静怡 may be one.
    """
    is_open = len(cut.words) < _SURE or (len(cut.words) == _SURE and len(cut.first) > 1)
    is_before = len(cut.words) < _SURE and _is_piece(cut.previous)
    return (is_open and _is_piece(cut.next)) or is_before


def _is_piece(word: str) -> bool:
    """Whether this is a lone Han letter that is no word by itself."""
    return len(word) == 1 and _is_han(word) and word not in _ALONE


def _across_words(cut: SegmentedRun) -> Wholeness:
    """Of a name of which an end lies within a word: by whether what it would leave over are words."""
    before, behind = segment(cut.before[-_NEAR:]), segment(cut.behind[:_NEAR])
    left = cut.before[-_NEAR:][before[-2] :] if cut.before else ""
    right = cut.behind[: behind[1]] if cut.behind else ""
    if not (cut.begins or _may_be_word(left)) or not (cut.ends or _may_be_word(right)):
        return Wholeness.PART
    sure = _SURE if cut.words[0] >= _SHARED else _SURE_ELSEWHERE
    return Wholeness.WORD if len(cut.words) >= sure else Wholeness.DOUBTFUL


def _may_be_word(letters: str) -> bool:
    return len(letters) > 1 or letters in _ALONE


def _is_in_foreign_name(text: str, start: int, end: int) -> bool:
    """Whether a dot joins them to others, as in ジョン・スミス and 约翰·史密斯; beside Han ・ may part a list."""
    return _are_joined(text[start - 2 : start - 1] if start > 1 else "", text[start - 1 : start], text[start]) or (
        _are_joined(text[end - 1], text[end : end + 1], text[end + 1 : end + 2])
    )


def _are_joined(before: str, dot: str, behind: str) -> bool:
    if not before or not dot or dot not in _DOTS or not behind:
        return False
    is_list = dot == "・" and (_is_han(before) or _is_han(behind))
    return is_without_spaces(before) and is_without_spaces(behind) and not is_list


def _is_han(character: str) -> bool:
    return character >= _HAN


_FIRST: Final = "\u05d0"
"""Scripts that have such rules begin here, with Hebrew."""


def has_boundary_rules(text: str, start: int) -> bool:
    """Whether the script at this offset, or right before it, has rules for where a name ends."""
    return text[start] >= _FIRST or text[start - 1 : start] >= _FIRST


def impossible_bearers(
    searchable: SearchableText, start: int, end: int, roles: Mapping[ActorId, NameRole]
) -> tuple[set[ActorId], bool]:
    """Which of the actors that a half-open span may name it cannot name, and whether it is uncertain for the rest."""
    text = searchable.prose.text
    out = {actor for actor, role in roles.items() if role in OF_PEOPLE and _is_no_persons(text, start, end, role)}
    if not (is_without_spaces(text[start]) or is_without_spaces(text[end - 1])):
        return out, False
    place = searchable.normalized.indexes_of(start, end)
    stands = {role: wholeness(searchable.normalized.text, *place, role) for role in {*roles.values()}}
    out.update(actor for actor, role in roles.items() if stands[role] is Wholeness.PART)
    return out, Wholeness.DOUBTFUL in stands.values()


def _is_no_persons(text: str, start: int, end: int, role: NameRole) -> bool:
    """Behind the Arabic or Hebrew article, or `son of`, or beside another name, a person's name is another one.

    Short parts of names are other words, where small words are written onto them.
    """
    if follows_article(text, start) or is_ancestor(text, start):
        return True
    if role is NameRole.PART_OF_PERSON:
        return is_short_part(text, start, end)
    return " " not in text[start:end] and is_beside_given_name(text, start, end)


_FAR: Final = 20
"""Letters of the longest of them, and a little more."""
_WORD_BEFORE: Final = re.compile(r"(?<!\w)(\w+) \Z")
_WORD_BEHIND: Final = re.compile(r" (\w+)")


def is_beside_given_name(text: str, start: int, end: int) -> bool:
    """Whether such a name stands beside the word from `start` to `end`: علي كمال is not every علي."""
    before, behind = _WORD_BEFORE.search(text, max(start - _FAR, 0), start), _WORD_BEHIND.match(text, end)
    return any(found is not None and found[1] in GIVEN_NAMES for found in (before, behind))
