"""A Bot API server inside the test, which remembers every call that a bot makes and fails when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

from aiohttp import web
from lo_bot_api_emulator import CONTRACT, LoBotApiEmulator
from lo_bot_api_emulator.updates import KINDS
from pydantic import SecretStr

from bot.log.sealing import Seal
from bot.settings import Settings
from bot.telegram.delivery import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.adviser import Adviser

TOKEN = "777000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
SEAL = Seal(token=TOKEN)
USERNAME = "elo_testi_bot"
BOT_ID = 777000
SECRET = "salaisuus"
"""What Telegram sends with each post to the webhook."""
READ = web.RequestKey("READ", tuple[dict[str, Any], dict[str, Any]])
SECONDS = 20
"""Longest wait for a call; no passing test comes near it."""

PROFILE_FIELDS: dict[str, tuple[str, object]] = {
    "MyCommands": ("commands", []),
    "MyDescription": ("description", ""),
    "MyShortDescription": ("short_description", ""),
    "ChatMenuButton": ("menu_button", {"type": "default"}),
}
LOOKS_AFTER = (
    "be_edited manage_chat delete_messages manage_video_chats restrict_members promote_members change_info invite_users"
    " post_stories edit_stories delete_stories"
).split()
MAY = (
    "change_info invite_users pin_messages send_messages send_polls send_other_messages add_web_page_previews"
    " manage_topics send_audios send_documents send_photos send_videos send_video_notes send_voice_notes edit_tag"
    " react_to_messages"
).split()
MEMBERS: dict[str, dict[str, Any]] = {
    "left": {"status": "left"},
    "kicked": {"status": "kicked", "until_date": 0},
    "member": {"status": "member"},
    "restricted": {
        "status": "restricted",
        "is_member": True,
        "until_date": 0,
        **{f"can_{what}": False for what in MAY},
    },
    "administrator": {
        "status": "administrator",
        "is_anonymous": False,
        **{f"can_{what}": False for what in LOOKS_AFTER},
    },
}
"""What somebody may be in a group, as Telegram tells it."""
PROFILE = re.compile(f"(get|set|delete)({'|'.join(PROFILE_FIELDS)})")

for method in ("sendMessage", "editMessageText"):
    CONTRACT["methods"][method]["parameters"] += ["link_preview_options", "message_thread_id"]
for method in ("sendPhoto", "sendDocument"):
    CONTRACT["methods"][method]["parameters"].append("message_thread_id")
CONTRACT["methods"]["answerInlineQuery"]["parameters"].append("button")
KINDS.update({"edited_message", "channel_post", "my_chat_member", "message_reaction"})


@dataclass(frozen=True)
class Call:
    """One call of the bot: the method, its parameters with JSON decoded, when it came in monotonic seconds.

    files: what the parameters that bring a file contain. names: what these files are called.
    """

    method: str
    fields: dict[str, Any]
    at: float
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    @property
    def chat(self) -> int:
        return int(self.fields["chat_id"])

    @property
    def buttons(self) -> dict[str, str]:
        rows = self.fields.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row if "callback_data" in button}


@dataclass(frozen=True)
class Fault:
    """How a call fails: an HTTP status with a description, or status 0 for a broken connection.

    answer: sent as it is. taken: the call has its effect all the same. hold: the call waits for this before it is
    answered.
    """

    status: int = 0
    description: str = "Something"
    retry_after: int | None = None
    moved_to: int | None = None
    answer: bytes | None = None
    taken: bool = False
    hold: asyncio.Event | None = None

    def let_go(self) -> None:
        assert self.hold is not None
        self.hold.set()


class Telegram(LoBotApiEmulator):  # type: ignore[misc]
    """The emulator with the answers that python-telegram-bot needs.

    calls: all that came. taken: those that have an effect, which people see. sent: the ids of the messages that were
    sent. administrators: who looks after which group. behind: seconds by which the bot's clock is ahead of Telegram's.
    tells_date: whether answers have a date; those of a Bot API server of one's own have none.
    """

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.calls: list[Call] = []
        self.strangers: set[int] = set()
        self.administrators: set[tuple[int, int]] = set()
        self.profile: dict[tuple[str, str, str | None], object] = {}
        self.taken: list[Call] = []
        self.sent: list[int] = []
        self.url = ""
        self.behind, self.tells_date = 0.0, True
        self._faults: list[tuple[str, Fault, int | None]] = []
        self._held: list[asyncio.Event] = []
        self._called = asyncio.Condition()
        self._message_id = 1000

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Telegram]:
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            for hold in self._held:  # a test that failed meanwhile has let none go
                hold.set()
            await runner.cleanup()
        assert self.refused == []

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> object:
        result = super().validate(method, fields, uploads)
        return {**result, "id": BOT_ID, "username": USERNAME} if method == "getMe" else result

    async def read_request(self, request: web.Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """The fields and the files of a call; its body can be read only once."""
        if READ not in request:
            request[READ] = await super().read_request(request)
        return request[READ]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        given, brought = await self.read_request(request)
        fields: dict[str, Any] = {name: _decoded(value) for name, value in given.items()}
        files = {name: file["data"] for name, file in brought.items()}
        names = {name: file["filename"] for name, file in brought.items()}
        call = Call(request.match_info["method"], fields, time.monotonic(), files, names)
        fault = self._fault_of(call)
        async with self._called:
            self.calls.append(call)
            if fault is None or fault.taken or fault.hold is not None:
                self.taken.append(call)
            self._called.notify_all()
        if fault is not None:
            return await self._failed(request, fault)
        response = await self._answer(request, call, fields)
        response.headers["Date"] = formatdate(time.time() - self.behind, usegmt=True) if self.tells_date else ""
        return response

    async def _answer(self, request: web.Request, call: Call, fields: dict[str, Any]) -> web.StreamResponse:
        if (found := PROFILE.fullmatch(call.method)) is not None:
            if fields.get("scope", {}).get("chat_id") in self.strangers:
                told = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
                return web.json_response(told, status=400)
            return web.json_response({"ok": True, "result": self._profile_of(found[1], found[2], fields)})
        if call.method == "getChatMember":
            user = int(fields["user_id"])
            return web.json_response({"ok": True, "result": self._member(call.chat, user)})
        response: web.StreamResponse = await super().handle(request)
        if call.method.startswith("send") and response.status == 200:
            assert isinstance(response, web.Response)
            self.sent.append(json.loads(str(response.text))["result"]["message_id"])
        return response

    def _member(self, chat: int, user: int) -> dict[str, Any]:
        """What somebody is in a group; the emulator does not keep it."""
        if (chat, user) not in self.administrators:
            return {"user": person(user), **MEMBERS["member"]}
        return {"user": person(user), **MEMBERS["administrator"]}

    def _profile_of(self, verb: str, what: str, fields: dict[str, Any]) -> object:
        """What the bot told of itself, by scope and language; the emulator does not keep it."""
        name, unset = PROFILE_FIELDS[what]
        place = what, json.dumps(fields.get("scope")), fields.get("language_code")
        if verb == "delete":
            return self.profile.pop(place, None) is not None or True
        if verb == "set":
            self.profile[place] = fields[name]
            return True
        value = self.profile.get(place, unset)
        return {name: value} if name.endswith("description") else value

    def fail(self, method: str, *faults: Fault, chat: int | None = None) -> None:
        """Let the next calls of `method`, in `chat` when it is given, fail one by one."""
        self._faults += [(method, fault, chat) for fault in faults]
        self._held += [fault.hold for fault in faults if fault.hold is not None]

    async def called(self, method: str, count: int = 1) -> list[Call]:
        """All calls of `method`, as soon as there are `count` of them."""
        await self.until(lambda: len(self.of(method)) >= count)
        return self.of(method)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for the call after which `holds` is true."""
        async with asyncio.timeout(SECONDS), self._called:
            await self._called.wait_for(holds)

    @property
    def refused(self) -> list[dict[str, Any]]:
        """Calls that Telegram would refuse, apart from the faults that a test asked for."""
        return [request for request in self.requests if request["status"] >= 400 and request["method"] != "getUpdates"]

    @property
    def waiting(self) -> list[int]:
        """Ids of the updates that the bot has not acknowledged."""
        return [update["update_id"] for update in self._update_queues._state(TOKEN).updates]

    def of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def send(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update; its id."""
        return int(await self.enqueue_update({kind: content}, token=TOKEN))

    def shown(self, call: Call, **more: Any) -> dict[str, Any]:
        """The message that the bot sent with a call, as Telegram shows it; `more` are further fields of it."""
        number = 1 + [one for one in self.taken if one.method == "sendMessage"].index(call)
        fields = self.message(call.text, message_id=number, reply_markup=call.fields.get("reply_markup"))
        return {**fields, "from": bot_user(), "chat": {**fields["chat"], "id": call.chat}, **more}

    async def say(self, text: str | None, *, user: int = 11, **more: Any) -> int:
        """Queue a message that a person writes; `more` are further fields of it."""
        return await self.send("message", self.message(text, user=user, **more))

    async def press(self, data: str | None, *, user: int = 11, **more: Any) -> int:
        """Queue the press of a button under one of the bot's messages."""
        under = {**self.message("Vastaus", user=user), "from": bot_user(), **more}
        query = {"id": "1", "from": person(user), "chat_instance": "1", "message": under, "data": data}
        return await self.send("callback_query", {name: value for name, value in query.items() if value is not None})

    async def react(self, message: int, *emoji: str, before: tuple[str, ...] = (), user: int = 11, **more: Any) -> int:
        """Queue what a person's reactions to a message are now, and were before."""
        given = {"chat": {"id": user, "type": "private"}, "user": person(user), **more}
        reactions = {
            name: [{"type": "emoji", "emoji": one} for one in those]
            for name, those in (("old_reaction", before), ("new_reaction", emoji))
        }
        return await self.send(
            "message_reaction", {"message_id": message, "date": int(time.time()), **reactions, **given}
        )

    async def admit(self, before: str, now: str, *, user: int = 11, **more: Any) -> int:
        """Queue that a person changes what the bot is in a group."""
        was, is_now = ({"user": bot_user(), **MEMBERS[status]} for status in (before, now))
        change = {"chat": group(), "from": person(user), "date": int(time.time())}
        return await self.send("my_chat_member", {**change, "old_chat_member": was, "new_chat_member": is_now, **more})

    async def ask_inline(self, text: str, *, user: int = 11) -> int:
        """Queue what a person types after the bot's name in another chat."""
        return await self.send("inline_query", {"id": "1", "from": person(user), "query": text, "offset": ""})

    def message(self, text: str | None = None, *, user: int = 11, **more: object) -> dict[str, Any]:
        self._message_id += 1
        private = {"id": user, "type": "private", "first_name": "A"}
        fields = {
            "message_id": self._message_id,
            "date": int(time.time() - self.behind),
            "chat": private,
            "from": person(user),
            "text": text,
        }
        if text is not None and text.startswith("/"):
            fields["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return {name: value for name, value in (fields | more).items() if value is not None}

    def _fault_of(self, call: Call) -> Fault | None:
        for position, (method, fault, chat) in enumerate(self._faults):
            if method == call.method and (chat is None or chat == call.chat):
                del self._faults[position]
                return fault
        return None

    async def _failed(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        response: web.StreamResponse = await super().handle(request) if fault.taken else web.Response()
        if fault.hold is not None:
            await fault.hold.wait()
            if not fault.taken:
                response = await super().handle(request)
            return response
        if fault.answer is not None:
            return web.Response(body=fault.answer, status=fault.status)
        if fault.status:
            told = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.moved_to}
            parameters = {name: value for name, value in told.items() if value is not None}
            return web.json_response(
                {"ok": False, "error_code": fault.status, "description": fault.description, "parameters": parameters},
                status=fault.status,
            )
        if request.transport is not None:
            request.transport.abort()
        return response


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def person(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "A"}


def bot_user() -> dict[str, Any]:
    return {"id": BOT_ID, "is_bot": True, "first_name": "B", "username": USERNAME}


def group(chat: int = -100) -> dict[str, Any]:
    return {"id": chat, "type": "supergroup", "title": "Ryhmä"}


def forum(topic: int, chat: int = -100) -> dict[str, Any]:
    """Fields of a message in a topic of a forum."""
    return {"chat": {**group(chat), "is_forum": True}, "message_thread_id": topic, "is_topic_message": True}


def mention(text: str) -> dict[str, Any]:
    """Fields of a group's message that names the bot at its beginning."""
    name = f"@{USERNAME}"
    return {"text": f"{name} {text}", "entities": [{"type": "mention", "offset": 0, "length": len(name)}]}


@contextlib.asynccontextmanager
async def bot(telegram: Telegram, adviser: Adviser, **chosen: object) -> AsyncIterator[asyncio.Task[None]]:
    """The bot at work; it is stopped, and has finished what it had, afterwards."""
    assert adviser.log is not None
    stop = asyncio.Event()
    given: dict[str, Any] = {
        "token": SecretStr(TOKEN),
        "api_url": telegram.url,
        "database": adviser.log.path,
        "send_limits": False,
        "flood_limit": 1000,
        "questions": adviser.folder / "none",
        "controller": "Esimerkkilä",
        "contact": "a@example.org",
        **chosen,
    }
    settings = Settings.model_construct(**given)
    task = asyncio.create_task(serve(settings, adviser, stop))
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(SECONDS):
            await task


def webhook(**more: object) -> dict[str, Any]:
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}/polku", "webhook_port": port, **more}


def within_limits(call: Call) -> None:
    fields: dict[str, Any] = call.fields
    length = units(call.text)
    assert length <= (200 if call.method == "answerCallbackQuery" else 4096)
    for entity in fields.get("entities", []):
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= length
    assert all(1 <= len(data.encode()) <= 64 for data in call.buttons.values())
    results = fields.get("results", [])
    assert len(results) <= 10
    for result in results:
        text = result["input_message_content"]["message_text"]
        assert 1 <= len(result["id"].encode()) <= 64
        assert 1 <= units(text) <= 4096
        for entity in result["input_message_content"].get("entities", []):
            assert entity["offset"] + entity["length"] <= units(text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _decoded(value: object) -> object:
    with contextlib.suppress(ValueError, TypeError):
        return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    return value
