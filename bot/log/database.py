"""The SQLite file: made and migrated when it is opened, opened afresh after a failure, moved aside when corrupt."""

from __future__ import annotations

import errno
import logging
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from glob import escape
from typing import TYPE_CHECKING, TypeVar

from bot.content.files import describe, keep_private, tighten
from bot.log.sealing import CANARY, UNSEALED
from bot.replies.texts import finnish

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import sqlite_utils

    from bot.log.sealing import Seal

T = TypeVar("T")
logger = logging.getLogger(__name__)

LAST = 8
"""Words that stay open while a row is looked at: SQLite asks for those of one row several times."""

PATIENCE = 1.0
"""Seconds to wait for another program that is writing to the file."""


NOT_TOLD = 0
"""Stands for the bot that was asked where that is not told: in rows of earlier versions, and of this machine."""


class LogError(Exception):
    """The file cannot be read or written; the message is the reason that SQLite or the system gave."""


class UnwritableError(LogError):
    """The file cannot be written."""


class SealedError(LogError):
    """The words of questions are closed with a key that is not given."""


class CorruptError(LogError):
    """The file is no SQLite database, or a damaged one."""


class Database:
    """The SQLite file at `path`. One thread at a time may use it.

    seal: closes the words of questions as they are written, and opens them in the view `asked`, which is the table of
    questions as it reads. strict: raise SealedError where a key is missing; else the words that it closed are NULL.
    """

    def __init__(self, path: Path, seal: Seal = UNSEALED, *, strict: bool = True) -> None:
        self.path = path
        self.seal = seal
        self._strict = strict
        self._open: sqlite_utils.Database | None = None
        self._identity: object = None
        self._is_copy = False

    def write(self, change: Callable[[sqlite_utils.Database], T], *, flush: bool = True) -> T:
        """Make `change` in one transaction. Raises LogError, with nothing changed.

        flush: wait until the disk has it; without, it survives the death of the process but not of the machine. A
        corrupt file is moved aside, and the change made in a new one.
        """
        try:
            return self._write(change, flush=flush)
        except CorruptError:
            self._set_aside()
            return self._write(change, flush=flush)

    @contextmanager
    def use(self, *, only_read: bool = True) -> Iterator[sqlite_utils.Database]:
        """Give the open database. Whatever SQLite or the system refuses in the block raises LogError.

        only_read: of a file that nobody may write here, give a copy in memory.
        """
        import sqlite3  # noqa: PLC0415  a question on the command line needs no database

        try:
            yield self._reopen(only_read=only_read)
        except (OSError, sqlite3.Error) as error:
            with suppress(sqlite3.Error):
                self.close()
            code = getattr(error, "sqlite_errorcode", None)
            corrupt = code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
            reason = describe(error) if isinstance(error, OSError) else str(error)
            if code == sqlite3.SQLITE_CANTOPEN:
                reason = f"{self.path}: {reason}"
            raise (CorruptError if corrupt else LogError if only_read else UnwritableError)(reason) from error

    def wipe(self) -> bool:
        """Empty the write-ahead log, where bytes of deleted rows stay; False while another program reads the file."""
        busy = True
        with suppress(LogError), self.use(only_read=False) as database:
            database.conn.execute("pragma busy_timeout = 0")
            [busy, _, _] = database.conn.execute("pragma wal_checkpoint(truncate)").fetchone()
            database.conn.execute(f"pragma busy_timeout = {round(1000 * PATIENCE)}")
        return not busy

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        if self._open is not None:
            opened, self._open = self._open, None
            opened.close()

    def _write(self, change: Callable[[sqlite_utils.Database], T], *, flush: bool) -> T:
        with self.use(only_read=False) as database:
            database.conn.execute(f"pragma synchronous = {'full' if flush else 'normal'}")
            with database.conn:
                return change(database)

    def _reopen(self, *, only_read: bool) -> sqlite_utils.Database:
        """The open file: opened again when another one lies at its path now, or its write-ahead log is gone."""
        if self._open is not None and (self._identity != self._identify() or (self._is_copy and not only_read)):
            self._open.execute("pragma wal_checkpoint(full)")  # the write-ahead log may have lost its name
            self.close()
        if self._open is None:
            try:
                self._open, self._is_copy = open_file(self.path, self.seal, strict=self._strict), False
            except Exception as error:
                if not only_read or not _is_unwritable(error):
                    raise
                self._open, self._is_copy = open_copy(self.path, self.seal, strict=self._strict), True
            self._identity = self._identify()
        return self._open

    def _identify(self) -> object:
        try:
            return self.path.stat().st_ino, self.path.with_name(f"{self.path.name}-wal").stat().st_ino
        except FileNotFoundError:
            return None

    def _set_aside(self) -> None:
        self.close()
        kept = f"{self.path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self.path.with_name(self.path.name + suffix).rename(self.path.with_name(kept + suffix))
        logger.error("the database is corrupt: it was moved to %s and a new one is started", kept)


def open_file(path: Path, seal: Seal, *, strict: bool) -> sqlite_utils.Database:
    """Open the file at `path`, in its newest shape. Raises LogError when a newer program made it, SealedError."""
    import sqlite3  # noqa: PLC0415  as above

    from sqlite_utils import Database  # noqa: PLC0415

    keep_private(path)  # SQLite gives its other files the mode of this one
    for other in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"), *list_set_aside(path)):
        tighten(other)
    connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    connection.text_factory = _decode
    try:
        connection.execute("pragma secure_delete = on")
        database = Database(connection)
        database.enable_wal()
        _migrate(database)
        _check_keys(database, seal, strict=strict)
        give_words(database, seal)
    except BaseException:
        connection.close()
        raise
    return database


def open_copy(path: Path, seal: Seal, *, strict: bool) -> sqlite_utils.Database:
    """A copy in memory of a file that nobody may write here, in its newest shape; empty when there is no file.

    What stands in the write-ahead log only is in it where SQLite can read that.
    """
    import sqlite3  # noqa: PLC0415  as above

    from sqlite_utils import Database  # noqa: PLC0415

    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.text_factory = _decode
    try:
        if path.exists():
            _copy(path, connection)
        database = Database(connection)
        _migrate(database)
        _check_keys(database, seal, strict=strict)
        give_words(database, seal)
    except BaseException:
        connection.close()
        raise
    return database


def give_words(database: sqlite_utils.Database, seal: Seal) -> None:
    """Let SQL say `closed(words)` and `opened(words)`, and read the questions with their words from `asked`.

    What SQLite sorts stays in memory: a file of its own would hold words that are open.
    """
    connection = database.conn
    connection.execute("pragma temp_store = memory")
    connection.create_function("closed", 1, seal.close_words)
    connection.create_function("opened", 1, lru_cache(LAST)(seal.open_words), deterministic=True)
    words = "case typeof(question) when 'blob' then opened(question) else question end as question"
    columns = ", ".join(words if name == "question" else name for name in _columns(database))
    connection.execute(f"create temp view asked as select {columns} from main.questions")  # noqa: S608


def _columns(database: sqlite_utils.Database) -> list[str]:
    """The columns of the table of questions."""
    return [name for _, name, *_ in database.execute("pragma table_info(questions)").fetchall()]


def _check_keys(database: sqlite_utils.Database, seal: Seal, *, strict: bool) -> None:
    """Note the newest key. Raises SealedError when one is not given that closed something."""
    canaries = [canary for (canary,) in database.execute("select canary from seals").fetchall()]
    if strict and any(seal.open_words(canary) is None for canary in canaries):
        raise SealedError(finnish()("log-sealed"))
    if seal.keys and not any(map(seal.is_newest, canaries)):
        with database.conn:
            database.conn.execute("insert into seals values (?)", [seal.close_words(CANARY)])


def _copy(path: Path, into: sqlite3.Connection) -> None:
    """Copy a file that is only read. SQLite reads the write-ahead log beside it, else takes the file to be at rest."""
    import sqlite3  # noqa: PLC0415  as above

    where = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(where, uri=True)) as file:
            file.backup(into)
    except sqlite3.OperationalError:
        with closing(sqlite3.connect(f"{where}&immutable=1", uri=True)) as file:
            file.backup(into)


def _is_unwritable(error: Exception) -> bool:
    """Whether a file could not be opened since nobody may write it here."""
    import sqlite3  # noqa: PLC0415  as above

    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
    return isinstance(error, OSError) and error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}


def _decode(text: bytes) -> str:
    """A text of the file; bytes of a damaged one are replaced, so that one row never hides the others."""
    return text.decode("utf-8", "replace")


def list_set_aside(path: Path) -> list[Path]:
    """The files that were moved aside since they were corrupt, and what belonged to them."""
    return sorted(path.parent.glob(f"{escape(path.name)}.corrupt-*"))


def _migrate(database: sqlite_utils.Database) -> None:
    """Bring the file to the newest shape; `user_version` counts the migrations behind it."""
    with database.conn:
        database.conn.execute("begin immediate")
        version = database.conn.execute("pragma user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise LogError(f"version {version} of the log is newer than this program")
        for migrate in MIGRATIONS[version:]:
            migrate(database)
        database.conn.execute(f"pragma user_version = {len(MIGRATIONS)}")


def _add_questions(database: sqlite_utils.Database) -> None:
    columns = {
        "id": int,
        "time": str,
        "update_id": int,
        "chat_kind": str,
        "question": str,
        "outcome": str,
        "entry": str,
        "kind": str,
        "score": float,
        "candidates": str,
        "facet": str,
        "knowledge_version": str,
        "milliseconds": float,
        "way": str,
    }
    table = database.table("questions")
    table.create(columns, pk="id", not_null=columns.keys() - {"id", "update_id", "entry", "kind"})
    table.create_index(["update_id"], unique=True)
    table.create_index(["time"])


def _add_updates_and_outbox(database: sqlite_utils.Database) -> None:
    marks = {"bot": int, "update_id": int, "state": str, "at": float}
    database.table("updates").create(marks, pk=("bot", "update_id"), not_null=marks.keys())
    database.table("updates").create_index(["at"])
    sends = {"id": int, "bot": int, "method": str, "data": str, "at": float}
    database.table("outbox").create(sends, pk="id", not_null=sends.keys() - {"id"})


def _add_changes(database: sqlite_utils.Database) -> None:
    columns = {
        "id": int,
        "time": str,
        "who": str,
        "what": str,
        "target": str,
        "words": str,
        "why": str,
        "file": str,
        "text_before": str,
        "text_after": str,
        "version_before": str,
        "version_after": str,
        "undoes": int,
    }
    free = {"id", "words", "text_before", "text_after", "undoes"}
    database.table("changes").create(columns, pk="id", not_null=columns.keys() - free)


def _add_feedback(database: sqlite_utils.Database) -> None:
    database.table("questions").add_column("feedback", str)
    database.table("questions").add_column("chosen", str)


def _add_said_since_and_letters(database: sqlite_utils.Database) -> None:
    columns = {"entry": str, "says": str, "since": str}
    database.table("said_since").create(columns, pk="entry", not_null=columns.keys())
    database.table("letters").create({"monday": str}, pk="monday")


def _add_bot_of_a_question(database: sqlite_utils.Database) -> None:
    table = database.table("questions")
    table.add_column("bot", int, not_null_default=NOT_TOLD)
    database.conn.execute("drop index idx_questions_update_id")
    table.create_index(["update_id", "bot"], unique=True)  # each bot's updates have numbers of their own


def _add_menus(database: sqlite_utils.Database) -> None:
    columns = {"bot": int, "admins": str}
    database.table("menus").create(columns, pk="bot", not_null=columns.keys())


def _add_decisions(database: sqlite_utils.Database) -> None:
    ties = {"decision": int, "one": int, "other": int, "together": int}
    database.table("ties").create(ties, pk=("decision", "one", "other"), not_null=ties.keys())
    reviewed = {"row": int, "entry": str, "is_right": int, "time": str}
    database.table("reviewed").create(reviewed, pk="row", not_null=reviewed.keys())


def _add_seals(database: sqlite_utils.Database) -> None:
    database.table("seals").create({"canary": bytes}, not_null={"canary"})


def _add_language(database: sqlite_utils.Database) -> None:
    database.table("questions").add_column("language", str)  # of older rows nobody knows


def _add_readings(database: sqlite_utils.Database) -> None:
    database.table("readings").create({"at": float}, pk="at")


MIGRATIONS: tuple[Callable[[sqlite_utils.Database], None], ...] = (
    _add_questions,
    _add_updates_and_outbox,
    _add_changes,
    _add_feedback,
    _add_said_since_and_letters,
    _add_bot_of_a_question,
    _add_menus,
    _add_decisions,
    _add_language,
    _add_seals,
    _add_readings,
)
