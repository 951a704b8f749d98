"""A log whose words are encrypted: nothing of them on the disk, everything as before for who has the key."""

from __future__ import annotations

import logging
import sqlite3
from base64 import urlsafe_b64encode
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from emulator import TOKEN, Telegram
from emulator import bot as serving
from factories import ROW, bot
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.log.database import Database, SealedError
from bot.log.hiding import Hiding
from bot.log.keeping import copy_of, count_held, expire, forget
from bot.log.keys import abandon, count_lost, renew
from bot.log.ledger import Ledger
from bot.log.querylog import QueryLog, choose, judge
from bot.log.sealing import UNSEALED, Seal
from bot.replies.texts import finnish
from bot.review.asked import read_complaints, read_unsure, read_vain, read_wordings
from bot.review.copying import copy_log
from bot.review.figures import read_questions
from bot.review.mended import read_outcomes
from bot.settings import Settings, SettingsError, read_settings
from bot.telegram.delivery import _secrets

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.understanding.matching import Index

NOW = datetime.now(UTC)
SINCE = NOW - timedelta(days=30)
OLD, NEW = (urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))
SECRET = "Salainen Sirkka Särkisuo"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "questions.db"


def fill(path: Path, seal: Seal, rows: int = 40) -> None:
    """Rows of every kind, the same each time, every third with the secret in it."""
    with closing(QueryLog(path, seal)) as log:
        for number in range(rows):
            said = f"{SECRET} {number % 5}" if number % 3 == 0 else f"toinen kysymys {number % 4}"
            outcome = ("answer", "none", "clarify")[number % 3 if number % 2 else 1]
            log.record(
                replace(
                    ROW,
                    question=said,
                    outcome=outcome,
                    entry="measure:a" if outcome == "answer" else None,
                    score=0.5 + number / 100,
                    update_id=number,
                    time=NOW - timedelta(minutes=90 - number),
                )
            )
    with closing(Database(path, seal)) as database:
        database.write(lambda opened: judge(opened, 3, "wrong-topic"))
        database.write(lambda opened: choose(opened, 5, "measure:b"))


def held(path: Path) -> bytes:
    """All bytes of the log and of what lies beside it."""
    beside = [file for file in path.parent.iterdir() if file.is_file() and file.name.startswith(path.name)]
    return b"".join(file.read_bytes() for file in beside)


def words(path: Path, seal: Seal) -> list[str | None]:
    with closing(QueryLog(path, seal)) as log:
        return [row["question"] for row in log.newest(None)]


def test_words_are_on_no_disk_and_read_as_they_were(path: Path) -> None:
    fill(path, Seal([NEW]))
    assert b"Sirkka" not in held(path)
    assert b"kysymys" not in held(path)
    fill(path.with_name("clear.db"), UNSEALED)
    assert words(path, Seal([NEW])) == words(path.with_name("clear.db"), UNSEALED)


def test_all_that_is_read_of_a_log_is_the_same(path: Path) -> None:
    clear = path.with_name("clear.db")
    fill(path, Seal([NEW]))
    fill(clear, UNSEALED)
    with closing(Database(path, Seal([NEW]))) as one, closing(Database(clear)) as other:
        for read in (read_vain, read_unsure, read_complaints, read_wordings, read_outcomes, read_questions):
            assert read(one, SINCE) == read(other, SINCE) != []


@given(st.text())
def test_any_words_open_again_and_empty_ones_stay_empty(said: str) -> None:
    said = said.encode("utf-8", "replace").decode()
    kept = Seal([NEW]).close_words(said)
    assert kept == "" if not said else isinstance(kept, bytes)
    assert Seal([OLD, NEW]).open_words(kept) == said if isinstance(kept, bytes) else not said
    assert not isinstance(kept, bytes) or Seal([OLD]).open_words(kept) is UNSEALED.open_words(kept) is None


@pytest.mark.parametrize("seal", [UNSEALED, Seal([OLD]), Seal(token=TOKEN)])
def test_log_is_neither_read_nor_written_without_its_key(path: Path, seal: Seal) -> None:
    fill(path, Seal([NEW]))
    before = held(path)
    with closing(QueryLog(path, seal)) as log:
        with pytest.raises(SealedError, match="BOT_KEYS"):
            log.newest(1)
        with pytest.raises(SealedError):
            log.record(ROW)
    for change in (forget, count_held):
        with pytest.raises(SealedError):
            change(path, SECRET, seal)
    with pytest.raises(SealedError):
        expire(path, 1, NOW, seal)
    assert words(path, Seal([NEW]))
    assert len(held(path)) == len(before)


def test_first_key_is_given_to_a_log_in_the_clear_and_closes_all_of_it(path: Path) -> None:
    fill(path, UNSEALED)
    before = words(path, UNSEALED)
    assert words(path, Seal([NEW])) == before
    assert renew(path, Seal([NEW])) == len(before)
    assert b"Sirkka" not in held(path)
    assert words(path, Seal([NEW])) == before
    assert renew(path, Seal([NEW])) == 0


async def test_new_key_takes_the_place_of_an_old_one(path: Path) -> None:
    old, both, new = Seal([OLD], TOKEN), Seal([NEW, OLD], TOKEN), Seal([NEW], TOKEN)
    fill(path, old, 1200)
    ledger = Ledger(path, 1, old)
    await ledger.park("sendMessage", {"chat_id": "11", "text": "Hei"})
    await ledger.close()
    before = words(path, old)
    with closing(QueryLog(path, both)) as log:
        log.record(replace(ROW, question="uusi"))
    with pytest.raises(SealedError):
        words(path, new)
    assert renew(path, both) == 1201
    assert words(path, new) == ["uusi", *before]
    ledger = Ledger(path, 1, new)
    [waiting] = ledger.recall()[1]
    assert waiting.data["text"] == "Hei"
    await ledger.close()
    with pytest.raises(SealedError):
        words(path, old)


async def test_what_waits_outlives_a_new_token_where_there_is_a_key(path: Path) -> None:
    ledger = Ledger(path, 1, Seal([NEW], "1:first"))
    await ledger.park("sendMessage", {"chat_id": "11", "text": SECRET})
    await ledger.close()
    assert SECRET.encode() not in held(path)
    ledger = Ledger(path, 1, Seal([NEW], "1:second"))
    [waiting] = ledger.recall()[1]
    assert waiting.data["text"] == SECRET
    await ledger.close()


async def test_what_waited_before_there_was_a_key_is_sent(path: Path) -> None:
    ledger = Ledger(path, 1, Seal(token=TOKEN))
    await ledger.park("sendMessage", {"chat_id": "11", "text": "Hei"})
    await ledger.close()
    ledger = Ledger(path, 1, Seal([NEW], TOKEN))
    assert len(ledger.recall()[1]) == 1
    await ledger.close()


def test_what_no_key_opens_is_given_up_and_the_counts_stay(path: Path) -> None:
    fill(path, Seal([OLD]))
    assert count_lost(path, Seal([NEW])) == 40
    assert count_lost(path, Seal([NEW, OLD])) == 0
    assert abandon(path, Seal([NEW])) == 40
    assert words(path, Seal([NEW])) == [""] * 40
    fill(path.with_name("clear.db"), UNSEALED)
    with closing(Database(path, Seal([NEW]))) as one, closing(Database(path.with_name("clear.db"))) as other:
        assert read_questions(one, SINCE) == read_questions(other, SINCE)


def test_row_that_is_damaged_hides_no_other_and_is_no_missing_key(path: Path) -> None:
    seal = Seal([NEW])
    fill(path, seal)
    with Database(path, seal).use() as opened, opened.conn:
        opened.conn.execute("update questions set question = substr(question, 1, 60) where id in (1, 40)")
    assert words(path, seal).count(None) == 2
    with closing(Database(path, seal)) as database:
        assert sum(one.count for one in read_vain(database, SINCE)) > 10
    assert renew(path, seal) == 0


def test_forgetting_and_expiry_reach_what_is_encrypted(path: Path) -> None:
    seal = Seal([NEW])
    fill(path, seal)
    assert count_held(path, SECRET.lower(), seal) == 14
    assert forget(path, SECRET.upper(), seal) == 14
    assert len(words(path, seal)) == 26
    assert expire(path, 1, NOW + timedelta(days=2), seal) == 26
    assert set(words(path, seal)) == {""}


def test_copy_of_a_page_is_closed_with_a_key_of_its_own(path: Path, index: Index) -> None:
    seal = Seal([NEW])
    fill(path, seal)
    copy = copy_log(Database(path, seal), SINCE, (), index, Seal([OLD]))
    assert copy == copy_of(path)
    assert b"Sirkka" not in held(path)
    with closing(sqlite3.connect(copy)) as opened:
        kept = [one for (one,) in opened.execute("select question from questions order by id").fetchall()]
    assert [Seal([OLD]).open_words(one) for one in kept] == words(path, seal)[::-1]
    forget(path, SECRET, seal)
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("select count(*) from questions").fetchone() == (26,)


def test_backup_is_of_use_only_with_the_key(path: Path) -> None:
    fill(path, Seal([NEW]))
    restored = path.with_name("restored.db")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(restored)) as target:
        source.backup(target)
    assert b"Sirkka" not in restored.read_bytes()
    with pytest.raises(SealedError):
        words(restored, UNSEALED)
    assert words(restored, Seal([NEW])) == words(path, Seal([NEW]))


def test_what_sqlite_sorts_is_put_on_no_disk(path: Path) -> None:
    with closing(Database(path, Seal([NEW]))) as database, database.use() as opened:
        assert opened.execute("pragma temp_store").fetchone() == (2,)


async def test_bot_writes_no_word_in_the_clear_and_its_admins_read_them(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    key = SecretStr(NEW)
    async with serving(telegram, adviser, keys=(key,), admins=frozenset({7})):
        await telegram.say("kuka kengittää hevosen Esimerkkilässä")
        await telegram.called("sendMessage", 1)
        assert b"kengitt" not in held(log.path)
        await telegram.say("/puutteet", user=7)
        calls = await telegram.called("sendMessage", 2)
    assert "kengittää" in calls[-1].text
    assert b"kengitt" not in held(log.path)
    assert words(log.path, Seal([NEW])) == ["kuka kengittää hevosen Esimerkkilässä"]


# On the command line


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("BOT_DATABASE", str(path))
    monkeypatch.delenv("BOT_TOKEN", raising=False)


def test_key_is_made_used_replaced_and_missed(
    environment: None, monkeypatch: pytest.MonkeyPatch, path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert bot("key", "renew", code=1) == finnish()("key-none") + "\n"
    first, second = (bot("key", "new").strip() for _ in range(2))
    fill(path, UNSEALED)
    monkeypatch.setenv("BOT_KEYS", first)
    assert bot("key", "renew") == finnish()("key-renewed", count=40) + "\n"
    assert b"Sirkka" not in held(path)
    file = tmp_path_factory.mktemp("apart") / "keys"
    file.write_text(f"# vanha\n{first}\n", encoding="utf-8")
    monkeypatch.setenv("BOT_KEYS_FILE", str(file))
    monkeypatch.setenv("BOT_KEYS", second)
    assert bot("key", "renew") == finnish()("key-renewed", count=40) + "\n"
    assert SECRET in bot("log", "--limit", "40")
    monkeypatch.delenv("BOT_KEYS")
    for command in (("log",), ("gaps",), ("forget", SECRET, "--yes"), ("ask", "moi", "--log")):
        assert bot(*command, code=78) == finnish()("log-sealed") + "\n"
    assert bot("key", "abandon", "--yes") == finnish()("key-abandoned", count=40) + "\n"
    assert SECRET not in bot("log", "--limit", "40")


@pytest.mark.parametrize("held_in_file", ["", "avain", f"{NEW}\nx", f"{NEW[:-2]}="])
def test_file_without_keys_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, held_in_file: str
) -> None:
    file = tmp_path_factory.mktemp("apart") / "keys"
    file.write_text(held_in_file, encoding="utf-8")
    monkeypatch.setenv("BOT_KEYS_FILE", str(file))
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value) == finnish()("setting-wrong", name="BOT_KEYS_FILE", mend=finnish()("setting-keys_file"))


def test_keys_lie_apart_from_the_log(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("BOT_DATABASE", str(path))
    for file in (path.with_name("keys"), path.parent / "deep" / "keys"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(NEW, encoding="utf-8")
        monkeypatch.setenv("BOT_KEYS_FILE", str(file))
        with pytest.raises(SettingsError):
            read_settings()


def test_keys_and_passwords_of_proxies_are_blotted_out_of_every_line() -> None:
    chosen = Settings.model_construct(keys=(SecretStr(NEW),), https_proxy=SecretStr("m:hyvinsalainen@h:1"))
    line = Hiding(logging.Formatter(), _secrets(chosen)).format(
        logging.makeLogRecord({"msg": f"{NEW} tai {NEW[5:20]} tai http://m:hyvinsalainen@h:1"})
    )
    assert line == "*** tai *** tai http://m:***@h:1"
