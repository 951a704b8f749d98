"""Which words of a question name actors: their names, abbreviations and aliases, spoken or misspelt."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Language, Word
    from bot.understanding.matching.meaning import Vocabulary

LONG, MOST_ENDING = 6, 4
"""Letters that a form must share with a name at least, and of an ending at most."""
PLURAL = ("t", "iden", "itten", "ita", "itä", "illa", "illä", "ille", "ilta", "iltä", "issa", "issä", "ista", "istä")
"""Endings of plurals."""


class Names:
    """The names of the actors. vocabulary: tells what a word may mean."""

    def __init__(self, knowledge: Knowledge, language: Language, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_first: dict[str, list[tuple[tuple[frozenset[str], ...], str | None]]] = defaultdict(list)
        self.coordinating = frozenset(actor.id for actor in knowledge.coordinators(Facet.BOTH))
        """The ids of those that coordinate something."""
        self._groups: dict[str, list[str]] = defaultdict(list)
        for actor in knowledge.of_kind(Actor):
            last = language.words(actor.name)[-1:]
            heads = {reading.parts[-1] for word in last for reading in word.readings if len(reading.parts) > 1}
            for head in heads if actor.id in self.coordinating else ():
                self._groups[head].append(actor.id)
            for name in dict.fromkeys((actor.short, actor.name, *actor.aliases)):
                words = tuple(word.forms for word in language.words(name))
                for form in words[0] if words else ():
                    self._by_first[form].append((words, actor.id))
        said = {form for named in self._by_first.values() for words, _ in named for one in words for form in one}
        self._long: dict[str, list[str]] = defaultdict(list)
        for form in sorted(said):
            if len(form) > LONG:
                self._long[form[:LONG]].append(form)
        for title in (entry.title for entry in knowledge.entries.values() if knowledge.measures_of(entry)):
            words = tuple(word.forms for word in language.words(title))
            for form in words[0] if len(words) > 1 else ():
                self._by_first[form].append((words, None))  # `lajittelu kouluissa` names no schools

    def found(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int, str]]:
        """Where actors are named: the first word, the word after the last, and the id of the actor."""
        i = 0
        while i < len(words):
            end, actor = self._at(words, i)
            if actor is not None:
                yield i, end, actor
            i = max(end, i + 1)

    def group(self, word: Word) -> tuple[str, ...]:
        """The coordinators that a plural names together, two at least: `ministeriöt`."""
        if not word.surface.endswith(PLURAL):
            return ()
        named = dict.fromkeys(actor for lemma in word.lemmas for actor in self._groups.get(lemma, ()))
        return tuple(named) if len(named) > 1 else ()

    def _at(self, words: tuple[Word, ...], i: int) -> tuple[int, str | None]:
        forms = self._forms(words[i]) & self._by_first.keys()
        named = [one for form in sorted(forms) for one in self._by_first[form]]
        for own, actor in sorted(named, key=lambda one: -len(one[0])):
            rest = words[i + 1 : i + len(own)]
            if len(rest) == len(own) - 1 and all(
                self._forms(word) & one for word, one in zip(rest, own[1:], strict=True)
            ):
                return i + len(own), actor
        return i, None

    def _forms(self, word: Word) -> set[str]:
        """What a word is, may mean, and when it is no plain Finnish nearly is."""
        return {*word.forms, *self._vocabulary.meaning(word).direct, *self._nearly(word.surface)}

    def _nearly(self, surface: str) -> Iterator[str]:
        """The long names of one word that begin as a form does whose ending is spoken: `oppilaitoksi`."""
        for name in self._long.get(surface[:LONG], ()):
            least = max(LONG, len(name) - 2)
            if surface[:least] == name[:least] and len(surface) <= len(name) + MOST_ENDING:
                yield name
