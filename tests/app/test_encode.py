"""Engine values to the wire."""

import numpy as np

from app.encode import largest


def test_thelargest_come_first_and_of_equals_the_first() -> None:
    assert largest(np.array([[0.1, 0.3, 0.1, 0.5], [2.0, 2.0, 1.0, 2.0]]), 3).tolist() == [[3, 1, 0], [0, 1, 3]]


def test_each_place_is_taken_once_even_where_all_are_infinitely_improbable() -> None:
    assert largest(np.full((1, 3), -np.inf), 3).tolist() == [[0, 1, 2]]


def test_what_is_not_a_number_is_shown_first_and_not_hidden() -> None:
    assert largest(np.array([[-1.0, np.nan, -2.0]]), 3).tolist() == [[1, 0, 2]]
