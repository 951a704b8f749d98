"""Pictures of the bot in Telegram on a phone 360 points wide: `bot run` answers, Chromium draws.

    .venv/bin/python scripts/screenshots.py docs/screens
    .venv/bin/python scripts/screenshots.py /tmp --show "Mitä Lapista kerrotaan?" "> Näytä lähde"

Needs the packages of requirements/dev.txt, and `apt-get install chromium fonts-roboto`.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from emulator import TOKEN, Telegram  # noqa: E402  it lies beside the tests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

SCREENS = {
    "start": ["/start"],
    "one-level": ["Kuka vastaa alueella urasuunnittelutaidoista?"],
    "both-levels": ["Kuka koordinoi ohjauksen seurantaa ja arviointia?"],
    "clarify": ["Kuka vastaa palveluista alueella?"],
    "none": ["Mitä bussilippu maksaa?"],
    "region": ["Mitä Lapista kerrotaan?"],
    "actor": ["Missä kirjastot ovat mukana?"],
    "browse": ["/tavoitteet"],
}
"""What is said and pressed for each picture."""
ASKED = (
    "Kuka järjestää ohjausta vankiloissa?",
    "ohjaus vankilassa",
    "saako vanki opinto-ohjausta",
    "onko vankien ohjauksesta mitään tässä strategiassa",
    "Voiko ohjauspalveluja hankkia palvelusetelillä?",
    "palvelusetelit ohjauksessa",
    "saamenkielinen ohjaus",
    "moi",
)
"""What people asked before an admin looked."""
OPENED = ["/puutteet", "> 1. "]
TOPIC = (
    "Ohjaus vankiloissa",
    "Esitys ei kerro ohjauksesta vankiloissa. Kysy Rikosseuraamuslaitokselta.",
    "vanki\nvankila\nvangin opinto-ohjaus",
    "dia 2",
)
"""What an admin answers of a new topic."""
TRIED = [*OPENED, "> Uusi aihe", *TOPIC]
ADMIN_SCREENS = {
    "admin-gaps": OPENED[:1],
    "admin-gap": OPENED,
    "admin-topic": TRIED[:4],
    "admin-check": TRIED,
    "admin-publish": [*TRIED, "> Julkaise"],
    "admin-undo": ["/peru"],
    "admin-stats": ["/tilastot"],
}
"""The same for admins, one after another."""
PEOPLE = 10
ADMINS = range(100, 100 + len(ADMIN_SCREENS))
DARK = ("one-level", "clarify")
"""The pictures that are made in dark colours too."""

PRESS = "> "
"""What a step begins with that presses the first button whose label has the rest of the step in it."""
PAUSE = 0.4
"""Seconds without a message after which the bot is taken to have said what it had to say."""
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
LINK = re.compile(r"(?<!\S)/[a-z]\w*|https?://\S+\w|(?<!\w)@\w+")
"""What Telegram makes a link by itself."""
BACKDROP = (255, 0, 255)
"""The colour around the phone in the template; cut away."""
SCALE = 2
SHADES = 64
"""How many colours a picture keeps: enough for text, and files stay small."""


@dataclass(frozen=True)
class Message:
    """What stands in a bubble. fields: as in the call of the Bot API."""

    fields: dict[str, Any]
    mine: bool = False
    photo: bytes = b""

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        """The buttons under it."""
        rows: list[list[dict[str, Any]]] = self.fields.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


@dataclass
class Conversation:
    """What is on the screen of one person; each message by its id, the person's own by negative ones."""

    messages: dict[int, Message] = field(default_factory=dict)

    def say(self, text: str) -> None:
        """Put the person's own words below everything."""
        self.messages[-len(self.messages) - 1] = Message({"text": text}, mine=True)

    def data_under(self, label: str) -> tuple[int, str]:
        """The newest message with a button whose label has `label` in it, and what the button sends."""
        for message_id, message in reversed(self.messages.items()):
            for button in (button for row in message.rows for button in row):
                if label.casefold() in button["text"].casefold() and "callback_data" in button:
                    return message_id, button["callback_data"]
        offered = [button["text"] for message in self.messages.values() for row in message.rows for button in row]
        raise SystemExit(f"no button {label!r}; there are {offered}")


class Phone(Telegram):
    """The Bot API of the tests, which also keeps what every person sees."""

    def __init__(self) -> None:
        super().__init__()
        self.conversations: dict[int, Conversation] = {}
        self.changed = asyncio.Event()

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> object:
        """Take a call, and change the screen as it says."""
        result = super().validate(method, fields, uploads)
        shown = {name: _decoded(value) for name, value in fields.items()}
        if isinstance(result, dict) and "message_id" in result:
            messages = self.conversations[int(fields["chat_id"])].messages
            before = messages.get(result["message_id"], Message({}))
            kept = before.fields if method == "editMessageReplyMarkup" else {}
            photo = uploads["photo"]["data"] if "photo" in uploads else before.photo
            messages[result["message_id"]] = Message({**kept, "reply_markup": {}, **shown}, photo=photo)
            self.changed.set()
        return result

    async def play(self, person: int, steps: Sequence[str]) -> Conversation:
        """What one person sees who takes these steps."""
        conversation = self.conversations[person] = Conversation()
        for step in steps:
            self.changed.clear()
            if step.startswith(PRESS):
                message_id, data = conversation.data_under(step.removeprefix(PRESS))
                markup = conversation.messages[message_id].fields["reply_markup"]
                await self.press(data, user=person, message_id=message_id, reply_markup=markup)
            else:
                conversation.say(step)
                await self.say(step, user=person)
            try:
                await asyncio.wait_for(self.changed.wait(), 20)
            except TimeoutError:
                raise SystemExit(f"no answer to {step!r}") from None
            with contextlib.suppress(TimeoutError):
                while True:
                    self.changed.clear()
                    await asyncio.wait_for(self.changed.wait(), PAUSE)
        return conversation


def _decoded(value: object) -> object:
    with contextlib.suppress(ValueError):
        return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    return value


@contextlib.asynccontextmanager
async def phone() -> AsyncIterator[Phone]:
    """A phone with the bot of this checkout at the other end."""
    with tempfile.TemporaryDirectory() as folder:
        async with Phone().running() as telegram:
            settings = {
                "BOT_TOKEN": TOKEN,
                "BOT_API_URL": telegram.url,
                "BOT_LOG_LEVEL": "ERROR",
                "BOT_DATABASE": f"{folder}/questions.db",
                "BOT_KNOWLEDGE": f"{folder}/knowledge",
                "BOT_ADMINS": ",".join(map(str, ADMINS)),
                "BOT_ADMIN_NAMES": ",".join(f"{one}=Maija" for one in ADMINS),
            }
            shutil.copytree(ROOT / "knowledge", f"{folder}/knowledge")
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=folder, env=os.environ | settings | {"PYTHONPATH": str(ROOT)}
            )
            try:
                yield telegram
            finally:
                bot.terminate()
                await bot.wait()


def page(conversation: Conversation, *, dark: bool) -> str:
    """The screen as HTML."""
    template = Template((ROOT / "scripts" / "telegram.html").read_text(encoding="utf-8"))
    messages = "\n".join(map(_bubble, conversation.messages.values()))
    return template.substitute(theme="dark" if dark else "light", messages=messages)


def _bubble(message: Message) -> str:
    photo = ""
    if message.photo:
        photo = f'<img src="data:image/png;base64,{base64.b64encode(message.photo).decode()}">'
    text = _marked(
        message.fields.get("text") or message.fields.get("caption") or "",
        message.fields.get("entities") or message.fields.get("caption_entities") or [],
    )
    rows = [[f"<span>{html.escape(button['text'])}</span>" for button in row] for row in message.rows]
    buttons = "".join(f"<nav>{''.join(row)}</nav>" for row in rows)
    side = "mine" if message.mine else "theirs"
    return f'<article class="{side}"><div class="bubble">{photo}{text}<time>12.30</time></div>{buttons}</article>'


def _marked(text: str, entities: list[dict[str, Any]]) -> str:
    """The text as HTML; offsets and lengths are in UTF-16 units, and entities lie inside or beside each other."""
    units = text.encode("utf-16-le")
    spans = [(one["offset"], one["offset"] + one["length"], TAGS.get(one["type"], "a")) for one in entities]
    for link in LINK.finditer(text):
        start, end = (len(text[:place].encode("utf-16-le")) // 2 for place in link.span())
        spans.append((start, end, "a"))
    edges = sorted({0, len(units) // 2, *(edge for start, end, _ in spans for edge in (start, end))})
    spans.sort(key=lambda span: (span[0], -span[1]))
    marked = ""
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        marked += "".join(f"</{tag}>" for _, close, tag in reversed(spans) if close == start)
        marked += "".join(f"<{tag}>" for begin, _, tag in spans if begin == start)
        if end is not None:
            marked += html.escape(units[2 * start : 2 * end].decode("utf-16-le"))
    return marked


def draw(markup: str, path: Path) -> None:
    """Let Chromium draw the page, cut the backdrop away, and keep few colours."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("apt-get install chromium fonts-roboto")
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        source.write_text(markup, encoding="utf-8")
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder}/profile",
                f"--force-device-scale-factor={SCALE}",
                "--window-size=500,5000",
                f"--screenshot={shot}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        image = Image.open(shot).convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, BACKDROP)).getbbox()
    image.crop(box).quantize(SHADES, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    height = (box[3] - box[1]) // SCALE if box else 0
    print(f"{path}: {height} points high, {path.stat().st_size // 1024} kB")


async def main() -> None:
    """Make the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument(
        "--show",
        nargs="+",
        metavar="STEP",
        help=f"one picture, show.png, of what is said here and of the buttons pressed ({PRESS}LABEL)",
    )
    chosen = parser.parse_args()
    screens = {"show": chosen.show} if chosen.show else SCREENS
    chosen.folder.mkdir(parents=True, exist_ok=True)
    async with phone() as telegram:
        seen = {name: await telegram.play(person, steps) for person, (name, steps) in enumerate(screens.items(), 11)}
        if not chosen.show:
            await telegram.play(PEOPLE, ASKED)
            seen |= {
                name: await telegram.play(person, steps)
                for person, (name, steps) in zip(ADMINS, ADMIN_SCREENS.items(), strict=True)
            }
    for name, conversation in seen.items():
        draw(page(conversation, dark=False), chosen.folder / f"{name}.png")
        if name in DARK or chosen.show:
            draw(page(conversation, dark=True), chosen.folder / f"{name}-dark.png")


if __name__ == "__main__":
    asyncio.run(main())
