"""Personal data in a text → a word in brackets that says what stood there.

`mask` and `unmask` are all that others need. Each module but `folding` and `given` finds one kind of data in a folded
text and gives where it starts and ends.
"""

from bot.log.masking.mask import mask, unmask

__all__ = ["mask", "unmask"]
