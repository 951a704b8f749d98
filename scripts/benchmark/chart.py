"""The chart of quality against latency."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

SEATS = ((11, 0, "left", "center"), (-11, 0, "right", "center"), (0, 12, "center", "bottom"), (0, -12, "center", "top"))
"""Where the name of a dot may stand, in points, the best first."""


def draw(path: Path, dots: Sequence[tuple[str, float, float, str]], bot: str) -> None:
    """One dot a matcher: name, milliseconds, share answered rightly, and a line below its name."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, 6), dpi=120)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlim(min(dot[1] for dot in dots) / 3, max(dot[1] for dot in dots) * 5)
    axes.set_ylim(0, 100)
    axes.set_xlabel("median time a question, ms (logarithmic)")
    axes.set_ylabel("answerable questions answered rightly, %")
    axes.set_title("Quality against latency: the same content, the same questions", fontsize=11)
    axes.grid(visible=True, which="major", color="#e4e4e4")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    for name, milliseconds, right, _ in dots:
        axes.scatter(
            milliseconds,
            100 * right,
            s=110 if name == bot else 60,
            zorder=3,
            color="#0b6e4f" if name == bot else "#7a8793",
        )
    taken = [_around(axes, milliseconds, 100 * right) for _, milliseconds, right, _ in dots]
    for name, milliseconds, right, note in dots:
        taken.append(_label(axes, (milliseconds, 100 * right), f"{name}\n{note}", taken, bold=name == bot))
    figure.savefig(path, metadata={"Software": None})


def _label(axes: Axes, place: tuple[float, float], text: str, taken: Sequence[Bbox], *, bold: bool) -> Bbox:
    """Write a label on the first seat where it covers nothing, or the first of all; its box."""
    for across, up, left, middle in (*SEATS, SEATS[0]):
        label = axes.annotate(
            text,
            place,
            xytext=(across, up),
            textcoords="offset points",
            ha=left,
            va=middle,
            fontsize=8.5,
            fontweight="bold" if bold else "normal",
            color="#222222",
        )
        box = label.get_window_extent()
        if not any(box.overlaps(other) for other in taken):
            return box
        label.remove()
    axes.add_artist(label)
    return box


def _around(axes: Axes, across: float, up: float) -> Bbox:
    """The box of a dot."""
    from matplotlib.transforms import Bbox

    x, y = axes.transData.transform((across, up))
    return Bbox.from_extents(x - 9, y - 9, x + 9, y + 9)
