from __future__ import annotations

import json
import os
import re
from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING

import pytest
from factories import OUTSIDE, SECOND, THEME, TOPIC

from bot.adviser import Adviser
from bot.content.knowledge import KnowledgeError, load
from bot.log.database import Database, LogError
from bot.replies import plain
from bot.replies.notices import say_one
from bot.replies.texts import LANGUAGES, finnish, in_language
from bot.review.audit import drop_undone, read_records
from bot.review.changes import Addition, Example, Words, makes_only, parse_addition
from bot.review.publishing import CROWDED, Refused, Workbench
from bot.review.screens.changes import describe_at_desk, show_trial
from bot.telegram.messages import write
from bot.understanding.answering import Found, answer
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.log.querylog import QueryLog

VEHICLE = Words("measure:jalkautuvat-palvelut", "karavaani")


@pytest.fixture
def database(log: QueryLog) -> Iterator[Database]:
    with closing(Database(log.path)) as database:
        yield database


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    folder = tmp_path / "questions"
    folder.mkdir()
    rows = [
        {"id": "A", "q": "mitä kirjastot tekevät", "expect": "answer", "target": ["actor:kirjastot"]},
        {
            "id": "B",
            "turns": [
                {"q": "urasuunnittelutaitoja", "expect": "answer", "target": ["slide:12"]},
                {"q": "entä alueella?", "expect": "answer", "target": ["slide:12"]},
            ],
        },
    ]
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


@pytest.fixture
def workbench(adviser: Adviser, database: Database, questions: Path) -> Workbench:
    return Workbench(adviser, database, questions)


def addition(yaml: str, adviser: Adviser, name: str = "") -> Addition:
    return parse_addition(yaml.encode(), name, adviser.index.knowledge)


def text(folder: Path) -> str:
    return (folder / "content.yaml").read_text(encoding="utf-8")


def test_questions_about_entries_that_are_gone_or_renamed_do_no_harm(
    adviser: Adviser, database: Database, questions: Path
) -> None:
    targets = ("actor:poistettu", "measure:jalkautuvat", "slide:99", "slide:seitsemän", "dia 7", "")
    rows = [
        {"id": f"{number}", "q": "karavaani", "expect": expect, "target": [target]}
        for number, (expect, target) in enumerate(product(("answer", "clarify"), targets))
    ]
    (questions / "gone.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    workbench = Workbench(adviser, database, questions)
    checked = workbench.check(VEHICLE)
    assert (checked.trial.labelled, checked.trial.broken) == (3 + len(rows), ())
    workbench.publish(checked, "Maija")
    workbench.reload()


def test_trial_without_labelled_questions_says_that_nothing_guards(adviser: Adviser, database: Database) -> None:
    warning = finnish()("trial-unguarded")
    checked = Workbench(adviser, database).check(VEHICLE)
    assert warning in plain(show_trial(checked, adviser.index.knowledge, finnish()))


def test_trial_with_labelled_questions_says_nothing_of_that(workbench: Workbench) -> None:
    checked = workbench.check(VEHICLE)
    assert finnish()("trial-unguarded") not in plain(show_trial(checked, workbench.adviser.index.knowledge, finnish()))


def test_check_tells_what_a_change_does_and_changes_nothing(workbench: Workbench, folder: Path) -> None:
    before = text(folder), workbench.adviser.index
    workbench.adviser.ask("tuleeko karavaani meille", NEW, "telegram", "private", None)
    trial = workbench.check(VEHICLE).trial
    [fixed] = trial.fixed
    assert (fixed.question, fixed.before.outcome, fixed.after.entries) == (
        "tuleeko karavaani meille",
        "none",
        ("measure:jalkautuvat-palvelut",),
    )
    assert (trial.asked, trial.broken, trial.changed) == (4, (), ())
    assert (text(folder), workbench.adviser.index) == before


def test_publish_writes_serves_and_records(workbench: Workbench, folder: Path, database: Database) -> None:
    version = workbench.adviser.index.knowledge.version
    changes = workbench.publish(workbench.check(VEHICLE), "Maija", "kysytty usein")
    found = answer("karavaani", workbench.adviser.index)
    assert isinstance(found, Found)
    assert "    aliases: [jalkautuminen]\n    synonyms:\n      - karavaani\n" in text(folder)
    assert load(folder).version == changes.version == workbench.adviser.index.knowledge.version != version
    [record] = read_records(database)
    assert (record.who, record.what, record.target, record.words, record.why) == (
        "Maija",
        "words",
        "measure:jalkautuvat-palvelut",
        "karavaani",
        "kysytty usein",
    )
    assert (record.version_before, record.version_after) == (version, changes.version)


def test_undo_takes_back_the_last_change_that_stands(workbench: Workbench, folder: Path, database: Database) -> None:
    before = text(folder)
    workbench.publish(workbench.check(VEHICLE), "Maija")
    between = text(folder)
    workbench.publish(workbench.check(Words("actor:kirjastot", "lainaamo")), "Pekka")
    assert workbench.undo("Maija")[0].words == "lainaamo"
    assert text(folder) == between
    assert workbench.undo("Maija")[0].words == "karavaani"
    assert text(folder) == before
    assert not isinstance(answer("karavaani", workbench.adviser.index), Found)
    with pytest.raises(Refused):
        workbench.undo("Maija")
    assert [record.undoes for record in read_records(database)] == [None, None, 2, 1]
    assert drop_undone(read_records(database)) == []


def test_new_entry_comes_in_a_file_of_its_own_and_goes_with_it(workbench: Workbench, folder: Path) -> None:
    change = addition(TOPIC, workbench.adviser)
    workbench.publish(workbench.check(change), "Maija")
    assert (folder / "topic-vankilat.yaml").read_text(encoding="utf-8") == TOPIC
    assert isinstance(answer("vankien ohjaus", workbench.adviser.index), Found)
    workbench.undo("Maija")
    assert not (folder / "topic-vankilat.yaml").exists()


@pytest.mark.parametrize(
    ("yaml", "fault"),
    [
        ("topics: [", "luonnos:1: sulku [ aukeaa mutta ei sulkeudu"),
        ("a: &x 1", "teksti alkaa merkillä &"),
        (TOPIC + TOPIC, "kenttä topics on kahteen kertaan"),
        (f"---\n{TOPIC}---\n{TOPIC}", "monta YAML-asiakirjaa"),
        ("", "luonnos:1: tiedosto on tyhjä, palauta sen sisältö"),
        ("topics: []", "luonnos:1: tiedostossa ei ole mitään, millä on tunnus, lisää esimerkiksi luettelo topics"),
        ("vocabulary: [{term: opo, synonyms: [opinto-ohjaaja]}]", "tiedostossa ei ole mitään, millä on tunnus"),
        ("id: väärä", "luonnos:1: tuntematon kenttä id"),
        (TOPIC + "about: {document: document:kysely}\n", "luonnos:8: kohtaa about ei voi lisätä, muokkaa sitä"),
        (TOPIC.replace("topic:vankilat", "topic:kysely"), "luonnos:3: tunnus topic:kysely on jo käytössä (Ohjauksen"),
        (TOPIC + "    aliases: [vankila, KIRJASTO]\n", "luonnos:8: nimi 'KIRJASTO' on jo toisella (Kirjastot)"),
        (TOPIC + SECOND.replace("topic:toinen", "topic:vankilat"), "luonnos:8: tunnus topic:vankilat on jo käytössä"),
        (TOPIC.replace("  - id", "  id"), "luonnos:3: luettelon kohdan alusta puuttuu viiva"),
        (b"\xff", "UTF-8"),
        (TOPIC.replace("topic:vankilat", "topic:../vankilat"), "kentän id arvo 'topic:../vankilat' on väärää muotoa"),
        (TOPIC.replace("topic:vankilat", '"topic:vankilat\\n"'), "kentän id arvo"),
        (TOPIC.replace("topic:vankilat", "topic:" + 300 * "a"), "kenttä id on liian pitkä"),
        (TOPIC.replace("topic:vankilat", "topic:a--b"), "kentän id arvo"),
        (TOPIC.encode("utf-16"), "UTF-8"),
    ],
)
def test_draft_with_faults_is_told_with_them(adviser: Adviser, yaml: str | bytes, fault: str) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(fault)):
        parse_addition(yaml.encode() if isinstance(yaml, str) else yaml, "", adviser.index.knowledge)


def test_theme_with_all_that_belongs_to_it_comes_in_its_own_file_and_goes_whole(
    workbench: Workbench, folder: Path, database: Database
) -> None:
    change = addition(THEME, workbench.adviser, "nuoret.yaml")
    changes = workbench.publish(workbench.check(change), "Maija", "syy")
    assert changes.added == ("Nuorten ohjaus", "Ohjaamot", "Nuorisotyö", "Etsivä työ")
    assert changes.lists == ("vocabulary", "outside", "documents")
    assert (folder / "nuoret.yaml").read_text(encoding="utf-8") == THEME
    ids = "theme:nuoret, measure:ohjaamot, actor:nuorisotyo, term:etsiva, document:laki, outside:vuokra"
    assert f"Uutta sisältöä: {ids}. Syy: syy" in describe_at_desk(read_records(database)[-1], finnish())
    answered = answer("kuka koordinoi ohjaamoja", workbench.adviser.index)
    assert isinstance(answered, Found)
    assert answered.entry.id == "measure:ohjaamot"
    record, undone = workbench.undo("Maija")
    assert (record.target, undone.removed) == (change.target, changes.added)
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]


def test_what_a_new_file_names_and_nobody_has_is_told_with_its_line(workbench: Workbench) -> None:
    change = addition(THEME.replace("[actor:nuorisotyo]", "[actor:seurakunnat]"), workbench.adviser, "nuoret.yaml")
    with pytest.raises(KnowledgeError) as refusal:
        workbench.check(change)
    assert str(refusal.value) == ("nuoret.yaml:13: toimijaa actor:seurakunnat ei ole, korjaa tunnus tai lisää toimija")


@pytest.mark.parametrize("name", ["uusi.txt", ".uusi.yaml", "-x.yaml", "a\nb.yaml", f"{100 * 'a'}.yaml"])
def test_file_whose_name_is_none_of_content_is_refused(adviser: Adviser, name: str) -> None:
    with pytest.raises(KnowledgeError, match="tiedoston nimi ei kelpaa, anna sille lyhyt nimi"):
        addition(TOPIC, adviser, name)


def test_file_without_a_name_takes_the_place_of_none(workbench: Workbench, folder: Path) -> None:
    (folder / "topic-vankilat.yaml").write_text("topics: []\n", encoding="utf-8")
    workbench.reload()
    workbench.publish(workbench.check(addition(TOPIC, workbench.adviser)), "Maija")
    assert (folder / "topic-vankilat.yaml").read_text(encoding="utf-8") == "topics: []\n"
    assert (folder / "topic-vankilat-2.yaml").read_text(encoding="utf-8") == TOPIC


def test_gate_weighs_all_entries_of_a_file(adviser: Adviser, database: Database, questions: Path) -> None:
    """What any of them rightly answers is shown; what any of them takes from another entry blocks."""
    labelled_as(
        questions,
        ("ohjaamot", "none", ""),
        ("etsivä työ", "none", ""),
        ("nuoret", "none", ""),
        ("mitä kirjastot tekevät", "answer", "actor:kirjastot"),
    )
    workbench = Workbench(adviser, database, questions)
    good = workbench.check(addition(THEME, adviser))
    assert (good.trial.broken, good.blocked) == ((), False)
    assert {turn.label: turn.after.entries for turn in good.trial.changed} == {
        "N0": ("measure:ohjaamot",),
        "N1": ("term:etsiva",),
        "N2": ("theme:nuoret",),
    }
    taking = THEME.replace("aliases: [etsivä työ]", "aliases: [mitä kirjastot tekevät]")
    bad = workbench.check(addition(taking, adviser))
    assert bad.blocked
    assert [turn.label for turn in bad.trial.broken] == ["N3"]


def test_id_is_what_the_parser_reads_and_no_other_file_is_overwritten(workbench: Workbench, folder: Path) -> None:
    """Issue 10: an id in quotes is the entry's, one in a text is none."""
    first = addition(TOPIC.replace("topic:vankilat", "topic:koe-yksi"), workbench.adviser)
    workbench.publish(workbench.check(first), "Maija")
    draft = TOPIC.replace("id: topic:vankilat", '"id": topic:toinen').replace(
        "content: Vankiloista ei sanota mitään.", "content: |\n      Vankilat.\n      id: topic:koe--yksi"
    )
    second = addition(draft.replace("vankien ohjaus", "toinen sana"), workbench.adviser)
    assert second.target == "topic:toinen"
    changes = workbench.publish(workbench.check(second), "Maija")
    assert (changes.added, changes.removed, changes.changed) == (("Vankilat",), (), ())
    assert (folder / "topic-koe-yksi.yaml").read_text() == first.yaml
    assert {"topic:koe-yksi", "topic:toinen"} <= workbench.adviser.index.knowledge.entries.keys()


def test_file_that_is_there_is_never_overwritten(workbench: Workbench, folder: Path, database: Database) -> None:
    file, change = folder / "oma.yaml", addition(TOPIC, workbench.adviser, "oma.yaml")
    checked = workbench.check(change)
    for kept in (b"# oma\n", b"topics: []\n"):
        file.write_bytes(kept)
        with pytest.raises(Refused, match="muuttunut"):
            workbench.publish(checked, "Maija")
        with pytest.raises(Refused, match=r"oma\.yaml on jo olemassa"):
            workbench.check(change)
        assert file.read_bytes() == kept
        file.unlink()
    file.symlink_to(folder / "muualla")
    with pytest.raises(Refused):
        workbench.publish(checked, "Maija")
    assert file.is_symlink()
    assert read_records(database) == []


@pytest.mark.parametrize("change", [VEHICLE, Addition("topic:vankilat", TOPIC)])
def test_change_that_would_publish_more_than_it_tells_is_refused(
    workbench: Workbench, folder: Path, change: Words | Addition
) -> None:
    (folder / "content.yaml").write_text(text(folder).replace("title: Kirjastot", "title: Kirjasto"), encoding="utf-8")
    with pytest.raises(Refused, match="Lataa sisältö ensin uudelleen"):
        workbench.check(change)
    workbench.reload()
    assert workbench.publish(workbench.check(change), "Maija").removed == ()


@pytest.mark.parametrize("words", [101 * "a", "a\nb", "\x1b[31m", "a\u202eb", "\ud800"])
def test_words_that_are_too_long_or_cannot_be_seen_are_refused(workbench: Workbench, words: str) -> None:
    with pytest.raises(Refused, match="enintään 100 merkkiä"):
        workbench.check(Words("actor:kirjastot", words))


def test_target_that_does_not_serve_is_refused(workbench: Workbench, folder: Path) -> None:
    (folder / "topic.yaml").write_text(TOPIC, encoding="utf-8")
    (folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    for change in (Words("topic:vankilat", "sana"), Example("outside:muu", "sana")):
        with pytest.raises(Refused, match=change.target):
            workbench.check(change)


def test_only_what_a_change_tells_may_differ(adviser: Adviser, folder: Path) -> None:
    (folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    before = load(folder)
    (folder / "topic.yaml").write_text(TOPIC, encoding="utf-8")
    one = load(folder)
    (folder / "topic.yaml").write_text(TOPIC + SECOND, encoding="utf-8")
    two = load(folder)
    (folder / "topic.yaml").unlink()
    (folder / "outside.yaml").write_text(OUTSIDE.replace("sää on", "sää on, hirvi"), encoding="utf-8")
    example = load(folder)
    added, hunted = Addition("topic:vankilat", TOPIC), Example("outside:muu", "hirvi")
    both = Addition("topic:vankilat topic:toinen", TOPIC + SECOND)
    for change, after in ((added, one), (both, two), (hunted, example)):
        assert [makes_only(change, before, other) for other in (before, one, two, example)] == [
            other is after for other in (before, one, two, example)
        ]
        assert not makes_only(change, after, after)
    assert not makes_only(Words("topic:vankilat", "a"), one, two)
    assert not makes_only(Words("topic:poissa", "a"), before, before)


def test_refused_reload_tells_as_many_questions_as_fit(adviser: Adviser, database: Database, folder: Path) -> None:
    asked = {"q": "urasuunnittelutaidot " + 300 * "👩", "expect": "answer", "target": ["slide:12"]}
    (folder / "questions").mkdir()
    rows = [json.dumps({"id": f"L{number}"} | asked) for number in range(300)]
    (folder / "questions" / "long.jsonl").write_text("\n".join(rows), encoding="utf-8")
    workbench = Workbench(adviser, database)
    (folder / "content.yaml").write_text(text(folder).replace("slide: 12", "slide: 9"), encoding="utf-8")
    with pytest.raises(Refused, match=r"(?s)300 tarkistettuun kysymykseen:\nL0: .*\n… ja 29\d muuta\.$") as refused:
        workbench.reload()
    for language in LANGUAGES:
        assert "L0: " in write(say_one(refused.value.tell(in_language(language)))).text


def test_long_reason_is_cut_where_it_is_written_and_where_it_is_read(workbench: Workbench, database: Database) -> None:
    workbench.publish(workbench.check(VEHICLE), 5000 * "M", "miksi\n" * 5000)
    with database.use() as opened:
        [(who, why)] = opened.execute("select who, why from changes").fetchall()
        assert (len(who), len(why), why[:12]) == (60, 500, "miksi miksi ")
        with opened.conn:
            opened.conn.execute("update changes set why = ?", [5000 * "x"])
    [record] = read_records(database)
    assert len(record.why) == 500
    assert len(describe_at_desk(record, finnish())) < 800


def test_example_of_what_the_content_never_answers_is_remembered(workbench: Workbench, folder: Path) -> None:
    (folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    workbench.adviser.serve(workbench.adviser.build(workbench.adviser.folder))
    workbench.publish(workbench.check(Example("outside:muu", "hirvi metsästys")), "Maija")
    assert "examples: [mikä sää on, hirvi metsästys]" in (folder / "outside.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["jalkautuminen", "Jalkautumiset", "jalkautuvat palvelut", "lisätään palveluja"])
def test_words_that_add_nothing_are_refused_with_the_reason(workbench: Workbench, words: str) -> None:
    with pytest.raises(Refused, match="ei tarvita"):
        workbench.check(Words("measure:jalkautuvat-palvelut", words))


def test_change_without_a_target_is_refused(workbench: Workbench) -> None:
    with pytest.raises(Refused, match="measure:gone"):
        workbench.check(Words("measure:gone", "sana"))


def test_change_that_breaks_a_labelled_question_is_blocked_unless_forced_with_a_reason(
    workbench: Workbench, folder: Path
) -> None:
    checked = workbench.check(Words("measure:jalkautuvat-palvelut", "mitä kirjastot tekevät"))
    assert [turn.label for turn in checked.trial.broken] == ["A"]
    for why, force in (("", False), ("", True), ("syy", False)):
        with pytest.raises(Refused, match="huonontaa"):
            workbench.publish(checked, "Maija", why, force=force)
    assert "- mitä kirjastot tekevät" not in text(folder)
    workbench.publish(checked, "Maija", "sovittu niin", force=True)
    assert "- mitä kirjastot tekevät" in text(folder)


def test_what_was_published_at_another_desk_with_a_reason_is_served_on_reload(
    workbench: Workbench, database: Database, questions: Path, folder: Path
) -> None:
    serving = Workbench(Adviser.open(folder, "auto", None), database, questions)
    forced = workbench.check(Words("measure:jalkautuvat-palvelut", "mitä kirjastot tekevät"))
    workbench.publish(forced, "Maija", "sovittu niin", force=True)
    assert serving.reload().changed == ("Jalkautuvat palvelut",)
    found = answer("mitä kirjastot tekevät", serving.adviser.index)
    assert isinstance(found, Found)
    assert found.entry.id == "measure:jalkautuvat-palvelut"
    (folder / "content.yaml").write_text(text(folder).replace("Avaa pop up", "Avaa uusia"), encoding="utf-8")
    assert serving.reload().changed == ("Jalkautuvat palvelut",)


def test_edits_by_hand_are_asked_about_also_when_a_change_was_published_on_top_of_them(
    workbench: Workbench, database: Database, questions: Path, folder: Path
) -> None:
    serving = Workbench(Adviser.open(folder, "auto", None), database, questions)
    (folder / "content.yaml").write_text(text(folder).replace("slide: 12", "slide: 9"), encoding="utf-8")
    desk = Workbench(Adviser.open(folder, "auto", None), database, questions)
    for words in ("karavaani", "kulkue"):
        desk.publish(desk.check(Words("measure:jalkautuvat-palvelut", words)), "Maija")
    with pytest.raises(Refused, match=r"B\.1"):
        serving.reload()


def test_file_that_is_broken_is_told_before_what_is_not_found_in_it(workbench: Workbench, folder: Path) -> None:
    (folder / "content.yaml").write_text(text(folder) + "topics: [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"content\.yaml:\d+"):
        workbench.check(VEHICLE)


def test_content_behind_a_link_is_not_written(workbench: Workbench, folder: Path, database: Database) -> None:
    checked = workbench.check(VEHICLE)
    (folder / "content.yaml").rename(folder / "oma.txt")
    (folder / "content.yaml").symlink_to("oma.txt")
    with pytest.raises(Refused, match=r"content\.yaml on linkki"):
        workbench.publish(checked, "Maija")
    assert (folder / "content.yaml").is_symlink()
    assert "karavaani" not in text(folder)
    assert read_records(database) == []


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_change_is_made_and_taken_back_to_the_byte_in_a_file_of_windows(
    workbench: Workbench, folder: Path, mark: str
) -> None:
    before = (mark + text(folder).replace("\n", "\r\n")).encode()
    (folder / "content.yaml").write_bytes(before)
    workbench.reload()
    workbench.publish(workbench.check(VEHICLE), "Maija")
    after = (folder / "content.yaml").read_bytes()
    assert after == before.replace(b"[jalkautuminen]\r\n", b"[jalkautuminen]\r\n    synonyms:\r\n      - karavaani\r\n")
    workbench.undo("Maija")
    assert (folder / "content.yaml").read_bytes() == before


def test_what_a_killed_writer_left_is_removed_by_the_next_change(workbench: Workbench, folder: Path) -> None:
    left = folder / ".muu.yaml.part"
    left.write_text("topics: [", encoding="utf-8")
    checked = workbench.check(VEHICLE)
    assert left.exists()
    workbench.publish(checked, "Maija")
    assert {path.name for path in folder.iterdir()} == {"content.yaml"}


def test_change_with_faults_is_told_with_them(workbench: Workbench) -> None:
    change = addition(TOPIC.replace("slide: 2", "slide: 99"), workbench.adviser)
    with pytest.raises(KnowledgeError, match="topic-vankilat"):
        workbench.check(change)


def test_content_that_changed_since_the_check_is_left_alone(
    workbench: Workbench, folder: Path, database: Database
) -> None:
    checked = workbench.check(VEHICLE)
    (folder / "content.yaml").write_text(text(folder) + "# käsin\n", encoding="utf-8")
    with pytest.raises(Refused):
        workbench.publish(checked, "Maija")
    assert text(folder).endswith("# käsin\n")
    assert read_records(database) == []


def test_log_that_cannot_be_written_leaves_the_content_as_it_was(
    workbench: Workbench, folder: Path, database: Database
) -> None:
    checked, before = workbench.check(VEHICLE), text(folder)
    with database.use() as opened:
        opened.conn.execute("create trigger no before insert on changes begin select raise(abort, 'täynnä'); end")
    with pytest.raises(LogError, match="täynnä"):
        workbench.publish(checked, "Maija")
    assert text(folder) == before
    assert not isinstance(answer("karavaani", workbench.adviser.index), Found)


def test_file_is_as_before_when_its_record_cannot_be_committed(
    workbench: Workbench, folder: Path, database: Database
) -> None:
    """A constraint that is looked at only by the commit, when the file stands in its place already."""
    new = addition(TOPIC, workbench.adviser)
    checked = [workbench.check(VEHICLE), workbench.check(new)]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for one in checked:
        with database.use() as opened:
            opened.conn.executescript(
                """
                pragma foreign_keys = on;
                create table if not exists parents (id integer primary key);
                create table if not exists children (id references parents deferrable initially deferred);
                create trigger if not exists late after insert on changes begin insert into children values (7); end
                """
            )
        with pytest.raises(LogError, match="FOREIGN KEY"):
            workbench.publish(one, "Maija")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert read_records(database) == []
    assert not isinstance(answer("karavaani", workbench.adviser.index), Found)


def test_crowded_entry_is_warned_about(workbench: Workbench) -> None:
    for number in range(CROWDED):
        workbench.publish(workbench.check(Words("actor:kirjastot", f"{'abcdefghij'[number] * 7}la")), "Maija")
    assert workbench.check(Words("actor:kirjastot", "lainaamo")).crowded
    assert not workbench.check(VEHICLE).crowded


def test_reload_that_breaks_labelled_questions_is_refused(workbench: Workbench, folder: Path) -> None:
    (folder / "content.yaml").write_text(text(folder).replace("slide: 12", "slide: 9"), encoding="utf-8")
    before = workbench.adviser.index
    with pytest.raises(Refused, match=r"B\.1"):
        workbench.reload()
    assert workbench.adviser.index is before
    (folder / "content.yaml").write_text(text(folder).replace("slide: 9", "slide: 12"), encoding="utf-8")
    assert workbench.reload().version == before.knowledge.version


def test_reload_and_check_hold_to_the_labelled_questions_of_now(workbench: Workbench, folder: Path) -> None:
    file, before = workbench.questions / "dev.jsonl", workbench.adviser.index
    renumbered, old = text(folder).replace("slide: 12", "slide: 9"), file.read_text(encoding="utf-8")
    file.unlink()
    assert workbench.check(VEHICLE).trial.labelled == 0
    (folder / "content.yaml").write_text(renumbered, encoding="utf-8")
    assert workbench.reload().lists == ("questions",)
    assert not workbench.guarded
    (folder / "content.yaml").write_text(renumbered.replace("slide: 9", "slide: 10"), encoding="utf-8")
    file.write_text(old.replace("slide:12", "slide:9"), encoding="utf-8")
    with pytest.raises(Refused, match=r"B\.1"):
        workbench.reload()
    (folder / "content.yaml").write_text(renumbered, encoding="utf-8")
    assert (workbench.check(VEHICLE).trial.labelled, workbench.reload().lists) == (3, ("questions",))
    assert workbench.guarded
    assert workbench.adviser.index is not before


def test_change_is_not_published_when_the_labelled_questions_are_others_than_those_it_was_tried_on(
    workbench: Workbench, folder: Path
) -> None:
    checked, before, file = workbench.check(VEHICLE), text(folder), workbench.questions / "dev.jsonl"
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept.replace("slide:12", "slide:8"), encoding="utf-8")
    with pytest.raises(Refused, match="muuttunut tarkistuksen jälkeen"):
        workbench.publish(checked, "Maija")
    assert text(folder) == before
    file.write_text(f"\n{kept}", encoding="utf-8")  # the same questions on other lines
    workbench.publish(checked, "Maija")
    assert text(folder) != before


def test_labelled_questions_with_a_fault_stop_a_reload_and_a_check_and_what_served_goes_on(
    workbench: Workbench, folder: Path
) -> None:
    before = workbench.adviser.index
    file = workbench.questions / "dev.jsonl"
    kept = file.read_text(encoding="utf-8")
    file.write_text(f"{kept}\nei JSONia\n", encoding="utf-8")
    for work in (workbench.reload, lambda: workbench.check(VEHICLE)):
        with pytest.raises(KnowledgeError, match=r"^questions/dev\.jsonl:3: rivi ei ole JSONia, tarkista"):
            work()
    assert (workbench.adviser.index, workbench.guarded) == (before, True)
    file.write_text(kept, encoding="utf-8")
    assert workbench.reload().lists == ()
    workbench.publish(workbench.check(VEHICLE), "Maija")


def test_what_is_no_content_in_the_folder_is_neither_copied_nor_opened(workbench: Workbench, folder: Path) -> None:
    os.mkfifo(folder / "putki")
    (folder / "nolla").symlink_to("/dev/zero")
    workbench.publish(workbench.check(VEHICLE), "Maija")
    assert "karavaani" in text(folder)
    os.mkfifo(folder / "putki.yaml")
    with pytest.raises(KnowledgeError, match=r"putki\.yaml:1: ei ole tavallinen tiedosto"):
        workbench.check(Words("measure:seuranta", "kulkue"))


def test_content_that_becomes_a_pipe_after_the_check_is_not_published(workbench: Workbench, folder: Path) -> None:
    checked = workbench.check(VEHICLE)
    os.mkfifo(folder / "putki.yaml")
    with pytest.raises(Refused):
        workbench.publish(checked, "Maija")
    assert "karavaani" not in text(folder)


NEIGHBOUR = TOPIC.replace("[vankien ohjaus]", "[mitä kirjastot tekevät, linnunpönttö]")


def labelled_as(folder: Path, *questions: tuple[str, str, str]) -> None:
    rows = [
        {"id": f"N{number}", "q": question, "expect": expect, "target": [target] if target else []}
        for number, (question, expect, target) in enumerate(questions)
    ]
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def test_new_entry_that_answers_what_was_labelled_none_is_shown_and_not_blocked(
    adviser: Adviser, database: Database, questions: Path
) -> None:
    labelled_as(questions, ("linnunpönttö", "none", ""), ("kirjastot", "answer", "actor:kirjastot"))
    workbench = Workbench(adviser, database, questions)
    change = addition(NEIGHBOUR, adviser)
    checked = workbench.check(change)
    assert (checked.trial.broken, checked.blocked) == ((), False)
    assert [turn.label for turn in checked.trial.changed] == ["N0"]
    workbench.publish(checked, "Maija")
    assert isinstance(answer("linnunpönttö", adviser.index), Found)


def test_new_entry_that_takes_the_answer_of_another_is_blocked(
    adviser: Adviser, database: Database, questions: Path
) -> None:
    labelled_as(questions, ("mitä kirjastot tekevät", "answer", "actor:kirjastot"))
    workbench = Workbench(adviser, database, questions)
    change = addition(NEIGHBOUR, adviser)
    checked = workbench.check(change)
    assert [turn.label for turn in checked.trial.broken] == ["N0"]
    with pytest.raises(Refused, match="huonontaa"):
        workbench.publish(checked, "Maija")


def test_words_may_break_nothing_and_an_entry_one_in_a_thousand(
    adviser: Adviser, database: Database, questions: Path
) -> None:
    asked = ("mitä kirjastot tekevät", "answer", "actor:kirjastot")
    labelled_as(questions, asked, *(("hevoskärry", "none", "") for _ in range(1000)))
    workbench = Workbench(adviser, database, questions)
    change = addition(NEIGHBOUR, adviser)
    for one, blocked in ((change, False), (Words("measure:jalkautuvat-palvelut", "mitä kirjastot tekevät"), True)):
        checked = workbench.check(one)
        assert [turn.label for turn in checked.trial.broken] == ["N0"]
        assert checked.blocked is blocked


def test_answer_that_becomes_a_choice_is_shown_and_not_blocked(workbench: Workbench) -> None:
    checked = workbench.check(Words("measure:jalkautuvat-palvelut", "urasuunnittelutaidot"))
    assert (checked.trial.broken, checked.blocked) == ((), False)
    assert [turn.label for turn in checked.trial.changed] == ["B.1", "B.2"]


def test_content_that_breaks_questions_is_served_for_a_reason_that_is_written_down(
    workbench: Workbench, database: Database, folder: Path
) -> None:
    workbench.publish(workbench.check(VEHICLE), "Maija")
    before = workbench.adviser.index.knowledge.version
    (folder / "content.yaml").write_text(text(folder).replace("slide: 12", "slide: 9"), encoding="utf-8")
    with pytest.raises(Refused, match="Sisältöä ei ladata"):
        workbench.reload()
    workbench.reload("kalvo vaihtui", "Maija")
    last = read_records(database)[-1]
    assert (last.what, last.who, last.why) == ("reload", "Maija", "kalvo vaihtui")
    assert (last.version_before, last.version_after) == (before, workbench.adviser.index.knowledge.version)
    assert "kalvo vaihtui" in describe_at_desk(last, finnish())
    assert [record.what for record in drop_undone(read_records(database))] == ["words"]
    assert workbench.reload().version == last.version_after
