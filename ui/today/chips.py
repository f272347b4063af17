"""The chips over 今日: whose lines are shown, and of which kind of duty."""

from app.ledger.asked_extensions import EXTENSION
from app.ledger.today import CHASE, PUT_OFF, REPLY, RETURNED, Today
from app.ledger.unsigned import UNSIGNED
from app.rules.declarations import shipped_rules
from ui.parts.chip import ChipRow, ChipSpec

ALL = "all"
KINDS = {
    CHASE: "交办逾期",
    REPLY: "督办回复",
    UNSIGNED: "等签收",
    EXTENSION: "延期审批",
    RETURNED: "下级退回",
}
"""Chips of an upper office's own duties, and of what it gave to this one."""
RESTS = "已缓"
MINE = "today.mine"
"""The preference, and the chip, of showing one's own lines only."""


def whose_chips(only_mine: bool) -> ChipRow:
    """All that waits in the office, or what the person who works here has to do."""
    row = ChipRow([ChipSpec("", "全单位的"), ChipSpec(MINE, "我的")])
    row.press(MINE if only_mine else "")
    return row


def kind_chips(found: Today, rule: str) -> ChipRow | None:
    """The kinds of duty that wait, with their number; None where there is nothing to choose."""
    labels = {rule.id: rule.label for rule in shipped_rules()} | KINDS | {PUT_OFF: RESTS}
    counted = {rule: number for rule, number in found.kinds.items() if rule in labels}
    if found.unhanded:
        counted["T01"] = found.unhanded
    if found.put_off:
        counted[PUT_OFF] = found.put_off
    if rule not in (ALL, *counted):
        counted[rule] = 0
    if len(counted) < 2 and not found.put_off:
        return None
    total = sum(number for key, number in counted.items() if key != PUT_OFF)
    row = ChipRow(
        [ChipSpec(ALL, "全部", total), *(ChipSpec(key, labels[key], n) for key, n in counted.items())]
    )
    row.press(rule)
    return row
