"""Pictures of the ledger page: `python -m tests.ui.ledger.pictures DIR`."""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench.invented import TODAY, fill, township
from ui.frame import Frame
from ui.ledger.page import LedgerPage
from ui.theme import apply_theme


def shoot(app: QApplication, folder: Path, name: str, page_of_office: "object") -> None:
    """Every state of the page in one theme."""
    from app.store.office import Office

    assert isinstance(page_of_office, Office)
    frame = Frame()
    page = LedgerPage(frame, page_of_office)
    frame.add_page(page)
    frame.set_office(page_of_office.name)
    frame.set_today(date(TODAY.year, TODAY.month, TODAY.day))
    frame.set_person("王敏", [])
    frame.show_page(page)
    frame.show()
    board, table = page.board, page.board.table

    def shot(what: str) -> None:
        for _ in range(4):
            app.processEvents()
        frame.grab().save(str(folder / f"{name}-{what}.png"))

    board.beside.show_now()
    shot("table")
    board.beside.toggle()
    table.go_to(3)
    shot("folded")
    table.choose(list(range(2, 9)), 4, 4)
    shot("bulk")
    page.hands.edit(board.model.index(4, 2))
    assert page.hands.editor is not None
    page.hands.editor.editor.line.setText("2026-13-05")
    page.hands.editor.commit(False)
    shot("edit")
    page.hands.give_up()
    page.hands.edit(board.model.index(4, 5))
    shot("edit-long")
    page.hands.give_up()
    page.hands.edit(board.model.index(4, 4))
    page.hands.editor.editor.show_all()
    shot("edit-choice")
    page.hands.give_up()
    table.go_to(0)
    for column in (4, 2):
        board.drops.values(column)
        for _ in range(3):
            app.processEvents()
        board.drops.filter_pop.grab().save(str(folder / f"{name}-filter-{column}.png"))
        board.drops.filter_pop.close()
    board.drops.columns()
    app.processEvents()
    board.drops.chooser.grab().save(str(folder / f"{name}-columns.png"))
    board.drops.chooser.close()
    board.beside.toggle()
    board.open_view(board.views[1])
    board.sort_by("case.respondents")
    board.search("鱼塘")
    board.beside.show_now()
    shot("filtered")
    table.horizontalScrollBar().setValue(200)
    shot("scrolled")
    board.search("没有这样的")
    shot("nothing")
    board.clear()
    board.open_view(next(view for view in board.views if view.id == "allegation"))
    shot("allegations")
    board.open_view(board.views[0])
    frame.close()
    frame.deleteLater()
    app.processEvents()


def main(folder: Path) -> None:
    """Write the pictures into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["HUIYIN_FONT"] = "bundled"
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory() as made:
        office = township(Path(made) / "office")
        fill(office, 300)
        for name, dark, scale in (("light", False, 1.0), ("dark", True, 1.0), ("large", False, 1.25)):
            apply_theme(app, dark, scale)
            shoot(app, folder, name, office)
        office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
