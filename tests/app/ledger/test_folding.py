"""Each matter is one line: what is counted, what a light counts, and what a reader who is recused learns."""

from app.actions.families import judge
from app.ledger.folding import folded, known, tallied
from app.ledger.query import Condition, Query, ids, lights, survey
from app.rules.status import Status
from app.store.office import Office
from tests.app.store.offices import Clock, counted, reported


def lines(office: Office, query: Query) -> list[int]:
    return list(folded(ids(office.db, query), known(office.db, query.source)))


def test_matters_and_reports_are_counted_apart_under_every_filter(office: Office) -> None:
    main, second, third = reported(office), reported(office, intake_channel="phone"), reported(office)
    judge(office, second, main)
    judge(office, third, main)
    reported(office)
    everything = Query(office.today)
    said = tallied(office.db, everything, lights(office.db, everything))
    assert (said.matters, said.reports, lines(office, everything)) == (2, 4, [4, 1])
    letters = Query(office.today, conditions=(Condition("registration.intake_channel", ("letter",)),))
    said = tallied(office.db, letters, lights(office.db, letters))
    assert (said.matters, said.reports, lines(office, letters)) == (2, 3, [4, 1])
    calls = Query(office.today, conditions=(Condition("registration.intake_channel", ("phone",)),))
    assert lines(office, calls) == [2]


def test_a_light_counts_as_many_lines_as_are_shown_for_it(office: Office, clock: Clock) -> None:
    main, second, third = reported(office), reported(office), reported(office)
    judge(office, second, main)
    clock.forward(days=28)
    query = Query(office.today)
    said = tallied(office.db, query, lights(office.db, query))
    for status in Status:
        shown, _ = survey(office.db, query, status)
        assert said.lights.get(status, 0) == len(folded(shown, known(office.db, "case")))
    assert said.lights[Status.OVERDUE] == 2 and third


def test_unfolded_every_report_is_counted(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main)
    query = Query(office.today)
    said = tallied(office.db, query, lights(office.db, query), fold=False)
    assert (sum(said.lights.values()), said.matters, said.reports) == (2, 1, 2)


def test_a_voided_repeat_and_other_sources_are_no_matter(office: Office) -> None:
    from app.actions.void_case import void_case

    main, second = reported(office), reported(office)
    judge(office, second, main)
    void_case(office, second, "登错")
    assert known(office.db, "case").main_of == {} and known(office.db, "allegation").main_of == {}
    assert lines(office, Query(office.today)) == [1]


def test_a_report_from_which_the_reader_is_recused_stands_alone(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main)
    office.person, office.roles = "曾小明", frozenset({"clerk"})
    assert known(office.db, "case").size == {} and len(lines(office, Query(office.today))) == 2


def test_what_is_known_costs_nothing_where_nothing_was_written(office: Office) -> None:
    reported(office)
    known(office.db, "case")
    with counted(office) as asked:
        known(office.db, "case")
    assert [each for each in asked if not each.startswith("PRAGMA")] == []
