"""灯色 · 自定方案: name, days and colours of a scheme of this office, begun from the one in use; what moves is listed first."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.light_schemes import keep_scheme, own_scheme, without_scheme
from app.errors import Invalid
from app.rules.status import COLOURS, Preset, Status
from app.schema.kinds import Count
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.flow import FlowLayout
from ui.parts.read_row import labelled
from ui.settings.moved_box import MovedBox, Proposal
from ui.theme import current, set_role


class SchemeForm(QWidget):
    """Closed until 自定方案 is pressed; `box` lists what the fields would move before anything is written."""

    def __init__(self, frame: Frame, office: Office, box: MovedBox) -> None:
        super().__init__()
        self._frame, self._office, self._box = frame, office, box
        self.name, self.soon, self.urgent = QLineEdit(), QLineEdit(), QLineEdit()
        self.colours = {status: _colour_box(status) for status in Status}
        self._fields = QWidget()
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._buttons())
        column.addWidget(self._fields)
        self._fields.hide()

    @property
    def is_open(self) -> bool:
        """Whether the fields stand there."""
        return not self._fields.isHidden()

    def open(self) -> None:
        """Show the fields, filled with the scheme in use."""
        now = self._office.measure.preset
        self.name.setText(now.label if self._is_own(now) else f"{self._office.name}灯色"[:20])
        self.soon.setText(str(now.yellow_days))
        self.urgent.setText("" if now.urgent_days is None else str(now.urgent_days))
        for status, box in self.colours.items():
            box.setCurrentIndex(box.findData(now.colours[status]))
        self._fields.show()
        self.name.setFocus()
        self.name.selectAll()

    def close_form(self) -> bool:
        """Leave everything as it is; False when the fields were not shown."""
        was = self.is_open
        self._fields.hide()
        return was

    def propose(self) -> None:
        """See what the fields as they stand would move."""
        do(self._frame, self._from_fields, done=self._box.look)

    def propose_drop(self) -> None:
        """See what doing without this scheme would move."""
        office, now = self._office, self._office.measure.preset

        def read() -> Proposal:
            made = without_scheme(office, now.id)
            return Proposal(
                f"去掉灯色方案“{now.label}”", made, partial(keep_scheme, office, made), straight=True
            )

        do(self._frame, read, done=self._box.look)

    def _from_fields(self) -> Proposal:
        soon = self._days(self.soon)
        if soon is None:
            raise Invalid(f"请写提前几个工作日算“{Status.DUE_SOON.label}”。")
        colours = {status: str(box.currentData()) for status, box in self.colours.items()}
        basis = self._office.measure.preset.id
        made = own_scheme(self._office, basis, self.name.text(), soon, self._days(self.urgent), colours)
        label = f"用灯色方案“{made['preset.local'][made['preset']]['label']}”"
        return Proposal(label, made, partial(keep_scheme, self._office, made), straight=True)

    def _days(self, line: QLineEdit) -> int | None:
        said = Count().from_text(line.text(), self._office.today)
        if said is not None and not isinstance(said, int):
            raise Invalid("天数要写整数。")
        return said

    def _is_own(self, preset: Preset) -> bool:
        return preset.id in self._office.setting("preset.local")

    def _buttons(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        own = self._is_own(self._office.measure.preset)
        self.begin = button("改这套方案…" if own else "自定方案…", self.open, "quiet")
        flow.addWidget(self.begin)
        self.drop = button("去掉这套方案", self.propose_drop, "quiet")
        if not own:
            self.drop.hide()
        flow.addWidget(self.drop)
        return line

    def _fill(self) -> None:
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line, called, hint, width in (
            (self.name, "方案名称", "", 240), (self.soon, Status.DUE_SOON.label, "剩几个工作日起亮", 72),
            (self.urgent, "紧急", "剩几个工作日起亮，不用这个灯就空着", 72),
        ):  # fmt: skip
            line.setAccessibleName(called if not hint else f"{called}：{hint}")
            line.setFixedWidth(current().px(width))
            line.returnPressed.connect(self.propose)
            column.addWidget(labelled(called, _beside(line, _quiet(hint))))
        choices = QWidget()
        flow = FlowLayout(choices)
        for status, box in self.colours.items():
            flow.addWidget(_named(status, box))
        column.addWidget(labelled("颜色", choices))
        column.addWidget(labelled("", _beside(button("看会变哪些灯", self.propose))))
        note = _quiet(
            f"其余照现在用的“{self._office.measure.preset.label}”；某条时限自己定了提前几天的，仍按那一条。寄出时勾选灯色方案就能下发。"
        )
        note.setWordWrap(True)
        column.addWidget(note)


def _colour_box(status: Status) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(f"{status.label}的颜色")
    for colour, word in COLOURS.items():
        box.addItem(word, colour)
    return box


def _named(status: Status, box: QComboBox) -> QWidget:
    return _beside(QLabel(f"{status.mark} {status.label}"), box)


def _beside(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(4)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return line


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    set_role(label, "quiet")
    return label
