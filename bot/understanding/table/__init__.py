"""What a question asks of the table of measures, levels, coordinators, tasks and themes, and what comes out of it.

`marks` finds the words that ask for it (`cues`: which, whether, how many, what differs; all, none, only, not), `reader`
what is known of the question, `reading` makes a `Wanted` of it (lists in `listing`, numbers and extents in `amounts`),
`computing` answers it with pure functions over the content.
"""

from bot.understanding.table.computing import Result, compute, coordinators, measures_where, spoken_of, tasks_of
from bot.understanding.table.marks import focus, mark
from bot.understanding.table.reading import leaves_out, read, resume

__all__ = [
    "Result",
    "compute",
    "coordinators",
    "focus",
    "leaves_out",
    "mark",
    "measures_where",
    "read",
    "resume",
    "spoken_of",
    "tasks_of",
]
