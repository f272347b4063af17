"""我的: who registered tells, who handles does the rest; what belongs to no case is the office's."""

from datetime import date

from app.actions.catalogue import CASE_ACTIONS
from app.actions.edit import edit_cases
from app.ledger.mine import mine
from app.ledger.today import Today, look
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import Clock, reported


def titles(found: Today) -> set[str]:
    return {duty.title for part in (found.overdue, found.soon) for duty in part.duties}


def handled_by(office: Office, handler: str, **more: object) -> str:
    case = reported(office, received_on=date(2026, 2, 2), identity_status="anonymous")
    edit_cases(office, [case], {"registration.accepted_on": date(2026, 2, 3)})
    action = CASE_ACTIONS["hand_over"]
    given = {"handling.handler": handler, "handling.received_on": date(2026, 2, 3), **more}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **given})  # type: ignore[dict-item]
    return case


def test_the_handler_and_who_assists_see_the_case_and_the_registrar_sees_what_nobody_handles(
    office: Office, clock: Clock
) -> None:
    office.person = "王敏"
    reported(office, received_on=date(2026, 2, 2))
    handled_by(office, "李岚", **{"handling.assistants": "周晓燕，陈实"})
    handled_by(office, "赵长河")
    clock.forward(days=20)
    office.confirm_today(clock.now.date())
    every = titles(look(office, ""))
    assert len(every) == 3
    shown = {
        name: titles(look(office, "", person=name))
        for name in ("王敏", "李岚", "周晓燕", "陈实", "赵长河", "外人")
    }
    assert shown == {
        "王敏": {"云信〔2026〕1号"}, "李岚": {"云信〔2026〕2号"}, "周晓燕": {"云信〔2026〕2号"},
        "陈实": {"云信〔2026〕2号"}, "赵长河": {"云信〔2026〕3号"}, "外人": set(),
    }  # fmt: skip


def test_telling_of_the_acceptance_stays_the_registrars_while_another_handles(office: Office) -> None:
    office.person = "王敏"
    case = reported(office, received_on=office.today)
    action = CASE_ACTIONS["accept"]
    action.do(office, case, action.standing(office, read_case(office, case)))
    edit_cases(office, [case], {"handling.unit": office.name, "handling.handler": "李岚"})
    (number,) = (n for (n,) in office.db.execute_sql('SELECT "n" FROM "registration"').fetchall())
    assert mine(office, "王敏").row(number, "T03") and not mine(office, "李岚").row(number, "T03")
    assert mine(office, "李岚").row(number, "T06") and not mine(office, "王敏").row(number, "T06")


def test_what_waits_for_others_is_whose_case_it_is_and_numbers_are_those_of_the_lines(
    office: Office, clock: Clock
) -> None:
    office.person = "王敏"
    handled_by(office, "李岚")
    handled_by(office, "赵长河")
    clock.forward(days=40)
    office.confirm_today(clock.now.date())
    whole, his = look(office, ""), look(office, "", person="李岚")
    assert len([duty for duty in whole.overdue.duties if duty.case is not None]) == 2
    assert (his.overdue.total, [duty.case is None for duty in his.overdue.duties]) == (1, [False])
    assert sum(his.kinds.values()) == 1 and his.units == () and his.postings == ()
