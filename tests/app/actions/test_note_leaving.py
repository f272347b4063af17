"""What leaves on paper or by the clipboard leaves a line in the journal, which nothing can take back."""

from pathlib import Path

from app.actions.note_leaving import note_copied, note_printed
from app.store import journal
from tests.bench.invented import township


def test_printing_and_copying_are_noted_with_their_number_and_cannot_be_undone(tmp_path: Path) -> None:
    office = township(tmp_path / "office")
    printed, copied = note_printed(office, "全部案件", 12), note_copied(office, "在办", 3)
    assert (printed.label, printed.action) == ("打印 全部案件 12 行", "print")
    assert (copied.label, copied.action) == ("复制 在办 3 行", "copy")
    assert office.undoable() is None
    assert journal.read(office.db, copied.seq) == copied
    office.close()
