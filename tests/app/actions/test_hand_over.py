"""A case is handled by whoever signed for it, from the day of the signature; who refuses it does not handle it (M27)."""

from datetime import timedelta

from app.ledger.today import look
from app.records.movements import Receipt
from app.rules.stage import Stage
from app.store.office import Office
from tests.app.store.offices import Clock
from tests.journeys.telling import act, due, handled, told


def handed(office: Office) -> str:
    """A case that was laid before somebody who has not signed yet."""
    case = told(office)
    act(office, case, "accept")
    found = act(office, case, "hand_over", handling__handler="李岚", receipt__signed_on=None)
    assert found.stage is Stage.ACCEPTED and due(office, case, "T06") == []
    assert [duty.what for duty in look(office, "").waiting.duties] == ["已交给李岚，等签收"]
    assert [each.is_open for each in due(office, case, "H01")] == [True]
    return case


def test_the_handling_begins_when_the_taker_signs(office: Office) -> None:
    case = handed(office)
    clock: Clock = office._clock  # type: ignore[assignment]
    clock.forward(days=1)
    found = act(office, case, "sign_item")
    assert found.stage is Stage.ASSIGNED and found.handling is not None
    assert (found.handling.handler, found.handling.received_on) == ("李岚", office.today)
    assert [each.handed_on for each in found.of(Receipt)] == [office.today - timedelta(days=1)]
    assert len(due(office, case, "T06")) == 1 and look(office, "").waiting.total == 0


def test_who_refuses_it_does_not_handle_it_and_another_may(office: Office) -> None:
    case = handed(office)
    found = act(office, case, "sign_item", receipt__outcome="refused", receipt__refusal="缺第 3 页")
    assert found.stage is Stage.ACCEPTED and found.handling is not None and found.handling.handler is None
    found = act(office, case, "hand_over", handling__handler="周晓燕")
    assert found.stage is Stage.ASSIGNED and len(found.handlings) == 1
    assert [each.outcome for each in found.of(Receipt)] == ["refused", "accepted"]


def test_a_change_of_hands_on_the_way_keeps_the_day_on_which_the_handling_began(office: Office) -> None:
    case = handled(office)
    found = act(office, case, "hand_over", handling__handler="周晓燕", receipt__signed_on=None)
    assert found.stage is Stage.ASSIGNED and found.handling is not None
    assert found.handling.received_on == office.today
