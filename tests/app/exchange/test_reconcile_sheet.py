"""对账 on paper and as a workbook: a line for each unit, the cases apart unit by unit."""

from pathlib import Path

from app.actions.units import unit_by_code
from app.exchange.list_book import list_book
from app.exchange.reconcile import reconcile
from app.exchange.reconcile_sheet import reconciled_sheet
from app.rules.status import Status
from app.store.office import Office
from tests.app.exchange import two_offices as two


def test_units_and_their_cases_stand_with_what_to_do(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    two.receive(county, two.post(town, "QH00", tmp_path))
    two.receive(town, two.post(county, "YX01", tmp_path))
    new = [two.report(town) for _ in range(3)]
    unit = unit_by_code(town, "QH00")
    assert unit is not None
    found = reconcile(town, unit)
    sheet = reconciled_sheet(town, [found])
    units, cases = sheet.tables
    assert units.lines[0].cells[1].status is Status.DUE_SOON and "有出入" in units.lines[0].cells[1].text
    assert [cell.value for cell in units.lines[0].cells[2:7]] == [4, found.ours, found.theirs, 3, 0]
    assert [line.case for line in cases.lines] == new and cases.lines[0].cells[2].text == "再寄一份"
    assert len(list_book(sheet)) > 4000
    assert "共 3 件" in reconciled_sheet(town, [found], most=2).tables[1].note


def test_a_unit_that_never_wrote_has_no_figures(town: Office) -> None:
    unit = unit_by_code(town, "QH00")
    assert unit is not None
    (table,) = reconciled_sheet(town, [reconcile(town, unit)]).tables
    assert [cell.text for cell in table.lines[0].cells[1:5]] == [
        f"{Status.OVERDUE.mark} 没来过",
        "0",
        "—",
        "—",
    ]
