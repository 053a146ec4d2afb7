"""What is a slip of the pen: the same word in another spelling, and nothing that may mean something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archives import write

from sitegen.content.loader import load
from sitegen.core.problems import Problems
from sitegen.editor.reanchor import DEFAULT_RATIO, RelocationOutcome, find_lost_quotes
from sitegen.text.relocation.dictionaries import WordLists
from sitegen.text.relocation.equivalence import EquivalenceJudge

SAME = {
    "letters exchanged": ("it", "Il sindcao ha chiuso la strada.", "Il sindaco ha chiuso la strada."),
    "a letter doubled": ("nl", "De comissie vergaderde laat.", "De commissie vergaderde laat."),
    "a letter left out": ("sv", "Regerigen lovade en ny skola.", "Regeringen lovade en ny skola."),
    "another letter": ("cs", "Starosta oznámil uzavřemí silnice.", "Starosta oznámil uzavření silnice."),
    "accents left out": ("pt", "A camara votou ontem.", "A câmara votou ontem."),
    "a voice dropped at the end": ("ru", "Закрыли горот и порт.", "Закрыли город и порт."),
    "three letters of two": ("de", "die Flanelllappen waren alt", "die Flanellappen waren alt"),
    "a letter that Swiss writers lack": ("de", "er sagt, daß die Hauptstraße", "er sagt, dass die Hauptstrasse"),
    "words run together": ("fi", "Vanhasilta suljettiin.", "Vanha silta suljettiin."),
    "a word torn apart": ("en", "The har bour was closed.", "The harbour was closed."),
    "a hyphen": ("en", "a long forgotten half-hour talk", "a long-forgotten half hour talk"),
    "quotation marks": ("cs", "řekl „ano, ale pozdě“ a odešel", "řekl »ano, ale pozdě« a odešel"),
    "a dash": ("uk", "Міст - старий.", "Міст — старий."),
    "ligatures": ("en", "the first office", "the ﬁrst oﬃce"),
    "full width": ("ja", "ＡＢＣ社は１２人", "ABC社は12人"),
    "half-width kana": ("ja", "ﾃﾚﾋﾞで見た", "テレビで見た"),
    "thousands parted": ("sv", "omkring 12 500 personer", "omkring 12500 personer"),
    "vowel points": ("he", "שָׁלוֹם לכולם", "שלום לכולם"),
    "a lengthened letter": ("fa", "شـــهر قدیم", "شهر قدیم"),
    "a blank in Thai": ("th", "สะพานเก่าปลอดภัย", "สะพานเก่า ปลอดภัย"),
    "a capital where a sentence begins": ("en", "the bridge is shut", "The bridge is shut"),
    "all in capitals": ("fr", "LE PONT EST FERMÉ", "Le pont est fermé"),
}

OTHERS = {
    "a denying word": ("sv", "Bron är stängd.", "Bron är inte stängd."),
    "a denying prefix": ("cs", "Rozhodnutí bylo platné.", "Rozhodnutí bylo neplatné."),
    "a denying first letter": ("el", "Η πράξη ήταν ηθική.", "Η πράξη ήταν ανήθικη."),
    "a denying first letter in Hindi": ("hi", "यह काम संभव है", "यह काम असंभव है"),
    "a denying letter within": ("az", "O, kəndi görür.", "O, kəndi görmür."),
    "a denying ending": ("fi", "Tie on valoisa.", "Tie on valoton."),
    "a character that denies": ("ja", "その計画は可能だ", "その計画は不可能だ"),
    "one that denies for another": ("zh", "他有责任", "他无责任"),
    "a syllable that denies": ("ko", "그 길은 완전하다", "그 길은 불완전하다"),
    "a digit": ("nl", "in 1963 gebouwd", "in 1968 gebouwd"),
    "a sign of a number": ("en", "at -5 degrees", "at 5 degrees"),
    "a decimal mark": ("en", "a rise of 1.5 points", "a rise of 15 points"),
    "a raised number": ("en", "x² was large", "x2 was large"),
    "digits parted": ("en", "from 1 5 to 9", "from 15 to 9"),
    "a Roman number": ("fr", "le texte xviii du livre", "le texte xvii du livre"),
    "a number word": ("it", "sei case", "sette case"),
    "a scale": ("ja", "三百円を払った", "三万円を払った"),
    "a unit": ("pl", "pięć metrów kabla", "pięć litrów kabla"),
    "a name": ("cs", "řekl pan Novák včera", "řekl pan Novaček včera"),
    "a name that differs in a letter": ("en", "said Ron Marlow today", "said Ron Barlow today"),
    "a name without capitals": ("hi", "कल रमेशा आई", "कल रमेशी आई"),
    "a double letter that is another one": ("de", "in Maßen essen", "in Massen essen"),
    "two dots that tell a word": ("ru", "небо было сухим", "нёбо было сухим"),
    "a rare name for a frequent one": ("ja", "田中さんが来た", "田仲さんが来た"),
    "a blank before a Korean denial": ("ko", "그는 잘못했다", "그는 잘 못했다"),
    "letters exchanged in another word": ("en", "the two were united", "the two were untied"),
    "a letter of another word": ("en", "to prescribe it", "to proscribe it"),
    "an accent of another word": ("es", "el canto solo", "el cantó solo"),
    "an umlaut that tells a mood": ("de", "sie konnte gehen", "sie könnte gehen"),
    "a Russian letter that tells a word": ("ru", "мы узнаем его", "мы узнаём его"),
    "another ending": ("pl", "burmistrz zamknął drogę", "burmistrz zamknęła drogę"),
    "two words that are another one": ("en", "they were not able men", "they were notable men"),
    "a moved blank": ("en", "it was now here", "it was no where"),
    "a moved blank in Korean": ("ko", "아버지가 방에", "아버지 가방에"),
    "a comma": ("ru", "Казнить, нельзя помиловать.", "Казнить нельзя, помиловать."),
    "a question": ("en", "The bridge is safe.", "The bridge is safe?"),
    "a capital that makes a name": ("en", "he told us today", "he told US today"),
    "a dash for a hyphen": ("en", "there is no-more land", "there is no — more land"),
    "quotation marks of doubt": ("en", "the safe bridge fell", 'the "safe" bridge fell'),
    "a slip in an unknown language": ("xx", "the harbuor wall", "the harbour wall"),
}  # fmt: skip


@pytest.mark.parametrize(("language", "before", "after"), SAME.values(), ids=SAME)
def test_it_says_the_same(language: str, before: str, after: str) -> None:
    judge = EquivalenceJudge(WordLists(language))
    assert judge.are_equivalent(before, after)
    assert judge.are_equivalent(after, before)


@pytest.mark.parametrize(("language", "before", "after"), OTHERS.values(), ids=OTHERS)
def test_it_may_mean_something_else(language: str, before: str, after: str) -> None:
    judge = EquivalenceJudge(WordLists(language))
    assert not judge.are_equivalent(before, after)
    assert not judge.are_equivalent(after, before)


def answers(root: Path, files: dict[str, str]) -> list[RelocationOutcome]:
    archive = load(write(root, files), Problems())
    assert archive is not None
    return [one.outcome for one in find_lost_quotes(root, archive, DEFAULT_RATIO)]


SLIP = {
    "seeds/fair.txt": "The fair\n\nThe market was held near the windmill of the village.\n",
    "content/claims/a.yaml": "claim: A.\narticle: fair\nquote: The market was held near the windmlil of the village\n",
}


def test_a_word_of_a_name_of_the_archive_is_left_to_the_author(tmp_path: Path) -> None:
    assert answers(tmp_path / "without", SLIP) == [RelocationOutcome.MOVE]
    named = {**SLIP, "content/actors/mill.yaml": "name: Windmill House\nkind: organization\n"}
    assert answers(tmp_path / "with", named) == [RelocationOutcome.MEANING]


def test_two_spellings_that_other_articles_have_are_two_words(tmp_path: Path) -> None:
    others = {"seeds/one.txt": "One\n\nA windmlil is a dance.\n", "seeds/two.txt": "Two\n\nA windmill turned.\n"}
    assert answers(tmp_path, SLIP | others) == [RelocationOutcome.MEANING]


def test_in_a_language_without_lists_a_spelling_that_nobody_else_uses_is_a_slip(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\nlanguage: eu\n",
        "seeds/zubi.txt": "Zubia\n\nUdalak zubi zaharra itxi zuen atzo goizean herrian.\n",
        "content/claims/a.yaml": "claim: A.\narticle: zubi\nquote: Udalak zubi zaharra itxi zuen atzo gozean herrian\n",
    }
    assert answers(tmp_path / "alone", files) == [RelocationOutcome.MEANING]
    others = {f"seeds/{name}.txt": f"{name}\n\nBihar goizean itxiko da.\n" for name in ("bat", "bi")}
    assert answers(tmp_path / "among", files | others) == [RelocationOutcome.MOVE]
