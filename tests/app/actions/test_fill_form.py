"""The county's blank form with our cases in it: kept once, filled again and again."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.actions.attach import attach, file_of
from app.actions.fill_form import (
    fill_form,
    forget_form,
    forms,
    keep_form,
    look_at_form,
    save_doubts,
    save_form,
)
from app.actions.take_foreign import take_foreign
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.exchange.foreign.inspection import inspect
from app.ledger.query import Query, ids
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.exchange.foreign.test_fill import blank
from tests.app.store.offices import REPORTER, reported


def cases(office: Office) -> list[int]:
    return list(ids(office.db, Query(office.today, sort=(("registration.received_on", False),))))


def test_our_cases_stand_under_the_countys_headings(office: Office) -> None:
    reported(office, received_on=date(2026, 3, 2), accepted_on=date(2026, 3, 4))
    reported(office, received_on=date(2026, 3, 3), summary="反映修路款去向不明")
    form, mapping = look_at_form(office, blank(), "季报.xlsx")
    done = fill_form(office, form, mapping, cases(office))
    sheet = openpyxl.load_workbook(io.BytesIO(done.data))["季报"]
    assert [sheet.cell(4, column).value for column in (1, 3, 4)] == [1, "曾小明", "反映村里低保评定不公"]
    assert sheet.cell(5, 4).value == "反映修路款去向不明"
    assert (done.rows, sheet["A2"].value) == (2, f"填报单位：{office.name}")


def test_who_reported_never_goes_into_a_form(office: Office, tmp_path: Path) -> None:
    reported(office, REPORTER)
    form, mapping = look_at_form(office, workbook(tmp_path / "f.xlsx", [HEAD]).read_bytes(), "f.xlsx")
    done = fill_form(office, form, mapping, cases(office))
    assert done.blank == ("反映人姓名", "联系电话")
    text = str(
        [[cell.value for cell in line] for line in openpyxl.load_workbook(io.BytesIO(done.data)).active.rows]
    )  # type: ignore[union-attr]
    assert "曾小明" in text and "黎不传" not in text and "13900001111" not in text


def test_unknown_columns_that_came_with_a_ledger_come_back(office: Office, tmp_path: Path) -> None:
    head = (*HEAD, "县里批注栏")
    workbook(tmp_path / "a.xlsx", [head, [*row(1), "催办两次"], [*row(2), None]])
    take_foreign(office, inspect(office, tmp_path / "a.xlsx"))
    form, mapping = look_at_form(office, workbook(tmp_path / "f.xlsx", [head]).read_bytes(), "f.xlsx")
    done = fill_form(office, form, mapping, cases(office))
    sheet = openpyxl.load_workbook(io.BytesIO(done.data)).active
    assert sheet is not None
    assert {sheet.cell(line, 11).value for line in (2, 3)} == {"催办两次", None}


def test_a_ledger_of_ours_filled_into_a_strange_layout_and_read_back_is_the_same(
    office: Office, tmp_path: Path
) -> None:
    workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2, 被反映人="张三、李四"), row(3, 备注="再看")])
    take_foreign(office, inspect(office, tmp_path / "a.xlsx"))
    form, mapping = look_at_form(office, workbook(tmp_path / "f.xlsx", [HEAD]).read_bytes(), "f.xlsx")
    (tmp_path / "b.xlsx").write_bytes(fill_form(office, form, mapping, cases(office)).data)
    again = inspect(office, tmp_path / "b.xlsx")
    assert again.counts()["same"] == 3, [each.changes for each in again.looked[0].outcomes]


def test_a_form_is_kept_with_its_mapping_and_can_be_taken_away(office: Office) -> None:
    form, mapping = look_at_form(office, blank(), "季报.xlsx", {5: ("registration.remark",)})
    keep_form(office, "县纪委季报", "每季度", form, "季报.xlsx", mapping)
    with pytest.raises(NotAllowed, match="没有变化"):
        keep_form(office, "县纪委季报", "每季度", form, "季报.xlsx", mapping)
    (kept,) = forms(office)
    assert (kept.name, kept.period, kept.form.data == form.data) == ("县纪委季报", "每季度", True)
    assert kept.mapping[5].fields == ("registration.remark",)
    forget_form(office, "县纪委季报")
    assert forms(office) == []
    undo(office)
    assert [each.name for each in forms(office)] == ["县纪委季报"]
    with pytest.raises(Invalid, match="没有叫"):
        forget_form(office, "别的")
    with pytest.raises(Invalid, match="起个名字"):
        keep_form(office, " ", "", form, "季报.xlsx", mapping)


def test_saving_is_journalled_and_never_over_a_file(office: Office, tmp_path: Path) -> None:
    case = reported(office)
    attach(office, case, file_of(office, b"%PDF- x", "a.pdf"), "original_letter")
    form, mapping = look_at_form(office, blank(), "季报.xlsx")
    done = fill_form(office, form, mapping, cases(office))
    change = save_form(office, "县纪委季报", done, tmp_path / "out.xlsx")
    assert (change.label, change.undoable) == ("存为 县纪委季报（1 件）", False)
    with pytest.raises(NotAllowed, match="没有覆盖"):
        save_form(office, "县纪委季报", done, tmp_path / "out.xlsx")


def test_no_question_per_case(office: Office) -> None:
    from tests.app.store.offices import counted

    form, mapping = look_at_form(office, blank(), "季报.xlsx")
    reported(office)
    with counted(office) as few:
        fill_form(office, form, mapping, cases(office))
    for _ in range(15):
        reported(office)
    with counted(office) as many:
        fill_form(office, form, mapping, cases(office))
    assert len(many) == len(few)


def test_what_the_county_would_send_back_is_told_and_saved_beside(office: Office, tmp_path: Path) -> None:
    reported(office, summary="反" * 101)
    head = ["信访编号", "主要问题摘要（100字以内）"]
    form, mapping = look_at_form(office, workbook(tmp_path / "f.xlsx", [head]).read_bytes(), "f.xlsx")
    done = fill_form(office, form, mapping, cases(office))
    (doubt,) = done.doubts
    assert (doubt.row, doubt.wrong) == (2, False) and doubt.case_no and "有 101 字" in doubt.sentence
    change = save_doubts(office, "季报", done, tmp_path / "核对.xlsx")
    assert change.label == "存核对清单 季报（1 处）" and (tmp_path / "核对.xlsx").exists()
    with pytest.raises(NotAllowed):
        save_doubts(office, "季报", done, tmp_path / "核对.xlsx")
