"""One entry more in a list that people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.errors import ZcError
from zhicheng_cli.files.document import Document, read
from zhicheng_cli.files.list_insertion import with_entry

ENTRY = {"year": 2, "days": [{"a": "b"}]}


def document(text: str) -> Document:
    made, found, _ = read(text, "甲.yaml")
    assert made is not None
    assert found == []
    return made


def added(text: str) -> str:
    return with_entry(document(text), "years", ENTRY, lambda indent: f"{indent}- year: 2\n{indent}  days: [{{a: b}}]\n")


@pytest.mark.parametrize(("before", "after"), [
    ("years: []\n", "years:\n  - year: 2\n    days: [{a: b}]\n"),
    ("years: []", "years:\n  - year: 2\n    days: [{a: b}]"),
    ("a: 1\nyears: []  # 没有\n# 注\nb: []\n", "a: 1\nyears:  # 没有\n  - year: 2\n    days: [{a: b}]\n# 注\nb: []\n"),
    ("years:\n  []\nb: 1\n", "years:\n  - year: 2\n    days: [{a: b}]\nb: 1\n"),
    ("years:\n- year: 1\n\n# 注\nb: 1\n", "years:\n- year: 1\n- year: 2\n  days: [{a: b}]\n\n# 注\nb: 1\n"),
    ("years:\n    - year: 1\n      d:\n        - {a: b}  # 甲\n    # 乙\nb: 1\n",
     "years:\n    - year: 1\n      d:\n        - {a: b}  # 甲\n    - year: 2\n      days: [{a: b}]\n    # 乙\nb: 1\n"),
    ("years:\n  - n: |\n      # 不是注\n      甲\n\nb: 1\n",
     "years:\n  - n: |\n      # 不是注\n      甲\n\n  - year: 2\n    days: [{a: b}]\nb: 1\n"),
    ("years:\r\n  - year: 1\r\nb: 1\r\n", "years:\r\n  - year: 1\r\n  - year: 2\r\n    days: [{a: b}]\r\nb: 1\r\n"),
])  # fmt: skip
def test_everything_else_stays_as_it_is(before: str, after: str) -> None:
    assert added(before) == after
    assert document(after).value == {**document(before).value, "years": [*document(before).value["years"], ENTRY]}


@pytest.mark.parametrize("text", ["years: [{year: 1}]\n", '{"years": []}', "{years: [],\n}"])
def test_in_brackets_nothing_can_be_added(text: str) -> None:
    with pytest.raises(ZcError) as refused:
        added(text)
    assert refused.value.hint


@given(
    st.lists(st.sampled_from(["# 注", "", "  # 注", "a: 1", "b: [1]", "c: |\n  甲\n  # 乙"]), unique=True), st.data()
)
def test_wherever_the_list_stands(lines: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines)))
    kept = data.draw(st.sampled_from(["years: []", "years:\n  - year: 1", "years:\n- {year: 1}  # 丙"]))
    text = "\n".join([*lines[:place], kept, *lines[place:]]) + "\n"
    after = added(text).splitlines()
    rest = iter(after)
    written = [line for line in text.splitlines() if line != "years: []"]
    assert all(line in rest for line in written)  # each line is there, in order
