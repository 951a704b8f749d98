from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from factories import slides
from hypothesis import given
from hypothesis import strategies as st
from replying import (
    ASKED,
    FACETS,
    actions,
    answers,
    choices,
    clarified,
    doubts,
    every_reply,
    lines,
    viewed,
    worded,
    worded_in,
)

from bot.content.entries import Actor, Facet, Goal, Level, Measure, Term, Theme
from bot.content.values import LABEL
from bot.replies import (
    Action,
    Browse,
    Choice,
    Choose,
    Cited,
    Erase,
    Feedback,
    Flat,
    Heading,
    Items,
    Judge,
    More,
    Note,
    Open,
    Page,
    Paragraph,
    Part,
    Pick,
    Places,
    Quote,
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
    render,
    settle_area,
    show_page,
    unfold,
)
from bot.replies.buttons import spread
from bot.replies.citing import find_changes, keep_changed, nature, tell_changes
from bot.replies.middles import Case, tell
from bot.replies.naming import Inflection, inflect, name_both
from bot.replies.offers import find_offers
from bot.replies.texts import LANGUAGES, Texts, finnish, in_language
from bot.understanding.answering import Found, NotFound, answer, converse
from bot.understanding.matching import Match
from bot.understanding.query import Aspect, Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index


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
    holes = re.compile(r"\bNone\b| {2}|\n|[{}]|\.\.(?!\.)|,,|, *$|(?<!\w) ,|\( | \)|\(\)|, (ja|och|and)\b \.")
    assert not [(name, text) for name, text in said if holes.search(text)]


def test_every_section_says_something(replies: dict[str, Reply]) -> None:
    """An introduction is followed by what it introduces, in the answer or in its quotation."""
    for name, reply in replies.items():
        parts = [*unfold(reply.parts)]
        for part, after in zip(parts, (*parts[1:], None), strict=True):
            if isinstance(part, Paragraph | Heading) and part.text.endswith(":"):
                assert isinstance(after, Items) or (after is None and reply.choices), (name, part)


def visible(reply: Reply) -> list[Part]:
    return [part for part in reply.parts if not isinstance(part, Quote)]


def test_every_answer_has_at_most_two_rows_of_buttons(any_content: Knowledge, texts: Texts) -> None:
    rows = {name: len(reply.choices) for name, reply in answers(any_content, texts)}
    assert not {name: count for name, count in rows.items() if not 1 <= count <= 2}


def test_every_answer_says_something_besides_its_heading_before_anything_is_folded(
    any_content: Knowledge, texts: Texts
) -> None:
    for name, reply in answers(any_content, texts):
        first = [*unfold(reply.parts)][:2]
        assert len(first) == 2, name
        assert not isinstance(reply.parts[0], Quote), name
        assert sum(isinstance(part, Quote) for part in reply.parts) <= 1, name


def shape(parts: Iterable[Flat]) -> list[tuple[type, int]]:
    """What each part is, and how many items it has."""
    return [(type(part), len(lines(part))) for part in parts]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_tells_the_same_parts_and_offers_the_same(any_content: Knowledge, language: str) -> None:
    for entry in any_content.entries.values():
        for facet in FACETS:
            for aspect in Aspect:
                found = Found(Query("", (), aspect=aspect), entry, facet, 1.0)
                told, wanted = (tell(Case(found, any_content, one)) for one in (in_language(language), finnish()))
                for part in ("lead", "body", "rest", "close"):
                    assert shape(getattr(told, part)) == shape(getattr(wanted, part)), (entry.id, facet, aspect)
            for view in View:
                one, other = (
                    viewed(any_content, Open(entry.id, facet, view, ASKED), texts)
                    for texts in (in_language(language), finnish())
                )
                assert [*map(len, one.choices)] == [*map(len, other.choices)]
                assert [*map(kindly, actions(one))] == [*map(kindly, actions(other))]
    for (name, one), (_, other) in zip(
        doubts(any_content, in_language(language)), doubts(any_content, finnish()), strict=True
    ):
        assert shape(unfold(one.parts)) == shape(unfold(other.parts)), name
        assert actions(one) == actions(other), name


def kindly(action: Action) -> Action | str:
    """An action, whatever is shared in another chat."""
    return "share" if isinstance(action, Share) else action


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
UNTOLD = {"JAO", "LAPPI", "HR", "LIV", "ELOLIV", "CMS", "JOD", "LVV", "HE", "ID"}
"""What has no words in the content, or is told by the sentence that it stands in."""


def test_every_abbreviation_is_spelled_out_once_in_the_answer(knowledge: Knowledge) -> None:
    """In the title, or among the abbreviations at its end; what the document itself is called is left."""
    texts = finnish()
    words = {actor.short: actor.name for actor in knowledge.entries.values() if isinstance(actor, Actor)}
    words |= {"ELO": "linikäinen ohjaus", "TNO": "tieto-, neuvonta- ja ohjauspalvelut", "JYU": "Jyväskylän yliopisto"}
    words |= {"TE": words["TE-toimistot"]}
    for name, reply in answers(knowledge, texts):
        explained = {texts("abbreviation", short=short, words=name) for short, name in words.items()}
        told = [text for part in reply.parts if not isinstance(part, Cited | Note) for text in lines(part)]
        whole = "\n".join(told).casefold()
        for short in {short for text in told if text not in explained for short in ABBREVIATION.findall(text)} - UNTOLD:
            assert words[short].casefold() in whole or f"({short.casefold()})" in whole, (name, short)
            assert whole.count(f"• {short.casefold()}: ") <= 1, (name, short)


def test_abbreviation_in_brackets_after_its_words_is_not_explained_again(knowledge: Knowledge, texts: Texts) -> None:
    for actor in knowledge.of_kind(Actor):
        assert texts("abbreviation", short=actor.short, words=actor.name) not in plain(worded(knowledge, actor))


def test_answer_ends_with_its_source(any_content: Knowledge) -> None:
    for entry in any_content.entries.values():
        reply = worded(any_content, entry)
        assert isinstance(reply.parts[-1], Cited)
        assert sum(isinstance(part, Cited) for part in reply.parts) == 1


def test_answer_names_its_entry_in_the_part_that_is_seen(any_content: Knowledge, texts: Texts) -> None:
    for entry in any_content.told(texts.language).entries.values():
        shown = "\n".join(text for part in visible(worded(any_content, entry, texts=texts)) for text in lines(part))
        assert entry.title in shown


def numbers(text: str) -> set[int]:
    """The numbers in `7–10, 12 ja 14`."""
    return {
        number
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", text)
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
        assert "Alueiden ehdotus, ei päätös." in lines(worded(knowledge, measure).parts[-1])[0]


def proposed(measure: Measure, level: Level, knowledge: Knowledge, texts: Texts) -> str:
    """Who is responsible, in the sentence of the level."""
    named = name_both(measure.responsibility(level).coordinators, knowledge, texts)
    binding = nature([measure], knowledge)
    return texts(f"who-{level.value}", nature=binding, actors=named.actors, objects=named.objects)


@pytest.mark.parametrize("facet", FACETS)
def test_measure_says_first_who_on_each_level_then_which_measure_it_is(
    any_content: Knowledge, facet: Facet, texts: Texts
) -> None:
    content = any_content.told(texts.language)
    for measure in content.measures:
        who = [Heading(proposed(measure, level, content, texts)) for level in facet.levels]
        reply = worded(any_content, measure, facet, texts=texts)
        assert list(reply.parts[: len(who)]) == who
        assert lines(reply.parts[len(who)])[0].endswith(measure.title)


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("aspect", Aspect)
def test_no_task_of_a_level_that_was_asked_for_is_left_out(
    any_content: Knowledge, facet: Facet, aspect: Aspect
) -> None:
    for measure in any_content.measures:
        said = [*unfold(worded(any_content, measure, facet, aspect).parts)]
        items = [item for part in said if isinstance(part, Items) for item in part.items]
        for level in facet.levels:
            tasks = measure.responsibility(level).tasks
            assert [item for item in items if item in tasks] == list(tasks)


@pytest.mark.parametrize("facet", FACETS)
def test_answer_has_what_the_strategy_says_folded_away(any_content: Knowledge, facet: Facet) -> None:
    for measure in any_content.measures:
        [quote] = [part for part in worded(any_content, measure, facet).parts if isinstance(part, Quote)]
        text = "\n".join(lines(quote))
        assert all(wording.rstrip(".") in text for wording in measure.measures)
        assert not [block for block in measure.blocks if str(block)[:40] not in text]
        assert measure.quotation is None or measure.quotation in text
        assert any_content.entries[measure.theme].title in text


@pytest.mark.parametrize("facet", FACETS)
def test_whole_answer_says_the_same_unfolded(any_content: Knowledge, facet: Facet) -> None:
    for entry in any_content.entries.values():
        short, whole = (viewed(any_content, Open(entry.id, facet, view)) for view in (View.SHORT, View.WHOLE))
        assert whole.parts == tuple(unfold(short.parts))


@pytest.mark.parametrize(("facet", "other"), [(Facet.NATIONAL, Level.REGIONAL), (Facet.REGIONAL, Level.NATIONAL)])
def test_level_that_was_not_asked_for_is_left_out(any_content: Knowledge, facet: Facet, other: Level) -> None:
    for measure in any_content.measures:
        text = plain(worded(any_content, measure, facet))
        assert proposed(measure, other, any_content, finnish()) not in text
        assert not [
            task
            for task in measure.responsibility(other).tasks
            if task in text and task not in measure.responsibility(Level(facet.value)).tasks
        ]


@pytest.mark.parametrize("level", Level)
def test_tasks_come_first_where_they_are_asked_for(any_content: Knowledge, level: Level) -> None:
    for measure in any_content.measures:
        heading, tasks, *_ = worded(any_content, measure, Facet(level.value), Aspect.WHAT).parts
        assert heading == Heading(finnish()(f"tasks-{level.value}", nature=nature([measure], any_content)))
        assert lines(tasks)[0] == measure.responsibility(level).tasks[0]


def test_theme_or_goal_of_one_measure_tells_its_responsibilities(any_content: Knowledge) -> None:
    groups = [*any_content.of_kind(Theme), *any_content.of_kind(Goal)]
    ones = [(group, any_content.measures_of(group)[0]) for group in groups if len(any_content.measures_of(group)) == 1]
    assert ones
    for group, measure in ones:
        for level in Level:
            text = plain(worded(any_content, group, Facet(level.value)))
            assert measure.responsibility(level).tasks[0] in text


def opened(reply: Reply, knowledge: Knowledge) -> list[str]:
    """The ids of what the button that opens a list leads to."""
    [choose] = [action for action in actions(reply) if isinstance(action, Choose)]
    found = (choice.action for row in spread(choose, knowledge, finnish()) for choice in row)
    return [action.entry for action in found if isinstance(action, Open)]


@pytest.mark.parametrize("facet", FACETS)
def test_theme_or_goal_of_several_measures_tells_of_each_and_opens_it(any_content: Knowledge, facet: Facet) -> None:
    groups = [*any_content.of_kind(Theme), *any_content.of_kind(Goal)]
    several_of = [(group, found) for group in groups if len(found := any_content.measures_of(group)) > 1]
    assert {type(group) for group, _ in several_of} == {Theme, Goal}
    for group, measures in several_of:
        reply = worded(any_content, group, facet)
        items = [item for part in unfold(reply.parts) if isinstance(part, Items) for item in part.items]
        listed = [next(item for item in items if item.startswith(measure.title)) for measure in measures]
        if facet is not Facet.NATIONAL:
            names = [name_both(measure.regional.coordinators, any_content, finnish()).actors for measure in measures]
            assert [item.endswith(f": {name}") for item, name in zip(listed, names, strict=True)] == [True] * len(names)
        assert opened(reply, any_content) == [measure.id for measure in measures]


def test_theme_found_in_a_list_offers_its_measures_at_once(knowledge: Knowledge) -> None:
    reply = viewed(knowledge, Open("theme:saavutettavasti", Facet.BOTH, page=Page(Shelf.THEMES)))
    measures = knowledge.measures_of(knowledge.entries["theme:saavutettavasti"])
    assert [choice.label for choice in choices(reply)] == [*(one.brief for one in measures), "Takaisin"]


def test_overview_opens_the_themes(any_content: Knowledge) -> None:
    reply = worded(any_content, any_content.entries["overview"])
    assert opened(reply, any_content) == [theme.id for theme in any_content.themes]


@pytest.mark.parametrize("facet", FACETS)
def test_actor_lists_the_measures_it_coordinates_or_says_all(any_content: Knowledge, facet: Facet) -> None:
    every, texts = any_content.measures, finnish()
    for actor in any_content.of_kind(Actor):
        text = plain(worded(any_content, actor, facet))
        for level in facet.levels:
            named = any_content.coordinated_by(actor.id, level)
            assert (texts("in-all", count=len(every)) in text.partition("\n")[2]) or named != every
            assert named == every or not [one.title for one in named if f"• {one.title}" not in text]


def test_measures_of_an_actor_are_told_with_their_slides(knowledge: Knowledge) -> None:
    text = plain(worded(knowledge, knowledge.entries["actor:kirjastot"]))
    assert "• Monikanavainen ohjaus ja monipuoliset asiointitavat (dia 8)" in text


@pytest.mark.parametrize("facet", FACETS)
def test_actor_that_coordinates_nothing_is_said_to(knowledge: Knowledge, facet: Facet) -> None:
    for actor in ("actor:mopa", "actor:eloliv", "actor:jao", "actor:elo-ryhmat"):
        assert "ei nimeä tätä toimijaa" in plain(worded(knowledge, knowledge.entries[actor], facet))
    okm = plain(worded(knowledge, knowledge.entries["actor:okm"], Facet.REGIONAL))
    assert "OKM:ää ei ehdotettu alueellisesti mihinkään keinoon." in okm


def notes(reply: Reply) -> list[str]:
    return [part.text for part in reply.parts if isinstance(part, Note)]


def changed(measure: Measure, facet: Facet, knowledge: Knowledge) -> list[Actor]:
    """The coordinators that are otherwise now."""
    named = [actor for level in facet.levels for actor in measure.responsibility(level).coordinators]
    return [actor for actor in map(knowledge.actor, dict.fromkeys(named)) if actor.successor is not None]


@pytest.mark.parametrize("facet", FACETS)
def test_answer_names_every_body_that_has_changed_and_the_day_that_was_checked(
    knowledge: Knowledge, texts: Texts, facet: Facet
) -> None:
    knowledge = knowledge.told(texts.language)
    for measure in knowledge.measures:
        said = [*unfold(worded(knowledge, measure, facet, texts=texts).parts)]
        line = " ".join(part.text for part in said if isinstance(part, Note))
        for actor in changed(measure, facet, knowledge):
            ended = actor.successor is not None and actor.successor.ended is not None
            assert str(inflect(actor, Inflection.SUBJECT if ended else Inflection.LISTED, texts)) in line, (
                measure.id,
                actor.id,
            )
        assert texts("checked", date="2026-11-24") in line


def test_bodies_have_ended_on_the_day_that_their_whole_wording_says(knowledge: Knowledge) -> None:
    measure = knowledge.of_kind(Measure)[-1]
    line, *_ = notes(worded(knowledge, measure, Facet.REGIONAL))
    assert line.startswith(
        "ELY-keskukset ja AVIt lakkasivat 31.12.2025 ja TE-toimistot 1.1.2025. "
        "En tiedä varmasti, kuka tehtävää nyt hoitaa."
    )
    for actor in map(knowledge.actor, measure.regional.coordinators):
        if actor.successor is not None and (day := actor.successor.ended) is not None:
            assert f"{day.day}.{day.month}.{day.year}" in actor.successor.text


def test_one_body_that_ended_alone_ends_in_the_singular(knowledge: Knowledge) -> None:
    """As far as the content says that it is one."""
    ely = knowledge.actor("actor:ely").model_copy(update={"plural": None})
    keha = knowledge.actor("actor:keha")
    found = keep_changed([ely, keha])
    assert tell_changes(found, "2022", finnish())[0].startswith("ELY lakkasi 31.12.2025. ")


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
        if told:
            text = plain(viewed(any_content, button))
            assert not [one for one in told if one not in text]


def more(reply: Reply, knowledge: Knowledge, texts: Texts | None = None) -> list[Action]:
    """What the button under an answer puts there besides."""
    [action] = [action for action in actions(reply) if isinstance(action, More)]
    return [choice.action for row in spread(action, knowledge, texts or finnish()) for choice in row]


@pytest.mark.parametrize("facet", FACETS)
def test_measure_offers_the_other_level_its_changes_more_and_the_verdict(any_content: Knowledge, facet: Facet) -> None:
    others = {Facet.NATIONAL: [Facet.REGIONAL], Facet.REGIONAL: [Facet.NATIONAL], Facet.BOTH: []}[facet]
    for measure in any_content.measures:
        wanted: list[Action] = [Open(measure.id, other, asked=ASKED) for other in others]
        wanted += [Open(measure.id, facet, View.CHANGES, ASKED)] * bool(find_changes(measure, facet, any_content))
        wanted += [More(facet, measure.id, ASKED)]
        wanted += [Judge(verdict, ASKED) for verdict in (Feedback.HELPED, Feedback.NOT_HELPED)]
        assert actions(worded(any_content, measure, facet)) == wanted


@pytest.mark.parametrize("facet", FACETS)
def test_more_of_a_measure_is_levels_source_sharing_area_and_taking_the_question_away(
    any_content: Knowledge, facet: Facet
) -> None:
    for measure in any_content.measures:
        found = more(worded(any_content, measure, facet), any_content)
        levels = [Facet.NATIONAL, Facet.REGIONAL] if facet is Facet.BOTH else [Facet.BOTH]
        wanted: list[Action] = [Open(measure.id, other, asked=ASKED) for other in levels]
        wanted += [Open(measure.id, facet, View.SOURCES, ASKED), Erase(ASKED)]
        if facet is not Facet.NATIONAL:
            wanted.append(Places(measure.id, facet, ASKED))
        assert not [action for action in wanted if action not in found]
        assert any(isinstance(action, Share) and measure.title in action.query for action in found)


def test_shared_words_lead_to_the_same_answer(any_index: Index, any_content: Knowledge, texts: Texts) -> None:
    for entry in any_content.entries.values():
        for facet in FACETS if isinstance(entry, Measure) else [Facet.BOTH]:
            reply = worded(any_content, entry, facet, texts=texts)
            [share] = [action for action in more(reply, any_content, texts) if isinstance(action, Share)]
            first = find_offers(share.query, any_index, finnish())[0]
            assert (first.entry, first.facet) == (entry, facet)


def test_answer_that_was_not_asked_for_takes_no_feedback(knowledge: Knowledge) -> None:
    reply = viewed(knowledge, Open("measure:seuranta", Facet.BOTH))
    assert not [action for action in actions(reply) if isinstance(action, Judge)]


@pytest.mark.parametrize("facet", FACETS)
def test_every_view_has_a_way_back_to_the_answer(any_content: Knowledge, facet: Facet) -> None:
    for entry in any_content.entries.values():
        for view in (View.CHANGES, View.SOURCES, View.PLAIN):
            assert Open(entry.id, facet, asked=ASKED) in actions(
                viewed(any_content, Open(entry.id, facet, view, ASKED))
            )


def test_source_names_every_slide_and_every_page_with_its_day(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        listed = plain(viewed(knowledge, Open(entry.id, Facet.BOTH, View.SOURCES)))
        told = numbers(" ".join(re.findall(r"Diat? ([\d–, ja]+): ", listed)))
        for source in (*entry.sources, *(entry.successor.sources if entry.successor else ())):
            if source.slide is not None:
                assert int(source.slide) in told
            elif source.document is not None:
                assert knowledge.documents[source.document].title in listed
            else:
                assert f"{source.title}, tarkistettu "[1:] in listed
                assert f": {source.url}" in listed


def test_source_quotes_the_lines_of_the_document(any_content: Knowledge) -> None:
    for measure in any_content.measures:
        text = plain(viewed(any_content, Open(measure.id, Facet.BOTH, View.SOURCES)))
        assert not [wording for wording in measure.measures if wording.rstrip(".") not in text]
        assert not [task.text for task in measure.tasks if f"• {task.text}" not in text]
        for level in Level:
            named = name_both(measure.responsibility(level).coordinators, any_content, finnish()).actors
            assert f"{finnish()(f'{level.value}-heading')}: {named}" in text


@pytest.mark.parametrize("facet", FACETS)
def test_choices_stand_one_under_another_and_none_of_them_last(knowledge: Knowledge, facet: Facet) -> None:
    entries = [knowledge.entries[name] for name in ("measure:seuranta", "actor:okm", "topic:kysely")]
    reply = clarified(knowledge, entries, facet)
    assert reply.parts == (Heading("Mitä tarkoitit?"),)
    assert [len(row) for row in reply.choices] == [1, 1, 1, 2]
    assert actions(reply) == [*(Pick(entry.id, facet, ASKED) for entry in entries), Reject(ASKED), Erase(ASKED)]


@pytest.mark.parametrize(("facet", "shared"), [(Facet.NATIONAL, True), (Facet.BOTH, True), (Facet.REGIONAL, False)])
def test_choice_of_measures_gives_the_coordinators_that_all_of_them_share(
    knowledge: Knowledge, facet: Facet, shared: bool
) -> None:
    text = plain(clarified(knowledge, knowledge.measures[:3], facet, Aspect.WHO))
    told = "Valtakunnallisesti ehdotettiin kaikkiin OKM:ää, TEMiä, OPH:ta, JOTPAa ja KEHAa."
    assert text.startswith(told) is shared
    assert "kirjasto" not in text


def test_choice_is_labelled_by_what_a_theme_is_about_and_by_the_short_title_of_a_measure(knowledge: Knowledge) -> None:
    theme, measure = knowledge.entries["theme:laadukkaasti"], knowledge.entries["measure:seuranta"]
    reply = clarified(knowledge, [theme, measure], Facet.BOTH)
    assert [choice.label for choice in choices(reply)][:2] == [
        "Laadukkaasti: ohjaajien koulutus",
        "Ohjauksen seuranta ja arviointi",
    ]


def test_choice_among_different_things_gives_no_coordinators(knowledge: Knowledge) -> None:
    mixed = [knowledge.entries["measure:seuranta"], knowledge.entries["topic:kysely"]]
    assert "ehdotettiin" not in plain(clarified(knowledge, mixed, Facet.NATIONAL, Aspect.WHO))


def said(index: Index, question: str) -> Reply:
    return render(answer(question, index), index.knowledge, finnish())


def test_refusal_says_what_was_read_what_is_known_and_one_way_on(index: Index) -> None:
    reply = said(index, "asdfgh qwerty")
    assert [type(part) for part in reply.parts] == [Heading, Paragraph, Paragraph]
    assert reply.parts[0] == Heading("En löytänyt vastausta. Luin sanat: asdfgh, qwerty.")
    assert Open("overview", Facet.BOTH) in actions(reply)


def test_refusal_repeats_no_long_question(index: Index) -> None:
    assert said(index, "asdfgh " + "qwertyuiop " * 9 + "zxcvbnmlkj " * 9).parts[0] != Heading("En löytänyt vastausta.")
    words = " ".join(f"{letter}qxwzk" for letter in "bcdfghjklmnp")
    assert said(index, words).parts[0] == Heading("En löytänyt vastausta.")


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
    asked = {
        0: knowledge.about.fi.sentences["none-try"],
        1: "Voisiko tämä auttaa?",
        2: "Voisiko jompikumpi näistä auttaa?",
    }
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


def test_answer_with_ones_own_maakunta_leaves_nothing_else_out(any_content: Knowledge, texts: Texts) -> None:
    for measure in any_content.told(texts.language).measures:
        for area in any_content.areas:
            text = plain(worded_in(area.slug, any_content, measure, Facet.BOTH, texts))
            assert not [task.text for task in measure.tasks if task.text not in text]


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
        ("Vad är klockan i Tammisaari när det är natt?", "sv"),
        ("Who is the king of it?", "en"),
        ("Mitä kello on Tammisaaressa öisin?", "fi"),
    ],
)
def test_question_without_an_answer_is_told_so_in_its_language(index: Index, question: str, tongue: str) -> None:
    reply = said(index, question)
    begun = in_language(tongue)("none-read", words="|").partition("|")[0]
    assert lines(reply.parts[0])[0].startswith((begun.strip(), in_language(tongue)("none-said")))
    assert reply.language == tongue


@pytest.mark.parametrize("length", [800, 1200])
def test_question_that_is_read_in_part_is_told_so(index: Index, length: int) -> None:
    text = plain(said(index, "kuka tekee palvelukartan ".ljust(length, "x")))
    assert text.startswith("Luin viestistäsi vain alun.") is (length > 1000)


def test_second_question_of_a_message_is_offered(index: Index) -> None:
    message = "Kuka vastaa alueella urasuunnittelutaidoista? Entä mitä kirjastot tekevät alueella?"
    (first, *others), _ = converse(message, index)
    reply = render(first, index.knowledge, finnish(), others=others)
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
    assert plain(reply) == "Otsikko\nKappale.\n• yksi\n• kaksi\n\nHuom.\nLähde."
    assert (
        plain(Reply((Heading("Otsikko"), Quote((Paragraph("Kappale."), Items(("yksi", "kaksi")))))))
        == "Otsikko\nKappale.\n• yksi\n• kaksi"
    )


def test_plain_text_lists_what_a_question_may_have_meant(knowledge: Knowledge) -> None:
    text = plain(clarified(knowledge, knowledge.measures[:2], Facet.BOTH))
    assert text == "\n• ".join(["Mitä tarkoitit?", *(measure.brief for measure in knowledge.measures[:2])])


def test_label_that_is_too_long_is_cut_between_words(knowledge: Knowledge) -> None:
    entry = knowledge.entries["actor:okm"].model_copy(update={"title": "pitkä " * 14 + "nimi"})
    (row,) = clarified(knowledge, [entry], Facet.BOTH).choices[:1]
    assert row == (Choice("pitkä " * 5 + "pitkä…", Pick("actor:okm", Facet.BOTH, ASKED)),)
