"""The directory of units: from the county down to the village, each code once."""

import pytest

from app.actions.units import add_unit, unit_by_code, unit_name, units
from app.errors import Conflict, Invalid
from app.store.office import Office


def test_an_office_knows_itself_and_the_one_above(office: Office) -> None:
    assert [(unit.code, unit.unit_kind, unit.above) for unit in units(office)] == [
        ("YX01", "township", "QH00"), ("QH00", "county", None),
    ]  # fmt: skip
    assert [unit_name(office, code) for code in ("YX01", "QH00", "ZZ")] == [
        "云溪镇纪委",
        "清河县纪委监委信访室",
        "ZZ",
    ]


def test_a_village_is_entered_under_its_township(office: Office) -> None:
    add_unit(office, code="YX0107", name="柳树村", unit_kind="village", above="YX01")
    found = unit_by_code(office, "YX0107")
    assert found is not None and (found.name, found.above) == ("柳树村", "YX01")
    assert unit_name(office, "YX0107") == "柳树村"


@pytest.mark.parametrize("code", ["YX01", "QH00", " QH00 "])
def test_a_code_names_one_unit(office: Office, code: str) -> None:
    with pytest.raises(Conflict, match="已经有单位在用"):
        add_unit(office, code=code, name="另一个", unit_kind="township")


@pytest.mark.parametrize("code", ["YX01/2", "YX 08", "YX08@1"])
def test_a_code_that_reads_as_two_things_is_refused(office: Office, code: str) -> None:
    with pytest.raises(Invalid, match="不用 / @ # 这类符号"):
        add_unit(office, code=code, name="柳树村", unit_kind="village")
    assert unit_by_code(office, code) is None


def test_a_unit_has_a_code_and_a_name(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        add_unit(office, code=" ", name="无代码", unit_kind="village")
    assert caught.value.field == "unit.code"
    with pytest.raises(Invalid) as caught:
        add_unit(office, code="YX0108", unit_kind="village")
    assert caught.value.field == "unit.name"
