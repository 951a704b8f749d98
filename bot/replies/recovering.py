"""What one of the bot's messages is about, by the buttons under it, where it is remembered no more. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.replies.actions import More, Open, Pick, Places, Settle, View
from bot.understanding.answering import follow, opened
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.replies.actions import Pressed
    from bot.understanding.matching import Index
    from bot.understanding.query import Conversation


def recover(actions: Iterable[Pressed], index: Index) -> Conversation | None:
    """The conversation as it is after a message with these buttons; None where they tell nothing of it.

    An answer is told by what leads to its other views, or by the one thing that leads to it; choices are as offered.
    """
    offered = list(actions)
    shown = _find_shown(offered)
    found = None if shown is None else opened(shown.entry, shown.facet, index, NEW, shown.task)
    after = NEW if found is None else follow(NEW, found)
    picks = [one for one in offered if isinstance(one, Pick) and index.knowledge.entry(one.entry)]
    if picks:
        facet = picks[0].facet if found is None else found.facet
        choices, last = tuple(dict.fromkeys(pick.entry for pick in picks)), after.last or "clarify"
        after = replace(after, facet=facet, choices=choices, last=last)
    return None if after == NEW else after


def _find_shown(offered: Sequence[Pressed]) -> Open | None:
    """The answer that the buttons stand under."""
    for one in offered:
        match one:
            case Open(view=View.WHOLE | View.CHANGES | View.SOURCES):
                return one
            case More(facet, str(entry)):
                return Open(entry, facet, task=one.task)
            case Places(entry, facet):
                return Open(entry, facet)
            case Settle(back=Open() as back):
                return back
    leads = [one for one in offered if isinstance(one, Open)]
    told = len(offered) == 1 or any(one.asked or one.page for one in leads)  # else it leads from a refusal to all
    return leads[0] if len(leads) == 1 and told else None
