"""Files that nobody has told of yet: how long they have waited, and for what."""

from datetime import timedelta
from pathlib import Path

from app.actions.units import mark_without
from app.ledger.unanswered import unanswered
from tests.app.exchange import two_offices as two


def test_a_file_that_waits_says_since_how_many_working_days_the_oldest_first(tmp_path: Path) -> None:
    at = [two.NOW]
    two.township(tmp_path / "t").close()
    office = two.Office.open(tmp_path / "t", clock=lambda: at[0])
    two.report(office)
    two.post(office, "QH00", tmp_path)
    assert [each.awaits for each in unanswered(office)] == ["还没有回执"]
    at[0] += timedelta(days=7)
    two.post(office, "QH00", tmp_path)
    assert [(each.number, each.awaits) for each in unanswered(office)] == [
        (1, "还没有回执，已等 5 个工作日"),
        (2, "还没有回执"),
    ]
    mark_without(office, "QH00", True)
    assert unanswered(office)[0].awaits == "还没有填好寄回，已等 5 个工作日"
    office.close()
