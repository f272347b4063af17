"""Figures as cells: what a number opens, what moved against another period, what a share is of."""

from decimal import Decimal

from app.actions.families import judge
from app.ledger.figures import Ask, Count, During, Mean
from app.ledger.sheet_figures import Figures, needed, plain
from app.ledger.tally import Tally
from app.rules.stat_periods import Period, parse
from app.store.office import Office
from tests.app.store.offices import reported

WEEK = parse("2026-W10")
DAY = WEEK.first
IN = Ask((During("registration.received_on"),))
ITEMS, MATTERS = Count("收到", "件次", IN), Count("收到", "件", IN, matters=True)


def figures(office: Office, span: Period = WEEK) -> Figures:
    """Those of one week, of which the channel is read as well."""
    tally = Tally(office.db, office.today, {IN.query(span, office.today): ["registration.intake_channel"]})
    return Figures(office, tally, 2)


def three_of_two_matters(office: Office) -> None:
    main, again = (reported(office, received_on=DAY, intake_channel=way) for way in ("letter", "phone"))
    reported(office, received_on=DAY)
    judge(office, again, main)


def test_a_matter_counts_once_and_its_number_says_that_it_opens_folded(office: Office) -> None:
    three_of_two_matters(office)
    found = figures(office)
    (items,), (matters,) = found.whole(ITEMS, WEEK).numbers, found.whole(MATTERS, WEEK).numbers
    assert (items.value, items.matters, matters.value, matters.matters) == (3, False, 2, True)
    assert items.query == matters.query


def test_a_matter_that_came_two_ways_counts_under_both_and_once_in_all(office: Office) -> None:
    three_of_two_matters(office)
    found = figures(office).grouped(MATTERS, "registration.intake_channel", WEEK)
    assert {name: cell.value for name, cell in found.items()} == {"letter": 2, "phone": 1}


def test_what_moved_is_said_in_numbers_and_percent(office: Office) -> None:
    three_of_two_matters(office)
    now = figures(office).whole(ITEMS, WEEK)
    moved, percent = figures(office).against(ITEMS, now, now)
    assert (moved.text, percent.text) == ("0", "0.00%")
    nothing = figures(office).nothing(ITEMS, "registration.intake_channel", "online", WEEK)
    assert nothing.value == 0 and figures(office).part_of(ITEMS, nothing, WEEK).text == "0.00%"


def test_a_mean_reads_two_days_and_a_whole_number_has_no_decimals() -> None:
    assert needed(Mean("用时", IN, "registration.received_on", "handling.closed_on")) == [
        "registration.received_on",
        "handling.closed_on",
    ]
    assert plain(Decimal("3.0")) == 3 and str(plain(Decimal("3.5"))) == "3.5"
