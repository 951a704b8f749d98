"""A change is taken back wherever it stands as it was made, whatever else was edited or published since."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from factories import OUTSIDE, SECOND, TOPIC
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.knowledge import KnowledgeError, load
from bot.log.database import Database
from bot.replies.texts import finnish
from bot.review.audit import drop_undone, read_records
from bot.review.changes import Addition, Example, Words
from bot.review.publishing import Refused, Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog
    from bot.review.changes import Change

VEHICLE = Words("measure:jalkautuvat-palvelut", "karavaani")
PRISONS = Addition("topic:vankilat", TOPIC)


@pytest.fixture
def workbench(adviser: Adviser, log: QueryLog) -> Iterator[Workbench]:
    with closing(Database(log.path)) as database:
        yield Workbench(adviser, database)


def publish(workbench: Workbench, *changes: Change) -> None:
    for change in changes:
        workbench.publish(workbench.check(change), "Maija")


def by_hand(workbench: Workbench, name: str, *swaps: tuple[str, str], new: str | None = None) -> bytes:
    """Edit a file of the content, perhaps under another name, and load it: what it holds then."""
    file = workbench.adviser.folder / name
    content = file.read_bytes()
    for before, after in swaps:
        assert before.encode() in content
        content = content.replace(before.encode(), after.encode())
    file.unlink()
    (workbench.adviser.folder / (new or name)).write_bytes(content)
    workbench.reload("käsin", "Maija")
    return content


def held(workbench: Workbench) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workbench.adviser.folder.iterdir()}


EDITS = {
    "comment at the end": (("  - {name: Päijät", "  # käsin\n  - {name: Päijät"),),
    "the entry itself": (("title: Jalkautuvat palvelut", "title: Jalkautuvat  palvelut # oma"),),
    "the line above": (("aliases: [jalkautuminen]", "aliases: [jalkautuminen, pop up]"),),
    "the line below": (("actors:\n", "# tästä toimijat\nactors:\n"),),
    "an item below": (("- karavaani\n", "- karavaani\n      - kulkue  # oma\n"),),
    "an item above": (("- karavaani\n", "- kulkue\n      - karavaani\n"),),
    "line ends": (("\n", "\r\n"),),
    "byte order mark": (("# Pieni", "\ufeff# Pieni"),),
}


@pytest.mark.parametrize(
    ("swaps", "new"),
    [*((swaps, None) for swaps in EDITS.values()), (EDITS["line ends"], "toinen.yml")],
    ids=[*EDITS, "line ends under another name"],
)
def test_edits_by_hand_stay_when_a_change_is_taken_back(
    workbench: Workbench, swaps: tuple[tuple[str, str], ...], new: str | None
) -> None:
    publish(workbench, VEHICLE)
    edited = by_hand(workbench, "content.yaml", *swaps, new=new)
    end = b"\r\n" if b"\r\n" in edited else b"\n"
    kept = edited.replace(b"      - karavaani" + end, b"")
    expected = kept if b"kulkue" in kept else kept.replace(b"    synonyms:" + end, b"")
    workbench.undo("Pekka")
    assert held(workbench) == {new or "content.yaml": expected}
    assert load(workbench.adviser.folder).version == workbench.adviser.index.knowledge.version
    assert drop_undone(read_records(workbench.database)) == []


def test_entry_that_was_moved_to_another_file_is_found_there(workbench: Workbench) -> None:
    publish(workbench, Words("actor:kirjastot", "lainaamo"))
    folder = workbench.adviser.folder
    content = (folder / "content.yaml").read_text(encoding="utf-8")
    start, end = content.index("  - id: actor:kirjastot"), content.index("topics:")
    (folder / "content.yaml").write_text(content[:start] + content[end:], encoding="utf-8")
    moved = "# Siirretty\nactors:\n" + content[start:end]
    (folder / "toimijat.yaml").write_text(moved, encoding="utf-8")
    workbench.reload()
    workbench.undo("Pekka")
    assert held(workbench) == {
        "content.yaml": (content[:start] + content[end:]).encode(),
        "toimijat.yaml": moved.replace("    synonyms:\n      - lainaamo\n", "").encode(),
    }


def test_any_change_is_taken_back_before_later_ones(workbench: Workbench) -> None:
    (workbench.adviser.folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    workbench.reload()
    before = held(workbench)
    words = [Words("actor:kirjastot", "lainaamo"), Words("actor:kirjastot", "kirjala"), Words("actor:oph", "virasto")]
    publish(workbench, *words, Example("outside:muu", "hirvi"), Example("outside:muu", "hevonen"), PRISONS)
    for number in (1, 4, 6, 3):
        assert workbench.undo("Pekka", number=number)[0].number == number
    entries = workbench.adviser.index.knowledge.entries
    assert (entries["actor:kirjastot"].synonyms, entries["actor:oph"].synonyms) == (("kirjala",), ())
    assert b"examples: [mik\xc3\xa4 s\xc3\xa4\xc3\xa4 on, hevonen]" in held(workbench)["outside.yaml"]
    workbench.undo("Pekka")
    workbench.undo("Pekka")
    assert held(workbench) == before
    for number in (1, 7, 99):
        with pytest.raises(Refused, match="Peruttavaa ei ole"):
            workbench.undo("Pekka", number=number)


def test_change_that_is_gone_already_is_told(workbench: Workbench) -> None:
    publish(workbench, VEHICLE, Words("actor:oph", "virasto"))
    workbench.undo("Pekka", number=1)
    for number in (1, 3, 99):
        with pytest.raises(Refused, match=f"Muutosta {number} ei voi perua: sitä ei ole, tai se on jo peruttu"):
            workbench.undo("Pekka", number=number)


@pytest.mark.parametrize(
    ("change", "swap", "line", "new"),
    [
        (VEHICLE, ("- karavaani\n", "- karavaani  # oma\n"), 51, "toinen.yaml"),
        (VEHICLE, ("- karavaani\n", '- "karavaani"\n'), 51, None),
        (VEHICLE, ("- karavaani\n", "- karavaanit\n"), 37, None),
        (PRISONS, ("Vankiloista ei", "Vankiloista me emme"), 5, None),
        (PRISONS, ("Vankiloista ei", "Vankiloista me emme"), 5, "toinen.yaml"),
        (PRISONS, (TOPIC, TOPIC + SECOND), 8, None),
        (PRISONS, (TOPIC, TOPIC + "# oma\n"), 8, None),
    ],
)
def test_change_that_was_edited_itself_is_refused_with_its_place(
    workbench: Workbench, change: Change, swap: tuple[str, str], line: int, new: str | None
) -> None:
    name = "topic-vankilat.yaml" if change is PRISONS else "content.yaml"
    publish(workbench, change)
    by_hand(workbench, name, swap, new=new)
    before, records = held(workbench), read_records(workbench.database)
    with pytest.raises(Refused) as refused:
        workbench.undo("Pekka")
    assert refused.value.tell(finnish()) == finnish()("undo-edited", file=new or name, line=line)
    assert held(workbench) == before
    assert read_records(workbench.database) == records


def test_new_topic_goes_under_another_name_as_well(workbench: Workbench) -> None:
    before = held(workbench)
    publish(workbench, PRISONS)
    by_hand(workbench, "topic-vankilat.yaml", new="vankilat.yaml")
    workbench.undo("Pekka")
    assert held(workbench) == before


def test_new_topic_that_got_words_since_waits_until_they_are_taken_back(workbench: Workbench) -> None:
    before = held(workbench)
    publish(workbench, PRISONS, VEHICLE, Words("topic:vankilat", "selli"))
    with pytest.raises(Refused, match="myöhempi muutos 3 koskee samaa kohtaa"):
        workbench.undo("Pekka", number=1)
    for number in (3, 1, 2):
        workbench.undo("Pekka", number=number)
    assert held(workbench) == before


def test_change_of_an_entry_that_is_gone_is_told(workbench: Workbench) -> None:
    publish(workbench, PRISONS, Words("topic:vankilat", "selli"))
    (workbench.adviser.folder / "topic-vankilat.yaml").unlink()
    workbench.reload()
    for number in (1, 2):
        with pytest.raises(Refused, match="Kohtaa topic:vankilat ei ole"):
            workbench.undo("Pekka", number=number)


def test_change_whose_words_were_forgotten_is_taken_back_only_where_its_file_is_as_it_left_it(
    workbench: Workbench,
) -> None:
    before = held(workbench)
    publish(workbench, VEHICLE)
    workbench.database.write(lambda opened: opened.execute("update changes set words = ''"))
    edited = by_hand(workbench, "content.yaml", ("# Pieni", "# Oma"))
    with pytest.raises(Refused, match=r"content\.yaml on sen jälkeen muokattu"):
        workbench.undo("Pekka")
    (workbench.adviser.folder / "content.yaml").write_bytes(edited.replace(b"# Oma", b"# Pieni"))
    workbench.undo("Pekka")
    assert held(workbench) == before


def test_undo_serves_nothing_along_that_was_not_loaded(workbench: Workbench) -> None:
    publish(workbench, VEHICLE)
    file = workbench.adviser.folder / "content.yaml"
    edited = file.read_text(encoding="utf-8").replace("title: Kirjastot", "title: Kirjasto")
    file.write_text(edited, encoding="utf-8")
    with pytest.raises(Refused, match="Lataa sisältö ensin uudelleen"):
        workbench.undo("Pekka")
    assert file.read_text(encoding="utf-8") == edited
    file.write_text(edited + "topics: [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"content\.yaml:\d+"):
        workbench.undo("Pekka")


ODD = ("hevonen", "traktori, # b]", "- lumiukko: y", '"avaruusraketti"')


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, len(ODD) + 1)))
def test_changes_are_taken_back_in_any_order_to_the_byte(workbench: Workbench, order: list[int]) -> None:
    before, first = held(workbench), len(read_records(workbench.database))
    publish(workbench, *(Words("actor:kirjastot", words) for words in ODD))
    for number in order:
        workbench.undo("Pekka", number=first + number)
    assert held(workbench) == before
