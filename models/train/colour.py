"""The colour models: per language a sweep, five seeds of every cell, and the median of them to ship."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from statistics import mean

from engine.network import Network
from engine.tasks_colour import UNKNOWN, ColourLanguage, Sentence, colour_language
from engine.training import Batch
from models.train import examples
from models.train.cards import Card, Shipment, checkpoint, ship, training, untrained_twin
from models.train.measures import (
    DISTANCES,
    FARTHER,
    SENTENCES,
    Accuracy,
    accuracy,
    baselines,
    looked_into,
    memory_source,
    sentences,
    undisturbed,
)
from models.train.recipes import Recipe, Trained, learn, untrained
from models.train.report import percent, say
from models.train.sentences import TRAINED_TO, batches

SIZE = 16  # units, and as many dimensions of the embedding
UPDATES = 5000
LARGER_UPDATES = 20_000  # for the RNN, beside the equal budget
SEEDS = (1, 2, 3, 4, 5)
CHECKPOINTS = (50, 100, 150, 200, 300, 500)  # updates after which the default model is shipped, too
SWEEP_SEEDS = {"lstm": (11,), "gru": (11,), "rnn": (11, 12)}  # none of those measured later; two where seeds differ
GATED = tuple(product((0.01, 0.03, 0.1), ("uniform", "chrono")))
GRID = {
    "lstm": GATED,
    "gru": GATED,
    "rnn": tuple(product((0.001, 0.003, 0.01), ("uniform", "orthogonal", "identity"))),
}
LARGER_RATES = (0.0003, 0.001, 0.003, 0.01)  # tried for it, with the initialisation of the equal budget
RULE = (
    "the median: third of the five seeds by mean accuracy over all distances on validation sentences, "
    "ties by the mean log-probability of the right answer"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A language and the sentences on which its models are measured."""

    language: ColourLanguage
    validation: Mapping[int, tuple[Sentence, ...]]
    held_out: Mapping[int, tuple[Sentence, ...]]
    farther: Mapping[int, tuple[Sentence, ...]]  # held out, too


@dataclass(frozen=True, slots=True, eq=False)
class Seeded:
    """One trained seed of a cell and what it scored."""

    recipe: Recipe
    seed: int
    trained: Trained
    validation: Accuracy
    held_out: Accuracy
    data_sha256: str


def shipments(code: str) -> Iterator[Shipment]:
    """Train all models of one language; yield the default of each cell and its untrained twin."""
    language = colour_language(code)
    held_out, farther = (sentences(language, "held_out", distances) for distances in (DISTANCES, FARTHER))
    ground = Ground(language, sentences(language, "validation"), held_out, farther)
    for cell, grid in GRID.items():
        rows = sweep(ground, cell, grid, UPDATES)
        chosen = best_recipe(cell, rows, UPDATES)
        seeded = train_seeds(ground, chosen)
        measured = over_distance(ground, seeded)
        if cell == "rnn":
            measured["larger_budget"] = larger_budget(ground, chosen.initialisation)
        extra = {"accuracy_over_distance": measured, "farther": far_beyond(ground, seeded), "sweep": rows}
        yield from ship_cell(ground, seeded, extra)


def sweep(ground: Ground, cell: str, grid: Iterable[tuple[float, str]], updates: int) -> list[Card]:
    """Train the seeds of the sweep with every choice of the grid; return what each scored on validation sentences."""
    recipes = [recipe(cell, *choice, updates) for choice in grid]
    scores: list[list[Accuracy]] = [[] for _ in recipes]
    for seed in SWEEP_SEEDS[cell]:
        data = list(batches(ground.language, updates, seed))
        for one, found in zip(recipes, scores, strict=True):
            found.append(train_seed(ground, one, seed, data).validation)
    return [sweep_row(one, found) for one, found in zip(recipes, scores, strict=True)]


def recipe(cell: str, learning_rate: float, initialisation: str, updates: int) -> Recipe:
    """Return a recipe of this subject: what is not named here is the same for every cell."""
    return Recipe(cell, SIZE, SIZE, learning_rate, initialisation, updates, longest=TRAINED_TO)


def sweep_row(one: Recipe, scores: list[Accuracy]) -> Card:
    """Return the mean of what a choice scored."""
    return {
        "learning_rate": one.learning_rate,
        "initialisation": one.initialisation,
        "accuracy": round(mean(score.mean for score in scores), 4),
        "log_probability": round(mean(score.log_probability for score in scores), 4),
    }


def best_recipe(cell: str, rows: list[Card], updates: int) -> Recipe:
    """Return the recipe that a sweep chose: by accuracy, where it is the same by the answer's log-probability."""
    best = max(rows, key=lambda row: (row["accuracy"], row["log_probability"]))
    return recipe(cell, best["learning_rate"], best["initialisation"], updates)


def train_seeds(ground: Ground, one: Recipe) -> list[Seeded]:
    """Train the five seeds of a recipe; the sentences depend on the seed alone, not on the cell."""
    return [train_seed(ground, one, seed, batches(ground.language, one.updates, seed)) for seed in SEEDS]


def larger_budget(ground: Ground, initialisation: str) -> Card:
    """Return what the RNN makes of more updates, with a learning rate of its own for them."""
    rows = sweep(ground, "rnn", [(rate, initialisation) for rate in LARGER_RATES], LARGER_UPDATES)
    chosen = best_recipe("rnn", rows, LARGER_UPDATES)
    return {
        "updates": LARGER_UPDATES,
        "learning_rate": chosen.learning_rate,
        "initialisation": chosen.initialisation,
        "seeds": by_seed(train_seeds(ground, chosen)),
        "sweep": rows,
    }


def train_seed(ground: Ground, one: Recipe, seed: int, data: Iterable[Batch]) -> Seeded:
    """Train one seed and measure it."""
    digest = sha256()
    network = untrained(one, len(ground.language.vocabulary), seed)
    trained = learn(one, network, _digested(data, digest.update), CHECKPOINTS if one.cell == "lstm" else ())
    validation, held_out = (
        accuracy(trained.network, ground.language, of) for of in (ground.validation, ground.held_out)
    )
    shown = " ".join(percent(share) for share in held_out.at)
    say(
        f"{ground.language.code} {one.cell} {one.initialisation} {one.learning_rate:g} seed {seed}, "
        f"{one.updates} updates, {trained.cpu_seconds:.0f} s: loss {trained.loss:.3f}, held-out accuracy {shown}"
    )
    return Seeded(one, seed, trained, validation, held_out, digest.hexdigest())


def ship_cell(ground: Ground, seeded: list[Seeded], extra: Card) -> Iterator[Shipment]:
    """Yield the median seed of a cell and the network that it was before training."""
    language, chosen = ground.language, sorted(seeded, key=lambda each: each.validation.rank)[len(seeded) // 2]
    one = chosen.recipe
    extra["accuracy_over_distance"]["default_seed"] = chosen.seed
    data = {
        "data": f"colour language ({language.code})",
        "source": "engine/tasks_colour.py",
        "sha256": chosen.data_sha256,
    }
    name = f"colour-{language.code}-{one.cell}"
    trained = ship(
        chosen.trained.network,
        language.vocabulary,
        {
            "id": name,
            "language": language.code,
            "task": "colour",
            "unit_of_text": "word",
            "default": one.cell == "lstm",
            "training": training(one, data, chosen.seed, chosen.trained),
            "held_out": held_out_score(ground, chosen.held_out),
            "untrained_twin": f"{name}-untrained",
            "unknown": UNKNOWN,
            "examples": list(examples.COLOUR[language.code]),
            **extra,
            **looks_inside(ground, one.cell, chosen.trained.network),
        },
    )
    yield trained
    before = untrained(one, len(language.vocabulary), chosen.seed)
    score = accuracy(before, language, ground.held_out)
    yield untrained_twin(trained, before, held_out_score(ground, score))
    for updates, network in chosen.trained.checkpoints.items():
        score = accuracy(network, language, ground.held_out)
        yield checkpoint(trained, network, updates, held_out_score(ground, score))


def looks_inside(ground: Ground, cell: str, network: Network) -> Card:
    """Return what is measured of the memory itself: of an RNN nothing, which has no gate that keeps."""
    asked = looked_into(ground.held_out)
    found = {"memory_source": memory_source(network, ground.language, asked)} if cell != "rnn" else {}
    return found | ({"undisturbed": undisturbed(network, ground.language, asked)} if cell == "lstm" else {})


def held_out_score(ground: Ground, score: Accuracy) -> Card:
    """Return the one number of a badge: the accuracy of the answer, the mean over all distances."""
    return {
        "metric": "answer_accuracy",
        "value": round(score.mean, 4),
        "sentences": SENTENCES * len(DISTANCES),
        "chance": round(1 / len(ground.language.colours), 4),
    }


def over_distance(ground: Ground, seeded: list[Seeded]) -> Card:
    """Return the accuracy of every seed at every distance, beside what needs no model."""
    return {
        "distances": list(DISTANCES),
        "sentences": SENTENCES,
        "trained_to": TRAINED_TO,
        "chance": round(1 / len(ground.language.colours), 4),
        **baselines(ground.language, ground.held_out),
        "default_rule": RULE,
        "seeds": by_seed(seeded),
    }


def far_beyond(ground: Ground, seeded: list[Seeded]) -> Card:
    """Return the accuracy of every seed far beyond the distances of the race."""
    at = [accuracy(one.trained.network, ground.language, ground.farther).at for one in seeded]
    seeds = [{"seed": one.seed, "accuracy": list(right)} for one, right in zip(seeded, at, strict=True)]
    return {"distances": list(FARTHER), "sentences": SENTENCES, "seeds": seeds}


def by_seed(seeded: list[Seeded]) -> list[Card]:
    """Return the accuracy of every seed in the order of the distances."""
    return [{"seed": one.seed, "accuracy": list(one.held_out.at), "sha256": one.data_sha256} for one in seeded]


def _digested(data: Iterable[Batch], update: Callable[[bytes], None]) -> Iterator[Batch]:
    for batch in data:
        for part in (batch.ids, batch.targets, batch.weights):
            update(part.tobytes())
        yield batch
