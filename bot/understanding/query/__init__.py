"""A question → `Query`: what it is about, which level it asks for, and how it asks. Owns the cue words."""

from bot.understanding.query.cues import (
    CUES,
    LOCAL,
    NATIONAL,
    REGIONAL,
    WHO,
    content_words,
    is_cue,
    is_function,
    level_of,
)
from bot.understanding.query.distress import Help, distressed, help_lines
from bot.understanding.query.parse import NEW, Aspect, Conversation, Query, Segment, beginning, beyond_reading, parse
from bot.understanding.query.talk import Talk

__all__ = [
    "CUES",
    "LOCAL",
    "NATIONAL",
    "NEW",
    "REGIONAL",
    "WHO",
    "Aspect",
    "Conversation",
    "Help",
    "Query",
    "Segment",
    "Talk",
    "beginning",
    "beyond_reading",
    "content_words",
    "distressed",
    "help_lines",
    "is_cue",
    "is_function",
    "level_of",
    "parse",
]
