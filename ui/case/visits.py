"""接访: the receptions that belong to a case, as lines, and one more."""

from app.actions.visits import ASKED, add_visit
from app.records.matters import Visit
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from ui.case.asking import AskingPanel, short
from ui.form.form import Form
from ui.form.make import row_for
from ui.form.submit import button
from ui.parts.band import Band
from ui.parts.read_row import ReadRow

SAID = ("visit_kind", "visit_order", "visit_level", "place", "receiver")


class VisitsPanel(AskingPanel):
    """The visits of a case; any office may add one of its own."""

    _case: CaseFile | None = None

    def show_case(self, case: CaseFile) -> None:
        """Show the visits of a case."""
        self._case = case
        band = Band("接访", "" if case.visits else "没有接访记录")
        band.add_to_head(button("加一次接访", self.open_new, "quiet"))
        for visit in case.visits:
            band.add(ReadRow(visit.text("visited_on"), _spoken(visit)))
        self.draw(band)

    def open_new(self) -> None:
        """Ask for a further visit."""
        assert self._case is not None
        case, form = self._case.registration.id, Form(self._context)
        presets: dict[str, Value] = {"batches": 1, "receiver": self._office.person or None}
        presets["category"] = self._case.registration.category
        for name in ASKED:
            row = form.add(f"visit.{name}", row_for(Visit.column(name), self._context))
            row.set_value(presets.get(name))
        form.changed.connect(lambda: form.warn())
        self.open("加一次接访", form, lambda: add_visit(self._office, short(form.values()), case))


def _spoken(visit: Visit) -> str:
    counted = f"{visit.batches or 1} 批 {visit.persons} 人次" if visit.persons else ""
    parts = [*(visit.text(name) for name in SAID), counted, visit.text("matter"), visit.text("answer")]
    return " · ".join(part for part in parts if part)
