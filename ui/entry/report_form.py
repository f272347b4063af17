"""The form of a new report: sections in reading order, fields that follow what was answered before."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.likenesses import Report
from app.actions.register import Entry
from app.records.catalogue import field
from app.rules.major import grounds
from app.rules.substance import is_bare, named_in, proposed
from app.schema.kinds import Choice, Value
from app.store.office import Office
from ui.entry import follows
from ui.entry.offered_day import OfferedDayEditor
from ui.entry.points import Points
from ui.form.field_row import FieldRow
from ui.form.form import Form
from ui.form.make import FormContext
from ui.form.pick import choice_editor
from ui.parts.band import Band

RECEIVED = "registration.received_on"
CHANNEL, SOURCE, IDENTITY = (
    "registration.intake_channel", "registration.intake_source", "registration.identity_status",
)  # fmt: skip
SUMMARY, PLACE, REPEAT = "registration.summary", "registration.incident_place", "registration.is_repeat"
DECIDING = (CHANNEL, SOURCE, IDENTITY, "reporter.reporter_type", "visit.persons")
INTAKE = (RECEIVED, CHANNEL, *follows.WAY, SOURCE, *follows.LEADER, *follows.SENT, *follows.PLATFORM)
CONTENT = (
    SUMMARY, "registration.category", "registration.incident_place", "registration.campaign_tag",
    "registration.handling_class", "registration.is_repeat",
)  # fmt: skip
FORMAT, SUBSTANCE = "registration.format_check", "registration.substance_check"
CHECKS = (FORMAT, SUBSTANCE)
CLOSING = ("registration.registered_on", "registration.registrar", "registration.remark")
LATER = frozenset({"visit.visit_kind"})
"""Fields that are required where they are asked at all, though the record can do without them."""


class ReportForm(QWidget):
    """Everything a clerk types for one report; Enter goes from field to field to the end."""

    changed = Signal()
    finished = Signal()

    def __init__(self, office: Office, context: FormContext) -> None:
        super().__init__()
        self._office = office
        self.form = Form(context, self)
        self.points = Points(context)
        self.bands: dict[str, Band] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 16, 24)
        layout.setSpacing(22)
        for title, names in (
            ("来件", INTAKE),
            ("来访", follows.VISIT),
            ("署名", (IDENTITY, *follows.REPORTER)),
        ):
            layout.addWidget(self._band(title, names))
        respondents = self.bands["被反映人"] = Band(
            "被反映人", "有几名写几行；加一行按 Ctrl+J，去一行按 Ctrl+Shift+J"
        )
        respondents.add(self.points)
        layout.addWidget(respondents)
        layout.addWidget(self._band("内容", CONTENT))
        layout.addWidget(self._band("审查", CHECKS, "照所填的先勾上，请核对；缺什么都可以登记"))
        layout.addWidget(self._band("登记", CLOSING))
        layout.addStretch(1)
        self._presets: dict[str, Any] = {}
        self._ticked: set[str] = set()
        self.form.changed.connect(self._changed)
        self.points.changed.connect(self._propose)
        self.points.changed.connect(self.changed)
        self.points.finished.connect(self.form.rows[SUMMARY].editor.setFocus)
        self.clear()

    def clear(self) -> None:
        """An empty form: only who registers, and on which day, stands in it."""
        self.form.clear()
        self.points.clear()
        self._ticked.clear()
        self._preset()
        self.follow()
        self.form.warn()

    def begin(self) -> None:
        """Go to the first field."""
        self.form.rows[RECEIVED].editor.setFocus()

    @property
    def is_typed(self) -> bool:
        """Whether the person has typed anything."""
        return bool(self.points.typed()) or any(
            kept != self._presets.get(name) for name, kept in self.form.typed().items()
        )

    def typed(self) -> dict[str, Any]:
        """All that was typed, for the draft."""
        return {"fields": self.form.typed(), "points": self.points.typed()}

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Show a draft again."""
        self.form.restore(typed["fields"])
        self.points.restore(list(typed["points"]))
        proposals = self._proposals()
        self._ticked = {name for name in CHECKS if self.form.value(name) != (proposals[name] or None)}
        self.follow()
        self.form.warn()

    def check(self) -> bool:
        """Say what is wrong beside each field and go to the first; whether nothing is."""
        wrong = self.form.check()
        cell = self.points.check()
        below = wrong is not None and wrong in [self.form.rows[name] for name in (*CONTENT, *CLOSING)]
        first = wrong.editor if wrong is not None and not (below and cell) else cell
        if first is not None:
            first.setFocus()
        return first is None

    def entry(self) -> Entry:
        """What is to be registered; raises Invalid naming the field."""
        said: dict[str, dict[str, Value]] = {"registration": {}, "reporter": {}, "visit": {}}
        for name, value in self.form.values().items():
            kind, _, short = name.partition(".")
            said[kind][short] = value
        return Entry(said["registration"], self.points.values(), said["reporter"], said["visit"])

    def compared(self) -> Report:
        """What is compared with earlier reports, as far as it is typed; nothing of who wrote it."""
        place, summary = (self.form.value(name) for name in (PLACE, SUMMARY))
        return Report(self.points.named(), str(place or ""), str(summary or ""))

    def is_bare(self) -> bool:
        """Whether it names offences and says nothing else so far."""
        said = self._said()
        return is_bare(
            str(said["summary"] or ""), [*named_in(self._people()), str(said["incident_place"] or "")]
        )

    def grounds(self) -> tuple[str, ...]:
        """What speaks for a major matter, in words."""
        persons = self.form.value("visit.persons") if not self.bands["来访"].isHidden() else None
        return grounds(self._said(), persons)

    def _said(self) -> dict[str, Value]:
        names = ("summary", "incident_place", "campaign_tag", "category", "identity_status", "is_repeat")
        return {name: self.form.value(f"registration.{name}") for name in names}

    def _people(self) -> list[dict[str, Value]]:
        return [
            {"respondent": each.name or None, "unit": each.unit or None, "position": each.position or None}
            for each in self.points.named()
        ]

    def _proposals(self) -> dict[str, tuple[str, ...]]:
        contact = bool(self.form.value("reporter.phone"))
        found = proposed(self._said(), self._people(), contact)
        return {f"registration.{name}": codes for name, codes in found.items()}

    def _propose(self) -> None:
        """Tick in the checklist what follows from what is typed, where the person has not ticked."""
        for name, codes in self._proposals().items():
            if name not in self._ticked and self.form.value(name) != (codes or None):
                self.form.rows[name].set_value(codes or None)

    def take_over(self, said: Mapping[str, Value], people: Sequence[Mapping[str, Value]]) -> None:
        """Fill what is still blank with what is known of the case that is repeated."""
        for name, value in said.items():
            row = self.form.rows.get(f"registration.{name}")
            if row is not None and not row.isHidden() and self.form.value(f"registration.{name}") is None:
                row.set_value(value)
        self.points.take_over(people)
        self.form.warn()

    def mark_repeat(self, on: bool) -> None:
        """Whether the report says of itself that it is a repeat."""
        self.form.rows[REPEAT].set_value(on or None)

    def _band(self, title: str, names: tuple[str, ...], note: str = "") -> Band:
        band = self.bands[title] = Band(title, note)
        for name in names:
            band.add(self._row(name))
        return band

    def _row(self, name: str) -> FieldRow:
        said = field(name)
        if name == RECEIVED:
            editor = OfferedDayEditor(said.kind, self.form.context.today)
            return self.form.add(name, FieldRow(said.label, editor, hint=said.hint, required=True))
        if name in follows.WAY and isinstance(said.kind, Choice):
            ways = choice_editor(said.kind, self.form.context.today, width=280, fits=self._is_a_way)
            return self.form.add(name, FieldRow(said.label, ways, hint=said.hint))
        row = self.form.make(said)
        if name in LATER:
            row.required = True
        return row

    def _is_a_way(self, code: str) -> bool:
        return code in follows.WAYS.get(str(self.form.value(CHANNEL)), (code,))

    def _preset(self) -> None:
        me: Value = self._office.person or None
        self.form.set_values(
            {
                "registration.registered_on": self.form.context.today(),
                "registration.registrar": me,
                "visit.batches": 1,
                "visit.receiver": me,
            }
        )
        self._presets = self.form.typed()

    def _changed(self, name: str) -> None:
        if name in CHECKS:
            self._ticked.add(name)
        if name in DECIDING:
            self.follow()
        self._propose()
        self.form.warn()
        self.changed.emit()

    def follow(self) -> None:
        """Ask for what the channel, the source and the signature that stand there ask for."""
        said = [self.form.value(name) for name in DECIDING]
        self.form.show_only(follows.asked(*said), among=follows.FOLLOWING)
        self.bands["来访"].setVisible(said[0] == "visit")
