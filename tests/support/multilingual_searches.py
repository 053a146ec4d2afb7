"""Invented articles in nine languages, and what people would type who look for one of them."""

from __future__ import annotations

from typing import Final, NamedTuple


class SearchCase(NamedTuple):
    """What somebody types, and the article that is meant."""

    typed: str
    article: str


ARTICLES: Final = {
    "en-ferry": (
        "en",
        "The night ferry stops running",
        (
            "After forty years the night ferry between the islands has been withdrawn. "
            "Sailors blamed rising fuel prices and the harbour board's refusal of co-operation."
        ),
    ),
    "en-bees": (
        "en",
        "Beekeepers count their losses",
        (
            "A cold spring killed a third of all colonies. "
            "Beekeepers in the valley are asking for compensation, and for hedges along the motorway."
        ),
    ),
    "en-clock": (
        "en",
        "Town hall clock strikes again",
        "The clock was repaired by two retired engineers. It had been silent since the storm of 1987.",
    ),
    "de-bibliothek": (
        "de",
        "Die Stadtbibliothek zieht um",
        "Die Bücherei verläßt ihr altes Haus am Markt. Drei Millionen Bände werden in Kisten über die Straße getragen.",
    ),
    "de-wolf": (
        "de",
        "Wölfe in der Heide gesehen",
        "Schäfer fürchten um ihre Herden. Der Landrat versprach höhere Zäune und Entschädigungen für gerissene Schafe.",
    ),
    "de-bahn": (
        "de",
        "Ein Bahnhof ohne Züge",
        (
            "Seit dem Fahrplanwechsel hält hier niemand mehr. "
            "Die Pendler warten vergeblich auf den Ersatzverkehr mit Bussen."
        ),
    ),
    "fr-marche": (
        "fr",
        "Le marché couvert rouvre ses portes",
        (
            "Après deux années de travaux, les maraîchers ont retrouvé l’allée centrale. "
            "L’arrêté du préfet limite encore le stationnement."
        ),
    ),
    "fr-pont": (
        "fr",
        "Un vieux pont menacé",
        (
            "Les ingénieurs ont découvert des fissures dans les piles. "
            "Les habitants craignent un détour de vingt kilomètres."
        ),
    ),
    "fr-ecole": (
        "fr",
        "Une école sans cantine",
        "Les élèves apportent leurs repas. La mairie cherche une cuisinière depuis septembre.",
    ),
    "ru-metro": (
        "ru",
        "В городе открыли новую станцию метро",
        "Строительство продолжалось одиннадцать лет. Пассажиры благодарили рабочих и жаловались на длинные эскалаторы.",
    ),
    "ru-les": (
        "ru",
        "Лесники спасли медвежонка",
        "Молодого медведя нашли у заброшенной деревни. Ветеринары говорят, что зверь скоро вернётся в лес.",
    ),
    "ru-muzei": (
        "ru",
        "Музей получил старые письма",
        "Письма художника хранились в семье его сестры. Выставку откроют осенью.",
    ),
    "ar-madina": (
        "ar",
        "افتتاح المكتبة الجديدة في المدينة",
        "حضر الطلاب والمعلمون حفل الافتتاح. وقالت المديرة إن الكتب القديمة ستحفظ في القبو.",
    ),
    "ar-bahr": (
        "ar",
        "الصيادون يشكون من قلة الأسماك",
        "تراجع الصيد هذا العام بسبب ارتفاع حرارة البحر. وطالب الصيادون بتعويضات عاجلة.",
    ),
    "ar-tariq": (
        "ar",
        "طريق جديد بين القريتين",
        "انتهت أعمال الطريق بعد ثلاث سنوات. وكان المزارعون يسلكون ممرا جبليا ضيقا.",
    ),
    "ko-sijang": (
        "ko",
        "전통 시장에 다시 불이 켜졌다",
        "화재가 난 지 일 년 만에 상인들이 가게를 열었다. 시장은 보상금을 약속했다.",
    ),
    "ko-gicha": (
        "ko",
        "밤기차가 사라진다",
        "철도 회사는 승객이 줄었다고 설명했다. 시민들은 반대 서명을 모으고 있다.",
    ),
    "ko-namu": (
        "ko",
        "오백 년 된 은행나무를 옮기다",
        "도로 공사 때문에 마을의 나무를 옮겼다. 전문가들은 뿌리가 살아 있다고 말했다.",
    ),
    "zh-qiao": (
        "zh",
        "老石桥将关闭维修",
        "工程师在桥墩上发现了裂缝。居民担心要绕行二十公里才能到医院。",
    ),
    "zh-tushuguan": (
        "zh",
        "市图书馆搬进新楼",
        "三百万册图书将在夏天搬完。馆长说古籍会保存在地下室。",
    ),
    "zh-cha": (
        "zh",
        "茶农遇到干旱",
        "今年春天雨水很少，茶叶产量下降了一半。农民希望得到补贴。",
    ),
    "ja-tetsudo": (
        "ja",
        "夜行列車が最後の運行",
        "四十年続いた夜行列車が春に廃止される。沿線の住民は存続を求めて署名を集めた。",
    ),
    "ja-kouen": (
        "ja",
        "公園の桜が植え替えられる",
        "市は古い桜の木を伐採し、若い苗を植える計画を発表した。反対する声もある。",
    ),
    "ja-gyoko": (
        "ja",
        "漁港に新しい市場",
        "漁師たちは水揚げの減少に悩んでいる。新しい市場で観光客を呼びたいという。",
    ),
    "th-talat": (
        "th",
        "ตลาดน้ำเปิดอีกครั้ง",
        "พ่อค้าแม่ค้ากลับมาขายของหลังน้ำท่วมใหญ่ นายกเทศมนตรีสัญญาว่าจะซ่อมสะพานไม้ก่อนสิ้นปี",
    ),
    "th-chang": (
        "th",
        "ช้างป่าเข้าหมู่บ้าน",
        "ชาวบ้านกลัวว่าช้างจะทำลายไร่อ้อย เจ้าหน้าที่ป่าไม้ขอให้ทุกคนอยู่ในบ้านตอนกลางคืน",
    ),
    "th-rongrian": (
        "th",
        "โรงเรียนเล็กบนภูเขา",
        "ครูสองคนสอนนักเรียนสิบเจ็ดคน เด็กหลายคนเดินเท้าสองชั่วโมงทุกวัน",
    ),
}
"""Language, title and text of each, by id."""

SEARCHES: Final = (
    SearchCase("ferries", "en-ferry"),
    SearchCase("cooperation", "en-ferry"),
    SearchCase("beekeeper compensation", "en-bees"),
    SearchCase("storm 1987", "en-clock"),
    SearchCase("stadtbibliothek", "de-bibliothek"),
    SearchCase("strasse", "de-bibliothek"),
    SearchCase("wolf schaf", "de-wolf"),
    SearchCase("züge", "de-bahn"),
    SearchCase("arrêté", "fr-marche"),
    SearchCase("fissure", "fr-pont"),
    SearchCase("eleve", "fr-ecole"),
    SearchCase("станции", "ru-metro"),
    SearchCase("медведь", "ru-les"),
    SearchCase("выставка", "ru-muzei"),
    SearchCase("письмо", "ru-muzei"),
    SearchCase("مكتبة", "ar-madina"),
    SearchCase("صياد", "ar-bahr"),
    SearchCase("الطريق", "ar-tariq"),
    SearchCase("시장", "ko-sijang"),
    SearchCase("기차", "ko-gicha"),
    SearchCase("은행나무", "ko-namu"),
    SearchCase("裂缝", "zh-qiao"),
    SearchCase("图书馆", "zh-tushuguan"),
    SearchCase("茶叶", "zh-cha"),
    SearchCase("列車", "ja-tetsudo"),
    SearchCase("桜の木", "ja-kouen"),
    SearchCase("市場", "ja-gyoko"),
    SearchCase("สะพาน", "th-talat"),
    SearchCase("ช้าง", "th-chang"),
    SearchCase("นักเรียน", "th-rongrian"),
)
