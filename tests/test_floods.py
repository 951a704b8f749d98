from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.floods import GROUP, Floods, Treatment

if TYPE_CHECKING:
    from factories import Clock

ANSWER, TELL, TELL_GROUP, IGNORE = Treatment.ANSWER, Treatment.TELL, Treatment.TELL_GROUP, Treatment.IGNORE
CROWD = -100


def test_person_who_writes_too_much_is_told_once_and_then_ignored(clock: Clock) -> None:
    floods = Floods(3, clock)
    assert [floods.take(1) for _ in range(6)] == [ANSWER, ANSWER, ANSWER, TELL, IGNORE, IGNORE]


def test_other_persons_are_answered_meanwhile_also_in_the_same_group(clock: Clock) -> None:
    floods = Floods(1, clock)
    assert [floods.take(person) for person in (1, 1, 2, 1, 3)] == [ANSWER, TELL, ANSWER, IGNORE, ANSWER]
    assert [floods.take(person, CROWD) for person in (4, 4, 5, 4, 6)] == [ANSWER, TELL, ANSWER, IGNORE, ANSWER]


def test_limit_of_a_person_counts_in_all_chats_together(clock: Clock) -> None:
    floods = Floods(3, clock)
    verdicts = [floods.take(1, group) for group in (None, -1, -2, -3, None)]
    assert verdicts == [ANSWER, ANSWER, ANSWER, TELL, IGNORE]


def test_group_as_a_whole_is_told_once_and_its_members_are_answered_elsewhere(clock: Clock) -> None:
    floods = Floods(2, clock)
    persons = range(GROUP * 2 + 2)
    assert [floods.take(person, CROWD) for person in persons] == [ANSWER] * 2 * GROUP + [TELL_GROUP, IGNORE]
    assert floods.take(persons[-1]) is ANSWER
    assert floods.take(99, CROWD - 1) is ANSWER


def test_what_a_person_is_not_answered_counts_for_no_group(clock: Clock) -> None:
    floods = Floods(2, clock)
    for _ in range(100):
        floods.take(1, CROWD)
    assert [floods.take(person, CROWD) for person in (2, 2, 3, 3, 4)] == [ANSWER] * 4 + [TELL_GROUP]


def test_person_is_answered_again_after_slowing_down_and_told_anew_only_after_a_pause(clock: Clock) -> None:
    floods = Floods(6, clock)
    assert [floods.take(1) for _ in range(8)] == [ANSWER] * 6 + [TELL, IGNORE]
    clock.now = 9
    assert floods.take(1) is IGNORE
    clock.now = 19.1
    assert [floods.take(1) for _ in range(2)] == [ANSWER, IGNORE]
    clock.now = 80
    assert [floods.take(1) for _ in range(8)] == [ANSWER] * 6 + [TELL, IGNORE]


def test_who_goes_on_too_fast_is_left_alone(clock: Clock) -> None:
    floods = Floods(20, clock)
    verdicts = []
    for tenth in range(6000):
        clock.now = tenth / 10
        verdicts.append(floods.take(1))
    assert verdicts.count(ANSWER) <= 21
    assert verdicts.count(TELL) == 1


def test_steady_pace_at_the_limit_is_always_answered(clock: Clock) -> None:
    floods = Floods(20, clock)
    for second in range(0, 600, 3):
        clock.now = second
        assert floods.take(1) is ANSWER


def test_silent_persons_and_groups_are_forgotten_a_few_at_a_time(clock: Clock) -> None:
    floods = Floods(200, clock)
    for person in range(100):
        floods.take(person, -1 - person)
    clock.now = 60
    left = []
    for _ in range(110):
        floods.take(7, -7)
        left.append(len(floods))
    assert left[-1] == 2
    assert all(0 <= before - after <= 4 for before, after in zip([200, *left], left, strict=False))


def test_no_more_than_so_many_are_remembered_and_who_floods_stays_among_them(clock: Clock) -> None:
    floods = Floods(2, clock, most=10)
    for person in range(1000):
        floods.take(0, CROWD)
        floods.take(person + 1, -1 - person)
    assert len(floods) == 20
    assert floods.take(0, CROWD) is IGNORE
