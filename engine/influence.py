"""How much each word of a sentence matters to the last prediction: exact runs of the sentence with the word changed.

A counterfactual needs no gates and no gradient, so it compares any two cells. The measure is the total variation
distance between the predictions, ½ Σ |p − q| over the vocabulary: 0 where the change changes nothing, 1 where all
probability goes elsewhere. It is bounded, which a difference of log-probabilities is not: one tail would outweigh all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import Array, Ints
from engine.cells import State
from engine.errors import RangeError, ShapeError
from engine.network import Network
from engine.readout import embed
from engine.unroll import Trace, repeated, unroll, zero_state

VALUES: Final = 500_000  # of h in one batch of runs, which then takes some 30 MB


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """What happens to the last prediction when the word at k is changed."""

    k: int
    replacements: Ints  # (N,) token ids that were put in its place
    moved: Array  # (N,) in [0, 1]: how far each moved the prediction
    top: Ints  # (N,): the most probable next token then
    moved_by_removal: float
    top_after_removal: int

    @property
    def mean(self) -> float:
        """Return how far a replacement moves the prediction on average; nan where there was none."""
        return float(self.moved.mean()) if len(self.moved) else float("nan")


def influence(
    network: Network,
    ids: Sequence[int],
    replacements: Sequence[Sequence[int]],
    state: tuple[State, ...] | None = None,
) -> tuple[Influence, ...]:
    """Change every word of a sentence in turn, by each of its replacements and by leaving it out, and run it again.

    `replacements` has token ids for every step of ids (T ≥ 1), empty where a word is only left out. Runs are batched
    and begin at the change, from `state` (zeros by default): T² / 2 steps for each replacement a word has.
    ShapeError where there is not one list of replacements for each step, RangeError for a token that is not there.
    """
    read = _check(network, ids, replacements)
    state = zero_state(network.stack) if state is None else state
    trace = unroll(network.stack, embed(network.embedding, read)[:, None], state)
    lengths = [len(others) for others in replacements]
    by = np.array([by for others in replacements for by in others], np.intp)
    replaced = _predictions(network, trace, read, np.repeat(np.arange(len(read)), lengths), by)
    removed = _predictions(network, trace, read, np.arange(len(read) - 1), None)
    # Without its last word a sentence ends one step earlier, in a state that the run has been in.
    before = network.head.log_probabilities(trace.h[-2] if len(read) > 1 else state[-1].h)
    log_p = np.concatenate([replaced, removed, before])
    moved = np.split(_distances(log_p, network.head.log_probabilities(trace.h[-1, 0])), np.cumsum(lengths))
    top = np.split(log_p.argmax(1), np.cumsum(lengths))
    left_out = zip(moved.pop().tolist(), top.pop().tolist(), strict=True)
    return tuple(
        Influence(k, np.array(others, np.intp), moved[k], top[k], *without)
        for k, (others, without) in enumerate(zip(replacements, left_out, strict=True))
    )


def _check(network: Network, ids: Sequence[int], replacements: Sequence[Sequence[int]]) -> Ints:
    """Return the ids as an array."""
    if not 0 < len(ids) == len(replacements):
        raise ShapeError(f"replacements: expected one list for each of {len(ids)} steps, got {len(replacements)}")
    for token in (*ids, *(by for others in replacements for by in others)):
        if not 0 <= token < len(network.embedding):
            raise RangeError(f"token: expected 0 to {len(network.embedding) - 1}, got {token}")
    return np.asarray(ids, np.intp)


def _predictions(network: Network, trace: Trace, ids: Ints, ks: Ints, by: Ints | None) -> Array:
    """Return the log-probabilities (N, V) at the end of sentences changed at ks (N,), ascending, in several batches."""
    stack = network.stack
    size = max(1, VALUES // (len(ids) * stack.hidden_size * stack.num_layers))
    parts = [slice(start, start + size) for start in range(0, len(ks), size)]
    rows = [_batch(network, trace, ids, ks[part], None if by is None else by[part]) for part in parts]
    return np.concatenate([np.empty((0, len(network.head.b)), stack.dtype), *rows])


def _batch(network: Network, trace: Trace, ids: Ints, ks: Ints, by: Ints | None) -> Array:
    """Run sentences side by side from the first change on: the words at ks replaced by others, or left out (None)."""
    start, place = int(ks[0]), ks - ks[0]
    steps = np.arange(len(ids) - start - (by is None))[:, None]
    read = ids[start:][steps + (steps >= place)] if by is None else np.where(steps == place, by, ids[start:][steps])
    state = tuple(repeated(before, len(ks)) for before in trace.state_before(start))
    return network.head.log_probabilities(unroll(network.stack, embed(network.embedding, read), state).h[-1])


def _distances(log_p: Array, log_q: Array) -> Array:
    """Return the total variation distances (N,) of predictions (N, V) from one (V,)."""
    p, q = np.exp(log_p.astype(np.float64)), np.exp(log_q.astype(np.float64))
    return np.asarray(np.abs(p - q).sum(1) / 2)
