"""What a case should be looked at for, in quiet sentences under its buttons: a possible major matter, no substance, recusal."""

from app.actions.accept import bare
from app.actions.standing import HANDS, reported_among
from app.records.oversight import UpReport
from app.rules.major import grounds, words
from app.store.case_file import CaseFile
from app.store.office import Office


def noticed(office: Office, case: CaseFile) -> list[str]:
    """The sentences for this office now; each goes away once what it asks for is decided."""
    found = _recusals(case)
    said = case.registration
    if said.owner != office.code or case.stage.value in (
        "archived",
        "rejected",
        "transferred_out",
        "retained",
    ):
        return found
    persons = max((each.persons or 0 for each in case.visits), default=0)
    reasons = grounds({each.name: said.value(each.name) for each in said.columns()}, persons)
    if reasons and not case.of(UpReport) and said.accepted_on is None:
        found.append(f"{words(reasons)}是的，用“报告上级”记下；不是的不用管。")
    if said.accepted_on is None and bare(case):
        found.append(
            "只有罪名没有事实：按《规则》第十三条第三项不予受理、留存备查；问到事实的，先补进问题摘要。"
        )
    return found


def _recusals(case: CaseFile) -> list[str]:
    """Who handles the case and is reported in it: a point that was added later, or an old ledger, may say so."""
    handling = case.handling
    if handling is None or handling.closed_on is not None or handling.returned_on is not None:
        return []
    people = [name for field in HANDS[:3] for name in reported_among(case, case.facts.get(field))]
    return [f"{name}是被反映人，按规定要回避：请移交给别人承办。" for name in dict.fromkeys(people)]
