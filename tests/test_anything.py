"""Any valid content answers its own titles, is worded, pressed, drawn, counted and reviewed, and never raises.

`.venv/bin/pytest tests/test_anything.py --hypothesis-profile=hostile` tries 125 contents in each.
"""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from anything import contents, lay_down
from conftest import ENGINE
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from replying import actions, doubts, faults_of, listings, viewed

from bot.adviser import Adviser
from bot.content.entries import Actor, Facet, Goal
from bot.content.knowledge import load
from bot.content.knowledge import texts as read_texts
from bot.log.database import Database
from bot.log.querylog import QueryLog
from bot.replies import Judge, Open, Settle, Share, View, decode, encode, encode_link, parse_link, render
from bot.replies.charting import describe
from bot.replies.notices import welcome
from bot.replies.offers import find_offers
from bot.replies.pressing import press
from bot.replies.texts import LANGUAGES, finnish, in_language
from bot.review.changes import Words
from bot.review.gaps import Senses
from bot.review.looking import look
from bot.review.publishing import Refused, Workbench
from bot.review.screens.gaps import list_gaps, show_at_desk, show_gap
from bot.understanding.answering import Ambiguous, Computed, Found, answer, converse, follow
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import NEW, Form, Of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.knowledge import Knowledge
    from bot.replies import Reply
    from bot.understanding.answering import Answer

EXAMPLES = settings().max_examples // 16
PRESSES = 40
"""Most buttons that are pressed in one content."""
OVER_ALL = (
    "kuka", "", "mitä keinoja on", "montako keinoa on", "montako teemaa on", "mitä tavoitteita on", "dia 3",
    "missä keinoissa vastuutahot vaihtelevat", "onko kaikissa keinoissa samat vastuutahot", "mitä Turussa", "Lappi",
    "missä teemassa on eniten keinoja", "missä keinossa on vähiten tehtäviä", "ketkä ovat kaikissa keinoissa",
    "ketkä ovat vain yhdessä keinossa", "onko kukaan molemmilla tasoilla", "montako tehtävää on alueellisesti",
    "kumpia on enemmän, valtakunnallisia vai alueellisia tehtäviä", "moi", "entä alueellisesti?", "kuka on johtaja",
    "luku 12 a",
)  # fmt: skip
LANGUAGE = Language(ENGINE)

any_content = given(content=contents(), language=st.sampled_from(LANGUAGES), data=st.data())
as_often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=set(Phase) - {Phase.shrink, Phase.explain},  # they take minutes: leave this out to see a smaller example
)


def laid(content: dict[str, Any]) -> Index:
    """The content as it is read from files, ready to be searched."""
    with TemporaryDirectory() as folder:
        lay_down(content, Path(folder))
        return Index.build(load(Path(folder)), LANGUAGE)


def shown(answered: Answer) -> list[str]:
    match answered:
        case Found(entry=entry):
            return [entry.id]
        case Ambiguous(choices=choices):
            return [match.entry.id for match in choices]
        case _:
            return []


@as_often
@any_content
def test_a_title_an_alias_a_synonym_answers_its_entry_or_offers_those_that_share_it(
    content: dict[str, Any], language: str, data: st.DataObject
) -> None:
    index = laid(content)
    for entry in index.knowledge.entries.values():
        for text in (entry.title, *entry.aliases, *entry.synonyms):
            ids = shown(answer(text, index))
            assert any(index.knowledge.entries[one].akin(entry) for one in ids), (text, entry.id, ids)
            assert entry.id in {offer.entry.id for offer in find_offers(text, index, finnish()) if offer.entry} or ids
        assert parse_link(encode_link(entry.id, Facet.BOTH)) == Open(entry.id, Facet.BOTH)


@as_often
@any_content
def test_all_that_is_said_and_all_that_can_be_pressed_is_sound(
    content: dict[str, Any], language: str, data: st.DataObject
) -> None:
    index, texts = laid(content), in_language(language)
    replies = [welcome(index.knowledge, texts), describe(index.knowledge, texts)]
    if index.knowledge.entries:
        replies += [reply for _, reply in (*doubts(index.knowledge, texts), *listings(index.knowledge, texts))]
        opened = st.builds(
            Open, st.sampled_from(sorted(index.knowledge.entries)), st.sampled_from(Facet), st.sampled_from(View)
        )
        replies += [viewed(index.knowledge, action, texts) for action in data.draw(st.lists(opened, max_size=10))]
    replies += [
        render(answer(entry.title, index), index.knowledge, texts, 7) for entry in index.knowledge.entries.values()
    ]
    assert not [(reply, fault) for reply in replies for fault in faults_of(reply)]
    for action, reply in pressed(replies, index, language):
        assert not faults_of(reply), (action, faults_of(reply))


def pressed(replies: list[Reply], index: Index, language: str) -> Iterator[tuple[object, Reply]]:
    """What each button shows, and those under it, as far as is pressed."""
    waiting, conversation = [action for reply in replies for action in actions(reply)], NEW
    done: list[object] = []
    while waiting and len(done) < PRESSES:
        action = waiting.pop()
        if action in done or isinstance(action, Share | Judge):
            continue
        done.append(action)
        read = decode(encode(action))
        turn = None if read is None else press(read, conversation, index, in_language(language))
        if turn is not None:
            reply, conversation = turn
            waiting += actions(reply)
            yield action, reply
        assert turn is not None or not isinstance(action, Open | Settle), action


@as_often
@any_content
def test_questions_over_the_table_are_computed_as_the_content_says(
    content: dict[str, Any], language: str, data: st.DataObject
) -> None:
    index = laid(content)
    knowledge, texts = index.knowledge, in_language(language)
    conversation = NEW
    for question in data.draw(st.lists(st.sampled_from([*OVER_ALL, *about_each(knowledge)]), max_size=12)):
        for before in (NEW, conversation):
            answered = answer(question, index, before)
            assert not faults_of(render(answered, knowledge, texts, 7)), question
            if isinstance(answered, Computed):
                assert agrees(answered, knowledge), question
        conversation = follow(conversation, answered)
        converse(f"{question}? {question} alueella?", index, conversation)


def about_each(knowledge: Knowledge) -> Iterator[str]:
    for actor in knowledge.of_kind(Actor):
        yield from (f"missä keinoissa {actor.short} on mukana", f"monessako keinossa {actor.short} on alueellisesti")
        yield from (f"onko {actor.short} mukana: {one.title}?" for one in knowledge.measures)
        yield from (f"missä keinoissa {actor.short} ei ole mukana", f"mitä {actor.title} tekee")
    for one in knowledge.measures:
        yield from (f"kuka vastaa alueella: {one.title}", f"montako tehtävää on: {one.title}")
        yield from (f"kuka vastaa tehtävästä {one.national.tasks[0]}", f"onko samat vastuutahot: {one.title} ja muut")
    for group in (*knowledge.themes, *knowledge.of_kind(Goal)):
        yield f"mitä keinoja on: {group.title}"


def agrees(answered: Computed, knowledge: Knowledge) -> bool:
    """Whether a plain list, number or yes about an actor is what a reader of the content finds."""
    wanted = answered.result.wanted
    plain = (wanted.about, wanted.apart, wanted.only, wanted.size, wanted.times, wanted.beside) == (
        (),
        False,
        False,
        None,
        None,
        (),
    )
    if wanted.of is not Of.MEASURES or not plain or wanted.extent.value != "some" or wanted.form is Form.COMPARE:
        return True
    found = {
        measure.id
        for measure in knowledge.measures
        for named in [{one for level in wanted.facet.levels for one in measure.responsibility(level).coordinators}]
        if not named & {*wanted.without}
        and (bool(named & {*wanted.actors}) if wanted.either else named >= {*wanted.actors})
    }
    listed = {item.id for item in answered.result.items}
    return listed == found and answered.result.value in {None, len(found), bool(found)}


@as_often
@any_content
def test_any_content_is_reviewed_mended_and_taken_back(
    content: dict[str, Any], language: str, data: st.DataObject
) -> None:
    with (
        TemporaryDirectory() as place,
        closing(QueryLog(Path(place) / "log.db")) as log,
        closing(Database(log.path)) as database,
    ):
        folder = Path(place) / "knowledge"
        lay_down(content, folder)
        adviser = Adviser(folder, Index.build(load(folder), LANGUAGE), finnish(), log)
        entries = sorted(adviser.index.knowledge.entries)
        for question in ("vankien ohjaus", "vangeille ohjausta", "moi", "??", *(f"vanki {one}" for one in entries)):
            adviser.ask(question, NEW, "telegram", "private", None)
        now, senses = datetime.now(UTC), Senses(adviser.index)
        seen = look(database, senses, now - timedelta(days=1), now)
        replies = [list_gaps(seen, 0, adviser.texts, aside=aside) for aside in (True, False)]
        replies += [show_gap(gap, seen, adviser.texts) for gap in seen.gaps]
        replies += [show_at_desk(gap, seen, adviser.texts) for gap in seen.select(aside=False)]
        assert not [fault for reply in replies for fault in faults_of(reply)]
        before, bench = read_texts(folder), Workbench(adviser, database)
        with suppress(Refused):
            if entries:
                bench.publish(bench.check(Words(data.draw(st.sampled_from(entries)), "vankien ohjaus")), "Maija")
                assert answer("vankien ohjaus", adviser.index).outcome != "none"
                bench.undo("Maija")
        assert read_texts(folder) == before
