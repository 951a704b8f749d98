"""The named faults, by where they strike. Each asserts that it was handled and tells what was seen."""

from trials.faults import content, disk, endings, floods, polls, sends, webhook

__all__ = ["content", "disk", "endings", "floods", "polls", "sends", "webhook"]
