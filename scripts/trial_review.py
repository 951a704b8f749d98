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
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aiohttp import ClientSession, ClientWebSocketResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).resolve().parent.parent
BOT = (sys.executable, "-m", "bot")
PORT = 8462
SITE = f"http://127.0.0.1:{PORT}/questions"
PAGES = {
    "gaps": ("svg rect", "td a[href^='/questions/entries/']", "td a[href^='/questions/questions/']", "td code"),
    "days": ("svg rect",),
    "outcomes": ("svg rect",),
    "themes": ("svg rect",),
    "misses": ("td a[href^='/questions/entries/']", "td code"),
}
"""The pages, and what each of them must have."""
REFUSED = (f"{SITE}.db", f"{SITE}?sql=select+1", f"{SITE}/questions?_where=1")
"""What even who is logged in must not get: the file, and SQL of one's own."""


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

    async def picture(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])


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
            "--window-size=1100,1000",
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
        if (status := await page.go(SITE)) != 403:
            wrong.append(f"without logging in: {status}")
        await page.go(address)
        for name, parts in PAGES.items():
            if (status := await page.go(f"{SITE}/{name}")) != 200:
                wrong.append(f"{name}: {status}")
            found = [await page.run(f"document.querySelectorAll({json.dumps(part)}).length") for part in parts]
            wrong += [f"{name}: no {part}" for part, number in zip(parts, found, strict=True) if number == "0"]
            pictures[name] = await page.picture()
        await page.go(f"{SITE}/gaps")
        await page.go(await page.run("document.querySelector(\"td a[href^='/questions/entries/']\").href"))
        pictures["entry"] = await page.picture()
        given = [(url, await page.go(url)) for url in REFUSED]
        wrong += [f"{url}: {status}" for url, status in given if status < 400]
        table = await page.run(f"fetch('{SITE}/misses.csv').then(got => got.text())")
        if "[puhelinnumero]" not in table or "1234567" in table:
            wrong.append("the CSV of the misses is not masked")
    async with browser(chromium) as other:
        if (status := await other.go(address)) != 403:
            wrong.append(f"the address logs in twice: {status}")
    return wrong, pictures


def main() -> None:
    """Play the trial; exit code 1 with what is wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--chromium", default="chromium")
    wanted = options.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "BOT_DATABASE": f"{place}/questions.db"}
        lines = (ROOT / "tests" / "questions" / "groups.jsonl").read_text(encoding="utf-8").splitlines()
        asked = [*(json.loads(line)["q"] for line in lines), "soita 040 1234567, kuka ohjaa hevosia"]
        subprocess.run(
            [*BOT, "ask", "--batch", "--log"],
            input="\n".join(asked),
            text=True,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with subprocess.Popen(
            [*BOT, "review", "--port", str(PORT)],
            env=environment,
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
