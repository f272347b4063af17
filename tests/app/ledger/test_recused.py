"""Whoever is respondent in a case sees of its row the number and 回避, and finds out nothing more by asking."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.actions.register import Entry, register
from app.ledger.columns import CASE, columns
from app.ledger.query import Condition, Query, count, counts, ids, lights, record_ids, survey, values
from app.ledger.recused import WORD
from app.ledger.statistics import statistics
from app.rules.status import Status
from app.store.office import Office
from tests.app.store.offices import POINT, REPORT, Clock, new_township

SECRET = "低保金三千元"
OTHER = "别的事"


def report(office: Office, person: str, summary: str) -> None:
    """Register a report about somebody."""
    said = {"received_on": office.today, **REPORT, "summary": summary}
    register(office, Entry(said, ({**POINT, "respondent": person, "summary": summary},), {}))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Three reports; the second names 曾小明, who has logged in with every role of the work."""
    opened = new_township(tmp_path / "town", Clock())
    for person, summary in (("钱不知", OTHER), ("曾 小明、钱不知", SECRET), ("钱不知", OTHER)):
        report(opened, person, summary)
    opened.person, opened.roles = "曾小明", frozenset({"clerk", "handler", "leader", "auditor"})
    yield opened
    opened.close()


def row(office: Office, source: str, names: tuple[str, ...]) -> tuple[object, ...]:
    """What stands in the last row of everything."""
    numbers = list(ids(office.db, Query(office.today, source)))
    return values(office.db, source, numbers, names, office.today)[numbers[-1]]


@pytest.mark.parametrize("sort", [(), (("registration.received_on", False),), (("case.respondents", True),)])
def test_the_row_stands_last_whatever_the_order(office: Office, sort: tuple[tuple[str, bool], ...]) -> None:
    assert list(ids(office.db, Query(office.today, sort=sort)))[-1] == 2


def test_every_column_of_the_row_is_blank_but_number_and_word(office: Office) -> None:
    names = tuple(columns(CASE))
    said = dict(zip(names, row(office, CASE, names), strict=True))
    assert str(said.pop("registration.case_no")).endswith("2号")
    assert (said.pop("case.respondents"), said.pop("case.light")) == (WORD, "none")
    assert {value for value in said.values() if value is not None} == set()


@pytest.mark.thorough
def test_a_view_without_respondents_says_the_word_elsewhere(office: Office) -> None:
    assert row(office, CASE, ("registration.case_no", "registration.received_on", "registration.summary"))[1:] == (
        None, WORD,
    )  # fmt: skip


def test_what_the_screen_needs_of_the_row_is_left(office: Office) -> None:
    id, owner = row(office, CASE, ("row.id", "row.registration"))
    assert id == record_ids(office.db, CASE, [2])[2] and owner == "YX01"


def test_its_points_and_steps_are_masked_too(office: Office) -> None:
    numbers = list(ids(office.db, Query(office.today, "allegation")))
    names = tuple(columns("allegation"))
    said = values(office.db, "allegation", numbers, names, office.today)
    hidden_row = dict(zip(names, said[numbers[-1]], strict=True))
    assert hidden_row["allegation.of_case"] and hidden_row["allegation.respondent"] == WORD
    assert hidden_row["allegation.summary"] is None and hidden_row["allegation.allegation_type"] is None
    assert counts(office.db, Query(office.today, "allegation"), "allegation.summary") == {OTHER: 2}


@pytest.mark.parametrize(
    "asked",
    [
        {"text": SECRET[:3]},
        {"text": "曾"},
        {"conditions": (Condition("registration.summary", ("三千",), "contains"),)},
        {"conditions": (Condition("registration.received_on", ("2000-01-01", None), "between"),)},
        {"conditions": (Condition("case.light", tuple(each.value for each in Status)),)},
    ],
)
def test_no_question_finds_it(office: Office, asked: dict[str, object]) -> None:
    query = Query(office.today, **asked)  # type: ignore[arg-type]
    assert 2 not in ids(office.db, query) and 2 not in survey(office.db, query, None)[0]
    assert count(office.db, query) == len(ids(office.db, query)) == sum(lights(office.db, query).values())


def test_values_dropped_down_do_not_name_it(office: Office) -> None:
    assert counts(office.db, Query(office.today), "registration.summary") == {OTHER: 2}
    assert sum(lights(office.db, Query(office.today)).values()) == 2


def test_statistics_count_it_all_the_same(office: Office) -> None:
    assert statistics(office.db, office.today).items == 3
    assert statistics(office.db, office.today, since=date(2000, 1, 1)).items == 3


def test_others_see_it_and_a_change_of_person_takes_hold_at_once(office: Office) -> None:
    assert WORD in row(office, CASE, ("case.respondents",))
    for person, roles in (("王敏", office.roles), ("曾小明", None)):
        office.person, office.roles = person, roles
        assert list(ids(office.db, Query(office.today, text=SECRET))) == [2]


def test_a_case_that_names_the_person_later_is_masked_from_then_on(office: Office) -> None:
    assert len(ids(office.db, Query(office.today, text="别的"))) == 2
    office.person = "王敏"
    report(office, "曾小明", OTHER)
    office.person = "曾小明"
    assert len(ids(office.db, Query(office.today, text="别的"))) == 2
