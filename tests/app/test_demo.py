"""The demonstration on any day: every light, workbooks that lie there, two offices that agree in the end."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.actions.verify import verify
from app.demo import Demo, build_demo
from app.errors import NotAllowed
from app.exchange.receive import preview
from app.exchange.unlocking import unlocked
from app.ledger.statistics import statistics
from app.records.catalogue import CASE_LISTS, KINDS
from app.rules.status import Status
from app.store.office import Office
from tests.app.conftest import PLAYED, at

DAYS = (PLAYED, date(2026, 2, 24), date(2027, 1, 4))
"""A plain day, one after 春节, one in a year without a calendar."""
MORE_DAYS = (date(2025, 10, 10), date(2026, 1, 1), date(2026, 5, 3))
"""After 国庆, a holiday, a weekend in a week of make-up days."""


def contents(folder: Path, day: date) -> dict[str, Any]:
    """Everything an office holds of its cases, by record id, without what differs from play to play."""
    office = Office.open(folder, clock=at(day))
    kinds = ("registration", "handling", "supervision", *(each.kind for each in CASE_LISTS))
    try:
        return {
            record.id: (record.stored(), dict(record.version), record.voided, record.owner)
            for kind in kinds
            for record in office.find(KINDS[kind])
        }
    finally:
        office.close()


def lights_and_doubt(folder: Path, day: date) -> tuple[dict[str | None, int], str | None]:
    """How many cases of the township stand under each light, and whether its clock is doubted."""
    office = Office.open(folder, clock=at(day))
    found = {each.value: each.number for each in statistics(office.db, day).dimension("case.light").counts}
    doubt = office.clock_doubt()
    office.close()
    return found, doubt


ALL = {status.value for status in Status} - {Status.URGENT.value}


def test_every_light_occurs(demo: Demo) -> None:
    lights, doubt = lights_and_doubt(demo.township, DAYS[0])
    assert set(lights) == ALL and sum(lights.values()) >= 40 and doubt is None


@pytest.mark.parametrize(
    "day",
    [
        *(pytest.param(day, marks=pytest.mark.thorough) for day in DAYS[1:]),
        *(pytest.param(day, marks=pytest.mark.long) for day in MORE_DAYS),
    ],
)
def test_every_light_occurs_on_any_day(tmp_path: Path, day: date) -> None:
    lights, doubt = lights_and_doubt(build_demo(tmp_path / "d", at(day)).township, day)
    assert set(lights) == ALL and sum(lights.values()) >= 40 and doubt is None


def test_all_desks_hold_the_same_in_the_end(demo: Demo) -> None:
    township, county, second = (
        contents(folder, DAYS[0]) for folder in (demo.township, demo.county, demo.second)
    )
    assert len(township) > 200
    assert second == township
    assert {id: each for id, each in county.items() if id in township} == township
    assert {county[id][3] for id in county.keys() - township.keys()} == {"QH00", "BS02"}


@pytest.mark.thorough
@pytest.mark.usefixtures("encrypted")
def test_the_same_day_plays_the_same_demonstration(demo: Demo, tmp_path: Path) -> None:
    again = build_demo(tmp_path / "再来", at(DAYS[0]))
    assert again.log == demo.log

    def plain(folder: Path) -> list[str]:
        links = ("case", "allegation")
        return sorted(
            str({name: value for name, value in stored.items() if name not in links})
            for stored, *_ in contents(folder, DAYS[0]).values()
        )

    assert plain(again.township) == plain(demo.township)


def test_what_happened_names_every_step_of_the_main_job(demo: Demo) -> None:
    told = "\n".join(f"{line.what} {line.result}" for line in demo.log)
    for part in (
        "登记",
        "寄出",
        "收取",
        "交办",
        "签收",
        "丢了",
        "又送来一次",
        "撤销：收取",
        "督办",
        "留编号",
        "待裁定",
        "提更正建议",
        "已采纳",
        "未采纳",
        "手写",
    ):
        assert part in told, part
    assert [line.day for line in demo.log] == sorted(line.day for line in demo.log)


def test_every_file_that_is_named_lies_there_and_can_be_inspected(demo: Demo) -> None:
    named = {line.file for line in demo.log if line.file}
    assert named == {path.name for path in demo.workbooks.iterdir()} and len(named) >= 6
    for name in named:
        office = Office.open(demo.township if "云溪镇" in name else demo.county, clock=at(DAYS[0]))
        found = preview(office, demo.workbooks / name)
        assert found.header.cases > 0
        office.close()


def test_every_journal_holds(demo: Demo) -> None:
    for folder in (demo.township, demo.second, demo.county):
        office = Office.open(folder, clock=at(DAYS[0]))
        assert verify(office).ok
        office.close()


@pytest.mark.thorough
def test_nobody_who_reports_is_in_a_workbook_in_clear(demo: Demo) -> None:
    import io
    import zipfile

    for path in demo.workbooks.iterdir():
        office = Office.open(demo.township if "云溪镇" in path.name else demo.county, clock=at(DAYS[0]))
        opened = unlocked(office, path)
        office.close()
        assert opened.encrypted
        with zipfile.ZipFile(io.BytesIO(opened.data)) as book:
            text = b"".join(book.read(name) for name in book.namelist())
        assert "李长顺".encode() not in text and b"13800000101" not in text


def test_a_demonstration_is_not_played_over_another(demo: Demo) -> None:
    with pytest.raises(NotAllowed):
        build_demo(demo.township.parent, at(DAYS[0]))
