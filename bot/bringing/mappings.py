"""YAML by others → items: lists of `{question, answer}`, categories, `question: answer`, several languages, Rasa."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.bringing.columns import TITLES, Column, Role, column_of, language_of
from bot.bringing.items import Read, item_of, languages_left, tell_languages
from bot.content.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.parsing import Parsed, Place, Value

LANGUAGES = ("fi", "sv", "en")
"""Which language is brought of a file that has each apart: the first of these that it has."""
WRAPPERS = re.compile(
    r"(?i)(faqs?|ukk|questions?|kysymykset|items?|entries|data|content|list|sections?|categor(y|ies)|osiot)"
)
"""Keys that only hold the rest, and are no name of a section."""
ASKS = re.compile(r"\S[\s?]")
"""A key that is a question, and no name of a field."""
UTTER = "utter_"
"""How Rasa names the answer to an intent."""


def read_mapping(document: Parsed) -> Read:
    """What a file of YAML tells. Never raises."""
    walk = _Walk(document)
    match document.value:
        case {"nlu": list(intents), "responses": dict(responses)}:
            walk.read_intents(intents, responses)
        case value:
            if isinstance(value, dict) and isinstance(title := value.get("title"), str):
                walk.read.title = title
            walk.visit(value, (), "")
    return walk.read


class _Walk:
    """A file on the way through it: what was read so far."""

    def __init__(self, document: Parsed) -> None:
        self.document = document
        self.read = Read()

    def visit(self, value: Value, place: Place, section: str) -> None:
        """Read a value and what stands in it. section: what it stands under."""
        if isinstance(value, list):
            for number, one in enumerate(value):
                self.visit(one, (*place, number), section)
        elif isinstance(value, dict):
            self._visit_mapping(value, place, section)

    def _visit_mapping(self, value: Mapping[str, Value], place: Place, section: str) -> None:
        spoken = {language: key for key in value if (language := language_of(key)) is not None}
        if value and len(spoken) == len(value):
            first, *others = sorted(spoken, key=LANGUAGES.index)
            self._note_languages(place, others)
            self.visit(value[spoken[first]], (*place, spoken[first]), section)
            return
        cells = list(_cells(value))
        roles = {column.role for column, _ in cells}
        if Role.ANSWER in roles and not roles.intersection(TITLES):  # a name in another language
            cells += ((Column(Role.QUESTION), text) for _, text in _pairs(value) if text.endswith("?"))
            roles = {column.role for column, _ in cells}
        if roles.intersection(TITLES) and roles & {Role.ANSWER, Role.TASKS}:
            self._add(place, cells, section)
        elif deeper := [key for key, one in value.items() if _is_nested(one)]:
            named = next((text for column, text in cells if place and column.role in {Role.SECTION, *TITLES}), "")
            for key in deeper:
                wraps = WRAPPERS.fullmatch(key) or column_of(key) is not None
                self.visit(value[key], (*place, key), named or (section if wraps else key))
            self._add_pairs({key: text for key, text in _pairs(value) if ASKS.search(key)}, place, section)
        elif pairs := {key: text for key, text in _pairs(value) if not cells or ASKS.search(key)}:
            self._add_pairs(pairs, place, section)
        elif place and isinstance(place[-1], int) and roles & {Role.ANSWER, *TITLES}:
            missing = "kysymys puuttuu" if Role.ANSWER in roles else f"vastaus puuttuu: ”{cells[0][1]}”"
            self.read.left.append(Fault(self.document.name, self.document.line(place), missing, "kirjoita se"))

    def _add_pairs(self, pairs: Mapping[str, str], place: Place, section: str) -> None:
        for key, text in pairs.items():
            self._add((*place, key), [(Column(Role.QUESTION), key), (Column(Role.ANSWER), text)], section)

    def _add(self, place: Place, cells: list[tuple[Column, str]], section: str) -> None:
        self._note_languages(place, languages_left(column for column, _ in cells))
        self.read.items.append(item_of(self.document.name, self.document.line(place), cells, section))

    def _note_languages(self, place: Place, left: Sequence[str]) -> None:
        """Note once that answers in other languages are left."""
        if left and not self.read.notes:
            self.read.notes.append(Fault(self.document.name, self.document.line(place), *tell_languages(left)))

    def read_intents(self, intents: list[Value], responses: Mapping[str, Value]) -> None:
        """Read intents of Rasa with their examples, and the answer of each."""
        for number, one in enumerate(intents):
            match one:
                case {"intent": str(intent), "examples": str(examples)}:
                    asked = [_unlabelled(line) for line in examples.splitlines() if line.strip()]
                    answer = _response(responses.get(UTTER + intent))
                    line = self.document.line(("nlu", number))
                    if not answer:
                        problem = f"vastaus puuttuu: ”{intent}”"
                        mend = f"kirjoita se kohtaan {UTTER}{intent}"
                        self.read.left.append(Fault(self.document.name, line, problem, mend))
                        continue
                    titles = [(Column(Role.TITLE), text) for text in asked[:1]]
                    others = [(Column(Role.SYNONYMS), "\n".join(asked[1:]))]
                    cells = [*titles, *others, (Column(Role.ANSWER), answer)]
                    self.read.items.append(item_of(self.document.name, line, cells))


def _cells(value: Mapping[str, Value]) -> Iterator[tuple[Column, str]]:
    """The texts of a mapping whose keys are known; a text in several languages is one for each."""
    for key, one in value.items():
        column = column_of(key)
        if column is None:
            continue
        if isinstance(one, dict) and one and all(language_of(name) for name in one):
            for name, said in one.items():
                if text := _text(said):
                    yield Column(column.role, language_of(name), column.level), text
        elif text := _text(one, "\n\n" if column.role is Role.ANSWER else "\n"):
            yield column, text


def _pairs(value: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Keys that are no known name, with their texts."""
    yield from ((key, text) for key, one in value.items() if column_of(key) is None and (text := _text(one)))


def _text(value: Value, between: str = "\n\n") -> str:
    """A text, or a list of texts as one; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return between.join(str(one).strip() for one in value)
    return ""


def _is_nested(value: Value) -> bool:
    """Whether there may be items in a value."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value))


def _unlabelled(example: str) -> str:
    """An example without its hyphen and the labels of its words: `[Turku](city)`, `[Turku]{"entity": "city"}`."""
    return re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", example.strip().removeprefix("-")).strip()


def _response(response: Value) -> str:
    match response:
        case [{"text": str(text)}, *_]:
            return text
    return ""
