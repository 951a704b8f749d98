"""What the bot says of itself and of what it knows: as the content words it, else in general words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.content.documents import Sentence
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts


def frame(key: Sentence, knowledge: Knowledge, texts: Texts) -> str:
    """The sentence `key` in the language of `texts`."""
    return knowledge.about.words(texts.language).sentences.get(key) or texts(key)
