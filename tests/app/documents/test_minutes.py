"""The minutes of a meeting as a paper."""

from datetime import date

from app.documents.minutes import minutes
from app.documents.paper import lines_of
from app.records.meetings import Meeting
from app.records.oversight import Order

WHO = {"id": "1", "owner": "QH00", "version": {}}
HELD = Meeting(**WHO, meeting_kind="monthly", period="2026-02", held_on=date(2026, 3, 6), place="二楼会议室",
               chair="刘书记", attendants="王敏、李岚", minutes="一、通报情况\n二、逐件督办")  # fmt: skip


def test_who_met_what_was_said_and_what_was_decided_stand_in_order() -> None:
    order = Order(**WHO, order_no="清督〔2026〕1号", order_kind="order", unit="云溪镇纪委", requirement="三日内报进展",
                  reply_due_on=date(2026, 3, 11))  # fmt: skip
    assert list(lines_of(minutes("清河县纪委", HELD, "收到 3 件次。", [order]))) == [
        "每月督办会纪要",
        "清河县纪委",
        "| 时间 | 2026-03-06 | 地点 | 二楼会议室 |",
        "| 主持人 | 刘书记 | 所议 | 2026-02 |",
        "| 参加人员 | 王敏、李岚 |",
        "本期情况：收到 3 件次。",
        "一、通报情况",
        "二、逐件督办",
        "议定事项：",
        "| 督办编号 | 督办种类 | 被督办单位 | 督办内容 | 限期回复日期 |",
        "| 清督〔2026〕1号 | 督办函 | 云溪镇纪委 | 三日内报进展 | 2026-03-11 |",
        "主持人：________　____年__月__日",
        "记录人：________　____年__月__日",
    ]


def test_a_meeting_that_decided_nothing_says_so() -> None:
    assert "没有议定督办事项。" in list(lines_of(minutes("清河县纪委", HELD, "", ())))
