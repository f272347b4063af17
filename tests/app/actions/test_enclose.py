"""Tests of who may enclose attachments in a posting; their way is tested in tests/app/exchange/test_parcel.py."""

from pathlib import Path

import pytest

from app.actions.attach import attach, file_of
from app.actions.enclose import chosen
from app.actions.units import unit_by_code
from app.errors import NotAllowed
from app.records.matters import Attachment
from tests.app.store.offices import Clock, new_township, reported


def test_who_may_not_see_attachments_encloses_none(tmp_path: Path) -> None:
    office = new_township(tmp_path / "town", Clock())
    attach(office, reported(office), file_of(office, b"\xff\xd8\xff\xe0" + bytes(99), "a.jpg"), "photo")
    (scan,) = office.find(Attachment)
    unit = unit_by_code(office, "QH00")
    assert unit is not None
    assert [each.id for each in chosen(office, unit, [scan.id])] == [scan.id]
    office.roles = frozenset({"auditor"})
    with pytest.raises(NotAllowed):
        chosen(office, unit, [scan.id])
    office.close()
