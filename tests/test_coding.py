from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

import pytest

from bot.content.entries import Facet
from bot.replies import Open, Pressed, Settle, decode, encode
from bot.replies.coding import FIELDS
from bot.replies.tasks import (
    Begin,
    Contest,
    Dismiss,
    Draft,
    Elsewhere,
    Extend,
    ListGaps,
    ListShifts,
    OpenGap,
    Step,
    TakeBack,
    Way,
    Write,
)
from bot.review.workshop import draw_token

ACTIONS = get_args(Pressed)
"""Every kind of action that stands in the data of a button."""


@pytest.mark.parametrize("kind", ACTIONS, ids=lambda kind: kind.__name__)
def test_form_of_an_action_holds_each_of_its_fields(kind: type[Pressed]) -> None:
    paths = re.findall(r"\{([a-z.]+)\}", kind.data)
    assert {path.partition(".")[0] for path in paths} == {field.name for field in fields(kind)}
    assert {path.rpartition(".")[2] for path in paths} <= FIELDS.keys()


def test_every_field_is_of_some_action() -> None:
    named = {path.rpartition(".")[2] for kind in ACTIONS for path in re.findall(r"\{([a-z.]+)\}", kind.data)}
    assert named == FIELDS.keys()


@pytest.mark.parametrize(
    ("task", "data"),
    [
        (ListGaps(), "gl|0"),
        (ListGaps(3, aside=True), "ga|3"),
        (OpenGap(7), "gg|7"),
        (Extend(7, "actor:kirjastot"), "ge|7|actor:kirjastot"),
        (Elsewhere(7), "go|7"),
        (Elsewhere(7, "term", 2), "go|7|term|2"),
        (Begin(7), "gn|7"),
        (Write(Way.SKIP, "a123abcd", 2), "gis|a123abcd|2"),
        (Write(Way.STOP, "a123abcd", 0), "gix|a123abcd|0"),
        (Dismiss(7), "gx|7"),
        *((Draft(Step(letter), "a123abcd"), f"g{letter}|a123abcd") for letter in "kwpf"),
        (ListShifts("a123abcd", 1), "gt|a123abcd|1"),
        (TakeBack(12), "gu|12"),
        (TakeBack(0), "gu|0"),
    ],
)
def test_button_data_of_an_admin_stays_the_same_from_version_to_version(task: Pressed, data: str) -> None:
    assert encode(task) == data
    assert decode(data) == task


@pytest.mark.parametrize("data", ["m|lappi|7", "go|7|term", "gu|01", "gk|0123ABCD", "ga|10000", "gl", "gg|0", "z|"])
def test_data_that_lacks_what_must_be_there_is_nothing(data: str) -> None:
    assert decode(data) is None


def test_only_as_much_is_left_out_as_must_be() -> None:
    back = Open("measure:" + "a" * 34, Facet.BOTH, asked=123)
    assert encode(Settle("pohjanmaa", back)) == f"m|pohjanmaa|{back.entry}|b|123"
    assert encode(Settle("pohjois-savo", back)) == f"m|pohjois-savo|{back.entry}|b|123"
    assert encode(Settle("pohjois-karjala", back)) == f"m|pohjois-karjala|{back.entry}|b"


def test_no_token_is_like_the_number_of_a_gap() -> None:
    """A token of digits alone made the button that publishes a change the one that says an answer was wrong."""
    for token in {draw_token() for _ in range(500)}:
        assert decode(encode(Draft(Step.CHECK, token))) == Draft(Step.CHECK, token)
        assert not token.isdecimal()
    assert decode("gc|10000000") == Contest(10_000_000)
