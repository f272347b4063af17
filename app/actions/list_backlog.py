"""列入积案: an unclosed or repeated matter is put on the ledger of the backlog (M01)."""

from collections.abc import Sequence
from datetime import date

from app.actions.case_action import CaseAction, add_step, owned
from app.change import Change
from app.errors import NotAllowed
from app.schema.kinds import Value
from app.store.case_file import CaseFile, read_cases
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if _stands(case):
        return "已经在积案台账里；要改请在积案栏修改。"
    return None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.listed_on": office.today}


def _also(office: Office, case: CaseFile, values: object) -> dict[str, Value]:
    return {"registration.written_off_on": None, "registration.write_off_ground": None}


ACTION = CaseAction(
    id="list_backlog", label="列入积案", step="list_backlog", rank=96,
    fields=("registration.listed_on",), required=("registration.listed_on",),
    refusal=_refusal, defaults=_defaults, day="registration.listed_on", also=_also, quiet=True,
    hint="列入积案台账，化解后销号；销过号又反复的可以再列入。",
)  # fmt: skip


def list_many(office: Office, case_ids: Sequence[str], listed_on: date | None = None) -> Change:
    """Put all that a sweep found on the ledger of the backlog, as of one day, in one step (M01).

    What stands there already is passed over. Raises NotAllowed where nothing is left, or for another office's case.
    """
    day = listed_on or office.today
    cases = [each for each in read_cases(office, list(dict.fromkeys(case_ids))) if not _stands(each)]
    if not cases:
        raise NotAllowed("所选的件都已经在积案台账里了。")
    with office.writing(f"列入积案 {len(cases)} 件", action=ACTION.id) as write:
        for case in cases:
            reason = ACTION.why_not(office, case)
            if reason is not None:
                raise NotAllowed(f"{case.title}：{reason}")
            write.edit(case.registration, listed_on=day, written_off_on=None, write_off_ground=None)
            add_step(office, write, case, ACTION.step, day, None)
    assert write.change is not None
    return write.change


def _stands(case: CaseFile) -> bool:
    return case.registration.listed_on is not None and case.registration.written_off_on is None
