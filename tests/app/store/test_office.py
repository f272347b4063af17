"""The office's door: undo and redo, the desk, numbers, the clock and the settings."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.actions.catalogue import CASE_ACTIONS
from app.actions.create_office import NewOffice, create_office
from app.actions.edit import edit_cases
from app.actions.escalate import register_stub
from app.actions.register import Entry, register
from app.actions.settings import set_calendar, set_setting
from app.actions.undo import redo, undo
from app.actions.void_case import void_case
from app.errors import Conflict, Invalid, NotAllowed, Refused
from app.records.matters import Escalation, Reporter
from app.records.registration import Registration
from app.store import journal, opening, preferences
from app.store.case_file import case_by_number, read_case
from app.store.office import Office
from app.store.shelf import DEFAULTS
from tests.app.store.offices import REPORT, REPORTER, TOWNSHIP, Clock, new_township, reported


def accept(office: Office, case: str) -> None:
    """Accept a case today."""
    action = CASE_ACTIONS["accept"]
    action.do(office, case, action.defaults(office, read_case(office, case)))


def picture(office: Office) -> dict[str, Any]:
    """What a person sees: every case that counts with its values, light and lists; and the settings."""
    cases = [read_case(office, each.id) for each in office.find(Registration, voided=False)]
    return {
        case.registration.id: (
            case.registration.stored(),
            [each.stored() for each in (*case.handlings, *case.supervisions, *case.allegations, *case.steps)],
            case.stage,
            case.status(office.today),
        )
        for case in cases
    } | {key: office.setting(key) for key in DEFAULTS}


def number_of(office: Office, case: str) -> str:
    """The case's number."""
    return str(read_case(office, case).registration.case_no)


# -- undo ---------------------------------------------------------------------------------------------------


def test_undo_and_redo_walk_through_all_that_was_done(office: Office) -> None:
    pictures = [picture(office)]
    case = reported(office, REPORTER)
    pictures.append(picture(office))
    accept(office, case)
    pictures.append(picture(office))
    edit_cases(
        office, [case], {"registration.summary": "改", "handling.handler": "李办", "allegation.unit": "村"}
    )
    pictures.append(picture(office))
    for before in reversed(pictures[:-1]):
        undo(office)
        assert picture(office) == before
    with pytest.raises(NotAllowed, match="没有可以撤销"):
        undo(office)
    for after in pictures[1:]:
        redo(office)
        assert picture(office) == after
    with pytest.raises(NotAllowed, match="没有可以重做"):
        redo(office)
    assert journal.verify(office.db) == []


def test_labels_say_what_is_taken_back_and_done_again(office: Office) -> None:
    name = number_of(office, reported(office))
    assert [undo(office).label, redo(office).label, undo(office).label] == [
        f"撤销：登记 {name}", f"重做：登记 {name}", f"撤销：登记 {name}",
    ]  # fmt: skip


def test_undo_works_after_a_restart(office: Office) -> None:
    case = reported(office)
    accept(office, case)
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    try:
        undo(again)
        assert read_case(again, case).registration.accepted_on is None
        redo(again)
        assert read_case(again, case).registration.accepted_on == again.today
    finally:
        again.close()


def test_something_new_ends_what_could_be_done_again(office: Office) -> None:
    case = reported(office)
    accept(office, case)
    undo(office)
    edit_cases(office, [case], {"registration.summary": "另做一件"})
    assert office.redoable() is None
    undo(office)
    undo(office)
    assert office.find(Registration, voided=False) == []


def test_a_line_cannot_be_taken_back_over_a_later_change_of_the_same_field(office: Office) -> None:
    case = reported(office)
    first = edit_cases(office, [case], {"registration.summary": "一"})
    edit_cases(office, [case], {"registration.summary": "二"})
    assert first is not None
    with pytest.raises(Conflict, match="又有人改过"):
        office.reverse(first.seq)
    assert read_case(office, case).registration.summary == "二"


def test_a_line_can_be_taken_back_when_only_other_fields_changed_since(office: Office) -> None:
    case = reported(office)
    first = edit_cases(office, [case], {"registration.summary": "一"})
    edit_cases(office, [case], {"registration.remark": "别的栏"})
    assert first is not None
    office.reverse(first.seq)
    found = read_case(office, case).registration
    assert (found.summary, found.remark) == (REPORT["summary"], "别的栏")


def test_a_line_is_taken_back_once(office: Office) -> None:
    first = edit_cases(office, [reported(office)], {"registration.summary": "一"})
    assert first is not None
    office.reverse(first.seq)
    with pytest.raises(NotAllowed, match="已经撤销过"):
        office.reverse(first.seq)
    with pytest.raises(NotAllowed, match="不能撤销"):
        office.reverse(999)


def test_looking_at_a_reporter_is_never_taken_back(office: Office) -> None:
    case = reported(office, REPORTER)
    office.reveal(office.find(Reporter)[0], "核实")
    assert undo(office).label.startswith("撤销：登记")
    assert read_case(office, case).registration.voided is not None


def test_a_voided_case_comes_back_by_undo_and_is_closed_to_actions_until_then(office: Office) -> None:
    case = reported(office)
    void_case(office, case, "登记错了")
    with pytest.raises(NotAllowed, match="作废"):
        accept(office, case)
    undo(office)
    accept(office, case)


MOVES = st.lists(
    st.sampled_from(["register", "edit", "accept", "void", "preset", "undo", "undo", "redo", "reopen"]),
    min_size=4,
    max_size=14,
)


@settings(max_examples=settings.default.max_examples // 3)
@given(moves=MOVES)
def test_any_walk_of_doing_undoing_and_redoing_agrees_with_a_stack_of_pictures(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    clock = Clock()
    office = new_township(tmp_path_factory.mktemp("walk") / "o", clock)
    past: list[dict[str, Any]] = []
    future: list[dict[str, Any]] = []
    now = picture(office)
    try:
        for number, move in enumerate(moves):
            if move == "reopen":
                office.close()
                office = Office.open(office.folder, clock=clock)
            elif move == "undo" and past:
                undo(office)
                future.append(now)
                now = past.pop()
            elif move == "redo" and future:
                redo(office)
                past.append(now)
                now = future.pop()
            elif _did(office, move, number):
                past.append(now)
                future.clear()
                now = picture(office)
            assert picture(office) == now
        assert journal.verify(office.db) == []
    finally:
        office.close()


def _did(office: Office, move: str, number: int) -> bool:
    """Do one thing; whether anything was done."""
    cases = [each.id for each in office.find(Registration, voided=False)]
    if move == "register":
        return bool(reported(office))
    if move == "preset":
        preset = "C1" if office.setting("preset") == "default" else "default"
        return set_setting(office, "preset", preset) is not None
    if not cases:
        return False
    case = cases[number % len(cases)]
    if move == "edit":
        return edit_cases(office, cases, {"registration.remark": f"第 {number} 步"}) is not None
    if move == "void":
        return bool(void_case(office, case, "重复登记"))
    if move == "accept" and read_case(office, case).registration.accepted_on is None:
        accept(office, case)
        return True
    return False


# -- desk and numbers ---------------------------------------------------------------------------------------


def test_numbers_run_on_and_are_never_given_twice_even_after_undo(office: Office) -> None:
    assert number_of(office, reported(office)) == "云信〔2026〕1号"
    undo(office)
    assert number_of(office, reported(office)) == "云信〔2026〕2号"
    with pytest.raises(Invalid):
        reported(office, summary=None)
    assert number_of(office, reported(office)) == "云信〔2026〕3号"


def test_every_year_begins_at_one(office: Office, clock: Clock) -> None:
    reported(office)
    clock.now = clock.now.replace(year=2027, month=1, day=4)
    office.confirm_today(date(2027, 1, 4))
    assert number_of(office, reported(office)) == "云信〔2027〕1号"


def test_each_series_counts_for_itself(office: Office) -> None:
    reported(office)
    register_stub(office, office.today, "letter")
    assert office.find(Escalation)[0].stub_no == "云报〔2026〕1号"


def test_a_desk_stays_the_same_when_its_office_is_opened_again(office: Office) -> None:
    desk = office.desk
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    assert again.desk == desk
    again.close()


# -- settings -----------------------------------------------------------------------------------------------


def test_an_office_knows_itself(office: Office) -> None:
    assert (office.code, office.name, office.level, office.above) == (
        "YX01",
        "云溪镇纪委",
        "township",
        "QH00",
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colour", "red"), ("preset", "rainbow"), ("preset", 3), ("office.level", "moon"), ("office.name", " "),
        ("number.case", "{short}"), ("number.case", None), ("calendar.changes", "2026-05-01"),
        ("calendar.changes", [["2026-05-01"]]), ("calendar.changes", [["soon", "holiday", "节"]]),
        ("calendar.changes", [["2026-05-01", "party", "节"]]),
    ],
)  # fmt: skip
@pytest.mark.thorough
def test_a_setting_that_cannot_be_is_refused(office: Office, key: str, value: object) -> None:
    before = picture(office)
    with pytest.raises(Invalid) as caught:
        set_setting(office, key, value)
    assert caught.value.sentence.endswith("。")
    assert picture(office) == before


def test_a_change_of_the_calendar_moves_every_light_at_once(office: Office) -> None:
    case = reported(office)
    due = read_case(office, case).obligations[0].due_on
    set_calendar(office, [(date(2026, 3, 11), "holiday", "县里放假")])
    assert read_case(office, case).obligations[0].due_on == due + timedelta(days=1)
    (stored,) = office.db.execute_sql('SELECT "due_on" FROM "case_row"').fetchone()
    assert stored == (due + timedelta(days=1)).isoformat()
    undo(office)
    (stored,) = office.db.execute_sql('SELECT "due_on" FROM "case_row"').fetchone()
    assert stored == due.isoformat()


def test_lights_measured_by_the_rules_of_another_version_are_measured_anew_when_the_office_is_opened(
    office: Office,
) -> None:
    reported(office)
    asked = 'SELECT c."due_on", o."due_on" FROM "case_row" c JOIN "case_obligation" o USING ("registration")'
    right = office.db.execute_sql(asked).fetchall()
    preferences.put(office.db, "lights.measured_by", "an older calendar")
    for table in ("case_row", "case_obligation"):
        office.db.execute_sql(f'UPDATE "{table}" SET "due_on" = ?', ("2020-01-01",))
    folder, clock = office.folder, office._clock
    office.close()
    again = Office.open(folder, clock=clock)
    assert again.db.execute_sql(asked).fetchall() == right
    again.close()


# -- set up and find ----------------------------------------------------------------------------------------


def test_a_folder_holds_one_office(office: Office) -> None:
    with pytest.raises(NotAllowed, match="已经有一个单位"):
        create_office(office.folder, TOWNSHIP)


@pytest.mark.parametrize("code", ["", " ", "A/B", "长" * 41])
def test_a_code_that_cannot_name_a_desk_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(Invalid, match="单位代码"):
        create_office(tmp_path / "o", NewOffice(code, "某镇纪委", "township"))
    assert not (tmp_path / "o").exists()


def test_a_set_up_that_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        create_office(tmp_path, NewOffice("YX01", "某镇纪委", "township", person="长" * 30_000))
    assert list(tmp_path.iterdir()) == []
    create_office(tmp_path, NewOffice("YX01", "某镇纪委", "township")).close()


def test_the_key_of_data_set_aside_is_never_written_over(office: Office) -> None:
    office.close()
    path = office.folder / opening.FILE_NAME
    path.rename(path.with_suffix(".aside"))
    with pytest.raises(NotAllowed, match="钥匙"):
        create_office(office.folder, TOWNSHIP)
    path.with_suffix(".aside").rename(path)
    again = Office.open(office.folder, clock=office._clock)
    assert again.name == TOWNSHIP.name
    again.close()


def test_what_is_not_there_is_said(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到这条登记"):
        office.get(Registration, "nothing")
    with pytest.raises(Refused, match="找不到这个案件"):
        read_case(office, "nothing")
    with pytest.raises(NotAllowed, match="没有回音的数据"):
        Office.open(tmp_path / "nowhere")


def test_a_case_is_found_by_any_of_its_numbers(office: Office) -> None:
    case = reported(office, county_ref_no="清信交〔2026〕9号", platform_no="P-77")
    for number in (case, "云信〔2026〕1号", "清信交〔2026〕9号", "P-77"):
        assert case_by_number(office, number) == case
    for number in (
        "云信[2026]1号",
        "云信(2026)1",
        "云信（２０２６）第１号",
        " 云信【2026】 1 号",
        "1",
        "１",
        "p-77",
        "清信交(2026)9",
    ):
        assert case_by_number(office, number) == case
    reported(office, platform_no="P-77")
    with pytest.raises(Refused, match="有 2 个案件"):
        case_by_number(office, "P-77")
    for number in ("3", "号", " ", "云信〔2027〕1号"):
        with pytest.raises(Refused, match=r"没有编号|请写信访编号"):
            case_by_number(office, number)
    with pytest.raises(Refused, match="没有编号"):
        case_by_number(office, "Q")


def test_an_anonymous_report_keeps_no_reporter(office: Office) -> None:
    said = {**REPORT, "received_on": office.today, "identity_status": "anonymous"}
    with pytest.raises(Invalid, match="匿名件不登记反映人"):
        register(office, Entry(said, (), REPORTER))
    assert office.find(Registration) == []


def test_writings_that_are_taken_back_together_leave_nothing_in_the_journals_second_file(
    office: Office, clock: Clock
) -> None:
    with pytest.raises(Invalid), office.together():
        reported(office)
        reported(office, category="nonsense")
    with office.together():
        first, second = reported(office), reported(office)
    compared = office.second_journal.compare(office.db, office.desk)
    assert compared.lines == journal.head(office.db)[0] and not compared.rolled_back
    folder = office.folder
    office.close()
    again = Office.open(folder, clock=clock)
    assert [case_by_number(again, f"云信〔2026〕{at}号") for at in (1, 2)] == [first, second]
    assert read_case(again, reported(again)).title == "云信〔2026〕3号"
    again.close()
