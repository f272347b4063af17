"""周对账, 月督办, 季通报: what lies on the table of each meeting (M03, M11, M21, M23, M35, M37, M41, M50), as data."""

from app.ledger.columns import CLOSING, ENDED_ON, LIMIT_ON, MATTER, UNIT, WHOSE
from app.ledger.figures import (
    Ask,
    Compared,
    Count,
    During,
    Lit,
    Mean,
    MeetingList,
    NotUntil,
    Posts,
    Rate,
    Rows,
    Split,
    Until,
    of_whom,
)
from app.ledger.query import Condition

RECEIVED, ACCEPTED, CLOSED = "registration.received_on", "registration.accepted_on", "handling.closed_on"
REAL = Condition("registration.identity_status", ("real_name",))
NAMELESS = Condition("registration.identity_status", ("anonymous",))
FIRST = Condition("registration.is_repeat", (0, None))
REPEAT = Condition("registration.is_repeat", (1,))
MISCONDUCT = Condition("registration.category", ("misconduct_report",))
SELF = Condition("registration.intake_source", ("self", "leader_assigned", "found_in_work"))
ABOVE = Condition("registration.intake_source", ("forwarded_above", "assigned_above"))
TRUE = Condition("handling.finding", ("substantiated", "mostly_substantiated", "partly_substantiated"))
LIMITED, IN_TIME = Condition(CLOSING, ("done", "done_late")), Condition(CLOSING, ("done",))
LATE = Condition("case.light", ("overdue",))
PRESSING = Condition("case.light", ("overdue", "urgent", "due_soon"))
ORDERS = Condition("order.order_kind", ("order", "reminder"))

SKIPPED = Condition("visit.visit_level", ("county", "city", "province", "central"))
"""Receptions of those who went to a level above (越级访), told of visits, never of persons (domain §2.6)."""

IN, OUT, DONE = Ask((During(RECEIVED),)), Ask((During(ENDED_ON),)), Ask((During(CLOSED),))
STOCK = Ask((NotUntil(ENDED_ON), Until(RECEIVED)))
CARRIED = Ask((NotUntil(ENDED_ON, start=True), Until(RECEIVED, start=True)))
RED, YELLOW = Ask((Lit(("overdue",)),)), Ask((Lit(("urgent", "due_soon")),))
"""The lights as of the end of a period, today's or those of an earlier day."""
VISITS = Ask((During("visit.visited_on"),), "visit")
ORDERED = Ask((During("order.issued_on"), ORDERS), "order")
UNANSWERED = Ask((Until("order.issued_on"), ORDERS, NotUntil("order.replied_on")), "order")

FLAGGED = IN.narrowed(REPEAT)
"""What came in the period and is marked as a repeat, whether somebody has said of which matter or not."""
CLOSURE_BASE = {
    "accepted": ("受理", Ask((During(ACCEPTED),))), "due": ("应办结", Ask((During(LIMIT_ON),))), "received": ("收到", IN)
}  # fmt: skip
"""What 办结率 is reckoned over, by the setting `statistics.closure_base`."""
BASICS = ("registration.case_no", "registration.identity_status", "case.respondents")
PRESSED = (*BASICS, "case.light", "case.due_rule", "case.due_on", UNIT, "handling.handler", RECEIVED)
VISIT_FIGURES = (
    Count("接访", "批", VISITS, "visit.batches"), Count("接访", "人次", VISITS, "visit.persons"),
    Count("其中重访", "批", VISITS.narrowed(Condition("visit.visit_order", ("repeat",))), "visit.batches"),
    Count("其中到上级访", "批", VISITS.narrowed(SKIPPED), "visit.batches"),
    Count("其中到上级访", "人次", VISITS.narrowed(SKIPPED), "visit.persons"),
)  # fmt: skip
OF_CASES = VISITS.narrowed(Condition(MATTER, ("", None), "between"))
"""Receptions about a case that stands in the ledger: counted for each matter (M21)."""
VISIT_CLASSES = tuple(
    Count(label, unit, VISITS.narrowed(Condition("visit.category", (code,))), f"visit.{name}")
    for code, label in (
        ("misconduct_report", "检举控告"), ("appeal", "申诉"), ("suggestion", "批评建议"), ("out_of_scope", "业务范围外"),
        ("no_substance", "无实质内容"), (None, "没有写类别"),
    )
    for unit, name in (("批", "batches"), ("人次", "persons"))
)  # fmt: skip
"""Receptions by class, batches and persons apart (M23)."""
HOLDING = (
    Mean("收到到受理", DONE, RECEIVED, ACCEPTED), Mean("受理到签收", DONE, ACCEPTED, "handling.received_on"),
    Mean("签收到定处置", DONE, "handling.received_on", "handling.disposed_on"),
    Mean("定处置到办结", DONE, "handling.disposed_on", CLOSED), Mean("收到到办结", DONE, RECEIVED, CLOSED),
    Mean("办结到反馈", DONE, CLOSED, "handling.fed_back_on"),
)  # fmt: skip
HOLDING_NOTE = "本期办结的件在各环节的平均天数（括号里是工作日）；没有记日期的不计"
COVERAGE = Split(
    "督办覆盖", "order.unit",
    tuple(
        Count(label, "次", Ask((During("order.issued_on"), ORDERS), "order", years=back))
        for label, back in (("当年", 0), ("上一年", -1), ("再上一年", -2))
    ),
    note="督办函和催办单，按被督办单位和年份；每个单位每年至少督办一次", units=True, void="未覆盖",
)  # fmt: skip


BY_MATTER = "件是不同的事项；一个事项几个单位都在办的，各算一件，合计只算一件"


def _matters(label: str, asked: Ask) -> Count:
    """件: what was judged to be one matter counts once (domain §2.6)."""
    return Count(label, "件", asked, matters=True)


DECIDED = Rows(
    "会议议定的督办", Ask((During("order.issued_on"), Condition("order.decided_at", ("", None), "between")), "order"),
    ("order.order_no", "order.of_case", "order.order_kind", "order.unit", "order.requirement", "order.reply_due_on",
     "order.replied_on", "order.result", "order.decided_at"),
    (("order.order_no", False),), "本期发出的，到下一次会上对办得怎样",
)  # fmt: skip
"""What meetings decided in the period (M11)."""


def closure(base: str, *more: Condition, label: str = "办结率", first: bool = False) -> Rate:
    """办结率: those of the base that were closed by the end of the period, over the base that the office has chosen."""
    word, asked = CLOSURE_BASE[base]
    part, whole = of_whom(asked.narrowed(*more), Until(CLOSED))
    return Rate(f"{label}（已办结/{word}）", part, whole, first)


def _weekly(base: str) -> MeetingList:
    return MeetingList("weekly", "周对账", "信访举报件每周对账表", "weekly", "week", (
        Compared("收办对账", (
            Count("实名收到", "件次", IN.narrowed(REAL), first=True),
            Count("实名了结", "件次", OUT.narrowed(REAL), first=True),
            Count("实名期末在办", "件次", STOCK.narrowed(REAL), first=True),
            closure(base, REAL, label="实名办结率", first=True),
            Count("上期结转", "件次", CARRIED), Count("本期收到", "件次", IN), _matters("收到（不含重复）", IN),
            Count("其中首次反映", "件次", IN.narrowed(FIRST)),
            Count("其中重复", "件次", IN.narrowed(REPEAT)), Count("本期了结", "件次", OUT), Count("其中办结", "件次", DONE),
            _matters("了结（不含重复）", OUT), Count("期末在办", "件次", STOCK),
            _matters("期末在办（不含重复）", STOCK), closure(base), *VISIT_FIGURES,
        ), "上期结转 + 本期收到 - 本期了结 = 期末在办"),
        Split("各单位", UNIT, (
            Count("收到", "件次", IN), _matters("收到", IN), Count("了结", "件次", OUT), Count("期末在办", "件次", STOCK),
            _matters("期末在办", STOCK),
        ), BY_MATTER),
        Rows("本期销号", OUT, (*BASICS, RECEIVED, ENDED_ON, "case.stage", "handling.closing_way", "handling.finding", UNIT),
             ((ENDED_ON, False),), "了结日期和了结方式"),
        Rows("积案销号", Ask((During("registration.written_off_on"),)), (
            *BASICS, RECEIVED, "registration.listed_on", "registration.written_off_on", "registration.write_off_ground", UNIT,
        ), (("registration.written_off_on", False),), "积案台账里销号的，写明哪天、凭什么"),
        Rows("逾期没有办完", Ask((LATE,)), PRESSED, (("case.due_on", False),), "截至今天", day_by_day=True),
        Rows("交出没有签收", Ask((Until("receipt.handed_on"), NotUntil("receipt.signed_on")), "receipt"),
             ("receipt.of_case", "receipt.item", "receipt.from_person", "receipt.handed_on", "receipt.to_unit",
              "receipt.to_person"), (("receipt.handed_on", False),)),
        DECIDED,
    ), balance=(CARRIED, IN, OUT, STOCK))  # fmt: skip


def _monthly(base: str) -> MeetingList:
    return MeetingList("monthly", "月督办", "信访举报件每月督办表", "monthly", "month", (
        Compared("督办情况", (
            Count("实名办结", "件次", DONE.narrowed(REAL), first=True), closure(base, REAL, label="实名办结率", first=True),
            Count("收到", "件次", IN), _matters("收到（不含重复）", IN),
            Count("其中首次反映", "件次", IN.narrowed(FIRST)), Count("办结", "件次", DONE),
            _matters("办结（不含重复）", DONE), Count("期末在办", "件次", STOCK),
            _matters("期末在办（不含重复）", STOCK), closure(base),
            Rate("按期办结率（按期/有期限的办结）", *of_whom(DONE.narrowed(LIMITED), IN_TIME)),
            Count("发出督办", "次", ORDERED), Count("期末未回复", "次", UNANSWERED),
        )),
        Split("各单位", UNIT, (
            Count("期末在办", "件次", STOCK), _matters("期末在办", STOCK),
            Count("其中实名", "件次", STOCK.narrowed(REAL), first=True), Count("办结", "件次", DONE), _matters("办结", DONE),
            closure(base, REAL, label="实名办结率", first=True), closure(base),
            Rate("按期办结率", *of_whom(DONE.narrowed(LIMITED), IN_TIME)),
            Mean("收到到办结", DONE, RECEIVED, CLOSED),
        ), BY_MATTER),
        Rows("要督办的件", Ask((PRESSING,)), PRESSED, (("case.due_on", False),), "逾期和临期，截至今天", day_by_day=True),
        Rows("督办没有回复", UNANSWERED, ("order.order_no", "order.of_case", "order.unit", "order.reason", "order.method",
             "order.issued_on", "order.reply_due_on"), (("order.reply_due_on", False),)),
        DECIDED,
        Compared("各环节用时", HOLDING, HOLDING_NOTE),
        Rows("在手最久的件", STOCK, (*BASICS, "case.stage", RECEIVED, "handling.received_on", UNIT, "handling.handler"),
             ((RECEIVED, False),), "期末在办，先收到的在前", most=20),
        COVERAGE,
    ))  # fmt: skip


def _quarterly(base: str) -> MeetingList:
    told = Ask((During(RECEIVED), REAL, FIRST, NotUntil("registration.rejected_on")))
    return MeetingList("quarterly", "季通报", "信访举报工作季度通报", "quarterly", "quarter", (
        Compared("总体情况", (
            Count("实名收到", "件次", IN.narrowed(REAL), first=True), closure(base, REAL, label="实名办结率", first=True),
            Rate("实名受理告知率（已告知/收到）", *of_whom(told, Until("registration.acceptance_told_on")), first=True),
            Rate("实名反馈率（已反馈/办结）", *of_whom(DONE.narrowed(REAL), Until("handling.fed_back_on")), first=True),
            Count("收到", "件次", IN), _matters("收到（不含重复）", IN), Count("其中首次反映", "件次", IN.narrowed(FIRST)),
            Count("检举控告", "件次", IN.narrowed(MISCONDUCT)), Count("自收", "件次", IN.narrowed(SELF)),
            Count("上级转交办", "件次", IN.narrowed(ABOVE)),
            *(Count(label, "件次", IN.narrowed(Condition("registration.intake_channel", (code,))))
              for code, label in (("letter", "来信"), ("visit", "来访"), ("phone", "来电"), ("online", "网络"))),
            Rate("实名率（实名/检举控告）", *of_whom(IN.narrowed(MISCONDUCT), REAL)),
            Rate("匿名率（匿名/检举控告）", *of_whom(IN.narrowed(MISCONDUCT), NAMELESS)),
            Rate("重复率（重复件次/总件次）", *of_whom(IN, REPEAT)),
            Count("办结", "件次", DONE), _matters("办结（不含重复）", DONE),
            Count("期末在办", "件次", STOCK), _matters("期末在办（不含重复）", STOCK), closure(base),
            closure(base, FIRST, label="初信初访办结率"),
            Rate("按期办结率（按期/有期限的办结）", *of_whom(DONE.narrowed(LIMITED), IN_TIME)),
            Rate("属实率（属实及部分属实/办结的检举控告）", *of_whom(DONE.narrowed(MISCONDUCT), TRUE)),
            Rate("满意率（满意和基本满意/有效评价）", *of_whom(
                DONE.narrowed(Condition("handling.satisfaction", ("satisfied", "fairly", "dissatisfied"))),
                Condition("handling.satisfaction", ("satisfied", "fairly")))),
            Count("处理人数", "人", DONE, "handling.persons_handled"), Count("挽回损失", "万元", DONE, "handling.loss_recovered"),
            Count("发出督办", "次", ORDERED), *VISIT_FIGURES,
        )),
        Compared("接访分类", VISIT_CLASSES),
        Split("接访的事项", MATTER, (
            Count("接访", "次", OF_CASES),
            Count("其中重访", "次", OF_CASES.narrowed(Condition("visit.visit_order", ("repeat",)))),
        ), "有案件的接访，按同一事项的主件；没有登记案件的不在内", most=10),
        Split("各单位", UNIT, (
            Count("收到", "件次", IN), _matters("收到", IN), Count("其中实名", "件次", IN.narrowed(REAL), first=True),
            Count("办结", "件次", DONE), _matters("办结", DONE), Count("期末在办", "件次", STOCK), _matters("期末在办", STOCK),
            closure(base, REAL, label="实名办结率", first=True), closure(base),
            Rate("按期办结率", *of_whom(DONE.narrowed(LIMITED), IN_TIME)), Mean("收到到办结", DONE, RECEIVED, CLOSED),
        ), BY_MATTER),
        Split("问题类别", "allegation.allegation_type", (Count("检举控告", "件次", IN.narrowed(MISCONDUCT)),),
              "每件按第一个反映问题，占检举控告的比例", most=10, shares=True),
        Split("被反映人职级", "allegation.rank_class", (Count("检举控告", "件次", IN.narrowed(MISCONDUCT)),),
              "每件按第一个被反映人，占检举控告的比例", most=10, shares=True),
        Split("问题属地", "registration.incident_place", (Count("收到", "件次", IN),), most=10, shares=True),
        Compared("各环节用时", HOLDING, HOLDING_NOTE),
        DECIDED,
        COVERAGE,
    ))  # fmt: skip


THEN = "各期最后一天的红和黄，件次；以前的灯按现在登记的内容推算"


def _page(base: str) -> MeetingList:
    return MeetingList("page", "本周一页", "信访举报每周一页", "weekly", "week", (
        Split("各单位", WHOSE, (
            Count("收到", "件次", IN), Count("在办", "件次", STOCK), Count("办结", "件次", DONE), Count("销号", "件次", OUT),
        ), "件次；上期、去年同期各在后面一列", units=True, compared=True),
        Split("各单位的灯", WHOSE, (
            Count("红", "件次", RED), Count("黄", "件次", YELLOW),
        ), THEN, units=True, compared=True, posts=True),
        Compared("全县", (
            Count("收到", "件次", IN), Count("在办", "件次", STOCK), Count("办结", "件次", DONE), Count("销号", "件次", OUT),
            Count("红", "件次", RED), Count("黄", "件次", YELLOW), closure(base),
        )),
        Rows("逾期没有办完", Ask((LATE,)), PRESSED, (("case.due_on", False),), "截至今天", most=20, day_by_day=True),
    ))  # fmt: skip


def _reports(base: str) -> MeetingList:
    return MeetingList("reports", "收报情况", "各单位收报情况", "weekly", "week", (
        Posts("各单位来件", IN, "本期收到是该单位自己登记的；报了而本期没有收到的，是零报告"),
    ))  # fmt: skip


_MAKERS = {
    "weekly": _weekly,
    "monthly": _monthly,
    "quarterly": _quarterly,
    "page": _page,
    "reports": _reports,
}
NAMES = {"weekly": "周对账", "monthly": "月督办", "quarterly": "季通报"}
"""Every list that each office has, by its id."""
EARLIER = ("page",)
"""Those for which lights of earlier days are reckoned, which may take a while."""
OF_COUNTY = {"page": "本周一页", "reports": "收报情况"}
"""Those that look over the units below."""


def names(level: str) -> dict[str, str]:
    """The lists of an office of that level, by id."""
    return {**OF_COUNTY, **NAMES} if level == "county" else dict(NAMES)


def meeting_list(id: str, closure_base: str) -> MeetingList:
    """One list, its rates over the base that the office has chosen. KeyError for another name."""
    return _MAKERS[id](closure_base)
