from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.content.documents import Source
from bot.content.entries import Facet, Topic
from bot.content.questions import Labelled
from bot.understanding.answering import Ambiguous, Answer, Found, NotFound, SmallTalk
from bot.understanding.evaluation import Verdict, by_style, figures, judge, judge_all, reached, understood, unreached
from bot.understanding.matching import Match
from bot.understanding.query import Query, Talk

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

NOTHING = Query("", ())
LAPPI = ["region:Lappi"]


def labelled(expect: str, *targets: str, facet: str = "any", aspect: str = "any", style: str = "-") -> Labelled:
    return Labelled("x", "kuka", expect, frozenset(targets), facet, aspect, style)


def found(knowledge: Knowledge, entry: str, facet: Facet = Facet.BOTH) -> Found:
    return Found(NOTHING, knowledge.entries[entry], facet, 0.9)


def choice(knowledge: Knowledge, *entries: str) -> Ambiguous:
    matches = tuple(Match(knowledge.entries[entry], 0.5, 1.0, "", 1.0, 1.0) for entry in entries)
    return Ambiguous(NOTHING, matches, Facet.BOTH, 0.5)


def answered(knowledge: Knowledge, entries: str) -> Answer:
    """An answer that shows `entries`: one by itself, several as a choice, none as a refusal."""
    ids = entries.split()
    if not ids:
        return NotFound(NOTHING, Facet.BOTH, 0.0)
    return found(knowledge, ids[0]) if len(ids) == 1 else choice(knowledge, *ids)


@pytest.mark.parametrize(
    ("entry", "targets", "reaches"),
    [
        ("measure:seuranta", ["slide:18"], True),
        ("measure:seuranta", ["slide:17"], False),
        ("measure:seuranta", ["slide:17", "slide:18"], True),
        ("theme:tietoon", ["slide:18"], True),
        ("theme:tietoon", ["theme:tietoon"], True),
        ("measure:seuranta", ["theme:tietoon"], False),
        ("measure:kartoittaminen", ["slide:10"], True),
        ("goal:urasuunnittelutaidot", ["slide:12"], True),
        ("theme:saavutettavasti", ["slide:12"], False),
        ("goal:yhdenvertaiset-mahdollisuudet", ["slide:8"], False),
        ("topic:kysely", ["slide:3"], True),
        ("overview", ["slide:7"], False),
        ("actor:kirjastot", ["slide:8"], False),
        ("region:etela-savo", ["region:Etelä-Savo"], True),
        ("region:lappi", ["region:Etelä-Savo"], False),
        ("actor:elo-ryhmat", ["actor:ELO-ryhmät"], True),
        ("actor:okm", ["actor:OKM"], True),
        ("actor:okm", [], False),
        ("overview", ["overview"], True),
    ],
)
def test_entry_reaches_the_slides_and_the_names_it_stands_for(
    knowledge: Knowledge, entry: str, targets: list[str], reaches: bool
) -> None:
    assert bool(reached(knowledge.entries[entry], labelled("answer", *targets))) is reaches


@pytest.mark.parametrize(
    ("target", "reaches"),
    [
        ("section:4", True),
        ("section:4 a", False),
        ("section:14", False),
        ("page:2", True),
        ("document:laki/section:4", True),
        ("document:laki/page:2", False),
        ("document:selvitys/page:2", True),
        ("laki/section:4", False),
        ("document:laki", False),
        ("topic:kalat", True),
    ],
)
def test_place_of_any_document_is_a_target(target: str, reaches: bool) -> None:
    law, report = Source(document="document:laki", section=4), Source(document="document:selvitys", page=2)
    entry = Topic(id="topic:kalat", title="Kalat", content="Kalat.", sources=(law, report))
    assert bool(reached(entry, labelled("answer", target))) is reaches


@pytest.mark.parametrize(
    ("facet", "aspect", "reaches"), [("any", "what", True), ("regional", "any", False), ("any", "who", False)]
)
def test_term_reaches_its_slide_when_neither_a_level_nor_an_actor_is_asked_for(
    knowledge: Knowledge, facet: str, aspect: str, reaches: bool
) -> None:
    question = labelled("answer", "slide:8", facet=facet, aspect=aspect)
    assert bool(reached(knowledge.entries["term:mitoitus"], question)) is reaches


@pytest.mark.parametrize(
    ("expect", "targets", "entries", "verdict"),
    [
        ("answer", ["slide:18"], "measure:seuranta", (1.0, "right")),
        ("answer", ["slide:18"], "measure:liikkuvuus", (0.0, "wrong")),
        ("answer", ["slide:18"], "measure:liikkuvuus measure:seuranta", (0.5, "choice")),
        ("answer", ["slide:18"], "measure:liikkuvuus actor:okm", (0.0, "wrong choices")),
        ("answer", ["slide:18"], "", (0.0, "not found")),
        ("answer", ["slide:17", "slide:18"], "measure:seuranta", (1.0, "right")),
        ("clarify", ["slide:17", "slide:18"], "measure:seuranta measure:pysyva-rakenne", (1.0, "right")),
        ("clarify", ["slide:17", "slide:18"], "measure:seuranta measure:liikkuvuus", (0.0, "wrong choices")),
        ("clarify", ["slide:18"], "measure:seuranta measure:liikkuvuus", (1.0, "right")),
        ("clarify", ["slide:17", "slide:18"], "measure:seuranta", (0.5, "one of several")),
        ("clarify", ["slide:17", "slide:18"], "measure:liikkuvuus", (0.0, "wrong")),
        ("clarify", ["slide:17", "slide:18"], "", (0.0, "not found")),
        ("none", [], "", (1.0, "right")),
        ("none", [], "measure:seuranta", (0.0, "false answer")),
        ("none", [], "measure:seuranta actor:okm", (0.5, "choice for nothing")),
        ("smalltalk", [], "", (1.0, "right")),
        ("smalltalk", [], "actor:okm", (0.0, "false answer")),
    ],
)
def test_answer_is_judged(
    knowledge: Knowledge, expect: str, targets: list[str], entries: str, verdict: tuple[float, str]
) -> None:
    assert judge(labelled(expect, *targets), answered(knowledge, entries)) == Verdict(*verdict)


def test_small_talk_is_right_where_nothing_was_to_be_found() -> None:
    talk = SmallTalk(NOTHING, Talk.THANKS)
    assert judge(labelled("smalltalk"), talk).points == 1
    assert judge(labelled("answer", "slide:7"), talk) == Verdict(0.0, "not found")


def test_figures_are_shares_of_the_questions_they_are_about(knowledge: Knowledge) -> None:
    cases: list[tuple[Labelled, Answer]] = [
        (labelled("answer", "slide:18", facet="regional"), found(knowledge, "measure:seuranta", Facet.REGIONAL)),
        (labelled("answer", "slide:18", facet="national"), found(knowledge, "measure:seuranta", Facet.BOTH)),
        (labelled("answer", "slide:18"), choice(knowledge, "measure:seuranta", "actor:okm")),
        (labelled("answer", "slide:18"), found(knowledge, "actor:okm")),
        (labelled("clarify", "slide:17", "slide:18"), choice(knowledge, "measure:seuranta", "actor:okm")),
        (labelled("none"), found(knowledge, "actor:okm")),
        (labelled("none"), choice(knowledge, "actor:okm", "actor:tem")),
        (labelled("none"), NotFound(NOTHING, Facet.BOTH, 0.0)),
        (labelled("none"), NotFound(NOTHING, Facet.BOTH, 0.0)),
        (labelled("smalltalk"), SmallTalk(NOTHING, Talk.GREETING)),
    ]
    assert figures([(question, answer, judge(question, answer)) for question, answer in cases]) == {
        "answerable_right": 0.5,
        "answerable_score": 0.625,
        "wrong_answers": 0.3,
        "false_answers": 0.25,
        "rejected": 0.5,
        "clarify_score": 0.0,
        "facet_right": 0.5,
    }


def test_level_does_not_count_where_answers_do_not_differ_by_level(knowledge: Knowledge) -> None:
    question = labelled("answer", "region:Lappi", facet="regional")
    answer = found(knowledge, "region:lappi", Facet.NATIONAL)
    assert figures([(question, answer, judge(question, answer))])["facet_right"] == 0


def test_figures_of_no_questions_are_zero() -> None:
    assert set(figures([]).values()) == {0.0}


def test_points_are_told_by_outcome_and_by_style(knowledge: Knowledge) -> None:
    right, wrong = found(knowledge, "measure:seuranta"), found(knowledge, "actor:okm")
    judged = [
        (question, answer, judge(question, answer))
        for question, answer in (
            (labelled("answer", "slide:18", style="typo"), right),
            (labelled("answer", "slide:18"), wrong),
            (labelled("none", style="typo"), wrong),
        )
    ]
    assert by_style(judged) == {"answer": (2, 0.5), "none": (1, 0.0), "style -": (1, 0.0), "style typo": (2, 0.5)}


@pytest.mark.parametrize(
    ("targets", "lost"),
    [
        (("slide:18", "measure:seuranta", "region:Etelä-Savo", "overview"), []),
        (
            ("slide:99", "slide:18", "slide:seitsemän", "actor:yritykset", ""),
            ["", "actor:yritykset", "slide:99", "slide:seitsemän"],
        ),
    ],
)
def test_target_that_names_nothing_of_the_content_is_found(
    knowledge: Knowledge, targets: tuple[str, ...], lost: list[str]
) -> None:
    asked = labelled("answer", *targets)
    assert list(unreached([asked, labelled("none")], knowledge)) == [(asked, target) for target in lost]


def test_turns_of_a_conversation_follow_one_another_and_conversations_do_not(index: Index) -> None:
    first = Labelled(
        "1", "Kuka alueella vastaa ohjausresursseista?", "answer", frozenset({"slide:7"}), "regional", "who", "-"
    )
    second = Labelled("2", "entä valtakunnallisesti", "answer", frozenset({"slide:7"}), "national", "any", "-")
    together, apart = judge_all([(first, second)], index), judge_all([(first,), (second,)], index)
    assert [verdict.why for _, _, verdict in together] == ["right", "right"]
    assert apart[1][2].why != "right"


def test_miss_is_explained_by_what_its_words_were_taken_for(index: Index) -> None:
    told = understood("paistinpannu kirjastoissa zxcvbnm", index)
    assert "paistinpannu!" in told
    assert "zxcvbnm?" in told
    assert "kirjasto" in told.partition("kirjastoissa")[2]
