"""A posting that people sorted, filtered, widened, renamed and typed over is understood cell by cell."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from app.exchange import hand_reading
from app.exchange.hand_found import Reading, TypedCell
from app.exchange.hand_reading import read_by_hand
from app.exchange.read_xlsx import load, loose_sheets, read_book
from app.exchange.receive import open_truth
from app.exchange.truth import SHEET
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two
from tests.ready_made import Offices

ONE, TWO, THREE = "云信〔2026〕1号", "云信〔2026〕2号", "云信〔2026〕3号"
Change = Callable[[Workbook], object]


@pytest.fixture
def sent(offices: Offices, tmp_path: Path) -> Path:
    """A posting of three cases."""
    (path,) = offices.kept(_posted).glob("*.xlsx")
    return shutil.copy(path, tmp_path / path.name)


def _posted(folder: Path) -> None:
    town = two.township(folder)
    for days, summary in ((3, "低保评定不公"), (4, "占用林地"), (5, "修路款去向")):
        two.report(town, days, summary)
    two.post(town, "QH00", folder)
    town.close()


def read(sent: Path, change: Change) -> Reading:
    """What is understood of the file after that change."""
    path = by_hand.edited(sent, sent.with_name("edited.xlsx"), change)
    return read_file(sent, path)


def read_file(sent: Path, path: Path) -> Reading:
    names = [name for name in read_book(path, sheets=()).visibility if name != SHEET]
    return read_by_hand(open_truth(sent), loose_sheets(load(path), names), two.TODAY, two.TODAY)


def said(reading: Reading) -> list[tuple[str, str, str, str]]:
    """Number of the case, label, old and new of every cell."""
    return [(each.case_no, each.label, each.old, each.new) for each in reading.cells]


def only(reading: Reading) -> TypedCell:
    (cell,) = reading.cells
    return cell


def summary(number: str, new: str) -> Change:
    def change(book: Workbook) -> None:
        by_hand.type_over(book, "台账", by_hand.row_of(book["台账"], number), "registration.summary", new)

    return change


def both(*changes: Change) -> Change:
    return lambda book: [change(book) for change in changes]


def test_a_file_that_was_only_saved_says_nothing_new(sent: Path) -> None:
    reading = read(sent, lambda book: None)
    assert (reading.cells, reading.rows, reading.told) == ([], [], [])
    assert {"台账", "反映问题", "办理经过"} <= reading.found


def test_a_cell_that_was_typed_over_is_found_with_its_place(sent: Path) -> None:
    cell = only(read(sent, summary(TWO, "占用公益林")))
    assert (cell.sheet, cell.case_no, cell.field) == ("台账", TWO, "registration.summary")
    assert (cell.base, cell.typed, cell.wrong, cell.asked) == ("占用林地", "占用公益林", "", "")
    assert cell.cell == f"AD{cell.row}"


def sort_and_filter(book: Workbook) -> None:
    sheet = book["台账"]
    by_hand.swap_rows(sheet, 6, 8)
    sheet.auto_filter.add_filter_column(3, ["曾小明"])
    sheet.row_dimensions[7].hidden = True


def move_and_hide(book: Workbook) -> None:
    sheet = book["台账"]
    by_hand.move_column(sheet, by_hand.column(sheet, "registration.summary"), 2)
    sheet.column_dimensions["E"].hidden = True
    sheet.column_dimensions["F"].width = 80


def rename_everything(book: Workbook) -> None:
    for name, sheet in zip("甲乙丙丁戊己庚", book.worksheets, strict=False):
        if sheet.sheet_state == "visible":
            sheet.title = name
    for cell in book["乙"][by_hand.HEADER]:
        cell.value = f"改名{cell.column}"


def delete_a_row(book: Workbook) -> None:
    book["台账"].delete_rows(by_hand.row_of(book["台账"], THREE))


def delete_columns(book: Workbook) -> None:
    sheet = book["台账"]
    for field in ("handling.handler", "registration.category", "case.light"):
        sheet.delete_cols(by_hand.column(sheet, field))


def insert_rows_above(book: Workbook) -> None:
    book["台账"].insert_rows(1, 2)
    book["台账"]["A1"] = "领导请阅"


@pytest.mark.parametrize(
    "disorder",
    [sort_and_filter, move_and_hide, rename_everything, delete_a_row, delete_columns, insert_rows_above,
     lambda book: book["台账"].delete_rows(by_hand.IDS), lambda book: book["台账"].delete_rows(1, 2),
     lambda book: book["台账"].delete_cols(by_hand.column(book["台账"], "mark"))],
)  # fmt: skip
def test_disorder_hides_no_edit_and_makes_none(sent: Path, disorder: Change) -> None:
    reading = read(sent, both(summary(TWO, "占用公益林"), disorder))
    assert said(reading) == [(TWO, "问题摘要", "占用林地", "占用公益林")]
    assert reading.rows == []


@pytest.mark.thorough
def test_headers_and_ids_both_gone_the_sheet_is_known_by_its_name(sent: Path) -> None:
    def change(book: Workbook) -> None:
        summary(TWO, "占用公益林")(book)
        for cell in (*book["台账"][by_hand.IDS], *book["台账"][by_hand.HEADER]):
            cell.value = None

    reading = read(sent, change)
    assert said(reading) == [(TWO, "问题摘要", "占用林地", "占用公益林")]
    assert "按原来的栏目次序认" in reading.told[0]


def test_a_cell_of_a_list_is_found_by_the_mark_of_its_record(sent: Path) -> None:
    cell = only(
        read(sent, lambda book: by_hand.type_over(book, "反映问题", 7, "allegation.position", "会计"))
    )
    assert (cell.sheet, cell.kind, cell.field, cell.new) == (
        "反映问题",
        "allegation",
        "allegation.position",
        "会计",
    )


def test_an_emptied_cell_wants_to_be_cleared(sent: Path) -> None:
    cell = only(read(sent, lambda book: by_hand.type_over(book, "台账", 7, "registration.summary", None)))
    assert (cell.base, cell.typed) == ("占用林地", None)


def test_a_band_that_was_empty_has_no_record_yet(sent: Path) -> None:
    cell = only(read(sent, lambda book: by_hand.type_over(book, "台账", 7, "handling.handler", "刘敏")))
    assert (cell.kind, cell.id, cell.case_no, cell.typed) == ("handling", "", TWO, "刘敏")


@pytest.mark.thorough
def test_what_cannot_be_understood_is_told_with_what_would_be_right(sent: Path) -> None:
    cell = only(
        read(sent, lambda book: by_hand.type_over(book, "台账", 6, "registration.received_on", "三月初"))
    )
    assert "请写全年月日" in cell.wrong and cell.new == "三月初"


def test_the_same_value_written_otherwise_is_no_edit(sent: Path) -> None:
    def change(book: Workbook) -> None:
        by_hand.type_over(book, "台账", 6, "registration.received_on", "2026年3月3日")
        by_hand.type_over(book, "台账", 7, "registration.intake_channel", " 来信 ")

    assert read(sent, change).cells == []


def test_a_formula_without_a_result_is_not_an_emptied_cell(sent: Path) -> None:
    cell = only(read(sent, lambda book: by_hand.type_over(book, "台账", 6, "registration.summary", "=A6&B6")))
    assert "公式" in cell.wrong and cell.typed is None


@pytest.mark.parametrize(
    ("field", "label"), [("case.light", "状态"), ("case.sum", "怎么算的"), ("case.stage", "办理阶段")]
)
def test_a_computed_cell_that_was_typed_over_is_told_apart(sent: Path, field: str, label: str) -> None:
    cell = only(read(sent, lambda book: by_hand.type_over(book, "台账", 6, field, "已办结")))
    assert cell.computed and (cell.label, cell.new) == (label, "已办结")


def test_joined_cells_are_told_apart(sent: Path) -> None:
    def change(book: Workbook) -> None:
        by_hand.type_over(book, "台账", 6, "case.respondents", "曾大明")
        by_hand.type_over(book, "反映问题", 6, "registration.case_no", "别的号")

    cells = read(sent, change).cells
    assert [(each.label, each.old, each.new, each.computed) for each in cells] == [
        ("被反映人", "曾小明", "曾大明", True), ("信访编号", ONE, "别的号", True),
    ]  # fmt: skip


def test_two_equal_rows_with_one_code_are_one(sent: Path) -> None:
    def change(book: Workbook) -> None:
        summary(TWO, "占用公益林")(book)
        by_hand.copy_row(book["台账"], by_hand.row_of(book["台账"], TWO))

    assert said(read(sent, change)) == [(TWO, "问题摘要", "占用林地", "占用公益林")]


@pytest.mark.thorough
def test_two_different_rows_with_one_code_are_asked_about(sent: Path) -> None:
    def change(book: Workbook) -> None:
        last = by_hand.copy_row(book["台账"], 7)
        by_hand.type_over(book, "台账", last, "registration.summary", "占用公益林")

    cell = only(read(sent, change))
    assert "第 7、9 行是同一个回音码" in cell.asked


@pytest.mark.thorough
def test_a_row_without_a_code_is_a_new_one(sent: Path) -> None:
    def change(book: Workbook) -> None:
        by_hand.type_over(book, "台账", 9, "registration.summary", "新的一件")
        by_hand.type_over(book, "台账", 9, "registration.received_on", "2026.3.2")

    (row,) = read(sent, change).rows
    assert row.fresh and row.row == 9 and "新加的一行" in row.reason
    assert row.values == {"registration.summary": "新的一件", "registration.received_on": "2026-03-02"}


@pytest.mark.thorough
def test_a_broken_code_is_told_and_the_number_of_the_case_helps(sent: Path) -> None:
    reading = read(
        sent, both(summary(TWO, "占用公益林"), lambda book: by_hand.type_over(book, "台账", 7, "mark", "ABC"))
    )
    assert said(reading) == [(TWO, "问题摘要", "占用林地", "占用公益林")]
    assert "回音码不对" in reading.told[0] and "第 7 行" in reading.told[0]


@pytest.mark.thorough
def test_a_broken_code_of_a_list_is_explained(sent: Path) -> None:
    (row,) = read(sent, lambda book: by_hand.type_over(book, "反映问题", 7, "mark", "ABC")).rows
    assert not row.fresh and "认不出是哪一条" in row.reason


@pytest.mark.thorough
def test_a_code_of_another_record_is_explained(sent: Path) -> None:
    def change(book: Workbook) -> None:
        book["反映问题"].cell(7, by_hand.column(book["反映问题"], "mark")).value = (
            book["台账"].cell(6, by_hand.column(book["台账"], "mark")).value
        )

    (row,) = read(sent, change).rows
    assert "回音码是别的记录的" in row.reason


@pytest.mark.thorough
def test_columns_sorted_without_their_codes_are_not_believed(sent: Path) -> None:
    def change(book: Workbook) -> None:
        sheet, mark = book["台账"], by_hand.column(book["台账"], "mark")
        marks = [sheet.cell(row, mark).value for row in (6, 7, 8)]
        for row, value in zip((6, 7, 8), (marks[1], marks[2], marks[0]), strict=True):
            sheet.cell(row, mark).value = value

    reading = read(sent, change)
    assert reading.cells == [] and len(reading.rows) == 3
    assert any("只给一部分列排了序" in each for each in reading.told)


@pytest.mark.thorough
def test_a_row_copied_for_a_new_case_without_its_code_says_so(sent: Path) -> None:
    def change(book: Workbook) -> None:
        last = by_hand.copy_row(book["台账"], 7)
        by_hand.type_over(book, "台账", last, "mark", None)

    (row,) = read(sent, change).rows
    assert "像是复制出来的" in row.reason


@pytest.mark.thorough
def test_a_column_that_people_added_is_told(sent: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["台账"]
        at = sheet.max_column + 1
        sheet.cell(by_hand.HEADER, at).value = "备注二"
        sheet.cell(6, at).value = "已电话联系"

    reading = read(sent, change)
    assert reading.cells == [] and "“备注二”不是台账的栏目" in reading.told[0]


def test_more_than_any_hand_types_is_cut_off_and_what_to_do_is_said(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hand_reading.MOST >= 50_000, (
        "some hundreds of cases filled in by an office without Huiyin are read whole"
    )
    monkeypatch.setattr(hand_reading, "MOST", 1)
    reading = read(sent, both(summary(ONE, "甲"), summary(TWO, "乙"), summary(THREE, "丙")))
    assert len(reading.cells) == 1
    assert any("分成几份" in each for each in reading.told)
