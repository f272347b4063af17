"""A light in words: the days that are left, in the unit of the rule behind them."""

from datetime import timedelta

import pytest

from app.ledger.light import left, light_text
from app.ledger.query import Query, ids, record_ids
from app.rules.status import Status, working_days_left
from app.store.case_file import read_case
from app.store.case_rows import Measure
from app.store.office import Office
from tests.bench.invented import TODAY


def test_the_text_is_the_mark_and_the_words_of_the_status() -> None:
    assert light_text(Status.OVERDUE, -3) == "▲ 逾期3工作日"
    assert light_text(Status.DONE, 5) == "✓ 按期"


@pytest.mark.thorough
def test_days_left_are_those_of_the_obligation(full: Office) -> None:
    measure: Measure = full.measure
    cases = record_ids(full.db, "case", ids(full.db, Query(TODAY))).values()
    duties = [duty for id in cases for duty in read_case(full, id).obligations]
    assert len({duty.rule.unit for duty in duties}) > 1
    for ahead, duty in enumerate(duties):
        day = TODAY + timedelta(days=ahead % 90 - 45)
        assert left(measure.calendar, duty.due_on, day) == working_days_left(duty, measure.calendar, day)
