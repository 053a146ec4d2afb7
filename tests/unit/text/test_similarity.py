"""The passage that an author may have meant: hints and `reanchor` mean one place, in every script."""

import pytest
from support.quotes import prose, quote

from sitegen.core.problems import Problems
from sitegen.editor.reanchor import TextIndex, relocate
from sitegen.text.anchoring import SearchableText, anchor_quote
from sitegen.text.similarity.word_diff import describe_differences, diff_words

TORN = "which the council had promised to repair and then forgot about for the whole of eleven years"
CHANGED = {
    "zh": (
        "市长昨天在会议上说，这座旧桥已经非常危险，必须在明年春天之前关闭。居民们表示强烈反对，因为没有别的路。",
        "这座旧桥已经非常危险，必须在明年春天前关闭",
        "这座旧桥已经非常危险，必须在明年春天之前关闭",
        'It has "之前" for "前".',
    ),
    "zh, no comma": (
        "市长昨天在会议上说这座旧桥已经非常危险必须在明年春天之前关闭居民们表示强烈反对因为没有别的路。",
        "必须在明年春天前关闭",
        "必须在明年春天之前关闭",
        'It has "之前" for "前".',
    ),
    "ja": (
        "昨日の会議で市長は古い橋が非常に危険であると述べた。住民は強く反対している。",
        "古い橋が非常に危険だと述べた",
        "古い橋が非常に危険であると述べた",
        'It has "である" for "だ".',
    ),
    "th": (
        "นายกเทศมนตรีกล่าวว่าสะพานเก่านี้อันตรายมากต้องปิดก่อนฤดูใบไม้ผลิปีหน้าชาวบ้านไม่เห็นด้วย",
        "สะพานเก่านี้อันตรายต้องปิดก่อนฤดูใบไม้ผลิปีหน้า",
        "สะพานเก่านี้อันตรายมากต้องปิดก่อนฤดูใบไม้ผลิปีหน้า",
        'It has "มากต้" for "ต้".',
    ),
    "km": (
        "ស្ពានចាស់នេះមានគ្រោះថ្នាក់ណាស់ត្រូវតែបិទមុនរដូវផ្ការីក អ្នកស្រុកប្រឆាំង",
        "ស្ពានចាស់នេះមានគ្រោះថ្នាក់ត្រូវតែបិទមុនរដូវផ្ការីក",
        "ស្ពានចាស់នេះមានគ្រោះថ្នាក់ណាស់ត្រូវតែបិទមុនរដូវផ្ការីក",
        'It has "ណាស់ត្រូ" for "ត្រូ".',
    ),
    "hi": (
        "महापौर ने कहा कि यह पुराना पुल बहुत खतरनाक है और बंद होना चाहिए।",
        "यह पुराना पुल बहुत खतरनाक हैं और बंद",
        "यह पुराना पुल बहुत खतरनाक है और बंद",
        'It has "है" for "हैं".',
    ),
    "ru": (
        "Вчера мэр сказал, что этот старый мост опасен для движения и будет закрыт весной.",
        "этот старый мост опасен для движенья и будет закрыт",
        "этот старый мост опасен для движения и будет закрыт",
        'It has "движения" for "движенья".',
    ),
    "he": (
        "ראש העיר אמר אתמול שהגשר הישן מסוכן מאוד ויש לסגור אותו לפני האביב הבא.",
        "שהגשר הישן מסוכן ויש לסגור אותו לפני האביב",
        "שהגשר הישן מסוכן מאוד ויש לסגור אותו לפני האביב",
        'It has "מאוד" as well.',
    ),
    "de, one word": (
        "Die Bettelmusikanten zogen gestern durch die Stadt. Niemand hat sie gezählt.",
        "Bettelmusiganden",
        "Bettelmusikanten",
        'It has "Bettelmusikanten" for "Bettelmusiganden".',
    ),
    "en, few words": (
        "He was taken aback and left. She said that they were there to stay and to work.",
        "there only to work",
        "there to stay and to work",
        'It has "to stay and" for "only".',
    ),
    "en, torn apart": (
        f"No. The old bridge, {TORN}, must close before next spring comes to the valley. They left.",
        "The old bridge must close before next spring comes to the valley",
        f"The old bridge, {TORN}, must close before next spring comes to the valley",
        f'It has "bridge, {TORN}," for "bridge".',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "passage", "differs"), CHANGED.values(), ids=CHANGED)
def test_the_hint_and_reanchor_mean_one_passage(text: str, words: str, passage: str, differs: str) -> None:
    searchable, problems = SearchableText(prose(text), "seeds/case.txt"), Problems()
    assert anchor_quote(searchable, quote(words), problems) is None
    (problem,) = problems
    assert problem.hint == f'did you mean "{passage}" (line 1)? {differs}'
    moved = relocate(TextIndex(searchable), quote(words))
    assert moved is not None
    assert text[moved.start : moved.end] == passage


def test_where_hints_show_nothing_reanchor_shows_nothing() -> None:
    searchable, problems = (
        SearchableText(prose("They were there to stay and to work, and left in May."), "seeds/case.txt"),
        Problems(),
    )
    for words in ("zebras of", "to a zebra", "nobody knew anything of it"):
        assert anchor_quote(searchable, quote(words), problems) is None
        assert relocate(TextIndex(searchable), quote(words)) is None
    assert {problem.hint for problem in problems} == {
        "nothing in it is like them; quote the words as a reader sees them"
    }


@pytest.mark.parametrize(
    ("passage", "wanted", "sentence"),
    [
        ("that half is spent", "that halff is spent", 'It has "half" for "halff".'),
        ("that half is spent", "that half spent", 'It has "is" as well.'),
        ("it is so", "it is not so", 'It has no "not".'),
        ("修理費は三百万円", "修理費は五百万円", 'It has "三" for "五".'),
        ("它是安全", "它是不安全", 'It has "安" for "不安".'),
        ("会议开了", "会议开", 'It has "开了" for "开".'),
        ("用AI写", "用写", 'It has "AI" as well.'),
        ("said—no", "said – yes", 'It has "said—no" for "said – yes".'),
        ("“Ja”", '"Ja"', ""),
    ],
)
def test_how_words_differ_is_told_in_their_own_signs(passage: str, wanted: str, sentence: str) -> None:
    assert describe_differences(passage, wanted) == sentence


def test_what_became_of_words_is_told_with_the_blanks_that_stand_there() -> None:
    def shown(before: str, after: str) -> str:
        return "".join(
            (piece.same or f"[{piece.gone}|{piece.new}]") + "_" * piece.has_blank for piece in diff_words(before, after)
        )

    assert shown("五百万円 だ", "三百万円 です") == "[五|三]百万円_[だ|です]"
    assert shown("the bridge is safe", "The bridge is not safe") == "[the|The]_bridge is_[|not]_safe"
