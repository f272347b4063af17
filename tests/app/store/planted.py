"""A day's work with names that stand nowhere else, in a process that others watch: `python -m tests.app.store.planted`.

It ends in the middle of its work, as a power cut would, so that write-ahead logs and half files lie there too.
"""

import os
import sys
import tempfile
from pathlib import Path

from app.actions.backup import back_up
from app.actions.edit import edit_cases
from app.actions.find_reporter import find_reporter
from app.actions.register import Entry, register, registered_case
from app.actions.send import send
from app.actions.take import take
from app.cli.report import write_report
from app.exchange.receive import preview
from app.records.matters import Reporter
from app.store import drafts
from app.store.office import Office
from tests.app.store.offices import REPORT, Clock, new_township

IDENTITY = {
    "name": "黎不传密",
    "phone": "13977770001",
    "id_number": "110101199003071233",
    "address": "密水塘七组",
}
"""What identifies a reporter: it stands in no file at all, workbooks included."""
CONTROL = "这句话写过又删掉了"
"""Written in clear and deleted on purpose, to show that the search sees such a thing."""
CONTENT = {
    "respondent": "曾秘名",
    "summary": "反映密塘发包不公",
    "draft": "没有写完的密语",
    "remark": "备注里的密字",
}
"""What a case says: it stands in no file but a workbook that is sent."""


def main(folder: Path, out: Path, postings: list[Path]) -> None:
    """Work in a new office; workbooks go to `out`, everything else to `folder`."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as control:
        control.write(CONTROL)
    office = new_township(folder, Clock())
    said = {"received_on": office.today, **REPORT, "summary": CONTENT["summary"]}
    point = {"respondent": CONTENT["respondent"], "unit": "柳树村", "rank_class": "village_secretary"}
    case = registered_case(register(office, Entry(said, (point,), IDENTITY)))
    edit_cases(office, [case], {"registration.remark": CONTENT["remark"]})
    drafts.keep(office, "entry/1", {"typed": CONTENT["draft"], **IDENTITY})
    office.reveal(office.find(Reporter)[0], "核实情况")
    find_reporter(office, name=IDENTITY["name"])
    find_reporter(office, phone=IDENTITY["phone"])
    back_up(office)
    send(office, "QH00", out)
    for posting in postings:
        take(office, preview(office, posting))
    crash(office, case)
    office.close()
    office = Office.open(folder, clock=Clock())
    edit_cases(office, [case], {"registration.remark": CONTENT["remark"] + "又改"})
    os._exit(0)


def crash(office: Office, case: str) -> None:
    """A bug of ours while the names are in every variable."""
    reporter = office.reveal(office.find(Reporter)[0], "核实情况")
    try:
        raise ZeroDivisionError(f"{reporter.name} {CONTENT['summary']} {case}")
    except ZeroDivisionError as error:
        write_report(error)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
