"""History: the journal's lines of a case in words, field by field."""

from pathlib import Path

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.actions.void_case import void_case
from app.ledger.history import FieldChange, HistoryLine, history, narrowed
from app.records.matters import Allegation, Reporter, Step
from app.store.office import Office
from app.store.sealing import MASK
from tests.ui.workplace import Clock, new_town, report


def test_lines_of_several_records_are_joined_newest_first_and_reporters_masked(tmp_path: Path) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town", clock=clock)
    office.person = "王敏"
    case = report(office)
    edit_cases(office, [case], {"registration.incident_place": "柳树村"})
    void_case(office, case, "录错了")
    (point,), (reporter,) = office.find(Allegation, case=case), office.find(Reporter, case=case)
    lines = history(office.db, [case, point.id, reporter.id])
    assert [line.label.split()[0] for line in lines] == ["作废", "修改", "登记"]
    assert lines[0].fields[0].sentence == "登记作废：(空) → 录错了"
    assert lines[1].fields[0].sentence == "问题属地：(空) → 柳树村" and lines[1].person == "王敏"
    told = {said.label: said.after for said in lines[2].fields}
    assert told["被反映人"] == "曾小明" and told["信访形式"] == "来信"
    assert told["反映人姓名"] == MASK and told["反映人电话"] == MASK
    office.close()


def test_the_step_that_an_action_leaves_is_not_told_twice(tmp_path: Path) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town", clock=clock)
    case = report(office)
    CASE_ACTIONS["accept"].do(office, case, {"registration.accepted_on": office.today})
    steps = [each.id for each in office.find(Step, case=case)]
    assert [said.label for said in history(office.db, [case, *steps])[0].fields] == ["受理日期"]
    office.close()


def test_lines_are_narrowed_to_a_person_and_to_a_field() -> None:
    day, place = FieldChange("收到日期", "", "2026-03-05"), FieldChange("问题属地", "", "柳树村")
    both = HistoryLine(1, "", "王敏", "登记", (day, place))
    other = HistoryLine(2, "", "李青云", "修改", (place,))
    assert narrowed([both, other]) == [both, other]
    assert narrowed([both, other], person="李青云") == [other]
    assert [(line.seq, line.fields) for line in narrowed([both, other], "收到日期")] == [(1, (day,))]
    assert narrowed([both, other], "收到日期", "李青云") == []
