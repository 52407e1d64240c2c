"""The page's rule for printed numbers, written a second time: what the API sends, as a reader should find it."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

MINUS, NO_BREAK, NEARLY_ZERO = "−", "\u00a0", "≈0"


def fixed(value: float, digits: int = 2) -> str:
    """Return "0.76", "−0.41", "<0.005", "≈0"."""
    if value and not rounded(value, digits):
        return NEARLY_ZERO if value < 0 else f"<{0.5 * 10**-digits:.{digits + 1}f}"
    return f"{MINUS if value < 0 else ''}{rounded(abs(value), digits)}"


def signed(value: float, digits: int = 2) -> str:
    """Return "+0.76", "−0.41", "0.00", "≈0"."""
    if value and not rounded(value, digits):
        return NEARLY_ZERO
    return ("+" if value > 0 else "") + fixed(value, digits)


def percent(value: float, digits: int = 0) -> str:
    """Return "98 %", "<1 %", ">99 %": only exactly 0 and 1 are 0 % and 100 %."""
    share, unit = rounded(100 * value, digits), Decimal(1).scaleb(-digits)
    if value and not share:
        return f"<{unit}{NO_BREAK}%"
    if value < 1 and share >= 100:
        return f">{100 - unit}{NO_BREAK}%"
    return f"{share}{NO_BREAK}%"


def relations(printed: str, products: list[list[str]]) -> set[str]:
    """Return the signs a calculator allows: "=" where the products of the printed operands sum to the printed result.

    Both, where the sum ends in a 5 that rounds either way.
    """
    factors = [[number(operand) for operand in product] for product in products]
    result = number(printed)
    if result is None or any(None in product for product in factors):
        return {"≈"}
    total = sum(math.prod(factor for factor in product if factor is not None) for product in factors)
    away, half = abs(total - result), Decimal("0.005")
    hides = total != 0 and not rounded(total, 2)  # prints as a bound, and never as 0.00
    return {"=", "≈"} if away == half else {"=" if away < half and not hides else "≈"}


def number(printed: str) -> Decimal | None:
    """Return what was printed as a number, None where a bound stands for it."""
    plain = printed.strip("()").replace(MINUS, "-").replace("+", "")
    return Decimal(plain) if re.fullmatch(r"-?\d+\.\d+", plain) else None


def rounded(value: float | Decimal, digits: int) -> Decimal:
    """Round the exact value of a double, halves away from zero, as JavaScript's toFixed does."""
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
