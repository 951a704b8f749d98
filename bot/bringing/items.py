"""What a file tells of a question, whatever its shape: its wordings, its answer, who does what on which level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.bringing.columns import TITLES, Column, Role, levels_of
from bot.bringing.rewriting import plain, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableMapping, Sequence

    from bot.content.entries import Level
    from bot.content.faults import Fault

LANGUAGES = ("fi", None, "sv", "en")
"""Whose title and answer are brought of several, the first that there is; None: the file does not say."""
NUMBERED = re.compile(r"^\s*(?:(?i:q|k|f|kysymys|question|fråga)\s*\d*\s*:|[QKF]?\d{1,3}[.)](?=\s*[A-ZÅÄÖ¿]))\s*")
"""What stands before a question: its number, or that it is one. `1. luokka` is a word, `1. Mikä` a number."""
TELLING = 40
"""Fewest characters of an answer that two questions have in common only when they are one."""
SEPARATED = re.compile(r"[;\n]|(?<!\d),(?!\d)")


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does what; level: None where the file does not say."""

    level: Level | None
    actors: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question as its file tells of it. place: the file, and the sheet of a workbook. line: of the file, from 1.

    answer: in the form of the content. section: what it stands under. sources: names or addresses, as they are written.
    plain: the answer in selkokieli.
    """

    place: str
    line: int
    title: str
    answer: str
    wordings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    section: str = ""
    duties: tuple[Duty, ...] = ()
    sources: tuple[str, ...] = ()
    plain: str = ""


@dataclass
class Read:
    """What was read of a file. left: what could not be placed, and why. notes: what an admin should know beside it.

    title: what the file calls itself.
    """

    items: list[Item] = field(default_factory=list)
    left: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    title: str = ""


def item_of(  # noqa: PLR0913  what a row is, and how its texts are read
    place: str,
    line: int,
    cells: Sequence[tuple[Column, str]],
    section: str = "",
    *,
    breaks: bool = False,
    references: MutableMapping[str, Any] | None = None,
) -> Item:
    """The item that the named cells of a row, or values of a mapping, tell of; what they lack is empty.

    breaks: a line of an answer ends where it ends. references: the link definitions of a page.
    """

    def of(role: Role) -> list[tuple[Column, str]]:
        found = ((column, text) for column, text in cells if column.role is role and text.strip())
        return sorted(found, key=lambda cell: LANGUAGES.index(cell[0].language))

    titles = [of(role) for role in TITLES if of(role)]
    topics = titles.pop() if len(titles) > 1 and titles[-1] == of(Role.TOPIC) else []
    wordings = [words for cell in chain.from_iterable(titles) for words in _wordings(cell[1])]
    answers = of(Role.ANSWER)
    told = [
        rewrite(text, references, breaks=breaks)
        for column, text in answers
        if column.language == answers[0][0].language
    ]
    sections = [words for _, text in (*of(Role.SECTION), *topics) if (words := plain(text))]
    return Item(
        place=place,
        line=line,
        title=wordings[0] if wordings else "",
        answer="\n\n".join(filter(None, told)),
        wordings=tuple(dict.fromkeys([*wordings[1:], *_split(of(Role.SYNONYMS))])),
        aliases=tuple(_split(of(Role.ALIASES))),
        section=sections[0] if sections else section,
        duties=tuple(_duties(cells)),
        sources=tuple(text.strip() for _, text in of(Role.SOURCE) if not text.strip().startswith(("/", "#"))),
        plain=next((plain(text) for _, text in of(Role.PLAIN)), ""),
    )


def _wordings(text: str) -> Iterator[str]:
    """The wordings of a question: one, or a line for each where each line asks."""
    lines = [line.strip() for line in re.split(r"[\n|]", text) if line.strip()]
    for wording in lines if all(line.endswith("?") for line in lines) else [text]:
        if words := NUMBERED.sub("", plain(wording)):
            yield words


def _split(cells: Iterable[tuple[Column, str]]) -> Iterator[str]:
    """The parts of cells that list several things."""
    for _, text in cells:
        yield from (words for part in SEPARATED.split(text) if (words := plain(part.lstrip(" -•*–"))))


def _duties(cells: Sequence[tuple[Column, str]]) -> Iterator[Duty]:
    """Who does what on each level: a level is told by the name of a column, or by a cell of the row."""
    said = [level for column, text in cells if column.role is Role.LEVEL for level in levels_of(text)]
    levels: list[Level | None] = [*dict.fromkeys(said)]
    named = dict.fromkeys(column.level for column, _ in cells if column.level is not None)
    for level in [*named, *(levels or [None])]:
        own = level in named
        actors, tasks = (
            [text for column, text in cells if column.role is role and column.level == (level if own else None)]
            for role in (Role.ACTORS, Role.TASKS)
        )
        duty = Duty(
            level,
            tuple(part.strip() for text in actors for part in re.split(r"[;\n]", text) if part.strip()),
            tuple(words for text in tasks for part in re.split(r"[;\n]", text) if (words := _task(part))),
        )
        if duty.actors or duty.tasks:
            yield duty


def _task(part: str) -> str:
    return plain(re.sub(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+", "", part))


def languages_left(columns: Iterable[Column]) -> list[str]:
    """The languages whose answers are not brought: all but the first that there is."""
    told = {column.language for column in columns if column.role is Role.ANSWER}
    return [language for language in sorted(told, key=LANGUAGES.index)[1:] if language is not None]


def tell_languages(left: Sequence[str]) -> tuple[str, str]:
    """That answers in these languages are not brought, and how that is mended."""
    return f"muunkieliset vastaukset jäävät pois ({', '.join(left)})", "lisää ne itse, jos ne tarvitaan"


def merged(items: Iterable[Item]) -> list[Item]:
    """The items, as one those that ask the same and do not answer otherwise (rows for two levels, a merged cell).

    What is answered in the same words, and more than a few, is another wording.
    """
    found: list[Item] = []
    asked: dict[tuple[str, str], int] = {}
    answered: dict[tuple[str, str], int] = {}
    for item in items:
        if len(item.answer) >= TELLING and not item.duties:
            number = answered.setdefault((item.answer, item.section.casefold()), len(found))
            if number < len(found) and item.title and item.title.casefold() != found[number].title.casefold():
                found[number] = with_more(found[number], replace(item, wordings=(item.title, *item.wordings)))
                continue
        number = asked.setdefault((item.title.casefold(), item.section.casefold()), len(found))
        if (
            number < len(found)
            and item.title
            and (item.answer in {found[number].answer, ""} or not found[number].answer)
        ):
            found[number] = with_more(found[number], item)
        else:
            found.append(item)
    return found


def with_more(item: Item, more: Item) -> Item:
    """The item with what another row tells of it."""
    return replace(
        item,
        answer=item.answer or more.answer,
        plain=item.plain or more.plain,
        wordings=(*item.wordings, *more.wordings),
        aliases=(*item.aliases, *more.aliases),
        duties=(*item.duties, *more.duties),
        sources=(*item.sources, *more.sources),
    )
