"""Changes that an admin makes to the content, and the file each of them alters. Pure.

A change holds the admin's own words, or base forms of wordings that the admin confirmed, never a question of a user.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, count, zip_longest
from typing import TYPE_CHECKING, Any

from bot.content.checking import claimed
from bot.content.editing import added, line_of, removed
from bot.content.knowledge import KnowledgeError
from bot.content.lessons import LEARNED, LINES, MOST, Lesson, parse_lesson, written
from bot.content.parsing import parted
from bot.content.reading import parsed, validated
from bot.log.masking import unmask
from bot.understanding.matching.whole import base_forms
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.content.documents import Document
    from bot.content.entries import Entry, Outside
    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Words that people use for an entry, to be one more of its synonyms."""

    target: str
    words: str


OTHER = "outside:muu"
"""The kind of thing that the content never answers to which an example belongs that is of no other."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of what the content never answers, for the `outside:…` kind that it belongs to."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A new file of content, as YAML.

    target: the ids of all that stands in it, divided by spaces. name: that of the file; without one it is made of the
    first id.
    """

    target: str
    yaml: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Wordings that an admin confirmed, as lines of what was learned; those of one answer have it for their target."""

    target: str
    words: str

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """What is learned."""
        return tuple(filter(None, map(parse_lesson, self.words.splitlines())))

    def less(self, broken: Iterable[frozenset[str]]) -> Accepted | None:
        """The same so that nothing is learned of the single words of one wording more; None where it is so of all.

        broken: the base forms of questions that it broke; the wording goes that shares most with them.
        """
        learned = [lesson for lesson in self.lessons if not lesson.alone]
        if not learned:
            return None
        said = Counter(word for words in broken for word in words)
        worst = max(learned, key=lambda lesson: sum(said[word] for word in lesson.words) / len(lesson.words))
        return learn((replace(lesson, alone=lesson.alone or lesson == worst) for lesson in self.lessons), self.target)


def accept(target: str, questions: Iterable[str], language: Language) -> Accepted:
    """Take wordings for what `target` answers, the id of an entry or `NOTHING`."""
    said = (base_forms(parse(unmask(question), language).whole.words) for question in questions)
    return learn((Lesson(words, target) for words in said), target)


def learn(lessons: Iterable[Lesson], target: str = LEARNED) -> Accepted:
    """Take lessons; those without words are left out, and of several with the same words all but the last."""
    last = {lesson.words: written(lesson) for lesson in lessons if 0 < len(lesson.words) <= MOST}
    return Accepted(target, "".join(last.values()).rstrip())


Change = Words | Example | Accepted | Addition

FIELDS = {Words: "synonyms", Example: "examples"}
"""The list that a change adds to."""


WORDS = 100
"""Most characters of words that are added: the longest of the content have 77."""
NAME = re.compile(r"\w[\w .-]{0,80}\.ya?ml")
"""The name of a file of content."""
DRAFT = "luonnos"
"""What faults call a file that has no name yet."""


def parse_addition(yaml: bytes, name: str, before: Knowledge) -> Addition:
    """The new file that says `yaml`. name: what it is called, empty when it was never a file.

    Raises KnowledgeError when it is no YAML that the content may hold, claims what is in `before`, or holds nothing
    that has an id.
    """
    document = parsed(yaml, name or DRAFT)
    if name and not NAME.fullmatch(name):
        document.fault(1, "tiedoston nimi ei kelpaa", "anna sille lyhyt nimi, jonka lopussa on .yaml")
    file = None if document.faults else validated(document, before.about.document)
    if file is not None:
        document.faults += claimed(document, before.titles, before.names)
        held: tuple[Entry | Document | Outside, ...] = (*file.entries(), *file.documents, *file.outside)
        if file.about is not None:
            document.fault(document.line(("about",)), "kohtaa about ei voi lisätä", "muokkaa sitä siellä, missä se on")
        if not held:
            document.fault(1, "tiedostossa ei ole mitään, millä on tunnus", "lisää esimerkiksi luettelo topics")
        if not document.faults:
            return Addition(" ".join(one.id for one in held), yaml.decode(), name)
    raise KnowledgeError(document.faults)


def makes_only(change: Change, before: Knowledge, after: Knowledge) -> bool:
    """Whether `after` is what `before` was and exactly what `change` tells, and nothing else differs."""
    entries, beside = dict(before.entries), _beside(before)
    match change:
        case Addition(yaml=yaml):
            file = validated(parsed(yaml.encode(), DRAFT), before.about.document)
            if file is None or entries.keys() & {entry.id for entry in file.entries()}:
                return False
            entries |= {entry.id: entry for entry in file.entries()}
            beside["documents"] |= {document.id: document for document in file.documents}
            for name in LISTS:
                beside[name].update(getattr(file, name))
        case Words(target, words):
            old, new = entries.get(target), after.entries.get(target)
            if old is None or new is None or not _is_one_more(new.synonyms, old.synonyms, words):
                return False
            entries[target] = old.model_copy(update={"synonyms": new.synonyms})
        case Example(target, words):
            kinds = [next((kind for kind in one.outside if kind.id == target), None) for one in (before, after)]
            if kinds[0] is None or kinds[1] is None or not _is_one_more(kinds[1].examples, kinds[0].examples, words):
                return False
            beside["outside"] += Counter([kinds[0].model_copy(update={"examples": kinds[1].examples})])
            beside["outside"] -= Counter([kinds[0]])
        case Accepted():
            beside["lessons"] = frozenset(_learned(before.lessons, change))
            if beside["lessons"] == frozenset(before.lessons):
                return False
    return after.entries == entries and _beside(after) == beside


LISTS = ("areas", "vocabulary", "spoken", "outside")
"""What stands in lists beside the entries; their order is that of the files, and tells nothing."""


def _beside(knowledge: Knowledge) -> dict[str, Any]:
    lists = {name: Counter(getattr(knowledge, name)) for name in LISTS}
    learned = frozenset(knowledge.lessons)
    return {**lists, "documents": dict(knowledge.documents), "about": knowledge.about, "lessons": learned}


def _learned(lessons: tuple[Lesson, ...], change: Accepted) -> tuple[Lesson, ...]:
    """The lessons after a change: what was learned of the same wordings before gives way."""
    new = {lesson.words for lesson in change.lessons}
    return (*(lesson for lesson in lessons if lesson.words not in new), *change.lessons)


def _is_one_more(after: tuple[str, ...], before: tuple[str, ...], item: str) -> bool:
    """Whether `after` is `before` with `item` at some place in it."""
    item = item.strip()
    return any(one == item and (*after[:n], *after[n + 1 :]) == before for n, one in enumerate(after))


@dataclass(frozen=True, slots=True)
class Edit:
    """A content file before and after a change; `before` is None for a new file, `after` for one that goes."""

    name: str
    before: str | None
    after: str | None


def edit(change: Change, files: Mapping[str, str]) -> Edit | None:
    """The edit that makes `change` in `files` (name → text); None when there is nothing with the id of its target.

    Raises YAMLError when a file is broken.
    """
    if isinstance(change, Addition):
        return Edit(
            change.name or free_name(f"{change.target.partition(' ')[0].replace(':', '-')}.yaml", files),
            files.get(change.name),
            change.yaml,
        )
    if isinstance(change, Accepted):
        return _taught(change, files.get(LEARNED))
    for name, text in _written_by_hand(files):
        if change.target in text:
            after = added(text, change.target, FIELDS[type(change)], change.words)
            if after is not None:
                return Edit(name, text, after)
    return None


def free_name(name: str, files: Collection[str]) -> str:
    """The name of a file that none of `files` has: `name`, or with the first number that is free."""
    numbered = (name.replace(".yaml", f"-{number}.yaml") for number in count(2))
    return next(one for one in chain([name], numbered) if one not in files)


def _written_by_hand(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files but for that of what was learned, which is no YAML."""
    return ((name, text) for name, text in files.items() if name != LEARNED)


def _untaught(change: Accepted, before: str, now: str) -> Edit | None:
    """The edit that takes lessons out again, and puts back what was learned of the same wordings before them."""
    mark, rest = parted(now)
    lines, new = LINES.findall(rest), set(change.words.splitlines())
    if not new <= {line.rstrip("\r\n") for line in lines}:
        return None
    said = {lesson.words for lesson in change.lessons}
    old = [line.rstrip("\r\n") for line in LINES.findall(parted(before)[1]) if _is_of(line, said)]
    left = _with(rest, [line for line in lines if line.rstrip("\r\n") not in new], old)
    return Edit(LEARNED, now, mark + left if left.strip() else None)


def _taught(change: Accepted, before: str | None) -> Edit:
    """The edit that adds lessons; what was learned of the same wordings before is taken away."""
    said = {lesson.words for lesson in change.lessons}
    mark, rest = parted(before or "")
    kept = [line for line in LINES.findall(rest) if not _is_of(line, said)]
    return Edit(LEARNED, before, mark + _with(rest, kept, change.words.splitlines()))


def _is_of(line: str, said: Collection[tuple[str, ...]]) -> bool:
    """Whether a line is a lesson of one of these wordings."""
    lesson = parse_lesson(line)
    return lesson is not None and lesson.words in said


def _with(text: str, kept: Sequence[str], new: Sequence[str]) -> str:
    """The lines of `text` that are kept, and new ones below them, with the line break that it has."""
    end = "\r\n" if "\r\n" in text else "\n"
    above = "".join(kept)
    return above + (end if new and above and not above.endswith("\n") else "") + "".join(f"{one}{end}" for one in new)


def take_back(change: Change, made: Edit, files: Mapping[str, str]) -> Edit | None:
    """The edit that takes `change`, which was `made` once, out of `files` as they are now, wherever it stands in them.

    None when it does not stand there as it was made. What else has changed in the files stays.
    """
    if files.get(made.name) == made.after:
        return Edit(made.name, made.after, made.before)
    if isinstance(change, Accepted):
        return _untaught(change, made.before or "", files.get(LEARNED, ""))
    for name, text in _written_by_hand(files):
        if isinstance(change, Addition):
            if text == change.yaml:
                return Edit(name, text, None)
        elif change.target in text:
            after = removed(text, change.target, FIELDS[type(change)], change.words)
            if after is not None:
                return Edit(name, text, after)
    return None


def find_place(change: Change, made: Edit, files: Mapping[str, str]) -> tuple[str, int]:
    """File and line, from 1, where `change`, which was `made` once, is to be looked for."""
    if isinstance(change, Addition):
        first = change.target.partition(" ")[0]
        name = next((name for name in (made.name, *files) if first in files.get(name, "")), made.name)
        pairs = zip_longest(files.get(name, "").split("\n"), change.yaml.split("\n"))
        return name, next((line for line, (now, then) in enumerate(pairs, 1) if now != then), 1)
    for name, text in _written_by_hand(files):
        line = line_of(text, change.target, FIELDS[type(change)], change.words)
        if line is not None:
            return name, line
    return made.name, 1
