"""Decides: a question goes in, `Found`, `Computed`, `Ambiguous`, `NotFound`, `SmallTalk` or `Distress` comes out.

All of it is pure: no clock, no files but the fitted weights, no logging.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet, Goal, Measure, Theme
from bot.understanding.answering import tasks
from bot.understanding.answering.answers import (
    Ambiguous,
    Answer,
    Computed,
    Distress,
    Found,
    NotFound,
    Outcome,
    SmallTalk,
    about,
    candidates,
    kind,
)
from bot.understanding.answering.deciding import MOST_CHOICES, conclude, decide
from bot.understanding.answering.places import placed, quoting
from bot.understanding.answering.tasks import others
from bot.understanding.confidence import CANDIDATES, fitted_to
from bot.understanding.conversing import (
    OWN,
    POINTING,
    SHOWN,
    goes_on,
    is_telling,
    level_named,
    moved,
    offers_again,
    returned,
    within,
)
from bot.understanding.following import OPENERS, on_the_map, picked, remembered, taken_up
from bot.understanding.language import forms_of, normalise
from bot.understanding.matching import NOTHING, Match
from bot.understanding.query import (
    NEW,
    Aspect,
    Conversation,
    Move,
    Query,
    Sought,
    Talk,
    asked_in,
    beginning,
    beyond_reading,
    corrected,
    distressed,
    parse_finnish,
    same_of,
)
from bot.understanding.table import compute, leaves_out, read, resume

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.content.entries import Entry
    from bot.understanding.language import Word
    from bot.understanding.matching import Index, Sight
    from bot.understanding.tongues import Heard

__all__ = [
    "Ambiguous",
    "Answer",
    "Computed",
    "Distress",
    "Found",
    "NotFound",
    "Outcome",
    "SmallTalk",
    "about",
    "answer",
    "candidates",
    "conclude",
    "converse",
    "decide",
    "follow",
    "kind",
    "opened",
]

BEFORE = frozenset({Sought.REASON, Sought.PERSON, Sought.OPINION, Sought.DUTY, Sought.DETAIL, Sought.RESULT})
"""Facts that are never read as a question over the table."""
JOINED, UNJOINED = 0.8, 0.4
"""Least probability of the answer to each of two questions that are joined by an `and`; otherwise they are one. The
second where the message finds no answer as one."""
BEGINNING = 4
"""Words within which one of several questions begins to ask."""
ALIKE = (frozenset({"kuka", "ketkä", "ketä", "keitä", "kukas"}), frozenset({"mikä", "mitä", "mitkä", "mikäs", "mitäs"}))
"""Words that ask in the same way."""
FAR = 0.6
"""Most share of the probability of its first choice that any other may have where a question is one of several."""
EASY = frozenset({"selkokielellä", "selkosuomeksi", "selkosuomella", "selkokielisesti"})
"""Words that ask for selkokieli as the form of the answer; others may be about materials in it."""
ANEW = re.compile(
    r"""
    [ ,]+ (?: ja | sekä | että | ynnä | plus ) [ ] (?: sit | sitten | vielä | myös )? [ ]?
    (?= (?: kuka | ketkä | ketä | keitä | kenen | kenelle | mikä | mitä | mitkä | missä | mihin | miten | montako | onko
        | mille | kenellä ) \b )
""",
    re.VERBOSE | re.IGNORECASE,
)
"""Where a second question begins: `kuka hoitaa seurannan ja kuka liikkuvuuden`."""
LEADS = re.compile(r"\b(että|jotta|notta|kysy\w*|kertoisi\w*|tietää|tiedustel\w*)[ ,:]*$", re.IGNORECASE)
"""What leads to a question at the end of a long message."""
YEAR = re.compile(r"\b(19|20)\d\d\b")
SIGNS = {
    Sought.AMOUNT: re.compile(r"\d"),
    Sought.CONTACT: re.compile(r"https?:|www\.|@|\.fi\b"),
    Sought.PERSON: re.compile(r"\b[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+"),
    Sought.TIME: re.compile(r"\d|kuussa\b"),
}
"""What a text has that tells a fact of a sort."""
OVERVIEW = "overview"
"""The entry that tells of all measures."""
SHORTEST = 8
"""Characters of the shortest question in a message of several."""
MANY = 5
"""Most questions of a message that are looked at; of more the first."""
MOST_SPOKEN = 12
"""How many of the things spoken of are remembered."""
SAME = frozenset({"sama", "samoin", "samaten", "vastaava", "vastaavasti", "myös", "kans", "samanlainen"})
"""Words that ask for the same of something else."""
PICKED = 6
"""Words of the longest message that picks what was offered before on the level that was spoken of."""
CLEARLY, CHATTED = 0.85, 0.5
"""Least probability of small talk where a message may go on with what was told of, and otherwise."""
LIKELY = 0.1
"""Least probability of the entry of which it is said that a fact is not told of it, where none would be answered."""
UNSAID = 0.25
"""Probability told of each of four choices when the question does not say what it is about."""


def answer(question: str, index: Index, conversation: Conversation = NEW) -> Answer:
    """Answer one question of any text in any of the languages. Never raises."""
    language = distressed(question, index.language)
    if language is not None:
        return Distress(Query("", (), conversation=conversation), language)
    heard = index.language.heard(question, conversation.tongue)
    return _as_heard(_answer(heard.text, index, conversation), heard)


def _as_heard(answered: Answer, heard: Heard) -> Answer:
    """An answer to a message, or to a part of it, that knows how it was written."""
    return replace(answered, query=replace(answered.query, heard=heard))


def _answer(question: str, index: Index, conversation: Conversation = NEW) -> Answer:
    """Answer one question in Finnish words."""
    conversation = remembered(conversation, index.knowledge)
    told = conversation.entry or conversation.wanted or conversation.choices
    if told and (reworded := _reworded(normalise(question), index, conversation)) is not None:
        return reworded
    query = parse_finnish(question, index.language, conversation)
    sight = index.search(query) if told and query.move is not None else None
    led = _in_easy_words(query, index) if sight is None else _moved(query, sight, index)
    if led is not None:
        return led
    if not index.called(query):
        if query.talk is not None:
            return SmallTalk(query, query.talk)
        place = placed(query, index)
        if place is not None:
            return place
    sight = sight or index.search(query)
    found = next(found for found in _answers(query, sight, index) if found is not None)
    return quoting(_kept_on_level(found, conversation, index), sight, index)


def _in_easy_words(query: Query, index: Index) -> Found | None:
    """What a question is told in selkokieli that asks for that beside what it is about: `kunnat selkokielellä`.

    Nothing where the rest does not say by itself what it is about.
    """
    rest = [word.surface for word in query.whole.words if word.surface not in EASY]
    found = _ahead(_answer(" ".join(rest), index)) if 0 < len(rest) < len(query.whole.words) else None
    return replace(found, query=query, move=Move.PLAIN) if isinstance(found, Found) else None


def _reworded(text: str, index: Index, conversation: Conversation) -> Answer | None:
    """What is meant by a message that puts right what was said, or asks the same of something else.

    text: normalised.
    """
    meant, alike = corrected(text), same_of(text)
    if meant is not None:
        right = _kept_on_level(_ahead(_answer(meant, index, conversation)), conversation, index, always=True)
        return _offer_others(right, conversation, index) or right
    if alike is not None:
        same = _kept_on_level(_ahead(_answer(alike, index, conversation)), conversation, index, always=True)
        return None if same.outcome == "none" else same
    return None


def _moved(query: Query, sight: Sight, index: Index) -> Answer | None:
    """What a move leads to; what was computed is computed again where it is about no one thing."""
    led = moved(query, sight, index)
    if led is not None:
        entry, facet, how = led
        return Found(query, entry, facet, 1.0, sight.matches[:CANDIDATES], move=how)
    wanted, before = query.conversation.wanted, index.knowledge.entries.get(query.conversation.entry or "")
    if query.move is not None and query.move.move is Move.OTHER and before is not None:
        return _offer_others(Found(query, before, query.conversation.facet, 1.0), query.conversation, index)
    if query.move is None or query.move.move not in SHOWN or wanted is None:
        return None
    return Computed(query, compute(wanted, index.knowledge), None, wanted.facet, matches=sight.matches[:CANDIDATES])


def _ended(query: Query, index: Index) -> Found | None:
    """What the last sentence goes on with, where those before it ask nothing: `Arvasin. Ketkä siinä on?`."""
    *before, last = re.split(r"(?<=[.!?:])\s+", query.text.strip())
    entry = index.knowledge.entries.get(query.conversation.entry or "")
    then = _answer(last, index, query.conversation) if before and entry is not None else None
    if entry is None or not isinstance(then, Found) or not then.entry.akin(entry):
        return None
    names = any(map(is_telling, then.query.whole.words))
    return None if names or _is_sure(_answer(" ".join(before), index), OWN) else then


def _chatted(query: Query, asked: Answer, least: float, index: Index) -> Answer | None:
    """Small talk that says more than its own words, where it is that rather than what it would ask for.

    After a greeting a question may come, which is answered: `hei taas, kertoisitko mitä kunnat tekevät`.
    """
    kind, chance = query.leans
    asks = 0.0 if isinstance(asked, NotFound) else asked.score
    if query.sought or chance < least or chance <= asks:
        return None
    question = asked_in(query.text) if kind is Talk.GREETING else None
    asked_after = None if question is None else _answer_sure(question, query, index)
    return asked_after or SmallTalk(query, kind)


def _asked_at_the_end(query: Query, decided: Answer, index: Index) -> Answer | None:
    """The answer to what a message asks at last, where nothing else answers it: `…, mutta kysyisin, että kuka …`."""
    question = asked_in(query.text)
    if question is None or not isinstance(decided, NotFound) or decided.outside is not None:
        return None
    return _answer_sure(question, query, index) if LEADS.search(query.text[: -len(question)]) else None


def _answer_sure(question: str, query: Query, index: Index) -> Answer | None:
    """The answer to a question within a message, in its conversation, where by itself it is surely about something."""
    return _answer(question, index, query.conversation) if _is_sure(_answer(question, index), JOINED) else None


def _is_part_of(computed: Computed | None, gone_on: Found | Ambiguous | None) -> bool:
    """Whether what is computed is of the thing that a message goes on with: `onko kunnat siinä mukana`."""
    entry = None if computed is None else computed.entry
    return entry is not None and isinstance(gone_on, Found) and entry.akin(gone_on.entry)


def _picked(query: Query, sight: Sight, index: Index) -> Found | None:
    """What was offered before and is named by its place in the list, or on the map."""
    chosen = picked(query, index) or on_the_map(query, index)
    level = level_named(query) or query.conversation.facet
    shown = query.move.move if query.move is not None and query.move.move in SHOWN else None
    return None if chosen is None else Found(query, chosen, level, 1.0, sight.matches[:CANDIDATES], move=shown)


def _as_choice(entry: Entry, query: Query) -> Match[Entry]:
    return Match(entry, UNSAID, 0.0, query.text, 0.0, 0.0)


def _gone_on(query: Query, sight: Sight, decided: Answer, index: Index) -> Found | Ambiguous | None:
    """What a message is about that goes on with what was told of, or goes back to what was spoken of before."""
    conversation = query.conversation
    entry = index.knowledge.entries.get(conversation.entry or "")
    if offers_again(query, sight):
        choices = tuple(_as_choice(index.knowledge.entries[one], query) for one in conversation.choices)
        return Ambiguous(query, choices, query.facet, UNSAID, choices)
    if entry is None or query.sought or resume(query, index) is not None:
        return None
    level = level_named(query) or conversation.facet
    best = Match(decided.entry, decided.score, 0.0, "", 0.0, 0.0) if isinstance(decided, Found) else None
    about = returned(query, sight, index, best) or within(query, sight, index, entry)
    likeliest = decided.choices[0].entry if isinstance(decided, Ambiguous) and decided.task is None else None
    named = likeliest is not None and likeliest.akin(entry) and POINTING & forms_of(query.whole.words)
    if about is None and (named or goes_on(query, sight, index, best, entry)):
        about = entry
    return None if about is None else Found(query, about, level, 1.0, sight.matches[:CANDIDATES])


def _kept_on_level(answered: Answer, before: Conversation, index: Index, *, always: bool = False) -> Answer:
    """What goes on with what was spoken of stays on its level, unless it names one. always: whatever it begins with."""
    query = answered.query
    if not isinstance(answered, Found | Computed) or not query.segments:
        return answered
    first = next((word.surface for word in query.whole.words), "")
    entry = about(answered)
    picks = entry is not None and entry.id in before.choices and len(query.whole.words) <= PICKED
    goes_on = always or first in OPENERS or picks or SAME & forms_of(query.whole.words)
    return _on_level(answered, before.facet, index) if goes_on else answered


def _on_level(answered: Found | Computed, facet: Facet, index: Index) -> Found | Computed:
    """An answer on some levels, where its question names none."""
    if facet is Facet.BOTH or level_named(answered.query):
        return answered
    if isinstance(answered, Computed):
        wanted = replace(answered.result.wanted, facet=facet)
        plain = answered.facet is Facet.BOTH and wanted.plain
        return replace(answered, result=compute(wanted, index.knowledge), facet=facet) if plain else answered
    if answered.task is not None and answered.task.level not in facet.levels:
        answered = replace(answered, task=None, sharing=())
    return replace(answered, facet=facet) if answered.entry.levelled else answered


def _offer_others(right: Answer, before: Conversation, index: Index) -> Ambiguous | None:
    """The other choices, where what is meant instead would be what was told already: `eiku toinen`."""
    others = [index.knowledge.entries[one] for one in before.choices if one != before.entry]
    same = isinstance(right, Found) and (right.entry.id, right.facet) == (before.entry, before.facet)
    if not same or len(others) < 2:
        return None
    choices = tuple(_as_choice(entry, right.query) for entry in others)
    return Ambiguous(right.query, choices, right.facet, UNSAID, choices)


def _answers(query: Query, sight: Sight, index: Index) -> Iterator[Answer | None]:
    """What may answer, in the order in which it is tried; the last always does."""
    decided = decide(query, sight, fitted_to(index))
    yield _called(query, sight, decided, index)
    yield _confirmed(query, sight, decided, index)
    yield _picked(query, sight, index)
    gone_on, computed = _gone_on(query, sight, decided, index), _computed(query, sight, decided, index)
    asks = decided if computed is None else computed
    yield _chatted(query, asks, CLEARLY, index) if level_named(query) is None and query.aspect is Aspect.ANY else None
    if computed is not None and gone_on is not None and _is_part_of(computed, gone_on):
        yield _on_level(computed, gone_on.facet, index)
    yield gone_on
    yield _ended(query, index)
    yield _chatted(query, asks, CHATTED, index)
    if query.sought & BEFORE:
        yield _untold(query, decided, index)
    if computed is not None and query.sought & BEFORE:
        yield NotFound(query, computed.facet, computed.score, computed.matches, about=computed.entry)
    yield computed
    if query.sought:
        yield _untold(query, decided, index)
    denied = leaves_out(query, index)
    if denied:
        yield _denied(query, decided)
    yield _taken_up(query, sight, index)
    yield None if _means_task(decided) else _worded(query, sight, index)
    yield _broad(query, index) if _says_nothing(sight) and not denied else None
    yield _asked_at_the_end(query, decided, index)
    yield decided


def _called(query: Query, sight: Sight, decided: Answer, index: Index) -> Answer | None:
    """The entry whose title, alias or synonym the question is, or all that have it to choose from.

    The title of a term is a word as well: where others have it, the term is offered beside them.
    """
    called = index.called(query)
    if not called:
        return None
    first = called[0]
    alone = all(first.akin(other) for other in called)
    if alone and isinstance(decided, Found) and decided.entry.akin(first):
        return decided
    titled = first in index.titled(query)
    beside = decided.choices if titled and first.explains and isinstance(decided, Ambiguous) else ()
    matches = sight.matches[:CANDIDATES]
    if alone and not beside:
        return Found(query, first, decided.facet, 1.0, matches)
    named = (Match(entry, 1.0, 1.0, query.text, 1.0, 1.0) for entry in called)
    offered = {match.entry.id: match for match in (*named, *beside)}
    most = max(len(called), MOST_CHOICES)  # nothing else tells those apart that share a title
    return Ambiguous(query, tuple(offered.values())[:most], decided.facet, 1.0, matches)


def _confirmed(query: Query, sight: Sight, decided: Answer, index: Index) -> Answer | None:
    """What an admin confirmed that the wording asks for."""
    meant = index.confirmed(query)
    if meant == NOTHING:
        return NotFound(query, decided.facet, 0.0, decided.matches)
    entry = None if meant is None else index.knowledge.entries.get(meant)
    if entry is None or (isinstance(decided, Found) and decided.entry.akin(entry)):
        return None if entry is None else decided
    return Found(query, entry, decided.facet, 1.0, sight.matches[:CANDIDATES])


def _means_task(decided: Answer) -> bool:
    return isinstance(decided, Found | Ambiguous) and decided.task is not None


def _worded(query: Query, sight: Sight, index: Index) -> Found | None:
    """The entry that has the very words of the question."""
    entry = index.worded(query)
    return None if entry is None else Found(query, entry, query.facet, 1.0, sight.matches[:CANDIDATES])


def _taken_up(query: Query, sight: Sight, index: Index) -> Found | None:
    """What takes up the conversation."""
    taken = taken_up(query, sight, index) if query.conversation != NEW else None
    return None if taken is None else Found(query, *taken, 1.0, sight.matches[:CANDIDATES])


def _untold(query: Query, decided: Answer, index: Index) -> NotFound | None:
    """That the content does not say of a thing what is wanted of it; None where it may."""
    entries = [decided.entry] if isinstance(decided, Found) else []
    entries = [match.entry for match in decided.choices] if isinstance(decided, Ambiguous) else entries
    if isinstance(decided, NotFound):
        entries = [match.entry for match in decided.matches[:1] if match.score >= LIKELY]
    if not entries or _explains(entries[0], query, index) or query.sought <= index.tells(entries[0]):
        return None
    return NotFound(query, decided.facet, decided.score, decided.matches, about=entries[0])


def _denied(query: Query, decided: Answer) -> NotFound | None:
    """That a not was heard and not understood; None where nothing is answered that would drop it."""
    if not isinstance(decided, Found | Ambiguous):
        return None
    about = decided.entry if isinstance(decided, Found) else None
    return NotFound(query, decided.facet, decided.score, decided.matches, about=about, denied=True)


def _explains(entry: Entry, query: Query, index: Index) -> bool:
    """Whether an entry may tell such facts: it explains something and has a number or an address if that is sought.

    What explains nothing may have the year that is asked for.
    """
    measures = index.knowledge.measures_of(entry)
    said = " ".join((entry.content, *(text for measure in measures for text in measure.measures)))
    lacks = any(sort in query.sought and sign.search(said) is None for sort, sign in SIGNS.items())
    dated = query.sought == {Sought.TIME} and YEAR.search(said) is not None
    return dated or not (lacks or isinstance(entry, Measure | Goal | Theme | Actor))


def _computed(query: Query, sight: Sight, decided: Answer, index: Index) -> Computed | None:
    """What the table says, about one thing (a measure, an actor) or all of it; None when it is not asked."""
    taken_for = decided.entry if isinstance(decided, Found) else None
    task = None if taken_for is None else tasks.meant(taken_for, sight)
    wanted = resume(query, index) or read(
        query, taken_for, index, None if task is None else task.task, foreign=sight.strong_cue
    )
    if wanted is None or (wanted.plain and isinstance(decided, Ambiguous) and _means_task(decided)):
        return None
    result = compute(wanted, index.knowledge)
    named = wanted.about if len(wanted.about) == 1 and not wanted.apart else (*wanted.actors, *wanted.without)
    whole = () if named or wanted.about else (OVERVIEW,)
    about = [entry for one in named or whole if (entry := index.knowledge.entries.get(one)) is not None]
    about = about if len(about) == 1 else list(result.items)
    entry = about[0] if len(about) == 1 else None
    return Computed(query, result, entry, wanted.facet, matches=sight.matches[:CANDIDATES])


def _says_nothing(sight: Sight) -> bool:
    """Whether the question has cue words only, and they are not what some phrase of the content says by itself."""
    told = any(unit.telling or unit.area for unit in sight.units) or sight.cues
    whole = any(match.said > 0.9 and match.heard > 0.65 for match in sight.matches[:1])  # `mitä alueilta kysyttiin`
    return not told and not whole


def _broad(query: Query, index: Index) -> Answer:
    """Who coordinates, without a word of which measure: one measure of each theme to choose, or those of the only one.

    The measure itself where there is no other. Otherwise nothing.
    """
    if query.aspect is not Aspect.WHO and not query.asks_level:
        return NotFound(query, query.facet, 0.0)
    measures = index.knowledge.measures
    by_theme = {measure.theme: measure for measure in reversed(measures)}
    first = sorted(by_theme.values(), key=lambda measure: measure.order) if len(by_theme) > 1 else measures
    choices = tuple(Match(measure, UNSAID, 0.0, measure.title, 0.0, 0.0) for measure in first[:4])
    if len(choices) > 1:
        return Ambiguous(query, choices, query.facet, UNSAID, choices)
    return Found(query, measures[0], query.facet, UNSAID, choices) if measures else NotFound(query, query.facet, 0.0)


def opened(
    entry_id: str, facet: Facet, index: Index, conversation: Conversation = NEW, number: int | None = None
) -> Found | None:
    """What a pressed button shows, also by an id that the entry had; None when the entry is gone.

    number: that of the task that is meant.
    """
    entry = index.knowledge.entry(entry_id)
    if entry is None:
        return None
    found = Found(Query(entry.id, (), conversation=conversation), entry, facet, 1.0)
    tasks = entry.tasks if isinstance(entry, Measure) else ()
    task = next((task for place, task in enumerate(tasks) if place == number and task.level in facet.levels), None)
    if task is None:
        return found
    every = (task for measure in index.knowledge.measures for task in measure.tasks)
    return replace(found, task=task, sharing=others(task, every))


def converse(
    message: str, index: Index, conversation: Conversation = NEW, asked: int | None = None
) -> tuple[tuple[Answer, ...], Conversation]:
    """The answers to a message, one for each question that it asks, and the conversation after it.

    asked: the number of the message in the log. What answers several questions may be chosen from later.
    """
    language = distressed(message, index.language)
    if language is not None:
        return (Distress(Query("", (), conversation=conversation), language),), conversation
    heard = index.language.heard(message, conversation.tongue)
    answers, after = _converse(heard.text, index, conversation, asked)
    tongue = heard.tongue or conversation.tongue
    return tuple(_as_heard(one, heard) for one in answers), replace(after, tongue=tongue)


def _converse(
    message: str, index: Index, conversation: Conversation, asked: int | None
) -> tuple[tuple[Answer, ...], Conversation]:
    """Answer a message in Finnish words as `converse` does."""
    hear = cache(partial(_answer, index=index))
    found, unanswered, cut = _found(message, index, hear, JOINED)
    if len(found) > 1:
        first = replace(found[0], query=replace(found[0].query, cut=cut))
        answers: tuple[Answer, ...] = (first, *found[1:])
    else:
        whole = _answer(message, index, conversation)
        if not isinstance(whole, Found | Computed | SmallTalk | Distress):
            found, unanswered, cut = _found(message, index, hear, UNJOINED)
        if len(found) > 1:
            answers = tuple(found)
        elif found and unanswered and isinstance(whole, Found | Computed) and _alike(whole, found[0]):
            answers = (replace(whole, query=replace(whole.query, taken=found[0].query.text)),)
        else:
            answers = (whole,)
    for one in answers:
        conversation = follow(conversation, one, asked)
    if len(answers) > 1:
        told = (about(one) for one in answers)
        conversation = replace(conversation, choices=tuple(entry.id for entry in told if entry is not None))
    return answers, conversation


def _found(
    message: str, index: Index, hear: Callable[[str], Answer], least: float
) -> tuple[list[Found | Computed], list[Answer], bool]:
    """What answers the questions of a message that asks several, those that nothing answers, and whether some are left.

    Nothing where it asks one. least: the probability that each of those needs which an `and` joins.
    """
    text, cut = beginning(message)
    sentences = [said for line in text.split("\n") for said in re.split(r"(?<=\?)", line) if len(said) >= SHORTEST]
    if len(sentences) < 2 and not any(map(ANEW.search, sentences)):
        return [], [], cut
    heard = list(islice(_heard(sentences, hear, least, index), MANY + 1))
    if len(heard) < 2 or beyond_reading(text, index.language):
        return [], [], cut
    found: list[Found | Computed] = []
    unanswered: list[Answer] = []
    for one in heard[:MANY]:
        if not isinstance(one, Found | Computed):
            unanswered.append(one)
        elif not any(_alike(one, other) for other in found):
            found.append(one)
    return found, unanswered, cut or len(heard) > MANY


def _alike(one: Found | Computed, other: Found | Computed) -> bool:
    """Whether two answers are about the same thing; what is computed is only like the same reading of the table."""
    if isinstance(one, Found) and isinstance(other, Found):
        return one.entry.akin(other.entry)
    return isinstance(one, Computed) and isinstance(other, Computed) and one.result.wanted == other.result.wanted


def _heard(sentences: Iterable[str], hear: Callable[[str], Answer], least: float, index: Index) -> Iterator[Answer]:
    """What each question of a message gets: a sentence is one, or several that begin anew after an `and`."""
    for sentence in sentences:
        parts = [hear(part.strip()) for part in ANEW.split(sentence)]
        apart = len(parts) > 1 and all(_is_sure(part, least) for part in parts)
        if _parallel(parts):
            parts = list(_levelled([_ahead(part) for part in parts], index))
            apart = all(_is_sure(part, least) or _stands_alone(part) for part in parts) and not _of_one(parts)
        heard = parts if apart else [hear(sentence.strip())]
        yield from (part for part in heard if len(part.query.text) >= SHORTEST)


def _parallel(parts: Sequence[Answer]) -> bool:
    """Whether all questions of a sentence ask in the same way: `kuka hoitaa seurannan ja kuka liikkuvuuden`."""
    begin = [[word.surface for word in part.query.whole.words[:BEGINNING]] for part in parts if part.query.segments]
    asking = [next((i for word in words for i, ways in enumerate(ALIKE) if word in ways), None) for words in begin]
    return len(parts) == len(begin) > 1 and None not in asking and len({*asking}) == 1


def _of_one(parts: Sequence[Answer]) -> bool:
    """Whether all answers are about the same thing: `mitä siinä tehdään alueella ja mitä valtakunnallisesti`."""
    first, *others = (about(part) for part in parts)
    return first is not None and all(other is not None and other.akin(first) for other in others)


def _ahead(answered: Answer) -> Answer:
    """An answer to one of several questions: the likeliest of its choices, where it leaves the others far behind."""
    if not isinstance(answered, Ambiguous) or answered.task is not None or answered.score < JOINED:
        return answered
    first, *others = answered.choices
    alone = all(other.score <= FAR * first.score for other in others)
    return Found(answered.query, first.entry, answered.facet, first.score, answered.matches) if alone else answered


def _levelled(parts: Sequence[Answer], index: Index) -> Iterator[Answer]:
    """The answers to the questions of a sentence, each on its level, or that of one before it, or of the last.

    What the last says holds for all where it has no verb: `kuka hoitaa digipalvelun ja kuka seurannan alueella`.
    """
    levels = [level_named(part.query) for part in parts]
    level = None if any(map(_is_verb, parts[-1].query.whole.words)) else levels[-1]
    for part, own in zip(parts, levels, strict=True):
        level = own or level
        broad = isinstance(part, Found | Computed) and part.facet is Facet.BOTH
        yield _on_level(part, level, index) if level and broad and isinstance(part, Found | Computed) else part


def _is_verb(word: Word) -> bool:
    return any(reading.sort == "t" for reading in word.readings)


def _stands_alone(answered: Answer) -> bool:
    """Whether nothing answers a question that names something by itself and does not point at what was asked before."""
    words = answered.query.whole.words if answered.query.segments else ()
    return not isinstance(answered, Found | Computed) and any(map(is_telling, words)) and not POINTING & forms_of(words)


def _is_sure(answered: Answer, least: float) -> bool:
    entry = about(answered)
    return entry is not None and not entry.surveys and answered.score >= least


def follow(conversation: Conversation, answered: Answer, asked: int | None = None) -> Conversation:
    """What is remembered after an answer; small talk and distress change nothing.

    asked: the number of the question in the log. What was offered stays to choose from after one of it was taken.
    """
    match answered:
        case Found(entry=entry, facet=facet):
            choices = conversation.choices if entry.id in conversation.choices else ()
            told = replace(conversation, entry=entry.id, facet=facet, choices=choices, wanted=None)
        case Computed(entry=entry, facet=facet, result=result):
            one = None if entry is None else entry.id
            told = replace(conversation, entry=one, facet=facet, choices=(), wanted=result.wanted)
        case Ambiguous(choices=choices, facet=facet):
            told = replace(conversation, facet=facet, choices=tuple(match.entry.id for match in choices))
        case NotFound():
            return replace(conversation, choices=(), last="none", asked=asked)
        case SmallTalk() | Distress():
            return conversation
    new = about(answered)
    if new is not None and told.spoken[-1:] != (new.id,):
        told = replace(told, spoken=(*told.spoken, new.id)[-MOST_SPOKEN:])
    return replace(told, asked=asked, last=answered.outcome)
