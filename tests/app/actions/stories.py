"""What goes before each action on a case, and what it is told: one story for each."""

from decimal import Decimal

from app.actions.catalogue import CASE_ACTIONS
from app.records.oversight import Order
from app.records.supervision import Supervision
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import reported

STORY: dict[str, tuple[tuple[str, ...], dict[str, Value]]] = {
    "accept": ((), {}),
    "reject": ((), {"registration.rejection_ground": "other_organ"}),
    "tell_acceptance": (("accept",), {}),
    "assign": ((), {"supervision.handling_unit": "云溪镇纪委"}),
    "sign_receipt": (("given",), {"handling.handler": "李岚"}),
    "hand_over": (("accept",), {"handling.handler": "李岚"}),
    "dispose": (("accept", "hand_over"), {"handling.disposition": "preliminary_verification"}),
    "close": (("accept", "hand_over"), {"handling.finding": "unsubstantiated", "handling.result": "已查清"}),
    "report_up": (("given", "sign_receipt", "close"), {}),
    "feed_back": (("accept", "hand_over", "close"), {"handling.satisfaction": "satisfied"}),
    "archive": (("accept", "hand_over", "close"), {"handling.no_feedback_reason": "unreachable"}),
    "propose": ((), {"registration.proposed_action": "accept", "registration.proposer": "王敏"}),
    "instruct": (("propose",), {"registration.instruction": "同意", "registration.approver": "刘书记"}),
    "verify_identity": (
        (),
        {"registration.identity_check_result": "unreachable", "registration.identity_check_way": "phone"},
    ),
    "retain": ((), {}),
    "list_backlog": ((), {}),
    "write_off": (("list_backlog",), {"registration.write_off_ground": "resolved"}),
    "tell_rejection": (("reject",), {}),
    "transfer_out": ((), {"transfer.to_unit": "镇司法所"}),
    "note_transfer_reply": (("transfer_out",), {"transfer.result": "solved"}),
    "forward": ((), {"supervision.handling_unit": "云溪镇纪委"}),
    "withdraw": (("assign",), {"supervision.withdraw_reason": "wrong_unit"}),
    "return_case": (
        ("accept", "hand_over"),
        {"handling.return_reason": "not_ours", "handling.return_approver": "刘书记"},
    ),
    "hand_item": ((), {"receipt.item": "原信", "receipt.to_person": "李岚", "receipt.signed_on": None}),
    "sign_item": (("hand_item",), {}),
    "close_on_the_spot": ((), {"handling.result": "当场说明", "handling.handler": "李岚"}),
    "check_recusal": (("accept", "hand_over"), {}),
    "begin_verification": (("accept", "hand_over", "dispose"), {}),
    "submit_report": (("accept", "hand_over", "dispose"), {}),
    "review": (("accept", "hand_over", "dispose", "submit_report"), {"review.reviewer": "刘书记"}),
    "resubmit": (("accept", "hand_over", "dispose", "submit_report", "returned"), {}),
    "inquire": (("accept", "hand_over"), {}),
    "note_inquiry_reply": (("accept", "hand_over", "inquire"), {}),
    "report_inquiry": (
        ("accept", "hand_over", "inquire", "note_inquiry_reply"),
        {"inquiry.outcome": "clarified"},
    ),
    "take_measure": (("accept", "hand_over"), {"measure.organizational": ("criticism",)}),
    "ask_extension": (("accept", "hand_over"), {"extension.reason": "complex"}),
    "decide_extension": (("accept", "hand_over", "ask_extension"), {"extension.approver": "刘书记"}),
    "decide_assigned_extension": (("assign",), {}),
    "pause": (("accept", "hand_over"), {"pause.reason": "audit", "pause.approver": "刘书记"}),
    "resume": (("accept", "hand_over", "pause"), {}),
    "reopen": (
        ("accept", "hand_over", "close"),
        {"handling.reopen_kind": "reinvestigate", "handling.reopened_by": "刘书记"},
    ),
    "note_feedback": (("accept", "hand_over"), {}),
    "follow_up": (("accept", "hand_over", "close"), {}),
    "propose_clarification": (("accept", "hand_over", "close"), {"clarification.question": "低保评定"}),
    "approve_clarification": (
        ("accept", "hand_over", "close", "propose_clarification"),
        {"clarification.approver": "刘书记"},
    ),
    "clarify": (("accept", "hand_over", "close", "propose_clarification", "approve_clarification"), {}),
    "look_back": (("accept", "hand_over"), {}),
    "note_correction": (("accept", "hand_over", "look_back"), {"lookback.result": "已整改"}),
    "issue_order": (("assign",), {}),
    "answer_order": (("ordered",), {"answer.content": "正在核查"}),
    "note_order_reply": (("assign", "issue_order"), {}),
    "up_report": ((), {}),
    "note_upper_reply": (("up_report",), {"upreport.upper_step": "派人到场"}),
    "protect": ((), {"protection.measure": "confidential"}),
    "end_protection": (("protect",), {}),
    "propose_reward": (("accept", "hand_over", "close"), {"reward.proposer": "王敏"}),
    "deliver_reward": (
        ("accept", "hand_over", "close", "propose_reward"),
        {"reward.approver": "刘书记", "reward.amount": Decimal("0.2")},
    ),
    "judge_repeat": ((), {}),
    "escalate_case": ((), {"registration.approver": "刘书记"}),
}
"""What goes before each action on a case, and what it is told."""


AT_THE_COUNTY = {
    "assign",
    "forward",
    "withdraw",
    "decide_assigned_extension",
    "issue_order",
    "note_order_reply",
}


def do_action(office: Office, case: str, name: str) -> None:
    if name == "given":
        given_from_above(office, case)
        return
    if name == "ordered":
        ordered_from_above(office, case)
        return
    said = dict(STORY["review" if name == "returned" else name][1])
    if name == "returned":
        said |= {"review.outcome": "returned", "review.reason": "证据不足"}
    if name == "judge_repeat":
        said["repeat.main_no"] = read_case(office, reported(office)).registration.case_no
    action = CASE_ACTIONS["review" if name == "returned" else name]
    action.do(office, case, {**action.standing(office, read_case(office, case)), **said})


def ordered_from_above(office: Office, case: str) -> None:
    """An order of the county about this case, as a posting would bring it."""
    row = dict.fromkeys(("voided", "extra", *(field.name for field in Order.columns())))
    row |= {"id": f"order of {case}", "owner": "QH00", "version": '{"QH00/A":1}', "case": case, "order_no": "清督〔2026〕1号",
            "order_kind": "order", "unit": office.name, "issued_on": "2026-03-06"}  # fmt: skip
    with office.writing("收取", action="take") as write:
        write.put("order", row)


def given_from_above(office: Office, case: str) -> None:
    """A sheet of the county about this case, as a posting would bring it."""
    row = dict.fromkeys(("voided", "extra", *(field.name for field in Supervision.columns())))
    row |= {"id": f"sheet of {case}", "owner": "QH00", "version": '{"QH00/A":1}', "case": case, "assigned_on": "2026-03-06",
            "referral_kind": "assign_result", "due_on": "2026-06-06", "handling_unit": "云溪镇纪委"}  # fmt: skip
    with office.writing("收取", action="take") as write:
        write.put("supervision", row)
