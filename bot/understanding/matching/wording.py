"""The words of a question in the form in which labelled questions teach what they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.language import Word
    from bot.understanding.matching.units import Unit

STRANGER, MEANT = "!", "="
"""Before a word that the content lacks, and before a word of the content that the question means."""


def wording(words: Iterable[Word], units: Iterable[Unit], own: frozenset[str]) -> frozenset[str]:
    """Base forms, parts of compounds, and what the words mean. own: the terms of the entries.

    A word that is added to the content loses its mark, and with it what was learned of it as a stranger.
    """
    return _marked(words, (term for unit in units for term in unit.meaning.direct), own)


def phrased(
    words: tuple[Word, ...], terms: Mapping[Word, Mapping[str, float]], own: frozenset[str], least: float
) -> frozenset[str]:
    """The telling words of a phrase in that form. least: the weight from which on a term means the word itself."""
    meant = (term for word in words for term, weight in terms[word].items() if weight >= least)
    return _marked(words, meant, own)


def _marked(words: Iterable[Word], meant: Iterable[str], own: frozenset[str]) -> frozenset[str]:
    said = {form if form in own else STRANGER + form for form in _forms(words, own)}
    return frozenset(said | {MEANT + term for term in meant if term[0] != "√"})


def _forms(words: Iterable[Word], own: frozenset[str]) -> Iterator[str]:
    for word in words:
        first = word.readings[0]
        yield next((lemma for lemma in word.lemmas if lemma in own), first.lemma)
        if len(first.parts) > 1:
            yield from first.parts
