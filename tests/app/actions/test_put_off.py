"""缓办: a line of 今日 rests until a day with a reason; it is journalled, taken back, and never hides what is overdue."""

from datetime import date, timedelta

import pytest

from app.actions.escalate import register_stub
from app.actions.put_off import put_off, take_up
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.ledger.duties import Duty
from app.ledger.today import PUT_OFF, Today, look, to_do
from app.store import journal
from app.store.office import Office
from tests.app.store.offices import Clock, reported

LATE, NEAR = date(2026, 2, 2), date(2026, 2, 11)
"""Days of receipt whose limit is past, and near, on 9 March 2026."""


def seen(office: Office, rule: str | None = None) -> Today:
    return look(office, "entry/", rule)


def titles(duties: tuple[Duty, ...]) -> list[str]:
    return [duty.title for duty in duties]


def test_a_line_rests_until_its_day_and_is_back_on_that_day(office: Office, clock: Clock) -> None:
    reported(office, received_on=NEAR)
    (line,) = seen(office).soon.duties
    assert to_do(office) == 1
    change = put_off(office, line, office.today + timedelta(days=1), "当事人住院")
    assert change.label.startswith("缓办 云信〔2026〕1号“") and change.action == "put_off"
    found = seen(office)
    assert (found.soon.duties, found.soon.total, found.put_off, found.kinds) == ((), 0, 1, {})
    assert to_do(office) == 0
    (resting,) = seen(office, PUT_OFF).soon.duties
    assert resting.put_off is not None and resting.put_off.reason == "当事人住院"
    assert resting.put_off.person == office.person
    clock.forward(days=1)
    assert titles(seen(office).soon.duties + seen(office).overdue.duties) == ["云信〔2026〕1号"]
    assert seen(office).put_off == 0


def test_what_is_overdue_stays_among_the_overdue_with_its_mark(office: Office) -> None:
    reported(office, received_on=LATE)
    (line,) = seen(office).overdue.duties
    put_off(office, line, office.today + timedelta(days=30), "等县里意见")
    found = seen(office)
    (still,) = found.overdue.duties
    assert found.overdue.total == 1 and still.put_off is not None
    assert to_do(office) == 1, "the badge still counts it"


def test_a_limit_that_passes_meanwhile_brings_the_line_back(office: Office, clock: Clock) -> None:
    reported(office, received_on=NEAR)
    (line,) = seen(office).soon.duties
    assert line.due_on is not None
    put_off(office, line, line.due_on + timedelta(days=20), "当事人外出")
    clock.forward(days=(line.due_on - office.today).days + 1)
    (late,) = seen(office).overdue.duties
    assert late.put_off is not None and late.put_off.until > office.today


def test_putting_off_is_undone_like_any_other_step(office: Office) -> None:
    reported(office, received_on=NEAR)
    (line,) = seen(office).soon.duties
    put_off(office, line, date(2026, 3, 20), "当事人住院")
    undo(office)
    assert titles(seen(office).soon.duties) == ["云信〔2026〕1号"]
    assert journal.head(office.db)[0] > 0


def test_a_line_is_taken_up_again(office: Office) -> None:
    reported(office, received_on=NEAR)
    (line,) = seen(office).soon.duties
    with pytest.raises(NotAllowed, match="这一行没有缓办"):
        take_up(office, line)
    put_off(office, line, date(2026, 3, 20), "当事人住院")
    (resting,) = seen(office, PUT_OFF).soon.duties
    assert take_up(office, resting).label == f"不再缓办 云信〔2026〕1号“{line.what}”"
    assert seen(office).put_off == 0 and seen(office).soon.total == 1


def test_a_stub_and_what_waits_for_others_can_be_put_off(office: Office) -> None:
    register_stub(office, office.today, "letter", handed_to="县里", handed_on=office.today)
    register_stub(office, office.today, "letter")
    found = seen(office)
    for line in (*found.waiting.duties, *found.overdue.duties, *found.soon.duties):
        put_off(office, line, date(2026, 3, 12), "县里放假")
    after = seen(office)
    assert after.waiting.total == 0 and after.put_off == len(seen(office, PUT_OFF).waiting.duties) + len(
        seen(office, PUT_OFF).soon.duties
    )
    assert titles(seen(office, PUT_OFF).waiting.duties) == ["云报〔2026〕1号"]


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (date(2026, 3, 9), "等", "put_off.until"), (date(2026, 3, 1), "等", "put_off.until"),
        (date(2026, 9, 1), "等", "put_off.until"), (date(2026, 3, 12), " \n", "put_off.reason"),
        (date(2026, 3, 12), "等" * 201, "put_off.reason"),
    ],
)  # fmt: skip
def test_a_day_that_is_no_later_day_and_a_missing_reason_are_refused(
    office: Office, until: date, reason: str, field: str
) -> None:
    reported(office, received_on=NEAR)
    (line,) = seen(office).soon.duties
    with pytest.raises(Invalid) as refused:
        put_off(office, line, until, reason)
    assert refused.value.field == field
    assert seen(office).put_off == 0


def test_nobody_puts_off_the_case_that_names_him(office: Office) -> None:
    reported(office, received_on=NEAR)
    (line,) = seen(office).soon.duties
    office.person, office.roles = "曾小明", frozenset({"clerk"})
    with pytest.raises(NotAllowed, match="回避"):
        put_off(office, line, date(2026, 3, 12), "等")


def test_what_is_put_off_takes_as_many_queries_as_what_is_not(office: Office) -> None:
    from tests.app.store.offices import counted

    for _ in range(4):
        reported(office, received_on=NEAR)
    first, *others = seen(office).soon.duties
    put_off(office, first, date(2026, 3, 12), "等")
    with counted(office) as one:
        seen(office)
    for line in others[:2]:
        put_off(office, line, date(2026, 3, 12), "等")
    with counted(office) as three:
        seen(office)
    assert len(three) == len(one)
