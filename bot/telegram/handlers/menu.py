"""The commands: one table, from which they are registered, shown in the menus and told by `/help`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.replies import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.telegram.handlers.commands import Commands
    from bot.telegram.handlers.edge import Callback
    from bot.telegram.handlers.mending import Mending


class Menu(IntEnum):
    """The menus of commands, each with those before it: in groups, in private chats, in those of admins."""

    GROUP = 0
    PRIVATE = 1
    ADMIN = 2


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    names: the first is the one that is told; its text is `command-…`. menu: the first that it stands in, None for none.
    callback: what it does. private: whether it is answered in private chats only.
    """

    names: tuple[str, ...]
    menu: Menu | None
    callback: Callable[[Commands, Mending], Callback]
    private: bool = False


COMMANDS = (
    Command(("start",), None, lambda commands, _: commands.start),
    Command(("kysy",), Menu.GROUP, lambda commands, _: commands.ask),
    Command(("tavoitteet",), Menu.GROUP, lambda commands, _: commands.list_of(Shelf.THEMES)),
    Command(("toimijat",), Menu.GROUP, lambda commands, _: commands.list_of(Shelf.ACTORS)),
    Command(("alueet",), Menu.GROUP, lambda commands, _: commands.list_of(Shelf.AREAS)),
    Command(("sanasto",), Menu.GROUP, lambda commands, _: commands.list_of(Shelf.TERMS)),
    Command(("kuva",), Menu.GROUP, lambda commands, _: commands.picture),
    Command(("taulukko",), Menu.GROUP, lambda commands, _: commands.table),
    Command(("help",), Menu.GROUP, lambda commands, _: commands.help),
    Command(("kieli",), Menu.PRIVATE, lambda commands, _: commands.languages),
    Command(("palaute",), Menu.PRIVATE, lambda commands, _: commands.comments.command),
    Command(("tietosuoja", "privacy"), Menu.PRIVATE, lambda commands, _: commands.privacy),
    Command(("poista", "radera", "delete"), Menu.PRIVATE, lambda commands, _: commands.erase),
    Command(("id",), Menu.PRIVATE, lambda commands, _: commands.own_id, private=True),
    Command(("puutteet",), Menu.ADMIN, lambda _, mending: mending.command(mending.gaps), private=True),
    Command(("uusi",), Menu.ADMIN, lambda _, mending: mending.command(mending.topics.begin), private=True),
    Command(("peru",), Menu.ADMIN, lambda _, mending: mending.command(mending.undo), private=True),
    Command(("tilastot",), Menu.ADMIN, lambda _, mending: mending.command(mending.statistics), private=True),
    Command(("muutokset",), Menu.ADMIN, lambda _, mending: mending.command(mending.history), private=True),
    Command(("reload",), Menu.ADMIN, lambda _, mending: mending.command(mending.reload), private=True),
)
"""Every command, in the order of the menus."""


def list_commands(menu: Menu) -> tuple[str, ...]:
    """The names of the commands of a menu, in its order."""
    return tuple(command.names[0] for command in COMMANDS if command.menu is not None and command.menu <= menu)
