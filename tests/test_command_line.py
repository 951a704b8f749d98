from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONTENT
from factories import BOT, bot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.replies.texts import finnish

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("environment")

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


def batch(*lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in bot("ask", "--batch", typed=b"\n".join(lines)).splitlines()]


def test_ask_prints_the_reply() -> None:
    assert "\nKeino: Jalkautuvat palvelut\n" in bot("ask", "jalkautuvat palvelut")


def test_what_may_help_beside_no_answer_is_printed_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_KNOWLEDGE", str(CONTENT))
    told = bot("ask", "kuka järjestää ohjausta vankilassa")
    assert re.search(r"näistä auttaa\?\n• .+\n• .+\n$", told)


def test_ask_as_json_prints_one_object() -> None:
    found = json.loads(bot("ask", "--json", "jalkautuvat palvelut"))
    assert (found["question"], found["outcome"], found["entry"], found["kind"], found["sources"]) == (
        "jalkautuvat palvelut",
        "answer",
        "measure:jalkautuvat-palvelut",
        "measure",
        [{"slide": 8, "document": "document:kysely", "place": "8"}],
    )
    assert found["elapsed_ms"] > 0


def test_ask_takes_bytes_that_are_no_text() -> None:
    assert json.loads(bot("ask", "--json", b"\xff kirjasto"))["question"] == "\ufffd kirjasto"


def test_batch_answers_every_line_in_order() -> None:
    mixed = "a\u2028\x85b".encode()
    found = batch(b"moi", b"", b"  ", "mitä kirjastot tekevät".encode(), b"\xff\xfe", b"a\rb\x0cc", mixed)
    assert [one["question"] for one in found] == [
        "moi",
        "",
        "  ",
        "mitä kirjastot tekevät",
        "\ufffd\ufffd",
        "a\rb\x0cc",
        "a\u2028\x85b",
    ]
    assert [one["outcome"] for one in found[:3]] == ["none", "none", "none"]
    assert [one["kind"] for one in found[:3]] == ["smalltalk", None, None]


def test_batch_of_nothing_prints_nothing() -> None:
    assert bot("ask", "--batch") == ""


def test_batch_takes_windows_line_ends() -> None:
    assert [one["question"] for one in batch(b"moi\r", b"hei\r")] == ["moi", "hei"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=50), max_size=20))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_batch_takes_any_text(questions: list[str]) -> None:
    assert [one["question"] for one in batch(*(f"{question}\n".encode() for question in questions))] == [
        line for question in questions for line in (question, "")
    ][:-1]


def test_batch_answers_each_line_before_the_next_comes() -> None:
    with subprocess.Popen([*BOT, "ask", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for question in (b"moi", b"kirjastot"):
            process.stdin.write(question + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question.decode()


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--batch", "kirjastot"]])
def test_ask_wants_one_question_or_a_batch(arguments: list[str]) -> None:
    assert "Anna yksi kysymys lainausmerkeissä" in bot(*arguments, code=2)


def test_ask_logs_only_when_told(tmp_path: Path) -> None:
    bot("ask", "kirjastot")
    assert not (tmp_path / "questions.db").exists()
    bot("ask", "--log", "kirjastot, soita 0401234567")
    [row] = json.loads(bot("log", "--json"))
    assert (row["question"], row["way"], row["chat_kind"]) == (
        "kirjastot, soita [puhelinnumero]",
        "command",
        "terminal",
    )


@pytest.mark.parametrize(
    ("arguments", "loaded"), [(["ask", "moi"], set()), (["ask", "--log", "moi"], {"sqlite3", "sqlite_utils"})]
)
def test_ask_loads_neither_telegram_nor_a_database_it_does_not_use(arguments: list[str], loaded: set[str]) -> None:
    script = f"""
import sys
from bot.__main__ import app
app({arguments!r}, standalone_mode=False)
print(*{{"aiohttp", "telegram", "httpx", "starlette", "uvicorn", "sqlite3", "sqlite_utils"}} & sys.modules.keys())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) == loaded


def asked(folder: Path, **row: object) -> None:
    """Put a labelled question beside the content."""
    (folder / "questions").mkdir(exist_ok=True)
    written = {"id": "A", "q": "mitä kirjastot tekevät", "expect": "answer", "target": ["actor:kirjastot"]} | row
    (folder / "questions" / "dev.jsonl").write_text(json.dumps(written), encoding="utf-8")


def test_check_sums_up_whole_content(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(folder)
    summary = r"Sisältö on kunnossa: teemoja \d+, .*yleiskuvia 1, tarkistuskysymyksiä 1 \(versio [0-9a-f]{12}\)\.\n"
    assert re.fullmatch(summary, bot("check"))
    assert bot("check") == bot("check", str(folder))
    monkeypatch.setenv("BOT_QUESTIONS", str(tmp_path / "none"))
    assert "tarkistuskysymyksiä 1 " in bot("check", str(folder))  # a folder is checked with the questions in it
    done = subprocess.run([*BOT, "check"], capture_output=True, text=True, check=True)
    assert "tarkistuskysymyksiä 0 " in done.stdout
    assert done.stderr == finnish()("check-unguarded", folder=str(tmp_path / "none")) + "\n"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"expect": "kyllä"}, "questions/dev.jsonl:1: kentän expect arvo 'kyllä' ei kelpaa, valitse jokin: answer, "),
        ({"target": ["actor:poissa"]}, "questions/dev.jsonl:1: kohde actor:poissa ei nimeä mitään sisällön kohtaa, "),
    ],
)
def test_check_names_the_faults_of_labelled_questions_and_fails(
    folder: Path, row: dict[str, object], fault: str
) -> None:
    asked(folder, **row)
    assert bot("check", code=1).startswith(fault)
    (folder / "content.yaml").write_text("rikki: [", encoding="utf-8")
    [first, *others] = bot("check", code=1).splitlines()
    assert first.startswith("content.yaml:1: sulku [ aukeaa mutta ei sulkeudu, ")
    assert [line.startswith(fault) for line in others] == ([True] if "expect" in row else [])


def test_check_names_every_fault_and_fails(folder: Path) -> None:
    entry = "  - {id: term:elo, title: ELO, content: Elinikäinen ohjaus., sources: [{slide: 1}], aliases: [kirjasto]}"
    (folder / "terms.yaml").write_text(f"terms:\n{entry}\n{entry}\nsanat: []\n")
    assert [line.partition(",")[0].partition(" (")[0] for line in bot("check", code=1).splitlines()] == [
        "terms.yaml:2: kentän slide arvo '1' ei kelpaa",
        "terms.yaml:2: nimi 'kirjasto' on jo toisella",
        "terms.yaml:3: kentän slide arvo '1' ei kelpaa",
        "terms.yaml:3: nimi 'kirjasto' on jo toisella",
        "terms.yaml:3: tunnus term:elo on jo käytössä",
        "terms.yaml:4: tuntematon kenttä sanat",
    ]


def test_check_warns_of_public_facts_checked_over_a_year_ago(folder: Path) -> None:
    asked(folder)
    content = folder / "content.yaml"
    public = "[{url: 'https://oph.fi', title: OPH, checked: 2020-02-29}]"
    content.write_text(content.read_text().replace("[{slide: 2}]", public))
    done = subprocess.run([*BOT, "check"], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == "Tarkistettu yli vuosi sitten (2020-02-29): OPH, https://oph.fi, kohdassa topic:kysely\n"


def test_name_that_is_no_setting_is_told_by_every_command_and_leaves_its_output_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(folder)
    output = bot("check")
    monkeypatch.setenv("BOT_ADMIN", "1")
    monkeypatch.setenv("BOT_ZZZ", "1")
    done = subprocess.run([*BOT, "check"], capture_output=True, text=True, check=True)
    assert done.stdout == output
    assert done.stderr.splitlines() == [
        "BOT_ADMIN: tällaista asetusta ei ole, eikä sitä oteta huomioon (tarkoititko BOT_ADMINS?)",
        "BOT_ZZZ: tällaista asetusta ei ole, eikä sitä oteta huomioon",
    ]


def test_check_tells_what_deserves_a_look_beside_sound_content_and_beside_faults(folder: Path) -> None:
    asked(folder)
    (folder / "teema.YAML").touch()
    content = folder / "content.yaml"
    content.write_text(content.read_text().replace("title: Urasuunnittelutaidot", "title: Ura #nuoret"))
    looked = (
        "content.yaml:25: merkki # katkaisee tekstin, siitä luetaan vain 'Ura', "
        "laita teksti lainausmerkkeihin tai siirrä huomautus omalle rivilleen\n"
        "teema.YAML:1: tiedostoa ei lueta, koska sen nimen loppu ei ole .yaml, "
        "nimeä se uudelleen (Windows voi piilottaa päätteen) tai siirrä se muualle\n"
    )
    sound = subprocess.run([*BOT, "check"], capture_output=True, text=True, check=False)
    assert (sound.returncode, sound.stderr) == (0, looked)
    assert sound.stdout.startswith("Sisältö on kunnossa: ")
    content.write_text(content.read_text() + "lisä: x\n")
    faulty = subprocess.run([*BOT, "check"], capture_output=True, text=True, check=False)
    assert (faulty.returncode, faulty.stderr) == (1, looked)
    assert faulty.stdout == "content.yaml:79: tuntematon kenttä lisä, poista se tai korjaa sen nimi\n"


def test_log_prints_newest_first_as_text_json_and_csv() -> None:
    bot("ask", "--batch", "--log", typed=b"moi\nkirjastot\npaljonko kello on")
    assert [line.rpartition("  ")[2] for line in bot("log").splitlines()] == ["paljonko kello on", "kirjastot", "moi"]
    assert [row["question"] for row in json.loads(bot("log", "--json", "--limit", "2"))] == [
        "paljonko kello on",
        "kirjastot",
    ]
    assert [row["question"] for row in csv.DictReader(bot("log", "--csv").splitlines())] == [
        "paljonko kello on",
        "kirjastot",
        "moi",
    ]
    assert [row["question"] for row in json.loads(bot("log", "--json", "--unanswered"))] == ["paljonko kello on"]
    assert len(json.loads(bot("log", "--json", "--since", "7d"))) == 3
    assert json.loads(bot("log", "--json", "--since", "0h")) == []


def test_empty_log_prints_nothing_and_an_empty_json_list() -> None:
    assert bot("log") == bot("log", "--csv") == ""
    assert json.loads(bot("log", "--json")) == []


@pytest.mark.parametrize("since", ["7", "d", "viikko", "-1d", "99999d", "1.5h"])
def test_log_names_a_time_that_it_cannot_read(since: str) -> None:
    assert "Anna aika muodossa 12h, 7d tai 4w." in bot("log", f"--since={since}", code=2)


def test_log_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions.db").write_text("ei tietokanta " * 100)
    assert bot("log", code=1) == "Kysymyslokia ei voi lukea: file is not a database.\n"


@pytest.mark.parametrize("command", [["run"], ["chat"], ["ask", "moi"], ["check"], ["log"]])
def test_wrong_setting_ends_every_command_in_one_line(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("BOT_TOKEN", "melkein-tunnus")
    assert bot(*command, code=78) == (
        "BOT_TOKEN: arvo ei kelpaa, anna BotFatherin antama tunnus, muoto on numerot:merkit\n"
    )


@pytest.mark.parametrize("command", [["run"], ["chat"], ["ask", "moi"]])
def test_faulty_content_ends_the_start_with_its_faults(
    monkeypatch: pytest.MonkeyPatch, folder: Path, command: list[str]
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    (folder / "content.yaml").write_text("teemat: []\nkeinot: []")
    assert bot(*command, code=78) == (
        "content.yaml:1: tuntematon kenttä teemat, poista se tai korjaa sen nimi\n"
        "content.yaml:2: tuntematon kenttä keinot, poista se tai korjaa sen nimi\n"
    )


def test_run_without_token_and_terminal_ends_in_one_line() -> None:
    assert bot("run", code=78) == "Telegram-tunnus BOT_TOKEN puuttuu: lisää se ympäristöön tai tiedostoon .env.\n"


def test_run_without_token_converses_on_a_terminal() -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"lopeta\n")
    done = subprocess.run([*BOT, "run"], stdin=theirs, capture_output=True, text=True, check=True)
    os.close(ours)
    os.close(theirs)
    assert done.stdout.startswith("Telegram-tunnus BOT_TOKEN puuttuu, joten keskustellaan tässä päätteessä.\n")
    assert "Hei! Olen elo-botti." in done.stdout


@pytest.mark.slow
def test_every_command_explains_itself() -> None:
    for command in ("run", "chat", "ask", "check", "log"):
        assert f"bot {command}" in bot(command, "--help")


def test_batch_as_a_conversation_takes_up_what_was_said_until_a_blank_line() -> None:
    typed = "jalkautuvat palvelut\nentä alueella?\n\nentä alueella?\n".encode()
    told = [json.loads(line) for line in bot("ask", "--batch", "--conversation", typed=typed).splitlines()]
    assert [(one["outcome"], one["entry"], one["facet"]) for one in told[:2]] == [
        ("answer", "measure:jalkautuvat-palvelut", "both"),
        ("answer", "measure:jalkautuvat-palvelut", "regional"),
    ]
    assert [one["outcome"] for one in told[2:]] == ["none", "clarify"]


def test_conversation_needs_a_batch() -> None:
    assert "--batch" in bot("ask", "--conversation", "moi", code=2)


def test_evaluate_prints_figures_and_what_was_heard_in_each_miss(tmp_path: Path) -> None:
    rows = [
        {"id": "A", "q": "jalkautuvat palvelut", "expect": "answer", "target": ["slide:8"]},
        {"id": "B", "turns": [{"q": "kirjasto", "expect": "none", "target": []}]},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    printed = bot("evaluate", str(file)).splitlines()
    assert json.loads(printed[-1])["answerable_right"] == 1.0
    assert [line for line in printed if line.startswith("B.1 false answer")]
    assert [line for line in printed if "ymmärretty: kirjasto" in line]


def test_broken_question_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "A"}\n', encoding="utf-8")
    assert f"{file}:1:" in bot("evaluate", str(file), code=1)


def test_container_content_is_copied_to_the_folder_of_the_admins(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_KNOWLEDGE_IMAGE", str(folder))
    monkeypatch.setenv("BOT_KNOWLEDGE", str(tmp_path / "volume"))
    assert "\nKeino: Jalkautuvat palvelut\n" in bot("ask", "jalkautuvat palvelut")
    assert (tmp_path / "volume" / "content.yaml").read_bytes() == (folder / "content.yaml").read_bytes()


@pytest.mark.parametrize(
    ("command", "where", "code"),
    [
        (("check",), "knowledge/putki.yaml", 1),
        (("ask", "moi"), "knowledge/putki.yaml", 78),
        (("evaluate", "putki"), "putki", 1),
        (("mend", "new", "--publish", "putki"), "putki", 1),
        (("mend", "add", "overview", "sana"), "questions/putki.jsonl", 1),
        (("run",), "questions/putki.jsonl", 78),
        (("ask", "moi"), ".env", 78),
        (("log",), "questions.db", 1),
    ],
)
def test_pipe_that_nobody_writes_to_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], where: str, code: int
) -> None:
    (tmp_path / "questions").mkdir()
    monkeypatch.setenv("BOT_QUESTIONS", str(tmp_path / "questions"))
    if command == ("run",):
        monkeypatch.setenv("BOT_TOKEN", TOKEN)
    os.mkfifo(tmp_path / where)
    done = subprocess.run([*BOT, *command], capture_output=True, stdin=subprocess.DEVNULL, timeout=30, check=False)
    told = (done.stdout + done.stderr).decode().splitlines()
    assert done.returncode == code
    assert len(told) == 1
    assert where.rpartition("/")[2] in told[0]
    assert "ei ole tavallinen tiedosto" in told[0]


def test_fault_of_the_bot_itself_tells_where_it_was_and_nothing_of_what_was_said() -> None:
    failing = "from bot.__main__ import app\n@app.command()\ndef fail(): raise KeyError('salainen asia')\napp(['fail'])"
    ended = subprocess.run([sys.executable, "-c", failing], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    first, kind, *places = ended.stderr.splitlines()
    assert (first, kind) == (finnish()("fault"), "builtins.KeyError")
    assert places[-1].endswith(":3 fail")
    assert "salainen" not in ended.stdout + ended.stderr
