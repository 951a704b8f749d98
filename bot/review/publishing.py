"""A change of the content: checked, published, taken back. The only place of the bot that writes content."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from dataclasses import replace as altered
from datetime import UTC, datetime, timedelta
from os.path import lexists
from typing import TYPE_CHECKING

from bot.content.faults import shortened
from bot.content.files import check_writable, remove_parts, replace, tell_reason
from bot.content.knowledge import Changes, KnowledgeError, load, load_texts, texts
from bot.content.lessons import LEARNED, NOTHING
from bot.content.questions import QUESTIONS, labelled
from bot.content.remarks import remarks
from bot.log.database import LogError
from bot.replies.notices import fit
from bot.replies.texts import finnish
from bot.review import relabelling
from bot.review.asked import read_wordings
from bot.review.audit import RELABEL, RELOAD, Record, drop_undone, insert_record, read_records
from bot.review.changes import (
    WORDS,
    Accepted,
    Addition,
    Change,
    Edit,
    Example,
    Words,
    accept,
    edit,
    find_place,
    learn,
    makes_only,
    take_back,
)
from bot.review.redundancy import find_redundancy
from bot.review.repository import Untaken, commit
from bot.review.trial import Answers, Known, Trial, try_out
from bot.understanding.matching import Index
from bot.understanding.matching.whole import base_forms
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    import sqlite_utils

    from bot.adviser import Adviser
    from bot.content.entries import Entry, Outside
    from bot.content.questions import Conversation
    from bot.log.database import Database
    from bot.replies.texts import Texts

LOOKED_AT = timedelta(days=90)
"""How far back the log is asked again before a change."""
SHOWN = 200
"""Most characters that a refusal repeats of what it refuses."""
PREPARED = 50
"""Conversations that are asked at a time before a check: an eighth of a second."""
CROWDED = 10
"""Additions to one entry from which on a topic of its own would serve better."""
KINDS: dict[str, type[Change]] = {"words": Words, "example": Example, "accepted": Accepted, "addition": Addition}
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


@dataclass(frozen=True, slots=True)
class Made(Changes):
    """What differs since a change was made. untaken: what git did not take of it, if there is a repository.

    taught: how many wordings were confirmed for what is new in the same step, if any were to be. relabelled: how many
    labelled questions that expected no answer expect this one now.
    """

    untaken: Untaken | None = None
    taught: int | None = None
    relabelled: int = 0


class Workbench:
    """Changes the content of `adviser`, and checks first.

    questions: the folder of the labelled questions that a change must not break, by default that of the content; they
    are read at the start and afresh before each check and reload. known: what was found out of the index that serves.
    Checking takes some seconds; in a server it belongs into a thread of its own. Raises KnowledgeError for faults of
    the labelled questions.
    """

    def __init__(
        self, adviser: Adviser, database: Database, questions: Path | None = None, known: Known | None = None
    ) -> None:
        self.adviser = adviser
        self.database = database
        self.questions = questions or adviser.folder / QUESTIONS
        self._labelled = labelled(self.questions)
        self._answers = Answers(adviser.index, known)
        self._texts = adviser.texts

    def check(self, change: Change) -> Checked:
        """Try a change without making it.

        Raises Refused when it has no target, adds nothing new or alters anything but what it tells, KnowledgeError with
        the faults it would make or the labelled questions have, and LogError when the log cannot be read.
        """
        files, guards = self._read_files(), labelled(self.questions)
        checked = self._check(change, files, guards)
        while isinstance(change, Accepted) and checked.trial.broken:
            less = self._less(change, checked)
            if less is None:
                break
            change, checked = less, self._check(less, files, guards)
        return checked

    def _less(self, change: Accepted, checked: Checked) -> Accepted | None:
        """The change that learns as much as it can without what was broken; None when it learns of no single word."""
        broken, files = checked.trial.broken, dict(checked.files)
        language = self.adviser.index.language
        said = [frozenset(base_forms(parse(turn.question, language).whole.words)) for turn in broken]
        left, less = change, change.less(said)
        while less is not None:
            made = edit(less, files)
            answers = None if made is None else Answers(self._build_index(made, files))
            if answers is not None and all(answers.hear(turn.question) != turn.after for turn in broken):
                return less
            left, less = less, less.less(said)
        return None if left is change else left

    def _check(self, change: Change, files: dict[str, str], guards: tuple[Conversation, ...]) -> Checked:
        now = self.adviser.index.knowledge.now
        match change:
            case Words() | Example():
                change = altered(change, target=now(change.target))
            case Accepted():
                lessons = (altered(lesson, meant=now(lesson.meant)) for lesson in change.lessons)
                change = learn(lessons, now(change.target))
        made = edit(change, files)
        if made is None:
            load(self.adviser.folder)  # what is broken is told first
            raise Refused("change-no-target", target=change.target)
        self._refuse_unfit(change, made)
        index = self._build_index(made, files)
        if not makes_only(change, self.adviser.index.knowledge, index.knowledge):
            raise Refused("change-other" if self._is_loaded(files) else "change-unloaded")
        logged = read_wordings(self.database, datetime.now(UTC) - LOOKED_AT)
        answers = Answers(index)
        trial = try_out(guards, logged, self._recall_answers(), answers)
        additions = sum(now(record.target) == change.target for record in drop_undone(read_records(self.database)))
        return Checked(change, made, index, trial, additions, files, answers, guards)

    def _refuse_unfit(self, change: Change, made: Edit) -> None:
        """Raise Refused for a change that has no target, adds nothing new, or what may not stand in the content."""
        match change:
            case Addition():
                if made.before is not None or lexists(self.adviser.folder / made.name):
                    raise Refused("change-file-taken", name=made.name)
            case Accepted():
                knowledge = self.adviser.index.knowledge
                if not change.lessons:
                    raise Refused("gap-wordless")
                lost = {lesson.meant for lesson in change.lessons} - {NOTHING, *knowledge.entries}
                if lost:
                    raise Refused("change-no-target", target=min(lost))
                if set(change.lessons) <= set(knowledge.lessons):
                    raise Refused("change-learned")
            case Words() | Example():
                if len(change.words) > WORDS or not change.words.isprintable():
                    raise Refused("change-unfit", most=WORDS)
                reason = find_redundancy(change.words, self._find_target(change.target), self.adviser.index)
                if reason is not None:
                    raise Refused(f"change-{reason.why}", words=change.words, phrase=reason.phrase)

    @property
    def known(self) -> Known:
        """What was found out of the index that serves."""
        return self._recall_answers().known

    def prepare(self) -> bool:
        """Ask some labelled questions of the index that serves, so that a check finds it done; False when all are."""
        known = self._recall_answers()
        unknown = [turns for turns in self._labelled if not known.knows(turns)]
        for turns in unknown[:PREPARED]:
            known.judge(turns)
        return len(unknown) > PREPARED

    def publish(  # noqa: PLR0913  what an admin may want
        self,
        checked: Checked,
        who: str,
        why: str = "",
        wordings: Collection[str] = (),
        *,
        force: bool = False,
        relabel: bool = False,
    ) -> Made:
        """Make a checked change: in the file, in the table of changes, in git where the folder is in it, and served.

        who: the label of the admin. wordings: of the gap that a new entry closes; they are confirmed for the first one
        of the file, as a change of its own, unless that breaks labelled questions. force: even though it breaks
        labelled questions, for the reason `why`. relabel: those that expected no answer and get one expect it from then
        on. Raises Refused when it breaks some, when the content or they have changed since the check, and when the file
        cannot be written; KnowledgeError and LogError. Nothing is changed then.
        """
        if labelled(self.questions) != checked.guards:
            raise Refused("change-stale")
        if checked.blocked and not (force and why):
            raise Refused("change-breaks", count=len(checked.trial.broken))
        made = self._make(checked, who, why)
        if relabel and checked.trial.outgrown:
            made = altered(made, relabelled=self._relabel(checked, who))
        if not wordings or not isinstance(checked.change, Addition):
            return made
        with suppress(Refused, LogError):  # the entry is there, and what it was not taught is told
            first = checked.change.target.split()[0]
            lessons = self.check(accept(first, wordings, self.adviser.index.language))
            if not lessons.blocked:
                taught = self._make(lessons, who, why)
                untaken = made.untaken or taught.untaken
                return altered(made, version=taught.version, untaken=untaken, taught=len(wordings))
        return altered(made, taught=0)

    def _relabel(self, checked: Checked, who: str) -> int:
        """Let labelled questions expect what was published last, and write it down; how many, none where it fails."""
        edits: list[Edit] = []

        def place(database: sqlite_utils.Database) -> None:
            for lines in edits:
                record = Record(
                    time=datetime.now(UTC),
                    who=who,
                    what=RELABEL,
                    target=checked.change.target,
                    words=None,
                    why="",
                    edit=lines,
                    version_before=version,
                    version_after=version,
                    undoes=number,
                )
                insert_record(database, record)
            relabelling.put(self.questions, edits)

        try:
            number, version = self.last().number, checked.index.knowledge.version
            edits += relabelling.relabel(self.questions, checked.trial.outgrown)
            self.database.write(place)
        except (OSError, LogError):
            with suppress(OSError):
                relabelling.put(self.questions, relabelling.turned(edits))
            return 0
        self._labelled = labelled(self.questions)
        return len(checked.trial.outgrown) if edits else 0

    def last(self) -> Record:
        """The last change that stands. Raises Refused when there is none, and LogError."""
        return self._find_record(None)

    def undo(self, who: str, why: str = "", number: int | None = None) -> tuple[Record, Made]:
        """Take back a change that stands, and tell which it was. Raises like `check` and `publish`.

        number: that of the change; the last one when it is None. What was edited or published elsewhere since stays,
        but for wordings that were confirmed for what goes.
        """
        record, files = self._find_record(number), self._read_files()
        if not self._is_loaded(files):
            raise Refused("change-unloaded")
        target = self.adviser.index.knowledge.now(record.target)
        change = KINDS[record.what](target, (record.words if record.words is not None else record.edit.after) or "")
        back = take_back(change, record.edit, files)
        if back is None:
            raise self._refuse_undo(change, record, files)
        for later in reversed(drop_undone(read_records(self.database))) if isinstance(change, Addition) else ():
            if later.what == NAMES[Accepted] and later.target in target.split():
                self.undo(who, why, later.number)
                files = self._read_files()
        index = self._build_index(back, files)
        as_made = back.before == record.edit.after
        if not as_made and not makes_only(change, index.knowledge, self.adviser.index.knowledge):
            raise self._refuse_undo(change, record, files)
        checked = Checked(change, back, index, Trial(0, 0, (), (), ()), 0, files, Answers(index))
        made = self._make(checked, who, why, record)
        labels = [one for one in read_records(self.database) if (one.what, one.undoes) == (RELABEL, record.number)]
        with suppress(OSError, KnowledgeError):  # a label whose target is gone is not reached; `bot check` tells of it
            relabelling.put(self.questions, relabelling.turned(one.edit for one in labels))
            self._labelled = labelled(self.questions)
        return record, made

    def remove_parts(self) -> None:
        """Remove what a writer that died has left half written, while no other one writes. Raises LogError."""

        def remove(database: sqlite_utils.Database) -> None:
            database.conn.execute("begin immediate")  # from here on other processes wait
            remove_parts(self.adviser.folder)

        self.database.write(remove)

    def _find_record(self, number: int | None) -> Record:
        """The change with this number, or the last one, if it stands."""
        found = drop_undone(read_records(self.database))
        if not found:
            raise Refused("undo-nothing")
        for record in found if number is not None else found[-1:]:
            if number in {None, record.number} and record.what in KINDS:
                return record
        raise Refused("undo-gone", number=number or found[-1].number or 0)

    def _refuse_undo(self, change: Change, record: Record, files: Mapping[str, str]) -> Refused:
        """Why a change is not taken back: what stands where it was made is not what it made."""
        if isinstance(change, Accepted):
            return Refused("undo-edited", file=LEARNED, line=1)
        held = change.target.split()
        self._find_target(held[0])
        for later in drop_undone(read_records(self.database)):
            if isinstance(change, Addition) and later.target in held and later.number != record.number:
                return Refused("undo-first", number=later.number or 0)
        name, line = find_place(change, record.edit, files)
        return Refused("undo-edited", file=name, line=line)

    def reload(self, why: str = "", who: str = "") -> Changes:
        """Serve what is in the folder now, and guard it by the labelled questions of now.

        What was published since was checked then, and broke questions for a reason if it broke any: it is served as it
        is. why: the reason to serve it even though labelled questions break, which goes into the table of changes with
        the label `who` of the admin. Raises KnowledgeError for faults of the content or the questions, Refused when
        labelled questions break without a reason, and LogError when the reason cannot be written; what served before
        goes on.
        """
        index, guards = self.adviser.build(self.adviser.folder), labelled(self.questions)
        answers = Answers(index)
        if not self._was_published(index.knowledge.version):
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

    def _was_published(self, version: str) -> bool:
        """Whether what serves became this version by changes alone, without edits by hand; if the log can be read."""
        serving = self.adviser.index.knowledge.version
        with suppress(LogError):
            for record in reversed(read_records(self.database)):
                if record.version_after != version:
                    return False
                if serving in {record.version_before, record.version_after}:
                    return True
                version = record.version_before
        return False

    def _recall_answers(self) -> Answers:
        """What the index that serves was asked so far."""
        if self._answers.index is not self.adviser.index:
            self._answers = Answers(self.adviser.index)
        return self._answers

    def _make(self, checked: Checked, who: str, why: str, undone: Record | None = None) -> Made:
        """Write the file and the record, both or neither, and serve. undone: the change that is taken back."""
        change, made = checked.change, checked.edit
        record = Record(
            time=datetime.now(UTC),
            who=who,
            what=checked.kind if undone is None else "undo",
            target=change.target,
            words=checked.words,
            why=why,
            edit=made,
            version_before=self.adviser.index.knowledge.version,
            version_after=checked.index.knowledge.version,
            undoes=None if undone is None else undone.number,
        )
        target, placed = self.adviser.folder / made.name, False
        with _writing(made.name):
            check_writable(self.adviser.folder)

        def place(database: sqlite_utils.Database) -> None:
            nonlocal placed
            insert_record(database, record)  # from here on other processes wait
            new = made.before is None and lexists(target)
            if new or not self._is_unchanged(checked):
                raise Refused("change-stale")
            if target.is_symlink():
                raise Refused("change-link", file=made.name)
            remove_parts(self.adviser.folder)
            with _writing(made.name):
                replace(target, _encode(made.after))
            placed = True

        try:
            self.database.write(place)
        except BaseException:
            if placed:
                with _writing(made.name):
                    replace(target, _encode(made.before))
            raise

        def remake(files: Mapping[str, str]) -> Edit | None:
            if undone is not None:
                return take_back(change, undone.edit, files)
            return edit(change, files) if take_back(change, made, files) is None else None

        said = self._texts(f"change-{record.what}", target=record.target)
        untaken = commit(self.adviser.folder, made, remake, said, who)
        self._answers = checked.answers
        return Made(**asdict(self.adviser.serve(checked.index)), untaken=untaken)

    def _build_index(self, made: Edit, files: Mapping[str, str]) -> Index:
        """The index of the content as it would be. Raises KnowledgeError."""
        would = {name: text for name, text in {**files, made.name: made.after}.items() if text is not None}
        return Index.build(load_texts(self.adviser.folder, would), self.adviser.index.language)

    def _is_loaded(self, files: Mapping[str, str]) -> bool:
        """Whether `files` are what serves. Raises KnowledgeError for their faults."""
        return load_texts(self.adviser.folder, files).version == self.adviser.index.knowledge.version

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


@contextmanager
def _writing(name: str) -> Iterator[None]:
    """Refuse the change when the system refuses to write the file `name` of the content."""
    try:
        yield
    except OSError as error:
        raise Refused("change-unwritable", file=name, reason=tell_reason(error)) from error


def _encode(text: str | None) -> bytes | None:
    return None if text is None else text.encode()
