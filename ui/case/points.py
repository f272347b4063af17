"""反映问题: the points of a case: read as lines, changed, added, voided, and what was found of each."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.allegations import add_allegation, void_allegation
from app.actions.dispose import handling_refusal
from app.actions.edit import edit_record
from app.actions.record_finding import record_finding
from app.errors import Refused, Unavailable
from app.records.matters import Allegation, Finding
from app.rules.jurisdiction import LevelDoubtful
from app.schema.kinds import Text
from app.store.case_file import CaseFile
from app.store.office import Office
from ui.case.action_bar import REASON
from ui.case.asking import AskingPanel, short
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext, row_for
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.banner import Banner
from ui.parts.scroll import settle
from ui.theme import set_role

NAMES = ("respondent", "unit", "position", "rank_class", "allegation_type", "summary")
FOUND = ("finding", "explanation", "found_on")
NONE = "还没有录被反映人和问题。"


class PointsPanel(AskingPanel):
    """All points of a case; one small form at a time."""

    _case: CaseFile | None = None
    _own_level_confirmed = False

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__(frame, office, context)
        self.question = Banner()
        self._layout.addWidget(self.question)

    def show_case(self, case: CaseFile) -> None:
        """Show the points of a case; an open form stays."""
        self._case = case
        mine = case.registration.owner == self._office.code
        handled = handling_refusal(self._office, case) is None
        band = Band("被反映人和问题", "" if case.allegations else NONE)
        if mine:
            band.add_to_head(button("加一条", self.open_new))
        for point in case.allegations:
            band.add(self._line(point, _finding(case, point), mine, handled))
        self.draw(band)

    def open_new(self) -> None:
        """Ask for a further point."""
        assert self._case is not None
        case, form = self._case.registration.id, self._form(None)
        self.open("加一条", form, lambda: add_allegation(
            self._office, case, short(form.values()), own_level_confirmed=self._own_level_confirmed
        ))  # fmt: skip

    def open_edit(self, point: Allegation) -> None:
        """Change a point."""
        form = self._form(point)
        self.open(
            "修改",
            form,
            lambda: edit_record(
                self._office,
                point.kind,
                point.id,
                point.version,
                short(form.values()),
                own_level_confirmed=self._own_level_confirmed,
            ),
        )

    def open_void(self, point: Allegation) -> None:
        """Ask why a point should no longer count."""
        form = Form(self._context)
        form.add(
            REASON, FieldRow("作废理由", LineEditor(Text(), self._context.today, width=480), required=True)
        )
        self.open("作废", form, lambda: void_allegation(self._office, point.id, str(form.values()[REASON])))

    def open_finding(self, point: Allegation) -> None:
        """Ask what was found of a point."""
        assert self._case is not None
        case, standing = self._case.registration.id, _finding(self._case, point)
        form = Form(self._context)
        for name in FOUND:
            row = form.add(f"finding.{name}", row_for(Finding.column(name), self._context))
            row.set_value(standing.value(name) if standing is not None else None)
        if standing is None:
            form.rows["finding.found_on"].set_value(self._office.today)
        self.open(
            f"认定第 {point.seq or 1} 条",
            form,
            lambda: record_finding(self._office, case, point.id, short(form.values())),
        )

    def close_form(self) -> bool:
        self.question.dismiss()
        self._own_level_confirmed = False
        return super().close_form()

    def escaped(self) -> bool:
        """Esc: first the question goes, then the form."""
        if self.question.isHidden():
            return self.close_form()
        self._stay()
        return True

    def _refused(self, refusal: Refused | Unavailable) -> bool:
        """A rank or post above our authority asks whose matter it is before anything is kept (Rules Art. 15)."""
        if not isinstance(refusal, LevelDoubtful):
            return super()._refused(refusal)
        self.question.ask_by_key(
            f"被反映人{refusal.words}，请再核对归谁管。",
            (
                ("归上级管：不写入", self._give_up),
                ("已核对，归本级管", self._confirm),
                ("接着改(Esc)", self._stay),
            ),
        )
        settle(self.question)
        return True

    def _give_up(self) -> None:
        self.close_form()
        self._frame.say("没有写入。请到“登记”里按 2 留存根，把原件报送上级。")

    def _confirm(self) -> None:
        self.question.dismiss()
        self._own_level_confirmed = True
        self._do()
        self._own_level_confirmed = False

    def _stay(self) -> None:
        self.question.dismiss()
        if self.ask is not None:
            self.ask.begin()

    def _form(self, point: Allegation | None) -> Form:
        form = Form(self._context)
        for name in NAMES:
            row = form.add(f"allegation.{name}", row_for(Allegation.column(name), self._context))
            row.set_value(point.value(name) if point is not None else None)
        return form

    def _line(self, point: Allegation, finding: Finding | None, mine: bool, handled: bool) -> QWidget:
        line = QWidget()
        number = QLabel(f"第 {point.seq or 1} 条")
        set_role(number, "quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, role in ((_spoken(point), ""), (_found(finding), "quiet")):
            if text:
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                set_role(label, role)
                words.addWidget(label)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(number)
        row.addLayout(words, 1)
        if handled:
            row.addWidget(button("认定", partial(self.open_finding, point), "quiet"))
        if mine:
            row.addWidget(button("修改", partial(self.open_edit, point), "quiet"))
            row.addWidget(button("作废", partial(self.open_void, point), "quiet"))
        return line


def _finding(case: CaseFile, point: Allegation) -> Finding | None:
    return next((each for each in case.findings if each.allegation == point.id), None)


def _spoken(point: Allegation) -> str:
    said = [text for name in NAMES if (text := point.text(name))]
    return " · ".join(said if point.respondent else ["姓名不详", *said])


def _found(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return "认定：" + " · ".join(text for name in FOUND if (text := finding.text(name)))
