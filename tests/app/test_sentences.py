"""The article's two sentences show what its prose says of them, on the shipped models."""

import pytest

from app.inputs import read_text
from app.sentences import LONG, SHORT, pair
from app.settings import Settings
from app.words import LANGUAGES
from engine.models import load_all, run
from engine.tasks_colour import colour_language

SETTINGS = Settings()
MODELS = load_all(SETTINGS.models)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rnn_gets_the_short_sentence_right_and_the_others_get_the_long_one_right_too(
    language: str,
) -> None:
    chosen = pair(MODELS, language)
    for cell, guess in chosen.guesses.items():
        model = MODELS[f"colour-{language}-{cell}"]
        ids = [token.id for token in read_text(model, chosen.long, SETTINGS)]
        assert guess == model.vocabulary.tokens[int(run(model, ids).log_probabilities[-1].argmax())]
    assert chosen.guesses["rnn"] != chosen.answer
    rnn = MODELS[f"colour-{language}-rnn"]
    ids = [token.id for token in read_text(rnn, chosen.short, SETTINGS)]
    near = rnn.vocabulary.tokens[int(run(rnn, ids).log_probabilities[-1].argmax())]
    assert near == chosen.answer  # of the same thing
    assert chosen.guesses["lstm"] == chosen.guesses["gru"] == chosen.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sentences_are_about_the_same_thing_near_the_answer_and_far_from_it(language: str) -> None:
    chosen = pair(MODELS, language)
    topics = {topic for topics in colour_language(language).colours.values() for topic in topics}
    about = set()
    for text, distance in ((chosen.short, SHORT), (chosen.long, LONG)):
        tokens = [token.text for token in read_text(MODELS[f"colour-{language}-lstm"], text, SETTINGS)]
        topic_at = len(tokens) - distance
        assert tokens[topic_at] in topics
        about.add(tokens[topic_at])
    assert len(about) == 1


def test_without_an_rnn_the_first_long_sentence_of_all_is_taken() -> None:
    assert pair({}, "en").guesses == {}
    assert pair({}, "en").long
