"""A question → `Query`: what it is about, which level it asks for, and how it asks. Owns the cue words."""

from bot.understanding.query.cues import (
    CUES,
    LOCAL,
    NATIONAL,
    REGIONAL,
    WHO,
    asks_which_level,
    content_words,
    is_cue,
    is_function,
    level_of,
)
from bot.understanding.query.distress import Help, distressed, help_lines
from bot.understanding.query.moves import Move, corrected, same_of
from bot.understanding.query.parse import (
    NEW,
    SENTENCE,
    Aspect,
    Conversation,
    LevelWords,
    Query,
    Segment,
    beginning,
    beyond_reading,
    level_words,
    parse,
    parse_finnish,
)
from bot.understanding.query.sought import Sought
from bot.understanding.query.talk import Talk, asked_in
from bot.understanding.query.wanted import Extent, Form, Of, Than, Wanted

__all__ = [
    "CUES",
    "LOCAL",
    "NATIONAL",
    "NEW",
    "REGIONAL",
    "SENTENCE",
    "WHO",
    "Aspect",
    "Conversation",
    "Extent",
    "Form",
    "Help",
    "LevelWords",
    "Move",
    "Of",
    "Query",
    "Segment",
    "Sought",
    "Talk",
    "Than",
    "Wanted",
    "asked_in",
    "asks_which_level",
    "beginning",
    "beyond_reading",
    "content_words",
    "corrected",
    "distressed",
    "help_lines",
    "is_cue",
    "is_function",
    "level_of",
    "level_words",
    "parse",
    "parse_finnish",
    "same_of",
]
