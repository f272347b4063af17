"""Ways into the ledger from other pages: the view and the filters that show exactly what was counted there."""

from dataclasses import replace

from app.ledger.columns import DUTY_UNIT
from app.ledger.query import Condition, Query
from app.ledger.sheet import Number
from app.ledger.views import SHIPPED, View, view_of
from app.records.oversight import Order
from app.store.office import Office
from ui.ledger.standing import Standing


def late_at(code: str) -> tuple[View, Standing]:
    """The cases in which a unit is late: the shipped view, and how it stands."""
    late = next(view for view in SHIPPED if view.id == "overdue")
    return late, Standing.of(late).with_condition(DUTY_UNIT, Condition(DUTY_UNIT, (code,)))


def rows_of(number: Number, name: str) -> View:
    """Exactly the rows of a number of a list."""
    return replace(view_of(number.query, name), folded=number.matters)


def letter_of(office: Office, letter: Order) -> View:
    """The orders with this circular or warning letter."""
    asked = Query(office.today, "order", (Condition("order.order_no", (letter.order_no,)),))
    return view_of(asked, str(letter.order_no))
