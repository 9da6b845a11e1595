"""Plans and contacts as files: read again they are the same, and they look like those that came with the program."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng_cli.files.bundled import data_dir
from zhicheng_cli.files.document import parse
from zhicheng_cli.notices.drafts.plan_text import contacts_text, plan_text
from zhicheng_cli.notices.drafts.yaml_text import block_lines


def value_of(text: str) -> Any:
    document, found = parse(text.encode(), "made.yaml")
    assert document is not None
    assert found == []
    return document.value


@pytest.mark.parametrize(("name", "write"), [("plan_2021.yaml", plan_text), ("contacts.yaml", contacts_text)])
def test_the_files_of_the_program_written_anew_say_the_same(name: str, write: Any) -> None:
    value = value_of((data_dir() / name).read_text(encoding="utf-8"))
    text = write(value)
    assert value_of(text) == value
    assert list(value_of(text)) == list(value), "the order"
    assert max(map(len, text.splitlines())) <= 120
    assert "草稿" not in text.splitlines()[0]


def test_it_is_written_as_a_clerk_writes_it() -> None:
    row = {
        "no": 1,
        "printed": {"name": "市甲评委会", "remarks": ""},
        "routes": [{"route": "评审", "words": "评委会"}, {"route": "自主评审", "words": "本公司", "note": "解读"}],
        "receivers": [{"unit": "市甲局", "phones": ["5551234"]}],
        "source": {"document": "某发〔2031〕1号", "row": 1},
    }
    about = {"title": "某通知", "document": "某发〔2031〕1号", "issued": "2031-01-02", "status": "draft"}
    text = plan_text({"format": "zc.plan-data/2", "plan": about, "committees": [row]})
    assert text.startswith("# 某通知 —— 数据（未核实的草稿）\n")
    assert text.endswith(
        """
# 各行。
committees:
  - no: 1
    printed:
      name: 市甲评委会
      remarks: ""
    routes:
      - {route: 评审, words: 评委会}
      - route: 自主评审
        words: 本公司
        note: 解读
    receivers:
      - {unit: 市甲局, phones: ["5551234"]}
    source: {document: 某发〔2031〕1号, row: 1}
"""
    )


def test_a_long_text_goes_on_in_further_lines() -> None:
    words = " 各中、高评委办公室在评审前七个工作日报告。" * 8 + '\n第二段\\“”"'
    lines = list(block_lines({"text": words}, 4))
    assert len(lines) > 2
    assert all(line.endswith("\\") for line in lines[:-1])
    assert value_of("\n".join(["a:", *lines]) + "\n") == {"a": {"text": words}}


#: What nobody sees is taken out of a notice as it is read; in a file it is refused.
TEXTS = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"), exclude_characters="\u3164"
    ),
    max_size=200,
)
VALUES = st.recursive(
    TEXTS | st.integers(0, 9999) | st.booleans() | st.none(),
    lambda inner: st.lists(TEXTS, max_size=4) | st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["name", "text", "phones", "titles", "scope", "words", "x"]), VALUES, min_size=1)
)
def test_whatever_is_written_is_read_again(value: dict[str, Any]) -> None:
    assert value_of("\n".join(block_lines(value, 0)) + "\n") == value
