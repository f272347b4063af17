"""A case that has been through nearly everything, for the pictures: invented, played with the actions themselves."""

from datetime import timedelta
from decimal import Decimal

from app.actions.catalogue import CASE_ACTIONS
from app.actions.register import Entry, register, registered_case
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office

HEAD, HANDLER = "刘书记", "李青云"
STORY: tuple[tuple[str, dict[str, Value]], ...] = (
    ("propose", {"registration.proposed_action": "accept", "registration.proposer": "王敏"}),
    ("instruct", {"registration.instruction": "同意受理，抓紧核实。", "registration.approver": HEAD}),
    ("accept", {}),
    ("hand_over", {"handling.handler": HANDLER}),
    ("hand_item", {"receipt.item": "原信 1 份 3 页", "receipt.to_person": HANDLER, "receipt.telephone": "13800000011",
                   "receipt.signed_on": None}),
    ("hand_item", {"receipt.item": "低保名册复印件", "receipt.to_person": HANDLER, "receipt.signed_on": None}),
    ("sign_item", {}),
    ("pause", {"pause.reason": "audit", "pause.approver": HEAD, "pause.waiting_for": "县审计局"}),
    ("resume", {}),
    ("ask_extension", {"extension.reason": "complex", "extension.applicant": HANDLER}),
    ("decide_extension", {"extension.approver": HEAD}),
    ("dispose", {"handling.disposition": "inquiry", "handling.disposition_approver": HEAD}),
    ("inquire", {"inquiry.way": "written_inquiry", "inquiry.respondent": "曾小明", "inquiry.talkers": "李青云、王敏"}),
    ("note_inquiry_reply", {}),
    ("report_inquiry", {"inquiry.outcome": "clarified", "inquiry.opinion": "所反映问题部分属实。"}),
    ("take_measure", {"measure.respondent": "曾小明", "measure.organizational": ("criticism", "self_criticism"),
                      "measure.recovered": Decimal("1.2")}),
    ("take_measure", {"measure.respondent": "刘某某", "measure.party_sanction": "warning",
                      "measure.recovered": Decimal("0.35")}),
    ("submit_report", {}),
    ("review", {"review.reviewer": HEAD, "review.outcome": "returned", "review.reason": "金额的凭证还不齐。"}),
    ("resubmit", {}),
    ("review", {"review.reviewer": HEAD}),
    ("close", {"handling.finding": "partly_substantiated", "handling.result": "两户低保已纠正，钱款已退回。"}),
    ("feed_back", {"handling.satisfaction": "fairly"}),
    ("follow_up", {"followup.state": "反映人对纠正结果认可。"}),
    ("up_report", {"upreport.content": "涉及惠民资金，先行报告。"}),
    ("look_back", {"lookback.unit": "柳树村党支部", "lookback.person": "周某某"}),
    ("protect", {"protection.measure": "confidential", "protection.threat": "担心被打听到。"}),
    ("propose_reward", {"reward.proposer": "王敏", "reward.amount": Decimal("0.1")}),
    ("archive", {}),
    ("reopen", {"handling.reopen_kind": "reinvestigate", "handling.reopened_by": HEAD,
                "handling.reopen_reason": "又收到新的凭证。"}),
)  # fmt: skip


def tell(office: Office) -> str:
    """Play the story; the id of its case. A step that cannot be done by then is an error of the story."""
    said: dict[str, Value] = {
        "received_on": office.today - timedelta(days=21), "intake_channel": "letter", "intake_source": "self",
        "identity_status": "real_name", "category": "misconduct_report", "summary": "反映柳树村低保评定不公，两户不够条件",
    }  # fmt: skip
    points: list[dict[str, Value]] = [
        {"respondent": name, "unit": "柳树村", "rank_class": "village_secretary"}
        for name in ("曾小明", "刘某某")
    ]
    case = registered_case(register(office, Entry(said, points, {"name": "李某某", "phone": "13800000000"})))
    for name, values in STORY:
        action = CASE_ACTIONS[name]
        action.do(office, case, action.standing(office, read_case(office, case)) | values)
    return case


def assigned(office: Office, unit: str, respondent: str, summary: str) -> str:
    """A report of ours that is given to a unit below; the number of its case."""
    said: dict[str, Value] = {
        "received_on": office.today - timedelta(days=4), "intake_channel": "letter", "intake_source": "self",
        "identity_status": "anonymous", "category": "misconduct_report", "summary": summary,
    }  # fmt: skip
    case = registered_case(
        register(office, Entry(said, [{"respondent": respondent, "rank_class": "village_other"}]))
    )
    done = CASE_ACTIONS["assign"]
    done.do(
        office, case, {**done.defaults(office, read_case(office, case)), "supervision.handling_unit": unit}
    )
    return str(read_case(office, case).registration.case_no)
