"""How many sides a list takes on paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.sheet import Cell, Line, MeetingSheet, Table
from app.rules.stat_periods import parse
from app.store.office import Office
from tests.app.store.offices import new_county
from tests.ui.workplace import Clock
from ui.ledger.paper import to_pdf
from ui.statistics import paper
from ui.statistics.paper import print_list

OVERDUE = 20


@pytest.fixture
def county(tmp_path: Path, qapp: object) -> Iterator[Office]:
    office = new_county(tmp_path / "county", Clock())
    yield office
    office.close()


def with_rows(sheet: MeetingSheet, units: int) -> MeetingSheet:
    """The week's page of a county of so many units that has more overdue cases than it lists."""
    by_unit, lights, whole, late = sheet.tables
    return replace(
        sheet, tables=(grown(by_unit, units + 1), grown(lights, units + 1), whole, grown(late, OVERDUE))
    )


def grown(table: Table, rows: int) -> Table:
    line = Line(tuple(Cell("128" if head.figures else "云溪镇纪委") for head in table.heads))
    return replace(table, lines=(line,) * rows)


@pytest.mark.parametrize(("units", "sides"), [(3, 1), (8, 1), (28, 2)])
def test_the_page_of_the_week_is_one_leaf_of_paper(
    county: Office, tmp_path: Path, units: int, sides: int
) -> None:
    sheet = with_rows(meeting_sheet(county, "page", parse("2026-W10")), units)
    assert print_list(to_pdf(tmp_path / "页.pdf"), sheet, county.measure.preset) == sides


def test_a_list_shrinks_a_little_where_that_saves_a_side(
    county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = meeting_sheet(county, "weekly", parse("2026-W10"))

    def rows_on_one_side() -> int:
        """As many as there is room for, with the remarks and the signatures."""
        return max(rows for rows in range(15, 35) if sides(rows) == 1)

    def sides(rows: int) -> int:
        long = replace(sheet, tables=(grown(sheet.tables[0], rows),))
        return print_list(to_pdf(tmp_path / "表.pdf"), long, county.measure.preset)

    shrunk = rows_on_one_side()
    monkeypatch.setattr(paper, "_SIZES", ((1.0, 1.0),))
    assert rows_on_one_side() < shrunk
