"""Being added to a group: what this is and how it is asked, told once."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, cast

from telegram import Chat, ChatMember, ChatMemberRestricted

from bot.replies import notices
from bot.telegram.messages import write
from bot.telegram.recent import Recent

if TYPE_CHECKING:
    from telegram import ChatMemberUpdated, Update

    from bot.telegram.handlers.edge import Context, Edge


class Joining:
    """The callback for what the bot becomes in a chat. Whom it has greeted it knows until it ends."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._greeted = Recent[int, bool](inf)

    async def greet(self, update: Update, context: Context) -> None:
        """Introduce the bot to a group that it was added to."""
        change = cast("ChatMemberUpdated", update.my_chat_member)
        group = change.chat
        joined = _is_there(change.new_chat_member) and not _is_there(change.old_chat_member)
        if not joined or group.type not in {Chat.GROUP, Chat.SUPERGROUP} or self._greeted.recall(group.id):
            return
        self._greeted.keep(group.id, value=True)
        knowledge, texts = self._edge.adviser.index.knowledge, self._edge.texts(update)
        written = write(notices.greet_group(context.bot.name, knowledge, texts))
        await group.send_message(written.text)


def _is_there(member: ChatMember) -> bool:
    """Whether somebody who is `member` of a group is in it."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER}
