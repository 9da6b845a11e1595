"""Workbooks as people and programs save them: what is in the sheet is read, or named with its cause and its place."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from sample_sheets import HEADINGS, MAIN, STRICT, cell, prefixed, row, sheet, workbook

from zhicheng_cli.applicant.roster.batches import Batch, open_roster
from zhicheng_cli.cli import main
from zhicheng_cli.errors import FINDINGS, ZcError

openpyxl = pytest.importorskip("openpyxl")
xlsxwriter = pytest.importorskip("xlsxwriter")

NAMES = [f"样例{n}" for n in range(2, 7)]
ROWS = [row(1, *HEADINGS), *(row(n, f"样例{n}", "工程师") for n in range(2, 7))]
_STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="57"/>'
    '<xf numFmtId="2"/><xf numFmtId="1"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="176" formatCode="0"/></dxf></dxfs></styleSheet>'
)


def batches(path: Path, rows: int | None = None) -> list[Batch]:
    return list(open_roster(path, batch_rows=rows).batches)


def column(path: Path, key: str, rows: int | None = None) -> list[str]:
    return [text for batch in batches(path, rows) for text in batch.table[key].to_pylist()]


def refused(path: Path) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.why) for batch in batches(path) for one in batch.malformed]


@pytest.mark.parametrize(
    "frame",
    ["", "A1", "A1:A1", "A1:B2", "B2:B3", "A1:XFD1048576", "A1:ZZZZ9", "nonsense", "A6:B1", "$A$1:$B$2", "一:二"],
)
@pytest.mark.parametrize("rows", [2, None])
def test_the_frame_that_a_sheet_states_is_not_believed(frame: str, rows: int | None, tmp_path: Path) -> None:
    stated = f'<dimension ref="{frame}"/>' if frame else ""
    path = workbook(tmp_path / "roster.xlsx", sheet(*ROWS, before=stated))
    assert column(path, "name", rows) == NAMES
    assert [batch.rows.to_pylist() for batch in batches(path)] == [[2, 3, 4, 5, 6]]


def test_rows_and_cells_need_not_say_where_they_stand(tmp_path: Path) -> None:
    bare = "".join(ROWS).replace(' r="', ' was="')
    assert column(workbook(tmp_path / "roster.xlsx", sheet(bare)), "name") == NAMES


def test_blank_rows_are_counted_and_the_last_of_a_million_costs_nothing(tmp_path: Path) -> None:
    rows = [*ROWS[:2], '<row r="3"/>', ROWS[3], '<row r="1048576"><c r="XFD1048576" s="0"/></row>']
    (batch,) = batches(workbook(tmp_path / "roster.xlsx", sheet(*rows), styles=_STYLES))
    assert (batch.rows.to_pylist(), batch.blank) == ([2, 4], 1)


@pytest.mark.parametrize(
    "part",
    [
        sheet(*ROWS).replace("工程师</t>", "工程</t><t>师</t>").replace("样例", "<rPh><t>yang</t></rPh>样例"),
        prefixed(sheet(*ROWS)),
        sheet(*ROWS, namespace=STRICT),
        sheet(*ROWS, after='<mergeCells count="0"/>'),
        "<?xml version='1.0' encoding='UTF-16'?>" + sheet(*ROWS),
    ],
    ids=["runs", "prefix", "strict", "nothing merged", "utf-16"],
)
def test_other_ways_to_write_the_same_sheet(part: str, tmp_path: Path) -> None:
    namespace = STRICT if STRICT in part else MAIN
    encoded = part.encode("utf-16" if "UTF-16" in part else "utf-8")
    path = workbook(tmp_path / "roster.xlsx", encoded, namespace=namespace)
    assert column(path, "title") == ["工程师"] * 5


def test_texts_that_are_kept_apart(tmp_path: Path) -> None:
    kept = ["姓名", "申报职称", "<rPh><t>yi</t></rPh>样例<r><t>甲</t></r>", "工_x000D_\n程师"]
    texts = "".join(f"<si><t>{one}</t></si>" if "<" not in one else f"<si>{_runs(one)}</si>" for one in kept)
    part = sheet(
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>'
    )
    path = workbook(tmp_path / "roster.xlsx", part, texts=f'<sst xmlns="{MAIN}">{texts}</sst>')
    assert (column(path, "name"), column(path, "title")) == (["样例甲"], ["工\r\n程师"])


def _runs(text: str) -> str:
    return text.replace("样例", "<r><t>样例</t></r>")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("<v>42917</v>", "42917"),
        (' s="1"><v>42917</v>', "2017-07"),
        (' s="2"><v>42917</v>', "2017-07-01"),
        (' s="3"><v>42917</v>', "2017-07"),
        (' t="d" s="1"><v>2017-07-01T00:00:00</v>', "2017-07"),
        (' t="d"><v>2017-07-01</v>', "2017-07-01"),
        (' t="b"><v>1</v>', "是"),
        (' t="b"><v>0</v>', "否"),
        (' t="e"><v>#N/A</v>', "#N/A"),
        (' t="str"><f>A1&amp;"x"</f><v>2017-07</v>', "2017-07"),
        (' t="str"><f>A1</f><v></v>', ""),
        (' s="4"><v>2016.1</v>', "2016.10"),
        (' s="5"><v>201610</v>', "201610"),
        ("><f>45+45</f><v>89.99999999999999</v>", "90"),
        ("/>", ""),
    ],
)
def test_a_cell_says_what_it_shows(given: str, text: str, tmp_path: Path) -> None:
    shown = given if given.startswith((" ", ">", "/")) else f">{given}"
    closed = f'<c r="C2"{shown}' + ("" if shown.endswith("/>") else "</c>")
    rows = [row(1, *HEADINGS, "现有职称取得日期"), row(2, "样例甲", "工程师").replace("</row>", f"{closed}</row>")]
    assert column(workbook(tmp_path / "roster.xlsx", sheet(*rows), styles=_STYLES), "obtained") == [text]


@pytest.mark.parametrize(("day", "text"), [(datetime(2017, 7, 1), "2017-07"), (date(2017, 7, 31), "2017-07")])
@pytest.mark.parametrize("writer", ["openpyxl", "xlsxwriter"])
def test_libraries_write_months_as_excel_does(writer: str, day: date, text: str, tmp_path: Path) -> None:
    headings = [*HEADINGS, "现有职称取得日期"]
    if writer == "openpyxl":
        book = openpyxl.Workbook()
        book.active.append(headings)
        book.active.append(["样例甲", "工程师", day])
        book.active["C2"].number_format = 'yyyy"年"m"月"'
        book.save(tmp_path / "roster.xlsx")
    else:
        with xlsxwriter.Workbook(str(tmp_path / "roster.xlsx")) as other:
            written = other.add_worksheet()
            written.write_row(0, 0, headings)
            written.write_row(1, 0, ["样例甲", "工程师"])
            written.write_datetime(1, 2, day, other.add_format({"num_format": "yyyy/mm"}))
    assert column(tmp_path / "roster.xlsx", "obtained") == [text]


@pytest.mark.parametrize(
    ("formula", "about"),
    [
        ("><f>6+6</f><v/>", ""),
        ("><f>6+6</f>", ""),
        (' t="str"><f>6+6</f>', ""),
        ("><f>6+6</f><v>0</v>", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_a_formula_without_a_value_is_no_blank_cell(formula: str, about: str, tmp_path: Path) -> None:
    """XlsxWriter writes 0, and that all is to be computed; openpyxl writes none."""
    one = row(2, "样例甲", "工程师").replace("</row>", f'<c r="C2"{formula}</c></row>')
    part = sheet(row(1, *HEADINGS, "评委会序号"), one, row(3, "样例乙", "工程师", "12"))
    path = workbook(tmp_path / "roster.xlsx", part, about=about)
    ((number, heading, why),) = refused(path)
    assert (number, heading, "公式" in why, column(path, "name")) == (2, "评委会序号", True, ["样例乙"])


def test_a_formula_without_a_value_in_a_column_that_is_only_kept_is_blank(tmp_path: Path) -> None:
    one = row(2, "样例甲", "工程师").replace("</row>", '<c r="C2"><f>6+6</f></c></row>')
    path = workbook(tmp_path / "roster.xlsx", sheet(row(1, *HEADINGS, "工号"), one))
    assert (column(path, "name"), column(path, "+3")) == (["样例甲"], [""])


def test_merged_cells_are_named_where_they_hide_a_fact_and_filled_where_they_are_only_kept(tmp_path: Path) -> None:
    rows = [
        row(1, "部门", *HEADINGS, "县区"),
        row(2, "设计部", "样例甲", "工程师", "吴兴区"),
        row(3, "", "样例乙", "", "吴兴区"),
        row(4, "", "样例丙", "工程师", "吴兴区"),
        row(5, "", "样例丁", "工程师", ""),
    ]
    merged = '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="C2:C3"/><mergeCell ref="C5:D5"/></mergeCells>'
    path = workbook(tmp_path / "roster.xlsx", sheet(*rows, after=merged))
    assert [(number, heading) for number, heading, why in refused(path) if "合并" in why] == [
        (3, "申报职称"),
        (5, "县区"),
    ]
    assert (column(path, "name"), column(path, "+1")) == (["样例甲", "样例丙"], ["设计部", "设计部"])


def test_the_sheet_that_is_seen_is_read(tmp_path: Path) -> None:
    old, new = sheet(row(1, *HEADINGS), row(2, "旧", "工程师")), sheet(*ROWS)
    hidden = {1: 'name="旧名册" state="hidden"'}
    assert column(workbook(tmp_path / "a.xlsx", old, new, titles=hidden), "name") == NAMES
    named = {2: 'name="名册"'}
    assert column(workbook(tmp_path / "b.xlsx", old, new, titles=named), "name") == NAMES
    with pytest.raises(ZcError, match="没有工作表（隐藏的工作表不读"):
        open_roster(workbook(tmp_path / "c.xlsx", old, titles={1: 'name="名册" state="veryHidden"'}))


@pytest.mark.parametrize(("first", "second"), [("Sheet1", "Sheet2"), ("名册", "名册2")])
def test_sheets_that_are_not_read_are_named(
    first: str, second: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for title in (first, second, "隐藏的"):
        page = book.create_sheet(title)
        page.append(HEADINGS)
        page.append([title, "工程师"])
    book["隐藏的"].sheet_state = "hidden"
    for title, text in (("藏深了", "样例丙"), ("藏空了", None)):
        book.create_sheet(title)["A1"] = text
        book[title].sheet_state = "veryHidden"
    book.create_sheet("填写说明")["A1"] = "一行一人"
    book.create_sheet("空的").column_dimensions["A"].width = 20
    book.create_sheet("续 000000199001010019")["C9"] = "样例丁"
    book.save(path := tmp_path / "roster.xlsx")
    result = tmp_path / "result.csv"
    assert main(["check", "--roster", str(path), "-o", str(result), "--today", "2021-07-01"]) == FINDINGS
    hint = "（各存成一个文件再核对，或合到一张表）"
    told = f"只读了工作表“{first}”，没有读：{second}、续 000*************19{hint}"
    lines = capsys.readouterr().err.splitlines()
    assert told in lines
    assert "没有读隐藏的工作表：隐藏的、藏深了（要核对就取消隐藏，另存成一个文件）" in lines
    assert column(path, "name") == [first]


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_headings_that_are_not_found_are_missed_in_a_sheet_that_is_named(state: str, tmp_path: Path) -> None:
    titles = {1: 'name="封面"', 2: f'name="人员" state="{state}"'}
    path = workbook(tmp_path / "roster.xlsx", sheet(row(1, "名册在后面")), sheet(*ROWS), titles=titles)
    with pytest.raises(ZcError) as caught:
        open_roster(path)
    assert caught.value.message == "读的是工作表“封面”：名册缺少这些列：姓名、申报职称"
    assert caught.value.hint.endswith("；名册在另一张工作表，就把那一张改名为“名册”，取消隐藏")


@pytest.mark.parametrize("mark", ["*{}", "{}*", "{}（必填）", "＊{} ", "{}\n(必填项)*"])
def test_a_mark_of_what_must_be_filled_in_is_no_part_of_a_heading(mark: str, tmp_path: Path) -> None:
    rows = [row(1, *map(mark.format, (*HEADINGS, "手机"))), row(2, "样例甲", "工程师", "1")]
    path = workbook(tmp_path / "roster.xlsx", sheet(*rows))
    assert (column(path, "name"), column(path, "title")) == (["样例甲"], ["工程师"])
    assert list(open_roster(path).columns.kept.values()) == [" ".join(mark.format("手机").split())]


def test_a_sheet_that_cannot_be_read_is_named_among_those_that_are_not(tmp_path: Path) -> None:
    broken = sheet(*ROWS).replace("<row", "<raw", 1)
    path = workbook(tmp_path / "roster.xlsx", sheet(*ROWS), broken, sheet())
    assert open_roster(path).unread == ("Sheet2",)
    assert column(path, "name") == NAMES


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    rows = [row(1, "某公司2021年申报名册"), row(3, *HEADINGS), row(4, "样例甲", "工程师")]
    path = workbook(tmp_path / "roster.xlsx", sheet(*rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    assert [batch.rows.to_pylist() for batch in batches(path)] == [[4]]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (sheet(*ROWS).replace("</row>", "</raw>", 2), "读到一半读不下去"),
        (sheet(*ROWS).replace('r="A3"', 'r="XFE3"'), "读到一半读不下去"),
        (sheet(*ROWS).replace('r="A3"', 'r="甲3"'), "读到一半读不下去"),
        (sheet(row(1, *HEADINGS), '<row r="1048577"><c r="A9"><v>1</v></c></row>'), "读到一半读不下去"),
        (sheet(*ROWS, row(2, "样例甲")), "读到一半读不下去"),
        (sheet(row(1, *HEADINGS), '<row r="2"><c r="A2" t="s"><v>9</v></c></row>'), "读到一半读不下去"),
        (sheet(row(1, *HEADINGS), row(2, "甲" * 32_768)), "读到一半读不下去"),
        ('<!DOCTYPE x [<!ENTITY a "样例">]>' + sheet(*ROWS), "读到一半读不下去"),
        (sheet(row(1, *HEADINGS), *["<row><c><v>1</v></c></row>"] * 1_000_000), "压缩得不像话"),
        (sheet(), "缺少这些列"),
        ("", "读到一半读不下去"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_named(part: str, said: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "roster.xlsx", part)
    with pytest.raises(ZcError, match=said):
        batches(path)


def test_more_merged_cells_than_a_row_has_room_for(tmp_path: Path) -> None:
    merged = "".join(f'<mergeCell ref="C{n}:C900000"/>' for n in range(1, 1100))
    path = workbook(tmp_path / "roster.xlsx", sheet(*ROWS, row(2000, "甲"), after=f"<mergeCells>{merged}</mergeCells>"))
    with pytest.raises(ZcError, match="第 2000 行有太多合并的格子"):
        batches(path)


def test_a_damaged_archive_and_others_under_its_name(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "roster.xlsx", sheet(row(1, *HEADINGS), *(row(n, f"样例{n}", "工程师") for n in range(2, 300)))
    )
    content = bytearray(path.read_bytes())
    content[200:240] = bytes(255 - one for one in content[200:240])
    path.write_bytes(content)
    with pytest.raises(ZcError, match="损坏"):
        batches(path)
    for more, said in (
        ({"mimetype": b"application/vnd.oasis"}, "其实是 ODS 表格"),
        ({"xl/workbook.bin": b""}, "其实是 xlsb 格式"),
    ):
        with pytest.raises(ZcError, match=said):
            open_roster(workbook(tmp_path / "other.xlsx", sheet(*ROWS), more=more))
    with zipfile.ZipFile(tmp_path / "odd.xlsx", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("_rels/.rels", "<x/>")
    with pytest.raises(ZcError, match="不是 xlsx 文件"):
        open_roster(tmp_path / "odd.xlsx")


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "roster.xlsx", sheet(*ROWS))
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + flags] |= 1
    path.write_bytes(content)
    with pytest.raises(ZcError, match="加了密码"):
        open_roster(path)


def test_the_same_long_text_over_and_over_is_refused(tmp_path: Path) -> None:
    texts = "".join(f"<si><t>{one}</t></si>" for one in (*HEADINGS, "备注", "甲" * 32_000))
    rows = [
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>',
        *[
            f'<row r="{n}"><c t="s"><v>3</v></c><c t="s"><v>3</v></c><c t="s"><v>3</v></c></row>'
            for n in range(2, 5000)
        ],
    ]
    path = workbook(tmp_path / "roster.xlsx", sheet(*rows), texts=f'<sst xmlns="{MAIN}">{texts}</sst>')
    with pytest.raises(ZcError, match="压缩得不像话"):
        for _ in open_roster(path).batches:
            pass


def test_a_macro_workbook_is_a_workbook(tmp_path: Path) -> None:
    assert column(workbook(tmp_path / "roster.xlsm", sheet(*ROWS)), "name") == NAMES


def test_cells_in_disorder_are_read_where_they_stand(tmp_path: Path) -> None:
    rows = [f'<row r="1">{cell("B1", HEADINGS[1])}{cell("A1", HEADINGS[0])}</row>', row(2, "样例甲", "工程师")]
    assert column(workbook(tmp_path / "roster.xlsx", sheet(*rows)), "title") == ["工程师"]
