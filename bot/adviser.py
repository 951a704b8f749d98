"""Where every question is asked, whichever way it came in: understood, answered, worded and logged."""

from __future__ import annotations

import gc
import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from bot.content.knowledge import Changes, changes, load
from bot.kept import kept_index
from bot.log.database import LogError
from bot.log.masking import mask
from bot.log.querylog import QueryLog, Row
from bot.replies import Reply, render
from bot.replies.texts import Texts, finnish
from bot.understanding.answering import Answer, Distress, about, candidates, converse, kind
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.understanding.language import Engine
    from bot.understanding.query import Conversation

logger = logging.getLogger(__name__)


class Adviser:
    """Holds the index that serves, the sentences, and the log. A reload replaces the index whole."""

    def __init__(self, folder: Path, index: Index, texts: Texts, log: QueryLog | None) -> None:
        self.index = index
        self.texts = texts
        self.folder = folder
        self.log = log
        self._reported: set[str] = set()

    @classmethod
    def open(cls, folder: Path, engine: Engine, log: QueryLog | None) -> Adviser:
        """Load the content of `folder`; without a `log` nothing is recorded.

        Raises KnowledgeError, and OSError when `engine` is not on this machine.
        """
        with uncollected():
            return cls(folder, kept_index(load(folder), engine), finnish(), log)

    def ask(
        self, question: str, conversation: Conversation, way: str, chat_kind: str, update_id: int | None = None
    ) -> tuple[Answer, Reply, Conversation]:
        """Answer a question; its row is in the log before this returns. Gives the conversation after it as well.

        way: `telegram`, `terminal` or `command`. chat_kind: `private`, `group`, `terminal` … A log that cannot be
        written is reported to the operator, once for each reason, and never costs the reply.
        """
        answered, reply, row, after = self.work_out(question, conversation, way, chat_kind, update_id)
        if self.log is not None:
            self._record(self.log, row)
        return answered, reply, after

    def work_out(  # noqa: PLR0913, PLR0917  what a row tells, and the language of the reply
        self,
        question: str,
        conversation: Conversation,
        way: str,
        chat_kind: str,
        update_id: int | None = None,
        texts: Texts | None = None,
    ) -> tuple[Answer, Reply, Row, Conversation]:
        """Answer a question as `ask` does, in Finnish unless `texts` are given, and give the row to record."""
        began = perf_counter()
        index, texts = self.index, texts or self.texts
        (answered, *others), after = converse(question, index, conversation, update_id)
        reply = render(answered, index.knowledge, texts, update_id, others)
        return (
            answered,
            reply,
            Row(
                time=datetime.now(UTC),
                update_id=update_id,
                chat_kind=chat_kind,
                question="" if isinstance(answered, Distress) else mask(question),
                outcome=answered.outcome,
                entry=None if (entry := about(answered)) is None else entry.id,
                kind=kind(answered),
                score=answered.score,
                candidates=tuple((match.entry.id, match.score) for match in candidates(answered)),
                facet=answered.facet.value,
                knowledge_version=index.knowledge.version,
                milliseconds=round(1000 * (perf_counter() - began), 3),
                way=way,
                language=answered.query.tongue or "fi",
            ),
            after,
        )

    def build(self, folder: Path) -> Index:
        """The content of a folder, ready to be served. Raises KnowledgeError."""
        return Index.build(load(folder), self.index.language)

    def serve(self, index: Index) -> Changes:
        """Serve `index` from the next question on, and tell what differs."""
        before, self.index = self.index.knowledge, index
        if gc.get_freeze_count():
            set_apart()
        return changes(before, index.knowledge)

    def _record(self, log: QueryLog, row: Row) -> None:
        try:
            log.record(row)
        except LogError as error:
            if str(error) not in self._reported:
                logger.error("the question log cannot be written: %s", error)
                self._reported.add(str(error))
        else:
            self._reported.clear()


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector rest while much is loaded that stays: looking through it takes half of that time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def set_apart() -> None:
    """Spare the garbage collector what stays: while it looks through all the content, everything stands for 0.1 s."""
    if gc.get_freeze_count():  # what stayed until now may have been replaced
        gc.unfreeze()
        gc.collect()
    gc.freeze()
