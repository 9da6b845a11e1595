"""How a workbook looks and prints, what hostile texts do to it, its bytes, and what LibreOffice reads."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from views.exports.workbook.sample_workbooks import (
    IN_ITS_YEAR,
    SHEETS,
    YEARS_LATER,
    about,
    alone,
    cells,
    head_row,
    make,
    one_committee,
    opened,
    plain,
    rows,
)

from zhicheng_cli.plan.dataset import Dataset
from zhicheng_cli.views.exports.workbook import make_workbook

# The page and the screen


@pytest.mark.parametrize(("name", "frozen"), [("计划", "C2"), ("里程碑", "D3"), ("联系人", "C2")])
def test_headings_stay_and_filter(book: Any, name: str, frozen: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == frozen
    head = head_row(sheet)
    assert sheet.auto_filter.ref == sheet.dimensions.replace("A1:", f"A{head}:")
    assert len({cell.value for cell in sheet[head]}) == sheet.max_column


def test_every_sheet_prints_on_a4_across_with_its_heading(book: Any) -> None:
    for sheet in book:
        assert sheet.print_title_rows == f"$1:${head_row(sheet)}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert (sheet.page_setup.fitToHeight == 0) == (sheet.title != "说明")
        assert "&P" in sheet.oddFooter.right.text
        assert "湖人社函〔2021〕57号" in sheet.oddHeader.left.text


def width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def test_columns_are_as_wide_as_a_date_and_rows_as_tall_as_their_texts(book: Any) -> None:
    """A lower bound: no cell may need more lines than its row has, if lines could be broken anywhere."""
    for sheet in book:
        # openpyxl keeps neighbours of the same width as one.
        widths = [one.width for one in sheet.column_dimensions.values() for _ in range(one.min, one.max + 1)]
        for row in sheet.iter_rows(min_row=head_row(sheet) + 1):
            for cell, room in zip(row, widths, strict=True):
                if cell.is_date:
                    assert room >= 11
                elif isinstance(cell.value, str):
                    lines = sum(max(1, -(-width(line) // int(room))) for line in cell.value.split("\n"))
                    assert sheet.row_dimensions[cell.row].height >= lines * 15, (cell.coordinate, cell.value)
                    assert cell.alignment.wrap_text


# Hostile texts


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("http://example.com/", "http://example.com/"),
        ("0572", "0572"),
        ("a\x00\x08b\x1f", "a��b�"),
        ("\ud800x\ufffe\uffff", "�x��"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("<r><b></r>", "<r><b></r> "),
        ("_x0041_", "_x0041_"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("样例&P“甲”<>'\"]]>", "样例&P“甲”<>'\"]]>"),
    ],
)
def test_hostile_names_stay_texts(data: Dataset, name: str, shown: str) -> None:
    plan, committee = one_committee(data, name=name)
    about = {**plan.about, "document": name, "title": name, "issuer": name}
    plan = plan._replace(about=about, region=plan.region._replace(city=name))
    contact = data.contacts[0]._replace(person=name, department=name)
    content = alone(plan, committee, data.calendar, (contact,), YEARS_LATER)
    book = opened(content)
    cell = cells(book["计划"])[0]["评委单位名称"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (shown, "s", None)
    assert rows(book["联系人"])[0]["联系人"] == shown
    for part in parts(content).values():
        ElementTree.fromstring(part)


@settings(max_examples=40)
@given(name=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_name_makes_a_workbook_that_opens(name: str) -> None:
    data = Dataset(year=2021)
    plan, committee = one_committee(data, name=name, remarks=name)
    content = alone(plan, committee, data.calendar)
    found = rows(opened(content)["计划"])[0]
    legal = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "�", re.sub("\r\n?", "\n", name))
    assert (found["备注"] or "") == legal
    for part in parts(content).values():
        ElementTree.fromstring(part)


@pytest.mark.parametrize("character", ["长", "😀"])
def test_a_text_beyond_the_limit_of_a_cell_says_how_much_there_is(data: Dataset, character: str) -> None:
    plan, committee = one_committee(data, remarks=character * 40_000)
    content = alone(plan, committee, data.calendar)
    text = rows(opened(content)["计划"])[0]["备注"]
    assert text.endswith("…（共 40000 字，全文见 湖人社函〔2021〕57号）")
    assert len(text.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert set(text[: text.index("…")]) == {character}


def test_a_text_at_the_limit_is_whole(data: Dataset) -> None:
    plan, committee = one_committee(data, remarks="长" * 32_767)
    assert rows(opened(alone(plan, committee, data.calendar))["计划"])[0]["备注"] == "长" * 32_767


def test_nothing_chosen_makes_empty_sheets(data: Dataset) -> None:
    book = opened(make_workbook(data.plan, [], (), data.calendar, today=IN_ITS_YEAR, chosen="没有的"))
    assert [book[name].max_row for name in SHEETS[:3]] == [head_row(book[name]) for name in SHEETS[:3]]
    assert about(book)["评委会"] == "附件1 共 46 行，这里有 0 行"


# Equal bytes


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_nothing_in_it_is_of_the_moment(data: Dataset, content: bytes) -> None:
    assert make(data) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(rb">(\d{4}-\d\d-\d\dT[^<]*)<", parts(content)["docProps/core.xml"])) == {
        b"2021-05-25T00:00:00Z"
    }


def test_another_day_of_the_year_changes_only_what_is_said_of_it(data: Dataset, content: bytes) -> None:
    other = parts(make(data, today=date(2021, 7, 2)))
    assert [name for name, part in parts(content).items() if other[name] != part] == ["xl/sharedStrings.xml"]


# LibreOffice


@pytest.fixture(scope="module")
def office(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what LibreOffice makes of the workbook: a CSV a sheet, and a PDF."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("没有安装 LibreOffice（soffice），不能试开工作簿")
    folder = tmp_path_factory.mktemp("office")
    (folder / "plan.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for form in (every_sheet, "pdf"):
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(folder / "plan.xlsx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


def office_rows(office: Path, sheet: str) -> Iterator[list[str]]:
    with (office / f"plan-{sheet}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


@pytest.mark.parametrize("name", SHEETS)
def test_libreoffice_reads_every_row(office: Path, book: Any, name: str) -> None:
    ours = [
        ["" if cell is None else str(plain(cell)) for cell in row] for row in book[name].iter_rows(values_only=True)
    ]
    assert len(ours) > 15
    assert list(office_rows(office, name)) == ours


def test_libreoffice_prints_it(office: Path) -> None:
    content = (office / "plan.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.rstrip().endswith(b"%%EOF")
    assert len(content) > 100_000
