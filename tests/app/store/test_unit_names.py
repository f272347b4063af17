"""Sentences name units, not codes."""

import pytest

from app.actions.units import add_unit
from app.errors import NotAllowed
from app.records.registration import Registration
from app.records.version import encode
from app.store import rows
from app.store.office import Office
from app.store.unit_names import unit_name
from tests.app.store.offices import reported


def test_a_unit_is_called_by_its_name_and_an_unknown_one_by_its_code(office: Office) -> None:
    add_unit(office, code="YX02", name="石桥镇纪委", unit_kind="township")
    assert unit_name(office.db, "YX02") == "石桥镇纪委"
    assert unit_name(office.db, "XX99") == "XX99"


def test_who_may_change_a_record_is_said_by_name(office: Office) -> None:
    add_unit(office, code="YX02", name="石桥镇纪委", unit_kind="township")
    (row,) = rows.fetch(office.db, "registration", "id", [reported(office)])
    theirs = {**row, "id": "a" * 8, "owner": "YX02", "version": encode({"YX02/A": 1})}
    with office.writing("收取", action="take") as write:
        write.put("registration", theirs)
    with (
        pytest.raises(NotAllowed, match="由石桥镇纪委填写，本单位不能改"),
        office.writing("修改", action="edit") as write,
    ):
        write.edit(office.get(Registration, "a" * 8), summary="改")
