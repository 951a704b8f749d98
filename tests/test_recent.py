from __future__ import annotations

import time

from factories import Clock

from bot.telegram.recent import AT_ONCE, Recent


def test_what_was_kept_is_recalled_until_its_time_is_over(clock: Clock) -> None:
    recent = Recent[str, int](60, clock)
    recent.keep("a", 0)
    clock.now = 59
    assert recent.recall("a") == 0
    assert recent.recall("b") is None
    clock.now = 60
    assert recent.recall("a") is None


def test_what_is_kept_again_begins_anew(clock: Clock) -> None:
    recent = Recent[str, int](60, clock, most=2)
    recent.keep("a", 1)
    recent.keep("b", 1)
    clock.now = 59
    recent.keep("a", 2)
    recent.keep("c", 1)
    clock.now = 118
    assert [recent.recall(key) for key in "abc"] == [2, None, 1]


def test_no_step_forgets_more_than_a_few(clock: Clock) -> None:
    recent = Recent[int, int](60, clock)
    for key in range(1000):
        recent.keep(key, key)
    clock.now = 60
    for step in range(1, 300):
        recent.keep(-step, 0)
        assert len(recent) == 1000 - (AT_ONCE - 1) * step


def test_no_step_stalls_while_many_are_forgotten() -> None:
    """The guard is generous: all at once, from a dict, they took minutes."""
    clock = Clock()
    recent = Recent[int, int](60, clock, most=10**6)
    for key in range(100_000):
        recent.keep(key, key)
    clock.now = 60
    longest = 0.0
    for key in range(100_000, 200_000):
        began = time.perf_counter()
        recent.keep(key, key)
        longest = max(longest, time.perf_counter() - began)
    assert len(recent) == 100_000
    assert longest < 0.5
