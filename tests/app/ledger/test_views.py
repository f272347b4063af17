"""Views are shipped or kept by a person; what is remembered survives a restart and a change of the program."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Invalid, NotAllowed
from app.ledger import views
from app.ledger.columns import columns
from app.ledger.query import Condition, Query, count, ids
from app.ledger.views import SHIPPED, View, describe
from app.schema.kinds import Choice
from app.store import preferences
from app.store.office import Office
from tests.bench.invented import TODAY, clock, township


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = township(tmp_path / "office")
    yield made
    made.close()


@pytest.mark.parametrize("view", SHIPPED, ids=lambda view: view.id)
def test_every_shipped_view_can_be_asked(full: Office, view: View) -> None:
    query = Query(TODAY, view.source, view.conditions, sort=view.sort)
    assert count(full.db, query) == len(ids(full.db, query))
    assert set(view.columns) <= set(columns(view.source))
    for condition in view.conditions:
        column = columns(view.source)[condition.column]
        known = (
            {code.id for code in column.kind.codes.codes}
            if isinstance(column.kind, Choice)
            else set(column.codes or condition.values)
        )
        assert set(condition.values) <= known
    assert all(3 <= view.width(name) <= 80 for name in view.columns)


def test_a_view_looks_as_it_was_left_after_a_restart(office: Office) -> None:
    changed = replace(SHIPPED[0], columns=("case.light", "registration.case_no"), widths={"case.light": 30},
                      sort=(("case.light", True),))  # fmt: skip
    views.remember(office.db, changed)
    views.open_view(office.db, SHIPPED[2])
    office.close()
    again = Office.open(office.folder, clock=clock)
    assert views.views(again.db)[0] == changed
    assert views.last_view(again.db).id == SHIPPED[2].id
    assert views.forget_look(again.db, changed) == SHIPPED[0]
    again.close()


def test_a_view_of_ones_own_keeps_its_filters_and_can_be_deleted(office: Office) -> None:
    conditions = (Condition("registration.received_on", ("month",), "period"),
                  Condition("handling.handler", ("王敏", None)))  # fmt: skip
    made = views.save_as(
        office.db, replace(SHIPPED[0], conditions=conditions, sort=(("case.due_on", True),)), " 我的 "
    )
    assert made.own
    assert made.name == "我的"
    assert views.views(office.db)[-1] == made
    views.delete(office.db, made)
    assert [view.id for view in views.views(office.db)] == [view.id for view in SHIPPED]


def test_a_name_must_be_there_and_free(office: Office) -> None:
    for name in ("", "  ", "全部案件", "很" * 21):
        with pytest.raises(Invalid):
            views.save_as(office.db, SHIPPED[0], name)
    with pytest.raises(NotAllowed):
        views.delete(office.db, SHIPPED[0])


def test_columns_that_this_version_does_not_know_are_left_out(office: Office) -> None:
    made = views.save_as(office.db, SHIPPED[0], "旧")
    said = preferences.get(office.db, "ledger.views")
    said[0]["columns"] = ["case.gone", "case.light"]
    said[0]["conditions"] = [["case.gone", ["x"], "in"]]
    said.append({**said[0], "id": "own.other", "source": "gone"})
    preferences.put(office.db, "ledger.views", said)
    looks = {
        made.id: {"columns": ["case.gone"], "widths": {"case.gone": 9, "case.light": 999}, "sort": [["x", 1]]}
    }
    preferences.put(office.db, "ledger.looks", looks)
    (found,) = [view for view in views.views(office.db) if view.own]
    assert found.columns == ("case.light",)
    assert found.conditions == ()
    assert found.sort == ()
    assert found.widths == {"case.light": 80}


def test_filters_are_said_in_words() -> None:
    def said(column: str, *values: "str | None", how: str = "in") -> str:
        return describe(columns("case"), Condition(column, values, how))

    assert said("registration.intake_channel", "visit", "letter") == "信访形式：来信、来访"
    assert said("registration.received_on", "month", how="period") == "收到日期：本月"
    assert said("registration.received_on", "2026-01-01", None, how="between") == "收到日期：2026-01-01 起"
    assert said("registration.received_on", None, "2026-01-01", how="between") == "收到日期：2026-01-01 止"
    assert said("registration.received_on", "2026-01-01", "2026-02-01", how="between") == (
        "收到日期：2026-01-01 至 2026-02-01"
    )
    assert said("registration.summary", "鱼塘", how="contains") == "问题摘要：含“鱼塘”"
    assert said("handling.handler", None) == "承办人：(空白)"
    assert said("handling.handler", "甲", "乙", "丙", "丁").endswith("等 4 项")
