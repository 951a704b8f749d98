"""An id that changes keeps its history, wherever the old one still stands; what is gone is told of plainly."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import pytest
import sqlite_utils
from conftest import CONTENT
from emulator import Telegram, bot, within_limits
from factories import ROW

from bot.cli.checking import checked, hints
from bot.content.knowledge import KnowledgeError, load
from bot.content.questions import labelled
from bot.log.database import Database
from bot.log.querylog import judge
from bot.log.sealing import UNSEALED
from bot.replies import plain
from bot.replies.notices import tell_reload
from bot.replies.texts import finnish
from bot.review.audit import read_records
from bot.review.changes import Words
from bot.review.copying import copy_log
from bot.review.figures import read_questions, sum_up
from bot.review.gaps import Doubt, Senses
from bot.review.looking import look, note
from bot.review.publishing import Refused, Workbench
from bot.review.telling import name_entry
from bot.review.trial import Answers, hear, try_out
from bot.understanding.answering import Computed, Found, about, answer, candidates, follow
from bot.understanding.confidence import fitted, fitted_to
from bot.understanding.evaluation import reached
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import NEW, Form, Of, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.log.querylog import QueryLog

SKILLS, CAREER = "measure:urasuunnittelutaidot", "measure:urataidot"
SERVICES = "measure:jalkautuvat-palvelut"
LIBRARIES, LIBRARY = "actor:kirjastot", "actor:kirjastolaitos"
RENAMED = {SKILLS: CAREER, LIBRARIES: LIBRARY, "topic:kysely": "topic:alueiden-kysely"}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)
SURVEY = "  - id: topic:kysely\n"


def rename(folder: Path, ids: Mapping[str, str]) -> None:
    """Give entries other ids as an admin would: `formerly` beside the new one, and every reference written anew."""
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in ids.items():
            text = re.sub(rf"(?<![\w:-]){old}(?![\w-])", new, text)
            text = text.replace(f"  - id: {new}\n", f"  - id: {new}\n    formerly: [{old}]\n")
        path.write_text(text, encoding="utf-8")


def edit(folder: Path, old: str, new: str) -> None:
    content = folder / "content.yaml"
    text = content.read_text(encoding="utf-8")
    assert old in text
    content.write_text(text.replace(old, new), encoding="utf-8")


def without(folder: Path, entry: str) -> None:
    """Remove an entry of the small content."""
    content = folder / "content.yaml"
    pattern = rf"  - id: {entry}\n(?:    .*\n)+"
    content.write_text(re.sub(pattern, "", content.read_text(encoding="utf-8")), encoding="utf-8")


def serve(adviser: Adviser) -> None:
    adviser.serve(adviser.build(adviser.folder))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            SURVEY,
            f"{SURVEY}    formerly: [{LIBRARIES}]\n",
            f"content.yaml:67: entinen tunnus {LIBRARIES} on yhä käytössä (content.yaml:58), "
            "poista se kentästä formerly",
        ),
        (
            SURVEY,
            f"{SURVEY}    formerly: [topic:kysely]\n",
            "content.yaml:67: entinen tunnus topic:kysely on yhä käytössä (content.yaml:66), "
            "poista se kentästä formerly",
        ),
        (
            SURVEY,
            f"{SURVEY}    formerly: ['Vanha nimi']\n",
            "content.yaml:67: kentän formerly arvo 'Vanha nimi' on väärää muotoa, "
            "kirjoita esimerkiksi actor:vanha-nimi (vain a–z, 0–9 ja yhdysmerkkejä)",
        ),
        (
            SURVEY,
            f"{SURVEY}    formerly: topic:vanha\n",
            "content.yaml:67: kentän formerly pitää olla luettelo, aloita jokainen kohta viivalla",
        ),
        (
            "  document: document:kysely\n",
            "  document: document:kysely\n  keeper: {told_in: topic:poissa}\n",
            "content.yaml:14: kohtaa topic:poissa ei ole, korjaa tunnus",
        ),
    ],
)
def test_former_id_that_cannot_be_is_a_fault_with_its_mend(folder: Path, old: str, new: str, fault: str) -> None:
    edit(folder, old, new)
    with pytest.raises(KnowledgeError) as found:
        load(folder)
    assert [str(one) for one in found.value.faults] == [fault]


def test_former_id_that_two_claim_is_a_fault(folder: Path) -> None:
    edit(folder, SURVEY, f"{SURVEY}    formerly: [topic:vanha]\n")
    edit(folder, f"  - id: {LIBRARIES}\n", f"  - id: {LIBRARIES}\n    formerly: [topic:vanha]\n")
    with pytest.raises(KnowledgeError) as found:
        load(folder)
    assert str(found.value) == (
        "content.yaml:68: entinen tunnus topic:vanha on jo toisella (content.yaml:58), jätä se vain toiselle"
    )


def test_reference_to_a_former_id_is_a_fault_that_names_the_new_one(folder: Path) -> None:
    edit(
        folder,
        "  - id: theme:saavutettavasti\n",
        "  - id: theme:saavutettavuus\n    formerly: [theme:saavutettavasti]\n",
    )
    edit(folder, f"  - id: {LIBRARIES}\n", f"  - id: {LIBRARY}\n    formerly: [{LIBRARIES}]\n")
    edit(folder, SURVEY, "  - id: topic:alueet\n    formerly: [topic:kysely]\n")
    edit(folder, "  document: document:kysely\n", "  document: document:kysely\n  keeper: {told_in: topic:kysely}\n")
    with pytest.raises(KnowledgeError) as found:
        load(folder)
    said = [f"{one.problem}, {one.mend}" for one in found.value.faults]
    assert said == [
        "tunnus topic:kysely on vaihtunut, kirjoita tilalle topic:alueet",
        *2
        * (
            "tunnus theme:saavutettavasti on vaihtunut, kirjoita tilalle theme:saavutettavuus",
            f"tunnus {LIBRARIES} on vaihtunut, kirjoita tilalle {LIBRARY}",
        ),
    ]


def test_check_finds_labelled_questions_by_former_ids_and_tells_what_points_at_nothing_once(folder: Path) -> None:
    rows = [
        {"id": f"{target}{number}", "q": "kirjastot", "expect": "answer", "target": [target]}
        for target, count in ((LIBRARIES, 2), ("actor:poissa", 300), ("slide:19", 1))
        for number in range(count)
    ]
    questions = folder / "questions"
    questions.mkdir()
    (questions / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    rename(folder, RENAMED)
    with pytest.raises(KnowledgeError) as found:
        checked(folder, questions)
    assert str(found.value).splitlines() == [
        "questions/dev.jsonl:3: kohde actor:poissa ei nimeä mitään sisällön kohtaa (300 kysymyksessä, tässä"
        " ensimmäinen), korjaa tai poista kohde, tai lisää tunnus sen korvanneen kohdan kenttään formerly",
        "questions/dev.jsonl:303: kohde slide:19 ei nimeä mitään sisällön kohtaa, korjaa tai poista kohde",
    ]
    edit(folder, "sources: [{slide: 2}]", "sources: [{slide: 19}]")
    edit(folder, f"formerly: [{LIBRARIES}]", f"formerly: [{LIBRARIES}, actor:poissa]")
    knowledge, asked = checked(folder, questions)
    assert all(reached(knowledge.entries[LIBRARY], question) == question.targets for question in asked[:-1])


def test_shipped_entries_are_answered_as_they_were_under_other_ids(index: Index, tmp_path: Path) -> None:
    ids = {"measure:seuranta": "measure:laatu", "topic:botin-lahde": "topic:lahde", "actor:kunnat": "actor:kunta"}
    folder = shutil.copytree(CONTENT, tmp_path / "knowledge")
    rename(folder, ids)
    knowledge = load(folder)
    after = Index.build(knowledge, index.language)
    guards = labelled(CONTENT / "questions")
    entries = [index.knowledge.entries[old] for old in ids]
    about_each = ((turns for turns in guards if any(reached(entry, turn) for turn in turns)) for entry in entries)
    asked = [turns for found in about_each for turns in islice(found, 0, None, 10)]
    assert len(asked) > 30
    before, now = Answers(index), Answers(after)
    for turns in asked:
        assert now.judge(turns) == tuple((points, heard.under(knowledge.now)) for points, heard in before.judge(turns))
    weighed = ([answer(turns[0].question, one) for turns in asked[::6]] for one in (index, after))
    for old, new in zip(*weighed, strict=True):
        assert new.score == old.score
        assert [(match.entry.id, match.score) for match in candidates(new)] == [
            (knowledge.now(match.entry.id), match.score) for match in candidates(old)
        ]
    assert {entry for turns in asked for _, heard in now.judge(turns) for entry in heard.entries} >= {*ids.values()}


def test_what_was_learned_of_entries_that_became_one_is_added_up_and_that_one_is_no_newcomer() -> None:
    words = replace(
        fitted().lexicon,
        asked={"opo": {"topic:a": 1.0, "topic:b": 2.0, "topic:c": 4.0}, "laatu": {"topic:b": 8.0}},
        known=frozenset({"topic:a", "topic:b", "topic:c"}),
    )
    now = {"topic:a": "topic:d", "topic:b": "topic:d"}
    under = words.under(lambda entry: now.get(entry, entry))
    assert under.asked == {"opo": {"topic:d": 3.0, "topic:c": 4.0}, "laatu": {"topic:d": 8.0}}
    assert under.known == {"topic:d", "topic:c"}


def test_learned_words_are_those_of_the_content_that_is_asked(knowledge: Knowledge, folder: Path) -> None:
    language = Language()
    assert fitted_to(Index.build(knowledge, language)) is fitted()
    rename(folder, {SKILLS: CAREER})
    words = fitted_to(Index.build(load(folder), language)).lexicon
    assert CAREER in words.known
    assert SKILLS not in words.known
    assert not any(SKILLS in counts for counts in words.asked.values())


def test_check_hints_at_an_id_of_which_words_were_learned_and_that_is_gone(knowledge: Knowledge, folder: Path) -> None:
    def told(entries: Mapping[str, Entry]) -> list[str]:
        return [hint for hint in hints(replace(knowledge, entries=entries), NOW.date(), finnish()) if "opittu" in hint]

    measure = knowledge.entries["measure:seuranta"].model_copy(update={"id": "measure:laatu"})
    others = {name: entry for name, entry in knowledge.entries.items() if name != "measure:seuranta"}
    assert told(others | {"measure:laatu": measure}) == [finnish()("check-forgotten", entries="measure:seuranta")]
    follows = measure.model_copy(update={"formerly": ("measure:seuranta",)})
    assert told(others | {"measure:laatu": follows}) == told(knowledge.entries) == told(load(folder).entries) == []


async def test_old_buttons_and_links_open_what_was_renamed_and_tell_of_what_is_gone(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser):
        await telegram.say("Kuka vastaa alueella urasuunnittelutaidoista?")
        [reply] = await telegram.called("sendMessage")
        more, under = reply.buttons["Lisää …"], {"reply_markup": reply.fields["reply_markup"]}
        await telegram.press(more, **under)
        [spread] = await telegram.called("editMessageReplyMarkup")
        whole, place = spread.buttons["Molemmat tasot"], spread.buttons["Oma alue"]
        assert SKILLS in whole
        rename(adviser.folder, RENAMED)
        serve(adviser)
        await telegram.press(whole)
        await telegram.press(place)
        opened, areas = await telegram.called("editMessageText", 2)
        assert "\nKeino: Urasuunnittelutaidot\n" in opened.text
        assert any(CAREER in data for data in opened.buttons.values())
        assert not any(SKILLS in data for data in opened.buttons.values())
        await telegram.press(areas.buttons["Takaisin vastaukseen"])
        assert "\nKeino: Urasuunnittelutaidot\n" in (await telegram.called("editMessageText", 3))[2].text
        await telegram.press(more, **under)
        [_, spread] = await telegram.called("editMessageReplyMarkup", 2)
        assert CAREER in spread.buttons["Molemmat tasot"]
        await telegram.say("/start measure_urasuunnittelutaidot_r")
        assert "Järjestää paikallisia ryhmiä." in (await telegram.called("sendMessage", 2))[1].text
        without(adviser.folder, CAREER)
        serve(adviser)
        await telegram.press(whole)
        await telegram.press(more, **under)
        gone = (await telegram.called("answerCallbackQuery", 6))[5]
        assert gone.text == adviser.texts("aged")
        [*_, left] = await telegram.called("editMessageReplyMarkup", 3)
        assert {"Poista kysymykseni"} == {*left.buttons} - {*reply.buttons}
        await telegram.say("/start measure_urasuunnittelutaidot_r")
        assert (await telegram.called("sendMessage", 3))[2].text.startswith(adviser.texts("aged"))


def test_conversation_goes_on_under_other_ids_and_without_what_is_gone(adviser: Adviser, folder: Path) -> None:
    before = follow(NEW, answer("urasuunnittelutaidot", adviser.index))
    listed = answer("missä keinoissa kirjastot ovat mukana", adviser.index)
    assert isinstance(listed, Computed)
    table = follow(NEW, listed)
    offered = replace(NEW, choices=(SERVICES, SKILLS))
    rename(folder, RENAMED)
    serve(adviser)
    level = answer("entä valtakunnallisesti?", adviser.index, before)
    assert isinstance(level, Found)
    assert (level.entry.id, level.facet.value) == (CAREER, "national")
    again = answer("entä valtakunnallisesti?", adviser.index, table)
    assert isinstance(again, Computed)
    assert again.result.wanted.actors == (LIBRARY,)
    second = about(answer("toinen", adviser.index, offered))
    assert second is not None
    assert second.id == CAREER
    without(folder, CAREER)
    edit(folder, LIBRARY, "actor:muu")
    edit(folder, "    formerly: [actor:kirjastot]\n", "")
    serve(adviser)
    for conversation in (before, table):  # as if nothing had been said
        assert hear(answer("entä alueella?", adviser.index, conversation)) == hear(
            answer("entä alueella?", adviser.index)
        )


@pytest.mark.parametrize("merged", ["actor:oph", "topic:kysely"])
def test_comparison_of_two_that_became_one_or_another_thing_is_not_taken_up(
    adviser: Adviser, folder: Path, merged: str
) -> None:
    compared = replace(NEW, wanted=Wanted(Form.COMPARE, Of.MEASURES, actors=("actor:oph", LIBRARIES)))
    taken = answer("entä valtakunnallisesti?", adviser.index, compared)
    assert isinstance(taken, Computed)
    without(folder, LIBRARIES)
    edit(folder, LIBRARIES, "actor:oph")
    edit(folder, f"  - id: {merged}\n", f"  - id: {merged}\n    formerly: [{LIBRARIES}]\n")
    serve(adviser)
    assert not isinstance(answer("entä valtakunnallisesti?", adviser.index, compared), Computed)


def say_of(log: QueryLog, verdicts: Mapping[int, str], time: datetime, question: str, entry: str) -> None:
    """Record answers, and what people said of them."""
    for number, verdict in verdicts.items():
        log.record(replace(ROW, update_id=number, time=time, question=question, entry=entry))
        with Database(log.path).use() as opened, opened.conn:
            judge(opened, number, verdict)


def test_log_counts_for_the_entry_of_now(adviser: Adviser, log: QueryLog, folder: Path) -> None:
    log.record(replace(ROW, time=NOW, entry=LIBRARIES))
    log.record(replace(ROW, time=NOW, outcome="clarify", entry=None, candidates=((SKILLS, 0.5), (SERVICES, 0.4))))
    rename(folder, RENAMED)
    serve(adviser)
    log.record(replace(ROW, time=NOW, entry=LIBRARY))
    knowledge = adviser.index.knowledge
    found = sum_up(read_questions(Database(log.path), SINCE), knowledge)
    assert found.most_asked == ((LIBRARY, 2),)
    assert set(found.unreached) == knowledge.entries.keys() - {LIBRARY, CAREER, SERVICES}
    assert name_entry(LIBRARIES, knowledge) == "Kirjastot"
    page = sqlite_utils.Database(copy_log(Database(log.path), SINCE, (), adviser.index, UNSEALED))
    assert [row["entry"] for row in page["questions"].rows] == [LIBRARY, CAREER, LIBRARY]


def test_doubts_follow_a_renamed_entry_and_end_with_one_that_is_gone(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    def doubts() -> tuple[Doubt, ...]:
        return look(Database(log.path), Senses(adviser.index), SINCE, NOW).doubts

    note(Database(log.path), adviser.index.knowledge, NOW - timedelta(days=5))
    say_of(log, {1: "outdated", 2: "wrong-topic"}, NOW - timedelta(days=4), "kirjastot", LIBRARIES)
    say_of(log, {3: "outdated"}, NOW - timedelta(days=4), "urataidot", SKILLS)
    assert doubts() == (Doubt(LIBRARIES, 1, 1), Doubt(SKILLS, 0, 1))
    rename(folder, RENAMED)
    serve(adviser)
    assert doubts() == (Doubt(LIBRARY, 1, 1), Doubt(CAREER, 0, 1))
    edit(folder, "Kirjastot ovat lähipalvelu.", "Kirjastot ovat lähellä.")
    without(folder, CAREER)
    serve(adviser)
    assert doubts() == (Doubt(LIBRARY, 1, 0),)
    say_of(log, {4: "outdated"}, NOW + timedelta(hours=1), "kirjastot", LIBRARY)
    assert doubts() == (Doubt(LIBRARY, 1, 1),)


def test_answer_that_did_not_help_stays_a_gap_under_another_id(adviser: Adviser, log: QueryLog, folder: Path) -> None:
    say_of(log, {1: "not-helped"}, NOW, "urasuunnittelutaidot", SKILLS)
    rename(folder, RENAMED)
    serve(adviser)
    [gap] = look(Database(log.path), Senses(adviser.index), SINCE, NOW).gaps
    assert gap.samples == ("urasuunnittelutaidot",)


def test_entry_is_mended_by_its_former_id_and_a_change_from_before_is_taken_back_under_its_new_one(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    database = Database(log.path)
    workbench = Workbench(adviser, database)
    workbench.publish(workbench.check(Words(SKILLS, "karavaani")), "Maija")
    rename(folder, RENAMED)
    workbench.reload()
    made = workbench.check(Words(SKILLS, "hevonen"))
    assert (made.change.target, made.additions) == (CAREER, 1)
    workbench.undo("Maija")
    assert "karavaani" not in adviser.index.knowledge.entries[CAREER].synonyms
    made = workbench.check(Words(SKILLS, "hevonen"))
    workbench.publish(made, "Maija")
    assert "hevonen" in adviser.index.knowledge.entries[CAREER].synonyms
    assert [record.target for record in read_records(database)] == [SKILLS, CAREER, CAREER]
    assert workbench.undo("Maija")[0].target == CAREER


def test_reload_calls_a_renamed_entry_changed_and_finds_no_other_answers(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    before, questions = adviser.index, folder / "questions"
    questions.mkdir()
    row = {"id": "A", "q": "urasuunnittelutaidot", "expect": "answer", "target": [SKILLS]}
    (questions / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    rename(folder, RENAMED)
    workbench = Workbench(adviser, Database(log.path))
    asked = ("urasuunnittelutaidot", "missä keinoissa kirjastot ovat mukana", "kuka koordinoi", "kysely")
    trial = try_out(labelled(questions), asked, Answers(before), answers := Answers(adviser.build(folder)))
    assert (trial.fixed, trial.broken, trial.changed) == ((), (), ())
    assert answers.hear("urasuunnittelutaidot").entries == (CAREER,)
    changes = workbench.reload()
    assert (changes.added, changes.removed) == ((), ())
    assert {"Kirjastot", "Urasuunnittelutaidot"} <= {*changes.changed}
    assert "Poistettu" not in plain(tell_reload(changes, finnish()))


def test_questions_about_what_is_gone_are_no_harm_unless_another_answers_them(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    questions = folder / "questions"
    questions.mkdir()
    rows = [
        {"id": "A", "q": "pop up -pisteet", "expect": "answer", "target": [SERVICES]},
        {"id": "B", "q": "kirjastot", "expect": "answer", "target": [LIBRARIES]},
    ]
    (questions / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    workbench = Workbench(adviser, Database(log.path))
    without(folder, SERVICES)
    assert workbench.reload().removed == ("Jalkautuvat palvelut",)
    without(folder, LIBRARIES)
    edit(folder, LIBRARIES, "actor:oph")
    edit(folder, "aliases: [OPH]", "aliases: [OPH, kirjastot]")
    with pytest.raises(Refused, match="B: kirjastot"):
        workbench.reload()
    assert LIBRARIES in adviser.index.knowledge.entries


async def test_reload_on_the_phone_tells_a_part_of_hundreds_of_questions_that_miss_their_entry(
    telegram: Telegram, adviser: Adviser, folder: Path
) -> None:
    questions, served = folder / "questions", adviser.index
    questions.mkdir()
    row = {"q": f"urasuunnittelutaidot {'👩' * 300}", "expect": "answer", "target": [SKILLS]}
    rows = (json.dumps({"id": f"L{number}"} | row) for number in range(120))
    (questions / "dev.jsonl").write_text("\n".join(rows), encoding="utf-8")
    edit(folder, SKILLS, CAREER)
    async with bot(telegram, adviser, questions=questions, admins=frozenset({77})):
        await telegram.say("/reload", user=77)
        [refused] = await telegram.called("sendMessage")
        assert adviser.index is served
        edit(folder, f"  - id: {CAREER}\n", f"  - id: {CAREER}\n    formerly: [{SKILLS}]\n")
        await telegram.say("/reload", user=77)
        _, done = await telegram.called("sendMessage", 2)
    within_limits(refused)
    assert re.search(r"120 tarkistettuun kysymykseen:\nL0: (.|\n)*\n… ja 11\d muuta\.", refused.text)
    assert done.text.startswith("Sisältö on ladattu")


def test_entry_in_another_file_and_theme_keeps_all_that_it_had(adviser: Adviser, log: QueryLog, folder: Path) -> None:
    content = folder / "content.yaml"
    text = content.read_text(encoding="utf-8")
    [moved] = re.findall(rf"(?m)^  - id: {SKILLS}\n(?:    .*\n)+", text)
    theme = "themes:\n  - {id: theme:uusi, title: Uusi, content: Uusi teema., sources: [{slide: 7}]}\n"
    log.record(replace(ROW, time=NOW, entry=SKILLS))
    before = Answers(adviser.index)
    asked = ("urasuunnittelutaidot", "urataidot", "kuka vastaa urataidoista alueella")
    heard = [before.hear(question) for question in asked]
    note(Database(log.path), adviser.index.knowledge, NOW)
    content.write_text(text.replace(moved, ""), encoding="utf-8")
    (folder / "siirretyt.yaml").write_text(f"{theme}measures:\n{moved.replace('theme:saavutettavasti', 'theme:uusi')}")
    changes = Workbench(adviser, Database(log.path)).reload()
    assert (changes.added, changes.removed) == (("Uusi",), ())
    assert [Answers(adviser.index).hear(question) for question in asked] == heard
    assert {one.entries for one in heard} == {(SKILLS,)}
    found = sum_up(read_questions(Database(log.path), SINCE), adviser.index.knowledge)
    assert found.most_asked == ((SKILLS, 1),)
    assert fitted_to(adviser.index) is fitted()
