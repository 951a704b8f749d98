from __future__ import annotations

import pytest

from bot.floods import Floods, Verdict

ANSWER, TELL, IGNORE = Verdict.ANSWER, Verdict.TELL, Verdict.IGNORE


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_chat_that_writes_too_much_is_told_once_and_then_ignored(clock: Clock) -> None:
    floods = Floods(3, clock)
    assert [floods.take(1) for _ in range(6)] == [ANSWER, ANSWER, ANSWER, TELL, IGNORE, IGNORE]


def test_other_chats_are_answered_meanwhile(clock: Clock) -> None:
    floods = Floods(1, clock)
    assert [floods.take(chat) for chat in (1, 1, 2, 1, 3)] == [ANSWER, TELL, ANSWER, IGNORE, ANSWER]


def test_chat_is_answered_again_when_it_has_slowed_down_and_told_anew_when_it_floods_again(clock: Clock) -> None:
    floods = Floods(2, clock)
    assert [floods.take(1) for _ in range(4)] == [ANSWER, ANSWER, TELL, IGNORE]
    clock.now = 59
    assert floods.take(1) is IGNORE
    clock.now = 61
    assert [floods.take(1) for _ in range(3)] == [ANSWER, TELL, IGNORE]


def test_steady_pace_at_the_limit_is_always_answered(clock: Clock) -> None:
    floods = Floods(20, clock)
    for second in range(0, 600, 3):
        clock.now = second
        assert floods.take(1) is ANSWER


def test_silent_chats_are_forgotten(clock: Clock) -> None:
    floods = Floods(20, clock)
    for chat in range(100):
        floods.take(chat)
    clock.now = 60
    floods.take(7)
    assert len(floods) == 1
