"""After an edit what is parsed is the old content and exactly the change, and every other byte stays."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.editing import added, removed
from bot.content.lessons import LEARNED, LINES, Lesson, leave_out, parse_lesson, read_lessons
from bot.content.parsing import parted
from bot.content.questions import relabelled, relabels_only
from bot.review.changes import edit, learn, take_back

WORDS = (
    st.text(st.sampled_from("aä-: #,'\"[]{}𝕬👩‍🎓\u00adé0~|>&*!%@`"), min_size=1, max_size=8).map(str.strip).filter(bool)
)
COMMENTS = st.sampled_from(["", "", "  # öö 👩", " # [a, {b: c}]", "   "])
ENDS = st.sampled_from(["\n", "\r\n", "mixed"])


def quoted(word: str, how: int) -> str:
    if how == 0 and re.fullmatch(r"[aäé0]+", word):
        return word
    if how == 1:
        return "'" + word.replace("'", "''") + "'"
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of content as somebody may have written it, of entries `topic:0` … and `topic:a` among them."""
    lines = draw(st.lists(st.sampled_from(["# alku 👩", "", "---"]), max_size=2, unique=True))
    lines.append("topics:" + draw(COMMENTS))
    count = draw(st.integers(1, 3))
    wanted = draw(st.integers(0, count - 1))
    dash = draw(st.sampled_from(["- ", "  - ", "  -   "]))
    for number in range(count):
        name = "topic:a" if number == wanted else f"topic:{number}"
        some = draw(st.lists(WORDS, max_size=3))
        items = [quoted(word, draw(st.integers(0, 2))) for word in some]
        title = quoted(draw(WORDS), draw(st.integers(0, 2)))
        shape = draw(st.sampled_from(["flow entry", "flow", "flow lines", "block", "none"]))
        indent = " " * len(dash)
        if shape == "flow entry":
            lines.append(f"{dash}{{id: {name}, title: {title}, synonyms: [{', '.join(items)}]}}" + draw(COMMENTS))
            continue
        fields = [[f"title: {title}" + draw(COMMENTS)]]
        if shape == "flow":
            fields.append([f"synonyms: [{', '.join(items)}]" + draw(COMMENTS)])
        elif shape == "flow lines":
            fields.append(["synonyms: [" + draw(COMMENTS), *(f"    {one}," + draw(COMMENTS) for one in items), "  ]"])
        elif shape == "block" and items:
            begun = draw(st.sampled_from(["", "  "]))
            block = ["synonyms:" + draw(COMMENTS)]
            for one in items:
                block += [
                    f"{begun}- {one}" + draw(COMMENTS),
                    *draw(st.lists(st.sampled_from(["", "# väli"]), max_size=1)),
                ]
            fields.append(block)
        if draw(st.booleans()):
            fields.reverse()
        rest = [line for field in fields for line in field]
        lines += [f"{dash}id: {name}" + draw(COMMENTS), *(f"{indent}{line}" if line else "" for line in rest)]
    lines += draw(st.lists(st.sampled_from(["# loppu", "", "terms: []"]), max_size=2, unique=True))
    ends = draw(ENDS)
    text = "".join(line + (draw(st.sampled_from(["\n", "\r\n"])) if ends == "mixed" else ends) for line in lines)
    if draw(st.booleans()):
        text = text.removesuffix("\n").removesuffix("\r")
    return draw(st.sampled_from(["", "\ufeff"])) + text


def value(text: str) -> dict[str, list[dict[str, Any]]]:
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


@given(text=files(), item=WORDS)
@settings(max_examples=100, deadline=None)
def test_words_are_added_and_taken_back_exactly(text: str, item: str) -> None:
    expected = value(text)
    owner = next(one for one in expected["topics"] if one["id"] == "topic:a")
    owner["synonyms"] = [*(owner.get("synonyms") or ()), item]
    after = added(text, "topic:a", "synonyms", item)
    assert after is not None
    assert value(after) == expected
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, after, strict=False)))
    assert after[same + len(after) - len(text) :] == text[same:]  # something was put in, and nothing else touched
    back = removed(after, "topic:a", "synonyms", item)
    assert back in {text, f"{text}\n", f"{text}\r\n"}  # a last line that had no end keeps the one that it was given


LESSONS = [
    '{"meant": "topic:a", "words": ["ohjaus", "vanki"]}',
    '{"meant": "none", "words": ["𝕬s"]}',
    '{ "words":["b"], "meant":"x"}',
]
QUESTIONS = [
    '{"id": "A", "q": "vankien \\u00e4\\ud83d\\udc69", "expect": "none", "target": [], "note": 1.50}',
    '{"id":"B","q":"hevonen 👩","expect":"none","target":[]}',
    '{"id": "C", "turns": [{"q": "ä", "expect": "none", "target": []}, {"q": "b", "expect": "none", "target": []}]}',
]


def lines_of(*known: str) -> st.SearchStrategy[str]:
    """A file of some of these lines, each once, and of lines with nothing, with or without a mark and a last end."""
    several = st.lists(st.sampled_from(known), unique=True)
    end = st.sampled_from(["\n", "\r\n", "\n\n", "\r\n \n"])
    text = several.flatmap(lambda lines: st.tuples(*(end.map(line.__add__) for line in lines))).map("".join)
    cut = st.tuples(text, st.booleans()).map(lambda given: given[0].rstrip() if given[1] else given[0])
    return st.tuples(st.sampled_from(["", "\ufeff"]), cut).map("".join)


@given(text=lines_of(*LESSONS), new=st.lists(st.sampled_from(LESSONS), min_size=1, unique=True), meant=st.booleans())
@settings(max_examples=100, deadline=None)
def test_lessons_are_learned_and_taken_back_exactly(text: str, new: list[str], *, meant: bool) -> None:
    lessons = [lesson for lesson in map(parse_lesson, new) if lesson is not None]
    change = learn(replace(lesson, meant="topic:b") if meant else lesson for lesson in lessons)
    before, faults = read_lessons(text)
    assert not faults
    made = edit(change, {LEARNED: text})
    assert made is not None
    assert made.after is not None
    said = {lesson.words for lesson in change.lessons}
    kept = tuple(lesson for lesson in before if lesson.words not in said)
    assert read_lessons(made.after) == ((*kept, *change.lessons), [])
    (mark, rest), (kept_mark, after) = parted(text), parted(made.after)
    others = [line for line in LINES.findall(rest) if parse_lesson(line) is None or parse_lesson(line) in kept]
    assert (kept_mark, after[: len("".join(others))]) == (mark, "".join(others))
    later = made.after + '{"meant": "topic:c", "words": ["muu"]}'
    back = take_back(change, made, {LEARNED: later})
    assert back is not None
    assert back.after is not None
    assert set(read_lessons(back.after)[0]) == {*before, Lesson(("muu",), "topic:c")}


@given(text=lines_of(*LESSONS))
@settings(max_examples=50, deadline=None)
def test_lessons_are_forgotten_exactly(text: str) -> None:
    left = leave_out(text, [[frozenset({"vanki", "vangit"}), frozenset({"ohjaus"})]])
    assert left == text.replace(
        next((line for line in LINES.findall(text) if "vanki" in line), "").lstrip("\ufeff"), ""
    )


@given(text=lines_of(*QUESTIONS), ids=st.sets(st.sampled_from(["A", "B", "C.2", "D"])))
@settings(max_examples=100, deadline=None)
def test_questions_are_labelled_anew_exactly(text: str, ids: set[str]) -> None:
    targets = dict.fromkeys(ids, ("topic:a",))
    after = relabelled(text, targets)
    assert relabels_only(text, after, targets)
    assert not ids or "A" not in ids or '"A"' not in text or not relabels_only(text, text, targets)
    for one, other in zip(text.split("\n"), after.split("\n"), strict=True):
        assert one == other or (any(f'"{name[0]}"' in one for name in ids) and one[-1:] == other[-1:])
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert after.isascii() == text.isascii()
