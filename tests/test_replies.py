from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from factories import slides
from hypothesis import given
from hypothesis import strategies as st
from replying import ASKED, FACETS, actions, answers, choices, clarified, every_reply, lines, viewed, worded, worded_in

from bot.content.entries import Actor, Facet, Goal, Level, Measure, Term, Theme
from bot.content.values import LABEL
from bot.replies import (
    Action,
    Browse,
    Choice,
    Cited,
    Erase,
    Feedback,
    Heading,
    Items,
    Judge,
    Note,
    Open,
    Page,
    Paragraph,
    Part,
    Pick,
    Places,
    Reject,
    Reply,
    Settle,
    Share,
    Shelf,
    View,
    ask_area,
    decode,
    encode,
    plain,
    put_beside,
    render,
    settle_area,
    show_page,
)
from bot.replies.citing import find_changes
from bot.replies.offers import find_offers
from bot.replies.texts import LANGUAGES, Texts, finnish, in_language
from bot.understanding.answering import NotFound, answer, converse
from bot.understanding.matching import Match
from bot.understanding.query import Aspect, Query

if TYPE_CHECKING:
    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

ROOM = {Facet.NATIONAL: 700, Facet.REGIONAL: 700, Facet.BOTH: 1000}


@pytest.fixture(scope="module", params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> Texts:
    return in_language(str(request.param))


@pytest.fixture(scope="module")
def replies(any_content: Knowledge, texts: Texts) -> dict[str, Reply]:
    return dict(every_reply(any_content, texts))


def test_no_reply_has_an_empty_part_or_a_hole_in_its_text(replies: dict[str, Reply]) -> None:
    said = [(name, text) for name, reply in replies.items() for part in reply.parts for text in lines(part)]
    assert not [name for name, reply in replies.items() if not all(map(lines, reply.parts)) or not reply.parts]
    assert not [(name, text) for name, text in said if not text.strip() or text != text.strip()]
    holes = re.compile(r"\bNone\b| {2}|\n|[{}]|\.\.(?!\.)|,,|, *$| ,|\( | \)|\(\)|, (ja|och|and)\b \.")
    assert not [(name, text) for name, text in said if holes.search(text)]


def test_every_section_says_something(replies: dict[str, Reply]) -> None:
    """A heading or an introduction is followed by what it introduces."""
    for name, reply in replies.items():
        for part, after in zip(reply.parts, (*reply.parts[1:], None), strict=True):
            if isinstance(part, Paragraph) and part.text.endswith(":"):
                assert isinstance(after, Items) or (after is None and reply.choices), (name, part)
            if isinstance(part, Heading):
                assert after is not None, (name, part)


def test_every_answer_fits_one_screen_of_a_phone(any_content: Knowledge, texts: Texts) -> None:
    too_long = {
        name: len(plain(reply))
        for name, reply in answers(any_content, texts)
        if len(plain(reply)) > ROOM[Facet(name.split()[1])]
    }
    assert not too_long


def test_every_reply_fits_in_one_message(replies: dict[str, Reply]) -> None:
    assert not [name for name, reply in replies.items() if len(plain(reply).encode("utf-16-le")) // 2 >= 4096]


def test_every_button_is_short_and_its_data_comes_back(replies: dict[str, Reply]) -> None:
    every = [choice for reply in replies.values() for choice in choices(reply)]
    assert not [choice for choice in every if not 0 < len(choice.label) <= LABEL]
    pressed = [choice.action for choice in every if not isinstance(choice.action, Share)]
    assert not [action for action in pressed if len(encode(action).encode()) > 64 or decode(encode(action)) != action]
    assert not [action for action in actions_of(every, Share) if not 0 < len(action.query) <= 256]


def actions_of(every: list[Choice], kind: type[Share]) -> list[Share]:
    return [choice.action for choice in every if isinstance(choice.action, kind)]


def test_no_keyboard_has_two_buttons_of_the_same_name(replies: dict[str, Reply]) -> None:
    for name, reply in replies.items():
        labels = [choice.label for choice in choices(reply)]
        assert len(labels) == len(set(labels)), name


ABBREVIATION = re.compile(r"(?<![\w(])[A-ZÅÄÖ]{2,}(?=[^A-ZÅÄÖ]|$)")
EXPLAINED = {"JAO", "LAPPI", "HR", "LIV", "CMS", "JOD", "LVV", "TE", "ELOLIV", "HE", "ID"}
"""What has no words in the content, or is told by the sentence that it stands in."""


def test_every_abbreviation_is_spelled_out_where_it_is_used_first(knowledge: Knowledge, texts: Texts) -> None:
    """Apart from the names of entries and sources, and the tasks, which stand as the slides have them."""
    words = {actor.short: actor.name for actor in knowledge.entries.values() if isinstance(actor, Actor)}
    words |= {"ELO": "linikäinen ohjaus", "TNO": "tieto-, neuvonta- ja ohjauspalvelut", "JYU": "Jyväskylän yliopisto"}
    tasks = {task for m in knowledge.measures for level in Level for task in m.responsibility(level).tasks}
    names = [actor.name for actor in knowledge.entries.values() if isinstance(actor, Actor)]
    for name, reply in answers(knowledge, texts):
        parts = [text for part in reply.parts[:-1] for text in lines(part) if text not in tasks]
        titles = reply.parts[0].text if isinstance(reply.parts[0], Heading) else ""
        whole = "\n".join(parts)
        for official in names:
            whole = whole.replace(official, official.lower())
        for short in set(ABBREVIATION.findall(whole.replace(titles, "", 1))) - EXPLAINED:
            told = words[short].lower() in f"{titles}\n{whole}".lower() or f"({short})" in titles
            assert told, (name, short)


def test_answer_begins_with_its_title_and_ends_with_its_source(any_content: Knowledge) -> None:
    for entry in any_content.entries.values():
        reply = worded(any_content, entry)
        assert reply.parts[0] == Heading(entry.title)
        assert isinstance(reply.parts[-1], Cited)
        assert sum(isinstance(part, Cited) for part in reply.parts) == 1


def numbers(text: str) -> set[int]:
    """The numbers in `numerosta 7 numeroon 10, 12 ja 14`."""
    return {
        number
        for first, last in re.findall(r"(\d+)(?: numeroon (\d+))?", text)
        for number in range(int(first), int(last or first) + 1)
    }


def test_answer_cites_its_slides_or_its_public_source(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        cited = lines(worded(knowledge, entry).parts[-1])[0]
        if slides(entry):
            assert numbers(cited.partition("dia")[2].partition(", 25.3.2022")[0]) == set(slides(entry)), entry.id
        elif entry.sources[0].document is None:
            assert "tarkistettu" in cited, entry.id
        else:
            assert knowledge.documents[entry.sources[0].document].title in cited, entry.id


def test_answer_about_a_measure_says_that_it_is_a_proposal(knowledge: Knowledge) -> None:
    for measure in knowledge.measures:
        assert "ehdotus vuodelta 2022, ei päätös" in lines(worded(knowledge, measure).parts[-1])[0]


def of_level(reply: Reply, level: Level) -> list[Part]:
    """The parts below the heading of a level, to the next heading or to the notes."""
    begin = reply.parts.index(Heading(finnish()(f"{level.value}-heading"))) + 1
    ends = [i for i, part in enumerate(reply.parts) if i >= begin and isinstance(part, Heading | Note | Cited)]
    return list(reply.parts[begin : ends[0]])


@pytest.mark.parametrize("facet", FACETS)
def test_measure_names_its_coordinators_and_at_most_four_of_its_tasks(any_content: Knowledge, facet: Facet) -> None:
    actors = [actor for actor in any_content.entries.values() if isinstance(actor, Actor)]
    for measure in any_content.measures:
        reply = worded(any_content, measure, facet)
        for level in facet.levels:
            who, _, tasks = of_level(reply, level)
            assert {actor.id for actor in actors if actor.spelled in lines(who)[0]} == set(
                measure.responsibility(level).coordinators
            )
            count = len(lines(tasks))
            assert lines(tasks) == measure.responsibility(level).tasks[:count]
            assert 1 <= count <= 4


@pytest.mark.parametrize("facet", FACETS)
def test_whole_answer_has_all_tasks_and_what_the_strategy_says(any_content: Knowledge, facet: Facet) -> None:
    for measure in any_content.measures:
        reply = viewed(any_content, Open(measure.id, facet, View.WHOLE))
        for level in facet.levels:
            assert Items(measure.responsibility(level).tasks) in of_level(reply, level)
        text = plain(reply)
        assert all(wording.rstrip(".") in text for wording in measure.measures)
        assert not [block for block in measure.blocks if str(block)[:40] not in text]
        assert measure.quotation is None or measure.quotation in text
        assert any_content.entries[measure.theme].title in text


@pytest.mark.parametrize(("facet", "other"), [(Facet.NATIONAL, Level.REGIONAL), (Facet.REGIONAL, Level.NATIONAL)])
def test_level_that_was_not_asked_for_is_left_out(any_content: Knowledge, facet: Facet, other: Level) -> None:
    for measure in any_content.measures:
        text = plain(worded(any_content, measure, facet))
        assert Heading(finnish()(f"{other.value}-heading")) not in worded(any_content, measure, facet).parts
        assert not [
            task
            for task in measure.responsibility(other).tasks
            if task in text and task not in measure.responsibility(Level(facet.value)).tasks
        ]


@pytest.mark.parametrize(("aspect", "who_first"), [(Aspect.WHO, True), (Aspect.ANY, True), (Aspect.WHAT, False)])
def test_what_was_asked_first_comes_first(any_content: Knowledge, aspect: Aspect, who_first: bool) -> None:
    for measure in any_content.measures:
        for level in Level:
            parts = of_level(worded(any_content, measure, Facet.BOTH, aspect), level)
            kinds = [type(part) for part in parts]
            assert kinds.index(Items) == (2 if who_first else 1)


def test_theme_or_goal_of_one_measure_tells_its_responsibilities(any_content: Knowledge) -> None:
    groups = [*any_content.of_kind(Theme), *any_content.of_kind(Goal)]
    ones = [(group, any_content.measures_of(group)[0]) for group in groups if len(any_content.measures_of(group)) == 1]
    assert ones
    for group, measure in ones:
        for level in Level:
            text = plain(worded(any_content, group, Facet(level.value)))
            assert measure.responsibility(level).tasks[0] in text


@pytest.mark.parametrize("facet", FACETS)
def test_theme_or_goal_of_several_measures_offers_each(any_content: Knowledge, facet: Facet) -> None:
    groups = [*any_content.of_kind(Theme), *any_content.of_kind(Goal)]
    several_of = [(group, found) for group in groups if len(found := any_content.measures_of(group)) > 1]
    assert {type(group) for group, _ in several_of} == {Theme, Goal}
    for group, measures in several_of:
        reply = worded(any_content, group, facet)
        assert Items(tuple(measure.title for measure in measures)) in reply.parts
        assert actions(reply)[: len(measures)] == [Open(measure.id, facet) for measure in measures]


def test_overview_offers_the_themes(any_content: Knowledge) -> None:
    themes = [theme.id for theme in any_content.themes]
    offered = actions(worded(any_content, any_content.entries["overview"]))[: len(themes)]
    assert [action.entry for action in offered if isinstance(action, Open)] == themes


@pytest.mark.parametrize("facet", FACETS)
def test_whole_actor_lists_the_measures_it_coordinates_or_says_all(any_content: Knowledge, facet: Facet) -> None:
    every = any_content.measures
    for actor in any_content.of_kind(Actor):
        text = plain(viewed(any_content, Open(actor.id, facet, View.WHOLE)))
        for level in facet.levels:
            named = any_content.coordinated_by(actor.id, level)
            said = finnish()(f"actor-coordinates-all-{level.value}", nature="proposal", count=len(every))
            assert (said in text) is (named == every)
            assert named == every or not [one.title for one in named if f"• {one.title}" not in text]


def test_measures_of_an_actor_are_told_with_their_slides(knowledge: Knowledge) -> None:
    text = plain(viewed(knowledge, Open("actor:kirjastot", Facet.BOTH, View.WHOLE)))
    assert "• Monikanavainen ohjaus ja monipuoliset asiointitavat (dia 8)" in text


@pytest.mark.parametrize("facet", FACETS)
def test_actor_that_coordinates_nothing_is_said_to(knowledge: Knowledge, facet: Facet) -> None:
    for actor in ("actor:mopa", "actor:eloliv", "actor:jao", "actor:elo-ryhmat"):
        assert "ei nimeä tätä toimijaa" in plain(worded(knowledge, knowledge.entries[actor], facet))
    assert (
        "alueelliseksi koordinoijaksi tätä toimijaa ei ehdotettu"
        in plain(worded(knowledge, knowledge.entries["actor:okm"], Facet.REGIONAL)).lower()
    )


def notes(reply: Reply) -> list[str]:
    return [part.text for part in reply.parts if isinstance(part, Note)]


def test_regional_answer_says_in_one_short_line_which_bodies_have_ended(knowledge: Knowledge, texts: Texts) -> None:
    for measure in knowledge.measures:
        [line] = notes(worded(knowledge, measure, Facet.REGIONAL, texts=texts))
        ended = [
            actor
            for actor in map(knowledge.actor, measure.regional.coordinators)
            if actor.successor is not None and actor.successor.ended
        ]
        assert len(line) <= 120
        assert all(actor.short in line for actor in ended)
        assert len(ended) >= 2


def test_bodies_have_ended_on_the_day_that_their_whole_wording_says(knowledge: Knowledge) -> None:
    measure = knowledge.measures[0]
    [line] = notes(worded(knowledge, measure, Facet.REGIONAL))
    assert line.startswith("Lakkautettu: ELY ja AVI 31.12.2025, TE-toimistot 1.1.2025. ")
    for actor in map(knowledge.actor, measure.regional.coordinators):
        if actor.successor is not None and (day := actor.successor.ended) is not None:
            assert f"{day.day}.{day.month}.{day.year}" in actor.successor.text


def test_whole_wording_of_every_change_is_behind_its_button(any_content: Knowledge) -> None:
    for entry in any_content.entries.values():
        reply = worded(any_content, entry, Facet.BOTH)
        button = Open(entry.id, Facet.BOTH, View.CHANGES, ASKED)
        named: list[Entry] = [entry, *(measures if len(measures := any_content.measures_of(entry)) == 1 else ())]
        for measure in named[-1:]:
            if isinstance(measure, Measure):
                named += [
                    any_content.actor(one) for level in Level for one in measure.responsibility(level).coordinators
                ]
        told = {one.successor.text for one in named if one.successor is not None}
        assert (button in actions(reply)) is bool(told), entry.id
        assert len(notes(reply)) <= 1
        if told:
            text = re.sub(r" \([A-ZÅÄÖ]+: [^)]*\)", "", plain(viewed(any_content, button)))
            assert not [one for one in told if re.sub(r" \([A-ZÅÄÖ]+: [^)]*\)", "", one) not in text]


@pytest.mark.parametrize("facet", FACETS)
def test_measure_offers_levels_tasks_changes_source_sharing_area_and_feedback(
    any_content: Knowledge, facet: Facet
) -> None:
    for measure in any_content.measures:
        found = actions(worded(any_content, measure, facet))
        wanted: list[Action] = [Open(measure.id, other, asked=ASKED) for other in FACETS if other is not facet]
        wanted += [Open(measure.id, facet, view, ASKED) for view in (View.WHOLE, View.SOURCES)]
        wanted += [Open(measure.id, facet, View.CHANGES, ASKED)] * bool(find_changes(measure, facet, any_content))
        wanted += [*(Judge(verdict, ASKED) for verdict in (Feedback.HELPED, Feedback.NOT_HELPED)), Erase(ASKED)]
        if facet is not Facet.NATIONAL:
            wanted.append(Places(measure.id, facet, ASKED))
        assert not [action for action in wanted if action not in found]
        assert len(found) == len(wanted) + 1
        assert any(isinstance(action, Share) and measure.title in action.query for action in found)


def test_shared_words_lead_to_the_same_answer(any_index: Index, any_content: Knowledge, texts: Texts) -> None:
    for entry in any_content.entries.values():
        for facet in FACETS if isinstance(entry, Measure) else [Facet.BOTH]:
            reply = worded(any_content, entry, facet, texts=texts)
            [share] = [action for action in actions(reply) if isinstance(action, Share)]
            first = find_offers(share.query, any_index, finnish())[0]
            assert (first.entry, first.facet) == (entry, facet)


def test_answer_that_was_not_asked_for_takes_no_feedback(knowledge: Knowledge) -> None:
    reply = viewed(knowledge, Open("measure:seuranta", Facet.BOTH))
    assert not [action for action in actions(reply) if isinstance(action, Judge)]


@pytest.mark.parametrize("facet", FACETS)
def test_every_view_has_a_way_back_to_the_answer(any_content: Knowledge, facet: Facet) -> None:
    for entry in any_content.entries.values():
        for view in (View.WHOLE, View.CHANGES, View.SOURCES, View.PLAIN):
            assert Open(entry.id, facet, asked=ASKED) in actions(
                viewed(any_content, Open(entry.id, facet, view, ASKED))
            )


def test_source_names_every_slide_and_every_page_with_its_day(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        listed = "\n".join(lines(viewed(knowledge, Open(entry.id, Facet.BOTH, View.SOURCES)).parts[1]))
        for source in (*entry.sources, *(entry.successor.sources if entry.successor else ())):
            if source.slide is not None:
                assert f"Dia {source.slide}: " in listed
            elif source.document is not None:
                assert knowledge.documents[source.document].title in listed
            else:
                assert f"{source.title}, tarkistettu "[1:] in listed
                assert f": {source.url}" in listed


@pytest.mark.parametrize("facet", FACETS)
def test_choices_stand_one_under_another_and_none_of_them_last(knowledge: Knowledge, facet: Facet) -> None:
    entries = [knowledge.entries[name] for name in ("measure:seuranta", "actor:okm", "topic:kysely")]
    reply = clarified(knowledge, entries, facet)
    assert Items(tuple(entry.title for entry in entries)) in reply.parts
    assert [len(row) for row in reply.choices] == [1, 1, 1, 1, 1]
    assert actions(reply) == [*(Pick(entry.id, facet, ASKED) for entry in entries), Reject(ASKED), Erase(ASKED)]


@pytest.mark.parametrize(("facet", "shared"), [(Facet.NATIONAL, True), (Facet.BOTH, True), (Facet.REGIONAL, False)])
def test_choice_of_measures_gives_the_coordinators_that_all_of_them_share(
    knowledge: Knowledge, facet: Facet, shared: bool
) -> None:
    text = plain(clarified(knowledge, knowledge.measures[:3], facet, Aspect.WHO))
    assert [actor.spelled in text for actor in map(knowledge.actor, knowledge.measures[0].national.coordinators)] == [
        shared
    ] * 5
    assert "kirjastot" not in text


def test_choice_says_what_a_theme_is_about_and_gives_the_whole_title_of_a_measure(knowledge: Knowledge) -> None:
    theme, measure = knowledge.entries["theme:laadukkaasti"], knowledge.entries["measure:seuranta"]
    reply = clarified(knowledge, [theme, measure], Facet.BOTH)
    assert Items(("Laadukkaasti: ohjaajien koulutus", measure.title)) in reply.parts
    assert choices(reply)[1].label == "Ohjauksen seuranta ja arviointi"


def test_choice_among_different_things_gives_no_coordinators(knowledge: Knowledge) -> None:
    mixed = [knowledge.entries["measure:seuranta"], knowledge.entries["topic:kysely"]]
    assert "vastuutahoja" not in plain(clarified(knowledge, mixed, Facet.NATIONAL, Aspect.WHO))


def said(index: Index, question: str) -> Reply:
    return render(answer(question, index), index.knowledge, finnish())


def test_refusal_says_so_in_one_sentence_and_what_to_try_next(index: Index) -> None:
    reply = said(index, "asdfgh qwerty")
    assert reply.parts[0] == Paragraph("En löytänyt tähän vastausta.")
    assert "Kokeile" in plain(reply)
    assert Open("overview", Facet.BOTH) in actions(reply)


def test_refusal_tells_where_else_to_ask(index: Index, knowledge: Knowledge) -> None:
    elsewhere = next(kind.elsewhere for kind in knowledge.outside if kind.id == "outside:palkat")
    assert elsewhere in plain(said(index, "paljonko opo tienaa"))


@pytest.mark.parametrize(("scores", "offered"), [((0.2, 0.15, 0.1), 2), ((0.2, 0.09), 1), ((0.09, 0.04), 0), ((), 0)])
def test_refusal_offers_at_most_two_entries_that_are_near(
    knowledge: Knowledge, scores: tuple[float, ...], offered: int
) -> None:
    matches = tuple(
        Match(entry, score, 1.0, entry.title, 1.0, 1.0)
        for entry, score in zip(knowledge.measures, scores, strict=False)
    )
    reply = render(NotFound(Query("", ()), Facet.BOTH, 0.2, matches), knowledge, finnish(), asked=ASKED)
    assert sum(isinstance(action, Pick) for action in actions(reply)) == offered
    asked = {0: "Kokeile kysyä", 1: "Voisiko tämä auttaa?", 2: "Voisiko jompikumpi näistä auttaa?"}
    assert [number for number, words in asked.items() if words in plain(reply)] == [offered]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("mitä Pirkanmaalla", ["Pirkanmaa", "Sisä-Suomen elinvoimakeskus"]),
        ("Kainuu", ["Kainuu", "Pohjois-Suomen elinvoimakeskus"]),
        ("Ahvenanmaa", ["Ahvenanmaa", "Ahvenanmaan valtionvirasto, ei elinvoimakeskusta"]),
    ],
)
def test_refusal_about_a_maakunta_names_its_centre_of_today(index: Index, question: str, words: list[str]) -> None:
    text = plain(said(index, question))
    assert not [word for word in words if word not in text]


def test_own_maakunta_is_told_beside_the_regional_coordinators(knowledge: Knowledge) -> None:
    measure = knowledge.entries["measure:seuranta"]
    assert "Oma alueesi on Pirkanmaa" in plain(worded_in("pirkanmaa", knowledge, measure, Facet.REGIONAL))
    assert "Sisä-Suomen elinvoimakeskus" in plain(worded_in("pirkanmaa", knowledge, measure, Facet.BOTH))
    assert "Pirkanmaa" not in plain(worded_in("pirkanmaa", knowledge, measure, Facet.NATIONAL))
    for facet in FACETS:
        assert worded_in("poistettu", knowledge, measure, facet) == worded(knowledge, measure, facet)


def test_answer_with_ones_own_maakunta_still_fits_the_screen(any_content: Knowledge, texts: Texts) -> None:
    for measure in any_content.measures:
        for area in any_content.areas:
            for facet in FACETS:
                reply = worded_in(area.slug, any_content, measure, facet, texts)
                assert len(plain(reply)) <= ROOM[facet], (measure.id, area.slug, facet)


def test_every_maakunta_of_today_can_be_chosen_and_tells_its_centre(knowledge: Knowledge) -> None:
    offered = [action.area for action in actions(ask_area(None, knowledge, finnish())) if isinstance(action, Settle)]
    assert len(offered) == len(set(offered)) == len(knowledge.areas) == 19
    for area in knowledge.areas:
        text = plain(settle_area(area, None, knowledge, finnish()))
        assert (area.centre or area.office or "elinvoimakeskusta en pysty vahvistamaan") in text
        region = knowledge.entries.get(area.region or "")
        said_of_it = [item for block in region.blocks if not isinstance(block, str) for item in block] if region else []
        assert not [item for item in said_of_it if item not in text]
        assert ("ei kerro tästä alueesta" in text) is (region is None)


@pytest.mark.parametrize(
    ("area", "authority"),
    [
        ("ahvenanmaa", "Alueella toimii Ahvenanmaan valtionvirasto, ei elinvoimakeskusta."),
        ("lappi", "Alueen nykyistä elinvoimakeskusta en pysty vahvistamaan."),
        ("kainuu", "Alueella toimii nykyisin Pohjois-Suomen elinvoimakeskus."),
    ],
)
def test_maakunta_without_a_confirmed_centre_is_not_said_to_have_none(
    knowledge: Knowledge, area: str, authority: str
) -> None:
    (place,) = [one for one in knowledge.areas if one.slug == area]
    assert authority in plain(settle_area(place, None, knowledge, finnish()))
    own = worded_in(area, knowledge, knowledge.entries["measure:seuranta"], Facet.REGIONAL)
    assert f"Oma alueesi on {place.name}. {authority}" in plain(own)


def test_area_leads_back_to_the_answer(any_content: Knowledge) -> None:
    back = Open(any_content.measures[0].id, Facet.REGIONAL, asked=ASKED)
    assert back in actions(ask_area(back, any_content, finnish()))
    assert back in actions(settle_area(any_content.areas[0], back, any_content, finnish()))


@pytest.mark.parametrize(("shelf", "kind"), [(Shelf.THEMES, Theme), (Shelf.ACTORS, Actor), (Shelf.TERMS, Term)])
def test_every_entry_of_a_list_stands_on_one_of_its_pages(
    any_content: Knowledge, shelf: Shelf, kind: type[Entry]
) -> None:
    found: list[str] = []
    page: Page | None = Page(shelf)
    while page is not None:
        offered = actions(show_page(page, any_content, finnish()))
        assert all(action.page == page for action in offered if isinstance(action, Open))
        found += [action.entry for action in offered if isinstance(action, Open)]
        onward = [action.page for action in offered if isinstance(action, Browse) and action.page.number > page.number]
        page = onward[0] if onward else None
    assert sorted(found) == sorted(entry.id for entry in any_content.of_kind(kind))


def test_page_past_the_end_is_the_last_one(any_content: Knowledge) -> None:
    last = show_page(Page(Shelf.TERMS, 99), any_content, finnish())
    assert last == show_page(Page(Shelf.TERMS, 98), any_content, finnish())
    assert any(isinstance(action, Open) for action in actions(last))


def test_answer_found_in_a_list_leads_back_to_its_page(knowledge: Knowledge) -> None:
    page = Page(Shelf.THEMES, 0)
    theme = viewed(knowledge, Open("theme:saavutettavasti", Facet.BOTH, page=page))
    assert Browse(page) in actions(theme)
    assert Open("measure:tyoelama", Facet.BOTH, page=page) in actions(theme)
    measure = viewed(knowledge, Open("measure:tyoelama", Facet.BOTH, page=page))
    assert Open("theme:saavutettavasti", Facet.BOTH, page=page) in actions(measure)


@pytest.mark.parametrize(
    ("question", "tongue"),
    [
        ("Vem ansvarar för karriärplanering regionalt?", "sv"),
        ("Vad gör biblioteken och vilka är uppgifterna?", "sv"),
        ("Who is responsible for career skills?", "en"),
        ("Kuka vastaa alueella urasuunnittelutaidoista?", None),
        ("en tiedä mitä on om", None),
        ("Södra Savolax", None),
        ("who is the", "en"),
    ],
)
def test_question_in_another_language_is_told_in_it_that_finnish_is_read(
    index: Index, question: str, tongue: str | None
) -> None:
    first = said(index, question).parts[0]
    told = {in_language(name)("read-in-finnish"): name for name in ("sv", "en")}
    assert told.get(lines(first)[0]) == tongue


@pytest.mark.parametrize("length", [800, 1200])
def test_question_that_is_read_in_part_is_told_so(index: Index, length: int) -> None:
    text = plain(said(index, "kuka tekee palvelukartan ".ljust(length, "x")))
    assert text.startswith("Viestisi oli pitkä, joten luin siitä vain alun.") is (length > 1000)


def test_second_question_of_a_message_is_offered(index: Index) -> None:
    message = "Kuka vastaa alueella urasuunnittelutaidoista? Entä mitä kirjastot tekevät alueella?"
    (first, *others), _ = converse(message, index)
    reply = put_beside(render(first, index.knowledge, finnish()), others, finnish())
    assert reply.parts[0] == Note(finnish()("ask-one-more"))
    assert choices(reply)[0] == Choice("Entä mitä kirjastot tekevät alueella?", Open("actor:kirjastot", Facet.REGIONAL))


@pytest.mark.parametrize(
    "message",
    [
        "Kuka vastaa alueella urasuunnittelutaidoista?",
        "Moi! Kuka tekee palvelukartan? Kuka sen palvelukartan tekee?",
        "?? ?",
        "Mitä kuuluu? Onko sää hyvä?",
        "Tietääkö joku? Kuka vastaa urasuunnittelutaidoista?",
    ],
)
def test_message_about_one_thing_is_one_question(index: Index, message: str) -> None:
    assert len(converse(message, index)[0]) == 1


SEVERAL = (
    "Kuka tekee palvelukartan?",
    "Entä mitä kirjastot tekevät?",
    "Mitä Lapista kerrotaan?",
    "Mitä JOTPA tekee?",
    "Kuka vastaa urasuunnittelutaidoista?",
    "Mitä OPH tekee?",
    "Mitä kuntien tehtäviin kuuluu?",
)


@pytest.mark.parametrize(
    ("message", "count", "cut"),
    [
        (" ".join(SEVERAL[:5]), 5, False),
        (" ".join(SEVERAL), 5, True),
        ("\n".join(SEVERAL[:2]), 2, False),
        (f"{SEVERAL[0]} {SEVERAL[1]} {'Kiitos jo etukäteen. ' * 60}", 2, True),
        (f"{'kuka ' * 300}? {SEVERAL[0]}", 1, True),
    ],
)
def test_questions_of_a_message_are_answered_up_to_five_and_the_rest_is_said_to_be_unread(
    index: Index, message: str, count: int, *, cut: bool
) -> None:
    found, _ = converse(message, index)
    assert len(found) == count
    assert found[0].query.cut is cut
    assert not any(one.query.cut for one in found[1:])


@given(st.text(st.characters(codec=None), max_size=100))
def test_any_question_gets_a_reply(index: Index, question: str) -> None:
    assert plain(render(answer(question, index), index.knowledge, finnish())).strip()


def test_plain_text_has_every_part(knowledge: Knowledge) -> None:
    reply = Reply((Heading("Otsikko"), Paragraph("Kappale."), Items(("yksi", "kaksi")), Note("Huom."), Cited("Lähde.")))
    assert plain(reply) == "Otsikko\nKappale.\n• yksi\n• kaksi\n\nHuom.\n\nLähde."


def test_label_that_is_too_long_is_cut_between_words(knowledge: Knowledge) -> None:
    entry = knowledge.entries["actor:okm"].model_copy(update={"title": "pitkä " * 14 + "nimi"})
    (row,) = clarified(knowledge, [entry], Facet.BOTH).choices[:1]
    assert row == (Choice("pitkä " * 5 + "pitkä…", Pick("actor:okm", Facet.BOTH, ASKED)),)
