"""What a sweep finds: the unclosed and the repeated, with how far each matter has spread; and what it passes over."""

from datetime import date, timedelta

from app.actions.catalogue import CASE_ACTIONS
from app.actions.families import judge_many, read_family
from app.ledger.columns import CASE, column
from app.ledger.query import Query, ids
from app.ledger.sweep import SWEEP
from app.ledger.values import values
from app.ledger.views import SHIPPED
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import reported

(VIEW,) = [view for view in SHIPPED if view.id == "sweep"]


def swept(office: Office) -> dict[str, str]:
    """What the view shows: number of the case to what is said of it."""
    found = ids(office.db, Query(office.today, conditions=VIEW.conditions))
    rows = values(office.db, CASE, list(found), ["registration.case_no", SWEEP], office.today)
    return {str(number): column(CASE, SWEEP).text(said) for number, said in rows.values()}


def act(office: Office, case: str, name: str, **said: object) -> None:
    action = CASE_ACTIONS[name]
    given = {key.replace("__", "."): value for key, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **given})  # type: ignore[dict-item]


def rejected(office: Office, **more: object) -> str:
    case = reported(office, **more)
    act(office, case, "reject", registration__rejection_ground="other_organ")
    return case


def test_the_unclosed_is_found_and_what_has_ended_alone_is_not(office: Office) -> None:
    reported(office)
    rejected(office)
    assert swept(office) == {"云信〔2026〕1号": "未办结"}


def test_a_matter_over_years_levels_and_addressees_says_so_of_each_of_its_reports(office: Office) -> None:
    main = rejected(office, received_on=date(2024, 5, 1))
    again = rejected(office, intake_source="assigned_above", source_unit="清河县纪委监委信访室")
    judge_many(office, [again], main)
    assert set(swept(office).values()) == {"重复、多年、多层、多头"}
    words = [each.partition("(")[0] for each in read_family(office, main).spread.words]
    assert words == ["多年", "多层", "多头"]


def test_what_is_on_the_backlog_is_passed_over_and_comes_back_once_it_is_reported_again(
    office: Office,
) -> None:
    main = rejected(office, received_on=office.today - timedelta(days=40))
    again = rejected(office, received_on=office.today - timedelta(days=30))
    judge_many(office, [again], main)
    act(office, main, "list_backlog", registration__listed_on=office.today - timedelta(days=20))
    assert swept(office) == {}
    act(office, main, "write_off", registration__written_off_on=office.today - timedelta(days=10),
        registration__write_off_ground="resolved")  # fmt: skip
    assert swept(office) == {}
    judge_many(office, [rejected(office)], main)
    assert set(swept(office).values()) == {"重复、销号后又反映"}


def test_the_words_of_spread_are_those_of_a_reader_of_the_whole_family(full: Office) -> None:
    found = ids(full.db, Query(full.today, conditions=VIEW.conditions))
    rows = values(full.db, CASE, list(found), ["row.id", SWEEP], full.today)
    kinds = {"多年": "years", "多层": "levels", "多头": "addressees"}
    told = 0
    for case, said in rows.values():
        mine = {kinds[each.partition("(")[0]] for each in read_family(full, str(case)).spread.words}
        assert mine == set(str(said).split(",")) & set(kinds.values())
        told += bool(mine)
    assert told and len(rows) > 20
