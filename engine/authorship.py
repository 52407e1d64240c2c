"""Which word the memory at the question comes from, over many held-out sentences of the colour language."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.carry import carry, parts_at, shares, shares_by_unit
from engine.network import Network
from engine.race import held_out, questions
from engine.readout import embed
from engine.tasks_colour import ColourLanguage, Sentence
from engine.unroll import unroll


@dataclass(frozen=True, slots=True, eq=False)
class Authorship:
    """How much of the memory at the question the topic asked about wrote, the mean over the sentences.

    A model needs few units to hold one colour, and the others hold what is near: read it unit by unit.
    """

    distance: int
    sentences: int
    topic_share: float  # of Σ|part| over all units and writers
    topic_first: float  # the share of sentences in which no other word wrote more
    topic_share_by_unit: Array  # (H,)
    topic_first_by_unit: Array  # (H,)

    @property
    def keeper(self) -> int:
        """Return the unit of whose memory the topic wrote most."""
        return int(self.topic_share_by_unit.argmax())


def authorship(
    network: Network,
    ids: Mapping[str, int],
    language: ColourLanguage,
    distance: int,
    sentences: int,
    seed: int,
    layer: int = 0,
) -> Authorship:
    """Take the memory at the question apart, in so many held-out sentences: see `ledger` and `race.measure`.

    NotAvailable for a plain RNN, RangeError as `race.measure`.
    """
    groups: dict[int, list[Sentence]] = {}
    for sentence in held_out(language, distance, sentences, seed):
        groups.setdefault(sentence.topic_at, []).append(sentence)
    whole, by_unit = np.zeros(2), np.zeros((2, network.stack.hidden_size))
    for topic_at, group in groups.items():
        read, asked, _ = questions(ids, group)
        parts = parts_at(carry(unroll(network.stack, embed(network.embedding, read)), layer), int(asked[0]))
        whole += _share_and_first(shares(parts), topic_at)
        by_unit += _share_and_first(shares_by_unit(parts), topic_at)
    share, first = (whole / sentences).tolist()
    return Authorship(distance, sentences, share, first, *(by_unit / sentences))


def _share_and_first(each: Array, k: int) -> Array:
    """Return, summed over the sentences, the share (t + 1, B, …) of token k and how often it is the largest: (2, …)."""
    return np.stack([each[k].sum(0), ((each.argmax(0) == k) & (each[k] > 0)).sum(0)])
