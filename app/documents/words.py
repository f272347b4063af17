"""Words that a paper derives from the case: the respondents in one breath, the points with what was found, the days over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.documents.subject import Subject, chinese_day
from app.ledger.asked_extensions import awaiting, of_the_sheet
from app.records.matters import Allegation, Attachment, Finding
from app.records.movements import Extension
from app.records.proceedings import Measure
from app.records.supervision import Supervision

_BASIS = {
    "legal_procedure": "《纪检监察机关处理检举控告工作规则》第十三条第（一）项",
    "other_organ": "《纪检监察机关处理检举控告工作规则》第十三条第（二）项",
    "no_substance": "《纪检监察机关处理检举控告工作规则》第十三条第（三）项",
}


@dataclass(frozen=True)
class Word:
    """One derived word: what it is, for whoever writes a template, and how it is found."""

    meaning: str
    text: Callable[[Subject], str]
    is_day: bool = False


def _office(key: str) -> Callable[[Subject], str]:
    return lambda subject: subject.office.get(key, "")


def _respondents(subject: Subject) -> str:
    names = list(dict.fromkeys(each.respondent for each in subject.case.allegations if each.respondent))
    if len(names) > 3:
        return f"{'、'.join(names[:3])}等{len(names)}人（单位）"
    return "、".join(names)


def _respondent_lines(subject: Subject) -> str:
    lines = dict.fromkeys(_who(each) for each in subject.case.allegations)
    return "\n".join(line for line in lines if line)


def _who(point: Allegation) -> str:
    said = [point.respondent, f"{point.unit or ''}{point.position or ''}", point.text("rank_class")]
    return "，".join(each for each in said if each)


def _points(subject: Subject) -> str:
    points = [each for each in subject.case.allegations if each.summary or each.allegation_type]
    said = [f"{at}. {_point(each)}" for at, each in enumerate(points, start=1)]
    return "\n".join(said) or (subject.case.registration.summary or "")


def _point(point: Allegation) -> str:
    return "：".join(each for each in (point.text("allegation_type"), point.summary) if each)


def _findings(subject: Subject) -> str:
    found = {each.allegation: each for each in subject.case.findings}
    return "\n".join(
        f"{at}. {_point(point) or '反映' + (point.respondent or '')}。{_found(found[point.id])}"
        for at, point in enumerate(subject.case.allegations, start=1)
        if point.id in found
    )


def _found(finding: Finding) -> str:
    said = f"经查，{finding.explanation.rstrip('。')}。" if finding.explanation else ""
    return f"{said}结论：{finding.text('finding')}。"


def _due(subject: Subject) -> date | None:
    sheet = subject.case.supervision
    return None if sheet is None else sheet.extended_due_on or sheet.due_on


def _due_words(subject: Subject) -> str:
    day = _due(subject)
    return "" if day is None else chinese_day(day)


def _late(subject: Subject) -> str:
    due, closed = _due(subject), subject.case.handling and subject.case.handling.closed_on
    until = closed or subject.today
    if due is None or until <= due:
        return ""
    return str(subject.case.measure.calendar.working_days_between(due, until))


def _proposal(subject: Subject) -> str:
    registration = subject.case.registration
    return "\n".join(filter(None, (registration.text("proposed_action"), registration.proposal)))


def _asked(subject: Subject) -> Extension | None:
    found = subject.record("extension.rule")
    return found if isinstance(found, Extension) else None


def _extension_rule(subject: Subject) -> str:
    asked = _asked(subject)
    rules = subject.case.measure.rules
    return next((each.label for each in rules if asked is not None and each.id == asked.rule), "")


def _extension_due(subject: Subject) -> str:
    asked = _asked(subject)
    duties = [each for each in subject.case.obligations if asked is not None and each.rule.id == asked.rule]
    if not duties or asked is None:
        return ""
    days = [duties[-1].first_due_on, *(move.day for move in duties[-1].moves)]
    return chinese_day(days[-2] if asked.decision == "approved" and len(days) > 1 else days[-1])


def _granted(subject: Subject) -> Supervision | None:
    """The sheet of the office above on which it decided the request, where the request itself says nothing."""
    asked, sheet = _asked(subject), subject.case.supervision
    decides = asked is not None and asked.decision == "requested" and of_the_sheet(subject.case, asked)
    return sheet if decides and asked not in awaiting(subject.case) else None


def _extension_decision(subject: Subject) -> str:
    asked, sheet = _asked(subject), _granted(subject)
    if sheet is not None:
        return "，".join(filter(None, (sheet.text("extension"), sheet.extension_opinion)))
    return asked.text("decision") if asked is not None and asked.decision in ("approved", "refused") else ""


def _extension_new_due(subject: Subject) -> str:
    asked, sheet = _asked(subject), _granted(subject)
    day = sheet.extended_due_on if sheet is not None else asked.due_on if asked is not None else None
    return chinese_day(day) if day is not None else ""


def _extension_decided(subject: Subject) -> str:
    asked, sheet = _asked(subject), _granted(subject)
    day = sheet.extension_decided_on if sheet is not None else asked.decided_on if asked is not None else None
    return chinese_day(day) if day is not None else ""


def _extension_approver(subject: Subject) -> str:
    """Who decided: the person, or the office above whose sheet says so."""
    asked = _asked(subject)
    if _granted(subject) is not None:
        return subject.office.get("above", "")
    return (asked.approver or "") if asked is not None else ""


def _measures(subject: Subject) -> str:
    found = (each for each in subject.case.of(Measure))
    return "\n".join(_measure(each) for each in found)


def _measure(measure: Measure) -> str:
    said = (
        measure.text(name) for name in ("organizational", "party_sanction", "government_sanction", "filing")
    )
    day = chinese_day(measure.decided_on) if measure.decided_on else ""
    return f"{measure.respondent or ''}：{'，'.join(filter(None, (day, *said)))}。"


def _basis(subject: Subject) -> str:
    return _BASIS.get(subject.case.registration.rejection_ground or "", "")


def _enclosures(subject: Subject) -> str:
    """What is kept with the case beside the report itself, each with its pages."""
    found = [each for each in subject.case.attachments if each.scan_type != ORIGINAL]
    return "、".join(f"{each.name}{each.pages}页" if each.pages else str(each.name) for each in found)


def _originals(subject: Subject) -> list[Attachment]:
    return [each for each in subject.case.attachments if each.scan_type == ORIGINAL]


def _copies(subject: Subject) -> str:
    return str(len(_originals(subject)) or "")


def _pages(subject: Subject) -> str:
    """Pages of the original, where all of them are known."""
    pages = [each.pages for each in _originals(subject)]
    return str(sum(each or 0 for each in pages)) if pages and all(pages) else ""


ORIGINAL = "original_letter"
"""The kind of attachment that is the report itself."""

WORDS: dict[str, Word] = {
    "today": Word("今天的日期", lambda subject: chinese_day(subject.today), is_day=True),
    "office.name": Word("本单位名称", _office("name")),
    "office.level": Word("本单位级别：township、dispatched、county", _office("level")),
    "office.above": Word("上级单位名称", _office("above")),
    "office.person": Word("现在操作的人", _office("person")),
    "case.title": Word("信访编号", lambda subject: subject.case.registration.case_no or ""),
    "case.stage": Word("办理阶段", lambda subject: subject.case.stage.label),
    "case.respondents": Word("被反映人，顿号隔开，多于三个写“等”", _respondents),
    "case.respondent_lines": Word("被反映人及单位、职务、职级，每人一行", _respondent_lines),
    "case.points": Word("反映的问题，逐条编号；没有逐条登记的用问题摘要", _points),
    "case.findings": Word("逐条问题和核查结论", _findings),
    "case.due": Word("交办件应办结的日期，批准延期后是延后的日期", _due_words, is_day=True),
    "case.late": Word("超过应办结日期几个工作日；没有超期是空的", _late),
    "case.proposal": Word("拟办意见和说明", _proposal),
    "case.measures": Word("对每个人的处理处分，每人一行", _measures),
    "case.extension_rule": Word("申请延期的是哪个时限", _extension_rule),
    "case.extension_due": Word("申请延期的时限原来到哪天", _extension_due, is_day=True),
    "case.extension_decision": Word("延期批准了没有；还没审批是空的", _extension_decision),
    "case.extension_new_due": Word("批准延到哪天；还没审批是空的", _extension_new_due, is_day=True),
    "case.extension_decided": Word("延期哪天审批；还没审批是空的", _extension_decided, is_day=True),
    "case.extension_approver": Word("延期由谁审批：人，或者上级单位", _extension_approver),
    "case.enclosures": Word("原件以外的附件，顿号隔开，注明页数", _enclosures),
    "case.original_copies": Word("扫描的原件有几份", _copies),
    "case.original_pages": Word("原件共几页；有一份不知道页数的是空的", _pages),
    "case.rejection_basis": Word("不予受理的条款", _basis),
}
"""Every word there is, by name."""
