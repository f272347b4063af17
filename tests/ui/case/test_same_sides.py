"""The two sides of 同一件: blanks are filled unless somebody says otherwise, and another office's yes is told."""

from pytestqt.qtbot import QtBot

from app.actions.edit import edit_cases
from app.actions.same_case import look_at_same
from app.store.office import Office
from tests.ui.workplace import report
from ui.case.same_sides import SameSides


def test_what_is_ticked_is_what_the_dropped_one_gives(qtbot: QtBot, office: Office) -> None:
    first, second = report(office), report(office)
    edit_cases(
        office, [second], {"registration.incident_place": "柳树村", "registration.summary": "另一种说法"}
    )
    sides = SameSides(look_at_same(office, first, second))
    qtbot.addWidget(sides)
    assert sides.taken() == ["registration.incident_place"]
    sides.ticks["registration.summary"].setChecked(True)
    assert set(sides.taken()) == {"registration.incident_place", "registration.summary"}
    with qtbot.waitSignal(sides.confirmed):
        sides.go.click()
