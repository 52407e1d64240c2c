"""Engine values to the wire."""

import numpy as np
import orjson

from app.encode import dumps, largest, spelled


def test_numbers_beside_what_is_none_are_as_short_as_without_it() -> None:
    alone = np.array([[0.1, 1e-8], [3e38, -0.0]], np.float32)
    beside = np.append(alone, [[np.nan, np.inf]], axis=0).astype(np.float32)
    shown = orjson.loads(dumps(spelled(beside)))
    assert shown == [*orjson.loads(dumps(spelled(alone))), ["NaN", "Infinity"]]
    assert spelled(np.array([-np.inf])) == ["-Infinity"]


def test_thelargest_come_first_and_of_equals_the_first() -> None:
    assert largest(np.array([[0.1, 0.3, 0.1, 0.5], [2.0, 2.0, 1.0, 2.0]]), 3).tolist() == [[3, 1, 0], [0, 1, 3]]


def test_each_place_is_taken_once_even_where_all_are_infinitely_improbable() -> None:
    assert largest(np.full((1, 3), -np.inf), 3).tolist() == [[0, 1, 2]]


def test_what_is_not_a_number_is_shown_first_and_not_hidden() -> None:
    assert largest(np.array([[-1.0, np.nan, -2.0]]), 3).tolist() == [[1, 0, 2]]
