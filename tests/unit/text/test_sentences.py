"""Excerpts: words in the sentence they stand in."""

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.model import Excerpt
from sitegen.text.sentences import LONGEST, SentenceFinder, sentence_ends
from sitegen.text.sentences.segmentation import SentenceSplitter


def units(text: str) -> list[tuple[int, int]]:
    starts = [0, *(match.end() for match in re.finditer("\n\n", text))]
    return list(zip(starts, [*(start - 2 for start in starts[1:]), len(text)], strict=True))


def excerpt(marked: str, language: str = "en") -> str:
    """The excerpt around the words in `⟦ ⟧`, marked again."""
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    found = SentenceFinder(text, units(text), language).excerpt(start, end)
    return f"{found.before}⟦{found.words}⟧{found.after}"


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("It rained. Then ⟦Ana⟧ left. All slept.", "Then ⟦Ana⟧ left."),
        ("⟦Ana⟧ left.", "⟦Ana⟧ left."),
        ("Was it? ⟦Ana⟧ left! Really.", "⟦Ana⟧ left!"),
        ("She said “no.” ⟦Ana⟧ left.", "⟦Ana⟧ left."),
        ("It rained. “⟦Ana⟧ left.” So it was.", "“⟦Ana⟧ left.”"),
        ("In 2019. 12 people saw ⟦Ana⟧.", "12 people saw ⟦Ana⟧."),
        ("It cost 3.5 millions to ⟦Ana⟧.", "It cost 3.5 millions to ⟦Ana⟧."),
        ("We met R. B. ⟦Holt⟧ and Mr. Reyes of St. Ives.", "We met R. B. ⟦Holt⟧ and Mr. Reyes of St. Ives."),
        ("The U.S. Senate heard Rep. ⟦Holt⟧ there.", "The U.S. Senate heard Rep. ⟦Holt⟧ there."),
        ("On Nov. 16 ⟦Holt⟧ met no. 7.", "On Nov. 16 ⟦Holt⟧ met no. 7."),
        ("He said no. ⟦Holt⟧ left.", "⟦Holt⟧ left."),
        ("They met in Nov. ⟦Holt⟧ left.", "⟦Holt⟧ left."),
        ("He went … and ⟦Holt⟧ left.", "He went … and ⟦Holt⟧ left."),
        ("He went… ⟦Holt⟧ left.", "⟦Holt⟧ left."),
        ("He went. ⟦holt⟧ left.", "He went. ⟦holt⟧ left."),
        ("下雨了。⟦王小明⟧走了。大家睡了。", "⟦王小明⟧走了。"),
        ("他说：“下雨了。”⟦王小明⟧走了。", "⟦王小明⟧走了。"),
        ("बारिश हुई। ⟦राम⟧ गया। सब सोए।", "⟦राम⟧ गया।"),
        ("Headline by ⟦Ana⟧\n\nThen she left.", "Headline by ⟦Ana⟧"),
        ("It rained. It ⟦poured. All⟧ slept. Nobody left.", "It ⟦poured. All⟧ slept."),
        ("It rained. It ⟦poured.\n\nAll⟧ slept. Nobody left.", "It ⟦poured.\n\nAll⟧ slept."),
        ("It rained. ⟦It poured.⟧ All slept.", "⟦It poured.⟧"),
    ],
)
def test_words_are_shown_in_their_sentence(marked: str, shown: str) -> None:
    assert excerpt(marked) == shown


def cut(marked: str, language: str) -> str:
    """The text of which `|` was taken, with it put back where sentences end."""
    text = marked.replace("|", "")
    places = [*sentence_ends(text, language), len(text)]
    return "|".join(text[start:end] for start, end in zip([0, *places], places, strict=False))


@pytest.mark.parametrize(
    ("language", "marked", "shown"),
    [
        (
            "de",
            "Es war ein Abend. Am 3. Mai 1945 kam ⟦Rosa Kern⟧ in die Stadt. Dann ging sie.",
            "Am 3. Mai 1945 kam ⟦Rosa Kern⟧ in die Stadt.",
        ),
        ("th", "เธอรออยู่ที่บ้านกับลูกสาว เขาไปพบ⟦มาลี⟧ที่ตลาดน้ำ ไม่มีใครรู้เรื่องนั้น", "เขาไปพบ⟦มาลี⟧ที่ตลาดน้ำ"),
        ("th", "เมื่อฝนหยุดตก เขาไปพบ⟦มาลี⟧ที่ตลาดน้ำ", "เมื่อฝนหยุดตก เขาไปพบ⟦มาลี⟧ที่ตลาดน้ำ"),
        ("th", "⟦มาลี⟧กล่าวกับนักข่าวว่า เขาจะไม่กลับมา", "⟦มาลี⟧กล่าวกับนักข่าวว่า เขาจะไม่กลับมา"),
        ("fr", "Il dit : « Non. Jamais. » Puis ⟦Anne Roe⟧ partit.", "Puis ⟦Anne Roe⟧ partit."),
        ("fr", "Il dit : « Jamais ! » Puis ⟦Anne Roe⟧ partit.", "Puis ⟦Anne Roe⟧ partit."),
        ("fr", "« Non. Jamais. » Puis « ⟦Anne Roe⟧ ».", "Puis « ⟦Anne Roe⟧ »."),
        ("ja", "雨が降った。「そうだ！」と⟦田中花子⟧は言った。", "「そうだ！」と⟦田中花子⟧は言った。"),
        ("zh", "他走了。他喊：“停！”然后⟦王明⟧走了。", "他喊：“停！”然后⟦王明⟧走了。"),
        ("zh", "他说：“下雨了。”⟦王小明⟧走了。", "⟦王小明⟧走了。"),
    ],
)
def test_a_sentence_is_that_of_its_language(language: str, marked: str, shown: str) -> None:
    assert excerpt(marked, language) == shown


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        # Ordinals and Roman numerals
        ("de", "Im 19. Jahrhundert war es so.| Die 2. Auflage kam."),
        ("de", "Das war 1945.| Dann ging er in Zimmer 12.| Lampen gab es nicht.| Er war 42.| Lena war 40."),
        ("da", "Den 3. Maj kom han.| Han gik."),
        ("sv", "Kung Karl XVI. Gustav gick.| Hon var 42.| Anna var 40."),
        ("cs", "Dne 3. Května přišel.| Viz strana 42.| Jana odešla."),
        ("hu", "IV. Béla király jött.| A 2. Világháború után ment."),
        ("en", "It was 3.| May came.| It was Louis XIV.| He left."),
        # Closing marks
        ("fr", "Il dit : « Non.\u00a0»| Puis il partit.| « Oui.\u202f»| Anne resta."),
        ("de", "»Nein!«| Dann ging er.| „Ja.“| Er blieb."),
        ("pl", "„To nieprawda”.| Tak odpowiedziała."),
        # Quotations that go on
        ("ja", "「行くぞ！」って兄が言った。|「はい。」|そして彼は去った。|え？と思った。"),
        ("zh", "“你来吗？”安娜问。|“停！”他喊道。|“走吧。”|天黑了。"),
        ("ko", "“정말요?”라고 물었다.| “가자!” 하고 말했다.| 그는 갔다."),
        ("en", "“Stop!” I said.| “Who?” asked Tom.| “Now!” Ann Roe cried.| “No!”| The door closed."),
        ("he", '"מי?" שאלה רות.| הוא הלך.'),
        # Every script's own full stop
        ("hy", "Նա եկավ։| Նա գնաց։"),
        ("am", "እሱ መጣ።| እሷ ሄደች።|እሱ መጣ።"),
        ("my", "သူလာသည်။|သူသွားသည်။"),
        ("km", "គាត់មក។|គាត់ទៅ។"),
        ("bo", "ཁོ་ཡོང་།|ཁོ་ཕྱིན།"),
        ("mn", "ᠲᠡᠷᠡ ᠢᠷᠡᠪᠡ᠃| ᠲᠡᠷᠡ ᠶᠠᠪᠤᠪᠠ᠃"),
        ("ja", "雨だった｡|雪だった．|３．５円だった。"),
        ("el", "Γιατί\u037e| Κανείς δεν ξέρει.| Ποιος;| Αυτός."),
        ("en", "One; Two; three.| Four."),
        ("ccp", "\U00011103\U00011104\U00011141| \U00011105\U00011106\U00011141"),
        ("ka", "ის მოვიდა.| ის წავიდა.| ეს არის ქ. თბილისი."),
        # Abbreviations
        ("nl", "Dhr. Bos en Mw. Vis gaan.| Hij ook."),
        ("pl", "Mieszka przy ul. Polnej, tj. Rynku.| On też."),
        ("it", "Il sig. Bruni parla.| E la prof.ssa Sala."),
        ("pt", "A Sra. Pinto fala.| Ela ri."),
        ("sv", "Bl.a. Anna kom.| Hon gick."),
        ("ru", "Ул. Ленина длинна.| Он живёт на ул. Мира."),
        ("vi", "Ở TP. Huế trời mưa.| Tôi ở nhà."),
        ("fi", "Esim. Aalto tuli.| Hän lähti."),
        # Single letters, years, counts
        ("ru", "Он родился в 1905 г.| Потом уехал.| Г. Орлов ждал в г. Москве.| В 1905 г. Москва ждала."),
        ("en", "Take vitamin C.| It helps.| We met J. R. Moss.| So we chose plan B.| Lemons helped."),
        ("fr", "M. Le Gall et J.-P. Morel sont là.| C’est le plan B.| Il part."),
        ("ru", "А. С. Рогов принял витамин С.| Потом ушёл."),
        ("es", "Vive en EE. UU. Reyes lo sabe, etc.| También Ana."),
        # Footnote marks
        ("en", "The council met in May. [2]| Mira Holt spoke.[3][4]| All left.²| Nobody stayed.*| So it was."),
        ("ja", "雨だった。［３］|雪だった。[4]|晴れた。"),
        # Brackets
        ("en", "He came (see Fig. 3. It is old. And good.) and left.| (She stayed.)| It (!) was late."),
        # Pauses
        ("en", "But ... then he left ...| No, he stayed."),
        ("ar", "لكن... سنرى.| لم يعد…| هل تأتي؟"),
    ],
)
def test_sentences_end_as_their_language_has_it(language: str, marked: str) -> None:
    assert cut(marked, language) == marked


def test_the_marks_of_every_script_end_sentences() -> None:
    """All that Unicode calls a `Sentence_Terminal`, a Burmese comma excepted; and those of Tibetan."""
    terminal = regex.compile(r"\p{SB=STerm}")
    marks = [character for character in map(chr, range(0x20000)) if terminal.match(character)]
    assert len(marks) > 100
    apart = [
        mark
        for mark in [*marks, "།", "．"]
        if cut(f"\U00011103{mark}| \U00011104", "") != f"\U00011103{mark}| \U00011104"
    ]
    assert apart == ["\u104a"]


def test_a_long_sentence_without_blanks_keeps_its_characters_whole() -> None:
    """Thai tone marks and Japanese marks of voice stay with their letters."""
    for letter, language in (("ที่", "th"), ("か\u3099", "ja")):
        for count in range(300, 306):
            text = "ก" * (count % 3) + letter * count + "สมชาย" + letter * count
            start = text.index("สมชาย")
            found = SentenceFinder(text, [(0, len(text))], language).excerpt(start, start + 5)
            before, after = found.before.removeprefix("…"), found.after.removesuffix("…")
            assert before == letter * (len(before) // len(letter))
            assert after == letter * (len(after) // len(letter))
            assert before != ""
            assert after != ""


def test_a_long_sentence_is_cut_between_words_around_the_words() -> None:
    text = "Before " + "long " * 100 + "Ana" + " late" * 100 + "."
    found = SentenceFinder(text, units(text), "en").excerpt(507, 510)
    assert found == Excerpt("…" + "long " * 31, "Ana", " late" * 31 + "…")


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    text = "So Ana" + " late" * 100 + "."
    found = SentenceFinder(text, units(text), "en").excerpt(3, 6)
    assert found == Excerpt("So ", "Ana", " late" * 62 + "…")


def test_long_words_keep_their_ends_and_some_context() -> None:
    text = "So many more came " + "word " * 200 + "at the end of all of it, as was said."
    found = SentenceFinder(text, units(text), "en").excerpt(18, 1017)
    assert found == Excerpt("So many more came ", "word " * 41 + "word… " + "word " * 20 + "word", text[1017:])


def test_a_sentence_without_spaces_is_cut_where_room_ends() -> None:
    text = "很" * 600
    found = SentenceFinder(text, units(text), "en").excerpt(300, 302)
    assert found == Excerpt("…" + "很" * 159, "很很", "很" * 159 + "…")


def test_words_outside_every_unit_stand_alone() -> None:
    assert SentenceFinder("One. Two.", [], "en").excerpt(5, 8) == Excerpt("", "Two", "")


@given(st.text(st.sampled_from("Aab. “”!。\n王"), min_size=1, max_size=60), st.data())
def test_an_excerpt_that_fits_is_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = SentenceFinder(text, units(text), "en").excerpt(start, end)
    assert found.words == text[start:end]
    assert text[start - len(found.before) : end + len(found.after)] == found.before + found.words + found.after


@given(st.lists(st.text("ab", min_size=1, max_size=30), min_size=1, max_size=200), st.data())
def test_an_excerpt_is_never_much_longer_than_the_longest(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = SentenceFinder(text, units(text), "en").excerpt(start, end)
    assert len(found.before) + len(found.words) + len(found.after) <= LONGEST + 90


PIECES = [
    "Ana", " said", "e.g.", "Mr.", ". ", "! ", "”", " “", "(", ") ", "。", "王", "3.", "\n\n", " ", "เธอ ", "ครับ ",
    ";", "։ ",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


@given(SENTENCES, st.sampled_from(["en", "de", "th", "ja", "hy", "el", ""]), st.data())
def test_in_which_order_words_are_asked_for_makes_no_difference(text: str, language: str, data: st.DataObject) -> None:
    asked = SentenceFinder(text, units(text), language)
    for start in data.draw(st.lists(st.integers(0, len(text) - 1), max_size=8)):
        end = data.draw(st.integers(start + 1, len(text)))
        assert asked.excerpt(start, end) == SentenceFinder(text, units(text), language).excerpt(start, end)


def test_no_more_sentences_are_looked_for_than_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def ends(_self: SentenceSplitter, _text: str, _start: int, match: re.Match[str]) -> bool:
        looked_at.append(match.start())
        return True

    monkeypatch.setattr(SentenceSplitter, "_is_end", ends)
    text = "One came. " * 9
    finder = SentenceFinder(text, [(0, len(text))], "en")
    assert finder.excerpt(20, 23) == Excerpt("", "One", " came.")
    assert looked_at == [8, 18, 28]
    assert finder.excerpt(0, 3) == Excerpt("", "One", " came.")
    assert looked_at == [8, 18, 28]


@given(SENTENCES, st.sampled_from(["en", "th", "ja", ""]), st.integers(0, 60))
def test_ends_are_looked_for_as_far_as_they_are_wanted(text: str, language: str, until: int) -> None:
    every = sentence_ends(text, language)
    assert every == sorted(set(every))
    assert sentence_ends(text, language, until) == [end for end in every if end <= until]
