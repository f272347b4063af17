"""Units are said by name in a ledger."""

from app.actions.units import add_unit
from app.ledger.columns import CASE, DUTY_UNIT, columns
from app.ledger.query import Condition
from app.ledger.unit_words import with_unit_names
from app.ledger.views import describe
from app.store.office import Office


def test_a_filter_on_units_and_their_cells_say_names(office: Office) -> None:
    add_unit(office, code="QH07", name="柳树镇纪委", short="柳", unit_kind="township")
    known = with_unit_names(office, columns(CASE))

    said = describe(known, Condition(DUTY_UNIT, ("QH07", office.code)))

    assert said in (f"责任单位：柳树镇纪委、{office.name}", f"责任单位：{office.name}、柳树镇纪委")
    assert known[DUTY_UNIT].text("QH07") == known["case.owner"].text("QH07") == "柳树镇纪委"
    assert known[DUTY_UNIT].text("XX99") == "XX99", "an unknown one stays a code"


def test_a_list_without_units_stays_as_it_is(office: Office) -> None:
    assert with_unit_names(office, columns("visit")) == columns("visit")
