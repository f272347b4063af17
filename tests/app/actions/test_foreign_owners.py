"""Owners hold: a foreign ledger edits what is ours, proposes to others, and writes for an office without Huiyin alone."""

from datetime import date
from pathlib import Path

import pytest

from app.actions.take_foreign import take_foreign
from app.actions.undo import undo
from app.actions.units import add_unit, mark_without
from app.errors import Invalid
from app.exchange.foreign.inspection import Inspection, inspect
from app.exchange.foreign.matching import Outcome, Result
from app.exchange.foreign.owners import Way
from app.exchange.proposals import proposals
from app.records.handling import Handling
from app.records.matters import Allegation, Reporter
from app.records.proceedings import Measure
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.app.exchange.conftest import county, town
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook

__all__ = ["county", "town"]


def known(town: Office, county: Office, folder: Path) -> Registration:
    """A case of the township that the county holds by a posting."""
    case = two.report(town)
    two.receive(county, two.post(town, "QH00", folder))
    return county.get(Registration, case)


def looked(office: Office, path: Path, sender: str = "") -> tuple[Inspection, Outcome]:
    found = inspect(office, path, sender=sender)
    return found, found.looked[0].outcomes[0]


def ledger(folder: Path, number: str | None, **said: object) -> Path:
    """One row about the case of that number, which says another summary."""
    blank = dict.fromkeys(("收件时间", "被反映人", "单位及职务", "信访形式"))
    return workbook(
        folder / "台账.xlsx",
        [HEAD, row(1, **{**blank, "信访编号": number, "问题摘要": "反映修路款去向不明", **said})],
    )


@pytest.mark.parametrize("sender", ["", "YX01"])
def test_a_cell_of_anothers_record_is_proposed_and_answered_only_once(
    town: Office, county: Office, tmp_path: Path, sender: str
) -> None:
    case = known(town, county, tmp_path)
    path = ledger(tmp_path, case.case_no)
    found, outcome = looked(county, path, sender)
    assert [(each.name, each.way) for each in outcome.changes] == [("summary", Way.PROPOSAL)]
    take_foreign(county, found)
    assert county.get(Registration, case.id).summary == case.summary
    (one,) = proposals(county)
    assert (one.label, one.new, one.owner_name) == ("问题摘要", "反映修路款去向不明", "云溪镇纪委")
    assert one.by[0].office == (sender or "QH00") and "台账.xlsx 第 2 行" in one.by[0].note
    assert looked(county, path, sender)[1].result is Result.SAME
    undo(county)
    assert not [each for each in proposals(county) if each.is_open]


def test_an_office_without_huiyin_is_written_for(town: Office, county: Office, tmp_path: Path) -> None:
    case = known(town, county, tmp_path)
    mark_without(county, "YX01", True)
    path = ledger(tmp_path, case.case_no, 被反映人="李四", 单位及职务="石桥村会计", 反映人姓名="黎不传")
    found, outcome = looked(county, path, "YX01")
    assert outcome.reasons == ["反映人的内容留在该单位，不收"]
    assert {each.way for each in outcome.changes} == {Way.TRUST} and len(outcome.added) == 1
    take_foreign(county, found)
    after = county.get(Registration, case.id)
    assert (after.summary, after.owner) == ("反映修路款去向不明", "YX01")
    assert {each.respondent for each in county.find(Allegation, case=case.id)} == {"曾小明", "李四"}
    assert proposals(county) == []
    undo(county)
    assert county.get(Registration, case.id).summary == case.summary


def test_its_new_matters_are_registered_for_it_and_once(county: Office, tmp_path: Path) -> None:
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
    path = workbook(
        tmp_path / "a.xlsx",
        [(*HEAD, "办理结果", "柜号"), [*row(1, 反映人姓名="黎不传"), "经查不实", "三号柜"]],
    )
    found, outcome = looked(county, path, "SM02")
    assert outcome.result is Result.NEW
    assert outcome.reasons == ["反映人的内容留在该单位，不收"]
    take_foreign(county, found)
    (made,) = county.find(Registration)
    assert (made.owner, made.case_no, made.received_on) == ("SM02", "安塘信〔2024〕1号", date(2024, 3, 5))
    assert made.extra == {"列:柜号": "三号柜"}
    (handling,) = county.find(Handling, case=made.id)
    assert (handling.owner, handling.unit, handling.result) == ("SM02", "石门镇纪委", "经查不实")
    assert [each.respondent for each in county.find(Allegation, case=made.id)] == ["张三"]
    assert county.find(Reporter) == []  # who reported stays with that office
    assert looked(county, path, "SM02")[1].result is Result.SAME
    undo(county)
    assert [each for each in county.find(Registration) if each.voided is None] == []


def test_a_new_matter_of_an_office_with_huiyin_comes_by_its_own_posting(
    county: Office, tmp_path: Path
) -> None:
    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township")
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1)])
    assert looked(county, path)[1].result is Result.NEW
    outcome = looked(county, path, "YX01")[1]
    assert outcome.result is Result.REFUSED and "请它用回音寄来" in outcome.reasons[0]
    assert "改选“本单位自己的”" in outcome.reasons[0]


def test_a_further_respondent_of_anothers_case_is_only_told(
    town: Office, county: Office, tmp_path: Path
) -> None:
    case = known(town, county, tmp_path)
    path = ledger(tmp_path, case.case_no, 问题摘要=case.summary, 被反映人="李四")
    outcome = looked(county, path)[1]
    assert (outcome.result, outcome.added) == (Result.SAME, [])
    assert "李四" in outcome.reasons[0]


def test_a_sender_that_nobody_knows_is_told(county: Office, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="单位目录里没有"):
        inspect(county, workbook(tmp_path / "a.xlsx", [HEAD, row(1)]), sender="XX99")


def test_measures_of_several_persons_are_written_for_an_office_without_huiyin(
    county: Office, tmp_path: Path
) -> None:
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
    head = (*HEAD, "党纪处分")
    cells = [*row(1, 被反映人="张三、李四"), "李四：严重警告；张三：警告"]
    path = workbook(tmp_path / "a.xlsx", [head, cells])
    take_foreign(county, looked(county, path, "SM02")[0])
    (made,) = county.find(Registration)
    found = {
        each.respondent: (each.party_sanction, each.owner) for each in county.find(Measure, case=made.id)
    }
    assert found == {"张三": ("warning", "SM02"), "李四": ("serious_warning", "SM02")}
    assert looked(county, path, "SM02")[1].result is Result.SAME
