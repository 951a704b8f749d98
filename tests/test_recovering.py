"""What one of the bot's messages is about, by the buttons under it."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from bot.content.entries import Facet
from bot.replies import (
    Ask,
    Browse,
    Choose,
    Erase,
    Feedback,
    Judge,
    More,
    Open,
    Page,
    Pick,
    Reject,
    Share,
    Shelf,
    View,
    ask_area,
    ask_meant,
    ask_reasons,
    encode,
    reject,
    render,
    settle_area,
    show_page,
    spread,
)
from bot.replies.pressing import press
from bot.replies.recovering import recover
from bot.replies.texts import finnish
from bot.telegram.messages import end_judging, find_actions, remove, write
from bot.understanding.answering import Ambiguous, Computed, Found, answer, follow
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replies import Pressed, Reply
    from bot.understanding.matching import Index

ASKED = 7


def pressed(reply: Reply) -> Iterator[Pressed]:
    return (choice.action for row in reply.choices for choice in row if not isinstance(choice.action, Share))


@pytest.mark.parametrize(
    "question",
    [
        "monikanavaisuus alueella",
        "monikanavaisuus valtakunnallisesti",
        "monikanavaisuus",
        "mitä Lapista kerrotaan",
        "kirjastot",
        "mitä tarkoittaa TNO",
        "yleiskuva",
    ],
)
@pytest.mark.parametrize("view", View)
def test_every_view_of_an_answer_tells_what_it_is_about(index: Index, question: str, view: View) -> None:
    found = answer(question, index)
    assert isinstance(found, Found)
    turn = press(Open(found.entry.id, found.facet, view, ASKED), NEW, index, finnish())
    assert turn is not None
    assert recover(pressed(turn[0]), index) == follow(NEW, found)


@pytest.mark.parametrize(
    "question",
    [
        "monikanavaisuus alueella",
        "kuka tekee alueellisen palvelukartan",
        "saavutettavasti",
        "mitä Lapista kerrotaan",
        "kunnat",
        "mitä tarkoittaa TNO",
        "yleiskuva",
    ],
)
def test_answer_is_told_by_whatever_was_put_under_it_in_any_order(index: Index, question: str) -> None:
    found = answer(question, index)
    assert isinstance(found, Found)
    keyboard = write(render(found, index.knowledge, finnish(), ASKED)).keyboard
    assert keyboard is not None
    spreads = [one for one in find_actions(keyboard) if isinstance(one, More | Choose)]
    assert spreads
    for order in permutations(spreads):
        under = keyboard
        for action in order:
            under = remove(under, encode(action), spread(action, index.knowledge, finnish()))
            for shown in (under, end_judging(under, ()), end_judging(under, ask_reasons(ASKED, finnish()))):
                assert recover(find_actions(shown), index) == follow(NEW, found)


def test_choices_are_those_that_were_offered(index: Index) -> None:
    found = answer("ohjaus", index)
    assert isinstance(found, Ambiguous)
    assert recover(pressed(render(found, index.knowledge, finnish(), ASKED)), index) == follow(NEW, found)


def test_answer_with_choices_under_it_tells_both(index: Index) -> None:
    [entry, *others] = [measure.id for measure in index.knowledge.measures[:3]]
    meant = (choice.action for row in ask_meant(others, ASKED, index.knowledge, finnish()) for choice in row)
    under = [Open(entry, Facet.REGIONAL, View.SOURCES, ASKED), *(one for one in meant if not isinstance(one, Share))]
    recovered = recover(under, index)
    assert recovered is not None
    assert (recovered.entry, recovered.facet, recovered.choices) == (entry, Facet.REGIONAL, tuple(others))


def test_computed_answer_about_one_thing_tells_which(index: Index) -> None:
    found = answer("onko kirjastot mukana liikkuvuudessa", index)
    assert isinstance(found, Computed)
    recovered = recover(pressed(render(found, index.knowledge, finnish(), ASKED)), index)
    assert recovered is not None
    assert (recovered.entry, recovered.facet) == ("measure:liikkuvuus", Facet.REGIONAL)


@pytest.mark.parametrize("facet", Facet)
def test_source_and_a_link_from_another_chat_tell_what_they_lead_to(index: Index, facet: Facet) -> None:
    recovered = recover([Open("measure:seuranta", facet)], index)
    assert recovered is not None
    assert (recovered.entry, recovered.facet) == ("measure:seuranta", facet)


def test_maakunnat_beside_an_answer_tell_what_it_is_about(index: Index) -> None:
    back = Open("measure:seuranta", Facet.REGIONAL, asked=ASKED)
    area = index.knowledge.areas[0]
    for reply in (ask_area(back, index.knowledge, finnish()), settle_area(area, back, index.knowledge, finnish())):
        recovered = recover(pressed(reply), index)
        assert recovered is not None
        assert (recovered.entry, recovered.facet, recovered.area) == (back.entry, back.facet, None)


@pytest.mark.parametrize(
    "question", ["mitä bussilippu maksaa", "mitä tavoitteita on", "moi", "ketkä ovat kaikissa keinoissa"]
)
def test_what_is_about_no_one_thing_tells_nothing(index: Index, question: str) -> None:
    assert recover(pressed(render(answer(question, index), index.knowledge, finnish(), ASKED)), index) is None


def test_lists_and_unknown_entries_tell_nothing(index: Index) -> None:
    replies = (
        reject(ASKED, index.knowledge, finnish()),
        ask_area(None, index.knowledge, finnish()),
        *(show_page(Page(shelf), index.knowledge, finnish()) for shelf in Shelf),
    )
    for reply in replies:
        assert recover(pressed(reply), index) is None
    aged: list[Pressed] = [
        Open("measure:poistettu", Facet.BOTH, View.SOURCES, ASKED),
        Pick("actor:poistettu", Facet.BOTH, ASKED),
    ]
    others: list[Pressed] = [
        Ask("Mitä?"),
        Browse(Page(Shelf.TERMS)),
        Erase(ASKED),
        Judge(Feedback.HELPED, ASKED),
        Reject(ASKED),
    ]
    aged += [More(Facet.BOTH, "measure:poistettu", ASKED), Choose("measure", 2**99, Facet.BOTH, ASKED)]
    others += [More(Facet.BOTH, asked=ASKED), Choose("measure", 3, Facet.BOTH, ASKED)]
    assert recover([*aged, *others], index) is None
    assert recover([], index) is None
