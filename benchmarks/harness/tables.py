"""Prints figures as Markdown, so that docs/benchmarks.md holds exactly what a command printed."""

from collections.abc import Sequence


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A title and a table; every column but the first is aligned to the right."""
    print(f"\n### {title}\n")
    print(_line(head))
    print(_line(["---", *("---:" for _ in head[1:])]))
    for row in rows:
        print(_line(row), flush=True)


def milliseconds(seconds: float) -> str:
    """`1,234.5 ms`."""
    return f"{seconds * 1000:,.1f} ms"


def verdict(ratio: float, wanted: float) -> str:
    """The ratio, and whether it is what was asked for."""
    return f"{ratio:.{2 if wanted < 1 else 1}f}x (wanted {wanted:g}x: {'yes' if ratio >= wanted else 'NO'})"


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"
