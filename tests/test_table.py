"""What the table says: read from many wordings, computed as the YAML says, worded in three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import CONTENT, SECOND
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.contract import tabulate_answer
from bot.content.knowledge import load
from bot.replies import Open, encode, plain, render
from bot.replies.offers import find_offers
from bot.replies.texts import LANGUAGES, finnish, in_language
from bot.understanding.answering import Ambiguous, Computed, Found, NotFound, answer, follow
from bot.understanding.matching import Index
from bot.understanding.query import NEW, Form

if TYPE_CHECKING:
    from pathlib import Path

    from bot.content.knowledge import Knowledge


def measures_in(folder: Path) -> list[dict[str, Any]]:
    """The measures as plain YAML, read without the bot."""
    files = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.y*ml")))
    return [measure for file in files for measure in file.get("measures", ())]


RAWS = {"index": measures_in(CONTENT), "second_index": measures_in(SECOND)}
"""The measures of each content, by the fixture that has it ready to be searched."""
RAW = RAWS["index"]
LEVELS = {"national": "valtakunnallisesti", "regional": "alueellisesti", None: ""}


def coordinating(measure: dict[str, Any], *levels: str) -> set[str]:
    """The ids of the coordinators that a reader of the YAML finds for a measure."""
    return {actor for level in levels or ("national", "regional") for actor in measure[level]["coordinators"]}


ACTORS = {name: sorted(set().union(*map(coordinating, raw))) for name, raw in RAWS.items()}


def of_each(*kinds: dict[str, list[Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """The name of a content, and one of each kind of things in it."""
    return st.sampled_from(sorted(RAWS)).flatmap(
        lambda name: st.tuples(st.just(name), *(st.sampled_from(kind[name]) for kind in kinds))
    )


@pytest.fixture(scope="module")
def indexes(index: Index, second_index: Index) -> dict[str, Index]:
    return {"index": index, "second_index": second_index}


OTHER_THEMES = sorted(one["id"] for one in RAW if one["theme"] != "theme:saavutettavasti")
UNUSUAL = ["measure:monialaiset-palvelut", "measure:monikanavaisuus", "measure:urasuunnittelutaidot"]
"""Measures that have others too than the four regional coordinators that most have."""
EITHER = ["measure:monikanavaisuus", "measure:urasuunnittelutaidot"]
USUAL = ["actor:avi", "actor:ely", "actor:kunnat", "actor:te-toimistot"]
BOTH = ["actor:avi", "actor:ely", "actor:te-toimistot"]
FOUR = ["actor:avi", "actor:ely", "actor:kirjastot", "actor:te-toimistot"]
NATIONAL = ["actor:jotpa", "actor:keha", "actor:okm", "actor:oph", "actor:tem"]
FEWEST = [f"theme:{one}" for one in ("digitaalisesti", "laadukkaasti", "monialaisesti", "tietoon", "yhdenvertaisesti")]
TERSEST = sorted(one["id"] for one in RAW if len(one["national"]["tasks"]) < 3)
BOTH_LEVELS = (
    "missä todetaan, että alueiden palveluja varten tarvittaisiin sääntelyä, ja ketkä siinä toimisivat valtak. "
    "koordinaatiotahoina, jotta osaamme kutsua oikeat toimijat"
)
NOT_IN_DIGITAL = ["actor:kirjastot", "actor:kolmas-sektori", "actor:oppilaitokset"]


def having(content: str, actor: str, level: str | None) -> set[str]:
    """The ids of the measures that a reader of the YAML finds for an actor."""
    levels = () if level is None else (level,)
    return {one["id"] for one in RAWS[content] if actor in coordinating(one, *levels)}


def computed(question: str, index: Index) -> Computed:
    found = answer(question, index)
    assert isinstance(found, Computed), (question, found)
    return found


def ids(found: Computed) -> set[str]:
    return {item.id for item in found.result.items}


def name(actor: str, knowledge: Knowledge) -> str:
    return knowledge.actor(actor).short


@settings(deadline=None)
@given(of_each(ACTORS), st.sampled_from(list(LEVELS)), st.booleans())
def test_measures_with_and_without_an_actor_are_those_of_the_yaml(
    indexes: dict[str, Index], named: tuple[str, str], level: str | None, negative: bool
) -> None:
    content, actor = named
    there = having(content, actor, level)
    expected = {one["id"] for one in RAWS[content]} - there if negative else there
    verb = "ei ole" if negative else "on"
    short = name(actor, indexes[content].knowledge)
    found = computed(f"missä keinoissa {short} {verb} mukana {LEVELS[level]}", indexes[content])
    assert (found.result.wanted.form, ids(found)) == (Form.LIST, expected)


@settings(deadline=None)
@given(of_each(ACTORS), st.sampled_from(list(LEVELS)))
def test_in_how_many_measures_an_actor_is_is_counted(
    indexes: dict[str, Index], named: tuple[str, str], level: str | None
) -> None:
    content, actor = named
    index = indexes[content]
    found = computed(f"monessako keinossa {name(actor, index.knowledge)} on {LEVELS[level]}", index)
    number = len(having(content, actor, level))
    assert (found.result.wanted.form, found.result.value) == (Form.COUNT, number)
    first = plain(render(found, index.knowledge, finnish())).split("\n")[0]
    assert str(number) in first or {0: "yhteenkään", 1: "yhteen"}.get(number, "-") in first.casefold()


@settings(deadline=None)
@given(of_each(ACTORS, RAWS), st.booleans())
def test_whether_an_actor_is_in_a_measure_is_what_the_yaml_says(
    indexes: dict[str, Index], named: tuple[str, str, dict[str, Any]], doubting: bool
) -> None:
    content, actor, measure = named
    index = indexes[content]
    verb, after = ("eikö", "ole") if doubting else ("onko", "")
    title = index.knowledge.entries[measure["id"]].title
    found = computed(f"{verb} {name(actor, index.knowledge)} {after} mukana: {title}?", index)
    there = measure["id"] in having(content, actor, None)
    assert (found.result.wanted.form, found.result.value, ids(found)) == (Form.YESNO, there, {measure["id"]})
    first = plain(render(found, index.knowledge, finnish())).split("\n")[0]
    assert first.startswith("Kyllä. " if there else "Ei. ")


@settings(deadline=None)
@given(of_each(ACTORS, ACTORS))
def test_two_actors_are_compared_by_their_measures(indexes: dict[str, Index], named: tuple[str, str, str]) -> None:
    content, one, other = named
    if one == other:
        return
    index = indexes[content]
    names = [name(actor, index.knowledge) for actor in (one, other)]
    found = computed(f"mitä eroa on: {names[0]} ja {names[1]}, missä keinoissa ne ovat?", index)
    same = all(having(content, one, level) == having(content, other, level) for level in ("national", "regional"))
    assert (found.result.wanted.form, found.result.value, ids(found)) == (Form.COMPARE, same, {one, other})


@settings(deadline=None)
@given(of_each(RAWS, RAWS))
def test_who_is_in_one_measure_but_not_in_another_is_what_the_yaml_says(
    indexes: dict[str, Index], named: tuple[str, dict[str, Any], dict[str, Any]]
) -> None:
    content, one, other = named
    if one == other:
        return
    index = indexes[content]
    titles = [index.knowledge.entries[measure["id"]].title for measure in (one, other)]
    found = computed(f"ketkä ovat mukana keinossa {titles[0]} mutta eivät keinossa {titles[1]}?", index)
    assert ids(found) == coordinating(one) - coordinating(other)


@settings(deadline=None)
@given(of_each(RAWS))
def test_who_is_in_a_measure_alone_is_what_the_yaml_says(
    indexes: dict[str, Index], named: tuple[str, dict[str, Any]]
) -> None:
    content, measure = named
    index = indexes[content]
    found = computed(f"ketkä ovat mukana vain keinossa {index.knowledge.entries[measure['id']].title}?", index)
    others = (coordinating(one) for one in RAWS[content] if one != measure)
    assert ids(found) == coordinating(measure).difference(*others)


@pytest.mark.parametrize("content", RAWS)
@pytest.mark.parametrize(("level", "word"), [*LEVELS.items()])
def test_tasks_and_measures_are_counted(indexes: dict[str, Index], content: str, level: str | None, word: str) -> None:
    index, levels = indexes[content], (level,) if level else ("national", "regional")
    for measure in RAWS[content]:
        found = computed(f"montako {word} tehtävää on: {measure['title']}", index)
        assert found.result.value == sum(len(measure[one]["tasks"]) for one in levels), measure["title"]
    assert computed("montako keinoa on", index).result.value == len(RAWS[content])


def test_coordinator_whose_partitive_is_not_told_is_named(folder: Path, index: Index) -> None:
    small = Index.build(load(folder), index.language)
    found = computed("onko kirjastot mukana jalkautuvissa palveluissa?", small)
    assert plain(render(found, small.knowledge, finnish())).startswith(
        "Kyllä. Tahoa kirjastot ehdotettiin alueellisesti keinoon"
    )


def test_a_coordinator_that_is_added_changes_the_answers(folder: Path, index: Index) -> None:
    question = "onko OPH alueellinen koordinoija jalkautuvissa palveluissa?"
    path, language = folder / "content.yaml", index.language
    assert computed(question, Index.build(load(folder), language)).result.value is False
    head, measure, rest = path.read_text(encoding="utf-8").partition("measure:jalkautuvat-palvelut")
    rest = rest.replace("[actor:kirjastot]", "[actor:kirjastot, actor:oph]", 1)
    path.write_text(head + measure + rest, encoding="utf-8")
    after = Index.build(load(folder), language)
    assert computed(question, after).result.value is True
    assert ids(computed("missä keinoissa OPH on mukana alueellisesti", after)) == {"measure:jalkautuvat-palvelut"}


def test_measure_that_an_actor_has_on_both_levels_is_one(folder: Path, index: Index) -> None:
    path = folder / "content.yaml"
    head, measure, rest = path.read_text(encoding="utf-8").partition("measure:jalkautuvat-palvelut")
    rest = rest.replace("[actor:kirjastot]", "[actor:kirjastot, actor:oph]", 1)
    path.write_text(head + measure + rest, encoding="utf-8")
    small = Index.build(load(folder), index.language)

    def told(question: str) -> str:
        return plain(render(computed(question, small), small.knowledge, finnish()))

    assert "OPH: kaikki keinot (2)" in told("mitä eroa on: OPH ja kirjastot, missä keinoissa ne ovat?")
    elsewhere = told("onko OPH alueellinen koordinoija urasuunnittelutaidoissa?")
    assert elsewhere.startswith("Ei. ")
    assert elsewhere.count("Jalkautuvat palvelut") < 2


@pytest.mark.parametrize(
    ("question", "form", "value", "expected"),
    [
        ("missä kunnat eivät ole mukana", "list", None, ["measure:monikanavaisuus"]),
        ("mis keinois ei oo työkkärii", "list", None, ["measure:urasuunnittelutaidot"]),
        ("missä sekä kirjastot että TE-toimistot ovat mukana", "list", None, ["measure:monikanavaisuus"]),
        ("mitä tehtäviä kunnilla ei ole", "list", None, ["measure:monikanavaisuus"]),
        (
            "missä teemoissa ei ole kirjastoja",
            "list",
            None,
            [
                "theme:digitaalisesti",
                "theme:laadukkaasti",
                "theme:monialaisesti",
                "theme:tietoon",
                "theme:yhdenvertaisesti",
            ],
        ),
        ("missä teemassa on kirjastoja", "list", None, ["theme:saavutettavasti"]),
        ("missä keinossa on kunnat muttei TE-toimistoja", "list", None, ["measure:urasuunnittelutaidot"]),
        (
            "kuka muu kuin kunnat ja ELY hoitaa urasuunnittelutaitoja alueella",
            "list",
            None,
            ["actor:avi", "actor:oppilaitokset"],
        ),
        (
            "mitkä alueelliset toimijat ovat vain yhdessä keinossa",
            "list",
            None,
            ["actor:kirjastot", "actor:kolmas-sektori", "actor:oppilaitokset"],
        ),
        ("ketkä alueen toimijat ovat jokaisessa keinossa", "list", None, ["actor:avi", "actor:ely"]),
        ("mitkä alueen toimijat on melkein kaikissa keinoissa", "list", None, ["actor:kunnat", "actor:te-toimistot"]),
        (
            "ketkä alueen toimijat ovat monialaisissa palveluissa mutta eivät digipalvelussa",
            "list",
            None,
            ["actor:kolmas-sektori"],
        ),
        ("ketkä on mukana vain digissä", "list", None, []),
        ("missähän keinoissa alueen tehtävii on eniten", "list", None, ["measure:kartoittaminen", "measure:seuranta"]),
        ("eniten valtakunnallisia tehtäviä, mikä keino", "list", None, ["measure:digipalvelu"]),
        (
            "mitkä alueelliset tahot on osoitettu ainoastaan yhteen keinoon",
            "list",
            None,
            ["actor:kirjastot", "actor:kolmas-sektori", "actor:oppilaitokset"],
        ),
        ("montako koordinoijaa on, valtakunnalliset ja alueelliset yhteensä", "count", 12, None),
        ("onko ministeriöt kaikissa keinoissa mukana", "yesno", True, []),
        ("onhan kunnat merkitty myös pysyvään rakenteeseen", "yesno", True, ["measure:pysyva-rakenne"]),
        ("keinot teemassa laadukkaasti", "list", None, ["measure:ohjaustyon-laatu"]),
        ("missä keinossa on viisi alueellista toimijaa", "list", None, ["measure:monialaiset-palvelut"]),
        (
            "missä keinoissa alueelliset vastuutahot poikkeavat",
            "list",
            None,
            ["measure:monialaiset-palvelut", "measure:monikanavaisuus", "measure:urasuunnittelutaidot"],
        ),
        ("montako keinoa on", "count", 11, None),
        ("kuinka monta alueellista koordinoijaa keinoihin on nimetty", "count", 7, None),
        ("montako valtakunnallista tehtävää digipalvelussa on", "count", 5, None),
        ("kuuluuko kirjastoille urasuunnittelutaidot?", "yesno", False, ["measure:urasuunnittelutaidot"]),
        ("kunnat kaikissa keinoissa??", "yesno", False, []),
        ("onko ELY ja AVI molemmat kaikissa keinoissa", "yesno", True, []),
        ("onko kirjastoja missään muussa keinossa kuin monikanavaisessa ohjauksessa", "yesno", False, None),
        (
            "onko totta, ettei kunnat ole mukana monikanavaisessa ohjauksessa",
            "yesno",
            True,
            ["measure:monikanavaisuus"],
        ),
        ("onko valtakunnalliset vastuutahot samat kaikissa keinoissa", "yesno", True, []),
        ("vaihteleeko alueelliset vastuutahot keinosta toiseen", "yesno", True, None),
        ("mitä eroa on OKM:n ja TEMin tehtävillä", "compare", True, ["actor:okm", "actor:tem"]),
        ("kunnat vai kirjastot, kumpi on useammassa keinossa", "compare", False, ["actor:kirjastot", "actor:kunnat"]),
        ("mitkä keinot eivät kuulu teemaan saavutettavasti", "list", None, OTHER_THEMES),
        ("mitä keinoja on muissa teemoissa kuin saavutettavasti", "list", None, OTHER_THEMES),
        ("missä teemoissa kunnat eivät ole mukana", "list", None, []),
        ("missä keinoissa on kirjastot tai oppilaitokset", "list", None, EITHER),
        ("missä keinoissa on vain ELY ja AVI", "list", None, []),
        ("missä keinoissa on muita kuin ELY, AVI, kunnat ja TE-toimistot alueella", "list", None, UNUSUAL),
        ("missä keinossa on yli neljä alueellista toimijaa", "list", None, ["measure:monialaiset-palvelut"]),
        ("missä keinoissa on alle neljä alueellista toimijaa", "list", None, []),
        ("missä keinossa on eniten alueellisia koordinoijia", "list", None, ["measure:monialaiset-palvelut"]),
        ("missä keinossa on eniten tehtäviä", "list", None, ["measure:digipalvelu", "measure:seuranta"]),
        ("mitkä alueen toimijat ovat ainakin kymmenessä keinossa", "list", None, USUAL),
        ("mitkä alueen toimjat on jokaises keinos", "list", None, ["actor:avi", "actor:ely"]),
        ("ketkä ovat mukana sekä digipalvelussa että monikanavaisuudessa alueella", "list", None, BOTH),
        ("ketkä eivät ole mukana digipalvelussa alueella", "list", None, NOT_IN_DIGITAL),
        ("ketkä kaikki alueella ovat mukana keinoissa", "list", None, sorted({*USUAL, *NOT_IN_DIGITAL})),
        ("missä kaikissa keinoissa kirjastot on", "list", None, ["measure:monikanavaisuus"]),
        ("missä keinoissa kolmas sektroi on mukana", "list", None, ["measure:monialaiset-palvelut"]),
        ("missä oppilaitoksi on mukana", "list", None, ["measure:urasuunnittelutaidot"]),
        ("missä on oppi laitoksia mukana", "list", None, ["measure:urasuunnittelutaidot"]),
        ("missä ei ole kuntia, kirjastoja", "list", None, []),
        ("Nuoret käyvät kirjastossa. Missä keinoissa kunnat eivät ole?", "list", None, ["measure:monikanavaisuus"]),
        ("monessako keinossa on muita kuin ELY, AVI, kunnat ja TE-toimistot alueella", "count", 3, UNUSUAL),
        ("montako keinoa on joissa kunnat eivät ole mukana", "count", 1, ["measure:monikanavaisuus"]),
        ("onko MOPA mukana missään keinossa", "yesno", False, []),
        ("onko kirjastot vain yhdessä keinossa", "yesno", True, ["measure:monikanavaisuus"]),
        ("onko kirjastot vain monikanavaisessa ohjauksessa", "yesno", True, ["measure:monikanavaisuus"]),
        ("onko kunnat vain digipalvelussa", "yesno", False, ["measure:digipalvelu"]),
        ("onko kirjastot ja kunnat mukana monikanavaisuudessa", "yesno", False, ["measure:monikanavaisuus"]),
        ("onko OPH kaikissa alueellisissa keinoissa", "yesno", False, []),
        ("onko palvelukartta valtakunnallinen tehtävä", "yesno", False, ["measure:monialaiset-palvelut"]),
        ("onko palvelukartta alueellinen tehtävä", "yesno", True, ["measure:monialaiset-palvelut"]),
        ("Digipalvelu kiinnostaa. Onko kirjastot siinä mukana?", "yesno", False, ["measure:digipalvelu"]),
        ("mitä eroa on kirjastoilla ja oppilaitoksilla keinoissa", "compare", False, None),
        ("mitä eroa on digipalvelun ja liikkuvuuden alueellisilla toimijoilla", "compare", True, None),
        ("mitä eroa on digipalvelun ja monikanavaisuuden alueellisilla toimijoilla", "compare", False, None),
        ("kuuluuko urasuunnittelutaidot saavutettavasti-teemaan", "yesno", True, ["measure:urasuunnittelutaidot"]),
        ("kuuluuko liikkuvuus laatuteemaan", "yesno", False, ["measure:liikkuvuus"]),
        ("palvelukartta alueellinen tehtävä?", "yesno", True, ["measure:monialaiset-palvelut"]),
        ("onko TE-toimistot jätetty pois urasuunnittelutaidoista", "yesno", True, ["measure:urasuunnittelutaidot"]),
        ("onko yhtään keinoa, josta sekä kunnat että TE-toimistot puuttuvat", "yesno", False, []),
        ("mihinä keinoos TE-toimistoja ei oo mukana", "list", None, ["measure:urasuunnittelutaidot"]),
        ("onko ELYn ja AVIn välillä mitään eroa keinoissa", "compare", True, ["actor:avi", "actor:ely"]),
        ("kuinka monta eri toimijaa alueelle on kaiken kaikkiaan nimetty", "count", 7, None),
        ("ketkä on monikanavaisen ohjauksen alueelliset toimijat, jutun deadline on tunnin päästä", "list", None, FOUR),
        (BOTH_LEVELS, "list", None, NATIONAL),
        ("missä teemoissa on kirjastoja tai oppilaitoksia", "list", None, ["theme:saavutettavasti"]),
        ("teemat joissa kirjastot alueella", "list", None, ["theme:saavutettavasti"]),
        ("mikä teema sisältää eniten keinoja", "list", None, ["theme:saavutettavasti"]),
        ("missä teemoissa on yli kaksi keinoa", "list", None, ["theme:saavutettavasti"]),
        ("missä teemoissa on vähiten keinoja", "list", None, FEWEST),
        ("kuinka monessa teemassa on vain yksi keino", "count", 5, FEWEST),
        ("onko jokaisella teemalla vähintään yksi keino, jossa kunnat on mukana", "yesno", True, []),
        ("onko kirjastot mukana kaikissa teemoissa", "yesno", False, []),
        ("onko kunnat useammassa keinossa kuin TE-toimistot", "compare", False, ["actor:kunnat", "actor:te-toimistot"]),
        ("onko kunnat useammassa keinossa kuin kirjastot", "compare", True, ["actor:kirjastot", "actor:kunnat"]),
        ("onko saavutettavasti-teemassa enemmän keinoja kuin laatuteemassa", "compare", True, None),
        ("onko liikkuvuudessa alueella enemmän tehtäviä kuin valtakunnallisesti", "compare", True, None),
        ("onko liikkuvuudessa alueella vähemmän tehtäviä kuin valtakunnallisesti", "compare", False, None),
        ("kuinka monessa keinossa valtakunnallisia tehtäviä on vähemmän kuin kolme", "count", 3, None),
        ("missä keinossa on enintään kaksi valtakunnallista tehtävää", "list", None, TERSEST),
        ("monessako keinossa on joku näistä: kirjastot tai oppilaitokset", "count", 2, EITHER),
        ("ei kai ministeriöt ole alueellisina koordinoijina missään", "yesno", False, None),
        ("eihän TE-toimisto ole enää mukana missään keinossa", "yesno", True, None),
        ("ovvatko elyt mukana joka keinossa", "yesno", True, []),
        ("muut kuin ministeriöt valtakunnallisesti", "list", None, ["actor:jotpa", "actor:keha", "actor:oph"]),
        ("kuka jätettiin pois digipalvelusta alueella", "list", None, NOT_IN_DIGITAL),
        ("ketkä koordinoivat useimpia keinoja alueella", "list", None, ["actor:avi", "actor:ely"]),
        ("valtakunnallinen koordinaatio ketkä", "list", None, NATIONAL),
        ("listaa kaikki alueelliset koordinoijat mitä keinoissa on", "list", None, sorted({*USUAL, *NOT_IN_DIGITAL})),
        ("onko urasuunnittelussa ja liikkuvuudessa yhtä monta koordinoijaa alueella", "compare", True, None),
        ("onko liikkuvuudella eri alueelliset koordinoijat kuin digipalvelulla", "compare", True, None),
    ],
)
def test_question_gets_what_the_table_says(
    index: Index, question: str, form: str, value: object, expected: list[str] | None
) -> None:
    found = computed(question, index)
    told = tabulate_answer(found, render(found, index.knowledge, finnish()), question, 0.0)
    assert (told["form"], told["value"]) == (form, value)
    if expected is not None:
        assert sorted(item["entry"] for item in told["items"]) == expected  # type: ignore[attr-defined]


@settings(deadline=None)
@given(st.sampled_from(ACTORS["index"]), st.sampled_from(list(LEVELS)))
def test_themes_of_an_actor_are_those_of_the_yaml(index: Index, actor: str, level: str | None) -> None:
    there = having("index", actor, level)
    expected = {one["theme"] for one in RAW if one["id"] in there}
    found = computed(f"missä teemoissa {name(actor, index.knowledge)} on mukana {LEVELS[level]}", index)
    assert ids(found) == expected


@settings(deadline=None)
@given(st.sampled_from(ACTORS["index"]), st.sampled_from(ACTORS["index"]))
def test_who_is_in_more_measures_is_what_the_yaml_says(index: Index, one: str, other: str) -> None:
    if one == other:
        return
    names = [name(actor, index.knowledge) for actor in (one, other)]
    found = computed(f"onko {names[0]} useammassa keinossa kuin {names[1]}", index)
    assert found.result.value is (len(having("index", one, None)) > len(having("index", other, None)))
    reply = plain(render(found, index.knowledge, finnish()))
    assert reply.startswith("Kyllä. " if found.result.value else "Ei. ")


@pytest.mark.parametrize(
    "question",
    ["How many measures are the municipalities in?", "Is OPH in every measure?", "Var är biblioteken inte med?"],
)
def test_no_sentence_has_a_space_before_its_end(index: Index, question: str) -> None:
    reply = plain(render(answer(question, index), index.knowledge, finnish()))
    assert not re.search(r" [.:](?:\s|$)", reply)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "question",
    [
        "mitä kirjastojen ei pidä tehdä",
        "missä maakunnissa ei ole ELO-ryhmää",
        "mitkä asiat eivät kuulu ELO-ryhmälle",
        "kaikki paitsi digi",
        "ELYn tehtävät mutta ei AVIn",
        "mitä alueella olisi ilman AVIa",
        "mikä tehtävä ei kuulu alueelle",
    ],
)
def test_not_that_is_not_understood_is_said_to_be(index: Index, question: str, language: str) -> None:
    found = answer(question, index)
    assert isinstance(found, NotFound)
    assert found.denied
    texts = in_language(language)
    reply = plain(render(replace(found, query=replace(found.query, heard=None)), index.knowledge, texts))
    assert reply.startswith(texts("denied"))
    assert "{" not in reply


@pytest.mark.parametrize(
    "question",
    [
        "AVI ei ole enää olemassa",
        "ei jaksa enää viittä eri järjestelmää, kuka tekee yhden yhteisen alustan",
        "kuka nostaa esiin sen mikä ohjauksessa ei toimi",
    ],
)
def test_not_that_is_beside_what_is_asked_is_no_reason_to_refuse(index: Index, question: str) -> None:
    found = answer(question, index)
    assert not (isinstance(found, NotFound) and found.denied)


@pytest.mark.parametrize(
    "question",
    [
        "kuka koordinoi urasuunnittelutaitoja alueella",
        "mitä tehdä kun nuori ei tiedä mitä haluaa",
        "en tiedä kuka vastaa kuntien palvelukartasta, kuka?",
        "millä välineillä osaaminen kartoitetaan",
        "missä keinoissa MOPA on mukana",
        "mitä kuuluu kunnille",
        "kelle kuuluu alueen palvelukartta, missä olisi kaikki paikalliset toimijat",
        "tietoon perustuen -teema vastuutahot valtak. + alueell.",
        "tutkimuksen pitkäjänteinen rahoittaminen, minkä tavoitteen alla siitä puhutaan",
        "missä kirjastot ei ole auki",
        "missä keinoissa kunnat on mukana qwrtt zxcvv bnmpp plkjj hgfdd asdff",
    ],
)
def test_ordinary_question_is_not_computed(index: Index, question: str) -> None:
    assert not isinstance(answer(question, index), Computed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_worded_in_every_language(index: Index, language: str) -> None:
    texts = in_language(language)
    asked = chain.from_iterable(
        (
            f"missä {actor} on mukana",
            f"missä keinoissa {actor} ei ole mukana",
            f"onko {actor} kaikissa keinoissa?",
            f"onko {actor} vain yhdessä keinossa?",
            f"monessako keinossa {actor} on",
            f"kuka muu kuin {actor} on mukana digipalvelussa",
        )
        for actor in ("ELY", "kunnat", "kirjastot", "OKM")
    )
    alone = (
        "missä teemoissa ei ole kirjastoja",
        "missä teemassa on OKM",
        "missä teemoissa on yli kaksi keinoa",
        "kuuluuko liikkuvuus laatuteemaan",
        "mikä teema sisältää eniten keinoja",
        "missä teemoissa on vähiten keinoja",
        "onko kirjastot mukana kaikissa teemoissa",
        "onko kunnat useammassa keinossa kuin TE-toimistot",
        "onko saavutettavasti-teemassa enemmän keinoja kuin laatuteemassa",
        "kuka ei koordinoi mitään",
        "ketkä on mukana vain digissä",
        "mitkä tahot on monialaisissa palveluissa mutta ei digissä",
    )
    for question in (*asked, *alone):
        reply = plain(render(computed(question, index), index.knowledge, texts))
        assert "{" not in reply
        assert reply.count("\n") >= 1


def test_fact_that_is_not_told_of_a_topic_leads_to_what_is(index: Index) -> None:
    found = answer("mikä alue jätti vastaamatta kyselyyn, kerro nimi", index)
    assert isinstance(found, NotFound)
    assert found.about is not None
    reply = plain(render(found, index.knowledge, finnish()))
    assert reply.startswith("Lähde ei kerro tätä.")
    assert f"Lähde kertoo tästä muuta: {found.about.title}." in reply


def test_measure_of_a_theme_is_told_once(index: Index) -> None:
    reply = plain(render(computed("kuuluuko liikkuvuus laatuteemaan", index), index.knowledge, finnish()))
    assert reply.startswith("Ei. Keino ”Kansallisen ja kansainvälisen liikkuvuuden edistäminen” kuuluu teemaan ”Yhden")
    assert reply.count("liikkuvuuden edistäminen") == 1


def test_one_of_several_is_joined_by_or(index: Index) -> None:
    reply = plain(render(computed("missä keinoissa on kirjastot tai oppilaitokset", index), index.knowledge, finnish()))
    assert reply.startswith("2 keinoon ehdotettiin alueellisesti kirjastoja tai oppilaitoksia:")


def test_themes_are_told_without_the_measures_that_are_missing(index: Index) -> None:
    reply = plain(render(computed("onko kunnat mukana kaikissa teemoissa", index), index.knowledge, finnish()))
    assert reply.startswith("Kyllä. Kuntia ehdotettiin alueellisesti 6 teeman keinoihin.")
    assert "Näihin ei" not in reply


def test_computed_answer_leads_on_to_what_it_lists(index: Index) -> None:
    reply = render(computed("missä kunnat eivät ole mukana", index), index.knowledge, finnish(), asked=7)
    actions = [encode(choice.action) for row in reply.choices for choice in row if isinstance(choice.action, Open)]
    assert actions == ["o|measure:monikanavaisuus|r|7"]
    assert "dia 8" in plain(reply)


def test_few_words_ask_the_same_of_another_actor_level_or_measure(index: Index) -> None:
    first = computed("onko kirjastot mukana monikanavaisessa ohjauksessa?", index)
    assert first.result.value is True
    second = answer("entä kunnat?", index, follow(NEW, first))
    assert isinstance(second, Computed)
    assert (second.result.value, ids(second)) == (False, {"measure:monikanavaisuus"})
    third = answer("entä digipalvelussa?", index, follow(NEW, first))
    assert isinstance(third, Computed)
    assert (third.result.value, ids(third)) == (False, {"measure:digipalvelu"})


def test_few_words_compare_another_with_one_of_the_two_before(index: Index) -> None:
    first = computed("onko kunnat useammassa keinossa kuin kirjastot", index)
    found = answer("entä TE-toimistot?", index, follow(NEW, first))
    assert isinstance(found, Computed)
    assert found.result.wanted.actors == ("actor:te-toimistot", "actor:kirjastot")
    first = computed("mitä eroa on OKM:n ja TEMin tehtävillä", index)
    found = answer("entä kunnat?", index, follow(NEW, first))
    assert isinstance(found, Computed)
    assert found.result.wanted.actors == ("actor:okm", "actor:kunnat")
    again = answer("entä kirjastot?", index, follow(NEW, computed("onko kunnat useammassa kuin kirjastot", index)))
    assert not (isinstance(again, Computed) and len({*again.result.wanted.actors}) < 2)


def test_few_words_keep_the_not_before_and_change_the_level(index: Index) -> None:
    first = computed("missä keinoissa kunnat eivät ole mukana?", index)
    others = answer("entä kirjastot?", index, follow(NEW, first))
    assert isinstance(others, Computed)
    assert ids(others) == {one["id"] for one in RAW} - having("index", "actor:kirjastot", "regional")
    who = computed("ketkä eivät ole mukana digipalvelussa alueella", index)
    national = answer("entä valtakunnallisesti?", index, follow(NEW, who))
    assert isinstance(national, Computed)
    assert (national.facet.value, ids(national)) == ("national", set())


def test_question_that_points_back_is_about_what_was_told(index: Index) -> None:
    told = answer("kuka koordinoi digipalvelua alueella", index)
    found = answer("onko kirjastot siinä mukana?", index, follow(NEW, told))
    assert isinstance(found, Computed)
    assert (found.result.value, ids(found)) == (False, {"measure:digipalvelu"})


def test_inline_offers_a_computed_answer_alone(index: Index) -> None:
    [offer] = find_offers("missä kunnat eivät ole mukana", index, finnish())
    assert offer.entry is None
    assert plain(offer.reply).startswith("Kuntia ei ehdotettu") or "ei ehdotettu" in plain(offer.reply).split("\n")[0]


def test_inline_offers_the_levels_of_a_measure_where_the_ordinary_answer_tells_it(index: Index) -> None:
    question = "mitkä tahot ovat mukana digipalvelussa"
    assert computed(question, index).result.wanted.plain
    assert len({offer.facet for offer in find_offers(question, index, finnish()) if offer.entry is not None}) == 3


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("onko kunnat mukana monikanavaisessa ohjauksessa", ["Ei. ", "ei ehdotettu", "10 muuhun keinoon"]),
        (
            "onko kirjastot ja kunnat mukana monikanavaisessa ohjauksessa",
            ["Ei. Kirjastoja ehdotettiin", "mutta ei kuntia."],
        ),
        ("onko kirjastot mukana monikanavaisessa ohjauksessa", ["Kyllä. "]),
        ("onko OPH mukana digipalvelussa alueella", ["Ei. ", "10 muuhun keinoon"]),  # and nationally in this one
    ],
)
def test_yes_or_no_comes_with_what_was_proposed(index: Index, question: str, said: list[str]) -> None:
    reply = plain(render(computed(question, index), index.knowledge, finnish()))
    assert reply.startswith(said[0])
    assert [words for words in said if words not in reply] == []


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("montako euroa ohjausresursseihin", "measure:ohjausresurssit"),
        ("mihin päivään mennessä palvelukartta", "measure:monialaiset-palvelut"),
        ("laskiko työttömyys urataitojen ansiosta", None),
        ("onko kirjastojen mukanaolo lisännyt kävijämääriä monikanavaisessa ohjauksessa?", None),
        ("Savostamon nettisivut?", None),
        ("kannattaako kirjastojen olla mukana monikanavaisessa ohjauksessa?", None),
        ("kuka on se henkilö, joka johtaa digipalvelua?", None),
        ("digipalvelun budjetti", "measure:digipalvelu"),
        ("milloin liikkuvuus alkaa", "measure:liikkuvuus"),
        ("miksi kunnat eivät ole mukana monikanavaisessa ohjauksessa", "measure:monikanavaisuus"),
        ("onko OPH:n pääjohtaja mukana", None),
        ("kuka okm:ssä on tän asian vastuuvirkamies", "actor:okm"),
        ("onko kunnilla pakko olla mukana kaikissa keinoissa", None),
        ("kumpi on sun mielestä parempi vetäjä ely vai avi", None),
    ],
)
def test_fact_that_is_not_told_of_a_thing_is_said_not_to_be(index: Index, question: str, about: str | None) -> None:
    found = answer(question, index)
    assert isinstance(found, NotFound)
    if about is not None:
        assert found.about is not None
        assert found.about.id == about
        reply = render(found, index.knowledge, finnish())
        assert plain(reply).startswith("Lähde ei kerro tätä.")
        assert len([choice for row in reply.choices for choice in row]) == 1


@pytest.mark.parametrize(
    "question",
    [
        "kuka seuraa paljonko rahaa ohjaukseen laitetaan",
        "kuka päättää digipalvelun budjetin",
        "milloin digipalvelun pitäisi olla valmis",  # the measure names a year
        "mitä digipalvelussa tehdään ja miten se liittyy budjettiin ja koulutukseen",
    ],
)
def test_fact_beside_something_else_or_told_by_the_measure_is_answered(index: Index, question: str) -> None:
    assert isinstance(answer(question, index), Found | Ambiguous)
