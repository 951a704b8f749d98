"""Hostile text at every edge of the bot that serves: each update is answered, and nobody else notices.

`.venv/bin/pytest tests/test_edges.py --hypothesis-profile=hostile` tries 2 000 texts at each edge.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from itertools import count
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from emulator import TOKEN, Telegram, bot, free_port, group, person, within_limits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.adviser import Adviser

SECRET = "salaisuus"
LONGEST = 4096
TOGETHER = 50
"""Hostile texts at a time: each bot is shown so many."""
TIMES = settings().max_examples // TOGETHER
KINDS = ("message", "edited_message", "callback_query", "inline_query", "channel_post", "my_chat_member", "poll")

NASTY = (
    "㌖",
    "ﷺ",
    "\u0301",
    "\u202e",
    "\u200b",
    "\u00ad",
    "\ud800",
    "\U000e0061",
    "👩‍👩‍👧",
    "a",
    "ä",
    "?",
    "\n",
    "0",
    "@",
    "1 ",
    "a. ",
    "x? ",
    "-",
)
PIECES = (
    "{ $name }",
    "'; drop table questions; --",
    '=HYPERLINK("http://x")',
    "!!python/object/apply:os.system [x]",
    "&a [*a, *a]",
    "../../etc/passwd",
    "\x1b]0;otsikko\x07\x1b[2J",
    "\x00",
    "%s %d {0}",
    "<b>x</b>",
    "[x](tg://user?id=1)",
    "kuka vastaa alueella ohjauksesta",
    "010190-123A",
    "entä valtakunnallisesti?",
    "/reload",
    "ge|1|topic:x",
    TOKEN,
)
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=200),
    st.builds(lambda sign, times: sign * times, st.sampled_from(NASTY), st.integers(1, LONGEST)),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=20), min_size=1, max_size=30).map(" ".join),
).map(lambda text: text[:LONGEST])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "text", "chat", "from", "date", "entities", "message_id", "data"]), inner
        )
    ),
    max_leaves=8,
)
UPDATES = st.dictionaries(st.sampled_from(KINDS), JSON, max_size=2)

numbers = count(1)


def said(text: str, **more: Any) -> dict[str, Any]:
    private = {"id": 11, "type": "private", "first_name": text[:64]}
    own = {"message_id": next(numbers), "date": int(time.time()), "chat": private, "from": person(11)}
    return {**own, "text": text, **more}


def commanded(name: str) -> Callable[[str], dict[str, Any]]:
    def message(text: str) -> dict[str, Any]:
        entity = {"type": "bot_command", "offset": 0, "length": len(name) + 1}
        return {"message": said(f"/{name} {text}", entities=[entity])}

    return message


def pressed(text: str) -> dict[str, Any]:
    under = said("Vastaus", reply_markup={"inline_keyboard": [[{"text": text or "x", "callback_data": text}]]})
    return {"callback_query": {"id": "1", "from": person(11), "chat_instance": "1", "message": under, "data": text}}


def named(text: str) -> dict[str, Any]:
    """A person, a group and a mention with hostile names and places."""
    who = person(11) | {"first_name": text, "last_name": text, "username": text, "language_code": text[:10]}
    mention = {"type": "mention", "offset": len(text) - 3, "length": len(text)}
    entities = [mention, {"type": text, "offset": 0, "length": 9}]
    return {"message": said(text, chat=group() | {"title": text}, entities=entities) | {"from": who}}


EDGES: dict[str, Callable[[str], dict[str, Any]]] = {
    "question": lambda text: {"message": said(text)},
    "caption": lambda text: {"message": said(text, caption=text, photo=[]) | {"text": None}},
    "edit": lambda text: {"edited_message": said(text, edit_date=int(time.time()))},
    "reply": lambda text: {"message": said(text, reply_to_message=said(text))},
    "press": pressed,
    "ready-made question": lambda text: pressed(f"q|{text}"),
    "inline": lambda text: {"inline_query": {"id": "1", "from": person(11), "query": text, "offset": text[:64]}},
    "names": named,
    "start": commanded("start"),
    "palaute": commanded("palaute"),
    "kuva": commanded("kuva"),
    "taulukko": commanded("taulukko"),
    "unknown command": commanded("x" * 30),
}


def from_another() -> dict[str, Any]:
    return {"message": said("moi", chat={"id": 12, "type": "private", "first_name": "B"}) | {"from": person(12)}}


async def shown(telegram: Telegram, adviser: Adviser, path: Path, updates: list[dict[str, Any]]) -> None:
    """Show the updates to a bot with a webhook, and then a greeting of somebody else: each is taken and answered."""
    port = free_port()
    chosen = {
        "webhook_url": f"http://127.0.0.1:{port}/",
        "webhook_port": port,
        "webhook_secret": SecretStr(SECRET),
        "flood_limit": 1_000_000,
        "database": path,
    }
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    async with bot(telegram, adviser, **chosen), aiohttp.ClientSession(headers=headers) as session:
        await telegram.called("setWebhook")
        for update in (*updates, from_another()):
            body = json.dumps({"update_id": next(numbers)} | update)
            async with asyncio.timeout(20), session.post(str(chosen["webhook_url"]), data=body) as answer:
                assert answer.status == 200
    last = [call for call in telegram.of("sendMessage") if call.chat == 12]
    assert [call.text for call in last] == [adviser.texts("talk-greeting")]
    assert adviser.texts("failed") not in {call.text for call in telegram.calls}
    for call in telegram.calls:
        within_limits(call)


@pytest.mark.parametrize("edge", EDGES)
@given(texts=st.lists(TEXTS, min_size=TOGETHER, max_size=TOGETHER))
@settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck))
async def test_hostile_text_is_answered_and_nobody_else_notices(
    adviser: Adviser, tmp_path: Path, caplog: pytest.LogCaptureFixture, edge: str, texts: list[str]
) -> None:
    caplog.clear()
    async with Telegram().running() as telegram:
        await shown(telegram, adviser, tmp_path / f"{next(numbers)}.db", [EDGES[edge](text) for text in texts])
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@given(contents=st.lists(UPDATES, min_size=TOGETHER, max_size=TOGETHER))
@settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck))
async def test_update_of_any_shape_is_taken_and_nobody_else_notices(
    adviser: Adviser, tmp_path: Path, contents: list[dict[str, Any]]
) -> None:
    async with Telegram().running() as telegram:
        await shown(telegram, adviser, tmp_path / f"{next(numbers)}.db", contents)
