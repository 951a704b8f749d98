"""The labelled questions beside the content: what people ask, each with the answer that was agreed on.

A file (`*.jsonl`) holds one JSON object a line: `{"id", "q", "expect", "target", "facet", "aspect", "style"}`, or a
conversation, `{"id", "turns": [question, …]}`; other fields are notes. A target is an id that an entry has or had, as a
person would write it (`region:Etelä-Savo`), or a place, `slide:7` or `document:laki/section:4`: an entry that stands
there and in few others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.content.copies import blamed, copies
from bot.content.entries import KINDS
from bot.content.faults import Fault, KnowledgeError
from bot.content.files import below, once
from bot.content.parsing import Parsed, parted, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

QUESTIONS = "questions"
"""The folder of the content that they stand in, unless the settings name another."""
LARGEST = 20_000_000
"""Bytes of a question file at most."""
NEEDED = ("q", "expect", "target")
LEFT_OUT = {"facet": "any", "aspect": "any", "style": "-"}
"""What holds where a question leaves a field out."""
ALLOWED = {
    "expect": ("answer", "clarify", "none", "smalltalk"),
    "facet": ("any", "national", "regional", "both"),
    "aspect": ("any", "what", "who"),
}
NO_QUESTION = ("rivi ei ole kysymys", 'kirjoita se muodossa {"id": "…", "q": "…", "expect": "…", "target": ["…"]}')
SHOWN = 40
"""Most characters of a wrong value that a fault repeats."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the answer that people agreed on. expect: answer, clarify, none or smalltalk.

    place: the file and the line (from 1) that it stands on.
    """

    id: str
    question: str
    expect: str
    targets: frozenset[str]
    facet: str
    aspect: str
    style: str
    place: tuple[str, int] = field(default=("", 1), compare=False, repr=False)


Conversation = tuple[Labelled, ...]
"""Questions that are asked after one another; a question by itself is a conversation of one turn."""


def question_files(folder: Path) -> list[Path]:
    """The question files of `folder`, each once; hidden ones are none."""
    return once(path for path in below(folder) if path.parent == folder and path.suffix == ".jsonl")


def labelled(folder: Path) -> tuple[Conversation, ...]:
    """Read the question files of `folder`; none when there is no such folder.

    Raises KnowledgeError with all faults at once: files that are not read, lines that are no question, an id that two
    have. A target may name nothing: an entry that is gone is not reached, before a change and after it.
    """
    paths = question_files(folder)
    documents = [Parsed(f"{folder.name}/{path.name}") for path in paths]
    found = tuple(
        conversation
        for path, document in zip(paths, documents, strict=True)
        for conversation in _conversations(text_of(path, document, LARGEST, folder), document)
    )
    held: dict[str, set[str]] = {}
    for turn in chain.from_iterable(found):
        held.setdefault(turn.place[0], set()).add(turn.id)
    originals = copies({name: frozenset(ids) for name, ids in held.items()})
    faults = [Fault(copy, 1, *blamed(copy, original)) for copy, original in originals.items()]
    faults += chain.from_iterable(document.faults for document in documents if document.name not in originals)
    faults += _claimed_twice(turns for turns in found if turns[0].place[0] not in originals)
    if faults:
        raise KnowledgeError(faults)
    return found


def read_conversations(path: Path) -> tuple[Conversation, ...]:
    """Read one question file. Raises KnowledgeError with every line that is no question."""
    document = Parsed(str(path))
    found = tuple(_conversations(text_of(path, document, LARGEST), document))
    if document.faults:
        raise KnowledgeError(document.faults)
    return found


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read a question file as questions, each by itself. Raises like `read_conversations`."""
    return tuple(chain.from_iterable(read_conversations(path)))


def lost(unreached: Iterable[tuple[Labelled, str]]) -> Iterator[Fault]:
    """The faults of targets that name nothing of the content, given with their questions: each with its first one."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    for turn, target in unreached:
        found[target].append(turn)
    for target, turns in found.items():
        count = f" ({len(turns)} kysymyksessä, tässä ensimmäinen)" if len(turns) > 1 else ""
        moved = ", tai lisää tunnus sen korvanneen kohdan kenttään formerly" if target.split(":")[0] in KINDS else ""
        yield Fault(
            *turns[0].place, f"kohde {target} ei nimeä mitään sisällön kohtaa{count}", f"korjaa tai poista kohde{moved}"
        )


def relabelled(text: str, targets: Mapping[str, Sequence[str]]) -> str:
    """The text of a question file in which the questions of these ids expect an answer, the entries that are given."""
    mark, rest = parted(text)
    return mark + "\n".join(_relabel(line, targets) for line in rest.split("\n"))


def relabels_only(before: str, after: str, targets: Mapping[str, Sequence[str]]) -> bool:
    """Whether a question file says the same before and after, but for what `relabelled` does."""

    def told(turn: Labelled) -> Labelled:
        found = targets.get(turn.id)
        return turn if found is None else replace(turn, expect="answer", targets=frozenset(found))

    old, new = (tuple(_conversations(text, Parsed(""))) for text in (before, after))
    return new == tuple(tuple(map(told, turns)) for turns in old)


def _relabel(line: str, targets: Mapping[str, Sequence[str]]) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(row, dict) or any(_wrong_row(row)):
        return line
    turns = row.get("turns")
    named = [(row["id"], row)] if turns is None else _numbered(row["id"], turns)
    found = [(turn, targets[name]) for name, turn in named if name in targets]
    for turn, target in found:
        turn |= {"expect": "answer", "target": [*target]}
    end = "\r" * line.endswith("\r")
    return json.dumps(row, ensure_ascii=line.isascii()) + end if found else line


def differing(before: Iterable[Conversation], after: Iterable[Conversation]) -> dict[str, tuple[str, ...]]:
    """The ids of the questions that were `added`, `removed` and `changed`."""
    old, new = ({turn.id: turn for turn in chain.from_iterable(found)} for found in (before, after))
    return {
        "added": tuple(one for one in new if one not in old),
        "removed": tuple(one for one in old if one not in new),
        "changed": tuple(one for one in new if one in old and old[one] != new[one]),
    }


def _conversations(text: str, document: Parsed) -> Iterator[Conversation]:
    """The conversations of a file, one a line; what is wrong with a line is added to `document`."""
    for number, line in enumerate(parted(text)[1].split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                document.fault(number, "rivi ei ole JSONia", "tarkista lainausmerkit, pilkut ja sulut")
                continue
            wrong = list(_wrong_row(row))
            for problem, mend in wrong:
                document.fault(number, problem, mend)
            if not wrong:
                turns = row.get("turns")
                named = [(row["id"], row)] if turns is None else _numbered(row["id"], turns)
                yield tuple(_question(turn, name, (document.name, number)) for name, turn in named)


def _numbered(name: str, turns: list[Any]) -> list[tuple[str, Any]]:
    return [(f"{name}.{number}", turn) for number, turn in enumerate(turns, 1)]


def _question(turn: dict[str, Any], name: str, place: tuple[str, int]) -> Labelled:
    told = LEFT_OUT | turn
    rest = (told["facet"], told["aspect"], told["style"])
    return Labelled(name, told["q"], told["expect"], frozenset(told["target"]), *rest, place)


def _wrong_row(row: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  whatever stands on a line
    """What is wrong with a line, each fault with its mend."""
    if not isinstance(row, dict):
        yield NO_QUESTION
        return
    if not isinstance(row.get("id"), str):
        yield "kenttä id puuttuu tai ei ole tekstiä", "anna kysymykselle oma tunnus"
    turns = row.get("turns", [row])
    if isinstance(turns, list) and turns:
        for turn in turns:
            yield from _wrong(turn)
    else:
        yield "kentän turns pitää olla luettelo kysymyksiä", "laita keskustelun kysymykset hakasulkeisiin"


def _wrong(turn: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  as above
    """What is wrong with a question, each fault with its mend."""
    if not isinstance(turn, dict):
        yield NO_QUESTION
        return
    yield from ((f"kenttä {name} puuttuu", "lisää se") for name in NEEDED if name not in turn)
    for name in ("q", "style"):
        if not isinstance(turn.get(name, ""), str):
            yield f"kentän {name} pitää olla tekstiä", "laita arvo lainausmerkkeihin"
    for name, allowed in ALLOWED.items():
        if turn.get(name, allowed[0]) not in allowed:
            yield f"kentän {name} arvo {str(turn[name])[:SHOWN]!r} ei kelpaa", f"valitse jokin: {', '.join(allowed)}"
    targets = turn.get("target", [])
    if not isinstance(targets, list) or not all(isinstance(target, str) for target in targets):
        yield "kentän target pitää olla luettelo tekstejä", 'kirjoita se muodossa ["measure:seuranta"]'
    elif not targets and "target" in turn and turn.get("expect") in {"answer", "clarify"}:
        yield "kenttä target on tyhjä", "lisää kohde, tai vaihda kentän expect arvoksi none"


def _claimed_twice(conversations: Iterable[Conversation]) -> Iterator[Fault]:
    owners: dict[str, tuple[str, int]] = {}
    for turn in chain.from_iterable(conversations):
        file, line = owners.setdefault(turn.id, turn.place)
        if (file, line) != turn.place:
            yield Fault(*turn.place, f"tunnus {turn.id} on jo käytössä ({file}:{line})", "anna toinen tunnus")
