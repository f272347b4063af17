"""Invented offices and reports, on a clock that only tests move."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.actions.create_office import NewOffice, create_office
from app.actions.register import Entry, register, registered_case
from app.store.office import Office


class Clock:
    """A clock that tests move."""

    def __init__(self, start: datetime = datetime(2026, 3, 9, 9)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def forward(self, days: int = 0, hours: int = 0) -> None:
        """Let time pass."""
        self.now += timedelta(days=days, hours=hours)


REPORT: dict[str, Any] = {
    "intake_channel": "letter",
    "intake_source": "self",
    "identity_status": "real_name",
    "category": "misconduct_report",
    "summary": "反映村里低保评定不公",
}
POINT: dict[str, Any] = {"respondent": "曾小明", "unit": "柳树村", "rank_class": "village_secretary"}
REPORTER: dict[str, Any] = {"name": "黎不传", "phone": "13900001111", "address": "柳树村七组密室"}
TOWNSHIP = NewOffice("YX01", "云溪镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏")
COUNTY = NewOffice("QH00", "清河县纪委监委信访室", "county", "清", person="周正")


def new_township(folder: Path, clock: Callable[[], datetime]) -> Office:
    """An empty township in a folder."""
    office = create_office(folder, TOWNSHIP, clock=clock)
    office.person = TOWNSHIP.person
    return office


def new_county(folder: Path, clock: Callable[[], datetime]) -> Office:
    """清河县纪委监委信访室, above the township, empty, in a folder."""
    office = create_office(folder, COUNTY, clock=clock)
    office.person = COUNTY.person
    return office


def reported(office: Office, reporter: dict[str, Any] | None = None, **values: Any) -> str:
    """Register an invented report; the id of its case."""
    said = {"received_on": office.today, **REPORT, **values}
    return registered_case(register(office, Entry(said, (POINT,), reporter or {})))


def everything(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those that only ever grow or belong to the screen."""
    grows = {"journal", "journal_content", "journal_record", "desk", "serial", "schema_migration"}
    return {
        name: sorted(map(tuple, office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall()), key=repr)
        for name in office.db.get_tables()
        if name not in grows
    }


def counts_of(office: Office) -> tuple[int, int]:
    """件 and 件次: how many matters there are, and how many reports of them."""
    sql = 'SELECT count(DISTINCT "family"), count(*) FROM "case_row" WHERE "voided" = 0'
    matters, reports = office.db.execute_sql(sql).fetchone()
    return matters, reports


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []
    office.db.connection().set_trace_callback(asked.append)
    yield asked
    office.db.connection().set_trace_callback(None)


__all__ = [
    "COUNTY", "POINT", "REPORT", "REPORTER", "TOWNSHIP", "Clock", "counted", "counts_of", "everything", "new_county",
    "new_township", "replace", "reported",
]  # fmt: skip
