"""Train every shipped model again: `make train`. The same NumPy gives the same bits."""

from pathlib import Path

from models.train.cards import is_shipped, write
from models.train.colour import shipments
from models.train.report import say

ROOT = Path(__file__).parent.parent
LANGUAGES = ("ja", "en")


def main() -> None:
    """Train language by language, say whether the shipped weights came out again, and write what did."""
    for language in LANGUAGES:
        for shipment in shipments(language):
            say(f"{shipment.id}: {'the shipped weights' if is_shipped(ROOT, shipment) else 'other weights'}")
            write(ROOT, shipment)


if __name__ == "__main__":
    main()
