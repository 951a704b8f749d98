"""A change of the content: checked, published, taken back. The only place of the bot that writes content."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as altered
from datetime import UTC, datetime, timedelta
from os.path import lexists
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.content.faults import shortened
from bot.content.files import replace
from bot.content.knowledge import KnowledgeError, load, texts
from bot.content.questions import QUESTIONS, labelled
from bot.content.remarks import remarks
from bot.log.database import LogError
from bot.replies.notices import fit
from bot.replies.texts import finnish
from bot.review.asked import read_wordings
from bot.review.audit import RELOAD, Record, drop_undone, insert_record, read_records
from bot.review.changes import WORDS, Addition, Change, Edit, Example, Words, edit, makes_only
from bot.review.redundancy import find_redundancy
from bot.review.repository import commit
from bot.review.trial import Answers, Trial, try_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sqlite_utils

    from bot.adviser import Adviser
    from bot.content.entries import Entry, Outside
    from bot.content.knowledge import Changes
    from bot.content.questions import Conversation
    from bot.log.database import Database
    from bot.replies.texts import Texts
    from bot.understanding.matching import Index

LOOKED_AT = timedelta(days=90)
"""How far back the log is asked again before a change."""
SHOWN = 200
"""Most characters that a refusal repeats of what it refuses."""
PREPARED = 50
"""Conversations that are asked at a time before a check: an eighth of a second."""
CROWDED = 10
"""Additions to one entry from which on a topic of its own would serve better."""
KINDS: dict[str, type[Change]] = {"words": Words, "example": Example, "addition": Addition}
NAMES = {kind: name for name, kind in KINDS.items()}
"""Kinds of change, by the name that the table of changes has for them."""


class Refused(Exception):  # noqa: N818  a decision, no fault of the bot
    """A change that is not made; the message says why, in Finnish."""

    def __init__(self, key: str, **arguments: str | int | Sequence[str]) -> None:
        self._key, self._arguments = key, arguments
        super().__init__(self.tell(finnish()))

    def tell(self, texts: Texts) -> str:
        """Why, in the language of `texts`; of many lines those that fit, and how many more there are."""
        return texts(
            self._key,
            **{
                name: shortened(value, SHOWN)
                if isinstance(value, str)
                else value
                if isinstance(value, int)
                else "\n".join(fit(value, texts))
                for name, value in self._arguments.items()
            },
        )


@dataclass(frozen=True)
class Checked:
    """A change that may be published: its edit, the index it would serve, and what it does.

    additions: how many stand already for its target. files and guards: the content and the labelled questions that it
    was checked against. answers: what was learnt of the index it would serve.
    """

    change: Change
    edit: Edit
    index: Index
    trial: Trial
    additions: int
    files: Mapping[str, str]
    answers: Answers
    guards: tuple[Conversation, ...] = ()

    @property
    def crowded(self) -> bool:
        """Whether a topic of its own would serve better than one more addition."""
        return self.additions >= CROWDED

    @property
    def blocked(self) -> bool:
        """Whether it is published for a reason only: words break none, a whole entry no more than by chance."""
        return self.trial.harms if isinstance(self.change, Addition) else bool(self.trial.broken)

    @property
    def kind(self) -> str:
        """What kind of change it is, as the table of changes has it."""
        return NAMES[type(self.change)]

    @property
    def words(self) -> str | None:
        """What is added, None for a whole file."""
        return None if isinstance(self.change, Addition) else self.change.words


class Workbench:
    """Changes the content of `adviser`, and checks first.

    questions: the folder of the labelled questions that a change must not break, by default that of the content; they
    are read at the start and afresh before each check and reload. Checking takes a second or two; in a server it
    belongs into a thread of its own. Raises KnowledgeError for faults of the labelled questions.
    """

    def __init__(self, adviser: Adviser, database: Database, questions: Path | None = None) -> None:
        self.adviser = adviser
        self.database = database
        self.questions = questions or adviser.folder / QUESTIONS
        self._labelled = labelled(self.questions)
        self._answers = Answers(adviser.index)
        self._texts = adviser.texts

    def check(self, change: Change) -> Checked:
        """Try a change without making it.

        Raises Refused when it has no target, adds nothing new or alters anything but what it tells, KnowledgeError with
        the faults it would make or the labelled questions have, and LogError when the log cannot be read.
        """
        files, guards = self._read_files(), labelled(self.questions)
        made = edit(change, files)
        if made is None:
            raise Refused("change-no-target", target=change.target)
        if isinstance(change, Addition):
            if change.target in self.adviser.index.knowledge.entries:
                raise Refused("change-id-taken", target=change.target)
            if made.before is not None or lexists(self.adviser.folder / made.name):
                raise Refused("change-file-taken", name=made.name)
        else:
            if len(change.words) > WORDS or not change.words.isprintable():
                raise Refused("change-unfit", most=WORDS)
            reason = find_redundancy(change.words, self._find_target(change.target), self.adviser.index)
            if reason is not None:
                raise Refused(f"change-{reason.why}", words=change.words, phrase=reason.phrase)
        index = self._build_index(made, files)
        if not makes_only(change, self.adviser.index.knowledge, index.knowledge):
            loaded = load(self.adviser.folder).version == self.adviser.index.knowledge.version
            raise Refused("change-other" if loaded else "change-unloaded")
        logged = read_wordings(self.database, datetime.now(UTC) - LOOKED_AT)
        answers = Answers(index)
        trial = try_out(guards, logged, self._recall_answers(), answers)
        additions = sum(record.target == change.target for record in drop_undone(read_records(self.database)))
        return Checked(change, made, index, trial, additions, files, answers, guards)

    def prepare(self) -> bool:
        """Ask some labelled questions of the index that serves, so that a check finds it done; False when all are."""
        known = self._recall_answers()
        unknown = [turns for turns in self._labelled if not known.knows(turns)]
        for turns in unknown[:PREPARED]:
            known.judge(turns)
        return len(unknown) > PREPARED

    def publish(self, checked: Checked, who: str, why: str = "", *, force: bool = False) -> Changes:
        """Make a checked change: in the file, in the table of changes, in git where the folder is in it, and served.

        who: the label of the admin. force: even though it breaks labelled questions, for the reason `why`. Raises
        Refused when it breaks some, or when the content or they have changed since the check; KnowledgeError, LogError
        and OSError with nothing changed.
        """
        if labelled(self.questions) != checked.guards:
            raise Refused("change-stale")
        if checked.blocked and not (force and why):
            raise Refused("change-breaks", count=len(checked.trial.broken))
        return self._make(checked, who, why)

    def last(self) -> Record:
        """The last change that stands. Raises Refused when there is none, and LogError."""
        found = drop_undone(read_records(self.database))
        if not found:
            raise Refused("undo-nothing")
        return found[-1]

    def undo(self, who: str, why: str = "", number: int | None = None) -> tuple[Record, Changes]:
        """Take back the last change that stands, and tell which it was. Raises like `check` and `publish`.

        number: that of the change which is meant; another one is not taken back.
        """
        last, files = self.last(), self._read_files()
        if number not in {None, last.number}:
            raise Refused("undo-other")
        if files.get(last.edit.name) != last.edit.after:
            raise Refused("change-stale")
        back = Edit(last.edit.name, last.edit.after, last.edit.before)
        change = KINDS[last.what](last.target, last.words or "")
        index = self._build_index(back, files)
        checked = Checked(change, back, index, Trial(0, 0, (), (), ()), 0, files, Answers(index))
        return last, self._make(checked, who, why, last.number)

    def reload(self, why: str = "", who: str = "") -> Changes:
        """Serve what is in the folder now, and guard it by the labelled questions of now.

        What was published last was checked then, and broke questions for a reason if it broke any: it is served as it
        is. why: the reason to serve it even though labelled questions break, which goes into the table of changes with
        the label `who` of the admin. Raises KnowledgeError for faults of the content or the questions, Refused when
        labelled questions break without a reason, and LogError when the reason cannot be written; what served before
        goes on.
        """
        index, guards = self.adviser.build(self.adviser.folder), labelled(self.questions)
        answers = Answers(index)
        if index.knowledge.version != self._published():
            trial = try_out(guards, (), self._recall_answers(), answers)
            if trial.harms and not why:
                told = [f"{turn.label}: {turn.question}" for turn in trial.broken]
                raise Refused("reload-breaks", count=len(told), questions=told)
            if trial.harms:
                self._record_reload(index, who, why)
        changed = guards != self._labelled
        self._answers, self._labelled = answers, guards
        changes = self.adviser.serve(index)
        noticed = remarks(self.adviser.folder, datetime.now(UTC).date())
        return altered(changes, lists=(*changes.lists, *([QUESTIONS] if changed else [])), remarks=noticed)

    def _record_reload(self, index: Index, who: str, why: str) -> None:
        """Write down that content which breaks labelled questions is served, and why."""
        record = Record(
            time=datetime.now(UTC),
            who=who,
            what=RELOAD,
            target="",
            words=None,
            why=why,
            edit=Edit("", None, None),
            version_before=self.adviser.index.knowledge.version,
            version_after=index.knowledge.version,
        )
        self.database.write(lambda database: insert_record(database, record))

    @property
    def guarded(self) -> bool:
        """Whether there are labelled questions that a change could break."""
        return bool(self._labelled)

    def _published(self) -> str | None:
        """The version that the last change made; None when there is none, or the log cannot be read."""
        with suppress(LogError):
            return next((record.version_after for record in reversed(read_records(self.database))), None)
        return None

    def _recall_answers(self) -> Answers:
        """What the index that serves was asked so far."""
        if self._answers.index is not self.adviser.index:
            self._answers = Answers(self.adviser.index)
        return self._answers

    def _make(self, checked: Checked, who: str, why: str, undoes: int | None = None) -> Changes:
        """Write the file and the record, both or neither, and serve."""
        change, made = checked.change, checked.edit
        record = Record(
            time=datetime.now(UTC),
            who=who,
            what="undo" if undoes else checked.kind,
            target=change.target,
            words=checked.words,
            why=why,
            edit=made,
            version_before=self.adviser.index.knowledge.version,
            version_after=checked.index.knowledge.version,
            undoes=undoes,
        )
        placed = False

        def place(database: sqlite_utils.Database) -> None:
            nonlocal placed
            insert_record(database, record)  # from here on other processes wait
            new = made.before is None and lexists(self.adviser.folder / made.name)
            if new or not self._is_unchanged(checked):
                raise Refused("change-stale")
            replace(self.adviser.folder / made.name, _encode(made.after))
            placed = True

        try:
            self.database.write(place)
        except Exception:
            if placed:
                replace(self.adviser.folder / made.name, _encode(made.before))
            raise
        commit(self.adviser.folder, made.name, self._texts(f"change-{record.what}", target=record.target), who)
        self._answers = checked.answers
        return self.adviser.serve(checked.index)

    def _build_index(self, made: Edit, files: dict[str, str]) -> Index:
        """The index of the content as it would be. Raises KnowledgeError."""
        with TemporaryDirectory() as trial:
            for name, text in (files | {made.name: made.after}).items():
                if text is not None:
                    place = Path(trial) / name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(text.encode())
            return self.adviser.build(Path(trial))

    def _read_files(self) -> dict[str, str]:
        return texts(self.adviser.folder)

    def _is_unchanged(self, checked: Checked) -> bool:
        try:
            return self._read_files() == checked.files
        except KnowledgeError:
            return False

    def _find_target(self, target: str) -> Entry | Outside:
        knowledge = self.adviser.index.knowledge
        found = {kind.id: kind for kind in knowledge.outside} | dict(knowledge.entries)
        if target not in found:
            raise Refused("change-no-target", target=target)
        return found[target]


def _encode(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8")
