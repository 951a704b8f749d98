from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from emulator import Telegram, bot

from bot.cli.console import Turn, respond
from bot.cli.contract import tabulate_answer
from bot.content.entries import Facet
from bot.log.database import Database
from bot.replies import plain, tell_help
from bot.replies.offers import find_offers
from bot.replies.texts import LANGUAGES, finnish
from bot.review.asked import read_vain, read_wordings
from bot.review.figures import read_questions
from bot.understanding.answering import Distress, answer, converse, follow
from bot.understanding.query import NEW, Conversation, distressed, help_lines

if TYPE_CHECKING:
    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog
    from bot.understanding.language import Language
    from bot.understanding.matching import Index

LABELLED = [
    json.loads(line)
    for line in Path(__file__).with_name("questions").joinpath("distress.jsonl").read_text("utf-8").splitlines()
]
"""What people in distress, or worried about somebody, write, and what only sounds like it. half: `a` and `later` were
looked at while the signs were written, `b` only when they stood."""
SAID = "oppilas puhui itsarista"
SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"


@pytest.fixture(scope="module")
def language(index: Index) -> Language:
    return index.language


@pytest.mark.parametrize("halves", [("b",), ("a", "b", "later")])
def test_distress_is_told_from_what_only_sounds_like_it(language: Language, halves: tuple[str, ...]) -> None:
    asked = [one for one in LABELLED if one["half"] in halves]
    missed = [one["q"] for one in asked if one["distress"] and distressed(one["q"], language) is None]
    wrong = [one["q"] for one in asked if not one["distress"] and distressed(one["q"], language) is not None]
    assert len(missed) <= 0.02 * sum(one["distress"] for one in asked), missed
    assert len(wrong) <= 0.002 * len(asked), wrong


@pytest.mark.parametrize(
    ("message", "spoken"),
    [
        ("EN JAKSA ENÄÄ ELÄÄ", "fi"),
        ("en jaksa enaa elaa", "fi"),
        ("haluuun kuolla", "fi"),
        ("k u o l l a haluan", "fi"),
        ("itemurha mielessä", "fi"),
        ("Kuka vastaa nuorten ohjauksesta? En jaksa enää elää. Kuka vastaa palvelukartasta?", "fi"),
        ("koordinaatio " * 200 + "ja haluan kuolla", "fi"),
        ("jag vill inte leva längre", "sv"),
        ("I want to die", "en"),
        ("haluan kuolla nauruun", None),
        ("en halua elää kaupungissa", None),
        ("kuka koordinoi itsemurhien ehkäisyä valtakunnallisesti", None),
        ("satutin itseni töissä", None),
        ("", None),
    ],
)
def test_language_of_the_words_is_told(language: Language, message: str, spoken: str | None) -> None:
    assert distressed(message, language) == spoken


@pytest.mark.parametrize("flood", ["en jaksa haluan elää ilman kuolla jos ", "en ", "itsemura", "itsxkrq "])
def test_no_message_is_dear_to_read(language: Language, flood: str) -> None:
    distressed(SAID, language)
    began = perf_counter()
    distressed((flood * 4_096)[:4_096], language)
    assert perf_counter() - began < 3


def test_help_is_all_that_is_said(index: Index, adviser: Adviser) -> None:
    answered, reply, _ = adviser.ask(SAID, NEW, "command", "terminal")
    told = tabulate_answer(answered, reply, SAID, 1.0)
    assert (told["outcome"], told["entry"], told["kind"], told["candidates"]) == ("none", None, "distress", [])
    assert reply.choices == ()
    assert [type(one) for one in converse(f"{SAID}? {SKILLS} Kuka tekee palvelukartan?", index)[0]] == [Distress]
    said = plain(reply)
    assert "112" in said
    assert "09 2525 0111" in said
    assert "strategia" not in said.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_told_in_every_language(language: str) -> None:
    known, said = help_lines(), plain(tell_help(language))
    assert set(known.lines) == set(LANGUAGES)
    assert known.url.startswith("https://")
    assert date.fromisoformat(known.checked) <= date.today()  # noqa: DTZ011  a day, not a time
    assert all(number in said for number in (known.emergency, *known.lines.values()))


def test_conversation_is_as_it_was(index: Index) -> None:
    before = Conversation("measure:palvelukartta", Facet.REGIONAL, ("a", "b"))
    answered = answer(SAID, index, before)
    assert isinstance(answered, Distress)
    assert follow(before, answered) == before


def test_words_are_kept_nowhere(adviser: Adviser, log: QueryLog, tmp_path: Path) -> None:
    adviser.ask(SAID, NEW, "telegram", "private", 7)
    adviser.ask("asdf qwerty", NEW, "telegram", "private", 8)
    [_, row] = log.newest(10)
    assert (row["question"], row["kind"], row["outcome"]) == ("", "distress", "none")
    assert [row["question"] for row in log.newest(10, unanswered=True)] == ["asdf qwerty"]
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("questions.db"))
    assert b"itsari" not in stored
    database, since = Database(tmp_path / "questions.db"), datetime(2020, 1, 1, tzinfo=UTC)
    assert [one.question for one in read_vain(database, since)] == ["asdf qwerty"]
    assert read_wordings(database, since) == ["asdf qwerty"]
    assert len(read_questions(database, since)) == 1
    database.close()


def test_terminal_tells_where_help_is_and_goes_on(adviser: Adviser) -> None:
    turn = respond(SAID, Turn(tell_help("fi")), adviser)
    assert "112" in plain(turn.reply)
    assert "ryhmiä" in plain(respond(SKILLS, turn, adviser).reply)


def test_inline_offers_help_and_nothing_of_the_strategy(index: Index) -> None:
    [offer] = find_offers(SAID, index, finnish())
    assert offer.entry is None
    assert offer.reply == tell_help("fi")


async def test_help_is_sent_in_chats_groups_and_after_an_edit(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.ask_inline(SAID)
        [offered] = await telegram.called("answerInlineQuery")
        await telegram.say(f"/palaute {SAID}")
        await telegram.say("/palaute")
        await telegram.called("sendMessage", 2)
        await telegram.say("haluan kuolla")
        await telegram.called("sendMessage", 3)
        await telegram.send("edited_message", telegram.message(SAID, edit_date=2))
        replies = await telegram.called("sendMessage", 4)
    [article] = offered.fields["results"]
    assert "112" in article["input_message_content"]["message_text"]
    assert "reply_markup" not in article
    assert {call.chat for call in replies} == {11}
    assert ["112" in call.text for call in replies] == [True, False, True, True]
