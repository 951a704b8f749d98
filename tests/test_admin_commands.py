from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from factories import BOT, bot

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
    assert "• vankien ohjaus: 1 ×\n• vangeille ohjausta: 1 ×\n" in gap
    assert "bot mend new 1 > uusi.yaml\n" in gap
    assert bot("gap", "3", code=1).startswith("Puutetta 3 ei ole")


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
    assert "+    synonyms:\n+      - vangeille ohjausta\n" in bot("knowledge", "diff")
    undone = bot("undo")
    assert undone.startswith(
        "Muutos on peruttu\nIlmaus lisätty kohtaan Jalkautuvat palvelut\n\nJulkaistu. Sisällön versio on "
    )
    assert undone.endswith("Muutettu:\n• Jalkautuvat palvelut\n")
    assert (folder / "content.yaml").read_bytes() == before
    assert bot("knowledge", "diff") == ""
    first, second = bot("audit").splitlines()
    assert (
        "työpöytä: Ilmaus lisätty kohtaan measure:jalkautuvat-palvelut: ”vangeille ohjausta”. Syy: kysytty | " in first
    )
    assert "Peruttu muutos" in second
    assert bot("undo", code=1) == "Peruttavaa ei ole.\n"


@pytest.mark.slow
@pytest.mark.usefixtures("asked")
def test_new_entry_is_prepared_without_a_sentence_of_a_user_and_published_when_filled_in(tmp_path: Path) -> None:
    stub = bot("mend", "new", "1")
    assert "# Lokin rivit: 1, 2\n" in stub
    assert "- vanki ohjaus\n" in stub
    assert not [line for line in ASKED.splitlines()[:2] if line in stub]
    file = tmp_path / "uusi.yaml"
    file.write_text(stub, encoding="utf-8")
    assert "kentän slide arvo" in bot("mend", "new", "--publish", str(file), code=1)
    filled = stub.replace("topic:uusi", "topic:vankilat").replace("OTSIKKO", "Vankilat").replace("KALVO", "2")
    file.write_text(filled.replace("SISÄLTÖ", "Vankiloista ei sanota mitään."), encoding="utf-8")
    assert "Julkaistu. Sisällön versio on " in bot("mend", "new", "--publish", str(file))
    assert bot("ask", "vankien ohjaus").startswith("Vankilat\n")
    assert bot("gaps") == "Puutteet (0)\nPuutteita ei ole.\n"


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"\xff", "luonnos:1: tiedosto ei ole UTF-8-muodossa"),
        (b"topics: [", "sulku [ aukeaa mutta ei sulkeudu"),
        (b"actors: []\n", "Luonnoksessa pitää olla tasan yksi aihe"),
        (b"#" * 2_000_000, "tiedosto on yli 20 kilotavua"),
    ],
)
def test_draft_that_cannot_be_published_is_told_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "luonnos.yaml"
    if content is not None:
        file.write_bytes(content)
    told = bot("mend", "new", "--publish", str(file), code=1)
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["1", "--publish", "x.yaml"]])
def test_new_entry_wants_a_gap_or_a_file(environment: None, arguments: list[str]) -> None:
    assert "Anna puutteen numero" in bot("mend", "new", *arguments, code=2)


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
    told, every = bot("gaps", "--limit", "1"), bot("gaps")
    count = int(re.findall(r"Puutteet \((\d+)\)", every)[0])
    assert f"… ja {count - 1} muuta. Näet ne valinnalla --limit." in told
    assert "muuta." not in every


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
    assert done.stdout.startswith("--- /dev/null\n+++ b/knowledge/uusi.yaml\n")
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
        ["undo"],
        ["audit"],
        ["reload"],
        ["forget"],
        ["knowledge", "diff"],
    ):
        assert f"bot {' '.join(command)}" in bot(*command, "--help")
