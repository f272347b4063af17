"""修改记录 of a case: who changed what when, field by field; narrowed to one field or one person."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ledger.history import HistoryLine, history, narrowed
from app.records.catalogue import AT_HOME, CASE_LISTS
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.scroll import settle
from ui.theme import set_role

ANY_FIELD, ANYBODY = "全部栏目", "所有人"
NOTHING = "没有符合的修改。"


class HistoryPanel(QWidget):
    """修改记录, read only when somebody asks."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._case: CaseFile | None = None
        self._open = False
        self.fields, self.people = QComboBox(), QComboBox()
        self.fields.setAccessibleName("按栏目筛选修改记录")
        self.people.setAccessibleName("按人筛选修改记录")
        for box in (self.fields, self.people):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.activated.connect(lambda _row: self._draw())
        self._filters = QWidget()
        row = QHBoxLayout(self._filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.fields, 1)
        row.addWidget(self.people, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._band = QWidget()
        self._layout.addWidget(self._band)
        self._layout.addWidget(self._filters)
        self._body = QWidget()
        self._layout.addWidget(self._body)

    def show_case(self, case: CaseFile) -> None:
        """Follow the case; closed it asks the journal nothing."""
        if self._case is not None and self._case.registration.id != case.registration.id:
            for box in (self.fields, self.people):
                box.setCurrentIndex(0)
        self._case = case
        self._draw()

    def turn(self) -> None:
        """Show or hide."""
        self._open = not self._open
        self._draw()

    def lines(self) -> list[HistoryLine]:
        """The journal's lines about this case."""
        if self._case is None:
            return []
        case = self._case
        lists = [
            record.id
            for each in (*CASE_LISTS, *AT_HOME)
            for record in self._office.find(each, case=case.registration.id)
        ]
        bands = [each.id for each in (*case.handlings, *case.supervisions, *case.reporters)]
        others = [each.id for each in case.others]
        return history(self._office.db, [case.registration.id, *others, *bands, *lists])

    def shown(self) -> list[HistoryLine]:
        """The lines that the two boxes let through."""
        field = self.fields.currentText() if self.fields.currentIndex() > 0 else ""
        person = self.people.currentText() if self.people.currentIndex() > 0 else ""
        return narrowed(self.lines(), field, person)

    def _draw(self) -> None:
        band = Band("修改记录")
        band.add_to_head(button("收起" if self._open else "展开", self.turn, "quiet"))
        self._filters.setVisible(self._open)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if self._open:
            everything = self.lines()
            _offer(self.fields, ANY_FIELD, [said.label for line in everything for said in line.fields])
            _offer(self.people, ANYBODY, [line.person for line in everything])
            self._fill(column, self.shown())
        self._band = self._swap(self._band, band)
        self._body = self._swap(self._body, body)
        settle(self._body)

    def _fill(self, column: QVBoxLayout, lines: Sequence[HistoryLine]) -> None:
        for line in lines:
            column.addWidget(_words(f"{line.at[:16].replace('T', ' ')}  {line.person}  {line.label}", ""))
            changed = "\n".join(said.sentence for said in line.fields)
            if changed:
                column.addWidget(_words(changed, "hint"))
        if not lines:
            column.addWidget(_words(NOTHING, "quiet"))

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        self._layout.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        return new


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if role:
        set_role(label, role)
    return label


def _offer(box: QComboBox, everything: str, names: Sequence[str]) -> None:
    """Offer these once each in order; what was chosen stays chosen."""
    chosen = box.currentText()
    box.clear()
    box.addItems([everything, *sorted(dict.fromkeys(filter(None, names)))])
    box.setCurrentIndex(max(0, box.findText(chosen)))
