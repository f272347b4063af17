"""The stub of a matter for the level above: only what it may hold, never taken back."""

from datetime import date

import pytest

from app.actions.escalate import hand_up_stub, register_stub
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.records.matters import Escalation
from app.store import journal
from app.store.office import Office


def test_a_stub_has_a_number_and_is_handed_up(office: Office) -> None:
    register_stub(office, date(2026, 3, 6), "letter")
    (stub,) = office.find(Escalation)
    assert (stub.stub_no, stub.received_on, stub.channel, stub.handed_on) == (
        "云报〔2026〕1号", date(2026, 3, 6), "letter", None,
    )  # fmt: skip
    hand_up_stub(office, stub, "清河县纪委监委", office.today, "签收 3 号")
    (stub,) = office.find(Escalation)
    assert (stub.handed_to, stub.handed_on, stub.receipt_no) == ("清河县纪委监委", office.today, "签收 3 号")


def test_a_stub_is_not_taken_back(office: Office) -> None:
    register_stub(office, office.today, "letter")
    with pytest.raises(NotAllowed, match="没有可以撤销"):
        undo(office)
    assert len(office.find(Escalation, voided=False)) == 1


def test_a_stub_is_no_case_and_is_not_searched(office: Office) -> None:
    register_stub(office, office.today, "letter", handed_to="市里")
    for table in ("case_row", "case_text", "registration"):
        assert office.db.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone() == (0,)
    assert journal.lines(office.db)[0].label == "登记报上级件 云报〔2026〕1号"


def test_a_stub_needs_its_day_and_a_known_channel(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        register_stub(office, office.today, "pigeon")
    assert caught.value.field == "escalation.channel"
    assert office.find(Escalation) == []
