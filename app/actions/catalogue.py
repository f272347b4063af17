"""Every action on a case there is; menus, the case page and the census read this."""

from app.actions import (
    accept,
    archive,
    assign,
    close,
    dispose,
    feed_back,
    hand_over,
    reject,
    report_up,
    sign_receipt,
    tell_acceptance,
)
from app.actions.case_action import CaseAction
from app.store.case_file import CaseFile
from app.store.office import Office

CASE_ACTIONS: dict[str, CaseAction] = {
    each.ACTION.id: each.ACTION
    for each in (
        accept, reject, tell_acceptance, assign, sign_receipt, hand_over, dispose, close, report_up, feed_back,
        archive,
    )
}  # fmt: skip


def allowed(office: Office, case: CaseFile) -> list[CaseAction]:
    """What can be done with a case now, the likeliest first."""
    found = [each for each in CASE_ACTIONS.values() if each.why_not(office, case) is None]
    return sorted(found, key=lambda action: action.rank)
