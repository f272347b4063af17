"""What is said of a file that carried no case."""

from pathlib import Path
from typing import Any

from app.actions.issue_circular import issue_circular
from app.actions.take import take
from app.actions.take_back import take_back, take_home_back
from app.actions.units import add_unit
from app.exchange.receive import preview
from app.exchange.typing_over import type_over
from app.ledger.posts import posts
from app.ledger.unanswered import unanswered
from app.rules.stat_periods import containing
from app.store import peers
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import act, county, post, receive, report, township
from ui.exchange.files import _Known, _state_of_sent, sent_files


def _said(office: Office, row: dict[str, Any]) -> tuple[str, str, str]:
    return _state_of_sent(office, row, _Known.of(office, []))


def test_a_file_without_cases_says_whether_it_carried_a_receipt(tmp_path: Path) -> None:
    above, below = county(tmp_path / "c"), township(tmp_path / "t")
    receive(above, post(below, "QH00", tmp_path))
    post(above, "YX01", tmp_path)
    (answer,) = peers.sent(above.db)
    assert _said(above, answer)[2] == "这一份只带回执，对方不用再回。"
    post(above, "YX01", tmp_path)
    empty = peers.sent(above.db)[0]
    assert _said(above, empty)[2] == "这一份里没有案件，也没有回执，对方不用回。"
    below.close()
    above.close()


def test_a_file_with_a_letter_and_no_case_is_waited_for_until_its_receipt_comes(tmp_path: Path) -> None:
    above, below = county(tmp_path / "c"), township(tmp_path / "t")
    receive(above, post(below, "QH00", tmp_path))
    issue_circular(above, "warning_letter", "云溪镇纪委", "信访量上升，请研判")
    path = post(above, "YX01", tmp_path)
    (sent,) = peers.sent(above.db)
    assert sent["cases"] == 0 and _said(above, sent)[0] == "等待回执"
    assert [each.number for each in unanswered(above)] == [1]
    assert any("不带案件，只带通报" in each for each in preview(below, path).warnings)
    receive(below, path)
    receive(above, post(below, "QH00", tmp_path))
    assert _said(above, peers.sent(above.db)[0])[0] == "已回执" and unanswered(above) == []
    below.close()
    above.close()


def test_a_file_to_an_office_without_the_program_waits_to_be_filled_in_and_not_for_a_receipt(
    tmp_path: Path,
) -> None:
    above = county(tmp_path / "c")
    add_unit(above, code="BS02", name="白石镇纪委", unit_kind="township", uses_huiyin=False)
    case = report(above)
    act(above, "assign", case, supervision__handling_unit="白石镇纪委")
    path = post(above, "BS02", tmp_path)
    (line,) = sent_files(above)
    assert line.state == "等待填回" and "不会有回执" in line.told and len(unanswered(above)) == 1
    number = str(read_case(above, case).registration.case_no)
    path.write_bytes(type_over(path.read_bytes(), {("台账", number, "handling.handler"): "石大力"}))
    take(above, preview(above, path))
    (line,) = sent_files(above)
    assert (line.state, line.tone) == ("已填回", "done") and unanswered(above) == []
    (came,) = posts(above, containing("week", above.today))
    assert (came.number, came.cases, came.in_period) == (1, 1, True)
    report(above, summary="后来登记的")
    assert take_home_back(above, line.home).label.startswith("撤销：收回寄 白石镇纪委 第 1 号里手写的")
    assert sent_files(above)[0].state == "等待填回" and read_case(above, case).handling is None
    take(above, preview(above, path))
    assert sent_files(above)[0].state == "已填回"
    above.close()


def test_whoever_sent_a_file_that_was_taken_back_is_told_so_and_what_to_do(tmp_path: Path) -> None:
    above, below = county(tmp_path / "c"), township(tmp_path / "t")
    report(below)
    receive(above, post(below, "QH00", tmp_path))
    receive(below, post(above, "YX01", tmp_path))
    assert sent_files(below)[0].state == "已回执"
    take_back(above, below.desk, 1)
    receive(below, post(above, "YX01", tmp_path))
    line = sent_files(below)[0]
    assert (line.state, line.tone) == ("对方撤销了收取", "held") and "先打电话问清" in line.told
    below.close()
    above.close()
