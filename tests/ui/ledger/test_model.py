"""The table's model: any Qt view may use it, and it holds no more rows than are looked at."""

from array import array

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.actions.edit import NOT_BEGUN
from app.ledger.columns import CASE, columns
from app.ledger.query import Query, ids
from app.ledger.views import SHIPPED
from app.records.catalogue import KINDS
from app.store.office import Office
from tests.bench.invented import TODAY
from ui.ledger.model import PAGES, LedgerModel
from ui.parts.light import LIGHT_ROLE, LightCell


@pytest.mark.parametrize("source", [CASE, "allegation", "step", "unit", "staff", "visit", "reporter"])
def test_it_is_a_model_for_every_source(
    office: Office, qtmodeltester: ModelTester, source: str, qapp: object
) -> None:
    model = LedgerModel(office)
    model.show(source, tuple(columns(source)), ids(office.db, Query(TODAY, source)), TODAY)
    qtmodeltester.check(model)


def test_every_cell_of_every_shipped_view_is_text(office: Office, qapp: object) -> None:
    for view in SHIPPED:
        model = LedgerModel(office)
        model.show(view.source, view.columns, ids(office.db, Query(TODAY, view.source)), TODAY)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                assert isinstance(model.data(model.index(row, column)), str)


def test_a_light_says_mark_word_and_days(office: Office, qapp: object) -> None:
    model = LedgerModel(office)
    model.show(CASE, ("case.light", "case.due_on"), ids(office.db, Query(TODAY)), TODAY)
    for row in range(model.rowCount()):
        cell = model.data(model.index(row, 0), LIGHT_ROLE)
        assert isinstance(cell, LightCell)
        assert model.data(model.index(row, 0)) == f"{cell.light.glyph} {cell.text}"
        assert (cell.light.status == "overdue") == ("逾期" in cell.text)
        assert model.data(model.index(row, 1), LIGHT_ROLE) is None


def test_only_the_pages_looked_at_are_held(office: Office, qapp: object) -> None:
    model = LedgerModel(office)
    some = ids(office.db, Query(TODAY))
    model.show(CASE, ("registration.case_no",), array("q", list(some) * 400), TODAY)
    assert model.held == 0
    for row in range(0, model.rowCount(), 150):
        model.text(row, 0)
    assert model.held == PAGES


def test_a_cell_is_locked_when_derived_or_another_offices(office: Office, qapp: object) -> None:
    model = LedgerModel(office)
    names = ("registration.case_no", "registration.summary", "handling.handler", "supervision.letter_no",
             "allegation.position")  # fmt: skip
    model.show(CASE, names, ids(office.db, Query(TODAY)), TODAY)
    assert "由程序维护" in str(model.locked(0, 0))
    assert all(model.locked(row, column) is None for row in range(model.rowCount()) for column in range(1, 5))
    assert model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    for row in range(model.rowCount()):
        model.row(row).beside["row.registration"] = "QH00"
    assert "由清河县纪委监委信访室填写" in str(model.locked(0, 1))
    assert not model.ours(0)
    without = [row for row in range(model.rowCount()) if model.row(row).beside["row.handling"] is None]
    assert without
    assert all(model.locked(row, 2) == NOT_BEGUN and model.is_shut(row, 2) for row in without)
    assert all(model.locked(row, 3) is None for row in without)


def test_a_row_that_went_away_shows_nothing(office: Office, qapp: object) -> None:
    model = LedgerModel(office)
    model.show(CASE, ("registration.case_no", "case.light"), array("q", [10**9]), TODAY)
    assert model.text(0, 0) == ""
    assert model.light_cell(0).light.status == "none"


def test_nothing_sensitive_has_a_column(office: Office) -> None:
    for kind, record in KINDS.items():
        assert not {each.id for each in record.columns() if each.sensitive} & set(columns(kind))
