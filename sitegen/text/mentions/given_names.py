"""Given names that are frequent in scripts without capitals, by which a stranger of the same surname can be told.

Elsewhere a capital tells that the word before a surname is a name: `Tom Moss`. In Arabic and Hebrew nothing does, so
before these a surname is a part of another name. A name that is missing here is not known for one.
"""

from __future__ import annotations

import re
from typing import Final

_FAR: Final = 20
"""Letters of the longest of them, and a little more."""
_WORD_BEFORE: Final = re.compile(r"(?<!\w)(\w+) \Z")
_WORD_BEHIND: Final = re.compile(r" (\w+)")

_ARABIC: Final = """
محمد أحمد احمد محمود مصطفى علي عمر عثمان حسن حسين خالد سعيد سعد سالم سليم سليمان سامي سمير سمر سارة سعاد سلمى
عبدالله عبدالرحمن إبراهيم ابراهيم إسماعيل اسماعيل يوسف يعقوب يحيى ياسر ياسين ياسمين طارق طلال طه هاني هشام هند
هدى هيثم وليد وائل وسام وفاء نادر ناصر نبيل نور نورة نوال نجيب نزار مازن ماجد مروان مريم منى منير مها ميسون
جمال جميل جابر جعفر جورج كريم كمال كامل لطفي ليلى لينا لؤي فؤاد فادي فارس فاطمة فاروق فريد فهد فيصل فيروز فتحي
رامي رائد راشد رشيد رضا رنا ريم رانيا رامز زياد زيد زينب زكريا شادي شريف صالح صلاح صباح صفاء ضياء غسان غادة عادل
عامر عائشة عباس عدنان عصام عزيز عماد عمار بدر بسام بشار بلال باسم بهاء تامر توفيق ثامر أمير أمين أنس أيمن أسامة أشرف
أكرم إيمان إلياس إيهاب أمل آمنة حازم حامد حسام حمزة حنان خليل خديجة داود دلال دينا
"""
_HEBREW: Final = """
דוד משה יוסף יעקב אברהם יצחק שלמה שמעון שמואל אהרון אליהו חיים מאיר ראובן לוי יהודה בנימין דניאל מיכאל גבריאל
רפאל יונתן יהונתן נתן נתנאל עמוס עמית עמיר עידו עידן עומר אורי אוריאל איתן איתי איתמר אלון אלעד אריאל אריה אסף
אביב אבי אבנר אדם אופיר אורן אילן אייל בועז ברק גיא גיל גדעון גלעד דן דב דורון זאב זיו חנן טל יאיר יובל יגאל
יואב יואל יורם ירון ליאור מתן מנחם מרדכי נדב ניר נועם נחום סער עוזי עופר צבי קובי רון רועי רונן שאול שי שחר
תומר שרה רבקה רחל לאה מרים חנה אסתר רות נעמי דבורה יעל תמר מיכל רונית אורית איילת אלה ברכה גילה דנה דליה
דפנה הדס הילה ורד זהבה חוה טליה יהודית יפה כרמל ליאת לימור מאיה מורן מיה נגה נועה נטע נירה סיגל ענת עדי עדינה
צילה קרן רינה שולמית שירה שרון שלומית תהילה אביגיל אפרת
"""
GIVEN_NAMES: Final = frozenset(f"{_ARABIC} {_HEBREW}".split())


def is_beside_one(text: str, start: int, end: int) -> bool:
    """Whether such a name stands beside the word from `start` to `end`: علي كمال is not every علي."""
    before, behind = _WORD_BEFORE.search(text, max(start - _FAR, 0), start), _WORD_BEHIND.match(text, end)
    return any(found is not None and found[1] in GIVEN_NAMES for found in (before, behind))
