"""The bot as a process of its own: how it ends, and what it leaves behind when it is killed."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from emulator import TOKEN, Fault, Telegram, free_port, group, mention, person

from bot.log.querylog import QueryLog
from bot.replies.texts import finnish

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Callable

QUESTIONS = 40
SECRET = TOKEN.partition(":")[2]
SAID = "salainen asia 010190-123A"
WIDTHS = (20, 40, 58, 60, 66, 72, 80, 86, 94, 120, 200, 500)
"""Columns of the terminals that an operator may look at."""


@pytest.fixture
def environment(telegram: Telegram, folder: Path, tmp_path: Path) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return given | {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": telegram.url,
        "BOT_KNOWLEDGE": str(folder),
        "BOT_DATABASE": str(tmp_path / "questions.db"),
        "BOT_LOG_LEVEL": "DEBUG",
        "NO_PROXY": "127.0.0.1",
        "BOT_SEND_LIMITS": "false",
        "BOT_FLOOD_LIMIT": "1000",
    }


@contextlib.asynccontextmanager
async def started(
    environment: dict[str, str], folder: Path, shown: int = asyncio.subprocess.PIPE, before: tuple[str, ...] = ()
) -> AsyncIterator[Process]:
    """The bot at work. shown: where all that it writes goes. before: the command that runs it."""
    process = await asyncio.create_subprocess_exec(
        *before,
        sys.executable,
        "-m",
        "bot",
        "run",
        env=environment,
        cwd=folder.parent,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=shown,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def output(process: Process) -> str:
    """What the process wrote, as soon as it has ended."""
    async with asyncio.timeout(20):
        written, _ = await process.communicate()
    return written.decode()


async def line(process: Process, part: str) -> None:
    """Wait until the process has written a line that contains `part`."""
    assert process.stdout is not None
    async with asyncio.timeout(20):
        while part.encode() not in await process.stdout.readline():
            pass


def logged(environment: dict[str, str]) -> set[str]:
    with contextlib.closing(QueryLog(Path(environment["BOT_DATABASE"]))) as log:
        return {row["question"] for row in log.newest(10_000)}


@pytest.mark.parametrize("status", [401, 404])
async def test_refused_token_is_one_line_and_exit_78(
    telegram: Telegram, environment: dict[str, str], folder: Path, status: int
) -> None:
    telegram.fail("getMe", Fault(status, "Unauthorized"))
    environment |= {"BOT_LOG_LEVEL": "INFO"}
    async with started(environment, folder) as process:
        written = await output(process)
    assert process.returncode == 78
    assert written == finnish()("token-refused") + "\n"


async def test_way_that_cannot_be_used_is_a_line_for_each_setting_and_exit_78(
    environment: dict[str, str], folder: Path
) -> None:
    away = {"BOT_API_URL": "https://api.telegram.org", "HTTPS_PROXY": f"http://maija:{SAID}\u20ac@127.0.0.1:9"}
    missing = {"SSL_CERT_FILE": str(folder / "none.pem"), "ALL_PROXY": "socks5://127.0.0.1:9", "BOT_LOG_LEVEL": "INFO"}
    async with started(environment | away | missing, folder) as process:
        written = await output(process)
    assert process.returncode == 78
    assert [line.partition(":")[0] for line in written.splitlines()] == ["HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE"]
    assert SAID not in written


async def test_webhook_that_telegram_refuses_is_one_line_and_exit_78(
    telegram: Telegram, environment: dict[str, str], folder: Path
) -> None:
    telegram.fail("setWebhook", Fault(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"))
    chosen = {"BOT_WEBHOOK_URL": "https://10.0.0.1", "BOT_WEBHOOK_PORT": str(free_port()), "BOT_LOG_LEVEL": "ERROR"}
    async with started(environment | chosen, folder) as process:
        written = await output(process)
    assert process.returncode == 78
    reason = "Bad webhook: ip address 10.0.0.1 is reserved"
    assert written.casefold() == finnish()("webhook-refused", reason=reason).casefold() + "\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("webhook", [False, True])
async def test_signal_ends_the_bot_after_its_work(
    telegram: Telegram, environment: dict[str, str], folder: Path, number: int, *, webhook: bool
) -> None:
    if webhook:
        port = free_port()
        environment |= {"BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}", "BOT_WEBHOOK_PORT": str(port)}
    slow = Fault(hold=asyncio.Event())
    telegram.fail("sendMessage", slow)
    async with started(environment, folder) as process:
        await telegram.called("setWebhook" if webhook else "getUpdates")
        said = asyncio.create_task(telegram.say("salainen asia"))
        await telegram.called("sendMessage")
        process.send_signal(number)
        asyncio.get_running_loop().call_later(0.3, slow.let_go)
        written = await output(process)
    await said
    assert process.returncode == 0
    assert telegram.waiting == []
    assert all(json.loads(line)["level"] for line in written.splitlines())
    assert TOKEN.partition(":")[2] not in written
    assert "salainen" not in written
    assert str(person(11)["id"]) not in [word.strip("',:}") for word in written.split()]


FIRST = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child")
"""What makes a process the first one of a space of its own, as in a container: the kernel keeps from it each signal
that it has no handler for."""
needs_space = pytest.mark.skipif(
    shutil.which(FIRST[0]) is None or subprocess.run([*FIRST, "true"], capture_output=True, check=False).returncode > 0,
    reason="no process space can be made here",
)


def read_as_soon_as(found: Callable[[str], object], path: Path) -> str:
    """What a file of the kernel tells, which nobody is told of when it changes."""
    until = time.monotonic() + 20
    while not found(told := path.read_text()):
        assert time.monotonic() < until
        time.sleep(0.01)
    return told


async def child_of(process: Process) -> int:
    """The process that `unshare` has begun."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return int((await asyncio.to_thread(read_as_soon_as, str.split, path)).split()[0])


@needs_space
async def test_first_process_of_a_container_ends_by_a_signal_while_it_is_still_being_loaded(
    telegram: Telegram, environment: dict[str, str], folder: Path
) -> None:
    async with started(environment, folder, before=FIRST) as process:
        bot = await child_of(process)
        await asyncio.to_thread(read_as_soon_as, lambda maps: "pydantic_core" in maps, Path(f"/proc/{bot}/maps"))
        os.kill(bot, signal.SIGTERM)
        assert not await output(process)
    assert process.returncode == 128 + signal.SIGTERM
    assert telegram.calls == []


def image_begins_with() -> tuple[str, ...]:
    """What stands before `bot run` in the image."""
    [command] = re.findall(r"^CMD (.+)$", (Path(__file__).parents[1] / "Dockerfile").read_text(), re.MULTILINE)
    *before, program, name = json.loads(command)
    assert (program, name) == ("bot", "run")
    return tuple(before)


SIGNALLED = ("sh", "-c", 'kill -TERM $$; echo held; exec "$@"', "sh")
"""Gets the signal before it becomes the bot, which is then not even an interpreter yet."""


@pytest.mark.parametrize(
    ("space", "code"),
    [((), -signal.SIGTERM), pytest.param(FIRST, 128 + signal.SIGTERM, marks=needs_space)],
    ids=["another process", "the first process"],
)
async def test_signal_that_comes_before_the_interpreter_ends_the_bot_of_the_image_as_soon_as_that_runs(
    telegram: Telegram, environment: dict[str, str], folder: Path, space: tuple[str, ...], code: int
) -> None:
    async with started(environment, folder, before=(*space, *image_begins_with(), *SIGNALLED)) as process:
        assert await output(process) == "held\n"
    assert process.returncode == code
    assert telegram.calls == []


@needs_space
async def test_second_signal_ends_the_first_process_of_a_container_at_once(
    telegram: Telegram, environment: dict[str, str], folder: Path
) -> None:
    slow = Fault(hold=asyncio.Event())
    telegram.fail("sendMessage", slow)
    async with started(environment, folder, before=FIRST) as process:
        bot = await child_of(process)
        await telegram.called("getUpdates")
        await telegram.say("moi")
        await telegram.called("sendMessage")
        os.kill(bot, signal.SIGTERM)
        await line(process, "ending, after what is in work")
        os.kill(bot, signal.SIGTERM)
        await output(process)
    slow.let_go()
    assert process.returncode == 128 + signal.SIGTERM


async def test_port_that_is_taken_is_one_line_and_exit_3(environment: dict[str, str], folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environment |= {"BOT_WEBHOOK_URL": "https://example.org", "BOT_WEBHOOK_PORT": port, "BOT_LOG_LEVEL": "ERROR"}
        async with started(environment, folder) as process:
            written = await output(process)
    assert process.returncode == 3
    assert [("Address already in use" in line) for line in written.splitlines()] == [True]


async def test_second_signal_ends_the_bot_at_once_and_loses_nothing(
    telegram: Telegram, environment: dict[str, str], folder: Path
) -> None:
    slow = Fault(hold=asyncio.Event())
    telegram.fail("sendMessage", slow)
    async with started(environment, folder) as process:
        update_id = await telegram.say("moi")
        await telegram.called("sendMessage")
        process.send_signal(signal.SIGTERM)
        await line(process, "ending")
        process.send_signal(signal.SIGTERM)
        await output(process)
    slow.let_go()
    assert process.returncode == -signal.SIGTERM
    assert telegram.waiting == [update_id]


@pytest.mark.slow
async def test_every_question_that_got_a_reply_is_in_the_log_after_a_kill(
    telegram: Telegram, environment: dict[str, str], folder: Path
) -> None:
    asked: dict[int, str] = {}
    for kill in range(2):
        for number in range(QUESTIONS):
            message = telegram.message(**mention(f"kysymys {kill} {number}"), chat=group(-number % 5 - 100))
            asked[message["message_id"]] = f"kysymys {kill} {number}"
            await telegram.send("message", message)
        async with started(environment, folder) as process:
            await telegram.called("sendMessage", len(telegram.of("sendMessage")) + QUESTIONS // 2)
            process.kill()
            await output(process)
        assert {asked[message_id] for message_id in replied(telegram)} <= logged(environment)
    async with started(environment, folder) as process:
        await telegram.until(lambda: replied(telegram) == asked.keys())
        process.terminate()
        await output(process)
    assert telegram.waiting == []
    assert logged(environment) == set(asked.values())


class Terminal:
    """A real terminal."""

    def __init__(self) -> None:
        self._screen, self.side = os.openpty()
        self._bytes = b""

    @property
    def shown(self) -> str:
        """What it has shown since it was cleared, colours left out."""
        return re.sub(r"\x1b\[[0-9;]*m", "", self._bytes.decode("utf-8", "replace"))

    def clear(self) -> None:
        self._bytes = b""

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    async def until(self, part: str) -> None:
        """Wait until `part` is shown, and then until nothing more is shown for a moment."""
        async with asyncio.timeout(20):
            while part not in self.shown or select.select([self._screen], [], [], 0.2)[0]:
                self._bytes += await asyncio.to_thread(os.read, self._screen, 65536)


@pytest.mark.slow
@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
async def test_terminal_of_any_width_shows_no_secret_and_nothing_that_was_said(
    telegram: Telegram, environment: dict[str, str], folder: Path, level: str
) -> None:
    environment |= {"BOT_LOG_LEVEL": level, "PYTHONASYNCIODEBUG": "1"}
    terminal = Terminal()
    async with started(environment, folder, terminal.side):
        for number, columns in enumerate(WIDTHS, 1):
            terminal.resize(columns)
            described = f"Bad Request: {SAID} http://x/bot{TOKEN}/sendMessage"
            telegram.fail("sendMessage", Fault(400, described))
            await telegram.say(SAID, user=40_000_000 + number)
            await terminal.until("BadRequest")
            await telegram.called("sendMessage", 2 * number)
            together = re.sub(r"[\s│╭╰─╮╯❱]", "", terminal.shown)
            for secret in (SECRET, SAID, "salainen", "010190-123A", str(40_000_000 + number), "first_name"):
                assert re.sub(r"\s", "", secret) not in together
            assert not [start for start in range(len(SECRET) - 7) if SECRET[start : start + 8] in together]
            terminal.clear()


def replied(telegram: Telegram) -> set[int]:
    """The messages that were replied to."""
    return {call.fields["reply_parameters"]["message_id"] for call in telegram.of("sendMessage")}


@pytest.mark.slow
async def test_feedback_that_waits_lies_nowhere_in_the_clear_after_a_kill_and_arrives_later(
    telegram: Telegram, environment: dict[str, str], folder: Path
) -> None:
    environment |= {"BOT_ADMINS": "998877665"}
    telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 3", retry_after=3), chat=998877665)
    async with started(environment, folder) as process:
        await telegram.say("/palaute Sirkka Särkisuo, 010190-123A, soita 040 1234567")
        await telegram.called("sendMessage", 2)
        await telegram.until(lambda: any(call.chat == 11 for call in telegram.of("sendMessage")))
        process.kill()
        await output(process)
    written = b"".join(file.read_bytes() for file in folder.parent.glob("questions.db*") if file.is_file())
    assert not [said for said in ("Sirkka", "Särkisuo", "010190", "1234567", "998877665") if said.encode() in written]
    async with started(environment, folder) as process:
        await telegram.until(
            lambda: sum(call.chat == 998877665 for call in telegram.taken if call.method == "sendMessage") == 1
        )
        process.terminate()
        await output(process)
    assert "Sirkka Särkisuo" in telegram.of("sendMessage")[-1].text
