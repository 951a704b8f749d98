"""What has happened since the start, in numbers: no text, and nothing that tells who."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
"""Upper bounds of the latencies that are counted together, in seconds; the last group has none."""


class Tally:
    """counts: by what happened. latencies: one number for each of BOUNDS, and one for what took longer."""

    def __init__(self) -> None:
        self.counts = Counter[str]()
        self.latencies = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def count(self, what: str) -> None:
        """Something has happened once more."""
        self.counts[what] += 1

    def took(self, seconds: float) -> None:
        """An update took this long, from its receipt to its end."""
        self.latencies[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds
