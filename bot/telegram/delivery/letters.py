"""The weekly letter to admins: written down with its week in one commit, so that no restart loses or repeats it.

A letter that was due while nothing served goes out at the next start, as soon as the clock is believed; of several
only the last. The first start of all sends none.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.log.database import LogError
from bot.replies import Choice, Reply
from bot.replies.tasks import ListGaps
from bot.review.weekly import find_due, find_next_due
from bot.telegram.delivery.connection import request_of
from bot.telegram.messages import write

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.log.ledger import Ledger, Parked
    from bot.replies.texts import Texts
    from bot.review.workshop import Workshop

log = logging.getLogger(__name__)

AN_HOUR = 3600.0
"""Longest sleep in seconds: clocks jump, and a log that cannot be read is tried again."""


async def send_weekly(  # noqa: PLR0913, PLR0917  whose letters, from what, through what
    admins: Collection[int],
    workshop: Workshop,
    ledger: Ledger,
    post: Callable[[Sequence[Parked]], None],
    texts: Texts,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Send each admin the letter of each week, until cancelled. post: makes calls that are written down."""
    while True:
        try:
            await _send_due(admins, workshop, ledger, post, texts, clock())
        except LogError as error:
            log.error("the weekly letter waits: %s", error)
        now = clock()
        await asyncio.sleep(min(AN_HOUR, (find_next_due(now) - now).total_seconds()))


async def _send_due(  # noqa: PLR0913, PLR0917  as above
    admins: Collection[int],
    workshop: Workshop,
    ledger: Ledger,
    post: Callable[[Sequence[Parked]], None],
    texts: Texts,
    now: datetime,
) -> None:
    monday = find_due(now)
    posted = await ledger.posted(monday.isoformat())
    if posted == monday.isoformat() or not await ledger.believes(now):
        return
    letters = []
    if posted is not None:
        data = _fill_call(await workshop.compose_letter(monday, texts), texts)
        letters = [("sendMessage", {"chat_id": str(admin), **data}) for admin in sorted(admins)]
    written = await ledger.post(monday.isoformat(), letters)
    if written:
        log.info("%d weekly letters go out", len(written))
        post(written)


def _fill_call(reply: Reply, texts: Texts) -> dict[str, str]:
    """The parameters of the call that sends a reply, the chat left out."""
    message = write(Reply(reply.parts, ((Choice(texts("gaps-again"), ListGaps()),),)))
    values = {"text": message.text, "entities": message.entities, "reply_markup": message.keyboard}
    return request_of(values).json_parameters
