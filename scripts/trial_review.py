"""`bot review` in a real browser: it logs in by the address that is printed, looks at each page, and takes pictures.

usage: .venv/bin/python scripts/trial_review.py FOLDER [--chromium chromium]

The log is made of labelled questions. Chromium must be on the machine (Debian: apt install chromium).
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aiohttp import ClientSession, ClientWebSocketResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
BOT = (sys.executable, "-m", "bot")
PORT = 8462
SITE = f"http://127.0.0.1:{PORT}"
GAP, ENTRY = "td a[href^='/questions/gap?number=']", "td a[href^='/questions/entry?id=']"
PAGES = {
    "": (GAP, ENTRY, ".chart .answered", ".chart .found"),
    "/questions/gaps": (GAP, ENTRY, "td code"),
    "/questions/disappointing": (ENTRY,),
    "/questions/changes": ("td",),
    "/questions/weeks": (".chart .answered",),
    "/questions/themes": (".chart .found",),
    "/questions/misses": (ENTRY,),
    "/questions/aside": (GAP,),
}
"""The pages, and what each of them must have."""
REFUSED = ("/questions", "/questions.db", "/questions?sql=select+1", "/questions/questions", "/questions/entries")
"""What even who is logged in must not get: the file, its tables, and SQL of one's own."""
LOOKS = [(width, colours) for width in (360, 1280) for colours in ("light", "dark")]
WEEKS = 12
MENDS = (("measure:monialaiset-palvelut", "palveluseteli"), ("measure:ohjausresurssit", "tekoäly ohjauksessa"))
VOTES = ("helped", "not-helped", None, "wrong-topic", None, "outdated", "helped", None)


class Browser:
    """A page of Chromium, by its DevTools protocol."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method and give its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while (said := await self._socket.receive_json()).get("id") != number:
            pass
        return dict(said["result"])

    async def go(self, url: str) -> int:
        """Open a page and wait until it is there: its HTTP status."""
        await self._socket.send_json({"id": 0, "method": "Page.navigate", "params": {"url": url}})
        status = 0
        while (said := await self._socket.receive_json()).get("method") != "Page.loadEventFired":
            if said.get("method") == "Network.responseReceived" and said["params"]["type"] == "Document":
                status = said["params"]["response"]["status"]
        return status

    async def run(self, script: str) -> str:
        """The value of a piece of JavaScript, as text."""
        promise = f"Promise.resolve({script}).then(String)"
        said = await self.call("Runtime.evaluate", expression=promise, awaitPromise=True)
        return str(said["result"].get("value"))

    async def look(self, width: int, colours: str) -> None:
        """Be a window `width` points wide, `light` or `dark`."""
        phone = width < 600
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=phone
        )
        await self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": colours}])

    async def picture(self) -> bytes:
        """The page as a PNG, from top to end."""
        return base64.b64decode((await self.call("Page.captureScreenshot", captureBeyondViewport=True))["data"])


@asynccontextmanager
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A fresh Chromium without a window."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            chromium,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            "about:blank",
            stderr=asyncio.subprocess.PIPE,
        )
        said = cast("asyncio.StreamReader", process.stderr)
        try:
            while b"DevTools listening on" not in (line := await said.readline()):
                pass
            port = line.decode().split(":")[-1].split("/")[0]
            async with ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as listed:
                    page = next(one for one in await listed.json() if one["type"] == "page")
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    opened = Browser(socket)
                    await opened.call("Page.enable")
                    await opened.call("Network.enable")
                    yield opened
        finally:
            process.terminate()
            await process.wait()


async def looked(address: str, chromium: str) -> tuple[list[str], dict[str, bytes]]:
    """Look at every page: what is wrong with them, and pictures by name."""
    wrong, pictures = [], {}
    async with browser(chromium) as page:
        if (status := await page.go(f"{SITE}/questions/gaps")) != 403:
            wrong.append(f"without logging in: {status}")
        pictures["refused"] = await page.picture()
        await page.go(address)
        pages = dict(PAGES)
        for link in (GAP, ENTRY):
            path = await page.run(
                f"(found => found.pathname + found.search)(document.querySelector({json.dumps(link)}))"
            )
            pages[path] = ("td", "dd code")
        for path, parts in pages.items():
            name = path.partition("?")[0].rpartition("/")[2] or "first"
            for width, colours in LOOKS:
                await page.look(width, colours)
                if (status := await page.go(SITE + path)) != 200:
                    wrong.append(f"{name}: {status}")
                if await page.run(f"document.documentElement.scrollWidth > {width}") == "true":
                    wrong.append(f"{name}: wider than {width}")
                pictures[f"{name}-{width}-{colours}"] = await page.picture()
            found = [await page.run(f"document.querySelectorAll({json.dumps(part)}).length") for part in parts]
            wrong += [f"{name}: no {part}" for part, number in zip(parts, found, strict=True) if number == "0"]
        given = [(path, await page.go(SITE + path)) for path in REFUSED]
        wrong += [f"{path}: {status}" for path, status in given if status < 400]
        table = await page.run(f"fetch('{SITE}/questions/misses.csv').then(got => got.text())")
        if "[puhelinnumero]" not in table or "1234567" in table:
            wrong.append("the CSV of the misses is not masked")
    async with browser(chromium) as other:
        if (status := await other.go(address)) != 403:
            wrong.append(f"the address logs in twice: {status}")
    return wrong, pictures


def filled(place: Path) -> dict[str, str]:
    """Make a log of twelve weeks, and two mends that were published in the middle of them: the settings of the bot."""
    environment = {
        **os.environ,
        "BOT_DATABASE": f"{place}/questions.db",
        "BOT_KNOWLEDGE": f"{place}/knowledge",
        "BOT_QUESTIONS": f"{place}/none",
    }
    (place / "none").mkdir()
    shutil.copytree(ROOT / "knowledge", place / "knowledge", ignore=shutil.ignore_patterns("questions"))
    answered = [json.loads(line) for line in (ROOT / "tests/questions/untouched.jsonl").read_text("utf-8").splitlines()]
    missed = [json.loads(line) for line in (ROOT / "tests/questions/groups.jsonl").read_text("utf-8").splitlines()]
    asked = [line["q"] for line in (*answered, *missed) if "q" in line]
    random.Random(14).shuffle(asked)

    def ask(questions: Sequence[str]) -> None:
        line = [*BOT, "ask", "--batch", "--log"]
        text = "\n".join(questions)
        subprocess.run(line, input=text, text=True, env=environment, check=True, stdout=subprocess.DEVNULL)

    half = len(asked) // 2
    ask([*asked[:half], "soita 040 1234567, kuka ohjaa hevosia"])
    for entry, words in MENDS:
        line = [*BOT, "mend", "add", entry, words, "--publish", "--why", "kysytty usein"]
        subprocess.run(line, env=environment, check=True, stdout=subprocess.DEVNULL)
    ask(asked[half:])
    span, now = timedelta(weeks=WEEKS), datetime.now(UTC)
    with closing(sqlite3.connect(place / "questions.db")) as log, log:
        rows = log.execute("select id, outcome from questions order by id").fetchall()
        for number, (row, outcome) in enumerate(rows):
            time = (now - span * (1 - number / len(rows))).isoformat(timespec="milliseconds")
            vote = VOTES[number % len(VOTES)] if outcome == "answer" else None
            log.execute("update questions set time = ?, feedback = ? where id = ?", [time, vote, row])
        log.execute("update changes set time = ?", [(now - span / 2).isoformat(timespec="milliseconds")])
    return environment


def main() -> None:
    """Play the trial; exit code 1 with what is wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--chromium", default="chromium")
    wanted = options.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        with subprocess.Popen(
            [*BOT, "review", "--port", str(PORT)],
            env=filled(Path(place)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as page:
            printed = iter(page.stdout or ())
            address = next(line for line in printed if line.startswith("http")).strip()
            while "running on" not in next(printed):
                pass
            try:
                wrong, pictures = asyncio.run(looked(address, wanted.chromium))
            finally:
                page.terminate()
        for name, picture in pictures.items():
            (wanted.folder / f"{name}.png").write_bytes(picture)
        left = [path.name for path in Path(place).iterdir() if "review" in path.name]
        wrong += [f"the copy is left: {left}"] * bool(left)
    print("\n".join(wrong) or f"{len(PAGES)} pages as they should be; pictures in {wanted.folder}")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
