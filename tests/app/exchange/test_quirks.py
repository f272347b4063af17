"""What Excel and WPS are known to do to a workbook they save, imitated: each file is built here from one of ours.

None of these files was saved by Excel or WPS itself. Each quirk is one rewriting of the parts of a posting, in which
one cell was typed over; reading it must find that cell and nothing else.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from app.exchange.preview import Preview
from app.exchange.receive import preview
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two
from tests.tiers import some

Rewrite = Callable[[str, str], str]
"""From a part's name and text to its new text."""
LEDGER = "xl/worksheets/sheet2.xml"


@pytest.fixture
def typed(town: Office, tmp_path: Path) -> Path:
    """Our own posting of two cases with one cell typed over: a text added to the shared ones, as Excel does."""
    two.report(town, 3, "低保评定不公")
    two.report(town, 4, "占用林地")
    sent = two.post(town, "QH00", tmp_path)
    table = shared(sent)

    def type_one(name: str, text: str) -> str:
        if name == "xl/sharedStrings.xml":
            return text.replace("</sst>", "<si><t>李登记</t></si></sst>")
        old, new = table.index("王敏"), len(table)
        return re.sub(rf'(r="[A-Z]+6"[^>]*><v>){old}<', rf"\g<1>{new}<", text) if name == LEDGER else text

    return rewritten(sent, type_one, "typed.xlsx")


def shared(path: Path) -> list[str]:
    """The texts that cells of a workbook share."""
    with zipfile.ZipFile(path) as package:
        return re.findall(r"<si><t[^>]*>([^<]*)</t></si>", package.read("xl/sharedStrings.xml").decode())


def rewritten(path: Path, rewrite: Rewrite, name: str = "quirk.xlsx") -> Path:
    """The file with every XML part rewritten."""
    target = path.with_name(name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith((".xml", ".rels")):
                data = rewrite(name, data.decode()).encode()
            out.writestr(name, data)
    return target


def assert_only_the_typed_cell(found: Preview) -> None:
    assert found.refusal is None
    assert [(each.label, each.base, each.typed, each.ticked) for each in found.hand_edits] == [
        ("登记人", "王敏", "李登记", True)
    ]


def sheets(change: Callable[[str], str]) -> Rewrite:
    return lambda name, text: change(text) if name.startswith("xl/worksheets/sheet") else text


def dimension_that_lies(text: str) -> str:
    """WPS and exporters write one that covers a single cell, or none."""
    return text.replace("<sheetData>", '<dimension ref="A1"/><sheetData>')


def attributes_dropped(text: str) -> str:
    """A file that went through a converter has lost its styles: days are bare numbers."""
    return re.sub(r'(<c r="[A-Z]+\d+") s="\d+"', r"\1", text)


QUIRKS: dict[str, Rewrite] = {
    "a dimension that lies": sheets(dimension_that_lies),
    "styles dropped": sheets(attributes_dropped),
    "absolute paths of the sheets": lambda name, text: (
        text.replace('Target="worksheets/', 'Target="/xl/worksheets/')
        if name.endswith("workbook.xml.rels")
        else text
    ),
    "custom properties of WPS": lambda name, text: (
        text.replace(
            "</Properties>",
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="90" name="KSOProductBuildVer">'
            '<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">2052-12.1.0.16120'
            "</vt:lpwstr></property></Properties>",
        )
        if name == "docProps/custom.xml"
        else text
    ),
    "phonetic hints beside shared texts": lambda name, text: (
        re.sub(r"</t></si>", '</t><rPh sb="0" eb="1"><t>てい</t></rPh><phoneticPr fontId="1"/></si>', text)
        if name == "xl/sharedStrings.xml"
        else text
    ),
    "shared texts as rich runs": lambda name, text: (
        re.sub(
            r"<si><t([^>]*)>([^<]{2,})</t></si>",
            lambda found: (
                f"<si><r><rPr><b/></rPr><t{found[1]}>{found[2][0]}</t></r>"
                f'<r><t xml:space="preserve">{found[2][1:]}</t></r></si>'
            ),
            text,
        )
        if name == "xl/sharedStrings.xml"
        else text
    ),
}


@pytest.mark.parametrize("quirk", some(QUIRKS, 3))
def test_a_known_quirk_makes_no_edit_and_hides_none(town: Office, typed: Path, quirk: str) -> None:
    assert_only_the_typed_cell(preview(town, rewritten(typed, QUIRKS[quirk])))


def test_texts_that_stand_in_their_cells(town: Office, typed: Path) -> None:
    table = shared(typed)

    def inline(text: str) -> str:
        return re.sub(
            r'<c r="([A-Z]+\d+)"([^>]*?) t="s"([^>]*)><v>(\d+)</v></c>',
            lambda cell: (
                f'<c r="{cell[1]}"{cell[2]} t="inlineStr"{cell[3]}>'
                f'<is><t xml:space="preserve">{table[int(cell[4])]}</t></is></c>'
            ),
            text,
        )

    assert_only_the_typed_cell(preview(town, rewritten(typed, sheets(inline))))


@pytest.mark.thorough
def test_days_counted_from_1904(town: Office, typed: Path) -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    found = preview(town, by_hand.edited(typed, typed.with_name("mac.xlsx"), count_from_1904))
    assert_only_the_typed_cell(found)
    bare = rewritten(typed.with_name("mac.xlsx"), sheets(attributes_dropped))
    assert_only_the_typed_cell(preview(town, bare))


@pytest.mark.thorough
def test_the_hidden_row_lost_as_wps_does_when_it_deletes_hidden_rows(town: Office, typed: Path) -> None:
    def lose(book: Workbook) -> None:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible" and sheet.row_dimensions[by_hand.IDS].hidden:
                sheet.delete_rows(by_hand.IDS)

    assert_only_the_typed_cell(preview(town, by_hand.edited(typed, typed.with_name("lost.xlsx"), lose)))


def test_a_formula_of_a_newer_program_is_read_as_the_value_it_last_had(town: Office, typed: Path) -> None:
    number = shared(typed).index("李登记")

    def formula(text: str) -> str:
        return re.sub(
            rf'<c r="([A-Z]+6)"([^>]*?) t="s"([^>]*)><v>{number}</v></c>',
            r'<c r="\1"\2 t="str"\3><f>_xlfn.CONCAT("李","登记")</f><v>李登记</v></c>',
            text,
        )

    path = rewritten(typed, sheets(formula))
    with zipfile.ZipFile(path) as package:
        assert b"_xlfn.CONCAT" in package.read(LEDGER)
    assert_only_the_typed_cell(preview(town, path))


@pytest.mark.thorough
def test_numbers_stored_as_text_and_texts_stored_as_numbers(town: Office, typed: Path) -> None:
    def mix(book: Workbook) -> None:
        by_hand.type_over(book, "台账", 7, "registration.county_ref_no", 20260017)
        by_hand.type_over(book, "台账", 7, "registration.received_on", "46083")

    found = preview(town, by_hand.edited(typed, typed.with_name("mixed.xlsx"), mix))
    assert {each.label: (each.typed, each.becomes.value) for each in found.hand_edits} == {
        "登记人": ("李登记", "edit"), "县编号": ("20260017", "edit"), "收到日期": ("46083", "unread"),
    }  # fmt: skip
