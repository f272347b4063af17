"""Who may do what: for every action the roles that may do it, checked where writing begins.

Roles are those of the code list `staff_role`; one person may hold several, as in small offices (`weakens` says what
that costs). An action that is not listed here may be done by nobody: a new action must say its right.
"""

from collections.abc import Collection, Mapping

CLERK, HANDLER, LEADER, ADMINISTRATOR, AUDITOR = "clerk", "handler", "leader", "administrator", "auditor"
ROLES = frozenset({CLERK, HANDLER, LEADER, ADMINISTRATOR, AUDITOR})

_DESK = frozenset({CLERK})
_WORK = frozenset({CLERK, HANDLER})
_OFFICE = frozenset({CLERK, HANDLER, LEADER})
_SIGN = frozenset({CLERK, LEADER})
_SETUP = frozenset({ADMINISTRATOR})
_WATCH = frozenset({ADMINISTRATOR, AUDITOR})
ANYONE = ROLES
"""Everybody who can log in, even somebody without a role."""

RIGHTS: Mapping[str, frozenset[str]] = {
    "make_pair_password": _SIGN, "read_pair_password": _DESK, "keep_pair_password": _DESK, "send_in_clear": _DESK,
    "release_reporter": _SIGN,
    "read_case": _OFFICE | _SETUP,
    "register": _DESK, "edit_reporter": _DESK,
    "import": _DESK, "escalate": _DESK, "hand_up_stub": _DESK, "accept": _DESK, "reject": _DESK,
    "tell_acceptance": _DESK, "assign": _DESK, "sign_receipt": _DESK, "hand_over": _DESK, "add_allegation": _DESK,
    "void_allegation": _DESK, "void_case": _DESK, "void": _DESK, "send": _DESK, "take": _DESK, "decide": _DESK,
    "same_case": _DESK, "part_case": _DESK,
    "propose_correction": _WORK, "accept_proposal": _DESK, "refuse_proposal": _DESK,
    "retire": _DESK, "renumber": _DESK,
    "edit": _WORK, "dispose": _WORK, "close": _WORK, "report_up": _WORK, "feed_back": _WORK, "archive": _WORK,
    "record_finding": _WORK, "attach": _WORK, "detach": _WORK, "save_copy": _WORK, "undo": _WORK | _SETUP,
    "read_attachment": _OFFICE,
    "propose": _DESK, "verify_identity": _DESK, "retain": _DESK, "tell_rejection": _DESK, "transfer_out": _DESK,
    "note_transfer_reply": _DESK, "forward": _DESK, "withdraw": _DESK, "judge_repeat": _DESK, "protect": _DESK,
    "end_protection": _DESK, "propose_reward": _DESK, "deliver_reward": _DESK, "issue_order": _DESK,
    "look_back": _DESK, "note_correction": _DESK, "decide_assigned_extension": _DESK, "note_order_reply": _DESK,
    "up_report": _DESK, "note_upper_reply": _DESK,
    "answer_order": _WORK, "ask_extension": _WORK, "begin_verification": _WORK, "check_recusal": _WORK,
    "clarify": _WORK, "close_on_the_spot": _WORK, "follow_up": _WORK, "hand_item": _WORK, "inquire": _WORK,
    "note_feedback": _WORK, "note_inquiry_reply": _WORK, "pause": _WORK, "propose_clarification": _WORK,
    "report_inquiry": _WORK, "resubmit": _WORK, "resume": _WORK, "return_case": _WORK, "sign_item": _WORK,
    "submit_report": _WORK, "take_measure": _WORK,
    "instruct": _SIGN, "decide_extension": _SIGN, "approve_clarification": _SIGN, "review": _SIGN, "reopen":
    _SIGN,
    "escalate_case": _DESK, "cancel_judgement": _DESK, "report_periodic": _DESK, "issue_circular": _DESK, "record_meeting": _DESK,
    "strike_minutes": _DESK,
    "answer_circular": _DESK, "list_backlog": _DESK, "write_off": _DESK, "note_circular_reply": _DESK,
    "add_visit": _OFFICE, "edit_visit": _OFFICE, "reveal": _OFFICE, "print": _OFFICE, "copy": _OFFICE,
    "save_paper": _OFFICE, "number_paper": _WORK, "put_off": _OFFICE, "save_list": _OFFICE, "return_rows": _DESK,
    "keep_form": _DESK, "save_form": _OFFICE,
    "search_identity": _OFFICE, "read_journal": _WATCH,
    "restore": _SETUP, "salvage": _SETUP, "pack": _SETUP, "give_up_backups": _DESK,
    "add_unit": _DESK | _SETUP, "add_staff": _SETUP, "set_roles": _SETUP, "set_setting": _SETUP, "create_office": _SETUP,
    "take_configuration": _SETUP,
    "protect_office": _SETUP, "add_login": _SETUP, "remove_login": _SETUP, "renew_recovery": _SETUP, "rekey": _SETUP,
    "recover_login": _SETUP, "change_password": ANYONE, "failed_login": ANYONE, "confirm_today": ANYONE, "older_data": ANYONE,
}  # fmt: skip
"""Roles that may do an action; 批示, 审批 and 签收 given on paper are recorded by the clerk."""

SIGNED = frozenset({"instruct", "decide_extension", "approve_clarification", "review", "reopen"})
"""What a leader signs. The clerk records what was signed on paper, unless the office wants the leader's own login."""

ACTION_WORDS: Mapping[str, str] = {
    "make_pair_password": "生成往来口令", "read_pair_password": "查看往来口令", "keep_pair_password": "记下往来口令",
    "send_in_clear": "改往来加密", "release_reporter": "移交反映人信息",
    "read_case": "查看案件",
    "register": "登记", "import": "导入", "escalate": "登记报上级件", "hand_up_stub": "报送上级", "accept": "受理",
    "reject": "不予受理", "tell_acceptance": "受理告知", "assign": "交办", "sign_receipt": "签收",
    "hand_over": "移交承办人", "add_allegation": "增加反映问题", "void_allegation": "作废反映问题", "void_case": "作废",
    "void": "批量作废", "send": "寄出", "take": "收取", "decide": "定用哪一份", "same_case": "同一件", "part_case": "分开",
    "propose_correction": "提更正建议", "accept_proposal": "采纳更正建议", "refuse_proposal": "不采纳更正建议",
    "retire": "停用电脑", "renumber": "改号",
    "edit": "修改", "dispose": "定处置方式",
    "close": "办结", "report_up": "报结", "feed_back": "反馈", "archive": "归档", "record_finding": "记核查结论",
    "undo": "撤销和重做", "add_visit": "登记接访", "edit_visit": "修改接访", "reveal": "查看反映人",
    "edit_reporter": "修改反映人", "print": "打印", "copy": "复制",
    "save_paper": "存为文档", "number_paper": "编函号", "put_off": "缓办", "save_list": "存为工作簿", "return_rows": "存退回表",
    "keep_form": "留存表样", "save_form": "填表导出",
    "search_identity": "按反映人查找", "read_journal": "查看日志", "restore": "恢复备份",
    "give_up_backups": "清除旧备份",
    "take_configuration": "采用下发的配置",
    "salvage": "抢救数据", "pack": "打包搬家", "add_unit": "新增单位", "add_staff": "新增人员", "set_roles": "调整职责",
    "set_setting": "改设置", "create_office": "新建单位", "protect_office": "设口令", "add_login": "给登录",
    "remove_login": "收回登录", "renew_recovery": "更新恢复单", "rekey": "更换数据密钥",
    "recover_login": "换口令", "change_password": "改口令",
    "attach": "添加附件", "detach": "作废附件", "read_attachment": "查看附件", "save_copy": "另存附件",
    "failed_login": "口令错误", "confirm_today": "核对日期", "older_data": "换成旧数据",
    "answer_order": "回复督办", "approve_clarification": "批准澄清", "ask_extension": "申请延期",
    "begin_verification": "开始核查", "cancel_judgement": "取消重复认定", "check_recusal": "核对回避",
    "clarify": "澄清", "close_on_the_spot": "当场办结", "decide_assigned_extension": "审批下级延期",
    "decide_extension": "审批延期", "deliver_reward": "奖励送达", "end_protection": "保护结束",
    "escalate_case": "转为报上级件", "follow_up": "回访", "forward": "转办", "hand_item": "交件登记",
    "inquire": "谈话函询", "instruct": "批示", "issue_circular": "发通报", "record_meeting": "记会议",
    "strike_minutes": "划去报上级件的话",
    "answer_circular": "回复通报",
    "list_backlog": "列入积案", "write_off": "销号",
    "note_circular_reply": "登记通报回复", "issue_order": "发督办",
    "judge_repeat": "认定重复", "look_back": "责任倒查", "note_correction": "整改完成",
    "note_feedback": "反馈进展", "note_inquiry_reply": "登记函询回复", "note_order_reply": "登记督办回复",
    "note_transfer_reply": "登记移交结果", "note_upper_reply": "登记上级意见", "pause": "暂停计时",
    "propose": "拟办", "propose_clarification": "提出澄清", "propose_reward": "提议奖励", "protect":
    "保护申请", "reopen": "重新办理", "report_inquiry": "谈话函询报告", "report_periodic": "定期报送",
    "resubmit": "重新报送", "resume": "恢复计时", "retain": "留存备查", "return_case": "退回", "review":
    "审核把关", "sign_item": "领件签收", "submit_report": "提交报告", "take_measure": "处理处分",
    "tell_rejection": "告知去向", "transfer_out": "移交其他机关", "up_report": "报告上级",
    "verify_identity": "核实身份", "withdraw": "撤回交办",
}  # fmt: skip
"""What an action is called where it is filtered by; those on a case are called as their buttons are."""

KEPT_BY: Mapping[str, frozenset[str]] = {"staff": _SETUP, "setting": _SETUP}
"""Kinds of record that only these roles write, by whatever action: else an edit or an undo would give rights."""

_WORDS = {CLERK: "信访干部", HANDLER: "承办人", LEADER: "领导", ADMINISTRATOR: "管理员", AUDITOR: "审计员"}


def refusal(action: str, roles: Collection[str] | None, *, leader_signs: bool = False) -> str | None:
    """Why a person with these roles may not do the action, or None. No roles at all (None) means nobody logged in:
    an office without passwords, where everybody may do everything. `leader_signs`: see `SIGNED`."""
    if roles is not None and leader_signs and action in SIGNED and LEADER not in roles:
        return "本单位要求领导本人登录签批，请领导用自己的口令打开后办理。"
    allowed = RIGHTS.get(action, frozenset())
    if roles is None or allowed == ANYONE or allowed & set(roles):
        return None
    who = "、".join(_WORDS[role] for role in _WORDS if role in allowed)
    return (
        f"这一步由{who}办理，您现在的职责不能做。要调整职责，请找管理员。"
        if who
        else "这一步谁都不能做，请联系维护人员。"
    )


def refusal_of_kinds(kinds: Collection[str], roles: Collection[str] | None) -> str | None:
    """Why a person with these roles may not write records of these kinds, or None."""
    if roles is None or all(KEPT_BY.get(kind, ROLES) & set(roles) for kind in kinds if kind in KEPT_BY):
        return None
    return "人员职责和设置只有管理员能改，请找管理员。"


def weakens(roles: Collection[str]) -> list[str]:
    """What it costs when one person holds these roles together, in sentences."""
    held = set(roles)
    said = []
    if AUDITOR in held and held - {AUDITOR}:
        said.append("审计员同时办理业务，等于自己查自己，日志失去第二双眼睛。")
    if ADMINISTRATOR in held and held & {CLERK, HANDLER}:
        said.append("管理员同时办理业务，可以自己给自己放权，请领导定期查看日志。")
    if {CLERK, LEADER} <= held:
        said.append("登记人同时是领导，批示和登记出自一人，重要事项请留纸质签批。")
    return said
