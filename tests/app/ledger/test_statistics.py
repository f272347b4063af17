"""Counts: what counts and what does not, per field, period, repeat, visit and stub."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.actions.create_office import NewOffice, create_office
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.families import family_of, judge
from app.actions.register import Entry, register, registered_case
from app.actions.void_case import void_case
from app.demo_cases import fill
from app.ledger.statistics import statistics
from app.records.catalogue import BANDS, KINDS
from app.rules.stage import Stage
from app.rules.status import Status
from app.schema.kinds import Choices, Value
from app.store.case_file import read_case
from app.store.office import Office

TODAY = date(2026, 3, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create_office(tmp_path / "t", NewOffice("YX01", "云溪镇纪委", "township", "云"),
                         clock=lambda: datetime(2026, 3, 6, 9))  # fmt: skip
    yield made
    made.close()


def report(office: Office, **said: Value) -> str:
    registration: dict[str, Value] = {
        "received_on": date(2026, 3, 2), "intake_channel": "letter", "intake_source": "self",
        "identity_status": "anonymous", "category": "misconduct_report", "summary": "反映……",
    }  # fmt: skip
    points: list[dict[str, Value]] = [{"rank_class": "village_secretary"}, {"rank_class": "group_leader"}]
    return registered_case(register(office, Entry(registration | said, points)))


def counted(office: Office, name: str) -> dict[object, int]:
    return {each.value: each.number for each in statistics(office.db, TODAY).dimension(name).counts}


def test_what_is_judged_one_matter_counts_once_and_what_is_only_marked_a_repeat_counts_alone(
    office: Office,
) -> None:
    main, again = report(office), report(office, is_repeat=False)
    judge(office, again, main)
    report(office, is_repeat=True)
    found = statistics(office.db, TODAY)
    assert (found.items, found.matters) == (3, 2)


def test_what_is_voided_counts_nowhere(office: Office) -> None:
    report(office)
    void_case(office, report(office, intake_channel="visit"), "重复录入")
    found = statistics(office.db, TODAY)
    assert (found.items, found.matters) == (1, 1)
    assert counted(office, "registration.intake_channel") == {"letter": 1}
    assert counted(office, "allegation.rank_class") == {"village_secretary": 1, "group_leader": 1}
    assert sum(counted(office, "step.step_kind").values()) == 1


def test_every_point_of_a_case_counts_and_not_only_the_first(office: Office) -> None:
    report(office)
    report(office)
    assert counted(office, "allegation.rank_class") == {"village_secretary": 2, "group_leader": 2}


def test_each_of_several_codes_in_one_field_counts(office: Office) -> None:
    report(office, campaign_tag=("subsistence", "medical"))
    report(office, campaign_tag=("medical",))
    report(office)
    assert counted(office, "registration.campaign_tag") == {"medical": 2, "subsistence": 1, None: 1}


def test_visits_count_in_batches_and_persons_with_or_without_a_case(office: Office) -> None:
    case = report(office)
    with office.writing("接访") as write:
        for batches, persons, of in ((1, 5, case), (2, 3, None), (None, None, None)):
            write.add(
                KINDS["visit"],
                case=of,
                visited_on=date(2026, 3, 3),
                visit_kind="window",
                batches=batches,
                persons=persons,
            )
    visits = statistics(office.db, TODAY).visits
    assert (visits.records, visits.batches, visits.persons) == (3, 4, 9)
    void_case(office, case, "录错")
    visits = statistics(office.db, TODAY).visits
    assert (visits.records, visits.batches, visits.persons) == (2, 3, 4)


def test_matters_for_the_level_above_are_one_total(office: Office) -> None:
    register_stub(office, date(2026, 3, 2), "letter")
    found = statistics(office.db, TODAY)
    assert (found.items, found.escalations) == (0, 1)


@pytest.mark.thorough
def test_a_period_takes_both_its_ends(office: Office) -> None:
    for day in (1, 2, 5, 6):
        report(office, received_on=date(2026, 3, day))
    found = statistics(office.db, TODAY, since=date(2026, 3, 2), until=date(2026, 3, 5))
    assert (found.items, found.as_json()["from"], found.as_json()["to"]) == (2, "2026-03-02", "2026-03-05")
    assert statistics(office.db, TODAY, since=date(2026, 3, 6)).items == 1
    assert statistics(office.db, TODAY, until=date(2026, 3, 1)).items == 1
    late = statistics(office.db, TODAY, since=date(2026, 3, 6)).dimension("allegation.rank_class")
    assert sum(each.number for each in late.counts) == 2


def test_every_counted_field_is_a_dimension(office: Office) -> None:
    names = {each.name for each in statistics(office.db, TODAY).dimensions}
    declared = {
        column.id
        for record in KINDS.values()
        if record.travels
        for column in record.columns()
        if column.counted
    }
    assert declared <= names and {"case.light", "case.stage"} <= names


def test_counts_agree_with_reading_every_case(office: Office) -> None:
    fill(office, 150, seed=5)
    found = statistics(office.db, TODAY)
    cases = [
        read_case(office, id) for (id,) in office.db.execute_sql("SELECT id FROM registration").fetchall()
    ]
    lights = Counter(case.status(TODAY).value for case in cases)
    assert counted(office, "case.light") == dict(lights)
    assert counted(office, "case.stage") == dict(Counter(case.stage.value for case in cases))
    for band in BANDS:
        for column in band.columns():
            if column.counted and not isinstance(column.kind, Choices):
                records = (
                    case.registration if band.kind == "registration" else getattr(case, band.kind)
                    for case in cases
                )
                expected = Counter(
                    None if each is None else column.kind.to_stored(each.value(column.name))
                    for each in records
                )
                assert counted(office, column.id) == dict(expected), column.id
    assert (found.items, found.matters) == (
        150,
        len({family_of(office, case.registration.id)[0] for case in cases}),
    )


def test_labels_are_words_and_blank_says_so(office: Office) -> None:
    edit_cases(office, [report(office)], {"registration.accepted_on": TODAY})
    found = statistics(office.db, TODAY)
    labels = {(d.name, c.value): c.label for d in found.dimensions for c in d.counts}
    assert labels["registration.intake_channel", "letter"] == "来信"
    assert labels["case.stage", Stage.ACCEPTED.value] == Stage.ACCEPTED.label
    assert labels["case.light", Status.NONE.value] == Status.NONE.label
    assert labels["registration.handling_class", None] == "（空）"
