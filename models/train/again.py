"""What is shipped, trained again alone: the recipe and the seed are those of the card, and no sweep is made."""

from pathlib import Path

from engine.network import Network
from engine.tasks_colour import colour_language
from engine.weights import to_bytes, to_pytorch
from models.train import brackets, characters, colour
from models.train.cards import Card
from models.train.corpora import CORPORA, is_there
from models.train.recipes import learn, untrained
from models.train.sentences import batches


def subject_of(card: Card) -> str:
    """Return the subject to which a model belongs."""
    return card["task"] if card["language"] is None else f"{card['task']}-{card['language']}"


def again(card: Card, corpora: Path | None) -> bytes | None:
    """Return the weights file that training gives; None where the texts for it are not at hand."""
    match card["task"]:
        case "colour":
            network = _colour(card)
        case "brackets":
            network = _brackets(card)
        case _ if corpora is not None and is_there(CORPORA[card["language"]], corpora):
            network = characters.train(card["language"], characters.ground_of(card["language"], corpora)).network
        case _:
            return None
    return to_bytes(to_pytorch(network))


def _colour(card: Card) -> Network:
    training = card["training"]
    choice = (training["learning_rate"], training["initialisation"])
    updates = colour.UPDATES if "checkpoint_of" in card else training["updates"]
    recipe = colour.recipe(card["cell"], *choice, updates)
    language, seed = colour_language(card["language"]), training["seed"]
    start = untrained(recipe, len(language.vocabulary), seed)
    trained = learn(recipe, start, batches(language, recipe.updates, seed), (training["updates"],))
    return trained.checkpoints[training["updates"]]


def _brackets(card: Card) -> Network:
    training = card["training"]
    recipe = brackets.recipe(card["cell"], training["learning_rate"], training["initialisation"])
    start = untrained(recipe, card["vocabulary_size"], training["start"])
    return learn(recipe, start, brackets.batches(training["seed"])).network
