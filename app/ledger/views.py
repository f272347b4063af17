"""Views of a ledger: which source, which columns in which order and width, sorted how, filtered by what.

Some are shipped; a person may keep more. What is remembered of a shipped view is only how it looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from peewee import Database

from app.errors import Invalid, NotAllowed
from app.ledger.columns import CASE, Column, columns, has_codes
from app.ledger.periods import PERIODS
from app.ledger.query import Condition, Query
from app.ledger.sweep import SWEEP
from app.records.catalogue import KINDS
from app.rules.stage import IN_WORK
from app.schema.codes import code_list
from app.store import preferences

_KEPT, _LOOKS, _LAST = "ledger.views", "ledger.looks", "ledger.last_view"
_OWN = "own."
LEAST, MOST = 3, 80
"""Width of a column in characters."""
WIDEST = 26
"""How wide a column is at most until somebody widens it."""

CASE_COLUMNS = (
    "registration.case_no", "case.light", "registration.received_on", "case.respondents",
    "registration.intake_channel", "registration.summary", "case.stage", "handling.handler", "case.due_on",
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """One view. `widths` (in characters) hold only columns that were made wider or narrower."""

    id: str
    name: str
    source: str = CASE
    columns: tuple[str, ...] = CASE_COLUMNS
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: tuple[tuple[str, bool], ...] = ()
    conditions: tuple[Condition, ...] = ()
    folded: bool = True
    """Whether each matter is one line, its repeats folded away."""

    @property
    def own(self) -> bool:
        """Whether a person made it and may delete it."""
        return self.id.startswith(_OWN)

    def width(self, name: str) -> int:
        """Width of a column in characters; a long text begins narrower than in a workbook."""
        return self.widths.get(name) or min(WIDEST, columns(self.source)[name].field.width)


def _is(column: str, *values: str) -> tuple[Condition, ...]:
    return (Condition(column, values),)


_SHIPPED_SOURCES = (
    "visit", "allegation", "finding", "receipt", "transfer", "order", "review", "upreport", "feedback", "followup",
    "clarification", "lookback", "protection", "reward", "periodic", "meeting", "step", "attachment", "escalation",
    "unit", "staff",
)  # fmt: skip
_CLASSES = {"routine": "及时办", "priority": "重点办", "immediate": "马上办"}
_ARCHIVED = ("closed", "reported", "fed_back", "archived")
"""Stages of what is archived and of what waits to be (M48)."""
_NAMES = {"visit": "接访"}

SHIPPED: tuple[View, ...] = (
    View("all", "全部案件"),
    View("open", "在办", conditions=_is("case.stage", *(stage.value for stage in IN_WORK)), sort=(("case.due_on", False),)),
    View("overdue", "已逾期", conditions=_is("case.light", "overdue"), sort=(("case.due_on", False),)),
    View("this_month", "本月收到", conditions=(Condition("registration.received_on", ("month",), "period"),),
         sort=(("registration.received_on", True),)),
    View("from_above", "上级交办", conditions=_is("registration.intake_source", "forwarded_above", "assigned_above"),
         columns=(*CASE_COLUMNS[:5], "registration.county_ref_no", *CASE_COLUMNS[5:])),
    View("real_name", "实名", conditions=_is("registration.identity_status", "real_name"),
         columns=(*CASE_COLUMNS[:8], "registration.acceptance_told_on", "handling.fed_back_on", "case.due_on")),
    *(
        View(f"class_{code}", name, conditions=_is("registration.handling_class", code), sort=(("case.due_on", False),))
        for code, name in _CLASSES.items()
    ),
    View("major", "重大信访", conditions=_is("case.flags", "major"),
         columns=(*CASE_COLUMNS[:2], "case.flags", *CASE_COLUMNS[2:])),
    View("backlog", "积案", conditions=_is("case.flags", "backlog", "written_off"), columns=(
        *CASE_COLUMNS[:2], "case.flags", "registration.received_on", "registration.listed_on",
        "registration.written_off_on", "registration.write_off_ground", *CASE_COLUMNS[3:4], *CASE_COLUMNS[5:8],
    ), sort=(("registration.listed_on", False),)),
    View("sweep", "大起底", conditions=_is(SWEEP, *code_list("sweep").by_id), columns=(
        *CASE_COLUMNS[:2], SWEEP, *CASE_COLUMNS[2:4], *CASE_COLUMNS[5:8], "registration.written_off_on",
    ), sort=(("registration.received_on", False),)),
    View("archive", "归档", conditions=_is("case.stage", *_ARCHIVED), columns=(
        *CASE_COLUMNS[:2], "case.stage", "case.respondents", "handling.closed_on", "handling.fed_back_on",
        "handling.no_feedback_reason", "handling.archived_on", "handling.archive_no", "handling.retention_period",
    ), sort=(("handling.closed_on", True),)),
    View("zone", "片区协作", conditions=(Condition("handling.zone", ("", None), "between"),),
         columns=(*CASE_COLUMNS[:2], "handling.zone", "handling.unit", "handling.assisting", *CASE_COLUMNS[3:]),
         sort=(("handling.zone", False),)),
    *(
        View(kind, _NAMES.get(kind, KINDS[kind].label), kind,
             tuple(columns(kind))[:8] if kind != "escalation" else tuple(columns(kind)))
        for kind in _SHIPPED_SOURCES
    ),
)  # fmt: skip
"""The views that come with the program."""


def views(db: Database) -> list[View]:
    """Every view, the shipped ones first, each as it was last arranged."""
    looks = preferences.get(db, _LOOKS, {})
    kept = [_view(said) for said in preferences.get(db, _KEPT, [])]
    return [_dressed(view, looks.get(view.id)) for view in (*SHIPPED, *(each for each in kept if each))]


def last_view(db: Database) -> View:
    """The view that was open last, else the first."""
    known = views(db)
    wanted = preferences.get(db, _LAST)
    return next((view for view in known if view.id == wanted), known[0])


def open_view(db: Database, view: View) -> None:
    """Remember that this view is open now."""
    preferences.put(db, _LAST, view.id)


def remember(db: Database, view: View) -> None:
    """Keep how a view looks now: columns, widths and sort. Its filters stay what they were."""
    looks = preferences.get(db, _LOOKS, {})
    looks[view.id] = {
        "columns": list(view.columns), "widths": dict(view.widths), "sort": [list(each) for each in view.sort],
        "folded": view.folded,
    }  # fmt: skip
    preferences.put(db, _LOOKS, looks)


def view_of(query: Query, name: str) -> View:
    """A passing view of the rows of one question; what it asks of stands among its columns. It is not kept."""
    known = columns(query.source)
    usual = CASE_COLUMNS if query.source == CASE else tuple(known)[:8]
    asked = (each.column for each in query.conditions if each.column in known)
    shown = tuple(dict.fromkeys([*usual, *asked]))
    return View("list", name, query.source, shown, sort=query.sort, conditions=query.conditions)


def forget_look(db: Database, view: View) -> View:
    """Give a view back the look it came with."""
    looks = preferences.get(db, _LOOKS, {})
    looks.pop(view.id, None)
    preferences.put(db, _LOOKS, looks)
    return next(each for each in views(db) if each.id == view.id)


def save_as(db: Database, view: View, name: str) -> View:
    """Keep the view, filters and all, under a new name. Raises Invalid for a blank name or one that is taken."""
    wanted = name.strip()
    if not wanted or len(wanted) > 20:
        raise Invalid("请给视图起一个 20 字以内的名字。")
    if any(each.name == wanted for each in views(db)):
        raise Invalid(f"已经有名为“{wanted}”的视图，请换一个名字。")
    made = replace(view, id=f"{_OWN}{wanted}", name=wanted)
    preferences.put(db, _KEPT, [*preferences.get(db, _KEPT, []), _said(made)])
    remember(db, made)
    return made


def delete(db: Database, view: View) -> None:
    """Delete a view that a person made. Raises NotAllowed for a shipped one."""
    if not view.own:
        raise NotAllowed("程序自带的视图不能删除。")
    forget = [said for said in preferences.get(db, _KEPT, []) if said.get("id") != view.id]
    preferences.put(db, _KEPT, forget)
    looks = preferences.get(db, _LOOKS, {})
    looks.pop(view.id, None)
    preferences.put(db, _LOOKS, looks)


def _said(view: View) -> dict[str, Any]:
    return {
        "id": view.id, "name": view.name, "source": view.source, "columns": list(view.columns),
        "conditions": [[each.column, list(each.values), each.how] for each in view.conditions],
    }  # fmt: skip


def _view(said: Mapping[str, Any]) -> View | None:
    """A kept view; None when this version does not know its source, its columns less those it does not know."""
    if said.get("source") not in (CASE, *KINDS):
        return None
    source = str(said["source"])
    known = columns(source)
    conditions = tuple(
        Condition(name, tuple(values), how) for name, values, how in said["conditions"] if name in known
    )
    picked = tuple(name for name in said["columns"] if name in known) or tuple(known)[:8]
    return View(str(said["id"]), str(said["name"]), source, picked, conditions=conditions)


def _dressed(view: View, look: Mapping[str, Any] | None) -> View:
    if not look:
        return view
    known = columns(view.source)
    picked = tuple(name for name in look["columns"] if name in known) or view.columns
    widths = {
        name: max(LEAST, min(MOST, int(width))) for name, width in look["widths"].items() if name in known
    }
    sort = tuple((name, bool(descending)) for name, descending in look["sort"] if name in known)
    return replace(view, columns=picked, widths=widths, sort=sort, folded=bool(look.get("folded", True)))


def describe(known: Mapping[str, Column], condition: Condition) -> str:
    """A filter in words: 信访形式：来信、来访. `known` are the columns of its source."""
    wanted = known[condition.column]
    if condition.how == "period":
        said = PERIODS[str(condition.values[0])]
    elif condition.how == "between":
        low, high = (str(each) if each is not None else "" for each in condition.values)
        said = f"{low} 至 {high}" if low and high else (f"{low} 起" if low else f"{high} 止")
    elif condition.how == "not_by":
        said = f"到 {condition.values[0]} 还没有"
    elif condition.how == "stood":
        day, *lights = condition.values
        said = f"{day} 那天是{'、'.join(map(wanted.text, lights))}"
    elif condition.how == "contains":
        said = f"含“{condition.values[0]}”"
    else:
        order = {code: rank for rank, code in enumerate(wanted.codes)} if has_codes(wanted) else {}
        given = sorted(condition.values, key=lambda each: (order.get(str(each), 0), str(each)))
        texts = [wanted.text(each) if each is not None else "(空白)" for each in given]
        said = "、".join(texts) if len(texts) <= 3 else f"{'、'.join(texts[:3])} 等 {len(texts)} 项"
    return f"{wanted.label}：{said}"
