"""Places of a document: `dia 14`, `mitä diassa 3 lukee`; and what it says in the very words of a question."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.documents import Place
from bot.content.entries import Facet, Measure
from bot.understanding.answering.answers import Ambiguous, Found
from bot.understanding.matching import Match
from bot.understanding.query import Aspect, content_words
from bot.understanding.table.reader import about

if TYPE_CHECKING:
    from bot.content.entries import Entry
    from bot.understanding.answering.answers import Answer
    from bot.understanding.matching import Index, Sight
    from bot.understanding.query import Query

NAMES = {
    Place.SLIDE: r"dia(?:n|ssa|lla|sta|t|ta|a)?|kalvo(?:n|ssa|lla|sta)?|slide|bild",
    Place.PAGE: r"sivu(?:n|ssa|lla|sta|a)?|sida|page",
    Place.CHAPTER: r"luku|luvun|luvussa|luvusta|kapitel|chapter",
    Place.SECTION: r"pykälä(?:n|ssä|stä|ä)?|§|paragraf|section",
}
"""How a place is called in a question, inflected."""
PLACE = {place: re.compile(rf"\b(?:{names})[ ]?(\d+[a-z]?)\b") for place, names in NAMES.items()}
SAYING = frozenset({"lukea", "sanoa", "sisältää", "kertoa", "näyttää", "näkyä", "sisältö", "olla", "seistä", "mainita"})
"""Words that ask what stands in a place."""
PLACED = re.compile(rf"(?:{'|'.join(NAMES.values())})\d*|\d+[a-z]?")
"""A word that only says which place is meant."""
MOST = 4
SURELY = 0.7
"""Least probability of the measure that is asked for in a part of the country."""
SAID, HEARD = 0.9, 0.6
"""Share of the question that a line says, and of the line that the question says, from which on it is quoted."""


def placed(query: Query, index: Index) -> Found | Ambiguous | None:
    """What stands in the place that a question asks for and nothing else; None when it asks for something else."""
    named = next(
        ((place, found[1]) for place, form in PLACE.items() if (found := form.search(query.text.lower()))), None
    )
    if named is None or not _only_place(query):
        return None
    entries = [one for one in index.knowledge.entries.values() if named in {source.place for source in one.sources}]
    telling = [one for one in entries if not (one.explains or one.coordinates or one.surveys)]
    few = [
        one for one in telling if not any(one.akin(other) for other in telling if other.levelled and other is not one)
    ]
    few.sort(key=lambda one: len(one.places))
    if not few:
        return None
    if len(few) == 1 or few[0].levelled or len(few[0].places) < len(few[1].places):
        return Found(query, few[0], query.facet, 1.0)
    choices = tuple(Match(one, 1 / len(few), 1.0, one.title, 1.0, 1.0) for one in few[:MOST])
    return Ambiguous(query, choices, query.facet, choices[0].score, choices)


def _only_place(query: Query) -> bool:
    """Whether the question has no other words that tell what it is about."""
    return not [
        word
        for word in content_words(query.whole.words)
        if PLACED.fullmatch(word.surface) is None and not SAYING & word.forms
    ]


def quoting(answered: Answer, sight: Sight, index: Index) -> Answer:
    """The answer with the line of its entry that the question quotes, and the maakunta that it names beside it."""
    if not isinstance(answered, Found):
        return answered
    answered = _in_region(answered, sight, index)
    match = next((one for one in sight.matches if one.entry.id == answered.entry.id), None)
    quoted = (
        match is not None and match.said >= SAID and match.heard >= HEARD and match.phrase in _lines(answered.entry)
    )
    area = sight.areas[0] if sight.areas and answered.entry.levelled else None
    return replace(answered, line=match.phrase if match is not None and quoted else None, area=area)


def _in_region(answered: Found, sight: Sight, index: Index) -> Found:
    """Who was asked for a measure in a part of the country: the measure, on the regional level."""
    query = answered.query
    if not answered.entry.territory or query.aspect is not Aspect.WHO or index.called(query):
        return answered
    named = {word for unit in sight.units if unit.area for word in unit.meaning.surface.split()}
    rest = tuple(word for word in query.whole.words if word.surface not in named)
    name, chance = about(rest, query, index)
    meant = index.knowledge.entries.get(name or "")
    if not isinstance(meant, Measure) or chance < SURELY:
        return answered
    return replace(answered, entry=meant, facet=Facet.REGIONAL)


def _lines(entry: Entry) -> tuple[str, ...]:
    """What the document says of an entry, line by line; titles, tasks and words that people use are none."""
    strategy = (*entry.measures, entry.quotation or "") if isinstance(entry, Measure) else ()
    return (*entry.items, *strategy)
