"""The ledger as one widget: it asks the store, shows the answer, and keeps place and selection through changes."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.change import Change
from app.errors import NotAllowed, Refused
from app.ledger import views
from app.ledger.columns import belongs_to_case, columns
from app.ledger.query import LIGHT, Condition, concerns, counts, moves, number_of, survey
from app.ledger.views import View
from app.records.catalogue import KINDS
from app.rules.status import Status, days_of_light
from app.store import preferences
from app.store.case_file import read_case
from app.store.office import Office
from ui.ledger.bulk_bar import BulkBar
from ui.ledger.model import LedgerModel
from ui.ledger.preview import Preview
from ui.ledger.standing import Standing
from ui.ledger.table import LedgerTable
from ui.ledger.toolbar import Toolbar
from ui.parts.empty import Empty
from ui.parts.light import LightCell, light_cell

if TYPE_CHECKING:
    from ui.ledger.chooser import ColumnChooser
    from ui.ledger.filter_pop import FilterPop

_FOLDED = "ledger.preview_folded"
_KEPT_AT_MOST = 20_000
_SETTLE = 120
_KEEP_AFTER = 500
"""Milliseconds after which a changed look is written, so that sorting never waits for the disk."""


class Board(QWidget):
    """`open_case` carries a case id. What is done to the rows is `ui.ledger.hands`' matter."""

    open_case = Signal(str)
    new_case = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.day = self._today()
        self.views = views.views(office.db)
        self.standing = Standing.of(views.last_view(office.db))
        self.model = LedgerModel(office, self)
        self.table = LedgerTable(self.model)
        self.toolbar, self.preview, self.bulk = Toolbar(office.measure.preset), Preview(), BulkBar()
        self.filter_pop: FilterPop | None = None
        self.chooser: ColumnChooser | None = None
        self._empty: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE)
        self._soon.timeout.connect(self.show_preview)
        self._unkept: dict[str, View] = {}
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keep_soon.timeout.connect(self.keep_looks)
        self._lay_out()
        self._connect()
        self.fold_preview(bool(preferences.get(office.db, _FOLDED, False)))
        self.open_view(self.standing.view)

    # -- asking ---------------------------------------------------------------------------------------------

    def open_view(self, view: View) -> None:
        """Show a view as it is."""
        self._keep_soon.start()
        self.toolbar.show_views(self.views, Standing.of(view))
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
            self.show_preview()

    def refresh(self, change: Change | None) -> None:
        """Show what a change has altered; the place and the selection stay by record."""
        view = self.standing.view
        if change is not None and not concerns(view.source, change):
            return
        before, self.day = self.day, self._today()
        if change is not None and before == self.day and not moves(self.standing.asked(self.day), change):
            self._recount()
            self.model.reload(self.day)
            self.show_preview()
            return
        old = self.model.numbers
        chosen, current, top = self._place()
        self._ask(reset=False)
        if self.model.numbers is not old:
            self._show()
            self._return_to(chosen, current, top)
        self.show_preview()

    def _ask(self, *, reset: bool = True) -> None:
        query = self.standing.query(self.day)
        numbers, found = survey(self.office.db, query, self.standing.status)
        self.toolbar.show_counts(found, sum(found.values()))
        if reset or numbers != self.model.numbers:
            self.model.show(self.standing.view.source, self.standing.view.columns, numbers, self.day)
        else:
            self.model.reload(self.day)

    def _recount(self) -> None:
        if self.standing.has_lights:
            query = self.standing.query(self.day)
            found = {Status(str(key)): n for key, n in counts(self.office.db, query, LIGHT).items()}
            self.toolbar.show_counts(found, sum(found.values()))

    def _today(self) -> date:
        try:
            return self.office.today
        except Refused:
            return self.office.now.date()

    # -- showing --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        view, standing = self.standing.view, self.standing
        self.toolbar.show_standing(standing)
        widths = {at: view.width(name) for at, name in enumerate(view.columns)}
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
        self._empty = self._emptiness()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _emptiness(self) -> Empty:
        view = self.standing.view
        if not self.standing.is_plain:
            return Empty("没有符合筛选的内容。", icon="filter", action="清除筛选", run=self.clear)
        if not view.conditions and self.standing.has_lights:
            return Empty("还没有案件。", icon="inbox", action="登记第一件", run=self.new_case.emit)
        if view.id != self.views[0].id:
            go = self.views[0]
            return Empty(
                f"“{view.name}”里还没有内容。",
                icon="inbox",
                action=f"看{go.name}",
                run=lambda: self.open_view(go),
            )
        return Empty(f"“{view.name}”里还没有内容。", icon="inbox")

    def _place(self) -> tuple[list[int], int | None, int | None]:
        """Row numbers that are selected, the current one, and the topmost in sight."""
        numbers, rows = self.model.numbers, len(self.model.numbers)
        chosen = self.table.chosen() if self.table.chosen_count() <= _KEPT_AT_MOST else []
        current, top = self.table.currentIndex().row(), self.table.rowAt(0)
        return (
            [numbers[at] for at in chosen if at < rows],
            numbers[current] if 0 <= current < rows else None,
            numbers[top] if 0 <= top < rows else None,
        )

    def _return_to(self, chosen: list[int], current: int | None, top: int | None) -> None:
        if not self.model.numbers:
            return
        places = {number: at for at, number in enumerate(self.model.numbers)}
        column = max(0, self.table.currentIndex().column())
        back = [places[number] for number in chosen if number in places]
        at = places.get(current) if current is not None else None
        self.table.choose(back or [at or 0], back[0] if at is None and back else at or 0, column)
        if top in places:
            self.table.verticalScrollBar().setValue(places[top])

    def show_preview(self) -> None:
        """Show the current row's case at the right."""
        if self.preview.isHidden():
            return
        at = self.table.currentIndex().row()
        case_id = self.model.case_id(at) if 0 <= at < self.model.rowCount() else None
        if case_id is None:
            self.preview.show_nothing()
            return
        try:
            case = read_case(self.office, case_id)
        except Refused as refusal:
            self.preview.show_nothing(refusal.sentence if isinstance(refusal, NotAllowed) else "")
            return
        sums = [f"{each.label}：{each.outcome}" for each in case.explained(self.day)]
        self.preview.show_case(case, self._light(at, case_id), sums)

    def _light(self, at: int, case_id: str) -> LightCell:
        if self.standing.has_lights:
            return self.model.light_cell(at)
        case = read_case(self.office, case_id)
        return light_cell(
            case.status(self.day).value, days_of_light(case.obligations, case.measure.calendar, self.day)
        )

    def fold_preview(self, folded: bool) -> None:
        """Fold the preview away or bring it back; remembered."""
        source = self.standing.view.source
        possible = self.standing.has_lights or belongs_to_case(source)
        self.preview.setVisible(possible and not folded)
        self.toolbar.preview.setEnabled(possible)
        self.toolbar.show_folded(folded or not possible)
        self._soon.start()

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

    def show_columns(self, names: list[str]) -> None:
        """Show these columns in this order."""
        self._rearrange(self.standing.with_view(columns=tuple(names)))

    def forget_look(self) -> None:
        """Give the view its own look back."""
        self.keep_looks()
        look = views.forget_look(self.office.db, self.standing.view)
        self._reread()
        said = {"columns": look.columns, "widths": look.widths, "sort": look.sort}
        self.stand(self.standing.with_view(**said))

    def keep_view(self, name: str) -> None:
        """Keep everything as it is now under a name. Raises Invalid."""
        self.keep_looks()
        made = views.save_as(self.office.db, self.standing.to_keep(), name)
        self._reread()
        self.open_view(made)

    def delete_view(self) -> None:
        """Delete the present view and go to the first. Raises NotAllowed for a shipped one."""
        self._unkept.pop(self.standing.view.id, None)
        views.delete(self.office.db, self.standing.view)
        self._reread()
        self.open_view(self.views[0])

    def drop_filter(self, at: int) -> None:
        """Drop the values of a column under its head."""
        from ui.ledger.filter_pop import FilterPop

        column = self.model.columns[at]
        others = self.standing.with_condition(column.name, None).to_keep().conditions
        query = replace(self.standing.query(self.day), conditions=others)
        found = counts(self.office.db, query, column.name)
        head = self.table.heads[1 if at < self.table.frozen_count else 0]
        pop = FilterPop(head, column, found, self.standing.condition(column.name), self.day)
        pop.applied.connect(lambda condition: self.filter_by(column.name, condition))
        pop.sorted_by.connect(lambda descending: self.sort_by(column.name, descending))
        self.filter_pop = pop
        pop.drop(head.mapToGlobal(QPoint(head.sectionViewportPosition(at), head.height())))

    def choose_columns(self, below: QPoint | None = None) -> None:
        """Drop the column chooser."""
        from ui.ledger.chooser import ColumnChooser

        chooser = ColumnChooser(self, columns(self.standing.view.source), self.standing.view.columns)
        chooser.chosen.connect(self.show_columns)
        chooser.reset.connect(self.forget_look)
        self.chooser = chooser
        button = self.toolbar.columns
        chooser.drop(below or button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _rearrange(self, standing: Standing) -> None:
        self._remember(standing.view)
        self.stand(standing)

    def _remember(self, view: View) -> None:
        look = {"columns": view.columns, "widths": view.widths, "sort": view.sort}
        self.views = [replace(each, **look) if each.id == view.id else each for each in self.views]  # type: ignore[arg-type]
        self._unkept[view.id] = view
        self._keep_soon.start()

    def keep_looks(self) -> None:
        """Write how the views look, and which is open, now."""
        self._keep_soon.stop()
        unkept, self._unkept = self._unkept, {}
        for view in unkept.values():
            views.remember(self.office.db, view)
        views.open_view(self.office.db, self.standing.view)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._keep_soon.isActive():
            self.keep_looks()
        super().hideEvent(event)

    def _reread(self) -> None:
        self.views = views.views(self.office.db)
        self.toolbar.show_views(self.views, self.standing)

    def _widened(self, at: int, width: int) -> None:
        view = self.standing.view
        widths = {**view.widths, view.columns[at]: max(views.LEAST, min(views.MOST, width))}
        self.standing = replace(self.standing, view=replace(view, widths=widths))
        self._remember(self.standing.view)

    def _toggle_preview(self) -> None:
        folded = not self.preview.isHidden()
        preferences.put(self.office.db, _FOLDED, folded)
        self.fold_preview(folded)

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
        self.bulk.show_count(self.table.chosen_count(), unit)
        self._soon.start()

    def _pick_view(self, view: View) -> None:
        self.open_view(next(each for each in self.views if each.id == view.id))
        self.fold_preview(bool(preferences.get(self.office.db, _FOLDED, False)))
        self.table.setFocus()

    # -- making ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.table.setAccessibleName("台账")
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self._stack, 1)
        body.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 8)
        layout.setSpacing(10)
        layout.addWidget(self.toolbar)
        layout.addLayout(body, 1)
        layout.addWidget(self.bulk)

    def _connect(self) -> None:
        table, bar = self.table, self.toolbar
        bar.status_picked.connect(self.pick_status)
        bar.view_picked.connect(self._pick_view)
        bar.condition_dropped.connect(lambda column: self.filter_by(column, None))
        bar.columns_asked.connect(lambda: self.choose_columns())
        bar.preview_asked.connect(self._toggle_preview)
        bar.new_asked.connect(self.new_case)
        bar.field.asked.connect(self.search)
        bar.field.down.connect(table.setFocus)
        table.typed.connect(bar.field.begin)
        table.opened.connect(self._open)
        table.cleared.connect(self.clear)
        table.preview_asked.connect(self._toggle_preview)
        table.filter_asked.connect(self.drop_filter)
        table.widened.connect(self._widened)
        table.moved.connect(self._moved)
        for head in table.heads:
            head.sort_asked.connect(lambda at: self.sort_by(self.model.columns[at].name))
            head.columns_asked.connect(self.choose_columns)
        self.preview.open_asked.connect(self._open)
        self.bulk.dismissed.connect(lambda: table.go_to(max(0, table.currentIndex().row())))
