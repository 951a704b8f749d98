from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli.console import Turn, respond
from bot.replies import Choice, Open, Paragraph, Reply, plain
from bot.replies.notices import welcome
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

ESCAPE = "\x1b["
PROMPT = b"\n> "


@pytest.fixture
def environment(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return kept | {
        "BOT_KNOWLEDGE": str(folder),
        "BOT_DATABASE": str(tmp_path / "questions.db"),
        "TERM": "xterm",
        "COLUMNS": "60",
    }


def converse(environment: dict[str, str], typed: bytes) -> str:
    """What a piped conversation prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"], input=typed, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def converse_on_terminal(environment: dict[str, str], *typed: bytes) -> str:
    """What a conversation prints on a terminal where each of `typed` is typed at a prompt."""
    ours, theirs = pty.openpty()
    printed = b""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        for keys in typed:
            prompts = printed.count(PROMPT)
            while printed.count(PROMPT) == prompts:
                printed += os.read(ours, 65536)
            os.write(ours, keys)
        with contextlib.suppress(OSError):  # the other end is closed
            while True:
                printed += os.read(ours, 65536)
    os.close(ours)
    assert process.returncode == 0
    return printed.decode()


def first(adviser: Adviser) -> Turn:
    return Turn(welcome(adviser.index.knowledge, adviser.texts))


def choose(label: str, turn: Turn, adviser: Adviser) -> Turn:
    """What follows when the number of the choice with this label is typed."""
    return respond(str(1 + [choice.label for choice in turn.choices].index(label)), turn, adviser)


def test_question_is_answered_and_remembered(adviser: Adviser) -> None:
    turn = respond("jalkautuvat palvelut", first(adviser), adviser)
    assert "Keino: Jalkautuvat palvelut\n" in plain(turn.reply)
    assert turn.conversation.entry == "measure:jalkautuvat-palvelut"


def test_number_asks_the_example_with_that_number(adviser: Adviser, log: QueryLog) -> None:
    respond("2", first(adviser), adviser)
    assert log.newest(1)[0]["question"] == first(adviser).choices[1].label


def test_number_switches_the_level(adviser: Adviser) -> None:
    turn = respond("jalkautuvat palvelut", first(adviser), adviser)
    switched = choose("Valtakunnallisesti", choose("Lisää …", turn, adviser), adviser)
    assert "Rahoittaa kokeiluja." in plain(switched.reply)
    assert "Avaa pop up -pisteitä." not in plain(switched.reply)
    assert switched.conversation.facet == "national"


def test_more_and_open_list_numbers_and_change_nothing_that_was_spoken_of(adviser: Adviser) -> None:
    turn = respond("saavutettavuusteema", first(adviser), adviser)
    for label, offered in (
        ("Lisää …", ["Lähde", "Kuva"]),
        ("Avaa keino …", ["Jalkautuvat palvelut", "Urasuunnittelutaidot"]),
    ):
        spread = choose(label, turn, adviser)
        assert [choice.label for choice in spread.choices] == offered
        assert spread.conversation == turn.conversation
    assert "Keino: Jalkautuvat palvelut\n" in plain(choose("Jalkautuvat palvelut", spread, adviser).reply)


def test_number_shows_the_source_and_goes_back(adviser: Adviser) -> None:
    turn = respond("jalkautuvat palvelut", first(adviser), adviser)
    shown = choose("Lähde", choose("Lisää …", turn, adviser), adviser)
    assert "Dia 8" in plain(shown.reply)
    assert plain(respond("1", shown, adviser).reply) == plain(turn.reply)


def test_number_without_a_choice_says_which_there_are_and_keeps_them(adviser: Adviser, log: QueryLog) -> None:
    turn = respond("99", first(adviser), adviser)
    assert plain(turn.reply) == "Valitse numero väliltä 1–3 tai kirjoita kysymys."
    assert turn.choices == first(adviser).choices
    assert not log.newest(1)


def test_number_is_a_question_when_nothing_can_be_chosen(adviser: Adviser, log: QueryLog) -> None:
    respond("2022", Turn(Reply(())), adviser)
    assert log.newest(1)[0]["question"] == "2022"


def test_choice_whose_entry_is_gone_says_so(adviser: Adviser) -> None:
    gone = Choice("Vanha", Open("measure:poistettu", NEW.facet))
    turn = respond("1", Turn(Reply((Paragraph("x"),), ((gone,),))), adviser)
    assert plain(turn.reply) == adviser.texts("aged")


def test_piped_conversation_has_no_prompt_and_no_colours(environment: dict[str, str]) -> None:
    printed = converse(environment, b"jalkautuvat palvelut\n\n1\n1\n")
    assert ESCAPE not in printed
    assert "> " not in printed
    assert printed.count("Keino: Jalkautuvat palvelut\n") == 2
    assert " 1  Alueellisesti" in printed


def test_last_word_ends_the_conversation(environment: dict[str, str]) -> None:
    assert "Jalkautuvat palvelut\n" not in converse(environment, b"Lopeta\njalkautuvat palvelut\n")


def test_bytes_that_are_no_text_do_not_end_the_conversation(environment: dict[str, str]) -> None:
    assert "Jalkautuvat palvelut\n" in converse(environment, b"\xff\xfe\n\x00\njalkautuvat palvelut\n")


def test_terminal_shows_colours_and_wraps_at_its_width(environment: dict[str, str]) -> None:
    printed = converse_on_terminal(environment, b"jalkautuvat palvelut\n", b"\x04")
    assert f"{ESCAPE}1mValtakunnallisesti ehdotettiin OPH:ta." in printed
    assert max(len(line) for line in printed.split("\r\n") if ESCAPE not in line) <= 60


def test_terminal_remembers_what_was_typed(environment: dict[str, str]) -> None:
    up = b"\x1b[A"
    converse_on_terminal(environment, b"jalkautuvat palvelut\n", up + b"\n", b"lopeta\n")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "log", "--csv"], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.count("jalkautuvat palvelut") == 2
