"""From a query to entries with scores; built once from the knowledge."""

from bot.matching.index import Index, Match, Sight
from bot.matching.units import Unit

__all__ = ["Index", "Match", "Sight", "Unit"]
