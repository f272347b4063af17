"""A new row that bears a number of a case here under another heading is told of as perhaps the same; nothing is joined."""

from pathlib import Path

from app.actions.register import Entry, register, registered_case
from app.actions.same_case import look_at_same
from app.actions.take_foreign import take_foreign
from app.exchange.foreign.inspection import inspect
from app.exchange.foreign.matching import Result
from app.ledger.same_numbers import alike_to
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook


def test_a_row_whose_own_number_is_the_county_s_number_of_a_case_here_may_be_the_same(
    office: Office, tmp_path: Path
) -> None:
    said = {"received_on": office.today, "intake_channel": "letter", "intake_source": "self", "summary": "反映低保",
            "identity_status": "anonymous", "category": "misconduct_report", "county_ref_no": "清信[2026]7号"}  # fmt: skip
    case = registered_case(register(office, Entry(said, [{"respondent": "张三"}])))
    rows = [row(1, 信访编号="清信〔2026〕7号"), row(2)]
    found = inspect(office, workbook(tmp_path / "a.xlsx", [HEAD, *rows]))
    first, second = found.looked[0].outcomes
    assert first.result is Result.NEW and second.result is Result.NEW
    (sentence,) = [each for each in first.reasons if "可能是同一件" in each]
    assert "的县编号相同" in sentence and "用“同一件”核对" in sentence
    assert not any("可能是同一件" in each for each in second.reasons)
    take_foreign(office, found)
    (pair,) = alike_to(office.db, case)
    assert look_at_same(office, case, pair.other).kept.registration.id == min(case, pair.other)
    again = inspect(office, workbook(tmp_path / "b.xlsx", [HEAD, *rows]))
    assert {each.result for each in again.looked[0].outcomes} == {Result.SAME}
