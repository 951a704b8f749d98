"""Any valid knowledge base that the models of `bot/content/` allow, as YAML files: odd ones more often than not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

from bot.content.documents import Nature, Place
from bot.content.entries import slug_of

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
]
"""Odd texts, texts of a few words that others have, and texts that are too long."""
FREE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30)


def lines(most: int) -> st.SearchStrategy[str]:
    """Texts of one line and at most so many characters."""
    pool = dict.fromkeys(text[:most].strip() for text in POOL)
    return st.sampled_from([*pool]) | FREE.map(lambda text: text[:most].strip()).filter(bool)


TITLES, LABELS, NAMES = lines(90), lines(40), lines(60)
TEXTS = lines(200) | st.lists(lines(60) | lines(40).map("- {}".format), min_size=1, max_size=5).map("\n".join)
DATES = st.sampled_from(["2025", "2025-02", "2024-12-31", "1999-01-01", "2031-06-15"])
DAYS = st.sampled_from(["2024-02-29", "2026-11-24"])
AREAS = st.lists(
    (st.sampled_from(["Lappi", "Åland", "Etelä-Savo", "Ä", "Alue 12"]) | LABELS).filter(slug_of),
    max_size=3,
    unique_by=slug_of,
)
SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True) | st.just("x" * 36)


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Fields]:
    """File name → what stands in it, from nothing but a term to a bit of everything."""
    taken: set[str] = set()
    used: set[str] = set()

    def some(kind: str, least: int, most: int, make: Callable[[], Fields]) -> list[Fields]:
        slugs = draw(st.lists(SLUGS, min_size=least, max_size=most, unique=True))
        return [{"id": f"{kind}:{slug}"} | make() for slug in slugs]

    def few(strategy: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> list[Any]:
        return draw(st.lists(strategy, min_size=least, max_size=most))

    def maybe(**fields: st.SearchStrategy[Any]) -> Fields:
        return {name: draw(values) for name, values in fields.items() if draw(st.booleans())}

    def document() -> Fields:
        place = draw(st.none() | st.sampled_from(Place))
        told = st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "of", "whose", "explained"), lines(40)))
        return {
            "title": draw(TITLES),
            "publisher": draw(NAMES),
            "date": draw(DATES),
            "nature": draw(st.sampled_from(Nature)).value,
            **({} if place is None else {"place": place.value}),
            **maybe(url=st.just("https://example.org/a"), fi=told, sv=told, en=told),
        }

    least = draw(st.sampled_from((1, 1, 1, 0)))  # measures are what most of the bot is about
    documents = some("document", 0, 3, document)
    main = draw(st.sampled_from([None, *(one["id"] for one in documents)]))

    def source() -> Fields:
        cited = draw(st.sampled_from([None, *documents]))
        if cited is None:
            return {"url": "https://example.org/?a=%C3%A4", "title": draw(NAMES), "checked": draw(DAYS)}
        place = cited.get("place")
        if place is None or draw(st.booleans()):
            return {"document": cited["id"]}
        free = st.sampled_from(["12 a", "IV", "1.2"]) if place in {"chapter", "section"} else st.nothing()
        return {"document": cited["id"], place: str(draw(st.integers(1, 40) | free))}

    def sources() -> list[Fields]:
        return [source() for _ in range(draw(st.integers(1, 3)))]

    def alias() -> str | None:
        text: str = draw(TITLES)
        fresh = text.strip().casefold() not in taken
        taken.add(text.strip().casefold())
        return text if fresh else None

    def entry() -> Fields:
        successor = draw(
            st.none()
            | st.fixed_dictionaries({"short": lines(120), "text": TEXTS}, optional={"ended": DAYS, "since": DAYS})
        )
        return {
            "title": draw(TITLES | st.sampled_from(sorted(used))) if used else draw(TITLES),
            "content": draw(TEXTS),
            "sources": sources(),
            "aliases": [text for text in (alias() for _ in range(draw(st.integers(0, 2)))) if text],
            "synonyms": few(TITLES, most=2),
            **maybe(label=LABELS),
            **({} if successor is None else {"successor": successor | {"sources": sources()}}),
        }

    def named(entry: Fields) -> Fields:
        used.add(entry["title"])
        return entry

    actors = some(
        "actor",
        least,
        4,
        lambda: named(entry()) | {"short": draw(LABELS), "name": draw(NAMES), **maybe(partitive=LABELS)},
    )
    themes = some("theme", least, 3, lambda: named(entry()))
    theme = st.sampled_from(themes or [{}]).map(lambda one: one.get("id"))
    goals = some("goal", 0, 2, lambda: named(entry()) | {"theme": draw(theme)}) if themes else []

    def responsibility() -> Fields:
        ids = st.sampled_from([one["id"] for one in actors])
        return {
            "coordinators": draw(st.lists(ids, min_size=1, max_size=4, unique=True)),
            "tasks": few(TITLES | lines(300), 1, 6),
        }

    def measure() -> Fields:
        goal = draw(st.sampled_from([None, *(one["id"] for one in goals)]))
        return {
            **named(entry()),
            "theme": draw(theme),
            **({} if goal is None else {"goal": goal}),
            "measures": few(TITLES, 1, 2),
            "national": responsibility(),
            "regional": responsibility(),
            **maybe(quotation=TEXTS),
        }

    measures = some("measure", least, 4, measure) if themes and actors else []
    regions = some("region", 0, 2, lambda: named(entry()))
    topics = some("topic", 0, 3, lambda: named(entry()))
    terms = some("term", 0, 3, lambda: named(entry()))
    overview = [named({"id": "overview"} | entry())] if draw(st.booleans()) else []

    def area(name: str) -> Fields:
        region = draw(st.sampled_from([None, *(one["id"] for one in regions)]))
        return {
            "name": name,
            **({} if region is None else {"region": region}),
            "names": few(LABELS, most=1),
            "towns": few(st.sampled_from(["Turku", "Åbo"]) | LABELS, most=2),
            **maybe(centre=NAMES, office=NAMES),
            "sources": sources(),
        }

    def sentences() -> Fields:
        keys = ("start-greeting", "talk-greeting", "none-known", "ask-bot", "picture-subtitle", "measure-label")
        return {
            "sentences": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(keys, lines(80)))),
            "examples": few(LABELS, most=3),
            "questions": few(TITLES, most=2),
        }

    told = st.sampled_from([one["id"] for one in topics]) if topics else st.just("topic:poissa")
    about = {"fi": sentences(), "sv": sentences(), **({} if main is None else {"document": main})}
    about |= maybe(keeper=st.fixed_dictionaries({"told_in": told}, optional={"name": NAMES, "contact": NAMES}))
    group = st.fixed_dictionaries(
        {"term": LABELS, "synonyms": st.lists(LABELS, max_size=2), "near": st.lists(LABELS, max_size=2)}
    )
    spoken = st.fixed_dictionaries({"word": LABELS, "forms": st.lists(LABELS, min_size=1, max_size=2)})
    lists: dict[str, list[Fields]] = {
        "documents": documents,
        "actors": actors,
        "themes": themes,
        "goals": goals,
        "measures": measures,
        "regions": regions,
        "topics": topics,
        "terms": terms,
        "overview": overview,
        "areas": [*map(area, draw(AREAS))],
        "vocabulary": few(group),
        "spoken": few(spoken, most=2),
        "outside": some(
            "outside",
            0,
            2,
            lambda: {
                "title": draw(TITLES),
                "elsewhere": draw(TEXTS),
                "cues": few(LABELS, most=2),
                "examples": few(TITLES, most=2),
            },
        ),
    }
    files: dict[str, Fields] = {"about.yaml": {"about": about}, "b.yml": {}, "sub/c.yaml": {}}
    for name, items in lists.items():
        for item in items:
            files[draw(st.sampled_from(sorted(files)))].setdefault(name, []).append(item)
    return {name: fields for name, fields in files.items() if fields}


def lay_down(content: dict[str, Fields], folder: Path) -> None:
    """Write the files of a content into a folder."""
    for name, fields in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")
