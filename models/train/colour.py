"""The colour models: per language a sweep, five seeds of every cell, and the median of them to ship."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product

from engine.tasks_colour import UNKNOWN, ColourLanguage, Sentence, colour_language
from engine.training import Batch
from models.train import examples
from models.train.cards import Card, Shipment, ship, training, untrained_twin
from models.train.measures import DISTANCES, SENTENCES, Accuracy, accuracy, baselines, sentences
from models.train.recipes import Recipe, Trained, learn, untrained
from models.train.report import percent, say
from models.train.sentences import TRAINED_TO, batches

SIZE = 16  # units, and as many dimensions of the embedding
UPDATES = 5000
LARGER_UPDATES = 20_000  # for the RNN, beside the equal budget
SEEDS = (1, 2, 3, 4, 5)
SWEEP_SEED = 0
GRID = {
    "lstm": tuple(product((0.003, 0.01, 0.03), ("uniform", "chrono"))),
    "gru": tuple(product((0.003, 0.01, 0.03), ("uniform", "chrono"))),
    "rnn": tuple(product((0.001, 0.003, 0.01), ("uniform", "orthogonal", "identity"))),
}
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
    ground = Ground(language, sentences(language, "validation"), sentences(language, "held_out"))
    data = list(batches(language, UPDATES, SWEEP_SEED))
    sweeps = {cell: sweep(ground, cell, data) for cell in GRID}
    recipes = {cell: best_recipe(cell, rows) for cell, rows in sweeps.items()}
    seeded: dict[str, list[Seeded]] = {cell: [] for cell in GRID}
    for seed in SEEDS:
        data = list(batches(language, UPDATES, seed))
        for cell, recipe in recipes.items():
            seeded[cell].append(train_seed(ground, recipe, seed, data))
    longer = replace(recipes["rnn"], updates=LARGER_UPDATES)
    larger = [train_seed(ground, longer, seed, batches(language, LARGER_UPDATES, seed)) for seed in SEEDS]
    for cell in GRID:
        measured = over_distance(ground, seeded[cell])
        if cell == "rnn":
            measured["larger_budget"] = {"updates": LARGER_UPDATES, "seeds": by_seed(larger)}
        yield from ship_cell(ground, seeded[cell], {"accuracy_over_distance": measured, "sweep": sweeps[cell]})


def sweep(ground: Ground, cell: str, data: list[Batch]) -> list[Card]:
    """Train one seed with every choice of the grid; return what each scored on validation sentences."""
    rows = []
    for learning_rate, initialisation in GRID[cell]:
        recipe = Recipe(cell, SIZE, SIZE, learning_rate, initialisation, UPDATES, longest=TRAINED_TO)
        score = train_seed(ground, recipe, SWEEP_SEED, data).validation
        row = {"learning_rate": learning_rate, "initialisation": initialisation}
        rows.append(row | {"accuracy": round(score.mean, 4), "log_probability": round(score.log_probability, 4)})
    return rows


def best_recipe(cell: str, rows: list[Card]) -> Recipe:
    """Return the recipe that a sweep chose: by accuracy, where it is the same by the answer's log-probability."""
    best = max(rows, key=lambda row: (row["accuracy"], row["log_probability"]))
    return Recipe(cell, SIZE, SIZE, best["learning_rate"], best["initialisation"], UPDATES, longest=TRAINED_TO)


def train_seed(ground: Ground, recipe: Recipe, seed: int, data: Iterable[Batch]) -> Seeded:
    """Train one seed and measure it."""
    digest = sha256()
    network = untrained(recipe, len(ground.language.vocabulary), seed)
    trained = learn(recipe, network, _digested(data, digest.update))
    validation, held_out = (
        accuracy(trained.network, ground.language, of) for of in (ground.validation, ground.held_out)
    )
    shown = " ".join(percent(share) for share in held_out.at)
    say(
        f"{ground.language.code} {recipe.cell} {recipe.initialisation} {recipe.learning_rate:g} seed {seed}, "
        f"{recipe.updates} updates, {trained.seconds:.0f} s: loss {trained.loss:.3f}, held-out accuracy {shown}"
    )
    return Seeded(recipe, seed, trained, validation, held_out, digest.hexdigest())


def ship_cell(ground: Ground, seeded: list[Seeded], extra: Card) -> Iterator[Shipment]:
    """Yield the median seed of a cell and the network that it was before training."""
    language, chosen = ground.language, sorted(seeded, key=lambda one: one.validation.rank)[len(seeded) // 2]
    recipe = chosen.recipe
    extra["accuracy_over_distance"]["default_seed"] = chosen.seed
    data = {
        "data": f"colour language ({language.code})",
        "source": "engine/tasks_colour.py",
        "sha256": chosen.data_sha256,
    }
    name = f"colour-{language.code}-{recipe.cell}"
    trained = ship(
        chosen.trained.network,
        language.vocabulary,
        {
            "id": name,
            "language": language.code,
            "task": "colour",
            "unit_of_text": "word",
            "default": recipe.cell == "lstm",
            "training": training(recipe, data, UPDATES, chosen.seed, chosen.trained.seconds),
            "held_out": held_out_score(ground, chosen.held_out),
            "untrained_twin": f"{name}-untrained",
            "unknown": UNKNOWN,
            "examples": list(examples.COLOUR[language.code]),
            **extra,
        },
    )
    yield trained
    before = untrained(recipe, len(language.vocabulary), chosen.seed)
    score = accuracy(before, language, ground.held_out)
    yield untrained_twin(trained, before, held_out_score(ground, score))


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


def by_seed(seeded: list[Seeded]) -> list[Card]:
    """Return the accuracy of every seed in the order of the distances."""
    return [{"seed": one.seed, "accuracy": list(one.held_out.at)} for one in seeded]


def _digested(data: Iterable[Batch], update: Callable[[bytes], None]) -> Iterator[Batch]:
    for batch in data:
        for part in (batch.ids, batch.targets, batch.weights):
            update(part.tobytes())
        yield batch
