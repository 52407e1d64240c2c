"""Train the shipped models again, print what is measured, and compare the weights with those shipped, bit for bit.

The character models need the directory of their texts (--corpora, or TWO_LANE_CORPORA), see docs/models.md. BLAS must
run on one thread (OPENBLAS_NUM_THREADS=1, as `make train` sets it), or sums are taken in another order.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from models.train import brackets, characters, colour, report
from models.train.cards import Shipment, is_shipped, write
from models.train.corpora import CORPORA, is_there

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = ("colour-ja", "colour-en", "brackets", "character-ja", "character-en")


def main() -> int:
    """Return 0 when every model that was trained has the weights that are shipped, or was written."""
    options = arguments()
    different: list[str] = []
    for subject in options.subjects or SUBJECTS:
        shipments = list(train(subject, options.corpora))
        report.say(report.tables(subject, [shipment.card for shipment in shipments]))
        for shipment in shipments:
            same = is_shipped(ROOT, shipment)
            report.say(f"{shipment.id}: {'the shipped weights, bit for bit' if same else 'other weights than shipped'}")
            if options.write:
                write(ROOT, shipment)
            elif not same:
                different.append(shipment.id)
    return 1 if different else 0


def arguments() -> Namespace:
    """Return what the command line asks for."""
    parser = ArgumentParser("python -m models.train", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"any of {', '.join(SUBJECTS)}; all by default")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("TWO_LANE_CORPORA"), help="directory of texts")
    parser.add_argument("--write", action="store_true", help="replace the shipped models by those trained now")
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
    elif corpora is not None and is_there(CORPORA[language], Path(corpora)):
        yield from characters.shipments(language, Path(corpora))
    else:
        report.say(f"{subject}: left out, its texts are not at hand (--corpora names their directory)")


if __name__ == "__main__":
    sys.exit(main())
