"""What is said of a file that carried no case."""

from pathlib import Path

from app.store import peers
from tests.app.exchange.two_offices import county, post, receive, township
from ui.exchange.files import _state_of_sent


def test_a_file_without_cases_says_whether_it_carried_a_receipt(tmp_path: Path) -> None:
    above, below = county(tmp_path / "c"), township(tmp_path / "t")
    receive(above, post(below, "QH00", tmp_path))
    post(above, "YX01", tmp_path)
    (answer,) = peers.sent(above.db)
    assert _state_of_sent(above, answer, None, above.today)[2] == "这一份只带回执，对方不用再回。"
    post(above, "YX01", tmp_path)
    empty = peers.sent(above.db)[0]
    assert _state_of_sent(above, empty, None, above.today)[2] == "这一份里没有案件，也没有回执，对方不用回。"
    below.close()
    above.close()
