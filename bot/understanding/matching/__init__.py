"""From a query to entries with scores; built once from the knowledge."""

from bot.content.lessons import NOTHING
from bot.understanding.matching.index import Index, Match, Sight
from bot.understanding.matching.tasks import TaskMatch
from bot.understanding.matching.units import Unit

__all__ = ["NOTHING", "Index", "Match", "Sight", "TaskMatch", "Unit"]
