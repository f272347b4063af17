"""In which phase of a case each action belongs: how a long menu is grouped."""

PHASES: dict[str, tuple[str, ...]] = {
    "来件": ("verify_identity", "hand_item", "sign_item", "judge_repeat", "protect", "end_protection"),
    "受理分流": (
        "propose", "instruct", "accept", "reject", "retain", "transfer_out", "note_transfer_reply", "forward",
        "assign", "sign_receipt", "tell_acceptance", "tell_rejection", "close_on_the_spot", "return_case",
        "withdraw", "escalate_case",
    ),
    "办理": (
        "hand_over", "check_recusal", "dispose", "begin_verification", "inquire", "note_inquiry_reply",
        "report_inquiry", "take_measure", "pause", "resume", "ask_extension", "decide_extension", "submit_report",
        "review", "resubmit", "close", "reopen",
    ),
    "反馈": (
        "note_feedback", "feed_back", "follow_up", "propose_clarification", "approve_clarification", "clarify",
        "propose_reward", "deliver_reward",
    ),
    "督办": (
        "answer_order", "issue_order", "note_order_reply", "decide_assigned_extension", "report_up", "up_report",
        "note_upper_reply", "look_back", "note_correction", "list_backlog", "write_off",
    ),
    "其他": ("archive",),
}  # fmt: skip
"""Phase → ids of its actions, each in the order in which they come."""

OTHER = "其他"


def phase_of(action: str) -> str:
    """The phase of an action; 其他 for one that is in none."""
    return next((phase for phase, ids in PHASES.items() if action in ids), OTHER)


def order_of(action: str) -> tuple[int, int]:
    """Where it stands in the menu."""
    phases = list(PHASES)
    phase = phase_of(action)
    ids = PHASES[phase]
    return phases.index(phase), ids.index(action) if action in ids else len(ids)
