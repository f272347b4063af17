"""A list leaves as a workbook: journalled, and never over a file that stands."""

from pathlib import Path

import pytest

from app.actions.save_list import save_list
from app.errors import NotAllowed, Unavailable
from app.ledger.meeting_sheet import meeting_sheet
from app.rules.stat_periods import parse
from app.store import journal
from app.store.office import Office


def test_saving_a_list_is_journalled_and_not_undone(office: Office, tmp_path: Path) -> None:
    sheet = meeting_sheet(office, "weekly", parse("2026-W10"))
    change = save_list(office, sheet, tmp_path / "对账.xlsx")
    assert (change.label, change.undoable) == ("存为工作簿 周对账 2026年第10周", False)
    assert (tmp_path / "对账.xlsx").stat().st_size > 1000


def test_a_file_that_stands_is_kept_and_nothing_is_journalled(office: Office, tmp_path: Path) -> None:
    (tmp_path / "对账.xlsx").write_text("别人的")
    sheet, line = meeting_sheet(office, "weekly", parse("2026-W10")), journal.head(office.db)[0]
    with pytest.raises(NotAllowed, match="没有覆盖"):
        save_list(office, sheet, tmp_path / "对账.xlsx")
    with pytest.raises(Unavailable, match="找不到"):
        save_list(office, sheet, tmp_path / "没有的文件夹" / "对账.xlsx")
    assert journal.head(office.db)[0] == line
    assert (tmp_path / "对账.xlsx").read_text() == "别人的"
    save_list(office, sheet, tmp_path / "对账.xlsx", replace=True)
    assert journal.head(office.db)[0] == line + 1
