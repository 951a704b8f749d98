"""Pictures of the bot in Telegram on a phone 360 points wide: `bot run` answers, Chromium draws.

    .venv/bin/python scripts/screenshots.py docs/screens
    .venv/bin/python scripts/screenshots.py /tmp --show "Mitä Lapista kerrotaan?" "> Lähde"

Needs the packages of requirements/dev.txt, and `apt-get install chromium fonts-roboto fonts-noto-color-emoji`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from emulator import TOKEN, Telegram  # noqa: E402  it lies beside the tests
from screens.drawing import Message, open_in_chromium, page  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

ONE_LEVEL = "Kuka vastaa alueella urasuunnittelutaidoista?"
SCREENS = {
    "start": ["/start"],
    "one-level": [ONE_LEVEL],
    "both-levels": ["Kuka koordinoi ohjauksen seurantaa ja arviointia?"],
    "task": ["Kuka tekee alueellisen palvelukartan?"],
    "actor": ["Mitä kirjastot koordinoivat?"],
    "yes-no": ["Onko TEM kaikissa keinoissa?"],
    "list": ["Missä keinoissa kunnat eivät ole mukana?"],
    "region": ["Mitä Lapista kerrotaan?"],
    "topic": ["Moniko alue vastasi kyselyyn?"],
    "term": ["Mikä on TE24?"],
    "clarify": ["Kuka vastaa palveluista alueella?"],
    "none": ["Mitä bussilippu maksaa?"],
    "more": [ONE_LEVEL, "> Lisää"],
    "sources": [ONE_LEVEL, "> Lisää", "> Lähde"],
    "changes": [ONE_LEVEL, "> Mikä muuttui"],
    "browse": ["/tavoitteet"],
    "picture": ["/kuva"],
    "swedish": ["Vem ansvarar för karriärplaneringsfärdigheterna i regionen?"],
    "swedish-spoken": ["vem ska sköit om mobiliteten", "å i regionen då", "e biblioteken me"],
    "english": ["Who coordinates the monitoring of guidance nationally?"],
    "english-mixed": ["who hoitaa osaamisen kartoitus?", "and in the regions?", "how much does it cost"],
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
PATIENCE = 180
"""Seconds without any answer after which there is taken to be none: a new topic asks all labelled questions first."""
BACKDROP = (255, 0, 255)
"""The colour around the phone in the template; cut away."""
SCALE = 2
SHADES = 64
"""How many colours a picture keeps: enough for text, and files stay small."""


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
                await asyncio.wait_for(self.changed.wait(), PATIENCE)
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


def draw(markup: str, path: Path) -> None:
    """Let Chromium draw the page, cut the backdrop away, and keep few colours."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder, "shot.png")
        open_in_chromium(markup, f"--force-device-scale-factor={SCALE}", f"--screenshot={shot}")
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
    parser.add_argument("--unfold", action="store_true", help="quotations that can be expanded are")
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
        for dark in (False, True) if name in DARK or chosen.show else (False,):
            path = chosen.folder / f"{name}{'-dark' if dark else ''}.png"
            draw(page(conversation.messages.values(), dark=dark, unfolded=chosen.unfold), path)


if __name__ == "__main__":
    asyncio.run(main())
