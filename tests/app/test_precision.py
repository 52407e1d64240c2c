"""Display precision is the nearest number of six significant digits, exactly."""

import json

import numpy as np
import pytest

from app.encode import dumps
from app.precision import six_digits

GENERATOR = np.random.default_rng(5)


def expected(values: np.ndarray) -> list[float]:
    """Return what the definition says, value by value."""
    return [float(format(value, ".6g")) for value in values.tolist()]


def any_bits(dtype: type, count: int) -> np.ndarray:
    """Return numbers of every size, normal and subnormal."""
    size = np.dtype(dtype).itemsize
    values = GENERATOR.integers(0, 2 ** (8 * size) - 1, count, np.uint64, endpoint=True)
    values = values.astype(f"u{size}").view(dtype)
    return values[np.isfinite(values)]


ORDINARY = GENERATOR.standard_normal(20_000)
TIES = np.arange(1, 4096) / 4096  # one in 32 of them lies half way between two six-digit numbers
EDGES = [0.0, -0.0, 1.0, -1.0, 0.1, 999999.4, 999999.5, 9999995e-7, 99999.95, 1e22, 123456789.5, 2.0**60, 1e-10, 1e-37]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    "values", [ORDINARY, ORDINARY * 1e-4, TIES, np.array(EDGES)], ids=["1", "1e-4", "ties", "edges"]
)
def test_a_rounded_number_is_the_nearest_of_six_digits(dtype: type, values: np.ndarray) -> None:
    values = values.astype(dtype)
    assert json.loads(dumps(six_digits(values))) == expected(values)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numbers_of_any_size_are_rounded_the_same_way(dtype: type) -> None:
    values = any_bits(dtype, 20_000)
    assert json.loads(dumps(six_digits(values))) == expected(values)


def test_normal_single_precision_stays_single() -> None:
    values = any_bits(np.float32, 20_000)
    values = values[np.abs(values) > 1.2e-38]
    rounded = six_digits(values)
    assert rounded.dtype == np.float32
    assert json.loads(dumps(rounded)) == expected(values)


def test_every_six_digit_number_of_one_power_is_kept() -> None:
    """Sampled here; for all 76 powers of ten that a single has, it was run once and holds."""
    decimals = np.arange(100_000, 1_000_000, 7) / 1e6
    assert json.loads(dumps(six_digits(decimals.astype(np.float32)))) == decimals.tolist()


def test_what_is_not_finite_stays() -> None:
    values = np.array([np.nan, np.inf, -np.inf])
    for dtype in (np.float32, np.float64):
        np.testing.assert_array_equal(six_digits(values.astype(dtype)), values)


def test_the_shape_stays() -> None:
    assert six_digits(np.ones((2, 3, 4), np.float32)).shape == (2, 3, 4)
