"""The minutes leave as .docx with the figures of their list and what was decided, noted in the journal."""

import zipfile
from pathlib import Path

import pytest

from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.save_minutes import make_minutes, save_minutes
from app.documents.paper import lines_of
from app.errors import NotAllowed
from app.ledger.meeting_sheet import meeting_sheet
from app.rules.stat_periods import parse
from app.store import journal
from app.store.office import Office
from tests.app.store.offices import reported

WEEK = parse("2026-W10")


def test_minutes_are_saved_whole_and_never_over_a_file_that_stands(office: Office, tmp_path: Path) -> None:
    reported(office, received_on=WEEK.first)
    record_meeting(
        office, "weekly", WEEK, {"chair": "刘书记", "minutes": "逐件对账\n云信〔2026〕1号三日内受理"}
    )
    (held,) = meetings_about(office, "weekly", WEEK)
    paper = make_minutes(office, held, meeting_sheet(office, "weekly", WEEK))
    lines = list(lines_of(paper))
    assert lines[0] == "每周对账会纪要" and "云信〔2026〕1号三日内受理" in lines
    assert any("本期收到 1 件次" in line for line in lines)
    path = tmp_path / "纪要.docx"
    save_minutes(office, held, paper, path)
    with zipfile.ZipFile(path) as kept:
        assert "三日内受理" in kept.read("word/document.xml").decode("utf-8")
    assert any("每周对账会" in each.label for each in journal.lines(office.db))
    with pytest.raises(NotAllowed, match="已经有了"):
        save_minutes(office, held, paper, path)
