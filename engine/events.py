"""What a teacher would point at in a run, found by thresholds on its values.

`shuts`         the gate that keeps (f, z) falls below SHUT = 0.3 on a unit that held something: |state| > HOLDS = 0.5
                before, and the gate at OPEN = 0.9 or more over the OPEN_STEPS = 2 steps before. The state moves by more
                than MOVES = 0.5: a gate may shut while the same value is written again.
`flips`         what is written turns the sign of a unit kept open as long: |state| > SIGNED = 0.3 before and after.
`decides`       an answer takes the lead for the first time: more than LEADS = half of what the answers have together,
                which is ON_THE_TABLE = 1 % or more.
`changes_mind`  another answer takes the lead, by the same measure.
`telling`       after the last step: the unit whose memory, when erased, costs the prediction most (`models.telling`).

The state is c of an LSTM and h of a GRU; an RNN has no gate that keeps, so nothing of it shuts or flips. Where several
units do the same at one step, the event is that of the one that moved most. In eight of ten sentences of the colour
language of about 28 words an LSTM has 9 to 14 `shuts` and 1 to 4 `flips`, a GRU 0 to 5 and 0 to 6, and either decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array
from engine.carry import CARRIED
from engine.models import Model, Run, telling
from engine.unroll import Trace

SHUT: Final = 0.3
OPEN: Final = 0.9
OPEN_STEPS: Final = 2
HOLDS: Final = 0.5
MOVES: Final = 0.5
SIGNED: Final = 0.3
ON_THE_TABLE: Final = 0.01
LEADS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at step t; layer and unit are None where it concerns the whole network.

    values: gate, before, after (`shuts`); written, before, after (`flips`), all of the unit; answer, share and, if it
    changed, before (decisions), of which answer and before are token ids; nats (`telling`).
    """

    t: int  # as the clamps count it, from trace.start
    kind: str
    layer: int | None
    unit: int | None
    values: Mapping[str, float]
    units: int = 1  # how many did the same at this step


def events(model: Model, run: Run, answers: Sequence[int] = ()) -> tuple[Event, ...]:
    """Return the events of a run (B = 1) in the order of time; `answers` are the token ids that a decision is among."""
    found = [event for layer in range(len(run.trace.layers)) for event in _of_layer(run.trace, layer)]
    found += _decisions(run.log_probabilities, answers, run.trace.start)
    found.append(_telling(model, run))
    return tuple(sorted(found, key=lambda event: event.t))


def _of_layer(trace: Trace, layer: int) -> Iterator[Event]:
    """Yield what the gates of one layer did."""
    if trace.cell not in CARRIED:
        return
    state, gate = CARRIED[trace.cell]
    step, initial = trace.layers[layer], trace.initial_state[layer]
    keep, after, written, kept = (getattr(step, name)[:, 0] for name in (gate, state, "written", "kept"))
    before = np.concatenate([getattr(initial, state), after[:-1]])
    held = _kept_so_far(keep)
    sums = kept + written  # not `after`, which a clamp may hold
    moved = sums - before
    shuts = held & (keep < SHUT) & (np.abs(before) > HOLDS) & (np.abs(moved) > MOVES)
    yield from _largest(trace, layer, "shuts", shuts, moved, {"gate": keep, "before": before, "after": after})
    flips = held & (np.sign(before) == -np.sign(sums)) & (np.minimum(np.abs(before), np.abs(sums)) > SIGNED)
    yield from _largest(trace, layer, "flips", flips, moved, {"written": written, "before": before, "after": after})


def _kept_so_far(keep: Array) -> NDArray[np.bool]:
    """Return where the gate (T, H) was open at each of the steps just before; False while there are too few."""
    steps, is_open = len(keep), keep >= OPEN
    held = np.zeros(keep.shape, bool)
    if steps > OPEN_STEPS:
        held[OPEN_STEPS:] = np.all([is_open[k : steps - OPEN_STEPS + k] for k in range(OPEN_STEPS)], axis=0)
    return held


def _largest(
    trace: Trace, layer: int, kind: str, where: NDArray[np.bool], size: Array, values: Mapping[str, Array]
) -> Iterator[Event]:
    """Yield one event for each step at which any unit is marked (T, H): that of the largest |size|."""
    sizes = np.where(where, np.abs(size), -1)
    for t in np.flatnonzero(where.any(1)).tolist():
        unit = int(sizes[t].argmax())
        of_unit = {name: float(value[t, unit]) for name, value in values.items()}
        yield Event(trace.start + t, kind, layer, unit, of_unit, int(where[t].sum()))


def _decisions(log_probabilities: Array, answers: Sequence[int], start: int) -> Iterator[Event]:
    """Yield where an answer takes the lead."""
    if not answers:
        return
    probabilities = np.exp(log_probabilities[:, list(answers)].astype(np.float64))
    together = probabilities.sum(1)
    shares = probabilities / np.maximum(together, np.finfo(np.float64).tiny)[:, None]
    leader, before = shares.argmax(1), -1
    for t in np.flatnonzero((together >= ON_THE_TABLE) & (shares.max(1) > LEADS)).tolist():
        now = int(leader[t])
        if now != before:
            values = {"answer": answers[now], "share": float(shares[t, now])}
            kind, values = ("decides", values) if before < 0 else ("changes_mind", values | {"before": answers[before]})
            yield Event(start + t, kind, None, None, values)
        before = now


def _telling(model: Model, run: Run) -> Event:
    """Return the most telling unit of the top layer after the last step."""
    nats = telling(model, run)
    unit, trace = int(nats.argmax()), run.trace
    last = trace.start + len(trace.h) - 1
    return Event(last, "telling", len(trace.layers) - 1, unit, {"nats": float(nats[unit])})
