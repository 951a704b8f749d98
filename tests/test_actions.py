from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.replies import (
    Ask,
    Browse,
    Choose,
    Declare,
    Draw,
    Erase,
    Feedback,
    Judge,
    Leave,
    More,
    Open,
    Page,
    Pick,
    Places,
    Pressed,
    Reject,
    Settle,
    Shelf,
    Speak,
    View,
    decode,
    encode,
    encode_link,
    parse_link,
)


@pytest.mark.parametrize(
    ("action", "data"),
    [
        (Open("measure:seuranta", Facet.NATIONAL), "o|measure:seuranta|n"),
        (Open("overview", Facet.BOTH), "o|overview|b"),
        (Open("region:etela-savo", Facet.REGIONAL, View.SOURCES), "s|region:etela-savo|r"),
        (Open("measure:seuranta", Facet.BOTH, View.WHOLE, 123), "a|measure:seuranta|b|123"),
        (Open("measure:seuranta", Facet.REGIONAL, View.PLAIN, 7), "k|measure:seuranta|r|7"),
        (Open("theme:tietoon", Facet.BOTH, page=Page(Shelf.THEMES, 1)), "o|theme:tietoon|b|t1"),
        (Pick("actor:okm", Facet.BOTH, 7), "p|actor:okm|b|7"),
        (Reject(7), "x|7"),
        (Reject(), "x"),
        (Erase(7), "d|7"),
        (Judge(Feedback.HELPED, 7), "f|h|7"),
        (Judge(Feedback.OTHER, 7), "f|e|7"),
        (Browse(Page(Shelf.TERMS, 3)), "b|w3"),
        (Places("measure:seuranta", Facet.REGIONAL, 7), "r|measure:seuranta|r|7"),
        (Settle("lappi"), "m|lappi"),
        (Settle("lappi", Open("measure:seuranta", Facet.REGIONAL, asked=7)), "m|lappi|measure:seuranta|r|7"),
        (Speak("sv"), "l|sv"),
        (Leave(), "z"),
        (Declare(comment=True), "e|p"),
        (Declare(comment=False), "e|k"),
        (Draw(), "i"),
        (Ask("Mitä Lapissa?"), "q|Mitä Lapissa?"),
        (More(Facet.BOTH), "v|b"),
        (More(Facet.REGIONAL, asked=7), "v|r|7"),
        (More(Facet.REGIONAL, "measure:seuranta", 7, task=5), "v|r|measure:seuranta|7|#5"),
        (More(Facet.NATIONAL, "measure:seuranta", page=Page(Shelf.THEMES, 1)), "v|n|measure:seuranta|t1"),
        (Choose("measure", 0x1F8, Facet.BOTH, 7), "n|measure|1f8|b|7"),
        (Choose("theme", 1, Facet.NATIONAL), "n|theme|1|n"),
    ],
)
def test_button_data_stays_the_same_from_version_to_version(action: Pressed, data: str) -> None:
    assert encode(action) == data
    assert decode(data) == action


@pytest.mark.parametrize(
    "data",
    [
        "",
        "o",
        "o|",
        "o||n",
        "o|measure:x",
        "o|measure:x|",
        "o|measure:x|x",
        "o|measure:x|nn",
        "x|measure:x|n",
        "q|",
        "q|  ",
        "o|Measure:x|n",
        "o|measure:ä|n",
        "o|measure:x|n\n",
        "\no|measure:x|n",
        "o|../x|n",
        "o|measure:x:y|n",
        "s|7|b",
        "o|measure:x|n|n",
        "q|a\nb",
        "O|measure:x|n",
        "q|" + "a" * 63,
        "q|" + "ä" * 32,
        "null",
        "{}",
        "o|measure:x |n",
        "\ud800",
        "q|\ud800",
        "o|measure:x|n|0",
        "o|measure:x|n|-1",
        "o|measure:x|n|12345678901",
        "f|h|",
        "f|z|1",
        "f|h|01",
        "d",
        "d|",
        "d|0",
        "d|x",
        "b|z0",
        "b|t01",
        "b|t100",
        "l|svenska",
        "m|",
        "m|Lappi",
        "x|",
        "k|",
        "kk",
        "e|",
        "e|x",
        "o|measure:x|n|١",
        "v",
        "v|",
        "v|measure:x",
        "v|b|measure:x|b",
        "v|b|7|measure:x",
        "v|b|0",
        "v|b|measure:x|#100",
        "n|measure|0|b",
        "n|measure|01|b",
        "n|measure|F|b",
        "n|measure|-1|b",
        "n|measure|1",
        "n||1|b",
        "n|measure:x|1|b",
        f"n|measure|{'f' * 31}|b",
    ],
)
def test_malformed_button_data_is_nothing(data: str) -> None:
    assert decode(data) is None


FACETS = st.sampled_from(Facet)
ENTRIES = st.from_regex(r"[a-z]{1,8}(:[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3})?", fullmatch=True)
ASKED = st.none() | st.integers(1, 9_999_999_999)
PAGES = st.builds(Page, st.sampled_from(Shelf), st.integers(0, 99))
ACTIONS = (
    st.builds(Open, ENTRIES, FACETS, st.sampled_from(View), ASKED)
    | st.builds(Pick, ENTRIES, FACETS, ASKED)
    | st.builds(lambda entry, facet, page: Open(entry, facet, page=page), ENTRIES, FACETS, PAGES)
    | st.builds(Reject, ASKED)
    | st.builds(Judge, st.sampled_from(Feedback), st.integers(1, 9_999_999_999))
    | st.builds(Browse, PAGES)
    | st.builds(Erase, st.integers(1, 9_999_999_999))
    | st.builds(Places, ENTRIES, FACETS, ASKED)
    | st.builds(More, FACETS, st.none() | ENTRIES, ASKED)
    | st.builds(lambda facet, entry, page: More(facet, entry, page=page), FACETS, st.none() | ENTRIES, PAGES)
    | st.builds(Choose, st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers(1, 2**120 - 1), FACETS, ASKED)
    | st.builds(Speak, st.just("sv"))
    | st.builds(Declare, comment=st.booleans())
    | st.builds(Draw)
    | st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=15).map(Ask)
)
LONGEST = "measure:" + "a" * 40


@given(ACTIONS)
def test_every_action_comes_back_from_its_button_data(action: Pressed) -> None:
    assert len(encode(action).encode()) <= 64
    assert decode(encode(action)) == action


@given(st.sampled_from(Facet), ASKED)
def test_what_does_not_fit_is_left_out_and_the_rest_still_works(facet: Facet, asked: int | None) -> None:
    data = encode(Settle("pohjois-pohjanmaa", Open(LONGEST, facet, asked=asked)))
    assert data == "m|pohjois-pohjanmaa"
    assert decode(data) == Settle("pohjois-pohjanmaa")


HOSTILE = (
    st.text(st.characters(codec=None))
    | st.text(st.sampled_from("oacspxfbrmlqvk|measur:-#7nrbt\n"), max_size=64)
    | st.text(st.characters(codec=None), max_size=70).map("q|{}".format)
    | st.binary(max_size=64).map(lambda noise: noise.decode("latin-1"))
    | st.builds(lambda action, cut: encode(action)[:cut], ACTIONS, st.integers(0, 64))
    | st.builds(lambda one, other: encode(one)[:1] + encode(other)[1:], ACTIONS, ACTIONS)
)


@given(HOSTILE)
def test_hostile_button_data_is_nothing_or_an_action_of_that_very_data(data: str) -> None:
    action = decode(data)
    assert action is None or encode(action) == data


@given(ENTRIES, FACETS)
def test_link_opens_what_it_was_made_for(entry: str, facet: Facet) -> None:
    text = encode_link(entry, facet)
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
    assert len(text) <= 64
    assert parse_link(text) == Open(entry, facet)


def test_link_without_a_level_opens_both() -> None:
    assert parse_link("measure_seuranta") == Open("measure:seuranta", Facet.BOTH)
    assert parse_link("overview") == Open("overview", Facet.BOTH)


@given(st.text(max_size=64))
def test_any_payload_is_an_entry_to_look_up_or_nothing(text: str) -> None:
    assert parse_link(text) is None or isinstance(parse_link(text), Open)
