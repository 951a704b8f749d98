"""The loop of an admin in the chat: what was asked in vain, how it is mended, published and taken back.

Every use is refused unless its person is an admin by the settings, in a private chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from telegram import Chat, Message

from bot.content.knowledge import KnowledgeError
from bot.log.database import LogError
from bot.replies import decode, notices, plain
from bot.replies.tasks import (
    Begin,
    Dismiss,
    Draft,
    Elsewhere,
    Extend,
    ListGaps,
    ListShifts,
    OpenGap,
    Step,
    TakeBack,
    Task,
)
from bot.review.changes import OTHER, Example, Words, parse_addition
from bot.review.gaps import gap_of
from bot.review.plot import plot
from bot.review.publishing import Refused
from bot.review.screens import changes, figures, gaps
from bot.review.telling import find_telling_words
from bot.review.workshop import work_apart
from bot.telegram.handlers.edge import Picture, edit, message_of, send, send_picture
from bot.telegram.handlers.wishes import Reason, Rewording, Search, Topic, Writing
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import CallbackQuery, Update

    from bot.replies import Reply
    from bot.replies.texts import Texts
    from bot.review.gaps import Gap
    from bot.review.looking import Seen
    from bot.review.workshop import Drafted
    from bot.telegram.handlers.edge import Callback, Context, Edge
    from bot.telegram.handlers.wishes import Wish

FOUND = 6
"""Most entries that a search shows."""


class Mending:
    """The callbacks of admins."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._shop = edge.workshop
        self.writing = Writing(edge.admins)

    def command(self, what: Callable[[int, Message, Texts], Awaitable[Reply | None]]) -> Callback:
        """The callback of a command: says what `what` gives, or why not."""

        async def callback(update: Update, _: Context) -> None:
            message, texts, admin = message_of(update), self._edge.texts(update), self._admin(update)
            if admin is None:
                await send(message, notices.say_one(texts("reload-forbidden")))
                return
            self.writing.forget(admin)
            reply = await self._tell(what(admin, message, texts), texts)
            if reply is not None:
                await send(message, reply)

        return callback

    async def gaps(self, _: int, __: Message, texts: Texts) -> Reply:
        """The first page of the gaps."""
        seen = await self._shop.look(again=True)
        return await work_apart(gaps.list_gaps, seen, 0, texts, aside=False)

    async def undo(self, _: int, __: Message, texts: Texts) -> Reply:
        """Whether to take back the last change."""
        return changes.ask_undo(await self._shop.last(), self._shop.index.knowledge, texts)

    async def history(self, _: int, __: Message, texts: Texts) -> Reply:
        """The last changes."""
        return changes.list_records(await self._shop.read_records(), self._shop.index.knowledge, texts)

    async def statistics(self, _: int, message: Message, texts: Texts) -> None:
        """How the bot has done: a picture of the weeks, and in words."""
        found = await self._shop.sum_up()
        drawn = await work_apart(plot, found.weeks, texts)
        reply = figures.show_figures(found, self._shop.index.knowledge, texts)
        await send_picture(message, Picture(drawn), reply, texts("stats-heading"))

    async def reload(self, _: int, __: Message, texts: Texts) -> Reply:
        """Read the content again."""
        return notices.tell_reload(await self._shop.reload(), texts)

    async def press(self, update: Update, _: Context) -> None:
        """Do what a button says, in the place of the message that it stands under."""
        query, texts = cast("CallbackQuery", update.callback_query), self._edge.texts(update)
        admin = self._admin(update)
        task, message = decode(query.data or ""), query.message
        if not isinstance(task, Task) or not isinstance(message, Message) or not message.is_accessible:
            await query.answer(texts("aged"))
        elif admin is None:
            await query.answer(texts("reload-forbidden"))
        else:
            self.writing.forget(admin)
            await query.answer(texts("checking") if isinstance(task, Extend | Dismiss) else None)
            reply = await self._tell(self._do(task, admin, texts), texts)
            if reply is not None:
                await edit(message, reply)

    async def take(self, update: Update, _: Context) -> None:
        """Take what an admin was asked to write."""
        message, texts, admin = message_of(update), self._edge.texts(update), self._admin(update)
        wish = None if admin is None else self.writing.recall(admin)
        if admin is None or wish is None:
            return
        self.writing.forget(admin)
        reply = await self._tell(self._take(wish, message.text or message.caption or "", admin, texts), texts)
        if reply is not None:
            await send(message, reply)

    async def _do(self, task: Task, admin: int, texts: Texts) -> Reply:
        match task:
            case ListGaps(page, aside):
                return await work_apart(gaps.list_gaps, await self._shop.look(), page, texts, aside=aside)
            case TakeBack(0):
                return notices.say_one(texts("undo-left"))
            case TakeBack(number):
                record, made = await self._shop.undo(number, self._name(admin))
                return changes.show_undone(record, made, self._shop.index.knowledge, texts)
            case Draft(step, token):
                draft = self._shop.find_draft(admin, token)
                return _tell_gone(texts) if draft is None else await self._go_on(draft, step, admin, texts)
            case ListShifts(token, page):
                draft = self._shop.find_draft(admin, token)
                knowledge = self._shop.index.knowledge
                return _tell_gone(texts) if draft is None else changes.list_shifts(draft, page, knowledge, texts)
            case OpenGap(number) | Extend(number) | Elsewhere(number) | Begin(number) | Dismiss(number):
                seen = await self._shop.look()
                gap = gap_of(number, seen.gaps)
                return _tell_gone(texts) if gap is None else await self._mend(task, gap, seen, admin, texts)

    async def _mend(
        self, task: OpenGap | Extend | Elsewhere | Begin | Dismiss, gap: Gap, seen: Seen, admin: int, texts: Texts
    ) -> Reply:
        """What comes next for a gap."""
        match task:
            case OpenGap():
                return await work_apart(gaps.show_gap, gap, seen, texts)
            case Elsewhere(kind=kind):
                if not kind:
                    self.writing.ask(admin, Search(gap.number))
                return await work_apart(gaps.list_elsewhere, gap, task, seen.index, texts)
            case Begin():
                self.writing.ask(admin, Topic(gap.number))
                return await work_apart(gaps.offer_draft, gap, seen.index, texts)
            case Extend(entry=entry) if entry not in seen.index.knowledge.entries:
                return _tell_gone(texts)
            case Extend() | Dismiss():
                words = " ".join(await work_apart(find_telling_words, gap, seen.index))
                change = Words(task.entry, words) if isinstance(task, Extend) else Example(OTHER, words)
                return await self._check(change, gap.number, admin, texts)

    async def _go_on(self, draft: Drafted, step: Step, admin: int, texts: Texts) -> Reply:
        """What an admin wants to do about a change that was checked."""
        change = draft.checked.change
        if step is Step.PUBLISH:
            return await self._publish(draft, admin, "", texts)
        if step is Step.FORCE:
            self.writing.ask(admin, Reason(draft.token))
            return changes.ask_for("reason-ask", draft.gap, texts)
        if step is Step.REWORD and isinstance(change, Words | Example):
            self.writing.ask(admin, Rewording(change, draft.gap))
            return changes.ask_for("words-ask", draft.gap, texts)
        return changes.show_draft(draft, self._shop.index.knowledge, texts)

    async def _take(self, wish: Wish, text: str, admin: int, texts: Texts) -> Reply:
        """What comes of what an admin wrote."""
        match wish:
            case Search(gap):
                self.writing.ask(admin, wish)
                sight = self._shop.index.search(parse(text, self._shop.index.language))
                ids = [match.entry.id for match in sight.matches[:FOUND]]
                return gaps.list_found(gap, ids, self._shop.index, texts)
            case Reason(token):
                draft = self._shop.find_draft(admin, token)
                return _tell_gone(texts) if draft is None else await self._publish(draft, admin, text, texts)
            case Rewording(change, gap):
                return await self._check(type(change)(change.target, " ".join(text.split())), gap, admin, texts)
            case Topic(gap):
                return await self._check(text.encode("utf-8", "surrogatepass"), gap, admin, texts)

    async def _check(self, said: Words | Example | bytes, gap: int | None, admin: int, texts: Texts) -> Reply:
        """What a change, or a draft of a topic, would do; one that cannot be made may be written again."""
        again = Topic(gap) if isinstance(said, bytes) else Rewording(said, gap)
        try:
            change = parse_addition(said) if isinstance(said, bytes) else said
            if change is None:
                return self._ask_again(again, texts("change-one-entry"), admin, texts)
            draft = await self._shop.check(admin, change, gap)
        except Refused as refusal:
            return self._ask_again(again, refusal.tell(texts), admin, texts)
        except KnowledgeError as error:
            return self._ask_again(again, plain(notices.tell_faults(error.faults, texts)), admin, texts)
        return changes.show_draft(draft, self._shop.index.knowledge, texts)

    def _ask_again(self, wish: Topic | Rewording, reason: str, admin: int, texts: Texts) -> Reply:
        self.writing.ask(admin, wish)
        return changes.ask_for("topic-ask" if isinstance(wish, Topic) else "words-ask", wish.gap, texts, reason)

    async def _publish(self, draft: Drafted, admin: int, why: str, texts: Texts) -> Reply:
        return changes.show_published(await self._shop.publish(admin, draft, self._name(admin), why), texts)

    @staticmethod
    async def _tell(working: Awaitable[Reply | None], texts: Texts) -> Reply | None:
        """The reply, or why there is none."""
        try:
            return await working
        except Refused as refusal:
            return notices.say_one(refusal.tell(texts))
        except KnowledgeError as error:
            return notices.tell_faults(error.faults, texts)
        except LogError as error:
            return notices.say_one(texts("no-log", reason=str(error)))

    def _admin(self, update: Update) -> int | None:
        """The admin behind an update; None for everybody else, and in a group."""
        person, chat = update.effective_user, update.effective_chat
        if person is None or chat is None or chat.type != Chat.PRIVATE or person.id not in self._edge.admins:
            return None
        return person.id

    def _name(self, admin: int) -> str:
        """How the record of changes calls an admin."""
        return self._edge.admin_names.get(admin) or self._edge.adviser.texts("an-admin")


def _tell_gone(texts: Texts) -> Reply:
    return changes.ask_for("task-aged", None, texts)
