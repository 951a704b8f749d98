from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Ambiguous, Answer, Found, NotFound, SmallTalk, answer
from bot.entries import Actor, Facet, Level
from bot.matching import Match
from bot.notices import guidance, welcome
from bot.query import Aspect, Query, Talk
from bot.replies import (
    LABEL,
    Action,
    Ask,
    Choice,
    Cited,
    Heading,
    Items,
    Note,
    Open,
    Paragraph,
    Part,
    Reply,
    Sources,
    decode,
    encode,
    plain,
    render,
    sources,
)
from bot.texts import finnish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.entries import Entry
    from bot.knowledge import Knowledge
    from bot.matching import Index

FACETS = list(Facet)
ASPECTS = list(Aspect)
HEADINGS = {Level.NATIONAL: "Valtakunnallisesti", Level.REGIONAL: "Alueellisesti"}
CHANGED = Note("Muuttunut vuoden 2022 jälkeen:")


def worded(knowledge: Knowledge, entry: Entry, facet: Facet = Facet.BOTH, aspect: Aspect = Aspect.ANY) -> Reply:
    return render(Found(Query("", (), aspect=aspect), entry, facet, 1.0), knowledge, finnish())


def lines(part: Part) -> tuple[str, ...]:
    return part.items if isinstance(part, Items) else (part.text,)


def actions(reply: Reply) -> list[Action]:
    return [choice.action for row in reply.choices for choice in row]


def every_reply(knowledge: Knowledge) -> Iterator[tuple[str, Reply]]:
    """Every entry on every level for every aspect, and where it comes from; what is said besides."""
    for entry in knowledge.entries.values():
        for facet in FACETS:
            yield f"{entry.id} {facet} sources", sources(entry, facet, knowledge, finnish())
            for aspect in ASPECTS:
                yield f"{entry.id} {facet} {aspect}", worded(knowledge, entry, facet, aspect)
    for talk in Talk:
        yield talk, render(SmallTalk(Query("", ()), talk), knowledge, finnish())
    for outside in (None, *knowledge.outside):
        for area in (None, *knowledge.areas):
            refusal = NotFound(Query("", ()), Facet.BOTH, 0.0, outside=outside, area=area)
            yield f"{outside and outside.id} {area and area.name}", render(refusal, knowledge, finnish())
    for few in (knowledge.measures[:4], knowledge.of_kind("actor")[:2], knowledge.of_kind("term")[:3]):
        for facet in FACETS:
            for aspect in ASPECTS:
                yield f"{[one.id for one in few]} {facet} {aspect}", clarified(knowledge, few, facet, aspect)


def clarified(
    knowledge: Knowledge, entries: Iterable[Entry], facet: Facet, aspect: Aspect = Aspect.ANY
) -> Reply:
    matches = tuple(Match(entry, 0.5, 1.0, entry.title, 1.0, 1.0) for entry in entries)
    return render(Ambiguous(Query("", (), aspect=aspect), matches, facet, 0.5), knowledge, finnish())


@pytest.fixture(scope="module")
def replies(knowledge: Knowledge) -> dict[str, Reply]:
    return dict(every_reply(knowledge))


def test_no_reply_has_an_empty_part_or_a_hole_in_its_text(replies: dict[str, Reply]) -> None:
    said = [(name, text) for name, reply in replies.items() for part in reply.parts for text in lines(part)]
    assert not [name for name, reply in replies.items() if not all(map(lines, reply.parts)) or not reply.parts]
    assert not [(name, text) for name, text in said if not text.strip() or text != text.strip()]
    assert not [(name, text) for name, text in said if re.search(r"\bNone\b| {2}|\n|[{}]|\.\.(?!\.)|,,|\( | \)", text)]


def test_every_reply_fits_in_one_message(replies: dict[str, Reply]) -> None:
    assert not [name for name, reply in replies.items() if len(plain(reply).encode("utf-16-le")) // 2 >= 4096]


def test_every_button_is_short_and_its_data_comes_back(replies: dict[str, Reply]) -> None:
    choices = [choice for reply in (*replies.values(), welcome(finnish()), guidance(finnish()))
               for choice in chain(*reply.choices)]
    assert not [choice for choice in choices if not 0 < len(choice.label) <= LABEL]
    assert not [choice for choice in choices if len(encode(choice.action).encode()) > 64]
    assert not [choice for choice in choices if decode(encode(choice.action)) != choice.action]


def test_every_button_leads_to_an_entry(knowledge: Knowledge, replies: dict[str, Reply]) -> None:
    named = {action.entry for reply in replies.values() for action in actions(reply) if not isinstance(action, Ask)}
    assert named <= knowledge.entries.keys()


def test_answer_begins_with_its_title_and_ends_with_its_source(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        reply = worded(knowledge, entry)
        assert reply.parts[0] == Heading(entry.title)
        assert isinstance(reply.parts[-1], Cited)
        assert sum(isinstance(part, Cited) for part in reply.parts) == 1


def numbers(text: str) -> set[int]:
    """The numbers in `7–10, 12 ja 14`."""
    return {
        number for first, last in re.findall(r"(\d+)(?:–(\d+))?", text)
        for number in range(int(first), int(last or first) + 1)
    }


def test_answer_cites_its_slides_or_its_public_source(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        cited = lines(worded(knowledge, entry).parts[-1])[0]
        if entry.slides:
            assert numbers(cited.partition("kalvo")[2].partition(", 25.3.2022")[0]) == set(entry.slides), entry.id
        else:
            assert "tarkistettu" in cited, entry.id


def test_answer_about_a_measure_says_that_it_is_a_proposal(knowledge: Knowledge) -> None:
    for measure in knowledge.measures:
        assert "ehdotus" in lines(worded(knowledge, measure).parts[-1])[0]


def of_level(reply: Reply, level: Level) -> list[Part]:
    """The parts below the heading of a level, to the next heading or to the notes."""
    begin = reply.parts.index(Heading(HEADINGS[level])) + 1
    ends = [i for i, part in enumerate(reply.parts) if i >= begin and isinstance(part, Heading | Note | Cited)]
    return list(reply.parts[begin : ends[0]])


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("facet", FACETS)
def test_measure_has_exactly_its_coordinators_and_tasks_on_the_levels_asked_for(
    knowledge: Knowledge, facet: Facet, aspect: Aspect
) -> None:
    actors = [actor for actor in knowledge.entries.values() if isinstance(actor, Actor)]
    for measure in knowledge.measures:
        reply = worded(knowledge, measure, facet, aspect)
        headings = [part.text for part in reply.parts[1:] if isinstance(part, Heading)]
        assert headings == [HEADINGS[level] for level in facet.levels]
        for level in facet.levels:
            parts = of_level(reply, level)
            who = next(part.text for part in parts if isinstance(part, Paragraph) and "vastuutahot" in part.text)
            assert {actor.id for actor in actors if actor.spelled in who} == set(
                measure.responsibility(level).coordinators)
            assert Items(measure.responsibility(level).tasks) in parts


@pytest.mark.parametrize(("facet", "other"), [(Facet.NATIONAL, Level.REGIONAL), (Facet.REGIONAL, Level.NATIONAL)])
def test_level_that_was_not_asked_for_is_left_out(knowledge: Knowledge, facet: Facet, other: Level) -> None:
    for measure in knowledge.measures:
        reply = worded(knowledge, measure, facet)
        assert Heading(HEADINGS[other]) not in reply.parts
        assert Items(measure.responsibility(other).tasks) not in reply.parts


@pytest.mark.parametrize(("aspect", "who_first"), [(Aspect.WHO, True), (Aspect.ANY, True), (Aspect.WHAT, False)])
def test_what_was_asked_first_comes_first(knowledge: Knowledge, aspect: Aspect, who_first: bool) -> None:
    for measure in knowledge.measures:
        for level in Level:
            parts = of_level(worded(knowledge, measure, Facet.BOTH, aspect), level)
            who = next(i for i, part in enumerate(parts) if isinstance(part, Paragraph) and "vastuutahot" in part.text)
            assert (who < parts.index(Items(measure.responsibility(level).tasks))) is who_first


def test_theme_or_goal_of_one_measure_tells_its_responsibilities(knowledge: Knowledge) -> None:
    groups = [*knowledge.of_kind("theme"), *knowledge.of_kind("goal")]
    ones = [(group, knowledge.measures_of(group)[0]) for group in groups if len(knowledge.measures_of(group)) == 1]
    assert len(ones) == 7
    for group, measure in ones:
        for level in Level:
            assert Items(measure.responsibility(level).tasks) in worded(knowledge, group, Facet(level.value)).parts


@pytest.mark.parametrize("group", ["theme:saavutettavasti", "goal:yhdenvertaiset-mahdollisuudet"])
@pytest.mark.parametrize("facet", FACETS)
def test_theme_or_goal_of_several_measures_offers_each(knowledge: Knowledge, group: str, facet: Facet) -> None:
    entry = knowledge.entries[group]
    measures = knowledge.measures_of(entry)
    reply = worded(knowledge, entry, facet)
    assert Items(tuple(measure.title for measure in measures)) in reply.parts
    assert [action for action in actions(reply) if isinstance(action, Open)] == [
        Open(measure.id, facet) for measure in measures]


@pytest.mark.parametrize("facet", FACETS)
def test_actor_lists_exactly_the_measures_it_was_proposed_for(knowledge: Knowledge, facet: Facet) -> None:
    for actor in knowledge.of_kind("actor"):
        text = plain(worded(knowledge, actor, facet))
        for measure in knowledge.measures:
            proposed = any(actor.id in measure.responsibility(level).coordinators for level in facet.levels)
            assert (f"{measure.title} (kalvo {measure.slides[0]})" in text) is proposed, (actor.id, measure.id)


@pytest.mark.parametrize("facet", FACETS)
def test_actor_that_coordinates_nothing_is_said_to(knowledge: Knowledge, facet: Facet) -> None:
    for actor in ("actor:mopa", "actor:eloliv", "actor:jao", "actor:elo-ryhmat"):
        assert "ei nimeä tätä toimijaa" in plain(worded(knowledge, knowledge.entries[actor], facet))
    assert "alueelliseksi koordinoijaksi tätä toimijaa ei ehdotettu" in plain(
        worded(knowledge, knowledge.entries["actor:okm"], Facet.REGIONAL)).lower()


def changes(reply: Reply) -> tuple[str, ...]:
    if CHANGED not in reply.parts:
        return ()
    return lines(reply.parts[reply.parts.index(CHANGED) + 1])


@pytest.mark.parametrize("facet", FACETS)
def test_measure_tells_in_one_line_each_what_has_changed_of_it_and_of_the_actors_it_names(
    knowledge: Knowledge, facet: Facet
) -> None:
    for measure in knowledge.measures:
        named: list[Entry] = [measure]
        for level in facet.levels:
            named += map(knowledge.actor, measure.responsibility(level).coordinators)
        told = [entry.successor.short for entry in named if entry.successor is not None]
        assert sorted(changes(worded(knowledge, measure, facet))) == sorted(dict.fromkeys(told))


def test_entry_tells_all_that_has_changed_of_itself(knowledge: Knowledge) -> None:
    for kind in ("actor", "region", "topic", "term"):
        for entry in knowledge.of_kind(kind):
            whole = (entry.successor.text,) if entry.successor is not None else ()
            assert changes(worded(knowledge, entry)) == whole


@pytest.mark.parametrize("facet", FACETS)
def test_measure_offers_the_other_levels_and_its_source(knowledge: Knowledge, facet: Facet) -> None:
    for measure in knowledge.measures:
        assert set(actions(worded(knowledge, measure, facet))) == {
            *(Open(measure.id, other) for other in FACETS if other is not facet), Sources(measure.id, facet)}


@pytest.mark.parametrize("facet", FACETS)
def test_every_answer_offers_its_source_and_the_source_the_way_back(knowledge: Knowledge, facet: Facet) -> None:
    for entry in knowledge.entries.values():
        assert Sources(entry.id, facet) in actions(worded(knowledge, entry, facet))
        assert actions(sources(entry, facet, knowledge, finnish())) == [Open(entry.id, facet)]


def test_source_names_every_slide_and_every_page_with_its_day(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        listed = "\n".join(lines(sources(entry, Facet.BOTH, knowledge, finnish()).parts[1]))
        for source in (*entry.sources, *(entry.successor.sources if entry.successor else ())):
            if source.slide is not None:
                assert f"Kalvo {source.slide}: " in listed
            else:
                assert f"{source.title}: {source.url} (tarkistettu " in listed


@pytest.mark.parametrize("facet", FACETS)
def test_choice_is_offered_as_a_list_and_as_buttons_on_the_level_asked_for(knowledge: Knowledge, facet: Facet) -> None:
    entries = [knowledge.entries[name] for name in ("measure:seuranta", "actor:okm", "topic:kysely")]
    reply = clarified(knowledge, entries, facet)
    assert Items(tuple(entry.title for entry in entries)) in reply.parts
    opens = [action for action in actions(reply) if isinstance(action, Open)]
    assert opens[:3] == [Open(entry.id, facet) for entry in entries]


@pytest.mark.parametrize(("facet", "shared"), [(Facet.NATIONAL, True), (Facet.BOTH, True), (Facet.REGIONAL, False)])
def test_choice_of_measures_gives_the_coordinators_that_all_of_them_share(
    knowledge: Knowledge, facet: Facet, shared: bool
) -> None:
    text = plain(clarified(knowledge, knowledge.measures[:3], facet, Aspect.WHO))
    assert [actor.spelled in text for actor in map(knowledge.actor, knowledge.measures[0].national.coordinators)] == [
        shared] * 5
    assert "kirjastot" not in text


def test_choice_among_different_things_gives_no_coordinators(knowledge: Knowledge) -> None:
    mixed = [knowledge.entries["measure:seuranta"], knowledge.entries["topic:kysely"]]
    assert "vastuutahoja" not in plain(clarified(knowledge, mixed, Facet.NATIONAL, Aspect.WHO))


def test_refusal_says_so_and_what_to_try_next(index: Index) -> None:
    reply = said(index, "asdfgh qwerty")
    assert reply.parts[0] == Paragraph("En löytänyt tähän vastausta esityksestä.")
    assert "Kokeile" in plain(reply)
    assert Open("overview", Facet.BOTH) in actions(reply)


def test_refusal_tells_where_else_to_ask(index: Index, knowledge: Knowledge) -> None:
    elsewhere = next(kind.elsewhere for kind in knowledge.outside if kind.id == "outside:palkat")
    assert elsewhere in plain(said(index, "paljonko opo tienaa"))


@pytest.mark.parametrize(("question", "words"), [
    ("mitä Pirkanmaalla", ["Pirkanmaa", "Sisä-Suomen elinvoimakeskus"]),
    ("Kainuu", ["Kainuu", "Pohjois-Suomen elinvoimakeskus"]), ("Ahvenanmaa", ["Ahvenanmaa"]),
])
def test_refusal_about_a_maakunta_names_its_centre_of_today(index: Index, question: str, words: list[str]) -> None:
    text = plain(said(index, question))
    assert not [word for word in words if word not in text]


def said(index: Index, question: str) -> Reply:
    return render(answer(question, index), index.knowledge, finnish())


@given(st.text(st.characters(codec=None), max_size=100))
def test_any_question_gets_a_reply(index: Index, question: str) -> None:
    answered: Answer = answer(question, index)
    assert plain(render(answered, index.knowledge, finnish())).strip()


def test_plain_text_has_every_part(knowledge: Knowledge) -> None:
    reply = Reply((Heading("Otsikko"), Paragraph("Kappale."), Items(("yksi", "kaksi")), Note("Huom."), Cited("Lähde.")))
    text = plain(reply)
    assert [line for line in text.split("\n") if line] == [
        "Otsikko", "Kappale.", "• yksi", "• kaksi", "Huom.", "Lähde."]
    assert "Kappale.\n• yksi\n• kaksi\n\nHuom.\n\nLähde." in text


@pytest.mark.parametrize(("action", "data"), [
    (Open("measure:seuranta", Facet.NATIONAL), "o|measure:seuranta|n"), (Open("overview", Facet.BOTH), "o|overview|b"),
    (Sources("region:etela-savo", Facet.REGIONAL), "s|region:etela-savo|r"), (Ask("Mitä Lapissa?"), "q|Mitä Lapissa?"),
])
def test_button_data_stays_the_same_from_version_to_version(action: Action, data: str) -> None:
    assert encode(action) == data
    assert decode(data) == action


@pytest.mark.parametrize("data", [
    "", "o", "o|", "o||n", "o|measure:x", "o|measure:x|", "o|measure:x|x", "o|measure:x|nn", "x|measure:x|n", "q|",
    "q|  ", "o|Measure:x|n", "o|measure:ä|n", "o|measure:x|n\n", "\no|measure:x|n", "o|../x|n", "o|measure:x:y|n",
    "s|7|b", "o|measure:x|n|n", "q|a\nb", "O|measure:x|n", "q|" + "a" * 63, "q|" + "ä" * 32, "null", "{}",
    "o|measure:x |n", "\ud800", "q|\ud800",
])
def test_malformed_button_data_is_nothing(data: str) -> None:
    assert decode(data) is None


IDS = st.from_regex(r"[a-z]{1,8}(:[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3})?", fullmatch=True)
ASKS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=15).map(Ask)


@given(st.builds(Open, IDS, st.sampled_from(Facet)) | st.builds(Sources, IDS, st.sampled_from(Facet)) | ASKS)
def test_every_action_comes_back_from_its_button_data(action: Action) -> None:
    data = encode(action)
    assert len(data.encode()) <= 64
    assert decode(data) == action


HOSTILE = (
    st.text(st.characters(codec=None)) | st.text(st.sampled_from("osq|measur:-7nrb\n"))
    | st.text(st.characters(codec=None), max_size=70).map("q|{}".format)
)


@given(HOSTILE)
def test_hostile_button_data_is_nothing_or_an_action_of_that_very_data(data: str) -> None:
    action = decode(data)
    assert action is None or encode(action) == data


def test_label_that_is_too_long_is_cut_between_words(knowledge: Knowledge) -> None:
    entry = knowledge.entries["actor:okm"].model_copy(update={"title": "pitkä " * 14 + "nimi"})
    (row,) = clarified(knowledge, [entry], Facet.BOTH).choices[:1]
    assert row == (Choice("pitkä " * 8 + "pitkä…", Open("actor:okm", Facet.BOTH)),)
