"""The calendar that goes down: day by day where the year is known, whole where it is not."""

from typing import Any

import pytest

from app.errors import Invalid
from app.exchange.issued.calendar_days import CalendarDays
from app.exchange.issued.group import Standing
from app.store import shelf

GROUP = CalendarDays()


def standing(changes: list[list[str]], taken: dict[str, Any] | None = None) -> Standing:
    known = {**shelf.DEFAULTS, "calendar.changes": changes}
    return Standing(lambda key: known[key], taken=taken or {})


def test_a_make_up_day_is_one_item_with_old_and_new() -> None:
    sent = GROUP.content(standing([["2026-10-24", "makeup", "国庆节"]]))
    (item,) = GROUP.items(standing([]), sent)
    assert (item.label, item.old, item.new, item.since) == (
        "2026-10-24 星期六",
        "休息日",
        "工作日（国庆节）",
        "2026-10-24",
    )
    assert item.ticked and GROUP.settings(standing([]), [item]) == {
        "calendar.changes": [["2026-10-24", "makeup", "国庆节"]]
    }


def test_a_year_that_is_not_known_here_comes_whole_and_is_remembered_day_by_day() -> None:
    changes = [["2028-01-01", "holiday", "元旦"], ["2028-01-02", "makeup", "元旦"]]
    (item,) = GROUP.items(standing([]), GROUP.content(standing(changes)))
    assert (item.label, item.new) == ("2028年全年", "放假 1 天，调休上班 1 天")
    assert GROUP.settings(standing([]), [item]) == {"calendar.changes": changes}
    assert GROUP.values(item) == {"2028-01-01": ["holiday", "元旦"], "2028-01-02": ["makeup", "元旦"]}


def test_a_day_that_this_office_changed_itself_is_said_and_not_ticked() -> None:
    ours = [["2026-10-24", "makeup", "镇里"]]
    (item,) = GROUP.items(standing(ours), GROUP.content(standing([])))
    assert (item.old, item.new, item.own, item.ticked) == ("工作日（镇里）", "休息日", True, False)
    assert GROUP.settings(standing(ours), [item]) == {"calendar.changes": []}
    (item,) = GROUP.items(
        standing(ours, {"calendar/2026-10-24": ["makeup", "镇里"]}), GROUP.content(standing([]))
    )
    assert item.ticked


@pytest.mark.parametrize(
    "content",
    [
        None, [], {"2026": {}}, {"2026": []}, {"2027": [["2026-10-10", "makeup", "国庆节"]]},
        {"2026": [["2026-10-10", "makeup", "国庆节"], ["2026-10-10", "holiday", "国庆节"]]},
        {"2026": [["2026-10-10", "feast", "国庆节"]]}, {"2026": [["20261010", "makeup", "国庆节"]]}, {"2026": [7]},
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(content: Any) -> None:
    with pytest.raises(Invalid):
        GROUP.check(content)
