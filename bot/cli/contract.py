"""What `bot ask` tells programs of an answer: the JSON object that stays the same from version to version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Task
from bot.replies import Reply, plain
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, about, candidates, kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.documents import Source
    from bot.content.entries import Entry


def contract(answer: Answer, reply: Reply, question: str, elapsed_ms: float) -> dict[str, object]:
    """The object for one answer, ready for JSON.

    Keys: question, outcome (answer, clarify or none), entry (id or None), kind (of the entry; smalltalk for greetings;
    distress for talk of suicide or self-harm; or None), form (entry, task, yesno, list, count or compare), items (entry
    and slides of what the form is about, rests upon or lists), value (the task as the content words it, yes or no, a
    number, or None), facet, sources of the entry, score 0–1, candidates (entry, title, score, sources; best first),
    reply as text, elapsed_ms.
    """
    entry = about(answer)
    form, items, value = _form(answer)
    return {
        "question": question,
        "outcome": answer.outcome,
        "entry": entry.id if entry is not None else None,
        "kind": kind(answer),
        "facet": answer.facet.value,
        "sources": sources(entry) if entry is not None else [],
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
        "items": [_item(item) for item in items],
        "value": value,
        "reply": plain(reply),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _form(answer: Answer) -> tuple[str, Sequence[Entry], bool | int | str | None]:
    """What sort of answer it is, the entries that it is about as that sort, and what it says in one value."""
    match answer:
        case Computed(result=result):
            return result.wanted.form.value, result.items, result.value
        case Found(entry=entry, task=Task(text=text), sharing=sharing):
            return "task", (entry, *sharing), text
        case Ambiguous(choices=choices, task=Task(text=text)):
            return "task", tuple(match.entry for match in choices), text
        case _:
            return "entry", (), None


def _item(entry: Entry) -> dict[str, object]:
    """An entry with the numbers of the slides that it comes from."""
    return {"entry": entry.id, "slides": [source.slide for source in entry.sources if source.slide is not None]}


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
