"""An office without Huiyin is marked so; the workbook for it says how to fill it in, white where it writes."""

from pathlib import Path

import openpyxl

from app.actions.units import add_unit, mark_without
from app.exchange.read_xlsx import read_book
from app.exchange.trust import is_without
from app.exchange.visible import EXPLAINED
from app.records.version import office_of
from app.store.office import Office
from app.store.stamp import trust_desk
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two

GREY = "FFF2F2F2"


def test_only_a_marked_office_is_without(county: Office) -> None:
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township")
    assert not is_without(county, "SM02") and not is_without(county, "QH00") and not is_without(county, "XX")
    mark_without(county, "SM02", True)
    assert is_without(county, "SM02")
    assert mark_without(county, "SM02", True) is None
    mark_without(county, "SM02", False)
    assert not is_without(county, "SM02")


def test_the_virtual_desk_belongs_to_the_office_and_names_the_desk_that_wrote() -> None:
    assert trust_desk("SM02", "QH00/7K2M") == "SM02/0@QH00.7K2M"
    assert office_of(trust_desk("SM02", "QH00/7K2M")) == "SM02"


def test_the_workbook_for_such_an_office_says_how_to_fill_it_in(county: Office, tmp_path: Path) -> None:
    add_unit(county, code="SM02", name="石门镇纪委", unit_kind="township", uses_huiyin=False)
    case = two.report(county)
    two.act(county, "assign", case, supervision__handling_unit="石门镇纪委")
    path = two.post(county, "SM02", tmp_path)
    words = " ".join(str(cell) for row in read_book(path).sheets[EXPLAINED] for cell in row if cell)
    assert "贵单位不用装程序" in words and "新收的来件" in words and "回音码”空着" in words
    sheet = openpyxl.load_workbook(path)["台账"]
    fills = {
        name: str(sheet.cell(6, by_hand.column(sheet, name)).fill.fgColor.rgb)
        for name in ("handling.handler", "case.light", "mark")
    }
    assert fills["handling.handler"] != GREY and fills["mark"] == GREY
    messages = {str(each.sqref).split(":")[0].rstrip("0123456789"): each.prompt or "" for each in
                sheet.data_validations.dataValidation}  # fmt: skip
    grey = sheet.cell(1, by_hand.column(sheet, "supervision.requirement")).column_letter
    assert "本栏由对方填写" in messages[grey]


def test_a_workbook_for_an_office_with_huiyin_says_how_to_take_it(town: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    words = " ".join(str(cell) for row in read_book(path).sheets[EXPLAINED] for cell in row if cell)
    assert "拖进去" in words and "贵单位不用装程序" not in words
