"""Any valid knowledge base that the models of `bot/content/` allow, as YAML files: odd ones more often than not."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from bot.content.documents import Nature, Place
from bot.content.entries import KINDS, Level, slug_of
from bot.content.values import LABEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Fields = dict[str, Any]
WORDS = """
    keino keinot teema tavoite jäte jätteen keräys palvelu palvelun palvelukartta alueellinen valtakunnallisesti alue
    kuka mitä onko missä montako kaikki ei eivät ja tai vain muu eniten YM OKM ELY KTK:n SER TE-24 24 2025 a Å ö
    kunta kunnat kirjastot satama åbo skärgård förening ansvar who is responsible Lappi Turku dia sivu pykälä luku
    moi kiitos ok hei tehtävä koordinoija vastuutaho ’ – & <b> { } [x](y) "lainaus" 100% :) 🙂 ? ! . , ; : -
""".split()
ODD = (
    """
    A|7|42|12 a|Å|ÄÖ|YM|SER eli romu|kuka|mitä?|alueellisesti|kaikki keinot|moi|kiitos|ok|kuka olet|ei|dia 3|sivu 4|§ 5
    🙂|…|?|-|kuka koordinoi|mitä on uutta|onko|montako keinoa on|tehtävät|E-mail|a/b|C++|null|~|true|- viiva|o|n
    # ei kommentti|{ $name }|<script>|%s|overview|123456-789A|esim.|"|'|\\|Ääkköset|Maarianhamina|YM (YM)|EU:n|Ŀ ㌖
""".strip()
    .replace("\n", "|")
    .split("|")
)
DICE = random.Random(14)
POOL = [
    *map(str.strip, ODD),
    *(" ".join(DICE.choices(WORDS, k=DICE.choice((1, 2, 2, 3, 4, 6, 9)))) for _ in range(150)),
    *(" ".join(DICE.choices(WORDS, k=90)) for _ in range(10)),
    *(letter * 300 for letter in "aÅ7"),
    "kahdella\nrivillä",
    "käsi\x1fkirja",
]
"""Odd texts, texts of a few words that others have, and texts that are too long."""
FREE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30)


def lines(most: int) -> st.SearchStrategy[str]:
    """Texts of one line and at most so many characters."""
    pool = dict.fromkeys(text[:most].strip() for text in POOL)
    return st.sampled_from([*pool]) | FREE.map(lambda text: text[:most].strip()).filter(bool)


TITLES, LABELS, NAMES, TASKS = lines(90), lines(40), lines(60), lines(300)
TEXTS = lines(200) | st.lists(lines(60) | lines(40).map("- {}".format), min_size=1, max_size=5).map("\n".join)
DATES = st.sampled_from(["2025", "2025-02", "2024-12-31", "1999-01-01", "2031-06-15"])
DAYS = st.sampled_from(["2024-02-29", "2026-11-24"])
AREAS = st.lists(
    (st.sampled_from(["Lappi", "Åland", "Etelä-Savo", "Ä", "Alue 12"]) | LABELS).filter(slug_of),
    max_size=3,
    unique_by=slug_of,
)
SHORTS = st.lists(LABELS, max_size=2)
GROUPS = st.fixed_dictionaries({"term": LABELS, "synonyms": SHORTS, "near": SHORTS})
SPOKEN = st.fixed_dictionaries({"word": LABELS, "forms": st.lists(LABELS, min_size=1, max_size=2)})
OUTSIDE = st.fixed_dictionaries({"title": TITLES, "elsewhere": TEXTS, "cues": SHORTS, "examples": SHORTS})
SUCCESSORS = st.fixed_dictionaries({"short": lines(120), "text": TEXTS}, optional={"ended": DAYS, "since": DAYS})
TOLD = st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "of", "whose", "explained"), LABELS))
SENTENCES = ("start-greeting", "talk-greeting", "none-known", "ask-bot", "picture-subtitle", "measure-label")
SAID_OF_ITSELF = st.fixed_dictionaries(
    {"sentences": st.fixed_dictionaries({}, optional=dict.fromkeys(SENTENCES, NAMES))},
    optional={"examples": st.lists(LABELS, max_size=3), "questions": SHORTS},
)
TRANSLATED = frozenset({"outside", *(kind.listed for kind in KINDS.values())})
"""The lists whose items may be translated."""
SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True) | st.just("x" * 36)


class Author:
    """Writes a content, drawing all that may be one way or another."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.taken: set[str] = set()
        self.titles: list[str] = []
        self.documents: list[Fields] = []
        self.main: str | None = None

    def whole(self) -> dict[str, list[Fields]]:
        """Each list of the content; measures, which most of the bot is about, more often than not."""
        least = self.draw(st.sampled_from((1, 1, 1, 0)))
        self.documents = self.some("document", self.document, 0, 3)
        self.main = self.draw(st.sampled_from([None, *self.ids(self.documents)]))
        actors = self.some("actor", self.actor, least, 4)
        themes = self.some("theme", self.entry, least, 3)
        goals = self.some("goal", lambda: self.entry() | {"theme": self.one_of(themes)}) if themes else []
        measure = partial(self.measure, actors, themes, goals)
        regions = self.some("region", self.entry)
        return {
            "documents": self.documents,
            "actors": actors,
            "themes": themes,
            "goals": goals,
            "measures": self.some("measure", measure, least, 4) if actors and themes else [],
            "regions": regions,
            "topics": self.some("topic", self.entry, 0, 3),
            "terms": self.some("term", self.entry, 0, 3),
            "overview": [{"id": "overview"} | self.entry()] if self.draw(st.booleans()) else [],
            "areas": [self.area(name, regions) for name in self.draw(AREAS)],
            "vocabulary": self.few(GROUPS),
            "spoken": self.few(SPOKEN),
            "outside": self.some("outside", lambda: self.draw(OUTSIDE)),
        }

    def about(self, topics: list[Fields]) -> Fields:
        """What the content says of itself."""
        named = {} if self.main is None else {"document": self.main}
        if not topics:
            return named | self.maybe(fi=SAID_OF_ITSELF, sv=SAID_OF_ITSELF)
        told_in = st.sampled_from(self.ids(topics))
        keeper = st.fixed_dictionaries({"told_in": told_in}, optional={"name": NAMES, "contact": NAMES})
        return named | self.maybe(fi=SAID_OF_ITSELF, sv=SAID_OF_ITSELF, keeper=keeper)

    def some(self, kind: str, make: Callable[[], Fields], least: int = 0, most: int = 2) -> list[Fields]:
        slugs = self.draw(st.lists(SLUGS, min_size=least, max_size=most, unique=True))
        return [{"id": f"{kind}:{slug}"} | make() for slug in slugs]

    def few(self, values: st.SearchStrategy[Any], least: int = 0, most: int = 2) -> list[Any]:
        return self.draw(st.lists(values, min_size=least, max_size=most))

    def maybe(self, **fields: st.SearchStrategy[Any]) -> Fields:
        return {name: self.draw(values) for name, values in fields.items() if self.draw(st.booleans())}

    def ids(self, entries: list[Fields]) -> list[str]:
        return [one["id"] for one in entries]

    def one_of(self, entries: list[Fields]) -> str:
        return self.draw(st.sampled_from(self.ids(entries)))

    def document(self) -> Fields:
        fixed = {"title": TITLES, "publisher": NAMES, "date": DATES, "nature": st.sampled_from(Nature).map(str)}
        place = st.sampled_from(Place).map(str)
        document = {name: self.draw(values) for name, values in fixed.items()}
        return document | self.maybe(place=place, url=st.just("https://example.org/a"), fi=TOLD, sv=TOLD, en=TOLD)

    def sources(self) -> list[Fields]:
        return [self.source() for _ in range(self.draw(st.integers(1, 3)))]

    def source(self) -> Fields:
        cited: Fields | None = self.draw(st.sampled_from([None, *self.documents]))
        if cited is None:
            return {"url": "https://example.org/?a=%C3%A4", "title": self.draw(NAMES), "checked": self.draw(DAYS)}
        place, named = cited.get("place"), {"document": cited["id"]}
        if place is None or self.draw(st.booleans()):
            return named
        free = st.sampled_from(["12 a", "IV", "1.2"]) if place in {"chapter", "section"} else st.nothing()
        own = {} if cited["id"] == self.main and self.draw(st.booleans()) else named
        return own | {place: self.draw(st.integers(1, 40).map(str) | free)}

    def entry(self) -> Fields:
        """What every entry has; its title may be that of another one, its aliases are its own."""
        title = self.draw(st.sampled_from(self.titles) | TITLES if self.titles else TITLES)
        self.titles.append(title)
        aliases = {text.casefold(): text for text in self.few(TITLES) if text.casefold() not in self.taken}
        self.taken |= aliases.keys()
        successor = self.draw(st.none() | SUCCESSORS)
        return {
            "title": title,
            "content": self.draw(TEXTS),
            "sources": self.sources(),
            "aliases": [*aliases.values()],
            "synonyms": self.few(TITLES),
            **self.maybe(label=LABELS, plain=lines(300)),
            **({} if successor is None else {"successor": successor | {"sources": self.sources()}}),
        }

    def actor(self) -> Fields:
        return self.entry() | {
            "short": self.draw(LABELS),
            "name": self.draw(NAMES),
            **self.maybe(partitive=LABELS, plural=LABELS),
        }

    def measure(self, actors: list[Fields], themes: list[Fields], goals: list[Fields]) -> Fields:
        goal = self.maybe(goal=st.sampled_from(self.ids(goals))) if goals else {}
        coordinators = st.lists(st.sampled_from(self.ids(actors)), min_size=1, max_size=4, unique=True)
        return (
            self.entry()
            | goal
            | {
                "theme": self.one_of(themes),
                "measures": self.few(TITLES, 1),
                "national": {"coordinators": self.draw(coordinators), "tasks": self.few(TASKS, 1, 6)},
                "regional": {"coordinators": self.draw(coordinators), "tasks": self.few(TASKS, 1, 6)},
                **self.maybe(quotation=TEXTS),
            }
        )

    def area(self, name: str, regions: list[Fields]) -> Fields:
        region = self.maybe(region=st.sampled_from(self.ids(regions))) if regions else {}
        return {
            "name": name,
            **region,
            "names": self.few(LABELS, most=1),
            "towns": self.few(st.sampled_from(["Turku", "Åbo"]) | LABELS),
            **self.maybe(centre=NAMES, office=NAMES),
            "sources": self.sources(),
        }


def translations(item: Fields) -> st.SearchStrategy[Fields]:
    """Some or all of the texts of an item in another language; a long title has a label."""
    news = st.fixed_dictionaries({}, optional={"short": lines(120), "text": TEXTS})
    one: Fields = {"title": TITLES, "elsewhere": TEXTS, "content": TEXTS, "plain": lines(300), "successor": news}
    one |= {"short": NAMES, "name": NAMES, "quotation": TASKS}
    many = {"measures": item.get("measures")} | {level.value: item.get(level, {}).get("tasks") for level in Level}
    own = {name: texts for name, texts in one.items() if name in item}
    own |= {name: st.lists(TASKS, min_size=len(said), max_size=len(said)) for name, said in many.items() if said}
    told = st.fixed_dictionaries({}, optional=own)
    return told.map(_label) if "content" in item else told


def _label(told: Fields) -> Fields:
    long = len(" ".join(told.get("title", "").split())) > LABEL
    return told | {"label": "Kort"} if long else told


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Fields]:
    """File name → what stands in it, from nothing but a term to a bit of everything."""
    author = Author(draw)
    lists = author.whole()
    files: dict[str, Fields] = {"about.yaml": {"about": author.about(lists["topics"])}, "b.yml": {}, "sub/c.yaml": {}}
    for name, items in lists.items():
        for item in items:
            if name in TRANSLATED:
                item.update(author.maybe(sv=translations(item), en=translations(item)))
            files[draw(st.sampled_from(sorted(files)))].setdefault(name, []).append(item)
    return {name: fields for name, fields in files.items() if fields}


def lay_down(content: dict[str, Fields], folder: Path) -> None:
    """Write the files of a content into a folder."""
    for name, fields in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")
