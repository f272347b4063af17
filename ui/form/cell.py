"""The form's editors in the cells of a table: made, fed, committed once and closed."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.schema.field import Field
from ui.form.editor import Editor
from ui.form.make import FormContext, editor_for

Index = QModelIndex | QPersistentModelIndex
_STAY = QStyledItemDelegate.EndEditHint.NoHint
_NEXT = QStyledItemDelegate.EndEditHint.EditNextItem
_PREVIOUS = QStyledItemDelegate.EndEditHint.EditPreviousItem
FieldOf = Callable[[Index], Field | None]


class CellDelegate(QStyledItemDelegate):
    """Edits a cell with the editor of its field. The model gives and takes Python values under EditRole.

    Enter, Tab and leaving the cell commit, Tab goes on to the next cell, Esc gives up. A value that is wrong
    keeps the cell open, marked wrong, until it is mended or given up, and `refused` says why.
    """

    def __init__(
        self,
        parent: QObject,
        field_of: FieldOf,
        context: FormContext,
        refused: Callable[[str], object] = lambda sentence: None,
    ) -> None:
        """`field_of(index)` is the field of a cell, None where it cannot be edited."""
        super().__init__(parent)
        self._field_of = field_of
        self._context = context
        self._refused = refused

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._field_of(index)
        if field is None:
            return None  # type: ignore[return-value]  # Qt takes it for "not editable"
        editor = editor_for(field, self._context)
        editor.setParent(parent)
        editor.fill_cell()
        editor.set_name(field.label)
        editor.entered.connect(lambda: self._done(editor))
        editor.left.connect(lambda: self._done(editor))
        editor.tabbed.connect(lambda forward: self._done(editor, _NEXT if forward else _PREVIOUS))
        editor.given_up.connect(lambda: self._close(editor, _STAY))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Editor):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Editor) and editor.holds_error() is None:
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # type: ignore[attr-defined]  # missing in PySide's stubs
        editor.setGeometry(rect)

    def _done(self, editor: Editor, hint: QStyledItemDelegate.EndEditHint = _STAY) -> None:
        """Commit and close, once: closing takes the focus away, which would commit again."""
        if editor.property("closing"):
            return
        wrong = editor.holds_error()
        if wrong is not None:
            editor.show_error(wrong.sentence)
            self._refused(wrong.sentence)
            return
        editor.setProperty("closing", True)
        self.commitData.emit(editor)
        self._close(editor, hint)

    def _close(self, editor: Editor, hint: QStyledItemDelegate.EndEditHint) -> None:
        editor.setProperty("closing", True)
        self.closeEditor.emit(editor, hint)
