"""What is said of a file that carried no case."""

from pathlib import Path
from typing import Any

from app.actions.issue_circular import issue_circular
from app.exchange.receive import preview
from app.ledger.unanswered import unanswered
from app.store import peers
from app.store.office import Office
from tests.app.exchange.two_offices import county, post, receive, township
from ui.exchange.files import _state_of_sent


def _said(office: Office, row: dict[str, Any]) -> tuple[str, str, str]:
    return _state_of_sent(office, row, None, office.today, peers.asks_for_receipt(office.db))


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
