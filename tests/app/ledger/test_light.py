"""A light in words: the days that are left, in the unit of the rule behind them."""

from datetime import timedelta

import pytest

from app.ledger.light import MARKS, WORDS, left, light_text, light_words
from app.ledger.query import Query, ids, record_ids
from app.rules.status import Status, working_days_left
from app.store.case_file import read_case
from app.store.case_rows import Measure
from app.store.office import Office
from tests.bench.invented import TODAY


def test_every_status_has_a_mark_and_a_word() -> None:
    assert set(MARKS) == set(WORDS) == set(Status)


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [(Status.OVERDUE, -3, "逾期 3 天"), (Status.DUE_SOON, 2, "剩 2 天"), (Status.DUE_SOON, 0, "今天到期"),
     (Status.RUNNING, 40, "在办"), (Status.DONE, None, "按期"), (Status.DONE_LATE, None, "迟办结"),
     (Status.OVERDUE, None, "逾期"), (Status.NONE, None, "未启动")],
)  # fmt: skip
def test_days_are_said_where_they_press(status: Status, days: int | None, words: str) -> None:
    assert light_words(status, days) == words
    assert light_text(status, days) == f"{MARKS[status]} {words}"


def test_days_left_are_those_of_the_obligation(full: Office) -> None:
    measure: Measure = full.measure
    cases = record_ids(full.db, "case", ids(full.db, Query(TODAY))).values()
    duties = [duty for id in cases for duty in read_case(full, id).obligations]
    assert len({duty.rule.unit for duty in duties}) > 1
    for ahead, duty in enumerate(duties):
        day = TODAY + timedelta(days=ahead % 90 - 45)
        assert left(measure.calendar, duty.due_on, day) == working_days_left(duty, measure.calendar, day)
