"""Prometheus metrics on a local port: numbers only, no text and nothing that tells who."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.log.tally import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adviser import Adviser
    from bot.log.tally import Tally
    from bot.telegram.delivery.work import Work

OUTCOMES = {"answered": "answer", "clarified": "clarify", "none": "none"}
"""Labels of the counter of questions, and what is counted under them."""

COUNTERS = {
    "retry": ("elo_send_retries", "Calls repeated after a failure"),
    "told to wait": ("elo_send_told_to_wait", "Calls that Telegram refused with 429"),
    "doubtful": ("elo_send_doubtful", "Replies that may have come twice"),
    "parked": ("elo_send_parked", "Replies written down because their chat had to wait"),
    "duplicate": ("elo_duplicates_suppressed", "Updates that came again and were not done again"),
    "flood": ("elo_flood_ignored", "Messages of flooding chats"),
    "reload failure": ("elo_reload_failures", "Reloads refused for faulty content"),
    "task failure": ("elo_task_failures", "Background tasks that ended and were begun anew"),
    "log failure": ("elo_log_failures", "Writes to the question log that failed"),
}
"""What is counted, by its name in the tally: the name of the metric and what it tells."""


class Metrics(Collector):
    """Gives the figures as they are when somebody asks for them."""

    def __init__(self, tally: Tally, work: Work, adviser: Adviser) -> None:
        self._tally = tally
        self._work = work
        self._desk = adviser

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        counts = self._tally.counts
        questions = CounterMetricFamily("elo_questions", "Questions by what came of them", labels=["outcome"])
        for label, counted in OUTCOMES.items():
            questions.add_metric([label], counts[counted])
        yield questions
        for counted, (name, told) in COUNTERS.items():
            yield CounterMetricFamily(name, told, value=counts[counted])
        yield self._latency()
        yield GaugeMetricFamily("elo_updates_in_work", "Updates taken and not finished", self._work.unfinished)
        yield GaugeMetricFamily("elo_oldest_update_seconds", "Age of the oldest of them", self._work.oldest)
        version = self._desk.index.knowledge.version
        yield InfoMetricFamily("elo_knowledge", "The content that serves", {"version": version})

    def _latency(self) -> Metric:
        total, buckets = 0, []
        for bound, number in zip((*map(str, BOUNDS), "+Inf"), self._tally.latencies, strict=True):
            total += number
            buckets.append((bound, total))
        return HistogramMetricFamily(
            "elo_update_seconds", "Time from the receipt of an update to its end", buckets, self._tally.seconds
        )


@contextmanager
def expose(port: int | None, tally: Tally, work: Work, adviser: Adviser) -> Iterator[None]:
    """Serve the metrics on 127.0.0.1 while the block runs, unless `port` is None. Raises OSError for a taken port."""
    if port is None:
        yield
        return
    registry = CollectorRegistry()
    registry.register(Metrics(tally, work, adviser))
    server, thread = start_http_server(port, "127.0.0.1", registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
