"""责任倒查: why a case was held, late or wrong; a correction is ordered (M35, M50; Rules Art. 52)."""

from app.actions.case_action import CaseAction
from app.records.aftermath import Lookback
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None


def _unit(office: Office, case: CaseFile) -> str:
    """Who has to do it: the unit it was given to, else the one that handles, else this office."""
    sheet = case.supervision
    given = sheet.handling_unit if sheet is not None and sheet.withdrawn_on is None else None
    handles = case.handling.unit if case.handling is not None else None
    return given or handles or office.name


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    unit = _unit(office, case)
    late = [
        (office.today - each.due_on).days
        for each in case.obligations
        if each.is_open and each.due_on < office.today and (unit == office.name or not each.rule.by_registrar)
    ]
    return {
        "lookback.ordered_on": office.today,
        "lookback.unit": unit,
        "lookback.lookback_kind": "rectification",
        "lookback.ground": "late",
        "lookback.held_days": max(late, default=None),
    }


ACTION = CaseAction(
    id="look_back", label="责任倒查", step="lookback", rank=57,
    fields=(
        "lookback.lookback_kind", "lookback.unit", "lookback.person", "lookback.ground",
        "lookback.held_days", "lookback.overdue_reason", "lookback.ordered_on", "lookback.requirement",
        "lookback.correct_by_on",
    ),
    required=("lookback.lookback_kind", "lookback.unit", "lookback.ground", "lookback.ordered_on"),
    refusal=_refusal, defaults=_defaults, day="lookback.ordered_on", adds=Lookback, quiet=True,
    hint="写明责任单位、事由和整改期限。",
)  # fmt: skip
