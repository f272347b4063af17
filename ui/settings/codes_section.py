"""代码表: the codes of a list with where each word comes from; a code is added, called otherwise, or chosen no longer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.code_words import add_code, offer_code, rename_code
from app.actions.take_configuration import restore
from app.change import Change
from app.errors import Invalid
from app.exchange.issued.arrived import departed, sources
from app.schema.codes import FIXED, Code, code_list, code_lists
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.flow import FlowLayout
from ui.parts.read_row import labelled
from ui.theme import current
from ui.undo import say_done

SHIPPED = "程序自带"


class CodesSection(QWidget):
    """Choose a list, choose a code, change it."""

    def __init__(self, frame: Frame, office: Office, chosen: str = "") -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.list = QComboBox()
        self.list.setAccessibleName("哪张代码表")
        for each in sorted(code_lists(), key=lambda one: one.label):
            if each.id not in FIXED:
                self.list.addItem(each.label, each.id)
        self.list.setCurrentIndex(max(0, self.list.findData(chosen)))
        self.list.currentIndexChanged.connect(lambda at: self._show())
        self.table = QTableWidget(0, 3)
        self._dress_table()
        self.word = QLineEdit()
        self.word.setAccessibleName("代码的名称")
        self.word.setPlaceholderText("名称")
        self.word.setFixedWidth(current().px(200))
        band = Band("代码表", "可以加本单位的项、改叫法；用过的项不会消失，只是不再选用")
        band.add(labelled("代码表", self.list))
        band.add(self.table)
        band.add(self._line())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(band)
        self._show()

    @property
    def list_id(self) -> str:
        """The list that is shown."""
        return str(self.list.currentData())

    def add(self) -> None:
        """Add what stands in the field to the list."""
        self._do(lambda: add_code(self._office, self.list_id, self.word.text()))

    def rename(self) -> None:
        """Call the chosen code what stands in the field."""
        self._do(lambda: rename_code(self._office, self.list_id, self._chosen().id, self.word.text()))

    def offer(self) -> None:
        """Choose the chosen code no longer, or again."""
        self._do(lambda: offer_code(self._office, self.list_id, self._chosen().id, self._chosen().retired))

    def restore(self) -> None:
        """Give the chosen code back the word it came with."""
        self._do(lambda: restore(self._office, "codes", f"{self.list_id}/{self._chosen().id}"))

    def restore_county(self) -> None:
        """Give the chosen code back what was taken from the county."""
        self._do(
            lambda: restore(self._office, "codes", f"{self.list_id}/{self._chosen().id}", to_county=True)
        )

    def _do(self, work: Callable[[], Change | None]) -> None:
        do(self._frame, work, done=lambda change: say_done(self._frame, self._office, "已改代码表", change))

    def _chosen(self) -> Code:
        row = self.table.currentRow()
        if not 0 <= row < len(self._codes):
            raise Invalid("请先在表里选一项。")
        return self._codes[row]

    def _show(self) -> None:
        self._codes = code_list(self.list_id).codes
        said = sources(self._office, "codes")
        self.table.setRowCount(len(self._codes))
        for row, code in enumerate(self._codes):
            source = said.get(f"{self.list_id}/{code.id}", SHIPPED)
            state = "不再选用" if code.retired else "只在导入时用" if code.import_only else "可选"
            for column, text in enumerate((code.label, source, state)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        away = {key.partition("/")[0] for key in departed(self._office, "codes")}
        self.county.setVisible(self.list_id in away)

    def _line(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        flow.addWidget(self.word)
        self.word.returnPressed.connect(self.add)
        self.county = button("恢复县里的", self.restore_county, "quiet")
        for each in (
            button("加入", self.add), button("改叫法", self.rename), button("不再选用/再选用", self.offer),
            button("恢复程序自带的", self.restore, "quiet"), self.county,
        ):  # fmt: skip
            flow.addWidget(each)
        return line

    def _dress_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(["名称", "来源", "能不能选"])
        table.setAccessibleName("这张表里的代码")
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(current().px(34))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, current().px(200))
        table.setColumnWidth(2, current().px(120))
        table.setFixedHeight(current().px(220))
