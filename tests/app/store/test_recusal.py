"""Whoever is reported in a case neither opens nor writes it, whichever way it is tried."""

from pathlib import Path

import pytest

from app.actions.decide import held
from app.actions.edit import edit_cases, edit_record
from app.actions.edit_many import void_rows
from app.actions.reveal import reveal
from app.actions.visits import add_visit
from app.errors import NotAllowed
from app.exchange.foreign.inspection import inspect
from app.exchange.proposals import proposals
from app.exchange.receive import preview
from app.records.matters import Reporter
from app.records.registration import Registration
from app.store import recusal
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.store import journey
from tests.app.store.offices import REPORTER, reported


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("曾小明", True),
        ("曾 小明", True),
        ("刘某、曾小明", True),
        ("曾小明的弟弟", False),
        ("", False),
        (None, False),
    ],
)
def test_a_person_is_found_among_the_respondents_of_a_cell(written: str | None, found: bool) -> None:
    assert recusal.names(written, "曾小明") is found
    assert recusal.names(written, "") is False


@pytest.fixture
def own_case(office: Office) -> str:
    """A report about 曾小明, who then logs in with every role of a clerk and handler."""
    case = reported(office, REPORTER)
    office.person, office.roles = "曾小明", frozenset({"clerk", "handler", "leader"})
    return case


def test_it_is_not_opened(office: Office, own_case: str) -> None:
    with pytest.raises(NotAllowed, match="要回避"):
        read_case(office, own_case)
    office.person = "王敏"
    assert read_case(office, own_case).title


def test_without_passwords_nobody_is_known_and_nobody_is_barred(office: Office, own_case: str) -> None:
    office.roles = None
    assert read_case(office, own_case).title


def test_it_is_not_written_by_any_way_round(office: Office, own_case: str) -> None:
    record = office.get(Registration, own_case)
    (reporter,) = office.find(Reporter)
    for attempt in (
        lambda: edit_cases(office, [own_case], {"registration.summary": "查无此事"}),
        lambda: edit_record(office, "registration", own_case, record.version, {"summary": "查无此事"}),
        lambda: void_rows(office, "case", [own_case], "登记错"),
        lambda: add_visit(office, {"visited_on": office.today, "visit_kind": "window"}, own_case),
        lambda: reveal(office, [reporter], "follow_up"),
        lambda: reported(office),
        lambda: office.reverse(office.undoable().seq),  # type: ignore[union-attr]
    ):
        with pytest.raises(NotAllowed, match="要回避"):
            attempt()
    assert office.get(Registration, own_case) == record


def test_an_auditor_opens_no_case_and_reads_no_row_of_the_ledger(office: Office) -> None:
    from app.ledger.query import values
    from app.store.case_file import read_case

    case = reported(office)
    office.person, office.roles = "审计", frozenset({"auditor"})
    with pytest.raises(NotAllowed, match="案件内容"):
        read_case(office, case)
    with pytest.raises(NotAllowed, match="案件内容"):
        values(office.db, "case", [1], ["case.respondents"], office.today)
    office.roles = frozenset({"auditor", "clerk"})
    assert read_case(office, case).registration.id == case


def test_an_auditor_reads_no_value_through_a_file_that_is_compared_with_the_ledger(
    office: Office, tmp_path: Path
) -> None:
    number = str(office.get(Registration, reported(office)).case_no)
    ledger = workbook(tmp_path / "a.xlsx", [HEAD, row(1, 信访编号=number)])
    (posting,) = journey.write_postings(tmp_path, 1)
    office.person, office.roles = "审计", frozenset({"auditor"})
    for look in (
        lambda: inspect(office, ledger),
        lambda: preview(office, posting, password=journey.WORD),
        lambda: proposals(office),
        lambda: held(office),
    ):
        with pytest.raises(NotAllowed, match="案件内容"):
            look()
    office.roles = frozenset({"clerk"})
    assert inspect(office, ledger).counts()["changed"] == 1
    assert preview(office, posting, password=journey.WORD).refusal is None
