"""What `bot ask` tells programs of an answer: the JSON object that stays the same from version to version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Task
from bot.replies import Reply, plain
from bot.understanding.answering import Ambiguous, Answer, Found, candidates, kind

if TYPE_CHECKING:
    from bot.content.documents import Source
    from bot.content.entries import Entry


def contract(answer: Answer, reply: Reply, question: str, elapsed_ms: float) -> dict[str, object]:
    """The object for one answer, ready for JSON.

    Keys: question, outcome (answer, clarify or none), entry (id or None), kind (of the entry; smalltalk for greetings;
    or None), facet, sources of the entry, score 0–1, candidates (entry, title, score, sources; best first), form (task
    when a task is what answers, else entry), items (entry and slides of each entry that the form is about), value (the
    task as the content words it, or None), reply as text, elapsed_ms.
    """
    form, items, value = _form(answer)
    return {
        "question": question,
        "outcome": answer.outcome,
        "entry": answer.entry.id if isinstance(answer, Found) else None,
        "kind": kind(answer),
        "facet": answer.facet.value,
        "sources": sources(answer.entry) if isinstance(answer, Found) else [],
        "score": round(answer.score, 4),
        "candidates": [
            {
                "entry": match.entry.id,
                "title": match.entry.title,
                "score": round(match.score, 4),
                "sources": sources(match.entry),
            }
            for match in candidates(answer)
        ],
        "form": form,
        "items": [{"entry": item.id, "slides": _slides(item)} for item in items],
        "value": value,
        "reply": plain(reply),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _slides(entry: Entry) -> list[int]:
    return [source.slide for source in entry.sources if source.slide is not None]


def _form(answer: Answer) -> tuple[str, tuple[Entry, ...], str | None]:
    """What sort of answer it is, the entries that it is about as that sort, and what it says in one value."""
    match answer:
        case Found(entry=entry, task=Task(text=text), sharing=sharing):
            return "task", (entry, *sharing), text
        case Ambiguous(choices=choices, task=Task(text=text)):
            return "task", tuple(match.entry for match in choices), text
        case _:
            return "entry", (), None


def sources(entry: Entry) -> list[dict[str, object]]:
    """Where an entry comes from, as plain values.

    `{"slide": 7, "document": "document:…", "place": "7"}`, the first key being what the place is called (slide, page,
    chapter or section) and left out with `place` for a whole document; or url, title and checked of a public page.
    """
    return [_plain(source) for source in entry.sources]


def _plain(source: Source) -> dict[str, object]:
    plain = source.model_dump(mode="json", exclude_none=True)
    document = {"document": plain.pop("document")} if "document" in plain else {}
    return plain | document | ({} if source.place is None else {"place": source.place[1]})
