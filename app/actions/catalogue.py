"""Every action on a case there is; menus, the case page and the census read this."""

from app.actions import (
    accept,
    answer_order,
    approve_clarification,
    archive,
    ask_extension,
    assign,
    begin_verification,
    check_recusal,
    clarify,
    close,
    close_on_the_spot,
    decide_assigned_extension,
    decide_extension,
    deliver_reward,
    dispose,
    end_protection,
    escalate_case,
    feed_back,
    follow_up,
    forward,
    hand_item,
    hand_over,
    inquire,
    instruct,
    issue_order,
    judge_repeat,
    list_backlog,
    look_back,
    note_correction,
    note_feedback,
    note_inquiry_reply,
    note_order_reply,
    note_transfer_reply,
    note_upper_reply,
    pause,
    propose,
    propose_clarification,
    propose_reward,
    protect,
    reject,
    reopen,
    report_inquiry,
    report_up,
    resubmit,
    resume,
    retain,
    return_case,
    review,
    sign_item,
    sign_receipt,
    submit_report,
    take_measure,
    tell_acceptance,
    tell_rejection,
    transfer_out,
    up_report,
    verify_identity,
    withdraw,
    write_off,
)
from app.actions.case_action import CaseAction
from app.store.case_file import CaseFile
from app.store.office import Office

CASE_ACTIONS: dict[str, CaseAction] = {
    each.ACTION.id: each.ACTION
    for each in (
        accept, answer_order, approve_clarification, archive, ask_extension, assign, begin_verification,
        check_recusal, clarify, close, close_on_the_spot, decide_assigned_extension, decide_extension,
        deliver_reward, dispose, escalate_case, end_protection, feed_back, follow_up, forward, hand_item, hand_over,
        inquire, instruct, issue_order, judge_repeat, list_backlog, look_back, note_correction, note_feedback,
        note_inquiry_reply, note_order_reply, note_transfer_reply, note_upper_reply, pause, propose,
        propose_clarification, propose_reward, protect, reject, reopen, report_inquiry, report_up, resubmit,
        resume, retain, return_case, review, sign_item, sign_receipt, submit_report, take_measure,
        tell_acceptance, tell_rejection, transfer_out, up_report, verify_identity, withdraw,
        write_off,
    )
}  # fmt: skip


def allowed(office: Office, case: CaseFile) -> list[CaseAction]:
    """What can be done with a case now, the likeliest first."""
    found = [each for each in CASE_ACTIONS.values() if each.why_not(office, case) is None]
    return sorted(found, key=lambda action: (action.later(case), action.rank))
