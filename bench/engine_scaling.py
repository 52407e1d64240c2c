"""Measure how the cost of a trace grows: `python -m bench.engine_scaling` prints tables and draws docs/scaling.svg.

With T steps it must grow in proportion, and with H units by H²: each step reads the 4H · H recurrent weights once. How
long that alone takes, measured as one pass over as many numbers (their dot product with themselves), is the limit
beside it. What is above it is the price of a dozen calls of NumPy at small H, and at large H the product of as many
weights with the inputs, of which there are H as well.
"""

from collections.abc import Sequence
from functools import partial
from math import ceil, floor, log10
from pathlib import Path

from bench import engine as bench  # before NumPy, since it sets the number of threads
from engine.unroll import unroll

DRAWING = Path(__file__).parents[1] / "docs" / "scaling.svg"
LENGTHS = (25, 50, 100, 200, 400, 800, 1600)
LENGTHS_AT = 64  # units
WIDTHS = (16, 32, 64, 128, 256, 512)
WIDTHS_AT = 200  # steps

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 280, 56, 46, 246


def over_length() -> list[tuple[float, float]]:
    """Return (T, µs) of a trace."""
    _, stack = bench.layer(LENGTHS_AT, LENGTHS_AT)
    runs = {str(steps): partial(unroll, stack, bench.inputs(steps, 1, LENGTHS_AT)) for steps in LENGTHS}
    found = bench.medians(runs)
    return [(float(steps), seconds * 1e6) for steps, seconds in found.items()]


def over_width() -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return (H, µs a step), and (H, µs to read the recurrent weights)."""
    calls: dict[str, bench.Call] = {}
    for size in WIDTHS:
        calls[f"step {size}"] = partial(unroll, bench.layer(size, size)[1], bench.inputs(WIDTHS_AT, 1, size))
        weights = bench.inputs(4 * size * size)
        calls[f"read {size}"] = partial(weights.dot, weights)
    found = bench.medians(calls)
    steps = [(float(size), found[f"step {size}"] * 1e6 / WIDTHS_AT) for size in WIDTHS]
    return steps, [(float(size), found[f"read {size}"] * 1e6) for size in WIDTHS]


def drawing(lengths: Points, steps: Points, reads: Points) -> str:
    """Return both plots as one SVG, on logarithmic axes."""
    per_step = lengths[-1][1] / lengths[-1][0]
    ideal = [(x, x * per_step) for x, _ in lengths]
    left = panel(0, f"T steps, H = {LENGTHS_AT}", "µs for a trace", {"measured": lengths, "in proportion to T": ideal})
    right = panel(
        WIDTH, f"H units, T = {WIDTHS_AT}", "µs for a step", {"measured": steps, "reading the weights once": reads}
    )
    size = f'width="{2 * WIDTH}" height="{HEIGHT}" viewBox="0 0 {2 * WIDTH} {HEIGHT}"'
    style = 'font-family="sans-serif" font-size="12" fill="#1e293b"'
    paper = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n{paper}\n{left}{right}</svg>\n'


def panel(shift: int, below: str, beside: str, series: dict[str, Points]) -> str:
    """Return one plot: the first series with a point for each measurement, the second dashed."""
    xs, ys = zip(*(point for points in series.values() for point in points), strict=True)

    def place(x: float, y: float) -> tuple[float, float]:
        across, up = (log10(v / min(axis)) / log10(max(axis) / min(axis)) for v, axis in ((x, xs), (y, ys)))
        return shift + LEFT + across * (WIDTH - LEFT - 20), BOTTOM - up * (BOTTOM - TOP)

    parts = [f'<text x="{shift + LEFT}" y="18" font-weight="bold">{beside}, over {below}</text>']
    for row, (name, points) in enumerate(series.items()):
        colour, dash = (("#1d5fa8", "none"), ("#a8390a", "6 4"))[row]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
        stroke = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
        parts.append(f'<polyline points="{line}" {stroke}/>')
        parts.append(f'<text x="{shift + LEFT + 8}" y="{TOP + 14 + 16 * row}" fill="{colour}">{name}</text>')
    for power in range(ceil(log10(min(ys))), floor(log10(max(ys))) + 1):
        up = place(xs[0], 10**power)[1]
        parts.append(f'<path d="M{shift + LEFT} {up:.1f}H{shift + WIDTH - 20}" stroke="#e2e8f0"/>')
        parts.append(f'<text x="{shift + LEFT - 8}" y="{up + 4:.1f}" text-anchor="end">{10**power:,.10g}</text>')
    for x, y in next(iter(series.values())):
        across, up = place(x, y)
        number = f"{y:,.0f}" if y >= 100 else f"{y:.2g}"
        parts.append(f'<circle cx="{across:.1f}" cy="{up:.1f}" r="3" fill="#1d5fa8"/>')
        parts.append(f'<text x="{across - 6:.1f}" y="{up - 7:.1f}" text-anchor="end" fill="#1d5fa8">{number}</text>')
        parts.append(f'<text x="{across:.1f}" y="{BOTTOM + 18}" text-anchor="middle">{x:.0f}</text>')
    return "\n".join(parts) + "\n"


def main() -> None:
    """Measure, print and draw."""
    lengths = over_length()
    print(f"a trace of T steps, H = {LENGTHS_AT}")
    for steps, microseconds in lengths:
        print(f"    T = {steps:5.0f}  {microseconds:9,.0f} µs  {microseconds / steps:6.2f} µs a step")
    steps, reads = over_width()
    print(f"a step of H units, T = {WIDTHS_AT}, and reading its 4H · H recurrent weights once")
    for (size, microseconds), (_, read) in zip(steps, reads, strict=True):
        limit = f"read {read:7.2f} µs ({16 * size * size / read / 1e3:4.0f} GB/s)"
        print(f"    H = {size:4.0f}  {microseconds:7.2f} µs  {limit}  {microseconds / read:5.1f} ×")
    DRAWING.write_text(drawing(lengths, steps, reads), "utf-8")


if __name__ == "__main__":
    main()
