"""Items → entries of the knowledge base, as plain values: ids, labels, who is named, sources, measures and topics."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.content.documents import Nature, Place
from bot.content.entries import Actor, Entry, Level, Measure, Theme, Topic
from bot.content.faults import Fault, shortened
from bot.content.marking import read_marks
from bot.content.values import LABEL, PLAIN, new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from bot.bringing.items import Duty, Item
    from bot.content.knowledge import Knowledge

TITLE = 90
"""Longest title of an entry, in characters."""
LONGEST = 3_500
"""Longest answer, in characters, that one message shows whole with its heading and its source."""
UNKNOWN = "julkaisija ei tiedossa"
SHOWN = 60
"""Most characters of a name that a fault repeats."""
PLACE = re.compile(
    r"(?P<title>.*?)[,;:\s]*\b(?:(?P<slide>dia|kalvo|slide|bild)|(?P<page>s\.|sivu|page|sida)|(?P<chapter>luku|chapter|"
    r"kapitel)|(?P<section>§|pykälä|section|paragraf))\s*(?P<number>\d{1,4})\.?\s*",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"]+")
NAMES = {Level.NATIONAL: "Valtakunnallis", Level.REGIONAL: "Alueellis"}

Fields = dict[str, Any]


@dataclass
class Placed:
    """Lists of a file of content, each entry as plain values; what could not be placed, and what to know of the rest.

    known: items whose question the content has, or answers, already: each with where it is, and the id of that entry.
    """

    documents: list[Fields] = field(default_factory=list)
    themes: list[Fields] = field(default_factory=list)
    measures: list[Fields] = field(default_factory=list)
    topics: list[Fields] = field(default_factory=list)
    left: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    known: list[tuple[Item, str]] = field(default_factory=list)


def place(
    items: Iterable[Item], title: str, knowledge: Knowledge, today: date, resembling: Callable[[str], str | None]
) -> Placed:
    """Make entries of items. title: of the document that they are from where they do not say.

    resembling: gives the id of the entry whose name says the same as some words, if there is one.
    """
    placing = _Placing(title, knowledge, today)
    for item in items:
        if not re.search(r"\w", item.title):
            placing.leave(item, "kysymys puuttuu", "kirjoita se")
        elif not item.answer and not item.duties:
            placing.leave(item, f"vastaus puuttuu: {_said(item.title)}", "kirjoita se")
        elif (known := placing.known(item.title) or resembling(item.title)) is not None:
            placing.placed.known.append((item, known))
        else:
            placing.add(item)
    return placing.finish()


def fold(text: str) -> str:
    """A text without what does not tell it from another: capitals, blanks and marks at its ends."""
    return " ".join(text.casefold().split()).strip(" ?!.:;,…")


def shorten(text: str, most: int) -> str:
    """A text, or as many of its whole words as fit with an ellipsis."""
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{words.rstrip(' ,;:–-(')}…"


class _Placing:
    """The entries of a file on the way: which ids, names and documents there are."""

    def __init__(self, title: str, knowledge: Knowledge, today: date) -> None:
        self.placed = Placed()
        self._knowledge, self._today = knowledge, today
        self._title = title
        self._ids = {*knowledge.entries, *knowledge.documents}
        self._names: dict[str, str] = {}
        self._actors: dict[str, str] = {}
        self._themes: dict[str, str] = {}
        self._lines: dict[str, Item] = {}
        for entry in knowledge.entries.values():
            names = [fold(name) for name in (entry.title, *entry.aliases, *entry.synonyms)]
            self._names |= dict.fromkeys(names, entry.id) | self._names
            if isinstance(entry, Theme):
                self._themes |= dict.fromkeys([*names, entry.id], entry.id)
            if isinstance(entry, Actor):
                own = [*names, fold(entry.short), fold(entry.name), entry.id]
                self._actors |= dict.fromkeys(own, entry.id) | self._actors
        self._aliases = {alias.casefold() for entry in knowledge.entries.values() for alias in entry.aliases}
        self._documents = {fold(document.title): document.id for document in knowledge.documents.values()}
        self._sections: dict[int, str] = {}

    def leave(self, item: Item, problem: str, mend: str) -> None:
        self.placed.left.append(Fault(item.place, item.line, problem, mend))

    def note(self, item: Item, problem: str, mend: str) -> None:
        self.placed.notes.append(Fault(item.place, item.line, problem, mend))

    def known(self, title: str) -> str | None:
        """The entry of the content that has this name."""
        return self._names.get(fold(title))

    def add(self, item: Item) -> None:
        """Place an item: a measure where it can be one, else a topic."""
        title = item.title
        if (first := self._lines.get(fold(title))) is not None:
            apart = f"{item.section}: {title}"
            if not item.section or item.section == first.section or fold(apart) in self._lines:
                self.leave(item, f"sama kysymys on jo rivillä {first.line}: {_said(title)}", "yhdistä vastaukset")
                return
            title = apart
        self._lines[fold(title)] = item
        measure = self._measure(item) if any(duty.actors for duty in item.duties) else None
        kind: type[Entry] = Topic if measure is None else Measure
        entry = {"id": self._make_id(kind.kind, title), **self._naming(item, title)}
        if measure is None:
            entry["content"] = "\n\n".join(filter(None, (item.answer, *self._tell_duties(item))))
        else:
            entry |= {"content": item.answer or title} | measure
        if len(item.plain) > PLAIN:
            self.note(item, f"selkokielinen teksti jää pois, koska siinä on yli {PLAIN} merkkiä", "lyhennä se")
        elif item.plain:
            entry["plain"] = item.plain
        entry["sources"] = self._sources(item)
        if len(entry["content"]) > LONGEST:
            self.note(item, f"vastaus on niin pitkä, että viestiin mahtuu vain alku: {_said(title)}", "jaa se osiin")
        aliases, synonyms = self._wordings(item, title)
        entry |= ({"aliases": aliases} if aliases else {}) | ({"synonyms": synonyms} if synonyms else {})
        getattr(self.placed, kind.listed).append(entry)

    def finish(self) -> Placed:
        """All that was placed; sections are places of the document where every entry is a topic."""
        placed = self.placed
        own = self._documents.get("")
        if own is not None and not placed.measures and len({*self._sections.values()}) > 1:
            document = next(document for document in placed.documents if document["id"] == own)
            document["place"] = Place.CHAPTER.value
            for number, section in self._sections.items():
                placed.topics[number]["sources"] = [{"document": own, "chapter": section}]
        for theme in placed.themes:
            count = sum(measure[Theme.kind] == theme["id"] for measure in placed.measures)
            theme["content"] = "Teemassa on yksi keino." if count == 1 else f"Teemassa on {count} keinoa."
        return placed

    def _make_id(self, kind: str, title: str) -> str:
        """An id that nothing has."""
        tried = new_id(kind, title, self._ids, "tuotu")
        self._ids.add(tried)
        return tried

    def _naming(self, item: Item, title: str) -> Fields:
        """The title of an entry, and its label where the title is long."""
        short = shorten(title, TITLE)
        if short != title:
            self.note(item, f"otsikko on yli {TITLE} merkkiä: {_said(title)}", "tarkista lyhennetty otsikko")
        return {"title": short} | ({"label": shorten(title, LABEL)} if len(short) > LABEL else {})

    def _wordings(self, item: Item, title: str) -> tuple[list[str], list[str]]:
        """The aliases that nobody has, and all other wordings."""
        aliases = [alias for alias in dict.fromkeys(item.aliases) if alias.casefold() not in self._aliases]
        aliases = list({alias.casefold(): alias for alias in aliases}.values())
        self._aliases.update(alias.casefold() for alias in aliases)
        whole = () if title == item.title and len(title) <= TITLE else (item.title,)
        others = dict.fromkeys((*whole, *item.wordings, *item.aliases))
        return aliases, [words for words in others if words not in aliases and words != shorten(title, TITLE)]

    def _measure(self, item: Item) -> Fields | None:
        """What a measure has beside a title and a content; None, with a note, when the item has too little for one."""
        duties = {level: [duty for duty in item.duties if duty.level is level] for level in Level}
        found = {
            level: {"coordinators": self._find_actors(item, duties[level]), "tasks": _tasks(duties[level])}
            for level in Level
        }
        lacking = [
            *(f"{NAMES[level].lower()}et toimijat" for level in Level if not found[level]["coordinators"]),
            *(f"{NAMES[level].lower()}et tehtävät" for level in Level if not found[level]["tasks"]),
            *(() if item.section else ("teema",)),
        ]
        if lacking:
            self.note(item, f"tuodaan aiheena, koska keinon tietoja puuttuu ({', '.join(lacking)})", "täydennä rivi")
            return None
        does = [block for block in re.split(r"\n+", item.answer) if block.strip()] or [item.title]
        return {
            Theme.kind: self._theme(item),
            "measures": [read_plainly(line) for line in does],
            **{level.value: found[level] for level in Level},
        }

    def _theme(self, item: Item) -> str:
        """The theme that an item stands under; a new one where the content has none of that name."""
        name = fold(item.section)
        if name not in self._themes:
            self._themes[name] = self._make_id(Theme.kind, item.section)
            title = {"id": self._themes[name], **self._naming(item, item.section)}
            self.placed.themes.append({**title, "content": "", "sources": self._sources(item)})
        return self._themes[name]

    def _find_actors(self, item: Item, duties: Sequence[Duty]) -> list[str]:
        """The ids of actors by their names; those that the content lacks are noted."""
        found: dict[str, None] = {}
        for name in (name for duty in duties for name in duty.actors):
            for part in [name] if fold(name) in self._actors else re.split(r",|\s(?:ja|sekä|och|samt|and)\s", name):
                if (actor := self._actors.get(fold(part))) is not None:
                    found[actor] = None
                elif part.strip():
                    self.note(item, f"toimijaa {_said(part)} ei ole sisällössä", "lisää toimija tai korjaa nimi")
        return list(found)

    def _tell_duties(self, item: Item) -> Iterator[str]:
        """Who does what, as paragraphs of a topic."""
        for duty in item.duties:
            begin = NAMES[duty.level] if duty.level is not None else ""
            if duty.actors:
                yield f"{f'{begin}et toimijat' if begin else 'Toimijat'}: {', '.join(duty.actors)}."
            if duty.tasks:
                named = f"{begin}et tehtävät" if begin else "Tehtävät"
                yield "\n".join([f"{named}:", *(f"- {task}" for task in duty.tasks)])

    def _sources(self, item: Item) -> list[Fields]:
        """Where an item is from; the file itself when it does not say."""
        said = " ".join(item.sources)
        named = " ".join(re.sub(r"[()\[\]<>]", " ", ADDRESS.sub(" ", said)).split())
        pages = [
            {"url": url, "title": named or urlsplit(url).netloc, "checked": self._today.isoformat()}
            for url in dict.fromkeys(url.rstrip(".,;") for url in ADDRESS.findall(said))
        ]
        if pages:
            return pages
        sources = [self._cited(" ".join(source.split())) for source in dict.fromkeys(item.sources)]
        if not sources and item.section:
            self._sections[len(self.placed.topics)] = item.section
        return sources or [{"document": self._document("", self._title)}]

    def _cited(self, said: str) -> Fields:
        """A document of the content with the place in it, where it has such places; a new one cited whole."""
        place = PLACE.fullmatch(said)
        known = self._documents.get(fold(said)) or (self._documents.get(fold(place["title"])) if place else None)
        if known is None:
            return {"document": self._document(fold(said), said)}
        document, number = self._knowledge.documents.get(known), int(place["number"]) if place else 0
        kind = document.place if document is not None else None
        if document is None or kind is None or place is None or place[kind.value] is None:
            return {"document": known}
        fits = max(1, document.first or 1) <= number <= (document.last or number)
        return {"document": known, kind.value: number} if fits else {"document": known}

    def _document(self, key: str, title: str) -> str:
        """The id of a document of this file; it is made when it is first needed."""
        if key not in self._documents:
            self._documents[key] = self._make_id("document", title)
            self.placed.documents.append(
                {
                    "id": self._documents[key],
                    "title": title,
                    "publisher": UNKNOWN,
                    "date": self._today.isoformat(),
                    "nature": Nature.REPORT.value,
                }
            )
        return self._documents[key]


def _said(words: str) -> str:
    """Words of the file, quoted in a fault."""
    return f"”{shortened(words.strip(), SHOWN)}”"


def _tasks(duties: Sequence[Duty]) -> list[str]:
    return list(dict.fromkeys(task for duty in duties for task in duty.tasks))


def read_plainly(line: str) -> str:
    """A line of an answer without what marks it."""
    return str(read_marks(line.removeprefix("- ")))
