"""What a unit returned stands on 今日 of the office that gave it, within its days and past them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions.case_action import is_given_back
from app.ledger.given_back import GIVEN_BACK, RETURNED, given_back
from app.ledger.today import look
from app.records.handling import Handling
from app.records.record import Record
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.rules.status import Status
from app.store import rows
from app.store.case_file import read_cases
from app.store.office import Office
from app.store.writing import Writer, new_id
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import REPORT, Clock, new_county
from tests.journeys.telling import act, handled, told


def test_a_unit_that_gives_to_nobody_is_returned_nothing(office: Office) -> None:
    case = handled(office)
    act(office, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    assert given_back(office) == []


@pytest.mark.thorough
def test_a_returned_case_is_told_until_it_is_given_anew_and_turns_red_after_five_working_days(
    office: Office, tmp_path: Path
) -> None:
    clock: Clock = office._clock  # type: ignore[assignment]
    county = new_county(tmp_path / "county", clock)
    receive(county, post(office, "QH00", tmp_path))
    case = told(county)
    act(county, case, "forward", supervision__handling_unit=office.name)
    for each in (told(county), case):
        assert [duty.rule for duty in look(county, "").soon.duties] == [], each
    receive(office, post(county, "YX01", tmp_path))
    act(office, case, "sign_receipt", handling__handler="李岚")
    act(office, case, "return_case", handling__return_reason="not_ours", handling__return_approver="刘书记")
    clock.forward(hours=1)
    receive(county, post(office, "QH00", tmp_path))
    found = look(county, "", RETURNED)
    (line,) = found.soon.duties
    assert (line.status, line.since, found.kinds[RETURNED]) == (Status.DUE_SOON, office.today, 1)
    clock.forward(days=10)
    county.confirm_today(clock.now.date())
    (line,) = look(county, "", RETURNED).overdue.duties
    assert line.days_left is not None and line.days_left < 0
    act(county, case, "assign", supervision__handling_unit="河口镇纪委")
    assert look(county, "", RETURNED).overdue.duties == ()
    county.close()


OURS, THEIRS = "QH00", "YX01"
FIRST = date(2026, 2, 1)
DAYS = st.sampled_from((None, "2026-02-02", "2026-02-04", "2026-02-06"))
SHEETS = st.lists(st.tuples(st.sampled_from((OURS, OURS, "SZ00")), DAYS, st.booleans()), max_size=3)
ROUNDS = st.lists(st.tuples(st.sampled_from((OURS, THEIRS)), DAYS, st.booleans()), max_size=3)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = new_county(tmp_path_factory.mktemp("county"), Clock())
    yield made
    made.close()


@given(st.lists(st.tuples(SHEETS, ROUNDS), min_size=8, max_size=8))
def test_the_ledger_and_the_actions_say_the_same_of_what_was_given_back(
    county: Office,
    stories: list[tuple[list[tuple[str, str | None, bool]], list[tuple[str, str | None, bool]]]],
) -> None:
    with county.writing("收取", action="take") as write:
        cases = [
            write.add(Registration, **REPORT, received_on=FIRST, registered_on=FIRST).id for _ in stories
        ]
        for case, (sheets, rounds) in zip(cases, stories, strict=True):
            for owner, day, voided in sheets:
                _put(write, Supervision, owner, case, voided, assigned_on=day)
            for number, (owner, day, voided) in enumerate(rounds, 1):
                _put(write, Handling, owner, case, voided, returned_on=day, round_no=number)
    sql = (
        'SELECT r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" '
        'JOIN "supervision" s ON s."n" = c."supervision" JOIN "handling" h ON h."n" = c."handling" '
        f'WHERE s."assigned_on" IS NOT NULL AND ({GIVEN_BACK}) AND r."id" IN (SELECT value FROM json_each(?))'
    )
    asked = {id for (id,) in county.db.execute_sql(sql, (json.dumps(cases),)).fetchall()}
    assert asked == {each.registration.id for each in read_cases(county, cases) if is_given_back(each)}


def _put(
    write: Writer, record: type[Record], owner: str, case: str, voided: bool, **values: str | int | None
) -> None:
    row = dict.fromkeys(rows.names(record.kind))
    row |= {"id": new_id(), "owner": owner, "version": f'{{"{owner}/A":1}}', "case": case, **values}
    write.put(record.kind, row | {"voided": "重复录入" if voided else None})
