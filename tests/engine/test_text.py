from itertools import pairwise

import pytest

from engine.errors import FormatError, UnknownName
from engine.text import Token, Vocabulary, form_of, pieces_of, tokenise

JA = Vocabulary(
    ("<unk>", "。", "空", "の", "色", "は", "、", "カラス", "黄色い", "が", "走って", "も", "いつも"), "<unk>"
)
EN = Vocabulary(("<unk>", ".", ",", "the", "sky", "father", "'s", "book", "i"), "<unk>")
CHARACTERS = Vocabulary(("<unk>", "\n", " ", "？", "A", "a", "'", "が"), "<unk>")


def japanese(text: str) -> list[tuple[str, bool]]:
    return [(token.text, token.known) for token in tokenise(text, JA, "word", "ja")]


def english(text: str) -> list[tuple[str, bool]]:
    return [(token.text, token.known) for token in tokenise(text, EN, "word", "en")]


def test_japanese_needs_no_spaces():
    assert [text for text, _ in japanese("空の色はいつも")] == ["空", "の", "色", "は", "いつも"]


def test_the_longest_token_wins_over_one_inside_it():
    assert japanese("黄色い") == [("黄色い", True)]
    assert japanese("色い") == [("色", True), ("い", False)]


def test_spaces_separate_and_are_no_tokens():
    assert japanese(" 空\n\u3000色 ") == [("空", True), ("色", True)]
    assert english("  the\t sky\n") == [("the", True), ("sky", True)]
    assert japanese(" \n") == []


def test_offsets_count_code_points_of_the_text_as_sent():
    tokens = tokenise("か\u3099 ｶﾗｽ😀空", JA, "word", "ja")
    assert tokens == (
        Token("か\u3099", JA.ids["が"], True, 0, 2),
        Token("ｶﾗｽ", JA.ids["カラス"], True, 3, 6),
        Token("😀", JA.unknown_id, False, 6, 7),
        Token("空", JA.ids["空"], True, 7, 8),
    )


@pytest.mark.parametrize("text", ["空の色は、ＡＢＣ！ が\u200b走って👨\u200d👩\u200d👧も", "The  sky’s ﬁne—isn't it?"])
@pytest.mark.parametrize(
    ("vocabulary", "unit", "language"), [(JA, "word", "ja"), (EN, "word", "en"), (CHARACTERS, "character", None)]
)
def test_tokens_are_in_order_apart_and_what_stands_there(text, vocabulary, unit, language):
    tokens = tokenise(text, vocabulary, unit, language)
    assert all(before.until <= after.from_ for before, after in pairwise(tokens))
    assert all(token.text == text[token.from_ : token.until] for token in tokens)
    assert all(token.known == (token.id != vocabulary.unknown_id) for token in tokens)


def test_width_does_not_matter():
    assert japanese("｡､") == [("｡", True), ("､", True)]
    assert english("Ｔｈｅ ｓｋｙ．") == [("Ｔｈｅ", True), ("ｓｋｙ", True), ("．", True)]


def test_unknown_characters_of_one_script_are_one_word():
    assert japanese("東京タワーらーめんLSTM2は") == [
        ("東京", False),
        ("タワー", False),
        ("らーめん", False),
        ("LSTM2", False),
        ("は", True),
    ]


def test_an_unknown_run_ends_where_a_known_token_begins():
    assert japanese("鳥が") == [("鳥", False), ("が", True)]
    assert japanese("青空") == [("青", False), ("空", True)]


def test_marks_and_emoji_stand_alone():
    assert japanese("！？😀😀") == [("！", False), ("？", False), ("😀", False), ("😀", False)]


@pytest.mark.parametrize("emoji", ["👨\u200d👩\u200d👧", "👍🏽", "🇯🇵", "❤\ufe0f", "1\ufe0f\u20e3"])
def test_what_a_reader_sees_as_one_character_is_one_piece(emoji):
    assert [(piece.from_, piece.until) for piece in pieces_of(emoji + emoji)] == [
        (0, len(emoji)),
        (len(emoji), 2 * len(emoji)),
    ]


def test_a_hangul_syllable_in_parts_is_one_piece():
    assert [piece.form for piece in pieces_of("\u1112\u1161\u11ab\u1100\u1173\u11af")] == ["한", "글"]


def test_what_nobody_sees_is_no_token():
    assert japanese("\u200b空\u200b\ufeff") == [("空\u200b\ufeff", True)]
    assert tokenise("\ufeff", CHARACTERS, "character", None) == ()


def test_an_ideographic_variation_is_the_same_character():
    assert form_of("葛\U000e0100") == "葛"


def test_english_is_case_folded_and_its_punctuation_split_off():
    assert english("THE Sky, (the) sky.") == [
        *(("THE", True), ("Sky", True), (",", True), ("(", False), ("the", True), (")", False)),
        *(("sky", True), (".", True)),
    ]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_possessive_is_split_off_and_a_contraction_is_not(apostrophe):
    assert english(f"father{apostrophe}s book isn{apostrophe}t") == [
        *(("father", True), (f"{apostrophe}s", True), ("book", True), (f"isn{apostrophe}t", False)),
    ]


def test_quotes_are_not_part_of_a_word():
    assert [text for text, _ in english("'the' dogs'")] == ["'", "the", "'", "dogs", "'"]


def test_typing_the_unknown_token_is_an_unknown_word():
    assert all(not token.known for token in tokenise("<unk>", EN, "word", "en"))
    assert all(not token.known for token in tokenise("<unk>", JA, "word", "ja"))


def test_characters_keep_case_spaces_and_lines():
    tokens = tokenise("aA \n", CHARACTERS, "character", None)
    assert [CHARACTERS.tokens[token.id] for token in tokens] == ["a", "A", " ", "\n"]


def test_a_character_matches_exactly_first_and_by_its_form_after_that():
    both = Vocabulary(("<unk>", "？", "?"), "<unk>")
    assert [token.id for token in tokenise("?？", both, "character", None)] == [2, 1]
    assert [token.id for token in tokenise("?", CHARACTERS, "character", None)] == [CHARACTERS.ids["？"]]


def test_a_windows_line_end_is_one_line_end():
    tokens = tokenise("a\r\nA", CHARACTERS, "character", None)
    assert [(token.id, token.from_, token.until) for token in tokens] == [
        (CHARACTERS.ids["a"], 0, 1),
        (CHARACTERS.ids["\n"], 1, 3),
        (CHARACTERS.ids["A"], 3, 4),
    ]


def test_a_thousand_marks_on_one_letter_are_one_piece():
    assert len(pieces_of("a" + "\u0301" * 1000)) == 1


def test_the_argument_that_is_wrong_is_named():
    with pytest.raises(UnknownName, match="unit_of_text: expected"):
        tokenise("空", JA, "syllable", "ja")
    with pytest.raises(UnknownName, match="language: expected"):
        tokenise("空", JA, "word", "fr")
    with pytest.raises(FormatError, match="vocabulary: expected distinct"):
        Vocabulary(("<unk>", "a", "a"), "<unk>")
    with pytest.raises(FormatError, match="unknown: expected one of"):
        Vocabulary(("a",), "<unk>")


def test_a_long_row_of_long_vowel_marks_is_one_unknown_word() -> None:
    text = "ー" * 4000
    tokens = tokenise(text, Vocabulary(("<unk>", "空"), "<unk>"), "word", "ja")
    assert [(token.text, token.known) for token in tokens] == [(text, False)]
