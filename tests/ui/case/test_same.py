"""同一件 on the case page: offered where numbers agree, both sides shown, said, parted, a later value taken over."""

from typing import cast

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.actions.edit import edit_cases
from app.ledger.same_numbers import alike_to
from app.records.registration import Registration
from app.store import journal, same
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import report
from ui.case.page import CasePage
from ui.main_window import MainWindow


def opened(window: MainWindow, case: str) -> CasePage:
    window.open_case(case)
    return cast(CasePage, window.page)


def words(page: CasePage) -> str:
    labels: list[QLabel] = page.same.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisibleTo(page.same))


def press(page: CasePage, word: str) -> None:
    buttons: list[QPushButton] = page.same.findChildren(QPushButton)
    next(each for each in buttons if each.text() == word and each.isVisibleTo(page.same)).click()


def test_where_no_number_agrees_nothing_stands_there_until_it_is_asked(
    window: MainWindow, office: Office
) -> None:
    kept, dropped = report(office), report(office)
    page = opened(window, dropped)
    assert page.same.isHidden()
    page.family.same_asked.emit()
    assert page.same.ask is not None and not page.same.isHidden()
    page.same.ask.form.set_values({"other": str(office.get(Registration, kept).case_no)})
    page.same.ask.confirm()
    assert "留用 云信〔2026〕1号，并入 云信〔2026〕2号" in words(page)
    assert page.escaped() and page.same.isHidden()


def test_an_agreeing_number_is_offered_compared_said_and_parted(window: MainWindow, office: Office) -> None:
    kept, dropped = report(office, platform_no="P-1"), report(office, platform_no="P-1")
    edit_cases(
        office, [dropped], {"registration.incident_place": "柳树村", "registration.summary": "另一种说法"}
    )
    page = opened(window, dropped)
    assert "平台编号相同（P-1），可能是同一件" in words(page)
    press(page, "核对")
    assert page.same._sides is not None
    assert page.same._sides.taken() == ["registration.incident_place"]
    press(page, "定为同一件(Ctrl+S)")
    assert same.known(office.db) == {dropped: kept}
    assert page.case == kept and page._file.title == "云信〔2026〕1号"
    assert "已并入本件" in words(page) and "另一种说法" not in words(page)
    assert read_case(office, kept).registration.incident_place == "柳树村"
    press(page, "还有 1 项填得和本件不同，列出")
    press(page, "采纳")
    assert read_case(office, kept).registration.summary == "另一种说法"
    press(page, "分开")
    assert same.known(office.db) == {}


@pytest.mark.thorough
def test_a_pair_that_is_not_the_same_is_offered_no_more(window: MainWindow, office: Office) -> None:
    first, second = report(office, platform_no="P-1"), report(office, platform_no="P-1")
    page = opened(window, second)
    press(page, "不是同一件")
    assert page.same.isHidden() and alike_to(office.db, first) == []


def test_who_reported_stays_masked_on_both_sides_and_is_shown_only_for_a_reason(
    window: MainWindow, office: Office
) -> None:
    kept, dropped = report(office, platform_no="P-1"), report(office, platform_no="P-1")

    def shown() -> str:
        labels: list[QLabel] = window.page.widget.findChildren(QLabel)
        return "\n".join(each.text() + each.toolTip() + each.accessibleName() for each in labels)

    page = opened(window, dropped)
    press(page, "核对")
    assert "留用" in words(page)
    assert not any(each in shown() for each in ("李某某", "13800000000"))
    press(page, "定为同一件(Ctrl+S)")
    page.same.show_all()
    assert page.case == kept
    assert not any(each in shown() for each in ("李某某", "13800000000"))
    line = journal.head(office.db)[0]
    page.reporters.reveal("result")
    assert [each.name for each in page.reporters.revealed] == ["李某某", "李某某"]
    assert "李某某" in shown() and journal.head(office.db)[0] > line
