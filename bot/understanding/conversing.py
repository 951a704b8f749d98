"""What a message means in a conversation that its words alone do not tell: it goes on, goes back, or only chats."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.content.entries import Entry, Facet
from bot.understanding.language import forms_of
from bot.understanding.query import Aspect, Move, is_cue, level_of
from bot.understanding.query.cues import words_in
from bot.understanding.query.moves import LEVEL, SHAPING
from bot.understanding.query.talk import FEELINGS
from bot.understanding.table import focus, mark

if TYPE_CHECKING:
    from bot.understanding.language import Word
    from bot.understanding.matching import Index, Match, Sight
    from bot.understanding.query import Conversation, Query

SHOWN = frozenset({Move.MORE, Move.CHANGES, Move.SOURCE, Move.SHORT, Move.PLAIN, Move.SHARE})
"""Moves that show the last answer in another way."""
SPOKEN = 0.15
"""Least share of the words beside a way back that an entry must say which was spoken of."""
NAMED = 0.3
"""The same where no word leads back: `siitä urasuunnittelusta`."""
CALLED = 0.4
"""Least share of a message that an actor's name must say beside a move."""
CALLED_SO = 0.75
"""Least share of that name."""
OWN = 0.75
"""Least probability of an answer with which a message that points back asks for something else all the same."""
SURELY = 0.9
"""The same of one that names nothing, and does not point back."""
DOCUMENT = frozenset({"esitys", "aineisto", "diaesitys"})
"""What a message may be about that is no part of what was told of: `kuka tämän esityksen on tehnyt`."""
LONGEST = 16
"""Words of the longest message that goes on with what was told of."""
POINTING = words_in("""
    niillä niil niiltä siltä siinä siin siinäkin siinäki siihen siihe siitä siit siitäkin sille niille niihin niissä
    niiss näille näiden näillä heille heidän heillä niiden niitten niitä niist niistä sen siellä sieltä siel tuohon
    tuossa tossa tosta tuosta tähän tässä tästä samasta samaan sama samal samalla samat kyseinen kyseisen kyseessä
    mainittu
""")
"""Words that stand for what was told of."""
WEAKLY = words_in("se ne sitä tuo toi tämä tää nuo noi nua")
"""Words that may stand for it, and more often go with what is named."""
ACROSS = {Facet.NATIONAL: Facet.REGIONAL, Facet.REGIONAL: Facet.NATIONAL}
INSIDE, OUT_OF = ("ssa", "ssä", "s"), ("sta", "stä", "st")
CASES = {
    **dict.fromkeys(("siinä", "siin", "niissä", "tässä", "tuossa", "tossa", "samassa", "niiss"), INSIDE),
    **dict.fromkeys(("siitä", "siit", "niistä", "tästä", "tuosta", "tosta", "samasta", "niist"), OUT_OF),
    **dict.fromkeys(
        (
            "siihen",
            "niihin",
            "tähän",
            "tuohon",
            "samaan",
            "sen",
            "tämän",
            "tän",
            "tuon",
            "ton",
            "niiden",
            "niitten",
            "kyseisen",
        ),
        ("n",),
    ),
    "sille": ("lle",),
    "niille": ("lle",),
}
"""The endings of a word that agrees with one that points."""
INSIDE_IT = words_in("keino muut muita muutki muutkin muitaki")
"""Words that ask of the measure that an actor is in: `muut siinä`."""
FILLING = FEELINGS.keys | words_in("""
    tarvita tarvin tarvisin hetkinen jaa jaaha jaahas ahaa aha joo juu jep ok okei okej no hei hmm nii niin ai aijaa
    oho viel kiitos kiitti
""")
UNTELLING = SHAPING | POINTING | FILLING
NEARLY = 0.6
"""Least share of the best score of all with which something spoken of before is meant."""


def moved(query: Query, sight: Sight, index: Index) -> tuple[Entry, Facet, Move | None] | None:
    """What a move leads to: an entry, its levels, and how it is shown; None where there is nothing to go by."""
    conversation, entries = query.conversation, index.knowledge.entries
    entry = entries.get(conversation.entry or _asked_of(conversation) or "")
    level = level_named(query) or conversation.facet
    made = query.move
    if made is None:
        return None
    if made.move in SHOWN or made.move is Move.OTHERS:
        named = _named(sight) if any(map(is_telling, query.whole.words)) else None
        strange = any(word.known and not word.guessed and is_telling(word) for word in made.beside)
        inside = None if entry is None or made.move in SHOWN else _only_measure(entry, query, index)
        about = named or inside or (None if strange else entry)
        return None if about is None else (about, level, made.move if made.move in SHOWN else None)
    if made.move is Move.OTHER and entry is not None and level in ACROSS and LEVEL & forms_of(query.whole.words):
        return entry, ACROSS[level], None
    if made.move is Move.OTHER:
        other = _other(conversation)
        return None if other is None else (entries[other], level, None)
    earlier = _earlier(query, made.move, sight, index) if conversation.spoken else None
    return None if earlier is None else (earlier, level, None)


def _named(sight: Sight) -> Entry | None:
    """The actor whom a message names that says little else."""
    best = next(
        (
            match
            for match in sight.matches
            if match.said >= CALLED and match.heard >= CALLED_SO and match.entry.coordinates
        ),
        None,
    )
    return None if best is None else best.entry


def returned(query: Query, sight: Sight, index: Index, best: Match[Entry] | None) -> Entry | None:
    """Something spoken of or offered before that a message names which points back: `siitä urasuunnittelusta`.

    best: what it would ask for by itself.
    """
    conversation = query.conversation
    forms = forms_of(query.whole.words)
    if not any(map(is_telling, query.whole.words)) or not (POINTING | WEAKLY) & forms:
        return None
    if not POINTING & forms and best is not None and best.score >= OWN:
        return None
    before = {*conversation.spoken, *conversation.choices} - {conversation.entry}
    fits = [match for match in sight.matches if match.entry.id in before and match.said >= NAMED]
    last = index.knowledge.entries.get(conversation.entry or "")
    beside = max((match.score for match in sight.matches if last is not None and match.entry.akin(last)), default=0.0)
    near = fits and fits[0].score > beside and fits[0].score >= NEARLY * sight.matches[0].score
    return fits[0].entry if near and not fits[0].entry.coordinates else None


def within(query: Query, sight: Sight, index: Index, entry: Entry) -> Entry | None:
    """The measure of an actor of whom was told last that a message is about, by its words or as the only one."""
    forms = forms_of(query.whole.words)
    if not entry.coordinates or not (POINTING | WEAKLY) & forms:
        return None
    measures = index.knowledge.told_with(entry, level_named(query) or Facet.BOTH)
    said = (match.entry for match in sight.matches if match.said >= NAMED and match.entry in measures)
    return next(said, _only_measure(entry, query, index))


def _only_measure(entry: Entry, query: Query, index: Index) -> Entry | None:
    """The measure of an actor that has no other, where a message points at it and asks who is in it."""
    forms = forms_of(query.whole.words)
    measures = index.knowledge.told_with(entry, level_named(query) or Facet.BOTH) if entry.coordinates else ()
    asks = query.aspect is Aspect.WHO or not forms.isdisjoint(INSIDE_IT)
    points = POINTING & forms or (WEAKLY & forms and "keino" in forms and query.move is None)
    return measures[0] if len(measures) == 1 and asks and points else None


def goes_on(query: Query, sight: Sight, index: Index, best: Match[Entry] | None, entry: Entry) -> bool:
    """Whether a message is about `entry`, of which was told last. best: what it would ask for by itself."""
    words = query.whole.words
    if not words or len(words) > LONGEST or sight.strong_cue:
        return False
    said = [word for word in words if is_telling(word)]
    points = any(one.surface in POINTING and not _agrees(one, after) for one, after in zip_longest(words, words[1:]))
    shapes = level_named(query) is not None or query.aspect is not Aspect.ANY or bool(SHAPING & forms_of(words))
    if not said:
        told = best is not None and not best.entry.levelled and best.score >= OWN  # `mitä niiltä alueilta kysyttiin`
        surely = OWN if DOCUMENT & forms_of(words) else SURELY
        return (points and not told) or (shapes and (best is None or best.score < surely))
    if not points:
        return False
    marks = focus(mark(query, index))
    if entry.levelled and marks.named and not any(is_telling(word) for word in marks.rest):
        return True
    return best is None or best.score < OWN


def _agrees(word: Word, after: Word | None) -> bool:
    """Whether a word that points only goes with the one after it, in its case: `niissä kunnissa`."""
    endings = CASES.get(word.surface, ())
    return bool(endings) and after is not None and after.surface.endswith(endings) and is_telling(after)


def offers_again(query: Query, sight: Sight) -> bool:
    """Whether a message only tells on which level the choice is that was offered last."""
    conversation = query.conversation
    offered = conversation.last == "clarify" and len(conversation.choices) > 1
    return offered and query.asks_level and not any(map(is_telling, query.whole.words)) and not sight.cues


def level_named(query: Query) -> Facet | None:
    """The levels that a message names."""
    levels = {level for word in query.whole.words if (level := level_of(word)) is not None}
    if BOTH & forms_of(query.whole.words) or (len(levels) > 1 and not OR & forms_of(query.whole.words)):
        return Facet.BOTH
    return query.facet if query.asks_level else None


BOTH = frozenset({"molemmat", "molempi", "kummatkin", "kumpikin"})
OR = frozenset({"vai", "vae", "vaiko", "tai"})


def is_telling(word: Word) -> bool:
    """Whether a word names something."""
    return not (is_cue(word) or level_of(word) is not None or not UNTELLING.isdisjoint(word.forms))


def _asked_of(conversation: Conversation) -> str | None:
    """The one thing that was asked of the table, where nothing else was told of."""
    wanted = conversation.wanted
    named = () if wanted is None else (*wanted.about, *wanted.actors)
    return named[0] if named else None


def _other(conversation: Conversation) -> str | None:
    """The second of choices just offered, the one of two that was not taken, or what was spoken of before."""
    if conversation.last == "clarify" and len(conversation.choices) > 1:
        return conversation.choices[1]
    choices = [one for one in conversation.choices if one != conversation.entry]
    if len(choices) == 1 and conversation.entry in conversation.choices:
        return choices[0]
    if len(conversation.choices) > 1:
        return conversation.choices[1] if conversation.choices[1] != conversation.entry else None
    before = [one for one in conversation.spoken if one != conversation.entry]
    return before[-1] if before else None


def _earlier(query: Query, move: Move, sight: Sight, index: Index) -> Entry | None:
    """What was spoken of before, by its place, or as what the words beside the way back say."""
    spoken = [index.knowledge.entries[one] for one in query.conversation.spoken]
    if move is Move.FIRST:
        return spoken[0]
    offered = [index.knowledge.entries[one] for one in query.conversation.choices]
    before = [one for one in spoken if one.id != query.conversation.entry]
    if move is Move.BEFORE and query.conversation.last == "none":
        return spoken[-1]
    if move is Move.BEFORE or not any(map(is_telling, query.whole.words)):
        return before[-1] if before else spoken[-1]
    said = [match for match in sight.matches if match.said >= SPOKEN]
    fitting = (entry for match in said for entry in (*before, *offered, *spoken) if match.entry.akin(entry))
    only = before[0] if len({entry.id for entry in before}) == 1 else None
    return next(fitting, only)
