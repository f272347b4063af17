"""Invented cases: the same for the same seed and day, of every sort, and fit to be written."""

from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pytest

from app.actions.create_office import NewOffice, create_office
from app.actions.register import Entry, register
from app.actions.verify import verify
from app.demo_cases import CHUNK, Invented, cases, fill
from app.ledger.statistics import statistics
from app.records.catalogue import KINDS
from app.rules.status import Status
from app.schema.codes import code_list
from app.store import journal

TODAY = date(2026, 3, 6)


@pytest.fixture(scope="module")
def many() -> list[Invented]:
    return list(cases(1500, seed=3, today=TODAY))


def test_the_same_seed_and_day_give_the_same_cases(many: list[Invented]) -> None:
    assert list(cases(1500, seed=3, today=TODAY)) == many
    assert list(islice(cases(1500, seed=4, today=TODAY), 20)) != many[:20]


def test_every_value_is_one_that_its_field_may_hold(many: list[Invented]) -> None:
    for each in many:
        parts = [
            ("registration", each.registration),
            ("handling", each.handling),
            ("supervision", each.supervision),
        ]
        parts += [("allegation", point) for point in each.allegations] + [
            ("step", step) for step in each.steps
        ]
        for kind, said in parts:
            for name, value in (said or {}).items():
                KINDS[kind].column(name).kind.to_stored(value)


def test_no_day_lies_ahead_and_steps_follow_one_another(many: list[Invented]) -> None:
    for each in many:
        days = [step["day"] for step in each.steps]
        assert days == sorted(days) and days[-1] <= TODAY  # type: ignore[type-var,operator]


@pytest.mark.parametrize(
    ("list_id", "kind", "name"),
    [("intake_channel", "registration", "intake_channel"), ("identity_status", "registration", "identity_status"),
     ("category", "registration", "category"), ("handling_class", "registration", "handling_class"),
     ("disposition", "handling", "disposition"), ("finding", "handling", "finding")],
)  # fmt: skip
def test_every_code_occurs(many: list[Invented], list_id: str, kind: str, name: str) -> None:
    said = {(getattr(each, kind) or {}).get(name) for each in many}
    assert {code.id for code in code_list(list_id).offered} <= said


def test_texts_vary(many: list[Invented]) -> None:
    assert len({each.registration["summary"] for each in many}) > 1000
    assert len({each.allegations[0]["respondent"] for each in many}) > 900


@pytest.mark.thorough
def test_a_ledger_is_filled_in_chunks_and_every_light_occurs(tmp_path: Path) -> None:
    office = create_office(tmp_path / "t", NewOffice("YX01", "云溪镇纪委", "township", "云"),
                           clock=lambda: datetime(2026, 3, 6, 9))  # fmt: skip
    told: list[tuple[int, int]] = []
    fill(office, CHUNK + 100, seed=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(CHUNK, CHUNK + 100), (CHUNK + 100, CHUNK + 100)]
    assert journal.head(office.db)[0] == 3 and verify(office).ok
    found = {each.value for each in statistics(office.db, TODAY).dimension("case.light").counts}
    assert found == {status.value for status in Status} - {Status.URGENT.value}
    numbers = office.db.execute_sql("SELECT count(*), count(DISTINCT case_no) FROM registration").fetchone()
    assert numbers == (CHUNK + 100, CHUNK + 100)
    entry = Entry({"received_on": TODAY, "intake_channel": "letter", "intake_source": "self",
                   "identity_status": "anonymous", "category": "appeal", "summary": "反映……"})  # fmt: skip
    register(office, entry)
    assert office.db.execute_sql("SELECT count(DISTINCT case_no) FROM registration").fetchone() == (
        CHUNK + 101,
    )
    office.close()
