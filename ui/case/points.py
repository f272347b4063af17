"""反映问题: the points of a case: read as lines, changed in place, added, voided with a reason."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.allegations import add_allegation, void_allegation
from app.actions.edit import edit_record
from app.change import Change
from app.errors import Refused
from app.records.matters import Allegation
from app.schema.kinds import Text, Value
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.action_bar import REASON
from ui.do import do
from ui.form.ask import AskForm
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext, row_for
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.theme import set_role
from ui.undo import say_done

NAMES = ("respondent", "unit", "position", "rank_class", "allegation_type", "summary")
NONE = "还没有录被反映人和问题。"


class PointsPanel(QWidget):
    """All points of a case; one small form at a time."""

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__()
        self._frame, self._office, self._context = frame, office, context
        self._case: CaseFile | None = None
        self.ask: AskForm | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._band = Band("被反映人和问题")
        self._layout.addWidget(self._band)

    def show_case(self, case: CaseFile) -> None:
        """Show the points of a case; an open form stays."""
        self._case = case
        mine = case.registration.owner == self._office.code
        band = Band("被反映人和问题", "" if case.allegations else NONE)
        if mine:
            band.add_to_head(button("加一条", self.open_new))
        for point in case.allegations:
            band.add(self._line(point, mine))
        self._layout.replaceWidget(self._band, band)
        self._band.hide()
        self._band.deleteLater()
        self._band = band

    def open_new(self) -> None:
        """Ask for a further point."""
        assert self._case is not None
        case = self._case.registration.id
        form = self._form(None)
        self._open("加一条", form, lambda: add_allegation(self._office, case, _short(form.values())))

    def open_edit(self, point: Allegation) -> None:
        """Change a point."""
        form = self._form(point)

        def write() -> Change:
            change = edit_record(self._office, point.kind, point.id, point.version, _short(form.values()))
            if change is None:
                raise Refused("没有改动；不改请按 Esc。")
            return change

        self._open("修改", form, write)

    def open_void(self, point: Allegation) -> None:
        """Ask why a point should no longer count."""
        form = Form(self._context)
        form.add(REASON, FieldRow("作废理由", LineEditor(Text(), self._context.today, width=480), required=True))
        self._open("作废", form, lambda: void_allegation(self._office, point.id, str(form.values()[REASON])))

    def close_form(self) -> bool:
        """Close the open form; False when there was none."""
        if self.ask is None:
            return False
        self.ask.hide()
        self._layout.removeWidget(self.ask)
        self.ask.deleteLater()
        self.ask = None
        return True

    def _form(self, point: Allegation | None) -> Form:
        form = Form(self._context)
        for name in NAMES:
            row = form.add(name, row_for(Allegation.column(name), self._context))
            row.set_value(point.value(name) if point is not None else None)
        return form

    def _open(self, label: str, form: Form, run: Callable[[], Change]) -> None:
        self.close_form()
        self.ask = ask = AskForm(label, "", form, run)
        self._layout.addWidget(ask)
        ask.confirmed.connect(self._do)
        ask.given_up.connect(self.close_form)
        ask.begin()

    def _do(self) -> None:
        if self.ask is not None:
            do(self._frame, self.ask.run, done=self._done, refused=self.ask.form.refused)

    def _done(self, change: Change) -> None:
        self.close_form()
        say_done(self._frame, self._office, f"已{change.label}", change)

    def _line(self, point: Allegation, mine: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        number = QLabel(f"第 {point.seq or 1} 条")
        set_role(number, "quiet")
        row.addWidget(number)
        words = QLabel(_spoken(point))
        words.setWordWrap(True)
        row.addWidget(words, 1)
        if mine:
            row.addWidget(button("修改", partial(self.open_edit, point), "quiet"))
            row.addWidget(button("作废", partial(self.open_void, point), "quiet"))
        return line


def _spoken(point: Allegation) -> str:
    who = " ".join(point.text(name) for name in ("respondent", "unit", "position") if point.text(name)) or "姓名不详"
    more = [point.text(name) for name in ("rank_class", "allegation_type", "summary") if point.text(name)]
    return " · ".join([who, *more])


def _short(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name.rpartition(".")[2]: value for name, value in values.items()}
