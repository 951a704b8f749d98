"""Messages in Swedish and English → the same in Finnish words, since all the rest understands Finnish."""

from bot.understanding.tongues.hearing import NOTHING, Heard, Own, hear
from bot.understanding.tongues.lists import LANGUAGES, UNTOLD, Lists, read_lists, share, without_dots

__all__ = ["LANGUAGES", "NOTHING", "UNTOLD", "Heard", "Lists", "Own", "hear", "read_lists", "share", "without_dots"]
