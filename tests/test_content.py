from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CONTENT
from factories import slides

from bot.content.entries import KINDS, Actor, Level, Measure, Region, Theme
from bot.content.questions import labelled
from bot.log.masking import mask
from bot.understanding.evaluation import unreached
from bot.understanding.query import parse_finnish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.documents import Source
    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

QUESTIONS = Path(__file__).parent / "questions"
NATIONAL = "okm tem oph jotpa keha"
USUAL = "ely avi kunnat te-toimistot"


def measure(knowledge: Knowledge, name: str) -> Measure:
    entry = knowledge.entries[f"measure:{name}"]
    assert isinstance(entry, Measure)
    return entry


def coordinators(measure: Measure, level: Level) -> list[str]:
    return [actor.removeprefix("actor:") for actor in measure.responsibility(level).coordinators]


def sources(entry: Entry) -> Iterator[Source]:
    yield from entry.sources
    if entry.successor is not None:
        yield from entry.successor.sources


@pytest.mark.parametrize(
    ("kind", "count"),
    [("theme", 6), ("goal", 3), ("measure", 11), ("actor", 16), ("region", 8), ("topic", 19), ("overview", 1)],
)
def test_whole_deck_is_there(knowledge: Knowledge, kind: str, count: int) -> None:
    assert len(knowledge.of_kind(KINDS[kind])) == count


def test_every_slide_with_content_is_told_of(knowledge: Knowledge) -> None:
    assert {slide for entry in knowledge.entries.values() for slide in slides(entry)} == set(range(2, 21))


def test_actors_regions_and_themes_have_their_known_ids(knowledge: Knowledge) -> None:
    assert {entry.id for kind in (Actor, Region, Theme) for entry in knowledge.of_kind(kind)} == {
        "actor:okm",
        "actor:tem",
        "actor:oph",
        "actor:jotpa",
        "actor:keha",
        "actor:ely",
        "actor:avi",
        "actor:kunnat",
        "actor:te-toimistot",
        "actor:kirjastot",
        "actor:kolmas-sektori",
        "actor:oppilaitokset",
        "actor:mopa",
        "actor:eloliv",
        "actor:jao",
        "actor:elo-ryhmat",
        "region:etela-savo",
        "region:pohjois-karjala",
        "region:pohjois-pohjanmaa",
        "region:uusimaa",
        "region:etela-pohjanmaa",
        "region:lappi",
        "region:keski-suomi",
        "region:varsinais-suomi",
        "theme:saavutettavasti",
        "theme:digitaalisesti",
        "theme:laadukkaasti",
        "theme:yhdenvertaisesti",
        "theme:monialaisesti",
        "theme:tietoon",
    }


@pytest.mark.parametrize(
    ("name", "places", "theme", "tasks"),
    [
        ("ohjausresurssit", (7,), "saavutettavasti", (4, 4)),
        ("monikanavaisuus", (8,), "saavutettavasti", (3, 4)),
        ("monialaiset-palvelut", (9,), "saavutettavasti", (3, 3)),
        ("kartoittaminen", (10, 11), "saavutettavasti", (1, 6)),
        ("urasuunnittelutaidot", (12,), "saavutettavasti", (3, 2)),
        ("tyoelama", (13,), "saavutettavasti", (2, 2)),
        ("digipalvelu", (14,), "digitaalisesti", (5, 5)),
        ("ohjaustyon-laatu", (15,), "laadukkaasti", (3, 2)),
        ("liikkuvuus", (16,), "yhdenvertaisesti", (3, 5)),
        ("pysyva-rakenne", (17,), "monialaisesti", (2, 3)),
        ("seuranta", (18,), "tietoon", (4, 6)),
    ],
)
def test_measure_has_its_slides_its_theme_and_all_its_tasks(
    knowledge: Knowledge, name: str, places: tuple[int, ...], theme: str, tasks: tuple[int, int]
) -> None:
    found = measure(knowledge, name)
    assert slides(found) == places
    assert found.theme == f"theme:{theme}"
    assert (len(found.national.tasks), len(found.regional.tasks)) == tasks


def test_national_coordinators_are_the_same_on_every_measure(knowledge: Knowledge) -> None:
    assert {" ".join(coordinators(found, Level.NATIONAL)) for found in knowledge.measures} == {NATIONAL}


@pytest.mark.parametrize(
    ("name", "regional"),
    [
        ("ohjausresurssit", USUAL),
        ("monikanavaisuus", "ely avi te-toimistot kirjastot"),
        ("monialaiset-palvelut", f"{USUAL} kolmas-sektori"),
        ("kartoittaminen", USUAL),
        ("urasuunnittelutaidot", "ely avi kunnat oppilaitokset"),
        ("tyoelama", "ely avi te-toimistot kunnat"),
        ("digipalvelu", USUAL),
        ("ohjaustyon-laatu", USUAL),
        ("liikkuvuus", USUAL),
        ("pysyva-rakenne", USUAL),
        ("seuranta", USUAL),
    ],
)
def test_regional_coordinators_differ_from_slide_to_slide(knowledge: Knowledge, name: str, regional: str) -> None:
    assert coordinators(measure(knowledge, name), Level.REGIONAL) == regional.split()


@pytest.mark.parametrize(
    ("actor", "national", "regional"),
    [
        ("okm", 11, 0),
        ("tem", 11, 0),
        ("oph", 11, 0),
        ("jotpa", 11, 0),
        ("keha", 11, 0),
        ("ely", 0, 11),
        ("avi", 0, 11),
        ("kunnat", 0, 10),
        ("te-toimistot", 0, 10),
        ("kirjastot", 0, 1),
        ("kolmas-sektori", 0, 1),
        ("oppilaitokset", 0, 1),
        ("mopa", 0, 0),
        ("eloliv", 0, 0),
        ("jao", 0, 0),
        ("elo-ryhmat", 0, 0),
    ],
)
def test_what_an_actor_coordinates_is_computed(knowledge: Knowledge, actor: str, national: int, regional: int) -> None:
    found = [len(knowledge.coordinated_by(f"actor:{actor}", level)) for level in Level]
    assert found == [national, regional]


@pytest.mark.parametrize(("actor", "slide"), [("kirjastot", 8), ("kolmas-sektori", 9), ("oppilaitokset", 12)])
def test_actor_of_one_slide_coordinates_that_measure(knowledge: Knowledge, actor: str, slide: int) -> None:
    assert [slides(found) for found in knowledge.coordinated_by(f"actor:{actor}", Level.REGIONAL)] == [(slide,)]


@pytest.mark.parametrize(
    ("goal", "count"), [("yhdenvertaiset-mahdollisuudet", 4), ("urasuunnittelutaidot", 1), ("tyoelama", 1)]
)
def test_goal_has_its_measures(knowledge: Knowledge, goal: str, count: int) -> None:
    assert len(knowledge.measures_of(knowledge.entries[f"goal:{goal}"])) == count


def test_every_theme_has_measures(knowledge: Knowledge) -> None:
    counts = Counter(found.theme for found in knowledge.measures)
    assert sorted(counts.values()) == [1, 1, 1, 1, 1, 6]
    assert set(counts) == {theme.id for theme in knowledge.of_kind(Theme)}


def test_quotation_of_slide_11_is_kept_as_a_quotation(knowledge: Knowledge) -> None:
    assert {slides(found) for found in knowledge.measures if found.quotation} == {(10, 11)}
    assert (measure(knowledge, "kartoittaminen").quotation or "").startswith("TE-palveluiden lisänä alueilla")


def test_every_region_of_the_deck_is_a_maakunta_and_others_have_none(knowledge: Knowledge) -> None:
    regions = [area.region for area in knowledge.areas if area.region is not None]
    assert sorted(regions) == sorted(region.id for region in knowledge.of_kind(Region))
    assert len(knowledge.areas) == 19


def test_every_maakunta_that_the_deck_does_not_speak_of_has_its_centre_of_today(knowledge: Knowledge) -> None:
    assert {area.name for area in knowledge.areas if area.region is None and area.centre is None} <= {"Ahvenanmaa"}


def test_every_public_source_tells_when_it_was_checked(knowledge: Knowledge) -> None:
    public = [source for entry in knowledge.entries.values() for source in sources(entry) if source.document is None]
    assert len(public) > 100
    assert not [source for source in public if not (source.url and source.title and source.checked)]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("actor:te-toimistot", "1.1.2025"),
        ("actor:ely", "31.12.2025"),
        ("actor:avi", "31.12.2025"),
        ("actor:keha", "Työllisyys-, kehittämis- ja hallintokeskus"),
        ("actor:jotpa", "Opetushallitukseen"),
        ("measure:digipalvelu", "Osaamispolku"),
        ("measure:ohjausresurssit", "1.1.2025"),
        ("measure:kartoittaminen", "31.12.2024"),
        ("measure:pysyva-rakenne", "Ei ole tiedossa"),
    ],
)
def test_what_has_changed_since_the_deck_is_told_in_one_short_line(
    knowledge: Knowledge, entry: str, words: str
) -> None:
    successor = knowledge.entries[entry].successor
    assert successor is not None
    assert words in successor.short
    assert "\n" not in successor.short


def test_every_change_is_told_in_one_whole_sentence_and_no_text_joins_sentences_by_semicolons(
    knowledge: Knowledge,
) -> None:
    changes = [entry.successor for entry in knowledge.entries.values() if entry.successor is not None]
    broken = [one.short for one in changes if len(one.short) > 110 or not re.fullmatch(r"[A-ZÅÄÖ].*\.", one.short)]
    assert broken == []
    told = [text for one in changes for text in (one.short, one.text)]
    told += [entry.content for entry in knowledge.entries.values()]
    told += [kind.elsewhere for kind in knowledge.outside]
    assert [text for text in told if ";" in text] == []
    assert [text for text in told if re.search(r"\b[Oo]nko\b[^?.]*, ei ole tiedossa", text)] == []


def test_body_that_has_ended_says_on_which_day_and_nothing_else(knowledge: Knowledge) -> None:
    changes = [(one.short, one.successor) for one in knowledge.of_kind(Actor) if one.successor is not None]
    ended = [(name, change.short, change.ended) for name, change in changes if change.ended is not None]
    assert [name for name, _, _ in ended] == ["ELY", "AVI", "TE-toimistot"]
    for _, said, day in ended:
        assert re.fullmatch(rf"[\w-]+ lakkasivat {day.day}\.{day.month}\.{day.year}\.", said)


def test_every_actor_has_the_form_of_its_name_that_a_sentence_needs(knowledge: Knowledge) -> None:
    assert {one.short: one.partitive for one in knowledge.of_kind(Actor)} == {
        "OKM": "OKM:ää",
        "TEM": "TEMiä",
        "OPH": "OPH:ta",
        "JOTPA": "JOTPAa",
        "KEHA": "KEHAa",
        "ELY": "ELY-keskuksia",
        "AVI": "AVIa",
        "kunnat": "kuntia",
        "TE-toimistot": "TE-toimistoja",
        "kirjastot": "kirjastoja",
        "kolmas sektori": "kolmatta sektoria",
        "oppilaitokset": "oppilaitoksia",
        "MOPA": "MOPAa",
        "ELOLIV": "ELOLIVia",
        "JAO": "JAOta",
        "ELO-ryhmät": "ELO-ryhmiä",
    }


def test_content_holds_no_contact_details(knowledge: Knowledge) -> None:
    texts = [text for entry in knowledge.entries.values() for text in (entry.title, entry.content)]
    texts += [task for found in knowledge.measures for level in Level for task in found.responsibility(level).tasks]
    texts += [kind.elsewhere for kind in knowledge.outside]
    assert not [text for text in texts if mask(text) != text or "@" in text]


def test_every_outside_kind_is_seen_by_each_of_its_cues(index: Index, knowledge: Knowledge) -> None:
    unseen = [
        (kind.id, cue)
        for kind in knowledge.outside
        for cue in kind.cues
        if not cue.startswith("-")
        and kind.id not in {outside.id for outside, _ in index.search(parse_finnish(cue, index.language)).cues}
    ]
    assert not unseen


def test_labelled_questions_are_sound_and_their_targets_name_something(knowledge: Knowledge) -> None:
    asked = [turn for turns in labelled(CONTENT / "questions") for turn in turns]
    assert len(asked) > 3_000
    assert not [(*turn.place, target) for turn, target in unreached(asked, knowledge)]


def test_untouched_questions_are_those_that_were_sealed() -> None:
    seals = [line.split() for line in (QUESTIONS / "untouched.sha256").read_text(encoding="utf-8").splitlines()]
    assert "untouched.jsonl" in {name for _, name in seals}
    assert not [name for seal, name in seals if hashlib.sha256((QUESTIONS / name).read_bytes()).hexdigest() != seal]
