from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.telegram.conversations import FORGOTTEN, KNOWN, MENDED, Answered, Conversations, Languages, Participant
from bot.understanding.query import NEW, Conversation

if TYPE_CHECKING:
    from factories import Clock

SAID = Conversation(entry="measure:urataidot", facet=Facet.REGIONAL)
OWN = Conversation(entry="measure:urataidot", area="lappi")
AINO, PEKKA = Participant(-1, 5, 11), Participant(-1, 5, 12)


def test_what_was_said_is_recalled_for_one_person_in_one_topic_of_one_chat(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.keep(AINO, SAID)
    assert conversations.recall(AINO) == SAID
    for other in (PEKKA, AINO._replace(topic=None), AINO._replace(topic=9), AINO._replace(chat=-2)):
        assert conversations.recall(other) == NEW


def test_conversation_is_forgotten_after_half_an_hour_of_silence(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.keep(AINO, OWN)
    clock.now += FORGOTTEN - 1
    assert conversations.recall(AINO) == OWN
    conversations.keep(PEKKA, SAID)
    clock.now += 1
    assert conversations.recall(AINO) == NEW
    assert conversations.recall(PEKKA) == SAID
    conversations.keep(AINO._replace(topic=None), SAID)
    assert len(conversations) == 2


def test_maakunta_goes_with_the_person_in_all_topics_of_a_chat(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.keep(AINO, OWN)
    elsewhere = AINO._replace(topic=9)
    assert conversations.recall(elsewhere) == Conversation(area="lappi")
    conversations.keep(elsewhere, replace(conversations.recall(elsewhere), area="uusimaa"))
    assert conversations.recall(AINO) == replace(OWN, area="uusimaa")
    for other in (PEKKA, AINO._replace(chat=11)):
        assert conversations.recall(other) == NEW


def test_message_of_the_bot_is_known_for_a_day_without_what_goes_with_a_person(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.keep_shown(-1, 44, replace(OWN, commenting=True))
    clock.now += KNOWN - 1
    assert conversations.recall_shown(-1, 44) == Conversation(entry=OWN.entry)
    assert conversations.recall_shown(-1, 45) is conversations.recall_shown(-2, 44) is None
    clock.now += 1
    assert conversations.recall_shown(-1, 44) is None


def test_chat_that_became_another_one_goes_on_there(clock: Clock) -> None:
    conversations = Conversations(clock)
    conversations.keep(AINO, OWN)
    clock.now += FORGOTTEN
    conversations.keep(PEKKA, OWN)
    conversations.keep(Participant(-7, 5, 12), SAID)
    conversations.move(-1, -2)
    assert conversations.recall(PEKKA._replace(chat=-2)) == OWN
    assert conversations.recall(AINO._replace(chat=-2)) == NEW
    conversations.keep(PEKKA._replace(chat=-2), SAID)
    conversations.move(-1, -2)
    assert conversations.recall(PEKKA._replace(chat=-2)) == replace(SAID, area="lappi")


def test_language_is_remembered_while_its_person_speaks_and_for_a_group_all_along(clock: Clock) -> None:
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


def test_language_of_a_group_goes_with_it_where_it_becomes_another_chat(clock: Clock) -> None:
    languages = Languages(clock)
    languages.move(-1, -2)
    assert languages.recall(None, -2) is None
    languages.keep_for_all(-1, "en")
    languages.move(-1, -2)
    assert languages.recall(None, -2) == "en"
    languages.keep_for_all(-2, "sv")
    languages.move(-1, -2)
    assert languages.recall(None, -2) == "sv"


def test_reply_to_a_message_is_remembered_for_a_quarter_of_an_hour(clock: Clock) -> None:
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
