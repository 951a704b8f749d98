from __future__ import annotations

from bot.content.entries import Facet
from bot.telegram.conversations import FORGOTTEN, MENDED, Answered, Conversations, Languages
from bot.understanding.query import NEW, Conversation

SAID = Conversation(entry="measure:urataidot", facet=Facet.REGIONAL)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_was_said_is_recalled_in_its_own_chat() -> None:
    conversations = Conversations(Clock())
    conversations.keep(1, SAID)
    assert conversations.recall(1).entry == SAID.entry
    assert conversations.recall(2) is NEW


def test_conversation_is_forgotten_after_half_an_hour_of_silence() -> None:
    clock = Clock()
    conversations = Conversations(clock)
    conversations.keep(1, SAID)
    clock.now += FORGOTTEN - 1
    assert conversations.recall(1) == SAID
    conversations.keep(2, SAID)
    clock.now += 1
    assert conversations.recall(1) is NEW
    assert conversations.recall(2) is not NEW
    conversations.keep(3, SAID)
    assert len(conversations) == 2


def test_new_conversation_in_an_unstarted_clock_is_no_trouble() -> None:
    clock = Clock()
    clock.now = 0.0
    conversations = Conversations(clock)
    assert conversations.recall(1) is NEW
    conversations.keep(1, NEW)
    assert len(conversations) == 1


def test_language_is_remembered_while_its_person_speaks_and_for_a_group_all_along() -> None:
    clock = Clock()
    languages = Languages(clock)
    languages.keep(11, "sv")
    languages.keep_for_all(-100, "en")
    for _ in range(3):
        clock.now += FORGOTTEN - 1
        assert languages.recall(11, -100) == "sv"
    assert languages.recall(12, -100) == languages.recall(None, -100) == "en"
    clock.now += FORGOTTEN
    assert languages.recall(11, -100) == "en"
    assert languages.recall(11, None) is languages.recall(12, -200) is None


def test_reply_to_a_message_is_remembered_for_a_quarter_of_an_hour() -> None:
    clock = Clock()
    answered = Answered(clock)
    answered.keep(1, 44, 100)
    assert answered.recall(1, 44) == 100
    assert answered.recall(2, 44) is answered.recall(1, 45) is None
    clock.now += MENDED - 1
    assert answered.recall(1, 44) == 100
    clock.now += 1
    assert answered.recall(1, 44) is None
    answered.keep(1, "album", 0)
    assert answered.recall(1, "album") == 0
    assert len(answered) == 1
