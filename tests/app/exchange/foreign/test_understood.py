"""Rows as records: several persons, merged cells, what is assumed, what is refused."""

from datetime import date
from pathlib import Path

import pytest

from app.exchange.foreign.inspection import inspect
from app.exchange.foreign.lines import Wishes
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.sheet_marks import Marks
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, sheet, understood, workbook


def test_a_usual_row_is_a_case_with_its_respondent_and_nothing_is_wrong() -> None:
    line = understood(sheet(HEAD, row(1, 反映人姓名="罗大海", 联系电话=13800000001))).lines[0]
    assert line.problems == []
    assert line.values["registration.received_on"] == date(2024, 3, 5)
    assert line.values["registration.identity_status"] == "signed_unverified"
    assert (line.values["reporter.name"], line.values["reporter.phone"]) == ("罗大海", "13800000001")
    assert line.allegations == [{"respondent": "张三", "unit": "石桥村", "position": "党支部书记"}]


def test_several_persons_are_several_points_each_with_the_own_post() -> None:
    line = understood(sheet(HEAD, row(1, 被反映人="张三、李四", 单位及职务="石桥村书记；柳树村会计"))).lines[
        0
    ]
    assert line.allegations == [
        {"respondent": "张三", "unit": "石桥村", "position": "书记"},
        {"respondent": "李四", "unit": "柳树村", "position": "会计"},
    ]


def test_rows_under_one_merged_number_are_one_matter() -> None:
    second = row(1, 被反映人="李四", 单位及职务="石桥村会计")
    second = [None if column in (0, 1, 2, 7) else value for column, value in enumerate(second)]
    merged = ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 7, 2, 7))
    found = understood(sheet(HEAD, row(1), second, row(2), merged=merged))
    assert [each.rows for each in found.lines] == [[1, 2], [3]]
    assert [point["respondent"] for point in found.lines[0].allegations] == ["张三", "李四"]


def test_a_merged_cell_beside_the_number_is_filled_down_and_told() -> None:
    merged = ((1, 8, 2, 8),)
    found = understood(sheet(HEAD, row(1), row(2, 信访形式=None), merged=merged))
    assert found.lines[1].values["registration.intake_channel"] == "letter"
    assert any("合并单元格" in note.sentence for note in found.lines[1].notes)


def test_what_a_row_must_have_and_lacks_refuses_it() -> None:
    found = understood(sheet(HEAD, row(1, 问题摘要=None), row(2, 收件时间="去年"), row(3)))
    assert [[note.sentence for note in each.problems] for each in found.lines] == [
        ["缺少“问题摘要”，请填写"], ["“去年”不是日期，应写成 2026-03-05 这样"], [],
    ]  # fmt: skip


def test_what_no_column_says_is_assumed_and_said() -> None:
    found = understood(sheet(HEAD, row(1)))
    assert found.assumed["registration.category"] == "检举控告"
    assert found.assumed["registration.registered_on"] == "按收到日期"
    given = understood(sheet(HEAD, row(1)), Wishes(given={"registration.category": "appeal"}))
    assert given.lines[0].values["registration.category"] == "appeal"


def test_an_anonymous_reporter_has_no_name_and_a_named_one_is_not_anonymous() -> None:
    line = understood(sheet(HEAD, row(1, 反映人姓名="匿名"))).lines[0]
    assert line.values["registration.identity_status"] == "anonymous" and "reporter.name" not in line.values
    head = (*HEAD, "署名情况")
    odd = understood(sheet(head, [*row(1, 反映人姓名="罗大海"), "匿名"])).lines[0]
    assert "却写了反映人姓名" in odd.problems[0].sentence


def test_a_refused_repair_leaves_the_text_and_takes_no_value() -> None:
    line = understood(sheet(HEAD, row(1, 联系电话=13800000001)), Wishes(refused=frozenset({(1, 4)}))).lines[0]
    assert "reporter.phone" not in line.values
    assert line.kept["联系电话"] == "13800000001"


def test_unknown_columns_stay_with_the_row_and_unknown_words_are_counted() -> None:
    head = (*HEAD, "县里的批注栏")
    found = understood(sheet(head, [*row(1), "催办"], [*row(2, 信访形式="托人带来"), "无"]))
    assert [each.kept.get("县里的批注栏") for each in found.lines] == ["催办", None]
    assert found.unknown == {("registration.intake_channel", "托人带来"): 1}


def test_dates_inside_an_account_fill_the_columns_that_are_missing() -> None:
    head = (*HEAD, "办理情况")
    line = understood(sheet(head, [*row(1), "2024.3.8受理，4.20办结，反映部分属实"])).lines[0]
    assert line.values["registration.accepted_on"] == date(2024, 3, 8)
    assert line.values["handling.closed_on"] == date(2024, 4, 20)
    assert sum("读出" in note.sentence for note in line.notes) == 2


def test_marks_of_the_sheet_are_told() -> None:
    marks = Marks(struck=frozenset({(1, 7)}), notes={(1, 9): "县里催过"}, errors={(1, 8): "#N/A"})
    line = understood(sheet(HEAD, row(1, 信访形式=None, 备注="x"), marks=marks)).lines[0]
    assert line.kept["备注(批注)"] == "县里催过"
    told = [note.sentence for note in line.notes]
    assert any("删除线" in each for each in told) and any("#N/A" in each for each in told)


def test_ambiguous_headings_are_decided_by_what_stands_under_them() -> None:
    from app.exchange.foreign.cells_read import Setting
    from app.exchange.foreign.tables import data_rows, tables_of
    from tests.app.exchange.foreign.ledgers import TODAY

    def field_of(heading: str, *values: str) -> str:
        head = ("信访编号", "收件时间", "被反映人", "问题摘要", heading)
        rows = [("安1号", "2024.3.5", "张三", "反映修路", value) for value in values]
        table = tables_of(sheet(head, *rows))[0]
        mapped = map_columns(table, data_rows(table)[0], Setting(TODAY, 2024))
        return mapped[4].fields[0]

    assert field_of("信访类型", "来信", "来访") == "registration.intake_channel"
    assert field_of("信访类型", "检控类", "申诉") == "registration.category"
    assert field_of("信访类型", "匿名", "实名") == "registration.identity_status"
    assert field_of("处理结果", "属实", "不属实") == "handling.finding"
    assert field_of("处理结果", "经查，已责令退还", "已批评教育当事人") == "handling.result"
    assert field_of("办理方式", "初核", "函询") == "handling.disposition"
    assert field_of("办理方式", "转办", "自办") == "supervision.referral_kind"


def test_looking_can_be_stopped_before_reading_while_reading_and_while_matching(
    office: Office, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, *(row(number) for number in range(1, 701))])
    seen: list[tuple[int, int]] = []
    assert (
        inspect(office, path, progress=lambda done, total: seen.append((done, total))).counts()["new"] == 700
    )
    assert seen == [(0, 700), (0, 700), (500, 700), (700, 700), (700, 700)]
    for stop in range(len(seen)):
        calls: list[int] = []

        def raise_there(done: int, total: int, calls: list[int] = calls, stop: int = stop) -> None:
            calls.append(done)
            if len(calls) > stop:
                raise KeyError

        with pytest.raises(KeyError):
            inspect(office, path, progress=raise_there)


def test_a_header_on_every_page_is_passed_and_rows_that_share_words_with_it_are_not() -> None:
    found = understood(
        sheet(HEAD, row(1, 备注="备注"), list(HEAD), row(2, 反映人姓名="姓名", 问题摘要="问题摘要"))
    )
    assert [line.row for line in found.lines] == [1, 3]
    assert [each.reason for each in found.passed] == ["重复的表头"]


def test_what_no_column_says_is_told_as_a_column_to_be_pointed_at() -> None:
    head = ["事体" if each == "问题摘要" else each for each in HEAD]
    found = understood(sheet(head, row(1, 问题摘要=None)))
    assert found.unfound == ["问题摘要"]
    assert [note.sentence for note in found.lines[0].problems] == [
        "缺少“问题摘要”，表上没有认出是哪一列，请指出"
    ]
