from collections import Counter
from hashlib import sha256

import numpy as np
import pytest

from engine.errors import RangeError, UnknownName
from engine.tasks_colour import (
    UNKNOWN,
    Sentence,
    colour_language,
    draw_distinct,
    draw_from,
    draw_sentence,
    nearest_colour,
    split_of,
    text_of,
)
from engine.text import Vocabulary, tokenise

CODES = pytest.mark.parametrize("code", ["ja", "en"])
DEFAULT = {
    "ja": "空の色は、昨日父が古い本を読んでも、犬が公園で走っても、いつも",
    "en": "The colour of the sky, though father read an old book yesterday and the dog ran in the park, is always",
}


def drawn(code: str, distance: int, count: int, seed: int = 0) -> list[Sentence]:
    generator = np.random.default_rng([seed, distance])
    return [draw_sentence(colour_language(code), distance, generator) for _ in range(count)]


@CODES
def test_a_language_has_six_colours_twelve_topics_and_a_hundred_words_at_least(code):
    language = colour_language(code)
    assert len(language.colours) >= 6
    assert len({topic for topics in language.colours.values() for topic in topics}) >= 12
    assert len(language.vocabulary) >= 100
    assert language.vocabulary[0] == UNKNOWN


@CODES
def test_a_topic_has_one_colour(code):
    topics = [topic for topics in colour_language(code).colours.values() for topic in topics]
    assert len(set(topics)) == len(topics)


@CODES
def test_every_distance_from_6_to_200_words_can_be_asked_for(code):
    for distance in range(6, 201):
        (sentence,) = drawn(code, distance, 1)
        assert sentence.distance == distance


@CODES
@pytest.mark.parametrize("distance", [3, 6, 23, 90])
def test_a_sentence_asks_for_the_colour_of_the_topic_at_its_start(code, distance):
    language = colour_language(code)
    for sentence in drawn(code, distance, 50):
        assert sentence.tokens[sentence.topic_at] in language.colours[sentence.answer]
        assert sentence.topic_at <= 5
        assert sentence.tokens[-2:] == (sentence.answer, language.full_stop)


@CODES
def test_answers_are_balanced_so_chance_is_one_in_six(code):
    count = 3000
    answers = Counter(sentence.answer for sentence in drawn(code, 20, count))
    spread = 4 * np.sqrt(count * (1 / 6) * (5 / 6))  # four standard deviations of a fair count
    assert all(abs(answers[colour] - count / 6) < spread for colour in colour_language(code).colours)


@CODES
def test_the_nearest_colour_word_is_a_trap_that_pays_no_more_than_a_guess(code):
    language = colour_language(code)
    nearest = [(sentence, nearest_colour(sentence, language.colours)) for sentence in drawn(code, 60, 2000)]
    named = [(sentence, colour) for sentence, colour in nearest if colour is not None]
    assert len(named) > 0.7 * len(nearest)
    right = np.mean([sentence.answer == colour for sentence, colour in named])
    assert abs(right - 1 / 6) < 4 * np.sqrt((1 / 6) * (5 / 6) / len(named))  # four standard deviations


@CODES
def test_other_topics_stand_between_the_topic_and_its_colour(code):
    language = colour_language(code)
    topics = {topic for topics in language.colours.values() for topic in topics}
    between = [sentence.tokens[sentence.topic_at + 1 : sentence.answer_at] for sentence in drawn(code, 60, 200)]
    assert np.mean([bool(topics & set(words)) for words in between]) > 0.9


@CODES
def test_a_sentence_written_out_is_read_back_word_by_word(code):
    language = colour_language(code)
    vocabulary = Vocabulary(language.vocabulary, UNKNOWN)
    for distance in (3, 6, 9, 17, 40):
        for sentence in drawn(code, distance, 60):
            tokens = tokenise(text_of(sentence, language), vocabulary, "word", code)
            assert tuple(vocabulary.tokens[token.id] for token in tokens) == sentence.tokens


@CODES
def test_all_words_of_a_sentence_are_in_the_vocabulary_and_none_is_unknown(code):
    words = set(colour_language(code).vocabulary[1:])
    assert all(words.issuperset(sentence.tokens) for sentence in drawn(code, 80, 100))


def test_english_writes_both_spellings_and_capitals():
    language = colour_language("en")
    texts = [text_of(sentence, language) for sentence in drawn("en", 30, 200)]
    assert any("colour" in text for text in texts)
    assert any("color " in text for text in texts)
    assert all(text[0].isupper() and " i " not in text and " ," not in text for text in texts)


@CODES
def test_the_same_seed_draws_the_same_sentences_and_another_does_not(code):
    assert drawn(code, 30, 5, seed=4) == drawn(code, 30, 5, seed=4)
    assert drawn(code, 30, 5, seed=4) != drawn(code, 30, 5, seed=5)


@CODES
def test_the_text_that_the_page_opens_with_can_be_said_in_the_language(code):
    language = colour_language(code)
    vocabulary = Vocabulary(language.vocabulary, UNKNOWN)
    tokens = tokenise(DEFAULT[code], vocabulary, "word", code)
    assert all(token.known for token in tokens)
    words = {shape.parts for shape in language.grammar.shapes}
    clause = {"ja": ("が", "を", "も", "、"), "en": (",", "an")}[code]
    assert any(set(clause) <= {part for part in parts if isinstance(part, str)} for parts in words)


@CODES
def test_the_split_of_a_sentence_depends_on_its_words_alone(code):
    for sentence in drawn(code, 12, 200):
        byte = sha256(" ".join(sentence.tokens).encode()).digest()[0]
        assert split_of(sentence) == ("held_out" if byte < 26 else "validation" if byte < 52 else "training")


@CODES
def test_held_out_sentences_are_never_drawn_for_training(code):
    language = colour_language(code)
    generator = np.random.default_rng(8)
    trained = {draw_from("training", language, 6, generator).tokens for _ in range(4000)}
    held_out = {sentence.tokens for sentence in draw_distinct("held_out", language, 6, 250, seed=1002)}
    assert not trained & held_out
    assert {split_of(sentence) for sentence in draw_distinct("held_out", language, 40, 50, seed=1002)} == {"held_out"}


@CODES
def test_distinct_sentences_are_distinct_and_the_seed_settles_them(code):
    language = colour_language(code)
    sentences = draw_distinct("held_out", language, 6, 250, seed=1)
    assert len(set(sentences)) == 250
    assert sentences == draw_distinct("held_out", language, 6, 250, seed=1)


def test_what_cannot_be_drawn_is_refused_by_name():
    japanese = colour_language("ja")
    generator = np.random.default_rng(0)
    with pytest.raises(RangeError, match="distance: expected 3 to 1000 words, got 2"):
        draw_sentence(japanese, 2, generator)
    with pytest.raises(UnknownName, match="split: expected one of held_out, validation, training"):
        draw_from("test", japanese, 6, generator)
    with pytest.raises(UnknownName, match="language: expected"):
        colour_language("fr")
    with pytest.raises(RangeError, match="count: expected at most"):
        draw_distinct("held_out", japanese, 3, 100, seed=0)
