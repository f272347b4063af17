"""A posting that has lost its hidden sheet is found again by its number, and what was typed into it is still read."""

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from app.actions.take import take
from app.errors import Unavailable
from app.exchange.kept import Said, kept_truth, said_in
from app.exchange.read_xlsx import Value
from app.exchange.receive import preview
from app.exchange.truth import SHEET
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two


def lose(book: Workbook, *, properties: bool = False) -> None:
    """As a program does that keeps no hidden sheets, or neither these nor custom properties."""
    del book[SHEET]
    if properties:
        for name in book.custom_doc_props.names:
            del book.custom_doc_props[name]
    by_hand.type_over(book, "台账", 6, "registration.summary", "低保评定优亲厚友")


@pytest.mark.parametrize("properties", [False, True])
def test_our_own_posting_is_found_again(town: Office, tmp_path: Path, properties: bool) -> None:
    case = two.report(town)
    two.post(town, "QH00", tmp_path)
    sent = two.post(town, "QH00", tmp_path)
    lost = by_hand.edited(sent, tmp_path / "lost.xlsx", lambda book: lose(book, properties=properties))
    found = preview(town, lost)
    assert found.header.number == 2 and "已按编号从本机留存的第 2 号找回" in found.warnings[0]
    take(town, found)
    assert read_case(town, case).registration.summary == "低保评定优亲厚友"


@pytest.mark.parametrize("properties", [False, True])
def test_a_posting_that_was_taken_is_found_again(
    town: Office, county: Office, tmp_path: Path, properties: bool
) -> None:
    two.report(town)
    sent = two.post(town, "QH00", tmp_path)
    two.receive(county, sent)
    lost = by_hand.edited(sent, tmp_path / "lost.xlsx", lambda book: lose(book, properties=properties))
    found = preview(county, lost)
    assert found.already and [each.typed for each in found.hand_edits] == ["低保评定优亲厚友"]


@pytest.mark.thorough
def test_a_hidden_sheet_that_was_cut_short_is_found_again(town: Office, tmp_path: Path) -> None:
    two.report(town)
    sent = two.post(town, "QH00", tmp_path)

    def cut(book: Workbook) -> None:
        book[SHEET]["A1"].value = str(book[SHEET]["A1"].value)[:40]
        by_hand.type_over(book, "台账", 6, "registration.summary", "低保评定优亲厚友")

    assert len(preview(town, by_hand.edited(sent, tmp_path / "cut.xlsx", cut)).hand_edits) == 1


@pytest.mark.thorough
def test_one_that_is_not_kept_here_is_explained(town: Office, county: Office, tmp_path: Path) -> None:
    two.report(town)
    lost = by_hand.edited(two.post(town, "QH00", tmp_path), tmp_path / "lost.xlsx", lose)
    with pytest.raises(Unavailable, match="被删掉了"):
        preview(county, lost)


def test_what_the_sheet_of_words_says_is_read_with_or_without_its_labels() -> None:
    title = "云溪镇纪委 寄 清河县纪委监委信访室 第 12 号"
    rows: list[list[Value]] = [[title], ["编号", "第 12 号"], ["导出时间", "2026-03-06 09:30"]]
    made = "2026-03-06 09:30"
    assert said_in({}, rows) == Said(12, "云溪镇纪委", "清河县纪委监委信访室", made_at=made)
    assert said_in({"huiyin_number": "x"}, [["通讯录"]]) is None


@pytest.mark.thorough
def test_a_number_that_two_desks_gave_is_not_guessed(town: Office, tmp_path: Path) -> None:
    other = two.copied(town, tmp_path / "other")
    for office in (town, other):
        two.report(office)
        two.post(office, "QH00", tmp_path)
    assert kept_truth(town, Said(1, "云溪镇纪委", "清河县纪委监委信访室")) is not None
    assert kept_truth(town, Said(1, "云溪镇纪委", "清河县纪委监委信访室", desk=other.desk)) is None
    other.close()
