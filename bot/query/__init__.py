"""A question → `Query`: what it is about, which level it asks for, and how it asks. Owns the cue words."""

from bot.query.cues import FUNCTION, content_words, is_cue, level_of
from bot.query.parse import NEW, Aspect, Conversation, Query, Segment, Talk, parse

__all__ = [
    "FUNCTION", "NEW", "Aspect", "Conversation", "Query", "Segment", "Talk", "content_words", "is_cue", "level_of",
    "parse",
]
