"""Names of actors in the case that a sentence needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.content.entries import Actor
from bot.replies.naming import Inflection, inflect, list_names, name_all
from bot.replies.texts import LANGUAGES, finnish, in_language

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge

FORMS = {
    "actor:okm": ("OKM", "OKM:ää", "OKM"),
    "actor:tem": ("TEM", "TEMiä", "TEM"),
    "actor:oph": ("OPH", "OPH:ta", "OPH"),
    "actor:jotpa": ("JOTPA", "JOTPAa", "JOTPA"),
    "actor:keha": ("KEHA", "KEHAa", "KEHA"),
    "actor:ely": ("ELY", "ELY-keskuksia", "ELY-keskukset"),
    "actor:avi": ("AVI", "AVIa", "AVIt"),
    "actor:kunnat": ("kunnat", "kuntia", "kunnat"),
    "actor:te-toimistot": ("TE-toimistot", "TE-toimistoja", "TE-toimistot"),
    "actor:kirjastot": ("kirjastot", "kirjastoja", "kirjastot"),
    "actor:kolmas-sektori": ("kolmas sektori", "kolmatta sektoria", "kolmas sektori"),
    "actor:oppilaitokset": ("oppilaitokset", "oppilaitoksia", "oppilaitokset"),
    "actor:mopa": ("MOPA", "MOPAa", "MOPA"),
    "actor:eloliv": ("ELOLIV", "ELOLIVia", "ELOLIV"),
    "actor:jao": ("JAO", "JAOta", "JAO"),
    "actor:elo-ryhmat": ("ELO-ryhmät", "ELO-ryhmiä", "ELO-ryhmät"),
}
"""Every actor of the content as listed, as an object and as a subject."""


def test_every_actor_has_its_forms(knowledge: Knowledge) -> None:
    assert FORMS.keys() == {actor.id for actor in knowledge.of_kind(Actor)}


@pytest.mark.parametrize("actor", FORMS)
def test_actor_stands_in_the_case_of_its_sentence(knowledge: Knowledge, actor: str) -> None:
    assert tuple(inflect(knowledge.actor(actor), one, finnish()) for one in Inflection) == FORMS[actor]


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("inflection", Inflection)
def test_other_languages_have_no_cases(knowledge: Knowledge, language: str, inflection: Inflection) -> None:
    for actor in knowledge.of_kind(Actor):
        assert inflect(actor, inflection, in_language(language)) == actor.short


@pytest.mark.parametrize(
    ("short", "object_"),
    [
        *(("OKM", "OKM:ää"), ("OPH", "OPH:ta"), ("THL", "THL:ää"), ("YTHS", "YTHS:ää"), ("SAK", "SAK:ta")),
        *(("STTK", "STTK:ta"), ("TEM", "TEM:ää"), ("UPJ", "UPJ:tä"), ("ABC", "ABC:tä"), ("EK", "EK:ta")),
        ("OAJ", "OAJ:tä"),
    ],
)
def test_abbreviation_that_the_content_does_not_bend_is_read_letter_by_letter(
    knowledge: Knowledge, short: str, object_: str
) -> None:
    actor = knowledge.actor("actor:okm").model_copy(update={"short": short, "partitive": None})
    assert inflect(actor, Inflection.OBJECT, finnish()) == object_


def without_partitive(knowledge: Knowledge) -> Knowledge:
    """The content with a name whose partitive nobody told."""
    unbent = knowledge.actor("actor:kunnat").model_copy(update={"partitive": None})
    return replace(knowledge, entries={**knowledge.entries, unbent.id: unbent})


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["actor:kunnat"], "tahoa kunnat"),
        (["actor:kunnat", "actor:okm"], "tahoja kunnat ja OKM"),
        (["actor:okm", "actor:tem"], "OKM:ää ja TEMiä"),
        ([], ""),
    ],
)
def test_names_of_which_one_cannot_be_bent_follow_a_noun(knowledge: Knowledge, ids: list[str], said: str) -> None:
    assert name_all(ids, Inflection.OBJECT, without_partitive(knowledge), finnish()) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["OKM"], "OKM"),
        (["OKM", "TEM"], "OKM ja TEM"),
        (["OKM", "TEM", "opetus- ja kulttuuritoimi"], "OKM, TEM sekä opetus- ja kulttuuritoimi"),
    ],
)
def test_names_are_joined_as_one_list(names: list[str], said: str) -> None:
    assert list_names(names, finnish()) == said


def test_one_of_several_is_joined_by_or(knowledge: Knowledge) -> None:
    assert name_all(["actor:okm", "actor:tem"], Inflection.LISTED, knowledge, finnish(), either=True) == "OKM tai TEM"
