"""What admins confirmed: words that ask for an entry, or for nothing that the content has.

`learned.jsonl` of the content has a JSON object a line: `{"meant": "topic:vankilat", "words": ["ohjaus", "vanki"]}`.
The words are base forms in the order of the alphabet, each once, so that no sentence of a user is kept. `meant` is the
id of an entry, or `none`; one that names nothing teaches nothing. With `"alone": true` the wording means that as it
stands, and nothing is learned of its words.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.content.files import replace
from bot.content.parsing import MAX_BYTES, Parsed, parted, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.faults import Fault

LEARNED = "learned.jsonl"
"""The file of the content that they stand in."""
NOTHING = "none"
"""What they mean where the content has no answer."""
MOST = 60
"""Words of a lesson at most: more than are read of a question tell of nothing."""
WORD = re.compile(r"[^\W_]([\w'’:.-]{0,98}[^\W_])?")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
"""The lines of the file, their ends included."""
NO_LESSON = ("rivi ei ole opittu sanamuoto", 'kirjoita se muodossa {"meant": "topic:…", "words": ["…"]}, tai poista se')


@dataclass(frozen=True, slots=True)
class Lesson:
    """Base forms that ask for `meant`, the id of an entry, or `NOTHING`. alone: only together, no word by itself."""

    words: tuple[str, ...]
    meant: str
    alone: bool = False


def read_lessons(text: str) -> tuple[tuple[Lesson, ...], list[Fault]]:
    """What the lines of the file teach, and every line that is no lesson."""
    document = Parsed(LEARNED)
    return tuple(_lessons(parted(text)[1], document)), document.faults


def written(lesson: Lesson) -> str:
    """A lesson as a line of the file, its end included."""
    alone = {"alone": True} if lesson.alone else {}
    return json.dumps({"meant": lesson.meant, "words": lesson.words, **alone}, ensure_ascii=False) + "\n"


def forget_lessons(folder: Path, readings: Sequence[Sequence[frozenset[str]]]) -> int:
    """Take out of what was learned in `folder` the wordings that have all that was said, and tell how many.

    readings: what was said in each way that it may be read, the forms of each word.

    Raises OSError, with nothing changed.
    """
    path = folder / LEARNED
    if not path.exists():
        return 0
    text = text_of(path, Parsed(LEARNED), MAX_BYTES, folder)
    left = leave_out(text, readings)
    if left != text:
        replace(Path(os.path.realpath(path)), left.encode())  # what a link leads to must lose the words too
    return len(read_lessons(text)[0]) - len(read_lessons(left)[0])


def leave_out(text: str, readings: Sequence[Sequence[frozenset[str]]]) -> str:
    """The lines of `text` but for the lessons that have all words of a reading, each in one of its forms."""

    def says(lesson: Lesson) -> bool:
        return any(reading and not any(one.isdisjoint(lesson.words) for one in reading) for reading in readings)

    mark, rest = parted(text)
    lessons = ((line, parse_lesson(line)) for line in LINES.findall(rest))
    return mark + "".join(line for line, lesson in lessons if lesson is None or not says(lesson))


def parse_lesson(line: str) -> Lesson | None:
    """The lesson on a line; None when it is none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match row:
        case {"meant": str(meant), "words": [*words], **rest} if 0 < len(words) <= MOST and all(map(_is_word, words)):
            return Lesson(tuple(words), meant, "alone" in rest) if rest in ({}, {"alone": True}) else None
    return None


def _lessons(text: str, document: Parsed) -> Iterator[Lesson]:
    for number, line in enumerate(text.split("\n"), 1):
        lesson = parse_lesson(line) if line.strip() else None
        if lesson is not None:
            yield lesson
        elif line.strip():
            document.fault(number, *NO_LESSON)


def _is_word(word: Any) -> bool:  # noqa: ANN401  as above
    return isinstance(word, str) and WORD.fullmatch(word) is not None
