"""A few words that take up what was said before: a level, an aspect, an actor, or a choice named in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Entry, Facet
from bot.understanding.conversing import DOCUMENT, is_telling
from bot.understanding.language import forms_of
from bot.understanding.query import LOCAL, Aspect
from bot.understanding.query.cues import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index, Match, Sight
    from bot.understanding.query import Conversation, Query, Wanted

NAMED = 0.3
"""Least share of a reply that must name one of the choices offered before."""
MEANT = 0.85
"""Share of the best score of all that the named choice must have: otherwise something else is asked."""
FIRST = ("ensimmäinen", "eka", "yksi", "ykkönen", "ekana", "ekaan", "ekasta", "ekan", "ylin", "ylimmäinen")
LAST = (
    "viimeinen",
    "vika",
    "viiminen",
    "viimisin",
    "viimeisin",
    "jälkimmäinen",
    "jälkimäinen",
    "jälkimmäine",
    "alin",
    "alimmainen",
)
ORDINALS = (
    FIRST,
    ("toinen", "toka", "kaksi", "kakkonen", "toine", "tokasta", "tokaan", "tokan"),
    ("kolmas", "kolme", "kolmonen"),
    ("neljäs", "neljä", "nelonen"),
)
NEARLY_ALL = 0.85
WHOLE = 0.7
"""Shares of a question, and of a phrase, that make it a question of its own."""
COVERED = 0.6
"""Least share of a reply with a level that the last entry must say to be meant."""
LONGEST = 8
"""Words in the longest question that takes up the last entry."""
OPENERS = frozenset({"entä", "entäs", "entäpä", "ja", "no", "mites", "ent"})
BOTH = frozenset({"molemmat", "molempi", "kummatkin", "kumpikin"})
BACK = frozenset(
    {
        "siinä",
        "siihen",
        "siitä",
        "sen",
        "se",
        "niitä",
        "niiden",
        "niissä",
        "ne",
        "tässä",
        "tähän",
        "tästä",
        "siin",
        "niille",
        "tämä",
        "tän",
    }
)
"""Words that point back at what was said."""


def remembered(conversation: Conversation, knowledge: Knowledge) -> Conversation:
    """A conversation by the ids of now, without what is gone: the content may have been loaded anew meanwhile."""
    entry = knowledge.entry(conversation.entry or "")
    choices = (found.id for one in conversation.choices if (found := knowledge.entry(one)) is not None)
    return replace(
        conversation,
        entry=None if entry is None else entry.id,
        choices=tuple(dict.fromkeys(choices)),
        wanted=None if conversation.wanted is None else _wanted_of_now(conversation.wanted, knowledge),
        spoken=tuple(found.id for one in conversation.spoken if (found := knowledge.entry(one)) is not None),
    )


def _wanted_of_now(wanted: Wanted, knowledge: Knowledge) -> Wanted | None:
    """What was asked of the table, by the ids of now; None when something of it is gone, or is not what it was."""
    before = (wanted.about, wanted.actors, wanted.without, wanted.beside)
    about, actors, without, beside = (tuple(map(knowledge.now, ids)) for ids in before)
    for ids, now in zip(before, (about, actors, without, beside), strict=True):
        kinds = [knowledge.entries[one].kind if one in knowledge.entries else "" for one in now]
        if kinds != [one.partition(":")[0] for one in ids] or len({*now}) < len(now):
            return None
    return replace(wanted, about=about, actors=actors, without=without, beside=beside)


def taken_up(query: Query, sight: Sight, index: Index) -> tuple[Entry, Facet] | None:
    """The entry and the levels that a short question takes up from the conversation; None for a question of its own."""
    conversation = query.conversation
    level = _level(query)
    chosen = _choice(query, sight, index)
    if chosen is not None:
        return chosen, level or conversation.facet
    entry = index.knowledge.entries.get(conversation.entry or "")
    if entry is None or sight.cues or len(query.whole.words) > LONGEST:
        return None
    if level is not None and query.whole.words[0].surface in OPENERS and _covers(entry, sight):
        return entry, level
    points_back = _only_shapes(query, sight, level) or _asks_within(query, sight, entry)
    return (entry, level or conversation.facet) if points_back else None


def _only_shapes(query: Query, sight: Sight, level: Facet | None) -> bool:
    """Whether the words name a level or an aspect and nothing else."""
    best = sight.matches[0] if sight.matches else None
    if best is not None and (best.entry.tells or (query.defines and best.entry.explains)):
        whole = best.said >= NEARLY_ALL and best.heard >= WHOLE
        if whole or DOCUMENT & forms_of(query.whole.words):
            return False
    telling = [unit for unit in sight.units if unit.telling and not unit.meaning.direct & LOCAL]
    return not telling and not sight.areas and (level is not None or query.aspect is not Aspect.ANY)


def _asks_within(query: Query, sight: Sight, entry: Entry) -> bool:
    """Whether the words ask of an actor's part in the measure just told of: `onko kunnat siinä mukana`."""
    if not entry.levelled or not BACK & {word.surface for word in query.whole.words}:
        return False
    best = sight.matches[0] if sight.matches else None
    return best is not None and best.entry.coordinates and best.said >= NEARLY_ALL


def _covers(entry: Entry, sight: Sight) -> bool:
    return any(match.entry.akin(entry) and match.said >= COVERED for match in sight.matches)


def _level(query: Query) -> Facet | None:
    if BOTH & forms_of(query.whole.words):
        return Facet.BOTH
    return query.facet if query.asks_level else None


def picked(query: Query, index: Index) -> Entry | None:
    """The choice that the words name by its place, and hardly anything else."""
    offered = _offered(query, index)
    forms = forms_of(query.whole.words)
    if any(is_telling(word) and not (NUMBERS | PICKING) & word.forms for word in query.whole.words):
        return None
    for place, (entry, names) in enumerate(zip(offered, ORDINALS, strict=False), 1):
        if forms & {*names, str(place)}:
            return entry
    return offered[-1] if offered and forms & set(LAST) else None


def on_the_map(query: Query, index: Index) -> Entry | None:
    """Of the regions that were offered, or were spoken of last, the one that the words name by its place on the map.

    None where the content tells of fewer than two where they are, or a message says more: `se eteläisempi`.
    """
    compass = [(word, way) for word in query.whole.words for stem, way in COMPASS if word.surface.startswith(stem)]
    directions = {word for word, _ in compass}
    named = any(is_telling(word) and not PICKING & word.forms for word in query.whole.words if word not in directions)
    if len({way for _, way in compass}) != 1 or named:
        return None
    axis, sign = compass[0][1]
    places = {area.region: area.at for area in index.knowledge.areas if area.at is not None}
    told = query.conversation.choices, tuple(dict.fromkeys(reversed(query.conversation.spoken)))[:2]
    regions = next((some for ids in told if len(some := [one for one in ids if one in places]) > 1), [])
    far = max(regions, key=lambda one: sign * places[one][axis], default=None)
    return None if far is None else index.knowledge.entries[far]


def _choice(query: Query, sight: Sight, index: Index) -> Entry | None:
    """The choice that the words name by clearly fitting it best."""
    offered = _offered(query, index)
    if not offered or sight.cues:
        return None
    fits = sorted((m for m in sight.matches if any(m.entry.akin(e) for e in offered)), key=lambda m: -m.score)
    if not fits or fits[0].score < max(NAMED, MEANT * sight.matches[0].score) or not _is_ahead(fits):
        return None
    taken = query.conversation.entry in query.conversation.choices
    if taken and len(query.whole.words) == 1 and not _is_ahead(sight.matches, MEANT):
        return None  # a word that may mean something else as well asks anew
    return next(e for e in offered if fits[0].entry.akin(e))


def _offered(query: Query, index: Index) -> list[Entry]:
    return [e for e in map(index.knowledge.entries.get, query.conversation.choices) if e is not None]


def _is_ahead(fits: Sequence[Match[Entry]], share: float = 1.0) -> bool:
    """Whether all else has less than a share of the score of the first: a word that two have alike chooses neither."""
    first, *others = fits
    return all(match.entry.akin(first.entry) or match.score < share * first.score for match in others)


PICKING = words_in("""
    valita vaihtoehto numero ottaa otetaan lista listalta kohta haluta mieluummin katsoa sittenkin ehdotus nappi painaa
    mennä mennään olla aihe juttu niistä noista tarvita tarvin tarvisin lisää
""")
"""Words with which one picks."""
COMPASS = (
    ("etel", (0, -1)),
    ("pohjoi", (0, 1)),
    ("itä", (1, 1)),
    ("idem", (1, 1)),
    ("länt", (1, -1)),
    ("länn", (1, -1)),
)
"""Beginnings of words of a direction, each with the axis that it goes along (latitude, longitude) and which way."""
NUMBERS = frozenset("1234") | {name for names in (*ORDINALS, LAST) for name in names}
