"""The preview as a table: one line per field that changes, one line per record that is new or refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt

from app.exchange.merge import Verdict
from app.exchange.preview import Item
from ui.exchange.words import EMPTY, VERDICTS, kind_label
from ui.parts.line_model import Index, LineModel
from ui.theme import current

HEADS = ("编号", "记录", "结果", "项目", "原来", "收到后")
WIDTHS = (150, 90, 64, 130)
_INKS = {Verdict.HELD: "orange", Verdict.REFUSED: "red", Verdict.NEW: "accent_text"}
_VERDICT = HEADS.index("结果")
OLD = HEADS.index("原来")


@dataclass(frozen=True)
class Line:
    """One line: its cells, its verdict, whether a record begins with it, and everything it stands for."""

    cells: tuple[str, ...]
    verdict: Verdict
    first: bool
    whole: str


def lines_of(item: Item) -> Iterator[Line]:
    """The lines of one record."""
    head = (item.case_no, kind_label(item.kind), VERDICTS[item.verdict])
    title = " ".join(part for part in head if part)
    if item.verdict is Verdict.REFUSED:
        whole = "\n".join([title, item.note, *_pairs(item)])
        yield Line((*head, "不收的原因", "", item.note), item.verdict, True, whole)
    elif item.note:
        yield Line((*head, "回避", "", item.note), item.verdict, True, f"{title}\n{item.note}")
    elif item.verdict is Verdict.NEW or not item.differences:
        said = "；".join(
            f"{each.label} {_flat(each.new)}" for each in item.differences if each.new != item.case_no
        )
        news = "整条新增" if item.verdict is Verdict.NEW else "内容"
        whole = "\n".join([title, *(f"{each.label}：{each.new}" for each in item.differences)])
        yield Line((*head, news, "", said), item.verdict, True, whole)
    else:
        for at, each in enumerate(item.differences):
            cells = (*head, each.label, _flat(each.old) or EMPTY, _flat(each.new) or EMPTY)
            whole = f"{title} · {each.label}\n原来：{each.old or EMPTY}\n收到后：{each.new or EMPTY}"
            if item.verdict is Verdict.HELD:
                whole = (
                    f"{title} · {each.label}\n现在显示的：{each.old or EMPTY}\n文件里的：{each.new or EMPTY}\n"
                    + _HELD
                )
            yield Line(cells, item.verdict, at == 0, whole)


_HELD = "双方都改过这条记录：收取后两份都留着，列在“待定”里，等填写单位决定。"


def _pairs(item: Item) -> Iterator[str]:
    return (f"{each.label}：{each.old or EMPTY} → {each.new or EMPTY}" for each in item.differences)


def _flat(text: str) -> str:
    return " ".join(text.split())


class PreviewModel(LineModel[Line]):
    """Lines of the items that pass the filters."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, HEADS)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these and no others."""
        self.show_lines([line for item in items for line in lines_of(item)])

    @property
    def has_old(self) -> bool:
        """Whether any line says what stood there before."""
        return any(line.cells[OLD] for line in self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[column] if line.first or column > _VERDICT else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[column]}：{line.cells[column]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.cells[column] if column >= OLD else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(line, column)
        return None

    def _ink(self, line: Line, column: int) -> object:
        if column == _VERDICT and line.verdict in _INKS:
            return current().colour(_INKS[line.verdict])
        soft = column == OLD or (column > OLD and line.cells[column] == EMPTY)
        return current().colour("text_soft") if soft else None
