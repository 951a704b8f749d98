from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from emulator import Telegram, bot

from bot.replies.framing import frame
from bot.replies.notices import told_of
from bot.replies.texts import LANGUAGES, in_language
from bot.telegram.handlers.menu import COMMANDS, Menu, list_commands

if TYPE_CHECKING:
    from bot.adviser import Adviser
    from bot.content.knowledge import Knowledge

SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton")


async def introduced(telegram: Telegram, adviser: Adviser, **chosen: object) -> None:
    async with bot(telegram, adviser, **chosen):
        await telegram.called("getChatMenuButton", len(telegram.of("getChatMenuButton")) + 1)
        await telegram.say("moi")
        await telegram.called("sendMessage", len(telegram.of("sendMessage")) + 1)


async def test_commands_are_set_by_scope_and_language(telegram: Telegram, adviser: Adviser) -> None:
    await introduced(telegram, adviser, admins=frozenset({99}))
    told = {
        (call.fields["scope"]["type"], call.fields.get("language_code")): {
            command["command"]: command["description"] for command in call.fields["commands"]
        }
        for call in telegram.of("setMyCommands")
    }
    assert len(told) == 9
    for scope, menu in (("all_private_chats", Menu.PRIVATE), ("all_group_chats", Menu.GROUP), ("chat", Menu.ADMIN)):
        for tag, language in ((None, "fi"), ("sv", "sv"), ("en", "en")):
            texts, content = in_language(language), adviser.index.knowledge
            assert told[scope, tag] == {name: told_of(name, content, texts) for name in list_commands(menu)}
    assert "reload" not in told["all_private_chats", None]
    assert "id" not in told["all_group_chats", None]


async def test_second_start_sets_nothing_again(telegram: Telegram, adviser: Adviser) -> None:
    await introduced(telegram, adviser)
    before = {method: len(telegram.of(method)) for method in SETTERS}
    await introduced(telegram, adviser)
    assert {method: len(telegram.of(method)) for method in SETTERS} == before
    assert before == {"setMyCommands": 6, "setMyDescription": 3, "setMyShortDescription": 3, "setChatMenuButton": 1}


async def test_what_differs_is_set_again(telegram: Telegram, adviser: Adviser) -> None:
    await introduced(telegram, adviser)
    place = next(key for key in telegram.profile if key[0] == "MyDescription" and key[2] == "sv")
    telegram.profile[place] = "Vanha esittely"
    await introduced(telegram, adviser)
    assert telegram.profile[place] == in_language("sv")("about")
    assert len(telegram.of("setMyDescription")) == 4


async def test_admin_who_never_said_hello_stops_nothing(telegram: Telegram, adviser: Adviser) -> None:
    telegram.strangers = {99}
    await introduced(telegram, adviser, admins=frozenset({99}))
    assert len(telegram.of("setMyCommands")) == 6
    assert len(telegram.of("setChatMenuButton")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_what_telegram_takes(knowledge: Knowledge, language: str) -> None:
    texts = in_language(language)
    assert len(frame("about", knowledge, texts)) <= 512
    assert len(frame("about-short", knowledge, texts)) <= 120
    assert all(1 <= len(told_of(name, knowledge, texts)) <= 256 for name in list_commands(Menu.ADMIN))
    toasts = (
        "aged",
        "failed",
        "flood",
        "flood-group",
        *(f"feedback-{one}" for one in ("thanks", "reason", "known")),
        *(f"erase-{one}" for one in ("done", "late", "other")),
    )
    assert all(len(texts(name)) <= 200 for name in toasts)


async def test_menu_of_an_admin_is_taken_from_those_who_are_none_any_more(telegram: Telegram, adviser: Adviser) -> None:
    await introduced(telegram, adviser, admins=frozenset({98, 99}))
    await introduced(telegram, adviser, admins=frozenset({99}))
    taken = [(call.fields["scope"], call.fields.get("language_code")) for call in telegram.of("deleteMyCommands")]
    assert taken == [({"type": "chat", "chat_id": 98}, tag) for tag in (None, "sv", "en")]
    await introduced(telegram, adviser, admins=frozenset({99}))
    assert len(telegram.of("deleteMyCommands")) == 3


async def test_menu_of_a_former_admin_whose_chat_is_gone_stops_nothing(telegram: Telegram, adviser: Adviser) -> None:
    await introduced(telegram, adviser, admins=frozenset({98}))
    telegram.strangers = {98}
    await introduced(telegram, adviser)
    await introduced(telegram, adviser)
    assert len(telegram.of("deleteMyCommands")) == 1


def test_every_command_stands_in_the_table_of_the_docs_with_where_it_is_shown() -> None:
    page = (Path(__file__).parent.parent / "docs" / "conversation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`/.*?) \| .* \| ([a-z, ]+) \|$", page, re.MULTILINE)
    where = {None: "everywhere", Menu.GROUP: "everywhere", Menu.PRIVATE: "private", Menu.ADMIN: "admins, private"}
    assert [(re.findall(r"`/(\w+)`", names), place) for names, place in rows] == [
        (list(command.names), where[command.menu]) for command in COMMANDS
    ]


async def test_every_command_is_answered_and_told_by_help(telegram: Telegram, adviser: Adviser) -> None:
    otherwise = {"kuva": "sendPhoto", "tilastot": "sendPhoto", "taulukko": "sendDocument"}
    names = sorted((name for command in COMMANDS for name in command.names), key=lambda name: name in otherwise)
    async with bot(telegram, adviser, admins=frozenset({99})):
        for name in names:
            method = otherwise.get(name, "sendMessage")
            await telegram.say(f"/{name}", user=99)
            await telegram.called(method, len(telegram.of(method)) + 1)
    help_heading = adviser.texts("help-heading")
    [told] = [call.text for call in telegram.of("sendMessage") if call.text.startswith(help_heading)]
    assert set(re.findall(r"^• /(\w+) – ", told, re.MULTILINE)) == set(list_commands(Menu.PRIVATE)) - {"help"}
