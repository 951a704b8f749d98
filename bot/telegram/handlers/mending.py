"""The loop of an admin in the chat: what was asked in vain, how it is mended, published and taken back.

Every use is refused unless its person is an admin by the settings, in a private chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from telegram import Chat, Message

from bot.content.knowledge import KnowledgeError
from bot.content.lessons import NOTHING
from bot.log.database import LogError, UnwritableError
from bot.replies import decode, notices, plain
from bot.replies.tasks import (
    Accept,
    Begin,
    ChooseOther,
    ChooseWording,
    Confirm,
    Contest,
    Decision,
    Dismiss,
    Draft,
    Elsewhere,
    Extend,
    Join,
    ListGaps,
    ListShifts,
    ListUnsure,
    OpenGap,
    Select,
    Split,
    Step,
    TakeBack,
    Task,
    Write,
)
from bot.review.changes import OTHER, Accepted, Addition, Example, Words, accept
from bot.review.gaps import gap_of
from bot.review.plot import plot
from bot.review.publishing import Refused
from bot.review.screens import changes, figures, gaps
from bot.review.telling import suggest_words
from bot.review.workshop import Done, work_apart
from bot.telegram.handlers.edge import Picture, edit, message_of, send, send_picture
from bot.telegram.handlers.topics import Topics
from bot.telegram.handlers.wishes import Answering, Reason, Rewording, Search, Writing
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
        self.topics = Topics(self._shop, self.writing)

    def command(self, what: Callable[[int, Message, Texts], Awaitable[Reply | None]]) -> Callback:
        """The callback of a command: says what `what` gives, or why not."""

        async def callback(update: Update, _: Context) -> None:
            message, texts, admin = message_of(update), self._edge.texts(update), self._admin(update)
            if admin is None:
                await send(message, notices.say_one(texts("reload-forbidden")))
                return
            self.writing.look_elsewhere(admin)
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
            self.writing.look_elsewhere(admin)
            await query.answer(texts("checking") if isinstance(task, Extend | Dismiss | Accept) else None)
            reply = await self._tell(self._do(task, admin, texts), texts)
            if reply is not None:
                await edit(message, reply)

    async def take(self, update: Update, _: Context) -> None:
        """Take what an admin was asked to write."""
        message, texts, admin = message_of(update), self._edge.texts(update), self._admin(update)
        if message.edit_date is not None:
            await send(message, notices.say_one(texts("edited")))
            return
        wish = None if admin is None else self.writing.take(admin, message)
        if admin is None or wish is None:
            return
        reply = await self._tell(self._take(wish, message.text or message.caption or "", admin, texts), texts)
        if reply is not None:
            await send(message, reply)

    async def _do(self, task: Task, admin: int, texts: Texts) -> Reply:
        match task:
            case ListGaps() | ListUnsure():
                return await work_apart(gaps.turn_list, task, await self._shop.look(), texts)
            case TakeBack(0):
                return notices.say_one(texts("undo-left"))
            case TakeBack(number):
                record, made = await self._shop.undo(number, self._name(admin))
                return changes.show_undone(record, made, self._shop.index.knowledge, texts)
            case Write():
                return await self.topics.press(task, admin, texts)
            case Draft(draft=token) | Select(draft=token) | ListShifts(draft=token):
                draft = self._shop.find_draft(admin, token)
                return _tell_gone(texts) if draft is None else await self._draft(task, draft, admin, texts)
            case _:
                seen = await self._shop.look()
                gap = seen.find(task.gap)
                return _tell_gone(texts) if gap is None else await self._mend(task, gap, seen, admin, texts)

    async def _draft(self, task: Draft | Select | ListShifts, draft: Drafted, admin: int, texts: Texts) -> Reply:
        """What comes next for a change that was checked."""
        match task:
            case Draft(step):
                return await self._go_on(draft, step, admin, texts)
            case Select(number=number):
                return changes.list_wordings(self._shop.select(admin, draft, number), texts)
            case ListShifts(page=page):
                return changes.list_shifts(draft, page, self._shop.index.knowledge, texts)

    async def _decide(self, task: Decision, gap: Gap, seen: Seen, admin: int, texts: Texts) -> Reply:
        """What an admin says of a gap, and what there is to see then."""
        match task:
            case ChooseOther(page=page):
                return await work_apart(gaps.choose_other, gap, page, seen, texts)
            case ChooseWording(page=page):
                return await work_apart(gaps.choose_wording, gap, page, seen, texts)
            case Join(other=number) if (other := gap_of(number, seen.gaps)) is not None and other != gap:
                seen = await self._shop.join(gap, other)
            case Split(row=row) if len(gap.asked) > 1 and gap_of(row, (gap,)) is not None:
                seen = await self._shop.split(gap, row)
            case Confirm() | Contest() if seen.doubts_answer(gap):
                seen = await self._shop.review(gap, right=isinstance(task, Confirm))
            case Accept(entry=entry) if entry in seen.index.knowledge.entries:
                return await self._accept(gap, entry, admin, texts)
            case _:
                return _tell_gone(texts)
        now = seen.find(gap.number)
        if now is None:
            return await work_apart(gaps.list_unsure, seen, 0, texts)
        return await work_apart(gaps.show_gap, now, seen, texts)

    async def _accept(self, gap: Gap, entry: str, admin: int, texts: Texts) -> Reply:
        done = await self._shop.accept(admin, gap, entry, self._name(admin))
        if isinstance(done, Done):
            return changes.show_published(done, self._shop.index.knowledge, texts)
        return changes.show_draft(done, self._shop.index.knowledge, texts)

    async def _mend(
        self,
        task: OpenGap | Extend | Elsewhere | Begin | Dismiss | Decision,
        gap: Gap,
        seen: Seen,
        admin: int,
        texts: Texts,
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
                words = await work_apart(suggest_words, gap, seen.index)
                return await self.topics.ask(admin, gap.number, words, texts)
            case Extend(entry=entry) if seen.index.knowledge.entry(entry) is None:
                return _tell_gone(texts)
            case Extend() | Dismiss():
                target = task.entry if isinstance(task, Extend) else NOTHING
                change = await work_apart(accept, target, gap.but(()), seen.index.language)
                return await self._check(change, gap.number, admin, texts)
            case _:
                return await self._decide(task, gap, seen, admin, texts)

    async def _go_on(self, draft: Drafted, step: Step, admin: int, texts: Texts) -> Reply:
        """What an admin wants to do about a change that was checked."""
        match step, draft.checked.change:
            case Step.PUBLISH | Step.RELABEL, _:
                return await self._publish(draft, admin, "", texts, relabel=step is Step.RELABEL)
            case Step.CHECK, Accepted(target=target) if draft.selected:
                again = await work_apart(accept, target, draft.selected, self._shop.index.language)
                return await self._check(again, draft.gap, admin, texts, draft.left_out)
            case Step.FORCE, _:
                self.writing.ask(admin, Reason(draft.token))
                return changes.ask_for("reason-ask", draft.gap, texts)
            case Step.REWORD, Addition():
                return await self.topics.go_back(admin, texts)
            case Step.REWORD, Words() | Example() | Accepted() as change:
                self.writing.ask(admin, Rewording(_in_own_words(change), draft.gap))
                return changes.ask_for("words-ask", draft.gap, texts)
            case _:
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
            case Answering():
                return await self.topics.take(admin, text, texts)

    async def _check(
        self,
        change: Words | Example | Accepted,
        gap: int | None,
        admin: int,
        texts: Texts,
        left_out: frozenset[int] = frozenset(),
    ) -> Reply:
        """What words would do; those that cannot be added may be written again."""
        try:
            draft = await self._shop.check(admin, change, gap, left_out)
        except Refused as refusal:
            reason = refusal.tell(texts)
        except KnowledgeError as error:
            reason = plain(notices.tell_faults(error.faults, texts))
        else:
            return changes.show_draft(draft, self._shop.index.knowledge, texts)
        self.writing.ask(admin, Rewording(_in_own_words(change), gap))
        return changes.ask_for("words-ask", gap, texts, reason)

    async def _publish(self, draft: Drafted, admin: int, why: str, texts: Texts, *, relabel: bool = False) -> Reply:
        done = await self._shop.publish(admin, draft, self._name(admin), why, relabel=relabel)
        if isinstance(draft.checked.change, Addition):
            self.topics.end(admin)
        return changes.show_published(done, self._shop.index.knowledge, texts)

    @staticmethod
    async def _tell(working: Awaitable[Reply | None], texts: Texts) -> Reply | None:
        """The reply, or why there is none."""
        try:
            return await working
        except Refused as refusal:
            return notices.say_one(refusal.tell(texts))
        except KnowledgeError as error:
            return notices.tell_faults(error.faults, texts)
        except UnwritableError as error:
            return notices.say_one(texts("log-unwritable", reason=str(error)))
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


def _in_own_words(change: Words | Example | Accepted) -> Words | Example:
    """The change that an admin's own words make instead."""
    if not isinstance(change, Accepted):
        return change
    return Example(OTHER, "") if change.target == NOTHING else Words(change.target, "")


def _tell_gone(texts: Texts) -> Reply:
    return changes.ask_for("task-aged", None, texts)
