"""The chart of quality against latency."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def draw(path: Path, dots: Sequence[tuple[str, float, float, str]], bot: str) -> None:
    """One dot a matcher: name, milliseconds, share answered rightly, and a line below its name."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 5), dpi=120)
    for name, milliseconds, right, note in dots:
        own = name == bot
        axes.scatter(milliseconds, 100 * right, s=110 if own else 60, color="#0b6e4f" if own else "#7a8793", zorder=3)
        axes.annotate(name, (milliseconds, 100 * right), xytext=(9, 2), textcoords="offset points", fontsize=10,
                      fontweight="bold" if own else "normal")
        axes.annotate(note, (milliseconds, 100 * right), xytext=(9, -9), textcoords="offset points", fontsize=7.5,
                      color="#555555")
    axes.set_xscale("log")
    least, most = min(dot[1] for dot in dots), max(dot[1] for dot in dots)
    axes.set_xlim(least / 1.6, most * 5)
    axes.set_ylim(0, 100)
    axes.set_xlabel("median time a question, ms (log)")
    axes.set_ylabel("answerable questions answered rightly, %")
    axes.set_title("Quality against latency, the same content and questions", fontsize=11)
    axes.grid(visible=True, which="major", color="#e4e4e4")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
