"""What is done to the rows of the ledger: edited in place, filled down, copied, printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, QTimer

from app.actions.edit_many import edit_rows
from app.actions.note_leaving import note_copied, note_printed
from app.actions.propose_correction import propose_correction, record_of
from app.change import Change
from app.ledger.columns import CASE
from app.ledger.views import describe
from app.schema.kinds import Value
from app.store.office import Office
from ui.do import Refusal, do
from ui.form.make import FormContext, editor_for
from ui.frame import Frame
from ui.ledger.asks import LineAsk, PdfAsk, PrinterAsk
from ui.ledger.board import Board
from ui.ledger.cell_editor import CellEditor
from ui.ledger.copying import MOST as MOST_COPIED
from ui.ledger.copying import clip, leave
from ui.undo import say_done

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST = 2000
"""Rows that are written at once at most."""


GONE = "这一行已经不在现在的视图里。回车仍写入原来的那一件，Esc 放弃。"


@dataclass(frozen=True)
class _Cell:
    """What an open editor writes: bound to the record, for rows may be sorted anew beneath it."""

    source: str
    name: str
    number: int
    record: str
    proposes: bool = False
    """Whether the record is another office's, so that what is typed is a proposal."""


class Hands(QObject):
    """Does it; the page says when."""

    def __init__(self, board: Board, office: Office, host: Frame, form: FormContext) -> None:
        super().__init__(board)
        self._board, self._office, self._host, self._form = board, office, host, form
        self.editor: CellEditor | None = None
        self._cell: _Cell | None = None
        board.model.modelReset.connect(self._asked_anew)
        board.table.verticalScrollBar().valueChanged.connect(self._follow)
        board.table.horizontalScrollBar().valueChanged.connect(self._follow)

    # -- editing --------------------------------------------------------------------------------------------

    def edit(self, index: QModelIndex, fill: bool = False) -> None:
        """Lay the form's editor over a cell, or say why it cannot be written. `fill`: into all rows chosen."""
        table, model = self._board.table, self._board.model
        reason = model.locked(index.row(), index.column())
        proposes = reason is not None and not fill and model.may_propose(index.row(), index.column())
        if reason is not None and not proposes:
            self._host.say_error(reason)
            return
        self.give_up()
        column = model.columns[index.column()]
        several = not proposes and table.selectionModel().isRowSelected(index.row())
        rows = table.chosen_count() if several else 1
        value = model.value(index.row(), index.column())
        made = CellEditor(
            table, editor_for(column.field, self._form), column.label, value, max(1, rows), fill=fill,
            hint=f"{reason}回车：提更正建议" if proposes else "",
        )  # fmt: skip
        made.committed.connect(self._commit)
        made.given_up.connect(self.give_up)
        at = index.row()
        self.editor = made
        self._cell = _Cell(model.source, column.name, model.numbers[at], model.record_id(at), proposes)
        table.scrollTo(index)
        made.begin(self._rect(at, index.column()))

    def empty(self, index: QModelIndex) -> None:
        """Open a cell with nothing in it, for one key is no reason to lose what stood there: Enter writes it."""
        self.edit(index)
        if self.editor is not None:
            self.editor.editor.set_value(None)

    def fill(self, column: int) -> None:
        """Edit that column of the current row, or of the first that is chosen, to be filled into all rows chosen."""
        table = self._board.table
        row = table.currentIndex().row()
        if not table.selectionModel().isRowSelected(row):
            row = next(iter(table.chosen()), row)
        self.edit(self._board.model.index(max(0, row), column), True)

    def give_up(self) -> None:
        """Close the editor without writing."""
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.close_down()
            self._board.table.setFocus()

    def _commit(self, value: Value, fill: bool) -> None:
        editor, cell, model = self.editor, self._cell, self._board.model
        if editor is None or cell is None:
            return
        if cell.proposes:
            self._propose(editor, cell, value)
            return
        at = self._place(cell)
        places = self._board.table.chosen() if fill and at is not None else []
        places = places if at is not None and at[0] in places else []
        if value == editor.before and len(places) < 2:
            self.give_up()
            return
        wrong = self._refuses(places or [at[0]], at[1]) if at is not None else None
        if wrong is not None:
            editor.say(wrong)
            return
        ids = [model.record_id(each) for each in places] or [cell.record]
        do(
            self._host,
            lambda: edit_rows(self._office, cell.source, ids, {cell.name: value}),
            done=self._written,
            refused=self._refused,
        )

    def _propose(self, editor: CellEditor, cell: _Cell, value: Value) -> None:
        """What was typed into a cell of another office: a proposal to it."""
        if value == editor.before:
            self.give_up()
            return
        kind, _, name = cell.name.partition(".")

        def run() -> Change:
            of_case = cell.source == CASE
            where = record_of(self._office, cell.record, cell.name) if of_case else (kind, cell.record, name)
            return propose_correction(self._office, *where, value)

        do(self._host, run, done=self._written, refused=self._refused)

    def _refuses(self, places: list[int], column: int) -> str | None:
        if len(places) > MOST:
            return f"一次最多填 {MOST} 行，现在选了 {len(places)} 行。请少选一些。"
        locked = [reason for at in places if (reason := self._board.model.locked(at, column)) is not None]
        if not locked:
            return None
        return locked[0] if len(places) == 1 else f"所选的行里有 {len(locked)} 行不能改：{locked[0]}"

    def _refused(self, error: Refusal) -> bool:
        if self.editor is None:
            return False
        self.editor.say(error.sentence)
        self.editor.editor.setFocus()
        return True

    def _written(self, change: Change | None) -> None:
        self.give_up()
        if change is not None:
            say_done(self._host, self._office, f"已{change.label}", change)

    def _place(self, cell: _Cell) -> tuple[int, int] | None:
        """Row and column in which the record stands now; None where the view no longer shows it."""
        model = self._board.model
        names = [each.name for each in model.columns]
        if model.source != cell.source or cell.name not in names or cell.number not in model.numbers:
            return None
        return model.numbers.index(cell.number), names.index(cell.name)

    def _rect(self, row: int, column: int) -> QRect:
        table = self._board.table
        view = table.frozen if column < table.frozen_count else table
        rect = view.visualRect(self._board.model.index(row, column))
        return rect.translated(view.viewport().mapTo(table, rect.topLeft()) - rect.topLeft())

    def _follow(self) -> None:
        at = self._place(self._cell) if self.editor is not None and self._cell is not None else None
        if self.editor is not None and at is not None:
            self.editor.lay_over(self._rect(*at))

    def _asked_anew(self) -> None:
        """The rows may stand elsewhere: the editor goes with its record, or says that it is no longer shown."""
        if self.editor is None or self._cell is None:
            return
        if self._place(self._cell) is None:
            self.editor.say(GONE)
            if not self._board.model.numbers:
                self._host.say_error(GONE)
        else:
            QTimer.singleShot(0, self, self._follow)  # once the table has found its place again

    # -- leaving the program --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the rows chosen on the clipboard; noted in the journal."""
        board = self._board
        places = board.table.chosen()
        if not places:
            return
        if len(places) > MOST_COPIED:
            self._host.say_error(
                f"一次最多复制 {MOST_COPIED} 行，现在选了 {len(places)} 行。请先筛选，或用“交换”页导出。"
            )
            return
        held, what = clip(board.model, places), board.standing.view.name

        def write_down() -> None:
            note_copied(self._office, what, len(places))
            leave(held)

        do(
            self._host,
            write_down,
            done=lambda _: self._host.say(f"已复制 {len(places)} 行，可以粘贴到 WPS 或 Excel。"),
        )

    def print(self, chosen_only: bool = False) -> None:
        """Print the view, or only the rows chosen."""
        from ui.ledger.paper import new_printer

        places = self._printed(chosen_only)
        printer = new_printer()
        if places is not None and PrinterAsk.ask(self._board, printer):
            self._press(lambda: printer, places, "已打印 ")

    def save_pdf(self) -> None:
        """Save the view as a PDF."""
        from ui.ledger.paper import to_pdf

        places = self._printed(False)
        path = PdfAsk.ask(self._board, self._board.standing.view.name) if places is not None else None
        if path is not None and places is not None:
            self._press(lambda: to_pdf(path), places, f"已存为 {path.name}：")

    def _printed(self, chosen_only: bool) -> list[int] | None:
        from ui.ledger.paper import MOST as MOST_PRINTED

        board = self._board
        places = board.table.chosen() if chosen_only else list(range(board.model.rowCount()))
        if not places:
            self._host.say_error("没有可以打印的内容。")
            return None
        if len(places) > MOST_PRINTED:
            self._host.say_error(f"要打印的有 {len(places)} 行，太多了。请先筛选到 {MOST_PRINTED} 行以内。")
            return None
        return places

    def _press(self, make: Callable[[], QPrinter], places: list[int], said: str) -> None:
        from ui.ledger.paper import Sheet, print_rows

        board = self._board
        standing = board.standing
        filters = [describe(board.model.known, each) for each in standing.conditions]
        filters += [f"含“{standing.text.strip()}”"] if standing.text.strip() else []
        under = "　".join([self._office.name, board.day.isoformat(), *filters])

        def leave() -> int:
            printer = make()
            note_printed(self._office, standing.view.name, len(places))
            return print_rows(printer, Sheet(standing.view.name, under), board.model, places)

        do(self._host, leave, done=lambda pages: self._host.say(f"{said}{len(places)} 行，共 {pages} 页。"))

    # -- views ----------------------------------------------------------------------------------------------

    def keep_view(self) -> None:
        """Keep the present view under a name."""
        hint = "栏目、排序和筛选都会保存。请给视图起个名字："
        name = LineAsk.ask(self._board, "另存为视图", hint, "保存")
        if name is not None:
            do(
                self._host,
                lambda: self._board.keep_view(name),
                done=lambda _: self._host.say(f"已保存视图“{name}”"),
            )

    def delete_view(self) -> None:
        """Delete the present view."""
        do(self._host, self._board.delete_view)
