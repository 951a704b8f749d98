"""How the bot introduces itself in Telegram: its commands and descriptions, set at the start where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import BadRequest, TelegramError

from bot.replies.framing import frame
from bot.replies.notices import told_of
from bot.replies.texts import LANGUAGES, in_language
from bot.telegram.handlers.edge import log
from bot.telegram.handlers.menu import Menu, list_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from telegram import Bot

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts


async def introduce(bot: Bot, knowledge: Knowledge, admins: Iterable[int], former: Iterable[int] = ()) -> bool:
    """Set commands by scope and language, descriptions and the menu button; whether all was done.

    former: those whose menu of an admin is taken away. What Telegram refuses is only logged.
    """
    scopes: list[tuple[BotCommandScope, Menu]] = [
        (BotCommandScopeAllPrivateChats(), Menu.PRIVATE),
        (BotCommandScopeAllGroupChats(), Menu.GROUP),
        *((BotCommandScopeChat(admin), Menu.ADMIN) for admin in sorted(admins)),
    ]
    try:
        for person in former:
            await _take_menu(bot, person)
        for tag, texts in _list_languages():
            await _describe(bot, tag, knowledge, texts)
            for scope, menu in scopes:
                await _set_commands(
                    bot, scope, tag, {name: told_of(name, knowledge, texts) for name in list_commands(menu)}
                )
        if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
            await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    except TelegramError as error:
        log.warning("commands and descriptions could not be set: %s", type(error).__name__)
        return False
    return True


def _list_languages() -> Iterator[tuple[str | None, Texts]]:
    """The tag that Telegram knows each language by: none for the one that everybody else gets.

    One after another, as the sentences of each take long to read and the first poll need not wait for them.
    """
    return ((None if number == 0 else name, in_language(name)) for number, name in enumerate(LANGUAGES))


async def _take_menu(bot: Bot, person: int) -> None:
    try:
        for tag, _ in _list_languages():
            await bot.delete_my_commands(BotCommandScopeChat(person), tag)
    except BadRequest:
        log.info("the menu of a former admin could not be taken away: the chat is gone")


async def _set_commands(bot: Bot, scope: BotCommandScope, tag: str | None, told: Mapping[str, str]) -> None:
    commands = tuple(BotCommand(name, does) for name, does in told.items())
    try:
        if await bot.get_my_commands(scope, tag) != commands:
            await bot.set_my_commands(commands, scope, tag)
    except TelegramError as error:
        if not isinstance(scope, BotCommandScopeChat):
            raise
        log.info("an admin's commands could not be set: %s", type(error).__name__)  # they may not have said hello yet


async def _describe(bot: Bot, tag: str | None, knowledge: Knowledge, texts: Texts) -> None:
    long, short = frame("about", knowledge, texts), frame("about-short", knowledge, texts)
    if (await bot.get_my_description(tag)).description != long:
        await bot.set_my_description(long, tag)
    if (await bot.get_my_short_description(tag)).short_description != short:
        await bot.set_my_short_description(short, tag)
