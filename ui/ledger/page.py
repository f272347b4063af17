"""台账: the page that shows every case, and by choice any other list of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.change import Change
from app.store.office import Office
from ui.frame import Frame
from ui.ledger.board import Board
from ui.page import Page
from ui.parts.keys import KeyRow

if TYPE_CHECKING:
    from ui.form.make import FormContext
    from ui.ledger.hands import Hands
    from ui.ledger.together import Together

_KEYS: tuple[KeyRow, ...] = (
    ("字母、数字", "筛选"),
    ("Enter", "打开案件"),
    ("空格", "打开或收起预览"),
    ("F2", "修改这一格：打字替换，方向键接着改"),
    ("Delete", "清空这一格：回车写入，Esc 不改"),
    ("Ctrl+Enter", "填入所选的行"),
    ("Shift+↑ ↓", "选中多行"),
    ("Ctrl+A", "全选"),
    ("Ctrl+C", "复制所选的行"),
    ("Ctrl+V", "粘贴 Excel、WPS 里复制的行"),
    ("Alt+↓", "这一栏的筛选"),
    ("+ / -", "展开或收起有重复件的事项"),
    ("Ctrl+P", "打印"),
    ("Esc", "清除筛选"),
)


class LedgerPage(QObject, Page):
    """`open_case` carries a case id. A new day comes with `refresh(None)`, as any page is told of it."""

    title, icon = "台账", "ledger"

    open_case = Signal(str)
    new_case = Signal()

    def __init__(self, frame: Frame, office: Office, form: FormContext | None = None) -> None:
        QObject.__init__(self)
        Page.__init__(self)
        self._frame, self._office = frame, office
        self._form = form
        self._hands: Hands | None = None
        self.board: Board

    @property
    def hands(self) -> Hands:
        """What is done to the rows: made when something is first done, so that the table stands sooner."""
        if self._hands is None:
            from ui.form.context import office_context
            from ui.ledger.hands import Hands

            form = self._form or office_context(self._office)
            self._hands = Hands(self.board, self._office, self._frame, form)
        return self._hands

    @property
    def together(self) -> Together:
        """What is done to all rows chosen."""
        from ui.ledger.together import Together

        return Together(self.board, self._office, self._frame)

    def build(self) -> QWidget:
        self.board = Board(self._office)
        self.board.setObjectName("page")
        self.board.open_case.connect(self.open_case)
        self.board.new_case.connect(self.new_case)
        self._connect()
        for keys, what in (
            ("Ctrl+P", lambda: self.hands.print()),
            ("Ctrl+F", self.board.toolbar.field.setFocus),
            ("Ctrl+V", self.paste),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.board)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(what)
        return self.board

    def _connect(self) -> None:
        table, bar, bulk = self.board.table, self.board.toolbar, self.board.bulk
        table.edit_asked.connect(lambda index, fill: self.hands.edit(index, fill))
        table.empty_asked.connect(lambda index: self.hands.empty(index))
        table.copy_asked.connect(lambda: self.hands.copy())
        bulk.copy_asked.connect(lambda: self.hands.copy())
        bulk.fill_asked.connect(lambda column: self.hands.fill(column))
        bulk.join_asked.connect(lambda: self.together.join())
        bulk.list_asked.connect(lambda: self.together.list_backlog())
        bulk.void_asked.connect(lambda: self.together.void())
        bulk.print_asked.connect(lambda: self.hands.print(chosen_only=True))
        bar.print_asked.connect(lambda: self.hands.print())
        bar.pdf_asked.connect(lambda: self.hands.save_pdf())
        bar.fill_asked.connect(self.fill_form)
        bar.keep_asked.connect(lambda: self.hands.keep_view())
        bar.delete_asked.connect(lambda: self.hands.delete_view())

    def paste(self) -> None:
        """Look at the rows on the clipboard in the four steps of a foreign ledger."""
        from ui.ledger.pasting import paste

        paste(self._frame, self._office, self.board)

    def fill_form(self) -> None:
        """Fill the county's form with the rows as they stand."""
        from ui.ledger.pasting import fill

        fill(self._frame, self._office, self.board)

    def entered(self) -> None:
        if self.widget is self.board:
            self.board.table.setFocus()

    def refresh(self, change: Change | None) -> None:
        self.board.refresh(change)

    def keys(self) -> Sequence[KeyRow]:
        return _KEYS

    def escaped(self) -> bool:
        if self.board.standing.is_plain:
            return False
        self.board.clear()
        return True

    def may_leave(self) -> bool:
        """An open cell with something wrong in it keeps the page."""
        hands = self._hands
        if hands is None or hands.editor is None:
            return True
        hands.editor.commit(False)
        return hands.editor is None

    def neighbour(self, case_id: str, step: int) -> str | None:
        """The case before or after this one in the table as it stands; None past its ends or when never shown."""
        return self.board.neighbour(case_id, step) if self.is_built else None
