"""The sheet shows the code large, prints it, and believes in it only when it is typed back."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.security.recovery_sheet import RecoverySheet, document

CODE = "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456-789A"


@pytest.fixture
def sheet(qtbot: QtBot) -> RecoverySheet:
    made = RecoverySheet("云溪镇纪委", date(2026, 3, 9))
    qtbot.addWidget(made)
    made.show_code(CODE)
    return made


def test_the_paper_says_whose_it_is_the_code_and_what_to_do() -> None:
    said = document("云溪镇纪委", CODE, date(2026, 3, 9)).toPlainText()
    assert "云溪镇纪委 · 2026-03-09" in said and "ABCD - EFGH" in said and "3456 - 789A" in said
    assert "谁也打不开" in said


def test_the_last_group_confirms_in_any_spelling(sheet: RecoverySheet, qtbot: QtBot) -> None:
    sheet.line.setText("7890")
    assert not sheet.confirm() and "不一样" in sheet.said.text()
    for typed in ("789A", " 789a ", "7 8 9 a"):
        sheet.line.setText(typed)
        with qtbot.waitSignal(sheet.confirmed):
            sheet.confirm()


def test_it_is_saved_as_a_pdf(sheet: RecoverySheet, tmp_path: Path) -> None:
    sheet.save_pdf(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "删掉" in sheet.said.text()
