"""Every kind of value has an editor, and every declared field gives back the value it was shown."""

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from app.records.catalogue import KINDS
from app.schema import kinds
from app.schema.field import Field, declared
from ui.form.make import FormContext, editor_for, row_for

FIELDS = [field for record in KINDS.values() for field in declared(record)]


def sample(kind: kinds.Kind) -> kinds.Value:
    """Some value of a kind."""
    match kind:
        case kinds.Choices():
            return tuple(code.id for code in kind.codes.offered[:2])
        case kinds.Choice():
            return kind.codes.offered[0].id
        case kinds.Day():
            return date(2026, 3, 5)
        case kinds.Count():
            return 3
        case kinds.Money():
            return Decimal("2.35")
        case kinds.Flag():
            return False
        case kinds.Phone():
            return "13800000000"
        case kinds.IdNumber():
            return "11010519491231002X"
        case _:
            return "云溪镇"


@pytest.mark.parametrize("record", sorted({field.record for field in FIELDS}))
def test_every_declared_field_has_an_editor_that_returns_what_it_is_given(
    qtbot: QtBot, record: str, context: FormContext
) -> None:
    for field in (each for each in FIELDS if each.record == record):
        row = row_for(field, context)
        qtbot.addWidget(row)
        assert row.value() is None, field.id
        row.set_value(sample(field.kind))
        assert row.value() == sample(field.kind), field.id
        row.set_value(None)
        assert row.value() is None, field.id


def test_a_kind_without_an_editor_is_our_bug(qtbot: QtBot, context: FormContext) -> None:
    class Smell(kinds.Text.__mro__[1]):  # type: ignore[misc,name-defined]
        def parse(self, text: str, today: date) -> kinds.Value:
            return text

    with pytest.raises(TypeError, match="Smell"):
        editor_for(Field(Smell(), "气味"), context)
