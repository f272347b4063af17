"""The ledger as one widget: it asks the store, shows the answer, and keeps place and selection through changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.change import Change
from app.ledger import views
from app.ledger.folding import folded, known, tallied
from app.ledger.query import (
    LIGHT,
    Condition,
    concerns,
    counts,
    ids,
    leaves_out,
    moves,
    number_of,
    survey,
)
from app.ledger.views import View
from app.records.catalogue import KINDS
from app.rules.status import Status
from app.store.office import Office
from ui.ledger.beside import Beside
from ui.ledger.bulk_bar import BulkBar
from ui.ledger.drops import Drops
from ui.ledger.looks import Looks
from ui.ledger.model import REPEAT, LedgerModel
from ui.ledger.nothing import nothing
from ui.ledger.place import Place
from ui.ledger.preview import Preview
from ui.ledger.standing import Standing
from ui.ledger.table import LedgerTable
from ui.ledger.toolbar import Toolbar
from ui.parts.banner import Banner
from ui.theme import current, set_role

NUMBER, MARK = "registration.case_no", 7
"""The column in which a matter says how many reports it has, and the characters that takes."""
_AFTER_PAINT = 10
"""Milliseconds after which what the first look does not need is asked."""
LEFT_OUT = "反映您本人的案件要回避，筛选和搜索时不列出；统计数里仍包括它们。"


class Board(QWidget):
    """`open_case` carries a case id. What is done to the rows is `ui.ledger.hands`' matter."""

    open_case = Signal(str)
    new_case = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.looks = Looks(office, self)
        self.standing = Standing.of(self.looks.now)
        self.model = LedgerModel(office, self)
        self.table = LedgerTable(self.model)
        self.toolbar, self.bulk = Toolbar(office.measure.preset), BulkBar()
        self.beside = Beside(office, self.table, self.model, self)
        self.doubt, self.left_out = Banner(), QLabel(LEFT_OUT)
        set_role(self.left_out, "quiet")
        self.day = self._today()
        self.drops = Drops(self)
        self._empty: QWidget | None = None
        self._opened: frozenset[int] = frozenset()
        self._count_soon = QTimer(self, singleShot=True, interval=_AFTER_PAINT)
        self._count_soon.timeout.connect(self._recount)
        self._lay_out()
        self._connect()
        self._dressed = current()
        self.open_view(self.standing.view)

    @property
    def views(self) -> list[View]:
        """The views of the office."""
        return self.looks.all

    @property
    def preview(self) -> Preview:
        """What is shown beside the table."""
        return self.beside.preview

    # -- asking ---------------------------------------------------------------------------------------------

    def open_view(self, view: View) -> None:
        """Show a view as it is."""
        self.looks.open(view)
        self.toolbar.show_views(self.views, Standing.of(view))
        self.beside.stand(view.source)
        self.stand(Standing.of(view))
        self.table.horizontalScrollBar().setValue(0)

    def stand(self, standing: Standing) -> None:
        """Ask for something else; the first row is chosen."""
        self.standing = standing
        self._ask()
        self._show()
        self.table.verticalScrollBar().setValue(0)
        self.table.go_to(0)
        if not self.model.numbers:
            self.beside.show_now()

    def refresh(self, change: Change | None) -> None:
        """Show what a change has altered; the place and the selection stay by record."""
        view = self.standing.view
        if change is not None and not concerns(view.source, change):
            return
        before, self.day = self.day, self._today()
        if change is not None and before == self.day and not moves(self.standing.asked(self.day), change):
            self._recount()
            self.model.reload(self.day)
            self.beside.show_now()
            return
        old = self.model.numbers
        place = Place.of(self.table, self.model)
        self._ask(reset=False)
        if self.model.numbers is not old:
            self._show()
            place.restore(self.table, self.model)
        self.beside.show_now()

    def _ask(self, *, reset: bool = True) -> None:
        query, folds = self.standing.query(self.day), self.standing.view.folded
        several = known(self.office.db, query.source)
        self.model.several, self.model.opened, self.model.folds = several, self._opened, folds
        self.left_out.setVisible(leaves_out(self.office.db, self.standing.asked(self.day)))
        if query.text or query.conditions:
            numbers, found = survey(self.office.db, query, self.standing.status)
            self._tell(found)
        else:  # the rows first: the whole ledger's lights are counted once they are painted
            numbers = ids(self.office.db, self.standing.asked(self.day))
            if self.standing.has_lights and not self.model.in_doubt:
                self._count_soon.start()
            else:
                self._tell({})
        if folds:
            numbers = folded(numbers, several, self._opened)
        if reset or numbers != self.model.numbers:
            self.model.show(self.standing.view.source, self.standing.view.columns, numbers, self.day)
        else:
            self.model.reload(self.day)

    def _recount(self) -> None:
        self._count_soon.stop()
        if self.standing.has_lights:
            query = self.standing.query(self.day)
            found = {Status(str(key)): n for key, n in counts(self.office.db, query, LIGHT).items()}
            self._tell(found)

    def _tell(self, found: Mapping[Status, int]) -> None:
        fold = self.standing.view.folded
        said = tallied(self.office.db, self.standing.query(self.day), found, fold=fold)
        everything = said.matters if fold else said.reports
        self.toolbar.show_counts(None if self.model.in_doubt else said.lights, everything)
        self.toolbar.show_matters(said.matters, said.reports)

    def _today(self) -> date:
        """The day of the lights. While the clock is in doubt they say nothing, and a sentence asks for the date."""
        doubt = self.office.clock_doubt()
        self.model.in_doubt = doubt is not None
        self.toolbar.chips.setEnabled(doubt is None)
        if doubt is None:
            self.doubt.dismiss()
            return self.office.today
        self.doubt.ask(f"{doubt}核对以前不显示期限。", wrong=True)
        return self.office.now.date()

    # -- showing --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        view, standing = self.standing.view, self.standing
        self.toolbar.show_standing(standing, self.model.known)
        widths = {at: view.width(name) for at, name in enumerate(view.columns)}
        if (
            view.folded
            and self.model.several.main_of
            and NUMBER not in view.widths
            and NUMBER in view.columns
        ):
            widths[view.columns.index(NUMBER)] += MARK
        own = frozenset(at for at, name in enumerate(view.columns) if name in view.widths)
        self.table.lay_out(widths, own)
        places = {name: at for at, name in enumerate(view.columns)}
        by = {places[name]: down for name, down in view.sort if name in places}
        filtered = frozenset(places[each.column] for each in standing.conditions if each.column in places)
        for head in self.table.heads:
            head.mark(by, filtered)
        self.bulk.show_columns(self.model.columns)
        self.table.can_clear = not standing.is_plain
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        if self.model.numbers:
            self._stack.setCurrentWidget(self.table)
            return
        self._empty = nothing(self.standing, self.views[0], self.clear, self.new_case.emit, self.open_view)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    # -- what the person does to the view -------------------------------------------------------------------

    def clear(self) -> None:
        """Take away everything that was put on top of the view."""
        self.stand(replace(Standing.of(self.standing.view)))
        self.table.setFocus()

    def search(self, text: str) -> None:
        """Filter by a text."""
        if text.strip() != self.standing.text.strip():
            self.stand(replace(self.standing, text=text))

    def pick_status(self, status: Status | None) -> None:
        """Filter by a chip."""
        self.stand(replace(self.standing, status=status))

    def filter_by(self, column: str, condition: Condition | None) -> None:
        """Put a filter on a column, or take it away."""
        self.stand(self.standing.with_condition(column, condition))

    def sort_by(self, column: str, descending: bool | None = None) -> None:
        """Sort by a column: one way, or the next of its turns."""
        turned = self.standing.turned(column)
        self._rearrange(
            turned if descending is None else self.standing.with_view(sort=((column, descending),))
        )

    def fold(self, on: bool) -> None:
        """Show each matter as one line, or every report; the view remembers it."""
        self._opened = frozenset()
        self._keep_place(lambda: self._rearrange(self.standing.with_view(folded=on)))

    def turn(self, at: int, open_it: bool) -> None:
        """Open the matter of a row to all its reports, or fold it to one line."""
        family = self.model.family(at)
        if family is None or (family in self._opened) == open_it:
            return
        self._opened = self._opened | {family} if open_it else self._opened - {family}
        line = next((up for up in range(at, -1, -1) if self.model.fold_mark(up) != REPEAT), at)
        self.table.go_to(line)
        self._keep_place(self._ask)

    def _keep_place(self, ask: Callable[[], object]) -> None:
        place = Place.of(self.table, self.model)
        ask()
        self._show()
        place.restore(self.table, self.model)

    def show_columns(self, names: list[str]) -> None:
        """Show these columns in this order."""
        self._rearrange(self.standing.with_view(columns=tuple(names)))

    def forget_look(self) -> None:
        """Give the view its own look back."""
        look = self.looks.forget(self.standing.view)
        self.toolbar.show_views(self.views, self.standing)
        said = {"columns": look.columns, "widths": look.widths, "sort": look.sort}
        self.stand(self.standing.with_view(**said))

    def keep_view(self, name: str) -> None:
        """Keep everything as it is now under a name. Raises Invalid."""
        self.open_view(self.looks.save_as(self.standing.to_keep(), name))

    def delete_view(self) -> None:
        """Delete the present view and go to the first. Raises NotAllowed for a shipped one."""
        self.looks.delete(self.standing.view)
        self.open_view(self.views[0])

    def _rearrange(self, standing: Standing) -> None:
        self.looks.remember(standing.view)
        self.stand(standing)

    def hideEvent(self, event: QHideEvent) -> None:
        self.looks.settle()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.beside.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._dressed != current():
            self._dressed = current()
            self.table.redress()
            self.beside.preview.redress()
            self._show()
            self.beside.fit(self.width())

    def _widened(self, at: int, width: int) -> None:
        view = self.standing.view
        widths = {**view.widths, view.columns[at]: max(views.LEAST, min(views.MOST, width))}
        self.standing = replace(self.standing, view=replace(view, widths=widths))
        self.looks.remember(self.standing.view)

    def neighbour(self, case_id: str, step: int) -> str | None:
        """The case that stands so many rows further in the table than this one; None past its ends."""
        number = number_of(self.office.db, "case", case_id)
        numbers = self.model.numbers
        if not self.standing.has_lights or number is None or number not in numbers:
            return None
        at = numbers.index(number) + step
        return self.model.record_id(at) if 0 <= at < len(numbers) else None

    def _open(self) -> None:
        at = self.table.currentIndex().row()
        case_id = self.model.case_id(at) if 0 <= at < self.model.rowCount() else None
        if case_id is not None:
            self.open_case.emit(case_id)
        elif at >= 0:
            self.table.edit_asked.emit(self.table.currentIndex(), False)

    def _moved(self) -> None:
        source = self.standing.view.source
        unit = "件" if self.standing.has_lights else f"条{KINDS[source].label}"
        self.bulk.can_join(self.standing.has_lights)
        self.bulk.show_count(self.table.chosen_count(), unit)
        self.beside.show_soon()

    def _pick_view(self, view: View) -> None:
        self.open_view(next(each for each in self.views if each.id == view.id))
        self.table.setFocus()

    # -- making ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.table.setAccessibleName("台账")
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self._stack, 1)
        body.addWidget(self.beside.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 8)
        layout.setSpacing(10)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.doubt)
        layout.addWidget(self.left_out)
        layout.addLayout(body, 1)
        layout.addWidget(self.bulk)

    def _connect(self) -> None:
        table, bar = self.table, self.toolbar
        bar.status_picked.connect(self.pick_status)
        bar.view_picked.connect(self._pick_view)
        bar.condition_dropped.connect(lambda column: self.filter_by(column, None))
        bar.columns_asked.connect(lambda: self.drops.columns())
        bar.fold_asked.connect(self.fold)
        table.turned.connect(self.turn)
        bar.preview_asked.connect(self.beside.toggle)
        bar.new_asked.connect(self.new_case)
        bar.field.asked.connect(self.search)
        bar.field.down.connect(table.setFocus)
        table.typed.connect(bar.field.begin)
        table.opened.connect(self._open)
        table.cleared.connect(self.clear)
        table.preview_asked.connect(self.beside.toggle)
        self.beside.turned.connect(bar.show_preview)
        table.filter_asked.connect(self.drops.values)
        table.widened.connect(self._widened)
        table.moved.connect(self._moved)
        for head in table.heads:
            head.sort_asked.connect(lambda at: self.sort_by(self.model.columns[at].name))
            head.columns_asked.connect(self.drops.columns)
        self.beside.preview.open_asked.connect(self._open)
        self.bulk.dismissed.connect(lambda: table.go_to(max(0, table.currentIndex().row())))
