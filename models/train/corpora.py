"""The texts that the character models are trained on, and the chapters that are kept from them.

The files are not part of this repository; a directory that holds them is given, and their SHA-256 is checked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from engine.arrays import Ints
from engine.errors import FormatError
from engine.text import Vocabulary

UNKNOWN = "<unk>"


@dataclass(frozen=True, slots=True)
class Source:
    """One file: where it is from, and the chapters held out, from one marker up to another (or to the end)."""

    name: str
    origin: str
    sha256: str
    held_out: str
    first: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts of one language; characters seen less often than `least` are unknown ones."""

    sources: tuple[Source, ...]
    least: int


CORPORA = {
    "ja": Corpus(
        (
            Source(
                "soseki-wagahai.txt",
                "夏目漱石『吾輩は猫である』, Aozora Bunko, card 789",
                "36e837fb4a68c961952ea16f73ce563a3c5fbcc678bb56ccd03614482c4a0685",
                "『吾輩は猫である』九",
                "\n九\n",
                "\n十\n",
            ),
            Source(
                "soseki-kokoro.txt",
                "夏目漱石『こころ』, Aozora Bunko, card 773",
                "491db2707081cf479fb0241d601136983215a15047ab6a54e2f22186563d4ad3",
                "『こころ』下 五十–五十六",
                "\n五十\n",
                None,
            ),
            Source(
                "soseki-botchan.txt",
                "夏目漱石『坊っちゃん』, Aozora Bunko, card 752",
                "bf8fcebf3d66fe343dcc3d2312f68b24c99d96d222e697433fafa7692eb995db",
                "『坊っちゃん』十",
                "\n十\n",
                "\n十一\n",
            ),
        ),
        least=5,
    ),
    "en": Corpus(
        (
            Source(
                "shakespeare.txt",
                'William Shakespeare, "tiny Shakespeare", the data set of char-rnn',
                "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
                "The Tempest",
                "\nMaster:\nBoatswain!",
                None,
            ),
        ),
        least=1,
    ),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What a corpus gives to train on and to measure on: runs of text without a gap."""

    training: tuple[str, ...]
    held_out: tuple[str, ...]


def is_there(corpus: Corpus, directory: Path) -> bool:
    """Tell whether a directory holds all files of a corpus."""
    return all((directory / source.name).is_file() for source in corpus.sources)


def read(corpus: Corpus, directory: Path) -> Texts:
    """Read a corpus; FormatError for a file that is not the one whose SHA-256 is stated here."""
    training: list[str] = []
    held_out: list[str] = []
    for source in corpus.sources:
        data = (directory / source.name).read_bytes()
        if sha256(data).hexdigest() != source.sha256:
            raise FormatError(f"{source.name}: its SHA-256 is not {source.sha256}")
        text = data.decode()
        first = text.index(source.first) + 1
        until = len(text) if source.until is None else text.index(source.until, first) + 1
        held_out.append(text[first:until])
        training += [part for part in (text[:first], text[until:]) if part]
    return Texts(tuple(training), tuple(held_out))


def vocabulary_of(texts: Sequence[str], least: int) -> Vocabulary:
    """Return the unknown token and every character seen often enough, the most frequent first, then by code point."""
    counts = Counter(character for text in texts for character in text)
    often = [character for character, count in counts.items() if count >= least]
    return Vocabulary((UNKNOWN, *sorted(often, key=lambda character: (-counts[character], character))), UNKNOWN)


def encode(text: str, vocabulary: Vocabulary) -> Ints:
    """Return the ids of a text's characters."""
    ids, unknown = vocabulary.ids, vocabulary.unknown_id
    return np.array([ids.get(character, unknown) for character in text], np.int32)
