"""The words of the exchange page stand for every verdict there is."""

from app.exchange.merge import Verdict
from ui.exchange.words import NEWS, VERDICTS, counted


def test_every_verdict_has_its_word() -> None:
    assert list(VERDICTS) == [each.value for each in Verdict]
    assert set(NEWS) < set(VERDICTS)


def test_counts_are_said_in_the_order_of_the_words() -> None:
    assert counted({"held": 1, "new": 3, "same": 0}) == "新增 3 条，待定 1 条"
    assert counted({}) == "没有记录"
