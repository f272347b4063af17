"""One report under two ids: whatever hangs on the dropped one is the kept one's, and nothing is shown or counted twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions.families import family_of, judge
from app.actions.undo import redo, undo
from app.actions.visits import add_visit
from app.ledger.query import Condition, Query, count, ids, record_ids
from app.ledger.statistics import statistics
from app.records.matters import Allegation, Visit
from app.records.registration import Registration
from app.rules import rights
from app.store import same
from app.store.case_file import case_by_number, read_case
from app.store.office import Office
from tests.app.store.offices import POINT, counts_of, everything, reported

VISIT = {"visited_on": date(2026, 3, 6), "visit_kind": "window", "batches": 1, "persons": 2}


def two(office: Office, **values: object) -> tuple[str, str]:
    """Two cases, the smaller id first."""
    one, other = sorted((reported(office, **values), reported(office, **values)))
    return one, other


def said(office: Office, dropped: str, kept: str | None) -> None:
    """The registration says of itself that it is the same."""
    with office.writing("同一件", action="edit") as write:
        write.edit(office.get(Registration, dropped), same_as=kept)


def test_a_dropped_case_is_neither_shown_nor_counted(office: Office) -> None:
    kept, dropped = two(office)
    said(office, dropped, kept)
    found = ids(office.db, Query(office.today))
    assert list(record_ids(office.db, "case", found).values()) == [kept]
    assert count(office.db, Query(office.today)) == 1
    assert counts_of(office) == (1, 1)
    (duties,) = office.db.execute_sql(
        'SELECT count(DISTINCT "registration") FROM "case_obligation"'
    ).fetchone()
    assert duties == 1


def test_what_hangs_on_the_dropped_id_is_the_kept_ones(office: Office) -> None:
    kept, dropped = two(office)
    add_visit(office, VISIT, dropped)
    said(office, dropped, kept)
    case = read_case(office, kept)
    assert [each.case for each in case.visits] == [dropped]
    assert {each.case for each in case.allegations} == {kept, dropped}
    assert [each.id for each in case.others] == [dropped]
    assert len(office.find(Allegation, case=kept)) == 2
    assert statistics(office.db, office.today).visits.records == 1


def test_the_dropped_id_and_its_number_find_the_kept_case(office: Office) -> None:
    kept, dropped = two(office)
    number = str(office.get(Registration, dropped).case_no)
    said(office, dropped, kept)
    assert case_by_number(office, number) == kept
    assert read_case(office, dropped).registration.id == kept
    found = ids(office.db, Query(office.today, text=number))
    assert list(record_ids(office.db, "case", found).values()) == [kept]


def test_a_list_shows_the_number_of_the_kept_case(office: Office) -> None:
    kept, dropped = two(office)
    add_visit(office, VISIT, dropped)
    said(office, dropped, kept)
    number = office.get(Registration, kept).case_no
    query = Query(office.today, source="visit", conditions=(Condition("visit.of_case", (number,)),))
    assert count(office.db, query) == 1


def test_a_pointer_to_what_is_not_here_drops_nothing(office: Office) -> None:
    kept, dropped = two(office)
    said(office, dropped, "00000000-0000-0000-0000-000000000000")
    assert same.known(office.db) == {}
    assert counts_of(office) == (2, 2)
    said(office, dropped, kept)
    with office.writing("作废", action="void_case") as write:
        write.void(office.get(Registration, kept), "录错")
    assert same.known(office.db) == {}
    assert read_case(office, dropped).registration.id == dropped


def test_undo_parts_them_and_leaves_everything_as_it_was(office: Office) -> None:
    kept, dropped = two(office)
    before = everything(office)
    said(office, dropped, kept)
    undo(office)
    for table in ("case_row", "case_obligation", "case_text", "same_case"):
        assert everything(office)[table] == before[table]
    redo(office)
    assert same.known(office.db) == {dropped: kept}


def test_repeats_of_a_dropped_case_are_the_kept_ones(office: Office) -> None:
    kept, dropped = two(office)
    third = reported(office)
    judge(office, third, dropped)
    said(office, dropped, kept)
    assert family_of(office, third) == [kept, third]
    assert counts_of(office) == (1, 2)
    assert family_of(office, kept) == [kept, third]


def test_a_case_judged_to_repeat_its_own_other_id_stands_alone(office: Office) -> None:
    kept, dropped = two(office)
    judge(office, dropped, kept)
    said(office, dropped, kept)
    assert family_of(office, kept) == [kept]


def test_who_is_named_under_the_dropped_id_is_kept_from_the_kept_one(office: Office) -> None:
    kept, dropped = two(office)
    with office.writing("改", action="edit") as write:
        (point,) = office.find(Allegation, case=dropped)
        write.edit(point, respondent=office.person)
    said(office, dropped, kept)
    office.roles = frozenset({rights.CLERK})
    with pytest.raises(Exception, match="回避"):
        read_case(office, kept)


def test_a_chain_ends_at_the_smallest(office: Office) -> None:
    first, second, third = sorted(reported(office) for _ in range(3))
    said(office, third, second)
    said(office, second, first)
    assert same.known(office.db) == {second: first, third: first}
    assert counts_of(office) == (1, 1)
    assert {each.id for each in read_case(office, third).others} == {second, third}


def test_only_what_its_own_office_said_opens_one_to_the_parties_of_the_other(office: Office) -> None:
    kept, dropped = two(office)
    said(office, dropped, kept)
    assert same.together(office.db, [kept], {office.code}) == {kept, dropped}
    assert same.together(office.db, [dropped], {office.code}) == {kept, dropped}
    assert same.together(office.db, [dropped], {"QH00"}) == {dropped}


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 12)), st.sets(st.integers(0, 12)))
@pytest.mark.thorough
def test_pointers_end_at_what_stands_and_never_run_in_a_ring(
    said: dict[int, int], standing: set[int]
) -> None:
    def name(number: int) -> str:
        return f"{number:02d}"

    found = same.ends({name(a): name(b) for a, b in said.items()}, {name(each) for each in standing})
    for id, kept in found.items():
        assert kept < id
        assert kept not in found
        assert int(kept) in standing


def test_the_points_of_both_are_listed_the_kept_ones_first(office: Office) -> None:
    kept, dropped = two(office)
    said(office, dropped, kept)
    assert [each.case for each in read_case(office, kept).allegations] == [kept, dropped]
    assert read_case(office, kept).allegations[0].respondent == POINT["respondent"]
    assert office.find(Visit, case=kept) == []
