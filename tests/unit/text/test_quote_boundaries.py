"""Where quotes begin and end: at the edge of a word or a number, in every script, or it is told what they cut."""

import pytest
from support.quotes import find, prose, quote

from sitegen.core.model import Quote, RawHtml
from sitegen.core.problems import Problems
from sitegen.text.anchoring import SearchableText, anchor_quote, report_count_only
from sitegen.text.prose import SeedContext, read_seed

OFFICIALS = (
    "Officials said 15.4 percent of homes are empty, and it is impossible to repair the bridge. The firm was unable "
    "to pay the debt of 1,300 pounds. He called it illegal trade. The toll is 5000000 crowns."
)

CUT = [
    (OFFICIALS, "5.4 percent of homes are empty", "begin", "15.4"),
    (OFFICIALS, "possible to repair the bridge", "begin", "impossible"),
    (OFFICIALS, "able to pay the debt", "begin", "unable"),
    (OFFICIALS, "300 pounds", "begin", "1,300"),
    (OFFICIALS, "legal trade", "begin", "illegal"),
    (OFFICIALS, "The toll is 500000", "end", "5000000"),
    (OFFICIALS, "homes are emp", "end", "empty"),
    (OFFICIALS, ".4 percent", "begin", "15.4"),
    (OFFICIALS, "Officials said 15", "end", "15.4"),
    # Digits are grouped and parted by other signs elsewhere.
    ("Das kostet 1'300'000 Franken.", "300'000 Franken", "begin", "1'300'000"),
    ("Das kostet 1’300 Franken.", "300 Franken", "begin", "1’300"),
    ("Cela coûte 12\u202f500 francs.", "500 francs", "begin", "12 500"),
    ("Это стоит 1\u00a0300\u00a0000 рублей.", "300 000 рублей", "begin", "1 300 000"),
    ("Det kostar 2 300 kronor.", "300 kronor", "begin", "2 300"),
    ("Det kostar 2 300 kronor.", "Det kostar 2", "end", "2 300"),
    ("Es sind 3,75 Meter.", "Es sind 3", "end", "3,75"),
    ("费用为１，３００元。", "３００元", "begin", "１，３００"),
    ("التكلفة ١٢٬٥٠٠ دينار.", "٥٠٠ دينار", "begin", "١٢٬٥٠٠"),
    ("ราคา ๑,๕๐๐ บาท", "๕๐๐ บาท", "begin", "๑,๕๐๐"),
    ("费用为15万元。", "费用为15", "end", "15万"),
    ("비용은 15만 원이다.", "비용은 15", "end", "15만"),
    ("At 10:30 they left.", "30 they left", "begin", "10:30"),
    ("It was −5 degrees.", "5 degrees", "begin", "−5"),
    ("It was -5 degrees.", "5 degrees", "begin", "-5"),
    ("It takes 1½ hours.", "It takes 1", "end", "1½"),
    ("They voted 3/4 to keep it.", "4 to keep it", "begin", "3/4"),
    ("They voted 3/4 to keep it.", "They voted 3", "end", "3/4"),
    ("Am 7/11/1998 war Schluss.", "1998 war Schluss", "begin", "7/11/1998"),
    ("Наливают 2∕3 стакана.", "3 стакана", "begin", "2∕3"),
    ("费用为３／４元。", "４元", "begin", "３／４"),
    # Words that deny, in other languages and scripts.
    ("Der Vertrag ist ungültig.", "gültig", "begin", "ungültig"),
    ("Мост небезопасен для движения.", "безопасен для", "begin", "небезопасен"),
    ("Most jest nieczynny od wiosny.", "czynny od wiosny", "begin", "nieczynny"),
    ("Η γέφυρα είναι ακατάλληλη.", "κατάλληλη", "begin", "ακατάλληλη"),
    ("Silta on turvaton.", "Silta on turva", "end", "turvaton"),
    ("पुल असुरक्षित है।", "सुरक्षित है", "begin", "असुरक्षित"),
    ("이 다리는 불가능하다.", "가능하다", "begin", "불가능하다"),
    ("التأثير لانهائي دائما.", "نهائي دائما", "begin", "لانهائي"),
    ("آنها نمی\u200cخواهند بروند.", "خواهند بروند", "begin", "نمی\u200cخواهند"),
    ("The firm can't pay.", "The firm can", "end", "can't"),
    ("The team won’t play.", "The team won", "end", "won’t"),
    # How a word is set makes no difference.
    ("the oﬃce staﬀ", "the of", "end", "oﬃce"),
    ("the com\u00ad\nmittee met", "mittee met", "begin", "com\u00ad mittee"),
    ("the un¬\nable firm", "able firm", "begin", "un¬ able"),
    ("The rules are in-\nvalid now.", "valid now", "begin", "in- valid"),
    ("The rules are in-\nvalid now.", "The rules are in", "end", "in- valid"),
    ("The rules are in-\nvalid now.", "The rules are in-", "end", "in- valid"),
    ("Der Vertrag ist un‐\ngültig.", "gültig", "begin", "un‐ gültig"),
    ("Der Bau iſt un⸗\nmöglich.", "möglich", "begin", "un⸗ möglich"),
    ("Мост небез-\nопасен.", "опасен", "begin", "небез- опасен"),
    ("पुल अ-\nसुरक्षित है।", "सुरक्षित है", "begin", "अ- सुरक्षित"),
    ("IT IS IL-\nLEGAL TRADE", "LEGAL TRADE", "begin", "IL- LEGAL"),
    ("The nation-\nwide strike", "wide strike", "begin", "nation- wide"),
    ("the infra\u00adstructure", "structure", "begin", "infra\u00adstructure"),
    ("Ame\u0301lie", "Ame\u0301l", "end", "Ame\u0301lie"),
]


@pytest.mark.parametrize(("text", "words", "side", "word"), CUT)
def test_a_quote_that_cuts_a_word_is_told_with_the_word(text: str, words: str, side: str, word: str) -> None:
    problems = Problems()
    assert find(text, quote(words), problems) is None
    (problem,) = problems
    assert problem.code == "quote-cuts-word"
    assert problem.message.endswith(f'only as a part of longer ones: they {side} inside "{word}"')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OFFICIALS, "15.4 percent of homes are empty"),
        (OFFICIALS, "1,300 pounds. He"),
        ("It was in 1990, 300 came.", "1990"),
        ("In 1990 300 people came.", "300 people"),
        ("pages 10-15", "15"),
        ("It costs $5 or 5%.", "$5 or 5"),
        ("a well-known rock-hard rent-controlled flat", "known rock"),
        ("de l’Union, d'Orsini, O'Brien", "Union"),
        ("Ankara'da bekliyor", "Ankara"),
        ("这座桥是不安全的", "安全"),
        ("東京都知事", "京都"),
        ("AI技术", "AI"),
        ("สะพานอันตรายมาก", "อันตราย"),
        ("ស្ពានចាស់នេះ", "ចាស់"),
        ("김민수는 말했다.", "김민수"),
        ("KBS가 말했다.", "KBS"),
        ("והכהן הלך.", "הכהן"),
        ("לכהן אמרו.", "כהן"),
        ("والرئيس ذهب.", "الرئيس"),
        ("للكتاب قيمة.", "كتاب"),
        ("The bridge¹ is safe.", "The bridge"),
        ("foo_bar", "foo"),
        ("(unable)", "unable"),
        ("They are anti-\nAmerican there.", "American there"),
        ("Sie heißt Müller-\nLüdenscheidt.", "Lüdenscheidt"),
        ("He said no -\nable or not.", "able or not"),
        ("He said no–\nable or not.", "able or not"),
        ("two- or three-year terms", "or three-year"),
        ("Covid-\n19 cases", "19 cases"),
        ("AI-\n技术", "技术"),
        ("בן־\nארי אמר", "ארי"),
        ("ב-\nארץ", "ארץ"),
        ("The either/or of 3/4 and / 5.", "or of 3/4"),
        ("The either/or of 3/4 and / 5.", "5"),
        ("צה״ל", "צה״ל"),
    ],
)
def test_a_quote_of_whole_words_is_found_whatever_is_written_onto_them(text: str, words: str) -> None:
    found = find(text, quote(words))
    assert found is not None
    assert text[slice(*found)] == words


@pytest.mark.parametrize(
    ("file", "seed"),
    [
        ("a.txt", "Titel\n\nDie Brücke ist un-\nsicher.\n"),
        ("a.txt", "Titel\n\nDie Brücke ist un- \n  sicher.\n"),
        ("a.md", "# Titel\n\nDie *Brücke* ist un-\nsicher.\n"),
        ("a.md", "# Titel\n\n> Die Brücke ist un-\\\n> sicher.\n"),
        ("a.md", "# Titel\n\nDie Brücke ist un-<br>sicher.\n"),
    ],
)
def test_a_line_end_of_a_seed_parts_no_word(file: str, seed: str) -> None:
    """Though most lines are joined by blanks: the same words on one line are two."""
    searchable, problems = (
        SearchableText(read_seed(seed.encode(), file, SeedContext(raw_html=RawHtml.SANITIZE)), file),
        Problems(),
    )
    assert anchor_quote(searchable, quote("sicher"), problems) is None
    (problem,) = problems
    assert (problem.code, 'begin inside "un- sicher"' in problem.message) == ("quote-cuts-word", True)
    assert (found := anchor_quote(searchable, quote("ist unsicher"), problems)) is not None
    assert anchor_quote(searchable, quote("ist un- sicher"), problems) in (found,)
    on_one_line = SearchableText(read_seed(b"T\n\nDie Vor- und Nachteile\n", "b.txt", SeedContext()), "b.txt")
    assert anchor_quote(on_one_line, quote("und Nachteile"), problems) is not None


def test_a_part_of_a_fraction_is_not_meant() -> None:
    found = find("Es steht 1/3 zu 3:1, also 3 Tore.", quote("3"))
    assert found is not None
    assert found[0] == 26


def test_only_places_at_edges_count() -> None:
    text = "number1 11 1.5 and 1, then 21 and 1 again"
    assert find(text, quote("1", prefix="1.5 and")) is not None
    second = find(text, quote("1", occurrence=2))
    assert second is not None
    assert text[second[0] :] == "1 again"
    problems = Problems()
    assert find("number1 11 1.5 and 1", quote("1"), problems) is not None
    assert find("number1 and 1 and 1", quote("1"), problems) is None
    assert [problem.message.rpartition(" the ")[2] for problem in problems] == ['words "1" 2 times']


def test_each_longer_word_is_shown_once_with_its_line() -> None:
    problems = Problems()
    find("unable\nunable, enable and\ndisabled", quote("able"), problems)
    (problem,) = problems
    assert problem.hint == (
        'quote whole words, if they say what is meant: "unable" (line 1); "enable" (line 2); "disabled" (line 3)'
    )


def test_both_ends_of_a_stretch_have_to_be_whole() -> None:
    problems = Problems()
    assert find(OFFICIALS, Quote("possible to repair", quote("").location, until="the bridge."), problems) is None
    assert find(OFFICIALS, Quote("Officials said", quote("").location, until="the debt of 1"), problems) is None
    assert {problem.code for problem in problems} == {"quote-cuts-word"}


def test_the_raised_number_of_a_note_is_no_part_of_the_word() -> None:
    seed = "# T\n\nThe bridge<sup>12</sup> holds H<sub>2</sub>O.\n"
    text = read_seed(seed.encode(), "seeds/a.md", SeedContext(raw_html=RawHtml.SANITIZE))
    assert "bridge12 holds H2O" in text.text
    searchable, problems = SearchableText(text, "seeds/a.md"), Problems()
    assert anchor_quote(searchable, quote("The bridge"), problems) is not None
    assert anchor_quote(searchable, quote("holds H"), problems) is not None
    assert anchor_quote(searchable, quote("The bridg"), problems) is None
    assert anchor_quote(searchable, quote("1"), problems) is None


SET = [
    ("Il dit : « Nous » et « Quoi ? » – 5 %.", '"Nous" et "Quoi?" - 5%', "« Nous » et « Quoi ? » – 5 %"),
    ("Il dit : «\u00a0Nous\u00a0».", 'dit: "Nous".', "dit : «\u00a0Nous\u00a0»."),
    ("Er rief »Ja« und ging.", 'rief "Ja" und', "rief »Ja« und"),
    ("‹ Non › dit-elle", "'Non' dit", "‹ Non › dit"),
    ("she said -- no", "said — no", "said -- no"),
    ("she said — no", "said -- no", "said — no"),
    ("他说——不", "他说—不", "他说——不"),
    ("well . . . he left", "well ... he", "well . . . he"),
    ("well… he left", "well . . . he", "well… he"),
    ("well ... he left", "well . . . he", "well ... he"),
    ("the com\u00ad\nmittee met", "the committee met", "the com\u00ad\nmittee met"),
    ("the com¬\nmittee met", "the committee met", "the com¬\nmittee met"),
    ("ко\u00ad\nмитет", "комитет", "ко\u00ad\nмитет"),
    ("the com-\nmittee met", "the committee met", "the com-\nmittee met"),
    ("the ﬁrst ofﬁce was shut", "the first office was shut", "the ﬁrst ofﬁce was shut"),
    ("the first office", "the ﬁrst oﬃce", "the first office"),
    ("בן־ארי אמר במארה״ב", 'בן-ארי אמר במארה"ב', "בן־ארי אמר במארה״ב"),
    ("Oʻzbekiston, Kealiʻi", "O'zbekiston, Keali'i", "Oʻzbekiston, Kealiʻi"),
    ("10\u301c20人", "10\uff5e20人", "10\u301c20人"),
    ("re-sign", "resign", None),
    ("said no", "said — no", None),
]


@pytest.mark.parametrize(("text", "words", "wanted"), SET)
def test_words_are_found_however_they_are_set_and_nothing_else(text: str, words: str, wanted: str | None) -> None:
    found = find(text, quote(words))
    assert (found and text[slice(*found)]) == wanted


@pytest.mark.parametrize(
    ("text", "given", "hint"),
    [
        ("I won't go. He won't go.", quote("won't", occurrence=2), 'prefix: "He"'),
        ("We won't go. We won't stay.", quote("won't", occurrence=2), 'prefix: "go. We"'),
        ("no yes no", quote("no", occurrence=1), 'suffix: "yes"'),
        ("是的，不是", quote("是", occurrence=2), 'prefix: "不"'),
        ("a b", quote("b", occurrence=1), "leave `occurrence` out: the words stand once"),
        ("no no no", quote("no", occurrence=2), "quote more words, so that they stand once"),
        ("I won't go. He won't go.", quote("won't", prefix="I", occurrence=1), None),
        ("I won't go. He won't go.", quote("won't", prefix="I"), None),
        ("no, it is. no, it is.", Quote("no", quote("").location, occurrence=2, until="it is."), 'prefix: "is."'),
    ],
)  # fmt: skip
def test_a_quote_that_a_count_alone_holds_is_told_what_would_hold_it(text: str, given: Quote, hint: str | None) -> None:
    searchable, problems = SearchableText(prose(text), "seeds/case.txt"), Problems()
    found = anchor_quote(searchable, given, problems)
    assert found is not None
    report_count_only(searchable, given, found[0], problems)
    hints = [problem.hint.removeprefix("this holds it, instead of `occurrence`: ") for problem in problems]
    assert hints == ([] if hint is None else [hint])
    assert all(str(problem.severity) == "note" for problem in problems)
