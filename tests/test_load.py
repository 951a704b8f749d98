"""What the dearest messages cost, counted in calls of functions rather than in time."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
from attacks import attacks
from conftest import CONTENT

from bot.adviser import Adviser
from bot.replies.offers import find_offers
from bot.replies.texts import finnish
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

SECONDS = 2.0
"""For one message, on a machine that does much else."""
CALLS = 370_000
"""Most calls of functions for one message; before there were bounds the dearest took four times as many."""
KINDS = list(attacks(CONTENT, 1))


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those in C among them."""
    count = 0

    def one(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(one)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def adviser(index: Index) -> Adviser:
    return Adviser(CONTENT, index, finnish(), None)


@pytest.mark.parametrize("kind", KINDS)
def test_message_costs_only_so_much_whatever_it_says(adviser: Adviser, kind: str) -> None:
    message = attacks(CONTENT, 2)[kind]
    assert calls(lambda: adviser.ask(message, NEW, "telegram", "private")) <= CALLS


@pytest.mark.parametrize("kind", KINDS)
def test_no_message_holds_up_the_others(adviser: Adviser, knowledge: Knowledge, kind: str) -> None:
    began = time.perf_counter()
    adviser.ask(attacks(CONTENT, 4)[kind], NEW, "telegram", "private")
    find_offers(attacks(CONTENT, 5)[kind], adviser.index, finnish())
    assert time.perf_counter() - began < SECONDS
