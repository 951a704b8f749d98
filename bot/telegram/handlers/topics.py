"""A new topic by questions in the chat. What was said is kept in memory only, for as long as a conversation is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.content.drafting import Unfit
from bot.content.faults import shortened
from bot.content.knowledge import KnowledgeError
from bot.replies import notices, plain
from bot.replies.tasks import Way
from bot.review.interview import Interview
from bot.review.publishing import Refused
from bot.review.screens.asking import ask_next
from bot.review.screens.changes import ask_for, show_draft
from bot.review.screens.gaps import SAMPLE
from bot.review.workshop import draw_token
from bot.telegram.conversations import FORGOTTEN
from bot.telegram.handlers.wishes import Answering
from bot.telegram.recent import Recent

if TYPE_CHECKING:
    from telegram import Message

    from bot.replies import Reply
    from bot.replies.tasks import Write
    from bot.replies.texts import Texts
    from bot.review.workshop import Workshop
    from bot.telegram.handlers.wishes import Writing


class Topics:
    """The new topics that admins are asked for, one for each of them."""

    def __init__(self, shop: Workshop, writing: Writing) -> None:
        self._shop = shop
        self._writing = writing
        self._interviews = Recent[int, Interview | None](FORGOTTEN)

    async def begin(self, admin: int, _: Message, texts: Texts) -> Reply:
        """Ask for a topic that is for no gap."""
        return await self.ask(admin, None, "", texts)

    async def ask(self, admin: int, gap: int | None, words: str, texts: Texts) -> Reply:
        """Ask for a topic from the first question, or from where it was left off. words: those that tell of the gap."""
        interview = self._interviews.recall(admin)
        if interview is None or interview.gap != gap or interview.field is None:
            return await self._go_on(admin, Interview(draw_token(), gap, words), texts)
        return await self._go_on(admin, interview, texts, texts("new-again"))

    async def press(self, task: Write, admin: int, texts: Texts) -> Reply:
        """What a button under a question leads to; one under a question that was answered leads to the one of now."""
        interview = self._interviews.recall(admin)
        if interview is None or interview.token != task.draft:
            return ask_for("new-aged", None, texts)
        if task.way is Way.STOP:
            self.end(admin)
            return ask_for("new-stopped", interview.gap, texts)
        if task.number != len(interview.said):
            return await self._go_on(admin, interview, texts, texts("new-passed"))
        return await self.go_back(admin, texts) if task.way is Way.BACK else await self.take(admin, "", texts)

    async def take(self, admin: int, text: str, texts: Texts) -> Reply:
        """What comes of an answer: the next question, the same one when it does not fit, or what the topic would do."""
        interview = self._interviews.recall(admin)
        if interview is None or interview.field is None:
            return ask_for("new-aged", None, texts)
        try:
            told = interview.answered(text.splitlines(), self._shop.index.knowledge, _today())
        except Unfit as unfit:
            return await self._go_on(admin, interview, texts, texts(f"unfit-{unfit.why}", **unfit.about))
        return await self._go_on(admin, told, texts, texts("new-noted", said=_shorten(text)) if text else "")

    async def go_back(self, admin: int, texts: Texts, note: str = "") -> Reply:
        """Ask the question before once more. note: why, when it was not the admin who went back."""
        interview = self._interviews.recall(admin)
        if interview is None:
            return ask_for("new-aged", None, texts)
        said = _shorten("\n".join(interview.said[-1])) if interview.said else ""
        return await self._go_on(admin, interview.back(), texts, note or (texts("new-said", said=said) if said else ""))

    def end(self, admin: int) -> None:
        """Ask for nothing any more, and forget what was said."""
        self._writing.end(admin)
        self._interviews.keep(admin, None)

    async def _go_on(self, admin: int, interview: Interview, texts: Texts, note: str = "") -> Reply:
        """Remember what was said, and ask for what comes next, or try the topic when that was all."""
        self._interviews.keep(admin, interview)
        if interview.field is not None:
            self._writing.ask(admin, Answering())
            return ask_next(interview, self._shop.index.knowledge, texts, note)
        self._writing.end(admin)
        try:
            change = interview.finish(self._shop.index.knowledge, _today())
            draft = await self._shop.check(admin, change, interview.gap)
        except Refused as refusal:
            return await self.go_back(admin, texts, refusal.tell(texts))
        except KnowledgeError as error:
            return await self.go_back(admin, texts, plain(notices.tell_faults(error.faults, texts)))
        except Unfit as unfit:
            return await self.go_back(admin, texts, texts(f"unfit-{unfit.why}", **unfit.about))
        return show_draft(draft, self._shop.index.knowledge, texts)


def _shorten(text: str) -> str:
    return shortened(" ".join(text.split()), SAMPLE)


def _today() -> date:
    return datetime.now(UTC).date()
