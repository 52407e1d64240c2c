"""What a training prints: lines as it goes, tables of what it measured."""

from collections.abc import Iterable, Sequence


def say(line: str) -> None:
    """Print a line at once, so that a log can be followed."""
    print(line, flush=True)


def percent(share: float) -> str:
    """Write a share in per cent, with a decimal only where a whole number would hide that it is not all or none."""
    return f"{100 * share:.1f}" if 0.99 < share < 1 or 0 < share < 0.01 else f"{100 * share:.0f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
