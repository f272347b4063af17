"""Every column of every source can be filtered, sorted and counted, and the quick way agrees with the slow one."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from app.actions.register import Entry, register, registered_case
from app.change import Change, Edit
from app.ledger import ordering
from app.ledger import query as asked
from app.ledger.columns import CASE, Column, columns, has_codes
from app.ledger.query import (
    Condition,
    Query,
    concerns,
    count,
    counts,
    ids,
    lights,
    moves,
    number_of,
    record_ids,
    survey,
    values,
)
from app.records.catalogue import KINDS
from app.records.registration import Registration
from app.rules.status import Status
from app.schema.kinds import Choices, Person, Stored
from app.schema.pinyin import sort_key
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import Clock, new_township, reported
from tests.bench.invented import TODAY, fill, township
from tests.tiers import some

SOURCES = (CASE, *KINDS)
MANY = 10_000


def stored(office: Office, source: str, name: str, numbers: list[int] | None = None) -> dict[int, Stored]:
    """What stands in a column, row by row, without the voided."""
    every = list(ids(office.db, Query(TODAY, source))) if numbers is None else numbers
    return {number: found[0] for number, found in values(office.db, source, every, [name], TODAY).items()}


def rank(column: Column, value: Stored) -> object:
    """Where a value stands in a rising sort."""
    if column.name == "case.light":
        worst = ("overdue", "urgent", "due_soon", "running", "done_late", "done", "none")
        return worst.index(str(value))
    if has_codes(column):
        return column.codes.index(str(value))
    return sort_key(str(value)) if isinstance(column.kind, Person) else value


def codes(source: str, name: str, held: Stored) -> list[Stored]:
    """What a cell counts as: where it holds several codes, each of them."""
    return [*str(held).split(",")] if held is not None and holds_several(source, name) else [held]


@cache
def holds_several(source: str, name: str) -> bool:
    return isinstance(columns(source)[name].kind, Choices)


@pytest.fixture(params=["small", "large"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to answer: the database sorts the rows found, or they are laid over the whole order."""
    for module, name in ((ordering, "SMALL"), (asked, "SMALL_TO_SPLIT")):
        monkeypatch.setattr(module, name, MANY if request.param == "small" else 0)
    return str(request.param)


def test_every_source_has_rows_and_leaves_the_voided_out(full: Office) -> None:
    for source in SOURCES:
        shown, all_of_them = Query(TODAY, source), Query(TODAY, source, voided=True)
        assert 0 < count(full.db, shown) < count(full.db, all_of_them)
        assert count(full.db, shown) == len(ids(full.db, shown))
        assert set(ids(full.db, shown)) < set(ids(full.db, all_of_them))


@pytest.mark.parametrize("source", SOURCES)
def test_every_column_is_counted(full: Office, source: str) -> None:
    for name in columns(source):
        found = counts(full.db, Query(TODAY, source), name, MANY)
        held = stored(full, source, name).values()
        assert found == Counter(code for value in held for code in codes(source, name, value)), name
        assert list(found.values()) == sorted(found.values(), reverse=True), name


@pytest.mark.parametrize("source", SOURCES)
def test_every_column_is_filtered_by_what_its_counts_offer(full: Office, source: str) -> None:
    for name in columns(source):
        rows = stored(full, source, name)
        for value, number in list(counts(full.db, Query(TODAY, source), name, 6).items()):
            query = Query(TODAY, source, (Condition(name, (value,)),))
            assert set(ids(full.db, query)) == {
                row for row, held in rows.items() if value in codes(source, name, held)
            }, name
            assert count(full.db, query) == number, name


@pytest.mark.thorough
def test_every_column_of_a_case_is_counted_among_those_found(full: Office, way: str) -> None:
    query = Query(TODAY, text="反映")
    found = list(ids(full.db, query))
    for name in columns(CASE):
        held = stored(full, CASE, name, found).values()
        each = Counter(code for value in held for code in codes(CASE, name, value))
        assert counts(full.db, query, name, MANY) == each, name


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("descending", some([False, True]))
def test_every_column_is_sorted_with_blanks_last(full: Office, source: str, descending: bool) -> None:
    for name in columns(source):
        _check_sort(full, source, name, descending)


def _check_sort(full: Office, source: str, name: str, descending: bool) -> None:
    column, rows = columns(source)[name], stored(full, source, name)
    answers = [ids(full.db, Query(TODAY, source, sort=((name, descending),)))]
    for small in (0, MANY):
        ordering.SMALL, before = small, ordering.SMALL
        holds = Condition(name, tuple(counts(full.db, Query(TODAY, source), name, MANY)))
        answers.append(ids(full.db, Query(TODAY, source, (holds,), sort=((name, descending),))))
        ordering.SMALL = before
    for answer in answers:
        assert sorted(answer) == sorted(rows)
        given = [rows[row] for row in answer]
        filled = [rank(column, value) for value in given if value is not None]
        assert filled == sorted(filled, reverse=descending)  # type: ignore[type-var]
        assert None not in given[: len(filled)]


def test_a_second_column_decides_where_the_first_is_equal(full: Office) -> None:
    sort = (("registration.intake_channel", False), ("registration.received_on", True))
    answer = ids(full.db, Query(TODAY, sort=sort))
    channel, day = (
        columns(CASE)["registration.intake_channel"],
        stored(full, CASE, "registration.received_on"),
    )
    channels = stored(full, CASE, "registration.intake_channel")
    keys = [(rank(channel, channels[row]), -date.fromisoformat(str(day[row])).toordinal()) for row in answer]
    assert keys == sorted(keys)


def test_without_a_sort_the_newest_comes_first(full: Office) -> None:
    answer = list(ids(full.db, Query(TODAY)))
    assert answer == sorted(answer, reverse=True)


@pytest.mark.parametrize("days", some([9, -200]))
def test_lights_equal_a_slow_recomputation_case_by_case(full: Office, way: str, days: int) -> None:
    day = TODAY + timedelta(days=days)
    every = ids(full.db, Query(day))
    names = record_ids(full.db, CASE, every)
    slow = {number: read_case(full, names[number]).status(day) for number in every}
    tally = Counter(slow.values())
    assert {status: number for status, number in lights(full.db, Query(day)).items() if number} == tally
    for status in Status:
        wanted = {number for number, each in slow.items() if each == status}
        assert set(ids(full.db, Query(day, conditions=(Condition("case.light", (status.value,)),)))) == wanted
        shown, found = survey(full.db, Query(day, text="反映"), status)
        those = set(ids(full.db, Query(day, text="反映")))
        assert set(shown) == wanted & those
        assert found[status] == len(wanted & those)
    said = values(full.db, CASE, every, ["case.light"], day)
    assert {number: found[0] for number, found in said.items()} == {n: s.value for n, s in slow.items()}


@pytest.mark.thorough
def test_lights_hold_under_a_preset_with_an_urgent_light(tmp_path: Path) -> None:
    office = township(tmp_path / "office")
    office._measure = replace(office.measure, preset=replace(office.measure.preset, urgent_days=1))
    fill(office, 60, seed=3)
    urgent = 0
    for days in range(-20, 20, 2):
        day = TODAY + timedelta(days=days)
        every = ids(office.db, Query(day))
        slow = Counter(
            read_case(office, id).status(day) for id in record_ids(office.db, CASE, every).values()
        )
        assert {status: n for status, n in lights(office.db, Query(day)).items() if n} == slow
        urgent += slow[Status.URGENT]
    assert urgent
    office.close()


def test_the_light_is_counted_without_its_own_filter(full: Office) -> None:
    only = Query(TODAY, conditions=(Condition("case.light", ("overdue",)),))
    assert lights(full.db, only) == lights(full.db, Query(TODAY))
    assert counts(full.db, only, "case.light") == {"overdue": lights(full.db, only)[Status.OVERDUE]}


def test_a_survey_counts_and_lists_at_once(full: Office) -> None:
    rows, found = survey(full.db, Query(TODAY), None)
    assert list(rows) == list(ids(full.db, Query(TODAY)))
    assert found == lights(full.db, Query(TODAY))
    late, same = survey(full.db, Query(TODAY), Status.OVERDUE)
    assert len(late) == same[Status.OVERDUE] == found[Status.OVERDUE]
    assert survey(full.db, Query(TODAY, "unit"), None) == (ids(full.db, Query(TODAY, "unit")), {})


def test_days_are_found_between_bounds_and_in_periods(full: Office) -> None:
    name = "registration.received_on"
    rows = {row: str(day) for row, day in stored(full, CASE, name).items()}

    def found(*bounds: Stored, how: str) -> set[int]:
        return set(ids(full.db, Query(TODAY, conditions=(Condition(name, bounds, how),))))

    assert found("2025-12-01", "2026-01-31", how="between") == {
        row for row, day in rows.items() if "2025-12-01" <= day <= "2026-01-31"
    }
    assert found(None, "2025-12-01", how="between") == {
        row for row, day in rows.items() if day <= "2025-12-01"
    }
    assert found("2025-12-01", None, how="between") == {
        row for row, day in rows.items() if day >= "2025-12-01"
    }
    assert found(None, None, how="between") == set(rows)
    assert found("month", how="period") == {row for row, day in rows.items() if day.startswith("2026-03")}
    assert found("year", how="period") == {row for row, day in rows.items() if day.startswith("2026")}


def test_part_of_a_text_is_found_in_one_column_and_signs_mean_themselves(full: Office) -> None:
    name = "supervision.requirement"
    rows = stored(full, CASE, name)
    for part in ("柳树", "A[1]*", "%", "'"):
        wanted = {row for row, text in rows.items() if text is not None and part.lower() in str(text).lower()}
        assert set(ids(full.db, Query(TODAY, conditions=(Condition(name, (part,), "contains"),)))) == wanted
        assert wanted


def test_conditions_on_several_tables_must_all_hold(full: Office) -> None:
    both = (Condition("registration.intake_channel", ("letter", "visit")), Condition("handling.handler", (None,)),
            Condition("case.stage", ("registered", "accepted", "rejected")))  # fmt: skip
    apart = [set(ids(full.db, Query(TODAY, conditions=(each,)))) for each in both]
    assert set(ids(full.db, Query(TODAY, conditions=both))) == set.intersection(*apart)


def test_no_value_at_all_finds_nothing(full: Office) -> None:
    for name in ("registration.intake_channel", "handling.handler", "case.light"):
        assert not ids(full.db, Query(TODAY, conditions=(Condition(name, ()),)))


def test_words_are_found_in_any_order_by_text_initials_and_signs(tmp_path: Path) -> None:
    office = township(tmp_path / "office")
    base = {"received_on": TODAY, "intake_channel": "letter", "intake_source": "self",
            "identity_status": "anonymous", "category": "misconduct_report"}  # fmt: skip
    one = registered_case(
        register(office, Entry(base | {"summary": "反映鱼塘[3号]*承包费 50%"}, [{"respondent": "曾小明"}]))
    )
    two = registered_case(
        register(office, Entry(base | {"summary": "反映林地承包"}, [{"respondent": "仇大海"}]))
    )

    def found(text: str) -> set[str]:
        return set(record_ids(office.db, CASE, ids(office.db, Query(TODAY, text=text))).values())

    assert found("鱼塘") == found("zxm") == found("ZXM 承包费") == found("承包费  小明") == {one}
    assert found("[3号]") == found("3号]*") == found("*承包") == found("50%") == {one}
    assert found("qdh") == found("仇大") == {two}
    assert found("反映") == found("  ") == {one, two}
    assert found("没有") == found("qdh 鱼塘") == set()
    office.close()


def test_row_numbers_and_record_ids_lead_to_each_other(full: Office) -> None:
    every = ids(full.db, Query(TODAY))
    names = record_ids(full.db, CASE, every)
    assert sorted(names) == sorted(every)
    assert all(number_of(full.db, CASE, id) == number for number, id in names.items())
    assert number_of(full.db, CASE, "nobody") is None


def change(kind: str, **after: Stored) -> Change:
    """A change of one record that existed before."""
    edit = Edit(kind, "id", {}, after, before_version="{}", after_version="{1}")
    return Change(1, "edit", "修改", "", "", (edit,))


def test_a_change_moves_rows_only_when_something_asked_for_was_written() -> None:
    by_day = Query(TODAY, sort=(("registration.received_on", True),))
    assert moves(by_day, change("registration", received_on="2026-03-01"))
    assert not moves(by_day, change("registration", remark="无"))
    assert not moves(by_day, change("handling", handler="王敏"))
    assert moves(Query(TODAY, text="鱼塘"), change("registration", remark="无"))
    assert moves(
        Query(TODAY, conditions=(Condition("case.light", ("overdue",)),)), change("handling", unit="甲")
    )
    assert moves(by_day, change("registration", voided="重复"))
    assert moves(
        by_day, Change(1, "register", "", "", "", (Edit("registration", "id", {}, {}, None, "{1}"),))
    )
    assert moves(by_day, change("setting", value="1"))


def test_a_change_concerns_a_source_when_it_wrote_one_of_its_records() -> None:
    assert concerns(CASE, change("allegation", unit="甲"))
    assert concerns(CASE, change("setting", value="1"))
    assert not concerns(CASE, change("unit", name="甲"))
    assert concerns("unit", change("unit", name="甲"))
    assert not concerns("unit", change("registration", remark="甲"))


def test_the_answer_is_right_after_every_write(tmp_path: Path) -> None:
    office = township(tmp_path / "office")
    fill(office, 20)
    case = office.find(Registration)[0]
    with office.writing("改", action="test") as write:
        write.edit(case, received_on=date(2020, 1, 1))
    last = ids(office.db, Query(TODAY, sort=(("registration.received_on", True),)))[-1]
    assert record_ids(office.db, CASE, [last])[last] == case.id
    office.close()


@pytest.mark.parametrize("with_voided", [False, True])
@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.thorough
def test_the_newest_come_first_with_and_without_gaps_in_the_numbers(
    tmp_path: Path, with_voided: bool, gap: bool
) -> None:
    office = new_township(tmp_path, Clock())
    for _ in range(7):
        reported(office)
    with office.writing("作废", action="test", undoable=False) as write:
        write.void(office.find(Registration)[2], "重复")
    if gap:
        office.db.execute_sql('DELETE FROM "case_row" WHERE "registration" = 5')
    gone = {5} if gap else set()
    if not with_voided:
        gone |= {
            n for (n,) in office.db.execute_sql('SELECT "registration" FROM "case_row" WHERE "voided" = 1')
        }
    assert list(ids(office.db, Query(TODAY, voided=with_voided))) == [
        n for n in range(7, 0, -1) if n not in gone
    ]
    office.close()
