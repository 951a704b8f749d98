"""What programs are told of an answer, a gap and the figures: objects that stay the same from version to version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.content.entries import Task
from bot.log.days import in_finland
from bot.replies import Reply, plain
from bot.review.telling import find_telling_words
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, about, candidates, kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.documents import Source
    from bot.content.entries import Entry
    from bot.review.figures import Figures
    from bot.review.gaps import Gap
    from bot.review.mended import Mend
    from bot.understanding.matching import Index


def tabulate_answer(answer: Answer, reply: Reply, question: str, elapsed_ms: float) -> dict[str, object]:
    """The object for one answer, ready for JSON.

    Keys: question, outcome (answer, clarify or none), entry (id or None), kind (of the entry; smalltalk for greetings;
    distress for talk of suicide or self-harm; or None), form (entry, task, yesno, list, count or compare), items (entry
    and slides of what the form is about, rests upon or lists), value (the task as the content words it, yes or no, a
    number, or None), facet, sources of the entry, score 0–1, candidates (entry, title, score, sources; best first),
    reply as text, elapsed_ms.
    """
    entry = about(answer)
    form, items, value = _find_form(answer)
    return {
        "question": question,
        "outcome": answer.outcome,
        "entry": entry.id if entry is not None else None,
        "kind": kind(answer),
        "facet": answer.facet.value,
        "sources": tabulate_sources(entry) if entry is not None else [],
        "score": round(answer.score, 4),
        "candidates": [
            {
                "entry": match.entry.id,
                "title": match.entry.title,
                "score": round(match.score, 4),
                "sources": tabulate_sources(match.entry),
            }
            for match in candidates(answer)
        ],
        "form": form,
        "items": [_tabulate_item(item) for item in items],
        "value": value,
        "reply": plain(reply),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _find_form(answer: Answer) -> tuple[str, Sequence[Entry], bool | int | str | None]:
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


def _tabulate_item(entry: Entry) -> dict[str, object]:
    """An entry with the numbers of the slides that it comes from."""
    return {"entry": entry.id, "slides": [source.slide for source in entry.sources if source.slide is not None]}


def tabulate_sources(entry: Entry) -> list[dict[str, object]]:
    """Where an entry comes from, as plain values.

    `{"slide": 7, "document": "document:…", "place": "7"}`, the first key being what the place is called (slide, page,
    chapter or section) and left out with `place` for a whole document; or url, title and checked of a public page.
    """
    return [_tabulate_source(source) for source in entry.sources]


def tabulate_gap(gap: Gap, index: Index) -> dict[str, Any]:
    """A gap. first, last: ISO 8601, by the clocks of Finland. rows: the numbers of its questions in the log."""
    entry, score = gap.guess or (None, None)
    return {
        "number": gap.number,
        "count": gap.count,
        "first": in_finland(gap.first).isoformat(),
        "last": in_finland(gap.last).isoformat(),
        "languages": list(gap.languages),
        "words": list(find_telling_words(gap, index)),
        "entry": entry,
        "score": None if score is None else round(score, 4),
        "samples": list(gap.samples),
        "aside": gap.aside,
        "rows": sorted(number for one in gap.asked for number in one.numbers),
    }


def tabulate_figures(figures: Figures, mends: Sequence[Mend]) -> dict[str, Any]:
    """The figures by week, most asked and unreached entries by id, and the response time.

    mends: each change that stands, by its number, with how many of the questions that it concerns found an answer
    before it and after, as `[found, asked]`.
    """
    return {
        "weeks": [
            {
                "monday": str(week.monday),
                "asked": week.asked,
                "answered": week.answered,
                "clarified": week.clarified,
                "none": week.none,
            }
            for week in figures.weeks
        ],
        "most_asked": dict(figures.most_asked),
        "unreached": list(figures.unreached),
        "milliseconds": {"median": figures.milliseconds[0], "p95": figures.milliseconds[1]},
        "mends": [
            {
                "number": mend.record.number,
                "time": in_finland(mend.record.time).isoformat(),
                "target": mend.record.target,
                "before": [mend.before.part, mend.before.whole],
                "after": [mend.after.part, mend.after.whole],
            }
            for mend in mends
        ],
    }


def _tabulate_source(source: Source) -> dict[str, object]:
    plain = source.model_dump(mode="json", exclude_none=True)
    document = {"document": plain.pop("document")} if "document" in plain else {}
    return plain | document | ({} if source.place is None else {"place": source.place[1]})
