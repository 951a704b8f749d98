"""Messages in Swedish and English → the same in Finnish words, since all the rest understands Finnish."""

from bot.understanding.tongues.hearing import Heard, hear
from bot.understanding.tongues.lists import LANGUAGES, Lists

__all__ = ["LANGUAGES", "Heard", "Lists", "hear"]
