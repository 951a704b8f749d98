"""Which task is meant, on which level it is shown, and which measures have it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ENGINE
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.entries import Facet, Level, Measure, Responsibility
from bot.content.knowledge import load
from bot.replies import More, Open, Pick, Quote, Share, plain, render, spread
from bot.replies.offers import find_offers
from bot.replies.pressing import press
from bot.replies.texts import finnish
from bot.understanding.answering import Ambiguous, Answer, Found, answer, conclude, follow
from bot.understanding.confidence import Thresholds
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import NEW, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.knowledge import Knowledge

THRESHOLDS = Thresholds(sure=0.6, unsure=0.2, rival=0.5, worth=0.3)
RESOURCES, MOBILITY, REVIEW = "measure:resurssit", "measure:liikkuvuus", "measure:seuranta"
ANALYSES = "Tilanneanalyysit valtakunnallisten suositusten toteuttamiseksi"
LAW = "Monialaisia alueellisia palveluja koskeva lainsäädäntö"
SPREADING = "Alueella kehitettyjen työmuotojen jakaminen valtakunnallisesti"
FEATURES = "Alueellisten erityispiirteiden tunnistaminen"
COLLECTING = "Kyselyjen tulosten kokoaminen"
CRITERIA = "Valtakunnalliset laatukriteerit"


@pytest.fixture(scope="module")
def tasks() -> Index:
    """A small content of tasks that are hard to tell apart."""
    return Index.build(load(Path(__file__).parent / "tasks"), Language(ENGINE))


def decided(index: Index, question: str, entry: str, chance: float = 0.95) -> Answer:
    """What is decided when one entry has this chance and no other has any."""
    query = parse(question, index.language)
    sight = index.search(query)
    match = next(match for match in sight.matches if match.entry.id == entry)
    return conclude(query, sight, ((match, chance),), THRESHOLDS)


def told(answered: Answer) -> tuple[str | None, Facet]:
    """The task that is meant, and the levels that are shown."""
    assert isinstance(answered, Found), answered
    return answered.task.text if answered.task else None, answered.facet


def alike(first: str, second: str) -> bool:
    return first.casefold().rstrip(".") == second.casefold().rstrip(".")


# The committed content


@pytest.mark.parametrize("asked", ["Kenen vastuulla on {}?", "{}", "moi, kuka hoitaa tehtävän {}"])
def test_every_task_is_shown_on_its_level_and_one_of_several_measures_with_all_of_them(
    index: Index, asked: str
) -> None:
    tasks = [task for measure in index.knowledge.measures for task in measure.tasks]
    for task in tasks:
        same = {other.measure.id for other in tasks if alike(other.text, task.text)}
        answered = answer(asked.format(task.text), index)
        reply = plain(render(answered, index.knowledge, finnish()))
        assert task.text in reply
        if len(same) > 1:
            assert isinstance(answered, Ambiguous)
            assert same <= {match.entry.id for match in answered.choices}
            assert answered.facet == Facet(task.level.value)
        else:
            assert told(answered) == (task.text, Facet(task.level.value))
            assert isinstance(answered, Found)
            assert answered.entry.id == task.measure.id


# Which task


@pytest.mark.parametrize(
    ("question", "entry", "task"),
    [
        ("kuka analysoi tilannetta suositusten toteuttamiseksi", RESOURCES, ANALYSES),
        ("kenen on tilanneanalysit suosituksista", RESOURCES, ANALYSES),
        ("kokoaako joku kyselyjen tulokset", REVIEW, COLLECTING),
        ("työmuotojen jakaminen", REVIEW, SPREADING),
        ("alueelliset koulutukset", MOBILITY, "Alueelliset koulutukset"),
        ("kansainvälisen liikkuvuuden monikieliset esitteet", MOBILITY, "Monikieliset esitteet verkkoon"),
        ("laki monialaisista palveluista, lainsäädäntö palveluja koskien", REVIEW, LAW),
        ("kyselyjen tulokset", REVIEW, None),  # two tasks say it
        ("seuranta", REVIEW, None),
        ("kansainvälinen liikkuvuus", MOBILITY, None),
        ("kansainvälinen liikkuvuus ja esitteet", MOBILITY, None),  # of the task it says too little
        ("neuvonnan voimavarojen analyysi suosituksista", RESOURCES, None),  # the measure is named
        ("palkkojen korotus ja erityispiirteet", RESOURCES, None),  # another phrase says far more
    ],
)
def test_task_that_is_clearly_meant_is_told(tasks: Index, question: str, entry: str, task: str | None) -> None:
    answered = decided(tasks, question, entry)
    assert told(answered)[0] == task
    assert isinstance(answered, Found)
    assert answered.entry.id == entry


@pytest.mark.parametrize(
    ("question", "entry", "task"),
    [
        ("kuka vastaa: Linjaukset toiminnalle", RESOURCES, "Linjaukset toiminnalle"),
        ("linjaukset toimnnalle", RESOURCES, "Linjaukset toiminnalle"),
        ("kansalliset strategiset linjaukset", RESOURCES, "Kansalliset strategiset linjaukset"),
        ("monikieliset esitteet verkkoon kenelle kuuluu", MOBILITY, "Monikieliset esitteet verkkoon"),
        ("Kenen vastuulla on kyselyjen tulosten jakaminen?", REVIEW, "Kyselyjen tulosten jakaminen"),
        ("Paikalliset ja alueelliset koulutukset nuorille", REVIEW, "Paikalliset ja alueelliset koulutukset nuorille"),
    ],
)
def test_task_that_is_said_whole_is_told_whatever_is_likely(tasks: Index, question: str, entry: str, task: str) -> None:
    unlikely = RESOURCES if entry != RESOURCES else REVIEW
    query = parse(question, tasks.language)
    sight = tasks.search(query)
    chances = tuple((match, 0.9) for match in sight.matches if match.entry.id == unlikely)
    answered = conclude(query, sight, chances, THRESHOLDS)
    assert told(answered)[0] == task
    assert isinstance(answered, Found)
    assert answered.entry.id == entry


@pytest.mark.parametrize(
    "question",
    [
        "kuka tekee linjaukset",  # one word of the task, and one is lacking
        "linjaukset toiminnalle ja vertaisryhmät",  # it says something else as well
        "kuka on johtaja, linjaukset toiminnalle",  # a sign of something outside
        "linjaukset toiminnalle Rovaniemellä",  # a maakunta
    ],
)
def test_task_that_is_not_all_that_is_said_does_not_decide(tasks: Index, question: str) -> None:
    query = parse(question, tasks.language)
    assert not isinstance(conclude(query, tasks.search(query), (), THRESHOLDS), Found)


def test_word_to_explain_is_no_task(tasks: Index) -> None:
    answered = decided(tasks, "mitä tarkoittaa lainsäädäntö", REVIEW)
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.task) == ("term:lainsaadanto", None)


# Which level


@pytest.mark.parametrize(
    ("question", "entry", "task", "facet"),
    [
        (ANALYSES, RESOURCES, ANALYSES, Facet.REGIONAL),
        (f"Kuka alueella tekee tehtävän {ANALYSES}?", RESOURCES, ANALYSES, Facet.REGIONAL),
        ("tilanneanalyysit valtakunnallisesti suositusten toteuttamiseksi", RESOURCES, None, Facet.NATIONAL),
        (LAW, REVIEW, LAW, Facet.NATIONAL),
        ("lainsäädäntö joka koskee monialaisia palveluja alueella", REVIEW, None, Facet.REGIONAL),
        (f"kuka valtakunnallisesti ja kuka alueella: {LAW}", REVIEW, LAW, Facet.BOTH),
        (SPREADING, REVIEW, SPREADING, Facet.REGIONAL),
        ("alueella kehitettyjen työmuotojen jakaminen koko maahan", REVIEW, SPREADING, Facet.REGIONAL),
        ("työmuotojen jakaminen valtakunnallisesti", REVIEW, SPREADING, Facet.REGIONAL),
        ("monikieliset esitteet verkkoon Rovaniemellä", MOBILITY, None, Facet.REGIONAL),
        ("onko täällä tarve, monikieliset esitteet", MOBILITY, "Monikieliset esitteet verkkoon", Facet.NATIONAL),
    ],
)
def test_level_is_that_of_the_task_unless_other_words_ask_for_another(
    tasks: Index, question: str, entry: str, task: str | None, facet: Facet
) -> None:
    assert told(decided(tasks, question, entry)) == (task, facet)


# Which measures


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        (FEATURES, [RESOURCES, MOBILITY, REVIEW]),
        ("kenen vastuulla on alueellisten erityispiirteiden tunnistaminen", [RESOURCES, MOBILITY, REVIEW]),
        (CRITERIA, [REVIEW, "measure:osaaminen"]),
    ],
)
def test_task_of_several_measures_lists_them_those_with_a_longer_one_last(
    tasks: Index, question: str, measures: list[str]
) -> None:
    answered = decided(tasks, question, measures[0])
    assert isinstance(answered, Ambiguous)
    assert [match.entry.id for match in answered.choices] == measures
    assert answered.task is not None
    assert alike(answered.task.text, FEATURES if len(measures) == 3 else CRITERIA)


def test_task_of_one_measure_that_is_a_part_of_a_longer_one_is_its_own(tasks: Index) -> None:
    answered = decided(tasks, "alueelliset koulutukset", MOBILITY)
    assert isinstance(answered, Found)
    assert answered.sharing == ()


def test_measure_that_is_told_names_the_others_that_have_its_task(tasks: Index) -> None:
    answered = decided(tasks, "alueellisten erityispiirteiden tunnistaminen kansainvälisessä liikkuvuudessa", MOBILITY)
    assert told(answered) == (FEATURES, Facet.REGIONAL)
    assert isinstance(answered, Found)
    assert [measure.id for measure in answered.sharing] == [RESOURCES, REVIEW]


# What is said of it


def test_reply_tells_who_then_the_task_then_the_others_of_its_level(tasks: Index) -> None:
    lines = plain(render(decided(tasks, ANALYSES, RESOURCES), tasks.knowledge, finnish())).split("\n")
    assert [line for line in lines if line][:5] == [
        "Alueellisesti ehdotettiin tahoa kunnat.",
        f"Ehdotettu tehtävä: {ANALYSES}.",
        "Keino: Neuvonnan voimavarat",
        "Muut alueelliset tehtävät:",
        f"• {FEATURES}",
    ]
    assert "ei päätös" in lines[-1]


def test_reply_on_both_levels_tells_the_other_level_after_the_task(tasks: Index) -> None:
    answered = decided(tasks, f"kuka valtakunnallisesti ja kuka alueella: {LAW}", REVIEW)
    reply = plain(render(answered, tasks.knowledge, finnish()))
    assert reply.index("Valtakunnallisesti ehdotettiin") < reply.index(LAW) < reply.index("\nAlueellisesti ehdotettiin")
    assert "• Kyselyjen tulosten kokoaminen" in reply


def test_only_task_of_a_level_has_no_others(tasks: Index) -> None:
    reply = plain(render(decided(tasks, "vertaisryhmät opettajille", "measure:osaaminen"), tasks.knowledge, finnish()))
    assert "Ehdotettu tehtävä: Vertaisryhmät opettajille." in reply
    assert "Muut" not in reply


def test_reply_of_one_measure_names_the_others_that_have_the_task(tasks: Index) -> None:
    answered = decided(tasks, "alueellisten erityispiirteiden tunnistaminen kansainvälisessä liikkuvuudessa", MOBILITY)
    reply = plain(render(answered, tasks.knowledge, finnish()))
    assert "Sama tehtävä on myös näissä keinoissa:\n• Neuvonnan voimavarat\n• Seuranta\n" in reply


def test_shared_task_is_told_with_who_was_proposed_in_each_measure(tasks: Index) -> None:
    reply = render(decided(tasks, FEATURES, RESOURCES), tasks.knowledge, finnish(), asked=7)
    assert plain(reply).split("\n")[:4] == [
        f"Alueelliseksi tehtäväksi ehdotettiin 3 keinossa: {FEATURES}.",
        "• Neuvonnan voimavarat: kunnat",
        "• Kansainvälinen liikkuvuus: kirjastot",
        "• Seuranta: kunnat ja kirjastot",
    ]
    picks = [choice.action for row in reply.choices for choice in row if isinstance(choice.action, Pick)]
    assert picks == [
        Pick(RESOURCES, Facet.REGIONAL, 7, 4),
        Pick(MOBILITY, Facet.REGIONAL, 7, 2),
        Pick(REVIEW, Facet.REGIONAL, 7, 2),
    ]


def test_shared_task_with_the_same_coordinators_names_them_once(tasks: Index) -> None:
    reply = plain(render(decided(tasks, CRITERIA, REVIEW), tasks.knowledge, finnish()))
    assert reply.startswith("Valtakunnallisesti ehdotettiin OPH:ta ja OKM:ää.\n")
    assert f"Valtakunnalliseksi tehtäväksi ehdotettiin 2 keinossa: {CRITERIA}." in reply
    assert reply.endswith("\n• Seuranta\n• Osaaminen")


def test_shared_task_of_very_many_folds_those_that_have_no_room_away(tasks: Index) -> None:
    answered = decided(tasks, FEATURES, RESOURCES)
    assert isinstance(answered, Ambiguous)
    many = replace(answered, choices=answered.choices * 8)
    reply = render(many, tasks.knowledge, finnish())
    assert any(isinstance(part, Quote) for part in reply.parts)
    assert plain(reply).count("• Seuranta: ") == 8


# Buttons, conversations, other chats


def pressed(tasks: Index, action: Open | Pick) -> str:
    turn = press(action, NEW, tasks, finnish())
    assert turn is not None
    return plain(turn[0])


def test_views_and_levels_of_a_task_keep_it_where_it_stands(tasks: Index) -> None:
    reply = render(decided(tasks, ANALYSES, RESOURCES), tasks.knowledge, finnish())
    under = [choice.action for row in reply.choices for choice in row]
    [more] = [action for action in under if isinstance(action, More)]
    buttons = [*under, *(choice.action for row in spread(more, tasks.knowledge, finnish()) for choice in row)]
    opens = {(one.facet, one.view.name): one for one in buttons if isinstance(one, Open)}
    assert {key: one.task for key, one in opens.items()} == {
        (Facet.NATIONAL, "SHORT"): None,
        (Facet.BOTH, "SHORT"): 3,
        (Facet.REGIONAL, "SOURCES"): 3,
    }
    assert f"Ehdotettu tehtävä: {ANALYSES}." in pressed(tasks, opens[Facet.BOTH, "SHORT"])
    assert "Ehdotettu tehtävä" not in pressed(tasks, opens[Facet.NATIONAL, "SHORT"])
    assert [one.query for one in buttons if isinstance(one, Share)] == [ANALYSES]


def test_picked_measure_shows_the_task_that_was_asked_for(tasks: Index) -> None:
    reply = pressed(tasks, Pick(REVIEW, Facet.REGIONAL, None, 2))
    assert "Ehdotettu tehtävä: Alueellisten erityispiirteiden tunnistaminen ja tarkastelu." in reply
    reply = pressed(tasks, Pick(MOBILITY, Facet.REGIONAL, None, 2))
    assert "• Neuvonnan voimavarat\n• Seuranta" in reply


@pytest.mark.parametrize(
    "action",
    [
        Open(RESOURCES, Facet.NATIONAL, task=3),
        Open(RESOURCES, Facet.BOTH, task=99),
        Open("theme:saavutettavasti", Facet.BOTH, task=0),
    ],
)
def test_number_of_no_task_on_these_levels_shows_the_entry(tasks: Index, action: Open) -> None:
    assert pressed(tasks, action) == pressed(tasks, replace(action, task=None))


def test_other_level_after_a_task_is_that_of_its_measure(tasks: Index) -> None:
    conversation = follow(NEW, decided(tasks, ANALYSES, RESOURCES))
    assert (conversation.entry, conversation.facet) == (RESOURCES, Facet.REGIONAL)
    answered = answer("entä valtakunnallisesti?", tasks, conversation)
    assert isinstance(answered, Found)
    assert (answered.entry.id, told(answered)) == (RESOURCES, (None, Facet.NATIONAL))


def test_shared_task_is_asked_back_again_and_again(tasks: Index) -> None:
    first = answer(FEATURES, tasks)
    again = answer(f"Kenen vastuulla on {FEATURES}?", tasks, follow(NEW, first))
    assert isinstance(first, Ambiguous)
    assert isinstance(again, Ambiguous)


def test_task_typed_in_another_chat_is_the_first_offer(index: Index) -> None:
    task = index.knowledge.measures[0].tasks[0]
    first, *others = find_offers(task.text, index, finnish())
    assert f"Ehdotettu tehtävä: {task.text}." in plain(first.reply)
    assert (first.entry, first.facet) == (task.measure, Facet(task.level.value))
    shown = [(one.entry, one.facet) for one in (first, *others)]
    assert len(set(shown)) == len(shown)
    assert (task.measure, Facet.BOTH) in shown


# Any content


WORDS = """kirjasto museo taiteilija lentokone kahvila metsäpolku valokuva sairaala hevonen puutarha orkesteri jäähalli
satama leipomo kynttilä vuoristo saippua kitara teltta porkkana silmälasit helikopteri tulivuori joutsen""".split()
LEVEL_WORDS = ["", "valtakunnallinen ", "alueellinen ", "paikallinen "]


@st.composite
def contents(draw: st.DrawFn) -> list[str]:
    """Eight tasks of three words that no two of them share, some with a level word before."""
    words = draw(st.permutations(WORDS))
    return [draw(st.sampled_from(LEVEL_WORDS)) + " ".join(words[i : i + 3]) for i in range(0, 24, 3)]


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
    """The text with a letter left out, doubled, or changed for its neighbour."""
    place = draw(st.sampled_from([i for i in range(len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]))
    before, letter, following, after = text[:place], text[place], text[place + 1], text[place + 2 :]
    middle = draw(st.sampled_from([following, letter * 2 + following, following + letter]))
    return before + middle + after


def with_tasks(knowledge: Knowledge, texts: Iterable[str]) -> Knowledge:
    """The content with two measures that have these tasks, a quarter of them on each level."""
    a, b, c, d, e, f, g, h = texts
    tasks = {RESOURCES: ((a, b), (c, d)), MOBILITY: ((e, f), (g, h))}
    entries = dict(knowledge.entries)
    for name, (national, regional) in tasks.items():
        measure = entries[name]
        assert isinstance(measure, Measure)
        levels = {
            level.value: Responsibility(coordinators=measure.responsibility(level).coordinators, tasks=own)
            for level, own in zip(Level, (national, regional), strict=True)
        }
        entries[name] = measure.model_copy(update=levels)
    return replace(knowledge, entries=entries)


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_any_task_of_any_measure_with_a_slip_in_it_is_told_on_its_level(tasks: Index, data: st.DataObject) -> None:
    index = Index.build(with_tasks(tasks.knowledge, data.draw(contents())), tasks.language)
    measure = index.knowledge.entries[data.draw(st.sampled_from([RESOURCES, MOBILITY]))]
    assert isinstance(measure, Measure)
    task = data.draw(st.sampled_from(measure.tasks))
    asked = data.draw(st.sampled_from(["{}", "kenen vastuulla on {}?", "Mitä tehdään: {}"]))
    answered = decided(index, asked.format(data.draw(slips(task.text))), measure.id)
    assert told(answered) == (task.text, Facet(task.level.value))
