"""Taking somebody else's ledger: new rows, changed ones, the question of rank, one undo."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.actions.register import registered_case
from app.actions.take_foreign import KEPT, take_foreign
from app.actions.undo import undo
from app.actions.units import add_unit
from app.errors import NotAllowed
from app.exchange.foreign.inspection import Decisions, Inspection, inspect
from app.exchange.foreign.matching import Result
from app.ledger.query import number_of
from app.records.matters import Reporter, Visit
from app.records.proceedings import Measure
from app.records.registration import Registration
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.store.offices import everything, reported


def looked_at(office: Office, path: Path, *rows: object, **decided: object) -> Inspection:
    workbook(path, [HEAD, *rows])  # type: ignore[list-item]
    return inspect(office, path, {0: Decisions(**decided)} if decided else None)  # type: ignore[arg-type]


def results(found: Inspection) -> list[str]:
    return [each.result.value for each in found.looked[0].outcomes]


def test_rows_become_cases_with_points_reporter_handling_and_what_no_field_holds(
    office: Office, tmp_path: Path
) -> None:
    head = (*HEAD, "办结日期", "县里批注栏", "反映人单位")
    rows = [
        [*row(1, 反映人姓名="罗大海", 联系电话=13800000001), "2024.4.1", "催办", "县里"],
        [*row(2), None, None, None],
    ]
    workbook(tmp_path / "a.xlsx", [head, *rows])
    found = inspect(office, tmp_path / "a.xlsx")
    assert found.counts() == {"read": 2, "new": 2, "same": 0, "changed": 0, "refused": 0, "skipped": 0}
    change = take_foreign(office, found)
    case = read_case(office, office.find(Registration, case_no="安塘信〔2024〕1号")[0].id)
    assert (case.registration.owner, case.registration.received_on) == (office.code, date(2024, 3, 5))
    assert [point.respondent for point in case.allegations] == ["张三"]
    assert case.handling is not None and case.handling.closed_on == date(2024, 4, 1)
    assert dict(case.registration.extra) == {f"{KEPT}县里批注栏": "催办"}
    assert list(case.reporters[0].extra) == [f"{KEPT}反映人单位"] and "县里" not in str(
        case.reporters[0].extra
    )
    assert (change.action, office.undoable()) == ("import", change)


def test_the_same_ledger_again_is_the_same_and_changes_nothing(office: Office, tmp_path: Path) -> None:
    take_foreign(office, looked_at(office, tmp_path / "a.xlsx", row(1), row(2)))
    before = everything(office)
    again = looked_at(office, tmp_path / "a.xlsx", row(1), row(2))
    assert results(again) == ["same", "same"]
    with pytest.raises(NotAllowed, match="没有可收的新内容"):
        take_foreign(office, again)
    assert everything(office) == before


def test_a_changed_cell_is_shown_old_and_new_and_blank_changes_nothing(
    office: Office, tmp_path: Path
) -> None:
    take_foreign(office, looked_at(office, tmp_path / "a.xlsx", row(1, 备注="原来的")))
    found = looked_at(
        office, tmp_path / "a.xlsx", row(1, 备注=None, 问题摘要="反映修路款", 被反映人="张三、李四")
    )
    outcome = found.looked[0].outcomes[0]
    assert [(each.label, *each.shown()) for each in outcome.changes] == [
        ("问题摘要", "反映第1件事", "反映修路款")
    ]
    assert [each["respondent"] for each in outcome.added] == ["李四"]
    take_foreign(office, found)
    case = read_case(office, outcome.case)
    assert (case.registration.summary, case.registration.remark) == ("反映修路款", "原来的")
    assert [point.respondent for point in case.allegations] == ["张三", "李四"]


def test_it_is_one_step_to_undo(office: Office, tmp_path: Path) -> None:
    reported(office)
    change = take_foreign(office, looked_at(office, tmp_path / "a.xlsx", row(1), row(2), row(3)))
    assert office.undoable() == change
    undo(office)
    assert [
        each for each in office.find(Registration, voided=False) if (each.case_no or "").startswith("安塘")
    ] == []


def test_refused_rows_are_left_and_all_or_nothing_takes_none(office: Office, tmp_path: Path) -> None:
    found = looked_at(office, tmp_path / "a.xlsx", row(1), row(2, 问题摘要=None), row(3))
    assert results(found) == ["new", "refused", "new"]
    before = everything(office)
    with pytest.raises(NotAllowed, match="1 行不能收"):
        take_foreign(office, found, all_or_nothing=True)
    assert everything(office) == before
    take_foreign(office, found)
    assert len(office.find(Registration)) == 2


def test_a_respondent_who_may_belong_above_asks_and_nothing_of_the_row_is_written(
    office: Office, tmp_path: Path
) -> None:
    found = looked_at(office, tmp_path / "a.xlsx", row(1, 单位及职务="安塘镇镇长"), row(2))
    outcome = found.looked[0].outcomes[0]
    assert (outcome.result.value, "上级" in outcome.reasons[0]) == ("refused", True)
    take_foreign(office, found)
    assert office.find(Registration, case_no="安塘信〔2024〕1号") == []
    sure = looked_at(office, tmp_path / "a.xlsx", row(1, 单位及职务="安塘镇镇长"), own_level=frozenset({1}))
    take_foreign(office, sure)
    assert len(office.find(Registration, case_no="安塘信〔2024〕1号")) == 1


def test_two_rows_of_one_number_are_one_or_told(office: Office, tmp_path: Path) -> None:
    found = looked_at(office, tmp_path / "a.xlsx", row(1), row(1), row(2), row(2, 问题摘要="别的事"))
    assert results(found) == ["new", "same", "new", "refused"]
    assert "编号相同、内容不同" in found.looked[0].outcomes[3].reasons[0]


@pytest.mark.thorough
def test_a_row_without_a_number_gets_the_next_and_passes_over_numbers_that_came(
    office: Office, tmp_path: Path
) -> None:
    take_foreign(office, looked_at(office, tmp_path / "a.xlsx", row(1, 信访编号="云信〔2026〕1号")))
    take_foreign(office, looked_at(office, tmp_path / "b.xlsx", row(1, 信访编号=None, 问题摘要="没有编号的")))
    assert {each.case_no for each in office.find(Registration)} == {"云信〔2026〕1号", "云信〔2026〕2号"}
    assert number_of(office.db, "case", reported(office)) is not None


def test_the_mapping_and_the_words_are_remembered(office: Office, tmp_path: Path) -> None:
    decided = {
        0: Decisions(columns={9: ("handling.remark",)}, words={("intake_channel", "托人带来"): "other"})
    }
    workbook(tmp_path / "a.xlsx", [HEAD, row(1, 信访形式="托人带来", 备注="x")])
    take_foreign(office, inspect(office, tmp_path / "a.xlsx", decided), decided)
    workbook(tmp_path / "b.xlsx", [HEAD, row(2, 信访形式="托人带来", 备注="y")])
    found = inspect(office, tmp_path / "b.xlsx").looked[0]
    assert (found.understood.mapping[9].fields, found.understood.mapping[9].by) == (
        ("handling.remark",),
        "remembered",
    )
    assert found.outcomes[0].line.values["registration.intake_channel"] == "other"


def test_what_another_office_wrote_is_not_changed(office: Office, tmp_path: Path) -> None:
    case = reported(office)
    number = read_case(office, case).registration.case_no
    office.db.execute_sql('UPDATE "registration" SET "owner" = \'QH00\' WHERE "id" = ?', (case,))
    found = looked_at(office, tmp_path / "a.xlsx", row(1, 信访编号=number, 问题摘要="改过的"))
    changes = found.looked[0].outcomes[0].changes
    assert changes and not any(each.ours for each in changes if each.kind == "registration")
    take_foreign(office, found)
    assert read_case(office, case).registration.summary != "改过的"


def test_registering_is_unchanged_by_all_this(office: Office) -> None:
    from app.actions.register import Entry, register
    from tests.app.store.offices import REPORT

    made = registered_case(register(office, Entry({**REPORT, "received_on": office.today})))
    assert read_case(office, made).registration.case_no == "云信〔2026〕1号"


def test_what_a_sheet_does_not_say_changes_nothing_of_a_known_case(office: Office, tmp_path: Path) -> None:
    head = (*HEAD, "信访来源", "署名情况")
    workbook(tmp_path / "a.xlsx", [head, [*row(1), "上级转办", "冒名"]])
    take_foreign(office, inspect(office, tmp_path / "a.xlsx"))
    assert results(looked_at(office, tmp_path / "b.xlsx", row(1))) == ["same"]
    assert results(
        looked_at(office, tmp_path / "b.xlsx", row(1), given={"registration.intake_source": "self"})
    ) == ["same"]


@pytest.mark.parametrize(
    ("heading", "field", "number"),
    [("函字函号", "county_ref_no", "清纪函〔2026〕7号"), ("平台编号", "platform_no", "430101-000123")],
)
def test_a_case_is_found_by_the_countys_and_by_the_platforms_number(
    office: Office, tmp_path: Path, heading: str, field: str, number: str
) -> None:
    reported(office, **{field: number})
    head = (heading, "收件时间", "问题摘要")
    path = workbook(tmp_path / "a.xlsx", [head, [number, "2026.3.2", "反映修路款去向不明"]])
    (outcome,) = inspect(office, path).looked[0].outcomes
    assert outcome.result is Result.CHANGED and "summary" in {each.name for each in outcome.changes}


def test_the_ledger_need_not_stand_on_the_first_sheet(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["填表说明：每季度末报县纪委"])
    second = book.create_sheet("明细")
    for each in (HEAD, row(1), row(2)):
        second.append(list(each))
    book.save(tmp_path / "a.xlsx")
    found = inspect(office, tmp_path / "a.xlsx")
    assert [each.table.sheet.name for each in found.looked] == ["明细"] and found.counts()["new"] == 2


def test_a_mapping_is_remembered_for_its_sender_alone(office: Office, tmp_path: Path) -> None:
    add_unit(office, code="SM02", name="石门村委会", unit_kind="township", uses_huiyin=False)
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1, 备注="已约谈")])
    said = {0: Decisions(columns={9: ("handling.result",)})}
    take_foreign(office, inspect(office, path, said, "SM02"), said)
    theirs = inspect(office, path, sender="SM02").looked[0].understood.mapping[9]
    ours = inspect(office, path).looked[0].understood.mapping[9]
    assert (theirs.fields, theirs.by) == (("handling.result",), "remembered")
    assert (ours.fields, ours.by) == (("registration.remark",), "alias")


def test_who_reported_is_added_to_a_known_case_of_ours_that_does_not_say(
    office: Office, tmp_path: Path
) -> None:
    take_foreign(office, looked_at(office, tmp_path / "a.xlsx", row(1)))
    named = row(1, 反映人姓名="黎不传", 联系电话="13900001111")
    found = looked_at(office, tmp_path / "b.xlsx", named)
    assert results(found) == ["changed"] and found.looked[0].outcomes[0].adds_reporter
    take_foreign(office, found)
    (made,) = office.find(Registration)
    assert len(office.find(Reporter, case=made.id)) == 1
    assert results(looked_at(office, tmp_path / "c.xlsx", named)) == ["same"]
    undo(office)
    assert [each for each in office.find(Reporter, case=made.id) if each.voided is None] == []


def test_measures_of_several_persons_are_records_of_their_own_and_compared_with_theirs(
    office: Office, tmp_path: Path
) -> None:
    head = (*HEAD, "党纪处分")

    def ledger(name: str, party: str) -> Inspection:
        cells = [*row(1, 被反映人="张三、李四"), party]
        return inspect(office, workbook(tmp_path / name, [head, cells]))

    take_foreign(office, ledger("a.xlsx", "李四：严重警告"))
    (made,) = office.find(Registration)
    assert [each.respondent for each in office.find(Measure, case=made.id)] == ["李四"]
    both = ledger("b.xlsx", "张三：警告；李四：开除党籍")
    (outcome,) = both.looked[0].outcomes
    assert [each["respondent"] for each in outcome.added_measures] == ["张三"]
    assert [each.name for each in outcome.changes] == ["party_sanction"]
    take_foreign(office, both)
    after = {each.respondent: each.party_sanction for each in office.find(Measure, case=made.id)}
    assert set(after) == {"张三", "李四"} and after["李四"] == "expulsion"
    assert results(ledger("c.xlsx", "张三：警告；李四：开除党籍")) == ["same"]
    undo(office)
    assert len([each for each in office.find(Measure, case=made.id) if each.voided is None]) == 1


def test_a_book_of_visits_is_taken_with_who_received_the_visitor(office: Office, tmp_path: Path) -> None:
    heads = ("序号", "来访日期", "来访人", "来访人数", "来访事由", "接待人", "处理结果")
    said = (1, "2024.3.1", "覃凤", 2, "反映低保对象每年要请客才能续上", "秦川", "已向本人说明")
    found = inspect(office, workbook(tmp_path / "来访.xlsx", [heads, said]))
    take_foreign(office, found)
    (visit,) = office.find(Visit)
    assert (visit.receiver, visit.visit_kind, visit.visited_on) == ("秦川", "window", date(2024, 3, 1))
