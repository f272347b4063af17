"""The auditor sees who did what, when and to which fields, never a value, page by page."""

from datetime import timedelta

import pytest

from app.actions.edit import edit_cases
from app.actions.find_reporter import find_reporter
from app.actions.note_leaving import note_printed
from app.actions.settings import set_setting
from app.ledger.journal_view import Which, actions, count, page, people
from app.records.matters import Reporter
from app.store.office import Office
from tests.app.store.offices import REPORT, REPORTER, Clock, reported


@pytest.fixture
def written(office: Office, clock: Clock) -> tuple[Office, str]:
    """Two days of work by two people: two reports, an edit, a look at the reporter, a search, a print, a setting."""
    case = reported(office, REPORTER)
    reported(office)
    edit_cases(office, [case], {"registration.incident_place": "柳树村口", "registration.remark": "密语"})
    clock.forward(days=1)
    office.person = "李岚"
    office.reveal(office.find(Reporter)[0], "核实情况")
    find_reporter(office, name="黎不传")
    note_printed(office, "全部", 7)
    set_setting(office, "office.short", "溪")
    return office, case


def of(office: Office, **said: object) -> list[str]:
    """Actions of the lines that are asked, the newest first."""
    return [line.action for line in page(office.db, Which(**said))]  # type: ignore[arg-type]


def test_every_line_says_who_when_and_which_fields(written: tuple[Office, str]) -> None:
    office, _ = written
    found = {line.action: line for line in page(office.db, Which())}
    assert found["edit"].fields == ("问题发生地", "备注") or len(found["edit"].fields) == 2
    assert set(found["reveal"].fields) == {each.label for each in Reporter.columns() if each.sensitive}
    assert found["reveal"].person == "李岚" and found["reveal"].at.startswith("2026-03-10")
    assert found["reveal"].case_nos == found["edit"].case_nos != ()
    assert found["set_setting"].fields == ("单位简称",)
    assert found["print"].label == "打印 全部 7 行"


def test_no_value_stands_in_any_line(written: tuple[Office, str]) -> None:
    office, _ = written
    said = repr([line.as_json() for line in page(office.db, Which())])
    for value in ("密语", "柳树村", str(REPORT["summary"]), "曾小明", *map(str, REPORTER.values())):
        assert value not in said


def test_lines_are_chosen_by_person_action_case_and_period(written: tuple[Office, str]) -> None:
    office, case = written
    today, before = office.today, office.today - timedelta(days=1)
    assert of(office, person="李岚") == ["set_setting", "print", "search_identity", "reveal"]
    assert of(office, action="reveal") == ["reveal"]
    assert of(office, case=case) == ["search_identity", "reveal", "edit", "register"]
    assert of(office, until=before) == ["edit", "register", "register", "create_office"]
    assert of(office, since=today) == of(office, person="李岚")
    assert of(office, since=today, case=case, action="edit") == []


def test_pages_follow_each_other_and_are_counted(written: tuple[Office, str]) -> None:
    office, _ = written
    seqs = [line.seq for skip in (0, 3, 6) for line in page(office.db, Which(), skip=skip, limit=3)]
    assert seqs == [8, 7, 6, 5, 4, 3, 2, 1]
    assert count(office.db, Which()) == 8 and count(office.db, Which(person="李岚")) == 4


def test_the_choices_are_those_that_stand_in_the_journal(written: tuple[Office, str]) -> None:
    office, _ = written
    assert people(office.db) == ["李岚", "王敏"]
    assert {"register", "reveal", "print"} <= set(actions(office.db))
