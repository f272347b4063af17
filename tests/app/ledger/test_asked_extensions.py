"""More time that was asked for stands on 今日 of whoever decides on it until it is decided, and can then be asked again."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.papers import make_paper
from app.ledger.asked_extensions import EXTENSION
from app.ledger.duties import Duty
from app.ledger.today import look
from app.rules.status import Status
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import Clock
from tests.journeys.telling import act, due, handled, told


def lines(office: Office, person: str = "") -> list[Duty]:
    found = look(office, "", person=person)
    every = (*found.overdue.duties, *found.soon.duties)
    return [duty for duty in every if duty.rule == EXTENSION]


def test_a_limit_of_our_own_is_decided_here(office: Office) -> None:
    case = handled(office)
    act(office, case, "ask_extension", extension__reason="complex")
    (line,) = lines(office)
    (limit,) = due(office, case, "T06")
    assert (line.what, line.status, line.due_on) == ("审批线索处置延期", Status.DUE_SOON, limit.due_on)
    assert look(office, "").kinds[EXTENSION] == 1 and len(lines(office, "王敏")) == 1
    action = CASE_ACTIONS["decide_extension"]
    assert set(line.done) & set(action.fields)
    act(office, case, "decide_extension", extension__approver="刘书记")
    assert lines(office) == []


def test_what_the_office_above_assigned_it_decides_and_more_can_be_asked_again(
    office: Office, above: Office, tmp_path: Path
) -> None:
    case = told(above)
    act(above, case, "assign", supervision__handling_unit=office.name)
    receive(office, post(above, "YX01", tmp_path))
    act(office, case, "sign_receipt", handling__handler="李岚")
    (first,) = due(office, case, "T05")
    later = first.due_on + timedelta(days=30)
    act(
        office,
        case,
        "ask_extension",
        extension__rule="T05",
        extension__reason="complex",
        extension__wanted_on=later,
    )
    assert lines(office) == [], "it is decided above"
    assert CASE_ACTIONS["ask_extension"].why_not(office, read_case(office, case)) is not None
    receive(above, post(office, "QH00", tmp_path))
    (line,) = lines(above)
    assert line.what == f"审批{office.name}交办件办结延期"
    assert set(line.done) & set(CASE_ACTIONS["decide_assigned_extension"].fields)
    found = act(above, case, "decide_assigned_extension")
    assert found.supervision is not None and found.supervision.extended_due_on == later
    assert lines(above) == []
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(hours=1)
    receive(office, post(above, "YX01", tmp_path))
    assert [each.due_on for each in due(office, case, "T05")] == [later]
    paper = repr(make_paper(office, case, "extension_form"))
    assert (
        "已批准" in paper and above.name in paper and f"{later.year}年{later.month}月{later.day}日" in paper
    )
    clock.forward(days=1)
    office.confirm_today(clock.now.date())
    act(office, case, "ask_extension", extension__rule="T05", extension__reason="complex")


def test_what_was_answered_above_does_not_hide_what_was_asked_since(
    office: Office, above: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ledger.asked_extensions.MOST", 1)
    cases = [told(above) for _ in range(2)]
    for case in cases:
        act(above, case, "assign", supervision__handling_unit=office.name)
    receive(office, post(above, "YX01", tmp_path))
    for case in cases:
        act(office, case, "sign_receipt", handling__handler="李岚")
        later = due(office, case, "T05")[0].due_on + timedelta(days=30)
        said = {"extension__rule": "T05", "extension__reason": "complex", "extension__wanted_on": later}
        act(office, case, "ask_extension", **said)
    receive(above, post(office, "QH00", tmp_path))
    for _ in cases:
        (line,) = lines(above)
        assert line.case is not None
        act(above, line.case.registration.id, "decide_assigned_extension")
    assert lines(above) == []
