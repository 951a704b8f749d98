from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.telegram.delivery.limits import CHAT, Limits

if TYPE_CHECKING:
    from factories import Clock


def test_thirty_messages_a_second_go_out_evenly(clock: Clock) -> None:
    limits = Limits(clock=clock)
    waits = [limits.everyone() for _ in range(91)]
    assert waits[0] == 0
    assert waits[30] == pytest.approx(1)
    assert waits[90] == pytest.approx(3)
    assert all(after - before == pytest.approx(1 / 30) for before, after in pairwise(waits))


def test_one_message_a_second_goes_to_a_chat_and_holds_up_no_other(clock: Clock) -> None:
    limits = Limits(clock=clock)
    assert [limits.chat(1) for _ in range(3)] == [0, CHAT, 2 * CHAT]
    assert limits.chat(2) == 0
    clock.now = 10
    assert limits.chat(1) == 0


def test_twenty_messages_a_minute_go_to_a_group(clock: Clock) -> None:
    limits = Limits(clock=clock)
    for second in range(20):
        clock.now = second
        assert limits.chat(-5) == 0
    clock.now = 20
    assert limits.chat(-5) == 40
    assert limits.chat(5) == 0


def test_without_limits_nothing_waits(clock: Clock) -> None:
    limits = Limits(on=False, clock=clock)
    assert {limits.chat(1) + limits.everyone() for _ in range(100)} == {0}


def test_silent_chats_are_forgotten_a_few_at_a_time(clock: Clock) -> None:
    limits = Limits(clock=clock)
    for chat in range(100):
        limits.chat(chat)
    clock.now = 121
    left = []
    for _ in range(110):
        limits.chat(7)
        left.append(len(limits))
    assert left[0] >= 95
    assert left[-1] == 1


def test_group_whose_messages_wait_is_remembered_until_the_last_has_gone(clock: Clock) -> None:
    limits = Limits(clock=clock)
    for _ in range(20):
        limits.chat(-5)
    assert limits.chat(-5) == 60
    clock.now = 100
    limits.chat(1)
    assert limits.chat(-5) == 0
    assert limits.chat(-5) == 1
