from __future__ import annotations

import asyncio
import json
import logging
import os
import sqlite3
import sys
import threading
import time
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import httpx
import pytest
from conftest import CONTENT
from emulator import SECRET, TOKEN, Fault, Telegram, bot, free_port, group, mention, webhook
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from structlog.processors import JSONRenderer
from structlog.stdlib import ProcessorFormatter
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.cli.health import find_ailments
from bot.log.clock import Clock
from bot.log.hiding import PIECE, Hiding, redact
from bot.log.tally import Tally
from bot.log.writing import Writer
from bot.route import find_route
from bot.settings import Settings
from bot.telegram import delivery
from bot.telegram.delivery import polling
from bot.telegram.delivery.connection import UNSENT as UNSENT_CAUSES
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.failures import AT_ONCE, PATIENCE, AddressError, wait_before_repeat
from bot.telegram.delivery.waiting import pick_pause
from bot.telegram.delivery.webhook import build_site as webhook_site

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog
    from bot.telegram.delivery.work import Work

RETRY = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


def held() -> Fault:
    return Fault(hold=asyncio.Event())


# Polling


async def test_update_is_acknowledged_only_after_its_reply(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    slow = held()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser):
        update_id = await telegram.say("moi")
        await telegram.called("sendMessage")
        assert [row["update_id"] for row in log.newest(10)] == [update_id]
        polls = len(telegram.of("getUpdates"))
        await telegram.called("getUpdates", polls + 2)
        assert telegram.waiting == [update_id]
        slow.let_go()
        async with asyncio.timeout(5):
            while telegram.waiting:
                await telegram.called("getUpdates", len(telegram.of("getUpdates")) + 1)
    assert len(telegram.of("sendMessage")) == 1


async def test_polls_are_spaced_while_something_is_in_work(telegram: Telegram, adviser: Adviser) -> None:
    slow = held()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.called("sendMessage")
        polls = (await telegram.called("getUpdates", len(telegram.of("getUpdates")) + 4))[-4:]
        slow.let_go()
    gaps = [after.at - before.at for before, after in pairwise(polls)]
    assert all(polling.AGAIN - 0.01 < gap < polling.AGAIN + 0.2 for gap in gaps)


async def test_chats_do_not_wait_for_each_other_and_one_chat_keeps_its_order(
    telegram: Telegram, adviser: Adviser
) -> None:
    slow = held()
    telegram.fail("sendMessage", slow, chat=11)
    async with bot(telegram, adviser):
        await telegram.say("moi", user=11)
        await telegram.say("kiitos", user=11)
        await telegram.say("moi", user=12)
        calls = await telegram.called("sendMessage", 2)
        assert [call.chat for call in calls] == [11, 12]
        slow.let_go()
        calls = await telegram.called("sendMessage", 3)
    assert [call.text for call in calls if call.chat == 11] == [
        adviser.texts("talk-greeting"),
        adviser.texts("talk-thanks"),
    ]


async def test_broken_update_is_skipped_and_logged_once(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    slow = held()
    telegram.fail("sendMessage", slow, chat=11)
    async with bot(telegram, adviser):
        await telegram.say("moi", user=11)
        await telegram.say("myrkky", user=12, date=99999999999999)
        await telegram.say("moi", user=13)
        await telegram.called("sendMessage", 2)
        await telegram.called("getUpdates", len(telegram.of("getUpdates")) + 2)
        slow.let_go()
    assert caplog.text.count("cannot be parsed") == 1
    assert "myrkky" not in caplog.text
    assert telegram.waiting == []


async def test_broken_update_is_not_looked_at_again_by_the_next_process(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    update = {"update_id": 5, "message": telegram.message("myrkky", date=99999999999999)}
    for starts in (1, 2):
        async with bot(telegram, adviser, **chosen):
            await telegram.called("setWebhook", starts)
            assert await post(chosen["webhook_url"], update) == 200
    assert caplog.text.count("cannot be parsed") == 1


@pytest.mark.parametrize("text", ["moi", "/start"])
async def test_reply_that_an_earlier_process_may_have_sent_is_counted(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(delivery, "GRACE", 0.1)
    slow, port = held(), free_port()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser):
        await telegram.say(text)
        await telegram.called("sendMessage")
    async with bot(telegram, adviser, metrics_port=port):
        await telegram.called("sendMessage", 2)
        assert "elo_send_doubtful_total 1.0" in await metrics(port)
    slow.let_go()


async def test_stop_finishes_what_is_in_work_and_acknowledges_it(telegram: Telegram, adviser: Adviser) -> None:
    slow = held()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser) as task:
        await telegram.say("moi")
        await telegram.called("sendMessage")
        asyncio.get_running_loop().call_later(0.1, slow.let_go)
    assert task.done()
    assert telegram.waiting == []


async def test_what_is_not_finished_in_time_is_left_to_telegram(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "GRACE", 0.1)
    slow = held()
    telegram.fail("sendMessage", slow, chat=11)
    async with bot(telegram, adviser):
        unfinished = await telegram.say("moi", user=11)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage", 2)
    slow.let_go()
    assert telegram.waiting[0] == unfinished
    async with bot(telegram, adviser):
        calls = await telegram.called("sendMessage", 3)
    assert calls[2].chat == 11
    assert telegram.waiting == []


async def test_polling_goes_on_soon_after_a_dropped_poll(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("getUpdates", Fault(), Fault())
    async with bot(telegram, adviser):
        first, second, third = (await telegram.called("getUpdates", 3))[:3]
    assert second.at - first.at < 0.5
    assert third.at - second.at < 0.5


@RETRY
@pytest.mark.parametrize(
    "fault",
    [Fault(502, "Bad Gateway"), Fault(429, "Too Many Requests", retry_after=1), Fault(400, "Bad Request: strange")],
)
async def test_polling_survives(telegram: Telegram, adviser: Adviser, fault: Fault) -> None:
    telegram.fail("getUpdates", fault)
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.called("sendMessage")


@pytest.mark.parametrize("answer", [b"{}", b"[]", b'{"ok": true, "result": [{}]}', b'{"result": [7]}', b"<html>"])
async def test_polling_survives_what_is_no_answer_of_the_bot_api(
    telegram: Telegram, adviser: Adviser, answer: bytes
) -> None:
    telegram.fail("getUpdates", Fault(200, answer=answer))
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.called("sendMessage")


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
@pytest.mark.parametrize("status", [401, 404])
async def test_refused_token_ends_the_bot(telegram: Telegram, adviser: Adviser, method: str, status: int) -> None:
    telegram.fail(method, Fault(status, "Unauthorized"))
    with pytest.raises(InvalidToken):
        async with bot(telegram, adviser) as task:
            await asyncio.wait({task})


async def test_another_instance_is_told_of_once_and_ends_the_bot_after_a_minute(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(polling, "CONTESTED", 0.6)
    telegram.fail("getUpdates", *[Fault(409, "Conflict: terminated by other getUpdates request")] * 9)
    with pytest.raises(Conflict):
        async with bot(telegram, adviser) as task:
            await asyncio.wait({task})
    assert capsys.readouterr().err == adviser.texts("conflict-began") + "\n"


async def test_poll_that_is_cut_off_while_it_waits_hides_no_update_and_the_operator_is_told(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    """A firewall that drops what is silent: each poll that waits breaks, those that do not succeed."""
    through = Fault(hold=asyncio.Event())
    through.let_go()
    telegram.fail("getUpdates", *[Fault(), through] * (polling.CUT_OFF - 1), Fault())
    async with bot(telegram, adviser, poll_seconds=7):
        polls = await telegram.called("getUpdates", 2 * polling.CUT_OFF + 1)
        await telegram.say("moi")
        await telegram.called("sendMessage")
    assert [int(poll.fields["timeout"]) for poll in polls] == [7, 0] * polling.CUT_OFF + [7]
    told = [record.getMessage() for record in caplog.records if record.name == polling.__name__]
    assert told[-1] == "polls are cut off while they wait: set BOT_POLL_SECONDS to less than 7"
    assert len(told) == 2


async def test_webhook_is_removed_when_polling_starts(telegram: Telegram, adviser: Adviser) -> None:
    await telegram._update_queues.set_webhook(TOKEN, {"url": "http://127.0.0.1:9/"})
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.called("sendMessage")


async def test_start_waits_for_a_network_that_is_not_there_yet(adviser: Adviser) -> None:
    telegram = Telegram()
    telegram.url = f"http://127.0.0.1:{free_port()}"
    async with bot(telegram, adviser) as task:
        await asyncio.wait({task}, timeout=0.3)
        assert not task.done()


# Sending


@RETRY
async def test_told_wait_is_kept_and_holds_up_no_other_chat(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 1", retry_after=1), chat=11)
    async with bot(telegram, adviser):
        await telegram.say("moi", user=11)
        await telegram.called("sendMessage")
        await telegram.say("moi", user=12)
        refused, other, repeated = await telegram.called("sendMessage", 3)
    assert (refused.chat, other.chat, repeated.chat) == (11, 12, 11)
    assert repeated.at - refused.at >= 1
    assert other.at - refused.at < 0.5


@pytest.mark.parametrize(
    "fault",
    [Fault(500, "Internal Server Error"), Fault(503, "Service Unavailable"), Fault(429, "Too Many Requests"), Fault()],
)
async def test_failed_send_is_repeated(telegram: Telegram, adviser: Adviser, fault: Fault) -> None:
    telegram.fail("sendMessage", fault)
    async with bot(telegram, adviser):
        await telegram.say("moi")
        first, second = await telegram.called("sendMessage", 2)
    assert first.fields == second.fields
    assert telegram.waiting == []


async def test_send_that_breaks_off_twice_is_given_up(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("sendMessage", Fault(taken=True), Fault(taken=True))
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.called("sendMessage", 2)
        await telegram.say("kiitos")
        calls = await telegram.called("sendMessage", 3)
    assert calls[2].text == adviser.texts("talk-thanks")
    assert "an update failed" in caplog.text


async def test_refused_formatting_goes_out_as_plain_text(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: can't parse entities: unsupported"))
    async with bot(telegram, adviser):
        await telegram.say("Urasuunnittelutaidot")
        first, second = await telegram.called("sendMessage", 2)
    assert "entities" in first.fields
    assert "entities" not in second.fields
    assert first.text == second.text


CLOSED = (
    (403, "Forbidden: bot was blocked by the user"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: have no rights to send a message"),
    (400, "Bad Request: need administrator rights in the channel chat"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: message thread not found"),
    (400, "Bad Request: TOPIC_CLOSED"),
    (400, "Bad Request: TOPIC_DELETED"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"),
    (400, "Bad Request: CHAT_RESTRICTED"),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED"),
    (400, "Bad Request: CHANNEL_PRIVATE"),
    (400, "Bad Request: PEER_ID_INVALID"),
    (400, "Bad Request: USER_IS_BLOCKED"),
)
"""How Telegram says that a chat is closed to the bot."""


def told_of_closed(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of a closed chat: nothing that deserves a look, and no id."""
    grave = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record for record in grave if record.name != delivery.__name__] == []
    assert "987654321" not in caplog.text
    return [record.getMessage() for record in caplog.records if "closed" in record.getMessage()]


@pytest.mark.parametrize(("status", "description"), CLOSED)
async def test_chat_that_is_closed_to_the_bot_is_given_up_quietly(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, status: int, description: str
) -> None:
    caplog.set_level(logging.INFO, "bot")
    telegram.fail("sendMessage", Fault(status, description))
    async with bot(telegram, adviser, questions=CONTENT / "questions"):
        await telegram.say("moi", user=987654321)
        await telegram.called("sendMessage")
    assert len(telegram.of("sendMessage")) == 1
    assert told_of_closed(caplog) == ["a reply was not sent, the chat is closed to the bot"]
    assert telegram.waiting == []


async def test_press_in_a_chat_that_is_closed_to_the_bot_is_answered_once(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    telegram.fail("editMessageText", Fault(400, "Bad Request: TOPIC_CLOSED"))
    async with bot(telegram, adviser, questions=CONTENT / "questions"):
        await telegram.press("o|overview|b", user=987654321)
        await telegram.called("editMessageText")
    assert len(telegram.of("answerCallbackQuery")) == 1
    assert told_of_closed(caplog) == ["a reply was not sent, the chat is closed to the bot"]


@RETRY
async def test_parked_reply_to_a_chat_that_is_closed_meanwhile_is_given_up_quietly(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail(
        "sendMessage",
        Fault(429, "Too Many Requests: retry after 3", retry_after=3),
        Fault(400, "Bad Request: have no rights to send a message"),
    )
    async with bot(telegram, adviser):
        await telegram.say("moi", user=987654321)
        await telegram.called("sendMessage", 2)
    assert "given up" not in caplog.text


@pytest.mark.parametrize(
    ("method", "description"),
    [
        ("editMessageText", "Bad Request: message is not modified: specified new message content is the same"),
        ("answerCallbackQuery", "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    ],
)
async def test_edit_or_answer_that_comes_too_late_is_no_failure(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, method: str, description: str
) -> None:
    telegram.fail(method, Fault(400, description))
    async with bot(telegram, adviser):
        await telegram.press("o|overview|b")
        await telegram.called("editMessageText")
    assert "an update failed" not in caplog.text
    assert not telegram.of("sendMessage")


async def test_reply_follows_a_group_that_has_moved(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: group chat was upgraded", moved_to=-1002))
    async with bot(telegram, adviser):
        await telegram.say("/help", chat={"id": -5, "type": "group", "title": "Ryhmä"})
        first, second = await telegram.called("sendMessage", 2)
    assert (first.chat, second.chat) == (-5, -1002)


def failure(cause: Exception | None = None) -> TelegramError:
    error = NetworkError("message")
    error.__cause__ = cause
    return error


UNSENT = failure(aiohttp.ConnectionTimeoutError("x"))
DOUBTFUL = failure(aiohttp.SocketTimeoutError("x"))
ANSWERED = failure()


@pytest.mark.parametrize(
    ("failures", "endpoint", "elapsed", "repeats"),
    [
        ([UNSENT] * 50, "sendMessage", 86400, True),
        ([DOUBTFUL], "sendMessage", 5, True),
        ([DOUBTFUL, DOUBTFUL], "sendMessage", 10, False),
        ([UNSENT, UNSENT, DOUBTFUL], "sendMessage", 10, True),
        ([DOUBTFUL, UNSENT], "sendMessage", 10, True),
        ([DOUBTFUL, UNSENT, DOUBTFUL], "sendMessage", 10, False),
        ([DOUBTFUL] * 9, "editMessageText", 90, True),
        ([ANSWERED] * 9, "sendMessage", PATIENCE - 1, True),
        ([ANSWERED] * 9, "sendMessage", PATIENCE, False),
        ([ANSWERED], "answerCallbackQuery", 1, True),
        ([ANSWERED], "answerCallbackQuery", AT_ONCE, False),
        ([UNSENT], "answerInlineQuery", AT_ONCE, False),
        ([DOUBTFUL], "sendChatAction", 5, False),
        ([failure(RuntimeError("x"))], "sendMessage", 0, False),
    ],
)
def test_failed_call_goes_out_again_as_far_as_its_failure_allows(
    failures: list[TelegramError], endpoint: str, elapsed: float, *, repeats: bool
) -> None:
    assert (wait_before_repeat(failures, endpoint, elapsed) is not None) is repeats


@RETRY
@pytest.mark.parametrize(
    ("seconds", "method", "repeats"),
    [(25, "sendPhoto", True), (25, "setMyCommands", True), (25, "sendChatAction", False), (1, "getChatMember", True)],
)
def test_call_waits_as_told_while_it_is_of_use(seconds: int, method: str, *, repeats: bool) -> None:
    assert wait_before_repeat([RetryAfter(seconds)], method, 0.5) == (seconds if repeats else None)


def test_pauses_grow_and_are_never_the_same() -> None:
    assert 0.07 < pick_pause(0) <= 0.15
    assert 15 <= pick_pause(30) <= 30
    assert len({pick_pause(3) for _ in range(20)}) > 1


# Webhook


async def post(url: str, body: object, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    given = {"data": body} if isinstance(body, bytes) else {"json": body}
    async with aiohttp.ClientSession() as session, session.post(url, headers=headers, **given) as response:
        return response.status


@pytest.mark.parametrize("update_id", [2**63, 2**52, -1, True, "5", 1.0, None])
async def test_post_whose_number_no_update_can_have_is_refused_and_stops_nothing(
    telegram: Telegram, adviser: Adviser, log: QueryLog, update_id: object
) -> None:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    async with bot(telegram, adviser, **chosen):
        await telegram.called("setWebhook")
        message = telegram.message("moi")
        assert await post(chosen["webhook_url"], {"update_id": update_id, "message": message}) == 400
        assert await post(chosen["webhook_url"], {"update_id": 5, "message": message}) == 200
    assert [row["update_id"] for row in log.newest(10)] == [5]


async def test_bot_that_can_write_no_more_ends_for_another_to_begin(telegram: Telegram, adviser: Adviser) -> None:
    assert adviser.log is not None
    given: dict[str, Any] = {"token": SecretStr(TOKEN), "api_url": telegram.url, "database": adviser.log.path}
    task = asyncio.create_task(delivery.serve(Settings.model_construct(**given), adviser, asyncio.Event()))
    await telegram.called("getUpdates")
    await asyncio.get_running_loop().shutdown_default_executor()  # no thread is left to write in
    update_id = await telegram.say("moi")
    with pytest.raises(RuntimeError, match="nothing can be written"):
        await asyncio.wait_for(task, 10)
    assert telegram.waiting == [update_id]


async def test_bot_whose_writer_is_stuck_is_not_healthy(
    tmp_path: Path, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("polling", "webhook"):
        monkeypatch.setattr(f"bot.telegram.delivery.{place}.LATE", 0.05)
    held, heartbeat = threading.Event(), tmp_path / "heartbeat"
    writer = Writer(tmp_path / "questions.db", Tally())
    polls = polling.Polls(adviser.texts, heartbeat, writer, 25)
    site = webhook_site(cast("Work", None), SECRET, writer)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://bot") as client:
        assert (await client.get("/")).status_code == 200
        writing = asyncio.create_task(writer.write(lambda _: held.wait(5), flush=False, kept=False))
        async with asyncio.timeout(5):
            while writer.late < 0.05:  # noqa: ASYNC110  it tells nobody
                await asyncio.sleep(0.01)
        assert (await client.get("/")).status_code == 503
        polls.note_success(waited=True)
        assert not heartbeat.exists()
        held.set()
        assert await writing
        assert (await client.get("/")).status_code == 200
        polls.note_success(waited=True)
        assert heartbeat.exists()
    await writer.close()


async def test_webhook_answers_200_after_the_work(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    slow = held()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser, **webhook()):
        await telegram.called("setWebhook")
        said = asyncio.create_task(telegram.say("moi"))
        await telegram.called("sendMessage")
        assert len(telegram.waiting) == 1
        assert len(log.newest(10)) == 1
        slow.let_go()
        await said
        assert telegram.waiting == []
    [call] = telegram.of("setWebhook")
    assert len(call.fields["secret_token"]) > 30
    assert call.fields["allowed_updates"] == list(polling.KINDS)
    assert not telegram.of("getUpdates")


async def test_update_that_comes_twice_is_answered_once(telegram: Telegram, adviser: Adviser) -> None:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    update = {"update_id": 5, "message": telegram.message("moi")}
    async with bot(telegram, adviser, **chosen):
        await telegram.called("setWebhook")
        posts = [post(chosen["webhook_url"], update) for _ in range(3)]
        assert await asyncio.gather(*posts) == [200] * 3
        assert await post(chosen["webhook_url"], update) == 200
    assert len(telegram.of("sendMessage")) == 1


async def test_forged_and_broken_posts_are_refused_and_leave_no_trace(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    url = chosen["webhook_url"]
    update = {"update_id": 5, "message": telegram.message("väärennös")}
    caplog.set_level(logging.DEBUG, "uvicorn")
    async with bot(telegram, adviser, **chosen):
        await telegram.called("setWebhook")
        assert await post(url, update, None) == 403
        assert await post(url, update, "väärä salaisuus".encode().decode("latin-1")) == 403
        assert await post(url, update, SECRET + "x") == 403
        for body in (b"{not json", b"[]", b'{"update_id": "5"}', b'{"update_id": true}', b"\xff", b"[" * 100_000):
            assert await post(url, body) == 400
        assert await post(url, b" " * 1_000_001) == 413
        assert await post(url, b" " * 1_000_001, None) == 413
        assert await post(url, {"update_id": 6, "message": {"date": "x"}}) == 200
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            assert response.status == 200
    assert not telegram.of("sendMessage")
    assert "väärennös" not in caplog.text
    assert SECRET not in caplog.text


async def test_webhook_finishes_what_is_in_work_when_it_stops(telegram: Telegram, adviser: Adviser) -> None:
    slow = held()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser, **webhook()):
        await telegram.called("setWebhook")
        said = asyncio.create_task(telegram.say("moi"))
        await telegram.called("sendMessage")
        asyncio.get_running_loop().call_later(0.1, slow.let_go)
    await said
    assert telegram.waiting == []


async def test_webhook_leaves_to_telegram_what_is_not_finished_in_time(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "GRACE", 0.1)
    slow = held()
    telegram.fail("sendMessage", slow)
    async with bot(telegram, adviser, **webhook()):
        await telegram.called("setWebhook")
        said = asyncio.create_task(telegram.say("moi"))
        await telegram.called("sendMessage")
    unfinished = await said
    slow.let_go()
    assert telegram.waiting == [unfinished]


async def test_refused_token_ends_the_webhook_too(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("setWebhook", Fault(401, "Unauthorized"))
    with pytest.raises(InvalidToken):
        async with bot(telegram, adviser, **webhook()) as task:
            await asyncio.wait({task})


@pytest.mark.parametrize("told", ["An HTTPS URL must be provided for webhook", "IP address 10.0.0.1 is reserved"])
async def test_address_that_telegram_refuses_ends_the_bot(telegram: Telegram, adviser: Adviser, told: str) -> None:
    telegram.fail("setWebhook", Fault(400, f"Bad Request: bad webhook: {told}"))
    with pytest.raises(AddressError, match=f"(?i){told}"):
        async with bot(telegram, adviser, **webhook()) as task:
            await asyncio.wait({task})


async def test_host_that_telegram_does_not_find_yet_is_told_again(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.delivery.webhook.UNRESOLVED", 0)
    unknown = Fault(400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known")
    telegram.fail("setWebhook", *[unknown] * 3)
    async with bot(telegram, adviser, **webhook()):
        first, second, third, fourth = await telegram.called("setWebhook", 4)
        await telegram.say("moi")
        await telegram.called("sendMessage")
    assert second.at - first.at < third.at - second.at < fourth.at - third.at


# Secrets


def line_of(record: logging.LogRecord, secrets: tuple[str, ...] = ()) -> str:
    steps = (redact, ProcessorFormatter.remove_processors_meta, JSONRenderer(ensure_ascii=False))
    return Hiding(ProcessorFormatter(processors=steps), secrets).format(record)


def failed(name: str, told: str) -> logging.LogRecord:
    """What a logger of that name writes of an exception that was caused by another one, both telling `told`."""
    try:
        try:
            raise KeyError(told)
        except KeyError as cause:
            raise ExceptionGroup(told, [ValueError(told)]) from cause
    except ExceptionGroup as error:
        return logging.LogRecord(name, logging.ERROR, "x.py", 7, "%s", (told,), sys.exc_info(), sinfo=repr(error))


@given(told=st.text(st.characters(codec="utf-8"), min_size=12), name=st.sampled_from(["aiohttp.client", "asyncio"]))
def test_line_of_a_library_tells_where_and_what_kind_and_nothing_of_what_was_said(told: str, name: str) -> None:
    line = json.loads(line_of(failed(name, told)))
    assert line["event"] == "a library has something to tell (x.py:7)"
    kinds = [part for part in line["exception"].splitlines() if not part.startswith("  ")]
    assert kinds == ["builtins.ExceptionGroup", "builtins.ValueError", "builtins.KeyError"]
    assert set(line) == {"event", "exception"}
    assert f"{__file__}:" in line["exception"]


@given(before=st.text(), after=st.text(), secret=st.from_regex(r"[A-Za-z0-9_-]{1,60}", fullmatch=True), data=st.data())
def test_every_piece_of_a_secret_that_tells_much_is_hidden(
    before: str, after: str, secret: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(0, len(secret) - PIECE)))
    piece = secret[start : data.draw(st.integers(min(len(secret), start + PIECE), len(secret)))]
    line = Hiding(logging.Formatter("%(message)s"), (secret,)).format(
        logging.LogRecord("bot", logging.ERROR, "x.py", 7, "%s", (f"{before}{piece}{after}",), None)
    )
    assert not [at for at in range(max(1, len(secret) - PIECE + 1)) if secret[at : at + PIECE] in line]
    assert "***" in line


def test_line_does_nothing_to_a_terminal_but_colour_it() -> None:
    told = "\x1b[31mred\x1b[0m \x1b]0;title\x07\x9b2J\r\b"
    record = logging.LogRecord("bot", logging.ERROR, "x.py", 7, told, (), None)
    assert Hiding(logging.Formatter("%(message)s"), ()).format(record) == "\x1b[31mred\x1b[0m ?]0;title??2J??"


# What is written down


@RETRY
async def test_reply_that_has_to_wait_is_parked_and_holds_up_no_window(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 3", retry_after=3), chat=11)
    async with bot(telegram, adviser):
        await telegram.say("moi", user=11)
        await telegram.say("kiitos", user=11)
        for user in range(100, 320):
            await telegram.say("moi", user=user)
        await telegram.until(lambda: len(telegram.of("sendMessage")) >= 221)
        assert len([call for call in telegram.of("sendMessage") if call.chat == 11]) == 1
        async with asyncio.timeout(5):
            while telegram.waiting:
                await telegram.called("getUpdates", len(telegram.of("getUpdates")) + 1)
        await telegram.until(lambda: len([call for call in telegram.taken if call.fields.get("chat_id") == "11"]) >= 2)
    assert [call.text for call in telegram.of("sendMessage") if call.chat == 11] == [
        adviser.texts("talk-greeting"),
        adviser.texts("talk-greeting"),
        adviser.texts("talk-thanks"),
    ]
    assert len(log.newest(1000)) == 222


@RETRY
async def test_poll_waits_as_long_as_telegram_tells(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("getUpdates", Fault(429, "Too Many Requests: retry after 1", retry_after=1))
    async with bot(telegram, adviser):
        first, second = (await telegram.called("getUpdates", 2))[:2]
    assert second.at - first.at >= 1


async def answers_all_others(telegram: Telegram) -> None:
    """More people than a window of updates holds write, and each is answered."""
    before = len(telegram.of("sendMessage"))
    for user in range(100, 250):
        await telegram.say("moi", user=user)
    async with asyncio.timeout(10):
        await telegram.until(lambda: len(telegram.of("sendMessage")) >= before + 150)


TOLD_TO_WAIT = Fault(429, "Too Many Requests: retry after 25", retry_after=25)


@RETRY
@pytest.mark.parametrize("method", ["answerCallbackQuery", "answerInlineQuery"])
async def test_what_is_of_use_only_at_once_is_given_up_when_telegram_tells_to_wait(
    telegram: Telegram, adviser: Adviser, method: str
) -> None:
    telegram.fail(method, TOLD_TO_WAIT)
    async with bot(telegram, adviser):
        await (telegram.press("o|overview|b") if method == "answerCallbackQuery" else telegram.ask_inline("kirjastot"))
        await telegram.called(method)
        await answers_all_others(telegram)
        await telegram.until(lambda: not telegram.waiting)
        assert bool(telegram.of("editMessageText")) is (method == "answerCallbackQuery")
    assert len(telegram.of(method)) == 1


@RETRY
async def test_answer_to_a_press_waits_as_long_as_it_is_of_use(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("answerCallbackQuery", Fault(429, "Too Many Requests: retry after 1", retry_after=1), Fault(502, "?"))
    async with bot(telegram, adviser):
        await telegram.press("o|overview|b")
        first, second, _ = await telegram.called("answerCallbackQuery", 3)
    assert second.at - first.at >= 1


@RETRY
async def test_menu_that_telegram_tells_to_wait_with_is_set_later_and_nobody_waits_for_it(
    telegram: Telegram, adviser: Adviser
) -> None:
    telegram.fail("setMyCommands", Fault(429, "Too Many Requests: retry after 2", retry_after=2))
    async with bot(telegram, adviser):
        await telegram.called("setMyCommands")
        await answers_all_others(telegram)
        first, again = (await telegram.called("setMyCommands", 2))[:2]
        await telegram.called("getChatMenuButton")
    assert again.fields == first.fields
    assert again.at - first.at >= 2


@RETRY
async def test_picture_that_has_to_wait_is_parked_and_holds_up_no_window(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    telegram.fail("sendPhoto", TOLD_TO_WAIT)
    async with bot(telegram, adviser):
        await telegram.say("/kuva")
        await telegram.called("sendPhoto")
        await answers_all_others(telegram)
        await telegram.until(lambda: not telegram.waiting)
    with closing(sqlite3.connect(log.path)) as database:
        assert database.execute("select method from outbox").fetchall() == [("sendPhoto",)]


@RETRY
async def test_parked_picture_is_sent_by_the_next_process(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("sendPhoto", Fault(429, "Too Many Requests: retry after 3", retry_after=3))
    async with bot(telegram, adviser):
        await telegram.say("/kuva")
        await telegram.called("sendPhoto")
    assert telegram.waiting == []
    async with bot(telegram, adviser):
        refused, sent = await telegram.called("sendPhoto", 2)
    assert (sent.fields, sent.files) == (refused.fields, refused.files)
    assert sent.files["photo"].startswith(b"\x89PNG")
    assert sent.at - refused.at >= 3


@RETRY
async def test_parked_file_is_sent_by_the_next_process_under_its_name(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("sendDocument", Fault(429, "Too Many Requests: retry after 3", retry_after=3))
    async with bot(telegram, adviser):
        await telegram.say("/taulukko pdf")
        await telegram.called("sendDocument")
    assert telegram.waiting == []
    async with bot(telegram, adviser):
        refused, sent = await telegram.called("sendDocument", 2)
    assert (sent.fields, sent.files, sent.names) == (refused.fields, refused.files, refused.names)
    assert sent.names["document"].endswith(".pdf")
    assert sent.at - refused.at >= 3


@RETRY
async def test_second_file_waits_behind_one_that_has_to_wait(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    telegram.fail("sendDocument", TOLD_TO_WAIT)
    async with bot(telegram, adviser):
        await telegram.say("/taulukko")
        await telegram.called("sendDocument")
        await answers_all_others(telegram)
        await telegram.until(lambda: not telegram.waiting)
    with closing(sqlite3.connect(log.path)) as database:
        assert database.execute("select method from outbox").fetchall() == [("sendDocument",)] * 2


@RETRY
async def test_parked_reply_is_sent_by_the_next_process(telegram: Telegram, adviser: Adviser) -> None:
    telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 3", retry_after=3))
    async with bot(telegram, adviser):
        await telegram.say("Urasuunnittelutaidot")
        await telegram.called("sendMessage")
    assert telegram.waiting == []
    async with bot(telegram, adviser):
        first, second = await telegram.called("sendMessage", 2)
        await telegram.say("moi")
        await telegram.called("sendMessage", 3)
    assert first.fields == second.fields
    assert second.at - first.at >= 3
    async with bot(telegram, adviser):
        await telegram.called("getUpdates", len(telegram.of("getUpdates")) + 1)
    assert len(telegram.of("sendMessage")) == 3


async def test_update_done_by_an_earlier_process_is_not_done_again(telegram: Telegram, adviser: Adviser) -> None:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    updates = [
        {"update_id": 5, "message": telegram.message("moi")},
        {"update_id": 6, "message": telegram.message("/start")},
    ]
    for starts in (1, 2):
        async with bot(telegram, adviser, **chosen):
            await telegram.called("setWebhook", starts)
            for update in updates:
                assert await post(chosen["webhook_url"], update) == 200
    assert len(telegram.of("sendMessage")) == 2


async def test_limits_spread_the_sends_and_one_chat_holds_up_no_other(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, send_limits=True):
        for user in (11, 11, 12, 13):
            await telegram.say("moi", user=user)
        calls = await telegram.called("sendMessage", 4)
    assert [call.chat for call in calls] == [11, 12, 13, 11]
    assert calls[3].at - calls[0].at >= 0.95
    assert calls[2].at - calls[0].at < 0.5


async def test_flooding_chat_is_told_once_and_its_messages_are_not_stored(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser, flood_limit=2):
        for _ in range(5):
            await telegram.say("moi", user=11)
        await telegram.say("moi", user=12)
        calls = await telegram.called("sendMessage", 4)
    assert [call.text for call in calls if call.chat == 11] == [adviser.texts("talk-greeting")] * 2 + [
        adviser.texts("flood")
    ]
    assert len(log.newest(10)) == 3


async def test_buttons_may_be_pressed_three_times_as_often_as_messages_written(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser, flood_limit=2):
        for _ in range(3):
            await telegram.say("moi", user=11)
        for _ in range(8):
            await telegram.press("o|overview|b", user=11)
        await telegram.say("moi", user=12)
        await telegram.called("answerCallbackQuery", 7)
        await telegram.called("sendMessage", 4)
    pressed = [call.fields.get("text") for call in telegram.of("answerCallbackQuery")]
    assert len(pressed) == 7
    assert [text for text in pressed if text] == [adviser.texts("flood")]


def told_to(telegram: Telegram, user: int) -> dict[str, Any]:
    """The fields of a message that a person puts to the bot in the group."""
    return telegram.message(**mention("moi"), user=user, chat=group())


async def test_person_who_floods_a_group_is_told_once_and_the_others_are_answered(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser, flood_limit=2):
        for user in (11, 11, 11, 11, 12, 11, 13):
            await telegram.send("message", told_to(telegram, user))
        await telegram.called("sendMessage", 5)
        await telegram.say("moi", user=11)
        await telegram.say("moi", user=12)
        calls = await telegram.called("sendMessage", 6)
    greeting, flood = adviser.texts("talk-greeting"), adviser.texts("flood")
    assert [call.text for call in calls if call.chat == group()["id"]] == [greeting] * 2 + [flood] + [greeting] * 2
    assert [call.chat for call in calls].count(11) == 0
    assert [call.text for call in calls if call.chat == 12] == [greeting]


async def test_group_as_a_whole_is_told_once(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, flood_limit=2):
        for user in range(11, 20):
            await telegram.send("message", told_to(telegram, user))
        await telegram.called("sendMessage", 7)
        await telegram.say("moi", user=19)
        calls = await telegram.called("sendMessage", 8)
    said = [call.text for call in calls if call.chat == group()["id"]]
    assert said == [adviser.texts("talk-greeting")] * 6 + [adviser.texts("flood-group")]
    assert [call.text for call in calls if call.chat == 19] == [adviser.texts("talk-greeting")]


@pytest.mark.parametrize("sender", [group(), {"id": -200, "type": "channel", "title": "Kanava"}])
async def test_who_writes_in_the_name_of_a_chat_counts_as_that_chat(
    telegram: Telegram, adviser: Adviser, sender: dict[str, Any]
) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    async with bot(telegram, adviser, flood_limit=2):
        for _ in range(4):
            await telegram.send("message", told_to(telegram, 11) | {"from": anonymous, "sender_chat": sender})
        other = {"id": -300, "type": "channel", "title": "Toinen"}
        await telegram.send("message", told_to(telegram, 11) | {"from": anonymous, "sender_chat": other})
        await telegram.send("message", told_to(telegram, 11))
        calls = await telegram.called("sendMessage", 5)
    greeting = adviser.texts("talk-greeting")
    assert [call.text for call in calls] == [greeting] * 2 + [adviser.texts("flood")] + [greeting] * 2


async def test_one_who_presses_too_often_in_a_group_leaves_the_others_their_buttons(
    telegram: Telegram, adviser: Adviser
) -> None:
    under = {"chat": group()}
    async with bot(telegram, adviser, flood_limit=1):
        for user in (11, 11, 11, 11, 11, 12):
            await telegram.press("o|overview|b", user=user, **under)
        pressed = await telegram.called("answerCallbackQuery", 5)
    assert [call.fields.get("text") for call in pressed] == [None] * 3 + [adviser.texts("flood"), None]


async def test_edited_questions_count_as_messages(telegram: Telegram, adviser: Adviser) -> None:
    message = telegram.message("moi")
    async with bot(telegram, adviser, flood_limit=2):
        await telegram.send("message", message)
        for text in ("Moi", "moi!", "moi moi", "moikka"):
            await telegram.send("edited_message", {**message, "text": text, "edit_date": message["date"] + 1})
        await telegram.say("moi", user=12)
        calls = await telegram.called("sendMessage", 3)
    assert [call.text for call in calls if call.chat == 11] == [adviser.texts("talk-greeting"), adviser.texts("flood")]
    assert len(telegram.of("editMessageText")) == 1


async def test_admin_at_work_is_never_too_fast_but_in_a_group_like_everybody(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser, flood_limit=1, admins=frozenset({99})):
        for _ in range(4):
            await telegram.say("moi", user=99)
        for _ in range(3):
            await telegram.send("message", told_to(telegram, 99))
        await telegram.say("moi", user=12)
        calls = await telegram.called("sendMessage", 7)
    said = [call.text for call in calls if call.chat == group()["id"]]
    assert said == [adviser.texts("talk-greeting"), adviser.texts("flood")]
    assert [call.text for call in calls if call.chat == 99] == [adviser.texts("talk-greeting")] * 4


async def test_group_that_talks_among_itself_does_not_flood(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, flood_limit=2):
        for _ in range(5):
            await telegram.say("mitä kuuluu", chat=group())
        await telegram.send("message", telegram.message(**mention("moi"), chat=group()))
        [call] = await telegram.called("sendMessage")
    assert adviser.texts("flood") not in call.text


async def test_old_question_is_answered_with_the_reason_for_the_delay(telegram: Telegram, adviser: Adviser) -> None:
    hours = 3600
    async with bot(telegram, adviser, late_hours=12):
        await telegram.say("moi", user=11, date=int(time.time()) - 13 * hours)
        await telegram.say("moi", user=12, date=int(time.time()) - 11 * hours)
        calls = {call.chat: call.text for call in await telegram.called("sendMessage", 2)}
    assert calls == {
        11: f"{adviser.texts('late')}\n\n{adviser.texts('talk-greeting')}",
        12: adviser.texts("talk-greeting"),
    }


# Health and metrics


async def metrics(port: int) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as response:
        return await response.text()


async def test_metrics_tell_what_happens_and_nothing_of_who(telegram: Telegram, adviser: Adviser) -> None:
    port = free_port()
    telegram.fail("sendMessage", Fault(503, "Service Unavailable"))
    async with bot(telegram, adviser, metrics_port=port):
        await telegram.say("jalkautuvat palvelut", user=987654321)
        await telegram.called("sendMessage", 2)
        await telegram.until(lambda: not telegram.waiting)  # the next poll, when all of the update is done
        page = await metrics(port)
    for line in (
        'elo_questions_total{outcome="answered"} 1.0',
        "elo_send_retries_total 1.0",
        "elo_duplicates_suppressed_total 0.0",
        'elo_update_seconds_bucket{le="+Inf"} 1.0',
        "elo_updates_in_work 0.0",
        "elo_oldest_update_seconds 0.0",
        f'elo_knowledge_info{{version="{adviser.index.knowledge.version}"}} 1.0',
        "elo_log_failures_total 0.0",
    ):
        assert line in page
    assert "987654321" not in page
    assert "jalkautuvat" not in page


def health(adviser: Adviser, telegram: Telegram, folder: Path, **more: object) -> list[str]:
    assert adviser.log is not None
    given: dict[str, Any] = {
        "token": SecretStr(TOKEN),
        "api_url": telegram.url,
        "database": adviser.log.path,
        "knowledge": folder,
        **more,
    }
    return list(find_ailments(Settings.model_construct(**given), adviser.texts))


async def test_health_of_a_bot_that_polls(telegram: Telegram, adviser: Adviser, folder: Path) -> None:
    assert health(adviser, telegram, folder) == [adviser.texts("health-never-polled")]
    async with bot(telegram, adviser):
        await telegram.called("getUpdates", 1)
        await telegram.say("moi")
        await telegram.called("getUpdates", 2)
        assert health(adviser, telegram, folder) == []
    assert adviser.log is not None
    heartbeat = Settings.model_construct(database=adviser.log.path).heartbeat
    os.utime(heartbeat, (time.time() - 100, time.time() - 100))
    assert health(adviser, telegram, folder) == [adviser.texts("health-polled", seconds=100)]


async def test_health_tells_of_content_and_log(telegram: Telegram, adviser: Adviser, folder: Path) -> None:
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.called("getUpdates", 2)
    (folder / "content.yaml").write_text("measures: [{}]", encoding="utf-8")
    assert adviser.log is not None
    adviser.log.close()
    adviser.log.path.write_bytes(b"ei tietokanta" * 100)
    content, written = health(adviser, telegram, folder)
    assert content.startswith("Sisältö ei lataudu: content.yaml:1")
    assert written.startswith("Kysymyslokiin ei voi kirjoittaa")


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "127.0.0.1", "::1", "localhost"])
async def test_health_of_a_webhook(telegram: Telegram, adviser: Adviser, folder: Path, address: str) -> None:
    chosen = webhook() | {"webhook_listen": address}

    async def examined() -> list[str]:
        return await asyncio.to_thread(health, adviser, telegram, folder, **chosen)

    async with bot(telegram, adviser, **chosen):
        await telegram.called("setWebhook")
        await telegram.say("moi")
        assert await examined() == []
        failed = {"url": chosen["webhook_url"], "last_error_date": int(time.time()), "last_error_message": "Timeout"}
        telegram.fail("getWebhookInfo", Fault(200, answer=json.dumps({"ok": True, "result": failed}).encode()))
        assert await examined() == [adviser.texts("health-webhook", reason="Timeout")]
    assert adviser.texts("health-listener", port=str(chosen["webhook_port"])) in await examined()
    telegram.fail("getWebhookInfo", Fault())
    assert all(TOKEN not in line for line in await examined())


@pytest.mark.parametrize(
    "answer",
    [
        b"[]",
        b"{}",
        b'{"ok": true, "result": null}',
        b'{"ok": true, "result": "x"}',
        b"\xff",
        b'{"ok": true, "result": {"url": "URL", "last_error_date": null}}',
        b'{"ok": true, "result": {"url": "URL", "last_error_date": "x", "last_error_message": null}}',
    ],
)
async def test_health_never_raises_whatever_telegram_says(
    telegram: Telegram, adviser: Adviser, folder: Path, answer: bytes
) -> None:
    chosen = webhook()
    async with bot(telegram, adviser, **chosen):
        await telegram.called("setWebhook")
        telegram.fail("getWebhookInfo", Fault(200, answer=answer.replace(b"URL", str(chosen["webhook_url"]).encode())))
        (told,) = await asyncio.to_thread(health, adviser, telegram, folder, **chosen)
    assert told.startswith(adviser.texts("health-telegram", reason="")[:10])


@pytest.mark.parametrize(
    "proxies",
    [
        {"http_proxy": "http://127.0.0.1:9", "https_proxy": "127.0.0.1:9", "all_proxy": "127.0.0.1:9"},
        {"all_proxy": "socks5://127.0.0.1:9", "no_proxy": "127.0.0.1"},
    ],
)
async def test_health_asks_this_machine_without_a_proxy(
    telegram: Telegram, adviser: Adviser, folder: Path, monkeypatch: pytest.MonkeyPatch, proxies: dict[str, str]
) -> None:
    chosen = webhook()
    async with bot(telegram, adviser, **chosen):
        await telegram.called("setWebhook")
        for name, value in proxies.items():
            monkeypatch.setenv(name, value)
            chosen[name] = value if name == "no_proxy" else SecretStr(value)
        assert await asyncio.to_thread(health, adviser, telegram, folder, **chosen) == []


@pytest.mark.parametrize(
    "variable",
    [
        ("https_proxy", SecretStr("socks5://127.0.0.1:9")),
        ("https_proxy", SecretStr("http://u:hyvinsalainen\u20ac@127.0.0.1:9")),
        ("https_proxy", SecretStr("127.0.0.1:9")),
        ("ssl_cert_file", CONTENT / "none.pem"),
    ],
)
async def test_health_never_raises_whatever_is_set(
    telegram: Telegram, adviser: Adviser, folder: Path, variable: tuple[str, object]
) -> None:
    chosen = webhook() | {"api_url": "https://telegram.invalid"} | dict([variable])
    told = await asyncio.to_thread(health, adviser, telegram, folder, **chosen)
    assert adviser.texts("health-listener", port=str(chosen["webhook_port"])) in told
    assert len(told) == 2
    assert all("salainen" not in line and TOKEN not in line for line in told)


# The connection


async def test_failed_call_names_neither_the_address_nor_the_token() -> None:
    connection = Connection(find_route(Settings.model_construct(api_url="http://127.0.0.1:1")), Clock().hear)
    await connection.initialize()
    with pytest.raises(NetworkError) as failed:
        await connection.post(f"http://127.0.0.1:1/bot{TOKEN}/getMe")
    await connection.shutdown()
    assert str(failed.value) == "ClientConnectorError"
    assert isinstance(failed.value.__cause__, UNSENT_CAUSES)


@pytest.mark.parametrize(
    "text", ["ä & ö = å + 100 % # ; ? / \\ \" '", "rivi\nrivi\r\n\tsarkain", "👩‍🏫 €\u2028", "{}[]|^`~:@!$()*,"]
)
async def test_any_text_arrives_as_it_was_sent(telegram: Telegram, text: str) -> None:
    connection = Connection(find_route(Settings.model_construct(api_url=telegram.url)), Clock().hear)
    await connection.initialize()
    data = RequestData([RequestParameter.from_input("chat_id", 11), RequestParameter.from_input("text", text)])
    await connection.post(f"{telegram.url}/bot{TOKEN}/sendMessage", data)
    await connection.shutdown()
    assert [call.text for call in telegram.calls] == [text]
