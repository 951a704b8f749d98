from __future__ import annotations

import csv
import json
import re
import shutil
import socket
import sqlite3
import subprocess
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from factories import BOT, ROW, THEME, bot

from bot.content.entries import Measure
from bot.content.knowledge import load
from bot.log.days import in_finland

if TYPE_CHECKING:
    from pathlib import Path

    from bot.log.querylog import QueryLog

ASKED = "vankien ohjaus\nvangeille ohjausta\njalkautuvat palvelut\nmoi\nkirjastot\n"


@pytest.fixture
def asked(environment: None) -> None:
    bot("ask", "--batch", "--log", typed=ASKED.encode())


@pytest.mark.usefixtures("asked")
def test_gaps_are_printed_as_text_json_and_csv() -> None:
    assert bot("gaps").startswith("Puutteet (1)\n1. vanki ohjaus – kysytty 2 ×, viimeksi ")
    [gap] = json.loads(bot("gaps", "--json", "--since", "30d"))
    assert (gap["number"], gap["count"], gap["words"], gap["samples"]) == (
        1,
        2,
        ["vanki", "ohjaus"],
        ["vankien ohjaus", "vangeille ohjausta"],
    )
    assert [row["number"] for row in csv.DictReader(bot("gaps", "--csv").splitlines())] == ["1"]
    assert json.loads(bot("gaps", "--json", "--aside"))[0]["samples"] == ["moi"]
    gap = bot("gap", "2")
    assert "• vankien ohjaus: 1 × (rivi 1)\n• vangeille ohjausta: 1 × (rivi 2)\n" in gap
    assert "bot new topic --gap 1\n" in gap
    assert bot("gap", "3", code=1).startswith("Puutetta 3 ei ole")


@pytest.mark.slow
def test_gaps_are_joined_split_and_answers_reviewed_at_the_desk(environment: None, log: QueryLog) -> None:
    bot("ask", "--batch", "--log", typed=b"vankien ohjaus\nhevosen kengitys\nkirjastot\n")
    with closing(sqlite3.connect(log.path)) as opened, opened:
        opened.execute("update questions set score = 0.5 where id = 3")
    before = bot("gaps")
    assert "Epävarmasti vastatut (1)\n3. kirjasto – kysytty 1 ×" in before.replace("\n\n", "\n")
    joined = bot("gap", "1", "--join", "2")
    assert "• vankien ohjaus: 1 × (rivi 1)\n• hevosen kengitys: 1 × (rivi 2)\n" in joined
    assert "jo samassa puutteessa" in bot("gap", "1", "--join", "2", code=1)
    assert "Rivi 3 ei ole puutteessa 1" in bot("gap", "1", "--split", "3", code=1)
    assert "hevosen" not in bot("gap", "1", "--split", "2")
    assert bot("gaps") == before
    assert "vain yksi sanamuoto" in bot("gap", "1", "--split", "1", code=1)
    assert "kirjastot → Kirjastot (sopivuus 0,50)" in bot("gap", "3")
    assert "bot mend add" in bot("gap", "3", "--wrong")
    assert "Puutteet (3)" in bot("gaps")
    bot("gap", "3", "--right")
    assert "kirjasto" not in bot("gaps")
    assert "ei ole vastattu" in bot("gap", "1", "--wrong", code=1)
    assert "ei ole ehdotusta" in bot("mend", "accept", "1", code=1)


@pytest.mark.slow
@pytest.mark.usefixtures("asked")
def test_gap_is_tried_mended_and_the_mend_taken_back(folder: Path) -> None:
    before = (folder / "content.yaml").read_bytes()
    add = ("mend", "add", "measure:jalkautuvat-palvelut", "vangeille ohjausta")
    tried = bot(*add)
    assert "• ”vangeille ohjausta” – ennen: ei vastausta, nyt: Jalkautuvat palvelut\n" in tried
    assert "Mitään ei muutettu" in tried
    assert "Tarkistuskysymyksiä ei ole: kukaan ei huomaa, jos muutos rikkoo vastauksia." in tried
    assert (folder / "content.yaml").read_bytes() == before
    published = bot(*add, "--publish", "--why", "kysytty")
    assert "korjaa 2, rikkoo 0" in published
    assert "Tarkistuskysymyksiä ei ole" in published
    assert "vangeille ohjausta" not in bot("gaps")
    assert "ei tarvita" in bot(*add, code=1)
    diff = bot("knowledge", "diff")
    assert diff.startswith("# Verrattu siihen, mitä tiedostoissa oli ennen ensimmäistä botilla tehtyä muutosta.")
    assert "@@ muutos 1\n" in diff
    assert "+    synonyms:\n+      - vangeille ohjausta\n" in diff
    undone = bot("undo")
    assert undone.startswith(
        "Muutos on peruttu\nIlmaus lisätty kohtaan Jalkautuvat palvelut\n\nJulkaistu. Sisällön versio on "
    )
    assert undone.endswith("Muutettu:\n• Jalkautuvat palvelut\n")
    assert (folder / "content.yaml").read_bytes() == before
    assert bot("knowledge", "diff").endswith("\n# Eroja ei ole.\n")
    first, second = bot("audit").splitlines()
    assert (
        "työpöytä: Ilmaus lisätty kohtaan measure:jalkautuvat-palvelut: ”vangeille ohjausta”. Syy: kysytty | " in first
    )
    assert "Peruttu muutos" in second
    assert bot("undo", code=1) == "Peruttavaa ei ole.\n"


def fill(kind: str, *lines: str, options: tuple[str, ...] = (), code: int = 0) -> tuple[str, str]:
    """What a command that asks says when these lines are typed: on standard output, and on standard error."""
    typed = "".join(f"{line}\n" for line in lines).encode()
    done = subprocess.run([*BOT, "new", kind, *options], input=typed, capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.usefixtures("asked")
def test_gap_is_closed_by_a_topic_that_is_asked_for_line_by_line(folder: Path) -> None:
    topic = ("Vankilat", "Vankiloista ei sanota mitään.", "- Eikä vangeista.", "", "", "dia 2", "", "", "", "")
    said, asked = fill("topic", *topic, "k", options=("--gap", "1", "--why", "kysytty"))
    assert (folder / "topic-vankilat.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=schema.json\n"
        "topics:\n"
        "  - id: topic:vankilat\n"
        "    title: Vankilat\n"
        "    content: |-\n"
        "      Vankiloista ei sanota mitään.\n"
        "      - Eikä vangeista.\n"
        "    sources:\n"
        "      - slide: 2\n"
        "    synonyms:\n"
        "      - vanki ohjaus\n"
    )
    assert "Mikä on otsikko? Esimerkiksi: Ohjauksen koordinaation kysely\n" in asked
    assert "korjaa 2, rikkoo 0" in said
    assert "Lisätty:\n• Vankilat\n" in said
    assert bot("gaps") == "Puutteet (0)\nPuutteita ei ole.\n"
    assert "Uutta sisältöä: topic:vankilat. Syy: kysytty" in bot("audit")


LAW = ("Nuorisolaki", "Eduskunta", "2016", "säädös", "law", "", "section", "", "")
BODY = (
    "Nuorisotyö",
    "Nuorisotyö tukee nuoria.",
    "",
    "Se auttaa.",
    "Nuorisolaki 4 a",
    "",
    "",
    "",
    "nuorisotyö",
    "nuorisotyö",
    "",
)
GROUP = (
    "Nuorten ohjaus",
    "Teemassa on keino.",
    "",
    "",
    "https://example.org/nuoret TEM: nuoret",
    "",
    "KIRJASTO",
    "",
    "",
)
DEED = (
    *("Ohjaamot", "Keino.", "", 301 * "a", "", "dia 99", "8", "", "", "", "", "", "Vahvistetaan ohjaamoja.", ""),
    *("nuorisotyo", "nuorisotyö", "OPH", "oph", "", "Rahoittaa.", "", "kirjasto", "", "Ylläpitää.", "", ""),
)


@pytest.mark.usefixtures("environment")
def test_theme_and_all_that_it_needs_are_asked_for_in_one_go_and_wrong_answers_again(folder: Path) -> None:
    told = ("document", *LAW, "toimija", *BODY, "kissa", "teema", *GROUP, "measure", *DEED, "", "k")
    said, asked = fill(*told)
    for wrong in (
        "Tämä vastaus ei kelpaa.",
        "Nimi ”KIRJASTO” on jo toisella: Kirjastot.",
        "Tällaista lähdettä ei ole.",
        "Vastaus on liian pitkä. Siinä saa olla enintään 300 merkkiä.",
        "En tiedä varmasti, mitä ”nuorisotyo” tarkoittaa. Tarkoititko: Nuorisotyö?",
        "Sama on kahteen kertaan. Kirjoita se vain kerran.",
    ):
        assert wrong in asked
    assert "Tyhjä rivi: Nuorten ohjaus\n" in asked
    assert "• Nuorten ohjaus\n" in said
    made = load(folder).entries["measure:ohjaamot"]
    assert isinstance(made, Measure)
    assert made.theme == "theme:nuorten-ohjaus"
    assert made.national.coordinators == ("actor:nuorisotyo", "actor:oph")
    body = load(folder).entries["actor:nuorisotyo"]
    assert (body.plain, body.places) == ("Se auttaa.", ("document:nuorisolaki/section:4 a",))
    assert [path.name for path in sorted(folder.iterdir())] == ["content.yaml", "theme-nuorten-ohjaus.yaml"]
    assert "theme:nuorten-ohjaus, measure:ohjaamot, actor:nuorisotyo, document:nuorisolaki" in bot("audit")
    bot("undo")
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("lines", "code"),
    [((), 1), (("Vankilat", "Ei mitään."), 1), (("Vankilat", "Ei.", "", "", "2", "", "", "", "", "e"), 0)],
)
def test_what_is_left_off_or_declined_leaves_nothing_behind(folder: Path, lines: tuple[str, ...], code: int) -> None:
    said, asked = fill("topic", *lines, code=code)
    assert "Mitään ei muutettu." in said + asked
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]


@pytest.mark.usefixtures("environment")
def test_what_breaks_answers_is_published_only_for_a_reason(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_QUESTIONS", str(tmp_path / "asked"))
    (tmp_path / "asked").mkdir()
    row = {"id": "A", "q": "mitä kirjastot tekevät", "expect": "answer", "target": ["actor:kirjastot"]}
    (tmp_path / "asked" / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    topic = ("Lukusali", "Ei mitään.", "", "", "2", "", "mitä kirjastot tekevät", "", "", "")
    assert "Mitään ei muutettu." in fill("topic", *topic, "")[0]
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]
    assert "Julkaistu." in fill("topic", *topic, "sovittu")[0]
    assert "Syy: sovittu" in bot("audit")


@pytest.mark.usefixtures("environment")
def test_kind_that_cannot_be_made_is_told_with_those_that_can() -> None:
    assert "theme, goal, measure" in bot("new", "overview", code=2)


@pytest.mark.usefixtures("environment")
def test_file_of_new_entries_is_tried_published_and_taken_back(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "nuoret.yaml"
    file.write_text(THEME, encoding="utf-8")
    assert bot("mend", "new", str(file)).endswith("Mitään ei muutettu. Julkaise lisäämällä --publish.\n")
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]
    assert "• Ohjaamot\n" in bot("mend", "new", str(file), "--publish", "--why", "uusi teema")
    assert (folder / "nuoret.yaml").read_text(encoding="utf-8") == THEME
    assert "\nKeino: Ohjaamot\n" in bot("ask", "kuka koordinoi ohjaamoja")
    assert "term:etsiva, document:laki, outside:vuokra. Syy: uusi teema" in bot("audit")
    told = bot("mend", "new", str(file), "--publish", code=1)
    assert told.splitlines()[0] == (
        "nuoret.yaml:2: tunnus theme:nuoret on jo käytössä (Nuorten ohjaus), anna toinen tunnus"
    )
    bot("undo")
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "luonnos.yaml: tiedostoa tai kansiota ei ole\n"),
        (b"\xff", "luonnos.yaml:1: tiedosto ei ole UTF-8-muodossa"),
        (b"topics: [", "sulku [ aukeaa mutta ei sulkeudu"),
        (b"actors: []\n", "luonnos.yaml:1: tiedostossa ei ole mitään, millä on tunnus"),
        (b"#" * 2_000_001, "tiedosto on yli 2 megatavua"),
    ],
)
def test_file_that_cannot_be_added_is_told_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "luonnos.yaml"
    if content is not None:
        file.write_bytes(content)
    told = bot("mend", "new", str(file), code=1)
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.usefixtures("asked")
def test_figures_are_printed_drawn_and_sent_as_a_letter(tmp_path: Path) -> None:
    found = json.loads(bot("stats", "--json", "--plot", str(tmp_path / "weeks.png")))
    assert (tmp_path / "weeks.png").read_bytes().startswith(b"\x89PNG")
    assert [week["asked"] for week in found["weeks"]] == [4]
    assert found["most_asked"] == {"measure:jalkautuvat-palvelut": 1, "actor:kirjastot": 1}
    assert "Kysytyimmät:" in bot("stats")
    with closing(sqlite3.connect(tmp_path / "questions.db")) as log, log:
        log.execute("update questions set time = ?", [(datetime.now(UTC) - timedelta(weeks=1)).isoformat()])
    assert "Kysymyksiä: 4\n" in bot("digest")


@pytest.mark.usefixtures("asked")
def test_forget_removes_questions_and_says_how_many(log: QueryLog, tmp_path: Path) -> None:
    assert bot("forget", "VAN", "--yes") == "Poistettu 2 kysymystä.\n"
    assert [row["question"] for row in log.newest(9)] == ["kirjastot", "moi", "jalkautuvat palvelut"]


def test_as_csv_the_whole_log_is_printed_and_gaps_say_how_many_are_left_out(environment: None) -> None:
    subjects = [f"{word} {number}" for number, word in enumerate(13 * ["hevoskärry", "avaruusraketti"])]
    bot("ask", "--batch", "--log", typed="\n".join(subjects).encode())
    assert len(list(csv.DictReader(bot("log", "--csv").splitlines()))) == 26
    assert len(list(csv.DictReader(bot("log", "--csv", "--limit", "7").splitlines()))) == 7
    assert len(bot("log").splitlines()) == 20
    assert len(list(csv.DictReader(bot("log", "--excel").splitlines(), delimiter=";"))) == 26
    told, every = bot("gaps", "--limit", "1"), bot("gaps")
    count = int(re.findall(r"Puutteet \((\d+)\)", every)[0])
    assert f"… ja {count - 1} muuta. Näet ne valinnalla --limit." in told
    assert "muuta." not in every


def test_tables_for_spreadsheets_are_whole_and_of_a_kind(environment: None, log: QueryLog) -> None:
    late = datetime.now(UTC).replace(hour=22, minute=30, second=0, microsecond=0) - timedelta(days=1)
    words = (
        "aurinko bussi enkeli fakiiri geysir hevonen iglu jalka kameli lumi mopo naula otter piano rapu sauna taikuri"
    )
    for word in [
        *words.split(),
        *"umpikuja vaahtera yskä äyriäinen öljy gitaari kanootti vuohi timantti pyramidi".split(),
    ]:
        missed = {"outcome": "none", "entry": None, "kind": None, "candidates": ()}
        log.record(replace(ROW, time=late, question=f"{word} {word}la", **missed))  # type: ignore[arg-type]
    rows = list(csv.DictReader(bot("gaps", "--csv").splitlines()))
    excel = bot("gaps", "--excel")
    found = list(csv.DictReader(excel[1:].splitlines(), delimiter=";"))
    assert excel[0] == "\ufeff"
    assert len(rows) == len(found) > 20 > len(bot("gaps", "--csv", "--limit", "3").splitlines()) == 4
    assert [row["words"] for row in rows] == [row["words"] for row in found]
    night = in_finland(late).strftime("%Y-%m-%d %H:%M")
    assert {row["last"][:16] for row in found} == {row["last"][:16].replace("T", " ") for row in rows} == {night}
    assert json.loads(bot("gaps", "--json"))[0]["last"].startswith(night.replace(" ", "T"))
    assert json.loads(bot("log", "--json"))[0]["time"].startswith(night.replace(" ", "T"))
    assert night in bot("log")
    for form in ("--csv", "--excel"):
        assert bot("gaps", "--json", form, code=2) != bot("log", "--json", form, code=2) != ""


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("said", "left", "told"),
    [
        (b"", 5, "Mitään ei poistettu."),
        (b"\n", 5, "Mitään ei poistettu."),
        (b"e\n", 5, "Mitään ei poistettu."),
        (b"joo\n", 5, "Mitään ei poistettu."),
        (b"k\n", 3, "Poistettu 2 kysymystä."),
        ("Kyllä\n".encode(), 3, "Poistettu 2 kysymystä."),
    ],
)
def test_admin_is_asked_before_questions_are_forgotten(said: bytes, left: int, told: str, log: QueryLog) -> None:
    done = subprocess.run([*BOT, "forget", "van"], input=said, capture_output=True, check=False)
    assert "Poistetaanko 2 kysymystä tai vastausta?" in done.stderr.decode()
    assert told in (done.stdout + done.stderr).decode()
    assert len(log.newest(9)) == left


@pytest.mark.usefixtures("asked")
def test_too_short_a_text_forgets_nothing(log: QueryLog) -> None:
    assert "vähintään 3 merkkiä" in bot("forget", " a ", "--yes", code=1)
    assert len(log.newest(9)) == 5


def test_reload_tells_when_no_bot_serves(environment: None) -> None:
    assert bot("reload", code=1) == "Mikään botti ei ole käynnissä.\n"


def test_reload_tells_when_the_bot_that_serves_goes_away_without_a_word(environment: None, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "questions.db-bot"))
        listening.listen()

        def go_away() -> None:
            listening.accept()[0].close()

        going = threading.Thread(target=go_away)
        going.start()
        assert "Käynnissä oleva botti ei ladannut sisältöä: " in bot("reload", code=1)
        going.join()


def test_file_that_cannot_be_written_or_read_is_named_with_the_reason(environment: None, tmp_path: Path) -> None:
    for command, file in (
        (["stats", "--plot", "kansio/weeks.png"], "kansio/weeks.png"),
        (["mend", "new", "--publish", "uusi.yaml"], "uusi.yaml"),
    ):
        assert bot(*command, code=1).endswith(f"{file}: tiedostoa tai kansiota ei ole\n")


def test_damaged_row_of_the_record_of_changes_is_named(environment: None, tmp_path: Path) -> None:
    bot("mend", "add", "actor:kirjastot", "lainaamo", "--publish")
    with closing(sqlite3.connect(tmp_path / "questions.db")) as log, log:
        log.execute("update changes set time = 'eilen'")
    assert bot("audit", code=1) == "Kysymyslokia ei voi lukea: changes: 1: eilen.\n"


def test_change_further_back_is_taken_back_by_its_number(environment: None, folder: Path) -> None:
    before = (folder / "content.yaml").read_bytes()
    bot("mend", "add", "actor:kirjastot", "lainaamo", "--publish")
    bot("mend", "add", "actor:oph", "virasto", "--publish")
    (folder / "content.yaml").write_bytes(b"# oma\n" + (folder / "content.yaml").read_bytes())
    assert bot("undo", "1").startswith("Muutos on peruttu\nIlmaus lisätty kohtaan Kirjastot\n")
    assert bot("undo", "1", code=1) == "Muutosta 1 ei voi perua: sitä ei ole, tai se on jo peruttu.\n"
    bot("undo", "--why", "turha")
    assert (folder / "content.yaml").read_bytes() == b"# oma\n" + before


def test_log_that_cannot_be_read_is_named(environment: None, tmp_path: Path) -> None:
    (tmp_path / "questions.db").mkdir()
    for command in (["gaps"], ["stats"], ["digest"], ["audit"], ["mend", "add", "actor:oph", "x"]):
        assert bot(*command, code=1).startswith("Kysymyslokia ei voi lukea: ")


def test_diff_tells_beside_the_patch_which_labelled_questions_differ(
    environment: None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_KNOWLEDGE_IMAGE", str(folder))
    monkeypatch.setenv("BOT_KNOWLEDGE", str(tmp_path / "volume"))
    rows = {name: json.dumps({"id": name, "q": name, "expect": "none", "target": []}) for name in "ABCD"}
    shutil.copytree(folder, tmp_path / "volume")
    for place, names in ((folder, "ABC"), (tmp_path / "volume", "BCD")):
        (place / "questions").mkdir()
        (place / "questions" / "dev.jsonl").write_text("\n".join(rows[name] for name in names), encoding="utf-8")
        rows["C"] = rows["C"].replace("none", "smalltalk")
    (tmp_path / "volume" / "uusi.yaml").write_text("topics: []\n", encoding="utf-8")
    done = subprocess.run([*BOT, "knowledge", "diff"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(
        f"# Verrattu levykuvan sisältöön ({folder}).\n--- /dev/null\n+++ b/knowledge/uusi.yaml\n@@ -0,0 +1 @@ käsin\n"
    )
    assert (
        done.stderr == "Tarkistuskysymykset eroavat, kopioi ne itse: lisätty 1 (D); poistettu 1 (A); muutettu 1 (C)\n"
    )
    (tmp_path / "volume" / "questions" / "dev.jsonl").write_bytes((folder / "questions" / "dev.jsonl").read_bytes())
    assert "uusi.yaml" in bot("knowledge", "diff")


@pytest.mark.slow
def test_every_command_explains_itself() -> None:
    for command in (
        ["gaps"],
        ["gap"],
        ["stats"],
        ["digest"],
        ["mend", "add"],
        ["mend", "outside"],
        ["mend", "new"],
        ["new"],
        ["undo"],
        ["audit"],
        ["reload"],
        ["forget"],
        ["knowledge", "diff"],
    ):
        assert f"bot {' '.join(command)}" in bot(*command, "--help")


@pytest.mark.slow
@pytest.mark.usefixtures("asked")
def test_translations_stay_as_they_are_when_a_change_is_published_and_taken_back(folder: Path) -> None:
    path, key = folder / "content.yaml", "  - id: measure:jalkautuvat-palvelut\n"
    swedish = (
        '    sv:\n      title: "Uppsökande"  # ännu ett utkast\n      content: |-\n        Första.\n\n        - andra\n'
    )
    text = path.read_text(encoding="utf-8").replace(key, key + swedish)
    assert swedish in text
    path.write_text(text, encoding="utf-8")
    bot("mend", "add", "measure:jalkautuvat-palvelut", "vangeille ohjausta", "--publish", "--why", "kysytty")
    after = path.read_text(encoding="utf-8")
    assert after != text
    assert swedish in after
    bot("undo")
    assert path.read_text(encoding="utf-8") == text
