"""Names in each language: what is written onto them before and behind, and the longer words that they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.core.model import Actor, ActorId, ActorKind, Article, ArticleId, ManualMention, Markdown, Note, NoteId
from sitegen.core.problems import Location, Problems
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.mentions import find_names, find_terms, index_names
from sitegen.text.mentions.any_occurrence import AnyOccurrenceFinder
from sitegen.text.mentions.whole_words import segment

RECORD = Location("content/articles/case.yaml", 1)


def actors(names: str) -> list[Actor]:
    """`Ana Reyes; org: Harbour Trust; place: Wien`."""
    found = []
    for part in names.split("; "):
        kind, _, name = part.rpartition(": ")
        which = {"org": ActorKind.ORGANIZATION, "place": ActorKind.PLACE}.get(kind, ActorKind.PERSON)
        surnames = (name.rsplit(maxsplit=1)[-1],) if which is ActorKind.PERSON else ()
        found.append(Actor(ActorId(name), RECORD, name, which, surnames=surnames))
    return found


def mentions(language: str, text: str, names: str, *known: str, pins: tuple[ManualMention, ...] = ()) -> str:
    """The words that are mentions, ` | ` between them; `known` are in the article's `actors`."""
    read = prose.read_seed(f"—\n\n{text}".encode(), "seeds/a.txt", prose.SeedContext())
    searchable, problems = SearchableText(read, "seeds/a.txt", language), Problems()
    article = Article(ArticleId("a"), RECORD, "a.txt", actors=tuple(map(ActorId, known)), mentions=pins)
    hits = find_names(searchable, index_names(actors(names), ()), article, problems)
    assert not [one for one in problems if one.code == "mention-not-found"]
    return " | ".join(read.text[hit.start : hit.end] for hit in hits)


@pytest.mark.parametrize(
    ("language", "text", "names", "found"),
    [
        ("tr", "Deniz Korkmaz'ın evi, İzmir’e, Deniz Korkmaz'daki.", "Deniz Korkmaz; place: İzmir", 3),
        ("tr", "DENİZ KORKMAZ'IN EVİ. Han'ın sözü.", "Deniz Korkmaz; Han", 2),
        ("az", "Rauf Əliyev'in evi.", "Rauf Əliyev", 1),
        ("pl", "Barry'ego, Holt'a i Chirac'owi.", "Barry; Holt; Chirac", 3),
        ("et", "Bordeaux'st ja Oslo'i.", "place: Bordeaux; place: Oslo", 2),
        ("fi", "EKP:n linja, EKP:ssä, Bordeaux'n.", "org: EKP; place: Bordeaux", 3),
        ("hu", "A MÁV-nak és Holt-tal.", "org: MÁV; Holt", 2),
        ("sv", "SVT:s chef.", "org: SVT", 1),
        ("en", "Holt'll go, Holt's aide, Holt’d been; Işık'tan.", "Holt; Işık", 4),
        # An apostrophe inside a word is none behind a name.
        ("en", "Wouldn't. Sana'a, Ma'mun, Hawai'i, Qur'an. Rock'n'roll.", "Wouldn; Sana; Ma; Hawai; Qur; Rock", 0),
        ("uk", "Лук'янов і Дем'ян.", "Лук; Дем", 0),
        ("br", "Marc'harid.", "Marc", 0),
        ("it", "Dell'acqua non si parla.", "org: Dell", 0),
        ("en", "O'Hara and D'Angelo left.", "Hara; Angelo", 0),
    ],
)
def test_an_apostrophe_behind_a_whole_name_ends_it_whatever_follows(
    language: str, text: str, names: str, found: int
) -> None:
    told = mentions(language, text, names)
    assert len(told.split(" | ") if told else ()) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "D’Ormesson, rien. Qu’Ormesson parle ! « L’Ormesson » plaît.", 3),
        ("it", "Dell'Ormesson si parla. Poi l'Ormesson, dell'Ormesson.", 3),
        ("ca", "L'Ormesson vingué.", 1),
        ("fr", "LE PLAN D'ORMESSON", 1),
        ("fr", "Elle vit Hugo D’Ormesson.", 0),
        ("it", "Venne Ugo Dell'Ormesson.", 0),
        ("en", "D'Ormesson left. O'Ormesson did.", 0),
    ],
)
def test_a_small_word_with_a_capital_before_an_apostrophe_is_no_part_of_a_name_where_a_sentence_begins(
    language: str, text: str, found: int
) -> None:
    told = mentions(language, text, "Jean Ormesson", "Jean Ormesson")
    assert told.lower() == " | ".join(["ormesson"] * found)


def test_before_a_name_of_several_words_it_never_is() -> None:
    assert mentions("en", "He reads L’Écho des Quais, and D’Écho des Quais.", "org: Écho des Quais") == (
        "Écho des Quais | Écho des Quais"
    )


def test_who_has_such_a_name_keeps_it() -> None:
    assert mentions("fr", "D’Ormesson parle. L’Ormesson.", "D’Ormesson; Ormesson") == "D’Ormesson | Ormesson"


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("이서연은 왔다. 이서연과 이서연이, 이서연에게서도, 이서연입니다, 이서연씨는.", "이서연", 6),
        ("박지우가 왔다. 박지우와 박지우로부터, 박지우였다, 박지우네.", "박지우", 5),
        ("부산에서는 부산으로 부산까지의 부산만이.", "place: 부산", 4),
        ("Ana Reyes는 Ana Reyes를 Ana Reyes과.", "Ana Reyes", 3),
        # What does not go with the sound before it, a longer name, another word.
        ("이서연는 박이서연은 이서연구소는 부산대학교 부산역 부산시민", "이서연; place: 부산", 0),
        ("강가에서 정의를 서로", "강; 정; 서", 0),
        ("제주로 서울로", "place: 제주; place: 서울", 2),
        ("광명로 세종로", "place: 광명; 세종", 0),
    ],
)
def test_particles_may_follow_a_name_in_korean(text: str, names: str, found: int) -> None:
    told = mentions("ko", text, names)
    assert len(told.split(" | ") if told else ()) == found


def test_pins_go_by_the_same_rule_as_names() -> None:
    pin = ManualMention("이서연", ActorId("이서연"), RECORD)
    text = "이서연은 왔다. 이서연구소. 이서연이 갔다."
    assert mentions("ko", text, "이서연", pins=(pin,)) == mentions("ko", text, "이서연") == "이서연 | 이서연"


@pytest.mark.parametrize(
    ("language", "text", "names", "found"),
    [
        ("de", "Noras Plan, Ulms Münster, Ida Kerns Rede, CDUs Weg.", "Nora; place: Ulm; Ida Kern; org: CDU", 3),
        ("de", "IDA KERNS REDE. Grimms Haus.", "Ida Kern; Grimm", 2),
        ("sv", "Saras bok och Uppsalas torg.", "Sara; place: Uppsala", 2),
        ("da", "Ribes domkirke.", "place: Ribe", 1),
        ("nl", "Haarlems stadhuis en Eva’s boek.", "place: Haarlem; Eva", 2),
        ("nb", "Bergens havn.", "place: Bergen", 1),
        # Another name, another language, another word.
        ("de", "Hans kam, Jens ging, Lars blieb.", "Han; Jen; Lar", 0),
        ("en", "Cranes, Saras, Kerns.", "Crane; Sara; Kern", 0),
        ("de", "Kernspaltung, Saras-Wiese.", "Kern; Sara", 0),
    ],
)
def test_the_s_of_a_genitive_stays_outside(language: str, text: str, names: str, found: int) -> None:
    told = mentions(language, text, names)
    assert len(told.split(" | ") if told else ()) == found


def test_the_s_behind_a_term_may_be_a_plural() -> None:
    note = Note(NoteId("n"), RECORD, "n", Markdown("", RECORD), terms=("Zins", "Test"))
    searchable = SearchableText(
        prose.read_seed("—\n\nDie Tests sind da.".encode(), "seeds/a.txt", prose.SeedContext()), "seeds/a.txt", "de"
    )
    assert find_terms(searchable, index_names((), (note,))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Holt-Plan kam.", "Holt"),
        ("Man sprach vom Holt-Effekt.", "Holt"),
        ("Nie ohne ihn. Ohne Holt-Regierung geht nichts.", "Holt"),
        ("Der Erlass gilt gegen alle. Gegen Holt-Erlass stimmte niemand.", "Holt"),
        ("Die holländische Politikerin Holt-Amsel kam mit Holt-Amsel.", ""),
        ("Der verstorbene Holt-Amsel.", ""),
        ("Frau Holt-Hartung sprach.", ""),
        ("Die Holt-Amsel-Stiftung.", ""),
    ],
)
def test_before_a_german_noun_a_hyphen_ends_a_name_and_before_a_surname_not(text: str, found: str) -> None:
    assert mentions("de", text, "Holt") == found


def test_in_other_languages_what_is_behind_a_hyphen_is_a_surname() -> None:
    assert mentions("en", "The Holt-Regierung of the Holt-Plan.", "Holt") == ""


@pytest.mark.parametrize(
    ("language", "text", "names", "found"),
    [
        ("ar", "والوزير قال. بالوزير، كالوزير، فالوزير، وبالوزير.", "org: الوزير", 5),
        ("ar", "وسمير حداد ولسمير حداد.", "سمير حداد", 2),
        ("ar", "وغزة لغزة.", "place: غزة", 2),
        ("he", "ולוי אמר ללוי, שבחיפה ומחיפה כשלוי.", "לוי; place: חיפה", 5),
        ("he", "הדיון ב־NATO, ב-NATO ובNATO.", "org: NATO", 3),
        ("he", "הבנק של לוי.", "org: בנק", 1),
        # A letter that is a part of the word, a short name, another language in these letters, another person.
        ("ar", "وسام حداد، كسمير حداده.", "سام حداد; سمير حداد", 0),
        ("ar", "ويد وكف.", "يد; كف", 0),
        ("fa", "وحسن رفت.", "حسن", 0),
        ("he", "לירון כהן בא, ודן.", "ירון כהן; דן", 0),
        ("he", "צלוי, גלוי.", "לוי", 0),
    ],
)
def test_small_words_are_written_onto_names_in_arabic_and_hebrew(
    language: str, text: str, names: str, found: int
) -> None:
    told = mentions(language, text, names)
    assert len(told.split(" | ") if told else ()) == found


def test_the_arabic_article_is_drawn_in_behind_to_and_before_a_persons_name_makes_another() -> None:
    assert mentions("ar", "قدم التقرير للوزير. وللوزير.", "org: الوزير") == "لوزير | لوزير"
    assert mentions("ar", "جاء الحداد. والحداد.", "حداد") == ""
    assert mentions("ar", "جاء البنك.", "org: بنك") == "بنك"
    assert mentions("he", "הלוי בא.", "לוי") == ""


def test_who_is_somebodys_father_is_not_meant_by_the_name_of_the_child() -> None:
    assert mentions("ar", "وصل فهد بن سعيد بن راشد مع سعيد بن راشد.", "سعيد بن راشد") == "سعيد بن راشد"
    assert mentions("he", "דוד בן שמעון בא.", "שמעון") == ""


@pytest.mark.parametrize(
    ("language", "text", "name", "found"),
    [
        ("he", "רות פרידמן באה. אורי פרידמן הלך. פרידמן אמרה.", "רות פרידמן", "רות פרידמן | פרידמן"),
        ("ar", "ندى حلبي قالت. فؤاد حلبي سكت. حلبي قالت.", "ندى حلبي", "ندى حلبي | حلبي"),
        ("ar", "غنى رامز. رامز كمال سكت. رامز وكمال.", "رامز", "رامز | رامز"),
        ("he", "אורי שגב בא. שגב.", "שגב", "שגב"),
    ],
)
def test_beside_another_given_name_a_name_is_a_strangers_where_there_are_no_capitals(
    language: str, text: str, name: str, found: str
) -> None:
    assert mentions(language, text, name) == found


def test_behind_a_small_word_a_short_part_of_a_name_is_another_word() -> None:
    assert mentions("he", "נועה גיל באה. בגיל עשר. גיל צחקה.", "נועה גיל") == "נועה גיל | גיל"
    assert mentions("he", "נועה פרידמן באה. לפרידמן אין.", "נועה פרידמן") == "נועה פרידמן | פרידמן"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DENİZ IŞIK KONUŞTU", "Deniz Işık"),
        ("İZMİR BÜYÜDÜ", "place: İzmir"),
        ("İş Bankası açtı", "org: İş Bankası"),
        ("KAYA ÖZİL SAİT KONUŞTU", "Kaya ÖZİL Sait"),
        ("JOHANN VOẞ SPRACH", "Johann Voß"),
        ("JOHANN VOSS SPRACH", "Johann Voß"),
        ("JOHANN VOß SPRACH", "Johann Voß"),
        ("Η ΛΑΡΙΣΑ ΚΑΙ Ο ΝΙΚΟΣ ΤΣΑΛΗΣ", "Νίκος Τσαλής"),
        ("ΑΠΟ ΤΗ ΝΕΡΑΪΔΑ", "place: Νεράιδα"),
        ("À L'ECOLE DES QUAIS", "org: École des Quais"),
        ("À L'ÉCOLE DES QUAIS", "org: École des Quais"),
        ("JOSE PEREIRA FALOU EM SAO TOME", "José Pereira; place: São Tomé"),
        ("IJMUIDEN GROEIT", "place: IJmuiden"),
    ],
)
def test_names_in_capitals_are_found_as_each_language_writes_them(text: str, names: str) -> None:
    found = mentions("", text, names).split(" | ")
    assert len(list(filter(None, found))) == len(names.split("; "))


def test_in_capitals_letters_of_the_alphabet_keep_their_signs() -> None:
    assert mentions("de", "ANNA MULLER, PEDRO ACUNA, OSTEN.", "Anna Müller; Pedro Acuña; place: Östen") == ""
    assert mentions("fr", "Ecole des Quais.", "org: École des Quais") == ""


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("東大阪市の大阪屋は大阪へ。", "place: 大阪", "大阪 | 大阪"),
        ("山形県と山形市、形の山。", "place: 山形", "山形 | 山形"),
        ("中国人は中国へ。", "place: 中国", "中国"),
        ("松本町で松本は松本さんに。", "松本", "松本 | 松本"),
        ("桃園市長在桃園。", "place: 桃園", "桃園 | 桃園"),
        ("张华侨说，张华星说，张华说。", "张华", "张华"),
        ("司马光说，马光说。", "马光", "马光"),
        ("记者陈小明星期三采访了陈小明。", "陈小明", "陈小明 | 陈小明"),
        ("アンダーバーとアンナ、アン。", "アン", "アン"),
        ("スミスはジョン・スミスではない。", "スミス", "スミス"),
        ("パリ・ローマ間、ローマ。", "place: ローマ", "ローマ | ローマ"),
        ("王国的国王，王先生。", "王", "王"),
        ("นายสมศักดิ์พบสมศักดิ์ที่เชียงใหม่", "สมศักดิ์; place: เชียงใหม่", "สมศักดิ์ | สมศักดิ์ | เชียงใหม่"),
        ("เชียงรายและราย", "place: ราย", "ราย"),
        ("ទៅភ្នំពេញ", "place: ភ្នំពេញ", "ភ្នំពេញ"),
        ("ໄປວຽງຈັນ", "place: ວຽງຈັນ", "ວຽງຈັນ"),
        ("ရန်ကုန်မြို့သို့", "place: ရန်ကုန်", "ရန်ကုန်"),
        ("南松山銀行と松山銀行、松山銀行業。", "org: 松山銀行", "松山銀行"),
        ("ロンドン人はロンドンへ、京都人は京都へ。", "place: 京都", "京都"),
        ("约翰•戴维斯和约翰‧戴维斯。", "约翰·戴维斯", "约翰•戴维斯 | 约翰‧戴维斯"),
        ("𠮷野家へ、𠮷野は京都で。", "place: 京都", "京都"),
    ],
)
def test_a_name_is_no_part_of_a_longer_word_where_words_have_no_spaces(text: str, names: str, found: str) -> None:
    assert mentions("", text, names) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李明白天来。", "李明"),
        ("李强华说。", "李强"),
        ("陈李强则离开。", "李强"),
        ("上官静怡不同意。", "上官静"),
        ("佐藤花子と佐藤太郎が来た。", "佐藤花子"),
        ("พรเพชร", "พร"),
    ],
)
def test_where_it_may_be_one_nobody_is_named_and_it_is_told(text: str, names: str) -> None:
    told = Problems()
    article = Article(ArticleId("a"), RECORD, "a.txt", actors=(ActorId(names),))
    read = prose.read_seed(f"—\n\n{text}".encode(), "seeds/a.txt", prose.SeedContext())
    record = replace(actors(names)[0], surnames=(names[:2],))
    hits = find_names(SearchableText(read, "seeds/a.txt"), index_names([record], ()), article, told)
    (problem,) = told
    assert [read.text[hit.start : hit.end] for hit in hits] == ([names] if names in {"佐藤花子"} else [])
    assert problem.code == "name-ambiguous"
    assert "or a part of a longer word: it names nobody on line 3" in problem.message


def test_a_pin_means_the_words_that_stand_for_themselves_and_settles_those_in_doubt() -> None:
    pin = ManualMention("李明", ActorId("李明"), RECORD)
    text = "张李明珠来了。李明白天来。李明说。"
    assert mentions("", text, "李明") == "李明"
    assert mentions("", text, "李明", pins=(pin,)) == "李明 | 李明"
    # A number counts all places of the letters.
    assert mentions("", text, "李明", pins=(replace(pin, occurrence=1),)) == "李明 | 李明"


def test_a_term_is_no_part_of_a_longer_word_either() -> None:
    note = Note(NoteId("n"), RECORD, "n", Markdown("", RECORD), terms=("京都",))
    read = prose.read_seed("—\n\n東京都は京都ではない。".encode(), "seeds/a.txt", prose.SeedContext())
    assert [hit.start for hit in find_terms(SearchableText(read, "seeds/a.txt", "ja"), index_names((), (note,)))] == [7]


@pytest.mark.parametrize("name", ["佐藤花子", "佐藤 花子", "佐藤・花子"])
def test_a_blank_or_a_dot_in_a_name_is_as_good_as_none(name: str) -> None:
    text = "佐藤花子、佐藤 花子、佐藤　花子、佐藤・花子、佐藤\n花子。"
    assert mentions("ja", text, name).replace("\n", " ") == "佐藤花子 | 佐藤 花子 | 佐藤　花子 | 佐藤・花子 | 佐藤 花子"


@given(st.text(st.sampled_from("京都東大阪市𠮷สมアン王明 "), min_size=1, max_size=40))
def test_words_of_scripts_without_spaces_joined_are_the_text(run: str) -> None:
    found = segment(run)
    assert (found[0], found[-1]) == (0, len(run))
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Von Nora Lind-\nqvist, die See-\nwarte.", "Nora Lindqvist; org: Seewarte", "Nora Lind- qvist | See- warte"),
        ("Jean-\nLuc Amsel und Jean-Luc Am-\nsel.", "Jean-Luc Amsel", "Jean- Luc Amsel | Jean-Luc Am- sel"),
        ("NORA LIND-\nQVIST", "Nora Lindqvist", "NORA LIND- QVIST"),
        ("Nora Lind\u00ad\nqvist und Nora Lind¬\nqvist.", "Nora Lindqvist", "Nora Lind\u00ad qvist | Nora Lind¬ qvist"),
        ("the Mill-\nhouse, pre- and post-war Mill- House", "org: Millhouse", "Mill- house"),
        # A double surname is another person's, also there.
        ("Frau Amsel-\nDrossel und Drossel-\nAmsel.", "Amsel", ""),
        ("Amsel- und Drosselwege.", "Amsel", "Amsel"),
        ("Amsel – Drossel schwieg.", "Amsel; Drossel", "Amsel | Drossel"),
    ],
)  # fmt: skip
def test_the_hyphen_of_a_line_that_ends_is_no_part_of_a_name(text: str, names: str, found: str) -> None:
    assert mentions("de", text, names) == found


def test_words_in_such_a_name_are_told_to_stand_in_the_text() -> None:
    words = index_names(actors("org: Seewarte"), ())
    assert words.has_any("die See- warte")
    assert not words.has_any("die See- wacht")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("김나영에게도 물었다", "김나영"),
        ("תודה ללביא על כך", "לביא"),
        ("وشكرا لسمير حداد", "سمير حداد"),
        ("Aus Ida Kerns Nachlass", "Ida Kern"),
        ("DENİZ IŞIK ANLATTI", "Deniz Işık"),
        ("佐藤 花子の話", "佐藤花子"),
    ],
)
def test_whom_the_record_of_a_draft_names_is_known_in_each_language(text: str, name: str) -> None:
    assert AnyOccurrenceFinder(actors(name)).named_in(text) == {name}
    assert AnyOccurrenceFinder(actors(name)).named_in("Aus anderen Quellen, 다른, אחר, غير, 他") == set()


@pytest.mark.parametrize(
    ("language", "text", "names", "found"),
    [
        ("hu", "Szűcsnek, Szűcsöt, Szűcstől és Szabónak, Szabót, Szabóval.", "Szűcs; Szabó", 6),
        ("hu", "Pintérrel, Pintért, Pintérért; Egerben.", "Pintér; place: Eger", 4),
        ("fi", "Laineen talo, Halonkin, Halossa, Halolta; Helsinkiin.", "Halo; place: Helsinki", 4),
        ("fi", "Johanssonin, Johanssonille ja Oslon, Osloon.", "Johansson; place: Oslo", 4),
        # Another name, another language, a term.
        ("hu", "Szűcsné, Szabóné, Szabolcs, Pintérfalva.", "Szűcs; Szabó; Szab; Pintér", 0),
        ("fi", "Halonen, Halola; Maria, Marin.", "Halo; Mari", 0),
        ("en", "Pinterben and Halolle.", "Pinter; Halo", 0),
    ],
)
def test_endings_of_cases_stay_outside_where_the_name_stays_as_it_is(
    language: str, text: str, names: str, found: int
) -> None:
    told = mentions(language, text, names)
    assert len(told.split(" | ") if told else ()) == found
