"""Words beside names, by kind and language: one list for mentions, suggestions and the ends of sentences.

All in small letters, without a full stop. They are general words, mostly of closed classes, and no list is meant to be
complete: a word that is missing costs a mention or a guess, or adds a suggestion, and makes no wrong link. What only
mentions may take for such a word has a kind of its own: `Earl` is a title before a surname that is known, and may be
the given name of somebody who is not.
"""

from __future__ import annotations

from typing import Final


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for one in lists for word in one.split())


# --- titles -------------------------------------------------------------------------------------------------------

ABBREVIATED_TITLES: Final = {
    "en": """
        adm brig capt cllr cmdr cmdt col comdr cpl dr drs gen gov hon insp lt maj messrs mlle mme mr mrs ms mses msgr mx
        pfc pres prof profs pvt rep reps rev sen sens sgt supt
    """,
    "de": "dr dres hr hrn prof",
}
"""Titles that a full stop follows, by language: no sentence ends behind them."""

_TITLES: Final = {
    "en": """
        admiral alderman alderwoman ambassador attorney brigadier captain ceo cfo chair chairman chairperson chairwoman
        chancellor coach colonel commander commissioner congressman congresswoman constable corporal correspondent
        councillor councilor councilman councilwoman dame detective director doctor editor governor inspector journalist
        judge justice lieutenant madam manager marshal mayor minister miss officer premier president professor reporter
        representative reverend secretary secretary-general senator sergeant sheriff sir spokesman spokesperson
        spokeswoman superintendent
    """,
    "de": """
        baron baronin bürgermeister bürgermeisterin direktor doktor frau fräulein graf gräfin herr herrn hofrat kaiser
        kaiserin präsident redakteur regierungsrat
    """,
    "fr": "madame mademoiselle monsieur maître",
    "es": "don doña señor señora señorita",
    "it": "signor signora signorina",
    "nordic": "fru frøken",
}
TITLES: Final = _words(*ABBREVIATED_TITLES.values(), *_TITLES.values())
"""Forms of address and offices that go before a name and are no part of it."""

_NAMES_WITHOUT_STOP: Final = _words("adm col gen hon pres rep sen")
"""Abbreviated titles that without a full stop may be a given name: Sen Katayama."""

ROYAL: Final = _words("king queen prince princess pope emperor empress duke duchess saint cardinal archbishop bishop")
"""Words that are part of how somebody is known: Pope Francis."""

_STYLES: Final = _words(
    "baroness brother chief count countess delegate earl father general lady lord major mother pater private sister",
    "imam rabbi sheikh sultan tsar tsarina",
    "st m dom freiherr fürst könig",
)
"""Words that are titles before a surname, and elsewhere something else: General Motors, Earl Warren, St Ives."""

OF_TITLES: Final = _words("""
    prime vice deputy foreign defence defense chief acting former first assistant associate interim general interior
    finance justice home press major prime-ministerial lord senior executive managing attorney
""")
"""What stands before a title and is no name without it."""

# --- determiners, function words and particles --------------------------------------------------------------------

_DETERMINERS: Final = {
    "en": "a an the this that each every another his her their its our my your some no",
    "de": """
        der die das dem den des ein eine einem einen einer eines kein keine dieser diese dieses diesem diesen mein meine
        meinem meinen meiner sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser unsere
        unserem unseren unserer jeder jede jedes jedem jeden im am zum zur vom beim ins
    """,
}
_OTHER_DETERMINERS: Final = _words(
    "la le les leur mes mon ma notre sa ses son un une",  # French
    "el la las lo los su sus un una uno unos unas",  # Spanish
    "gli i il la lo un una",  # Italian
    "det du en et i",  # Nordic
)
_QUALIFIERS: Final = _words("former late then")
DETERMINERS: Final = _words(*_DETERMINERS.values())
"""Articles and their like, of English and German: a person's name has none before it."""
BEFORE_NOUNS: Final = DETERMINERS | _OTHER_DETERMINERS | _QUALIFIERS
"""Behind these a capitalised word is no given name but what somebody is: the Democrat Reyes, der Dichter Reyes."""

_FUNCTION_WORDS: Final = {
    "en": """
        a about according after against all also although am among an and another any are as at because before being
        below beside besides between both but by can could despite did do does during each either even every few
        following for from had has have he hence her here hers him his how however i if in indeed instead into is it its
        just later less let like many me meanwhile might more moreover most much must my near neither nevertheless next
        no nobody none nor not nothing now of off on once one only or other others our out over perhaps please rather
        same several she should since so some somebody someone something soon still such than thank thanks that the
        their them then there therefore these they this those though through throughout thus till to today together
        tomorrow too toward towards two under unless unlike until unto up upon us very was we well were what whatever
        when whenever where whether which while who whom whose why with within without would yes yesterday yet you your
    """,
    "de": """
        aber als am auch auf aus bei beim da das dass daß dem den der des die diese dieser dieses doch ein eine einem
        einen einer eines er es für gegen ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im ist ja kein keine mein
        meine meinem meinen meiner mich mir mit nach nein nicht noch nun nur ob oder ohne sein seine seinem seinen
        seiner seines sich sie sind so über um und uns unser vom von vor was wenn wer wie wir wird wo zu zum zur
    """,
}
FUNCTION_WORDS: Final = _words(*_FUNCTION_WORDS.values())
"""Words of the closed classes in English and German: no name begins with one, `The` excepted."""
_OTHER_FUNCTION_WORDS: Final = _words(
    "durch hat hatte heute hier unter war weil wurde",  # German, and some of them something else in English
    "says",
    "avec car chez comme dans de donc et lorsque mais ou par pour quand sans selon si sous sur",  # French
    "como con cuando de en o para pero por según si sin sobre y",  # Spanish
    "con da e ma o se",  # Italian
    "att en for men med ni och om på som til",  # Nordic
)
_NAMES_TOO: Final = _words("may said will")
OPENERS: Final = (FUNCTION_WORDS | _OTHER_FUNCTION_WORDS | _NAMES_TOO) - _words("mir")
"""Words that may begin a sentence before a name and are nobody's; any other may be somebody's given name, as Mir is."""

NAME_PARTICLES: Final = _words("de della del di da do dos das du la le el van von der den af av bin ibn ben al y")
"""Small words inside the names of persons."""

# --- time ---------------------------------------------------------------------------------------------------------

DAYS: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday",
    "january february march july september october november december",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz juli oktober dezember",
)
"""Days and months written with a capital that are hardly anybody's given name: on Monday Reyes left."""

CALENDAR: Final = DAYS | _words(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun",
    "april may june august jan feb mar apr jun jul aug sep sept oct nov dec",
    "sonnabend jänner feber mai juni anfang mitte ende utc gmt est edt cst pst bst cet am pm ad bc ce bce",
)
"""Days, months and what stands beside hours and years."""

ALSO_NAMES: Final = _words("may april june august march")
"""Months that are people's names as well."""

# --- names ---------------------------------------------------------------------------------------------------------

_ARABIC_NAMES: Final = """
محمد أحمد احمد محمود مصطفى علي عمر عثمان حسن حسين خالد سعيد سعد سالم سليم سليمان سامي سمير سمر سارة سعاد سلمى
عبدالله عبدالرحمن إبراهيم ابراهيم إسماعيل اسماعيل يوسف يعقوب يحيى ياسر ياسين ياسمين طارق طلال طه هاني هشام هند
هدى هيثم وليد وائل وسام وفاء نادر ناصر نبيل نور نورة نوال نجيب نزار مازن ماجد مروان مريم منى منير مها ميسون
جمال جميل جابر جعفر جورج كريم كمال كامل لطفي ليلى لينا لؤي فؤاد فادي فارس فاطمة فاروق فريد فهد فيصل فيروز فتحي
رامي رائد راشد رشيد رضا رنا ريم رانيا رامز زياد زيد زينب زكريا شادي شريف صالح صلاح صباح صفاء ضياء غسان غادة عادل
عامر عائشة عباس عدنان عصام عزيز عماد عمار بدر بسام بشار بلال باسم بهاء تامر توفيق ثامر أمير أمين أنس أيمن أسامة أشرف
أكرم إيمان إلياس إيهاب أمل آمنة حازم حامد حسام حمزة حنان خليل خديجة داود دلال دينا
"""
_HEBREW_NAMES: Final = """
דוד משה יוסף יעקב אברהם יצחק שלמה שמעון שמואל אהרון אליהו חיים מאיר ראובן לוי יהודה בנימין דניאל מיכאל גבריאל
רפאל יונתן יהונתן נתן נתנאל עמוס עמית עמיר עידו עידן עומר אורי אוריאל איתן איתי איתמר אלון אלעד אריאל אריה אסף
אביב אבי אבנר אדם אופיר אורן אילן אייל בועז ברק גיא גיל גדעון גלעד דן דב דורון זאב זיו חנן טל יאיר יובל יגאל
יואב יואל יורם ירון ליאור מתן מנחם מרדכי נדב ניר נועם נחום סער עוזי עופר צבי קובי רון רועי רונן שאול שי שחר
תומר שרה רבקה רחל לאה מרים חנה אסתר רות נעמי דבורה יעל תמר מיכל רונית אורית איילת אלה ברכה גילה דנה דליה
דפנה הדס הילה ורד זהבה חוה טליה יהודית יפה כרמל ליאת לימור מאיה מורן מיה נגה נועה נטע נירה סיגל ענת עדי עדינה
צילה קרן רינה שולמית שירה שרון שלומית תהילה אביגיל אפרת
"""
GIVEN_NAMES: Final = _words(_ARABIC_NAMES, _HEBREW_NAMES)
"""Given names that are frequent in scripts without capitals: elsewhere a capital tells that a word is one."""

# --- what a name is of --------------------------------------------------------------------------------------------

FAMILIES_BEFORE: Final = _words(
    "brüder bröderna brødrene ehepaar eheleute famiglia famille familia família familie familien familjen fratelli",
    "frères gebroeders gebrüder geschwister hermanos irmãos perhe rodzina rodina",
    "сім'я семья семьи братья сёстры сестры брати",
)
"""Behind these stands the surname of several people."""
FAMILIES_BEHIND: Final = _words("brothers clan dynasty family households siblings sisters")

ORGANIZATION: Final = _words("""
    inc ltd corp co llc plc gmbh ag company corporation group holdings university college institute institution school
    academy faculty ministry department office bureau agency administration authority commission committee council
    board court parliament congress senate assembly party union league federation association society foundation trust
    fund bank club team orchestra ensemble philharmonic police army navy force forces guard service services church
    hospital center centre museum library laboratory laboratories organization organisation network news times post
    herald tribune gazette journal magazine press media radio television airlines airways railway railways industries
    systems partners alliance coalition movement front brigade corps rovers government nations
    universität hochschule akademie verein verlag gesellschaft ministerium zeitung tagblatt bundesrat reichsrat
""")
"""Words that a name of an organization has in it."""

SUBJECTS: Final = _words("""
    ministry department office bureau agency administration commission committee institute school faculty board
    secretary center centre centers society association academy
""")
"""Organizations whose names go on with a subject, in which there is an `and`: Department of Health and Trade."""

CORPORATE: Final = _words("inc ltd corp co llc plc gmbh ag limited corporation incorporated")
"""What a company is often called without."""

PLACE: Final = _words("""
    river lake mount mountain mountains island islands isle bay sea ocean gulf strait valley canyon desert forest park
    beach bridge street avenue road boulevard lane square plaza station airport harbour harbor port county province
    district region territory state states city town village township republic kingdom peninsula coast creek falls hill
    hills canal castle palace cathedral emirates
""")
"""Words that a name of a place has in it."""

BEGIN_PLACES: Final = _words("new north south east west san santa los las")
"""Words that names of places begin with."""

COMPASS: Final = _words("north south east west northern southern eastern western central new upper lower")
"""Words that many places begin with, and adjectives of nations too."""

INSIDE: Final = _words("in near throughout across outside")
"""Words that hardly stand before anything but a place, where a name is concerned."""

PLACE_BEFORE: Final = _words("in from near at to into around outside across throughout towards toward via aus nach")
"""Words before a place, if they stand there often."""


SUFFIXES: Final = _words("jr sr jnr snr ii iii iv esq phd md")
"""What follows a surname."""

NATIONAL: Final = _words("""
    afghan arab basque brit british catalan celtic croat czech danish dane dutch english filipino finn finnish flemish
    french gaelic german greek hindu icelandic iraqi irish israeli jew jewish islamic kurd kurdish latin maori muslim
    kuwaiti nazi nordic norse norwegian pakistani pole polish portuguese roma roman saudi scot scots scottish serb slav
    slavic slovak somali spaniard spanish swede swedish swiss tatar thai turk turkish uzbek welsh yemeni bangladeshi
    nepali qatari emirati catholic protestant christian buddhist anglican orthodox
""")
"""Adjectives and people of nations, languages and faiths that no ending tells."""

NATIONAL_ENDINGS: Final = ("ian", "ean", "ese", "ican", "ish", "eran", "ayan", "stani")
"""Endings of most others; a word that has one has to be used as an adjective, too."""

INITIALISMS: Final = _words("tv dvd cd ok pm am dj id pr hiv aids dna gdp url pdf faq q&a q a i o vs no nos p pp")
"""Capitals that name nobody."""


def is_title(word: str) -> bool:
    """Whether this word goes before a surname without being a part of the name: `Doctor`, `Sen.`, but not `Sen`."""
    plain = word.rstrip(".").casefold()
    if plain in _NAMES_WITHOUT_STOP:
        return word.endswith(".")
    return plain in TITLES or plain in ROYAL or plain in _STYLES


def is_day(word: str) -> bool:
    """Whether this word tells when."""
    return word.casefold() in DAYS


def is_opener(word: str) -> bool:
    """Whether this word may begin a sentence before a name, being nobody's."""
    return word.casefold() in OPENERS
