"""Any sequence of messages, edits, presses, replies and restarts of two people in several places.

Nobody is answered about what another asked, or asked elsewhere; each message gets one answer, each question its row.
`.venv/bin/pytest tests/test_sequences.py --hypothesis-profile=hostile` tries 200 sequences.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, groupby
from typing import TYPE_CHECKING, Any

from emulator import Telegram, bot, forum, mention
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.log.querylog import QueryLog
from bot.replies import Open, encode

if TYPE_CHECKING:
    from pathlib import Path

    from emulator import Call

    from bot.adviser import Adviser

TITLES = {
    "measure:urasuunnittelutaidot": "Urasuunnittelutaidot",
    "measure:jalkautuvat-palvelut": "Jalkautuvat palvelut",
}
TASKS = {"measure:urasuunnittelutaidot": "Tuottaa <b>materiaalia</b>", "measure:jalkautuvat-palvelut": "Rahoittaa kok"}
PLACES: tuple[dict[str, Any], ...] = ({}, forum(5), forum(9))
NATIONALLY = "entä valtakunnallisesti?"
NUMBERS = count()

PERSONS = (11, 12)
ENTRIES, PEOPLE = st.sampled_from(sorted(TITLES)), st.sampled_from(PERSONS)
WHERE, WHICH = st.integers(0, len(PLACES) - 1), st.integers(0, 9)
STEPS = st.one_of(
    st.tuples(st.just("ask"), PEOPLE, WHERE, ENTRIES),
    st.tuples(st.just("go on"), PEOPLE, WHERE, st.none()),
    st.tuples(st.just("reply"), PEOPLE, WHICH, st.none()),
    st.tuples(st.just("press"), PEOPLE, WHICH, ENTRIES),
    st.tuples(st.just("spread"), PEOPLE, WHICH, st.none()),
    st.tuples(st.just("edit"), st.just(0), WHICH, ENTRIES),
    st.tuples(st.just("react"), st.just(0), WHICH, st.none()),
    st.tuples(st.just("restart"), st.just(0), st.just(0), st.none()),
)


@dataclass
class Shown:
    """A message of the bot: where it is, as Telegram shows it, and what it is about."""

    place: int
    user: int
    message: dict[str, Any]
    entry: str


@dataclass
class Asked:
    """A message of a person, and what answers it. known: whether the bot has not been started again since."""

    place: int
    user: int
    message: dict[str, Any]
    answer: Shown
    known: bool = True


class World:
    """What two people do, and what they must be shown."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.about: dict[tuple[int, int], str] = {}
        self.shown: list[Shown] = []
        self.asked: list[Asked] = []
        self.rows = 0

    async def do(self, kind: str, user: int, which: int, entry: str | None) -> None:
        match kind:
            case "ask" if entry is not None:
                await self.say(TITLES[entry], user, which, entry)
            case "go on" if (user, which) in self.about:
                await self.say(NATIONALLY, user, which, self.about[user, which])
            case "reply" if self.shown:
                one = self.shown[which % len(self.shown)]
                if PLACES[one.place] or one.user == user:
                    await self.say(NATIONALLY, user, one.place, one.entry, reply_to_message=one.message)
            case "press" | "spread" if self.shown:
                one = self.shown[which % len(self.shown)]
                if PLACES[one.place] or one.user == user:
                    await (self.spread(one, user) if entry is None else self.press(one, user, entry))
            case "edit" if self.asked and entry is not None:
                await self.edit(self.asked[which % len(self.asked)], entry)
            case "react" if self.asked:
                one_asked = self.asked[which % len(self.asked)]
                if one_asked.known:
                    edited = {**one_asked.message, "edit_date": one_asked.message["date"] + 1}
                    await self.telegram.send("edited_message", edited)

    async def say(self, text: str, user: int, place: int, entry: str, **more: Any) -> None:
        words = mention(text) if PLACES[place] else {"text": text}
        message = self.telegram.message(**{"text": None, **words, **PLACES[place], **more}, user=user)
        await self.telegram.send("message", message)
        answer = await self.sent(place, user, entry)
        assert TITLES[entry] in answer.message["text"]
        assert text != NATIONALLY or TASKS[entry] in answer.message["text"]
        self.asked.append(Asked(place, user, message, answer))
        self.about[user, place], self.rows = entry, self.rows + 1

    async def press(self, one: Shown, user: int, entry: str) -> None:
        edits = len(self.telegram.of("editMessageText"))
        await self.telegram.press(encode(Open(entry, Facet.REGIONAL)), **one.message, user=user)
        edited = (await self.telegram.called("editMessageText", edits + 1))[-1]
        self.put(one, edited, entry)
        self.about[user, one.place] = entry

    async def spread(self, one: Shown, user: int) -> None:
        """Press *Lisää …*, where it is not pressed yet: what is spoken of stays."""
        pressed = [button for row in one.message["reply_markup"]["inline_keyboard"] for button in row]
        more = next((button for button in pressed if button["text"] == "Lisää …"), None)
        if more is None:
            return
        edits = len(self.telegram.of("editMessageReplyMarkup"))
        await self.telegram.press(more["callback_data"], **one.message, user=user)
        edited = (await self.telegram.called("editMessageReplyMarkup", edits + 1))[-1]
        keyboard = edited.fields["reply_markup"]
        kept = [button for button in pressed if button is not more]
        assert [button for row in keyboard["inline_keyboard"] for button in row][: len(kept)] == kept
        one.message = {**one.message, "reply_markup": keyboard}

    async def edit(self, one: Asked, entry: str) -> None:
        text = TITLES[entry] + "?" * (1 + self.rows)
        words = mention(text) if PLACES[one.place] else {"text": text}
        one.message = {**one.message, **words, "edit_date": one.message["date"] + 1}
        edits = len(self.telegram.of("editMessageText"))
        await self.telegram.send("edited_message", one.message)
        if one.known:
            self.put(one.answer, (await self.telegram.called("editMessageText", edits + 1))[-1], entry)
        else:
            one.answer, one.known = await self.sent(one.place, one.user, entry), True
        self.about[one.user, one.place], self.rows = entry, self.rows + 1

    async def sent(self, place: int, user: int, entry: str) -> Shown:
        """What was sent last, in its place."""
        call = (await self.telegram.called("sendMessage", len(self.shown) + 1))[-1]
        shown = Shown(place, user, self.telegram.shown(call, **PLACES[place]), entry)
        assert call.chat == shown.message["chat"]["id"] == PLACES[place].get("chat", {"id": user})["id"]
        assert int(call.fields.get("message_thread_id", 0)) == PLACES[place].get("message_thread_id", 0)
        self.shown.append(shown)
        return shown

    def put(self, one: Shown, edited: Call, entry: str) -> None:
        assert (edited.chat, int(edited.fields["message_id"])) == (one.message["chat"]["id"], one.message["message_id"])
        assert TITLES[entry] in edited.text
        one.message = {**one.message, "text": edited.text, "reply_markup": edited.fields["reply_markup"]}
        one.entry = entry

    def forget(self) -> None:
        """What the bot does when it is started again."""
        self.about.clear()
        for one in self.asked:
            one.known = False


BEGUN = [("ask", user, place, sorted(TITLES)[(user + place) % 2]) for user in PERSONS for place in range(len(PLACES))]
"""Everybody has asked something everywhere, and their neighbours something else."""


@settings(max_examples=settings().max_examples // 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=4, max_size=12))
async def test_everybody_is_answered_once_about_what_was_said_by_them_there(
    adviser: Adviser, tmp_path: Path, steps: list[tuple[str, int, int, str | None]]
) -> None:
    database = tmp_path / f"{next(NUMBERS)}.db"
    async with Telegram().running() as telegram:
        world = World(telegram)
        for between, some in groupby([*BEGUN, *steps], lambda step: step[0] == "restart"):
            if between:
                world.forget()
                continue
            polls = len(telegram.of("getUpdates"))
            async with bot(telegram, adviser, database=database):
                await telegram.called("getUpdates", polls + 1)
                for step in some:
                    await world.do(*step)
                while telegram.waiting:
                    await telegram.called("getUpdates", len(telegram.of("getUpdates")) + 1)
        assert len(telegram.of("sendMessage")) == len(world.shown)
        log = QueryLog(database)
        assert len(log.newest(99)) == world.rows
        log.close()
