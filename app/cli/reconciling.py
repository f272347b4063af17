"""reconcile: what we hold beside what the other side says it knows, unit by unit or case by case."""

from argparse import Namespace

from app.actions.units import units
from app.cli import say
from app.errors import NotAllowed
from app.exchange.gaps import numbers
from app.exchange.reconcile import reconcile as compare
from app.exchange.reconciled import Reconciled
from app.store.office import Office


def reconcile(office: Office, asked: Namespace) -> None:
    """Show the differences with one unit, or a line for each."""
    known = [each for each in units(office) if each.code != office.code and each.unit_kind != "village"]
    wanted = [each for each in known if asked.unit in (None, each.code, each.name)]
    if not wanted:
        raise NotAllowed(
            "单位名录里没有这个单位，请核对代码或名称。" if asked.unit else "单位名录里还没有别的单位。"
        )
    found = [compare(office, each) for each in wanted]
    if asked.as_json:
        say.document([_document(each) for each in found])
        return
    for each in found:
        print(each.summary + (f"怎么办：{each.to_do}。" if each.to_do else ""))
        for one in each.apart if asked.unit else ():
            print(f"  {one.case_no or one.case}：{one.words}；{one.to_do}")


def _document(found: Reconciled) -> dict[str, object]:
    return {
        "unit": found.code, "name": found.name, "heard": found.heard, "cases": found.cases, "lacking": found.lacking,
        "ours": found.ours, "theirs": found.theirs, "missing_numbers": numbers(found.gaps), "to_do": found.to_do,
        "apart": [
            {"case": each.case, "case_no": each.case_no, "unknown": each.unknown, "other": each.other,
             "to_do": each.to_do}
            for each in found.apart
        ],
    }  # fmt: skip
