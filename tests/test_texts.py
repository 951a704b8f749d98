from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import pytest

from bot.content.documents import Nature, Place, Sentence
from bot.content.drafting import MAKEABLE, fields_of
from bot.content.entries import KINDS, Facet, Level
from bot.content.knowledge import BESIDE_ENTRIES
from bot.replies.texts import LANGUAGES, Texts, finnish, in_language
from bot.settings import Settings
from bot.understanding.query import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

BOT = Path(__file__).parent.parent / "bot"
MESSAGES = re.findall(
    r"^([a-z][\w-]*) = (.*(?:\n[ ]+.*)*)",
    (BOT / "replies" / "texts" / "fi.ftl").read_text(encoding="utf-8"),
    re.MULTILINE,
)
VERBS = {"verb", "not"}
"""Places that not every language needs in the same sentence."""
SENTENCES: dict[str, str] = dict(MESSAGES)
CASES = (
    *(f"talk-{talk.value}" for talk in Talk),
    *(f"show-{facet.value}" for facet in Facet),
    *(f"{level.value}-heading" for level in Level),
    *(f"{key}-{level.value}" for key in ("who", "tasks", "actor", "actor-none") for level in Level),
    *(f"{name}-{listed}" for name, kind in KINDS.items() if kind.groups for listed in ("measures", "regional")),
    *(f"of-{name}" for name, kind in KINDS.items() if kind.groups or kind.levelled),
    *(f"open-{name}" for name, kind in KINDS.items() if not kind.surveys),
    *(f"a-{name}" for name, kind in KINDS.items() if not kind.levelled),
    *(f"kind-{name}" for name, kind in KINDS.items() if not kind.surveys),
    *(f"list-{name}" for name in BESIDE_ENTRIES),
    *(f"count-{kind}" for kind in KINDS),
    *(f"setting-{name}" for name in Settings.model_fields),
    *(f"ended-{count}" for count in ("one", "many")),
    *(f"{place.value}-{count}" for place in Place for count in ("one", "many")),
    *(f"made-{kind}" for kind in MAKEABLE),
    *(f"new-{'-'.join(field.place)}" for kind in MAKEABLE.values() for field in fields_of(kind)),
    *(f"unfit-{why}" for why in "needed unseen twice long form source taken unknown near".split()),
    *(f"{key}-{nature.value}" for key in ("nature", "binding") for nature in Nature),
    *get_args(Sentence),
    *(f"reload-{change}" for change in ("added", "removed", "changed")),
)
"""The keys that the bot puts together from the cases of a type."""


class Use(NamedTuple):
    """A call that says a sentence. pattern: what its key may be; arguments: the names it gives, None if unknown."""

    where: str
    pattern: str
    arguments: frozenset[str]


def pattern_of(key: ast.expr) -> str | None:
    """The keys an expression may stand for, as a regular expression; None when only the running bot knows."""
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        return re.escape(key.value)
    if isinstance(key, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_0-9-]+" for part in key.values
        )
    return None


def uses() -> Iterator[Use]:
    """Every call of `texts(…)`, `….texts(…)` and `finnish()(…)` in the bot."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith(("texts", "finnish()")):
                pattern = pattern_of(node.args[0])
                if pattern is not None:
                    arguments = frozenset(keyword.arg or "" for keyword in node.keywords)
                    yield Use(f"{path.name}:{node.lineno}", pattern, arguments)


ALIKE: dict[str, object] = {"DATE(": date(2026, 3, 5), "DAY(": date(2026, 3, 5), "NUMBER(": 0.5, "": "KUNTA"}
"""What may stand in a place, by the function that the sentence calls with it."""


def places(sentence: str) -> list[tuple[str, str]]:
    """Each place of a sentence: what it calls there, if anything, and the name of the argument."""
    return re.findall(r"\{ (|[A-Z]+\()\$(\w+)", sentence)


def needed(sentence: str) -> set[tuple[str, str]]:
    """The places that every language has."""
    return {place for place in places(sentence) if place[1] not in VERBS}


def placeholders(key: str) -> set[str]:
    return {name for _, name in places(SENTENCES[key])}


def fitting(sentence: str, case: str = "any") -> dict[str, Any]:
    """An argument for each place of a sentence; its nature is the case."""
    return {name: ALIKE[call] for call, name in places(sentence)} | {"nature": case}


def cases(sentence: str) -> dict[str, str]:
    """The sentence by the cases of its nature; by `any` when it has none."""
    if "{ $nature ->" not in sentence:
        return {"any": sentence}
    return dict(re.findall(r"^ +\*?\[(\w+)\] (.*)$", sentence, re.MULTILINE))


def counted(sentence: str) -> bool:
    """Whether it hangs on a number or on what is asked, so that not all of its places are in one wording."""
    return re.search(r"\{ \$(?!nature)\w+ ->", sentence) is not None


def test_no_sentence_stands_twice() -> None:
    assert len(MESSAGES) == len(SENTENCES) > 50


def test_every_key_that_the_bot_uses_has_a_sentence() -> None:
    found = list(uses())
    assert len(found) > 40
    assert not [use.where for use in found if not any(re.fullmatch(use.pattern, key) for key in SENTENCES)]


def test_every_use_gives_the_arguments_that_its_sentence_has_places_for() -> None:
    assert not [
        (use.where, key)
        for use in uses()
        if (key := use.pattern.replace("\\", "")) in SENTENCES and use.arguments != placeholders(key)
    ]


@pytest.mark.parametrize("key", CASES)
def test_every_case_of_a_key_has_its_sentence(key: str) -> None:
    assert finnish()(key, **fitting(SENTENCES[key]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_hangs_on_a_nature_is_said_for_each_of_them(language: str) -> None:
    found = {
        key: cases(said).keys()
        for key, said in of_people(language).items()
        if "{ $nature ->" in said and "[law]" in said
    }
    assert len(found) > 10
    assert found == {key: cases(of_people("fi")[key]).keys() for key in found}
    assert not [key for key, told in found.items() if not {*Nature, "other"} <= told <= {*Nature, "mixed", "other"}]
    assert not [key for key in found if len({*cases(of_people(language)[key]).values()}) < len(found[key])]


@pytest.mark.parametrize(
    ("key", "case", "said"), [(key, case, said) for key in SENTENCES for case, said in cases(SENTENCES[key]).items()]
)
def test_sentence_is_whole(key: str, case: str, said: str) -> None:
    sentence = finnish()(key, **fitting(SENTENCES[key], case))
    assert counted(said) or sentence.count("KUNTA") == len(re.findall(r"\{ \$", said))
    assert sentence.count("5.3.") == len(re.findall(r"\{ DA", said))
    assert sentence.strip() == sentence != ""
    assert "  " not in sentence.replace("\n    ", "\n")
    assert not re.search("[{}$\u2066-\u2069]", sentence)


def test_arguments_are_put_in_as_they_are() -> None:
    assert finnish()("quotation", quotation="<b>{ $x } ”") == "Alueiden vastauksissa sanottiin: ”<b>{ $x } ””."


@pytest.mark.parametrize(
    ("key", "arguments"),
    [("gone", {}), ("", {}), ("Talk-Greeting", {}), ("quotation", {}), ("quotation", {"other": "x"})],
)
def test_unknown_key_and_missing_argument_are_told(key: str, arguments: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        finnish()(key, **arguments)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("when", "said"),
    [(date(2022, 3, 25), "25.3.2022"), ("2022-03-05", "5.3.2022"), ("2023-12", "12/2023"), ("2023", "2023")],
)
def test_date_looks_the_same_in_every_language_as_far_as_it_is_known(
    language: str, when: date | str, said: str
) -> None:
    assert f", {said}." in in_language(language)("cited", where="x", date=when)


@pytest.mark.parametrize(("language", "said"), [("fi", "0,20"), ("sv", "0,20"), ("en", "0.20")])
def test_number_is_written_as_its_language_does(language: str, said: str) -> None:
    assert f"{said})" in in_language(language)("gap-nearest", title="x", score=0.2)


def test_finnish_is_read_once() -> None:
    assert finnish() is finnish()
    assert finnish().language == "fi"


def test_language_without_sentences_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        Texts("xx")


def of_people(language: str) -> dict[str, str]:
    """What everybody may read: all that stands before the sentences of admins and operators."""
    text = (BOT / "replies" / "texts" / f"{language}.ftl").read_text(encoding="utf-8").partition("## Ylläpito")[0]
    return dict(re.findall(r"^([a-z][\w-]*) = (.*(?:\n[ ]+.*)*)", text, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_sentences_that_everybody_reads(language: str) -> None:
    assert of_people(language).keys() == of_people("fi").keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_every_number_and_case_of_a_computed_answer_is_worded(language: str, count: int) -> None:
    arguments: dict[str, Any] = {
        "count": count,
        "all": 11,
        "actors": "KUNTIA",
        "absent": "AVIA",
        "title": "X",
        "titles": "Y",
        "other": "Z",
        "level": "",
        "not": "n",
        "actor": "A",
        "theme": "T",
    }
    for key, sentence in of_people(language).items():
        if counted(sentence):
            for where, flag, of in (("in", "true", "tasks"), ("all", "false", "measures"), ("all", "true", "actors")):
                cased: dict[str, str | int] = {"where": where, "same": flag, "tasks": flag, "counted": of, "verb": "v"}
                said = in_language(language)(key, **arguments | cased)
                assert said.strip() == said != ""
                assert not re.search("[{}$]", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_places_in_a_sentence(language: str) -> None:
    for key, sentence in of_people(language).items():
        finnish_cases = cases(of_people("fi")[key])
        for case, told in cases(sentence).items():
            assert needed(told) == needed(finnish_cases[case]), key
            said = in_language(language)(key, **fitting(sentence, case))
            assert said.strip() == said != ""
            assert "  " not in said.replace("\n    ", "\n")
            assert not re.search("[{}$\u2066-\u2069]", said)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_another_language_repeats_no_finnish_sentence(language: str) -> None:
    same = {key for key, sentence in of_people(language).items() if sentence == of_people("fi")[key]}
    assert same <= {
        "source-public",
        "ended-also",
        "abbreviation",
        "feedback-helped",
        "feedback-not-helped",
        "measure-in-place",
        "measure-wording-one",
        "measure-wording-many",
        "has-coordinators",
        "place-of",
        "place-in",
        "none-area",
        "history-line",
        "audit-words",
        "portion",
    }


@pytest.mark.parametrize(
    ("tag", "language"),
    [("sv", "sv"), ("sv-FI", "sv"), ("EN", "en"), ("fi", "fi"), ("et", "fi"), ("", "fi"), (None, "fi"), ("../x", "fi")],
)
def test_language_is_told_by_its_tag(tag: str | None, language: str) -> None:
    assert in_language(tag).language == language


def test_what_only_operators_read_is_in_finnish_everywhere() -> None:
    assert in_language("sv")("reload-same") == finnish()("reload-same")
