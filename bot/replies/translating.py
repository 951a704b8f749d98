"""An answer, which is in Finnish as what is searched, with the texts of the content in the language of its reply."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from bot.content.entries import Entry, Outside, Task
from bot.replies.parts import Cited, Items, Note, Quote, Reply, unfold
from bot.understanding.answering import Ambiguous, Computed, Found, NotFound
from bot.understanding.table import spoken_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.content.knowledge import Knowledge
    from bot.replies.parts import Part
    from bot.replies.texts import Texts
    from bot.understanding.answering import Answer
    from bot.understanding.matching import Match
    from bot.understanding.table import Result

Named = TypeVar("Named", bound=Entry)
Asked = TypeVar("Asked", bound="Answer")


def translate(answer: Asked, knowledge: Knowledge) -> Asked:
    """The answer as `knowledge`, the content in a language, tells what it holds; its query and chances stay."""
    if knowledge.finnish is None:
        return answer
    matches = tuple(_match(one, knowledge) for one in answer.matches)
    match answer:
        case Found():
            return replace(
                answer,
                entry=_entry(answer.entry, knowledge),
                matches=matches,
                task=_task(answer.task, knowledge),
                sharing=tuple(_entry(one, knowledge) for one in answer.sharing),
                line=None if answer.line is None else _pair(answer.entry, knowledge).get(answer.line, answer.line),
            )
        case Computed():
            entry = None if answer.entry is None else _entry(answer.entry, knowledge)
            return replace(answer, entry=entry, matches=matches, result=_result(answer.result, knowledge))
        case Ambiguous():
            choices = tuple(_match(one, knowledge) for one in answer.choices)
            return replace(answer, choices=choices, matches=matches, task=_task(answer.task, knowledge))
        case NotFound(outside=outside, about=about):
            return replace(
                answer,
                matches=matches,
                outside=None if outside is None else _outside(outside, knowledge),
                about=None if about is None else _entry(about, knowledge),
            )
        case _:
            return answer


def _entry(entry: Named, knowledge: Knowledge) -> Named:
    found = knowledge.entries.get(entry.id)
    return found if isinstance(found, type(entry)) else entry


def _outside(outside: Outside, knowledge: Knowledge) -> Outside:
    return next((one for one in knowledge.outside if one.id == outside.id), outside)


def _task(task: Task | None, knowledge: Knowledge) -> Task | None:
    if task is None:
        return None
    measure = _entry(task.measure, knowledge)
    return Task(measure, task.level, measure.tasks[task.number].text)


def _match(match: Match[Entry], knowledge: Knowledge) -> Match[Entry]:
    phrase = _pair(match.entry, knowledge).get(match.phrase, match.phrase)
    return replace(match, entry=_entry(match.entry, knowledge), phrase=phrase)


def _result(result: Result, knowledge: Knowledge) -> Result:
    """What the table says, its tasks as the measures that are spoken of have them."""
    said = dict(chain.from_iterable(_pair(one, knowledge).items() for one in spoken_of(result.wanted, knowledge)[::-1]))
    task = result.wanted.task
    return replace(
        result,
        wanted=result.wanted if task is None else replace(result.wanted, task=said.get(task, task)),
        items=tuple(_entry(one, knowledge) for one in result.items),
        tasks=tuple(said.get(one, one) for one in result.tasks),
    )


def _pair(entry: Entry, knowledge: Knowledge) -> Mapping[str, str]:
    """Each Finnish text of an entry with the translated one; of a list whose length differs none."""
    original = (knowledge.finnish or knowledge).entries.get(entry.id, entry)
    told = dict(_entry(entry, knowledge).texts())
    pairs = [(texts, told.get(name, ())) for name, texts in original.texts()]
    return {old: new for olds, news in pairs if len(olds) == len(news) for old, new in zip(olds, news, strict=True)}


def note_untold(reply: Reply, knowledge: Knowledge, texts: Texts) -> Reply:
    """The reply with a line that says that it shows Finnish, where it does: folded away, or else above its source."""
    if knowledge.finnish is None or not _shows(reply, _find_untold(knowledge)):
        return reply
    note = Note(texts("untranslated"))
    if any(note.text in text for text in _list_texts(reply.parts)):
        return reply
    quote = next((part for part in reversed(reply.parts) if isinstance(part, Quote)), None)
    if quote is not None:
        longer = Quote((*quote.parts, note))
        return replace(reply, parts=tuple(longer if part is quote else part for part in reply.parts))
    above = len(reply.parts) - isinstance(reply.parts[-1], Cited)
    return replace(reply, parts=(*reply.parts[:above], note, *reply.parts[above:]))


def _shows(reply: Reply, untold: Iterable[str]) -> bool:
    """Whether a reply shows one of the texts, whole."""
    said = "\n".join((*_list_texts(reply.parts), *(choice.label for row in reply.choices for choice in row))).casefold()
    return any(text in said and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said) for text in untold)


def _list_texts(parts: Sequence[Part]) -> Iterator[str]:
    for part in unfold(parts):
        yield from part.items if isinstance(part, Items) else (part.text,)


@lru_cache(maxsize=4)
def _find_untold(knowledge: Knowledge) -> frozenset[str]:
    """The texts that stand in Finnish in a content of another language, in small letters, without a full stop."""
    found = (texts for _, fields in knowledge.untold(knowledge.language) for _, texts in fields)
    return frozenset(text.rstrip(". ").casefold() for texts in found for text in texts) - {""}
