"""同一件: this case and another number are one report. What both hold stands side by side, and a person says which stays."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.actions.families import judge
from app.actions.same_case import (
    Both,
    Sameness,
    differing,
    look_at_same,
    part_again,
    say_same,
    take_over,
    written_since,
)
from app.actions.units import unit_name
from app.change import Change
from app.ledger.same_numbers import Alike, alike_to
from app.records.registration import Registration
from app.schema.kinds import Text
from app.store.case_file import CaseFile, case_by_number
from app.store.office import Office
from ui.case.asking import AskingPanel
from ui.case.same_sides import SameSides
from ui.do import do
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.line import LineEditor
from ui.form.make import FormContext
from ui.form.submit import button
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.scroll import settle
from ui.theme import set_role
from ui.undo import say_done

NUMBER = "other"


class SamePanel(AskingPanel):
    """Stands there only where there is something to say; `open_asked` carries the id of another case."""

    open_asked = Signal(str)
    opened = Signal()
    """The two sides stand there to be looked at."""
    _case: CaseFile | None = None
    _sides: SameSides | None = None
    _all = False

    def __init__(self, frame: Frame, office: Office, context: FormContext) -> None:
        super().__init__(frame, office, context)
        self.hide()

    def show_case(self, case: CaseFile) -> None:
        """Show what is said of a case."""
        if self._case is None or self._case.registration.id != case.registration.id:
            self._all = False
        self._case = case
        found = alike_to(self._office.db, case.registration.id)
        band = Band("同一件")
        for pair in found:
            band.add(self._offered(pair))
        for other in case.others:
            band.add(self._dropped(other))
            self._add_values(band, case, other)
        self.draw(band)
        self._is_empty = not (found or case.others)
        self._settle()

    def ask_number(self) -> None:
        """Ask for the number of the other one."""
        form = Form(self._context)
        line = LineEditor(Text(), self._context.today, width=320)
        hint = "写两件各自登记过的、其实是同一份来件的另一个编号；又来一次的是重复件，不是同一件"
        form.add(NUMBER, FieldRow("另一件的编号", line, hint=hint, required=True))
        self.open("核对", form, lambda: self._look(str(form.values()[NUMBER])))
        self._settle()
        self.opened.emit()

    def compare(self, other: str) -> None:
        """Lay what both hold side by side."""
        assert self._case is not None
        own = self._case.registration.id
        do(self._frame, lambda: look_at_same(self._office, own, other), done=self._show_sides)

    def close_form(self) -> bool:
        was_open = self._sides is not None
        if self._sides is not None:
            self._sides.hide()
            self._layout.removeWidget(self._sides)
            self._sides.deleteLater()
            self._sides = None
        was_open = super().close_form() or was_open
        self._settle()
        return was_open

    def _settle(self) -> None:
        self.setVisible(not self._is_empty or self.ask is not None or self._sides is not None)
        settle(self)

    _is_empty = True

    def _look(self, number: str) -> Change | None:
        assert self._case is not None
        self._found = look_at_same(
            self._office, self._case.registration.id, case_by_number(self._office, number)
        )
        return None

    _found: Sameness | None = None

    def _done(self, change: Change | None) -> None:
        if self._found is not None:
            found, self._found = self._found, None
            self._show_sides(found)
        else:
            super()._done(change)

    def _show_sides(self, found: Sameness) -> None:
        self.close_form()
        self._sides = sides = SameSides(found)
        sides.confirmed.connect(partial(self._say, sides))
        sides.given_up.connect(self.close_form)
        self._layout.addWidget(sides)
        sides.show()
        self._settle()
        self.opened.emit()
        sides.begin()

    def _say(self, sides: SameSides) -> None:
        found = sides.found
        ids = found.kept.registration.id, found.dropped.registration.id
        do(self._frame, lambda: say_same(self._office, *ids, sides.taken()), done=self._said)

    def _said(self, change: Change) -> None:
        self.close_form()
        say_done(self._frame, self._office, f"已{change.label}", change)

    def _offered(self, pair: Alike) -> QWidget:
        number = button(pair.other_no or "(未编号)", partial(self.open_asked.emit, pair.other), "quiet")
        said = f"{pair.called}相同（{pair.number}），可能是同一件"
        return _row(
            number, said, button("核对", partial(self.compare, pair.other)),
            button("不是同一件", partial(self._apart, pair), "quiet"),
        )  # fmt: skip

    def _apart(self, pair: Alike) -> None:
        do(
            self._frame, lambda: judge(self._office, pair.one, pair.other, "different"), done=self._said
        )  # fmt: skip

    def _dropped(self, other: Registration) -> QWidget:
        office = self._office
        who = office.name if other.owner == office.code else unit_name(office, other.owner)
        facts = (other.text("received_on"), f"{who}登记", "已并入本件，原编号仍查得到")
        run = partial(self._do_at_once, partial(part_again, office, other.id))
        return _row(
            _quiet(other.case_no or "(未编号)", wrapped=False),
            " · ".join(facts),
            button("分开", run, "quiet"),
        )

    def _add_values(self, band: Band, case: CaseFile, other: Registration) -> None:
        """What the dropped one says differently: what was written later is listed, the rest when somebody asks."""
        since = written_since(self._office, other.id)
        found = list(differing(self._office, case, other, None))
        later = [each for each in found if each.field.partition(".")[2] in since]
        for each in found if self._all else later:
            band.add(self._value(other, each, "并入以后改的：" if each in later else ""))
        if not self._all and (rest := len(found) - len(later)):
            line = button(f"还有 {rest} 项填得和本件不同，列出", self.show_all, "quiet")
            band.add(_row(None, "", line))

    def show_all(self) -> None:
        """List every field in which a dropped one differs."""
        assert self._case is not None
        self._all = True
        self.show_case(self._case)

    def _value(self, other: Registration, each: Both, when: str) -> QWidget:
        said = f"{when}{each.label}：本件“{each.kept or '空'}”，{other.case_no or '另一号'}“{each.other}”"
        run = partial(self._do_at_once, partial(take_over, self._office, other.id, each.field))
        return _row(None, said, button("建议采纳" if each.answered_by else "采纳", run, "quiet"))

    def _do_at_once(self, run: "partial[Change]") -> None:
        do(self._frame, run, done=self._said)


def _row(first: QWidget | None, said: str, *buttons: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    if first is not None:
        row.addWidget(first)
    row.addWidget(_quiet(said), 1)
    for each in buttons:
        row.addWidget(each)
    return line


def _quiet(text: str, *, wrapped: bool = True) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(wrapped)
    set_role(made, "quiet")
    return made
