"""What admins say of gaps is kept, and taken back by saying the opposite."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.review.ties import NONE, Tie, Ties, gather, join, set_apart, split

WORDINGS = tuple("abcdefgh")


def arrange(groups: list[list[str]], ties: Ties) -> set[frozenset[str]]:
    """The gaps that the groups make, with what admins said."""
    parts = set_apart(groups, ties)
    return {frozenset(one for number in numbers for one in parts[number]) for numbers in gather(parts, ties)}


def parts_of(gap: frozenset[str], groups: list[list[str]], ties: Ties) -> list[tuple[str, ...]]:
    return [part for part in set_apart(groups, ties) if gap.issuperset(part)]


@st.composite
def grouped(draw: st.DrawFn) -> list[list[str]]:
    """Some wordings in groups."""
    group_of = draw(st.lists(st.integers(0, 3), min_size=len(WORDINGS), max_size=len(WORDINGS)))
    return [[one for one, own in zip(WORDINGS, group_of, strict=True) if own == number] for number in {*group_of}]


@st.composite
def said(draw: st.DrawFn) -> tuple[list[list[str]], Ties]:
    """Groups, and what admins have said of them so far."""
    groups, ties = draw(grouped()), NONE
    for one, other in draw(st.lists(st.tuples(st.sampled_from(WORDINGS), st.sampled_from(WORDINGS)), max_size=4)):
        [gap] = [gap for gap in arrange(groups, ties) if one in gap]
        if other not in gap:
            ties = join(gap, next(each for each in arrange(groups, ties) if other in each), ties)
        elif len(gap) > 1:
            ties = split(parts_of(gap, groups, ties), one, ties)
    return groups, ties


@given(said(), st.data())
def test_joining_and_then_splitting_gives_what_was(before: tuple[list[list[str]], Ties], data: st.DataObject) -> None:
    groups, ties = before
    gaps = sorted(map(sorted, arrange(groups, ties)))
    if len(gaps) < 2:
        return
    one, other = (frozenset(gap) for gap in data.draw(st.permutations(gaps))[:2])
    joined = join(one, other, ties)
    assert one | other in arrange(groups, joined)
    wording = data.draw(st.sampled_from(sorted(one | other)))
    assert split(parts_of(one | other, groups, joined), wording, joined) == ties


@given(said(), st.data())
def test_splitting_takes_the_wording_out_and_joining_brings_it_back(
    before: tuple[list[list[str]], Ties], data: st.DataObject
) -> None:
    groups, ties = before
    gaps = sorted(sorted(gap) for gap in arrange(groups, ties) if len(gap) > 1)
    if not gaps:
        return
    gap = frozenset(data.draw(st.sampled_from(gaps)))
    wording = data.draw(st.sampled_from(sorted(gap)))
    parted = split(parts_of(gap, groups, ties), wording, ties)
    now = arrange(groups, parted)
    [own] = [each for each in now if wording in each]
    assert own < gap
    assert frozenset[str]().union(*now) == frozenset(WORDINGS)
    again = parted
    for rest in (each for each in now if each < gap and each != own):
        again = join(own, rest, again)
    assert arrange(groups, again) == arrange(groups, ties)


def test_what_an_admin_said_holds_when_the_log_grows_and_old_rows_are_gone() -> None:
    ties = split([("a", "b", "c")], "c", NONE)
    assert arrange([["b", "c", "d"]], ties) == {frozenset("bd"), frozenset("c")}
    ties = join("ab", "e", ties)
    assert arrange([["b", "d"], ["e", "f"]], ties) == {frozenset("bdef")}
    assert arrange([["d"], ["e", "f"]], ties) == {frozenset("d"), frozenset("ef")}


def test_last_joining_is_taken_back_first() -> None:
    ties = join("ab", "c", join("a", "b", NONE))
    assert split(["a", "b", "c"], "b", ties) == frozenset({Tie(1, "a", "b", together=True)})
