"""Train the shipped models again, print what is measured, and compare the weights with those shipped, bit for bit.

The character models need the directory of their texts (--corpora, or TWO_LANE_CORPORA), see docs/models.md. BLAS must
run on one thread (OPENBLAS_NUM_THREADS=1, as `make train` sets it), or sums are taken in another order.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.models import load_all
from models.train import brackets, characters, colour, report
from models.train.again import again, subject_of
from models.train.cards import Shipment, is_shipped, write
from models.train.corpora import CORPORA, is_there

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = ("colour-ja", "colour-en", "brackets", "character-ja", "character-en")


def main() -> int:
    """Return 0 when every model that was trained has the weights that are shipped, or was written."""
    options = arguments()
    subjects = options.subjects or SUBJECTS
    return check(subjects, options.corpora) if options.shipped else train_all(subjects, options.corpora, options.write)


def train_all(subjects: Sequence[str], corpora: Path | None, replace: bool) -> int:
    """Train every seed of the subjects with its sweep, print the tables, and replace what is shipped if told to."""
    different = False
    for subject in subjects:
        shipments = list(train(subject, corpora))
        for name, table in report.tables(subject, [shipment.card for shipment in shipments]).items():
            report.say(f"{subject}: {name}\n{table}\n")
        for shipment in shipments:
            same = tell(shipment.id, is_shipped(ROOT, shipment))
            if replace:
                write(ROOT, shipment)
            different |= not (same or replace)
    return int(different)


def check(subjects: Sequence[str], corpora: Path | None) -> int:
    """Train what the cards of the subjects say is shipped, and compare."""
    different = False
    for model in load_all(ROOT).values():
        if model.card["training"]["updates"] and subject_of(model.card) in subjects:
            weights = again(model.card, corpora)
            if weights is None:
                report.say(f"{model.id}: left out, its texts are not at hand (--corpora names their directory)")
            else:
                different |= not tell(model.id, weights == model.weights)
    return int(different)


def tell(name: str, same: bool) -> bool:
    """Say whether a training gave the weights that are shipped."""
    report.say(f"{name}: {'the shipped weights, bit for bit' if same else 'other weights than shipped'}")
    return same


def arguments() -> Namespace:
    """Return what the command line asks for."""
    parser = ArgumentParser("python -m models.train", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"any of {', '.join(SUBJECTS)}; all by default")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("TWO_LANE_CORPORA"), help="directory of texts")
    parser.add_argument("--write", action="store_true", help="replace the shipped models by those trained now")
    parser.add_argument(
        "--shipped", action="store_true", help="train the shipped seeds alone, by the recipes on the cards"
    )
    options = parser.parse_args()
    if unknown := set(options.subjects) - set(SUBJECTS):
        parser.error(f"unknown subject: {', '.join(sorted(unknown))}")
    return options


def train(subject: str, corpora: Path | None) -> Iterator[Shipment]:
    """Yield what a subject ships; nothing, and a word why, where its texts are missing."""
    kind, _, language = subject.partition("-")
    if kind == "colour":
        yield from colour.shipments(language)
    elif kind == "brackets":
        yield from brackets.shipments()
    elif corpora is not None and is_there(CORPORA[language], corpora):
        yield from characters.shipments(language, corpora)
    else:
        report.say(f"{subject}: left out, its texts are not at hand (--corpora names their directory)")


if __name__ == "__main__":
    sys.exit(main())
